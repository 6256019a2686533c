"""What copylint reads of a file, gathered for people who wonder why it says what it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from copylint import inline, language
from copylint.config import Settings
from copylint.engine import understand_all
from copylint.lexicon import LanguageData, language_data
from copylint.model import UI_LANGUAGES, Message, Part, Segment, Source
from copylint.parts import Salutation, SignOff, parts, salutation, sign_off
from copylint.readers import kind_of, read
from copylint.statutory import Block, blocks

Origin = Literal["option", "comment", "settings", "file", "path"]
"""Where a declared language comes from: the command line, a comment to copylint in the file, the
settings, the markup or front matter, the name of the file or of a folder."""

_FALLBACK: Final = "en"


@dataclass(frozen=True, slots=True)
class Declared:
    """A language that something says the copy is in; ``code`` as it stands there."""

    code: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class MessageAnatomy:
    """One message and what was found in it, in offsets of ``message.text``.

    ``languages`` has the reading of each segment's own words; "unknown" is common for short ones.
    """

    message: Message
    parts: tuple[Part, ...]
    salutation: Salutation | None
    sign_off: SignOff | None
    statutory: tuple[Block, ...]
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FileAnatomy:
    """One file: how it was read, and its messages.

    ``kind`` is one of ``readers.KINDS``. ``branches`` are the messages once more, for each further
    reading of a file that has branches; of a catalogue those that differ.
    """

    source: Source
    kind: str
    declared: Declared | None
    messages: tuple[MessageAnatomy, ...]
    branches: tuple[MessageAnatomy, ...] = ()


def anatomy(source: Source, settings: Settings) -> FileAnatomy:
    """What the rules would see of ``source``.

    Raises:
        CopylintError: the content cannot be read as the format that it is.
    """
    kind = settings.format or kind_of(source.path, source.text)
    messages, *others = understand_all(source, settings)
    return FileAnatomy(
        source,
        kind,
        _declared(source, kind, settings),
        tuple(map(_of_message, messages)),
        tuple(_of_message(message) for those in others for message in those),
    )


def _declared(source: Source, kind: str, settings: Settings) -> Declared | None:
    """What holds for the file as a whole, in the order of ``engine.understand``."""
    ways: tuple[tuple[str | None, Origin], ...] = (
        (settings.forced.language, "option"),
        (inline.declarations(source, kind).language, "comment"),
        (settings.language, "settings"),
        (read(source, kind=kind).language, "file"),
        (language.declared_by_path(source.path), "path"),
    )
    return next((Declared(code, origin) for code, origin in ways if code), None)


def _of_message(message: Message) -> MessageAnatomy:
    data = _data(message)
    return MessageAnatomy(
        message,
        parts(message, data),
        salutation(message, data),
        sign_off(message, data),
        blocks(message),
        tuple(map(_own_language, message.segments)),
    )


def _data(message: Message) -> LanguageData:
    """The words of the message's language; where that is unclear, of one that fits its form."""
    known = message.language.value
    if known in UI_LANGUAGES:
        return language_data(known)
    for one in UI_LANGUAGES:
        data = language_data(one)
        if salutation(message, data) is not None or sign_off(message, data) is not None:
            return data
    return language_data(_FALLBACK)


def _own_language(segment: Segment) -> str:
    """The language of a segment by its own words, without its variables."""
    words: list[str] = []
    at = 0
    for one in segment.placeholders:
        words.append(segment.text[at : one.span.start])
        at = one.span.end
    words.append(segment.text[at:])
    return language.sentence_language(" ".join(words))
