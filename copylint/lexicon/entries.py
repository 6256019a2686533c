"""Entries of a lexicon: what a linguist wrote, read and validated."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from copylint.lexicon.notation import NotationError, Sequence, compile_pattern
from copylint.lexicon.rule import Rule
from copylint.lexicon.store import display_path, lexicon_root, load_toml
from copylint.lexicon.tables import WordTables
from copylint.model import TOUCHPOINTS, UI_LANGUAGES, CopylintError, FileError, Severity

SCOPES: Final = ("clause", "sentence", "next", "around", "paragraph", "message")
"""How far ``near`` and ``absent`` look: the clause or sentence of the match; it and the next
sentence; the ones on both sides as well; the paragraph; the whole message."""

UNDERLINES: Final = ("match", "clause", "sentence")

_KEYS: Final = frozenset(
    {
        "id", "kind", "patterns", "near", "absent", "unless", "scope", "underline", "severity",
        "touchpoints", "suggest", "bad", "good", "message", "why", "advice", "source", "found",
    }
)  # fmt: skip
_SECTIONS: Final = frozenset({"entry", "forms", "classes", "paradigms", "suggestions"})


@dataclass(frozen=True, slots=True)
class Condition:
    """Something to look for around a match: patterns within a scope."""

    sequences: tuple[Sequence, ...]
    scope: str
    text: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """One pattern as a linguist wrote it, and the sequences that it multiplies out to."""

    text: str
    sequences: tuple[Sequence, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a lexicon file.

    Attributes:
        rule, id, kind: ``rule/id`` names it; ``kind`` picks the rule's message and reason.
        patterns: what matches, as written; any of them.
        sequences: those of all patterns, each once.
        near: all of these must be found around a match.
        absent: none of these may be found around a match.
        unless: a match that one of these overlaps is none.
        underline: what of the match is underlined.
        severity: None for the rule's own.
        touchpoints: where the entry counts; empty for everywhere.
        suggest: better wordings, in the language of the copy.
        suggest_at: the ones that fit a touchpoint better, by touchpoint.
        bad, good: the examples, ``[ ]`` around the words that are to be underlined.
        texts: messages, reasons and advice of its own, by kind of text and language.
        found: the language that its words are of, where that is not the lexicon's; else empty.
        shipped: whether it comes with copylint, not from a team's own lexicon.
        path, line: where the entry stands, for error lines.
    """

    rule: str
    id: str
    kind: str
    language: str
    patterns: tuple[Pattern, ...]
    sequences: tuple[Sequence, ...]
    near: tuple[Condition, ...]
    absent: tuple[Condition, ...]
    unless: tuple[Sequence, ...]
    underline: str
    severity: Severity | None
    touchpoints: frozenset[str]
    suggest: tuple[str, ...]
    suggest_at: Mapping[str, tuple[str, ...]]
    bad: tuple[str, ...]
    good: tuple[str, ...]
    texts: Mapping[str, Mapping[str, str]]
    found: str
    shipped: bool
    path: str
    line: int

    @property
    def name(self) -> str:
        """Rule and id, such as ``hollow-phrase/call-is-important``."""
        return f"{self.rule}/{self.id}"


@dataclass(frozen=True, slots=True)
class Guard:
    """A named condition that entries refer to as ``@name``."""

    name: str
    condition: Condition


Guards = Mapping[str, Guard]


