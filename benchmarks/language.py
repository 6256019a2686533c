"""How often copylint reads the language right.

    python benchmarks/language.py [--errors]

Three sets: real messages and their sentences in the development corpus beside the checkout
(``../shared/corpus``, no part of the project; passed over where it is missing), English texts, and
messages with a sentence in a second language (``tests/gold/languages-*.jsonl``, our own).
langdetect alone, and lingua where it is installed, read the same sentences.

Nothing was trained on the repositories in ``HELD_OUT``, but margins were chosen with their tables
in view, as with those of the open test texts. The held-back test texts were used for nothing and
read by nobody: their table is the unbiased one. Labels of ``segments.jsonl`` come from file names;
``RELABELLED`` holds messages that were read, because copylint had read them otherwise, and found to
be mislabelled, which flatters it a little. A reading is right, a set of languages that holds the
right one, wrong, or unknown.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from copylint import language  # noqa: E402
from copylint.language import verdict  # noqa: E402
from copylint.model import (  # noqa: E402
    LANGUAGES,
    UNKNOWN,
    Message,
    Run,
    Segment,
    join_segments,
)

CORPUS = ROOT.parent / "shared" / "corpus"
GOLD = ROOT / "tests" / "gold"
HELD_OUT = frozenset(
    (
        "diaspora/diaspora",
        "navikt/fp-dokgen",
        "snipe/snipe-it",
        "OS2Valghalla/OS2valghalla-3",
        "Krisell/gkk-anmalan",
        "openfoodfoundation/openfoodnetwork",
    )
)
_BOKMAL: Final = """
    s00656 s00658 s00664 s00665 s00666 s00667 s00669 s00670 s00673 s00675 s00676 s00677 s00678
    s00683 s00684 s00687 s00688 s00693 s00704 s00705 s00708 s00722 s00726 s00727 s00733 s00742
    s01152 s02324 s02325 s02333 s02334 s02398 s02408 s02447 s02461 s02462 s02463 s02464 s02466
    s02468 s02469 s02470 s02722 s02723 s02726 s02754 s02755 s02757 s02758 s02761 s02762 s02764
    s02803 s02804 s02809 s02846 s02849 s02853 s02861 s02867 s02868 s02870 s02880 s04562 s04563
    s04564 s04565 s04566 s04567 s04568 s04569 s04570 s04571 s04572 s04573 s04574 s04575 s04576
"""
RELABELLED: Final = {
    **dict.fromkeys(_BOKMAL.split(), "nb"),
    "s00575": "nn",
    "s00785": "nn",
    "s00786": "nn",
    "s02724": "da",
}
MESSAGE_WORDS = 8
SENTENCE_WORDS = 3

_WORD = re.compile(r"[^\W\d_]{2,}")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")
_MERGED: Final = {"nn": "nb", "no": "nb"}

Read = Callable[[str], str]
"""From a text to a language, several ("da|nb"), other or unknown."""


@dataclass(frozen=True)
class Item:
    """A text, its language, and where it comes from."""

    text: str
    label: str
    source: str


def main() -> None:
    """Prints every table that can be measured here."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--errors", action="store_true", help="print what was read wrong")
    show = parser.parse_args().errors
    english(show=show)
    mixed(show=show)
    if not CORPUS.is_dir():
        print(f"\npassed over: the corpus is not here ({CORPUS})")
        return
    rows = _load(CORPUS / "segments.jsonl")
    for title, held in (("held out", True), ("trained on", False)):
        chosen = [
            Item(row["text"], RELABELLED.get(row["id"], row["lang"]), row["id"])
            for row in rows
            if (row["repo"] in HELD_OUT) is held
        ]
        long = [one for one in chosen if _words(one.text) >= MESSAGE_WORDS]
        table(f"messages of {MESSAGE_WORDS}+ words, {title}", long, _of_message, show=show)
        parts = list(_parts(chosen))
        table(f"sentences of {SENTENCE_WORDS}+ words, {title}", parts, _of_sentence, show=show)
        if held:
            for name, read in others():
                table(f"sentences of {SENTENCE_WORDS}+ words, {title}: {name}", parts, read)
        slips(title, chosen, show=show)


def english(*, show: bool) -> None:
    """How our own texts are read: English ones, and Nordic ones without English in them."""
    items = [Item(row["text"], "en", row["id"]) for row in _load(GOLD / "languages-english.jsonl")]
    table("English texts", items, _of_sentence, show=show)
    for title, suffix in (("margins chosen on them", ""), ("held back", "-held-back")):
        texts = [
            Item(row["text"], row["lang"], row["id"])
            for name in LANGUAGES
            for row in _load(GOLD / "mission" / f"{name}{suffix}.jsonl")
            if not any(label["rule"] == "english" for label in row["labels"])
        ]
        long = [one for one in texts if _words(one.text) >= MESSAGE_WORDS]
        table(f"our own texts of {MESSAGE_WORDS}+ words, {title}", long, _of_message)
        parts = list(_parts(texts))
        table(f"sentences of {SENTENCE_WORDS}+ words in them, {title}", parts, _of_sentence)
        slips(f"our own texts, {title}", texts, show=False)


