"""The command line: a thin face over the run.

Heavy parts are imported when a command needs them, so that ``--help`` comes at once.
"""

from __future__ import annotations

import contextlib
import gc
import os
import sys
import traceback
from collections.abc import Collection, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final, NoReturn

import click

from copylint import __version__
from copylint.clickhelp import Command, Group, option
from copylint.config import THRESHOLDS, ConfigFinder
from copylint.model import (
    LANGUAGES,
    TOUCHPOINTS,
    UI_LANGUAGES,
    CopylintError,
    FileError,
    FileReport,
)
from copylint.readers.kinds import KINDS
from copylint.report import MACHINE_FORMATS, SHOW_FORMATS, new_show_report
from copylint.report.outputs import Destination, Outputs, destinations, mistakes
from copylint.report.terminal import Bar, columns, forget_stdout, prepare, say, style_for
from copylint.run import (
    CLEAN,
    FAILED,
    FOUND,
    INTERRUPTED,
    Check,
    CheckOptions,
    Gather,
    Options,
    Show,
    ShowOptions,
    brief,
    errors_of,
)
from copylint.targets import Target, Targets, folder_of
from copylint.ui import Ui, load_ui, locale_language

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
        for one in errors_of(error):
            say(str(one))
        return FAILED
    except OSError as error:  # a full disk, a terminal that went away
        forget_stdout()
        say(f"copylint: {error.strerror or error}")
        return FAILED
    except Exception as error:  # the last resort against a traceback
        if not {"-v", "--verbose"}.isdisjoint(args):
            traceback.print_exc()
        say(f"copylint: internal error ({brief(error)}); please report it")
        return FAILED


# ---- The commands and their options ------------------------------------------------------------


def build(ui: Ui) -> click.Group:
    """The commands and their options, with help in the language of ``ui``."""
    group = Group(
        "copylint",
        ui=ui,
        default=_DEFAULT_COMMAND,
        help=f"{ui('help.intro')}\n\n{ui('help.path')}",
        params=[_version_option(ui)],
        context_settings={"help_option_names": ["-h", "--help"]},
        no_args_is_help=True,
    )
    form = option(
        ui, "--format", "form", key="rules_format", choices=("text", "json"), default="text"
    )
    rule = click.Argument(["rule"])
    path = click.Argument(["path"], required=False, metavar="[PATH]")
    lexicon = Group("lexicon", ui=ui, help=ui("help.lexicon"), no_args_is_help=True)
    lexicon.add_command(
        Command(
            "check",
            ui=ui,
            params=[path, _ui_language(ui)],
            callback=_lexicon_check,
            help=ui("help.lexicon_check"),
        )
    )
    lexicon.add_command(
        Command(
            "stats",
            ui=ui,
            params=_stats_params(ui),
            callback=_lexicon_stats,
            help=ui("help.lexicon_stats"),
        )
    )
    for name, params, callback in (
        ("check", _check_params(ui), _check),
        ("show", _show_params(ui), _show),
        ("rules", [form, _ui_language(ui)], _rules),
        ("explain", [rule, _ui_language(ui)], _explain),
        ("lsp", _lsp_params(ui), _lsp),
    ):
        group.add_command(
            Command(name, ui=ui, params=params, callback=callback, help=ui(f"help.{name}"))
        )
    group.add_command(lexicon)
    return group


def _check_params(ui: Ui) -> list[click.Parameter]:
    return [
        _paths(),
        *_reading(ui),
        option(ui, "--rule", "rules", multiple=True, metavar="NAME"),
        option(ui, "--fail-on", choices=THRESHOLDS),
        option(ui, "--format", "formats", multiple=True, metavar="FORMAT[:FILE]"),
        option(ui, "--output", metavar="FILE"),
        _ui_language(ui),
        option(ui, "--no-progress", is_flag=True),
        option(ui, "--quiet", "-q", is_flag=True),
        option(ui, "--verbose", "-v", is_flag=True),
    ]


def _show_params(ui: Ui) -> list[click.Parameter]:
    return [
        _paths(),
        *_reading(ui),
        option(ui, "--format", "form", key="show_format", choices=SHOW_FORMATS, default="text"),
        _ui_language(ui),
        option(ui, "--verbose", "-v", key="show_verbose", is_flag=True),
    ]


