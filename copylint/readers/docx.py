"""Word documents: the paragraphs that ``copylint.docx`` draws out, as segments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from copylint.docx import ENCODING
from copylint.model import CopylintError, FileError, Line, Reading, Segment, Source
from copylint.readers.catalogue import with_variables
from copylint.readers.draft import Drafter, segments
from copylint.roles import role_of
from copylint.templating import variants


def read_docx(source: Source) -> Reading:
    """What a customer reads of a Word document.

    Merge fields are placeholders. ``Segment.part`` names a footnote, header or footer.

    Raises:
        CopylintError: the text was not drawn out of a Word document.
    """
    if source.encoding != ENCODING and source.text.strip("\ufeff"):
        raise CopylintError(FileError(source.path, "not a Word document; name it .docx if it is"))
    language = _language(source.lines)
    first, *others = (tuple(_segments(text, source, language)) for text in variants(source.text))
    alternatives = tuple(one for one in dict.fromkeys(others) if one != first)
    return Reading(first, language=language, alternatives=alternatives)


def _segments(text: str, source: Source, language: str | None) -> Iterator[Segment]:
    """The segments of one of the variants of the text, paragraph by paragraph.

    Headers, footers and notes come first: below a sign-off they would read as its signature.
    """
    drafter = Drafter(text)
    for line in sorted(source.lines, key=lambda one: not one.part):
        drafter.copy(line.span.start, line.span.end)
        own = line.language if line.language != language else None
        variables = [replace(one, role=role_of(one.identifier)) for one in line.variables]
        for segment in segments([drafter.take(line.role, own)]):
            yield with_variables(replace(segment, part=line.part), variables)


def _language(lines: Sequence[Line]) -> str | None:
    """The language that most of the text is marked as."""
    marked: Counter[str] = Counter()
    for line in lines:
        if line.language is not None:
            marked[line.language] += line.span.end - line.span.start
    return next((one for one, _ in marked.most_common(1)), None)
