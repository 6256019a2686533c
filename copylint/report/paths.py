"""How outputs for other tools name a file: relative to the working folder where it lies in it."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

from copylint.config import absolute

_PSEUDO = re.compile(r"<(.+)>")


def relative_path(path: str) -> str:
    """``path``, as a report names it, relative to the working folder and with forward slashes.

    A file outside keeps its absolute path. Standard input is ``stdin``.
    """
    pseudo = _PSEUDO.fullmatch(path)
    if pseudo:
        return pseudo[1]
    whole = absolute(Path(path))
    here = Path.cwd()
    return (whole.relative_to(here) if whole.is_relative_to(here) else whole).as_posix()


def relative_uri(path: str) -> str:
    """``relative_path`` as a URI reference; a file outside the working folder has a ``file:`` URI.

    A first segment with a colon, which would read as a scheme, is escaped like any other.
    """
    shown = relative_path(path)
    return Path(shown).as_uri() if Path(shown).is_absolute() else quote(shown, errors="replace")
