"""Grouping into messages, and their salutations and sign-offs."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copylint.lexicon import language_data
from copylint.messages import group
from copylint.model import (
    UI_LANGUAGES,
    Message,
    Placeholder,
    PlaceholderRole,
    Reading,
    Run,
    Segment,
    SegmentRole,
    Shape,
    Span,
    join_segments,
)
from copylint.parts import salutation, sign_off

_HOUSEHOLD = ("Til husstanden i {{ vei }}", "Til husstanden", "i {{ vei }}")
_NAMES = re.compile(r"\{\{.*?\}\}")


def segment(text: str, role: SegmentRole = "text", key: str = "") -> Segment:
    found = tuple(
        Placeholder(Span(match.start(), match.end()), _role(match.group()))
        for match in _NAMES.finditer(text)
    )
    return Segment(text, (Run(0, len(text), 0, len(text)),), found, role, key)


def _role(text: str) -> PlaceholderRole:
    return "name" if "navn" in text or "name" in text else "other"


def whole(*texts: str) -> Message:
    return join_segments(tuple(segment(one) for one in texts), "whole")


def cut(message: Message, span: Span | None) -> str | None:
    return None if span is None else message.text[span.start : span.end]


# --- group --------------------------------------------------------------------------------------


def test_a_document_is_one_message_with_its_segments_in_order() -> None:
    parts = (segment("Rykker", "title"), segment("Kære Anna,"), segment("Logo", "alt"))
    (message,) = group(Reading(parts))
    assert message.segments == parts
    assert message.kind == "whole"
    assert [message.text[one.start : one.end] for one in message.bounds] == [
        "Rykker",
        "Kære Anna,",
        "Logo",
    ]


def test_a_catalogue_is_one_message_a_string() -> None:
    parts = (segment("Gem", "button", "a.save"), segment("Hej Anna!", key="a.hello"))
    messages = group(Reading(parts, "catalogue"))
    assert [one.segments for one in messages] == [(parts[0],), (parts[1],)]
    assert {one.kind for one in messages} == {"string"}


def test_an_empty_file_has_no_message() -> None:
    assert group(Reading(())) == ()
    assert group(Reading((), "catalogue")) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Vi arbejder hele tiden på at optimere vores serviceniveau.",
        "Samtalen med deg er viktig for oss.\nVennligst vent.",
    ],
)
def test_a_lone_sentence_in_a_document_is_a_fragment(text: str) -> None:
    (message,) = group(Reading((segment(text),)))
    assert message.kind == "string"


@pytest.mark.parametrize(
    "text",
    [
        "Hei Kari,\nPakken er her.",
        "Pakken er her.\nMed venlig hilsen\nAnna",
        "Første linje.\nAnden linje.\nTredje linje.",
        " ".join(["ord"] * 25),
    ],
)
def test_a_document_with_the_form_or_length_of_a_mail_is_whole(text: str) -> None:
    (message,) = group(Reading((segment(text),)))
    assert message.kind == "whole"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Hej {{ name }},\n\nDin vare er klar.\n\nVi ses!", "whole"),
        ("Hej {{ name }}, varen er klar.\nMed venlig hilsen\nAnna", "whole"),
        ("Hej {{ name }}! " + "ord " * 40, "whole"),
        ("Hej {{ name }}, varen er klar.", "string"),
        ("ord " * 60, "string"),
        ("Linje et.\nLinje to.\nLinje tre.\nLinje fire.", "string"),
    ],
)
def test_a_catalogue_string_is_whole_only_as_a_mail(text: str, kind: str) -> None:
    (message,) = group(Reading((segment(text.strip()),), "catalogue"))
    assert message.kind == kind


def test_a_string_of_several_paragraphs_is_one_message() -> None:
    parts = (segment("Hej {{ name }},", key="a"), segment("Den er klar.", key="a"))
    (message, other) = group(Reading((*parts, segment("Luk", key="b")), "catalogue"))
    assert message.segments == parts
    assert other.kind == "string"


MAIL = {
    "order.subject": "Din ordre er på vej",
    "order.greeting": "Hej {{ name }},",
    "order.body_1": "Vi har sendt din ordre i dag.",
    "order.body_2": "Den kommer i morgen tidlig.",
    "order.signoff": "Venlig hilsen",
}


def catalogue(strings: dict[str, str], language: str | None = None) -> tuple[Message, ...]:
    parts = (replace(segment(text, key=key), language=language) for key, text in strings.items())
    return group(Reading(tuple(parts), "catalogue"))


def keys(message: Message) -> list[str]:
    return [one.key for one in message.segments]


@pytest.mark.parametrize(
    "strings",
    [
        MAIL,
        {key.replace("order.", "order_"): text for key, text in MAIL.items()},
        {key.replace("order.", "da.user_mailer.order."): text for key, text in MAIL.items()},
        {key: text for key, text in MAIL.items() if "greet" not in key and "sign" not in key},
        {key: text for key, text in MAIL.items() if "subject" not in key},
        {"welcomeEmailGreeting": "Hej!", "welcomeEmailText": "Nu er du med i klubben. " * 3},
        {"m.emne": "Tack", "m.hälsningsfras": "Hej!", "m.brödtext": "Paketet är på väg."},
        {"m.subject": "Takk", "m.body.0": "Vi har fått pakken.", "m.body.1": "Den er hel og fin."},
        {
            "m.dear_customer": "Kære kunde,",
            "m.subject": "Ordre",
            "m.intro": "Tak.",
            "m.sum": "I alt",
        },
    ],
)
def test_strings_whose_keys_make_a_mail_are_one_message(strings: dict[str, str]) -> None:
    (message,) = catalogue(strings)
    assert message.kind == "whole"
    assert keys(message) == list(strings)


@pytest.mark.parametrize(
    "strings",
    [
        {"login.title": "Log ind", "login.text": "Skriv din kode her. " * 4, "login.button": "Gem"},
        {"modal.heading": "Slet?", "modal.body": "Er du helt sikker på, at du vil slette den nu?"},
        {"contact.subject": "Emne", "contact.message": "Besked", "contact.button": "Send"},
        {"home.greeting": "Hej {{ name }}!", "home.text": "Her er det, du har købt hos os. " * 2},
        {"a.subject": "Ordre", "b.greeting": "Hej!", "c.body": "Vi har sendt den til dig i dag."},
        {"m.greeting": "Hej {{ name }},", "m.signoff": "Venlig hilsen"},
        {"order_subject": "Ordre", "order_body": "Vi har sendt din ordre til dig i dag.",
         "order_total": "I alt"},
        {"m.subject": "Ordre", "m.body_text": "Hej Bo,\nDen er klar.\nMvh\nIda",
         "m.body_html": "Hej Bo,\nDen er klar.\nMvh\nIda"},
    ],
)  # fmt: skip
def test_dialogs_forms_and_halves_of_mails_are_not(strings: dict[str, str]) -> None:
    assert [keys(one) for one in catalogue(strings)] == [[key] for key in strings]


def test_strings_of_two_languages_make_no_mail() -> None:
    parts = tuple(
        replace(segment(text, key=key), language="da" if at % 2 else "nb")
        for at, (key, text) in enumerate(MAIL.items())
        if "body" not in key or at % 2
    )
    assert all(len(one.segments) == 1 for one in group(Reading(parts, "catalogue")))


def test_a_mail_stands_where_its_first_string_stands() -> None:
    order = ["order.subject", "menu.save", "order.body_1", "menu.close", "order.greeting"]
    strings = {key: MAIL.get(key, "Gem") for key in order}
    assert [keys(one) for one in catalogue(strings)] == [
        ["order.subject", "order.body_1", "order.greeting"],
        ["menu.save"],
        ["menu.close"],
    ]


def test_a_large_table_is_no_mail() -> None:
    strings = MAIL | {f"order.label_{at}": "Mere" for at in range(40)}
    assert all(len(one.segments) == 1 for one in catalogue(strings))


@given(
    st.lists(st.text(min_size=1, max_size=30), max_size=5),
    st.sampled_from(["document", "catalogue"]),
)
def test_no_segment_is_lost_or_doubled(texts: list[str], shape: Shape) -> None:
    parts = tuple(segment(one) for one in texts)
    messages = group(Reading(parts, shape))
    assert tuple(one for message in messages for one in message.segments) == parts


# --- salutation ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "text", "span", "greeting", "addressee"),
    [
        ("da", "Hej {{ fornavn }},\nTak.", "Hej {{ fornavn }},", "Hej", "{{ fornavn }}"),
        ("da", "Kære kunde\n\nTak.", "Kære kunde", "Kære", "kunde"),
        ("da", "Hej igen, Farida\nTak.", "Hej igen, Farida", "Hej", "Farida"),
        ("da", "Kære alle sammen,\nTak.", "Kære alle sammen,", "Kære", "alle sammen"),
        ("da", "Kære hr. Holm\nTak.", "Kære hr. Holm", "Kære", "hr. Holm"),
        ("da", "Kære trofaste kunde,\nTak.", "Kære trofaste kunde,", "Kære", "trofaste kunde"),
        ("da", "Hej\nTak.", "Hej", "Hej", None),
        ("da", "Hej, din ordre er klar.", "Hej,", "Hej", None),
        ("da", "{{ fornavn }},\nDin ordre er klar.", "{{ fornavn }},", "", "{{ fornavn }}"),
        ("da", "Til rette vedkommende\n", "Til rette vedkommende", "Til rette vedkommende", None),
        ("nb", "Til husstanden i {{ vei }}\n", *_HOUSEHOLD),
        ("da", "Rykker nr. 2\n\nKære Bo og Eva,\nTak.", "Kære Bo og Eva,", "Kære", "Bo og Eva"),
        ("da", "Kari,\nDin ordre er klar.", "Kari,", "", "Kari"),
        ("da", "Kære alle i koret\nTak.", "Kære alle i koret", "Kære", "alle i koret"),
        ("nb", "Til styret i velet\nTakk.", "Til styret i velet", "Til", "styret i velet"),
        ("nn", "Hei Geir (nr. 4)\nTakk.", "Hei Geir", "Hei", "Geir"),
        ("sv", "Hej doktor Wallin,\nTack.", "Hej doktor Wallin,", "Hej", "doktor Wallin"),
        ("nb", "Hei!\nTakk.", "Hei!", "Hei", None),
        ("nb", "Hei igjen!\nTakk.", "Hei igjen!", "Hei", None),
        ("nb", "Hei, {{ navn }}! Takk.", "Hei, {{ navn }}!", "Hei", "{{ navn }}"),
        ("nb", "Velkommen, {{ navn }}!", "Velkommen, {{ navn }}!", "Velkommen", "{{ navn }}"),
        ("nb", "Hei, Vi har sendt pakken.", "Hei,", "Hei", None),
        ("nn", "Kjære medlem,\nTakk.", "Kjære medlem,", "Kjære", "medlem"),
        ("sv", "Hej Maria! Din order är här.", "Hej Maria!", "Hej", "Maria"),
        ("sv", "Bästa kund!\nTack.", "Bästa kund!", "Bästa", "kund"),
        ("sv", "HEJ MARIA\nTack.", "HEJ MARIA", "HEJ", "MARIA"),
        ("sv", "Hej {{ name }} din order är klar", "Hej {{ name }}", "Hej", "{{ name }}"),
        ("sv", "Hej och välkommen till oss!", "Hej", "Hej", None),
        ("en", "Dear customer,\nThanks.", "Dear customer,", "Dear", "customer"),
    ],
)  # fmt: skip
def test_finds_the_salutation(
    language: str, text: str, span: str, greeting: str, addressee: str | None
) -> None:
    message = whole(text)
    found = salutation(message, language_data(language))
    assert found is not None
    assert cut(message, found.span) == span
    assert cut(message, found.greeting) == greeting
    assert cut(message, found.addressee) == addressee


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("sv", "Hej då!"),
        ("sv", "Kära gör så här om bilen inte startar."),
        ("sv", "Hejdå Maria,"),
        ("nb", "Velkommen til oss!"),
        ("nb", "Velkommen!"),
        ("nb", "Heisen er stengt."),
        ("nb", "Til alle bestillinger over 500 kr følger gratis frakt med på kjøpet hos oss."),
        ("nb", "Til sammen er\ndet 400 kr."),
        ("da", "Til kassen"),
        ("nb", "Årstall,\nskriv fire siffer."),
        ("sv", "Utmärkt!\nNu är det klart."),
        ("da", "Hej | Kære | Goddag"),
        ("da", "Hej\tKære\tGoddag"),
        ("da", "Hej: sådan hilser vi"),
        ("da", "Kære"),
        ("da", "{{ belob }},"),
        ("da", "Din ordre er klar.\nVi har lagt den frem til dig."),
        ("da", ""),
    ],
)
def test_is_not_fooled_by_what_is_no_salutation(language: str, text: str) -> None:
    assert salutation(whole(text), language_data(language)) is None


@pytest.mark.parametrize("role", ["title", "subject", "preheader", "alt", "button", "label"])
def test_a_greeting_outside_the_body_is_no_salutation(role: SegmentRole) -> None:
    message = join_segments((segment("Hej Anna!", role), segment("Din ordre er klar.")), "whole")
    assert salutation(message, language_data("da")) is None


def test_title_and_logo_stand_before_the_salutation() -> None:
    parts = (segment("Faktura", "title"), segment("Logo", "alt"), segment("Hej Anna!", "heading"))
    message = join_segments((*parts, segment("Her er den.")), "whole")
    found = salutation(message, language_data("da"))
    assert found is not None
    assert cut(message, found.span) == "Hej Anna!"


def test_after_body_text_a_salutation_must_fill_its_line() -> None:
    body = "Her kommer en lang linje med mange ord, som hører til teksten selv."
    assert salutation(whole(body, "Hej Anna, det er mig igen"), language_data("da")) is None
    assert salutation(whole(body, "Hej Anna,"), language_data("da")) is not None


# --- sign-off -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "text", "lines"),
    [
        (
            "da",
            "Hej Anna\n\nTak.\n\nMed venlig hilsen\n\nMaja Holm\nKundeservice\nTlf. 12 34 56 78",
            ["Med venlig hilsen", "Maja Holm", "Kundeservice", "Tlf. 12 34 56 78"],
        ),
        ("nb", "Hei! Vi har funnet bagen din. Vennlig hilsen Bua", ["Vennlig hilsen Bua"]),
        ("nn", "Takk.\nBeste helsing frå oss\nKari", ["Beste helsing frå oss", "Kari"]),
        (
            "sv",
            "Tack!\n\nVänliga hälsningar,\nKundtjänst\n\nDu får det här mejlet för att du har valt "
            "att få våra nyheter.",
            ["Vänliga hälsningar,", "Kundtjänst"],
        ),
        ("da", "Tak.\nMvh. {{ navn }}", ["Mvh. {{ navn }}"]),
        ("en", "Thank you.\nBest regards,\nAnna", ["Best regards,", "Anna"]),
    ],
)
def test_finds_the_sign_off(language: str, text: str, lines: list[str]) -> None:
    message = whole(text)
    found = sign_off(message, language_data(language))
    assert found is not None
    assert [cut(message, one) for one in found.lines] == lines
    assert found.span == Span(found.lines[0].start, found.lines[-1].end)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("da", "Hilsner sendes med posten.\nDet tager to dage."),
        ("sv", "Hälsningar kan skickas med formuläret här nedanför om du vill det"),
        ("da", "Kære kunde\nDin ordre er klar."),
        ("nb", "Hilsenen din er sendt."),
        ("en", "Best price guaranteed"),
        ("nb", ""),
    ],
)
def test_is_not_fooled_by_what_is_no_sign_off(language: str, text: str) -> None:
    assert sign_off(whole(text), language_data(language)) is None


@given(
    st.lists(
        st.sampled_from(
            [
                "Hej",
                "Kære",
                "{{ name }}",
                "Anna",
                ",",
                "!",
                "\n",
                "Med venlig hilsen",
                "ord",
                "|",
                ".",
            ]
        ),
        max_size=12,
    ),
    st.sampled_from(UI_LANGUAGES),
)
def test_spans_lie_inside_the_message(words: list[str], language: str) -> None:
    message = whole(" ".join(words))
    everything = Span(0, len(message.text))
    opening = salutation(message, language_data(language))
    if opening is not None:
        assert everything.covers(opening.span)
        assert opening.span.covers(opening.greeting)
        assert opening.addressee is None or opening.span.covers(opening.addressee)
        assert (cut(message, opening.span) or "").strip()
    closing = sign_off(message, language_data(language))
    if closing is not None:
        assert everything.covers(closing.span)
        assert all(closing.span.covers(one) for one in closing.lines)
        assert opening is None or opening.span.end <= closing.span.start
