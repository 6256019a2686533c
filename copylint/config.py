"""The configuration: ``copylint.toml``, or ``[tool.copylint]`` in ``pyproject.toml``.

A file is governed by the nearest configuration in its folder or above. Which rules exist is told
from outside, so that this module knows nothing of lexicons.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from copylint.model import (
    LANGUAGES,
    TOUCHPOINTS,
    UI_LANGUAGES,
    CopylintError,
    FileError,
    Severity,
)

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

FILE_NAME: Final = "copylint.toml"
PYPROJECT: Final = "pyproject.toml"
SEVERITIES: Final = tuple(severity.label for severity in Severity)
THRESHOLDS: Final = SEVERITIES[1:]

_SETTING_KEYS: Final = ("language", "touchpoint", "rules", "accept", "company")
TOP_KEYS: Final = (
    *_SETTING_KEYS, "touchpoints", "exclude", "include-code", "fail-on", "ui-language", "lexicons",
    "overrides",
)  # fmt: skip
OVERRIDE_KEYS: Final = ("files", "keys", "format", *_SETTING_KEYS)
_OTHER_CODES: Final = {
    "no": "write 'nb' for bokmål or 'nn' for nynorsk",
    "dk": "write 'da' for Danish",
    "se": "write 'sv' for Swedish",
}

KeyPath = tuple[str | int, ...]


Severities = Mapping[str, Severity]
"""Severities by rule."""

_NONE_SET: Final[Severities] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Forced:
    """What the command line says: it beats the file and its settings.

    Attributes:
        language: the language of the copy, or None.
        touchpoint: the touchpoint, or None.
        only: the rules that run, even where the settings switch them off; empty for all rules that
            the settings leave on.
    """

    language: str | None = None
    touchpoint: str | None = None
    only: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for one file, or for one message of it.

    Attributes:
        language: the declared language of the copy, or None to decide by evidence.
        touchpoint: the declared touchpoint, or None to decide by evidence.
        rules: the severities that were set; a rule that is not named keeps its own.
        touchpoints: the severities that were set for a touchpoint, by its name.
        accept: words that no rule may flag, as written.
        company: names of the company, as written.
        format: what to read the file as, or None to go by its name and content.
        keyed: what differs for messages under some keys of a catalogue.
        forced: what the command line says.
    """

    language: str | None = None
    touchpoint: str | None = None
    rules: Severities = field(default_factory=lambda: _NONE_SET)
    touchpoints: Mapping[str, Severities] = field(default_factory=lambda: MappingProxyType({}))
    accept: frozenset[str] = frozenset()
    company: tuple[str, ...] = ()
    format: str | None = None
    keyed: tuple[Keyed, ...] = ()
    forced: Forced = Forced()

    def merged(self, other: Settings) -> Settings:
        """These settings with those of an override laid over them; lists of words add up.

        A severity of ``other`` holds at every touchpoint.
        """
        touchpoints = {
            name: MappingProxyType({k: v for k, v in table.items() if k not in other.rules})
            for name, table in self.touchpoints.items()
        }
        return replace(
            self,
            language=other.language or self.language,
            touchpoint=other.touchpoint or self.touchpoint,
            rules=MappingProxyType({**self.rules, **other.rules}),
            touchpoints=MappingProxyType(touchpoints),
            accept=self.accept | other.accept,
            company=tuple(dict.fromkeys((*self.company, *other.company))),
            format=other.format or self.format,
        )

    def for_keys(self, keys: Iterable[str]) -> Settings:
        """What holds for a message whose strings stand under ``keys`` (parts joined with a dot)."""
        settings = self
        if self.keyed:
            named = tuple(dict.fromkeys(keys))
            for one in self.keyed:
                if any(one.matches(key) for key in named):
                    settings = settings.merged(one.settings)
        return settings

    def severity(self, rule: str, touchpoint: str) -> Severity | None:
        """The severity that was set for ``rule`` at ``touchpoint``; None where it keeps its own."""
        found = self.touchpoints.get(touchpoint, _NONE_SET).get(rule, self.rules.get(rule))
        if not self.forced.only:
            return found
        if rule not in self.forced.only:
            return Severity.OFF
        return None if found is Severity.OFF else found


@dataclass(frozen=True, slots=True)
class Keyed:
    """Settings for the messages whose key fits one of some patterns.

    ``*`` stands for any part of a key, dots too.
    """

    patterns: tuple[str, ...]
    settings: Settings

    def matches(self, key: str) -> bool:
        """Whether the settings are for the message under ``key``."""
        return any(fnmatchcase(key, pattern) for pattern in self.patterns)


