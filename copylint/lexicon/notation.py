"""The notation of lexicon patterns: from one line of text to sequences of token elements.

The grammar, with examples, stands in ``docs/lexicons.md``. In short::

    vigtig          the word, in any case; a word with a capital is matched as written
    {vigtig}        every form of a word in the forms table
    {:pride}        every member of a word class, in every form
    (a|b c)         one of several
    x?              may be left out
    *nummer         a compound that ends so; *{nummer} with every form
    tele*           a word that begins so, or this one
    *@*             a word that holds it between other characters
    <name>          a placeholder with that role; <any> any placeholder; <number> a number
    …  …7           up to four (seven) words of the same clause: no new subject, no ; or :
    …+  …+7         up to four (seven) words of any kind
    ^  $            the sentence begins, ends here
    [ ]             only the words in between are underlined
    S: V: A:        subject, verb, adverb: all Nordic word orders are generated
    \\?              a character that has a meaning, as itself

A pattern becomes a set of flat ``Sequence`` values: alternatives of several words are multiplied
out, those of one word are folded into one element.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence as Seq
from dataclasses import dataclass, field, replace
from typing import Any, Final, Protocol, get_args

from copylint.model import PlaceholderRole

GAP_LENGTH: Final = 4
"""Words that a gap without a number may hold."""

MAX_SEQUENCES: Final = 600
"""Sequences that one pattern may multiply out to; more is nearly always a slip."""

ROLE_TOKEN: Final = "⟨{}⟩"
"""How a placeholder with a role stands in a token sequence."""

ROLES: Final[tuple[str, ...]] = get_args(PlaceholderRole)

_ITEM = re.compile(
    r"""(?P<space>\s+)
      | (?P<order>[SVA]:)
      | (?P<gap>…(?P<open>\+)?(?P<length>\d+)?)
      | \{:(?P<class>[^{}\s]+)\}
      | (?P<star>\*)?\{(?P<lemma>[^{}:]+)\}(?P<tail>\*)?
      | <(?P<role>[a-z]+)>
      | (?P<mark>[\[\]])
      | (?P<group>[(|)])
      | (?P<optional>\?)
      | (?P<edge>[\^$])
      | (?P<word>(?:\\.|[^\s{}<>\[\]()|?^$*\\…])+|[*](?:\\.|[^\s{}<>\[\]()|?^$*\\…])+)(?P<stem>\*)?
      """,
    re.VERBOSE,
)
_PUNCTUATION = re.compile(r"[,.!;:\"»«”“…–—-]")


class NotationError(ValueError):
    """A pattern that cannot be read; the message says what is wrong and how to mend it."""


class Tables(Protocol):
    """What a pattern may refer to.

    ``parsed`` is a store for the classes that were read already; it is the parser's own.
    """

    @property
    def parsed(self) -> dict[str, Any]:
        """By name of class."""

    def forms(self, lemma: str) -> frozenset[str]:
        """All forms of ``lemma``, lower case. Raises NotationError where it is unknown."""

    def members(self, name: str) -> tuple[str, ...]:
        """The members of a word class, in notation. Raises NotationError where it is unknown."""


@dataclass(frozen=True, slots=True)
class Element:
    """One token of a sequence, or a gap.

    Exactly one of the first five says what matches: ``words`` (lower case), ``exact`` (as
    written), ``heads`` (compounds that end so), ``stems`` (words that begin so), ``number``; none
    of them and ``most`` > 0 is a gap of up to ``most`` tokens.
    """

    words: frozenset[str] = frozenset()
    exact: frozenset[str] = frozenset()
    heads: frozenset[str] = frozenset()
    stems: frozenset[str] = frozenset()
    number: bool = False
    optional: bool = False
    most: int = 0
    open: bool = False
    marked: bool = False

    @property
    def is_gap(self) -> bool:
        """Whether this stands for words that do not matter."""
        return self.most > 0


@dataclass(frozen=True, slots=True)
class Sequence:
    """One flat order of elements that a sentence may hold."""

    elements: tuple[Element, ...]
    at_start: bool = False
    at_end: bool = False

    @property
    def has_mark(self) -> bool:
        """Whether only a part of the match is to be underlined."""
        return any(element.marked for element in self.elements)


_Flat = tuple[Element | str, ...]
"""A sequence in the making: elements and the edges ``^`` and ``$``."""


@dataclass(frozen=True, slots=True)
class _Node:
    """A parsed item: one element, an edge, or alternatives that are multiplied out already."""

    element: Element | None = None
    flats: tuple[_Flat, ...] = ()
    optional: bool = False
    order: str = ""
    edge: str = ""
    marked: bool = False


@dataclass(slots=True)
class _Parser:
    text: str
    tables: Tables
    classes: tuple[str, ...] = ()
    at: int = 0
    marking: bool = False
    depth: int = 0
    _order: str = field(default="", init=False)

    def parse(self) -> tuple[_Node, ...]:
        nodes = self._sequence()
        if self.at < len(self.text):
            raise NotationError(f"')' without '(' at '{self.text[self.at :]}'")
        if self.marking:
            raise NotationError("'[' is not closed; add ']'")
        if not nodes:
            raise NotationError("the pattern is empty")
        return nodes

    def _sequence(self) -> tuple[_Node, ...]:
        nodes: list[_Node] = []
        while self.at < len(self.text):
            found = _ITEM.match(self.text, self.at)
            if found is None:
                raise NotationError(
                    f"cannot read '{self.text[self.at :]}'; put '\\' before a character that "
                    "stands for itself"
                )
            if found["group"] in ("|", ")"):
                break
            self.at = found.end()
            node = self._item(found, nodes)
            if node is not None:
                nodes.append(node)
        return tuple(nodes)

    def _item(self, found: re.Match[str], before: list[_Node]) -> _Node | None:
        if found["space"]:
            return None
        if found["order"]:
            self._order = found["order"][0]
            return None
        if found["mark"]:
            self._mark(found["mark"])
            return None
        if found["optional"]:
            self._make_optional(found.start(), before)
            return None
        order, self._order = self._order, ""
        node = self._node(found)
        if not order and not self.marking:
            return node
        return replace(node, order=order, marked=self.marking)

    def _node(self, found: re.Match[str]) -> _Node:
        if found["gap"]:
            most = int(found["length"] or GAP_LENGTH)
            return _Node(Element(most=most, open=bool(found["open"]), optional=True))
        if found["edge"]:
            return _Node(edge=found["edge"])
        if found["group"] == "(":
            return self._group()
        if found["class"]:
            return self._class(found["class"])
        if found["role"]:
            return _Node(_role(found["role"]))
        if found["lemma"]:
            return self._lemma(found)
        return self._word(found["word"], bool(found["stem"]))

    def _group(self) -> _Node:
        self.depth += 1
        alternatives = [self._sequence()]
        while self.at < len(self.text) and self.text[self.at] == "|":
            self.at += 1
            alternatives.append(self._sequence())
        if self.at >= len(self.text):
            raise NotationError("'(' is not closed; add ')'")
        self.at += 1
        self.depth -= 1
        if not all(alternatives):
            raise NotationError("an empty alternative in ( | ); write '(a|b)?' for 'or nothing'")
        return _either(alternatives)

    def _class(self, name: str) -> _Node:
        if name in self.classes:
            raise NotationError(f"the class '{name}' contains itself")
        known = self.tables.parsed.get(name)
        if known is None:
            inner = (*self.classes, name)
            members = self.tables.members(name)
            known = _either([_Parser(one, self.tables, inner).parse() for one in members])
            self.tables.parsed[name] = known
        return known

    def _lemma(self, found: re.Match[str]) -> _Node:
        forms = self.tables.forms(found["lemma"])
        if found["star"]:
            return _Node(Element(heads=forms))
        if found["tail"]:
            return _Node(Element(stems=forms))
        several = tuple(tuple(_leaf(word) for word in form.split()) for form in sorted(forms))
        if all(len(form) == 1 for form in several):
            return _Node(Element(words=forms))
        return _either(several)

    def _word(self, raw: str, is_stem: bool) -> _Node:
        is_head = raw.startswith("*")
        if raw.startswith("+"):
            raise NotationError("write '…+9', not '…9+'; a plus as itself is '\\+'")
        word = re.sub(r"\\(.)", r"\1", raw[1:] if is_head else raw)
        if is_head and is_stem:
            return _Node(Element(stems=frozenset({f"*{word.lower()}"})))
        if is_head:
            return _Node(Element(heads=frozenset({word.lower()})))
        if is_stem:
            return _Node(Element(stems=frozenset({word.lower()})))
        if len(word) > 1 and _PUNCTUATION.fullmatch(word[-1]) and word[-1] in ",!;":
            raise NotationError(f"write a space before '{word[-1]}' in '{word}'")
        return _leaf(word)

    def _mark(self, bracket: str) -> None:
        if self.depth:
            raise NotationError("'[' and ']' cannot stand inside ( )")
        if (bracket == "[") == self.marking:
            raise NotationError(f"'{bracket}' is out of place; underline one stretch with [ ]")
        self.marking = bracket == "["

    def _make_optional(self, at: int, before: list[_Node]) -> None:
        if not before or (at and self.text[at - 1].isspace()):
            raise NotationError("'?' must follow a word directly; a question mark is '\\?'")
        before[-1] = replace(before[-1], optional=True)


def _leaf(word: str) -> _Node:
    if word != word.lower():
        return _Node(Element(exact=frozenset({word})))
    return _Node(Element(words=frozenset({word})))


def _role(name: str) -> Element:
    if name == "number":
        return Element(number=True)
    if name == "any":
        return Element(words=frozenset(ROLE_TOKEN.format(role) for role in ROLES))
    if name not in ROLES:
        raise NotationError(
            f"unknown placeholder role '<{name}>'; known: number, any, {', '.join(ROLES)}"
        )
    return Element(words=frozenset({ROLE_TOKEN.format(name)}))


def compile_pattern(text: str, tables: Tables) -> tuple[Sequence, ...]:
    """All the sequences that ``text`` stands for.

    Raises:
        NotationError: the pattern cannot be read or refers to something unknown.
    """
    nodes = _Parser(text, tables).parse()
    sequences: dict[Sequence, None] = {}
    for ordered in _word_orders(nodes):
        for flat in _flatten(ordered):
            sequences[_finish(flat)] = None
            if len(sequences) > MAX_SEQUENCES:
                raise NotationError(
                    f"the pattern has more than {MAX_SEQUENCES} variants; use a class of single "
                    "words or split it"
                )
    kept = tuple(sequences)
    if any(not _anchored(sequence) for sequence in kept):
        raise NotationError("every variant needs a word that is neither optional nor a gap")
    return kept


def _anchored(sequence: Sequence) -> bool:
    return any(not element.optional for element in sequence.elements)


def _word_orders(nodes: tuple[_Node, ...]) -> list[tuple[_Node, ...]]:
    """The orders of subject, verb and adverb that Nordic main and subordinate clauses allow.

    Source: the verb-second rule (subject verb adverb; fronted: verb subject adverb; subordinate:
    subject adverb verb; the adverb itself fronted: adverb verb subject).
    """
    roles = {node.order: index for index, node in enumerate(nodes) if node.order}
    if not roles:
        return [nodes]
    if set(roles) - {"A"} != {"S", "V"}:
        raise NotationError("'S:' and 'V:' go together; 'A:' goes with both")
    first = min(roles.values())
    span = range(first, first + len(roles))
    if set(roles.values()) != set(span):
        raise NotationError("S:, V: and A: must stand side by side")
    before, after = nodes[:first], nodes[span.stop :]
    subject, verb = nodes[roles["S"]], nodes[roles["V"]]
    middles: list[tuple[_Node, ...]]
    if "A" in roles:
        adverb = nodes[roles["A"]]
        middles = [
            (subject, verb, adverb),
            (verb, subject, adverb),
            (subject, adverb, verb),
            (adverb, verb, subject),
        ]
    else:
        middles = [(subject, verb), (verb, subject)]
    return [(*before, *middle, *after) for middle in middles]


def _either(alternatives: Seq[tuple[_Node, ...]]) -> _Node:
    """A node for one of several sequences of nodes."""
    several = [flat for alternative in alternatives for flat in _flatten(alternative)]
    folded = _fold(several)
    only = folded[0][0] if len(folded) == 1 and len(folded[0]) == 1 else None
    if isinstance(only, Element):
        return _Node(only)
    return _Node(flats=tuple(folded))


def _flatten(nodes: Seq[_Node]) -> list[_Flat]:
    choices = [_choices(node) for node in nodes]
    return [tuple(itertools.chain(*combination)) for combination in itertools.product(*choices)]


def _choices(node: _Node) -> list[_Flat]:
    if node.edge:
        return [(node.edge,)]
    if node.element is not None:
        element = node.element
        optional = element.optional or node.optional
        if optional == element.optional and node.marked == element.marked:
            return [(element,)]
        return [(replace(element, optional=optional, marked=node.marked),)]
    flats = [tuple(_marked(part) for part in flat) for flat in node.flats] if node.marked else []
    folded = flats or list(node.flats)
    if not node.optional:
        return folded
    if len(folded) == 1 and len(folded[0]) == 1 and isinstance(folded[0][0], Element):
        return [(replace(folded[0][0], optional=True),)]
    return [(), *folded]


def _marked(part: Element | str) -> Element | str:
    return part if isinstance(part, str) else replace(part, marked=True)


_SORTS: Final = ("words", "exact", "heads", "stems")


def _fold(several: list[_Flat]) -> list[_Flat]:
    """Alternatives of one word each become one element of each sort; the others stay apart."""
    sorts: dict[str, set[str]] = {sort: set() for sort in _SORTS}
    marked = False
    rest: dict[_Flat, None] = {}
    for flat in several:
        only = flat[0] if len(flat) == 1 else None
        sort = _sort(only)
        if isinstance(only, Element) and sort:
            sorts[sort] |= getattr(only, sort)
            marked = only.marked
        else:
            rest[flat] = None
    words, exact, heads, stems = (frozenset(sorts[sort]) for sort in _SORTS)
    made = (
        Element(words=words, marked=marked),
        Element(exact=exact, marked=marked),
        Element(heads=heads, marked=marked),
        Element(stems=stems, marked=marked),
    )
    folded: list[_Flat] = [(element,) for element in made if _sort(element)]
    return folded + list(rest)


def _sort(part: Element | str | None) -> str:
    """Which of an element's sets of words is filled, where nothing else about it matters."""
    if not isinstance(part, Element) or part.optional:
        return ""
    return next((sort for sort in _SORTS if getattr(part, sort)), "")


def _finish(flat: _Flat) -> Sequence:
    elements = [part for part in flat if isinstance(part, Element)]
    for index, part in enumerate(flat):
        if part == "^" and index != 0:
            raise NotationError("'^' stands first in a pattern")
        if part == "$" and index != len(flat) - 1:
            raise NotationError("'$' stands last in a pattern")
    while elements and elements[0].is_gap and "^" not in flat:
        elements.pop(0)
    while elements and elements[-1].is_gap and "$" not in flat:
        elements.pop()
    return Sequence(tuple(elements), "^" in flat, "$" in flat)
