"""A small linear model of sentences: how much one reads like the faults of a rule.

Logistic regression over hashed n-grams of characters and words, trained by ``tools/train.py`` on
the texts in ``training/``. It is deterministic, needs nothing but numpy, and its weights are data
in ``copylint/weights``. It weighs what the patterns found and finds nothing itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
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

BUCKETS_BITS: Final = 17
"""Weights a rule has: two to this power. More gains nothing on the training texts."""

CHARACTERS: Final = (2, 3, 4, 5)
"""Lengths of the character n-grams."""

WORDS: Final = (1, 2, 3)
"""Lengths of the word n-grams."""

FILLER: Final = "¤"
"""Stands for a placeholder."""

_WEIGHTS = Path(__file__).resolve().parent / "weights" / "sentences.npz"
_MULTIPLIER = 0x9E3779B97F4A7C15
_MASK = (1 << 64) - 1
_TOKEN = re.compile(r"\w+|[¤?!]")
_PIECE = re.compile(r"\d+(?:[.,]\d+)*|\s+|.")


@dataclass(frozen=True)
class Features:
    """The hashed n-grams of one sentence.

    Attributes:
        buckets: one for each n-gram.
        values: what each counts; squared, those of characters and of words add up to 1 each.
    """

    buckets: Ints
    values: Floats


@dataclass(frozen=True)
class Model:
    """The weights of all rules.

    Attributes:
        weights: by rule, one for each bucket.
        bias: by rule.
    """

    weights: Mapping[str, Floats]
    bias: Mapping[str, float]

    def probability(self, rule: str, features: Features) -> float:
        """How likely a sentence breaks ``rule``, from 0 to 1."""
        import math

        score = float((self.weights[rule][features.buckets] * features.values).sum())
        return 1.0 / (1.0 + math.exp(-(score + self.bias[rule])))


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


def features(text: str, language: str) -> Features:
    """The n-grams of ``text``, which is normalised and not empty.

    Those of characters are shared by all languages, which lets one learn from another. Those of
    words count once for all and once for ``language``, so that "vår" may be spring or ours.
    """
    import numpy as np

    blocks = [_character_grams(text), _word_grams(text, language)]
    values = [np.full(len(block), max(len(block), 1) ** -0.5, np.float32) for block in blocks]
    hashes = np.concatenate(blocks)
    hashes ^= hashes >> np.uint64(29)
    hashes *= np.uint64(_MULTIPLIER)
    buckets = (hashes >> np.uint64(64 - BUCKETS_BITS)).astype(np.int64)
    return Features(buckets, np.concatenate(values))


def _character_grams(text: str) -> Hashes:
    """The hash of every character n-gram, with a space at both ends."""
    import numpy as np

    codes = np.frombuffer(f" {text} ".encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    hashes = []
    for size in CHARACTERS:
        count = max(len(codes) - size + 1, 0)
        rolled = np.full(count, size, dtype=np.uint64)
        for offset in range(size):
            rolled = rolled * np.uint64(1_000_003) + codes[offset : offset + count]
        hashes.append(rolled)
    return np.concatenate(hashes)


def _word_grams(text: str, language: str) -> Hashes:
    """The hash of every word n-gram, for all languages and for this one."""
    import numpy as np

    tokens = [_hash(one) for one in _TOKEN.findall(text)]
    found: list[int] = []
    for salt in (0, _hash(language)):
        for size in WORDS:
            for at in range(len(tokens) - size + 1):
                mixed = salt + size
                for hashed in tokens[at : at + size]:
                    mixed = (mixed * 1_000_003 + hashed) & _MASK
                found.append(mixed)
    return np.array(found, dtype=np.uint64)


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
        rules = [str(rule) for rule in stored["rules"]]
        scale = stored["scale"]
        weights = {
            rule: stored[f"weights:{rule}"].astype(np.float32) * np.float32(scale[at])
            for at, rule in enumerate(rules)
        }
        bias = {rule: float(stored["bias"][at]) for at, rule in enumerate(rules)}
    return Model(weights, bias)
