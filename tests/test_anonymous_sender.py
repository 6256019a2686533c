"""Who signs a letter: a person, a department, the company, or nobody."""

from __future__ import annotations

import pytest

from copylint.config import Settings
from copylint.engine import lint
from copylint.lexicon import load_lexicons
from copylint.model import Finding, Source

LEXICONS = load_lexicons()

BODIES = {
    "da": "Hej Sofie\n\nDin sofa bliver leveret torsdag mellem kl. 8 og 12. Chaufføren ringer til "
    "dig, når han er en halv time væk, og bærer den helt ind i stuen.\n\n",
    "nb": "Hei Sofie\n\nSofaen din blir levert torsdag mellom kl. 8 og 12. Sjåføren ringer deg når "
    "han er en halvtime unna, og bærer den helt inn i stua.\n\n",
    "nn": "Hei Sofie\n\nSofaen din blir levert torsdag mellom kl. 8 og 12. Sjåføren ringjer deg "
    "når han er ein halvtime unna, og ber han heilt inn i stova.\n\n",
    "sv": "Hej Sofie\n\nDin soffa levereras på torsdag mellan kl. 8 och 12. Chauffören ringer dig "
    "när han är en halvtimme bort och bär in den ända till vardagsrummet.\n\n",
}


def _found(language: str, ending: str, name: str = "mail.txt") -> list[Finding]:
    settings = Settings(language=language, touchpoint="delivery")
    report = lint(Source(name, BODIES[language] + ending), settings, LEXICONS)
    return [one for one in report.findings if one.rule == "anonymous-sender"]


@pytest.mark.parametrize(
    ("language", "ending", "kind"),
    [
        ("da", "Venlig hilsen\nKundeservice", "function"),
        ("da", "Med venlig hilsen\nAlle os hos Nordlys", "function"),
        ("da", "Venlig hilsen\nNordlys Møbler A/S", "company"),
        ("da", "Venlig hilsen\n{{ firma }}", "company"),
        ("da", "Venlig hilsen", "bare"),
        ("da", "Mvh", "abbreviation"),
        ("nb", "Med vennlig hilsen\nKundeservice", "function"),
        ("nb", "Vennlig hilsen\nTrysil kommune", "company"),
        ("nb", "Mvh", "abbreviation"),
        ("nn", "Venleg helsing\nKundeservice", "function"),
        ("nn", "Venleg helsing\n%{company_name}", "company"),
        ("sv", "Vänliga hälsningar\nKundtjänst", "function"),
        ("sv", "Med vänlig hälsning\nNorrsken Möbler AB", "company"),
        ("sv", "Hälsningar", "bare"),
    ],
)
def test_nobody_signs(language: str, ending: str, kind: str) -> None:
    (found,) = _found(language, ending)
    assert found.id == f"anonymous-sender/{kind}"
    assert found.quote is not None
    assert found.quote.splitlines()[0] == ending.splitlines()[0]


@pytest.mark.parametrize(
    ("language", "ending"),
    [
        ("da", "Venlig hilsen\nAnne Holm, kundeservice"),
        ("da", "Hilsen Gregers, ejendomskontoret"),
        ("da", "Venlig hilsen\nBirger Lohse\nTryghed & Co. A/S\nCVR 12 34 56 78"),
        ("da", "Venlig hilsen\n{{ sagsbehandler.navn }}"),
        ("da", "Venlig hilsen\n{{ signatur }}"),
        ("nb", "Hilsen Turid i Drammen kommune"),
        ("nb", "Vennlig hilsen\nfor Elvia AS\nKari Nordmann"),
        ("nb", "Hilsen styret ved Geir Ove Tveit"),
        ("nb", "/Kari"),
        ("nn", "Helsing Ingrid Vik, kundeservice"),
        ("sv", "Vänliga hälsningar\nAnna, kundtjänst"),
        ("sv", "Driftledare Sven Juhl"),
    ],
)
def test_a_person_signs(language: str, ending: str) -> None:
    assert _found(language, ending) == []


@pytest.mark.parametrize("language", BODIES)
def test_a_letter_without_sign_off_is_told_at_its_end(language: str) -> None:
    (found,) = _found(language, "")
    assert found.id == "anonymous-sender/unsigned"
    assert found.quote is None
    assert found.span.end == len(BODIES[language].rstrip())


def test_hold_lines_messages_to_the_phone_and_pages_need_no_sender() -> None:
    for touchpoint in ("hold", "sms", "ui"):
        settings = Settings(language="da", touchpoint=touchpoint)
        report = lint(Source("t.txt", BODIES["da"] + "Kundeservice"), settings, LEXICONS)
        assert not [one for one in report.findings if one.rule == "anonymous-sender"]


def test_the_name_of_the_company_in_the_settings_is_no_person() -> None:
    settings = Settings(language="da", touchpoint="order", company=("Holm",))
    report = lint(Source("t.txt", BODIES["da"] + "Venlig hilsen\nHolm"), settings, LEXICONS)
    assert "anonymous-sender/company" in {one.id for one in report.findings}


def test_the_strings_of_a_catalogue_may_be_signed_by_their_layout() -> None:
    text = (
        '{"mail": {"subject": "Din sofa er på vej", "greeting": "Hej %{name}", '
        '"body": "Din sofa bliver leveret torsdag mellem kl. 8 og 12. Chaufføren ringer til dig, '
        'når han er en halv time væk, og bærer den helt ind i stuen."}}'
    )
    report = lint(Source("da.json", text), Settings(), LEXICONS)
    assert not [one for one in report.findings if one.rule == "anonymous-sender"]
