"""Language of messages and sentences: declared, by path, by evidence."""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copylint.language import (
    certain_language,
    contradiction,
    decide,
    decide_all,
    declared_by_path,
    normalise,
    sentence_candidates,
    sentence_language,
    sentence_reading,
)
from copylint.language.words import CLASSES, points_of
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

GOLD = Path(__file__).parent / "gold"


def gold(name: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in (GOLD / name).read_text("utf-8").splitlines()]


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


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Kan du sende en kopi?", "da|nb"),
        ("Takk for at du tok kontakt med oss", "nb|nn"),
        ("Tack för att du handlade hos oss i går.", "sv"),
        ("Please try again later", "en"),
        ("", "unknown"),
        ("A-17", "unknown"),
    ],
)
def test_a_reading_names_all_languages_that_fit(text: str, value: str) -> None:
    reading = sentence_reading(text)
    assert reading.value == value
    assert reading.single == (value if len(value) == 2 else None)


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


@given(st.sampled_from(SENTENCES["nn"]), st.sampled_from(["upper", "lower"]))
def test_case_does_not_matter(text: str, how: str) -> None:
    assert sentence_language(getattr(text, how)()) == "nn"


@given(st.sampled_from(SENTENCES["nn"]))
def test_where_every_word_may_be_a_name_less_is_said(text: str) -> None:
    assert sentence_language(text.title()) in {"nn", "unknown"}


@pytest.mark.parametrize("language", UI_LANGUAGES)
def test_every_word_can_match_and_stands_once(language: str) -> None:
    evidence = language_data(language).evidence
    words = [word for one in fields(Evidence) if one.init for word in getattr(evidence, one.name)]
    assert len(words) == len(set(words))
    for word in words:
        assert word == word.lower()
        assert word.replace("'", "").isalpha()


def test_every_language_has_closed_class_words_of_its_own() -> None:
    for one, other in itertools.combinations(UI_LANGUAGES, 2):
        mine, theirs = (set(language_data(lang).evidence.function_words) for lang in (one, other))
        assert mine - theirs
        assert theirs - mine


@pytest.mark.parametrize(("one", "other"), list(itertools.permutations(UI_LANGUAGES, 2)))
def test_a_closed_class_word_speaks_for_those_that_list_it(one: str, other: str) -> None:
    mine, theirs = (language_data(lang).evidence.function_words for lang in (one, other))
    for word in mine:
        points = dict(zip(CLASSES, points_of(word), strict=True))
        if word in theirs:
            assert points[one] == points[other]
        else:
            assert points[one] - points[other] >= 4


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


# --- certainty, on texts of our own --------------------------------------------------------------


def test_english_is_told_from_the_nordic_languages() -> None:
    texts = [row["text"] for row in gold("languages-english.jsonl")]
    missed = [text for text in texts if sentence_language(text) != "en"]
    assert len(texts) >= 150
    assert len(missed) <= 0.01 * len(texts), missed


@pytest.mark.parametrize(
    ("pair", "share"),
    [
        (("da", "nb"), 0.55),
        (("nb", "da"), 0.7),
        (("nb", "nn"), 0.25),
        (("nn", "nb"), 0.45),
        (("sv", "da"), 0.9),
        (("da", "sv"), 0.9),
        *((("en", language), 0.9) for language in LANGUAGES),
    ],
)
def test_a_foreign_sentence_is_told_and_no_other(pair: tuple[str, str], share: float) -> None:
    foreign, own = pair
    rows = [row for row in gold("languages-mixed.jsonl") if (row["foreign"], row["lang"]) == pair]
    told = [row for row in rows if certain_language(row["quote"], own) == foreign]
    assert len(rows) >= 40
    assert len(told) >= share * len(rows)
    for row in rows:
        for rest in row["text"].split(row["quote"]):
            assert certain_language(rest, own) is None, row["id"]


