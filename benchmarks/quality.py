"""Precision and recall of the rules on labelled texts.

    python benchmarks/quality.py [--set mission|messages|rules|training|challenge|corpus]
                                 [--part open|held-back] [--language da] [--rule english]
                                 [--show false|missed|all]
    python benchmarks/quality.py --write     (docs/quality.md, some minutes)

The project's own texts stand in tests/gold: ``mission`` for the five rules it began with,
``messages`` for the rules that judge a message as a whole, ``rules`` for the others. Each has an
open part, which patterns are written from, and a part that is held back. ``training`` is what the
linear model learned from; ``challenge`` and ``corpus`` stand beside the checkout and are passed
over, with a word, where they are missing.

Scoring: a finding hits a label of the same rule that it overlaps; a label that is not sure counts
neither way, nor does a finding that hits one. Findings of severity info do not count, but for the
rules that are an info by nature. A pair, a faulty text and its near miss, is told apart where the
one is found and the rule is silent on the other. In ``mission`` and ``training`` five rules are
labelled in every text; in the others the rules of the labelling guide are, and any other rule in
the texts that were written for it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
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

PAGE = ROOT / "docs" / "quality.md"

INTRODUCTION = """\
# How good the rules are

<!-- Written by benchmarks/quality.py --write. -->

How much of what a good editor would mark copylint finds (recall), and how much of what it marks a
good editor would mark too (precision), on texts that were labelled by hand. A finding counts where
it shares words with a label of its rule. Findings of severity info do not count, but for the rules
that are an info by nature.

The texts in `tests/gold` were written for the project, by hands that had not seen the lexicons.
About half are faulty; most of the others are near misses: twins of a faulty text that keep its
words and are right. Real copy has far fewer near misses, so it sees fewer false findings than these
figures say. Labels were not checked by a second person, and one writer has favourite ways to be
wrong; real recall is lower for faults that no writer thought of.

Each cell has precision, recall, the share of pairs (a faulty text and its twin) that are told
apart, and in brackets the number of labels. With 30 labels, one more or less is three points.
"""
HELD_BACK = "Held back: no one who wrote patterns has read these"
OPEN = "Open: patterns were written with these at hand"
OTHERS = """\
`challenge` are 204 short texts of other writers, `corpus` 347 messages out of public repositories
labelled by others. Both were read while patterns were written. They are not part of the project;
where they are missing, this part is left out.
"""

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
    """Scores by language and rule, and how many false findings stand in texts without a label.

    ``pairs`` says of each pair, by language and rule under test, whether it was told apart.
    """

    by_rule: dict[tuple[str, str], Score] = field(default_factory=lambda: defaultdict(Score))
    pairs: dict[tuple[str, str], list[bool]] = field(default_factory=lambda: defaultdict(list))
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
    verdicts: dict[str, tuple[Item, bool]] = {}
    for item in texts:
        found = findings(item)
        verdicts[item["id"]] = item, _is_right(item, found)
        false_here = 0
        for rule in wanted:
            if not _is_labelled(item, rule):
                continue
            of_rule = [one for one in found if one.rule == rule]
            false_here += _add(scores.by_rule[item["lang"], rule], item, rule, of_rule)
        if not item["labels"]:
            scores.clean += 1
            scores.false_in_clean += false_here
    _add_pairs(scores, verdicts, wanted)
    return scores


def _is_right(item: Item, found: Iterable[Finding]) -> bool:
    """Whether the rule under test speaks where it is labelled, and is silent where it is not."""
    rule = item.get("rule")
    labels = [one for one in item["labels"] if one["rule"] == rule]
    of_rule = [one for one in found if one.rule == rule]
    if not labels:
        return not of_rule
    return any(_hits(item["text"], one, label["quote"]) for label in labels for one in of_rule)


def _add_pairs(
    scores: Scores, verdicts: Mapping[str, tuple[Item, bool]], wanted: Iterable[str]
) -> None:
    for item, right in verdicts.values():
        rule = item.get("rule")
        twin = verdicts.get(item.get("pair") or "")
        if rule in wanted and twin is not None and any(x["rule"] == rule for x in item["labels"]):
            scores.pairs[item["lang"], rule].append(right and twin[1])


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


def page() -> str:
    """``docs/quality.md``."""
    lines = [INTRODUCTION]
    for part, said in (("held-back", HELD_BACK), ("open", OPEN)):
        scored = {name: score(items(name, None, part), rules_of(name)) for name in OWN}
        lines += [f"## {said}\n", *_table(scored), ""]
        clean = sum(one.clean for one in scored.values())
        false = sum(one.false_in_clean for one in scored.values())
        lines.append(f"False findings in {clean:,} texts without a fault: {false}.\n")
    lines += ["## Texts by others\n", OTHERS, *_others()]
    return "\n".join(lines)


def _table(scored: Mapping[str, Scores]) -> Iterator[str]:
    """For each rule, precision, recall and share of pairs in each language, from its own set."""
    yield f"| rule | {' | '.join(LANGUAGES)} |"
    yield "| --- " * (1 + len(LANGUAGES)) + "|"
    sets = {rule: name for name in reversed(OWN) for rule in _own_rules(name)}
    for rule in (*MISSION, *sorted(set(sets) - set(MISSION))):
        cells = [_cell(scored[sets[rule]], (language, rule)) for language in LANGUAGES]
        yield f"| {rule} | {' | '.join(cells)} |"


@cache
def _own_rules(name: str) -> tuple[str, ...]:
    """The rules that the set ``name`` was written for, which the others have fewer texts of."""
    return tuple(sorted({item["rule"] for item in items(name)} & set(rules_of(name))))


def _cell(scores: Scores, key: tuple[str, str]) -> str:
    one, pairs = scores.by_rule[key], scores.pairs[key]
    told = f" {sum(pairs) / len(pairs):.2f}" if pairs else ""
    return f"{one.precision:.2f} {one.recall:.2f}{told} ({one.labels})"


def _others() -> Iterator[str]:
    for name in ("challenge", "corpus"):
        scores = score(items(name), rules_of(name))
        if not scores.clean:
            continue
        yield f"### {name}\n"
        yield "| rule | labels | found | false |\n| --- | --- | --- | --- |"
        for rule in rules_of(name):
            of_rule = [scores.by_rule[language, rule] for language in LANGUAGES]
            labels, missed = sum(x.labels for x in of_rule), sum(x.missed for x in of_rule)
            if labels:
                yield f"| {rule} | {labels} | {labels - missed} | {sum(x.false for x in of_rule)} |"
        share = 100 * scores.false_in_clean / scores.clean
        yield f"\n{share:.1f} false findings for 100 of the {scores.clean} texts without a fault.\n"


def main() -> None:
    """Prints the texts that --show asks for, and the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--set", default="mission", dest="name", choices=SETS)
    parser.add_argument("--part", default="open", choices=PARTS)
    parser.add_argument("--language", choices=LANGUAGES)
    parser.add_argument("--rule", choices=(*GUIDE, *OF_THEIR_OWN))
    parser.add_argument("--show", choices=("false", "missed", "all"))
    parser.add_argument("--write", action="store_true", help="write docs/quality.md")
    options = parser.parse_args()
    if options.write:
        PAGE.write_text(page(), encoding="utf-8", newline="\n")
        return
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
