"""How a message closes, and who signs it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from copylint.lexicon.language_data import LanguageData, language_data
from copylint.model import UI_LANGUAGES, Message, Span, SpanIndex
from copylint.parts.footer import is_footer
from copylint.parts.keys import key_part
from copylint.parts.lines import (
    STOP,
    Token,
    anywhere,
    body_lines,
    given_names,
    leading,
    lines,
    tokens,
)
from copylint.parts.quoted import quoted_mail
from copylint.parts.salutation import salutation
from copylint.roles import split_words


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """A line that signs, or what stands behind the closing phrase on its line.

    Attributes:
        span: without white space around it.
        tokens: its words, signs and placeholders, in order.
    """

    span: Span
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class SignOff:
    """How a message closes: ``Med venlig hilsen`` and the lines below it.

    Attributes:
        span: from the closing phrase to the end of the last line of the signature.
        phrase: the closing phrase alone; None where a signature stands without one ("/Anna").
        lines: the line of the closing phrase from the phrase on, then the lines that sign.
        signature: what signs, line by line; empty where nobody does.
    """

    span: Span
    phrase: Span | None
    lines: tuple[Span, ...]
    signature: tuple[SignatureLine, ...]


# A signature is short lines: name, title, company, telephone.
_SIGNATURE_LINES: Final = 5
_SIGNATURE_WORDS: Final = 8
_TITLE_WORDS: Final = 3
_SENTENCE_WORDS: Final = 6
_CLOSING_LEAD: Final = 4
# Without a closing phrase a signature is the end of the message and is shorter still.
_BARE_LINES: Final = 3
_BARE_WORDS: Final = 6
_WISH_WORDS: Final = 3
_AFTER_CLOSING: Final = frozenset(
    ("fra", "från", "frå", "alle", "alla", "os", "oss", "til", "till", "from")
)
# A telephone number, an address of mail or web.
_CONTACT = re.compile(r"\d(?:[ -]?\d){5}|\S@\S|\bwww\.|://")
_POSTSCRIPT = re.compile(r"P\.?\s?S\b")
_DASHES: Final = frozenset("/–—-")
_SENTENCE_ENDS: Final = '.!?…:)}»”"'


def sign_off(message: Message, data: LanguageData) -> SignOff | None:
    """The sign-off that closes ``message``, by the words of ``data``; None if it has none."""
    found = _own_lines(message)
    opening = salutation(message, data)
    first = 0 if opening is None else opening.span.end
    for at in range(len(found) - 1, -1, -1):
        phrase = _closing_in(message, found[at], _closings(), last=at == len(found) - 1)
        if phrase is not None and phrase.start >= first:
            return _closed(message, data, phrase, found[at], found[at + 1 :])
    if len({segment.key for segment in message.segments}) > 1:
        return _by_key(message)  # the strings of a catalogue may stand in any order
    return _parted(message, data, found, first) or _bare(message, data, first)


def _own_lines(message: Message) -> list[Span]:
    """The lines that are not quoted earlier mail."""
    quoted = SpanIndex(quoted_mail(message))
    return [line for line in lines(message) if not quoted.overlaps(line)]


def _closed(
    message: Message, data: LanguageData, phrase: Span, line: Span, below: Sequence[Span]
) -> SignOff:
    whole = Span(phrase.start, line.end)
    behind = _trimmed(message, Span(phrase.end, line.end))
    signed: list[Span] = []
    for one in below[:_SIGNATURE_LINES]:
        first = not signed and behind.start >= behind.end
        if is_footer(message, one, data) or not _is_signed(message, one, loud=first):
            break
        signed.append(one)
    signature = ([behind] if behind.start < behind.end else []) + signed
    end = signed[-1].end if signed else whole.end
    return SignOff(
        Span(phrase.start, end), phrase, (whole, *signed), _signature(message, signature)
    )


def _signature(message: Message, spans: Sequence[Span]) -> tuple[SignatureLine, ...]:
    return tuple(SignatureLine(one, tuple(tokens(message, one))) for one in spans)


def _trimmed(message: Message, span: Span) -> Span:
    """``span`` without the punctuation and white space around what it holds."""
    start, end = span.start, span.end
    while start < end and message.text[start] in " \t,.!:;–—-*_":
        start += 1
    while end > start and message.text[end - 1] in " \t,*_":
        end -= 1
    return Span(start, end)


# --- with a closing phrase ----------------------------------------------------------------------


@cache
def _closings() -> tuple[str, ...]:
    """The closing phrases of all languages: English ones, and a neighbour's, stand below many."""
    return tuple({one for code in UI_LANGUAGES for one in language_data(code).closings})


