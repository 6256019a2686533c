"""From what the user named to decoded files."""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from copylint.model import CopylintError, FileError, Source

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_SKIPPED_FOLDERS: Final = frozenset({
    ".git", ".hg", ".svn", "node_modules", "bower_components", ".venv", "venv",
    "__pycache__", ".tox", ".nox", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".idea",
    ".vscode", ".github", ".gitlab", ".circleci", ".husky",
})  # fmt: skip

_BEGINNING: Final = 4096
"""How many bytes of a file tell what it is; a licence in a comment may come first."""

NOT_COPY: Final = (
    "package.json", "package-lock.json", "npm-shrinkwrap.json", "composer.json", "tsconfig*.json",
    "jsconfig.json", "angular.json", "nx.json", "lerna.json", "turbo.json", "deno.json",
    "project.json", "appsettings*.json", "renovate.json", "vercel.json", "firebase.json",
    "manifest.json", "*.schema.json", "*.config.json", "*.lock.json", ".*.json", ".*.yml",
    ".*.yaml", "docker-compose*.y*ml", "compose.y*ml", "mkdocs.y*ml", "pubspec.y*ml",
    "pnpm-lock.yaml", "pnpm-workspace.yaml", "crowdin.y*ml", "i18n-tasks.y*ml", "l10n.yaml",
    "codecov.y*ml", "appveyor.y*ml", "azure-pipelines*.y*ml", "bitbucket-pipelines.y*ml",
    "cloudbuild.y*ml", "Chart.yaml", "openapi.*", "swagger.*", "_config.y*ml", "netlify.*",
    "database.yml", "requirements*.txt", "constraints*.txt", "CMakeLists.txt", "robots.txt",
    "humans.txt", "security.txt", "LICENSE*", "LICENCE*", "COPYING*", "NOTICE*", "README*",
    "readme.*",
    "CHANGELOG*", "CHANGES*", "HISTORY*", "CONTRIBUTING*", "CODE_OF_CONDUCT*", "SECURITY.md",
    "AUTHORS*", "MAINTAINERS*", "*.js.*", "*.css.*", "*.scss.*", "*.conf.*", "*.cfg.*", "*.ini.*",
    "~$*", "*.sh.*", "*.service.*", "*.env.*", "*.sql.*", "*.xml.*", "*.toml.*",
)  # fmt: skip
"""Well-known files that no customer reads: a walk leaves them out (patterns as in .gitignore)."""


@cache
def _not_copy() -> GitIgnoreSpec:
    return _patterns(NOT_COPY)


def _patterns(lines: Iterable[str]) -> GitIgnoreSpec:
    # Imported late: a file that is named needs no patterns, and should start fast.
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(lines)


def discover(
    paths: Iterable[str | Path],
    *,
    exclude: Sequence[str],
    known_suffixes: Collection[str],
    sniffed: Mapping[str, Callable[[str], bool]] = MappingProxyType({}),
    wanted: Callable[[Path], bool] = lambda _: False,
    on_unknown: Callable[[Path], None] = lambda _: None,
) -> Iterator[Path]:
    """The files to read, each once: in the order of ``paths``, inside a folder sorted by name.

    Args:
        paths: files and folders. A file is given whatever it is called; a folder is walked, leaving
            out what ``.gitignore`` files name, folders of tools, and ``NOT_COPY``. Links to folders
            are not followed in a walk.
        exclude: patterns as in ``.gitignore``, relative to the walked folder or the working folder.
        known_suffixes: what the lower-case name of a file in a folder must end in.
        sniffed: suffixes with the test that the beginning of such a file must pass.
        wanted: whether a walk gives a file all the same that its name says nothing of.
        on_unknown: is told of each file that a walk passes over because of its name.

    Raises:
        CopylintError: a path does not exist; raised when its turn comes.
    """
    seen: set[Path] = set()
    for named in map(Path, paths):
        if not named.exists():
            raise CopylintError(FileError(named.as_posix(), "no such file or folder"))
        is_folder = named.is_dir()
        walk = _Walk(exclude, known_suffixes, sniffed, wanted, on_unknown)
        for path in walk.files(named) if is_folder else (named,):
            real = path.resolve()
            if real not in seen:
                seen.add(real)
                yield path


