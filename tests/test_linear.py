"""The linear model: the same everywhere, blind to what does not matter, mild in its judgement."""

from __future__ import annotations

import re
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copylint.config import Settings
from copylint.engine import check_message, lint
from copylint.lexicon import rule_names
from copylint.linear import APART, BUCKETS_BITS, FILLER, features, load_model, normalise
from copylint.model import LANGUAGES, Severity, Source, Span
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
    assert float((found.values**2).sum()) == pytest.approx(_blocks(text), rel=1e-3)


def _blocks(text: str) -> int:
    """Kinds of features that a text has: characters, words, and pairs of words that stand apart."""
    words = len(re.findall(r"\w+|[¤?!,.]", text))
    return 1 + (words > 0) + (words > min(APART))


@given(st.text("du ikke.", min_size=1, max_size=40), st.text("vi kan.", min_size=1, max_size=40))
def test_what_stands_beside_a_sentence_is_a_block_of_its_own(text: str, beside: str) -> None:
    alone, both = features(text, "da"), features(text, "da", (beside,))
    assert both.buckets[: len(alone.buckets)].tolist() == alone.buckets.tolist()
    words = len(re.findall(r"\w+|[¤?!,.]", beside))
    assert len(both.buckets) - len(alone.buckets) == words


def test_a_sentence_is_like_itself() -> None:
    one, other = features("vi er stolte", "da"), features("din pakke kommer", "da")
    assert one.cosine(one) == pytest.approx(1)
    assert one.cosine(other) == other.cosine(one) < 0.5


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
    assert model.probabilities(praise)["company-centric"] > 0.8
    assert model.probabilities(service)["company-centric"] < 0.2
    assert model.weights.shape == (len(model.rules), 1 << BUCKETS_BITS)
    assert np.isfinite(model.weights).all()
    assert set(model.rules) <= set(rule_names())


@pytest.mark.parametrize("language", LANGUAGES)
def test_doubt_changes_no_finding_but_its_severity(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = LEXICONS.language(language).entries
    texts = [text.replace("[", "").replace("]", "") for entry in entries for text in entry.bad][:60]
    doubted = [one for text in texts for one in findings(text, language)]
    monkeypatch.setattr("copylint.rules.likeness._is_doubted", lambda *_: False)
    plain = [one for text in texts for one in findings(text, language)]
    assert [one.id for one in doubted] == [one.id for one in plain]
    assert all(one.severity <= other.severity for one, other in zip(doubted, plain, strict=True))


def test_the_model_finds_what_no_pattern_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("copylint.rules.likeness._threshold", lambda _: 0.5)
    text = "Vi er stolte over at være landets største kæde."
    monkeypatch.setattr("copylint.rules.phrases.run", lambda *_: iter(()))
    (message,) = messages(f"{text}\n\nDin pakke kommer i morgen kl. 10.", "da")
    found = [
        one
        for one in check_message(message, Settings(), LEXICONS)
        if one.id == "company-centric/likeness"
    ]
    assert [(one.quote, one.severity) for one in found] == [(text[:-1], Severity.WARNING)]
    assert all((found[0].message, found[0].why, found[0].advice))


@pytest.mark.parametrize(
    "text",
    [
        "Stolte og store",  # a heading
        'Han sagde: "Vi er stolte over at være landets største kæde."',  # somebody's words
        "<h1>Vi er stolte over at være landets største kæde</h1>",
    ],
)
def test_the_model_is_silent_on_what_it_was_not_trained_on(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("copylint.rules.likeness._threshold", lambda _: 0.01)
    settings = Settings(language="da")
    report = lint(Source("mail.html", text), settings, LEXICONS)
    assert [one.id for one in report.findings if one.id == "company-centric/likeness"] == []


def test_a_teams_own_phrase_is_never_doubted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("copylint.rules.likeness._is_doubted", lambda *_: True)
    hits = [
        Hit("hollow-phrase", "own", "care", Span(0, 3)),
        Hit("hollow-phrase", "shipped", "care", Span(0, 3), shipped=True),
    ]
    monkeypatch.setattr("copylint.rules.phrases.run", lambda *_: iter(hits))
    (message,) = messages("Din pakke kommer i morgen.", "da")
    found = {one.id: one.severity for one in check_message(message, Settings(), LEXICONS)}
    assert found["hollow-phrase/own"] == Severity.WARNING
    assert found["hollow-phrase/shipped"] == Severity.INFO
