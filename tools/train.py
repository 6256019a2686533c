"""Trains the linear model of ``copylint.linear`` and writes its weights.

    python tools/train.py [--check]

It reads the labelled texts in ``training/`` and the examples of the lexicons, nothing else, and is
deterministic. It prints the recall of predictions on texts that were left out (five folds) at
several precisions; half of those texts are near misses on purpose, so real copy is far kinder. How
far the model is believed stands in ``lexicons/rules``. ``benchmarks/quality.py`` tells how the
whole tool does on texts that were not trained on.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedGroupKFold, cross_val_predict

from copylint.config import Settings
from copylint.engine import understand
from copylint.lexicon import load_lexicons
from copylint.lexicon_check import read_example
from copylint.linear import BUCKETS_BITS, features, normalise
from copylint.model import LANGUAGES, Source, Span
from copylint.sentences import sentences

ROOT = Path(__file__).resolve().parent.parent
WEIGHTS = ROOT / "copylint" / "weights" / "sentences.npz"
MISSION = ("company-centric", "guilt-trip", "hollow-phrase")
"""The rules that every text in ``training/`` is labelled for."""

GUIDE = (
    *MISSION,
    "automated-disclaimer",
    "dead-end-referral",
    "no-reply",
    "rating-request",
    "threat-tone",
    "vague-timing",
)
"""The rules that texts marked ``guide`` are labelled for as well."""

RULES = (*GUIDE,)
UNKNOWN: dict[str, bool | None] = dict.fromkeys(RULES)
PRECISIONS = (0.95, 0.9, 0.85, 0.8, 0.7)
STRENGTH = 30.0
"""Inverse regularisation of the regression, the best of 3, 10, 30 and 100 on left-out texts."""

FOLDS = 5
SEED = 7


@dataclass(frozen=True)
class Sample:
    """A sentence, the text it comes from, and which rules it breaks (None: not sure)."""

    text: str
    language: str
    group: int
    faults: dict[str, bool | None]
    beside: tuple[str, ...] = ()


def samples() -> Iterator[Sample]:
    """Every sentence to train on."""
    group = 0
    for path in sorted((ROOT / "training").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            item = json.loads(line)
            group += 1
            labelled = {*(GUIDE if item.get("guide") else MISSION), item["rule"]}
            for one in _of_item(item["text"], item["lang"], item["labels"], group):
                known = {rule: fault for rule, fault in one.faults.items() if rule in labelled}
                yield replace(one, faults={**UNKNOWN, **known})
    lexicons = load_lexicons()
    for language in LANGUAGES:
        for entry in lexicons.language(language).entries:
            for raw in (*entry.bad, *entry.good):
                example = read_example(raw)
                group += 1
                labels = [
                    {"rule": entry.rule, "quote": example.text[mark.start : mark.end]}
                    for mark in example.marks
                ]
                for one in _of_item(example.text, language, labels, group):
                    # An example says nothing of the rules that it was not written for.
                    yield replace(one, faults={**UNKNOWN, entry.rule: one.faults.get(entry.rule)})


def _of_item(
    text: str, language: str, labels: list[dict[str, Any]], group: int
) -> Iterator[Sample]:
    for message in understand(Source("text.txt", text), Settings(language=language)):
        hidden = [one.span for one in message.placeholders]
        spans = list(sentences(message))
        texts = [normalise(message.text, span, hidden) for span in spans]
        for at, span in enumerate(spans):
            if len(texts[at]) > 2:
                faults = {rule: _fault(message.text, span, rule, labels) for rule in RULES}
                beside = (*texts[max(at - 1, 0) : at], *texts[at + 1 : at + 2])
                yield Sample(texts[at], language, group, faults, beside)


def _fault(text: str, span: Span, rule: str, labels: list[dict[str, Any]]) -> bool | None:
    sure: list[bool] = []
    for label in labels:
        if label["rule"] == rule and label["quote"]:
            at = text.find(" ".join(str(label["quote"]).split()))
            at = text.find(str(label["quote"])) if at < 0 else at
            if at < 0 or span.overlaps(Span(at, at + len(label["quote"]))):
                sure.append(bool(label.get("sure", True)))
    if not sure:
        return False
    return True if any(sure) else None


def matrix(kept: list[Sample]) -> csr_matrix:
    """One row of hashed n-grams for each sentence."""
    columns, values, starts = [], [], [0]
    for one in kept:
        found = features(one.text, one.language, one.beside)
        columns.append(found.buckets)
        values.append(found.values)
        starts.append(starts[-1] + len(found.buckets))
    shape = (len(kept), 1 << BUCKETS_BITS)
    return csr_matrix((np.concatenate(values), np.concatenate(columns), starts), shape=shape)


def recall_at(truth: np.ndarray[Any, Any], guesses: np.ndarray[Any, Any]) -> str:
    """For each of ``PRECISIONS`` the recall and the probability where it is reached."""
    order = np.argsort(-guesses, kind="stable")
    hits = np.cumsum(truth[order])
    precision = hits / np.arange(1, len(order) + 1)
    cells = []
    for wanted in PRECISIONS:
        good = np.nonzero(precision >= wanted)[0]
        last = int(good[-1]) if len(good) else 0
        recall, probability = hits[last] / truth.sum(), guesses[order][last]
        cells.append(f"{wanted:.2f}: {recall:.2f} at {probability:.2f}")
    return ", ".join(cells)


def main() -> None:
    """Trains, prints a line for each rule, and writes the weights."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing")
    parser.add_argument("--show", action="store_true", help="print the worst false guesses")
    options = parser.parse_args()
    every = list(samples())
    rows, scales, biases = [], [], []
    for rule in RULES:
        kept = [one for one in every if one.faults[rule] is not None]
        columns = matrix(kept)
        truth = np.array([bool(one.faults[rule]) for one in kept])
        groups = np.array([one.group for one in kept])
        model = LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=1000)
        folds = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=SEED)
        guesses = cross_val_predict(
            model, columns, truth, groups=groups, cv=folds, method="predict_proba"
        )[:, 1]
        if options.show:
            for at in np.argsort(-guesses)[:400]:
                if not truth[at]:
                    print(f"  {guesses[at]:.2f} {kept[at].text}")
        model.fit(columns, truth)
        weights = model.coef_[0]
        scale = float(np.abs(weights).max() / 127)
        rows.append(np.round(weights / scale).astype(np.int8))
        scales.append(scale)
        biases.append(float(model.intercept_[0]))
        print(f"{rule}: {len(kept)} sentences, {truth.sum()} faulty; recall at precision")
        print(f"  {recall_at(truth, guesses)}")
    if not options.check:
        WEIGHTS.parent.mkdir(exist_ok=True)
        np.savez_compressed(WEIGHTS, rules=RULES, weights=rows, scale=scales, bias=biases)
        print(f"{WEIGHTS.relative_to(ROOT)}: {WEIGHTS.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
