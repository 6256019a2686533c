"""Two languages in one message, and a file that is not in the language it is declared in."""

from __future__ import annotations

import pytest

from copylint.config import Settings
from copylint.engine import lint
from copylint.lexicon import load_lexicons
from copylint.model import LANGUAGES, Finding, Source

LEXICONS = load_lexicons()


def _lint(text: str, name: str = "mail.txt", language: str | None = None) -> tuple[Finding, ...]:
    return lint(Source(name, text), Settings(language=language), LEXICONS).findings


def _found(text: str, name: str = "mail.txt", language: str | None = None) -> list[Finding]:
    return [one for one in _lint(text, name, language) if one.rule == "mixed-language"]


@pytest.mark.parametrize(
    ("language", "text", "quote"),
    [
        (
            "nb",
            "Hei Kari!\n\nBestillingen din er på vei. Jeg vil også gerne høre, hvad du synes om "
            "den, når du har prøvet den nogle gange. Vi snakkes.",
            "Jeg vil også gerne høre, hvad du synes om den, når du har prøvet den nogle gange",
        ),
        (
            "sv",
            "Hej Anna!\n\nDin beställning är på väg. Du hører fra os, når pakken er sendt. "
            "Vi hörs snart igen.",
            "Du hører fra os, når pakken er sendt",
        ),
        (
            "da",
            "Hej Anna!\n\nDin ordre er på vej. Här kan du följa paketet om du vill. Vi tales ved.",
            "Här kan du följa paketet om du vill",
        ),
    ],
)
def test_a_sentence_in_a_neighbouring_language(language: str, text: str, quote: str) -> None:
    found = [one for one in _found(text, language=language) if one.id.endswith("/sentence")]
    assert [(one.quote or "").rstrip(".") for one in found] == [quote]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("da", "Bogen »Jag heter inte Miriam« er klar til dig på biblioteket."),
        ("nb", "Hei Søren Kjærgaard! Pakken fra Købmandsgade 4 er klar."),
        ("nn", "Hei Åse! Boka ligg klar i skranken. Ta med kortet ditt."),
        ("sv", "Hej Bjørn Østergård! Din biljett till Ærø är klar."),
        ("nb", "Takk for bestillingen. Den er på vei."),
        ("da", "Tak for din ordre. Den er på vej."),
    ],
)
def test_names_titles_and_shared_words_are_no_other_language(language: str, text: str) -> None:
    assert _found(text, language=language) == []


def test_an_english_block_is_told_once_and_not_word_by_word() -> None:
    text = (
        "Hej Anna!\n\nDin ordre er pakket og bliver sendt i morgen.\n\n"
        "Your order has been packed. It will be shipped tomorrow.\n\nVenlig hilsen\nSofie"
    )
    assert [one.quote for one in _found(text, language="da")] == ["Your order has been packed"]
    assert [one for one in _lint(text, language="da") if one.rule == "english"] == []


def test_a_single_english_sentence_is_left_to_the_rule_english() -> None:
    text = "Din ordre er pakket. Please track your parcel here. Vi ses i butikken."
    assert _found(text, language="da") == []
    assert "english" in {one.rule for one in _lint(text, language="da")}


BOKMAAL = (
    "Du har ikke skrevet inn noe passord.",
    "Hvor mye vil du betale?",
    "Vi sender deg en lenke når du har bekreftet e-posten.",
    "Noe gikk galt. Prøv igjen om noen minutter.",
    "Jeg vil ikke ha flere meldinger fra dere.",
    "Ta kontakt hvis du trenger mer hjelp.",
)


def test_a_file_in_another_language_than_declared_says_so_once() -> None:
    strings = ", ".join(f'"s{at}": "{text}"' for at, text in enumerate(BOKMAAL))
    found = [
        one for one in _found(f"{{{strings}}}", "locales/nn.json") if one.id.endswith("/declared")
    ]
    assert len(found) == 1
    assert "Nynorsk" in found[0].message
    assert "Bokmål" in found[0].message
    assert found[0].quote is None


@pytest.mark.parametrize("language", ["nb", "no"])
def test_a_file_that_is_what_it_is_declared_says_nothing(language: str) -> None:
    strings = ", ".join(f'"s{at}": "{text}"' for at, text in enumerate(BOKMAAL))
    assert _found(f"{{{strings}}}", f"locales/{language}.json") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_of_a_neighbour_say_which_language_they_are(language: str) -> None:
    entries = [one for one in LEXICONS.language(language).entries if one.rule == "mixed-language"]
    assert entries
    for entry in entries:
        assert entry.found or "message" in entry.texts, entry.id
        assert entry.found != language


def test_a_single_word_with_a_capital_inside_a_sentence_is_a_name() -> None:
    assert _found("Spør Slagter Munch om prisen på lammelåret.", language="nb") == []
