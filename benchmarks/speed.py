"""How long copylint takes: one small file cold, and many files warm.

    python benchmarks/speed.py

Cold is a whole process on one mail of 5 KB, beside a process that only starts Python, so that the
ratio tells more than the seconds. Warm is the engine alone, on one core, over mails with and
without faults.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from copylint.config import Settings
from copylint.engine import lint
from copylint.lexicon import load_lexicons
from copylint.model import Source

GOOD = (
    "Hej {{ fornavn }}\n\nDin pakke er sendt i dag og kommer onsdag den 3. april mellem kl. 10 og "
    "14. Chaufføren ringer på, og er du ikke hjemme, stiller hun pakken i carporten. Du kan flytte "
    "leveringen til en anden dag på {{ link }} indtil tirsdag kl. 18. Kvitteringen på 499 kr. "
    "ligger på din konto.\n\nVenlig hilsen\nAnne Holm\n"
)
BAD = (
    "Kære kunde\n\nVi arbejder hele tiden på at forbedre vores service, og din mening er vigtig "
    "for os. Du har stadig ikke svaret på vores spørgeskema. Vi beklager ulejligheden.\n\n"
    "Venlig hilsen\nKundeservice\n"
)
ROUNDS = 7


def _cold(*command: str) -> float:
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        subprocess.run(command, capture_output=True, check=False)
        times.append(time.perf_counter() - start)
    return median(times)


def _warm(text: str, copies: int) -> float:
    lexicons = load_lexicons()
    settings = Settings(language="da")
    lint(Source("warm.txt", text), settings, lexicons)
    start = time.perf_counter()
    for number in range(copies):
        lint(Source(f"{number}.txt", text), settings, lexicons)
    return len(text) * copies / 1e6 / (time.perf_counter() - start)


def main() -> None:
    """Prints the figures."""
    with tempfile.TemporaryDirectory() as folder:
        good, bad = Path(folder) / "good.da.txt", Path(folder) / "bad.da.txt"
        good.write_text(GOOD * (5000 // len(GOOD)), encoding="utf-8")
        bad.write_text(BAD * (5000 // len(BAD)), encoding="utf-8")
        python = _cold(sys.executable, "-c", "pass")
        for path in (good, bad):
            seconds = _cold(sys.executable, "-m", "copylint", str(path))
            print(
                f"cold, 5 KB, {path.name}: {seconds:.2f} s ({seconds / python:.0f} x bare Python)"
            )
    print(f"warm, mails without faults: {_warm(GOOD, 200):.2f} MB/s")
    print(f"warm, mails full of faults: {_warm(BAD, 200):.2f} MB/s")


if __name__ == "__main__":
    main()
