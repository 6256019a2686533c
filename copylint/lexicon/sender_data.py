"""The words with which senders sign: ``lexicons/<language>/senders.toml``."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

from copylint.lexicon.store import fault, lexicon_root, load_toml


@dataclass(frozen=True, slots=True)
class SenderData:
    """Words of signatures, in lower case; ``*`` stands for any ending or beginning.

    Attributes:
        functions: departments, teams and offices (kundeservice, ledelsen).
        groups: phrases that sign for nobody in particular (alle os hos).
        at: prepositions behind which a message names the firm it comes from (hos, fra).
        companies: words and endings of company names (a/s, bank, kommune).
        abbreviations: closing phrases cut short (mvh).
        surnames: endings that family names have and company names have not (sen, ström).
        given_names: first names, with which a signature is a person's.
    """

    functions: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    at: tuple[str, ...] = ()
    companies: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    surnames: tuple[str, ...] = ()
    given_names: frozenset[str] = frozenset()


@cache
def sender_data(language: str) -> SenderData:
    """The words of ``language``, one of ``model.LANGUAGES``.

    Raises:
        CopylintError: the file is missing or broken, or has a key that nobody reads.
    """
    return read_sender_data(lexicon_root() / language / "senders.toml")


def read_sender_data(path: Path) -> SenderData:
    """The contents of one ``senders.toml``; raises as ``sender_data``.

    A list may also be written as one text, its words separated by white space.
    """
    known = [one.name for one in fields(SenderData)]
    lists: dict[str, tuple[str, ...]] = {}
    for key, value in load_toml(path).items():
        if key not in known:
            raise fault(path, f"unknown key '{key}'; known are {', '.join(known)}")
        words = value.split() if isinstance(value, str) else value
        if not isinstance(words, list) or not all(isinstance(one, str) and one for one in words):
            raise fault(path, f"'{key}' must be a list of words in quotation marks")
        lists[key] = tuple(word.lower() for word in words)
    names = frozenset(lists.pop("given_names", ()))
    return SenderData(**lists, given_names=names)
