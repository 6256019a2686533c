"""Runs the examples of every lexicon entry: ``copylint lexicon check``.

A ``bad`` example must be found by its own entry, underlined exactly between ``[`` and ``]``. A
``good`` one must leave the whole rule silent. A suggestion must itself lint clean.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from copylint.config import Settings
from copylint.engine import check_message, understand
from copylint.lexicon import LanguageLexicon, Lexicons, load_lexicons
from copylint.lexicon.entries import Entry, EntryFile
from copylint.lexicon.store import lexicon_root
from copylint.model import LANGUAGES, CopylintError, FileError, Finding, Severity, Source, Span

_MARK = re.compile(r"\\([\[\]])|[\[\]]")
_SLOT = re.compile(r"<([^<>]+)>")
_EXAMPLE: Final = "example.txt"


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What ``check`` found: the problems, and how much it looked at."""

    problems: tuple[FileError, ...]
    entries: int
    examples: int


@dataclass(frozen=True, slots=True)
class Example:
    """An example without its marks, and where they stood."""

    text: str
    marks: tuple[Span, ...]


def read_example(raw: str) -> Example:
    """``raw`` without its ``[`` and ``]``; ``\\[`` and ``\\]`` stand for themselves.

    Raises:
        ValueError: the marks do not pair.
    """
    parts: list[str] = []
    marks: list[Span] = []
    begin: int | None = None
    at = length = 0
    for found in _MARK.finditer(raw):
        parts.append(raw[at : found.start()] + (found.group(1) or ""))
        length += len(parts[-1])
        at = found.end()
        if found.group(1):
            continue
        if (found.group() == "[") != (begin is None):
            raise ValueError(raw)
        if begin is None:
            begin = length
        else:
            marks.append(Span(begin, length))
            begin = None
    if begin is not None:
        raise ValueError(raw)
    parts.append(raw[at:])
    return Example("".join(parts), tuple(marks))


def check(path: Path | None = None) -> CheckReport:
    """Runs the examples of all entries; of those in ``path`` alone where it is given.

    ``path`` is a lexicon file ``<language>/<rule>.toml``, a language's folder, or a folder of
    those, shipped or a team's own.

    Raises:
        CopylintError: ``path`` is no lexicon.
    """
    lexicons, wanted = _lexicons(path)
    problems: list[FileError] = []
    entries = examples = 0
    for language in wanted.languages():
        lexicon = lexicons.language(language)
        problems.extend(one for one in lexicon.problems if wanted.holds(one.path))
        for entry in lexicon.entries:
            if wanted.holds(entry.path):
                entries += 1
                examples += len(entry.bad) + len(entry.good)
                problems.extend(_entry_problems(entry, lexicons))
        table = lexicon.english
        if table is not None and wanted.holds(table.path):
            entries += len({id(word) for word in table.words.values()})
            examples += len(table.bad) + len(table.good)
            problems.extend(_english_problems(lexicon, lexicons))
    return CheckReport(tuple(problems), entries, examples)


@dataclass(frozen=True, slots=True)
class _Wanted:
    path: Path | None

    def languages(self) -> tuple[str, ...]:
        """The languages that have to be loaded: all, or the one whose folder the path is in."""
        parts = self.path.parts if self.path else ()
        return tuple(one for one in LANGUAGES if one in parts[-2:]) or LANGUAGES

    def holds(self, shown: str) -> bool:
        if self.path is None:
            return True
        found = Path(shown).resolve()
        return found == self.path or self.path in found.parents


def _lexicons(path: Path | None) -> tuple[Lexicons, _Wanted]:
    if path is None:
        return load_lexicons(), _Wanted(None)
    if not path.exists():
        raise CopylintError(FileError(str(path), "no such file or folder"))
    path = path.resolve()
    root = path
    while root != root.parent and root.name not in LANGUAGES:
        root = root.parent
    root = root.parent if root.name in LANGUAGES else path
    extra = () if root == lexicon_root().resolve() else (root,)
    return load_lexicons(extra), _Wanted(path)


def _lint(text: str, language: str, touchpoint: str | None, lexicons: Lexicons) -> list[Finding]:
    settings = Settings(language=language, touchpoint=touchpoint)
    return [
        finding
        for message in understand(Source(_EXAMPLE, text), settings)
        for finding in check_message(message, settings, lexicons)
    ]


def _entry_problems(entry: Entry, lexicons: Lexicons) -> Iterator[FileError]:
    file = EntryFile(Path(entry.path))
    touchpoint = min(entry.touchpoints) if entry.touchpoints else None

    def problem(message: str, text: str) -> FileError:
        return FileError(entry.path, f"{entry.id}: {message}", file.line_of(text, entry.line))

    for raw in entry.bad:
        fault = _bad_fault(raw, entry.name, entry.language, touchpoint, lexicons)
        if fault:
            yield problem(fault, raw)
    for raw in entry.good:
        found = _of_rule(
            _lint(read_example(raw).text, entry.language, touchpoint, lexicons), entry.rule
        )
        if found:
            yield problem(f'finds "{found[0].quote}" ({found[0].id}) in good "{raw}"', raw)
    suggestions = [(text, touchpoint) for text in entry.suggest]
    suggestions += [(text, at) for at, texts in entry.suggest_at.items() for text in texts]
    for text, at in suggestions:
        clean = _SLOT.sub(lambda slot: f"{{{{ {slot.group(1).replace(' ', '_')} }}}}", text)
        found = _warnings(_lint(clean, entry.language, at, lexicons))
        if found:
            yield problem(f'the suggestion "{text}" is itself found by {found[0].id}', text)


def _bad_fault(
    raw: str, name: str, language: str, touchpoint: str | None, lexicons: Lexicons
) -> str | None:
    try:
        example = read_example(raw)
    except ValueError:
        return f'the marks [ ] do not pair in bad "{raw}"'
    if not example.marks:
        return f'mark the words with [ ] in bad "{raw}"'
    found = [
        one
        for one in _lint(example.text, language, touchpoint, lexicons)
        if one.id == name or one.id.split("/")[0] == name
    ]
    spans = [_bare(example.text, one.span) for one in found]
    missed = [mark for mark in example.marks if _bare(example.text, mark) not in spans]
    if not missed:
        return None
    wanted = example.text[missed[0].start : missed[0].end]
    if found:
        return f'underlines "{found[0].quote}", not "{wanted}", in bad "{raw}"'
    return f'does not find "{wanted}" in bad "{raw}"'


def _bare(text: str, span: Span) -> Span:
    """``span`` without a full stop or the like at its end, which is never at fault."""
    return Span(span.start, span.start + len(text[span.start : span.end].rstrip(".!?…:;, \n")))


def _english_problems(lexicon: LanguageLexicon, lexicons: Lexicons) -> Iterator[FileError]:
    table = lexicon.english
    assert table is not None
    file = EntryFile(Path(table.path))
    for raw in table.bad:
        fault = _bad_fault(raw, "english", lexicon.language, None, lexicons)
        if fault:
            yield FileError(table.path, fault, file.line_of(raw, 1))
    for raw in table.good:
        found = _of_rule(_lint(read_example(raw).text, lexicon.language, None, lexicons), "english")
        if found:
            message = f'finds "{found[0].quote}" ({found[0].id}) in good "{raw}"'
            yield FileError(table.path, message, file.line_of(raw, 1))


def _of_rule(findings: Iterable[Finding], rule: str) -> list[Finding]:
    return [one for one in findings if one.rule == rule]


def _warnings(findings: Iterable[Finding]) -> list[Finding]:
    return [one for one in findings if one.severity >= Severity.WARNING]
