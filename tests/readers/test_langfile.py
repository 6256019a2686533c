"""Tables called .lang."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copylint.model import Segment, Source, Span
from copylint.readers.langfile import lang_entries

Segments = Callable[[str, str], tuple[Segment, ...]]

GROUPWARE = (
    "mail_title\tbooking\tnn\tSøknaden din er motteken\r\n"
    "Please enter a title\tbooking\tno\tSkriv inn en tittel\r\n"
    "%1 users deleted\tcommon\tno\t%1 brukere er slettet\r\n"
    "empty\tcommon\tno\t\r\n"
)
PAIRS = """\
# Dolibarr language file - Source file is en_US - bills
Bill=Faktura
SendReminder = Send en rykker til %s\\nTak
item.sword.name=Sværd\t# til udvikleren
"""
MOZILLA = """\
## active ##
;Welcome back
Velkommen tilbage

# Kommentar til oversætteren
;Firefox
Firefox {ok}

;Not yet translated
Not yet translated

;Download now
Hent den nu
"""


def test_phpgroupware(segments: Segments) -> None:
    assert [(one.key, one.language, one.text) for one in segments("phpgw_nn.lang", GROUPWARE)] == [
        ("mail_title", "nn", "Søknaden din er motteken"),
        ("2", "no", "Skriv inn en tittel"),
        ("3", "no", "%1 brukere er slettet"),
    ]


def test_a_phrase_in_the_place_of_a_key_says_nothing_of_the_role(segments: Segments) -> None:
    assert [one.role for one in segments("phpgw_nn.lang", GROUPWARE)] == ["title", "text", "text"]


def test_pairs(segments: Segments) -> None:
    assert [(one.key, one.text) for one in segments("da_DK/bills.lang", PAIRS)] == [
        ("Bill", "Faktura"),
        ("SendReminder", "Send en rykker til %s\nTak"),
        ("item.sword.name", "Sværd"),
    ]


def test_mozilla(segments: Segments) -> None:
    assert [one.text for one in segments("da/main.lang", MOZILLA)] == [
        "Velkommen tilbage",
        "Hent den nu",
    ]


@pytest.mark.parametrize(
    "text",
    [
        '<?xml version="1.0"?>\n<language id="c">\n<name>Kære kunde</name>\n</language>',
        "comment start '//'\nkeyword = 'if|else'\nstring delim \"'\"\nKære kunde, tak",
        "Kære kunde\n\nTak for din ordre = 5",
    ],
)
def test_what_else_is_called_lang_is_no_copy(text: str, segments: Segments) -> None:
    assert segments("da.lang", text) == ()


@pytest.mark.parametrize("text", [GROUPWARE, PAIRS, MOZILLA])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_every_text_stands_where_it_maps_to(text: str, mark: str) -> None:
    entries = list(lang_entries(Source("a.lang", mark + text)))
    assert entries
    for entry in entries:
        if entry.text.text:
            span = entry.text.source_span(0, len(entry.text.text))
            assert (mark + text)[span.start : span.end] == entry.text.text


CELL = st.text("abåø %1:;#=/\\.", max_size=8)


@given(
    st.lists(st.tuples(CELL, st.sampled_from(["no", "nn", "sv"]), CELL), max_size=5), st.booleans()
)
def test_random_tables(rows: list[tuple[str, str, str]], crlf: bool) -> None:
    newline = "\r\n" if crlf else "\n"
    rows = [row for row in rows if not row[0].lstrip().startswith(("#", "//", ";"))]
    text = newline.join(f"{key}\tapp\t{code}\t{said}" for key, code, said in rows)
    entries = list(lang_entries(Source("a.lang", text)))
    assert [(one.language, one.text.text) for one in entries] == [row[1:] for row in rows]
    for entry in entries:
        assert [text[entry.text.source(at).start] for at in range(len(entry.text.text))] == list(
            entry.text.text
        )


def test_spans_of_a_finding() -> None:
    (entry,) = lang_entries(Source("a.lang", "A=Hej du"))
    assert entry.text.source_span(4, 6) == Span(6, 8)