class Globs:
    """File patterns in the notation of ``.gitignore``, relative to one folder."""

    def __init__(self, folder: Path, patterns: tuple[str, ...]) -> None:
        self.folder = folder
        self.patterns = patterns

    def match(self, path: Path) -> bool:
        """Whether ``path`` fits one of the patterns."""
        if not self.patterns:
            return False
        shown = os.path.relpath(absolute(path), self.folder)
        while shown.startswith(f"..{os.sep}"):
            shown = shown[3:]
        return self._spec.match_file(shown)

    @cached_property
    def _spec(self) -> GitIgnoreSpec:
        from pathspec import GitIgnoreSpec

        return GitIgnoreSpec.from_lines(self.patterns)


@dataclass(frozen=True)
class Override:
    """Settings for the files, the keys, or the keys of the files, that some patterns name."""

    files: Globs | None
    keys: tuple[str, ...] | None
    settings: Settings


@dataclass(frozen=True)
class Config:
    """One configuration file as it was read; ``Config(folder)`` is what holds without any.

    Attributes:
        folder: absolute; patterns and lexicon folders are relative to it.
        path: the file as messages show it, None where there is none.
        exclude: patterns of files that are passed over.
        include_code: patterns of the program code that a walk reads; none by default.
        fail_on: from which severity on findings fail the run, None for the default.
        ui_language: the language of messages, None to go by the locale.
        lexicons: absolute folders with lexicons of the team's own.
    """

    folder: Path
    path: str | None = None
    base: Settings = Settings()
    overrides: tuple[Override, ...] = ()
    exclude: tuple[str, ...] = ()
    include_code: tuple[str, ...] = ()
    fail_on: Severity | None = None
    ui_language: str | None = None
    lexicons: tuple[Path, ...] = ()

    def settings_for(self, path: Path) -> Settings:
        """The effective settings of ``path``: the base, then each override that names it.

        Overrides by key are kept apart in ``Settings.keyed`` and come last.
        """
        settings = self.base
        keyed: list[Keyed] = []
        for override in self.overrides:
            if override.files is not None and not override.files.match(path):
                continue
            if override.keys is not None:
                keyed.append(Keyed(override.keys, override.settings))
            else:
                settings = settings.merged(override.settings)
        return replace(settings, keyed=tuple(keyed)) if keyed else settings

    def excludes(self, path: Path) -> bool:
        """Whether ``path`` is to be passed over."""
        return self._exclude.match(path)

    def includes_code(self, path: Path) -> bool:
        """Whether a walk reads ``path``, should it be program code."""
        return self._include_code.match(path)

    @cached_property
    def _include_code(self) -> Globs:
        return Globs(self.folder, self.include_code)

    @cached_property
    def _exclude(self) -> Globs:
        return Globs(self.folder, self.exclude)


class ConfigError(CopylintError):
    """A configuration that cannot be used, with every fault in it, in order of lines."""

    def __init__(self, errors: Sequence[FileError]) -> None:
        super().__init__(errors[0])
        self.errors = tuple(errors)


class ConfigFinder:
    """Finds and reads the configuration of each file, each configuration once.

    Args:
        rules: the names of all rules.
        explicit: a configuration that governs every file, whatever stands nearer.
        formats: the names of all formats that a file can be read as.
    """

    def __init__(
        self,
        rules: Collection[str],
        explicit: Path | None = None,
        *,
        formats: Collection[str] = (),
    ) -> None:
        self._rules = tuple(rules)
        self._formats = tuple(formats)
        self._explicit = explicit
        self._by_folder: dict[Path, Config | ConfigError] = {}
        self._by_file: dict[Path, Config | ConfigError] = {}

    def for_file(self, path: Path) -> Config:
        """The configuration that governs the file ``path``.

        Raises:
            ConfigError: the configuration is broken or, if given explicitly, missing.
        """
        return self.for_folder(path.parent)

    def for_folder(self, folder: Path) -> Config:
        """The configuration that governs the files in ``folder``; raises as ``for_file``."""
        folder = absolute(folder)
        if folder not in self._by_folder:
            self._by_folder[folder] = self._find(folder)
        found = self._by_folder[folder]
        if isinstance(found, ConfigError):
            raise found
        return found

    def _find(self, folder: Path) -> Config | ConfigError:
        if self._explicit is not None:
            return self._read(self._explicit)
        for above in (folder, *folder.parents):
            if above in self._by_folder:
                return self._by_folder[above]
            for candidate in (above / FILE_NAME, above / PYPROJECT):
                if candidate.is_file() and _speaks_of_us(candidate):
                    return self._read(candidate)
        return Config(folder)

    def _read(self, path: Path) -> Config | ConfigError:
        if path not in self._by_file:
            try:
                self._by_file[path] = read_config(path, self._rules, self._formats)
            except ConfigError as error:
                self._by_file[path] = error
        return self._by_file[path]


