"""What the lexicons know of each language itself: ``lexicons/<language>/language.toml``."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any, Final

from copylint.lexicon.store import fault, lexicon_root, load_toml

_TABLES: Final = ("evidence", "pronouns")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that are right in a language, in lower case.

    Attributes:
        function_words: the closed classes and the commonest verbs, with all that are shared with a
            neighbour; they tell the languages that list them from those that do not.
        common: other words that are no names.
    """

    function_words: tuple[str, ...] = ()
    common: tuple[str, ...] = ()
    words: frozenset[str] = field(init=False, repr=False)
    """All the words."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", frozenset((*self.function_words, *self.common)))


@dataclass(frozen=True, slots=True)
class Pronouns:
    """Words for the sender, and words that address the reader; a capital counts as written.

    Attributes:
        sender: the one who writes (vi, vores).
        familiar: one reader as a friend would (du).
        formal: one reader politely (De, Ni).
        plural: several readers (I, dere, de, ni).
        speaker: words of a first person singular; in her sentence "you" is the sender.
        never_first: forms that may be another word where a sentence begins.
        first_after_all: phrases that begin a sentence and still address the reader.
        first_in_body: words and phrases that address the reader where they begin the first sentence
            behind the salutation.
        ambiguous: plural forms that may also mean "their".
        belongings: phrases for what is the reader's; beside them the ambiguous forms address her.
        groups: phrases beside which several readers may well be meant.
    """

    sender: tuple[str, ...] = ()
    familiar: tuple[str, ...] = ()
    formal: tuple[str, ...] = ()
    plural: tuple[str, ...] = ()
    speaker: tuple[str, ...] = ()
    never_first: tuple[str, ...] = ()
    first_after_all: tuple[str, ...] = ()
    first_in_body: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    belongings: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LanguageData:
    """The closed classes and conventions of one language, as the lexicon writes them.

    Attributes:
        subjects: nominative pronouns and the like.
        clause_breaks: words that open a new clause inside a sentence; some have several words.
        negations: words that negate.
        greetings: words that open a salutation; some have several words.
        needs_addressee: words that greet only with an addressee behind them.
        openers: whole salutations without greeting word; a final "…" stands for more on the line.
        addressees: common nouns and pronouns that a salutation may address.
        closings: phrases that open a sign-off.
        closing_nouns: nouns with which writers make closing phrases of their own.
        friendly_closings: beginnings of a last sentence that wishes well or offers help; in the
            notation of ``lexicon.phrases``, as ``footers``.
        footers: phrases that stand below a mail only.
        senders: words that sign for a group of people.
        sender_links: words between a name and a group in a signature.
        sender_variables: words of a variable that holds who writes, in lower case.
        quote_separators: lines that head a forwarded or earlier mail.
        quote_heads: lines that say who wrote an earlier mail, with "…" for what they name.
        quote_headers: the names of header lines of an earlier mail.
        abbreviations: with the full stop that does not end a sentence.
        pronouns: words that address the reader.
        evidence: words of the language.
    """

    subjects: tuple[str, ...] = ()
    clause_breaks: tuple[str, ...] = ()
    negations: tuple[str, ...] = ()
    greetings: tuple[str, ...] = ()
    needs_addressee: tuple[str, ...] = ()
    openers: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    closings: tuple[str, ...] = ()
    closing_nouns: tuple[str, ...] = ()
    friendly_closings: tuple[str, ...] = ()
    footers: tuple[str, ...] = ()
    senders: tuple[str, ...] = ()
    sender_links: tuple[str, ...] = ()
    sender_variables: tuple[str, ...] = ()
    quote_separators: tuple[str, ...] = ()
    quote_heads: tuple[str, ...] = ()
    quote_headers: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    pronouns: Pronouns = Pronouns()
    evidence: Evidence = Evidence()
    addressee_words: frozenset[str] = field(init=False, repr=False)
    """The words of all addressees, in lower case."""

    def __post_init__(self) -> None:
        words = frozenset(word for one in self.addressees for word in one.lower().split())
        object.__setattr__(self, "addressee_words", words)


@cache
def language_data(language: str) -> LanguageData:
    """The data of ``language``, one of da, nb, nn, sv, en.

    Raises:
        CopylintError: the file is missing or broken, has a key nobody reads, or a value that is
            not a list of strings.
    """
    return read_language_data(lexicon_root() / language / "language.toml")


def read_language_data(path: Path) -> LanguageData:
    """The contents of one ``language.toml``; raises as ``language_data``."""
    table = load_toml(path)
    evidence, pronouns = (_subtable(path, table, name) for name in _TABLES)
    lists = _string_lists(path, table, LanguageData, apart=_TABLES)
    weighted = _string_lists(path, evidence, Evidence, prefix="evidence.")
    addressing = _string_lists(path, pronouns, Pronouns, prefix="pronouns.")
    return LanguageData(**lists, pronouns=Pronouns(**addressing), evidence=Evidence(**weighted))


def _subtable(path: Path, table: dict[str, Any], name: str) -> dict[str, Any]:
    found = table.pop(name, {})
    if not isinstance(found, dict):
        raise fault(path, f"'{name}' must be a table: write [{name}]")
    return found


def _string_lists(
    path: Path,
    table: dict[str, Any],
    shape: type[LanguageData] | type[Evidence] | type[Pronouns],
    *,
    prefix: str = "",
    apart: tuple[str, ...] = (),
) -> dict[str, tuple[str, ...]]:
    known = [one.name for one in fields(shape) if one.init and one.name not in apart]
    for key, value in table.items():
        if key not in known:
            raise fault(path, f"unknown key '{prefix}{key}'; known are {', '.join(known)}")
        if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
            raise fault(path, f"'{prefix}{key}' must be a list of words in quotation marks")
    return {key: tuple(value) for key, value in table.items()}
