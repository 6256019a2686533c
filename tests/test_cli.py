"""The command line, run as people run it: a new process each time."""

from __future__ import annotations

import json
import os
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

BAD = "Hej Anna\n\nDin samtale er vigtig for os, så bliv i røret.\n\nVenlig hilsen\nBo\n"
GOOD = "Hej Anna\n\nDin pakke kommer i morgen mellem 10 og 12.\n\nVenlig hilsen\nBo\n"
QUOTE = "Din samtale er vigtig for os"

# Run in place of the command where a test needs something to go wrong inside.
BROKEN_ENGINE = """
import copylint.engine
from copylint.cli import main
whole = copylint.engine.lint
def lint(source, *args, **kwargs):
    if "bad luck" in source.text:
        raise RuntimeError("two\\nlines")
    return whole(source, *args, **kwargs)
copylint.engine.lint = lint
main()
"""

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def environment(**more: str) -> dict[str, str]:
    """The environment of this process with an English locale and nothing that colours."""
    unwanted = {"NO_COLOR", "FORCE_COLOR", "LC_ALL", "LC_MESSAGES", "LANG", "COLUMNS"}
    kept = {key: value for key, value in os.environ.items() if key not in unwanted}
    project = str(Path(__file__).resolve().parent.parent)
    return {**kept, "PYTHONPATH": project, "LC_ALL": "C.UTF-8", **more}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "bad.txt").write_text(BAD, encoding="utf-8")
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    return tmp_path


@pytest.fixture
def run(folder: Path) -> Run:
    """Runs copylint in ``folder``; whatever happens, there must be no traceback."""

    def run(
        *args: str,
        given: str | bytes = "",
        script: str | None = None,
        env: dict[str, str] | None = None,
    ) -> subprocess.CompletedProcess[str]:
        start = ["-c", script] if script else ["-m", "copylint"]
        done = subprocess.run(
            [sys.executable, *start, *args],
            cwd=folder,
            env=environment(**(env or {})),
            input=given if isinstance(given, bytes) else given.encode(),
            capture_output=True,
            check=False,
            timeout=120,
        )
        out, err = done.stdout.decode(), done.stderr.decode()
        if "--verbose" not in args:
            assert "Traceback" not in out + err
        return subprocess.CompletedProcess(done.args, done.returncode, out, err)

    return run


