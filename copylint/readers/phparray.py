"""PHP files of translations: ``return ['key' => 'text'];``, ``$lang['key'] = 'text';``.

Grammar: the PHP manual on arrays, strings, heredoc and comments. Code is not run: a text is what
strings joined with ``.`` say, and what else is joined to them is a variable. Other PHP (code,
settings, pages) holds no copy that a reader without PHP could tell, and reads as nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal, get_args

from copylint.model import CopylintError, Placeholder, Reading, Source, Span
from copylint.readers.catalogue import Container, Entry, broken, read_catalogue
from copylint.readers.mapped import Builder, Mapped
from copylint.readers.phpstring import decode, variable
from copylint.templating import mask

_Kind = Literal["string", "variable", "word", "number", "sign"]


@dataclass(frozen=True, slots=True)
class _Token:
    """``text`` is as written; ``start`` and ``end`` count in the source."""

    kind: _Kind
    text: str
    start: int
    end: int


_TOKEN = re.compile(
    r"""
      (?P<skipped>\s+ | (?://|\#(?!\[))[^\r\n]*? (?=[\r\n]|\?>|\Z))
    | (?P<comment>/\*)
    | (?P<heredoc><<<[ \t]*(?P<mark>["']?)(?P<name>[^\W\d]\w*)(?P=mark)(?=\r?\n))
    | (?P<string>'(?:[^'\\]++|\\.)*+' | "(?:[^"\\]++|\\.)*+")
    | (?P<variable>\$[^\W\d]\w*)
    | (?P<word>\\?[^\W\d]\w*(?:\\[^\W\d]\w*)*)
    | (?P<number>\d[\w.]*)
    | (?P<sign>=>|->|::|\?\?|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_COMMENT_END = re.compile(r"\*/")
_OPENING = re.compile(r"[\s\ufeff]*<\?php\b")
_RETURNS = re.compile(r"\breturn\s*(?:\[|array\s*\()|\$\w+\s*(?:\[|=\s*(?:\[|array\s*\())")
_TABLES: Final = frozenset(
    {"$lang", "$_lang", "$language", "$_", "$string", "$strings", "$l10n", "$translations",
     "$messages", "$txt", "$locale", "$_locale", "$trans"}
)  # fmt: skip
"""Variables that gather translations in CodeIgniter, OpenCart, Moodle and others, lower case."""

_CODE: Final = frozenset(
    {"class", "interface", "trait", "enum", "function", "fn", "echo", "print", "foreach", "for",
     "while", "switch", "try", "abstract", "final"}
)  # fmt: skip
_BAR = re.compile(r"\|")
_LIMIT = re.compile(r"\s*(?:\{-?[\d.,*\s]+\}|[\[\]][^\[\]|]*,[^\[\]|]*[\[\]])\s*")
_DEEPEST: Final = 100
_CLOSING: Final = {"[": "]", "(": ")", "{": "}"}


def read_php(source: Source) -> Reading:
    """The texts of a PHP file of translations that are copy; none where it is something else.

    Raises:
        CopylintError: a bracket or string of the translations is never closed; names the line.
    """
    return read_catalogue(php_entries(source))


def php_entries(source: Source) -> Iterator[Entry]:
    """Every text under its key; items without one are keyed by their index.

    Raises:
        CopylintError: as ``read_php``.
    """
    if not _OPENING.match(source.text) or not _RETURNS.search(source.text):
        return iter(())
    return iter(_File(source).read())


class _File:
    def __init__(self, source: Source) -> None:
        self._source = source
        self._tokens = list(_tokens(source.text))
        self._closing = _pairs(self._tokens)
        self._texts = 0
        self._others = 0

    def read(self) -> list[Entry]:
        """The entries of the tables that the file returns or fills; none if it is code."""
        root = Container(True, ())
        at = 0
        while at < len(self._tokens):
            token = self._tokens[at]
            word = token.text.lower()
            if word in _CODE or self._is(at, "?", ">"):
                break
            if word == "return":
                self._table(at + 1, self._end(at + 1), root)
                break
            if word in _TABLES and self._next_is(at, "[", "="):
                at = self._assignment(at + 1, root)
            else:
                at = self._closing.get(at, at) + 1
        if at < len(self._tokens) and self._tokens[at].text.lower() in _CODE:
            return []
        return root.close() if self._texts >= self._others else []

    def _assignment(self, at: int, root: Container) -> int:
        """Read ``['a']['b'] = value`` from ``at`` on; gives the index after it."""
        key: tuple[str, ...] = ()
        while self._next_is(at - 1, "["):
            close = self._close_of(at)
            key = (*key, self._name(at + 1, close))
            at = close + 1
        end = self._end(at)
        if self._next_is(at - 1, "="):
            if key:
                self._value(at + 1, end, key, root)
                root.keys.append(key[0])
            else:
                self._table(at + 1, end, root)
        return end + 1

    def _table(self, at: int, end: int, root: Container) -> None:
        """Read the array that a file is; anything else is no table."""
        opening = self._array(at, end)
        if opening is None:
            self._others += 1
        else:
            self._items(opening, root)

    # --- values -------------------------------------------------------------------------------

    def _items(self, opening: int, container: Container) -> None:
        if len(container.key) > _DEEPEST:
            raise self._broken(opening, f"more than {_DEEPEST} levels of nesting")
        close = self._close_of(opening)
        at = opening + 1
        while at < close:
            end = self._end(at, close)
            arrow = self._find("=>", at, end)
            name = str(len(container.keys)) if arrow is None else self._name(at, arrow)
            container.keys.append(name)
            self._value(at if arrow is None else arrow + 1, end, (*container.key, name), container)
            at = end + 1

    def _value(self, at: int, end: int, key: tuple[str, ...], container: Container) -> None:
        opening = self._array(at, end)
        if opening is not None:
            inner = Container(True, key)
            self._items(opening, inner)
            container.entries += inner.close()
            return
        entry = self._text(at, end, key)
        if entry is None:
            self._others += at < end
        else:
            self._texts += 1
            container.entries.append(entry)

    def _array(self, at: int, end: int) -> int | None:
        """The opening bracket of the array that fills ``at`` to ``end``, or None."""
        if at < end and self._tokens[at].text.lower() == "array":
            at += 1
        if at >= end or self._tokens[at].text not in ("[", "("):
            return None
        if self._tokens[at].text == "(" and self._tokens[at - 1].text.lower() != "array":
            return None
        return at if self._close_of(at) == end - 1 else None

    def _text(self, at: int, end: int, key: tuple[str, ...]) -> Entry | None:
        """What the strings and variables joined from ``at`` to ``end`` say; None if none does."""
        builder = Builder()
        variables: list[Placeholder] = []
        operands = list(self._operands(at, end))
        for first, last in operands:
            self._check(first, last)
        if not any(self._is_string(*one) for one in operands):
            return None
        for first, last in operands:
            if self._is_string(first, last):
                token = self._tokens[first]
                text, found = decode(self._source.text, token.start, token.end)
                builder.take(text, 0, len(text.text))
                variables += found
            else:
                span = Span(self._tokens[first].start, self._tokens[last - 1].end)
                builder.copy(self._source.text[span.start : span.end], span.start)
                variables.append(variable(self._source.text, span))
        return _pluralised(Entry(key, builder.build(), variables=tuple(variables)))

    def _check(self, first: int, last: int) -> None:
        """Raises if an operand is not there, is an open quote, or a string and then another."""
        if first == last:
            raise self._broken(first, "expected a text or a variable after '.'")
        if self._tokens[first].kind == "sign" and self._tokens[first].text in "'\"":
            raise self._broken(first, "the quote that ends this text is missing")
        if self._tokens[first].kind == "string" and last > first + 1:
            following = self._tokens[first + 1]
            if following.kind != "sign" or following.text in "'\"":
                raise self._broken(first + 1, "expected ',' or ']' after a text")

    def _operands(self, at: int, end: int) -> Iterator[tuple[int, int]]:
        """The parts between full stops; none where another operator decides what is said."""
        if at == end or any(self._find(sign, at, end) is not None for sign in ("?", "??")):
            return
        while True:
            stop = self._find(".", at, end)
            yield at, end if stop is None else stop
            if stop is None:
                return
            at = stop + 1

    def _is_string(self, first: int, last: int) -> bool:
        return last == first + 1 and self._tokens[first].kind == "string"

    def _name(self, at: int, end: int) -> str:
        """The key that stands from ``at`` to ``end``."""
        if at >= end:
            return ""
        if self._is_string(at, end):
            token = self._tokens[at]
            return decode(self._source.text, token.start, token.end)[0].text
        return self._source.text[self._tokens[at].start : self._tokens[end - 1].end]

    # --- tokens -------------------------------------------------------------------------------

    def _is(self, at: int, *signs: str) -> bool:
        return tuple(one.text for one in self._tokens[at : at + len(signs)]) == signs

    def _next_is(self, at: int, *signs: str) -> bool:
        return at + 1 < len(self._tokens) and self._tokens[at + 1].text in signs

    def _end(self, at: int, limit: int | None = None) -> int:
        """Where the item or statement that begins at ``at`` ends: at its ``,`` or ``;``."""
        end = len(self._tokens) if limit is None else limit
        sign = ";" if limit is None else ","
        found = self._find(sign, at, end)
        return end if found is None else found

    def _find(self, sign: str, at: int, end: int) -> int | None:
        """The first ``sign`` from ``at`` to ``end`` that stands in no inner brackets."""
        while at < end:
            if self._tokens[at].text == sign and self._tokens[at].kind == "sign":
                return at
            at = (self._close_of(at) if self._tokens[at].text in _CLOSING else at) + 1
        return None

    def _close_of(self, opening: int) -> int:
        if opening not in self._closing:
            sign = _CLOSING[self._tokens[opening].text]
            raise self._broken(opening, f"the '{sign}' that closes what begins here is missing")
        return self._closing[opening]

    def _broken(self, at: int, problem: str) -> CopylintError:
        token = self._tokens[min(at, len(self._tokens) - 1)]
        return broken(self._source, token.start, "PHP", problem)


def _tokens(text: str) -> Iterator[_Token]:
    """The tokens up to the end, or to a comment or heredoc that has none."""
    opening = _OPENING.match(text)
    at = opening.end() if opening else 0
    while (found := _TOKEN.match(text, at)) is not None:
        start, at = found.span()
        if found["comment"] or found["heredoc"]:
            closing = _end_of_block(found).search(text, at)
            if closing is None:
                return
            at = closing.end()
        for kind in get_args(_Kind):
            if found[kind] is not None:
                yield _Token(kind, found.group(), start, at)
        if found["heredoc"]:
            yield _Token("string", text[start:at], start, at)


def _end_of_block(opening: re.Match[str]) -> re.Pattern[str]:
    """What ends the comment or heredoc that begins with ``opening``."""
    return _COMMENT_END if opening["comment"] else re.compile(rf"\n[ \t]*{opening['name']}\b")


def _pairs(tokens: Sequence[_Token]) -> dict[int, int]:
    """For each opening bracket that is closed the index of the closing one."""
    pairs: dict[int, int] = {}
    stack: list[int] = []
    for at, token in enumerate(tokens):
        if token.kind != "sign":
            continue
        if token.text in _CLOSING:
            stack.append(at)
        elif stack and token.text == _CLOSING[tokens[stack[-1]].text]:
            pairs[stack.pop()] = at
    return pairs


def _pluralised(entry: Entry) -> Entry:
    """Laravel's plural forms (``{1} one|[2,*] many``) as texts of their own, the last one first."""
    masked = mask(entry.text.text)
    if "|" not in masked:
        return entry
    forms: list[Mapped] = []
    at = 0
    for end in (*(one.start() for one in _BAR.finditer(masked)), len(masked)):
        limit = _LIMIT.match(entry.text.text, at, end)
        forms.append(entry.text.part(limit.end() if limit else at, end))
        at = end + 1
    return replace(entry, text=forms[-1], others=tuple(forms[:-1]))
