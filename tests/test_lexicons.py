"""Every example of every lexicon entry holds, and the lexicons are well formed."""

from __future__ import annotations

import pytest

from copylint.lexicon import load_lexicons, rule_names
from copylint.lexicon.store import lexicon_root
from copylint.lexicon_check import check
from copylint.model import LANGUAGES

FILES = sorted(
    path
    for language in LANGUAGES
    for path in (lexicon_root() / language).glob("*.toml")
    if path.stem in rule_names()
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_examples_hold(path) -> None:  # type: ignore[no-untyped-def]
    report = check(path)
    assert report.entries > 0
    assert report.examples > 0
    assert not report.problems, "\n".join(map(str, report.problems))


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_broken(language: str) -> None:
    assert not load_lexicons().language(language).problems


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "rule", ["company-centric", "english", "guilt-trip", "missing-address", "hollow-phrase"]
)
def test_the_rules_of_the_mission_exist_in_every_language(rule: str, language: str) -> None:
    bad, good = load_lexicons().examples(rule, language)
    assert bad
    assert good
