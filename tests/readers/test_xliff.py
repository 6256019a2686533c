"""XLIFF 1.2 and 2.x; lxml is the oracle."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from copylint.model import CopylintError, Reading, Segment, Source, Span
from copylint.readers import read
from copylint.readers.xliff import xliff_entries

Segments = Callable[[str, str], tuple[Segment, ...]]

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"


def xliff_1(*units: str, language: str = "sv-SE") -> str:
    """An XLIFF 1.2 file of one file with ``units``."""
    return (
        f'<?xml version="1.0"?>\n<xliff version="1.2" xmlns="{NAMESPACE}">\n<file original="a.html"'
        f' source-language="en" target-language="{language}" datatype="html"><header/><body>\n'
        + "\n".join(units)
        + "\n</body></file></xliff>"
    )


def xliff_2(*units: str) -> str:
    """An XLIFF 2.0 file of one file with ``units``."""
    return (
        '<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="en"'
        ' trgLang="nn">\n<file id="f">\n' + "\n".join(units) + "\n</file></xliff>"
    )


def unit(source: str, target: str, attributes: str = 'id="1"') -> str:
    """A unit of XLIFF 1.2."""
    return f"<trans-unit {attributes}><source>{source}</source>{target}</trans-unit>"


def segment(source: str, target: str, attributes: str = "") -> str:
    """A segment of XLIFF 2."""
    return f"<segment {attributes}><source>{source}</source>{target}</segment>"


INTERPOLATION = '<x id="INTERPOLATION" equiv-text="{{ order.total }}"/>'
LINK = '<x id="START_LINK" ctype="x-a" equiv-text="&lt;a href=&quot;/v&quot;&gt;"/>'
LINK_END = '<x id="CLOSE_LINK" ctype="x-a" equiv-text="&lt;/a&gt;"/>'


@pytest.mark.parametrize(
    ("target", "text"),
    [
        ("Din beställning är på väg", "Din beställning är på väg"),
        ("<![CDATA[Läs <a href='x'>villkoren</a>]]> nu", "Läs villkoren nu"),
        ("&lt;b&gt;Hej&lt;/b&gt; d&#229; &amp; d&#xE5;", "Hej då & då"),
        (f"Att betala: {INTERPOLATION} kr", "Att betala: {{ order.total }} kr"),
        (f"Läs {LINK}villkoren{LINK_END} först", "Läs villkoren först"),
        ('Rad ett<x id="LB" ctype="lb"/>rad två', "Rad ett\nrad två"),
        ('Rad ett<x id="B" ctype="x-br" equiv-text="&lt;br/&gt;"/>rad två', "Rad ett\nrad två"),
        ('Hej <x id="name"/>, välkommen', "Hej %{name}, välkommen"),
        ('Hej <ph id="1">%s</ph>, välkommen', "Hej %s, välkommen"),
        ('<g id="1" ctype="bold">Viktigt</g>t att veta', "Viktigtt att veta"),
        ('<bpt id="1">&lt;b&gt;</bpt>Fet<ept id="1">&lt;/b&gt;</ept>t', "Fett"),
        ('<bpt id="1">{\\b </bpt>Fet<ept id="1">}</ept> text', "Fet text"),
        ('<bx id="1"/>Betala<ex id="1"/> nu', "Betala nu"),
        ('Ring <mrk mtype="protected" mid="m">Kund Service</mrk> nu', "Ring %{m} nu"),
        ('<mrk mtype="seg" mid="0">Första.</mrk> <mrk mtype="seg" mid="1">Andra.</mrk>',
         "Första. Andra."),
        ('<x id="i" ctype="image"/> En bild', "En bild"),
    ],
)  # fmt: skip
def test_inline_codes(target: str, text: str, segments: Segments) -> None:
    (found,) = segments("a.xlf", xliff_1(unit("Something", f"<target>{target}</target>")))
    assert found.text == text


@pytest.mark.parametrize(
    ("target", "text"),
    [
        ('Hei <ph id="0" equiv="INTERPOLATION" disp="{{ user.name }}"/>!', "Hei {{ user.name }}!"),
        ('<pc id="0" type="fmt" dispStart="&lt;b>" dispEnd="&lt;/b>">Viktig</pc> melding',
         "Viktig melding"),
        ('Ein<ph id="0" equiv="LINE_BREAK" type="fmt" subType="xlf:lb" disp="&lt;br/>"/>to',
         "Ein\nto"),
        ('Vi sender<sc id="1" type="fmt"/> i dag<ec startRef="1"/>', "Vi sender i dag"),
        ('Betal med <mrk id="m1" translate="no">Cash Pay</mrk>', "Betal med %{m1}"),
        ('Sjå <cp hex="001A"/>her', "Sjå her"),
        ('Hei <ph id="1" equiv="fornamn"/>!', "Hei %{fornamn}!"),
        ('<ph id="1" type="image"/>Eit bilete', "Eit bilete"),
        ('<ph id="1" type="fmt" subType="xlf:b"/>Eit ord', "Eit ord"),
    ],
)  # fmt: skip
def test_inline_codes_of_version_2(target: str, text: str, segments: Segments) -> None:
    body = f'<unit id="u">{segment("Something", f"<target>{target}</target>")}</unit>'
    (found,) = segments("a.xlf", xliff_2(body))
    assert found.text == text


@pytest.mark.parametrize(
    "one",
    [
        unit("Source alone", ""),
        unit("Empty target", "<target/>"),
        unit("Continue shopping", '<target state="needs-translation">Continue shopping</target>'),
        unit("Kystruta Pro", '<target state="final">Kystruta Pro</target>'),
        unit("Not ours", "<target>Rör inte detta</target>", 'id="1" translate="no"'),
        f'<group translate="no">{unit("Group", "<target>Inte vår text</target>")}</group>',
        unit("Same", "<alt-trans><target>Ett förslag till</target></alt-trans>"),
    ],
)
def test_what_is_no_translation(one: str, segments: Segments) -> None:
    assert segments("a.xlf", xliff_1(one)) == ()


def test_segments_of_a_unit_are_one_string(reading: Callable[[str, str], Reading]) -> None:
    found = reading("a.xliff", xliff_2(
        '<group id="g"><unit id="u1" name="cart.empty"><notes><note>No copy</note></notes>'
        + segment("First.", "<target>Fyrste setning.</target>")
        + "<ignorable><source> </source></ignorable>"
        + segment("Second.", "<target>Andre setning.</target>", 'state="final"')
        + "</unit></group>",
        '<unit id="u2" translate="no">' + segment("x", "<target>Ikkje les</target>") + "</unit>",
        '<unit id="u3"><m:matches xmlns:m="m"><m:match><source>a</source><target>Eit framlegg'
        "</target></m:match></m:matches>" + segment("x", "") + "</unit>",
    ))  # fmt: skip
    assert found.language == "nn"
    assert [(one.key, one.text) for one in found.segments] == [
        ("cart.empty", "Fyrste setning. Andre setning."),
    ]


@pytest.mark.parametrize(
    ("attributes", "source", "key"),
    [
        ('id="1" resname="mail.order.subject"', "Your order", "mail.order.subject"),
        ('id="1"', "user.login.title", "user.login.title"),
        ('id="checkout.pay"', "Pay", "checkout.pay"),
        ('id="44aa13304026bb46ad79f4151f16634a"', "Your order", "Your order"),
        ('id="5674286808255988565"', "Your <x id='A'/> order", "Your %{A} order"),
        ('id="x7"', "", "x7"),
    ],
)
def test_keys(attributes: str, source: str, key: str, segments: Segments) -> None:
    one = unit(source, "<target>Din beställning</target>", attributes)
    assert [found.key for found in segments("a.xlf", xliff_1(one))] == [key]


def test_each_file_has_its_language(reading: Callable[[str, str], Reading]) -> None:
    first = xliff_1(unit("a", "<target>Hej där</target>"))
    second = xliff_1(unit("a", "<target>Hej med dig</target>"), language="da")
    file = second[second.index("<file") : second.index("</xliff>")]
    found = reading("a.xlf", first.replace("</xliff>", file + "</xliff>"))
    assert found.language is None
    # The same key in the next file is another string.
    assert [(one.key, one.language) for one in found.segments] == [("a", "sv-SE"), ("a", "da")]
    assert reading("a.xlf", first).language == "sv-SE"


def test_a_word_maps_to_where_it_stands(segments: Segments) -> None:
    target = f"<target><![CDATA[<b>P&aring;]]> {INTERPOLATION} &lt;i&gt;v&#228;g</target>"
    source = xliff_1(unit("On its way", target))
    (found,) = segments("a.xlf", source)
    assert found.text == "På {{ order.total }} väg"
    written = [source[slice(*_ends(found, at))] for at in (0, 1, 3, 21, 22)]
    assert written == ["P", "&aring;", INTERPOLATION, "v", "&#228;"]


def _ends(found: Segment, at: int) -> tuple[int, int]:
    span = found.source_span(Span(at, at + 1))
    return span.start, span.end


TEXT = st.text("ab åØ<>&\"'\n", max_size=12)


@given(st.lists(st.tuples(TEXT, TEXT, st.booleans()), max_size=6))
def test_texts_are_those_of_lxml(units: list[tuple[str, str, bool]]) -> None:
    root = etree.Element("xliff", nsmap={None: NAMESPACE})
    body = etree.SubElement(etree.SubElement(root, "file"), "body")
    for source, target, cdata in units:
        one = etree.SubElement(body, "trans-unit", id="x")
        etree.SubElement(one, "source").text = source
        text = f"Se {target}"
        etree.SubElement(one, "target").text = etree.CDATA(text) if cdata else text
    written = etree.tostring(root, encoding="unicode")
    found = xliff_entries(Source("a.xlf", written))
    assert [one.text.text for one in found] == [
        f"Se {target}" for source, target, _ in units if f"Se {target}".split() != source.split()
    ]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (xliff_1(unit("a", "<target>b</source>")), 4, "not XML: mismatched tag"),
        ("<xml>\n</xml>", 1, "not XLIFF: its root is <xml>, not <xliff>"),
    ],
)
def test_a_broken_file_is_told(text: str, line: int, said: str) -> None:
    with pytest.raises(CopylintError, match=said) as caught:
        read(Source("sv/a.xlf", text))
    assert (caught.value.error.path, caught.value.error.line) == ("sv/a.xlf", line)
