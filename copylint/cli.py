"""The command line: a thin face over the engine.

Heavy parts are imported when a command needs them, so that ``--help`` comes at once.
"""

from __future__ import annotations

import contextlib
import gc
import os
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NoReturn

import click

from copylint import __version__
from copylint.config import THRESHOLDS, Config, ConfigError, ConfigFinder, Settings, absolute
from copylint.model import (
    LANGUAGES,
    TOUCHPOINTS,
    UI_LANGUAGES,
    UNKNOWN,
    CopylintError,
    FileError,
    FileReport,
    Severity,
    Source,
)
from copylint.report import FORMATS, MACHINE_FORMATS, new_report
from copylint.report.terminal import Bar, Output, columns, forget_stdout, prepare, say, style_for
from copylint.ui import Ui, load_ui, locale_language

if TYPE_CHECKING:
    from copylint.lexicon import Lexicons

CLEAN: Final = 0
FOUND: Final = 1
FAILED: Final = 2
INTERRUPTED: Final = 130

STDIN: Final = "-"
STDIN_PATH: Final = "<stdin>"
_DEFAULT_COMMAND: Final = "check"
_HERE: Final = Path()
_BAR_FROM: Final = 50


def main() -> NoReturn:
    """The entry point: runs the command line of the process and ends the process.

    Half of a short run would go into tidying up: collecting garbage while modules load, starting
    threads for matrices that nobody multiplies, taking the interpreter apart at the end.
    """
    gc.disable()
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    code = run(sys.argv[1:])
    sys.stderr.flush()
    os._exit(code)


def run(args: Sequence[str]) -> int:
    """Runs the command line on ``args`` and returns the exit code.

    Whatever goes wrong ends in one line on standard error.
    """
    try:
        prepare(sys.stdout)
        prepare(sys.stderr)
        # Not click's own main(), which has exit codes of its own for interrupts and broken pipes.
        group = build(_help_ui(args))
        try:
            with group.make_context("copylint", list(args)) as context:
                code: int = group.invoke(context)
        except click.exceptions.Exit as ending:
            code = ending.exit_code
        sys.stdout.flush()
        return code
    except click.ClickException as error:
        error.show()
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        forget_stdout()
        return FOUND
    except CopylintError as error:
        for one in _errors_of(error):
            say(str(one))
        return FAILED
    except OSError as error:  # a full disk, a terminal that went away
        forget_stdout()
        say(f"copylint: {error.strerror or error}")
        return FAILED
    except Exception as error:  # the last resort against a traceback
        if not {"-v", "--verbose"}.isdisjoint(args):
            traceback.print_exc()
        say(f"copylint: internal error ({_brief(error)}); please report it")
        return FAILED


# ---- Commands ----------------------------------------------------------------------------------


def build(ui: Ui) -> click.Group:
    """The commands and their options, with help in the language of ``ui``."""
    lexicon = _Group("lexicon", ui=ui, help=ui("help.lexicon"), no_args_is_help=True)
    lexicon.add_command(
        _Command(
            "check",
            ui=ui,
            params=[click.Argument(["path"], required=False, metavar="[PATH]"), _language(ui)],
            callback=_lexicon_check,
            help=ui("help.lexicon_check"),
        )
    )
    group = _Group(
        "copylint",
        ui=ui,
        default=_DEFAULT_COMMAND,
        help=f"{ui('help.intro')}\n\n{ui('help.path')}",
        params=[_version_option(ui)],
        context_settings={"help_option_names": ["-h", "--help"]},
        no_args_is_help=True,
    )
    group.add_command(
        _Command("check", ui=ui, params=_check_params(ui), callback=_check, help=ui("help.check"))
    )
    form = _option(
        ui, "--format", "form", key="rules_format", choices=("text", "json"), default="text"
    )
    group.add_command(
        _Command(
            "rules", ui=ui, params=[form, _language(ui)], callback=_rules, help=ui("help.rules")
        )
    )
    group.add_command(
        _Command(
            "explain",
            ui=ui,
            params=[click.Argument(["rule"]), _language(ui)],
            callback=_explain,
            help=ui("help.explain"),
        )
    )
    group.add_command(lexicon)
    return group


