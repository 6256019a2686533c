"""Markdown documents."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from copylint.model import Segment, Span

Texts = Callable[[str, str], list[str]]
Segments = Callable[[str, str], tuple[Segment, ...]]

PAGE = """# Hei **Kari** #

Linje en
linje to§
ny linje &amp; *mer* \\* ~~bort~~ `kode` her.

- Ett
  fortsatt
- [x] To

> Sitat
> videre

| Navn | Pris \\| kr |
|------|------|
| Kari | *40* |

![Bilde av *hus*](hus.png "nei") [lenken](https://nei.no "nei") <https://nav.no>

[Til betaling](https://nei.no)

    kodeblokk

```
kodeblokk
```

<div class="nei">
<p>Inni <b>HTML</b> &oslash;</p>
</div>

[ref]: https://nei.no "nei"

Se [ref] og <b>uthevet</b><br>ny.

Tittel
------
""".replace("§", "  ")


def test_every_place_a_customer_reads(segments: Segments) -> None:
    assert [(one.role, one.text) for one in segments("a.md", PAGE)] == [
        ("heading", "Hei Kari"),
        ("text", "Linje en linje to\nny linje & mer * bort kode her."),
        ("list", "Ett fortsatt"),
        ("list", "To"),
        ("text", "Sitat videre"),
        ("text", "Navn"),
        ("text", "Pris | kr"),
        ("text", "Kari"),
        ("text", "40"),
        ("alt", "Bilde av hus"),
        ("text", "lenken https://nav.no"),
        ("link", "Til betaling"),
        ("text", "Inni HTML ø"),
        ("text", "Se ref og uthevet\nny."),
        ("heading", "Tittel"),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Kari",
        "linje to",
        "fortsatt",
        "videre",
        "kr",
        "40",
        "hus",
        "lenken",
        "betaling",
        "HTML",
        "ny.",
    ],
)
def test_words_map_to_where_they_stand(words: str, segments: Segments) -> None:
    for page in (PAGE, PAGE.replace("\n", "\r\n")):
        for segment in segments("a.md", page):
            at = segment.text.find(words)
            if at >= 0:
                span = segment.source_span(Span(at, at + len(words)))
                assert page[span.start : span.end] == words


def test_escapes_and_entities_map_whole(segments: Segments) -> None:
    page = "a \\* b &amp; c"
    (segment,) = segments("a.md", page)
    assert segment.text == "a * b & c"
    assert segment.source_span(Span(2, 3)) == Span(2, 4)
    assert segment.source_span(Span(6, 7)) == Span(7, 12)


def test_inline_code_is_a_placeholder(segments: Segments) -> None:
    (segment,) = segments("a.md", "Send `` STOPP ` `` til 1234")
    assert [segment.text[p.span.start : p.span.end] for p in segment.placeholders] == ["STOPP `"]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("*|FNAME|* er *her*", ["*|FNAME|* er her"]),
        ("{{ a_b }} og {{ c_d }}", ["{{ a_b }} og {{ c_d }}"]),
        ("Hei,\n{% if x %}\nder\n{% endif %}\n", ["Hei,", "der"]),
        ("[{{ butikk }}]({{ url }})", ["{{ butikk }}"]),
        ("snake_case_ord og 2 * 3 * 4", ["snake_case_ord og 2 * 3 * 4"]),
        ("***begge*** **en*to*tre**", ["begge entotre"]),
        ("\t- punkt\n\n1.\tett\n\n\tmer", ["ett", "mer"]),
    ],
)
def test_templates_and_emphasis(page: str, expected: list[str], texts: Texts) -> None:
    assert texts("a.md", page) == expected


def test_a_template_may_indent_its_text(texts: Texts) -> None:
    page = "{{#if x}}\n    # Hei\n\n    Tekst under\n{{/if}}\n\n## Mer\n"
    assert "Tekst under" in texts("a.md.hbs", page)
    assert "Tekst under" not in texts("a.md", page)
