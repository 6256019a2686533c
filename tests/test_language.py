"""Language of messages and sentences: declared, by path, by evidence."""

from __future__ import annotations

import itertools
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copylint.language import (
    decide,
    declared_by_path,
    normalise,
    sentence_candidates,
    sentence_language,
)
from copylint.lexicon.language_data import Evidence, language_data, read_language_data
from copylint.model import (
    LANGUAGES,
    UI_LANGUAGES,
    CopylintError,
    Message,
    Placeholder,
    Run,
    Segment,
    Span,
    join_segments,
)


def message(text: str, placeholders: tuple[Placeholder, ...] = ()) -> Message:
    segment = Segment(text, (Run(0, len(text), 0, len(text)),), placeholders)
    return join_segments((segment,), "string")


SENTENCES = {
    "da": [
        "Vi arbejder hele tiden på at optimere vores serviceniveau",
        "Dit opkald er vigtigt for os.",
        "Du kan hente pakken efter klokken 16 i morgen.",
        "Hvad synes du om den nye hjemmeside?",
        "Vi har desværre ikke modtaget betaling for din faktura.",
        "Tak, fordi du handlede hos os i går.",
        "Log ind for at se dine oplysninger",
    ],
    "nb": [
        "Vi har dessverre ikke mottatt betalingen din.",
        "Hva synes du om den nye nettsiden?",
        "Takk for at du handlet hos oss i går.",
        "Du får svar av oss i løpet av uken",
        "Logg inn for å se opplysningene dine",
    ],
    "nn": [
        "Tilbakemeldinga di er viktig for oss",
        "Vi har diverre ikkje motteke betalinga di.",
        "Kva synest du om den nye nettsida?",
        "Takk for at du handla hjå oss i går.",
        "Eg ringjer deg i løpet av veka",
        "Korleis kan vi hjelpe deg?",
    ],
    "sv": [
        "Du har väl inte missat vår guide",
        "Vi har tyvärr inte fått din betalning.",
        "Vad tycker du om den nya webbplatsen?",
        "Tack för att du handlade hos oss i går.",
        "Logga in för att se dina uppgifter",
        "Ditt paket är på väg",
    ],
    "en": [
        "Your order is on its way.",
        "Please try again later",
        "Add to cart",
        "You have been signed out.",
    ],
}


@pytest.mark.parametrize(
    ("language", "text"), [(one, text) for one, texts in SENTENCES.items() for text in texts]
)
def test_tells_a_short_text_without_declaration(language: str, text: str) -> None:
    assert decide(message(text)).value == language
    assert sentence_language(text) == language


def test_evidence_names_the_words() -> None:
    assert "ikkje" in decide(message("Vi har ikkje fått svar frå deg.")).evidence


@pytest.mark.parametrize("text", ["", "42 %", "iPhone 15", "A-17", "OK", "{{ url }}"])
def test_says_unknown_where_nothing_tells(text: str) -> None:
    assert decide(message(text)).value == "unknown"
    assert sentence_language(text) == "unknown"
    assert sentence_candidates("42 %") == ()


@pytest.mark.parametrize(
    "text", ["Samtalen med deg er viktig for oss", "Takk for at du tok kontakt med oss"]
)
def test_a_text_valid_in_both_norwegians_is_bokmaal_by_default(text: str) -> None:
    assert sentence_language(text) == "unknown"
    assert set(sentence_candidates(text)) == {"nb", "nn"}
    verdict = decide(message(text))
    assert verdict.value == "nb"
    assert "nynorsk" in verdict.evidence


def test_a_text_valid_in_danish_and_bokmaal_is_unknown() -> None:
    text = "Kan du sende en kopi?"
    assert decide(message(text)).value == "unknown"
    assert {"da", "nb"} <= set(sentence_candidates(text))


def test_the_other_texts_of_a_file_settle_an_undecided_one() -> None:
    norwegian = message("Du kan ringe oss på telefon")
    assert decide(norwegian, hints=("nn", "nn", "unknown", "nb")).value == "nn"
    assert decide(norwegian, hints=("nb",)).value == "nb"
    either = message("Kan du sende en kopi?")
    assert decide(either, hints=("da",)).value == "da"
    assert decide(either, hints=("nb", "nb")).value == "nb"


def test_hints_do_not_outvote_the_words() -> None:
    assert decide(message("Vi har inte fått någon betalning än."), hints=("da", "da")).value == "sv"
    assert decide(message("Du kan ringe oss på telefon"), hints=("sv",)).value != "sv"


def test_other_languages_are_other() -> None:
    german = "Wir haben Ihre Bestellung erhalten und werden sie noch heute an Sie verschicken."
    assert decide(message(german)).value == "other"


def test_placeholders_and_addresses_are_no_evidence() -> None:
    text = "Hej {{ the_name_of_your_customer }}, tak for din ordre: https://shop.example/your-order"
    start = text.index("{{")
    placeholder = Placeholder(Span(start, text.index("}}") + 2), "name")
    assert decide(message(text, (placeholder,))).value == "da"


