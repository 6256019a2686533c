"""The rule missing-address: salutations without a name, and letters without a salutation."""

from __future__ import annotations

import pytest

from tests.support import findings, warned

LETTERS = {
    "da": "Pakken kommer onsdag mellem kl. 10 og 12. Du behøver ikke være hjemme, for chaufføren "
    "stiller den i carporten og sender dig et billede.\n\nVenlig hilsen\nAnne Holm",
    "nb": "Pakken kommer onsdag mellom kl. 10 og 12. Du trenger ikke å være hjemme, for sjåføren "
    "setter den i carporten og sender deg et bilde.\n\nVennlig hilsen\nKari Lund",
    "nn": "Pakken kjem onsdag mellom kl. 10 og 12. Du treng ikkje vere heime, for sjåføren set han "
    "i carporten og sender deg eit bilete.\n\nVenleg helsing\nIngrid Vik",
    "sv": "Paketet kommer på onsdag mellan kl. 10 och 12. Du behöver inte vara hemma, för "
    "chauffören ställer det i carporten och skickar en bild.\n\nVänliga hälsningar\nAnna Berg",
}  # fmt: skip


def addressed(text: str, language: str) -> list[tuple[str, str | None]]:
    return [one for one in warned(text, language, "delivery") if one[0] == "missing-address"]


@pytest.mark.parametrize(
    ("language", "salutation", "quote"),
    [
        ("da", "Kære kunde,", "Kære kunde"),
        ("da", "Kære vinelsker", "Kære vinelsker"),
        ("da", "Til rette vedkommende", "Til rette vedkommende"),
        ("da", "Hej!", "Hej!"),
        ("da", "Hej {{ brugertype }},", "Hej {{ brugertype }}"),
        ("da", "Til beboeren på {{ adresse }}", "Til beboeren på {{ adresse }}"),
        ("nb", "Kjære kunde", "Kjære kunde"),
        ("nb", "Hei bruker!", "Hei bruker!"),
        ("nb", "Hei igjen", "Hei igjen"),
        ("nn", "Kjære medlem", "Kjære medlem"),
        ("nn", "Hei på deg!", "Hei på deg!"),
        ("sv", "Bästa kund!", "Bästa kund!"),
        ("sv", "Hej medlem,", "Hej medlem"),
        ("sv", "Till den det berör", "Till den det berör"),
    ],
)
def test_salutations_that_name_nobody(language: str, salutation: str, quote: str) -> None:
    assert addressed(f"{salutation}\n\n{LETTERS[language]}", language) == [
        ("missing-address", quote)
    ]


@pytest.mark.parametrize(
    ("language", "salutation"),
    [
        ("da", "Kære Knud,"),
        ("da", "Hej {{ fornavn }}"),
        ("da", "Hej igen, Farida"),
        ("da", "Kære familien Bech"),
        ("da", "Til {{ navn }}"),
        ("da", "Velkommen om bord, {{ fornavn }}!"),
        ("nb", "Kari,"),
        ("nb", "Hei Kari 📚"),
        ("nb", "Kjære *|FNAME|*,"),
        ("nb", "Til Wenche Solberg"),
        ("nn", "Hei på deg, Asbjørn!"),
        ("nn", "Hei ##fornamn##"),
        ("sv", "Hej Maria!"),
        ("sv", "Bästa Gunilla"),
        ("sv", "Hej %{first_name}!"),
        ("sv", "Hej %s,"),
    ],
)
def test_salutations_with_a_name(language: str, salutation: str) -> None:
    assert addressed(f"{salutation}\n\n{LETTERS[language]}", language) == []


@pytest.mark.parametrize(
    ("language", "salutation"),
    [
        ("da", 'Hej {{ fornavn | default: "kunde" }}'),
        ("da", "Kære {{ user.first_name | default: '' }}"),
        ("da", "Hej *|FNAME:der|*"),
        ("nb", "Hei <%= @fornavn || 'kunde' %>"),
        ("nb", "Hei {{ fornavn ?? 'medlem' }}"),
        ("nb", 'Kjære {{or .Fornavn "kunde"}}'),
        ("nn", "Hei ${fornamn!}"),
        ("nn", 'Hei {{ fornamn | default("medlem") }}'),
        ("sv", "Hej {{ personalization_token('contact.firstname', 'kund') }}"),
        ("sv", "Hej {{${first_name} | default: 'vän'}}"),
        ("sv", 'Hej {{ fname | default: "" }} {{ lname | default: "" }}'),
    ],
)
def test_fallbacks_that_name_nobody(language: str, salutation: str) -> None:
    text = f"{salutation},\n\n{LETTERS[language]}"
    (found,) = [one for one in findings(text, language, "order") if one.rule == "missing-address"]
    assert found.id == "missing-address/fallback"
    assert found.quote == salutation
    assert salutation in found.message


@pytest.mark.parametrize(
    ("language", "salutation"),
    [
        ("da", "Hej{{ fornavn | prepend: ' ' }},"),
        ("da", "Hej {{ fornavn | default: firma }},"),
        ("nb", 'Hei {{ fornavn | default: "familien Berg" }},'),
        ("nn", "Hei {{ fornamn }} {{ etternamn | default: '' }},"),
        ("sv", "Hej {{ fname | default: 'Nordljus-gänget' }},"),
        ("sv", "Hej {{ fname | upcase }},"),
    ],
)
def test_fallbacks_and_filters_that_do_no_harm(language: str, salutation: str) -> None:
    assert addressed(f"{salutation}\n\n{LETTERS[language]}", language) == []


def test_a_fallback_outside_the_salutation_is_no_matter() -> None:
    text = 'Hej {{ fornavn }},\n\nPakken er til {{ navn | default: "" }}.\n\n' + LETTERS["da"]
    assert addressed(text, "da") == []


@pytest.mark.parametrize("language", sorted(LETTERS))
def test_a_letter_without_salutation(language: str) -> None:
    text = LETTERS[language]
    (found,) = [
        one for one in findings(text, language, "delivery") if one.rule == "missing-address"
    ]
    assert found.id == "missing-address/no-salutation"
    assert found.quote is None
    assert found.span.start == 0


def test_a_bare_greeting_on_its_own_line_opens_a_letter() -> None:
    body = (
        "vi sender koden til den adresse, du skrev i går, og den virker til midnat. "
        "Åbn den på telefonen, og tryk på det grønne felt nederst."
    )
    assert addressed(f"Hej,\n{body}", "da") == [("missing-address", "Hej")]
    assert addressed(f"Hej, {body}", "da") == []


def test_the_end_of_a_letter_needs_no_salutation() -> None:
    text = (
        "Med venlig hilsen\nAnne Holm\n\nDu kan ringe til Anne på 12 34 56 78 hver dag fra klokken "
        "9 til 15, og hun svarer selv på alt, hvad du vil vide om pakken."
    )
    assert addressed(text, "da") == []


@pytest.mark.parametrize("language", sorted(LETTERS))
def test_a_fragment_needs_no_salutation(language: str) -> None:
    assert addressed(LETTERS[language].split("\n\n")[0], language) == []


@pytest.mark.parametrize("touchpoint", ["hold", "ui", "error"])
def test_a_voice_and_a_page_greet_nobody(touchpoint: str) -> None:
    for text in ("Hej!\n\n" + LETTERS["da"], LETTERS["da"]):
        assert [one for one in warned(text, "da", touchpoint) if one[0] == "missing-address"] == []


def test_but_a_page_speaks_to_somebody() -> None:
    text = "Brugeren skal oprette en profil."
    assert ("missing-address", "Brugeren skal") in warned(text, "da", "ui")
