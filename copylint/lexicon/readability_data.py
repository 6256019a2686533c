"""The scales of readability: ``lexicons/readability.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from copylint.lexicon.store import fault, lexicon_root, load_toml
from copylint.model import LANGUAGES

_NUMBERS: Final = (
    "words", "sentences", "long-sentence", "very-long-sentence", "dense-words", "dense-lix",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scale:
    """LIX values from which on a text is ``hard`` and ``very_hard``."""

    hard: int
    very_hard: int


@dataclass(frozen=True, slots=True)
class ReadabilityData:
    """When a text is judged and when it is too heavy.

    Attributes:
        scales: by language.
        words, sentences: a text of fewer has no LIX.
        dense_words, dense_lix: a sentence of so many words and so high a LIX is too dense.
        long_sentence, very_long_sentence: words from which on one sentence is so.
    """

    scales: dict[str, Scale]
    words: int
    sentences: int
    long_sentence: int
    very_long_sentence: int
    dense_words: int
    dense_lix: int


@cache
def readability_data() -> ReadabilityData:
    """The data that is shipped.

    Raises:
        CopylintError: the file is missing or broken.
    """
    return read_readability_data(lexicon_root() / "readability.toml")


def read_readability_data(path: Path) -> ReadabilityData:
    """The contents of one ``readability.toml``; raises as ``readability_data``."""
    table = load_toml(path)
    scales = {language: table.pop(language, None) for language in LANGUAGES}
    numbers = _numbers(path, table, *_NUMBERS)
    return ReadabilityData(
        {name: Scale(*_numbers(path, one, "hard", "very-hard")) for name, one in scales.items()},
        *numbers,
    )


def _numbers(path: Path, table: Any, *keys: str) -> list[int]:
    if not isinstance(table, dict) or set(table) != set(keys):
        raise fault(path, f"a scale needs exactly {', '.join(keys)} for each language")
    for key in keys:
        if not isinstance(table[key], int) or table[key] < 1:
            raise fault(path, f"'{key}' must be a whole number above 0, not {table[key]!r}")
    return [table[key] for key in keys]
