"""The words around the linear model's findings: ``lexicons/likeness.toml``."""

from __future__ import annotations

from functools import cache

from copylint.lexicon.store import display_path, lexicon_root, load_toml
from copylint.model import UI_LANGUAGES, CopylintError, FileError


@cache
def resembles() -> dict[str, str]:
    """By language of the user interface: the line that names the nearest example.

    Raises:
        CopylintError: the file is broken or lacks a language.
    """
    path = lexicon_root() / "likeness.toml"
    table = load_toml(path).get("resembles", {})
    if set(table) != set(UI_LANGUAGES):
        raise CopylintError(
            FileError(display_path(path), f"[resembles] needs {', '.join(UI_LANGUAGES)}")
        )
    return dict(table)
