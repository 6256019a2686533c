"""Trains the weights of ``copylint.language.words`` and writes them.

    python tools/train_language.py [--check]

It reads, as far as they are here, and is deterministic for the same sources:

- the texts in ``training/``;
- the word lists of wordfreq;
- the catalogues of Django and of Home Assistant's frontend (``pip install .[train]``; BSD and
  Apache licences), which have da, nb, nn, sv, en and foreign languages side by side;
- the development corpus beside the checkout, without the repositories that
  ``benchmarks/language.py`` holds out. Its labels come from file names and the catalogues have
  untranslated strings, so what a model trained on the other half contradicts is left out.

Only weights are written, no text. It prints how many sentences each language has and how many were
left out; ``benchmarks/language.py`` tells how good the weights are.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
import re
import sys
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from wordfreq import get_frequency_dict

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.language import CORPUS, HELD_OUT, sentences  # noqa: E402
from copylint.language.text import words_of  # noqa: E402
from copylint.language.words import BUCKETS_BITS, CLASSES, KNOWN, WEIGHTS, buckets  # noqa: E402
from copylint.model import LANGUAGES  # noqa: E402

Sample = tuple[str, tuple[str, ...]]
"""The language (one of ``CLASSES``) and the words of a sentence."""

FOREIGN: Final = ("de", "nl", "fi", "fr", "es", "it", "pl", "is", "et", "lv", "lt", "cs", "pt")
"""The foreign languages that stand for all others."""

LISTED: Final = ("de", "nl", "fi", "fr", "es", "it", "pl", "is")
"""Those of them that have a word list."""

FOREIGN_SENTENCES: Final = 25_000
LIST_SAMPLES: Final = 8_000
"""Samples from each word list: words of a language that no sentence here has."""

LIST_WORDS: Final = 30_000
LIST_FLATNESS: Final = 0.4
"""Power of a word's frequency by which it is drawn: between all alike (0) and as in text (1)."""

STRENGTH: Final = 0.3
"""Inverse regularisation, the best of 0.03, 0.1, 0.3, 0.6, 1 and 3 on held-out repositories."""

IMPLAUSIBLE: Final = 0.02
"""A label that a model of the other half gives no more than this is taken for wrong."""

SHARED: Final = 8.0
"""How many times likelier bokmål than nynorsk a listed word may be and still count as both."""

ITERATIONS: Final = 100
SEED: Final = 7
_MESSAGE = re.compile(r'^msg(id|str)(?:\[(\d)\])? ((?:".*"\n?)+)', re.MULTILINE)


