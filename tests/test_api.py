"""copylint from Python: the same as the command line, from any thread."""

from __future__ import annotations

import ast
import csv
import json
import os
import re
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import copylint
from copylint import CopylintError, FileReport, Severity, cli, lint_file, lint_paths, lint_text
from copylint.config import Settings
from copylint.engine import lint
from copylint.filters import tidy
from copylint.lexicon import load_lexicons
from copylint.model import Source
from copylint.report.json_report import JsonReport

BAD = "Hej Anna\n\nDin samtale er vigtig for os, så bliv i røret.\n\nVenlig hilsen\nBo\n"
GOOD = "Hej Anna\n\nDin pakke kommer i morgen mellem 10 og 12.\n\nVenlig hilsen\nBo\n"
HTML = (
    "<p>Hej Anna</p><p>Din samtale &nbsp;er <b>vigtig</b> for os. L&aelig;s vores newsletter.</p>"
)
SILENCED = "<!-- copylint: ignore-file english -- aftalt -->\n" + HTML


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with copy in it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mails").mkdir()
    for name, text in (
        ("bad.txt", BAD),
        ("good.txt", GOOD),
        ("a.html", HTML),
        ("s.html", SILENCED),
    ):
        (tmp_path / "mails" / name).write_text(text, encoding="utf-8")
    return tmp_path


def ids(report: FileReport) -> list[str]:
    return [one.id for one in report.findings]


def as_json(*reports: FileReport) -> Any:
    output = JsonReport()
    for one in reports:
        output.file(one)
    return json.loads(output.end())


def test_the_functions_say_what_the_command_line_says(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "copylint.toml").write_text(
        'exclude = ["good.txt"]\naccept = ["newsletter"]\n'
        '[rules]\nhollow-phrase = "error"\n[[overrides]]\nfiles = ["a.html"]\nlanguage = "da"\n'
    )
    assert cli.run(["--format", "json", "--ui-language", "nn", "mails", "gone.txt"]) == 2
    shown = json.loads(capsys.readouterr().out)
    reports = list(lint_paths([Path("mails"), "gone.txt"], ui_language="nn"))
    assert as_json(*reports) == shown
    assert [Path(one.path).name for one in reports] == ["a.html", "bad.txt", "s.html", "gone.txt"]
    assert as_json(lint_file("mails/a.html", ui_language="nn"))["files"] == shown["files"][:1]
    said = lint_text(HTML, path="mails/a.html", ui_language="nn")
    assert as_json(said)["files"] == shown["files"][:1]
    assert said.findings[0].severity is Severity.ERROR


def test_silenced_findings_are_set_apart(folder: Path) -> None:
    report = lint_file("mails/s.html", language="da")
    assert [(one.finding.id, one.reason) for one in report.suppressed] == [
        ("english/newsletter", "aftalt")
    ]
    assert "english/newsletter" not in ids(report)
    assert "english/newsletter" in ids(lint_file("mails/a.html", language="da"))


def test_arguments_beat_the_text_and_a_config_beats_the_nearest(folder: Path) -> None:
    (folder / "copylint.toml").write_text('[rules]\nhollow-phrase = "off"\n')
    (folder / "other.toml").write_text('[rules]\nhollow-phrase = "info"\n')
    assert lint_text(BAD).language == "da"
    assert (lint_text("Hej").language, lint_text("Hej", language="da").language) == (
        "unknown",
        "da",
    )
    assert lint_text(BAD, touchpoint="hold").touchpoint == "hold"
    assert not any(one.rule == "hollow-phrase" for one in lint_text(BAD).findings)
    given = lint_text(BAD, config="other.toml").findings
    assert [one.severity for one in given if one.rule == "hollow-phrase"] == [Severity.INFO]


def test_what_cannot_be_read_is_a_report_with_an_error(folder: Path) -> None:
    (folder / "broken.json").write_text("{")
    (folder / "empty").mkdir()
    for report in (
        lint_file("gone.txt"),
        lint_file("broken.json"),
        lint_text("{", path="a.json"),
        *lint_paths(["empty"]),
    ):
        assert (report.source, report.findings) == (None, ())
        assert report.error is not None
        assert report.error.message