def _check_params(ui: Ui) -> list[click.Parameter]:
    return [
        click.Argument(["paths"], nargs=-1, metavar="PATH..."),
        _option(ui, "--language", choices=LANGUAGES),
        _option(ui, "--touchpoint", choices=TOUCHPOINTS, metavar="NAME"),
        _option(ui, "--rule", "rules", multiple=True, metavar="NAME"),
        _option(ui, "--fail-on", choices=THRESHOLDS),
        _option(ui, "--format", "form", choices=FORMATS, default="text"),
        _option(ui, "--output", metavar="FILE"),
        _option(ui, "--config", metavar="FILE"),
        _option(ui, "--stdin-filename", metavar="FILE"),
        _language(ui),
        _option(ui, "--no-progress", is_flag=True),
        _option(ui, "--quiet", "-q", is_flag=True),
        _option(ui, "--verbose", "-v", is_flag=True),
    ]


def _language(ui: Ui) -> click.Option:
    return _option(ui, "--ui-language", choices=UI_LANGUAGES)


def _option(
    ui: Ui, *names: str, key: str = "", choices: Sequence[str] = (), **attributes: Any
) -> click.Option:
    key = key or names[0].lstrip("-").replace("-", "_")
    if choices:
        attributes["type"] = click.Choice(choices)
    return click.Option(names, help=ui(f"option.{key}"), **attributes)


def _version_option(ui: Ui) -> click.Option:
    def show(ctx: click.Context, param: click.Parameter, asked: bool) -> None:
        if asked:
            sys.stdout.write(f"copylint {__version__}\n")
            ctx.exit(CLEAN)

    return click.Option(
        ["--version"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=show,
        help=ui("help.version"),
    )


class _Localised(click.Command):
    """A command whose help page speaks the language of ``ui``."""

    def __init__(self, *args: Any, ui: Ui, **kwargs: Any) -> None:
        self.ui = ui
        super().__init__(*args, **kwargs)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=self.ui("help.usage"))

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = self.ui("help.help")
        return option

    def help_params(self, ctx: click.Context) -> Sequence[click.Parameter]:
        """The parameters that the help page lists."""
        return self.get_params(ctx)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = (one for one in self.help_params(ctx) if isinstance(one, click.Option))
        records = (option.get_help_record(ctx) for option in options)
        with formatter.section(self.ui("help.options")):
            formatter.write_dl([record for record in records if record])


class _Command(_Localised):
    """A command that does something itself."""


class _Group(_Localised, click.Group):
    """A group; where it has a default command, that one runs when none is named."""

    def __init__(self, *args: Any, default: str | None = None, **kwargs: Any) -> None:
        self.default = default
        super().__init__(*args, **kwargs)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ours = {name for param in self.get_params(ctx) for name in param.opts}
        if self.default and args and args[0] not in ours and args[0] not in self.commands:
            args = [self.default, *args]
        return super().parse_args(ctx, args)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        if self.default is None:
            return super().collect_usage_pieces(ctx)
        return [f"[{self.default}] [OPTIONS] PATH..."]

    def help_params(self, ctx: click.Context) -> Sequence[click.Parameter]:
        default = self.commands[self.default].params if self.default else []
        return [*default, *self.get_params(ctx)]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        with formatter.section(self.ui("help.commands")):
            formatter.write_dl(
                [(name, str(command.help)) for name, command in sorted(self.commands.items())]
            )


def _rules(form: str, ui_language: str | None) -> int:
    """``copylint rules``."""
    from copylint.lexicon import read_rule, rule_names
    from copylint.report.rules_page import rules_json, rules_table

    ui = _ui(ui_language)
    rules = [read_rule(name) for name in rule_names()]
    if form == "json":
        prepare(sys.stdout, exact=True)
        sys.stdout.write(rules_json(rules, ui))
    else:
        sys.stdout.write(rules_table(rules, ui, style_for(sys.stdout), columns()))
    return CLEAN


