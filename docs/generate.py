"""Writes ``docs/rules.md`` out of the lexicons, and the example in ``README.md`` by running it.

``--check`` writes nothing and only says whether both are up to date.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from copylint.lexicon import Lexicons, Rule, load_lexicons, rule_names
from copylint.model import LANGUAGES, Severity

PROJECT = Path(__file__).resolve().parent.parent
RULES_PAGE = PROJECT / "docs" / "rules.md"
README = PROJECT / "README.md"
README_COMMAND = ("copylint", "examples/nn/manadskort-sms.txt")
README_EXAMPLE = re.compile(r"(?<=<!-- example -->\n).*(?=<!-- end of example -->\n)", re.DOTALL)
EXAMPLES_SHOWN = 3
LANGUAGE_NAMES = {"da": "Danish", "nb": "Bokmål", "nn": "Nynorsk", "sv": "Swedish"}
_UNDERLINE = re.compile(r"(?<!\\)\[([^\]]*)(?<!\\)\]")
_ESCAPE = re.compile(r"\\(.)")
_MARKDOWN = re.compile(r"([\\`*_<>|\[\]])")
INTRODUCTION = """\
# The rules

<!-- Written by docs/generate.py from lexicons/. Change the lexicons, not this page. -->

Words in **bold** are what copylint underlines. `copylint explain RULE` shows the same in Danish,
Norwegian, Swedish and English.
"""


def rules_page(lexicons: Lexicons) -> str:
    """``docs/rules.md``."""
    names = rule_names()
    contents = "\n".join(
        f"- [{name}](#{name}): {lexicons.rule(name).title['en']}" for name in names
    )
    sections = ("\n".join(section(lexicons, lexicons.rule(name))) for name in names)
    return "\n".join([INTRODUCTION, contents, "", "\n".join(sections)])


def section(lexicons: Lexicons, rule: Rule) -> Iterator[str]:
    """The lines on one rule."""
    yield f"## {rule.name}\n"
    yield f"{rule.what['en']}\n"
    yield f"**Why:** {rule.why['en']}\n"
    yield f"**Instead:** {rule.advice['en']}\n"
    yield f"**Severity:** {severities(rule)}\n"
    for language in LANGUAGES:
        bad, good = lexicons.examples(rule.name, language)
        if bad or good:
            yield f"### {LANGUAGE_NAMES[language]}: {rule.name}\n"
            yield from (f"- ✗ {example(text)}" for text in spread(bad))
            yield from (f"- ✓ {example(text)}" for text in spread(good))
            yield ""


def severities(rule: Rule) -> str:
    """The severity of ``rule``, and where it differs."""
    parts = list(differing(rule.severities.touchpoints, rule.severity))
    for kind, table in rule.severities.kinds.items():
        parts += (f"{kind}: {part}" for part in differing(table, Severity.OFF))
    return "; ".join([rule.severity.label, *parts])


def differing(table: Mapping[str, Severity], usual: Severity) -> Iterator[str]:
    """What ``table`` says other than ``usual``, severity by severity."""
    by_label: dict[str, list[str]] = {}
    for touchpoint, severity in table.items():
        if severity is not usual:
            by_label.setdefault(severity.label, []).append(touchpoint)
    for label, where in by_label.items():
        yield f"{label} in {', '.join(sorted(where))}"


def spread(texts: tuple[str, ...]) -> tuple[str, ...]:
    """A few of ``texts``, taken evenly, so that not all come from the first entry."""
    step = max(len(texts) // EXAMPLES_SHOWN, 1)
    return texts[::step][:EXAMPLES_SHOWN]


def example(text: str) -> str:
    """An example as Markdown, its brackets turned into bold type."""
    parts = _UNDERLINE.split(" / ".join(text.strip().splitlines()))
    shown = (_MARKDOWN.sub(r"\\\1", _ESCAPE.sub(r"\1", part)) for part in parts)
    return "".join(
        f"**{part}**" if number % 2 and part else part for number, part in enumerate(shown)
    )


def readme() -> str:
    """The README with its example as the program prints it now.

    Raises:
        subprocess.CalledProcessError: the command of the example did not end with findings.
    """
    done = subprocess.run(
        [sys.executable, "-m", *README_COMMAND],
        cwd=PROJECT,
        env={**os.environ, "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1", "COLUMNS": "100"},
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode != 1:
        done.check_returncode()
    example = f"```console\n$ {' '.join(README_COMMAND)}\n{done.stdout}```\n"
    return README_EXAMPLE.sub(lambda _: example, README.read_text(encoding="utf-8"))


def main() -> int:
    """Writes or checks the pages; returns the exit code."""
    pages = {RULES_PAGE: rules_page(load_lexicons()), README: readme()}
    if "--check" not in sys.argv[1:]:
        for path, text in pages.items():
            path.write_text(text, encoding="utf-8", newline="\n")
        return 0
    stale = [path for path, text in pages.items() if path.read_text(encoding="utf-8") != text]
    for path in stale:
        shown = path.relative_to(PROJECT)
        print(f"{shown}: out of date; run 'python docs/generate.py'", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
