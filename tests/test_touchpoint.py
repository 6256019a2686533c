"""Touchpoint of a message: declared, by names, by words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copylint.lexicon.touchpoint_data import read_touchpoint_words, touchpoint_words
from copylint.model import (
    TOUCHPOINTS,
    CopylintError,
    Message,
    MessageKind,
    Run,
    Segment,
    Verdict,
    join_segments,
)
from copylint.touchpoint import decide


def message(
    text: str, *, language: str = "unknown", key: str = "", kind: MessageKind = "whole"
) -> Message:
    segment = Segment(text, (Run(0, len(text), 0, len(text)),), key=key)
    return replace(join_segments((segment,), kind), language=Verdict(language))


@pytest.mark.parametrize(
    ("path", "touchpoint"),
    [
        ("mail/rykker.txt", "reminder"),
        ("mails/da/order_conf.html", "order"),
        ("templates/faktura-august.txt", "invoice"),
        ("emails/passwordReset.html", "password"),
        ("emails/WelcomeMail.mjml", "signup"),
        ("texts/ivr/main.txt", "hold"),
        ("mail/nyhetsbrev_mars.html", "newsletter"),
        ("survey/invite2.txt", "survey"),
        ("mails/in_transit.html", "delivery"),
        ("mails/autosvar.txt", "autoresponder"),
        ("mails/purring.txt", "reminder"),
        ("mails/uppsägning.txt", "cancellation"),
        ("mails/a.txt", "other"),
        ("holdings/a.txt", "other"),
    ],
)
def test_by_name(path: str, touchpoint: str) -> None:
    assert decide(message("Hej Anna."), path=path).value == touchpoint


@pytest.mark.parametrize(
    ("language", "text", "touchpoint"),
    [
        ("da", "Hej Bo\nHer er din ordrebekræftelse med leveringsdato.", "order"),
        ("da", "Du er nummer tre i køen. Bliv i røret.", "hold"),
        ("nb", "Dette er en vennlig purring: beløpet på 400 kr er ikke betalt.", "reminder"),
        ("nb", "Hvor fornøyd er du med hjelpen du fikk? Svar på spørreundersøkelsen.", "survey"),
        ("nn", "Du er nummer to i køen. Vent på linja.", "hold"),
        ("nn", "Glede deg: pakka di er på veg, sporingsnummeret er 12.", "delivery"),
        ("sv", "Ditt paket är på väg och kommer till ombudet i morgon.", "delivery"),
        ("sv", "Här är din engångskod, återställ ditt lösenord med den.", "password"),
        ("sv", "Ni har sagt upp bilen. Uppsägningen gäller från maj.", "cancellation"),
        ("da", "I dag skinner solen over Aarhus.", "other"),
    ],
)
def test_by_words(language: str, text: str, touchpoint: str) -> None:
    verdict = decide(message(text, language=language), path="a.txt")
    assert verdict.value == touchpoint
    assert verdict.evidence


def test_declared_wins() -> None:
    text = message("Her er din ordrebekræftelse", language="da")
    declared = [(None, "on the command line"), (" SMS ", "in a comment"), ("hold", "above")]
    assert decide(text, path="rykker.txt", declared=declared) == Verdict(
        "sms", "declared in a comment"
    )


def test_an_unknown_declaration_is_passed_over() -> None:
    declared = [("brevdue", "in the front matter")]
    assert decide(message("Hej"), path="rykker.txt", declared=declared).value == "reminder"


def test_equal_evidence_is_other_and_says_so() -> None:
    verdict = decide(message("Hej"), path="mails/invoice_reminder.txt")
    assert verdict.value == "other"
    assert "invoice" in verdict.evidence
    assert "reminder" in verdict.evidence


def test_a_small_lead_is_other() -> None:
    mail = message("Her er ugens tilbud.", language="da")
    assert decide(mail, path="mails/a.txt").value == "newsletter"
    verdict = decide(mail, path="mails/invitation.txt")
    assert verdict == Verdict("other", "either signup or newsletter")


def test_folder_and_file_of_one_name_say_one_thing() -> None:
    text = message("Betalingen er ikke gjort. Prøv igjen.", language="nb", kind="string")
    assert decide(text, path="storefront/storefront.nb.json").value == "other"


@pytest.mark.parametrize(
    ("path", "key"),
    [("nb.yml", "user_mailer.login.body"), ("emails/login.html", ""), ("nb.yml", "loginEmail")],
)
def test_names_against_rule_a_touchpoint_out(path: str, key: str) -> None:
    assert decide(message("Hei.", key="login"), path="nb.yml").value == "ui"
    assert decide(message("Hei.", key=key), path=path).value == "other"


def test_the_key_names_it() -> None:
    found = decide(message("Hej!", key="mailers.password_reset.body"), path="da.yml")
    assert found.value == "password"
    assert "key" in found.evidence


def test_a_fragment_needs_two_kinds_of_evidence() -> None:
    text = "Antal varer i kurven"
    fragment = message(text, key="order.items", kind="string")
    assert decide(fragment, path="da.yml").value == "other"
    assert decide(replace(fragment, kind="whole"), path="da.yml").value == "order"


def test_a_key_that_is_a_sentence_names_nothing() -> None:
    text = message("Hej", key="Please pay the invoice")
    assert decide(text, path="da.json").value == "other"


def test_only_the_opening_says_what_a_message_is_for() -> None:
    text = "I dag skinner solen. " * 20 + "Tilmeld dig nyhedsbrevet."
    assert decide(message(text, language="da"), path="a.txt").value == "other"


def test_cues_of_another_language_do_not_count() -> None:
    assert decide(message("Gratis rabattkod", language="da"), path="a.txt").value == "other"


@given(st.text(max_size=60), st.text(max_size=30))
def test_never_fails_and_says_a_known_touchpoint(text: str, path: str) -> None:
    verdict = decide(message(text), path=path)
    assert verdict.value in TOUCHPOINTS
    assert verdict.evidence


def test_a_name_or_cue_belongs_to_one_touchpoint() -> None:
    owners: dict[tuple[str, str], str] = {}
    for touchpoint, words in touchpoint_words().items():
        assert not set(words.names) & set(words.against)
        for kind, forms in (("names", words.names), *words.cues.items()):
            for form in forms:
                assert form == form.lower()
                assert owners.setdefault((kind, form), touchpoint) == touchpoint, form


@pytest.mark.parametrize(
    ("toml", "named"),
    [
        ('[invoces]\nnames = ["faktura"]', "invoces"),
        ('invoice = ["faktura"]', "invoice"),
        ('[invoice]\nfr = ["facture"]', "invoice.fr"),
        ('[invoice]\nnames = "faktura"', "invoice.names"),
    ],
)
def test_a_broken_file_is_named(tmp_path: Path, toml: str, named: str) -> None:
    path = tmp_path / "touchpoints.toml"
    path.write_text(toml, "utf-8")
    with pytest.raises(CopylintError) as caught:
        read_touchpoint_words(path)
    assert "touchpoints.toml" in caught.value.error.path
    assert named in caught.value.error.message
