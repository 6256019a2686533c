"""A small linear model of sentences: how much one reads like the faults of a rule.

Logistic regression over hashed n-grams of characters and words, pairs of words that stand apart,
and the words of the sentences beside it, trained by ``tools/train.py`` on the texts in
``training/``. It is deterministic, needs nothing but numpy, and its weights are data in
``copylint/weights``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from copylint.model import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]
    Hashes = NDArray[np.uint64]

BUCKETS_BITS: Final = 18
"""Weights a rule has: two to this power. More gains nothing on the training texts."""

CHARACTERS: Final = (2, 3, 4, 5)
"""Lengths of the character n-grams."""

WORDS: Final = (1, 2, 3)
"""Lengths of the word n-grams."""

APART: Final = (2, 3, 4, 5, 6)
"""How many words on the second of a pair of words may stand."""

FILLER: Final = "¤"
"""Stands for a placeholder."""

_WEIGHTS = Path(__file__).resolve().parent / "weights" / "sentences.npz"
_MULTIPLIER = 0x9E3779B97F4A7C15
_STEP = 1_000_003
_MASK = (1 << 64) - 1
_TOKEN = re.compile(r"\w+|[¤?!,.]")
_PIECE = re.compile(r"\d+(?:[.,]\d+)*|\s+|.")


@dataclass(frozen=True)
class Features:
    """The hashed features of one sentence.

    Attributes:
        buckets: one for each n-gram or pair.
        values: what each counts; squared, those of each kind of feature add up to 1.
    """

    buckets: Ints
    values: Floats

    def cosine(self, other: Features) -> float:
        """How alike two sentences are, from 0 to 1."""
        import numpy as np

        own = np.zeros(1 << BUCKETS_BITS, np.float32)
        np.add.at(own, self.buckets, self.values)
        theirs = np.zeros(1 << BUCKETS_BITS, np.float32)
        np.add.at(theirs, other.buckets, other.values)
        return float(own @ theirs / (np.linalg.norm(own) * np.linalg.norm(theirs)))


@dataclass(frozen=True)
class Model:
    """The weights of all rules.

    Attributes:
        rules: their names.
        weights: a row for each rule, a column for each bucket.
        bias: one for each rule.
    """

    rules: tuple[str, ...]
    weights: Floats
    bias: Floats

    def probabilities(self, features: Features) -> dict[str, float]:
        """How likely a sentence breaks each rule, from 0 to 1."""
        import numpy as np

        scores = self.weights[:, features.buckets] @ features.values + self.bias
        likely = 1.0 / (1.0 + np.exp(-scores.astype(np.float64)))
        return dict(zip(self.rules, likely.tolist(), strict=True))


def normalise(text: str, span: Span, hidden: Iterable[Span] = ()) -> str:
    """The sentence ``span`` of ``text`` as the model reads it; ``hidden`` are the placeholders.

    Lower case; a placeholder is ``FILLER``, a number one nought, white space one space.
    """
    parts: list[str] = []
    at = span.start
    for one in (*hidden, Span(span.end, span.end)):
        if one.end < at or one.start > span.end:
            continue
        pieces = _PIECE.finditer(text, at, max(at, min(one.start, span.end)))
        parts.extend(_lowered(piece.group()) for piece in pieces)
        at = max(at, one.end)
        if span.start <= one.start < span.end:
            parts.append(FILLER)
    return "".join(parts)


def _lowered(piece: str) -> str:
    if piece[0].isdigit():
        return "0"
    return " " if piece.isspace() else piece.lower()[:1]


def features(text: str, language: str, beside: Sequence[str] = ()) -> Features:
    """The features of ``text``, which is normalised and not empty.

    Those of characters are shared by all languages, which lets one learn from another. Those of
    words count once for all and once for ``language``, so that "vår" may be spring or ours.
    ``beside`` are the sentences before and after it in the same text: an apology needs no remedy
    where the next sentence brings it.
    """
    import numpy as np

    words = _words(text)
    around = np.concatenate([_words(one) for one in beside]) if beside else words[:0]
    blocks = [
        block
        for block in (
            _character_grams(text),
            _word_grams(words, _hash(language)),
            _word_pairs(words),
            around * np.uint64(_STEP) + np.uint64(_hash("beside")),
        )
        if len(block)
    ]
    values = [np.full(len(block), len(block) ** -0.5, np.float32) for block in blocks]
    hashes = np.concatenate(blocks)
    hashes ^= hashes >> np.uint64(29)
    hashes *= np.uint64(_MULTIPLIER)
    buckets = (hashes >> np.uint64(64 - BUCKETS_BITS)).astype(np.int64)
    return Features(buckets, np.concatenate(values))


def _words(text: str) -> Hashes:
    import numpy as np

    return np.array([_hash(one) for one in _TOKEN.findall(text)], dtype=np.uint64)


def _character_grams(text: str) -> Hashes:
    """The hash of every character n-gram, with a space at both ends."""
    import numpy as np

    codes = np.frombuffer(f" {text} ".encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    return np.concatenate([_rolled(codes, size, size) for size in CHARACTERS])


def _word_grams(words: Hashes, language: int) -> Hashes:
    """The hash of every word n-gram, for all languages and for this one."""
    import numpy as np

    grams = [_rolled(words, size, salt + size) for salt in (0, language) for size in WORDS]
    return np.concatenate(grams)


def _word_pairs(words: Hashes) -> Hashes:
    """The hash of every two words that stand a little apart, in order."""
    import numpy as np

    step, salt = np.uint64(_STEP), np.uint64(_hash("apart"))
    return np.concatenate(
        [(words[:-gap] * step + words[gap:]) * step + salt for gap in APART if gap < len(words)]
        or [words[:0]]
    )


def _rolled(items: Hashes, size: int, seed: int) -> Hashes:
    """A hash of every ``size`` items in a row."""
    import numpy as np

    count = max(len(items) - size + 1, 0)
    rolled = np.full(count, seed & _MASK, dtype=np.uint64)
    for offset in range(size):
        rolled = rolled * np.uint64(_STEP) + items[offset : offset + count]
    return rolled


@cache
def _hash(word: str) -> int:
    """A hash that is the same in every process, unlike ``hash``."""
    mixed = 0xCBF29CE484222325
    for byte in word.encode("utf-8"):
        mixed = ((mixed ^ byte) * 0x100000001B3) & _MASK
    return mixed


@cache
def load_model(path: Path = _WEIGHTS) -> Model:
    """The shipped model, or the one in ``path`` (an npz file of ``tools/train.py``)."""
    import numpy as np

    with np.load(path) as stored:
        rules = tuple(str(rule) for rule in stored["rules"])
        weights = stored["weights"].astype(np.float32) * stored["scale"].astype(np.float32)[:, None]
        return Model(rules, weights, stored["bias"].astype(np.float32))
