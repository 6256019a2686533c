"""Which language a message or a sentence is written in: da, nb, nn, sv, en, other or unknown.

A declared language wins where it is plausible; else the forms of ``lexicons/*/language.toml``
vote; langdetect is asked only about what they leave undecided.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final, cast

from copylint.lexicon.language_data import language_data
from copylint.model import UNKNOWN, Message, Placeholder, Verdict

OTHER: Final = "other"
"""The value for a language that copylint does not know."""

_KNOWN: Final = ("da", "nb", "nn", "sv", "en")
_NORDIC: Final = frozenset(_KNOWN) - {"en"}
_NORWEGIAN: Final = "no"
_NORWEGIAN_FORMS: Final = frozenset(("nb", "nn"))

_WEIGHTS: Final = {"strong": 3.0, "fair": 1.0, "slight": 0.3}

# How far the first must be ahead of the second. Below, either could be right.
_MARGIN: Final = 2.5
# How far, and on how many words, evidence must be ahead of a declared language to overrule it.
_OVERRULING_MARGIN: Final = 9.0
_OVERRULING_WORDS: Final = 8
# langdetect guesses on little text; below these it is not asked or not believed.
_LANGDETECT_WORDS: Final = 5
_LANGDETECT_PROBABILITY: Final = 0.95
# A lead of this much is enough where something else speaks for the language too.
_LEAN: Final = 0.9
_LANGDETECT_PROFILES: Final = ("da", "no", "sv", "en", "de", "nl", "fi", "fr", "es")
# Of a text in a known language at least this share of the words is in the lists.
_COVERAGE: Final = 0.25
_SHOWN_WORDS: Final = 4

_NOT_COPY = re.compile(
    r"""
      https?://\S+ | www\.\S+ | \S+@\S+                  # addresses
    | \b[\w-]+(?:\.[\w-]+)*\.(?:no|dk|se|com|org|net|eu|html?|pdf)\b\S*
    | \{\{.*?\}\} | \{%.*?%\} | <%.*?%> | [$%\#@]?\{[^{}\n]*\} | \*\|.*?\|\* | <[^<>\n]*>
    | %\(\w+\)[sd] | %\d*\$?[sd]\b | &\w+; | \[[\w.%-]+\] | (?<!\w)[:@!%$]\w+ | \#\#.*?\#\#
    """,
    re.VERBOSE,
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")

_CODES: Final = {
    "da": "da", "dan": "da", "dk": "da", "danish": "da", "dansk": "da",
    "nb": "nb", "nob": "nb", "bokmal": "nb", "bokmål": "nb", "bokmaal": "nb",
    "nn": "nn", "nno": "nn", "nynorsk": "nn",
    "no": _NORWEGIAN, "nor": _NORWEGIAN, "norwegian": _NORWEGIAN, "norsk": _NORWEGIAN,
    "sv": "sv", "swe": "sv", "se": "sv", "swedish": "sv", "svenska": "sv", "svensk": "sv",
    "en": "en", "eng": "en", "english": "en", "engelsk": "en", "engelska": "en",
}  # fmt: skip

# Tells an English or German folder from a word by chance; only spelt as a code.
_FOREIGN_CODES: Final = frozenset(
    ("de", "fi", "fr", "es", "nl", "it", "pl", "pt", "is", "fo", "et", "lv", "lt", "ru", "uk", "cs")
)
_LOCALE = re.compile(r"([a-z]{2,3})(?:[-_]r?([a-z]{2}))?", re.IGNORECASE)
_REGIONS: Final = frozenset(
    ("dk", "no", "se", "fi", "gb", "us", "de", "fr", "es", "nl", "is", "eu")
)
# Safe as the first part of a file name too: not a word of these languages, nor "no-reply".
_UNMISTAKABLE: Final = frozenset(("nb", "nn", "sv", "bokmal", "bokmål", "nynorsk"))
_PACKAGE_ROOTS: Final = frozenset(("java", "kotlin", "scala", "groovy", "proto"))
_NAME_PARTS = re.compile(r"[._\-]+")


@dataclass(frozen=True, slots=True)
class _Vote:
    """What the words of a text say: points for each known language, in the order of ``_KNOWN``."""

    points: tuple[float, ...]
    tokens: tuple[str, ...]

    @property
    def words(self) -> int:
        return len(self.tokens)

    @property
    def foreign(self) -> bool:
        """Whether a text long enough to tell holds hardly any word of the known languages."""
        listed = sum(token in _forms().words for token in self.tokens)
        return self.words >= _OVERRULING_WORDS and listed < self.words * _COVERAGE

    def of(self, language: str) -> float:
        return self.points[_KNOWN.index(language)]

    def ranked(self, among: Iterable[str] = _KNOWN) -> list[str]:
        return sorted(among, key=self.of, reverse=True)

    def lead(self, language: str, over: str) -> float:
        return self.of(language) - self.of(over)

    def winner(self, margin: float) -> str | None:
        """The language that is ahead of every other by ``margin``, if there is one."""
        first, second = self.ranked()[:2]
        return first if self.lead(first, second) >= margin else None

    def candidates(self) -> tuple[str, ...]:
        """The languages that the words leave open, best first; none if no word speaks."""
        first = self.ranked()[0]
        if self.of(first) <= 0:
            return ()
        return tuple(one for one in self.ranked() if self.lead(first, one) < _MARGIN)


def normalise(code: str) -> str | None:
    """The language a code or name means: one of da, nb, nn, sv, en, no, other.

    Takes "da-DK", "nb_NO", "no", "sv", "Norwegian"; None for an empty code. "no" is Norwegian that
    may be either bokmål or nynorsk.
    """
    primary = re.split(r"[-_.@]", code.strip().lower())[0]
    return _CODES.get(primary, OTHER) if primary else None


def decide(
    message: Message, *, declared: str | None = None, hints: tuple[str, ...] = ()
) -> Verdict:
    """The language of a message.

    Args:
        message: its placeholders and addresses do not count as words.
        declared: what option, config, markup, locale key or path says, in any spelling of a code.
        hints: what the other messages of the file were found to be; they settle an undecided text.

    Returns:
        da, nb, nn, sv, en, other or unknown, with the evidence for a person to read.
    """
    text = _readable(message.text, message.placeholders)
    vote = _vote(text)
    said = normalise(declared) if declared else None
    if said is not None:
        return _check_declared(said, str(declared), vote)
    return _by_evidence(text, vote, hints)


def sentence_language(text: str) -> str:
    """The language of one sentence by its words alone: da, nb, nn, sv, en or unknown.

    A sentence that is valid in two of the languages is unknown. Cheap: never asks langdetect.
    """
    return _vote(_readable(text)).winner(_MARGIN) or UNKNOWN


def sentence_candidates(text: str) -> tuple[str, ...]:
    """The languages that the words of a sentence leave open, best first; empty if none speaks."""
    return _vote(_readable(text)).candidates()


def declared_by_path(path: str) -> str | None:
    """The language code that a file or folder name declares, as ``declared`` takes it, or None.

    The file name goes before folders, a near folder before a far one.
    """
    *folders, name = path.replace("\\", "/").split("/")
    found = _code_in_name(name)
    if found is not None:
        return found
    packages = next((at for at, one in enumerate(folders) if one in _PACKAGE_ROOTS), len(folders))
    for folder in reversed(folders[:packages]):
        found = _code_in_folder(folder)
        if found is not None:
            return found
    return None


def without_markup(text: str) -> str:
    """``text`` without what is not language: variables, addresses, file names."""
    return _NOT_COPY.sub(" ", text)


# --- declared -----------------------------------------------------------------------------------


def _check_declared(said: str, code: str, vote: _Vote) -> Verdict:
    if said == _NORWEGIAN:
        kept = "nn" if vote.lead("nn", "nb") >= _MARGIN else "nb"
        reason = f"declared {code}; " + (_evidence(vote, kept, ("nb", "nn")) or "bokmål by default")
    else:
        kept = said
        reason = f"declared {code}"
    found = vote.winner(_MARGIN)
    if found is None or found == kept or not _overrules(found, kept, vote):
        return Verdict(kept, reason)
    return Verdict(found, f"{_evidence(vote, found)} (against declared {code})")


def _overrules(found: str, kept: str, vote: _Vote) -> bool:
    """Whether evidence for ``found`` is too strong for the declared ``kept`` to be plausible."""
    if vote.words < _OVERRULING_WORDS or vote.foreign:
        return False
    if found == "en":
        # English in a Nordic file is untranslated copy, and wants to be found there.
        return False
    rest = vote.of(kept) if kept in _KNOWN else 0.0
    return vote.of(found) - rest >= _OVERRULING_MARGIN


# --- by evidence --------------------------------------------------------------------------------


def _by_evidence(text: str, vote: _Vote, hints: Sequence[str]) -> Verdict:
    found = vote.winner(_MARGIN)
    if found is not None and not vote.foreign:
        return Verdict(found, _evidence(vote, found))
    open_to = vote.candidates()
    hinted = _hinted(hints)
    if not vote.foreign and hinted is not None and (hinted in open_to or not open_to):
        return Verdict(hinted, "the other texts of the file")
    if open_to and not vote.foreign and set(open_to) <= _NORWEGIAN_FORMS:
        return _either_norwegian(vote)
    asked = _ask_langdetect(text) if vote.words >= _LANGDETECT_WORDS else None
    if asked is not None:
        return _read_langdetect(asked, vote)
    return Verdict(UNKNOWN, _left_open(open_to))


def _hinted(hints: Sequence[str]) -> str | None:
    known = [one for one in hints if one in _KNOWN]
    return max(sorted(set(known)), key=known.count) if known else None


def _read_langdetect(asked: str, vote: _Vote) -> Verdict:
    """What langdetect's answer is worth: it must fit the words, and cannot tell nb from nn."""
    if asked not in _CODES:
        return Verdict(OTHER if vote.foreign else UNKNOWN, f"langdetect: {asked}")
    open_to = vote.candidates()
    if not open_to:
        found = "nb" if asked == _NORWEGIAN else _CODES[asked]
        return Verdict(found, f"langdetect: {asked}")
    fits = _NORWEGIAN if open_to[0] in _NORWEGIAN_FORMS else open_to[0]
    clear = len(open_to) < 2 or vote.lead(open_to[0], open_to[1]) >= _LEAN
    if _CODES[asked] == fits and clear:
        return Verdict(open_to[0], f"{_evidence(vote, open_to[0])}; langdetect: {asked}")
    return Verdict(UNKNOWN, _left_open(open_to))


def _either_norwegian(vote: _Vote) -> Verdict:
    """The form that is ahead at all, else bokmål: most Norwegian is."""
    first, second = vote.ranked(("nb", "nn"))
    if vote.lead(first, second) >= _LEAN:
        return Verdict(first, _evidence(vote, first, ("nb", "nn")))
    return Verdict("nb", "valid in bokmål and nynorsk; bokmål by default")


def _left_open(open_to: Sequence[str]) -> str:
    return f"valid in {' and '.join(open_to)}" if len(open_to) > 1 else "too little evidence"


def _evidence(vote: _Vote, language: str, against: Iterable[str] = _KNOWN) -> str:
    """The words that speak most for ``language`` against its nearest rival, for a person."""
    rival = next((one for one in vote.ranked(against) if one != language), language)
    here, there = _KNOWN.index(language), _KNOWN.index(rival)
    telling = {
        token: points[here] - points[there]
        for token in vote.tokens
        if (points := _points(token))[here] > points[there]
    }
    best = sorted(telling, key=lambda token: -telling[token])[:_SHOWN_WORDS]
    return f"words: {', '.join(best)}" if best else ""


# --- the vote -----------------------------------------------------------------------------------


def _readable(text: str, placeholders: Sequence[Placeholder] = ()) -> str:
    """``text`` as words to count: without placeholders, addresses and the like."""
    parts: list[str] = []
    at = 0
    for one in placeholders:
        parts.append(text[at : one.span.start])
        at = one.span.end
    parts.append(text[at:])
    return without_markup(" ".join(parts))


def _vote(text: str) -> _Vote:
    tokens = tuple(_WORD.findall(text.lower()))
    points = [0.0] * len(_KNOWN)
    for token in tokens:
        for at, value in enumerate(_points(token)):
            points[at] += value
    return _Vote(tuple(points), tokens)


@dataclass(frozen=True, slots=True)
class _Forms:
    """The evidence of all languages, as points in the order of ``_KNOWN``."""

    words: dict[str, tuple[float, ...]]
    parts: tuple[tuple[re.Pattern[str], tuple[float, ...]], ...]


@cache
def _forms() -> _Forms:
    weights: dict[str, list[float]] = {}
    for at, language in enumerate(_KNOWN):
        evidence = language_data(language).evidence
        for tier, weight in _WEIGHTS.items():
            for form in cast("tuple[str, ...]", getattr(evidence, tier)):
                points = weights.setdefault(form.lower(), [0.0] * len(_KNOWN))
                points[at] = max(points[at], weight)
    words = {form: tuple(points) for form, points in weights.items() if "-" not in form}
    parts = tuple((_part(form), tuple(points)) for form, points in weights.items() if "-" in form)
    return _Forms(words, parts)


def _part(form: str) -> re.Pattern[str]:
    """The pattern of ``-ending``, ``beginning-`` or ``-anywhere-``; never the whole word."""
    literal = re.escape(form.strip("-"))
    if form.startswith("-") and form.endswith("-"):
        return re.compile(literal)
    return re.compile(rf".{literal}$" if form.startswith("-") else rf"^{literal}.")


@lru_cache(maxsize=1 << 16)
def _points(token: str) -> tuple[float, ...]:
    forms = _forms()
    listed = forms.words.get(token.replace("’", "'"))
    if listed is not None:
        return listed
    if len(token) < 3:
        return (0.0,) * len(_KNOWN)
    points = [0.0] * len(_KNOWN)
    for pattern, given in forms.parts:
        if pattern.search(token):
            for at, value in enumerate(given):
                points[at] += value
    return tuple(points)


# --- langdetect ---------------------------------------------------------------------------------


def _ask_langdetect(text: str) -> str | None:
    """The code that langdetect is sure of, else None."""
    from langdetect.lang_detect_exception import LangDetectException

    detector = _langdetect_factory().create()
    detector.append(text)
    try:
        best = detector.get_probabilities()
    except LangDetectException:
        return None
    if not best or best[0].prob < _LANGDETECT_PROBABILITY:
        return None
    return str(best[0].lang)


@cache
def _langdetect_factory():  # type: ignore[no-untyped-def]
    from pathlib import Path

    from langdetect import DetectorFactory
    from langdetect.detector_factory import PROFILES_DIRECTORY

    DetectorFactory.seed = 0
    factory = DetectorFactory()
    factory.load_json_profile(
        [(Path(PROFILES_DIRECTORY) / code).read_text("utf-8") for code in _LANGDETECT_PROFILES]
    )
    return factory


# --- paths --------------------------------------------------------------------------------------


def _code_in_name(name: str) -> str | None:
    """The code in a file name: all of it (``da.json``), a dotted part, or its last part."""
    stem, _, rest = name.partition(".")
    dotted = [stem, *rest.split(".")[:-1]] if rest else [stem]
    for part in reversed(dotted):
        found = _whole_code(part)
        if found is not None:
            return found
    for part in reversed(dotted):
        found = _edge_code(part)
        if found is not None:
            return found
    return None


def _code_in_folder(folder: str) -> str | None:
    """The code of a folder: ``nb``, ``sv-SE``, ``da.lproj``, ``values-nb-rNO``, ``mails_da``."""
    stem = folder.partition(".")[0]
    return _whole_code(stem) or _edge_code(stem)


def _whole_code(part: str) -> str | None:
    if part.lower() in _CODES and len(part) > 3:
        return _CODES[part.lower()]
    match = _LOCALE.fullmatch(part)
    return _checked(match) if match else None


def _edge_code(part: str) -> str | None:
    """A code at the end of a name (``template_nb``, ``mail-sv-SE``), or a safe one at its start."""
    parts = _NAME_PARTS.split(part)
    if len(parts) < 2:
        return None
    if len(parts) > 2:
        match = _LOCALE.fullmatch("-".join(parts[-2:]))
        if match and match.group(2) and _checked(match):
            return _checked(match)
    last, first = parts[-1].lower(), parts[0].lower()
    if last in _CODES and (len(last) == 2 or len(last) > 3):
        return _CODES[last]
    if first in _UNMISTAKABLE:
        return _CODES[first]
    return None


def _checked(match: re.Match[str]) -> str | None:
    """The code of a locale such as ``da``, ``nb_NO`` or ``values-nb-rNO``, if it is one."""
    code, region = match.group(1).lower(), match.group(2)
    if region is not None and region.lower() not in _REGIONS:
        return None
    if code in _CODES:
        return _CODES[code]
    return code if code in _FOREIGN_CODES else None
