"""Walking folders and decoding files."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from copylint.discovery import decode, discover, load
from copylint.model import CopylintError
from copylint.readers import KNOWN_SUFFIXES, SNIFFED

KNOWN = (".txt", ".html", ".json", ".yml", ".md")


def write(root: Path, *names: str, text: str = "Hej") -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def found(*paths: Path, exclude: Sequence[str] = (), under: Path) -> list[str]:
    return [
        path.relative_to(under).as_posix()
        for path in discover(paths, exclude=exclude, known_suffixes=KNOWN)
    ]


def test_a_folder_is_walked_in_order_with_the_known_suffixes(tmp_path: Path) -> None:
    write(tmp_path, "b.txt", "a.html", "c.png", "sub/z.TXT", "sub/a.txt", "Sub2/x.json")
    assert found(tmp_path, under=tmp_path) == [
        "a.html", "b.txt", "Sub2/x.json", "sub/a.txt", "sub/z.TXT",
    ]  # fmt: skip


def test_tools_and_their_files_are_left_out_of_a_walk(tmp_path: Path) -> None:
    write(
        tmp_path, "node_modules/a.txt", ".git/a.txt", ".venv/a.txt", "__pycache__/a.txt",
        ".github/workflows/ci.yml", "package.json", "docker-compose.yml", "mkdocs.yml",
        ".pre-commit-config.yml", "requirements-dev.txt", "README.md", "locales/da.json",
    )  # fmt: skip
    assert found(tmp_path, under=tmp_path) == ["locales/da.json"]


def test_nested_gitignore_files_are_honoured(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    write(tmp_path, ".gitignore", text="*.json\n/build/\ndeep/*.txt\n")
    write(tmp_path, "sub/.gitignore", text="!keep.json\nlocal.txt\n")
    write(
        tmp_path, "a.json", "build/a.txt", "sub/build/a.txt", "sub/keep.json", "sub/other.json",
        "sub/local.txt", "local.txt", "deep/a.txt", "deep/er/a.txt",
    )  # fmt: skip
    expected = ["local.txt", "deep/er/a.txt", "sub/keep.json", "sub/build/a.txt"]
    assert found(tmp_path, under=tmp_path) == expected


def test_gitignore_above_the_walked_folder_counts_inside_a_repository(tmp_path: Path) -> None:
    write(tmp_path, ".gitignore", text="*.json\n")
    write(tmp_path, "repo/.gitignore", text="secret.txt\n")
    write(tmp_path, "repo/mail/a.json", "repo/mail/secret.txt", "repo/mail/b.txt")
    (tmp_path / "repo/.git").mkdir()
    assert found(tmp_path / "repo/mail", under=tmp_path) == [
        "repo/mail/a.json", "repo/mail/b.txt",
    ]  # fmt: skip


def test_exclude_leaves_out_but_a_named_file_is_always_given(tmp_path: Path) -> None:
    write(tmp_path, ".gitignore", text="*.txt\n")
    write(tmp_path, "old/a.html", "new/a.html", "a.txt", "pic.png")
    assert found(tmp_path, exclude=["old/"], under=tmp_path) == ["new/a.html"]
    named = (tmp_path / "a.txt", tmp_path / "pic.png", tmp_path / "old/a.html")
    assert found(*named, exclude=["old/"], under=tmp_path) == ["a.txt", "pic.png", "old/a.html"]


def test_exclude_also_counts_from_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "mail/old/a.txt", "mail/new/a.txt")
    monkeypatch.chdir(tmp_path)
    walked = discover(["mail"], exclude=["/mail/old"], known_suffixes=KNOWN)
    assert [path.as_posix() for path in walked] == ["mail/new/a.txt"]


def test_a_file_is_given_once(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    assert found(tmp_path / "a.txt", tmp_path, under=tmp_path) == ["a.txt"]


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    write(tmp_path, "sub/a.txt")
    try:
        (tmp_path / "sub/loop").symlink_to(tmp_path, target_is_directory=True)
        (tmp_path / "sub/gone.txt").symlink_to(tmp_path / "nowhere.txt")
    except OSError:
        pytest.skip("this system makes no links")
    assert found(tmp_path, under=tmp_path) == ["sub/a.txt"]


def test_a_missing_path_is_told(tmp_path: Path) -> None:
    with pytest.raises(CopylintError, match=r"gone\.txt: no such file"):
        found(tmp_path / "gone.txt", under=tmp_path)
    with pytest.raises(CopylintError, match=r"gone\.txt: no such file"):
        load(tmp_path / "gone.txt")
    with pytest.raises(CopylintError, match="is a folder"):
        load(tmp_path)


def test_a_folder_that_cannot_be_listed_is_given_so_that_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "closed/a.txt", "open.txt")
    real = os.scandir

    def scandir(folder: Path) -> Iterable[os.DirEntry[str]]:
        if folder.name == "closed":
            raise PermissionError
        return real(folder)

    monkeypatch.setattr(os, "scandir", scandir)
    assert found(tmp_path, under=tmp_path) == ["open.txt", "closed"]
    with pytest.raises(CopylintError):
        load(tmp_path / "closed")


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (b"", "", "utf-8"),
        ("Kære".encode(), "Kære", "utf-8"),
        ("\ufeffKære".encode(), "\ufeffKære", "utf-8"),
        ("Kære\r\nOle".encode("cp1252"), "Kære\r\nOle", "cp1252"),
        ("Pris 10 €".encode("cp1252"), "Pris 10 €", "cp1252"),
        (b"K\xe6re \x81", "Kære \x81", "latin-1"),
        ("\ufeffKære".encode("utf-16-le"), "\ufeffKære", "utf-16-le"),
        ("\ufeffKære".encode("utf-16-be"), "\ufeffKære", "utf-16-be"),
        ("\ufeffKære".encode("utf-32-le"), "\ufeffKære", "utf-32-le"),
    ],
)
def test_decoding(data: bytes, text: str, encoding: str) -> None:
    source = decode(data, "a.txt")
    assert (source.path, source.text, source.encoding) == ("a.txt", text, encoding)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"Hej\0du", "looks binary"),
        (b"%PDF-1.7\n1 0 obj", "looks binary"),
        (bytes(range(1, 32)) + b"\xff" * 9, "looks binary"),
        ("\ufeffa\0".encode("utf-16-le"), "looks binary"),
        (b"\xef\xbb\xbfK\xe6re", "begins as UTF-8 but byte 4 is not; save it as UTF-8"),
        (b"\xff\xfeK", "begins as UTF-16-LE"),
    ],
)
def test_what_is_no_text_is_told(data: bytes, said: str) -> None:
    with pytest.raises(CopylintError, match=said) as caught:
        decode(data, "a.txt")
    assert caught.value.error.path == "a.txt"


def test_loading_keeps_newlines_and_names_the_path_with_forward_slashes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"a\r\nb\rc\n")
    source = load(tmp_path / "a.txt")
    assert source.text == "a\r\nb\rc\n"
    assert source.path == (tmp_path / "a.txt").as_posix()


RESOURCES = "<?xml version='1.0'?>\n<!-- A <licence> -->\n<resources>\n</resources>"


@pytest.mark.parametrize(
    ("name", "data", "read"),
    [
        ("strings.xml", RESOURCES.encode(), True),
        ("STRINGS.XML", RESOURCES.encode("utf-16"), True),
        ("a.xml", b"<!DOCTYPE x [<!ENTITY a 'b'>]><xliff version='1.2'>", True),
        ("a.xml", b"<project/>", False),
        ("a.xml", b"<!-- unfinished", False),
        ("a.xml", b"<!-- a -->" * 300 + b"x", False),
        ("a.xml", b"", False),
        ("app.ts", b"<?xml version='1.0'?><!DOCTYPE TS><TS>", True),
        ("app.ts", b"export const TS = 1;", False),
        ("video.ts", bytes(range(256)), False),
        ("a.xsl", RESOURCES.encode(), False),
    ],
)
def test_of_some_suffixes_the_content_tells(
    tmp_path: Path, name: str, data: bytes, read: bool
) -> None:
    (tmp_path / name).write_bytes(data)
    unknown: list[Path] = []
    found = discover(
        [tmp_path],
        exclude=(),
        known_suffixes=KNOWN,
        sniffed=SNIFFED,
        on_unknown=unknown.append,
    )
    assert list(found) == ([tmp_path / name] if read else [])
    assert unknown == ([] if read else [tmp_path / name])


@pytest.mark.parametrize(
    "name",
    [
        "a.txt",
        "a.cshtml",
        "a.vm",
        "a.ftlh",
        "a.phtml",
        "a.mjml.erb",
        "a.html.heex",
        "a.txt.tmpl",
        "a.html.erb",
        "a.blade.php",
        "a.yaml",
        "a.htm",
        "a.liquid",
        "A.TXT.J2",
        "messages_da.properties",
        "Localizable.strings",
        "nb.ftl",
        "mail.php",
        "da.lang",
        "da.csv",
        "a.tsv",
        "da.po",
        "a.xlf",
        "Mails.da.resx",
        "a.stringsdict",
    ],
)
def test_the_readers_know_the_suffix(name: str) -> None:
    assert name.lower().endswith(tuple(KNOWN_SUFFIXES))


@pytest.mark.parametrize("name", ["a.png", "a.py", "a.js.erb", "a.rb", "a.tpl", "txt"])
def test_the_readers_do_not_know_the_suffix(name: str) -> None:
    assert not name.endswith(tuple(KNOWN_SUFFIXES))
