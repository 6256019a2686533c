"""The anchor filter lets nothing slip: it agrees with matching every pattern everywhere."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copylint.lexicon.anchors import AnchorIndex, haystack, requirements
from copylint.lexicon.notation import compile_pattern
from copylint.lexicon.tables import EMPTY
from copylint.model import LANGUAGES
from tests.support import LEXICONS, findings

GOLD = Path(__file__).parent / "gold" / "mission"
SAMPLE = 60


def _texts(language: str) -> list[str]:
    lines = (GOLD / f"{language}.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    return random.Random(7).sample(texts, SAMPLE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_agrees_with_exhaustive_matching_on_real_shapes(language: str) -> None:
    found = 0
    for text in _texts(language):
        anchored = findings(text, language)
        assert anchored == findings(text, language, exhaustive=True), text
        found += len(anchored)
    assert found > SAMPLE / 4


@pytest.mark.parametrize("language", LANGUAGES)
def test_agrees_on_random_mixtures_of_example_words(language: str) -> None:
    entries = LEXICONS.language(language).entries
    words = sorted({word for entry in entries for text in entry.bad for word in text.split()})

    @settings(max_examples=25, deadline=None)
    @given(st.lists(st.sampled_from(words), min_size=3, max_size=30))
    def agrees(chosen: list[str]) -> None:
        text = " ".join(chosen).replace("[", "").replace("]", "").replace("\\", "")
        assert findings(text, language) == findings(text, language, exhaustive=True)

    agrees()


WORDS = st.sampled_from(["vi", "er", "stolte", "af", "vores", "team", "nummer", "trackingnummer"])


@given(st.lists(WORDS, max_size=8))
def test_candidates_are_a_superset(words: list[str]) -> None:
    patterns = ["vi … stolte", "*nummer", "(vores|vi) team", "tracking*", "<name> er", "<number>"]
    sequences = [one for text in patterns for one in compile_pattern(text, EMPTY)]
    index = AnchorIndex(sequences, {"vi", "er"})
    present = frozenset(words)
    wanted = {
        number
        for number, sequence in enumerate(sequences)
        if all(needed.met_by(present) for needed in requirements(sequence))
    }
    assert wanted <= set(index.candidates(present))
    if wanted:
        assert index.may_match(haystack(" ".join(words), ()))


def test_a_text_without_anchor_is_passed_over() -> None:
    index = AnchorIndex(compile_pattern("vi er stolte", EMPTY), {"vi", "er"})
    assert not index.may_match(haystack("Vi er i butikken.", ()))
