"""Plain text: mails, letters, text messages, also those written as templates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copylint.inline import hide_lines
from copylint.model import Reading, SegmentRole
from copylint.readers.draft import Draft, Drafter, segments
from copylint.readers.words import header_role
from copylint.templating import VANISHED, mask

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_HEADER = re.compile(r"\ufeff?\s*([^\W\d][\w-]*)\s*:[ \t]*(?=\S)")
_QUOTED = re.compile(r"\ufeff?[ \t]*(?:>|&gt;)")
_ONLY_BLOCKS = re.compile(rf"\s*[{VANISHED}][\s{VANISHED}]*")


def read_text(text: str) -> Reading:
    """The paragraphs of ``text``.

    Quoted earlier mail (``> ...``), ruled lines and comments to copylint are left out.
    """
    return Reading(tuple(segments(_drafts(text))))


def _drafts(text: str) -> Iterator[Draft]:
    drafter = Drafter(text, hide_lines(text, mask(text)))
    at = 0
    for role, start, end in _headers(text, drafter.masked):
        if role is not None:
            drafter.copy(start, end)
            yield drafter.take(role)
        at = end
    for line in _LINE.finditer(text, at):
        start, end = line.span()
        if start == end:
            break
        if _ONLY_BLOCKS.fullmatch(drafter.masked, start, end):
            drafter.gap(start, end)
        elif _QUOTED.match(text, start) or _is_rule(line.group()):
            yield drafter.take()
        else:
            drafter.copy(start, end)
    yield drafter.take()


def _is_rule(line: str) -> bool:
    """Whether a line is drawn rather than written (``-----``)."""
    drawn = line.strip()
    return len(drawn) >= 3 and not any(one.isalnum() or one in "{}[]<>$%!?" for one in drawn)


def _headers(text: str, masked: str) -> Iterator[tuple[SegmentRole | None, int, int]]:
    """The header lines that the text begins with: role (None: no copy), start and end of value."""
    for line in _LINE.finditer(text):
        start, end = line.span()
        if start == end:
            return
        if not line.group().strip() or _ONLY_BLOCKS.fullmatch(masked, start, end):
            continue
        header = _HEADER.match(text, start, end)
        role = header_role(header.group(1)) if header else "none"
        if header is None or role == "none":
            return
        yield None if role == "skipped" else role, header.end(), end
