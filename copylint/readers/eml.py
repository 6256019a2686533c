"""Mails as they are sent (.eml): subject and text parts, out of MIME.

The standard library's ``email`` reads what headers say of a part; where things stand in the file,
which it does not tell, is found here. Attachments and forwarded mails are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from email.message import Message as Headers
from itertools import pairwise
from typing import Final, cast

from copylint.model import CopylintError, FileError, Reading, Segment, Source, Span
from copylint.readers.document import read_html_document, read_text_document
from copylint.readers.draft import plain_segments
from copylint.readers.encodedwords import header_text
from copylint.readers.mapped import Mapped
from copylint.readers.octets import LEGACY, Transfer, octets

HEADER_PART: Final = "header"
"""What ``Segment.part`` calls the headers of a mail."""

MAX_DEPTH: Final = 50
"""Deeper nesting is no mail."""

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_HEADER = re.compile(r"([!-9;-~]+)[ \t]*:")
_ENVELOPE: Final = "From "
_FOLD = re.compile(r"[\r\n]+")
# RFC 3676: a line that ends in a space goes on in the next; "-- " stands above a signature.
_FLOWED = re.compile(r"(?<!^--) \r?\n(?!>)", re.MULTILINE)
_READERS: Final = {"text/plain": read_text_document, "text/html": read_html_document}
_WRITTEN_IN_ASCII: Final = ("quoted-printable", "base64")

_Version = tuple[Segment, ...]
"""One of several texts of which a recipient is shown one."""


def read_eml(source: Source) -> Reading:
    """What the recipient of a mail reads: subject, then the text parts.

    The parts of ``multipart/alternative`` are the same mail twice, so each is a reading of its own.
    ``Segment.part`` is the number and type of a MIME part ("1.2 text/html").

    Raises:
        CopylintError: the file does not begin with headers, or is nested too deep.
    """
    mail = _entity(source.text, Span(0, len(source.text)))
    if not mail.headers and source.text.strip("\ufeff \t\r\n"):
        message = "not a mail: it does not begin with headers such as 'Subject:'; name a text .txt"
        raise CopylintError(FileError(source.path, message, 1))
    walk = _Walk(source)
    versions = walk.versions(mail, "")
    language = mail.language or walk.language
    subject = tuple(_subject(source, mail))
    first, *others = (
        (*subject, *(_undeclared(one, language) for one in version)) for version in versions or [()]
    )
    return Reading(first, language=language, alternatives=tuple(others))


def _subject(source: Source, mail: _Entity) -> Iterator[Segment]:
    value = mail.find("subject")
    if value is not None:
        text = header_text(source.text, value, source.encoding)
        for one in plain_segments(text, role="subject"):
            yield replace(one, part=HEADER_PART)


def _undeclared(segment: Segment, language: str | None) -> Segment:
    """``segment`` without a language of its own where it is that of the whole mail."""
    return replace(segment, language=None) if segment.language == language else segment


# --- entities -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Entity:
    """A mail or a part of one, in offsets of the source.

    Attributes:
        headers: names in lower case, and what stands behind the colon, still folded.
        parsed: the headers that say what the body is.
        body: what stands below the blank line.
    """

    headers: tuple[tuple[str, Span], ...]
    parsed: Headers
    body: Span

    def find(self, name: str) -> Span | None:
        """The value of the first header called ``name``."""
        return next((value for header, value in self.headers if header == name), None)

    @property
    def language(self) -> str | None:
        """What ``Content-Language`` declares; nothing where it names several."""
        said = str(self.parsed.get("content-language", "")).strip()
        return said if said and "," not in said else None

    @property
    def is_attached(self) -> bool:
        """Whether a mail program shows this as a file and not as text."""
        return (
            self.parsed.get_content_disposition() == "attachment"
            or self.parsed.get_filename() is not None
        )


def _entity(text: str, span: Span) -> _Entity:
    headers: list[tuple[str, Span]] = []
    at = span.start + text.startswith("\ufeff", span.start, span.end)
    for line in _LINE.finditer(text, at, span.end):
        header = _HEADER.match(text, line.start(), line.end())
        if headers and line.group()[:1] in (" ", "\t") and line.group().strip():
            name, value = headers[-1]
            headers[-1] = name, Span(value.start, _content_end(line))
        elif header is not None:
            headers.append((header[1].lower(), Span(header.end(), _content_end(line))))
        elif headers or not text.startswith(_ENVELOPE, line.start()):
            # A blank line, or one that is no header: the body begins with it.
            at = line.start() if line.group().strip() else line.end()
            break
        at = line.end()
    return _Entity(tuple(headers), _parsed(text, headers), Span(at, span.end))


def _content_end(line: re.Match[str]) -> int:
    return line.start() + len(line.group().rstrip("\r\n"))


def _parsed(text: str, headers: Iterable[tuple[str, Span]]) -> Headers:
    parsed = Headers()
    for name, value in headers:
        if name.startswith("content-") and name not in parsed:
            parsed[name] = _FOLD.sub(" ", text[value.start : value.end]).strip()
    return parsed


def _children(text: str, entity: _Entity) -> Iterator[_Entity]:
    """The parts of a multipart: what stands between its boundaries."""
    boundary = entity.parsed.get_boundary()
    if not boundary:
        return
    line = re.compile(rf"^--{re.escape(boundary)}(--)?[ \t]*(?:\r\n|\r|\n|\Z)", re.MULTILINE)
    body = entity.body
    cuts: list[tuple[int, int]] = []
    for found in line.finditer(text, body.start, body.end):
        cuts.append((_before_newline(text, found.start(), body.start), found.end()))
        if found[1]:
            break
    else:
        cuts.append((body.end, body.end))
    for (_, start), (end, _) in pairwise(cuts):
        yield _entity(text, Span(start, max(start, end)))


def _before_newline(text: str, at: int, least: int) -> int:
    """The line end before a boundary belongs to it (RFC 2046, 5.1.1)."""
    for newline in ("\r\n", "\n", "\r"):
        if text.endswith(newline, least, at):
            return at - len(newline)
    return at


# --- texts --------------------------------------------------------------------------------------


class _Walk:
    """Reads the parts of one mail.

    ``language`` is what the first part that declares one declares.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self.language: str | None = None

    def versions(self, entity: _Entity, number: str, depth: int = 0) -> list[_Version]:
        """The texts that ``entity`` holds, of which a recipient is shown one; none is empty.

        ``number`` is that of the part, as IMAP counts ("1.2"); empty for the whole mail.
        """
        if depth > MAX_DEPTH:
            message = f"parts nested more than {MAX_DEPTH} levels deep; no mail is, so leave it out"
            raise CopylintError(FileError(self._source.path, message))
        kind = entity.parsed.get_content_type()
        if entity.is_attached:
            return []
        if entity.parsed.get_content_maintype() == "multipart":
            prefix = f"{number}." if number else ""
            children = [
                self.versions(child, f"{prefix}{at}", depth + 1)
                for at, child in enumerate(_children(self._source.text, entity), 1)
            ]
            if kind == "multipart/alternative":
                return [version for child in children for version in child]
            return _one_after_another([child for child in children if child])
        return self._text(entity, kind, number or "1") if kind in _READERS else []

    def _text(self, entity: _Entity, kind: str, number: str) -> list[_Version]:
        decoded = self._decoded(entity)
        reading = _READERS[kind](Source(self._source.path, decoded.text))
        language = entity.language or reading.language
        self.language = self.language or language
        part = f"{number} {kind}"
        readings = (reading.segments, *reading.alternatives)
        return [
            tuple(_placed(one, decoded, part, language) for one in version)
            for version in readings
            if version
        ]

    def _decoded(self, entity: _Entity) -> Mapped:
        source = self._source
        said = str(entity.parsed.get("content-transfer-encoding", "")).strip().lower()
        written = cast(Transfer, said if said in _WRITTEN_IN_ASCII else "raw")
        legacy = source.encoding in LEGACY
        if written == "raw" and not legacy:
            # That the file is UTF-8 was seen; a part that declares something else is mistaken.
            text = source.text[entity.body.start : entity.body.end]
            return self._unflowed(entity, Mapped.verbatim(text, entity.body.start))
        found = octets(source.text, entity.body, written, source.encoding if legacy else "utf-8")
        return self._unflowed(entity, found.decode(entity.parsed.get_content_charset()))

    def _unflowed(self, entity: _Entity, text: Mapped) -> Mapped:
        if str(entity.parsed.get_param("format", "")).lower() != "flowed":
            return text
        gap = "" if str(entity.parsed.get_param("delsp", "")).lower() == "yes" else " "
        return text.substitute(_FLOWED, lambda found: gap)


def _placed(segment: Segment, outer: Mapped, part: str, language: str | None) -> Segment:
    """``segment``, read out of ``outer``, with runs that count in the file."""
    mapped = Mapped(segment.text, segment.runs).over(outer)
    return replace(segment, runs=mapped.runs, part=part, language=segment.language or language)


def _one_after_another(children: Sequence[Sequence[_Version]]) -> list[_Version]:
    """The parts in order; while one shows another version the others keep to their first."""
    if not children:
        return []
    firsts = [child[0] for child in children]
    versions = [_joined(firsts)]
    for at, child in enumerate(children):
        versions += (_joined([*firsts[:at], one, *firsts[at + 1 :]]) for one in child[1:])
    return versions


def _joined(parts: Iterable[_Version]) -> _Version:
    return tuple(segment for part in parts for segment in part)
