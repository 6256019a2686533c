"""How long the language server's own work takes after a keystroke, and where the time goes.

    python benchmarks/lsp.py

A mail of 5 KB is linted again after each of many edits of one sentence, as an editor asks for it,
without the pause that the server waits for the next keystroke. Processor time is told beside the
clock's, since what else a machine does shows in the latter. ``first`` is the first lint of all,
lexicons and spaCy included; ``fresh`` a text whose sentences were never met before.
"""

from __future__ import annotations

import cProfile
import pstats
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from lsprotocol import types

from copylint.lsp.client import Client
from copylint.lsp.diagnostics import diagnostics_of
from copylint.lsp.documents import Document, Documents
from copylint.lsp.linter import Linter

SIZE = 5_000
ROUNDS = 60
OPENING = "Hej {{ fornavn }}\n\n"
CLOSING = "Venlig hilsen\nAnne Holm\n"
PARAGRAPHS = (
    "Din pakke nummer {n} er sendt i dag og kommer onsdag den {n}. april mellem kl. 10 og 14. "
    "Chaufføren ringer på, og er du ikke hjemme, stiller hun pakken i carporten. Du kan flytte "
    "leveringen til en anden dag på {{{{ link }}}} indtil tirsdag kl. 18.\n\n",
    "Kvitteringen på {n}99 kr. ligger på din konto. Du har 30 dage til at fortryde, og du får "
    "pengene igen inden {n} dage, når vi har fået varen.\n\n",
    "Vi arbejder hele tiden på at forbedre vores {n} butikker, og din mening er vigtig for os. "
    "Du har stadig ikke svaret på spørgeskema {n}. Vi beklager ulejligheden.\n\n",
)
STAGES = {
    "reading": ("readers/__init__.py", "read"),
    "language and touchpoint": ("engine.py", "understand"),
    "tokens (spaCy)": ("nlp.py", "analyse"),
    "patterns": ("rules/phrases.py", "run"),
    "english": ("rules/english.py", "run"),
    "mixed-address": ("rules/mixed_address.py", "run"),
    "likeness": ("rules/likeness.py", "weighed"),
    "merging": ("filters.py", "tidy"),
    "diagnostics": ("lsp/diagnostics.py", "diagnostics_of"),
}


def mail(first: int = 1) -> str:
    """A mail of ``SIZE`` characters; paragraphs are numbered from ``first`` on, so that each is
    new."""
    parts = [OPENING]
    number = first
    while sum(map(len, parts)) < SIZE:
        parts.append(PARAGRAPHS[number % len(PARAGRAPHS)].format(n=number))
        number += 1
    return "".join((*parts, CLOSING))


def keystrokes(text: str) -> Iterator[types.TextDocumentContentChangePartial]:
    """Letters written one after the other into the middle of ``text``."""
    line = text[: len(text) // 2].count("\n")
    for number in range(ROUNDS):
        letter = "meget "[number % 6]
        place = types.Position(line, 4 + number)
        yield types.TextDocumentContentChangePartial(types.Range(place, place), letter)


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds by the clock and of the processor."""
    clock, processor = time.perf_counter(), time.process_time()
    work()
    return (time.perf_counter() - clock) * 1e3, (time.process_time() - processor) * 1e3


def _line(name: str, times: list[tuple[float, float]]) -> str:
    clock, processor = (median(column) for column in zip(*times, strict=True))
    return f"{name:<28}{clock:7.1f} ms{processor:9.1f} ms of processor"


def main() -> None:
    """Prints the figures."""
    client = Client()
    linter = Linter(client, lambda: [Path("/nowhere")], lambda _: None)
    documents = Documents()
    uri = "file:///nowhere/da/mail.txt"

    def lint(document: Document | None) -> None:
        assert document is not None
        diagnostics_of(linter.lint(document), client)

    def type_one(change: types.TextDocumentContentChangePartial, version: int) -> None:
        documents.change(uri, version, [change], "utf-16")
        lint(documents.get(uri))

    text = mail()
    documents.open(types.TextDocumentItem(uri, "plaintext", 0, text))
    print(f"A mail of {len(text)} characters, median of {ROUNDS} edits\n")
    print(_line("first", [_timed(lambda: lint(documents.get(uri)))]))
    fresh = [Document(uri, 0, "plaintext", mail(100 * number)) for number in range(1, 8)]
    print(_line("fresh", [_timed(lambda one=one: lint(one)) for one in fresh]))  # type: ignore[misc]
    lint(documents.get(uri))
    strokes = list(keystrokes(text))
    timed = [
        _timed(lambda n=n, one=one: type_one(one, n))  # type: ignore[misc]
        for n, one in enumerate(strokes, 1)
    ]
    print(_line("after a keystroke", timed))
    profile = cProfile.Profile()
    profile.enable()
    for number, one in enumerate(strokes, ROUNDS + 1):
        type_one(one, number)
    profile.disable()
    _print_stages(profile)


def _print_stages(profile: cProfile.Profile) -> None:
    stats = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    total = max(row[3] for row in stats.values())
    print("\nWhere it goes, as shares of the work after a keystroke:\n")
    for name, (path, function) in STAGES.items():
        spent = sum(
            row[3]
            for (file, _, called), row in stats.items()
            if called == function and file.replace("\\", "/").endswith(f"copylint/{path}")
        )
        print(f"  {name:<26}{spent / total:6.0%}")


if __name__ == "__main__":
    main()
