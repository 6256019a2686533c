"""Program code in a walk: off by default, on by the command line or the settings."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from copylint.config import Config, ConfigError, ConfigFinder, Settings
from copylint.engine import lint
from copylint.inline import written
from copylint.lsp.client import Client
from copylint.lsp.documents import Document
from copylint.lsp.linter import Linter
from copylint.model import Source
from copylint.targets import Targets
from copylint.ui import load_ui
from tests.support import LEXICONS

COPY = "Kære kunde! Din samtale er vigtig for os."
PROGRAM = f'<?php\nclass Mail {{\n    function tekst() {{ return "{COPY}"; }}\n}}\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in {
        "src/Mail.kt": f'val mail = "{COPY}"\n',
        "src/Mail.php": PROGRAM,
        "src/MailTest.kt": f'val mail = "{COPY}"\n',
        "lang/da.php": f"<?php\nreturn ['mail' => '{COPY}'];\n",
        "mail.txt": COPY,
    }.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def walked(*paths: str, include_code: bool = False) -> list[str]:
    targets = Targets(paths, ConfigFinder(()), load_ui("en"), include_code=include_code)
    return [one.path for one in targets.all()]


@pytest.mark.usefixtures("folder")
def test_a_walk_leaves_code_out() -> None:
    assert walked(".") == ["mail.txt", "lang/da.php"]


@pytest.mark.usefixtures("folder")
def test_a_named_file_is_read() -> None:
    assert walked("src/Mail.kt", "src/MailTest.kt") == ["src/Mail.kt", "src/MailTest.kt"]


@pytest.mark.usefixtures("folder")
def test_the_command_line_includes_code_but_no_tests() -> None:
    assert walked(".", include_code=True) == [
        "mail.txt", "lang/da.php", "src/Mail.kt", "src/Mail.php",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("setting", "programs"),
    [
        ("true", ["src/Mail.kt", "src/Mail.php"]),
        ("false", []),
        ('["*.kt"]', ["src/Mail.kt"]),
        ('["*", "!*.kt"]', ["src/Mail.php"]),
        ('["app/**"]', []),
    ],
)
def test_the_settings_include_code(folder: Path, setting: str, programs: list[str]) -> None:
    (folder / "copylint.toml").write_text(f"include-code = {setting}\n", encoding="utf-8")
    assert walked("src" if programs else ".") == (programs or ["mail.txt", "lang/da.php"])


@pytest.mark.parametrize("setting", ['"yes"', "1", "[1]"])
def test_a_wrong_setting_is_an_error(folder: Path, setting: str) -> None:
    (folder / "copylint.toml").write_text(f"\ninclude-code = {setting}\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="include-code") as raised:
        ConfigFinder(()).for_file(folder / "a.txt")
    assert raised.value.error.line == 2


def test_a_run_finds_what_stands_in_code(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "copylint", "--include-code", "--format", "json", "src"],
        cwd=folder,
        capture_output=True,
        check=False,
        timeout=120,
    )
    files = json.loads(done.stdout)["files"]
    assert [one["path"] for one in files] == ["src/Mail.kt", "src/Mail.php"]
    for one in files:
        assert "hollow-phrase" in {finding["rule"] for finding in one["findings"]}


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        ("a.kt", 'val a = "', '"'),
        ("a.py", 'a = "', '"'),
        ("a.rb", 'a = "', '"'),
        ("a.sql", "SET a = '", "';"),
        ("a.tsx", 'const a = "', '";'),
        ("a.cs", 'class A { string a = "', '"; }'),
    ],
)
def test_a_comment_silences_what_stands_below(path: str, before: str, after: str) -> None:
    comment = written("ignore -- aftalt", path, "code")
    assert comment is not None
    line = f"{before}{COPY}{after}"
    assert lint(Source(path, line), Settings(), LEXICONS).findings
    report = lint(Source(path, f"{comment}\n{line}"), Settings(), LEXICONS)
    assert (report.findings, {one.reason for one in report.suppressed}) == ((), {"aftalt"})


def test_an_editor_judges_programs_only_where_the_settings_include_them(folder: Path) -> None:
    def rules() -> list[str]:
        document = Document((folder / "src/Mail.php").as_uri(), "php", 1, PROGRAM)
        report = Linter(Client(), lambda: [folder], lambda _: None).lint(document).report
        return [] if report is None else [one.rule for one in report.findings]

    assert rules() == []
    (folder / "copylint.toml").write_text("include-code = true\n", encoding="utf-8")
    assert "hollow-phrase" in rules()


def test_without_settings_no_code_is_included() -> None:
    assert not Config(Path("/w")).includes_code(Path("/w/a.kt"))
