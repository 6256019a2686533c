"""The local word for an English one: its form, and when it may be put in without a second look."""

from __future__ import annotations

from pathlib import Path

import pytest

from copylint.config import Settings
from copylint.engine import lint
from copylint.lexicon import load_lexicons
from copylint.lexicon.local_words import FORMS, local_words, read_local_words
from copylint.model import LANGUAGES, CopylintError, Finding, Source

CASES = [
    ("da", "Din bookingbekræftelse er vedhæftet, og du kan downloade den.", "downloade", "hente"),
    ("da", "Du har ikke downloadet fakturaen endnu.", "downloadet", "hentet"),
    ("da", "Downloader du filen i dag?", "Downloader", "Henter"),
    ("nb", "Du kan downloade kvitteringen i appen.", "downloade", "laste ned"),
    ("nn", "Du kan downloade kvitteringa i appen.", "downloade", "laste ned"),
    ("sv", "Du kan downloada kvittot i appen.", "downloada", "ladda ner"),
    ("sv", "Du har redan downloadat kvittot.", "downloadat", "laddat ner"),
]


def _findings(language: str, text: str) -> list[Finding]:
    settings = Settings(language=language, touchpoint="support")
    report = lint(Source("text.txt", text), settings, load_lexicons())
    return [one for one in report.findings if one.rule == "english"]


@pytest.mark.parametrize(("language", "text", "quote", "wanted"), CASES)
def test_a_verb_gets_the_form_of_the_english_one(
    language: str, text: str, quote: str, wanted: str
) -> None:
    found = [one for one in _findings(language, text) if one.quote == quote]
    assert [wanted in one.suggestions for one in found] == [True]


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("Din cancellation er modtaget.", "afbestilling"),
        ("Vi har modtaget din cancellation i dag.", "afbestilling"),
        ("Cancellationen er modtaget.", "Afbestillingen"),
        ("Vi har modtaget et cancellation.", None),
        ("Vi har modtaget din hurtige cancellation.", None),
        ("Vi har modtaget {{ navn }} cancellation.", None),
        ("Din voucher er klar.", None),
    ],
)
def test_a_fix_agrees_with_its_neighbours(text: str, fix: str | None) -> None:
    assert [one.fix for one in _findings("da", text)] == [fix]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_form_of_a_local_word_is_itself_english(language: str) -> None:
    words = local_words(language).words
    forms = sorted(
        {form for rows in words.values() for word in rows.values() for form in word.forms.values()}
    )
    lines = "\n".join(f"{form}." for form in forms)
    assert forms
    assert [one.quote for one in _findings(language, lines)] == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[noun]\nsag = "sagen sager sagerne"', "gender definite plural plural-definite"),
        ('[verb]\nhente = "henter"', "present past participle imperative"),
        ('[endings.noun]\ndual = ["a"]', "dual"),
        ('[endings.adverb]\nbase = ["a"]', "adverb"),
        ('[agreement]\nsecret = ["a"]', "secret"),
        ('[nouns]\nsag = ""', "nouns"),
    ],
)
def test_a_broken_file_says_what_to_mend(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "local-words.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CopylintError, match=said):
        read_local_words(path)


def test_a_form_that_a_word_lacks_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "local-words.toml"
    path.write_text('[noun]\npost = "common posten - -"', encoding="utf-8")
    assert read_local_words(path).words["noun"]["post"].forms == {
        "singular": "post",
        "definite": "posten",
    }
    assert set(FORMS) == {"noun", "verb", "adjective"}
