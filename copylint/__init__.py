"""copylint lints customer-facing copy in Danish, Norwegian (bokmål, nynorsk) and Swedish.

From Python: ``lint_text``, ``lint_file`` and ``lint_paths`` give the ``FileReport`` that the
outputs of the command line are made of; docs/api.md has examples. They are loaded when they are
first used, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from copylint.api import lint_file, lint_paths, lint_text
    from copylint.model import CopylintError, FileError, FileReport, Finding, Severity, Span

__version__ = "0.1.0"

__all__ = [
    "CopylintError",
    "FileError",
    "FileReport",
    "Finding",
    "Severity",
    "Span",
    "lint_file",
    "lint_paths",
    "lint_text",
]


def __getattr__(name: str) -> Any:
    """Loads what is used for the first time."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = "copylint.api" if name.startswith("lint_") else "copylint.model"
    value = globals()[name] = getattr(import_module(home), name)
    return value
