"""Which files a command line names, and how each is read."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from copylint.config import ConfigError, ConfigFinder, absolute
from copylint.model import CopylintError, FileError, Source
from copylint.ui import Ui

STDIN: Final = "-"
STDIN_PATH: Final = "<stdin>"


@dataclass(frozen=True, slots=True)
class Target:
    """Something to read.

    Attributes:
        path: as reports name it.
        governed: the file whose settings hold.
        load: gives the source; raises CopylintError where it cannot be read.
    """

    path: str
    governed: Path
    load: Callable[[], Source]


def _unreadable(error: CopylintError) -> Callable[[], Source]:
    def load() -> Source:
        raise error

    return load


@dataclass
class Targets:
    """Turns the paths of the command line into targets, each file once.

    Attributes:
        paths: as given.
        finder: the settings, which may exclude files.
        ui: the language to speak.
        outputs: the files that reports go to, which are not read.
        stdin_filename: what to call standard input; None for no name.
        include_code: whether a walk reads program code that the settings do not name.
        excluded: how many files the settings left out so far.
        unknown: how many a walk passed over so far.
    """

    paths: Sequence[str]
    finder: ConfigFinder
    ui: Ui
    outputs: Collection[str] = ()
    stdin_filename: str | None = None
    include_code: bool = False
    excluded: int = 0
    unknown: int = 0

    def all(self) -> Iterator[Target]:
        """The targets, in the order of the command line; what cannot be read is one too."""
        seen = {absolute(Path(one)) for one in self.outputs}
        for given in self.paths:
            for target in self._stdin() if given == STDIN else self._below(Path(given)):
                name = Path(STDIN) if given == STDIN else absolute(target.governed)
                if name in seen:
                    continue
                seen.add(name)
                if self._is_excluded(target):
                    self.excluded += 1
                else:
                    yield target

    def _stdin(self) -> Iterator[Target]:
        shown = self.stdin_filename or STDIN_PATH
        governed = Path(self.stdin_filename or "stdin")
        yield Target(shown, governed, lambda: _load_stdin(shown))

    def _below(self, path: Path) -> Iterator[Target]:
        from copylint.discovery import discover, load
        from copylint.readers import KNOWN_SUFFIXES, SNIFFED

        try:
            any_found = False
            for found in discover(
                [path],
                exclude=(),
                known_suffixes=KNOWN_SUFFIXES,
                sniffed=SNIFFED,
                wanted=self._is_wanted,
                on_unknown=self._pass_over,
            ):
                any_found = True
                yield Target(found.as_posix(), found, partial(load, found))
            if not any_found:
                raise CopylintError(FileError(str(path), self.ui("error.no_files")))
        except CopylintError as error:
            yield Target(path.as_posix(), path, _unreadable(error))

    def _is_wanted(self, path: Path) -> bool:
        """Whether the settings say what to read a file of any name as, or to read its code."""
        from copylint.readers import is_program

        is_code = is_program(path.as_posix())
        try:
            config = self.finder.for_file(path)
            if is_code and (self.include_code or config.includes_code(path)):
                return True
            return config.settings_for(path).format is not None
        except ConfigError:
            return False  # said where a file that these settings govern is read

    def _pass_over(self, _: Path) -> None:
        self.unknown += 1

    def _is_excluded(self, target: Target) -> bool:
        """By the settings of the file itself: their patterns are relative to where they stand."""
        try:
            return self.finder.for_file(target.governed).excludes(target.governed)
        except ConfigError:
            return False  # said where the target is read


def _load_stdin(shown: str) -> Source:
    from copylint.discovery import decode

    return decode(sys.stdin.buffer.read(), shown)


def folder_of(given: str) -> Path:
    """The folder where the search for the settings of a path of the command line begins."""
    path = Path(given)
    return Path() if given == STDIN else path if path.is_dir() else path.parent
