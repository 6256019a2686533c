"""Precision and recall of the rules on labelled texts.

    python benchmarks/quality.py [--set mission|messages|rules|training|challenge|corpus]
                                 [--part open|held-back] [--language da] [--rule english]
                                 [--show false|missed|all]

The project's own texts stand in tests/gold: ``mission`` for the five rules it began with,
``messages`` for the rules that judge a message as a whole, ``rules`` for the others. Each has an
open part, which patterns are written from, and a part that is held back. ``training`` is what the
linear model learned from; ``challenge`` and ``corpus`` stand beside the checkout and are passed
over, with a word, where they are missing.

Scoring: a finding hits a label of the same rule that it overlaps; a label that is not sure counts
neither way, nor does a finding that hits one. Findings of severity info do not count, but for the
rules that are an info by nature. In ``mission`` and ``training`` five rules are labelled in every
text; in the others the rules of the labelling guide are, and any other rule in the texts that were
written for it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from copylint.config import Settings
from copylint.engine import lint
from copylint.lexicon import Lexicons, load_lexicons
from copylint.model import LANGUAGES, Finding, Severity, Source

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "corpus"
OWN = ("mission", "messages", "rules")
SETS = (*OWN, "training", "challenge", "corpus")
PARTS = ("open", "held-back")

MISSION = ("company-centric", "english", "guilt-trip", "missing-address", "hollow-phrase")
GUIDE = (
    *MISSION,
    "anonymous-sender",
    "automated-disclaimer",
    "dead-end-referral",
    "formal-address",
    "mixed-language",
    "no-reply",
    "officialese",
    "rating-request",
    "threat-tone",
    "vague-timing",
)
"""The rules that the labelling guide knows, so that every text is labelled for them."""

OF_THEIR_OWN = (
    "asks-known-data",
    "asks-without-giving",
    "impersonal-passive",
    "missing-next-step",
    "mixed-address",
    "please-command",
    "readability",
)
"""The other rules; a text is labelled for one of these where it was written for it."""

MILD = frozenset(
    ("asks-known-data", "asks-without-giving", "missing-next-step", "please-command", "readability")
)
"""Rules whose findings count at info as well, because that is what most of them are."""

Item = dict[str, Any]


@dataclass
class Score:
    """Counts of one rule in one language, and the texts behind them as lines to print."""

    hits: int = 0
    false: int = 0
    labels: int = 0
    missed: int = 0
    false_lines: list[str] = field(default_factory=list)
    missed_lines: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of the findings that hit a label."""
        return self.hits / (self.hits + self.false) if self.hits + self.false else 1.0

    @property
    def recall(self) -> float:
        """Share of the labels that a finding hit."""
        return (self.labels - self.missed) / self.labels if self.labels else 1.0


@dataclass
class Scores:
    """Scores by language and rule, and how many false findings stand in texts without a label."""

    by_rule: dict[tuple[str, str], Score] = field(default_factory=lambda: defaultdict(Score))
    clean: int = 0
    false_in_clean: int = 0


def items(name: str, language: str | None = None, part: str = "open") -> Iterator[Item]:
    """The labelled texts of a set; ``part`` counts for the sets in tests/gold alone."""
    for path in _paths(name, part):
        if not path.exists():
            print(f"passed over: {path} is not here", file=sys.stderr)
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            item = json.loads(line)
            if item.get("lang_ok") is not False and language in (None, item["lang"]):
                yield item


def _paths(name: str, part: str) -> list[Path]:
    if name == "training":
        return sorted((ROOT / "training").glob("*.jsonl"))
    if name in OWN:
        suffix = "" if part == "open" else "-held-back"
        return [ROOT / "tests" / "gold" / name / f"{one}{suffix}.jsonl" for one in LANGUAGES]
    return [SHARED / ("challenge-sample.jsonl" if name == "challenge" else "gold.jsonl")]