def _stats_params(ui: Ui) -> list[click.Parameter]:
    return [
        click.Argument(["paths"], nargs=-1, metavar="[PATH...]"),
        *_reading(ui),
        option(ui, "--format", "form", key="show_format", choices=SHOW_FORMATS, default="text"),
        _ui_language(ui),
    ]


def _lsp_params(ui: Ui) -> list[click.Parameter]:
    return [
        option(ui, "--stdio", is_flag=True),
        option(ui, "--tcp", metavar="HOST:PORT"),
        _ui_language(ui),
    ]


def _paths() -> click.Argument:
    return click.Argument(["paths"], nargs=-1, metavar="PATH...")


def _reading(ui: Ui) -> list[click.Option]:
    """The options that steer how files are read."""
    return [
        option(ui, "--language", choices=LANGUAGES),
        option(ui, "--touchpoint", choices=TOUCHPOINTS, metavar="NAME"),
        option(ui, "--config", metavar="FILE"),
        option(ui, "--stdin-filename", metavar="FILE"),
        option(ui, "--include-code", is_flag=True),
    ]


def _ui_language(ui: Ui) -> click.Option:
    return option(ui, "--ui-language", choices=UI_LANGUAGES)


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


# ---- check -------------------------------------------------------------------------------------


def _check(**given: Any) -> int:
    """``copylint check PATH...``."""
    from copylint.lexicon import rule_names

    options = CheckOptions(**given)
    known = rule_names()
    finder, ui = _settings(options, known)
    unknown = [_unknown_rule(name, known, ui) for name in options.rules if name not in known]
    asked = destinations(options.formats, options.output)
    if not _can_begin(options, ui, [*unknown, *mistakes(asked, ui)]):
        return FAILED
    return _check_paths(options, asked, Check(finder=finder, ui=ui, options=options))


def _check_paths(options: CheckOptions, asked: Sequence[Destination], check: Check) -> int:
    ui = check.ui
    targets = _targets(options, check.finder, ui, [one.path for one in asked if one.path])
    listed = list(targets.all())
    bar = _bar(options, len(listed), ui)
    outputs = Outputs(asked, ui, bar, quiet=options.quiet)
    for one in _stepwise(check, listed, bar):
        if one.error is not None:
            outputs.say(str(one.error))
        elif options.verbose:
            outputs.say(f"{one.path}: {one.language}, {one.touchpoint}")
        outputs.file(one)
    outputs.end()
    _say_left_out(targets, ui, verbose=options.verbose, any_read=bool(listed))
    return check.exit_code


def _stepwise(check: Check, listed: Sequence[Target], bar: Bar | None) -> Iterator[FileReport]:
    for target in listed:
        yield from check.file(target)
        if bar:
            bar.step()
        if not gc.isenabled():  # what the first file loaded stays; only later waste is collected
            gc.freeze()
            gc.enable()


def _bar(options: CheckOptions, total: int, ui: Ui) -> Bar | None:
    wanted = total > _BAR_FROM and not (options.no_progress or options.quiet)
    return Bar(sys.stderr, total, ui("verbose.reading")) if wanted and sys.stderr.isatty() else None


# ---- show --------------------------------------------------------------------------------------


def _show(**given: Any) -> int:
    """``copylint show PATH...``."""
    from copylint.lexicon import rule_names

    options = ShowOptions(**given)
    finder, ui = _settings(options, rule_names())
    if not _can_begin(options, ui):
        return FAILED
    show = Show(finder=finder, ui=ui, options=options)
    targets = _targets(options, finder, ui)
    prepare(sys.stdout, exact=options.form in MACHINE_FORMATS)
    report = new_show_report(options.form, ui, sys.stdout)
    any_read = False
    for target in targets.all():
        any_read = True
        for one in show.file(target):
            if isinstance(one, FileError):
                sys.stdout.flush()
                say(str(one))
            sys.stdout.write(report.file(one))
    sys.stdout.write(report.end())
    _say_left_out(targets, ui, verbose=options.verbose, any_read=any_read)
    return show.exit_code