def _explain(rule: str, ui_language: str | None) -> int:
    """``copylint explain RULE``; also takes the id of a finding."""
    from copylint.lexicon import load_lexicons, rule_names
    from copylint.report.rules_page import rule_page

    ui = _ui(ui_language)
    name = rule.partition("/")[0]
    if name not in rule_names():
        say(_unknown_rule(name, rule_names(), ui))
        return FAILED
    lexicons = load_lexicons()
    own_first = sorted(LANGUAGES, key=lambda language: language != ui.language)
    examples = {language: lexicons.examples(name, language) for language in own_first}
    page = rule_page(lexicons.rule(name), examples, ui, style_for(sys.stdout), columns())
    sys.stdout.write(page)
    return CLEAN


def _lexicon_check(path: str | None, ui_language: str | None) -> int:
    """``copylint lexicon check [PATH]``."""
    from copylint.lexicon_check import check

    ui = _ui(ui_language)
    report = check(None if path is None else Path(path))
    entries = ui.count("entries", report.entries)
    for problem in report.problems:
        sys.stdout.write(f"{problem}\n")
    if report.problems:
        problems = ui.count("problems", len(report.problems))
        say(ui("lexicon.problems", problems=problems, entries=entries))
        return FOUND
    examples = ui.count("examples", report.examples)
    sys.stdout.write(ui("lexicon.sound", entries=entries, examples=examples) + "\n")
    return CLEAN


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """What the command line says to ``check``; it beats the settings."""

    paths: tuple[str, ...]
    form: str
    rules: tuple[str, ...]
    no_progress: bool
    quiet: bool
    verbose: bool
    language: str | None = None
    touchpoint: str | None = None
    fail_on: str | None = None
    output: str | None = None
    config: str | None = None
    stdin_filename: str | None = None
    ui_language: str | None = None

    def over(self, settings: Settings, known_rules: Sequence[str]) -> Settings:
        """``settings`` with these options laid over them."""
        return replace(
            settings,
            language=self.language or settings.language,
            touchpoint=self.touchpoint or settings.touchpoint,
            rules=MappingProxyType(self._severities(settings.rules, known_rules)),
        )

    def threshold(self, config: Config) -> Severity:
        """From which severity on a finding fails the run."""
        if self.fail_on is not None:
            return Severity.parse(self.fail_on)
        return config.fail_on or Severity.WARNING

    def _severities(
        self, rules: Mapping[str, Severity], known_rules: Sequence[str]
    ) -> dict[str, Severity]:
        """A rule asked for by name runs alone, even where the settings switch it off."""
        if not self.rules:
            return dict(rules)
        asked = {name: weight for name, weight in rules.items() if weight > Severity.OFF}
        return asked | {name: Severity.OFF for name in known_rules if name not in self.rules}


def _check(**given: Any) -> int:
    """``copylint check PATH...``."""
    from copylint.lexicon import rule_names

    options = CheckOptions(**given)
    known = rule_names()
    finder = ConfigFinder(known, None if options.config is None else Path(options.config))
    if options.config is not None:
        finder.for_folder(_HERE)  # a broken one stops the run: it was asked for by name
    first = _folder(options.paths[0]) if options.paths else _HERE
    ui = _ui(options.ui_language, finder, first)
    mistakes = [_unknown_rule(name, known, ui) for name in options.rules if name not in known]
    if not options.paths:
        mistakes.append(f"copylint: {ui('error.missing_path')}")
    for mistake in mistakes:
        say(mistake)
    return FAILED if mistakes else _check_paths(options, finder, known, ui)


