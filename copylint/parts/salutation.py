"""How a message opens."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from copylint.lexicon.language_data import LanguageData
from copylint.model import Message, Span
from copylint.parts.lines import STOP, Token, body_lines, given_names, leading, tokens

# A salutation stands among the first lines; after body text it must fill its line alone.
_OPENING_LINES: Final = 8
_BODY_LINE_WORDS: Final = 12
_OPENER_WORDS: Final = 8
_TO_WORDS: Final = 5
_NOUN_WORDS: Final = 3
_NAME_WORDS: Final = 3
_GROUP_WORDS: Final = 4
# A long last word before a full stop or question mark ends a sentence, not an abbreviation.
_ABBREVIATION: Final = 4

_JOINERS: Final = frozenset(("og", "och", "&", "/", "eller", "and", "(", ")", '"', "*", "_", "'"))
_AGAIN: Final = frozenset(("igen", "igjen", "again"))
_AND: Final = frozenset(("og", "och", "and"))
_TABLE = re.compile(r"\t|\s\|\s|\S {3,}\S")


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


def salutation(message: Message, data: LanguageData) -> Salutation | None:
    """The salutation that opens ``message``, by the words of ``data``; None if it has none."""
    seen_body = False
    for count, line in enumerate(body_lines(message)):
        if count >= _OPENING_LINES:
            return None
        found = _salutation_in(message, line, data)
        if found is not None and (not seen_body or _fills(message, line, found)):
            return found
        words = len(message.text[line.start : line.end].split())
        seen_body = seen_body or words >= _BODY_LINE_WORDS
    return None


def _salutation_in(message: Message, line: Span, data: LanguageData) -> Salutation | None:
    if _TABLE.search(_without_placeholders(message, line)):
        return None
    return (
        _greeting_in(message, line, data)
        or _opener_in(message, line, data)
        or _name_first(message, line, data)
    )


def _without_placeholders(message: Message, line: Span) -> str:
    """The text of ``line``, its placeholders blotted out: a filter's bar rules no table."""
    text = message.text[line.start : line.end]
    for one in message.placeholders:
        if line.covers(one.span):
            start, end = one.span.start - line.start, one.span.end - line.start
            text = text[:start] + "x" * (end - start) + text[end:]
    return text


def _greeting_in(message: Message, line: Span, data: LanguageData) -> Salutation | None:
    text = message.text[line.start : line.end]
    word = leading(text, data.greetings) or leading(text, data.needs_addressee)
    if word is None:
        return None
    needs_addressee = leading(word, data.needs_addressee) is not None
    greeting = Span(line.start, line.start + len(word))
    rest = [one for one in tokens(message, line) if one.span.start >= greeting.end]
    if not rest:
        return None if needs_addressee else Salutation(greeting, greeting, None)
    addressee, after = _addressee(rest, data)
    if addressee is not None:
        addressee, after = _whole_group(rest, addressee, after, data)
    else:
        addressee, after = _titled(rest, after, data)
    if addressee is None and needs_addressee:
        addressee, after = _common_noun(rest, data)
    stop = rest[after] if after < len(rest) else None
    ended = stop is None or not stop.text[0].isalnum()
    if addressee is not None:
        named = any(one.placeholder for one in rest[:after])
        if not (ended or named or rest[-1].text == ","):
            return None
        end = stop.span.end if stop is not None and stop.text in STOP else addressee.end
        return Salutation(Span(line.start, end), greeting, addressee)
    late = _late_name(rest, data)
    if late is not None:
        return Salutation(Span(line.start, late.end), greeting, late)
    if needs_addressee or not _bare(rest, after, stop):
        return None
    ended = stop is not None and stop.text in STOP
    end = stop.span.end if stop and ended else rest[after - 1].span.end if after else greeting.end
    return Salutation(Span(line.start, end), greeting, None)


