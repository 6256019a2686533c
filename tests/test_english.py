"""The rule english: what counts as English, and what is a name, a quotation or a settled loan."""

from __future__ import annotations

import pytest

from copylint.config import Settings
from copylint.engine import check_message, understand
from copylint.lexicon.frequencies import ForeignWords, Thresholds, zipf
from copylint.model import Source
from tests.support import LEXICONS, findings


def english(text: str, language: str = "da") -> list[str | None]:
    return [one.quote for one in findings(text, language, "order") if one.rule == "english"]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("Din feedback er kommet frem.", ["feedback"]),
        ("Betal i checkouten.", ["checkouten"]),
        ("Du finder dit trackingnummer her.", ["trackingnummer"]),
        ("Skriv din referral-kode her.", ["referral-kode"]),
        ("Dit gift card er på 300 kr.", ["gift card"]),
        ("Dit claim er sharet med taksatoren.", ["claim", "sharet"]),
        ("Best regards\nBo", ["Best regards"]),
        ("Din pakke er sendt. Your order has been shipped today.",
         ["Your order has been shipped today"]),
        ("Se dit\nwish\nlist her.", ["wish\nlist"]),
    ],
)  # fmt: skip
def test_finds(text: str, quotes: list[str]) -> None:
    assert english(text) == quotes


@pytest.mark.parametrize(
    "text",
    [
        "Er du gift, kan I dele kortet.",
        "Betalingen med Klarna Checkout gik ikke igennem.",
        "Log ind i appen, og se din mail online.",
        "Hør Discover Weekly på turen.",
        "Ordet “feedback” betyder tilbagemelding.",
        "Skriv til feedback@eksempel.dk, eller se www.eksempel.dk/checkout.",
        "Hej {{ customer.first_name }}, din ordre {{ order.number }} er klar.",
        "Åbn filen checkout.pdf.",
    ],
)
def test_lets_pass(text: str) -> None:
    assert english(text) == []


def test_accepts_what_the_config_accepts() -> None:
    settings = Settings(language="da", accept=frozenset({"Checkout"}), company=("Cool Feedback",))
    (message,) = understand(Source("a.txt", "Gå til checkout hos Cool Feedback."), settings)
    assert list(check_message(message, settings, LEXICONS)) == []


def test_a_bilingual_message_is_not_picked_apart() -> None:
    text = (
        "Hej Bo\n\nDin pakke er sendt i dag. Den kommer i morgen.\n\nHello Bo\n\n"
        "Your parcel was sent today. It will arrive tomorrow.\n\nVenlig hilsen\nAnne"
    )
    assert "Your parcel was sent today" not in english(text)


def test_text_that_is_marked_as_english_passes() -> None:
    html = (
        '<html lang="da"><p>Din pakke er sendt i dag og kommer i morgen.</p>'
        '<p lang="en">Your parcel was sent today.</p><p>Your parcel was sent today.</p></html>'
    )
    settings = Settings()
    (message,) = understand(Source("mail.html", html), settings)
    found = [one for one in check_message(message, settings, LEXICONS) if one.rule == "english"]
    assert [html[one.span.start : one.span.end] for one in found] == ["Your parcel was sent today"]
    assert found[0].span.start == html.rindex("Your")


FOREIGN = ForeignWords("da", Thresholds(), ("erne", "ede", "en", "et", "er", "t", "e"))


@pytest.mark.parametrize("word", ["claim", "breakdown", "adjustet", "monthly"])
def test_frequency_tells_english(word: str) -> None:
    assert FOREIGN.is_foreign(word)


@pytest.mark.parametrize(
    "word", ["regning", "huset", "service", "måler", "ok", "perioden", "it's4"]
)
def test_frequency_spares_native_words(word: str) -> None:
    assert not FOREIGN.is_foreign(word)


def test_zipf_scale_is_what_the_thresholds_mean() -> None:
    assert 6.5 < zipf("the", "en") < 8
    assert zipf("xqzjw", "da") == 0.0