def as_json(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def rules_found(report: dict[str, Any], path: str) -> set[str]:
    (file,) = (one for one in report["files"] if one["path"] == path)
    return {one["rule"] for one in file["findings"]}


# ---- Exit codes and what is read ----------------------------------------------------------------


def test_a_clean_file_is_one_friendly_line_and_exit_0(run: Run) -> None:
    done = run("good.txt")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "Nothing to mend in 1 file. Nicely written!\n"


def test_a_finding_is_shown_and_exits_1(run: Run) -> None:
    done = run("bad.txt")
    assert (done.returncode, done.stderr) == (1, "")
    lines = done.stdout.splitlines()
    (place,) = (
        n for n, line in enumerate(lines) if line.startswith("bad.txt:3:1  warning  hollow")
    )
    assert lines[place + 1 : place + 3] == [
        "   3 | Din samtale er vigtig for os, så bliv i røret.",
        "     | " + "^" * len(QUOTE),
    ]
    assert lines[-2] == "1 warning in 1 file."
    assert lines[-1] == "More about a rule: copylint explain hollow-phrase"


def test_check_may_be_named_or_not(run: Run) -> None:
    assert run("check", "bad.txt").stdout == run("bad.txt").stdout


def test_options_may_come_before_the_paths(run: Run) -> None:
    assert run("--language", "da", "--quiet", "bad.txt").returncode == 1
    assert run("-q", "good.txt").stdout == ""


@pytest.mark.parametrize(
    ("settings", "option", "code"),
    [
        ('rules.hollow-phrase = "info"', None, 0),
        ('rules.hollow-phrase = "info"\nfail-on = "info"', None, 1),
        ('fail-on = "error"', None, 0),
        ('fail-on = "info"', "error", 0),
        ('rules.hollow-phrase = "error"\nfail-on = "error"', None, 1),
    ],
)
def test_the_mildest_finding_that_fails(
    run: Run, folder: Path, settings: str, option: str | None, code: int
) -> None:
    (folder / "copylint.toml").write_text(settings)
    done = run(*(["--fail-on", option] if option else []), "bad.txt")
    assert done.returncode == code
    assert QUOTE in done.stdout


def test_a_folder_is_walked_and_a_file_is_read_once(run: Run, folder: Path) -> None:
    (folder / "picture.bin").write_bytes(b"\0\1\2")
    done = run("--format", "json", ".", "bad.txt", "./bad.txt")
    assert [Path(one["path"]).name for one in as_json(done)["files"]] == ["bad.txt", "good.txt"]


def test_errors_do_not_stop_the_rest_and_exit_2(run: Run, folder: Path) -> None:
    (folder / "broken.json").write_text('{"a": "b",\n  oops', encoding="utf-8")
    (folder / "binary.txt").write_bytes(b"\0\1\2\0\3" * 100)
    done = run("--format", "json", "gone.txt", "broken.json", "binary.txt", "bad.txt")
    assert done.returncode == 2
    errors = done.stderr.splitlines()
    assert [line.split(":")[0] for line in errors] == ["gone.txt", "broken.json", "binary.txt"]
    assert errors[1].startswith("broken.json:2: ")
    report = as_json(done)
    assert report["summary"]["errors"] == 3
    assert "hollow-phrase" in rules_found(report, "bad.txt")


def test_a_folder_without_known_files(run: Run, folder: Path) -> None:
    (folder / "empty").mkdir()
    (folder / "empty" / "a.bin").write_bytes(b"\0")
    done = run("empty")
    assert done.returncode == 2
    assert re.fullmatch(r"empty: .+\n", done.stderr)


def test_a_named_file_of_unknown_kind_is_read_as_text(run: Run, folder: Path) -> None:
    (folder / "brev.xyz").write_text(BAD, encoding="utf-8")
    assert run("brev.xyz").returncode == 1


def test_an_empty_file_is_clean(run: Run, folder: Path) -> None:
    (folder / "empty.txt").touch()
    assert run("empty.txt").returncode == 0


def test_encodings_and_line_ends(run: Run, folder: Path) -> None:
    encodings = ("utf-8-sig", "utf-16", "iso-8859-1")
    for encoding in encodings:
        (folder / f"{encoding}.txt").write_bytes(BAD.replace("\n", "\r\n").encode(encoding))
    done = run("--format", "json", *(f"{encoding}.txt" for encoding in encodings))
    for file in as_json(done)["files"]:
        (found,) = (one for one in file["findings"] if one["rule"] == "hollow-phrase")
        assert (found["quote"], found["start"]["line"]) == (QUOTE, 3)
        assert found["start"]["column"] == 1


# ---- Standard input -----------------------------------------------------------------------------


def test_standard_input(run: Run) -> None:
    done = run("--language", "da", "-", given=BAD)
    assert done.returncode == 1
    assert "<stdin>:3:1  " in done.stdout


def test_standard_input_with_a_name_gets_its_kind_and_settings(run: Run, folder: Path) -> None:
    (folder / "copylint.toml").write_text(
        '[[overrides]]\nfiles = ["mail/*.html"]\nrules.hollow-phrase = "error"\n'
    )
    html = f"<html lang='da'><body><p>Hej Anna</p><p>{QUOTE}.</p></body></html>"
    done = run("--format", "json", "--stdin-filename", "mail/x.html", "-", given=html)
    (file,) = as_json(done)["files"]
    assert file["path"] == "mail/x.html"
    assert {one["severity"] for one in file["findings"] if one["rule"] == "hollow-phrase"} == {
        "error"
    }


def test_standard_input_in_latin_1(run: Run) -> None:
    done = run("-", given=BAD.encode("iso-8859-1"))
    assert "så bliv i røret" in done.stdout


def test_binary_standard_input(run: Run) -> None:
    done = run("-", given=b"\0\1\2\0" * 50)
    assert done.returncode == 2
    assert re.fullmatch(r"<stdin>: .+\n", done.stderr)


# ---- Outputs ------------------------------------------------------------------------------------


def test_json_fits_the_shipped_schema(run: Run, project: Path) -> None:
    done = run("--format", "json", "bad.txt", "good.txt", "gone.txt")
    schema = json.loads((project / "copylint/report/report.schema.json").read_text("utf-8"))
    report = as_json(done)
    Draft202012Validator(schema).validate(report)
    (found,) = report["files"][0]["findings"]
    assert BAD[found["start"]["offset"] : found["end"]["offset"]] == found["quote"] == QUOTE


def test_lsp(run: Run, folder: Path) -> None:
    (folder / "bad.txt").write_text("🎉 " + BAD, encoding="utf-8")
    shown = json.loads(run("--format", "lsp", "bad.txt", "-", given="").stdout)
    assert [one["uri"] for one in shown] == [(folder / "bad.txt").as_uri(), "untitled:stdin"]
    (found,) = (one for one in shown[0]["diagnostics"] if one["code"].startswith("hollow-phrase/"))
    assert found["range"]["start"] == {"line": 2, "character": 0}
    assert found["range"]["end"] == {"line": 2, "character": len(QUOTE)}


def test_output_goes_to_a_file_without_colour(run: Run, folder: Path) -> None:
    done = run("--output", "found.txt", "bad.txt", env={"FORCE_COLOR": "1"})
    assert done.returncode == 1
    assert "1 warning in 1 file." in done.stdout
    assert QUOTE not in done.stdout
    written = (folder / "found.txt").read_text(encoding="utf-8")
    assert QUOTE in written
    assert "\x1b" not in written


def test_the_output_file_is_not_linted(run: Run, folder: Path) -> None:
    (folder / "found.txt").write_text(BAD, encoding="utf-8")
    done = run("--output", "found.txt", "--format", "json", ".")
    assert done.returncode == 1
    report = json.loads((folder / "found.txt").read_text("utf-8"))
    assert [Path(one["path"]).name for one in report["files"]] == ["bad.txt", "good.txt"]


def test_an_output_that_cannot_be_written(run: Run) -> None:
    done = run("--output", "gone/found.txt", "bad.txt")
    assert done.returncode == 2
    assert re.fullmatch(r"gone.found\.txt: cannot be written: .+\n", done.stderr)


def test_machine_formats_are_utf8_whatever_the_locale(run: Run, folder: Path) -> None:
    (folder / "æøå.txt").write_text(BAD, encoding="utf-8")
    env = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = run("--format", "json", "æøå.txt", env=env)
    assert (done.returncode, as_json(done)["files"][0]["path"]) == (1, "æøå.txt")


def test_colour_only_where_it_is_wanted(run: Run) -> None:
    assert "\x1b[" not in run("rules").stdout
    assert "\x1b[" in run("rules", env={"FORCE_COLOR": "1"}).stdout
    assert "\x1b[" not in run("rules", env={"FORCE_COLOR": "1", "NO_COLOR": "1"}).stdout
    assert "\x1b[" not in run("rules", env={"FORCE_COLOR": "0"}).stdout


def on_a_terminal(folder: Path, *args: str, both: bool = True, **env: str) -> str:
    """What copylint writes where standard error, and mostly standard output, is a terminal."""
    pty = pytest.importorskip("pty")
    mother, child = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "copylint", *args],
        cwd=folder,
        env=environment(**{"TERM": "xterm", **env}),
        stdin=subprocess.DEVNULL,
        stdout=child if both else subprocess.DEVNULL,
        stderr=child,
    )
    os.close(child)
    seen = bytearray()
    while select.select([mother], [], [], 120)[0]:
        try:
            read = os.read(mother, 65536)
        except OSError:  # the other end is closed
            break
        if not read:
            break
        seen += read
    process.wait(timeout=60)
    os.close(mother)
    return seen.decode()


