"""copylint from Python: the same settings, rules and filters as on the command line.

Nothing is printed. A lexicon is loaded once in a process, when the first text in its language is
linted; settings are read anew at each call. All functions may be called from several threads.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from threading import Lock

from copylint.config import Config, ConfigFinder
from copylint.discovery import load
from copylint.lexicon import Lexicons, load_lexicons, rule_names
from copylint.model import (
    LANGUAGES,
    TOUCHPOINTS,
    UI_LANGUAGES,
    CopylintError,
    FileReport,
    Source,
)
from copylint.readers import KINDS
from copylint.run import Check, CheckOptions, problems_for
from copylint.targets import Target, Targets
from copylint.ui import load_ui

StrPath = str | os.PathLike[str]

_lexicons: dict[tuple[Path, ...], Lexicons] = {}
_loading = Lock()


def lint_text(
    text: str,
    *,
    language: str | None = None,
    touchpoint: str | None = None,
    path: StrPath = "text.txt",
    config: StrPath | None = None,
    ui_language: str = "en",
) -> FileReport:
    """What is to be said of ``text``.

    Args:
        text: the content of a file, as it would be decoded; offsets of findings count in it.
        language: one of ``model.LANGUAGES``; None to decide by what the text and ``path`` say.
        touchpoint: one of ``model.TOUCHPOINTS``; likewise.
        path: a name for the text, whose suffix says what to read it as; no such file need exist.
        config: the settings; None for those that govern ``path``, if there are any.
        ui_language: of messages, one of ``model.UI_LANGUAGES``.

    Raises:
        CopylintError: the settings, or the lexicons that they name, are broken.
        ValueError: an argument is none of the values that it may have.
    """
    name = Path(path)
    source = Source(name.as_posix(), text)
    run = _Run(language, touchpoint, config, ui_language)
    return run.report(Target(source.path, name, lambda: source))


def lint_file(
    path: StrPath,
    *,
    language: str | None = None,
    touchpoint: str | None = None,
    config: StrPath | None = None,
    ui_language: str = "en",
) -> FileReport:
    """What is to be said of the file ``path``; ``FileReport.error`` says why it cannot be read.

    Takes and raises what ``lint_text`` does. The file is read whatever its name, and even where the
    settings exclude it.
    """
    file = Path(path)
    run = _Run(language, touchpoint, config, ui_language)
    return run.report(Target(file.as_posix(), file, lambda: load(file)))


def lint_paths(
    paths: StrPath | Iterable[StrPath],
    *,
    language: str | None = None,
    touchpoint: str | None = None,
    config: StrPath | None = None,
    ui_language: str = "en",
) -> Iterator[FileReport]:
    """What is to be said of the files that ``paths`` (one or several) name, as ``copylint PATH...``
    finds them.

    Folders are walked, each file is read once, and what the settings exclude is left out. A path
    where nothing is found gives a report with an error. Each report is made when it is asked for.

    Takes and raises what ``lint_text`` does: ValueError at once, CopylintError at the first file
    that broken settings govern.
    """
    run = _Run(language, touchpoint, config, ui_language)
    given = [paths] if isinstance(paths, str | os.PathLike) else paths
    targets = Targets([os.fspath(one) for one in given], run.finder, run.ui)
    return map(run.report, targets.all())


class _Run:
    """What holds for all files of one call."""

    def __init__(
        self,
        language: str | None,
        touchpoint: str | None,
        config: StrPath | None,
        ui_language: str,
    ) -> None:
        _known("language", language, (*LANGUAGES, None))
        _known("touchpoint", touchpoint, (*TOUCHPOINTS, None))
        _known("ui_language", ui_language, UI_LANGUAGES)
        explicit = None if config is None else Path(config)
        self.finder = ConfigFinder(rule_names(), explicit, formats=KINDS)
        self.ui = load_ui(ui_language)
        options = CheckOptions(language=language, touchpoint=touchpoint)
        self._check = Check(finder=self.finder, ui=self.ui, options=options)

    def report(self, target: Target) -> FileReport:
        """The report on ``target``; raises CopylintError for what it depends on."""
        config = self.finder.for_file(target.governed)
        lexicons = _lexicons_of(config)
        report = self._check.report(target, config, lexicons)
        for problem in problems_for(report, lexicons):
            raise CopylintError(problem)
        return report


def _known(name: str, given: str | None, known: Iterable[str | None]) -> None:
    if given not in known:
        listed = ", ".join(one for one in known if one is not None)
        raise ValueError(f"{name} must be one of {listed}; not {given!r}")


def _lexicons_of(config: Config) -> Lexicons:
    """The lexicons of ``config``, the same ones for the life of the process."""
    with _loading:
        if config.lexicons not in _lexicons:
            _lexicons[config.lexicons] = load_lexicons(config.lexicons)
        return _lexicons[config.lexicons]