def test_broken_settings_and_lexicons_are_raised(folder: Path) -> None:
    config = folder / "copylint.toml"
    config.write_text("rules = 1\n")
    for call in (
        lambda: lint_text(GOOD),
        lambda: lint_file("mails/good.txt"),
        lambda: list(lint_paths(["mails"])),
        lambda: lint_text(GOOD, config="gone.toml"),
    ):
        with pytest.raises(CopylintError):
            call()
    config.write_text('lexicons = ["team"]\n')
    (folder / "team").mkdir()
    with pytest.raises(CopylintError, match="no lexicon folder"):
        lint_text(GOOD)
    (folder / "team" / "da").mkdir()
    (folder / "team" / "da" / "english.toml").write_text("nonsense")
    (folder / "team" / "da" / "gone-rule.toml").write_text("")
    with pytest.raises(CopylintError, match="no rule has this name"):
        lint_text(GOOD, language="da")


@pytest.mark.parametrize(
    "wrong", [{"language": "en"}, {"touchpoint": "mail"}, {"ui_language": "de"}]
)
def test_a_value_that_is_none_is_named(wrong: dict[str, Any]) -> None:
    (name,) = wrong
    with pytest.raises(ValueError, match=f"{name} must be one of .+; not '"):
        lint_text(GOOD, **wrong)
    with pytest.raises(ValueError, match=name):
        lint_paths([], **wrong)


def run(project: Path, *args: str) -> subprocess.CompletedProcess[str]:
    """A Python that imports the copylint of this checkout."""
    return subprocess.run(
        [sys.executable, *args],
        env={**os.environ, "PYTHONPATH": str(project)},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )


def test_importing_the_package_loads_nothing_else(project: Path) -> None:
    script = "import sys, copylint; print(*(m for m in sys.modules if m.startswith('copylint')))"
    done = run(project, "-c", script)
    assert done.stdout.split() == ["copylint"]


def test_every_name_that_the_package_offers_is_there() -> None:
    for name in copylint.__all__:
        assert getattr(copylint, name).__name__ == name
    with pytest.raises(AttributeError, match="has no attribute 'lint_all'"):
        copylint.lint_all  # type: ignore[attr-defined]  # noqa: B018


def test_threads_share_one_lexicon() -> None:
    """Cold lexicons, many threads at once: each text gets what it gets alone."""
    texts = [
        f"Hej {name}\n\n{sentence}\n\nVenlig hilsen\nBo {number}\n"
        for name in ("Anna", "kunde", "{{ navn }}")
        for number, sentence in enumerate(
            (
                "Din samtale er vigtig for os, så bliv i røret.",
                "Du har stadig ikke svaret på vores brev. Læs vores newsletter.",
                "Din pakke kommer i morgen mellem 10 og 12.",
                "Vi er stolte af vores nye feedback.",
            )
        )
    ] * 4
    lexicons = load_lexicons()

    def work(text: str) -> FileReport:
        report = lint(Source("a.txt", text), Settings(language="da"), lexicons)
        return replace(report, findings=tidy(report.findings))

    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(work, texts))
    alone = {text: lint_text(text, path="a.txt", language="da") for text in set(texts)}
    assert together == [alone[text] for text in texts]
    assert sum(len(one.findings) for one in together) > len(texts)


# ---- The page about it --------------------------------------------------------------------------


def blocks(project: Path) -> list[str]:
    page = (project / "docs" / "api.md").read_text(encoding="utf-8")
    return re.findall(r"```python\n(.*?)```", page, re.DOTALL)


def test_the_first_and_the_notebook_example_run(
    project: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, notebook, *_ = blocks(project)
    exec(first, {})
    assert "Din samtale er vigtig for os" in capsys.readouterr().out
    names: dict[str, Any] = {}
    exec(notebook, names)
    assert names["unread"] == []
    assert names["by_rule"]["hollow-phrase"] == 3
    assert len(names["rows"]) == sum(names["by_rule"].values())


def test_the_column_example_runs_with_its_processes(project: Path, folder: Path) -> None:
    script = next(one for one in blocks(project) if "multiprocessing" in one)
    with (folder / "mails.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("number", "body"), (7, BAD), (8, GOOD), (9, BAD)])
    (folder / "column.py").write_text(script, encoding="utf-8")
    run(project, "column.py")
    with (folder / "findings.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [one["number"] for one in rows] == ["7", "9"]
    assert {one["quote"] for one in rows} == {"Din samtale er vigtig for os"}


def test_the_dask_example_runs(
    project: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dask = pytest.importorskip("dask")
    script = next(one for one in blocks(project) if "dask" in one)
    with dask.config.set(scheduler="threads"):  # processes are tried above
        exec(script, {"bodies": [BAD, GOOD] * 8})
    counted = Counter(dict(ast.literal_eval(capsys.readouterr().out)))
    assert list(counted.values()) == [8]
