"""What a catalogue key says of the part of a mail that stands under it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from copylint.lexicon.mail_keys import KeyPart, mail_keys
from copylint.model import PartName
from copylint.roles import split_words

_Words = tuple[str, ...]

_PIECE = re.compile(r"\d+|[^\W\d_]+", re.UNICODE)
# Words that say so little that what stands above them in the key says it better: cta.text.
_VAGUE: Final = frozenset(("body", "heading"))


@dataclass(frozen=True, slots=True)
class MailKey:
    """A key that ends in the name of a part.

    Attributes:
        mail: what the key shares with the other parts of the mail.
        part: what its end says.
    """

    mail: str
    part: KeyPart


@lru_cache(maxsize=4096)
def mail_key(key: str) -> MailKey | None:
    """``order.shipped_subject`` as the subject of ``order.shipped``; None if it names no part.

    A part may have parts of its own (``order.footer.text``, ``order.body.0``).
    """
    components = key.split(".")
    found: MailKey | None = None
    while components:
        last = components.pop()
        if " " in last:  # the original text stands for a key
            return None
        if last.isdigit() or (found is None and last.lower() in mail_keys().plurals):
            continue
        rest, part = _split(last)
        if part is None:
            break
        found = MailKey(".".join((*components, rest) if rest else components), part)
        if rest or part not in _VAGUE:
            break
    return found


def key_part(key: str) -> PartName | None:
    """The part that the text under ``key`` is, as far as its words say."""
    found = mail_key(key)
    if found is None:
        return None
    return "body" if found.part == "heading" else found.part


def stands_beside(key: str, mail: str) -> bool:
    """Whether ``key`` continues ``mail``, what the parts of a mail share, by one component or less.

    ``order.shipped.note`` stands in ``order.shipped``, ``order.shipped_note`` does too.
    """
    above, _, last = key.rpartition(".")
    if above == mail:
        return True
    if not mail.startswith(above):
        return False
    named = "_".join(_pieces(last))
    return (f"{above}.{named}" if above else named).startswith(f"{mail}_")


def names_mail(key: str) -> bool:
    """Whether a word of ``key`` says that it is about mail."""
    words = split_words(key)
    return any(
        words[at : at + len(entry)] == entry for entry in _mails() for at in range(len(words))
    )


def _split(name: str) -> tuple[str, KeyPart | None]:
    """The last component of a key as what it belongs to, and the part that its end names."""
    words = _pieces(name)
    while words and (words[-1].isdigit() or words[-1] in mail_keys().plurals):
        words.pop()
    table = _parts()
    for length in range(min(len(words), max(map(len, table))), 0, -1):
        part = table.get(tuple(words[-length:]))
        if part is not None:
            return "_".join(words[:-length]), part
    return name, None


def _pieces(name: str) -> list[str]:
    """The words and numbers of ``name``, as ``split_words`` spells them."""
    composed = unicodedata.normalize("NFC", name)
    return [
        word
        for piece in _PIECE.findall(composed)
        for word in ((piece,) if piece.isdigit() else split_words(piece))
    ]


@cache
def _parts() -> dict[_Words, KeyPart]:
    return {split_words(entry): part for entry, part in mail_keys().parts.items()}


@cache
def _mails() -> frozenset[_Words]:
    return frozenset(map(split_words, mail_keys().mails))