def test_a_terminal_gets_colour_unless_told_otherwise(folder: Path) -> None:
    assert "\x1b[1;33m^^^" in on_a_terminal(folder, "bad.txt")
    assert "\x1b[" not in on_a_terminal(folder, "rules", NO_COLOR="1")
    assert "\x1b[" not in on_a_terminal(folder, "rules", TERM="dumb")


def test_a_long_run_shows_its_progress_on_a_terminal_only(run: Run, folder: Path) -> None:
    many = folder / "many"
    many.mkdir()
    for number in range(60):
        (many / f"{number}.txt").write_text("Hej Anna\n", encoding="utf-8")
    shown = on_a_terminal(folder, "many", both=False)
    assert re.search(r"\rReading \[#+\.*\] \d+/60", shown)
    assert shown.endswith("\r\x1b[K")
    assert "Reading" not in on_a_terminal(folder, "many", "--no-progress")
    assert "Reading" not in on_a_terminal(folder, "bad.txt")
    assert run("many").stderr == ""


# ---- Settings -----------------------------------------------------------------------------------


def test_a_broken_setting_is_one_line_and_the_rest_is_linted(run: Run, folder: Path) -> None:
    (folder / "sub").mkdir()
    (folder / "sub" / "copylint.toml").write_text('language = "da"\nrules.holow-phrase = "off"\n')
    for name in ("a.txt", "b.txt"):
        (folder / "sub" / name).write_text(BAD, encoding="utf-8")
    done = run("--format", "json", ".")
    assert done.returncode == 2
    path = os.path.join("sub", "copylint.toml")  # noqa: PTH118
    assert done.stderr == (
        f"{path}:2: unknown rule 'holow-phrase'; did you mean 'hollow-phrase'?\n"
    )
    report = as_json(done)
    assert [Path(one["path"]).name for one in report["files"]] == [
        "bad.txt",
        "good.txt",
        "copylint.toml",
    ]
    assert "hollow-phrase" in rules_found(report, "bad.txt")