def samples(rng: random.Random) -> list[Sample]:
    """Every sentence to train on, once for each language that it is labelled with."""
    found: dict[Sample, None] = {}
    for language, text in (*written(), *catalogues(), *corpus()):
        for sentence in sentences(text):
            words = tuple(word.text for word in words_of(sentence))
            if words:
                found.setdefault((language if language in KNOWN else "other", words))
    foreign = [one for one in found if one[0] == "other"]
    rng.shuffle(foreign)
    kept = [one for one in found if one[0] != "other"] + foreign[:FOREIGN_SENTENCES]
    for language in ("da", "nb", "sv", "en"):
        kept.extend((language, words) for words in listed(language, LIST_SAMPLES, rng))
    for language in LISTED:
        kept.extend(("other", words) for words in listed(language, LIST_SAMPLES // 8, rng))
    return kept


def written() -> Iterator[tuple[str, str]]:
    """The texts in ``training/``, with their language."""
    for language in LANGUAGES:
        for line in (ROOT / "training" / f"{language}.jsonl").read_text("utf-8").splitlines():
            yield language, json.loads(line)["text"]


def corpus() -> Iterator[tuple[str, str]]:
    """The messages of the corpus that are not held out."""
    path = CORPUS / "segments.jsonl"
    if not path.exists():
        print(f"passed over: {path} is not here")
        return
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["repo"] not in HELD_OUT:
            yield row["lang"], row["text"]


def catalogues() -> Iterator[tuple[str, str]]:
    """The strings of the installed packages."""
    for name, read in (("django", django), ("hass_frontend", home_assistant)):
        spec = importlib.util.find_spec(name)
        if spec is None or spec.submodule_search_locations is None:
            print(f"passed over: {name} is not installed")
        else:
            yield from read(Path(spec.submodule_search_locations[0]))


def django(root: Path) -> Iterator[tuple[str, str]]:
    """The catalogues under ``root``, and their English keys."""
    english: set[str] = set()
    for language in (*LANGUAGES, "de", "nl", "fi", "fr"):
        for path in sorted(root.glob(f"**/locale/{language}/**/*.po")):
            for block in path.read_text("utf-8").split("\n\n"):
                strings = {
                    (kind, form): "".join(map(json.loads, quoted.strip().splitlines()))
                    for kind, form, quoted in _MESSAGE.findall(block)
                }
                key = strings.get(("id", ""), "")
                if key and "fuzzy" not in block:
                    english.add(key)
                    for (kind, _), string in strings.items():
                        if kind == "str" and string and string != key:
                            yield language, string
    yield from (("en", one) for one in sorted(english))


def home_assistant(root: Path) -> Iterator[tuple[str, str]]:
    """The strings of the frontend that differ from the English ones."""
    english = home_assistant_strings(root, "en")
    yield from (("en", one) for one in english.values())
    for language in (*LANGUAGES, *FOREIGN):
        for key, string in home_assistant_strings(root, language).items():
            if english.get(key) != string:
                yield language, string


def home_assistant_strings(root: Path, language: str) -> dict[str, str]:
    """The strings of one language, by file and key."""
    found: dict[str, str] = {}

    def walk(value: Any, key: str) -> None:
        if isinstance(value, dict):
            for name, inner in value.items():
                walk(inner, f"{key}.{name}")
        # Nested plurals are code rather than language.
        elif isinstance(value, str) and not ("{" in value and "plural" in value):
            found[key] = value

    for path in sorted((root / "static" / "translations").glob(f"**/{language}-*.json")):
        if re.fullmatch(rf"{language}-[0-9a-f]+\.json", path.name):
            walk(json.loads(path.read_text("utf-8")), path.parent.name)
    return found


def listed(language: str, count: int, rng: random.Random) -> Iterator[tuple[str, ...]]:
    """``count`` samples of one to four words out of the word list of ``language``."""
    frequencies = get_frequency_dict(language, wordlist="best")
    words = [word for word in frequencies if word.isalpha()][:LIST_WORDS]
    weights = [frequencies[word] ** LIST_FLATNESS for word in words]
    for _ in range(count):
        yield tuple(rng.choices(words, weights, k=rng.choice((1, 1, 2, 3, 4))))


def matrix(rows: Iterable[Sample]) -> csr_matrix:
    """How often each n-gram occurs, one row for each sample."""
    columns: list[int] = []
    starts = [0]
    for _, words in rows:
        for word in words:
            columns.extend(buckets(word))
        starts.append(len(columns))
    shape = (len(starts) - 1, 1 << BUCKETS_BITS)
    found = csr_matrix((np.ones(len(columns), np.float32), columns, starts), shape=shape)
    found.sum_duplicates()
    return found


def fit(rows: list[Sample]) -> LogisticRegression:
    """A model in which every language weighs the same."""
    truth = [CLASSES.index(language) for language, _ in rows]
    model = LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=ITERATIONS, tol=1e-3)
    return model.fit(matrix(rows), truth)


def plausible(rows: list[Sample], rng: random.Random) -> list[Sample]:
    """``rows`` without those whose label a model of the other half contradicts."""
    order = list(range(len(rows)))
    rng.shuffle(order)
    kept: list[int] = []
    for half in (0, 1):
        model = fit([rows[at] for at in order[half::2]])
        tested = order[1 - half :: 2]
        guesses = model.predict_proba(matrix([rows[at] for at in tested]))
        labels = [CLASSES.index(rows[at][0]) for at in tested]
        kept += [
            at
            for at, guess, label in zip(tested, guesses, labels, strict=True)
            if guess[label] >= IMPLAUSIBLE
        ]
    return [rows[at] for at in sorted(kept)]


def shared_norwegian(model: LogisticRegression, rng: random.Random) -> Iterator[Sample]:
    """Samples of nynorsk out of the word list of bokmål, nynorsk having none of its own: the words
    that ``model`` holds for no more bokmål than ``SHARED`` times nynorsk."""
    drawn = list(listed("nb", LIST_SAMPLES, rng))
    words = sorted({word for sample in drawn for word in sample})
    guesses = model.predict_proba(matrix([("nn", (word,)) for word in words]))
    nb, nn = CLASSES.index("nb"), CLASSES.index("nn")
    shared = {
        word for word, guess in zip(words, guesses, strict=True) if guess[nb] <= SHARED * guess[nn]
    }
    for sample in drawn:
        kept = tuple(word for word in sample if word in shared)
        if kept:
            yield "nn", kept


def write(model: LogisticRegression) -> None:
    """Writes the weights as ``copylint.language.words`` reads them."""
    weights = model.coef_.T
    scale = float(np.abs(weights).max() / 127)
    header = json.dumps({"scale": scale, "bias": [float(one) for one in model.intercept_]})
    rows = np.round(weights / scale).astype(np.int8)
    WEIGHTS.write_bytes(header.encode() + b"\n" + zlib.compress(rows.tobytes(), 9))
    print(f"{WEIGHTS.relative_to(ROOT)}: {WEIGHTS.stat().st_size / 1e6:.2f} MB")


def main() -> None:
    """Trains, prints what on, and writes the weights."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing")
    options = parser.parse_args()
    rng = random.Random(SEED)
    every = samples(rng)
    kept = plausible(every, rng)
    counts, left = Counter(one for one, _ in every), Counter(one for one, _ in kept)
    for language in CLASSES:
        print(f"{language:>6}: {left[language]} of {counts[language]} sentences")
    model = fit(kept + list(shared_norwegian(fit(kept), rng)))
    if not options.check:
        write(model)


if __name__ == "__main__":
    main()
