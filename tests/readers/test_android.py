"""String resources of Android."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copylint.config import Settings
from copylint.engine import understand
from copylint.model import CopylintError, Segment, Source, Span
from copylint.readers import kind_of, read

Segments = Callable[[str, str], tuple[Segment, ...]]


def resources(*elements: str, attributes: str = "") -> str:
    """A resource file with ``elements``."""
    body = "\n    ".join(elements)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!-- A licence -->\n'
        '<!DOCTYPE resources [<!ENTITY app "Kystruta">]>\n'
        f'<resources xmlns:xliff="urn:oasis:names:tc:xliff:document:1.2"{attributes}>\n    {body}\n'
        "</resources>\n"
    )


def string(content: str) -> str:
    """A resource file with one string."""
    return resources(f'<string name="a">{content}</string>')


@pytest.mark.parametrize(
    ("content", "texts"),
    [
        ("Velkommen til &app;", ["Velkommen til Kystruta"]),
        ("Det er dit kort, Bo\\'s", ["Det er dit kort, Bo's"]),
        ("Se \\\"Mit kort\\\" p\\u00e5 \\uD83D\\uDE00", ['Se "Mit kort" på 😀']),
        ("Hej igen\\nTo linjer", ["Hej igen\nTo linjer"]),
        ("Kære kunde\\n\\n\n        Din tur er klar", ["Kære kunde", "Din tur er klar"]),
        ("\n      Vi kan ikke\n      finde den.\n  ", ["Vi kan ikke finde den."]),
        ('"Linje et\nlinje to"', ["Linje et\nlinje to"]),
        ("\\@kystruta følger med", ["@kystruta følger med"]),
        ("Er du\\?", ["Er du?"]),
        ("Pris:\\u0020ti kr.\\tnu", ["Pris: ti kr. nu"]),
        ("Læs <b>vilk</b>årene", ["Læs vilkårene"]),
        ('Læs <a href="x">mere</a><br/>her', ["Læs mere\nher"]),
        ("<![CDATA[<p>Kære kunde</p><p>Din ordre er sendt.</p>]]>",
         ["Kære kunde", "Din ordre er sendt."]),
        ("Se &lt;i>mere&lt;/i> &amp; andet", ["Se mere & andet"]),
        ('Hej <xliff:g id="first_name" example="Bo">%1$s</xliff:g>!', ["Hej %{first_name}!"]),
        ("Hej <xliff:g>%1$s</xliff:g>!", ["Hej %1$s!"]),
        ("@string/other_text", []),
        ("@android:string/ok", []),
        ("?attr/title", []),
        ("https://kystruta.dk/x", []),
    ],
)  # fmt: skip
def test_a_string(content: str, texts: list[str], segments: Segments) -> None:
    assert [one.text for one in segments("strings.xml", string(content))] == texts


def test_what_else_stands_in_a_file(segments: Segments) -> None:
    text = resources(
        '<string name="app_name" translatable="false">Ikke til oversættelse</string>',
        '<item type="string" name="old">En gammel tekst</item>',
        '<item type="id" name="some id here">Ingen tekst her</item>',
        '<plurals name="tickets"><item quantity="one">%d billet</item>'
        '<item quantity="other">%d billetter</item></plurals>',
        '<string-array name="reasons"><item>Toget var sent</item><item>@string/x</item>'
        "<item>Jeg blev syg</item></string-array>",
        '<color name="c">#ff0000</color><dimen name="d">16dp og mere</dimen>',
        '<string name="pay" product="phone">Betal her nu</string>',
        '<string name="pay" product="tablet">Betal her i dag</string>',
    )
    assert [(one.key, one.text) for one in segments("strings.xml", text)] == [
        ("old", "En gammel tekst"),
        ("tickets[one]", "%d billet"),
        ("tickets[other]", "%d billetter"),
        ("reasons.0", "Toget var sent"),
        ("reasons.2", "Jeg blev syg"),
        ("pay", "Betal her nu"),
        ("pay#2", "Betal her i dag"),
    ]


@pytest.mark.parametrize(
    ("path", "attributes", "language"),
    [
        ("res/values-da/strings.xml", "", "da"),
        ("res/values-nb-rNO/strings.xml", "", "nb"),
        ("res/values/strings.xml", ' xmlns:tools="t" tools:locale="sv"', "sv"),
    ],
)
def test_the_language_is_declared(path: str, attributes: str, language: str) -> None:
    text = resources('<string name="a">Ja</string>', attributes=attributes)
    (message,) = understand(Source(path, text), Settings())
    assert message.language.value == language


def test_only_resources_are_taken_for_android() -> None:
    assert kind_of("res/values/arrays.xml", resources()) == "android"
    assert kind_of("res/layout/main.xml", "<LinearLayout/>") == "text"
    assert kind_of("a.xml", '<xliff version="1.2"/>') == "xliff"


PIECES = st.sampled_from([
    ("a", "a"), ("å", "å"), ("&#229;", "å"), ("\\u00e5", "å"), ("\\'", "'"), ("&amp;", "&"),
    ("\\\"", '"'), ("&gt;", ">"), ("<b>", ""), ("</b>", ""), ("<!-- x -->", ""), ("\\\\", "\\"),
])  # fmt: skip


@given(st.lists(PIECES, max_size=10))
def test_each_character_stands_where_it_was_written(pieces: list[tuple[str, str]]) -> None:
    opened = 0
    kept = []
    for written, text in pieces:
        # Only tags that fit together make XML.
        if written == "</b>" and not opened:
            continue
        opened += (written == "<b>") - (written == "</b>")
        kept.append((written, text))
    pieces = [("Se ", "Se "), *kept, *[("</b>", "")] * opened, ("å", "å")]
    source = string("".join(written for written, _ in pieces))
    (found,) = read(Source("strings.xml", source)).segments
    assert found.text == "".join(text for _, text in pieces)
    at, index = source.index("Se "), 0
    for written, text in pieces:
        if text:
            span = found.source_span(Span(index, index + len(text)))
            assert (span.start, span.end) == (at, at + len(written))
        at += len(written)
        index += len(text)


def test_a_broken_file_is_told() -> None:
    with pytest.raises(CopylintError, match="write & as &amp;") as caught:
        read(Source("values-da/strings.xml", string("Salg & service")))
    assert caught.value.error.line == 5