def _whole_group(
    rest: list[Token], addressee: Span, after: int, data: LanguageData
) -> tuple[Span, int]:
    """ "alle i koret" for "alle" in "Hei alle i koret", where that is the whole line."""
    if not 0 < after < len(rest):
        return addressee, after
    end = len(rest) - (rest[-1].text in (",", "!", ":"))
    added = rest[after:end]
    links = {one.lower() for one in data.sender_links}
    known = rest[after - 1].text.lower() in data.addressee_words
    numbered = any(one.text.isdigit() for one in added)
    linked = bool({one.text.lower() for one in rest[after - 1 : after + 1]} & links)
    plain = all(one.text not in STOP for one in added)
    if known and plain and 0 < len(added) <= _GROUP_WORDS and (linked or numbered):
        return Span(addressee.start, added[-1].span.end), end
    return addressee, after


def _titled(rest: list[Token], after: int, data: LanguageData) -> tuple[Span | None, int]:
    """ "doktor Wallin" in "Hej doktor Wallin,": a noun that no list holds before a name."""
    if len(rest) < 2 or (len(rest) > 2 and rest[2].text not in STOP):
        return None, after
    title, name = rest[:2]
    plain = title.text.isalpha() and title.text.islower()
    if plain and title.text not in data.evidence.words and name.named:
        return Span(title.span.start, name.span.end), 2
    return None, after


def _common_noun(rest: list[Token], data: LanguageData) -> tuple[Span | None, int]:
    """ "vinelsker" in "Kære vinelsker,": one to three small words that fill the line."""
    words = [one for one in rest if one.text not in STOP]
    fills = words == rest or (words == rest[:-1] and rest[-1].text in (",", "!", "."))
    known = data.evidence.words
    plain = all(
        one.placeholder is None and one.text.islower() and one.text not in known for one in words
    )
    if not (fills and plain and 1 <= len(words) <= _NOUN_WORDS):
        return None, 0
    return Span(words[0].span.start, words[-1].span.end), len(words)


def _late_name(rest: list[Token], data: LanguageData) -> Span | None:
    """The name in "Velkommen om bord, {{ fornavn }}!" or "Hei og velkommen, Dorte", or None."""
    for at, one in enumerate(rest[:_OPENER_WORDS]):
        if one.placeholder is not None and one.placeholder.role == "name":
            closes = at + 1 == len(rest) or rest[at + 1].text in STOP
            return one.span if closes else None
        if one.text == "," and at + 1 < len(rest):
            return _called(rest[at + 1 :], data)
        if one.text in ".:?":
            return None
    return None


def _called(behind: list[Token], data: LanguageData) -> Span | None:
    """Whom a greeting calls behind its comma, to the end of the line: "fru Hamre", "alle dere i
    laget"; None where a sentence goes on."""
    words = [one for one in behind if one.text not in STOP]
    last = len(words) == len(behind) or (words and behind[-1].text in STOP)
    if not words or len(words) > _OPENER_WORDS or not last or words != behind[: len(words)]:
        return None
    names = sum(one.named for one in words)
    known = words[0].text.lower() in data.addressee_words and behind[-1].text != "."
    if words[0].placeholder is not None and words[0].placeholder.role != "name":
        return None
    titled = len(words) <= _NAME_WORDS and names and names >= len(words) - 1
    return Span(words[0].span.start, words[-1].span.end) if known or titled else None


def _bare(rest: list[Token], after: int, stop: Token | None) -> bool:
    """Whether a greeting without addressee ends here: "Hei!", "Hej igen", "Hej och välkommen"."""
    if stop is None:
        return True
    if stop.text == ":":
        # A greeting that is quoted as a word.
        return len(rest) == after + 1
    symbol = not stop.text[0].isalnum() and stop.placeholder is None and stop.text not in "|=/"
    return symbol or stop.text.lower() in _AND


def _addressee(rest: list[Token], data: LanguageData) -> tuple[Span | None, int]:
    """Whom the tokens after a greeting word name, and the index of the token after that.

    A comma may stand before it ("Hej igen, Farida"; "Hei, {{ name }}!") where the name then ends
    in punctuation or with the line.
    """
    known = data.addressee_words
    stops = {one.lower() for one in data.subjects} - known
    at, end = _names(rest, 0, known, stops)
    if at < len(rest) and rest[at].text == "," and not any(one.named for one in rest[:at]):
        after, last = _names(rest, at + 1, known, stops)
        ends = after == len(rest) or rest[after].text in STOP
        if last is not None and ends and rest[at + 1].named:
            return Span(rest[at + 1].span.start, last), after
    if at == 1 and rest[0].text.lower() in _AGAIN:
        return None, at
    return (None, 0) if end is None else (Span(rest[0].span.start, end), at)


