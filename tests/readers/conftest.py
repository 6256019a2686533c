"""What the tests of the readers share."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from copylint.model import Reading, Segment, Source
from copylint.readers import read


@pytest.fixture(scope="session")
def reading() -> Callable[[str, str], Reading]:
    """A function that reads a text as the file of the given name."""
    return lambda name, text: read(Source(name, text))


@pytest.fixture(scope="session")
def texts() -> Callable[[str, str], list[str]]:
    """A function that gives the texts read from a file of the given name."""
    return lambda name, text: [one.text for one in read(Source(name, text)).segments]


@pytest.fixture(scope="session")
def segments() -> Callable[[str, str], tuple[Segment, ...]]:
    """A function that gives the segments read from a file of the given name."""
    return lambda name, text: read(Source(name, text)).segments