def _check_paths(options: CheckOptions, finder: ConfigFinder, known: Sequence[str], ui: Ui) -> int:
    check = Check(options, finder, known, ui)
    targets = Targets(options, finder, ui)
    listed = list(targets.all())
    prepare(sys.stdout, exact=options.form in MACHINE_FORMATS)
    stream = None if options.output else sys.stdout
    report = new_report(options.form, ui, stream, quiet=options.quiet)
    bar = _bar(options, len(listed), ui)
    out = Output(options.output, bar)
    for target in listed:
        for one in check.file(target):
            if one.error is not None:
                out.say(str(one.error))
            elif options.verbose:
                out.say(f"{one.path}: {one.language}, {one.touchpoint}")
            out.write(report.file(one))
        if bar:
            bar.step()
        if not gc.isenabled():  # what the first file loaded stays; only later waste is collected
            gc.freeze()
            gc.enable()
    out.write(report.end())
    out.close(ui)
    if targets.excluded and (options.verbose or not listed):
        say(ui("verbose.excluded", files=ui.count("files", targets.excluded)))
    if targets.unknown and options.verbose:
        say(ui("verbose.unknown", files=ui.count("files", targets.unknown)))
    return check.exit_code


def _bar(options: CheckOptions, total: int, ui: Ui) -> Bar | None:
    wanted = total > _BAR_FROM and not (options.no_progress or options.quiet)
    return Bar(sys.stderr, total, ui("verbose.reading")) if wanted and sys.stderr.isatty() else None