def read_config(path: Path, rules: Collection[str], formats: Collection[str] = ()) -> Config:
    """The configuration that stands in ``path``.

    Args:
        path: a ``pyproject.toml``, or a file of any other name laid out as ``copylint.toml``.
        rules: the names of all rules.
        formats: the names of all formats.

    Raises:
        ConfigError: the file cannot be read, or says something that copylint does not know.
    """
    shown = _shown(path)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ConfigError([FileError(shown, _os_reason(error))]) from None
    except UnicodeDecodeError:
        raise ConfigError([FileError(shown, "not UTF-8; save the file as UTF-8")]) from None
    return parse_config(path, text, rules, formats)


def parse_config(
    path: Path, text: str, rules: Collection[str], formats: Collection[str] = ()
) -> Config:
    """The configuration that ``text`` makes as the content of ``path``; else as ``read_config``."""
    shown = _shown(path)
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError([_toml_error(shown, error)]) from None
    prefix: KeyPath = ()
    if path.name == PYPROJECT:
        prefix = ("tool", "copylint")
        tool = table.get("tool", {})
        table = tool.get("copylint", {}) if isinstance(tool, dict) else {}
    folder = absolute(path).parent
    return _Reader(shown, text, folder, tuple(rules), tuple(formats), prefix).config(table)


