"""Apple's .strings."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copylint.discovery import decode
from copylint.model import CopylintError, Reading, Segment, Source, Span
from copylint.readers import read
from copylint.readers.strings import strings_entries
from tests.readers.pieces import Piece, assert_document, document, texts

FILE = """\
/* Class = "UILabel"; text = "Not for customers"; */
"login.title" = "Välkommen tillbaka, %@!";
// "out" = "Bortkommenterad";
"cart" = "Du har %1$d varor hos %2$@";
NSCameraUsageDescription = "Appen läser av koden med kameran.";
"quote"="Tryck på \\"Fortsätt\\"\\noch vänta.";
"escaped" = "K\\U00f6p \\u00e4pplen";
"lines" = "Första raden
andra raden"; "beside" /* x */ = /* y */ "På samma rad" ;
"Texten är sin egen nyckel";
'single' = 'Enkla citattecken';
"url" = "https://example.se/villkor";
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be"])
def test_values(encoding: str) -> None:
    mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
    source = decode(mark + FILE.encode(encoding), "sv.lproj/Localizable.strings")
    assert [(one.key, one.text) for one in read(source).segments] == [
        ("login.title", "Välkommen tillbaka, %@!"),
        ("cart", "Du har %1$d varor hos %2$@"),
        ("NSCameraUsageDescription", "Appen läser av koden med kameran."),
        ("quote", 'Tryck på "Fortsätt"\noch vänta.'),
        ("escaped", "Köp äpplen"),
        ("lines", "Första raden\nandra raden"),
        ("beside", "På samma rad"),
        ("Texten är sin egen nyckel", "Texten är sin egen nyckel"),
        ("single", "Enkla citattecken"),
    ]


def test_a_word_maps_through_escapes(
    segments: Callable[[str, str], tuple[Segment, ...]],
) -> None:
    (found,) = [one for one in segments("a.strings", FILE) if one.key == "escaped"]
    span = found.source_span(Span(0, 3))
    assert FILE[span.start : span.end] == "K\\U00f6p"


def test_branches(reading: Callable[[str, str], Reading]) -> None:
    found = reading("a.strings", '"k" = "{n, plural, one {# sak} other {# saker}} kvar";')
    assert [one.text for one in found.segments] == ["# saker kvar"]
    assert [[one.text for one in those] for those in found.alternatives] == [["# sak kvar"]]


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ('"a" = "b"\n"c" = "d";', 2, "expected ';' after the value"),
        ('\n"a" = "b;', 2, "the quote that ends this string is missing"),
        ('"a" = "b";\n/* c', 2, "expected '*/' after this comment"),
        ('"a" = ;', 1, "expected a value in double quotes"),
        ('"a" = "\\U00g0";', 1, "four hexadecimal digits after '\\\\U'"),
        ('<?xml version="1.0"?>', 1, "expected a key, or the end of the file"),
    ],
)
def test_a_broken_file_is_told(text: str, line: int, problem: str) -> None:
    with pytest.raises(CopylintError, match=r"not a \.strings file: .*; mend the file") as caught:
        read(Source("a.strings", text))
    assert caught.value.error.line == line
    assert problem.replace("\\\\", "\\") in caught.value.error.message


ESCAPES: Sequence[Piece] = [
    ("\\U00e5", "å"), ("\\u00E5", "å"), ("\\ud83d\\ude00", "😀"), ("\\ud83d", "\ufffd"),
    ('\\"', '"'), ("\\'", "'"), ("'", "'"), ("\\\\", "\\"), ("\\n", "\n"), ("\\t", "\t"),
    ("\\101", "A"), ("\\q", "q"), ("\n", "\n"), ("\r", "\r"), (";", ";"), ("=", "="), (" ", " "),
    ("/", "/"), ("*", "*"),
]  # fmt: skip
BEFORE = st.sampled_from(
    ['"key" = "', '"k\\"e=y;"="', 'bare.key-1 = "', '/* "a" = "b"; */"k" //;\n= "', '\n\n"" = "']
)


@given(st.lists(st.tuples(BEFORE, texts(ESCAPES)), max_size=4))
def test_what_is_written_is_read(parts: list[tuple[str, list[Piece]]]) -> None:
    parts = [('";' * (at > 0) + before, text) for at, (before, text) in enumerate(parts)]
    source = document(parts, '";' if parts else "")
    assert_document(strings_entries(Source("a.strings", source)), parts)
