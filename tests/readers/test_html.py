"""HTML documents and fragments."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copylint.model import Reading, Segment, Source, Span
from copylint.readers import read
from copylint.readers.htmltokens import Text, tokens

Texts = Callable[[str, str], list[str]]
Segments = Callable[[str, str], tuple[Segment, ...]]


def roles(found: tuple[Segment, ...]) -> list[tuple[str, str]]:
    return [(one.role, one.text) for one in found]


def test_every_place_a_customer_reads(segments: Segments) -> None:
    page = """<!doctype html><html><head><title>Din ordre</title>
      <meta name="description" content="Ikke dette"><style>p { content: "nei" }</style>
      <script>let nei = "<p>nei</p>"</script></head><body>
      <div style="font-size:0; display: none">Pakken er sendt</div>
      <h1>Hei</h1><!-- nei --><p>Tekst</p><ul><li>Ett<li>To</ul>
      <img alt="Kvittering" title="Se den"><a href="nei" aria-label="Til siden">Her</a>
      <label>Navn <input placeholder="Kari" value="nei"></label>
      <input type="submit" value="Send"><button>Betal</button>
      <a class="btn btn-primary" href="x">Kjøp</a><svg><text>nei</text></svg></body></html>"""
    assert roles(segments("a.html", page)) == [
        ("title", "Din ordre"), ("preheader", "Pakken er sendt"), ("heading", "Hei"),
        ("text", "Tekst"), ("list", "Ett"), ("list", "To"), ("alt", "Kvittering"),
        ("label", "Se den"), ("label", "Til siden"), ("link", "Her"), ("placeholder", "Kari"),
        ("label", "Navn"), ("button", "Send"), ("button", "Betal"), ("button", "Kjøp"),
    ]  # fmt: skip


def test_only_the_first_hidden_line_is_a_preheader(segments: Segments) -> None:
    page = '<p>A</p><div style="display:none">B</div><span class="preheader">C <b>c</b></span>D'
    assert roles(segments("a.html", page)) == [
        ("text", "A"), ("text", "B"), ("preheader", "C c"), ("text", "D"),
    ]  # fmt: skip


def test_inline_tags_vanish_and_blocks_part(texts: Texts) -> None:
    page = "<p>Vi <b>g</b>l<i>æ</i>der <a href=x>os</a>.</p>Fritt<div>En<td>To</td>"
    assert texts("a.html", page) == ["Vi glæder os.", "Fritt", "En", "To"]


def test_white_space_collapses_and_breaks_are_newlines(texts: Texts) -> None:
    page = "<p>\n  Hei \t<b> du</b>&nbsp; der<br>\n ny\n linje<br/> <br>Avsnitt<pre>a  b\nc</pre>"
    assert texts("a.html", page) == ["Hei du der\nny linje", "Avsnitt", "a b\nc"]


def test_a_run_of_white_space_maps_to_the_run_before_the_next_tag(segments: Segments) -> None:
    page = "<p>Hei \n <b> du</b>"
    (segment,) = segments("a.html", page)
    assert segment.source_span(Span(3, 4)) == Span(6, 9)
    assert segment.source_span(Span(4, 6)) == Span(page.index("du"), page.index("</b>"))


def test_a_word_does_not_drag_in_the_tag_after_it(segments: Segments) -> None:
    page = "<p>Vi er <b>stolte</b> av"
    (segment,) = segments("a.html", page)
    at = segment.text.index("stolte")
    assert page[slice(*_ends(segment.source_span(Span(at, at + 6))))] == "stolte"


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("{% if a > b %}<p>Hei{% else %}du</p>{% endif %}", ["Hei"]),
        ('<a href="{{ x > "y" }}">Her</a>', ["Her"]),
        ("<td {% if x > 1 %}class='a'{% endif %} title='Tips'>Celle</td>", ["Tips", "Celle"]),
        ("<p><%= f(a) > '<b>' %>, du</p>", ["<%= f(a) > '<b>' %>, du"]),
        ("<!--[if mso]><p>Nei</p><![endif]--><p>Ja</p>", ["Ja"]),
        ("<!--[if !mso]><!--><p>Ja</p><!--<![endif]-->", ["Ja"]),
        ("<![if !mso]><p>Ja</p><![endif]>", ["Ja"]),
        ("<p>Kode <code>x &lt; 1</code> her</p><pre><code>nei</code></pre>", ["Kode x < 1 her"]),
        ("<p>3 < 4 & 5 &amp 6 &unknown; <3</p>", ["3 < 4 & 5 & 6 &unknown; <3"]),
        ("<img alt='{{ name }}'><img alt=Bilde>", ["Bilde"]),
        ("<p>Hei<img src=x>du</p>", ["Hei du"]),
        ("<a>Ja</a><a>Nei</a>", ["Ja Nei"]),
        ("<p>Hei <b", ["Hei"]),
        ("<o:p>Hei</o:p><mj-text>Du</mj-text>", ["Hei", "Du"]),
    ],
)
def test_templates_and_broken_markup(page: str, expected: list[str], texts: Texts) -> None:
    found = texts("a.html", page.replace("x &lt; 1", "x < 1"))
    assert found == expected


def test_code_is_a_placeholder(segments: Segments) -> None:
    (segment,) = segments("a.html", "<p>Send <code>STOPP {{ x }}</code> til 1234</p>")
    assert [segment.text[p.span.start : p.span.end] for p in segment.placeholders] == [
        "STOPP {{ x }}"
    ]


def test_languages(reading: Callable[[str, str], Reading]) -> None:
    page = (
        '<html lang="nb"><body><p>Norsk</p><div lang="sv"><p>Svensk <i lang=en>word</i></p></div>'
        '<p><span lang="en">Best regards</span></p><p lang="{{ x }}">Mer</p></body></html>'
    )
    found = reading("a.html", page)
    assert found.language == "nb"
    assert [(one.text, one.language) for one in found.segments] == [
        ("Norsk", None), ("Svensk word", "sv"), ("Best regards", "en"), ("Mer", None),
    ]  # fmt: skip


def test_placeholders_across_lines_stay_one(segments: Segments) -> None:
    (segment,) = segments("a.html", "<p>til {{\n   event.date }}.")
    assert segment.text == "til {{ event.date }}."
    assert segment.placeholders[0].role == "date"


class _Oracle(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.data = ""

    def handle_data(self, data: str) -> None:
        self.data += data

    def handle_entityref(self, name: str) -> None:
        self.data += f"&{name};"

    def handle_charref(self, name: str) -> None:
        self.data += f"&#{name};"


markup = st.lists(
    st.sampled_from([
        "Hei", " ", "å", "&amp;", "&#229;", "<p>", "</p>", "<b class='x > y'>", "</b>", "<br/>",
        "<!-- a > b -->", "<img alt=\"x\" src=y>", "<!doctype html>", "3 < 4",
        "<script>a<b</script>",
    ]),
    max_size=12,
).map("".join)  # fmt: skip


@given(markup)
def test_text_is_where_the_standard_library_finds_it(page: str) -> None:
    oracle = _Oracle()
    oracle.feed(page.replace("<script>a<b</script>", ""))
    oracle.close()
    found = "".join(page[t.start : t.end] for t in tokens(page) if isinstance(t, Text))
    assert found == oracle.data


def test_a_hundred_thousand_open_elements_take_no_time_and_no_stack() -> None:
    assert read(Source("a.html", "<div>" * 100_000 + "Hei")).segments[0].text == "Hei"


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("<mj-title>Din ordre</mj-title>", [("title", "Din ordre")]),
        ("<mj-preview>Den er på vej</mj-preview>", [("preheader", "Den er på vej")]),
        ("<mj-text>Bo<br/>Den er <b>på vej</b></mj-text>", [("text", "Bo\nDen er på vej")]),
        ("<mj-button title='Læs'>Se den</mj-button>", [("label", "Læs"), ("button", "Se den")]),
        ("<mj-image alt='En kasse' src='a.png'/>Hej", [("alt", "En kasse"), ("text", "Hej")]),
        ("<mj-raw><p>Hej</p></mj-raw><mj-raw>{% if x %}</mj-raw>", [("text", "Hej")]),
        ("<mj-include path='./hoved.mjml'/><mj-text>Hej</mj-text>", [("text", "Hej")]),
        ("<mj-style>.a { color: red }</mj-style>", []),
        ("<mj-attributes><mj-text color='#000'/></mj-attributes>", []),
        (
            "<mj-accordion-title>Hvornår?</mj-accordion-title>"
            "<mj-accordion-text>I dag</mj-accordion-text>",
            [("heading", "Hvornår?"), ("text", "I dag")],
        ),
        ("<mj-navbar-link href='/a'>Butik</mj-navbar-link>", [("link", "Butik")]),
    ],
)  # fmt: skip
def test_mjml(
    reading: Callable[[str, str], Reading], inner: str, expected: list[tuple[str, str]]
) -> None:
    found = reading("mail.mjml", f'<mjml lang="da"><mj-body>{inner}</mj-body></mjml>')
    assert found.language == "da"
    assert [(one.role, one.text) for one in found.segments] == expected