def test_an_explicit_setting_file_that_is_broken_stops_the_run(run: Run, folder: Path) -> None:
    (folder / "own.toml").write_text('language = "no"\nfail-on = "x"\n')
    done = run("--config", "own.toml", "bad.txt")
    assert (done.returncode, done.stdout) == (2, "")
    assert [line.split(": ")[0] for line in done.stderr.splitlines()] == [
        "own.toml:1",
        "own.toml:2",
    ]


def test_excluded_files_are_left_out_even_if_named(run: Run, folder: Path) -> None:
    (folder / "copylint.toml").write_text('exclude = ["bad*"]')
    done = run("--format", "json", ".", "bad.txt")
    assert done.returncode == 0
    assert [Path(one["path"]).name for one in as_json(done)["files"]] == ["good.txt"]
    done = run("bad.txt")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "Left out by the settings: 1 file.\n"


def test_what_a_walk_passes_over_is_counted_when_asked(run: Run, folder: Path) -> None:
    (folder / "logo.png").write_bytes(b"\x89PNG")
    line = "Passed over, because copylint does not know the kind of file: 1 file.\n"
    assert line not in run(".").stderr
    assert line in run("--verbose", ".").stderr


def test_the_settings_may_name_the_format_of_a_file_of_any_name(run: Run, folder: Path) -> None:
    (folder / "brev.xyz").write_text("<style>p { x: y }</style><p>Hej</p>", encoding="utf-8")
    assert "brev.xyz" not in run("show", ".").stdout
    (folder / "copylint.toml").write_text('[[overrides]]\nfiles = ["*.xyz"]\nformat = "html"\n')
    shown = run("show", ".").stdout
    assert "brev.xyz" in shown
    assert "x: y" not in shown
    (folder / "copylint.toml").write_text('[[overrides]]\nfiles = ["*.xyz"]\nformat = "web"\n')
    wrong = run("brev.xyz")
    assert wrong.returncode == 2
    assert "copylint.toml:3: unknown format 'web'" in wrong.stderr