class EntryFile:
    """One lexicon file with its text, so that errors can name lines."""

    def __init__(self, path: Path) -> None:
        """Reads ``path``.

        Raises:
            CopylintError: it cannot be read or is not TOML.
        """
        self.table = load_toml(path)
        self.shown = display_path(path)
        self.shipped = path.is_relative_to(lexicon_root())
        self._lines = path.read_text(encoding="utf-8-sig").split("\n")

    def header_line(self, header: str, index: int = 0) -> int:
        """The line of the ``index``-th ``[header]`` or ``[[header]]``, from 1; 1 where none is."""
        seen = self._headers.get(header, ())
        return seen[index] if index < len(seen) else 1

    @cached_property
    def _headers(self) -> Mapping[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for number, line in enumerate(self._lines, 1):
            if line.startswith("["):
                found[line.split("]")[0].strip("[ ")].append(number)
        return found

    def line_of(self, text: str, after: int) -> int:
        """The line that holds ``text``, from line ``after`` on; ``after`` where none does."""
        escaped = text.replace("\\", "\\\\")
        for number in range(after, len(self._lines) + 1):
            if text in self._lines[number - 1] or escaped in self._lines[number - 1]:
                return number
        return after

    def error(self, message: str, line: int) -> CopylintError:
        """An error that names this file and ``line``."""
        return CopylintError(FileError(self.shown, message, line))


@dataclass(frozen=True, slots=True)
class _Suggestions:
    """The ``[suggestions]`` of a file, by kind, and those of ``[suggestions.<touchpoint>]``."""

    of_kind: Mapping[str, tuple[str, ...]]
    of_touchpoint: Mapping[str, Mapping[str, tuple[str, ...]]]

    def at_touchpoint(self, kind: str) -> dict[str, tuple[str, ...]]:
        """The suggestions for ``kind``, by touchpoint."""
        return {
            touchpoint: texts[kind]
            for touchpoint, texts in self.of_touchpoint.items()
            if kind in texts
        }


def _suggestions(file: EntryFile, rule: Rule) -> _Suggestions:
    of_kind: dict[str, tuple[str, ...]] = {}
    of_touchpoint: dict[str, dict[str, tuple[str, ...]]] = {}
    kinds = rule.kinds.keys()
    for name, value in file.table.get("suggestions", {}).items():
        if isinstance(value, list) and name in kinds:
            of_kind[name] = tuple(map(str, value))
        elif isinstance(value, Mapping) and name in TOUCHPOINTS and value.keys() <= kinds:
            of_touchpoint[name] = {kind: tuple(map(str, texts)) for kind, texts in value.items()}
        else:
            raise file.error(
                f"[suggestions] has a list for each kind ({', '.join(kinds)}), and tables named "
                f"after touchpoints with such lists; not '{name}'",
                file.line_of(name, file.header_line("suggestions")),
            )
    return _Suggestions(of_kind, of_touchpoint)


@dataclass(frozen=True, slots=True)
class _Builder:
    """Makes entries of one file; collects nothing, raises at the first fault of an entry."""

    file: EntryFile
    rule: Rule
    language: str
    tables: WordTables
    guards: Guards
    suggestions: _Suggestions

    def entry(self, raw: Mapping[str, Any], line: int) -> Entry:
        self._check_keys(raw, line)
        name = self._string(raw, "id", line)
        kind = self._choice(raw, "kind", tuple(self.rule.kinds), line)
        scope = self._choice(raw, "scope", SCOPES, line, "sentence")
        patterns = tuple(
            Pattern(text, self._compile(text, line))
            for text in self._strings(raw, "patterns", line, required=True)
        )
        severity = raw.get("severity")
        if severity is not None:
            self._choice(raw, "severity", tuple(one.label for one in Severity), line)
        touchpoints = self._strings(raw, "touchpoints", line)
        for touchpoint in touchpoints:
            self._known(touchpoint, TOUCHPOINTS, "touchpoint", line)
        return Entry(
            rule=self.rule.name,
            id=name,
            kind=kind,
            language=self.language,
            patterns=patterns,
            sequences=_distinct(patterns),
            near=self._conditions(raw, "near", scope, line),
            absent=self._conditions(raw, "absent", scope, line),
            unless=_distinct(
                Pattern(text, self._compile(text, line))
                for text in self._strings(raw, "unless", line)
            ),
            underline=self._choice(raw, "underline", UNDERLINES, line, "match"),
            severity=None if severity is None else Severity.parse(severity),
            touchpoints=frozenset(touchpoints),
            suggest=self._strings(raw, "suggest", line) or self.suggestions.of_kind.get(kind, ()),
            suggest_at={} if "suggest" in raw else self.suggestions.at_touchpoint(kind),
            bad=self._strings(raw, "bad", line, required=True),
            good=self._strings(raw, "good", line, required=True),
            texts={
                key: self._texts(raw[key], key, line)
                for key in ("message", "why", "advice")
                if key in raw
            },
            found=self._choice(raw, "found", UI_LANGUAGES, line) if "found" in raw else "",
            shipped=self.file.shipped,
            path=self.file.shown,
            line=line,
        )

    def _check_keys(self, raw: Mapping[str, Any], line: int) -> None:
        for key in raw:
            self._known(key, _KEYS, "key", line)

    def _known(
        self, name: str, known: Collection[str], what: str, line: int, shown: str = ""
    ) -> None:
        """Raises where ``name``, written ``shown`` somewhere from ``line`` on, is not ``known``."""
        if name in known:
            return
        line = self.file.line_of(shown or name, line)
        close = get_close_matches(name, known, n=1)
        mend = f"did you mean '{close[0]}'?" if close else f"known: {', '.join(sorted(known))}"
        raise self.file.error(f"unknown {what} '{name}'; {mend}", line)

    def _string(self, raw: Mapping[str, Any], key: str, line: int) -> str:
        value = raw.get(key)
        if not isinstance(value, str) or not value:
            raise self.file.error(f'the entry needs {key} = "..."', line)
        return value

    def _choice(
        self, raw: Mapping[str, Any], key: str, known: tuple[str, ...], line: int, default: str = ""
    ) -> str:
        if key not in raw and default:
            return default
        value = self._string(raw, key, line)
        self._known(value, known, key, line)
        return value

    def _strings(
        self, raw: Mapping[str, Any], key: str, line: int, *, required: bool = False
    ) -> tuple[str, ...]:
        value = raw.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise self.file.error(f"{key} must be a list of strings", self.file.line_of(key, line))
        if required and not value:
            raise self.file.error(f"the entry '{raw.get('id', '?')}' needs {key} = [...]", line)
        return tuple(value)

    def _texts(self, value: Any, key: str, line: int) -> Mapping[str, str]:
        if not isinstance(value, Mapping) or not all(isinstance(t, str) for t in value.values()):
            raise self.file.error(f'{key} must look like {{ da = "...", en = "..." }}', line)
        return dict(value)

    def _compile(self, pattern: str, line: int) -> tuple[Sequence, ...]:
        try:
            return compile_pattern(pattern, self.tables)
        except NotationError as error:
            raise self.file.error(
                f'{error} (in "{pattern}")', self.file.line_of(pattern, line)
            ) from None

    def _conditions(
        self, raw: Mapping[str, Any], key: str, scope: str, line: int
    ) -> tuple[Condition, ...]:
        found: list[Condition] = []
        for text in self._strings(raw, key, line):
            if text.startswith("@"):
                self._known(text[1:], self.guards, "guard", line, text)
                found.append(self.guards[text[1:]].condition)
            else:
                found.append(Condition(self._compile(text, line), scope, text))
        return tuple(found)


def _distinct(patterns: Iterable[Pattern]) -> tuple[Sequence, ...]:
    return tuple(dict.fromkeys(one for pattern in patterns for one in pattern.sequences))


def read_tables(path: Path) -> WordTables:
    """The shared forms and classes of a language.

    Raises:
        CopylintError: the file is broken.
    """
    from copylint.lexicon.tables import EMPTY

    file = EntryFile(path)
    try:
        return EMPTY.with_own(file.table)
    except NotationError as error:
        raise file.error(str(error), 1) from None


def read_guards(path: Path, tables: WordTables) -> dict[str, Guard]:
    """The named guards of a language: ``[[guard]]`` with id, scope, patterns, bad and good.

    Raises:
        CopylintError: the file is broken.
    """
    file = EntryFile(path)
    found: dict[str, Guard] = {}
    for index, raw in enumerate(file.table.get("guard", ())):
        line = file.header_line("guard", index)
        name, scope = str(raw.get("id", "")), str(raw.get("scope", ""))
        if not name or scope not in SCOPES or not raw.get("patterns"):
            raise file.error(f"a guard needs id, patterns and a scope out of {SCOPES}", line)
        sequences: dict[Sequence, None] = {}
        for pattern in raw["patterns"]:
            try:
                sequences.update(dict.fromkeys(compile_pattern(pattern, tables)))
            except NotationError as error:
                raise file.error(f'{error} (in "{pattern}")', file.line_of(pattern, line)) from None
        found[name] = Guard(name, Condition(tuple(sequences), scope, f"@{name}"))
    return found


def read_entries(
    path: Path, rule: Rule, language: str, tables: WordTables, guards: Guards
) -> Iterator[Entry | FileError]:
    """The entries of one file, or what is wrong with them; a broken one does not hide the others.

    Raises:
        CopylintError: the file as a whole cannot be used.
    """
    file = EntryFile(path)
    for section in file.table:
        if section not in _SECTIONS:
            close = get_close_matches(section, _SECTIONS, n=1)
            mend = f"did you mean '{close[0]}'?" if close else f"known: {sorted(_SECTIONS)}"
            raise file.error(f"unknown section '{section}'; {mend}", file.header_line(section))
    try:
        own = tables.with_own(file.table)
    except NotationError as error:
        raise file.error(str(error), 1) from None
    builder = _Builder(file, rule, language, own, guards, _suggestions(file, rule))
    seen: set[str] = set()
    for index, raw in enumerate(file.table.get("entry", ())):
        line = file.header_line("entry", index)
        try:
            entry = builder.entry(raw, line)
            if entry.id in seen:
                raise file.error(f"the id '{entry.id}' stands twice; rename one", line)
        except CopylintError as error:
            yield error.error
            continue
        seen.add(entry.id)
        yield entry