def rules_of(name: str) -> tuple[str, ...]:
    """The rules that the set ``name`` can score."""
    if name in ("mission", "training"):
        return MISSION
    return GUIDE if name in ("challenge", "corpus") else (*GUIDE, *OF_THEIR_OWN)


@cache
def _lexicons() -> Lexicons:
    return load_lexicons()


def findings(item: Item) -> list[Finding]:
    """What copylint says of an item and what counts of it."""
    settings = Settings(language=item["lang"], touchpoint=item.get("touchpoint"))
    report = lint(Source("text.txt", item["text"]), settings, _lexicons())
    return [one for one in report.findings if one.severity >= _least(one.rule)]


def _least(rule: str) -> Severity:
    return Severity.INFO if rule in MILD else Severity.WARNING


def score(texts: Iterable[Item], rules: Iterable[str] = MISSION) -> Scores:
    """The scores of ``rules`` on ``texts``."""
    scores = Scores()
    wanted = tuple(rules)
    for item in texts:
        found = findings(item)
        false_here = 0
        for rule in wanted:
            if not _is_labelled(item, rule):
                continue
            of_rule = [one for one in found if one.rule == rule]
            false_here += _add(scores.by_rule[item["lang"], rule], item, rule, of_rule)
        if not item["labels"]:
            scores.clean += 1
            scores.false_in_clean += false_here
    return scores


def _is_labelled(item: Item, rule: str) -> bool:
    """Whether a finding of ``rule`` without a label is false in this text."""
    own = item.get("rule") == rule or any(one["rule"] == rule for one in item["labels"])
    return rule in GUIDE or own


def _add(score: Score, item: Item, rule: str, found: list[Finding]) -> int:
    """Adds one text to ``score``; how many of its findings are false."""
    text = item["text"]
    hitting: set[int] = set()
    for label in item["labels"]:
        if label["rule"] != rule:
            continue
        hits = [at for at, one in enumerate(found) if _hits(text, one, label["quote"])]
        hitting.update(hits)
        if label.get("sure", True):
            score.labels += 1
            score.hits += len(hits)
            if not hits:
                score.missed += 1
                line = f"MISSED {item['id']} {rule}: [{label['quote']}] in {text!r}"
                score.missed_lines.append(line)
    false = [one for at, one in enumerate(found) if at not in hitting]
    score.false += len(false)
    score.false_lines.extend(
        f"FALSE  {item['id']} {one.id}: [{one.quote}] in {text!r}" for one in false
    )
    return len(false)


def _hits(text: str, finding: Finding, quote: str | None) -> bool:
    if quote is None or finding.quote is None:
        return True
    at = text.find(quote)
    while at >= 0:
        if at < finding.span.end and finding.span.start < at + len(quote):
            return True
        at = text.find(quote, at + 1)
    return False


def main() -> None:
    """Prints the texts that --show asks for, and the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--set", default="mission", dest="name", choices=SETS)
    parser.add_argument("--part", default="open", choices=PARTS)
    parser.add_argument("--language", choices=LANGUAGES)
    parser.add_argument("--rule", choices=(*GUIDE, *OF_THEIR_OWN))
    parser.add_argument("--show", choices=("false", "missed", "all"))
    options = parser.parse_args()
    rules = (options.rule,) if options.rule else rules_of(options.name)
    scores = score(items(options.name, options.language, options.part), rules)
    for _, one in sorted(scores.by_rule.items()):
        if options.show in ("missed", "all"):
            print(*one.missed_lines, sep="\n")
        if options.show in ("false", "all"):
            print(*one.false_lines, sep="\n")
    for (language, rule), one in sorted(scores.by_rule.items()):
        if one.labels or one.false:
            print(
                f"{language} {rule:20} precision {one.precision:.2f}  recall {one.recall:.2f}"
                f"  (labels {one.labels}, missed {one.missed}, hits {one.hits}, false {one.false})"
            )
    share = 100 * scores.false_in_clean / max(scores.clean, 1)
    print(f"false findings per 100 clean texts: {share:.1f} of {scores.clean}")


if __name__ == "__main__":
    main()