def mixed(*, show: bool) -> None:
    """How many sentences in a second language are told with certainty, and how many falsely."""
    found: Counter[str] = Counter()
    count: Counter[str] = Counter()
    false: list[str] = []
    for row in _load(GOLD / "languages-mixed.jsonl"):
        pair = f"{row['foreign']} in {row['lang']}"
        count[pair] += 1
        before, quote, after = row["text"].partition(row["quote"])
        told = {language.certain_language(one, row["lang"]) for one in sentences(quote)}
        found[pair] += row["foreign"] in told
        if row["foreign"] not in told and show:
            print(f"  missed {row['id']} {told}: {quote}")
        for sentence in (*sentences(before), *sentences(after)):
            certain = language.certain_language(sentence, row["lang"])
            if certain is not None:
                false.append(f"{row['id']} {row['lang']} as {certain}: {sentence}")
    print("\nmixed messages: the foreign sentence told with certainty")
    for pair in sorted(count):
        print(f"  {pair:<10} {found[pair]:>4} of {count[pair]}")
    print(f"  sentences of the message's own language told as another: {len(false)}")
    for one in false:
        print(f"    {one}")


def table(title: str, items: list[Item], read: Read, *, show: bool = False) -> None:
    """Prints what was read for each label, and the shares that matter."""
    before = verdict.ask_langdetect.cache_info().misses
    started = time.perf_counter()
    values = [read(item.text) for item in items]
    each = (time.perf_counter() - started) / max(len(items), 1)
    asked = verdict.ask_langdetect.cache_info().misses - before
    kinds = Counter(_kind(item.label, value) for item, value in zip(items, values, strict=True))
    print(f"\n{title}: {len(items)}, {each * 1000:.3f} ms each, langdetect asked {asked} times")
    total = max(len(items), 1)
    print("  " + ", ".join(f"{kind} {kinds[kind] / total:.1%}" for kind in KINDS))
    certain = kinds["right"] + kinds["wrong"]
    merged = sum(
        _merged(item.label) == _merged(value) for item, value in zip(items, values, strict=True)
    )
    print(
        f"  right where one language is named {kinds['right'] / max(certain, 1):.1%}, "
        f"right with nb and nn merged {merged / total:.1%}"
    )
    counts = Counter((item.label, value) for item, value in zip(items, values, strict=True))
    columns = sorted({value for _, value in counts}, key=lambda one: (one.count("|"), one))
    print("  " + "".join(f"{one:>12}" for one in ("label", *columns)))
    for label in sorted({one for one, _ in counts}):
        print("  " + f"{label:>12}" + "".join(f"{counts[label, one]:>12}" for one in columns))
    for item, value in zip(items, values, strict=True):
        if show and _kind(item.label, value) == "wrong":
            print(f"    {item.source} {item.label} as {value}: {' '.join(item.text.split())[:160]}")


KINDS: Final = ("right", "set with the right one", "unknown", "wrong")


def _kind(label: str, value: str) -> str:
    if value == label:
        return "right"
    if value == UNKNOWN:
        return "unknown"
    return "set with the right one" if label in value.split("|") else "wrong"


def slips(title: str, items: Iterable[Item], *, show: bool) -> None:
    """How many sentences of a message in one language are called another with certainty."""
    count = 0
    false: list[tuple[Item, str, str]] = []
    for item in items:
        for sentence in sentences(item.text):
            count += 1
            certain = language.certain_language(sentence, item.label)
            if certain is not None:
                false.append((item, sentence, certain))
    pairs = Counter(f"{item.label} as {certain}" for item, _, certain in false)
    print(f"\nsentences called another language with certainty, {title}: {len(false)} of {count}")
    print(f"  {dict(pairs.most_common())}")
    for item, sentence, certain in false if show else ():
        print(f"    {item.source} {item.label} as {certain}: {sentence[:160]}")


def others() -> Iterator[tuple[str, Read]]:
    """Other detectors that are installed, restricted to the languages of copylint."""
    from langdetect import DetectorFactory, detector_factory
    from langdetect.lang_detect_exception import LangDetectException

    DetectorFactory.seed = 0
    factory = DetectorFactory()
    folder = Path(detector_factory.PROFILES_DIRECTORY)
    factory.load_json_profile(
        [(folder / one).read_text("utf-8") for one in ("da", "no", "sv", "en")]
    )

    def langdetect(text: str) -> str:
        detector = factory.create()
        detector.append(text)
        try:
            return _MERGED.get(detector.detect(), detector.detect())
        except LangDetectException:
            return UNKNOWN

    yield "langdetect alone (no nynorsk)", langdetect
    try:
        from lingua import Language, LanguageDetectorBuilder
    except ImportError:
        return
    names = {
        Language.DANISH: "da",
        Language.BOKMAL: "nb",
        Language.NYNORSK: "nn",
        Language.SWEDISH: "sv",
        Language.ENGLISH: "en",
    }
    detector = LanguageDetectorBuilder.from_languages(*names).build()
    yield "lingua", lambda text: names.get(detector.detect_language_of(text), UNKNOWN)


def sentences(text: str) -> list[str]:
    """The sentences and lines of ``text``."""
    return [one.strip() for one in _SENTENCE_END.split(text) if one.strip()]


def _parts(items: Iterable[Item]) -> Iterator[Item]:
    for item in items:
        for sentence in sentences(item.text):
            if _words(sentence) >= SENTENCE_WORDS:
                yield Item(sentence, item.label, item.source)


def _of_message(text: str) -> str:
    return language.decide(_message(text)).value


def _of_sentence(text: str) -> str:
    return language.sentence_reading(text).value


def _message(text: str) -> Message:
    return join_segments((Segment(text, (Run(0, len(text), 0, len(text)),)),), "whole")


def _words(text: str) -> int:
    return len(_WORD.findall(language.without_markup(text)))


def _merged(value: str) -> str:
    return _MERGED.get(value, value)


def _load(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


if __name__ == "__main__":
    main()
