"""What a message is for (invoice, reminder, survey, ...), and why copylint thinks so.

A declared touchpoint wins; else the names of key, file and folders and the words of the text each
give points, and "other" is said unless one touchpoint is clearly ahead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import chain
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
# By how much the best must be ahead: less than a cue's worth is no evidence.
_LEAD: Final = 2
# A fragment out of a shop's catalogue is named after orders and invoices without being their mail:
# it takes two kinds of evidence, but for those touchpoints that are fragments by nature.
_NEEDED_BY_STRING: Final = 4
_FRAGMENTS: Final = frozenset(("ui", "error", "hold", "sms", "password"))
# A message says in its opening what it is for.
_OPENING: Final = 300
_FOLDERS: Final = 3
_SHOWN: Final = 3

_CAMEL = re.compile(r"(?<=[a-zæøåäö0-9])(?=[A-ZÆØÅÄÖ])|(?<=[A-Z])(?=[A-Z][a-z])")
_WORD = re.compile(r"\w+")
# Up to a hyphen or colon, where the words of a text end too.
_FIRST_WORD = re.compile(r"(\w+)(\*?)")
_NAME_WORD = re.compile(r"[^\W_]+")


@dataclass(slots=True)
class _Case:
    """The points of one touchpoint, and what gave them."""

    points: int = 0
    reasons: list[str] = field(default_factory=list)

    def add(self, points: int, reason: str) -> None:
        self.points += points
        self.reasons.append(reason)


Declared = tuple[str | None, str]
"""A touchpoint's name as somebody wrote it, and where, such as "in the settings"."""


def decide(
    message: Message, *, path: str, kind: str | None = None, declared: Iterable[Declared] = ()
) -> Verdict:
    """The touchpoint of a message.

    Args:
        message: its language is used if it is known already, else the cues of all languages.
        path: of the file, as the user named it.
        kind: of its reader; some formats are made for one touchpoint.
        declared: what was declared, the strongest first; what names no touchpoint is passed over.

    Returns:
        one of ``TOUCHPOINTS`` with the evidence; "other" where nothing is clear.
    """
    for written, where in declared:
        name = (written or "").strip().lower()
        if name in TOUCHPOINTS:
            return Verdict(name, f"declared {where}")
    guessed = _guessed(message, path)
    by_format = _by_format(kind) if guessed.value == _OTHER else None
    return by_format or guessed


def _by_format(kind: str | None) -> Verdict | None:
    for name, known in touchpoint_words().items():
        if kind in known.formats:
            return Verdict(name, f"format: {kind}")
    return None


def _guessed(message: Message, path: str) -> Verdict:
    cases = _cases(message, path)
    ranked = sorted(cases, key=lambda name: -cases[name].points)
    if not ranked:
        return Verdict(_OTHER, "nothing points to one touchpoint")
    best = ranked[0]
    string = message.kind == "string" and best not in _FRAGMENTS
    if cases[best].points < (_NEEDED_BY_STRING if string else _NEEDED):
        return Verdict(_OTHER, f"too little evidence ({cases[best].reasons[0]})")
    if len(ranked) > 1 and cases[ranked[1]].points + _LEAD > cases[best].points:
        return Verdict(_OTHER, f"either {best} or {ranked[1]}")
    return Verdict(best, "; ".join(cases[best].reasons[:_SHOWN]))


def _cases(message: Message, path: str) -> dict[str, _Case]:
    key = _name_words(message.segments[0].key if message.segments else "")
    *folders, last = path.replace("\\", "/").split("/")
    file = _name_words(last.partition(".")[0])
    folder = _name_words("/".join(folders[-_FOLDERS:]))
    cases: dict[str, _Case] = {}
    for name, points, reason in chain(_named_by(key, file, folder), _said(message)):
        cases.setdefault(name, _Case()).add(points, reason)
    named = f"{key}/{file}/{folder}"
    return {name: case for name, case in cases.items() if not _is_ruled_out(name, named)}


def _is_ruled_out(touchpoint: str, names: str) -> bool:
    against = touchpoint_words()[touchpoint].against
    return bool(against) and _pattern(against).search(names) is not None


@lru_cache(maxsize=1024)
def _name_words(text: str) -> str:
    """The words of a key or path in lower case, with a space between them.

    A key that is a sentence (the English original, in some catalogues) has none.
    """
    if " " in text.strip():
        return ""
    return " ".join(_NAME_WORD.findall(_CAMEL.sub(" ", text))).lower()


def _named_by(key: str, file: str, folder: str) -> Iterator[tuple[str, int, str]]:
    yield from _named(key, _KEY_POINTS, "key")
    by_file = list(_named(file, _FILE_POINTS, "file name"))
    yield from by_file
    told = {name for name, _, _ in by_file}
    for found in _named(folder, _FOLDER_POINTS, "folder"):
        # reminders/reminder.txt says one thing twice.
        if found[0] not in told:
            yield found


def _named(words: str, points: int, where: str) -> Iterator[tuple[str, int, str]]:
    """The touchpoints that the words of a key or path name; each counts once."""
    for name, said in _names_in(words):
        yield name, points, f'{where}: "{said}"'


@lru_cache(maxsize=1024)
def _names_in(words: str) -> tuple[tuple[str, str], ...]:
    """Each touchpoint that ``words`` name, with what names it; a path comes back each string."""
    return tuple(
        (name, match.group())
        for name, known in touchpoint_words().items()
        if known.names and (match := _pattern(known.names).search(words))
    )


def _said(message: Message) -> Iterator[tuple[str, int, str]]:
    """The touchpoints that the words of the text speak of; a second, different cue adds less."""
    language = message.language.value
    languages: Sequence[str] = (language,) if language in UI_LANGUAGES else UI_LANGUAGES
    text = message.text[:_OPENING].lower()
    words = set(_WORD.findall(text))
    for name, cues in _cues(languages).items():
        if cues.may_stand_in(words):
            found = {match.group() for match in cues.pattern.finditer(text)}
            for count, cue in enumerate(sorted(found, key=text.index)):
                yield name, _NEXT_CUE_POINTS if count else _FIRST_CUE_POINTS, f'text: "{cue}"'


@dataclass(frozen=True, slots=True)
class _Cues:
    """The cues of one touchpoint, and how their first words begin: most texts have none of them."""

    pattern: re.Pattern[str]
    words: frozenset[str]
    beginnings: tuple[str, ...]

    def may_stand_in(self, words: set[str]) -> bool:
        return not self.words.isdisjoint(words) or any(
            word.startswith(self.beginnings) for word in words
        )


@cache
def _cues(languages: Sequence[str]) -> Mapping[str, _Cues]:
    found: dict[str, _Cues] = {}
    for name, known in touchpoint_words().items():
        cues = tuple(cue for one in languages for cue in known.cues.get(one, ()))
        if cues:
            firsts = [_FIRST_WORD.match(cue) for cue in cues]
            exact = {one[1] for one in firsts if one is not None and not one[2]}
            open_ = {one[1] for one in firsts if one is not None and one[2]}
            found[name] = _Cues(_pattern(cues), frozenset(exact), tuple(open_))
    return found


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
