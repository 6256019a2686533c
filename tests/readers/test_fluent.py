"""Fluent catalogues."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fluent.syntax import FluentSerializer, ast, parse
from fluent.syntax.serializer import serialize_expression
from hypothesis import given
from hypothesis import strategies as st

from copylint.model import CopylintError, Reading, Segment, Source, Span
from copylint.readers import kind_of, read
from copylint.readers.fluent import fluent_entries

FILE = """\
### Om filen: ikke til kunder
# copylint: language=nb

-merke = Fjellbanken
    .kjonn = masculine
hilsen = Hei, { $navn }!
ulest = { $antall ->
    [0] Du har ingen nye meldinger.
    [one] Du har én ny melding.
   *[other] Du har { NUMBER($antall) } nye meldinger
        fra { -merke(case: "genitiv") }.
}
logg-inn =
    .title = Logg inn i dag
frist = Betal innen { DATETIME($dato, month: "long") }, { 14 } dager.
lang =
    Dette er første linje
      og dette andre.

    Nytt avsnitt her.
tegn = Skriv { "{" }navn{ "}" } slik{ "\\u00A0" }nå
html = Les <a data-l10n-name="v">vilkårene</a> først.
to = { $os ->
    [mac] Valg
   *[other] Innstillinger
} er åpne i { $n ->
    [one] én fane
   *[other] { $n } faner
}
"""


@pytest.mark.parametrize("text", [FILE, FILE.replace("\n", "\r\n"), "\ufeff" + FILE])
def test_messages(text: str, segments: Callable[[str, str], tuple[Segment, ...]]) -> None:
    assert [(one.key, one.text) for one in segments("a.ftl", text)] == [
        ("-merke", "Fjellbanken"),
        ("hilsen", "Hei, { $navn }!"),
        ("ulest", 'Du har { NUMBER($antall) } nye meldinger\nfra { -merke(case: "genitiv") }.'),
        ("logg-inn.title", "Logg inn i dag"),
        ("frist", 'Betal innen { DATETIME($dato, month: "long") }, { 14 } dager.'),
        ("lang", "Dette er første linje\nog dette andre."),
        ("lang", "Nytt avsnitt her."),
        ("tegn", "Skriv {navn} slik nå"),
        ("html", "Les vilkårene først."),
        ("to", "Innstillinger er åpne i { $n } faner"),
    ]


def test_each_variant_is_read_once(reading: Callable[[str, str], Reading]) -> None:
    assert [[one.text for one in those] for those in reading("a.ftl", FILE).alternatives] == [
        ["Du har ingen nye meldinger.", "Valg er åpne i { $n } faner"],
        ["Du har én ny melding.", "Innstillinger er åpne i én fane"],
    ]


def test_placeables_are_placeholders(segments: Callable[[str, str], tuple[Segment, ...]]) -> None:
    by_key = {one.key: one for one in segments("a.ftl", FILE)}

    def found(key: str) -> list[tuple[str, str]]:
        return [(one.identifier, one.role) for one in by_key[key].placeholders]

    assert found("hilsen") == [("navn", "name")]
    assert found("ulest") == [("NUMBER", "number"), ("merke", "other")]
    assert found("frist") == [("DATETIME", "date"), ("14", "number")]


@pytest.mark.parametrize("text", [FILE, FILE.replace("\n", "\r\n"), "\ufeff" + FILE])
@pytest.mark.parametrize(
    "words", ["én ny melding.", "nye meldinger", "og dette", "Nytt", "vilkårene"]
)
def test_words_map_to_where_they_stand(
    text: str, words: str, reading: Callable[[str, str], Reading]
) -> None:
    found = reading("a.ftl", text)
    those = [
        one for some in (found.segments, *found.alternatives) for one in some if words in one.text
    ]
    assert those
    for segment in those:
        at = segment.text.index(words)
        span = segment.source_span(Span(at, at + len(words)))
        assert text[span.start : span.end] == words


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("a = b\nc d\n", 2, 'expected token: "="'),
        ("a = b\n\nc = { $x\n", 3, 'expected token: "}"'),
        ("a = { $n ->\n    [one] x\n}\n", 3, "one of the variants to be marked as default"),
        ("a = " + "{" * 9999, 1, "braces are nested too deep"),
    ],
)  # fmt: skip
def test_a_broken_file_is_told(text: str, line: int, problem: str) -> None:
    with pytest.raises(CopylintError, match=r"not Fluent: .*; mend the file there") as caught:
        read(Source("nb.ftl", text))
    assert caught.value.error.line in (line, line + 1)
    assert problem in caught.value.error.message


@pytest.mark.parametrize(
    "text",
    [
        "<#if navn??>\n<p>Kære ${navn}</p>\n</#if>", "<#-- x -->\nSum = ${sum}\n",
        "Kære ${navn}\nsum = ${sum}\n", "<@mail.layout>\n<p>Hej</p>\n</@mail.layout>",
    ],
)  # fmt: skip
def test_freemarker_shares_the_suffix_and_is_a_template(text: str) -> None:
    assert kind_of("mail.ftl", text) in ("text", "html")


@pytest.mark.parametrize("text", [FILE, "", "# bare en kommentar\n", "-a = b", "a ={ $b }\n"])
def test_fluent_is_fluent(text: str) -> None:
    assert kind_of("nb.ftl", text) == "fluent"


LINE = st.text("abåø.,'\"<& ", max_size=8).map("k{}k".format)
TEXT = st.lists(LINE, min_size=1, max_size=3).map("\n".join).map(ast.TextElement)
PLACEABLE = st.sampled_from(["{ $x }", "{ -t }", '{ "{" }', "{ 3 }"]).map(
    lambda source: parse(f"k = {source}").body[0].value.elements[0]  # type: ignore[union-attr]
)


@given(st.lists(st.tuples(TEXT, PLACEABLE), min_size=1, max_size=3), st.booleans())
def test_what_the_library_writes_is_read(
    parts: list[tuple[ast.TextElement, ast.Placeable]], crlf: bool
) -> None:
    elements = [one for part in parts for one in part]
    message = ast.Message(ast.Identifier("k"), ast.Pattern(elements))
    text = FluentSerializer().serialize(ast.Resource([message]))
    text = text.replace("\n", "\r\n") if crlf else text
    (entry,) = fluent_entries(Source("a.ftl", text))
    expected = ""
    for one in elements:
        if isinstance(one, ast.TextElement):
            expected += one.value
        elif isinstance(one.expression, ast.StringLiteral):
            expected += "{"
        else:
            expected += f"{{ {serialize_expression(one.expression)} }}"
    assert entry.text.text == expected
    for index, character in enumerate(entry.text.text):
        span = entry.text.source(index)
        there = text[span.start : span.end]
        assert there in (character, '{ "{" }') or (character, there) == ("\n", "\r\n")
