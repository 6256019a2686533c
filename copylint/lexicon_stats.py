"""How much the lexicons hold, and what of it is ever found: ``copylint lexicon stats``.

A pattern has *support* where it finds something that its entry's conditions let stand: in a ``bad``
example of any entry, or in a text that was handed in.
"""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from copylint.config import Settings
from copylint.engine import understand
from copylint.lexicon import LanguageLexicon, Lexicons
from copylint.lexicon.entries import Entry, Pattern
from copylint.lexicon.notation import Sequence
from copylint.lexicon_check import read_example
from copylint.model import LANGUAGES, Message, Source
from copylint.rules.context import Context


@dataclass(frozen=True, slots=True)
class Text:
    """Something to look in: the messages of a file, and the settings that hold for it."""

    messages: tuple[Message, ...]
    settings: Settings


@dataclass(frozen=True, slots=True)
class EntryStats:
    """What is known of one entry.

    Attributes:
        entry: as it was read.
        found: how often it finds something in the texts that were handed in.
        unsupported: its patterns that find nothing, neither there nor in any example.
    """

    entry: Entry
    found: int
    unsupported: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True)
class RuleStats:
    """The sums of one rule in one language.

    Attributes:
        patterns: as written; one with alternatives or inflected words counts once.
        sequences: what the patterns multiply out to.
        examples: bad and good ones.
        found: findings in the texts that were handed in.
    """

    rule: str
    language: str
    entries: int
    patterns: int
    sequences: int
    examples: int
    found: int


@dataclass(frozen=True, slots=True)
class Stats:
    """What ``measure`` found, entries in the order of the files."""

    entries: tuple[EntryStats, ...]
    texts: int

    def rules(self) -> Iterator[RuleStats]:
        """The sums, by rule and then by language; what has no entries is left out."""
        groups: dict[tuple[str, str], list[EntryStats]] = {}
        for one in self.entries:
            groups.setdefault((one.entry.rule, one.entry.language), []).append(one)
        for (rule, language), group in sorted(groups.items()):
            entries = [one.entry for one in group]
            yield RuleStats(
                rule,
                language,
                len(entries),
                sum(len(one.patterns) for one in entries),
                sum(len(one.sequences) for one in entries),
                sum(len(one.bad) + len(one.good) for one in entries),
                sum(one.found for one in group),
            )


def measure(
    texts: Iterable[Text],
    lexicons: Lexicons,
    languages: Iterable[str] = LANGUAGES,
) -> Stats:
    """Counts what the entries of ``languages`` find in ``texts`` and in their own examples."""
    wanted = tuple(languages)
    in_texts, in_examples = _Counts(lexicons), _Counts(lexicons)
    read = 0
    for text in texts:
        read += 1
        for message in text.messages:
            in_texts.add(message, text.settings)
    for language in wanted:
        for text in _examples(lexicons.language(language)):
            for message in text.messages:
                in_examples.add(message, text.settings)
    supported = in_texts.patterns.keys() | in_examples.patterns.keys()
    entries = [
        EntryStats(
            entry,
            in_texts.entries[entry.language, entry.name],
            tuple(
                one
                for one in entry.patterns
                if (entry.language, entry.name, one.text) not in supported
            ),
        )
        for language in wanted
        for entry in lexicons.language(language).entries
    ]
    return Stats(tuple(entries), read)


def _examples(lexicon: LanguageLexicon) -> Iterator[Text]:
    for entry in lexicon.entries:
        touchpoint = min(entry.touchpoints) if entry.touchpoints else None
        settings = Settings(language=lexicon.language, touchpoint=touchpoint)
        for raw in entry.bad:
            with contextlib.suppress(ValueError):  # unpaired marks: ``lexicon check`` says so
                source = Source("example.txt", read_example(raw).text)
                yield Text(understand(source, settings), settings)


class _Counts:
    """How often each entry and each pattern found something."""

    def __init__(self, lexicons: Lexicons) -> None:
        self._lexicons = lexicons
        self.entries: Counter[tuple[str, str]] = Counter()
        self.patterns: Counter[tuple[str, str, str]] = Counter()

    def add(self, message: Message, settings: Settings) -> None:
        language = message.language.value
        if language not in LANGUAGES:
            return
        context = Context(message, self._lexicons.language(language), company=settings.company)
        if not context.may_match:
            return
        for sentence in range(len(context.analysis.sentences)):
            for entry, sequences in context.candidates(sentence):
                if not entry.touchpoints or message.touchpoint.value in entry.touchpoints:
                    self._count(context, entry, frozenset(map(id, sequences)), sentence)

    def _count(
        self, context: Context, entry: Entry, sequences: frozenset[int], sentence: int
    ) -> None:
        candidates = [one for one in entry.sequences if id(one) in sequences]
        hits = context.matcher.hits(entry, candidates, sentence)
        self.entries[entry.language, entry.name] += len(hits)
        if not hits:
            return
        for pattern in entry.patterns:
            if any(
                match.first < hit.last and hit.first < match.last
                for sequence in _shared(pattern, candidates)
                for match in context.matcher.matches(sequence, sentence)
                for hit in hits
            ):
                self.patterns[entry.language, entry.name, pattern.text] += 1


def _shared(pattern: Pattern, candidates: list[Sequence]) -> Iterator[Sequence]:
    """Those of ``candidates`` that ``pattern`` multiplies out to, which may be equal ones."""
    own = frozenset(pattern.sequences)
    return (one for one in candidates if one in own)
