"""The notation of lexicon patterns: what each sign makes, and how slips are reported."""

from __future__ import annotations

import pytest

from copylint.lexicon.notation import (
    GAP_LENGTH,
    ROLE_TOKEN,
    Element,
    NotationError,
    Sequence,
    compile_pattern,
)
from copylint.lexicon.tables import EMPTY, WordTables

TABLES = EMPTY.with_own(
    {
        "forms": "vigtig: +adj\nlogge ind: logger ind, loggede ind\narbejde: arbejder",
        "paradigms": {"adj": {"cut": "", "endings": ["", "t", "e"]}},
        "classes": {
            "we": ["vi", "<company>"],
            "pride": ["stolt", "sætter … en ære i"],
            "loop": ["{:loop}"],
        },
    }
)


def spelled(pattern: str, tables: WordTables = TABLES) -> set[str]:
    """Every sequence of ``pattern`` as a line of text."""
    return {" ".join(map(_shown, one.elements)) for one in compile_pattern(pattern, tables)}


def _shown(element: Element) -> str:
    if element.is_gap:
        return f"…{'+' if element.open else ''}{element.most}"
    words = element.words or element.exact or {"#"}
    if element.heads:
        words = {f"*{word}" for word in element.heads}
    if element.stems:
        words = {f"{word}*" for word in element.stems}
    return "/".join(sorted(words)) + ("?" if element.optional else "")


@pytest.mark.parametrize(
    ("pattern", "sequences"),
    [
        ("din mening", {"din mening"}),
        ("{vigtig}", {"vigtig/vigtige/vigtigt"}),
        ("{logge ind} nu", {"logge ind nu", "logger ind nu", "loggede ind nu"}),
        ("(din|dit) svar", {"din/dit svar"}),
        ("(din|jeres egen) mening", {"din mening", "jeres egen mening"}),
        ("meget? vigtig", {"meget? vigtig"}),
        ("(så meget)? godt", {"godt", "så meget godt"}),
        ("vi … glade", {f"vi …{GAP_LENGTH} glade"}),
        ("vi …7 glade", {"vi …7 glade"}),
        ("vi …+2 glade", {"vi …+2 glade"}),
        ("*nummer", {"*nummer"}),
        ("tele*", {"tele*"}),
        ("*{arbejde}", {"*arbejde/*arbejder"}),
        ("{:we} er", {"vi/" + ROLE_TOKEN.format("company") + " er"}),
        ("{:pride}", {"stolt", f"sætter …{GAP_LENGTH} en ære i"}),
        ("<number> kr", {"# kr"}),
        (r"hvad \?", {"hvad ?"}),
        ("De har", {"De har"}),
        ("S:vi V:arbejder A:altid på", {
            "vi arbejder altid på", "arbejder vi altid på", "vi altid arbejder på",
            "altid arbejder vi på",
        }),
        ("S:vi V:er glade", {"vi er glade", "er vi glade"}),
        ("… glad …", {"glad"}),
    ],
)  # fmt: skip
def test_pattern_becomes_sequences(pattern: str, sequences: set[str]) -> None:
    assert spelled(pattern) == sequences


def test_capital_makes_a_word_exact() -> None:
    (sequence,) = compile_pattern("De", TABLES)
    assert sequence.elements == (Element(exact=frozenset({"De"})),)


def test_marks_pick_the_words_to_underline() -> None:
    (sequence,) = compile_pattern("vi er [stolte af] det", TABLES)
    assert [element.marked for element in sequence.elements] == [False, False, True, True, False]


def test_edges_belong_to_the_sequence() -> None:
    (sequence,) = compile_pattern("^ kunder som $", TABLES)
    assert isinstance(sequence, Sequence)
    assert (sequence.at_start, sequence.at_end) == (True, True)


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("", "empty"),
        ("(a|b", "not closed"),
        ("a)", "without '('"),
        ("[a", "not closed"),
        ("(a|)", "empty alternative"),
        ("{ukendt}", "unknown word"),
        ("{vigtigt}", "did you mean 'vigtig'"),
        ("{:prid}", "did you mean 'pride'"),
        ("{:loop}", "contains itself"),
        ("<nobody>", "unknown placeholder role"),
        ("hvad ?", "question mark"),
        ("hej, kunde", "space before ','"),
        ("S:vi arbejder", "go together"),
        ("S:vi altid V:arbejder", "side by side"),
        ("a?", "neither optional nor a gap"),
        ("vi ^ er", "stands first"),
        ("vi …9+ glade", "write '….9'"),
        ("(a b|c d) (a b|c d) (a b|c d) (a b|c d) (a b|c d) (a b|c d) (a b|c d) (a b|c d) "
         "(a b|c d) (a b|c d)", "variants"),
    ],
)  # fmt: skip
def test_slips_say_what_to_mend(pattern: str, message: str) -> None:
    with pytest.raises(NotationError, match=message.replace("(", r"\(").replace("?", r"\?")):
        compile_pattern(pattern, TABLES)
