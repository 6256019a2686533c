"""Which files on disk the server asks the editor to watch, and what a change to one means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, Literal

from lsprotocol import types

from copylint.config import FILE_NAME, PYPROJECT
from copylint.lsp.names import path_of

Stale = Literal["nothing", "settings", "lexicons"]
"""What must be read anew; lexicons include the settings."""

_PATTERNS: Final = ("**/*.toml", "**/.gitignore")


def registration() -> types.RegistrationParams:
    """The request for the editor to watch our files."""
    watchers = [types.FileSystemWatcher(glob_pattern=pattern) for pattern in _PATTERNS]
    options = types.DidChangeWatchedFilesRegistrationOptions(watchers=watchers)
    method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
    return types.RegistrationParams(
        [types.Registration("copylint-files", method, register_options=options)]
    )


def stale_after(uris: Iterable[str], lexicons: Sequence[Path]) -> Stale:
    """What must be read anew after changes to files; ``lexicons`` are the folders in use."""
    paths = [path for uri in uris if (path := path_of(uri)) is not None]
    if any(path.is_relative_to(folder) for path in paths for folder in lexicons):
        return "lexicons"
    ours = (FILE_NAME, PYPROJECT, ".gitignore")
    return "settings" if any(path.name in ours for path in paths) else "nothing"
