"""Where the lexicon files stand, and how one of them is opened."""

from __future__ import annotations

import os
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from copylint.model import CopylintError, FileError

_TOML_LINE = re.compile(r" \(at line (\d+), column \d+\)$")


@cache
def lexicon_root() -> Path:
    """The folder ``lexicons``: inside the installed package, else beside it in a checkout.

    Raises:
        CopylintError: neither place has it, so the installation is broken.
    """
    package = Path(__file__).resolve().parent.parent
    for candidate in (package / "lexicons", package.parent / "lexicons"):
        if (candidate / "rules").is_dir():
            return candidate
    raise CopylintError(
        FileError(str(package), "the folder 'lexicons' is missing; install copylint again")
    )


def display_path(path: Path) -> str:
    """``path`` as error lines show it: relative to the working folder where that is shorter."""
    relative = os.path.relpath(path)
    return relative if len(relative) < len(str(path)) else str(path)


def fault(path: Path, message: str) -> CopylintError:
    """The error that says what is wrong with the file ``path`` as a whole."""
    return CopylintError(FileError(display_path(path), message))


def load_toml(path: Path) -> dict[str, Any]:
    """The contents of one TOML file.

    Raises:
        CopylintError: the file is missing, is not UTF-8 or is not TOML; names the line.
    """
    shown = display_path(path)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise CopylintError(FileError(shown, error.strerror or "cannot be read")) from None
    except UnicodeDecodeError as error:
        raise CopylintError(
            FileError(shown, f"not UTF-8 at byte {error.start}; save the file as UTF-8")
        ) from None
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = _TOML_LINE.search(str(error))
        raise CopylintError(
            FileError(shown, _TOML_LINE.sub("", str(error)), int(line.group(1)) if line else None)
        ) from None
