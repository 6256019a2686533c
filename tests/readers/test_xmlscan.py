"""XML with the place of every character; lxml is the oracle."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from copylint.model import CopylintError, Source
from copylint.readers.mapped import Mapped
from copylint.readers.xmlscan import MAX_DEPTH, Element, parse
from tests.readers.decoding import assert_written_by

LETTERS = "ab åØ–<>&\"'😀\n\t;]#"
TEXT = st.text(LETTERS, max_size=12)
PIECES = st.lists(st.tuples(st.sampled_from(["text", "cdata", "comment"]), TEXT), max_size=5)


def tree(text: str) -> Element:
    found = parse(Source("a.xml", text), root="r", what="a test")
    assert found is not None
    return found


def texts(element: Element) -> Iterator[Mapped]:
    for one in element.content:
        if isinstance(one, Mapped):
            yield one
        else:
            yield from texts(one)


def decode(written: str) -> str:
    """What lxml reads of ``written``, or the characters themselves where they come from CDATA."""
    if len(written) > 1 and written.startswith("&"):
        return etree.fromstring(f"<r>{written}</r>").text or ""
    return written.replace("\r\n", "\n").replace("\r", "\n")


def document(pieces: list[tuple[str, str]], tail: str) -> etree._Element:
    """A document in which every piece stands in an element of its own, with text after it."""
    root = etree.Element("r")
    for kind, text in pieces:
        child = etree.SubElement(root, "t")
        child.tail = tail
        if kind == "comment":
            comment = etree.Comment(text.replace("-", ""))
            comment.tail = text
            child.append(comment)
        else:
            child.text = text if kind == "text" else etree.CDATA(text.replace("]]>", ""))
    return root


def flat(element: etree._Element) -> str:
    """The text in ``element``, as lxml reads it."""
    return etree.tostring(element, method="text", encoding="unicode", with_tail=False)


@given(PIECES, TEXT, st.sampled_from(["unicode", "us-ascii"]), st.sampled_from(["\n", "\r\n"]))
def test_texts_are_those_of_lxml_and_stand_where_they_were_written(
    pieces: list[tuple[str, str]], tail: str, encoding: str, newline: str
) -> None:
    # In ASCII lxml writes character references.
    written = etree.tostring(document(pieces, tail), encoding=encoding)
    source = written if isinstance(written, str) else written.decode("ascii")
    source = source.replace("\n", newline)
    found, expected = tree(source), etree.fromstring(source.encode())
    assert [child.text().text for child in found.children()] == [flat(one) for one in expected]
    assert found.text().text == flat(expected)
    for text in texts(found):
        assert_written_by(text, source, decode)


@given(TEXT, TEXT)
def test_tags_stand_where_they_were_written(before: str, attribute: str) -> None:
    root = etree.Element("r")
    root.text = before
    etree.SubElement(root, "t", a=attribute).text = "x"
    etree.SubElement(root, "t", a=attribute)
    source = etree.tostring(root, encoding="unicode")
    first, second = tree(source).children()
    # The parser reads white space in an attribute as spaces, unless it is written as a reference.
    assert first.attributes["a"] == etree.fromstring(source)[0].get("a")
    opening = source[first.opening.start : first.opening.end]
    assert re.fullmatch(r"<t a=\"[^\"]*\">", opening)
    assert source[first.closing.start : first.closing.end] == "</t>"
    assert source[second.opening.start : second.opening.end] == opening[:-1] + "/>"
    assert second.closing.start == second.closing.end


def test_a_byte_order_mark_counts_as_a_character() -> None:
    source = '\ufeff<?xml version="1.0" encoding="iso-8859-1"?>\r\n<r>på</r>'
    text = tree(source).text()
    assert text.text == "på"
    assert source[text.source(1).start] == "å"


def test_namespace_prefixes_are_taken_off() -> None:
    (child,) = tree('<r xmlns:x="u"><x:t x:a="1">å</x:t></r>').children("t")
    assert child.attributes == {"x:a": "1"}


def test_entities_of_the_file_that_are_text_are_written_out() -> None:
    source = '<!DOCTYPE r [<!ENTITY a "Kyst &#229;"><!ENTITY b "&a;&a;"><!ENTITY c "<x/>">]>'
    source += "<r>&a; &b; &c;</r>"
    text = tree(source).text()
    assert text.text == "Kyst å %{b} %{c}"
    assert source[slice(*_ends(text, 0))] == source[slice(*_ends(text, 5))] == "&a;"


def _ends(text: Mapped, index: int) -> tuple[int, int]:
    span = text.source(index)
    return span.start, span.end


def test_entities_from_outside_are_not_loaded() -> None:
    source = '<!DOCTYPE r SYSTEM "file:///etc/x.dtd" [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    assert tree(source + "<r>&f; &nbsp;</r>").text().text == "%{f} &nbsp;"


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))


def test_a_billion_laughs_are_not_laughed() -> None:
    source = f'<!DOCTYPE r [<!ENTITY l0 "ha">{LAUGHS}]><r>&l11;</r>'
    assert tree(source).text().text == "%{l11}"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("<r>\n<a></b></r>", 2, "not XML: mismatched tag; mend the file there"),
        ("<r>\nA & B</r>", 2, "write & as &amp;"),
        ("<r>\n\n&nbsp;</r>", 3, "not XML: undefined entity"),
        ("<r>", 1, "not XML: no element found"),
        ("<r/>\n<r/>", 2, "not XML: junk after document element"),
        ("hej", 1, "not XML: "),
        ("<r>\x01</r>", 1, "not XML: "),
        ("\n<x/>", 2, "not a test: its root is <x>, not <r>"),
        ("<r>" * (MAX_DEPTH + 1) + "</r>" * (MAX_DEPTH + 1), 1, "more than 100 levels deep"),
        ('<!DOCTYPE r [<!ENTITY l0 "ha">' + LAUGHS + ']><r a="&l11;"/>', 1, "not XML: "),
    ],
)
def test_what_cannot_be_read_is_told(text: str, line: int, said: str) -> None:
    with pytest.raises(CopylintError, match=re.escape(said)) as caught:
        tree(text)
    assert caught.value.error.path == "a.xml"
    assert caught.value.error.line == line


def test_a_blank_file_has_no_root() -> None:
    assert parse(Source("a.xml", "\ufeff \n"), root="r", what="a test") is None
