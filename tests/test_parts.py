"""The parts of a message, its sign-off, and earlier mail that it quotes."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copylint.lexicon import language_data
from copylint.messages import group
from copylint.model import UI_LANGUAGES, Message, Source, Span
from copylint.parts import body_end, is_quoted_mail, key_part, mail_key, parts, sign_off
from copylint.readers import read

MAIL = """\
Emne: Din ordre er på vej

Hej {{ fornavn }}

Vi har sendt din ordre i dag.
Den kommer i morgen mellem 10 og 12.

Har du spørgsmål, så ring til mig. Hav en god dag!

Venlig hilsen
Bo Holm
Kundeservice, tlf. 12 34 56 78

P.S. Koden til skabet er 4411.

Du modtager denne mail, fordi du har handlet hos os.
CVR 12 34 56 78
"""


def message(text: str, name: str = "mail.txt") -> Message:
    (only,) = group(read(Source(name, text)))
    return only


def divided(text: str, language: str, name: str = "mail.txt") -> list[tuple[str, str]]:
    whole = message(text, name)
    return [
        (one.name, whole.text[one.span.start : one.span.end])
        for one in parts(whole, language_data(language))
    ]


# --- parts --------------------------------------------------------------------------------------


def test_a_mail_has_all_its_parts_in_order() -> None:
    assert divided(MAIL, "da") == [
        ("subject", "Din ordre er på vej"),
        ("salutation", "Hej {{ fornavn }}"),
        ("body", "Vi har sendt din ordre i dag.\nDen kommer i morgen mellem 10 og 12."),
        ("closing", "Har du spørgsmål, så ring til mig. Hav en god dag!"),
        ("sign-off", "Venlig hilsen\nBo Holm\nKundeservice, tlf. 12 34 56 78"),
        ("body", "P.S. Koden til skabet er 4411."),
        ("footer", "Du modtager denne mail, fordi du har handlet hos os.\nCVR 12 34 56 78"),
    ]


def test_html_tells_title_preheader_and_button() -> None:
    html = (
        "<html><head><title>Kvittering</title></head><body>"
        '<div class="preheader">Tack för köpet</div><p>Hej Maja! Här är ditt kvitto.</p>'
        '<a class="btn" href="x">Visa kvittot</a><p>Vänliga hälsningar<br>Ida</p>'
        "<p>© 2024 Lantboden</p></body></html>"
    )
    assert divided(html, "sv", "mail.html") == [
        ("subject", "Kvittering"),
        ("preheader", "Tack för köpet"),
        ("salutation", "Hej Maja!"),
        ("body", "Här är ditt kvitto."),
        ("call-to-action", "Visa kvittot"),
        ("sign-off", "Vänliga hälsningar\nIda"),
        ("footer", "© 2024 Lantboden"),
    ]


@pytest.mark.parametrize("element", ["footer", 'td class="email-footer"', 'div id="footer"'])
def test_html_tells_the_footer(element: str) -> None:
    name = element.split()[0]
    html = f"<p>Hej Maja!</p><p>Tak for nu.</p><{element}>Havnegade 4<br>Aarhus</{name}>"
    assert divided(html, "da", "mail.html")[-1] == ("footer", "Havnegade 4\nAarhus")


def test_the_buttons_of_a_dialog_are_no_footer() -> None:
    html = '<p>Slet varen?</p><div class="modal-footer">Ja tak</div>'
    assert "footer" not in dict(divided(html, "da", "mail.html"))


@pytest.mark.parametrize(
    ("language", "last"),
    [
        ("da", "Har du spørgsmål, så skriv til os."),
        ("nb", "Ta gjerne kontakt hvis noe er uklart."),
        ("nn", "Vi gler oss til å sjå deg!"),
        ("sv", "Tveka inte att höra av dig. Ha en fin dag!"),
    ],
)
def test_a_friendly_last_sentence_is_the_closing(language: str, last: str) -> None:
    found = divided(f"Hej Anna!\n\nVare 4 er klar.\n\n{last}\n\nMvh\nBo", language)
    assert ("closing", last) in found


def test_a_friendly_sentence_before_other_news_is_body() -> None:
    text = "Hej Anna!\n\nTak for din ordre. Den koster 100 kr.\n\nVenlig hilsen\nBo"
    assert "closing" not in dict(divided(text, "da"))


def test_a_page_without_letter_form_has_a_body_alone() -> None:
    text = "Så gør du\n\nRing til os. Har du spørgsmål, svarer vi.\n\nVi holder lukket i julen."
    assert {name for name, _ in divided(text, "da")} == {"body"}


def test_the_way_to_unsubscribe_in_the_middle_is_body() -> None:
    text = (
        "Hej Anna!\n\nDu kan afmelde nyhedsbrevet på Min side, når du vil.\n\n"
        "Næste uge kommer der nye varer i butikken, og de er billigere end før.\n\n"
        "Mvh\nBo"
    )
    assert "footer" not in dict(divided(text, "da"))


@given(
    st.lists(
        st.sampled_from(
            (
                *("Hej Anna,", "Mvh", "Bo", "> citat", "Hav en god dag!", "CVR 1", "tekst"),
                *("Den 3. maj skrev Bo:", "{{ navn }}", "Emne: x", "-----Original Message-----"),
                *("\n", "\n\n", ".", "/"),
            )
        ),
        max_size=14,
    ),
    st.sampled_from(UI_LANGUAGES),
    st.sampled_from(["x.txt", "x.html", "x.md"]),
)
def test_parts_are_in_order_and_hold_every_letter(
    words: list[str], language: str, name: str
) -> None:
    data = language_data(language)
    for one in group(read(Source(name, " ".join(words)))):
        found = parts(one, data)
        for before, after in pairwise(found):
            assert before.span.end <= after.span.start
        covered = {at for part in found for at in range(part.span.start, part.span.end)}
        letters = {at for at, char in enumerate(one.text) if char.isalnum()}
        assert letters <= covered
        assert 0 <= body_end(one, data) <= len(one.text)


def test_the_body_ends_where_a_sign_off_would_stand() -> None:
    whole = message("Hej Anna,\n\nVaren er klar.\n\nDu modtager denne mail, fordi du er kunde.")
    assert whole.text[: body_end(whole, language_data("da"))] == "Hej Anna,\n\nVaren er klar."


# --- keys of catalogues -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "mail", "part"),
    [
        ("order_shipped.subject", "order_shipped", "subject"),
        ("order_shipped.greeting", "order_shipped", "salutation"),
        ("order_shipped.body_1", "order_shipped", "body"),
        ("order_shipped.signoff", "order_shipped", "sign-off"),
        ("order_shipped_subject", "order_shipped", "subject"),
        ("orderShippedSubject", "order_shipped", "subject"),
        ("da.user_mailer.welcome.subject", "da.user_mailer.welcome", "subject"),
        ("reminder_2_subject", "reminder_2", "subject"),
        ("mail.body.0", "mail", "body"),
        ("mail.footer.text", "mail", "footer"),
        ("mails.0.subject", "mails.0", "subject"),
        ("welcome.subject.one", "welcome", "subject"),
        ("velkomst.emne", "velkomst", "subject"),
        ("välkommen.ämne", "välkommen", "subject"),
        ("velkomst.brødtekst", "velkomst", "body"),
    ],
)
def test_keys_name_the_parts_of_a_mail(key: str, mail: str, part: str) -> None:
    found = mail_key(key)
    assert found is not None
    assert (found.mail, key_part(key)) == (mail, part)


@pytest.mark.parametrize("key", ["login.save", "errors.not_found", "", "Log ind nu", "The body"])
def test_other_keys_name_none(key: str) -> None:
    assert mail_key(key) is None


# --- sign-off -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "end", "phrase", "signature"),
    [
        ("da", "Venlig hilsen, Bo", "Venlig hilsen", ["Bo"]),
        ("da", "Mvh", "Mvh", []),
        ("da", "Svømmehilsner\nBestyrelsen", "Svømmehilsner", ["Bestyrelsen"]),
        ("da", "God weekend\nNanna Buhl", "God weekend", ["Nanna Buhl"]),
        ("nb", "Skihilsen fra Petter", "Skihilsen", ["fra Petter"]),
        ("nb", "Beklager så mye,\nSkaterobotten!", "Beklager så mye", ["Skaterobotten!"]),
        ("nn", "Venleg helsing\nv/ Roar Tangen", "Venleg helsing", ["v/ Roar Tangen"]),
        ("sv", "Vänliga hälsningar\n[{shop}](x)", "Vänliga hälsningar", ["[{shop}](x)"]),
        ("sv", "Best regards,\nIda", "Best regards", ["Ida"]),
        ("da", "/Anna", None, ["Anna"]),
        ("nn", "– Geir på lageret", None, ["Geir på lageret"]),
        ("da", "Anna fra Kundeservice", None, ["Anna fra Kundeservice"]),
        ("sv", "Kundtjänst", None, ["Kundtjänst"]),
        ("sv", "Teamet hos Lantboden", None, ["Teamet hos Lantboden"]),
        ("nb", "{{ sender_name }}", None, ["{{ sender_name }}"]),
        ("sv", "Handläggare Berit Skog", None, ["Handläggare Berit Skog"]),
        ("sv", "Amir Rahimi\nreklamationer", None, ["Amir Rahimi", "reklamationer"]),
    ],
)
def test_who_signs(language: str, end: str, phrase: str | None, signature: list[str]) -> None:
    whole = message(f"Hej Yrsa,\n\n{{{{ x }}}} kommer kl. 9 og er klar.\n\n{end}")
    found = sign_off(whole, language_data(language))
    assert found is not None
    assert (found.phrase and whole.text[found.phrase.start : found.phrase.end]) == phrase
    signed = [whole.text[one.span.start : one.span.end].lstrip("/– ") for one in found.signature]
    assert signed == signature


def test_the_tokens_of_a_signature() -> None:
    whole = message("Hej Yrsa,\n\nDen er klar.\n\nMvh {{ agent }}, Butik 4")
    found = sign_off(whole, language_data("da"))
    assert found is not None
    (line,) = found.signature
    assert [one.text for one in line.tokens] == ["{{ agent }}", ",", "Butik", "4"]
    assert [one.placeholder is not None for one in line.tokens] == [True, False, False, False]
    assert all(whole.text[one.span.start : one.span.end] == one.text for one in line.tokens)


@pytest.mark.parametrize(
    ("language", "end"),
    [
        ("da", "Læs mere om levering på vores side."),
        ("da", "Din hilsen er sendt til Bo."),
        ("nb", "{{ shop_name }}"),
        ("sv", "Kan du komma?"),
        ("sv", "Du når oss på 08-555 10 20"),
        ("da", "Afmeld nyhedsbrev"),
    ],
)
def test_a_last_line_that_signs_nothing(language: str, end: str) -> None:
    whole = message(f"Hej Yrsa,\n\nPakken kommer kl. 9 og er klar.\n\n{end}")
    assert sign_off(whole, language_data(language)) is None


def test_without_salutation_a_last_name_does_not_sign() -> None:
    whole = message("Vores hold sidder klar hver dag.\n\nGrethe Holm")
    assert sign_off(whole, language_data("da")) is None


def test_a_postscript_signs_nothing() -> None:
    whole = message("Hej Yrsa,\n\nDen er klar.\n\nMvh\nBo\n\nP.S. Koden er 4.")
    found = sign_off(whole, language_data("da"))
    assert found is not None
    assert [whole.text[one.start : one.end] for one in found.lines] == ["Mvh", "Bo"]


# --- quoted earlier mail ------------------------------------------------------------------------

OWN = "Hej Anna,\n\nDen er sendt i dag.\n\nMvh\nBo\n\n"


@pytest.mark.parametrize(
    "head",
    [
        "Den 3. maj 2024 kl. 10.15 skrev Anna Holm <anna@example.dk>:",
        "On 3 May 2024 Anna wrote:",
        "-----Oprindelig meddelelse-----",
        "Från: Anna\nSkickat: 3 maj 2024\nTill: Butiken\nÄmne: Var är den?",
    ],
)
def test_all_below_the_head_of_an_earlier_mail_is_quoted(head: str) -> None:
    whole = message(f"{OWN}{head}\nHvor er min pakke?\n")
    asked = whole.text.index("Hvor er")
    assert is_quoted_mail(whole, Span(asked, asked + 4))
    assert not is_quoted_mail(whole, Span(0, len(OWN.rstrip())))
    assert [name for name, _ in divided(whole.text, "da")][-1] == "quoted"


@pytest.mark.parametrize(
    "text",
    [
        "Vores kollega skrev sådan her:\nVi lukker kl. 4.",
        "Fra: kl. 10\nHer er listen.",
        "Prisen er 4 > 3.",
    ],
)
def test_a_colon_or_bracket_quotes_no_mail(text: str) -> None:
    whole = message(f"{OWN}{text}")
    assert not is_quoted_mail(whole, Span(0, len(whole.text)))


def test_marked_lines_alone_are_quoted_where_the_answer_stands_between_them() -> None:
    html = (
        "<p>Hej Anna,</p><p>&gt; Hvor er den?</p><p>Den er sendt.</p><p>&gt; Hvornår?</p>"
        "<p>I går.</p>"
    )
    names = [name for name, _ in divided(html, "da", "a.html")]
    assert names == ["salutation", "quoted", "body", "quoted", "body"]
