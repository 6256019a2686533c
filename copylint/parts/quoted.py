"""Earlier mail that a reply quotes: it is not ours to judge."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from copylint.lexicon.language_data import language_data
from copylint.model import UI_LANGUAGES, Message, Span

_MARKED = re.compile(r"^[ \t]*(?:>|&gt;).*$", re.MULTILINE)
_LINE = re.compile(r"[^\n]+")
_DRAWN: Final = "-–—_=* \t"
# A header block counts from this many of its lines on; they stand within so many lines.
_HEADERS: Final = 3
_WITHIN: Final = 6
# What stands between the source of two lines where a reader left out quoted lines.
_LEFT_OUT: Final = 8


def quoted_mail(message: Message) -> tuple[Span, ...]:
    """The stretches of ``message`` that quote earlier mail, in order, without overlap.

    Lines that begin with ``>``, and all from the line that heads an earlier mail ("Den 3. maj
    skrev Anna:", "-----Original Message-----", "Från: ... Skickat: ...") to the end. A message
    that begins with such a head has no words of its own and is taken as not quoted. The phrases
    of all languages count: a mail program speaks its user's.
    """
    if not _may_quote(message.text):
        return ()
    found = [Span(match.start(), match.end()) for match in _MARKED.finditer(message.text)]
    lines = [Span(match.start(), match.end()) for match in _LINE.finditer(message.text)]
    head = _head(message, lines)
    if head is not None:
        found.append(head)
    return tuple(_merged(sorted(found)))


def is_quoted_mail(message: Message, span: Span) -> bool:
    """Whether ``span`` shares a character with quoted earlier mail."""
    return any(one.overlaps(span) for one in quoted_mail(message))


def _may_quote(text: str) -> bool:
    return ">" in text or "&gt;" in text or ":" in text or _separators().search(text) is not None


def _head(message: Message, lines: Sequence[Span]) -> Span | None:
    """From the line that heads an earlier mail to the end of what it quotes."""
    for at, line in enumerate(lines[1:], 1):
        text = message.text[line.start : line.end].strip()
        drawn = text.strip(_DRAWN)
        if _separators().fullmatch(drawn) or _is_header_block(
            message.text, lines[at : at + _WITHIN]
        ):
            return Span(line.start, len(message.text))
        if _attributions().fullmatch(drawn) and any(map(str.isdigit, text)):
            return Span(line.start, _end_of_quotation(message, lines[at : at + 2]))
    return None


def _end_of_quotation(message: Message, lines: Sequence[Span]) -> int:
    """Where what follows an attribution ends: at once if its lines carry marks or were left out."""
    if len(lines) == 1:
        return lines[0].end
    here = message.source_span(Span(lines[0].start, lines[0].end)).end
    there = message.source_span(Span(lines[1].start, lines[1].end)).start
    marked = _MARKED.match(message.text, lines[1].start) is not None
    return lines[0].end if marked or there - here > _LEFT_OUT else len(message.text)


def _is_header_block(text: str, lines: Sequence[Span]) -> bool:
    names = _header_names()
    if names.match(text, lines[0].start) is None:
        return False
    count = sum(names.match(text, one.start) is not None for one in lines)
    return count >= _HEADERS


def _merged(spans: Sequence[Span]) -> Iterator[Span]:
    kept: Span | None = None
    for span in spans:
        if kept is not None and span.start <= kept.end + 1:
            kept = Span(kept.start, max(kept.end, span.end))
            continue
        if kept is not None:
            yield kept
        kept = span
    if kept is not None:
        yield kept


@cache
def _separators() -> re.Pattern[str]:
    phrases = [one for code in UI_LANGUAGES for one in language_data(code).quote_separators]
    return _any(phrases)


@cache
def _attributions() -> re.Pattern[str]:
    phrases = [one for code in UI_LANGUAGES for one in language_data(code).quote_heads]
    return _any(phrases)


@cache
def _header_names() -> re.Pattern[str]:
    names = {one for code in UI_LANGUAGES for one in language_data(code).quote_headers}
    joined = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    return re.compile(rf"[ \t*]*(?:{joined})[*]*[ \t]*:", re.IGNORECASE)


def _any(phrases: Sequence[str]) -> re.Pattern[str]:
    joined = "|".join(
        re.escape(one).replace(r"\ ", r"\s+").replace("…", ".{1,120}?") for one in set(phrases)
    )
    return re.compile(f"(?:{joined})", re.IGNORECASE)