# ---- What check and show share -----------------------------------------------------------------


def _settings(options: Options, known_rules: Sequence[str]) -> tuple[ConfigFinder, Ui]:
    """Where the settings come from, and the language to speak.

    Raises:
        CopylintError: the settings that were asked for by name are broken.
    """
    explicit = None if options.config is None else Path(options.config)
    finder = ConfigFinder(known_rules, explicit, formats=KINDS)
    if explicit is not None:
        finder.for_folder(_HERE)
    first = folder_of(options.paths[0]) if options.paths else _HERE
    return finder, _ui(options.ui_language, finder, first)


def _can_begin(options: Options, ui: Ui, said: Sequence[str] = ()) -> bool:
    """Whether the command line is without mistakes; says those that there are."""
    missing = [] if options.paths else [f"copylint: {ui('error.missing_path')}"]
    for mistake in (*said, *missing):
        say(mistake)
    return not (said or missing)


def _targets(
    options: Options, finder: ConfigFinder, ui: Ui, outputs: Collection[str] = ()
) -> Targets:
    return Targets(
        options.paths,
        finder,
        ui,
        outputs=outputs,
        stdin_filename=options.stdin_filename,
        include_code=options.include_code,
    )


def _say_left_out(targets: Targets, ui: Ui, *, verbose: bool, any_read: bool) -> None:
    if targets.excluded and (verbose or not any_read):
        say(ui("verbose.excluded", files=ui.count("files", targets.excluded)))
    if targets.unknown and verbose:
        say(ui("verbose.unknown", files=ui.count("files", targets.unknown)))


def _unknown_rule(name: str, known: Sequence[str], ui: Ui) -> str:
    said = ui("error.unknown_rule", name=name)
    close = get_close_matches(name.lower(), known, n=3, cutoff=0.5)
    if close:
        names = ui("error.or").join(close)
        return f"{said} {ui('error.did_you_mean', names=names)}"
    return f"{said} {ui('error.known_rules', names=', '.join(known))}"


# ---- rules, explain, lexicon -------------------------------------------------------------------


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


def _lexicon_stats(**given: Any) -> int:
    """``copylint lexicon stats [PATH...]``: of ``--language`` alone where it is given."""
    from copylint.lexicon import load_lexicons, rule_names
    from copylint.lexicon_stats import measure
    from copylint.report.stats import stats_json, stats_text

    options = ShowOptions(**given)
    finder, ui = _settings(options, rule_names())
    gather = Gather(finder=finder, ui=ui, options=options)
    languages = (options.language,) if options.language else LANGUAGES
    stats = measure(
        gather.texts(_targets(options, finder, ui).all()),
        load_lexicons(finder.for_folder(_HERE).lexicons),
        languages,
    )
    for error in gather.errors:
        say(str(error))
    prepare(sys.stdout, exact=options.form == "json")
    if options.form == "json":
        sys.stdout.write(stats_json(stats))
    else:
        sys.stdout.write(stats_text(stats, ui, style_for(sys.stdout)))
    return gather.exit_code


# ---- lsp ---------------------------------------------------------------------------------------


def _lsp(stdio: bool, tcp: str | None, ui_language: str | None) -> int:
    """``copylint lsp``; ``--stdio``, which is the default, is what many editors pass."""
    address = None
    if tcp is not None and not stdio:
        host, _, port = tcp.rpartition(":")
        if not host or not port.isdecimal():
            say(f"copylint: {_ui(ui_language)('error.no_address', given=tcp)}")
            return FAILED
        address = host, int(port)
    from copylint.lsp.server import serve

    return CLEAN if serve(address, ui_language) else FOUND


# ---- The language to speak ---------------------------------------------------------------------


def _ui(chosen: str | None, finder: ConfigFinder | None = None, folder: Path = _HERE) -> Ui:
    """The texts to speak: as chosen, else as the settings for ``folder`` say, else the locale's.

    Broken settings are said where they matter; they do not keep copylint from speaking.
    """
    if chosen is None:
        with contextlib.suppress(CopylintError):
            if finder is None:
                from copylint.lexicon import rule_names

                finder = ConfigFinder(rule_names(), formats=KINDS)
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
