"""Wheel, sdist, editable install and checkout: each finds its lexicons and lints."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from copylint import __version__

SCRIPTS = "Scripts" if os.name == "nt" else "bin"
PIP_INSTALL = ("install", "--quiet", "--no-index", "--no-deps", "--ignore-installed")
COPY = "Hej Anna\n\nDit opkald er vigtigt for os.\n"


def run(command: Sequence[str | Path], cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": "", "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def succeed(command: Sequence[str | Path], cwd: Path) -> None:
    done = run(command, cwd)
    assert done.returncode == 0, done.stdout + done.stderr


def new_environment(folder: Path) -> Path:
    """An environment that borrows the dependencies installed here, but not copylint itself.

    A line in a ``.pth`` file extends the path without running the ``.pth`` files found there, so
    an editable copylint of the running environment stays out.
    """
    venv.create(folder)
    python = folder / SCRIPTS / "python"
    purelib = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    borrowed = [entry for entry in sys.path if Path(entry).name.endswith("-packages")]
    (Path(purelib) / "borrowed.pth").write_text("\n".join(borrowed), encoding="utf-8")
    return python


@pytest.fixture(scope="module")
def built(
    copy_project: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    """The sdist of the project, and the wheel made out of that sdist."""
    folder = tmp_path_factory.mktemp("build")
    source, out = copy_project(folder / "source"), folder / "dist"
    succeed([sys.executable, "-m", "build", "--no-isolation", "--outdir", out, source], folder)
    [sdist], [wheel] = out.glob("*.tar.gz"), out.glob("*.whl")
    return {"sdist": sdist, "wheel": wheel}


@pytest.fixture(params=["wheel", "sdist", "editable", "checkout"])
def installed(
    request: pytest.FixtureRequest,
    built: dict[str, Path],
    copy_project: Callable[[Path], Path],
    tmp_path: Path,
) -> tuple[list[str | Path], Path]:
    """How to call copylint, and from which folder."""
    python = new_environment(tmp_path / "venv")
    elsewhere = tmp_path / "empty"
    elsewhere.mkdir()
    if request.param == "checkout":
        return [python, "-m", "copylint"], copy_project(tmp_path / "checkout")
    what: list[str | Path] = (
        ["--editable", copy_project(tmp_path / "source")]
        if request.param == "editable"
        else [built[request.param]]
    )
    pip = [sys.executable, "-m", "pip", "--python", python]
    succeed([*pip, *PIP_INSTALL, "--no-build-isolation", *what], elsewhere)
    return [python.with_name("copylint")], elsewhere


def test_it_says_its_version(installed: tuple[list[str | Path], Path]) -> None:
    command, folder = installed
    done = run([*command, "--version"], folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert __version__ in done.stdout.split()


def test_it_lints_with_its_own_lexicons(
    installed: tuple[list[str | Path], Path], tmp_path: Path
) -> None:
    command, folder = installed
    copy = tmp_path / "telefonkø.txt"
    copy.write_text(COPY, encoding="utf-8")
    done = run([*command, "check", "--language", "da", "--format", "json", copy], folder)
    assert done.returncode == 1, done.stdout + done.stderr
    [report] = json.loads(done.stdout)["files"]
    assert ("hollow-phrase", "Dit opkald er vigtigt for os") in {
        (finding["rule"], finding["quote"]) for finding in report["findings"]
    }


def test_the_wheel_holds_all_code_and_data(project: Path, built: dict[str, Path]) -> None:
    data = {f"copylint/{path}" for path in files(project, "lexicons")}
    code = files(project, "copylint")
    assert len(data) > 8
    assert len(code) > 30
    with zipfile.ZipFile(built["wheel"]) as wheel:
        names = {name for name in wheel.namelist() if ".dist-info/" not in name}
        license_files = [name for name in wheel.namelist() if name.endswith("/LICENSE")]
    assert names == data | code
    assert len(license_files) == 1


def test_the_sdist_holds_all_code_and_data(project: Path, built: dict[str, Path]) -> None:
    with tarfile.open(built["sdist"]) as sdist:
        names = {name.partition("/")[2] for name in sdist.getnames()}
    assert files(project, "lexicons") | files(project, "copylint") <= names


def files(project: Path, folder: str) -> set[str]:
    """The files under ``folder``, as paths relative to the project with forward slashes."""
    return {
        path.relative_to(project).as_posix()
        for path in (project / folder).rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }


def test_starting_up_does_not_load_spacy() -> None:
    code = "import sys, copylint.cli; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
