"""What catalogues share: what is copy, in which language, under which key, with which branches."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from copylint.model import CopylintError, FileError, Placeholder, Reading, Segment, Source
from copylint.readers.draft import locate, plain_segments, with_hidden
from copylint.readers.html import has_markup, read_fragment
from copylint.readers.icu import branching
from copylint.readers.mapped import Mapped
from copylint.readers.words import key_role
from copylint.templating import variants

LOCALE_KEYS: Final = frozenset({"@@locale", "@@language"})
"""Keys whose value declares the language of all that stands beside and below."""

MAX_DEPTH: Final = 500
"""Deeper nesting is no catalogue."""

_SHORT_KEY: Final = 60
_MNEMONIC = re.compile(r"(?<![&\w])&(?=\w)(?!\w+;)")
_NO_NAME = re.compile(r"[^\w.]+")

_LANGUAGES: Final = frozenset({
    "da", "nb", "nn", "no", "nob", "nno", "sv", "se", "en", "de", "fi", "is", "fo", "kl", "sma",
    "sme", "fr", "es", "it", "nl", "pl", "pt", "ru", "uk", "ar", "tr", "et", "lv", "lt", "cs", "hu",
    "ro", "so", "ti", "ur", "vi", "zh", "ja", "ko",
})  # fmt: skip
_LOCALE = re.compile(r"([a-z]{2,3})(?:[-_](?:[A-Za-z]{4}[-_])?([A-Za-z]{2}))?")
_ANSWERS: Final = frozenset({"yes", "ja", "ok", "cancel", "maybe"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One string of a catalogue.

    Attributes:
        key: part by part.
        text: decoded; of a string with branches what it says in general.
        language: as declared for this string.
        others: what a string with branches says else, where its format tells (a select of Fluent).
            The branches of ICU MessageFormat are found here, in every format.
        variables: what the format tells to be variables; their spans count in the source.
    """

    key: tuple[str, ...]
    text: Mapped
    language: str | None = None
    others: tuple[Mapped, ...] = ()
    variables: tuple[Placeholder, ...] = ()


@dataclass(slots=True)
class Container:
    """A mapping or list that a reader is in the middle of."""

    is_mapping: bool
    key: tuple[str, ...]
    entries: list[Entry] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)

    def close(self) -> list[Entry]:
        """The entries, with the languages that keys of this mapping declare for them."""
        if not self.is_mapping:
            return self.entries
        marked = self._marked()
        declared = {name: self._languages(name) for name in set(self.keys)}
        return [self._with_language(entry, declared, marked) for entry in self.entries]

    def _languages(self, name: str) -> tuple[str | None, str | None]:
        """What the key ``name`` declares for a mapping under it, and for a string."""
        top = not self.key
        return (
            language_of_key(name, self.keys, top=top, leaf=False),
            language_of_key(name, self.keys, top=top, leaf=True),
        )

    def _with_language(
        self, entry: Entry, declared: Mapping[str, Sequence[str | None]], marked: str | None
    ) -> Entry:
        depth = len(self.key)
        leaf = len(entry.key) == depth + 1
        language = entry.language or declared[entry.key[depth]][leaf] or marked
        return entry if language == entry.language else replace(entry, language=language)

    def _marked(self) -> str | None:
        """What an ``@@locale`` in this mapping declares; in the root it speaks for the file."""
        return _declared(self.entries, len(self.key)) if self.key else None


def declared_language(entries: Iterable[Entry]) -> str | None:
    """The language that an ``@@locale`` in the root declares for the whole file."""
    return _declared(entries, 0)


def _declared(entries: Iterable[Entry], depth: int) -> str | None:
    for entry in entries:
        if len(entry.key) == depth + 1 and entry.key[depth] in LOCALE_KEYS:
            return entry.text.text
    return None


