"""Plain text and what it declares of itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from copylint.model import CopylintError, Reading, Segment, Source, Span
from copylint.readers import read

Texts = Callable[[str, str], list[str]]
Segments = Callable[[str, str], tuple[Segment, ...]]


def test_paragraphs_keep_their_newlines(texts: Texts) -> None:
    text = "Hej Ole,\nhar du tid?\n\n  \nVenlig hilsen\r\n  Butikken\n"
    assert texts("a.txt", text) == ["Hej Ole,\nhar du tid?", "Venlig hilsen\nButikken"]


def test_an_unknown_suffix_is_text(texts: Texts) -> None:
    assert texts("a.eml2", "<b>Hej</b>") == ["<b>Hej</b>"]
    assert texts("<stdin>", "Hej") == ["Hej"]


@pytest.mark.parametrize("name", ["Subject", "Emne", "Ämne", "ÄMNESRAD", "emne "])
def test_a_subject_line_is_a_subject(name: str, segments: Segments) -> None:
    subject, body = segments("a.txt", f"\ufeff{name}: Din ordre\nHej {{{{ navn }}}},\n")
    assert (subject.role, subject.text) == ("subject", "Din ordre")
    assert (body.role, body.text) == ("text", "Hej {{ navn }},")


def test_other_headers_are_left_out_and_an_ordinary_line_with_a_colon_is_not(texts: Texts) -> None:
    assert texts("a.txt", "From: x@y.no\nTo: z\nSubject: Hei\n\nTekst") == ["Hei", "Tekst"]
    assert texts("a.txt", "Husk: ta med kvittering\n") == ["Husk: ta med kvittering"]
    assert texts("a.txt", "Hei,\nEmne: noe") == ["Hei,\nEmne: noe"]


def test_quoted_mail_and_ruled_lines_part_paragraphs_and_are_left_out(texts: Texts) -> None:
    text = "Svar her\n> Hva skrev du?\n> > Før det\n------\nHilsen Kari\n=====\n"
    assert texts("a.txt", text) == ["Svar her", "Hilsen Kari"]


def test_block_tags_vanish(texts: Texts) -> None:
    text = (
        "Hej{% if navn %} {{ navn }}{% endif %},\n"
        "{% if rest %}\n"
        "der mangler ikke noget.{% else %}intet her.\n"
        "{# note\n\nto the translator #}\n"
        "{% endif %}\n"
        "Hilsen\n"
    )
    assert texts("a.txt", text) == ["Hej {{ navn }},\nder mangler ikke noget.\nHilsen"]


def test_the_space_for_block_tags_maps_to_them(segments: Segments) -> None:
    text = "der{% else %}{% if x %}ikke"
    (segment,) = segments("a.txt", text)
    assert segment.text == "der ikke"
    assert segment.source_span(Span(3, 4)) == Span(3, 23)


def test_placeholders_are_found_in_the_text(segments: Segments) -> None:
    (segment,) = segments("a.txt", "Hej  {{ fornavn }}, du skylder %{amount}")
    assert [(segment.text[p.span.start : p.span.end], p.role) for p in segment.placeholders] == [
        ("{{ fornavn }}", "name"),
        ("%{amount}", "amount"),
    ]


def test_front_matter_declares_and_its_strings_are_read(
    reading: Callable[[str, str], Reading],
) -> None:
    text = (
        "---\r\nlanguage: nb\r\ntouchpoint: order\r\nlayout: mail\r\n"
        "subject: 'Din ordre &amp; faktura'\r\n---\r\nHei {{ navn }}"
    )
    found = reading("a.html.j2", text)
    assert (found.language, found.touchpoint) == ("nb", "order")
    assert [(one.role, one.text) for one in found.segments] == [
        ("subject", "Din ordre & faktura"),
        ("text", "Hei {{ navn }}"),
    ]
    subject = found.segments[0]
    assert subject.source_span(Span(10, 11)) == Span(text.index("&amp;"), text.index(" faktura"))


def test_a_ruled_line_is_no_front_matter(texts: Texts) -> None:
    assert texts("a.txt", "---\nHej Ole\n---\nHilsen") == ["Hej Ole", "Hilsen"]
    assert texts("a.md", "---\nHusk: a: b: c\n---\n\nHei")[-1] == "Hei"


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.html.erb", "<p>Hej</p>", ["Hej"]),
        ("a.txt.j2", "<p>Hej</p>", ["<p>Hej</p>"]),
        ("a.hbs", "{{#if x}}<p>Hej</p>{{/if}}", ["Hej"]),
        ("a.hbs", "{{#if x}}\n# Hej\n{{/if}}\n    Tak", ["Hej", "Tak"]),
        ("a.liquid", "Hej {{ navn }}", ["Hej {{ navn }}"]),
        (
            "a.blade.php",
            "@component('mail::message')\n# Hej\n\nTak\n@endcomponent\n",
            ["Hej", "Tak"],
        ),
        ("mail/a.md", "# Hej", ["Hej"]),
    ],
)
def test_the_kind_comes_from_the_suffix_then_from_the_content(
    name: str, text: str, expected: list[str], texts: Texts
) -> None:
    assert texts(name, text) == expected


def test_an_unknown_kind_is_told() -> None:
    with pytest.raises(CopylintError, match="no reader for 'pdf'; use one of: text, markdown"):
        read(Source("a.txt", "Hej"), kind="pdf")
