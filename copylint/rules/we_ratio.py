"""The we-ratio of a message: how often it says we against how often it says you.

A part of company-centric, at info: a message may need to tell what the sender did.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from copylint.model import Severity, Span
from copylint.rules.context import Context
from copylint.rules.hit import Hit

MIN_WORDS: Final = 25
"""Shorter messages have no ratio to speak of (domain notes, rule company-centric)."""

MIN_WE: Final = 4
MOST_WE_PER_YOU: Final = 3.0
"""From here on the message is about the sender; a judgement, tuned on real mails."""

_WORD = re.compile(r"[^\W\d_]+")


def run(context: Context) -> Iterator[Hit]:
    """At most one hit, on the first "we" of the message."""
    message = context.message
    if message.kind == "string":
        return
    pronouns = context.data.pronouns
    reader = {word.lower() for word in (*pronouns.familiar, *pronouns.formal, *pronouns.plural)}
    # Danish "I" (you, plural) is a preposition in small letters, and not told from it here.
    reader.discard("i")
    words = [(one.group().lower(), one.start(), one.end()) for one in _WORD.finditer(message.text)]
    we = [one for one in words if one[0] in pronouns.sender]
    you = sum(one[0] in reader for one in words)
    if len(words) < MIN_WORDS or len(we) < MIN_WE or len(we) < MOST_WE_PER_YOU * max(you, 1):
        return
    yield Hit("company-centric", "we-ratio", "we-ratio", Span(we[0][1], we[0][2]), Severity.INFO)
