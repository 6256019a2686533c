"""Which language a message or a sentence is written in: da, nb, nn, sv, en, other or unknown.

A declared language wins where it is plausible; else the words speak (``words``), each by its form
and by the closed classes in ``lexicons/*/language.toml``; langdetect is asked only about what they
leave undecided.
"""

from copylint.language.codes import OTHER, declared_by_path, normalise
from copylint.language.reading import (
    Reading,
    certain_language,
    is_nordic,
    sentence_candidates,
    sentence_language,
    sentence_reading,
)
from copylint.language.text import without_markup
from copylint.language.verdict import contradiction, decide, decide_all

__all__ = [
    "OTHER",
    "Reading",
    "certain_language",
    "contradiction",
    "decide",
    "decide_all",
    "declared_by_path",
    "is_nordic",
    "normalise",
    "sentence_candidates",
    "sentence_language",
    "sentence_reading",
    "without_markup",
]