@pytest.mark.parametrize(
    "text",
    [
        "Hilsen Bjørn Ødegård, Sogn Sparebank",
        "{{ name }} ({{ email }})",
        "Open Air 2027",
        "https://www.firma.se/kundtjanst",
        "Ring 22 00 00 00",
        "Ikea Västerås",
    ],
)
def test_names_and_addresses_are_never_certain(text: str) -> None:
    assert all(certain_language(text, own) in (None, own) for own in LANGUAGES)


@given(st.text(max_size=80), st.sampled_from(LANGUAGES))
def test_what_is_certain_is_a_known_language_and_not_its_own(text: str, own: str) -> None:
    assert certain_language(text, own) in {None, *UI_LANGUAGES} - {own}
    assert certain_language(text) in {None, sentence_language(text)} - {"unknown"}


# --- files --------------------------------------------------------------------------------------


def catalogue(*texts: str) -> list[Message]:
    return [message(text) for text in texts]


BOKMAAL = (
    "Takk for bestillingen",
    "Du har ikke noen varer i handlekurven",
    "Hva leter du etter?",
    "Glemt passordet?",
    "Vi fant dessverre ingenting",
    "Lagre endringene",
    "Velg hvor du vil hente pakken",
    "OK",
)


def test_a_file_that_is_not_what_it_is_declared_to_be() -> None:
    messages = catalogue(*BOKMAAL)
    assert contradiction(messages, "nn-NO") == ("nn", "nb")
    assert contradiction(messages, "nb") is None
    assert contradiction(messages, "no") is None
    assert contradiction(messages, None) is None
    assert contradiction(catalogue(*SENTENCES["da"]), "no") == ("no", "da")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_is_plausible_as_what_it_is(language: str) -> None:
    assert contradiction(catalogue(*SENTENCES[language]), language) is None


def test_english_contradicts_only_where_it_is_the_whole_file() -> None:
    english = [row["text"] for row in gold("languages-english.jsonl")[:12]]
    assert contradiction(catalogue(*english), "sv") == ("sv", "en")
    assert contradiction(catalogue(*english[:8], *SENTENCES["sv"]), "sv") is None
    assert {one.value for one in decide_all(catalogue(*english), ["sv"] * 12)} == {"sv"}


def test_two_slips_do_not_make_a_file() -> None:
    messages = catalogue(*SENTENCES["nn"], *BOKMAAL[1:3])
    assert contradiction(messages, "nn") is None


def test_short_strings_of_a_contradicting_file_are_read_as_found() -> None:
    messages = catalogue(*BOKMAAL)
    verdicts = decide_all(messages, ["nn"] * len(messages))
    assert {one.value for one in verdicts} == {"nb"}
    assert {one.contradicts for one in verdicts} == {"nn"}


def test_a_right_string_in_a_contradicting_file_stays() -> None:
    messages = catalogue(*BOKMAAL, "Kva ynskjer du å gjere no?")
    assert decide_all(messages, ["nn"] * len(messages))[-1].value == "nn"


def test_the_clear_texts_settle_the_others_of_a_file() -> None:
    texts = ("Kan du sende en kopi?", "Vi har ikke modtaget dine oplysninger endnu.")
    assert [one.value for one in decide_all(catalogue(*texts), [None, None])] == ["da", "da"]


def test_a_verdict_tells_what_it_contradicts() -> None:
    text = " ".join(f"{one}." for one in SENTENCES["nb"])
    assert decide(message(text), declared="nn-NO").contradicts == "nn"
    assert decide(message(text), declared="nb").contradicts is None
    assert decide(message(text), declared="no").contradicts is None
    assert decide(message("Hva skjer?"), declared="da").contradicts is None


def test_telling_languages_needs_no_numpy() -> None:
    code = (
        "import sys; from copylint.language import sentence_language;"
        "assert sentence_language('Vi har ikkje fått svar') == 'nn';"
        "sys.exit('numpy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
