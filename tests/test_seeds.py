"""The sentences that made people want this tool, each alone in a file, by a real process."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

FAULTS = [
    ("da", "I sidste uge bad vi dig om din feedback", "guilt-trip"),
    ("da", "Vi arbejder hele tiden på at optimere vores serviceniveau", "company-centric"),
    ("da", "din feedback er derfor vigtig", "hollow-phrase"),
    ("nb", "Samtalen med deg er viktig for oss", "hollow-phrase"),
    ("sv", "Du har väl inte missat", "guilt-trip"),
]
WORDS = [
    ("da", "world class", "world class"),
    ("sv", "awesome", "awesome"),
    ("da", "Vi vil være et world class service company.", "world class"),
    ("sv", "Tack för ditt svar, du är awesome!", "awesome"),
]


def lint(folder: Path, language: str, text: str) -> list[dict[str, object]]:
    path = folder / "seed.txt"
    path.write_text(text + "\n", encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "copylint", "--language", language, "--format", "json", str(path)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    (file,) = json.loads(run.stdout)["files"]
    assert run.returncode == (1 if file["findings"] else 0), run.stderr
    return list(file["findings"])


@pytest.mark.parametrize(("language", "text", "rule"), FAULTS)
def test_a_sentence_fires_as_a_whole(tmp_path: Path, language: str, text: str, rule: str) -> None:
    quotes = {one["rule"]: one["quote"] for one in lint(tmp_path, language, text)}
    assert quotes[rule] == text


@pytest.mark.parametrize(("language", "text", "words"), WORDS)
def test_english_words_fire_alone(tmp_path: Path, language: str, text: str, words: str) -> None:
    assert words in [one["quote"] for one in lint(tmp_path, language, text)]


def test_the_invitation_to_write_back_stays_silent(tmp_path: Path) -> None:
    text = "Har du synpunkter eller invändningar? Skriv en rad!"
    assert lint(tmp_path, "sv", text) == []
