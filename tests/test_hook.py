"""The pre-commit hook, as the real pre-commit runs it in a template repository."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from copylint.readers import KNOWN_SUFFIXES

GIT = ("git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
GOOD = """\
Hej {{ fornavn }}

Din pakke ligger klar på Torvegade 3 fra kl. 10. Tag dit sygesikringskort med.

Venlig hilsen
Lise Krogh
"""
BAD = """\
Hej {{ fornavn }}

I sidste uge bad vi dig om at hente din pakke. Dit opkald er vigtigt for os.

Venlig hilsen
Lise Krogh
"""


def test_the_hook_takes_the_files_that_a_directory_walk_reads(project: Path) -> None:
    manifest = (project / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    [hook] = yaml.safe_load(manifest)
    files = re.compile(hook["files"])
    assert {suffix for suffix in KNOWN_SUFFIXES if not files.search(f"da/mail{suffix}")} == set()
    assert files.search("DA/MAIL.TXT")
    assert files.search("res/values-da/strings.xml")
    for other in (
        "layout.xml",
        "app.ts",
        "logo.svg",
        "app.py",
        "view.erb",
        "view.rb.erb",
        "txt",
    ):
        assert not files.search(other)


def repository(folder: Path) -> Path:
    """Makes a git repository of what stands in ``folder``."""
    for command in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "-m", "All"]):
        subprocess.run([*GIT, *command], cwd=folder, check=True)
    return folder


@pytest.mark.usefixtures("package_registry")
def test_a_bad_template_fails_and_a_good_one_passes(
    copy_project: Callable[[Path], Path], tmp_path: Path
) -> None:
    hook = repository(copy_project(tmp_path / "copylint"))
    mails = tmp_path / "templates" / "da"
    mails.mkdir(parents=True)
    (mails / "klar.txt").write_text(GOOD, encoding="utf-8")
    (mails / "rykker.txt").write_text(BAD, encoding="utf-8")
    (mails / "logo.svg").write_text("<svg>I sidste uge bad vi dig om din feedback</svg>")
    templates = repository(tmp_path / "templates")

    def try_hook(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "pre_commit", "try-repo", str(hook), "copylint", *arguments],
            cwd=templates,
            env={**os.environ, "LC_ALL": "C.UTF-8", "PRE_COMMIT_COLOR": "never"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    everything = try_hook("--all-files")
    assert everything.returncode == 1, everything.stdout + everything.stderr
    assert "da/rykker.txt" in everything.stdout
    assert "guilt-trip" in everything.stdout
    assert "I sidste uge bad vi dig om" in everything.stdout
    assert "da/klar.txt" not in everything.stdout
    assert "logo.svg" not in everything.stdout

    good = try_hook("--files", "da/klar.txt")
    assert good.returncode == 0, good.stdout + good.stderr
    assert "Passed" in good.stdout