class _Reader:
    """Turns the tables of one file into a ``Config``, and notes every fault on the way."""

    def __init__(
        self,
        shown: str,
        text: str,
        folder: Path,
        rules: tuple[str, ...],
        formats: tuple[str, ...],
        prefix: KeyPath,
    ) -> None:
        self._shown = shown
        self._lines = _KeyLines(text)
        self._folder = folder
        self._rules = rules
        self._formats = formats
        self._prefix = prefix
        self._faults: list[FileError] = []

    def config(self, table: object) -> Config:
        if not isinstance(table, dict):
            self._fault((), "must be a table: [tool.copylint]")
            table = {}
        self._known_keys(table, TOP_KEYS, ())
        config = Config(
            folder=self._folder,
            path=self._shown,
            base=replace(self._settings(table, ()), touchpoints=self._touchpoints(table)),
            overrides=tuple(self._overrides(table)),
            exclude=self._words(table, ("exclude",)),
            include_code=self._include_code(table),
            fail_on=self._fail_on(table),
            ui_language=self._choice(table, ("ui-language",), UI_LANGUAGES, "language"),
            lexicons=tuple(self._lexicons(table)),
        )
        if self._faults:
            raise ConfigError(sorted(self._faults, key=lambda fault: fault.line or 0))
        return config

    def _settings(self, table: dict[str, Any], at: KeyPath) -> Settings:
        return Settings(
            language=self._choice(table, (*at, "language"), LANGUAGES, "language"),
            touchpoint=self._choice(table, (*at, "touchpoint"), TOUCHPOINTS, "touchpoint"),
            rules=MappingProxyType(dict(self._severities(table, (*at, "rules")))),
            accept=frozenset(self._words(table, (*at, "accept"))),
            company=self._words(table, (*at, "company")),
        )

    def _overrides(self, table: dict[str, Any]) -> Iterator[Override]:
        given = table.get("overrides", [])
        if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
            self._fault(("overrides",), "'overrides' must be tables: write [[overrides]]")
            return
        for number, one in enumerate(given):
            at: KeyPath = ("overrides", number)
            self._known_keys(one, OVERRIDE_KEYS, at)
            files = self._words(one, (*at, "files"))
            keys = self._words(one, (*at, "keys"))
            if "files" not in one and "keys" not in one:
                example = 'add files = ["mail/*.html"]'
                self._fault(at, f"[[overrides]] lacks 'files' or 'keys'; {example}")
            yield Override(
                Globs(self._folder, files) if "files" in one else None,
                keys if "keys" in one else None,
                replace(self._settings(one, at), format=self._format(one, at)),
            )

    def _format(self, table: dict[str, Any], at: KeyPath) -> str | None:
        if "format" in table and "keys" in table:
            self._fault((*at, "format"), "'format' holds for whole files; write it without 'keys'")
        return self._choice(table, (*at, "format"), self._formats, "format")

    def _touchpoints(self, table: dict[str, Any]) -> Mapping[str, Severities]:
        """The team's own table: ``[touchpoints.<name>.rules]``."""
        given = table.get("touchpoints", {})
        found: dict[str, Severities] = {}
        if not isinstance(given, dict):
            self._fault(("touchpoints",), "'touchpoints' must be tables: [touchpoints.hold.rules]")
            given = {}
        for name, one in given.items():
            at: KeyPath = ("touchpoints", name)
            if name not in TOUCHPOINTS:
                self._fault(at, f"unknown touchpoint '{name}'{nearest(name, TOUCHPOINTS)}")
            elif not isinstance(one, dict):
                self._fault(at, f"'{name}' must be a table: write [touchpoints.{name}.rules]")
            else:
                self._known_keys(one, ("rules",), at)
                found[name] = MappingProxyType(dict(self._severities(one, (*at, "rules"))))
        return MappingProxyType(found)

    def _severities(self, table: dict[str, Any], at: KeyPath) -> Iterator[tuple[str, Severity]]:
        given = table.get("rules", {})
        if not isinstance(given, dict):
            self._fault(at, "'rules' must be a table: write rules.hollow-phrase = \"off\"")
            return
        for name, label in given.items():
            if name not in self._rules:
                self._fault((*at, name), f"unknown rule '{name}'{nearest(name, self._rules)}")
            elif not isinstance(label, str) or label not in SEVERITIES:
                self._fault(
                    (*at, name),
                    f"'{name}' must be one of {_listed(SEVERITIES)}; got {_brief(label)}",
                )
            else:
                yield name, Severity.parse(label)

    def _fail_on(self, table: dict[str, Any]) -> Severity | None:
        label = self._choice(table, ("fail-on",), THRESHOLDS, "severity")
        return None if label is None else Severity.parse(label)

    def _include_code(self, table: dict[str, Any]) -> tuple[str, ...]:
        """``true`` for all program code, ``false`` for none, or patterns of some."""
        given = table.get("include-code", False)
        if isinstance(given, bool):
            return ("*",) if given else ()
        if not isinstance(given, list):
            self._fault(
                ("include-code",),
                f"'include-code' must be true, false or a list of patterns; got {_brief(given)}",
            )
            return ()
        return self._words(table, ("include-code",))

    def _lexicons(self, table: dict[str, Any]) -> Iterator[Path]:
        for word in self._words(table, ("lexicons",)):
            folder = self._folder / word
            if folder.is_dir():
                yield folder
            else:
                self._fault(("lexicons",), f"no folder '{word}' beside this file", word)

    def _choice(
        self, table: dict[str, Any], at: KeyPath, known: tuple[str, ...], what: str
    ) -> str | None:
        key = str(at[-1])
        value = table.get(key)
        if value is None:
            return None
        if isinstance(value, str) and value in known:
            return value
        if not isinstance(value, str):
            self._fault(at, f"'{key}' must be one of {_listed(known)}; got {_brief(value)}")
        else:
            self._fault(at, f"unknown {what} '{value}'{mend(value, known, what)}")
        return None

    def _words(self, table: dict[str, Any], at: KeyPath) -> tuple[str, ...]:
        key = str(at[-1])
        given = table.get(key, [])
        if not isinstance(given, list):
            self._fault(at, f"'{key}' must be a list: write {key} = [{_brief(given)}]")
            return ()
        for word in given:
            if not isinstance(word, str) or not word.strip():
                self._fault(
                    at, f"'{key}' must hold words in quotes; got {_brief(word)}", _brief(word)
                )
        return tuple(word for word in given if isinstance(word, str) and word.strip())

    def _known_keys(self, table: dict[str, Any], known: tuple[str, ...], at: KeyPath) -> None:
        by_touchpoint = at[:1] == ("touchpoints",)
        rules_table = f"[touchpoints.{at[1]}.rules]" if by_touchpoint else "[rules]"
        for key in table:
            if key in known:
                continue
            if key in self._rules:
                hint = f"; write it under {rules_table}, or as rules.{key}"
            elif key in TOP_KEYS and at[:1] == ("overrides",):
                hint = "; it cannot differ between files, so move it above [[overrides]]"
            elif key in OVERRIDE_KEYS and not at:
                hint = '; write it under [[overrides]], with files = ["*.x"]'
            else:
                hint = nearest(key, known)
            self._fault((*at, key), f"unknown key '{key}'{hint}")

    def _fault(self, at: KeyPath, message: str, word: str = "") -> None:
        line = self._lines.find((*self._prefix, *at), word)
        self._faults.append(FileError(self._shown, message, line))


