"""Which segments reach the customer together: one document is one message, a catalogue many."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from copylint.lexicon.language_data import language_data
from copylint.model import (
    UI_LANGUAGES,
    Message,
    Reading,
    Segment,
    join_segments,
)
from copylint.parts import salutation, sign_off

# A document below these, without salutation and sign-off, is a fragment.
_FRAGMENT_WORDS: Final = 25
_FRAGMENT_LINES: Final = 2
# A catalogue string of this length that opens with a salutation is a whole mail.
_MAIL_WORDS: Final = 40

_WORD = re.compile(r"[^\W\d_]+")

_Test = Callable[[Message], bool]


def group(reading: Reading) -> tuple[Message, ...]:
    """The messages of a file, in order, without their language and touchpoint.

    A document is one message; it is of kind "string" where it is a short fragment. Each string of
    a catalogue is a message; it is "whole" where it holds a whole mail. An empty file has none.
    """
    if not reading.segments:
        return ()
    if reading.shape == "catalogue":
        return tuple(_as_kind((one,), whole=_is_mail) for one in reading.segments)
    return (_as_kind(reading.segments, whole=_is_document),)


def _as_kind(segments: tuple[Segment, ...], whole: _Test) -> Message:
    message = join_segments(segments, "whole")
    if whole(message):
        return message
    return join_segments(segments, "string")


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
