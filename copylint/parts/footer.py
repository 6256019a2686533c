"""What stands below a mail: company data, the way to unsubscribe, copyright."""

from __future__ import annotations

import re
from typing import Final

from copylint.lexicon.language_data import LanguageData, language_data
from copylint.model import Message, Span
from copylint.parts.lines import anywhere

_WORDS: Final = 30
_SIGNS = re.compile(r"[©®]|\(c\)\s*\d{4}|\bcopyright\b", re.IGNORECASE)


def is_footer(message: Message, line: Span, data: LanguageData) -> bool:
    """Whether the words of a line at the end of a message say that it is below the mail."""
    text = message.text[line.start : line.end]
    if len(text.split()) > _WORDS:
        return False
    phrases = (*data.footers, *language_data("en").footers)  # "Powered by" stands below any mail
    return _SIGNS.search(text) is not None or anywhere(phrases).search(text) is not None
