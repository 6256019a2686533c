"""``copylint lexicon stats``: what the lexicons hold, and what of it is ever found."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

LEXICON = """\
[[entry]]
id = "said"
kind = "importance"
patterns = ["zimzam er godt", "zamzim er (meget)? skidt", "vi blabler"]
suggest = ["Ring til <navn>."]
bad = ["[Zimzam er godt] i dag."]
good = ["Der er ingen her."]
"""


def _stats(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "copylint", "lexicon", "stats", *args],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={"PYTHONPATH": str(Path(__file__).resolve().parent.parent), "PYTHONUTF8": "1"},
        check=False,
    )


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("team")
    (folder / "own" / "da").mkdir(parents=True)
    (folder / "own" / "da" / "hollow-phrase.toml").write_text(LEXICON, encoding="utf-8")
    (folder / "copylint.toml").write_text('lexicons = ["own"]\n', encoding="utf-8")
    (folder / "mail.txt").write_text("Hej Bo\n\nZamzim er skidt.\n\nKh Ida\n", encoding="utf-8")
    (folder / "broken.json").write_text('{"a" 1}', encoding="utf-8")
    return folder


def _own(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    entries = json.loads(done.stdout)["entries"]
    return next(one for one in entries if one["id"] == "hollow-phrase/said")


def test_a_pattern_has_support_in_an_example_or_in_a_text(team: Path) -> None:
    alone = _stats(team, "--language", "da", "--format", "json")
    assert alone.returncode == 0, alone.stderr
    assert _own(alone)["unsupported"] == ["zamzim er (meget)? skidt", "vi blabler"]
    read = _stats(team, "--language", "da", "--format", "json", "mail.txt")
    assert _own(read)["unsupported"] == ["vi blabler"]
    assert (_own(read)["found"], _own(read)["patterns"], _own(read)["examples"]) == (1, 3, 2)
    assert json.loads(read.stdout)["texts"] == 1


def test_the_table_and_what_lacks_support_are_printed(team: Path) -> None:
    done = _stats(team, "--language", "da", "--ui-language", "nn", "mail.txt", "broken.json")
    assert done.returncode == 2
    assert "broken.json:1: not JSON" in done.stderr
    assert done.stdout.startswith("Regel")
    assert 'own/da/hollow-phrase.toml:1: said: "vi blabler"' in done.stdout.splitlines()
    assert "\ni alt" in done.stdout
