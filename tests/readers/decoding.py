"""What the tests of catalogue readers share: does each character stand where it was written?"""

from __future__ import annotations

from collections.abc import Callable

from copylint.readers.mapped import Mapped


def assert_written_by(text: Mapped, source: str, decode: Callable[[str], str]) -> None:
    """Each character of ``text`` is what ``decode`` makes of the source range it maps to.

    A range that stands for several characters is decoded once, and must be all of them.
    """
    at = 0
    while at < len(text.text):
        span = text.source(at)
        end = at + 1
        while end < len(text.text) and text.source(end) == span:
            end += 1
        assert decode(source[span.start : span.end]) == text.text[at:end]
        at = end
    starts = [text.source(index).start for index in range(len(text.text))]
    assert starts == sorted(starts)
