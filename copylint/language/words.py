"""What one word says: points for each language.

The points come from a linear model over the hashed character n-grams of the word with its ends,
trained by ``tools/train_language.py``; the ending of a participle, a "kv-" or an "ø" speak that
way. The closed classes in ``lexicons/*/language.toml`` correct it: a listed word speaks alike for
all languages that list it, and clearly against those that do not. Points are natural logarithms of
odds; those of a text are the sums over its words. No numpy: it takes longer to load than the rest
of this.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from copylint.language.codes import OTHER
from copylint.lexicon.language_data import language_data

KNOWN: Final = ("da", "nb", "nn", "sv", "en")
"""The languages that copylint tells."""

CLASSES: Final = (*KNOWN, OTHER)
"""The order of all points."""

BUCKETS_BITS: Final = 16
"""Rows of weights: two to this power. Fewer cost accuracy, more gain none."""

SIZES: Final = (1, 2, 3, 4, 5)
"""Lengths of the character n-grams; the whole word is one more."""

WEIGHTS: Final = Path(__file__).resolve().parent.parent / "weights" / "languages.bin"
"""A line of JSON (``scale``, ``bias``), then the rows of signed bytes, compressed with zlib."""

LISTED_LEAD: Final = 4.0
"""How far a closed-class word puts the languages that list it ahead of those that do not. By itself
the model knows too little of them: in training there were always other words to go by."""

_MASK: Final = (1 << BUCKETS_BITS) - 1
_LONGEST: Final = 40
"""Letters that are looked at; longer ones are no words."""

Points = tuple[float, ...]
"""One number for each of ``CLASSES``."""


@dataclass(frozen=True)
class Weights:
    """The trained weights.

    Attributes:
        rows: one for each bucket, with a whole number for each of ``CLASSES``.
        scale: what the whole numbers count.
        bias: the points of a text without words.
    """

    rows: tuple[tuple[int, ...], ...]
    scale: float
    bias: Points


def buckets(word: str) -> Iterator[int]:
    """The bucket of each n-gram of ``word``, which is in lower case.

    Letters beyond Latin-1 are all alike: none of the known languages has them.
    """
    marked = b"^" + word[:_LONGEST].encode("latin-1", "replace") + b"$"
    yield zlib.crc32(marked) & _MASK
    for size in SIZES:
        if size < len(marked):
            # The ends alone say nothing.
            skipped = 1 if size == 1 else 0
            for at in range(skipped, len(marked) - size + 1 - skipped):
                yield zlib.crc32(marked[at : at + size]) & _MASK


@lru_cache(maxsize=1 << 15)
def points_of(word: str) -> Points:
    """What ``word``, in lower case, says for each of ``CLASSES``."""
    weights = load_weights()
    rows = [weights.rows[bucket] for bucket in buckets(word)]
    points = [sum(column) * weights.scale for column in zip(*rows, strict=True)]
    listing = _listing_languages().get(word)
    return tuple(points if listing is None else _corrected(points, listing))


def _corrected(points: list[float], listing: tuple[int, ...]) -> list[float]:
    best = max(points)
    return [
        best if at in listing else min(said, best - LISTED_LEAD) if at < len(KNOWN) else said
        for at, said in enumerate(points)
    ]


def is_function_word(word: str) -> bool:
    """Whether one of the languages lists ``word``, in lower case, among its closed classes."""
    return word in _listing_languages()


def listing_languages(word: str) -> tuple[str, ...]:
    """The languages that list ``word``, in lower case, among their closed classes."""
    return tuple(CLASSES[at] for at in _listing_languages().get(word, ()))


@cache
def load_weights(path: Path = WEIGHTS) -> Weights:
    """The shipped weights, or those in ``path`` (a file of ``tools/train_language.py``)."""
    header, _, packed = path.read_bytes().partition(b"\n")
    said = json.loads(header)
    rows = tuple(struct.iter_unpack(f"{len(CLASSES)}b", zlib.decompress(packed)))
    return Weights(rows, said["scale"], tuple(said["bias"]))


@cache
def _listing_languages() -> dict[str, tuple[int, ...]]:
    """For each closed-class word the places in ``CLASSES`` of the languages that have it."""
    found: dict[str, tuple[int, ...]] = {}
    for at, language in enumerate(KNOWN):
        for word in language_data(language).evidence.function_words:
            found[word] = (*found.get(word, ()), at)
    return found