@pytest.mark.parametrize(
    ("declared", "text", "language"),
    [
        ("da", "Kære kunde", "da"),
        ("da-DK", "Velkommen", "da"),
        ("nb_NO", "Din ordre er klar", "nb"),
        ("sv-SE", "OK", "sv"),
        ("nn", "Du kan ringe oss på telefon", "nn"),
        ("no", "Du kan ringe oss på telefon", "nb"),
        ("no", "Vi har ikkje fått svar frå deg.", "nn"),
        ("en", "Add to cart", "en"),
        ("de", "In den Warenkorb", "other"),
    ],
)
def test_declared_language_wins_where_plausible(declared: str, text: str, language: str) -> None:
    verdict = decide(message(text), declared=declared)
    assert verdict.value == language
    assert declared in verdict.evidence


def test_untranslated_english_keeps_the_declared_language() -> None:
    text = "Thank you for your order. We will send it as soon as possible and let you know."
    assert decide(message(text), declared="da").value == "da"


@pytest.mark.parametrize("written", LANGUAGES)
def test_a_long_text_of_another_nordic_language_overrules(written: str) -> None:
    text = " ".join(f"{one}." for one in SENTENCES[written])
    for declared in LANGUAGES:
        verdict = decide(message(text), declared=declared)
        assert verdict.value == written
        assert declared == written or "against declared" in verdict.evidence


def test_a_short_text_of_another_language_does_not_overrule() -> None:
    assert decide(message("Hva skjer?"), declared="da").value == "da"


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("da.json", "da"),
        ("config/locales/da_DK.yml", "da"),
        ("mail.sv.html", "sv"),
        ("locales/nn/mail.html", "nn"),
        ("setup/phpgw_no.lang", "no"),
        ("storefront.nn-NO.json", "nn"),
        ("template_nb.hbs", "nb"),
        ("mails/sv-SE/order.txt", "sv"),
        ("app/res/values-nb-rNO/strings.xml", "nb"),
        ("da.lproj/Localizable.json", "da"),
        ("translations/da.combined.json", "da"),
        ("mails/dk/ordre.html", "da"),
        ("mails/se/order.html", "sv"),
        ("nynorsk/brev.txt", "nn"),
        ("i18n/Norwegian.json", "no"),
        ("en/da.json", "da"),
        ("de.json", "de"),
        ("locale/nb/LC_MESSAGES/mail.json", "nb"),
        ("c:\\mail\\sv\\a.txt", "sv"),
        ("no-reply.html", None),
        ("no_results.txt", None),
        ("rykker.txt", None),
        ("se-ordre.html", None),
        ("src/main/kotlin/no/firma/Brev.txt", None),
        ("src/main/java/se/foretag/mail.txt", None),
        ("mail/is_paid/welcome.html", None),
        ("sender/made.txt", None),
        ("a/b-2.1.txt", None),
        ("<stdin>", None),
    ],
)
def test_language_by_path(path: str, code: str | None) -> None:
    assert declared_by_path(path) == code


@pytest.mark.parametrize(
    ("code", "language"),
    [("da-DK", "da"), ("NB_no", "nb"), ("no", "no"), ("en_US.UTF-8", "en"), ("fr", "other")],
)
def test_normalise(code: str, language: str) -> None:
    assert normalise(code) == language


def test_an_empty_declaration_is_none() -> None:
    assert normalise(" ") is None
    assert decide(message("Vi har inte fått något svar."), declared="").value == "sv"


@given(st.text(max_size=80))
def test_never_fails_and_says_a_known_value(text: str) -> None:
    assert sentence_language(text) in {*UI_LANGUAGES, "unknown"}
    assert set(sentence_candidates(text)) <= set(UI_LANGUAGES)


@given(st.sampled_from(SENTENCES["nn"]), st.sampled_from(["upper", "lower", "title"]))
def test_case_does_not_matter(text: str, how: str) -> None:
    assert sentence_language(getattr(text, how)()) == "nn"


@pytest.mark.parametrize("language", UI_LANGUAGES)
def test_every_form_can_match_and_stands_once(language: str) -> None:
    evidence = language_data(language).evidence
    forms = [form for one in fields(Evidence) if one.init for form in getattr(evidence, one.name)]
    assert len(forms) == len(set(forms))
    for form in forms:
        assert form == form.lower()
        assert form.strip("-").replace("'", "").isalpha()
        assert "-" not in form.strip("-")


def test_no_two_languages_have_the_same_evidence() -> None:
    for one, other in itertools.combinations(UI_LANGUAGES, 2):
        mine, theirs = (set(language_data(lang).evidence.strong) for lang in (one, other))
        assert mine - theirs
        assert theirs - mine


@pytest.mark.parametrize(
    ("toml", "named"),
    [
        ('subject = ["jeg"]', "subject"),
        ('subjects = "jeg"', "subjects"),
        ("subjects = [1]", "subjects"),
        ("[evidence]\nweak = []", "evidence.weak"),
        ('evidence = ["ikke"]', "evidence"),
        ("subjects = [", "Invalid value"),
    ],
)
def test_a_broken_language_file_is_named(tmp_path: Path, toml: str, named: str) -> None:
    path = tmp_path / "language.toml"
    path.write_text(toml, "utf-8")
    with pytest.raises(CopylintError) as caught:
        read_language_data(path)
    assert "language.toml" in caught.value.error.path
    assert named in caught.value.error.message
