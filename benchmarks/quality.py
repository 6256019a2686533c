"""Precision and recall of the rules on labelled texts.

    python benchmarks/quality.py [--set open|held-back|training|challenge|corpus]
                                 [--language da] [--rule english] [--show false|missed|all]

``open`` and ``held-back`` are the project's own texts in tests/gold, ``training`` those in
training/ that patterns were written from; ``challenge`` and ``corpus`` stand beside the checkout
and are passed over, with a word, where they are missing. Scoring: a
finding of severity warning or above hits a label of the same rule that it overlaps; a label that is
not sure counts neither way, nor does a finding that hits one.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from copylint.config import Settings
from copylint.engine import lint
from copylint.lexicon import load_lexicons
from copylint.model import LANGUAGES, Finding, Severity, Source

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "corpus"
MISSION = ("company-centric", "english", "guilt-trip", "missing-address", "hollow-phrase")


@dataclass
class Score:
    """Counts of one rule in one language."""

    hit: int = 0
    false: int = 0
    missed: int = 0
    faulty: int = 0

    @property
    def precision(self) -> float:
        return self.hit / (self.hit + self.false) if self.hit + self.false else 1.0

    @property
    def recall(self) -> float:
        found = self.faulty - self.missed
        return found / self.faulty if self.faulty else 1.0


def texts(name: str) -> Iterator[dict[str, object]]:
    """The labelled items of a set."""
    if name == "training":
        paths = sorted((ROOT / "training").glob("*.jsonl"))
    elif name in ("open", "held-back"):
        suffix = "" if name == "open" else "-held-back"
        paths = [ROOT / "tests" / "gold" / f"{one}{suffix}.jsonl" for one in LANGUAGES]
    else:
        paths = [SHARED / ("challenge-sample.jsonl" if name == "challenge" else "gold.jsonl")]
    for path in paths:
        if not path.exists():
            print(f"passed over: {path} is not here", file=sys.stderr)
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                yield json.loads(line)


def findings(item: dict[str, object]) -> list[Finding]:
    """What copylint says of an item, at warning or above."""
    touchpoint = item.get("touchpoint")
    settings = Settings(
        language=str(item["lang"]), touchpoint=str(touchpoint) if touchpoint else None
    )
    report = lint(Source("text.txt", str(item["text"])), settings, LEXICONS)
    return [one for one in report.findings if one.severity >= Severity.WARNING]


LEXICONS = load_lexicons()


def main() -> None:
    """Prints the table, and the texts that --show asks for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--set", default="open", dest="name")
    parser.add_argument("--language")
    parser.add_argument("--rule")
    parser.add_argument("--show", choices=("false", "missed", "all"))
    options = parser.parse_args()
    scores: dict[tuple[str, str], Score] = defaultdict(Score)
    clean = false_in_clean = 0
    for item in texts(options.name):
        language = str(item["lang"])
        if options.language and language != options.language:
            continue
        if item.get("lang_ok") is False:
            continue
        labels = item["labels"]
        assert isinstance(labels, list)
        found = findings(item)
        false_here = 0
        for rule in MISSION:
            here = _score(item, rule, labels, [one for one in found if one.rule == rule], options)
            score = scores[language, rule]
            score.hit += here.hit
            score.false += here.false
            score.missed += here.missed
            score.faulty += here.faulty
            false_here += here.false
        if not labels:
            clean += 1
            false_in_clean += false_here
    for (language, rule), score in sorted(scores.items()):
        if options.rule and rule != options.rule:
            continue
        print(
            f"{language} {rule:16} precision {score.precision:.2f}  recall {score.recall:.2f}"
            f"  (labels {score.faulty}, missed {score.missed}, hits {score.hit},"
            f" false {score.false})"
        )
    print(
        f"false findings per 100 clean texts: {100 * false_in_clean / max(clean, 1):.1f} of {clean}"
    )


def _score(
    item: dict[str, object],
    rule: str,
    labels: list[dict[str, object]],
    found: list[Finding],
    options: argparse.Namespace,
) -> Score:
    text = str(item["text"])
    wanted = [one for one in labels if one["rule"] == rule]
    score = Score()
    used: set[int] = set()
    shown = options.show and (options.rule in (None, rule))
    for label in wanted:
        sure = label.get("sure", True)
        hits = [i for i, one in enumerate(found) if _hits(text, one, label)]
        used.update(hits)
        if not sure:
            continue
        score.faulty += 1
        score.hit += len(hits)
        if not hits:
            score.missed += 1
            if shown and options.show in ("missed", "all"):
                print(f"MISSED {item['id']} {rule}: [{label['quote']}] in {text!r}")
    for i, one in enumerate(found):
        if i not in used:
            score.false += 1
            if shown and options.show in ("false", "all"):
                print(f"FALSE  {item['id']} {one.id}: [{one.quote}] in {text!r}")
    return score


def _hits(text: str, finding: Finding, label: dict[str, object]) -> bool:
    quote = label["quote"]
    if quote is None or finding.quote is None:
        return True
    at = text.find(str(quote))
    while at >= 0:
        if at < finding.span.end and finding.span.start < at + len(str(quote)):
            return True
        at = text.find(str(quote), at + 1)
    return False


if __name__ == "__main__":
    main()