def test_settings_of_pyproject(run: Run, folder: Path) -> None:
    (folder / "pyproject.toml").write_text('[tool.copylint.rules]\nhollow-phrase = "off"\n')
    assert run("bad.txt").returncode == 0


def test_a_rule_asked_for_by_name_runs_alone_and_even_if_off(run: Run, folder: Path) -> None:
    (folder / "bad.txt").write_text(BAD.replace("bliv", "giv feedback, og bliv"), encoding="utf-8")
    both = as_json(run("--format", "json", "bad.txt"))
    assert {"hollow-phrase", "english"} <= rules_found(both, "bad.txt")
    (folder / "copylint.toml").write_text('rules.hollow-phrase = "off"')
    only = as_json(run("--format", "json", "--rule", "hollow-phrase", "bad.txt"))
    assert rules_found(only, "bad.txt") == {"hollow-phrase"}


def test_language_and_touchpoint_of_the_command_line_win(run: Run, folder: Path) -> None:
    (folder / "copylint.toml").write_text('language = "sv"\ntouchpoint = "sms"')
    done = run("--format", "json", "--language", "da", "--touchpoint", "hold", "bad.txt")
    (file,) = as_json(done)["files"]
    assert (file["language"], file["touchpoint"]) == ("da", "hold")


def test_a_broken_lexicon_of_the_teams_own_does_not_stop_the_run(run: Run, folder: Path) -> None:
    (folder / "own" / "da").mkdir(parents=True)
    (folder / "own" / "da" / "hollow-phrase.toml").write_text("[[entry]\n")
    (folder / "copylint.toml").write_text('lexicons = ["own"]')
    done = run("--format", "json", "bad.txt", "good.txt")
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert re.match(r"own.da.hollow-phrase\.toml:1: ", line)
    assert "hollow-phrase" in rules_found(as_json(done), "bad.txt")


def test_a_lexicon_folder_without_languages(run: Run, folder: Path) -> None:
    (folder / "own").mkdir()
    (folder / "copylint.toml").write_text('lexicons = ["own"]')
    done = run("bad.txt")
    assert done.returncode == 2
    assert QUOTE in done.stdout
    assert len(done.stderr.splitlines()) == 1


# ---- When things go wrong -----------------------------------------------------------------------


def test_an_error_of_ours_is_a_line_for_that_file_and_the_rest_goes_on(
    run: Run, folder: Path
) -> None:
    (folder / "a.txt").write_text("bad luck", encoding="utf-8")
    done = run("a.txt", "bad.txt", script=BROKEN_ENGINE)
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert line.startswith("a.txt: internal error in copylint (RuntimeError: two lines)")
    assert QUOTE in done.stdout
    assert "1 warning in 1 file.\nNot read, see the errors: 1 file.\n" in done.stdout


def test_verbose_shows_where_an_error_of_ours_arose(run: Run, folder: Path) -> None:
    (folder / "a.txt").write_text("bad luck", encoding="utf-8")
    done = run("a.txt", "--verbose", script=BROKEN_ENGINE)
    assert "Traceback" in done.stderr


