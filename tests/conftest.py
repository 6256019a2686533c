"""Settings and fixtures that several test modules share."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

PROJECT = Path(__file__).resolve().parent.parent

# The first example that needs spaCy loads it, which takes longer than any deadline should.
settings.register_profile("copylint", deadline=None)
settings.load_profile("copylint")


@pytest.fixture(scope="session")
def project() -> Path:
    """The folder of the checkout."""
    return PROJECT


@pytest.fixture(scope="session")
def copy_project() -> Callable[[Path], Path]:
    """A function that copies what an installation is built from into a new folder."""
    return _copy_project


def _copy_project(target: Path) -> Path:
    target.mkdir()
    for name in ("setup.cfg", "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        shutil.copy(PROJECT / name, target)
    for name in ("copylint", "lexicons"):
        shutil.copytree(PROJECT / name, target / name, ignore=shutil.ignore_patterns("__pycache__"))
    return target


@pytest.fixture(scope="session")
def package_registry(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Skips the test where pip cannot fetch a small package."""
    download = subprocess.run(
        [
            *(sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-cache-dir"),
            *("--retries", "0", "--timeout", "20", "iniconfig"),
        ],
        cwd=tmp_path_factory.mktemp("registry"),
        capture_output=True,
        text=True,
        check=False,
    )
    if download.returncode:
        pytest.skip("no package registry is reachable")