def is_walked(path: Path, root: Path, *, known_suffixes: Collection[str] | None) -> bool:
    """Whether a walk of ``root`` gives the file ``path``, which lies below it and need not exist.

    ``known_suffixes`` as for ``discover``; None lets any name pass that is not in ``NOT_COPY``.
    """
    name = path.name
    if known_suffixes is not None and not name.lower().endswith(tuple(known_suffixes)):
        return False
    if _not_copy().match_file(name):
        return False
    root = root.resolve()
    ignores = (*_ignores_above(root), *_ignore_of(root))
    folder = root
    for part in path.relative_to(root).parts[:-1]:
        folder /= part
        if part in _SKIPPED_FOLDERS or _is_ignored(folder, ignores, "/"):
            return False
        ignores = (*ignores, *_ignore_of(folder))
    return not _is_ignored(folder / name, ignores, "")


class _Walk:
    def __init__(
        self,
        exclude: Sequence[str],
        known_suffixes: Collection[str],
        sniffed: Mapping[str, Callable[[str], bool]],
        wanted: Callable[[Path], bool],
        on_unknown: Callable[[Path], None],
    ) -> None:
        self._exclude = _patterns(exclude)
        self._suffixes = tuple(known_suffixes)
        self._sniffed = sniffed
        self._wanted = wanted
        self._on_unknown = on_unknown

    def files(self, root: Path) -> Iterator[Path]:
        """The files below ``root``; a folder that cannot be listed is given itself."""
        pending: list[tuple[Path, tuple[_Ignore, ...]]] = [(root, _ignores_above(root))]
        while pending:
            folder, ignores = pending.pop()
            try:
                entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
            except OSError:
                yield folder  # reading it fails with the reason, so that it is not passed over
                continue
            ignores = (*ignores, *_ignore_of(folder))
            folders: list[tuple[Path, tuple[_Ignore, ...]]] = []
            for entry in entries:
                path = folder / entry.name
                if entry.is_dir():
                    if self._walks(entry, path, root, ignores):
                        folders.append((path, ignores))
                elif entry.is_file() and self._reads(path, root, ignores):
                    yield path
            pending.extend(reversed(folders))

    def _walks(
        self, entry: os.DirEntry[str], path: Path, root: Path, ignores: Sequence[_Ignore]
    ) -> bool:
        return (
            not entry.is_symlink()
            and entry.name not in _SKIPPED_FOLDERS
            and not self._leaves_out(path, root, ignores, folder=True)
        )

    def _reads(self, path: Path, root: Path, ignores: Sequence[_Ignore]) -> bool:
        if self._leaves_out(path, root, ignores, folder=False):
            return False
        if self._is_known(path) and not _not_copy().match_file(path.name):
            return True
        if self._wanted(path):
            return True
        self._on_unknown(path)
        return False

    def _is_known(self, path: Path) -> bool:
        test = self._sniffed.get(path.suffix.lower())
        if test is not None:
            return test(_beginning(path))
        return path.name.lower().endswith(self._suffixes)

    def _leaves_out(
        self, path: Path, root: Path, ignores: Sequence[_Ignore], *, folder: bool
    ) -> bool:
        slash = "/" if folder else ""
        names = (path.relative_to(root), _from_here(path))
        if any(self._exclude.match_file(name.as_posix() + slash) for name in names):
            return True
        return _is_ignored(path.resolve(), ignores, slash)


def _beginning(path: Path) -> str:
    """What a file begins with, roughly decoded; nothing of one that cannot be read."""
    try:
        with path.open("rb") as file:
            data = file.read(_BEGINNING)
    except OSError:
        return ""
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "utf-8")
    return data.decode(marked, errors="replace")


_Ignore = tuple[Path, "GitIgnoreSpec"]
"""A folder, without links in its path, and the rules that its .gitignore sets from there on."""


def _is_ignored(path: Path, ignores: Sequence[_Ignore], slash: str) -> bool:
    for folder, rules in reversed(ignores):
        if not path.is_relative_to(folder):
            continue
        verdict = rules.check_file(path.relative_to(folder).as_posix() + slash).include
        if verdict is not None:
            return verdict
    return False


