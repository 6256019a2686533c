"""The forms of words and the members of word classes, read from a language's tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, TypeVar

from copylint.lexicon.notation import NotationError

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Paradigm:
    """How a word inflects: ``cut`` comes off the lemma, each of ``endings`` goes on."""

    cut: str
    endings: tuple[str, ...]

    def forms(self, lemma: str) -> frozenset[str]:
        """All forms of ``lemma``; a particle after the word stays ("logge ind" -> "logger ind").

        Raises:
            NotationError: the lemma does not end in ``cut``.
        """
        head, *rest = lemma.split(" ", 1)
        if not head.endswith(self.cut):
            raise NotationError(f"'{lemma}' does not end in '{self.cut}', as its paradigm wants")
        stem = head[: len(head) - len(self.cut)]
        tail = f" {rest[0]}" if rest else ""
        return frozenset(f"{stem}{ending}{tail}".lower() for ending in self.endings)


@dataclass(frozen=True, slots=True)
class WordTables:
    """Forms and classes of one language; implements ``notation.Tables``.

    A language's shared tables come first; a lexicon file may add words with ``with_own``.
    """

    words: Mapping[str, frozenset[str]]
    classes: Mapping[str, tuple[str, ...]]
    paradigms: Mapping[str, Paradigm] = field(default_factory=dict)
    parsed: dict[str, Any] = field(default_factory=dict)

    def forms(self, lemma: str) -> frozenset[str]:
        """All forms of ``lemma``, lower case."""
        try:
            return self.words[lemma]
        except KeyError:
            hint = _nearest(lemma, self.words)
            raise NotationError(f"unknown word '{{{lemma}}}'; add it to forms{hint}") from None

    def members(self, name: str) -> tuple[str, ...]:
        """The members of the class ``name``, in notation."""
        try:
            return self.classes[name]
        except KeyError:
            hint = _nearest(name, self.classes)
            raise NotationError(f"unknown class '{{:{name}}}'; add it to [classes]{hint}") from None

    def with_own(self, table: Mapping[str, Any]) -> WordTables:
        """These tables and the ``[paradigms]``, ``forms`` and ``[classes]`` of ``table``.

        Raises:
            NotationError: a section has the wrong shape, or repeats a word or class.
        """
        if not table.keys() & {"paradigms", "forms", "classes"}:
            return self
        paradigms = {**self.paradigms, **_paradigms(_section(table, "paradigms"))}
        words = _joined(self.words, _words(table.get("forms", ""), paradigms), "word")
        classes = _joined(self.classes, _classes(_section(table, "classes")), "class")
        return WordTables(words, classes, paradigms)


EMPTY = WordTables({}, {})


def _nearest(name: str, known: Mapping[str, object]) -> str:
    close = get_close_matches(name, known, n=1)
    return f", or did you mean '{close[0]}'?" if close else ""


def _section(table: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    section = table.get(name, {})
    if not isinstance(section, Mapping):
        raise NotationError(f"[{name}] must be a table")
    return section


def _joined(old: Mapping[str, _Value], new: Mapping[str, _Value], kind: str) -> dict[str, _Value]:
    twice = sorted(name for name in old.keys() & new.keys() if old[name] != new[name])
    if twice:
        raise NotationError(
            f"the {kind} '{twice[0]}' stands in the shared tables already; use it or rename this"
        )
    return {**old, **new}


def _paradigms(section: Mapping[str, Any]) -> dict[str, Paradigm]:
    found: dict[str, Paradigm] = {}
    for name, value in section.items():
        if not isinstance(value, Mapping) or set(value) != {"cut", "endings"}:
            raise NotationError(
                f'paradigm \'{name}\' must look like {{ cut = "e", endings = ["e", "er"] }}'
            )
        found[name] = Paradigm(str(value["cut"]), _strings(value["endings"], name))
    return found


def _words(lines: Any, paradigms: Mapping[str, Paradigm]) -> dict[str, frozenset[str]]:
    """``lemma: form, form, +paradigm``, one word a line; the lemma itself is always a form."""
    if not isinstance(lines, str):
        raise NotationError('forms must be a text in """ """, one "lemma: form, form" a line')
    found: dict[str, frozenset[str]] = {}
    for line in lines.splitlines():
        line = line.split("#")[0].strip()
        if not line:
            continue
        lemma, colon, items = line.partition(":")
        if not colon or not items.strip():
            raise NotationError(f"'{line}' must look like 'lemma: form, form, +paradigm'")
        if lemma in found:
            raise NotationError(f"the word '{lemma}' stands twice in forms")
        found[lemma] = _forms_of(lemma, items.split(","), paradigms)
    return found


def _forms_of(
    lemma: str, items: Iterable[str], paradigms: Mapping[str, Paradigm]
) -> frozenset[str]:
    forms = {lemma.lower()}
    for item in map(str.strip, items):
        if not item.startswith("+"):
            forms.add(item.lower())
        elif item[1:] in paradigms:
            forms |= paradigms[item[1:]].forms(lemma)
        else:
            hint = _nearest(item[1:], paradigms)
            raise NotationError(f"unknown paradigm '{item[1:]}' of the word '{lemma}'{hint}")
    return frozenset(form for form in forms if form)


def _classes(section: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    return {name: _strings(value, name) for name, value in section.items()}


def _strings(value: Any, name: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise NotationError(f"'{name}' must be a list of strings")
    if not value:
        raise NotationError(f"'{name}' is an empty list")
    return tuple(value)
