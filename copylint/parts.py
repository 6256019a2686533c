"""The parts of a message that have a form of their own: salutation and sign-off.

The words come from ``lexicons/<language>/language.toml``; all spans are in offsets of
``Message.text``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from typing import Final

from copylint.lexicon.language_data import LanguageData
from copylint.model import Message, Placeholder, Span


@dataclass(frozen=True, slots=True)
class Salutation:
    """How a message opens: ``Kære kunde,``.

    Attributes:
        span: the whole of it, with its closing punctuation.
        greeting: the greeting word or opening phrase; empty where a name alone stands.
        addressee: whom it names ("kunde", ``{{ name }}``), None for a bare greeting.
    """

    span: Span
    greeting: Span
    addressee: Span | None


@dataclass(frozen=True, slots=True)
class SignOff:
    """How a message closes: ``Med venlig hilsen`` and the lines below it.

    Attributes:
        span: from the closing phrase to the end of the last line of the signature.
        lines: the closing phrase's line from the phrase on, then the lines that sign.
    """

    span: Span
    lines: tuple[Span, ...]


_NOT_BODY: Final = frozenset(
    ("title", "subject", "preheader", "alt", "label", "placeholder", "button")
)
# A salutation stands among the first lines; after body text it must fill its line alone.
_OPENING_LINES: Final = 8
_BODY_LINE_WORDS: Final = 12
_OPENER_WORDS: Final = 8
_TO_WORDS: Final = 5
_NOUN_WORDS: Final = 3
_NAME_WORDS: Final = 3
# A signature is short lines: name, title, company, telephone.
_SIGNATURE_LINES: Final = 5
_SIGNATURE_WORDS: Final = 8
_TITLE_WORDS: Final = 3
_AFTER_CLOSING: Final = frozenset(
    ("fra", "från", "frå", "alle", "alla", "os", "oss", "til", "till", "from")
)
_CLOSING_LEAD: Final = 4

_LINE = re.compile(r"[^\n\r\u2028]+")
# A token of a salutation line: a placeholder is cut out beforehand and stands as itself.
_TOKEN = re.compile(r"[^\W_]+(?:[.'’\-][^\W_]+)*\.?|\S")
_STOP: Final = frozenset(",!.:;–—?")
_JOINERS: Final = frozenset(("og", "och", "&", "/", "eller", "and", "(", ")", '"', "*", "_", "'"))
_AGAIN: Final = frozenset(("igen", "igjen", "again"))
_AND: Final = frozenset(("og", "och", "and"))
_EDGE: Final = " \t*_#>\"'“”«»‹›-•\u200b"
_TABLE = re.compile(r"\t|\s\|\s|\S {3,}\S")


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    span: Span
    placeholder: Placeholder | None = None

    @property
    def named(self) -> bool:
        """Whether it could name a person or company: a placeholder or a capitalised word."""
        return self.placeholder is not None or self.text[:1].isupper()


def salutation(message: Message, data: LanguageData) -> Salutation | None:
    """The salutation that opens ``message``, by the words of ``data``; None if it has none."""
    seen_body = False
    for count, line in enumerate(_body_lines(message)):
        if count >= _OPENING_LINES:
            return None
        found = _salutation_in(message, line, data)
        if found is not None and (not seen_body or _fills(message, line, found)):
            return found
        words = len(message.text[line.start : line.end].split())
        seen_body = seen_body or words >= _BODY_LINE_WORDS
    return None


def sign_off(message: Message, data: LanguageData) -> SignOff | None:
    """The sign-off that closes ``message``, by the words of ``data``; None if it has none."""
    lines = [line for line in _lines(message) if message.text[line.start : line.end].strip()]
    opening = salutation(message, data)
    for at in range(len(lines) - 1, -1, -1):
        closing = _closing_in(message, lines[at], data, last=at == len(lines) - 1)
        if closing is None or (opening is not None and closing.start < opening.span.end):
            continue
        signed = _signature(message, lines[at + 1 :])
        whole = (closing, *signed)
        return SignOff(Span(closing.start, whole[-1].end), whole)
    return None


# --- lines --------------------------------------------------------------------------------------


def _lines(message: Message) -> Iterator[Span]:
    """The lines of all segments, without surrounding white space and emphasis marks."""
    for bound in message.bounds:
        yield from _lines_of(message.text, bound)


def _body_lines(message: Message) -> Iterator[Span]:
    for segment, bound in zip(message.segments, message.bounds, strict=True):
        if segment.role not in _NOT_BODY:
            yield from _lines_of(message.text, bound)


def _lines_of(text: str, bound: Span) -> Iterator[Span]:
    for match in _LINE.finditer(text, bound.start, bound.end):
        raw = match.group()
        stripped = raw.lstrip(_EDGE)
        if stripped.strip(_EDGE):
            start = match.end() - len(stripped)
            yield Span(start, match.start() + len(raw.rstrip()))


def _tokens(message: Message, line: Span) -> list[_Token]:
    tokens: list[_Token] = []
    at = line.start
    inside = [one for one in message.placeholders if line.covers(one.span)]
    for one in inside:
        tokens.extend(_words(message.text, at, one.span.start))
        tokens.append(_Token(message.text[one.span.start : one.span.end], one.span, one))
        at = one.span.end
    tokens.extend(_words(message.text, at, line.end))
    return tokens


def _words(text: str, start: int, end: int) -> Iterator[_Token]:
    for match in _TOKEN.finditer(text, start, end):
        word, span = match.group(), Span(match.start(), match.end())
        if len(word) > 3 and word.endswith("."):
            # "Farida." ends a salutation; "hr." does not.
            yield _Token(word[:-1], Span(span.start, span.end - 1))
            yield _Token(".", Span(span.end - 1, span.end))
        else:
            yield _Token(word, span)


# --- salutation ---------------------------------------------------------------------------------


def _salutation_in(message: Message, line: Span, data: LanguageData) -> Salutation | None:
    text = message.text[line.start : line.end]
    if _TABLE.search(text):
        return None
    return (
        _greeting_in(message, line, data)
        or _opener_in(message, line, data)
        or _name_first(message, line, data)
    )


def _greeting_in(message: Message, line: Span, data: LanguageData) -> Salutation | None:
    text = message.text[line.start : line.end]
    word = _leading(text, data.greetings) or _leading(text, data.needs_addressee)
    if word is None:
        return None
    needs_addressee = _leading(word, data.needs_addressee) is not None
    greeting = Span(line.start, line.start + len(word))
    rest = [one for one in _tokens(message, line) if one.span.start >= greeting.end]
    if not rest:
        return None if needs_addressee else Salutation(greeting, greeting, None)
    addressee, after = _addressee(rest, data)
    if addressee is None and needs_addressee:
        addressee, after = _common_noun(rest, data)
    stop = rest[after] if after < len(rest) else None
    ended = stop is None or not stop.text[0].isalnum()
    if addressee is not None:
        named = any(one.placeholder for one in rest[:after])
        if not (ended or named or rest[-1].text == ","):
            return None
        end = stop.span.end if stop is not None and stop.text in _STOP else addressee.end
        return Salutation(Span(line.start, end), greeting, addressee)
    late = _late_name(rest)
    if late is not None:
        return Salutation(Span(line.start, late.end), greeting, late)
    if needs_addressee or not _bare(rest, after, stop):
        return None
    ended = stop is not None and stop.text in _STOP
    end = stop.span.end if stop and ended else rest[after - 1].span.end if after else greeting.end
    return Salutation(Span(line.start, end), greeting, None)


def _common_noun(rest: list[_Token], data: LanguageData) -> tuple[Span | None, int]:
    """ "vinelsker" in "Kære vinelsker,": one to three small words that fill the line."""
    words = [one for one in rest if one.text not in _STOP]
    fills = words == rest or (words == rest[:-1] and rest[-1].text in (",", "!", "."))
    known = data.evidence.words
    plain = all(
        one.placeholder is None and one.text.islower() and one.text not in known for one in words
    )
    if not (fills and plain and 1 <= len(words) <= _NOUN_WORDS):
        return None, 0
    return Span(words[0].span.start, words[-1].span.end), len(words)


def _late_name(rest: list[_Token]) -> Span | None:
    """The name placeholder in "Velkommen om bord, {{ fornavn }}!", or None."""
    for at, one in enumerate(rest[:_OPENER_WORDS]):
        if one.placeholder is not None and one.placeholder.role == "name":
            closes = at + 1 == len(rest) or rest[at + 1].text in _STOP
            return one.span if closes else None
        if one.text in ".:?":
            return None
    return None


def _bare(rest: list[_Token], after: int, stop: _Token | None) -> bool:
    """Whether a greeting without addressee ends here: "Hei!", "Hej igen", "Hej och välkommen"."""
    if stop is None:
        return True
    if stop.text == ":":
        # A greeting that is quoted as a word.
        return len(rest) == after + 1
    symbol = not stop.text[0].isalnum() and stop.placeholder is None and stop.text not in "|=/"
    return symbol or stop.text.lower() in _AND


def _addressee(rest: list[_Token], data: LanguageData) -> tuple[Span | None, int]:
    """Whom the tokens after a greeting word name, and the index of the token after that.

    A comma may stand before it ("Hej igen, Farida"; "Hei, {{ name }}!") where the name then ends
    in punctuation or with the line.
    """
    known = data.addressee_words
    stops = {one.lower() for one in data.subjects} - known
    at, end = _names(rest, 0, known, stops)
    if at < len(rest) and rest[at].text == "," and not any(one.named for one in rest[:at]):
        after, last = _names(rest, at + 1, known, stops)
        ends = after == len(rest) or rest[after].text in _STOP
        if last is not None and ends and rest[at + 1].named:
            return Span(rest[at + 1].span.start, last), after
    if at == 1 and rest[0].text.lower() in _AGAIN:
        return None, at
    return (None, 0) if end is None else (Span(rest[0].span.start, end), at)


def _names(
    rest: list[_Token], at: int, known: frozenset[str], stops: set[str]
) -> tuple[int, int | None]:
    """Runs over the names and nouns from ``at``; the next index and where the last of them ends."""
    end: int | None = None
    while at < len(rest):
        token = rest[at]
        lower = token.text.lower()
        if lower in known or (token.named and lower not in stops):
            end = token.span.end
        elif lower not in _JOINERS and not _describes(rest, at, known):
            break
        at += 1
    return at, end


def _describes(rest: list[_Token], at: int, known: frozenset[str]) -> bool:
    """Whether a word leads on to an addressee: "værdsatte" in "Kære værdsatte kunde"."""
    following = rest[at + 1].text.lower() if at + 1 < len(rest) else ""
    return rest[at].text.isalpha() and following in known


def _opener_in(message: Message, line: Span, data: LanguageData) -> Salutation | None:
    text = message.text[line.start : line.end]
    if not text[:1].isupper():
        return None
    for opener in data.openers:
        phrase = opener.rstrip("…")
        word = _leading(text, (phrase,))
        if word is None:
            continue
        rest = text[len(word) :].strip()
        greeting = Span(line.start, line.start + len(word))
        if not rest.strip(",!:.;"):
            return Salutation(line, greeting, None)
        words = rest.split()
        most = _OPENER_WORDS if " " in phrase else _TO_WORDS
        short = len(words) <= most and not (
            rest.endswith(("?", ".")) and len(words[-1]) > _CLOSING_LEAD
        )
        if opener.endswith("…") and short:
            start = line.end - len(text[len(word) :].lstrip())
            return Salutation(
                line, greeting, Span(start, line.end - len(rest) + len(rest.rstrip(",!:;")))
            )
    return None


def _name_first(message: Message, line: Span, data: LanguageData) -> Salutation | None:
    """``{{ first_name }},`` or "Kari," or "Tor Inge!" at the start of the line."""
    names: list[_Token] = []
    known = data.evidence.words
    if _leading(message.text[line.start : line.end], (*data.needs_addressee, *data.closings)):
        return None
    for token in _tokens(message, line):
        if token.text in (",", "!") and names:
            return Salutation(
                Span(line.start, token.span.end),
                Span(line.start, line.start),
                Span(line.start, names[-1].span.end),
            )
        is_name = (
            token.placeholder.role == "name"
            if token.placeholder
            else token.text.istitle()
            and token.text.isalpha()
            and token.text.lower() not in known
            and not token.text.startswith(data.greetings)
        )
        if not is_name or len(names) == _NAME_WORDS:
            return None
        names.append(token)
    return None


def _fills(message: Message, line: Span, found: Salutation) -> bool:
    return not message.text[found.span.end : line.end].strip()


# --- sign-off -----------------------------------------------------------------------------------


def _closing_in(message: Message, line: Span, data: LanguageData, *, last: bool) -> Span | None:
    """Where a closing phrase opens ``line`` or, in the last line, its last sentence."""
    text = message.text[line.start : line.end]
    starts = [0]
    if last:
        starts += [match.end() for match in re.finditer(r"[.!?…]\s+", text)]
    for start in starts:
        phrase = _leading(text[start:], data.closings)
        if phrase is None:
            continue
        rest = Span(line.start + start + len(phrase), line.end)
        if _signs(message, rest):
            return Span(line.start + start, line.end)
    return None


def _signs(message: Message, rest: Span) -> bool:
    """Whether what follows a closing phrase on its line can be names rather than a sentence."""
    tokens = [one for one in _tokens(message, rest) if one.text not in _STOP]
    if not tokens:
        return True
    if len(tokens) > _SIGNATURE_WORDS:
        return False
    first = tokens[0]
    if first.named or first.text.lower() in _AFTER_CLOSING:
        return True
    return len(tokens) <= _CLOSING_LEAD and message.text[rest.end - 1] != "."


def _signature(message: Message, lines: list[Span]) -> tuple[Span, ...]:
    """The first of ``lines`` for as long as they look signed: names, titles, numbers."""
    return tuple(takewhile(lambda line: _is_signed(message, line), lines[:_SIGNATURE_LINES]))


def _is_signed(message: Message, line: Span) -> bool:
    tokens = [one for one in _tokens(message, line) if one.text not in _STOP]
    if not tokens or len(tokens) > _SIGNATURE_WORDS or message.text[line.end - 1] in "?!":
        return False
    return tokens[0].named or tokens[0].text[0].isdigit() or len(tokens) <= _TITLE_WORDS


# --- words --------------------------------------------------------------------------------------


def _leading(text: str, phrases: tuple[str, ...]) -> str | None:
    """The longest of ``phrases`` that opens ``text`` as whole words, as it is written there."""
    match = _alternation(phrases).match(text) if phrases else None
    return match.group() if match else None


@cache
def _alternation(phrases: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    joined = "|".join(re.escape(one).replace(r"\ ", r"\s+") for one in longest_first)
    return re.compile(rf"(?:{joined})(?!\w|['’\-]\w)", re.IGNORECASE)
