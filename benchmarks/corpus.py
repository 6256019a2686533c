"""Runs copylint over a folder of real files: findings per rule and language, errors, time.

    python benchmarks/corpus.py [FOLDER]

Without a folder it takes the development corpus beside the checkout, and says so where that is
missing.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path

from copylint.config import Settings
from copylint.discovery import discover, load
from copylint.engine import lint
from copylint.filters import tidy
from copylint.lexicon import load_lexicons
from copylint.model import CopylintError, FileError, FileReport
from copylint.readers import KNOWN_SUFFIXES, SNIFFED

DEFAULT = Path(__file__).resolve().parent.parent.parent / "shared" / "corpus" / "files"


def main() -> None:
    """Prints the tables."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT
    if not folder.exists():
        print(f"passed over: {folder} is not here")
        return
    counts: Counter[tuple[str, str, str]] = Counter()
    languages: Counter[str] = Counter()
    errors: list[FileError] = []
    size = 0
    start = time.perf_counter()
    for path in discover([folder], exclude=(), known_suffixes=KNOWN_SUFFIXES, sniffed=SNIFFED):
        try:
            report = _report(path)
        except CopylintError as error:
            errors.append(error.error)
            continue
        languages[report.language] += 1
        size += len(report.source.text) if report.source else 0
        for one in tidy(report.findings):
            counts[one.language, one.rule, one.severity.label] += 1
    seconds = time.perf_counter() - start
    for (language, rule, severity), number in sorted(counts.items()):
        print(f"{language:8} {rule:16} {severity:8} {number:6}")
    print(f"files by language: {dict(languages.most_common())}")
    print(f"errors: {len(errors)}", *errors, sep="\n  ")
    print(f"{size / 1e6:.1f} MB in {seconds:.1f} s, {size / 1e6 / seconds:.2f} MB/s")


LEXICONS = load_lexicons()


def _report(path: Path) -> FileReport:
    return lint(load(path), Settings(), LEXICONS)


if __name__ == "__main__":
    main()