class _KeyLines:
    """On which line of a TOML text each key stands; ``tomllib`` does not tell."""

    _HEADER = re.compile(r"^\s*(\[\[?)\s*(.+?)\s*\]\]?\s*(?:#.*)?$")
    _KEY = re.compile(
        r"""^\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*="""
    )
    _PART = re.compile(r"""[\w-]+|"[^"]*"|'[^']*'""")

    def __init__(self, text: str) -> None:
        self._rows = text.splitlines()
        self._keys: dict[KeyPath, int] = {}
        table: KeyPath = ()
        counts: dict[KeyPath, int] = {}
        for number, row in enumerate(self._rows, start=1):
            if header := self._HEADER.match(row):
                table = self._in_arrays(self._split(header[2]), counts, header[1] == "[[")
                self._note(table, number)
            elif key := self._KEY.match(row):
                self._note((*table, *self._split(key[1])), number)

    def find(self, at: KeyPath, word: str = "") -> int | None:
        """The line of the key ``at``, or of ``word`` below it; None where nothing is found."""
        known = next((at[:n] for n in range(len(at), 0, -1) if at[:n] in self._keys), ())
        first = self._keys.get(known)
        wanted = [str(part) for part in at[len(known) :] if isinstance(part, str)]
        for sought in (word, *reversed(wanted)):
            for number in range(first or 1, len(self._rows) + 1) if sought else ():
                if sought in self._rows[number - 1].partition("#")[0]:
                    return number
        return first

    def _note(self, path: KeyPath, number: int) -> None:
        for length in range(1, len(path) + 1):
            self._keys.setdefault(path[:length], number)

    def _split(self, dotted: str) -> KeyPath:
        return tuple(part.strip("\"'") for part in self._PART.findall(dotted))

    def _in_arrays(self, path: KeyPath, counts: dict[KeyPath, int], opens: bool) -> KeyPath:
        """``path`` with the number of the table put in where a part is an array of tables."""
        numbered: KeyPath = ()
        for at, part in enumerate(path):
            numbered = (*numbered, part)
            if opens and at == len(path) - 1:
                counts[numbered] = counts.get(numbered, -1) + 1
            if numbered in counts:
                numbered = (*numbered, counts[numbered])
        return numbered


def absolute(path: Path) -> Path:
    """``path`` from the root on, without ``..``; links stay, as settings stand beside the link."""
    return Path(os.path.normpath(path.absolute()))


def nearest(word: str, known: Collection[str]) -> str:
    """The end of a message about an unknown ``word``: the name that was probably meant."""
    close = get_close_matches(word.lower(), known, n=1, cutoff=0.6)
    return f"; did you mean '{close[0]}'?" if close else f"; known are {_listed(known)}"


def mend(value: str, known: tuple[str, ...], what: str) -> str:
    """The end of a message about an unknown ``value`` of a setting: what to write instead.

    ``what`` names the setting, such as "language", and ``known`` are its values.
    """
    code = re.split(r"[-_]", value.lower())[0]
    if what == "language" and code in known:
        return f"; write '{code}'"
    if what == "language" and code in _OTHER_CODES:
        return f"; {_OTHER_CODES[code]}"
    return nearest(value, known)


def _listed(words: Collection[str]) -> str:
    return ", ".join(words)


def _brief(value: object) -> str:
    """A value as the person wrote it in TOML, near enough."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return f'"{value}"'
        case list():
            return "a list"
        case dict():
            return "a table"
        case _:
            return str(value)


def _speaks_of_us(path: Path) -> bool:
    """Whether ``path`` configures copylint; a ``pyproject.toml`` mostly does not.

    A broken one that names copylint counts: better an error than settings silently lost.
    """
    if path.name != PYPROJECT:
        return True
    try:
        text = path.read_bytes().decode("utf-8-sig", "replace")
    except OSError:
        return False
    if "copylint" not in text:
        return False
    try:
        tool = tomllib.loads(text).get("tool")
    except tomllib.TOMLDecodeError:
        return True
    return isinstance(tool, dict) and "copylint" in tool


def _toml_error(shown: str, error: tomllib.TOMLDecodeError) -> FileError:
    said = re.fullmatch(r"(.*?) \(at (?:line (\d+), column \d+|end of document)\)", str(error))
    if said is None:
        return FileError(shown, f"not TOML: {error}")
    return FileError(shown, f"not TOML: {said[1]}", int(said[2]) if said[2] else None)


def _os_reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file"
    return error.strerror or "cannot be read"


def _shown(path: Path) -> str:
    relative = os.path.relpath(path)
    return relative if len(relative) <= len(str(path)) else str(path)
