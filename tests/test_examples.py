"""What copylint finds in ``examples/``, file by file; the good ones are clean.

``examples_expected.json`` lists, for each file, rule and words of every fault that an editor would
mark. A finding of the same rule answers to a fault if the words of one are among the words of the
other: how far an underline reaches is tested with the entries of the lexicons.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

EXPECTED: dict[str, list[list[str]]] = json.loads(
    Path(__file__).with_name("examples_expected.json").read_text(encoding="utf-8")
)
LANGUAGES = {"da", "nb", "nn", "sv"}
RULES = {"company-centric", "english", "guilt-trip", "hollow-phrase", "missing-address"}


@pytest.fixture(scope="module")
def report(project: Path) -> dict[str, Any]:
    """The JSON report on the whole folder."""
    done = subprocess.run(
        [sys.executable, "-m", "copylint", "check", "--format", "json", "examples"],
        cwd=project,
        env={**os.environ, "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    return json.loads(done.stdout)  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def findings(report: dict[str, Any]) -> dict[str, list[list[str]]]:
    """Rule and quoted words of each finding that counts, white space in quotes evened out."""
    return {
        file["path"].removeprefix("examples/"): [
            [finding["rule"], " ".join((finding["quote"] or "").split())]
            for finding in file["findings"]
            if finding["severity"] != "info"
        ]
        for file in report["files"]
    }


@pytest.mark.parametrize("path", EXPECTED)
def test_every_fault_is_found(path: str, findings: dict[str, list[list[str]]]) -> None:
    assert [fault for fault in EXPECTED[path] if not answers(fault, findings[path])] == []


@pytest.mark.parametrize("path", EXPECTED)
def test_nothing_else_is_found(path: str, findings: dict[str, list[list[str]]]) -> None:
    assert [finding for finding in findings[path] if not answers(finding, EXPECTED[path])] == []


def answers(one: list[str], others: list[list[str]]) -> bool:
    """Whether one of ``others`` has the rule of ``one`` and shares its words, or lacks the same."""
    rule, words = one
    return any(
        rule == other_rule
        and (
            words == other_words or (bool(words) and (words in other_words or other_words in words))
        )
        for other_rule, other_words in others
    )


def test_every_example_is_expected_and_read(report: dict[str, Any]) -> None:
    assert {file["path"].removeprefix("examples/") for file in report["files"]} == set(EXPECTED)
    assert [file["error"] for file in report["files"] if file["error"]] == []


@pytest.mark.parametrize("path", EXPECTED)
def test_the_folder_tells_the_language(path: str, report: dict[str, Any]) -> None:
    [language] = [
        file["language"] for file in report["files"] if file["path"] == f"examples/{path}"
    ]
    assert language == path.partition("/")[0]


def test_every_rule_is_shown_in_every_language() -> None:
    shown = {(path.partition("/")[0], rule) for path in EXPECTED for rule, _ in EXPECTED[path]}
    assert shown >= {(language, rule) for language in LANGUAGES for rule in RULES}
