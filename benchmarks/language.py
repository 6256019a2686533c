"""How often copylint reads the language right, on the development corpus.

Run ``python benchmarks/language.py``. The corpus stands beside the checkout (``../shared/corpus``)
and is no part of the project; without it only the English set of this file is measured. Labels of
``segments.jsonl`` come from file names and are wrong here and there (bokmål in nynorsk files), so
the tables show what was confused with what, and repositories that no word list was tuned on stand
apart ("held out").
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from copylint import language  # noqa: E402
from copylint.model import (  # noqa: E402
    LANGUAGES,
    UNKNOWN,
    Message,
    Run,
    Segment,
    join_segments,
)

CORPUS = ROOT.parent / "shared" / "corpus"
HELD_OUT = frozenset(
    (
        "diaspora/diaspora",
        "navikt/fp-dokgen",
        "snipe/snipe-it",
        "OS2Valghalla/OS2valghalla-3",
        "Krisell/gkk-anmalan",
        "openfoodfoundation/openfoodnetwork",
    )
)
MESSAGE_WORDS = 8
SENTENCE_WORDS = 3

ENGLISH = (
    "Add to cart",
    "Sign up for our newsletter",
    "Your order has been shipped.",
    "Thank you for your order!",
    "Forgot your password?",
    "Please enter a valid email address.",
    "Something went wrong. Please try again later.",
    "We have received your payment.",
    "Click here to unsubscribe",
    "View your order status",
    "Track your package",
    "Back to the start page",
    "This field is required.",
    "You have no items in your basket.",
    "Your session has expired.",
    "Welcome back, we missed you!",
    "How likely are you to recommend us to a friend?",
    "Rate your experience with our support team",
    "Your call is important to us.",
    "All our agents are busy at the moment.",
    "The invoice is due on Friday.",
    "This is an automated message, please do not reply.",
    "Best regards, the customer service team",
    "Let us know how we did",
    "Your subscription will renew next month.",
    "Do you want to delete this file?",
    "Save changes before you leave?",
    "We are sorry for the inconvenience.",
    "You can change your settings at any time.",
    "Choose a delivery method",
    "Proceed to checkout",
    "No results were found.",
    "Download the app today",
    "Confirm your email to activate your account.",
    "Enter the code we sent to your phone",
    "The page you are looking for does not exist.",
    "Get ten percent off your next purchase",
    "Your refund is on its way.",
    "Read more about our privacy policy",
    "Log in to see your bookings",
    "We use cookies to improve the site.",
    "Only two left in stock",
    "Share this with your friends",
    "Your ticket has been closed.",
    "Leave a review and win a prize",
    "Pay now or later, it is up to you.",
    "Contact us if you have any questions.",
    "Your trial ends tomorrow.",
    "Update your payment details",
    "New message from the seller",
    "Our opening hours have changed.",
    "You are number three in the queue.",
    "Remember me on this device",
    "Two people are looking at this right now.",
    "The parcel could not be delivered.",
    "Upload a photo of the damage",
    "Thanks for getting in touch!",
    "Your password must be at least eight characters long.",
    "Learn how it works",
    "Free shipping on all orders",
)

_WORD = re.compile(r"[^\W\d_]{2,}")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")

Item = tuple[str, str]
"""A text and the language it is labelled with."""


def main() -> None:
    """Print every table that can be measured here."""
    english()
    if not CORPUS.is_dir():
        print(f"\nskipped: the corpus is not here ({CORPUS})")
        return
    rows = _load("segments.jsonl")
    for title, held in (("tuned on", False), ("held out", True)):
        chosen = [row for row in rows if (row["repo"] in HELD_OUT) is held]
        texts = [(str(row["text"]), str(row["lang"])) for row in chosen]
        messages = [one for one in texts if _long(one[0], MESSAGE_WORDS)]
        table(f"messages of {MESSAGE_WORDS}+ words, {title}", messages, _of_message)
        parts = ((part, label) for text, label in texts for part in _SENTENCE_END.split(text))
        sentences = [one for one in parts if _long(one[0], SENTENCE_WORDS)]
        table(f"sentences of {SENTENCE_WORDS}+ words, {title}", sentences, _of_sentence)


def english() -> None:
    """How many of the English sentences are told from the Nordic languages."""
    found = Counter(language.sentence_language(text) for text in ENGLISH)
    missed = [text for text in ENGLISH if language.sentence_language(text) != "en"]
    print(f"English sentences: {found['en']} of {len(ENGLISH)} right, {dict(found)}")
    for text in missed:
        print(f"  missed: {text} -> {language.sentence_language(text)}")


def table(title: str, items: list[Item], read: Callable[[str], str]) -> None:
    """Print what was read for each label, and the shares that matter."""
    started = time.perf_counter()
    readings = [(text, label, read(text)) for text, label in items]
    spent = time.perf_counter() - started
    counts = Counter((label, value) for _, label, value in readings)
    right = sum(count for (label, value), count in counts.items() if label == value)
    open_, fitting = _left_open(readings)
    print(f"\n{title}: {len(items)}, {spent / max(len(items), 1) * 1000:.3f} ms each")
    print(f"  right {right / len(items):.1%}, unknown {open_ / len(items):.1%}", end=" ")
    print(f"(of these {fitting} with the label among what the words leave open)", end=", ")
    print(f"right where certain {right / max(len(items) - open_, 1):.1%}")
    columns = (*LANGUAGES, "en", language.OTHER, UNKNOWN)
    print("  " + "".join(f"{name:>9}" for name in ("label", *columns)))
    for label in LANGUAGES:
        print("  " + f"{label:>9}" + "".join(f"{counts[label, one]:>9}" for one in columns))


def _left_open(readings: Iterable[tuple[str, str, str]]) -> tuple[int, int]:
    unknown = [(text, label) for text, label, value in readings if value == UNKNOWN]
    fitting = sum(label in language.sentence_candidates(text) for text, label in unknown)
    return len(unknown), fitting


def _of_message(text: str) -> str:
    return language.decide(_message(text)).value


def _of_sentence(text: str) -> str:
    return language.sentence_language(text)


def _message(text: str) -> Message:
    segment = Segment(text, (Run(0, len(text), 0, len(text)),))
    return join_segments((segment,), "whole")


def _long(text: str, words: int) -> bool:
    return len(_WORD.findall(language.without_markup(text))) >= words


def _load(name: str) -> list[dict[str, object]]:
    lines = (CORPUS / name).read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


if __name__ == "__main__":
    main()