def read_catalogue(entries: Iterable[Entry], language: str | None = None) -> Reading:
    """The strings that are copy, in order, and what those with branches say else.

    Args:
        entries: all strings of the file.
        language: declared for the whole file.
    """
    first: list[Segment] = []
    others: list[list[Segment]] = []
    for entry in map(_with_branches, _told_apart(entries)):
        first += read_entries([entry])
        for at, text in enumerate(entry.others):
            if at == len(others):
                others.append([])
            others[at] += read_entries([replace(entry, text=text)])
    alternatives = (tuple(one) for one in others if one)
    return Reading(tuple(first), "catalogue", language, alternatives=tuple(alternatives))


def _with_branches(entry: Entry) -> Entry:
    """``entry`` with the branches of the template that its text is, or of ICU MessageFormat."""
    found = branching(entry.text)
    if found is None:
        first, *others = _variants(entry.text)
        return replace(entry, text=first, others=(*entry.others, *others)) if others else entry
    numbers = (Placeholder(span, "number", "#") for span in sorted(found.numbers))
    return replace(
        entry,
        text=found.texts[0],
        others=(*entry.others, *found.texts[1:]),
        variables=(*entry.variables, *numbers),
    )


def _variants(text: Mapped) -> tuple[Mapped, ...]:
    """A string once for each branch of the template that it is."""
    if "{" not in text.text and "<" not in text.text and "|" not in text.text:
        return (text,)
    return tuple(Mapped(one, text.runs) for one in variants(text.text))


def read_entries(entries: Iterable[Entry]) -> Iterator[Segment]:
    """The segments of the strings that are copy, in order, each as its ``text`` alone says it.

    A string of several paragraphs, or with HTML in it, gives several segments of the same key.
    """
    for entry in _told_apart(entries):
        if (entry.key and entry.key[-1] in LOCALE_KEYS) or not may_be_copy(entry.text.text):
            continue
        key = ".".join(entry.key)
        # A backslash and an n that both stand there were escaped once too often.
        text = entry.text.substitute(_WRITTEN_NEWLINE, lambda found: "\n")
        found = [
            with_variables(segment, entry.variables) if entry.variables else segment
            for segment in _read(text, key, entry.language)
        ]
        # A paragraph that is a variable alone belongs to the string: a name under a sign-off.
        for segment in found if any(map(has_words, found)) else ():
            role = key_role(key) if segment.role == "text" else segment.role
            yield segment if role == segment.role else replace(segment, role=role)


def _told_apart(entries: Iterable[Entry]) -> Iterator[Entry]:
    """``entries``, with a number in the key of one that follows another of the same key and
    language: segments beside each other that share these are read as paragraphs of one string."""
    previous: tuple[tuple[str, ...], str | None] | None = None
    number = 1
    for entry in entries:
        number = number + 1 if (entry.key, entry.language) == previous else 1
        previous = entry.key, entry.language
        if number > 1 and entry.key:
            entry = replace(entry, key=(*entry.key[:-1], f"{entry.key[-1]}#{number}"))
        yield entry


def short_key(original: str) -> str:
    """The beginning of a text in the original language, for catalogues that have it for a key."""
    words = " ".join(original.split())
    return words if len(words) <= _SHORT_KEY else words[: _SHORT_KEY - 1].rstrip() + "…"


def placeholder(name: str) -> str:
    """A placeholder of a syntax that ``templating`` knows, for what a format marks otherwise."""
    return f"%{{{_NO_NAME.sub('_', name) or 'code'}}}"


def without_mnemonics(text: Mapped) -> Mapped:
    """``text`` without the ``&`` that marks the key to press in a menu (``&Gem``, ``Gem &som``)."""
    return text.substitute(_MNEMONIC, lambda found: "")


def _read(text: Mapped, key: str, language: str | None) -> Iterator[Segment]:
    if has_markup(text.text):
        return read_fragment(text, key, language)
    return plain_segments(text, key=key, language=language)


def with_variables(segment: Segment, variables: Sequence[Placeholder]) -> Segment:
    """``segment`` with those of the variables, whose spans count in the source, that it holds."""
    mapped = Mapped(segment.text, segment.runs)
    here = [
        replace(one, span=span)
        for one in variables
        if (span := locate(mapped, one.span)) is not None
    ]
    return replace(segment, placeholders=with_hidden(segment.placeholders, here))


