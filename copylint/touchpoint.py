"""What a message is for (invoice, reminder, survey, ...), and why copylint thinks so.

A declared touchpoint wins; else the names of key, file and folders and the words of the text each
give points, and "other" is said unless one touchpoint is clearly ahead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from copylint.lexicon.touchpoint_data import touchpoint_words
from copylint.model import TOUCHPOINTS, UI_LANGUAGES, Message, Verdict

_OTHER: Final = "other"

_KEY_POINTS: Final = 3
_FILE_POINTS: Final = 3
_FOLDER_POINTS: Final = 2
_FIRST_CUE_POINTS: Final = 2
_NEXT_CUE_POINTS: Final = 1
_NEEDED: Final = 2
# A fragment out of a shop's catalogue is named after orders and invoices without being their mail:
# it takes two kinds of evidence, but for those touchpoints that are fragments by nature.
_NEEDED_BY_STRING: Final = 4
_FRAGMENTS: Final = frozenset(("ui", "error", "hold", "sms", "password"))
# A message says in its opening what it is for.
_OPENING: Final = 300
_FOLDERS: Final = 3
_SHOWN: Final = 3

_CAMEL = re.compile(r"(?<=[a-zæøåäö0-9])(?=[A-ZÆØÅÄÖ])|(?<=[A-Z])(?=[A-Z][a-z])")
_NAME_WORD = re.compile(r"[^\W_]+")


@dataclass(slots=True)
class _Case:
    """The points of one touchpoint, and what gave them."""

    points: int = 0
    reasons: list[str] = field(default_factory=list)

    def add(self, points: int, reason: str) -> None:
        self.points += points
        self.reasons.append(reason)


def decide(message: Message, *, path: str, declared: str | None = None) -> Verdict:
    """The touchpoint of a message.

    Args:
        message: its language is used if it is known already, else the cues of all languages.
        path: of the file, as the user named it.
        declared: a touchpoint's name, as option, config or front matter give it.

    Returns:
        one of ``TOUCHPOINTS`` with the evidence; "other" where nothing is clear.
    """
    if declared and declared.strip().lower() in TOUCHPOINTS:
        return Verdict(declared.strip().lower(), "declared")
    cases = _cases(message, path)
    ranked = sorted(cases, key=lambda name: -cases[name].points)
    if not ranked:
        return Verdict(_OTHER, "nothing points to one touchpoint")
    best = ranked[0]
    string = message.kind == "string" and best not in _FRAGMENTS
    if cases[best].points < (_NEEDED_BY_STRING if string else _NEEDED):
        return Verdict(_OTHER, f"too little evidence ({cases[best].reasons[0]})")
    if len(ranked) > 1 and cases[ranked[1]].points == cases[best].points:
        return Verdict(_OTHER, f"either {best} or {ranked[1]}")
    return Verdict(best, "; ".join(cases[best].reasons[:_SHOWN]))


def _cases(message: Message, path: str) -> dict[str, _Case]:
    cases: dict[str, _Case] = {}
    for name, points, reason in _evidence(message, path):
        cases.setdefault(name, _Case()).add(points, reason)
    return cases


def _evidence(message: Message, path: str) -> Iterator[tuple[str, int, str]]:
    key = message.segments[0].key if message.segments else ""
    yield from _named(key, _KEY_POINTS, "key")
    *folders, file = path.replace("\\", "/").split("/")
    yield from _named(file.partition(".")[0], _FILE_POINTS, "file name")
    yield from _named("/".join(folders[-_FOLDERS:]), _FOLDER_POINTS, "folder")
    yield from _said(message)


def _named(text: str, points: int, where: str) -> Iterator[tuple[str, int, str]]:
    """The touchpoints that the words of a key or path name; each counts once.

    A key that is a sentence (the English original, in some catalogues) names nothing.
    """
    if " " in text.strip():
        return
    words = " ".join(_NAME_WORD.findall(_CAMEL.sub(" ", text))).lower()
    if not words:
        return
    for name, known in touchpoint_words().items():
        match = _pattern(known.names).search(words) if known.names else None
        if match:
            yield name, points, f'{where}: "{match.group()}"'


def _said(message: Message) -> Iterator[tuple[str, int, str]]:
    """The touchpoints that the words of the text speak of; a second, different cue adds less."""
    language = message.language.value
    languages = (language,) if language in UI_LANGUAGES else UI_LANGUAGES
    text = message.text[:_OPENING].lower()
    for name, known in touchpoint_words().items():
        cues = [cue for one in languages for cue in known.cues.get(one, ())]
        found = {match.group() for match in _pattern(tuple(cues)).finditer(text)} if cues else set()
        for count, cue in enumerate(sorted(found, key=text.index)):
            yield name, _NEXT_CUE_POINTS if count else _FIRST_CUE_POINTS, f'text: "{cue}"'


@cache
def _pattern(phrases: Sequence[str]) -> re.Pattern[str]:
    longest_first = sorted(set(phrases), key=len, reverse=True)
    joined = "|".join(_phrase(one) for one in longest_first)
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)")


def _phrase(phrase: str) -> str:
    words = (
        re.escape(word.rstrip("*")) + (r"\w*" if word.endswith("*") else "")
        for word in phrase.split()
    )
    return r"\s+".join(words)
