"""One run over many files: settings, lexicons, errors and the exit code, file by file.

Nothing here prints; ``cli`` hands what comes out to a report.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from copylint.config import Config, ConfigError, ConfigFinder, Settings
from copylint.model import (
    LANGUAGES,
    UNKNOWN,
    CopylintError,
    FileError,
    FileReport,
    Severity,
    Source,
)
from copylint.targets import Target
from copylint.ui import Ui

if TYPE_CHECKING:
    from copylint.anatomy import FileAnatomy
    from copylint.lexicon import Lexicons
    from copylint.lexicon_stats import Text

CLEAN: Final = 0
FOUND: Final = 1
FAILED: Final = 2
INTERRUPTED: Final = 130

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the command line says of the files to read; it beats the settings."""

    paths: tuple[str, ...] = ()
    verbose: bool = False
    language: str | None = None
    touchpoint: str | None = None
    config: str | None = None
    stdin_filename: str | None = None
    include_code: bool = False
    ui_language: str | None = None

    def over(self, settings: Settings) -> Settings:
        """``settings`` with these options laid over them."""
        return replace(
            settings,
            forced=replace(settings.forced, language=self.language, touchpoint=self.touchpoint),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowOptions(Options):
    """What the command line says to ``show`` and ``lexicon stats``."""

    form: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOptions(Options):
    """What the command line says to ``check``."""

    formats: tuple[str, ...] = ()
    output: str | None = None
    rules: tuple[str, ...] = ()
    fail_on: str | None = None
    no_progress: bool = False
    quiet: bool = False

    def threshold(self, config: Config) -> Severity:
        """From which severity on a finding fails the run."""
        if self.fail_on is not None:
            return Severity.parse(self.fail_on)
        return config.fail_on or Severity.WARNING

    def over(self, settings: Settings) -> Settings:
        """``settings`` with these options laid over them."""
        settings = Options.over(self, settings)
        return replace(settings, forced=replace(settings.forced, only=frozenset(self.rules)))


@dataclass(kw_only=True)
class _Run:
    """What every run over files keeps: its settings, the errors it has said, its exit code.

    ``on_crash`` is told, in a verbose run, of a file at which copylint itself failed, while the
    exception is handled.
    """

    finder: ConfigFinder
    ui: Ui
    exit_code: int = CLEAN
    on_crash: Callable[[str], None] = field(default=lambda _: traceback.print_exc())
    _said: set[FileError] = field(default_factory=set)

    def _new(self, errors: Iterable[FileError]) -> Iterator[FileError]:
        """Those of ``errors`` that were not said before; each fails the run."""
        for error in errors:
            if error not in self._said:
                self._said.add(error)
                self.exit_code = FAILED
                yield error

    def _guarded(self, path: str, work: Callable[[], _T], *, verbose: bool) -> _T | FileError:
        """What ``work`` on the file ``path`` gives, or why it gave nothing."""
        try:
            return work()
        except CopylintError as error:
            failure = _about(error.error, path)
        except Exception as error:  # one file must not stop the others
            if verbose:
                self.on_crash(path)
            failure = FileError(path, self.ui("error.internal", what=brief(error)))
        self.exit_code = FAILED
        return failure


@dataclass(kw_only=True)
class Check(_Run):
    """Lints one target after the other, and keeps count for the exit code."""

    options: CheckOptions
    _lexicons: dict[tuple[Path, ...], tuple[Lexicons, Sequence[FileError]]] = field(
        default_factory=dict
    )

    def file(self, target: Target) -> Iterator[FileReport]:
        """The report on ``target``, with one more for each new error in what it depends on."""
        try:
            config = self.finder.for_file(target.governed)
        except ConfigError as error:
            yield from map(_error_report, self._new(error.errors))
            return
        lexicons, errors = self.lexicons_of(config)
        yield from map(_error_report, self._new(errors))
        report = self.report(target, config, lexicons)
        threshold = self.options.threshold(config)
        if any(one.severity >= threshold for one in report.findings):
            self.exit_code = max(self.exit_code, FOUND)
        yield report
        yield from map(_error_report, self._new(problems_for(report, lexicons)))

    def report(self, target: Target, config: Config, lexicons: Lexicons) -> FileReport:
        """The report on ``target`` under settings and lexicons that are whole; with an error where
        it cannot be read."""
        report = self._guarded(
            target.path,
            lambda: self._lint(target, config, lexicons),
            verbose=self.options.verbose,
        )
        return _error_report(report) if isinstance(report, FileError) else report

    def reload(self, finder: ConfigFinder, *, lexicons: bool) -> None:
        """Reads settings anew, through ``finder``, and on demand a team's lexicons; what was wrong
        with either is said again if it still is."""
        self.finder = finder
        self._said.clear()
        if lexicons:
            self._lexicons = {key: value for key, value in self._lexicons.items() if not key}

    def _lint(self, target: Target, config: Config, lexicons: Lexicons) -> FileReport:
        from copylint.engine import lint
        from copylint.filters import tidy

        source = target.load()
        settings = self.options.over(config.settings_for(target.governed))
        report = lint(source, settings, lexicons, ui_language=self.ui.language)
        return replace(report, findings=tidy(report.findings))

    def lexicons_of(self, config: Config) -> tuple[Lexicons, Sequence[FileError]]:
        """The lexicons of ``config``; where its own cannot be used, the shipped ones and why."""
        from copylint.lexicon import load_lexicons

        if config.lexicons not in self._lexicons:
            errors: Sequence[FileError] = ()
            try:
                lexicons = load_lexicons(config.lexicons)
            except CopylintError as error:
                if not config.lexicons:
                    raise
                lexicons, errors = load_lexicons(), errors_of(error)
            self._lexicons[config.lexicons] = lexicons, errors
        return self._lexicons[config.lexicons]

    def lexicon_folders(self) -> Sequence[Path]:
        """The folders with a team's own lexicons that were used so far."""
        return tuple(folder for folders in self._lexicons for folder in folders)


@dataclass(kw_only=True)
class Show(_Run):
    """Reads one target after the other as ``check`` would, and tells what it read."""

    options: Options

    def file(self, target: Target) -> Iterator[FileAnatomy | FileError]:
        """What was read of ``target``, or each new error that kept it from being read."""
        try:
            config = self.finder.for_file(target.governed)
        except ConfigError as error:
            yield from self._new(error.errors)
            return
        yield self._guarded(
            target.path, lambda: self._read(target, config), verbose=self.options.verbose
        )

    def _read(self, target: Target, config: Config) -> FileAnatomy:
        from copylint.anatomy import anatomy

        source: Source = target.load()
        return anatomy(source, self.options.over(config.settings_for(target.governed)))


@dataclass(kw_only=True)
class Gather(_Run):
    """Reads the targets for a command that looks at all of them at once.

    Attributes:
        errors: why some of them, or their settings, could not be read.
    """

    options: Options
    errors: list[FileError] = field(default_factory=list)

    def texts(self, targets: Iterable[Target]) -> Iterator[Text]:
        """The messages of each of ``targets`` that can be read."""
        for target in targets:
            read = self._guarded(
                target.path, partial(self._read, target), verbose=self.options.verbose
            )
            if isinstance(read, FileError):
                self.errors.extend(self._new([read]))
            else:
                yield read

    def _read(self, target: Target) -> Text:
        from copylint.engine import understand
        from copylint.lexicon_stats import Text

        config = self.finder.for_file(target.governed)
        settings = self.options.over(config.settings_for(target.governed))
        return Text(understand(target.load(), settings), settings)


def problems_for(report: FileReport, lexicons: Lexicons) -> Iterator[FileError]:
    """What is wrong with the lexicons of the languages that ``report`` speaks of."""
    for language in sorted({report.language, *(one.language for one in report.findings)}):
        if language in LANGUAGES:
            yield from lexicons.language(language).problems


def _error_report(error: FileError) -> FileReport:
    return FileReport(error.path, None, UNKNOWN, "other", error=error)


def _about(error: FileError, path: str) -> FileError:
    """``error`` as an error of ``path``, should it lie in something else, such as a lexicon."""
    return error if Path(error.path) == Path(path) else FileError(path, str(error))


def errors_of(error: CopylintError) -> Sequence[FileError]:
    """All the lines that ``error`` has to show."""
    return error.errors if isinstance(error, ConfigError) else (error.error,)


def brief(error: Exception) -> str:
    """An unforeseen error in a few words: its type and what it says."""
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
