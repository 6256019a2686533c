"""The branches of ICU MessageFormat, in every catalogue."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copylint.model import Reading, Source
from copylint.readers import read
from copylint.readers.icu import branching
from copylint.readers.mapped import Mapped

PLURAL = "Du har {count, plural, =0 {ingen varer} one {# vare} other {# varer}} i kurven."


def texts(text: str) -> list[str] | None:
    found = branching(Mapped.verbatim(text))
    return None if found is None else [one.text for one in found.texts]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (PLURAL,
         ["Du har # varer i kurven.", "Du har ingen varer i kurven.", "Du har # vare i kurven."]),
        ("{n,plural,one{# dag}other{# dagar}}", ["# dagar", "# dag"]),
        ("{n, plural, offset:1 =1 {Du} other {Du og # til}} deltar",
         ["Du og # til deltar", "Du deltar"]),
        ("{n, selectordinal, one {#.} other {#.}} gang", ["#. gang", "#. gang"]),
        ("{kjonn, select, male {Han} female {Hun} other {De}} har svart",
         ["De har svart", "Han har svart", "Hun har svart"]),
        ("{a, select, x {X} other {O}} og {b, select, y {Y} other {P}}",
         ["O og P", "X og P", "O og Y"]),
        ("{g, select, f {{n, plural, one {én venn} other {# venner}}} other {ingen}}",
         ["ingen", "# venner", "én venn"]),
        ("{n, plural, other {{name} sendte {n, number} brev}}", ["{name} sendte {n, number} brev"]),
        ("{0,choice,0#ingen|1#én|1<{0} filer}", ["{0} filer", "én", "ingen"]),
        ("Det''s {n, plural, other {'{bare}' '#' it's}}", ["Det's {bare} # it's"]),
    ],
)  # fmt: skip
def test_each_branch_is_read_once_the_general_one_first(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Hej {name}, det koster {price, number}", "{{count, plural, one {x} other {y}}}",
        "{n, plural, one {x}", "{n, plural, one x}", "{n, plural, }", "{n, plural}",
        "{0,choice,ingen|én}", "{" * 50, "{n, plural, other {" * 30 + "}}" * 30,
        "{n, plural, " + "x {y}" * 300 + "}",
    ],
)  # fmt: skip
def test_what_has_no_branches_or_is_not_well_formed_stays_as_it_is(text: str) -> None:
    assert texts(text) is None


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("da.json", json.dumps({"k": PLURAL})),
        ("app_da.arb", json.dumps({"@@locale": "da", "k": PLURAL, "@k": {"description": "Tekst"}})),
        ("da.yml", f'k: "{PLURAL}"'),
        ("da.properties", f"k={PLURAL}"),
        ("da.strings", f'"k" = "{PLURAL}";'),
        ("da.php", f"<?php return ['k' => '{PLURAL}'];"),
        ("da.csv", f'key,da\nk,"{PLURAL}"'),
    ],
)
def test_branches_in_every_catalogue(
    name: str, file: str, reading: Callable[[str, str], Reading]
) -> None:
    found = reading(name, file)
    assert [(one.key, one.text) for one in found.segments] == [("k", "Du har # varer i kurven.")]
    assert [[one.text for one in those] for those in found.alternatives] == [
        ["Du har ingen varer i kurven."],
        ["Du har # vare i kurven."],
    ]
    (number,) = found.segments[0].placeholders
    assert number.role == "number"
    assert found.segments[0].text[number.span.start : number.span.end] == "#"
    assert file[found.segments[0].source_span(number.span).start] == "#"
    assert found.alternatives[0][0].placeholders == ()


def test_a_hash_outside_a_plural_is_a_sign() -> None:
    text = "Sag # {g, select, other {# x}} {n, plural, other {# y}}"
    (segment,) = read(Source("a.json", json.dumps({"a": text}))).segments
    assert [one.span.start for one in segment.placeholders] == [segment.text.index("# y")]


def test_an_alternative_holds_the_strings_that_differ() -> None:
    file = {"a": "Uden grene", "b": PLURAL, "c": "{x, select, m {Han} other {De}} kommer <b>nu</b>"}
    found = read(Source("a.json", json.dumps(file)))
    assert [one.key for one in found.segments] == ["a", "b", "c"]
    assert [[one.key for one in those] for those in found.alternatives] == [["b", "c"], ["b"]]
    assert found.alternatives[0][1].text == "Han kommer nu"


def test_a_catalogue_without_branches_has_no_alternatives() -> None:
    assert read(Source("a.json", '{"a": "Hej {name}, i dag"}')).alternatives == ()


@dataclass(frozen=True)
class Message:
    """A random message: its source, and what each branch makes of it, the general one first."""

    source: str
    texts: tuple[str, ...]


WORDS = st.text("abå .,'\"<-", max_size=5).map(lambda text: text.replace("''", "'"))


def plain(text: str) -> Message:
    return Message(text + " ", (text + " ",))


def joined(parts: list[Message]) -> Message:
    firsts = [one.texts[0] for one in parts]
    others = [
        "".join((*firsts[:at], other, *firsts[at + 1 :]))
        for at, one in enumerate(parts)
        for other in one.texts[1:]
    ]
    return Message("".join(one.source for one in parts), ("".join(firsts), *others))


def argument(kind: str, options: list[Message]) -> Message:
    names = ["one", "two", "few", "many", "=7"]
    branches = [f"{name} {{{one.source}}}" for name, one in zip(names, options[1:], strict=False)]
    source = f"{{x, {kind}, {' '.join((*branches, f'other {{{options[0].source}}}'))}}}"
    return Message(source, tuple(text for one in options for text in one.texts))


def messages(inner: st.SearchStrategy[Message]) -> st.SearchStrategy[Message]:
    kinds = st.sampled_from(["plural", "select", "selectordinal"])
    branching = st.builds(argument, kinds, st.lists(inner, min_size=1, max_size=4))
    return st.lists(st.one_of(inner, branching), min_size=1, max_size=3).map(joined)


@given(st.recursive(WORDS.map(plain), messages, max_leaves=12))
def test_random_messages_read_as_they_were_made(message: Message) -> None:
    found = branching(Mapped.verbatim(message.source))
    if found is None:
        assert message.texts == (message.source,)
        return
    assert tuple(one.text for one in found.texts) == message.texts
    for text in found.texts:
        for index, character in enumerate(text.text):
            span = text.source(index)
            assert message.source[span.start : span.end] == character
