"""Which segments reach the customer together: a document is one message, a catalogue many.

In a catalogue, strings whose keys name the parts of one mail (``order_shipped.subject``,
``order_shipped.greeting``, ``order_shipped.body_1``) are one message too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Final

from copylint.lexicon.language_data import language_data
from copylint.model import (
    UI_LANGUAGES,
    Message,
    Reading,
    Segment,
    join_segments,
)
from copylint.parts import mail_key, names_mail, salutation, sign_off, stands_beside

# A document below these, without salutation and sign-off, is a fragment.
_FRAGMENT_WORDS: Final = 25
_FRAGMENT_LINES: Final = 2
# A catalogue string of this length that opens with a salutation is a whole mail.
_MAIL_WORDS: Final = 40
# A table with more strings than this is no mail, whatever stands in it.
_MAIL_STRINGS: Final = 30
# A subject and a body that has at least so many words are a mail; a form has a label for each.
_BODY_WORDS: Final = 8

_WORD = re.compile(r"[^\W\d_]+")

_Test = Callable[[Message], bool]
_String = tuple[Segment, ...]
"""The segments of one catalogue string, which share its key."""


def group(reading: Reading) -> tuple[Message, ...]:
    """The messages of a file, in order, without their language and touchpoint.

    A document is one message; it is of kind "string" where it is a short fragment. Each string of
    a catalogue is a message; it is "whole" where it holds a whole mail, or is part of one. An
    empty file has none.
    """
    if not reading.segments:
        return ()
    if reading.shape == "catalogue":
        return _of_catalogue(reading.segments)
    return (_as_kind(reading.segments, whole=_is_document),)


def _as_kind(segments: tuple[Segment, ...], whole: _Test) -> Message:
    message = join_segments(segments, "whole")
    if whole(message):
        return message
    return join_segments(segments, "string")


# --- catalogues ---------------------------------------------------------------------------------


def _of_catalogue(segments: Sequence[Segment]) -> tuple[Message, ...]:
    """A mail stands where its first string stands; the order in it is that of the file."""
    strings = _strings(segments)
    mails = _mails(strings)
    messages: list[Message] = []
    for at, string in enumerate(strings):
        mail = mails.get(at)
        if mail is None:
            messages.append(_as_kind(string, whole=_is_mail))
        elif mail[0] == at:
            messages.append(join_segments((one for at in mail for one in strings[at]), "whole"))
    return tuple(messages)


def _strings(segments: Iterable[Segment]) -> list[_String]:
    """The segments string by string: one of several paragraphs has several of the same key."""
    strings: list[_String] = []
    for (key, _), those in groupby(segments, key=lambda one: (one.key, one.language)):
        if key:
            strings.append(tuple(those))
        else:
            strings.extend((one,) for one in those)
    return strings


def _mails(strings: Sequence[_String]) -> dict[int, tuple[int, ...]]:
    """For each string that is part of a mail, the indexes of all strings of that mail."""
    candidates: dict[tuple[str, str | None], list[int]] = {}
    for at, string in enumerate(strings):
        key = mail_key(string[0].key) if string[0].key else None
        if key is not None:
            candidates.setdefault((key.mail, string[0].language), []).append(at)
    mails: dict[int, tuple[int, ...]] = {}
    for (name, language), parts in candidates.items():
        if not _makes_mail(name, [strings[at] for at in parts]):
            continue
        beside = [
            at
            for at, string in enumerate(strings)
            if string[0].language == language and stands_beside(string[0].key, name)
        ]
        if len(beside) > _MAIL_STRINGS:
            continue
        # What else stands there belongs to the mail, unless it may be anything.
        if set(beside) <= set(parts) or names_mail(name) or _is_table(name, strings[parts[0]][0]):
            mail = tuple(sorted({*parts, *beside}))
            mails |= dict.fromkeys(mail, mail)
    return mails


def _is_table(name: str, part: Segment) -> bool:
    """Whether the shared key is a table of its own, not the first words of its neighbours' keys."""
    return part.key.startswith(f"{name}.")


def _makes_mail(name: str, strings: Sequence[_String]) -> bool:
    """Whether strings that share a key are the parts of one mail, not a dialog or a form.

    They are with a body and a subject, a salutation and a sign-off, or, where the key speaks of
    mail, either of those. Strings that are whole mails each, say in text and in HTML, are not one.
    """
    named = {key.part for one in strings if (key := mail_key(one[0].key)) is not None}
    body = [one for one in strings if (key := mail_key(one[0].key)) and key.part == "body"]
    words = sum(_words(join_segments(one, "string")) for one in body)
    if not body or sum(_is_mail(join_segments(one, "string")) for one in strings) > 1:
        return False
    if "subject" in named and (words >= _BODY_WORDS or "salutation" in named):
        return True
    framed = named & {"salutation", "sign-off"}
    return len(framed) == 2 or (bool(framed) and words >= _BODY_WORDS and names_mail(name))


# --- what is a mail -----------------------------------------------------------------------------


def _is_document(message: Message) -> bool:
    return (
        _words(message) >= _FRAGMENT_WORDS
        or _line_count(message) > _FRAGMENT_LINES
        or _opens(message)
        or _closes(message)
    )


def _is_mail(message: Message) -> bool:
    # Most strings of a catalogue are one short line, and looking for a salutation takes time.
    if _line_count(message) < 2 and _words(message) < _MAIL_WORDS:
        return False
    if not _opens(message):
        return False
    return _words(message) >= _MAIL_WORDS or _line_count(message) > 2 or _closes(message)


def _opens(message: Message) -> bool:
    return any(salutation(message, language_data(one)) is not None for one in UI_LANGUAGES)


def _closes(message: Message) -> bool:
    return any(sign_off(message, language_data(one)) is not None for one in UI_LANGUAGES)


def _words(message: Message) -> int:
    return len(_WORD.findall(message.text))


def _line_count(message: Message) -> int:
    return sum(1 for line in message.text.splitlines() if line.strip())
