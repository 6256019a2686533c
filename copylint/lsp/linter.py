"""One open document to its report: the run of the command line, with the editor's text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from copylint.config import ConfigError, ConfigFinder, parse_config
from copylint.lexicon import rule_names
from copylint.lsp.client import Client
from copylint.lsp.documents import Document
from copylint.lsp.names import Name, is_config, name_of, path_of
from copylint.model import UNKNOWN, CopylintError, FileError, FileReport, Source
from copylint.readers import KINDS, kind_of
from copylint.run import Check, CheckOptions
from copylint.targets import Target
from copylint.ui import Ui, load_ui


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is to be said of one version of a document.

    Attributes:
        document: that version.
        name: what it was read as.
        report: None where the document is not one to read.
        faults: what is wrong with the settings or lexicons that hold for it, each told once.
    """

    document: Document
    name: Name
    report: FileReport | None
    faults: tuple[FileError, ...] = ()


class Linter:
    """Lints documents one after the other; must be used from one thread at a time."""

    def __init__(
        self,
        client: Client,
        folders: Callable[[], Sequence[Path]],
        on_crash: Callable[[str], None],
    ) -> None:
        """``folders`` gives those of the workspace; ``on_crash`` is told of a document at which
        copylint failed, while the exception is handled."""
        self._client = client
        self._folders = folders
        finder = ConfigFinder(rule_names())
        self.ui = self._speak(finder)
        options = CheckOptions(verbose=True)
        self._check = Check(finder=finder, ui=self.ui, options=options, on_crash=on_crash)

    @property
    def finder(self) -> ConfigFinder:
        """Where the settings come from."""
        return self._check.finder

    def warm(self, language: str) -> None:
        """Loads what the first text in ``language`` would wait for."""
        from copylint.nlp import pipeline

        try:
            config = self.finder.for_folder(next(iter(self._folders()), Path()))
        except ConfigError:
            return  # said where a document is linted
        lexicons, _ = self._check.lexicons_of(config)
        lexicons.language(language).may_match("")
        pipeline(language)

    def reload(self, *, lexicons: bool) -> None:
        """Reads settings, and on demand a team's lexicons, anew when they are next needed."""
        finder = ConfigFinder(rule_names())
        self._check.reload(finder, lexicons=lexicons)
        self.ui = self._check.ui = self._speak(finder)

    def lexicon_folders(self) -> Sequence[Path]:
        """The folders with a team's own lexicons that are in use."""
        return self._check.lexicon_folders()

    def lint(self, document: Document) -> Outcome:
        """What is to be said of ``document``."""
        name = name_of(document, self._folders())
        if is_config(document):
            return Outcome(document, name, self._config_report(document, name))
        if not name.read or self._is_excluded(name) or self._is_unread_code(document, name):
            return Outcome(document, name, None)
        target = Target(name.shown, name.governed, lambda: Source(name.shown, document.text))
        reports = list(self._check.file(target))
        own = next((one for one in reports if one.path == name.shown), None)
        faults = tuple(one.error for one in reports if one is not own and one.error is not None)
        return Outcome(document, name, own, faults)

    def _is_excluded(self, name: Name) -> bool:
        try:
            return self.finder.for_file(name.governed).excludes(name.governed)
        except ConfigError:
            return False  # said where the document is linted

    def _is_unread_code(self, document: Document, name: Name) -> bool:
        """Whether the document is program code (PHP may be) that the settings do not include."""
        if kind_of(name.shown, document.text) != "code":
            return False
        try:
            return not self.finder.for_file(name.governed).includes_code(name.governed)
        except ConfigError:
            return False  # said where the document is linted

    def _config_report(self, document: Document, name: Name) -> FileReport:
        """What is wrong with settings, in the text that is not yet saved."""
        path = path_of(document.uri)
        source = Source(name.shown, document.text)
        error: FileError | None = None
        try:
            if path is not None:
                parse_config(path, document.text, rule_names(), KINDS)
        except CopylintError as raised:
            error = raised.error
        return FileReport(name.shown, source, UNKNOWN, "other", error=error)

    def _speak(self, finder: ConfigFinder) -> Ui:
        """The language to speak: as chosen, else as the settings of the main folder say, else that
        of the editor."""
        chosen = self._client.chosen_language
        folder = next(iter(self._folders()), None)
        if chosen is None and folder is not None:
            try:
                chosen = finder.for_folder(folder).ui_language
            except ConfigError:
                chosen = None  # said where a document is linted
        return load_ui(chosen or self._client.locale_language)
