"""The linear model: the same everywhere, blind to what does not matter, and only ever milder."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copylint.config import Settings
from copylint.engine import check_message
from copylint.linear import BUCKETS_BITS, FILLER, features, load_model, normalise
from copylint.model import LANGUAGES, Severity, Span
from copylint.rules.hit import Hit
from tests.support import LEXICONS, findings, messages


def test_normalised_text_hides_what_does_not_matter() -> None:
    text = "Hej  {{ navn }},\ndu skylder 1.250,50 KR"
    span = Span(0, len(text))
    assert normalise(text, span, [Span(5, 15)]) == f"hej {FILLER}, du skylder 0 kr"
    assert normalise(text, Span(17, 27)) == "du skylder"


@given(st.text(min_size=1, max_size=60))
def test_features_are_unit_blocks_within_range(text: str) -> None:
    found = features(text, "da")
    assert found.buckets.min(initial=0) >= 0
    assert found.buckets.max(initial=0) < 1 << BUCKETS_BITS
    assert len(found.buckets) == len(found.values)
    blocks = 2 if any(one.isalnum() or one in "_¤?!" for one in text) else 1
    assert float((found.values**2).sum()) == pytest.approx(blocks, rel=1e-3)


def test_features_do_not_change_from_process_to_process() -> None:
    code = (
        "from copylint.linear import features; print(features('vi er stolte', 'da').buckets.sum())"
    )
    sums = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout
        for _ in range(2)
    }
    assert sums == {f"{features('vi er stolte', 'da').buckets.sum()}\n"}


def test_the_shipped_weights_know_praise_from_service() -> None:
    model = load_model()
    praise = features("vi er stolte over at være landets største kæde", "da")
    service = features("din pakke kommer i morgen kl. 0", "da")
    assert model.probability("company-centric", praise) > 0.8
    assert model.probability("company-centric", service) < 0.2
    assert all(np.isfinite(weights).all() for weights in model.weights.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_doubt_changes_no_finding_but_its_severity(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = LEXICONS.language(language).entries
    texts = [text.replace("[", "").replace("]", "") for entry in entries for text in entry.bad][:60]
    doubted = [one for text in texts for one in findings(text, language)]
    monkeypatch.setattr("copylint.rules.doubt._is_doubted", lambda *_: False)
    plain = [one for text in texts for one in findings(text, language)]
    assert [one.id for one in doubted] == [one.id for one in plain]
    assert all(one.severity <= other.severity for one, other in zip(doubted, plain, strict=True))


def test_a_teams_own_phrase_is_never_doubted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("copylint.rules.doubt._is_doubted", lambda *_: True)
    hits = [
        Hit("hollow-phrase", "own", "care", Span(0, 3)),
        Hit("hollow-phrase", "shipped", "care", Span(0, 3), shipped=True),
    ]
    monkeypatch.setattr("copylint.rules.phrases.run", lambda *_: iter(hits))
    (message,) = messages("Din pakke kommer i morgen.", "da")
    found = {one.id: one.severity for one in check_message(message, Settings(), LEXICONS)}
    assert found["hollow-phrase/own"] == Severity.WARNING
    assert found["hollow-phrase/shipped"] == Severity.INFO