def _names(
    rest: list[Token], at: int, known: frozenset[str], stops: set[str]
) -> tuple[int, int | None]:
    """Runs over the names and nouns from ``at``; the next index and where the last of them ends."""
    end: int | None = None
    while at < len(rest):
        token = rest[at]
        lower = token.text.lower()
        if lower in known or (token.named and lower not in stops):
            end = token.span.end
        elif not _leads_on(rest, at, known, first=end is None):
            break
        at += 1
    return at, end


def _leads_on(rest: list[Token], at: int, known: frozenset[str], *, first: bool) -> bool:
    """Whether a name may follow the token at ``at``: "og", a bracket, an adjective."""
    if rest[at].text == "(" and not first:
        # A name behind the bracket, not a note such as a customer number.
        following = rest[at + 1] if at + 1 < len(rest) else None
        return following is not None and (following.named or following.text.lower() in known)
    return rest[at].text.lower() in _JOINERS or _describes(rest, at, known)


def _describes(rest: list[Token], at: int, known: frozenset[str]) -> bool:
    """Whether a word leads on to an addressee: "værdsatte" in "Kære værdsatte kunde"."""
    following = rest[at + 1].text.lower() if at + 1 < len(rest) else ""
    return rest[at].text.isalpha() and following in known


def _opener_in(message: Message, line: Span, data: LanguageData) -> Salutation | None:
    text = message.text[line.start : line.end]
    if not text[:1].isupper():
        return None
    for opener in data.openers:
        phrase = opener.rstrip("…")
        word = leading(text, (phrase,))
        if word is None:
            continue
        rest = text[len(word) :].strip()
        greeting = Span(line.start, line.start + len(word))
        if not rest.strip(",!:.;"):
            return Salutation(line, greeting, None)
        words = rest.split()
        most = _OPENER_WORDS if " " in phrase else _TO_WORDS
        short = len(words) <= most and not (
            rest.endswith(("?", ".")) and len(words[-1]) > _ABBREVIATION
        )
        alone = line.end - line.start == len(message.text.strip())  # "Til kassen", on a button
        if (
            opener.endswith("…")
            and short
            and (" " in phrase or (not alone and _addresses(rest, data)))
        ):
            start = line.end - len(text[len(word) :].lstrip())
            return Salutation(
                line, greeting, Span(start, line.end - len(rest) + len(rest.rstrip(",!:;")))
            )
    return None


def _addresses(rest: str, data: LanguageData) -> bool:
    """Whether what follows a bare "Til" can be an addressee, not "Til sammen er"."""
    words = [one.strip(",:;!") for one in rest.split()]
    known, spoken = data.addressee_words, data.evidence.words
    if len(words) == 1 or words[-1] in known:
        return True
    return words[-1] not in spoken and (words[0] not in spoken or not known.isdisjoint(words))


def _name_first(message: Message, line: Span, data: LanguageData) -> Salutation | None:
    """``{{ first_name }},`` or "Kari," or "Tor Inge!" at the start of the line."""
    names: list[Token] = []
    if leading(message.text[line.start : line.end], (*data.needs_addressee, *data.closings)):
        return None
    for token in tokens(message, line):
        if token.text in (",", "!") and names:
            return Salutation(
                Span(line.start, token.span.end),
                Span(line.start, line.start),
                Span(line.start, names[-1].span.end),
            )
        is_name = (
            token.placeholder.role == "name"
            if token.placeholder
            else token.text.istitle() and (bool(names) or token.text.lower() in given_names())
        )
        if not is_name or len(names) == _NAME_WORDS:
            return None
        names.append(token)
    return None


def _fills(message: Message, line: Span, found: Salutation) -> bool:
    return not message.text[found.span.end : line.end].strip()