def test_verbose_says_what_each_file_was_taken_for(run: Run) -> None:
    done = run("good.txt", "--verbose")
    assert re.search(r"^good\.txt: da, \w+$", done.stderr, re.MULTILINE)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--language", "no", "bad.txt"], "'no' is not one of"),
        (["--fail-on", "off", "bad.txt"], "'off' is not one of"),
        (["--langage", "da", "bad.txt"], "No such option"),
        (["check"], "name a file or a folder"),
        (["--rule", "holow", "bad.txt"], "There is no rule 'holow'. Did you mean hollow-phrase?"),
        (["--config", "gone.toml", "bad.txt"], "gone.toml: no such file"),
        (["explain"], "Missing argument"),
        (["lexicon", "check", "gone"], "gone"),
    ],
)
def test_mistakes_in_the_command_line_exit_2(run: Run, args: list[str], said: str) -> None:
    done = run(*args)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_an_interrupt_exits_130_quietly(folder: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "copylint", "-"],
        cwd=folder,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        time.sleep(1.5)  # it waits for its standard input now
        process.send_signal(signal.SIGINT)
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.wait(timeout=60) == 130
        assert process.stdout.read() == b""
        assert process.stderr.read().strip() == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_full_disk_is_one_line(folder: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "copylint", "bad.txt"],
            cwd=folder,
            env=environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert re.fullmatch(r"copylint: No space left on device\n", done.stderr)


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_broken_pipe_is_quiet(folder: Path, form: str) -> None:
    (folder / "long.txt").write_text(BAD * 2000, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "copylint", "--format", form, "long.txt"],
        cwd=folder,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.wait(timeout=120) == 1
        assert process.stderr.read() == b""


# ---- The other commands -------------------------------------------------------------------------


def test_help_and_version_come_without_heavy_imports(run: Run) -> None:
    script = """
import sys
from copylint.cli import run
code = run(sys.argv[1:])
print("\\n" + " ".join(sorted({"spacy", "numpy", "langdetect"} & set(sys.modules))) + "!")
sys.exit(code)
"""
    for args in (["--help"], ["check", "-h"], ["--version"], ["rules"]):
        done = run(*args, script=script)
        assert done.returncode == 0
        assert done.stdout.endswith("\n!\n")
    assert re.fullmatch(r"copylint \d+\.\d+\.\d+\S*\n", run("--version").stdout)


@pytest.mark.parametrize(
    ("env", "usage"),
    [
        ({"LC_ALL": "da_DK.UTF-8"}, "Brug: copylint"),
        ({"LC_ALL": "", "LANG": "no_NO.UTF-8"}, "Bruk: copylint"),
        ({"LC_ALL": "", "LC_MESSAGES": "sv_SE"}, "Användning: copylint"),
        ({"LC_ALL": "fi_FI"}, "Usage: copylint"),
    ],
)
def test_help_speaks_the_language_of_the_locale(run: Run, env: dict[str, str], usage: str) -> None:
    assert run("--help", env=env).stdout.startswith(usage)
    assert run("--ui-language", "nn", "-h", env=env).stdout.startswith("Bruk: copylint")


def test_option_beats_settings_beat_locale(run: Run, folder: Path) -> None:
    danish = {"LC_ALL": "da_DK.UTF-8"}
    assert "Intet at rette" in run("good.txt", env=danish).stdout
    (folder / "copylint.toml").write_text('ui-language = "sv"')
    assert "Inget att rätta" in run("good.txt", env=danish).stdout
    assert "Ingenting å rette" in run("good.txt", "--ui-language=nb", env=danish).stdout


def test_without_arguments_it_shows_its_help_and_exits_2(run: Run) -> None:
    done = run()
    assert done.returncode == 2
    assert "Usage: copylint" in done.stdout + done.stderr


def test_rules_as_table_and_json(run: Run) -> None:
    table = run("rules", "--ui-language", "da")
    listed = json.loads(run("rules", "--format", "json", "--ui-language", "da").stdout)["rules"]
    assert {"company-centric", "english", "guilt-trip", "hollow-phrase", "missing-address"} <= {
        one["name"] for one in listed
    }
    for one in listed:
        assert re.search(rf"^{one['name']}  +\w+  +\S", table.stdout, re.MULTILINE)
        assert all(one[key] for key in ("title", "what", "why", "advice"))


