"""The parts of a message: subject, salutation, body, sign-off and the rest.

The words come from ``lexicons/<language>/language.toml`` and, for the keys of catalogues,
``lexicons/mail-keys.toml``; all spans are in offsets of ``Message.text``.
"""

from __future__ import annotations

from copylint.parts.division import body_end, parts
from copylint.parts.keys import MailKey, key_part, mail_key, names_mail, stands_beside
from copylint.parts.lines import Token, tokens
from copylint.parts.quoted import is_quoted_mail, quoted_mail
from copylint.parts.salutation import Salutation, salutation
from copylint.parts.signoff import SignatureLine, SignOff, sign_off

__all__ = [
    "MailKey",
    "Salutation",
    "SignOff",
    "SignatureLine",
    "Token",
    "body_end",
    "is_quoted_mail",
    "key_part",
    "mail_key",
    "names_mail",
    "parts",
    "quoted_mail",
    "salutation",
    "sign_off",
    "stands_beside",
    "tokens",
]
