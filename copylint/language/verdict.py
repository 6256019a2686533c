"""The language of messages: what is declared, where it is plausible, else what the words say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from copylint.language.codes import NORWEGIAN, OTHER, normalise
from copylint.language.foreign import ask_langdetect
from copylint.language.reading import MARGIN, Reading, read_words
from copylint.language.text import without_markup, without_placeholders
from copylint.language.words import KNOWN
from copylint.model import UNKNOWN, Message, Verdict

_NORWEGIANS: Final = ("nb", "nn")

# How far, and on how many words, the words must be ahead of a declared language to overrule it.
_OVERRULING_MARGIN: Final = 9.0
_OVERRULING_WORDS: Final = 8
# The same for a whole file, and the share of its clear texts that must contradict. English in a
# Nordic file is copy that nobody translated yet, unless nearly all of it is.
_FILE_WORDS: Final = 20
_FILE_SHARE: Final = 0.6
_ENGLISH_FILE_SHARE: Final = 0.9
# What a text must say against the other texts of its file to be taken for another language.
_HINTED_MARGIN: Final = 4.0
# langdetect guesses on little text.
_LANGDETECT_WORDS: Final = 5
# A lead of this much is enough where something else speaks for the language too.
_LEAN: Final = 0.9
# What a text that is valid in both must lean to nynorsk, which few texts are, to be taken for it.
_NYNORSK_LEAN: Final = 1.5
_SHOWN_WORDS: Final = 4

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")


@dataclass(frozen=True, slots=True)
class _Text:
    """A message as it is judged."""

    bare: str
    reading: Reading

    @classmethod
    def of(cls, message: Message) -> _Text:
        bare = without_placeholders(message.text, message.placeholders)
        return cls(bare, read_words(bare))


def decide(
    message: Message, *, declared: str | None = None, hints: tuple[str, ...] = ()
) -> Verdict:
    """The language of a message.

    Args:
        message: its placeholders and addresses do not count as words.
        declared: what option, config, markup, locale key or path says, in any spelling of a code.
        hints: what the other messages of the file were found to be; they settle an undecided text.

    Returns:
        da, nb, nn, sv, en, other or unknown, with the evidence for a person to read, and the
        declared language where the words overrule it.
    """
    return _decide(_Text.of(message), declared, hints)


def decide_all(messages: Sequence[Message], declared: Sequence[str | None]) -> list[Verdict]:
    """The language of each message of one file, given what is declared for each.

    As ``decide``, but the messages of a file help each other: where they as a whole contradict what
    is declared, the short ones among them count as what the file is found to be; where nothing is
    declared, the clear ones settle the undecided.
    """
    texts = [_Text.of(one) for one in messages]
    found = [_decide(text, said, ()) for text, said in zip(texts, declared, strict=True)]
    for code in sorted({one for one in declared if one}):
        members = [at for at, said in enumerate(declared) if said == code]
        contradicted = _contradiction([texts[at].reading for at in members], code)
        if contradicted is not None and contradicted[1] != "en":
            for at in members:
                found[at] = _in_contradicting_file(texts[at], found[at], *contradicted, code)
    hints = tuple(one.value for one in found if one.value != UNKNOWN)
    return [
        verdict if said or not hints else _decide(text, None, hints)
        for text, verdict, said in zip(texts, found, declared, strict=True)
    ]


def contradiction(messages: Iterable[Message], declared: str | None) -> tuple[str, str] | None:
    """Whether the messages of a file are, as a whole, not in the language declared for them.

    Returns:
        What is declared (da, nb, nn, sv, en or no) and the language found; None where what is
        declared is plausible, nothing is, or there is too little text. The strings of such a file
        are to be read as the language found (``decide_all`` does), except that an English file
        stays what it was declared: English copy is not linted.
    """
    return _contradiction([_Text.of(one).reading for one in messages], declared)


# --- declared -----------------------------------------------------------------------------------


def _decide(text: _Text, declared: str | None, hints: Sequence[str]) -> Verdict:
    said = normalise(declared) if declared else None
    if said is not None:
        return _check_declared(said, str(declared), text)
    return _by_evidence(text, hints)


def _check_declared(said: str, code: str, text: _Text) -> Verdict:
    reading = text.reading
    kept, reason = said, f"declared {code}"
    if said == NORWEGIAN:
        kept = _norwegian(reading)
        reason += "; " + (_evidence(reading, kept, _NORWEGIANS) or "bokmål by default")
    found = reading.single
    if found is None or found == kept or not _overrules(found, kept, text):
        return Verdict(kept, reason)
    return Verdict(
        found, f"{_evidence(reading, found)} (against declared {code})", contradicts=said
    )


def _norwegian(reading: Reading) -> str:
    """Which Norwegian a text is that is declared as Norwegian: most is bokmål.

    In a long text many small leads add up; "ikke" and "ikkje" do not lie.
    """
    against = reading.class_words("nb", "nn")
    borne_out = not against or reading.class_words("nn", "nb") > against
    return "nn" if borne_out and reading.lead("nn", "nb") >= MARGIN else "nb"


def _overrules(found: str, kept: str, text: _Text) -> bool:
    """Whether evidence for ``found`` is too strong for the declared ``kept`` to be plausible.

    A text with a sentence that certainly is ``kept`` is mixed, and keeps what is declared.
    """
    reading = text.reading
    if found == "en" or len(reading.words) < _OVERRULING_WORDS:
        # English in a Nordic file is untranslated copy, and wants to be found there.
        return False
    far_ahead = reading.lead(found, kept) >= _OVERRULING_MARGIN
    return (
        far_ahead
        and reading.is_told_by_class(found, kept)
        and not any(
            read_words(part).certain(found) == kept for part in _SENTENCE_END.split(text.bare)
        )
    )


# --- whole files --------------------------------------------------------------------------------


def _contradiction(readings: Iterable[Reading], declared: str | None) -> tuple[str, str] | None:
    said = normalise(declared) if declared else None
    if said is None or said == OTHER:
        return None
    plausible = _NORWEGIANS if said == NORWEGIAN else (said,)
    clear: dict[str, list[Reading]] = {}
    for reading in readings:
        if reading.single is not None:
            clear.setdefault(reading.single, []).append(reading)
    found = max(clear.keys() - set(plausible), key=lambda one: len(clear[one]), default=None)
    if found is None:
        return None
    share = len(clear[found]) / sum(map(len, clear.values()))
    words = sum(len(one.words) for one in clear[found])
    lead = sum(min(one.lead(found, kept) for kept in plausible) for one in clear[found])
    wanted = _ENGLISH_FILE_SHARE if found == "en" else _FILE_SHARE
    if share < wanted or words < _FILE_WORDS or lead < _OVERRULING_MARGIN:
        return None
    together = Reading(tuple(word for one in clear[found] for word in one.words), ())
    if not all(together.is_told_by_class(found, kept) for kept in plausible):
        return None
    return said, found


def _in_contradicting_file(
    text: _Text, verdict: Verdict, said: str, found: str, code: str
) -> Verdict:
    """What a text of a file in ``found`` is: the text itself may be right after all."""
    if verdict.contradicts is not None or text.reading.single not in (None, found):
        return verdict
    reason = _evidence(text.reading, found) or "the other texts of the file"
    return Verdict(found, f"{reason} (against declared {code})", contradicts=said)


# --- by evidence --------------------------------------------------------------------------------


def _by_evidence(text: _Text, hints: Sequence[str]) -> Verdict:
    reading = text.reading
    hinted = _hinted(hints)
    if hinted is not None and reading.lead(reading.ranked()[0], hinted) < _HINTED_MARGIN:
        return Verdict(hinted, _settled(reading, hinted))
    if reading.single is not None:
        return Verdict(reading.single, _evidence(reading, reading.single))
    open_to = reading.languages
    if open_to and set(open_to) <= set(_NORWEGIANS):
        return _either_norwegian(reading)
    if len(reading.words) >= _LANGDETECT_WORDS:
        return _read_langdetect(ask_langdetect(without_markup(text.bare)), reading)
    return Verdict(UNKNOWN, _left_open(open_to))


def _hinted(hints: Sequence[str]) -> str | None:
    known = [one for one in hints if one in KNOWN]
    return max(sorted(set(known)), key=known.count) if known else None


def _settled(reading: Reading, hinted: str) -> str:
    spoken = _evidence(reading, hinted) if reading.single == hinted else ""
    return spoken or "the other texts of the file"


def _read_langdetect(asked: str | None, reading: Reading) -> Verdict:
    """What langdetect's answer is worth: it must fit the words, and cannot tell nb from nn."""
    open_to = reading.languages
    code = normalise(asked or "")
    if code == OTHER and open_to in ((), (OTHER,)):
        return Verdict(OTHER, f"langdetect: {asked}")
    first, second = reading.ranked(KNOWN)[:2]
    fits = NORWEGIAN if first in _NORWEGIANS else first
    if code == fits and open_to != (OTHER,) and reading.lead(first, second) >= _LEAN:
        return Verdict(first, f"{_evidence(reading, first)}; langdetect: {asked}")
    return Verdict(UNKNOWN, _left_open(open_to))


def _either_norwegian(reading: Reading) -> Verdict:
    """Bokmål, which most Norwegian is, where nynorsk is not nearly clear."""
    if reading.lead("nn", "nb") >= _NYNORSK_LEAN:
        return Verdict("nn", _evidence(reading, "nn", _NORWEGIANS))
    return Verdict("nb", "valid in bokmål and nynorsk; bokmål by default")


def _left_open(open_to: Sequence[str]) -> str:
    return f"valid in {' and '.join(open_to)}" if len(open_to) > 1 else "too little evidence"


def _evidence(reading: Reading, language: str, against: Iterable[str] = KNOWN) -> str:
    best = reading.telling(language, against)[:_SHOWN_WORDS]
    return f"words: {', '.join(best)}" if best else ""