def _closing_in(
    message: Message, line: Span, closings: tuple[str, ...], *, last: bool
) -> Span | None:
    """The closing phrase that opens ``line`` or, in the last line, its last sentence."""
    text = message.text[line.start : line.end]
    starts = [0]
    if last:
        starts += [match.end() for match in re.finditer(r"[.!?…]\s+", text)]
    for start in starts:
        phrase = leading(text[start:], closings)
        if phrase is None:
            continue
        end = line.start + start + len(phrase)
        if _signs(message, Span(end, line.end)):
            return Span(line.start + start, end)
    for start in starts:
        greeting = _greetings().match(text, start)
        if greeting is None:
            continue
        end = line.start + greeting.end()
        if _is_followed_by_name(message, Span(end, line.end)):
            return Span(line.start + start, end)
    return None


@cache
def _greetings() -> re.Pattern[str]:
    """Closing phrases that a writer made up, told by their noun: "Svømmehilsner"."""
    nouns = {one.lower() for code in UI_LANGUAGES for one in language_data(code).closing_nouns}
    joined = "|".join(sorted(map(re.escape, nouns), key=len, reverse=True))
    return re.compile(rf"(?:[^\W\d_]+ ){{0,3}}[^\W\d_]*-?(?:{joined})(?!\w)", re.IGNORECASE)


def _is_followed_by_name(message: Message, rest: Span) -> bool:
    """Whether nothing stands behind a closing phrase, or who sends it."""
    found = [one for one in tokens(message, rest) if one.text not in STOP]
    if not found:
        return True
    first = found[0]
    return len(found) <= _SIGNATURE_WORDS and (first.named or first.text.lower() in _AFTER_CLOSING)


def _signs(message: Message, rest: Span) -> bool:
    """Whether what follows a closing phrase on its line can be names rather than a sentence."""
    found = [one for one in tokens(message, rest) if one.text not in STOP]
    if not found:
        return True
    if len(found) > _SIGNATURE_WORDS:
        return False
    first = found[0]
    if first.named or first.text.lower() in _AFTER_CLOSING:
        return True
    return len(found) <= _CLOSING_LEAD and message.text[rest.end - 1] != "."


def _is_signed(message: Message, line: Span, *, loud: bool = False) -> bool:
    """Whether a line below a closing phrase looks signed: a name, a title, a number.

    ``loud`` lets it end in an exclamation mark, as the line right below a phrase may.
    """
    found = [one for one in tokens(message, line) if _is_word(one)]
    last = message.text[line.end - 1]
    if not found or len(found) > _SIGNATURE_WORDS or last == "?":
        return False
    if _POSTSCRIPT.match(message.text, line.start):
        return False
    if last == "!" and not (loud and len(found) <= _CLOSING_LEAD):
        return False
    if last == "." and len(found) >= _SENTENCE_WORDS:
        return False
    if any(one.named for one in found[:2]) or len(found) <= _TITLE_WORDS:
        return True
    contact = _CONTACT.search(message.text, line.start, line.end)
    return found[0].text[0].isdigit() or contact is not None


def _is_word(token: Token) -> bool:
    return token.placeholder is not None or token.text[0].isalnum()


# --- without one --------------------------------------------------------------------------------


def _by_key(message: Message) -> SignOff | None:
    """The strings of a catalogue whose key says that they sign the mail."""
    signed: list[Span] = []
    for segment, bound in zip(message.segments, message.bounds, strict=True):
        if key_part(segment.key) == "sign-off":
            signed.extend(line for line in lines(message) if bound.covers(line))
    if not signed:
        return None
    span = Span(signed[0].start, signed[-1].end)
    return SignOff(span, None, tuple(signed), _signature(message, signed))


def _parted(
    message: Message, data: LanguageData, found: Sequence[Span], first: int
) -> SignOff | None:
    """A phrase that no list holds, told by the comma that parts it from the last line's name.

    "Tack och hej,", "Beklager,"; or a short wish on a line of its own ("God weekend").
    """
    own = [line for line in found if line.end > first]
    while own and is_footer(message, own[-1], data):
        own.pop()
    for count in range(min(_BARE_LINES, len(own) - 1), 0, -1):
        line, below = own[-count - 1], own[-count:]
        if line.start < first or not _names_somebody(message, below[0]):
            continue
        if _is_phrase(message, line, data):
            end = line.end - (message.text[line.end - 1] in ",!.")
            closed = _closed(message, data, Span(line.start, end), line, below)
            if closed.lines[-1] == own[-1]:
                return closed
    return None


def _is_phrase(message: Message, line: Span, data: LanguageData) -> bool:
    """Whether a line is a few words of the language: ending in a comma, or a wish."""
    words = [one for one in tokens(message, line) if one.text not in STOP]
    if not all(one.placeholder is None and one.text.isalpha() for one in words):
        return False
    if message.text[line.end - 1] == ",":
        spoken = any(one.text.lower() in data.evidence.words for one in words)
        return spoken and len(words) <= _BARE_WORDS
    wish = anywhere(data.friendly_closings).match(message.text, line.start, line.end)
    return wish is not None and len(words) <= _WISH_WORDS


def _names_somebody(message: Message, line: Span) -> bool:
    found = [one for one in tokens(message, line) if _is_word(one)]
    return bool(found) and found[0].named and len(found) <= _CLOSING_LEAD


