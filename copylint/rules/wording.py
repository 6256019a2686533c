"""The local word for an English one, in the form that its place asks for."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from copylint.lexicon.english import EnglishTable, EnglishWord
from copylint.lexicon.local_words import Form, LocalWords, WordClass

_COMMAND: Final = Form("verb", "imperative")
_INFINITIVE: Final = Form("verb", "infinitive")
_BASES: Final[Mapping[WordClass, Form]] = {
    "noun": Form("noun", "singular"),
    "adjective": Form("adjective", "base"),
}
_ONE_GENDER: Final = (Form("noun", "singular"), Form("noun", "definite"))
"""The forms of a noun that the words beside it agree with in gender."""


@dataclass(frozen=True, slots=True)
class Place:
    """An English word as it stands in a text.

    Attributes:
        text: the word or phrase as written.
        before, after: the words beside it in the same sentence, nearest first, lower case.
        alone: whether nothing else stands on its line, as on a button.
    """

    text: str
    before: Sequence[str] = ()
    after: Sequence[str] = ()
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Wording:
    """What to write instead: ``suggestions``, best first, and a ``fix`` that fits as it stands."""

    suggestions: tuple[str, ...]
    fix: str | None = None


def wording(
    table: EnglishTable,
    entry: EnglishWord,
    place: Place,
    words: LocalWords,
    neutral: Collection[str],
) -> Wording:
    """The local words of ``entry``, inflected as the English word at ``place`` is.

    A word that is not among ``words``, or not in the form asked for, is suggested in its base form.
    There is a fix where the entry has one local word, the form is certain, and the words beside it
    fit; ``neutral`` are function words (lower case) that agree with every noun.
    """
    forms = _forms(table, entry, place, words)
    made = [_inflected(words, local, forms) for local in entry.local]
    suggestions = tuple(
        dict.fromkeys(
            _as_written(new[1] if new else local, place.text)
            for new, local in zip(made, entry.local, strict=True)
        )
    )
    if len(entry.local) != 1 or "<" in suggestions[0] or _has_english_beside(table, place):
        return Wording(suggestions)
    as_it_is = place.alone and place.text.lower() == entry.lemma.lower() and not entry.classes
    fits = made[0] is not None and _fits(words, entry.local[0], made[0][0], place, neutral)
    return Wording(suggestions, suggestions[0] if as_it_is or fits else None)


def _has_english_beside(table: EnglishTable, place: Place) -> bool:
    """Whether the word is one of an English compound, which must be mended whole."""
    beside = (*place.before[:1], *place.after[:1])
    return any(table.find(one) is not None or table.is_foreign(one) for one in beside)


def _inflected(words: LocalWords, local: str, forms: Collection[Form]) -> tuple[Form, str] | None:
    """The only one of ``forms`` that ``local`` can have, and ``local`` in it."""
    made = [(form, new) for form in forms if (new := words.inflected(local, form)) is not None]
    return made[0] if len(made) == 1 else None


def _forms(
    table: EnglishTable, entry: EnglishWord, place: Place, words: LocalWords
) -> frozenset[Form]:
    """The forms that the English word may have; none where it is a compound."""
    word = place.text.lower().replace("’", "'")
    if word not in entry.forms:
        return frozenset()
    return frozenset(
        form
        for word_class, ending in table.endings_of(entry, word)
        if (form := _form(word_class, ending, place, words)) is not None
    )


def _form(word_class: WordClass, ending: str, place: Place, words: LocalWords) -> Form | None:
    if ending:
        name = words.endings.get(word_class, {}).get(ending)
        return None if name is None else Form(word_class, name)
    if word_class == "verb":
        follows = bool(place.before) and place.before[0] in words.before_infinitives
        return _INFINITIVE if follows else _COMMAND
    return _BASES[word_class]


def _fits(
    words: LocalWords, local: str, form: Form, place: Place, neutral: Collection[str]
) -> bool:
    """Whether the word in ``form`` agrees with what stands beside it.

    A verb always does. What an adjective stands by is not known. A noun may have one before it with
    the ending of the other gender, and behind it the noun that it describes ("check-in
    information"), so a word that is not known on either side speaks against it.
    """
    if form.word_class != "noun":
        return form.word_class == "verb"
    found = words.find(local, "noun")
    gender = found[0].gender if found else None
    beside = [*place.before[:2], *place.after[:1]]
    if form in _ONE_GENDER and any(words.agrees(one, gender) is False for one in beside):
        return False
    nearest = (*place.before[:1], *place.after[:1])
    return all(one in neutral or words.agrees(one, gender) for one in nearest)


def _as_written(local: str, written: str) -> str:
    """``local`` with the capitals of the word that it stands for."""
    if written.isupper() and len(written) > 1:
        return local.upper()
    return local[:1].upper() + local[1:] if written[:1].isupper() else local
