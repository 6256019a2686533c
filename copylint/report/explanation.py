"""A finding in words, for outputs that have one field for all of them."""

from __future__ import annotations

from copylint.model import Finding


def help_text(one: Finding) -> str:
    """The reason and the advice, as far as there are any, in one text."""
    return " ".join(filter(None, (one.why, one.advice)))


def explained(one: Finding) -> str:
    """What is wrong, the reason and the advice, in one text."""
    return " ".join(filter(None, (one.message, one.why, one.advice)))