@pytest.mark.parametrize("asked", ["hollow-phrase", "hollow-phrase/some-entry"])
def test_explain_has_examples_in_every_language(run: Run, asked: str) -> None:
    done = run("explain", asked, "--ui-language", "da")
    assert (done.returncode, done.stderr) == (0, "")
    for heading in (
        "Hvorfor",
        "Skriv hellere",
        "Dansk",
        "Bokmål",
        "Nynorsk",
        "Svensk",
        "Slå den fra",
    ):
        assert f"\n{heading}\n" in done.stdout
    assert len(re.findall(r"^  Markeres  .*\[.+\]", done.stdout, re.MULTILINE)) == 4
    assert 'rules.hollow-phrase = "off"' in done.stdout


def test_explain_an_unknown_rule_names_the_nearest(run: Run) -> None:
    done = run("explain", "gilt-trip")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "There is no rule 'gilt-trip'. Did you mean guilt-trip?\n"
    done = run("explain", "zzz")
    assert done.returncode == 2
    assert done.stderr.startswith("There is no rule 'zzz'. The rules are ")


def test_lexicon_check_names_file_line_and_entry(run: Run, folder: Path) -> None:
    own = folder / "own" / "da" / "hollow-phrase.toml"
    own.parent.mkdir(parents=True)
    sound = (
        '[[entry]]\nid = "test"\nkind = "importance"\npatterns = ["pip pip"]\n'
        'bad = ["Så [pip pip]."]\ngood = ["Pip."]\n'
    )
    own.write_text(sound, encoding="utf-8")
    done = run("lexicon", "check", "own")
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert done.stdout.startswith("1 entry and ")
    own.write_text(sound.replace("[pip pip]", "[pop]"), encoding="utf-8")
    done = run("lexicon", "check", "own")
    assert done.returncode == 1
    assert re.match(r"own.da.hollow-phrase\.toml:\d+: .*test", done.stdout)
    assert done.stderr == "1 thing to mend in 1 entry.\n"


# ---- show --------------------------------------------------------------------------------------


def test_show_tells_what_is_read_and_goes_on_after_an_error(run: Run, folder: Path) -> None:
    (folder / "broken.json").write_text('{"a": "b"', encoding="utf-8")
    done = run("show", "gone.txt", "broken.json", "good.txt")
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 2
    assert "gone.txt: no such file" in done.stderr
    assert "broken.json:1: not JSON" in done.stderr
    assert re.search(r"^ +5-6 +sign-off +Venlig hilsen$", done.stdout, re.MULTILINE)


def test_show_finds_nothing_wrong_with_bad_copy(run: Run) -> None:
    done = run("show", "bad.txt")
    assert (done.returncode, done.stderr) == (0, "")
    assert "hollow" not in done.stdout


def test_show_reads_as_check_would(run: Run, folder: Path) -> None:
    (folder / "copylint.toml").write_text('language = "sv"\nui-language = "da"\n', encoding="utf-8")
    done = run("show", "good.txt")
    assert "sv (i indstillingerne)" in done.stdout
    done = run(
        "show", "--language", "nb", "--touchpoint", "hold", "--ui-language", "en", "good.txt"
    )
    assert "nb (on the command line)" in done.stdout
    assert re.search(r"Touchpoint +hold message", done.stdout)


def test_show_reads_standard_input(run: Run) -> None:
    done = run("show", "-", "--stdin-filename", "nb/mail.html", given="<p>Hei Kari,</p>")
    assert done.returncode == 0
    assert done.stdout.startswith("nb/mail.html\n  Format")
    assert re.search(r"1 +salutation +Hei Kari,$", done.stdout, re.MULTILINE)


def test_show_json_is_utf8_and_names_errors(run: Run) -> None:
    done = run("show", "--format", "json", "gone.txt", "good.txt", env={"LC_ALL": "C"})
    files = as_json(done)["files"]
    assert [one["path"] for one in files] == ["gone.txt", "good.txt"]
    assert [one["error"] is None for one in files] == [False, True]
    assert files[1]["messages"][0]["salutation"]["addressee"] == "Anna"


def test_show_needs_a_path(run: Run) -> None:
    done = run("show")
    assert (done.returncode, done.stdout) == (2, "")
    assert "name a file or a folder" in done.stderr