def _bare(message: Message, data: LanguageData, first: int) -> SignOff | None:
    """A signature without closing phrase: the last lines of the mail, none of them a sentence."""
    quoted = SpanIndex(quoted_mail(message))
    found = [line for line in body_lines(message) if line.end > first and not quoted.overlaps(line)]
    while found and is_footer(message, found[-1], data):
        found.pop()
    for count in range(min(_BARE_LINES, len(found) - 1), 0, -1):
        above, signed = found[-count - 1], found[-count:]
        if signed[0].start < first:
            continue
        if message.text[above.end - 1] not in _SENTENCE_ENDS:
            continue
        # Only a letter that somebody is greeted in ends in just anybody's name.
        begun = _signs_alone(message, signed[0], data) or (
            first > 0
            and _names(message, signed[0], data)
            and (count == 1 or _is_full_name(message, signed[0]))
        )
        if begun and all(_is_signed(message, one) for one in signed[1:]):
            span = Span(signed[0].start, signed[-1].end)
            return SignOff(span, None, tuple(signed), _signature(message, signed))
    return None


def _names(message: Message, line: Span, data: LanguageData) -> bool:
    """Whether a short line names a person or firm: "Handläggare Berit Skog", "Iris, Skiftplan"."""
    words = [one for one in tokens(message, line) if _is_word(one)]
    written = [one for one in words if one.placeholder is None]
    if not written or len(words) > _BARE_WORDS or not words[0].named:
        return False
    if not _is_prose(message, line) or _ends_sentence(message, line, written[-1]):
        return False
    if any(one.text.lower() in given_names() for one in written if one.named):
        return True
    numbers = any(char.isdigit() for one in written for char in one.text)
    return not numbers and written[0].text.lower() not in data.evidence.words


def _ends_sentence(message: Message, line: Span, last: Token) -> bool:
    """Whether a line ends as a sentence does, and not with an initial ("Knud S.")."""
    return message.text[line.end - 1] in _SENTENCE_ENDS and len(last.text.rstrip(".")) > 1


def _is_full_name(message: Message, line: Span) -> bool:
    """Whether a line holds a first name, or several words that all begin as names do."""
    words = [one for one in tokens(message, line) if _is_word(one)]
    if any(one.named and one.text.lower() in given_names() for one in words):
        return True
    return len(words) > 1 and all(one.named for one in words)


def _is_prose(message: Message, line: Span) -> bool:
    """Whether a line stands in plain text, not in a heading, a list or a link."""
    for segment, bound in zip(message.segments, message.bounds, strict=True):
        if bound.covers(line):
            return segment.role == "text"
    return False


def _signs_alone(message: Message, line: Span, data: LanguageData) -> bool:
    """Whether a line is certain to sign: "/Anna", "Anna på Kundservice", ``{{ sender_name }}``."""
    words = tokens(message, line)
    dashed = _is_dashed(message, line)
    while words and words[0].text in _DASHES:
        dashed = True
        words = words[1:]
    if not words or len(words) > _BARE_WORDS or words[-1].text in STOP:
        return False
    if dashed:
        return _are_names(words, data)
    return _is_sender_variable(words, data) or _is_team(words, data)


def _is_dashed(message: Message, line: Span) -> bool:
    """Whether a dash or slash stands before ``line``, which begins behind such marks."""
    return message.text[max(line.start - 2, 0) : line.start].strip() in _DASHES - {""}


def _are_names(words: Sequence[Token], data: LanguageData) -> bool:
    """Whether the words are names, teams and what links them: "Kim på lageret"."""
    links = {one.lower() for one in data.sender_links}
    plain = links | {one.lower() for one in data.senders}
    linked = [False, *(one.text.lower() in links for one in words)]
    return words[0].named and all(
        one.text.lower() in plain or _is_name(one, data) or (after_link and one.text.isalpha())
        for after_link, one in zip(linked, words, strict=False)
    )


def _is_name(word: Token, data: LanguageData) -> bool:
    if word.placeholder is not None:
        return word.placeholder.role in ("name", "company")
    return word.text[:1].isupper() and word.text.lower() not in data.evidence.words


def _is_team(words: Sequence[Token], data: LanguageData) -> bool:
    """Whether the words are a team, or names and their team: "Anna på Kundservice"."""
    teams = {one.lower() for one in data.senders}
    links = {one.lower() for one in data.sender_links}
    lower = [one.text.lower() for one in words]
    if not words[0].named or not any(one in teams for one in lower):
        return False
    return all(
        text in teams or text in links or _is_name(word, data)
        for text, word in zip(lower, words, strict=True)
    )


def _is_sender_variable(words: Sequence[Token], data: LanguageData) -> bool:
    """Whether a placeholder stands alone that holds who writes: ``{{ sender_name }}``."""
    if any(one.placeholder is None for one in words if _is_word(one)):
        return False
    return any(
        part in data.sender_variables
        for one in words
        if one.placeholder is not None
        for part in split_words(one.placeholder.identifier)
    )
