"""One reader addressed in two ways, and what looks so and is not."""

from __future__ import annotations

import pytest

from copylint.config import Settings
from copylint.engine import lint
from copylint.lexicon import load_lexicons
from copylint.model import Source

LEXICONS = load_lexicons()


def _found(language: str, text: str) -> list[tuple[str, str | None]]:
    report = lint(Source("mail.txt", text), Settings(language=language), LEXICONS)
    return [
        (one.id.partition("/")[2], one.quote)
        for one in report.findings
        if one.rule == "mixed-address"
    ]


@pytest.mark.parametrize(
    ("language", "text", "kind", "quote"),
    [
        ("da", "Har De spørgsmål, er du velkommen til at ringe.", "formal-and-familiar", "De"),
        ("da", "Din ordre er pakket. Her er jeres kvittering.", "singular-and-plural", "jeres"),
        ("da", "Hej Ida\n\nDe har fået et nyt kort. Tag dit pas med.", "formal-and-familiar", "De"),
        ("nb", "Vi ber Dem bekrefte adressen din.", "formal-and-familiar", "Dem"),
        ("nb", "Dere kan følge pakken når du logger inn.", "singular-and-plural", "Dere"),
        ("nb", "Du har fått plass. Vis billetten deres i døra.", "singular-and-plural", "deres"),
        ("nn", "Vi ber Dykk stadfeste adressa di.", "formal-and-familiar", "Dykk"),
        ("nn", "Ta med kortet ditt, så får de ein kopi.", "singular-and-plural", "de"),
        ("sv", "Tack för Er beställning. Du får ett sms.", "formal-and-familiar", "Er"),
        ("sv", "Ni kan följa paketet när du loggar in.", "singular-and-plural", "Ni"),
    ],
)
def test_two_forms_for_one_reader(language: str, text: str, kind: str, quote: str) -> None:
    assert _found(language, text) == [(kind, quote)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("da", "Du og din familie er velkomne. I kan alle parkere ved døren."),
        ("da", "Din pakke kommer i dag. I morgen er den hos posten."),
        ("da", "Du kan ringe til naboerne. De har nøglen."),
        ("da", "»Kan De høre mig?« spurgte din oldefar altid."),
        ("nb", "Du har bord til deg og Mai. Kommer dere ikke, så si fra."),
        ("nb", "Du kjenner kundene. Vi henter varene deres i morgen."),
        ("nb", "De fleste velger time på kvelden, men du kan også komme klokka åtte."),
        ("nn", "Du kan møte Charlotte de Lange på biblioteket."),
        ("nn", "Dei har nøkkelen din."),
        ("sv", "Dina frågor: Hur når jag er på telefon?"),
        ("sv", "Du och Arne har fått plats. Packa era pass."),
        ("sv", "Ladda ner produkt(er) från ditt konto."),
        ("sv", "Ni är fem i laget. Era tröjor är klara."),
    ],
)
def test_several_readers_and_other_words(language: str, text: str) -> None:
    assert _found(language, text) == []


def test_each_kind_is_told_once() -> None:
    text = "Har De spørgsmål, så ring. De kan også skrive til os, når De vil. Du får svar i dag."
    assert len(_found("da", text)) == 1