# ---- What to read ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Target:
    """Something to lint.

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
    """Turns the paths of the command line into targets, each file once."""

    options: CheckOptions
    finder: ConfigFinder
    ui: Ui
    excluded: int = 0
    unknown: int = 0

    def all(self) -> Iterator[Target]:
        """The targets, in the order of the command line; what cannot be read is one too."""
        output = self.options.output
        seen = {absolute(Path(output))} if output else set()
        for given in self.options.paths:
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
        name = self.options.stdin_filename
        shown = name or STDIN_PATH
        governed = Path(name or "stdin")
        yield Target(shown, governed, lambda: _load_stdin(shown))

    def _below(self, path: Path) -> Iterator[Target]:
        from copylint.discovery import discover, load
        from copylint.readers import KNOWN_SUFFIXES

        try:
            any_found = False
            for found in discover(
                [path], exclude=(), known_suffixes=KNOWN_SUFFIXES, on_unknown=self._pass_over
            ):
                any_found = True
                yield Target(found.as_posix(), found, partial(load, found))
            if not any_found:
                raise CopylintError(FileError(str(path), self.ui("error.no_files")))
        except CopylintError as error:
            yield Target(path.as_posix(), path, _unreadable(error))

    def _pass_over(self, _: Path) -> None:
        self.unknown += 1

    def _is_excluded(self, target: Target) -> bool:
        """By the settings of the file itself: their patterns are relative to where they stand."""
        try:
            return self.finder.for_file(target.governed).excludes(target.governed)
        except ConfigError:
            return False  # said where the target is linted


def _load_stdin(shown: str) -> Source:
    from copylint.discovery import decode

    return decode(sys.stdin.buffer.read(), shown)


def _folder(given: str) -> Path:
    """The folder where the search for the settings of a path of the command line begins."""
    path = Path(given)
    return Path() if given == STDIN else path if path.is_dir() else path.parent


# ---- Linting -----------------------------------------------------------------------------------


@dataclass
class Check:
    """Lints one target after the other, and keeps count for the exit code."""

    options: CheckOptions
    finder: ConfigFinder
    known_rules: Sequence[str]
    ui: Ui
    exit_code: int = CLEAN
    _said: set[FileError] = field(default_factory=set)
    _lexicons: dict[tuple[Path, ...], Lexicons] = field(default_factory=dict)

    def file(self, target: Target) -> Iterator[FileReport]:
        """The report on ``target``, with one more for each new error in what it depends on."""
        try:
            config = self.finder.for_file(target.governed)
        except ConfigError as error:
            yield from self._failed(*error.errors)
            return
        lexicons, errors = self._load_lexicons(config)
        yield from self._failed(*errors)
        report = self._lint(target, config, lexicons)
        if report.error is not None:
            self.exit_code = FAILED
        threshold = self.options.threshold(config)
        if any(one.severity >= threshold for one in report.findings):
            self.exit_code = max(self.exit_code, FOUND)
        yield report
        for language in sorted({report.language, *(one.language for one in report.findings)}):
            if language in LANGUAGES:
                yield from self._failed(*lexicons.language(language).problems)

    def _lint(self, target: Target, config: Config, lexicons: Lexicons) -> FileReport:
        from copylint.engine import lint
        from copylint.filters import tidy

        try:
            source = target.load()
            settings = config.settings_for(target.governed)
            settings = self.options.over(settings, self.known_rules)
            report = lint(source, settings, lexicons, ui_language=self.ui.language)
            return replace(report, findings=tidy(report.findings))
        except CopylintError as error:
            return _error_report(_about(error.error, target.path), target.path)
        except Exception as error:  # one file must not stop the others
            if self.options.verbose:
                traceback.print_exc()
            message = self.ui("error.internal", what=_brief(error))
            return _error_report(FileError(target.path, message), target.path)

    def _load_lexicons(self, config: Config) -> tuple[Lexicons, Sequence[FileError]]:
        """The lexicons of ``config``; where its own cannot be used, the shipped ones alone."""
        from copylint.lexicon import load_lexicons

        errors: Sequence[FileError] = ()
        if config.lexicons not in self._lexicons:
            try:
                self._lexicons[config.lexicons] = load_lexicons(config.lexicons)
            except CopylintError as error:
                if not config.lexicons:
                    raise
                errors = _errors_of(error)
                self._lexicons[config.lexicons] = load_lexicons()
        return self._lexicons[config.lexicons], errors

    def _failed(self, *errors: FileError) -> Iterator[FileReport]:
        """A report for each error that was not said before."""
        for error in errors:
            if error not in self._said:
                self._said.add(error)
                self.exit_code = FAILED
                yield _error_report(error, error.path)


def _error_report(error: FileError, path: str) -> FileReport:
    return FileReport(path, None, UNKNOWN, "other", error=error)


def _about(error: FileError, path: str) -> FileError:
    """``error`` as an error of ``path``, should it lie in something else, such as a lexicon."""
    return error if Path(error.path) == Path(path) else FileError(path, str(error))


def _errors_of(error: CopylintError) -> Sequence[FileError]:
    return error.errors if isinstance(error, ConfigError) else (error.error,)


def _brief(error: Exception) -> str:
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__


def _unknown_rule(name: str, known: Sequence[str], ui: Ui) -> str:
    said = ui("error.unknown_rule", name=name)
    close = get_close_matches(name.lower(), known, n=3, cutoff=0.5)
    if close:
        names = ui("error.or").join(close)
        return f"{said} {ui('error.did_you_mean', names=names)}"
    return f"{said} {ui('error.known_rules', names=', '.join(known))}"


# ---- The language to speak ---------------------------------------------------------------------


def _ui(chosen: str | None, finder: ConfigFinder | None = None, folder: Path = _HERE) -> Ui:
    """The texts to speak: as chosen, else as the settings for ``folder`` say, else the locale's.

    Broken settings are said where they matter; they do not keep copylint from speaking.
    """
    if chosen is None:
        with contextlib.suppress(CopylintError):
            if finder is None:
                from copylint.lexicon import rule_names

                finder = ConfigFinder(rule_names())
            chosen = finder.for_folder(folder).ui_language
    return load_ui(chosen or locale_language(os.environ))


def _help_ui(args: Sequence[str]) -> Ui:
    """The texts for help pages, which are made before click has read the options."""
    chosen = None
    for at, arg in enumerate(args):
        name, equals, value = arg.partition("=")
        if name == "--ui-language":
            chosen = value if equals else next(iter(args[at + 1 :]), None)
    return _ui(chosen if chosen in UI_LANGUAGES else None)