def broken(source: Source, at: int, form: str, problem: str) -> CopylintError:
    """The error that says what is wrong at the offset ``at`` of a file of the format ``form``."""
    line = source.text.count("\n", 0, at) + 1
    return CopylintError(
        FileError(source.path, f"not {form}: {problem}; mend the file there", line)
    )


def language_of_key(key: str, siblings: Collection[str], *, top: bool, leaf: bool) -> str | None:
    """The language that a key declares for what stands under it, or None.

    Args:
        key: as written, ``sv`` or ``nb-NO``.
        siblings: all keys of the same mapping.
        top: whether the mapping is the root.
        leaf: whether a string stands under the key, not a mapping.
    """
    if not is_locale(key):
        return None
    if all(is_locale(other) for other in siblings) and (len(siblings) > 1 or not leaf):
        return key
    if leaf:
        return None
    if len(key) > 3 or top:
        return key
    known = key in ("da", "nb", "nn", "sv", "en") or (
        key == "no" and not any(other.lower() in _ANSWERS for other in siblings)
    )
    return key if known else None


def is_locale(key: str) -> bool:
    """Whether ``key`` is the code of a language or locale: ``sv``, ``nb-NO``, ``da_DK``."""
    found = _LOCALE.fullmatch(key)
    return found is not None and found.group(1) in _LANGUAGES


def has_words(segment: Segment) -> bool:
    """Whether letters stand outside the placeholders of ``segment``."""
    at = 0
    for placeholder in segment.placeholders:
        if any(map(str.isalpha, segment.text[at : placeholder.span.start])):
            return True
        at = placeholder.span.end
    return any(map(str.isalpha, segment.text[at:]))


_ADDRESS = re.compile(
    r"(?:https?|ftp|mailto|tel|sms):\S*|(?:[a-z]+:)*//\S+|/[\w./#?=&%{}:-]*|(?:www\.)?[\w-]+(?:\.[\w-]+)+(?:/\S*)?"
    r"|[^\s@]+@[^\s@]+\.\w+|#[0-9a-fA-F]{3,8}|[\w-]+\.(?:png|jpe?g|gif|svg|pdf|html?|css|js|ico|webp)"
)
_IDENTIFIER = re.compile(r"[\w$-]*(?:_|::|->)[\w$:>-]*|--?[a-z][\w-]*")
_DATE_FORMAT = re.compile(
    r"(?:([dDjlMmFnyYHhGgisSaAEeLzZTuU])\1{0,3}|'[^']*'|\\.)"
    r"(?:[\s.,:/\-]+(?:([dDjlMmFnyYHhGgisSaAEeLzZTuU])\2{0,3}|'[^']*'|\\.)){1,9}[.\s]*"
)
_STYLE = re.compile(r"(?:[#.]?[\w-]+\s*\{[^{}]*:[^{}]*\}\s*)+|(?:[a-z-]+\s*:\s*[^:;{}]+;\s*)+")
_SCRIPT = re.compile(
    r"=>|\bfunction\s*\(|\);|\breturn\b.*;|^\s*(?:SELECT|INSERT|UPDATE)\b.*\b(?:FROM|INTO|SET)\b"
)
_WRITTEN_NEWLINE = re.compile(r"(?:\\r)?\\n")
_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_LOCALE_CODE = re.compile(r"[a-z]{2}[-_][A-Z]{2}(?:\.UTF-8)?")


def may_be_copy(text: str) -> bool:
    """Whether a catalogue string may be something that a customer reads.

    Addresses, identifiers, date formats, style sheets, scripts and strings without letters are not.
    """
    stripped = text.strip()
    if not any(map(str.isalpha, stripped)):
        return False
    if not any(map(str.isspace, stripped)) and _is_code_word(stripped):
        return False
    return not (
        _DATE_FORMAT.fullmatch(stripped) or _STYLE.fullmatch(stripped) or _SCRIPT.search(stripped)
    )


def _is_code_word(word: str) -> bool:
    patterns: Sequence[re.Pattern[str]] = (_ADDRESS, _IDENTIFIER, _LOCALE_CODE, _UUID)
    return any(pattern.fullmatch(word) for pattern in patterns)
