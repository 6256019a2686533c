"""The command line and the server say the same of every example."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import converters, types

from tests.lsp_client import Editor


@pytest.fixture(scope="module")
def printed(project: Path) -> dict[str, list[dict[str, Any]]]:
    """The diagnostics of ``--format lsp`` by URI, positions in UTF-16."""
    done = subprocess.run(
        [sys.executable, "-m", "copylint", "--format", "lsp", "--ui-language", "sv", "examples"],
        cwd=project,
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return {one["uri"]: one["diagnostics"] for one in json.loads(done.stdout)}


@pytest.fixture(scope="module")
def editor(project: Path) -> Iterator[Editor]:
    editor = Editor([project], types.ClientCapabilities(), locale="sv-SE")
    yield editor
    editor.quit()


def test_all_examples(
    project: Path, printed: dict[str, list[dict[str, Any]]], editor: Editor
) -> None:
    converter = converters.get_converter()
    assert len(printed) >= 20
    for uri in printed:
        path = next(one for one in (project / "examples").rglob("*") if one.as_uri() == uri)
        editor.open(uri, path.read_bytes().decode("utf-8"), "plaintext")
    for uri, expected in printed.items():
        found = [converter.unstructure(one) for one in editor.diagnostics(uri)]
        assert found == expected, uri