def _ignores_above(root: Path) -> tuple[_Ignore, ...]:
    """The .gitignore files from the repository's root down to the parent of ``root``."""
    here = root.resolve()
    if (here / ".git").exists():
        return ()
    above: list[_Ignore] = []
    for folder in here.parents:
        above[:0] = _ignore_of(folder)
        if (folder / ".git").exists():
            return tuple(above)
    return ()


def _ignore_of(folder: Path) -> tuple[_Ignore, ...]:
    try:
        lines = (folder / ".gitignore").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ()
    return ((folder.resolve(), _patterns(lines)),)


def _from_here(path: Path) -> Path:
    full = path.absolute()
    here = Path.cwd()
    return full.relative_to(here) if full.is_relative_to(here) else path


# --- decoding ---------------------------------------------------------------------------------

WORD_SUFFIXES: Final = (".docx", ".docm", ".dotx", ".dotm")
"""What the name of a Word document ends in, lower case."""

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LATIN_SHARE: Final = 0.7
"""The least share of characters below U+0100 in a text of these languages."""

_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_BINARY_STARTS: Final = (b"%PDF-", b"\x89PNG", b"PK\x03\x04", b"\xff\xd8\xff", b"\x1f\x8b")
_BINARY: Final = "looks binary; name text files only, or exclude it"


def load(path: str | Path) -> Source:
    """The file at ``path``, decoded: by its byte order mark, else as UTF-16 of Latin text,
    else as UTF-8, else Windows-1252.

    Newlines stay as they are; a byte order mark stays as the first character.

    Raises:
        CopylintError: there is no such file, it cannot be read, or it is no text.
    """
    shown = Path(path).as_posix()
    try:
        data = Path(path).read_bytes()
    except FileNotFoundError:
        raise CopylintError(FileError(shown, "no such file or folder")) from None
    except IsADirectoryError:
        raise CopylintError(FileError(shown, "is a folder; name a file")) from None
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise CopylintError(FileError(shown, f"cannot be read: {reason.lower()}")) from None
    return decode(data, shown)


def decode(data: bytes, path: str) -> Source:
    """``data`` decoded as ``load`` does; ``path`` is what it is called in reports.

    Raises:
        CopylintError: the data is no text or Word document, or not in the encoding that its mark
            declares.
    """
    if path.lower().endswith(WORD_SUFFIXES):
        # Imported late: few runs read one.
        from copylint.docx import read_archive

        return read_archive(data, path)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Source(path, _decode_marked(data, encoding, path), encoding)
    unmarked = _unmarked_utf16(data)
    if unmarked is not None:
        return Source(path, _decode_marked(data, unmarked, path), unmarked)
    if b"\0" in data or data.startswith(_BINARY_STARTS):
        raise CopylintError(FileError(path, _BINARY))
    try:
        return Source(path, data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _decode_legacy(data, path)


def _unmarked_utf16(data: bytes) -> str | None:
    """The byte order of UTF-16 without a mark: of Latin text, every second byte is zero."""
    low, high = data[::2].count(0), data[1::2].count(0)
    if not data or len(data) % 2 or min(low, high) or max(low, high) < len(data) * _LATIN_SHARE / 2:
        return None
    return "utf-16-le" if high else "utf-16-be"


def _decode_marked(data: bytes, encoding: str, path: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise CopylintError(
            FileError(
                path,
                f"begins as {encoding.upper()} but byte {error.start} is not; save it as UTF-8",
            )
        ) from None
    if "\0" in text:
        raise CopylintError(FileError(path, _BINARY))
    return text


def _decode_legacy(data: bytes, path: str) -> Source:
    # Real Latin-1 copy holds hardly any control characters; data that is no text holds many.
    if len(_CONTROL.findall(data)) > len(data) // 100:
        raise CopylintError(FileError(path, _BINARY))
    try:
        return Source(path, data.decode("cp1252"), "cp1252")
    except UnicodeDecodeError:
        return Source(path, data.decode("latin-1"), "latin-1")
