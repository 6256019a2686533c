"""Java's .properties."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import javaproperties
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copylint.discovery import decode
from copylint.model import CopylintError, Segment, Source, Span
from copylint.readers import read
from copylint.readers.properties import properties_entries
from tests.readers.pieces import Piece, assert_document, document, texts

FILE = """\
# Ordrer
  ! også en kommentar = ikke en tekst
order.subject=Din ordre {0} er sendt
order.greeting : Hej {0},
order.body   Tak for din ordre. \\
    Vi sender den {1,date,long}, \\
\tså snart den er pakket.
size=Feltet ''{0}'' skal udfyldes
with\\ space\\:key = Værdi med = tegn
latin=K\\u00e6rt barn, mange navne \\ud83d\\ude00
empty=
alone
"""


def test_values(segments: Callable[[str, str], tuple[Segment, ...]]) -> None:
    for text in (FILE, FILE.replace("\n", "\r\n"), "\ufeff" + FILE):
        assert [(one.key, one.text) for one in segments("order_da.properties", text)] == [
            ("order.subject", "Din ordre {0} er sendt"),
            ("order.greeting", "Hej {0},"),
            (
                "order.body",
                "Tak for din ordre. Vi sender den {1,date,long}, så snart den er pakket.",
            ),
            ("size", "Feltet '{0}' skal udfyldes"),
            ("with space:key", "Værdi med = tegn"),
            ("latin", "Kært barn, mange navne 😀"),
        ]


def test_a_word_maps_through_escapes_and_continued_lines(
    segments: Callable[[str, str], tuple[Segment, ...]],
) -> None:
    by_key = {one.key: one for one in segments("a.properties", FILE)}

    def source(key: str, words: str) -> str:
        at = by_key[key].text.index(words)
        span = by_key[key].source_span(Span(at, at + len(words)))
        return FILE[span.start : span.end]

    assert source("latin", "Kært") == "K\\u00e6rt"
    assert source("latin", "😀") == "\\ud83d\\ude00"
    assert source("order.body", "ordre. Vi") == "ordre. \\\n    Vi"
    assert source("size", "'{0}'") == "''{0}''"


def test_a_file_in_latin_1() -> None:
    source = decode("a=Kære Åse, prøv igen".encode("latin-1"), "a.properties")
    assert [one.text for one in read(source).segments] == ["Kære Åse, prøv igen"]


def test_a_choice_and_a_plural_are_read_branch_by_branch() -> None:
    text = "files=Der er {0,choice,0#ingen filer|1#én fil|1<{0,number,integer} filer} her"
    reading = read(Source("a.properties", text))
    assert [one.text for one in reading.segments] == ["Der er {0,number,integer} filer her"]
    assert [[one.text for one in those] for those in reading.alternatives] == [
        ["Der er én fil her"],
        ["Der er ingen filer her"],
    ]


def test_settings_are_no_copy(texts: Callable[[str, str], list[str]]) -> None:
    text = (
        "url=jdbc:postgresql://localhost/db\nlevel=app_debug\nport=8080\npattern=yyyy-MM-dd HH:mm"
    )
    assert texts("application.properties", text) == []


@pytest.mark.parametrize("escape", ["\\u12", "\\u00g0", "\\u"])
def test_an_escape_without_its_digits_is_told(escape: str) -> None:
    with pytest.raises(CopylintError, match=r"^a\.properties:2: .*four hexadecimal digits"):
        read(Source("a.properties", f"a=b\nc=d{escape}"))


ESCAPES: Sequence[Piece] = [
    ("\\u00e5", "å"), ("\\uD83D\\uDE00", "😀"), ("\\\\", "\\"), ("\\n", "\n"), ("\\t", "\t"),
    ("\\=", "="), ("\\:", ":"), ("\\q", "q"), ("\\#", "#"), (" ", " "), ("=", "="), (":", ":"),
    ("!", "!"), ("\\\n  \t", ""), ("\\\r\n", ""), ("\\\r ", ""), ("'", "'"),
]  # fmt: skip
BEFORE = st.sampled_from(
    [
        "key=",
        "a.b : ",
        "k\\ e\\=y ",
        "k\t=\t",
        "k \\\n = ",
        "# x = y\\\n!\n\r\n \f k:",
        "k\\\n  ey=",
    ]
)


def unambiguous(pieces: list[Piece]) -> list[Piece]:
    """Without the spaces that would belong to a line break before them."""
    return [
        one
        for before, one in zip([("", "."), *pieces], pieces, strict=False)
        if before[1] or one[0] != " "
    ]


@given(
    st.lists(st.tuples(BEFORE, texts(ESCAPES).map(unambiguous)), max_size=4),
    st.sampled_from(["\n", "\r\n"]),
)
def test_what_is_written_is_read_and_as_the_library_reads_it(
    parts: list[tuple[str, list[Piece]]], newline: str
) -> None:
    parts = [(newline * (at > 0) + before, text) for at, (before, text) in enumerate(parts)]
    source = document(parts, newline)
    entries = list(properties_entries(Source("a.properties", source)))
    assert_document(entries, parts)
    expected = javaproperties.loads(source, object_pairs_hook=list)
    assert [(one.key[0], one.text.text) for one in entries] == expected
