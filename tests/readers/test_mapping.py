"""Every reader maps each character back to the source range that wrote it."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Sequence

import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from copylint.model import Segment, Source, Span
from copylint.readers import KINDS, read
from copylint.readers.jsonfile import json_entries
from copylint.readers.mapped import Mapped, normalise
from copylint.readers.yamlfile import yaml_entries

Piece = tuple[str, str]
"""What stands in the source, and what a customer reads of it: nothing, or one character."""

LETTERS: Sequence[Piece] = [(letter, letter) for letter in "abkåøÆ.,?–”"]
UNICODE: Sequence[Piece] = [
    ("e\u0301", "é"), ("A\u030a", "Å"), ("\u00ad", ""), ("\u200b", ""), ("\ufeff", ""),
    ("😀", "😀"),
]  # fmt: skip
SPACES: Sequence[Piece] = [(" ", " "), ("  ", " "), ("\u00a0", " "), ("\u202f", " ")]

HTML: Sequence[Piece] = [
    ("&aring;", "å"), ("&#229;", "å"), ("&#xE5;", "å"), ("&lt;", "<"), ("&amp;", "&"),
    ("&shy;", ""), ("&#8203;", ""), ("<b>", ""), ("</b>", ""), ("<!-- x > y -->", ""),
    ("<span title='12'>", ""),
]  # fmt: skip
HTML_SPACES: Sequence[Piece] = [*SPACES, ("\r\n\t ", " "), ("&nbsp;", " "), ("<br>", "\n")]
MARKDOWN: Sequence[Piece] = [("&aring;", "å"), ("\\*", "*"), ("\\_", "_"), ("<i>", "")]
JSON: Sequence[Piece] = [
    ("\\u00e5", "å"), ("\\ud83d\\ude00", "😀"), ('\\"', '"'), ("\\/", "/"), ("\\u00ad", ""),
]  # fmt: skip
SINGLE: Sequence[Piece] = [("''", "'")]
DOUBLE: Sequence[Piece] = [("\\xe5", "å"), ("\\u00e5", "å"), ("\\U0001F600", "😀"), ('\\"', '"')]
FOLDS: Sequence[Piece] = [*SPACES, ("\n      ", " "), (" \r\n  ", " ")]


def words(letters: Iterable[Piece], spaces: Iterable[Piece]) -> st.SearchStrategy[list[Piece]]:
    """Words with single gaps between them; the first and last piece of a word are letters."""
    edge = st.sampled_from(LETTERS[:6])
    inner = st.lists(st.sampled_from([*LETTERS, *UNICODE, *letters]), max_size=6)
    word = st.tuples(edge, inner, edge).map(lambda parts: [parts[0], *parts[1], parts[2]])
    gap = st.sampled_from(list(spaces)).map(lambda piece: [piece])
    more = st.lists(st.tuples(gap, word).map(lambda parts: [*parts[0], *parts[1]]), max_size=6)
    return st.tuples(word, more).map(lambda parts: [*parts[0], *(p for m in parts[1] for p in m)])


def assert_written_by(segment: Segment, pieces: Sequence[Piece], offset: int) -> None:
    """The text is what the pieces say, and each character comes from its own piece."""
    assert segment.text == "".join(read_as for _, read_as in pieces)
    index = 0
    for written, read_as in pieces:
        if read_as:
            assert segment.source_span(Span(index, index + 1)) == Span(
                offset, offset + len(written)
            ), (written, read_as)
            index += 1
        offset += len(written)
    assert_sound(segment, offset)


def assert_sound(segment: Segment, end_of_source: int) -> None:
    """The runs cover the text without gaps, in order, inside the source."""
    at = source_at = 0
    for run in segment.runs:
        assert run.at == at
        assert run.length > 0
        assert source_at <= run.start <= run.end <= end_of_source
        at += run.length
        source_at = run.start
    assert at == len(segment.text)
    for placeholder in segment.placeholders:
        assert 0 <= placeholder.span.start < placeholder.span.end <= len(segment.text)


def written(pieces: Iterable[Piece]) -> str:
    return "".join(source for source, _ in pieces)


def only(path: str, text: str) -> Segment:
    (segment,) = read(Source(path, text)).segments
    return segment


@given(words([], [*SPACES, ("\n", "\n"), ("\r\n", "\n"), ("\t", " ")]))
def test_text(pieces: list[Piece]) -> None:
    assert_written_by(only("a.txt", f"\n{written(pieces)}\n\n"), pieces, 1)


@given(words(HTML, HTML_SPACES))
def test_html(pieces: list[Piece]) -> None:
    assert_written_by(only("a.html", f"<p lang=x>{written(pieces)}</p>"), pieces, 10)


@given(words(MARKDOWN, [*SPACES, ("\n", " ")]))
def test_markdown(pieces: list[Piece]) -> None:
    assert_written_by(only("a.md", f"> # {written(pieces).replace(chr(10), ' ')} #"), [
        (" " if source == "\n" else source, read_as) for source, read_as in pieces
    ], 4)  # fmt: skip
    assert_written_by(only("a.md", f"x{written(pieces)}"), [("x", "x"), *pieces], 0)


@given(words(JSON, [*SPACES, ("\\n", "\n"), ("\\t", " ")]))
def test_json(pieces: list[Piece]) -> None:
    pieces = string(pieces)
    assert_written_by(only("a.json", f'{{"a": "{written(pieces)}"}}'), pieces, 7)


@given(words([], FOLDS))
def test_yaml_plain(pieces: list[Piece]) -> None:
    pieces = string(pieces)
    assert_written_by(only("a.yml", f"a: {written(pieces)}\n"), pieces, 3)


@given(words(SINGLE, FOLDS))
def test_yaml_single_quoted(pieces: list[Piece]) -> None:
    pieces = string(pieces)
    assert_written_by(only("a.yml", f"a: &x '{written(pieces)}'\n"), pieces, 7)


@given(words(DOUBLE, [*FOLDS, ("\\n", "\n"), ("\\\n    ", "")]))
def test_yaml_double_quoted(pieces: list[Piece]) -> None:
    pieces = string(pieces)
    assert_written_by(only("a.yml", f'a: "{written(pieces)}"\n'), pieces, 4)


@given(words([], [*SPACES, ("\n    ", " "), ("\r\n    ", " ")]))
def test_yaml_folded(pieces: list[Piece]) -> None:
    pieces = string(pieces)
    assert_written_by(only("a.yml", f"a: >-  # x\n    {written(pieces)}\nb: 1"), pieces, 15)


def string(pieces: list[Piece]) -> list[Piece]:
    """A beginning that no catalogue takes for an address; no mark, which YAML does not print."""
    return [*((one, one) for one in "Se "), *(one for one in pieces if one[0] != "\ufeff")]


@given(words([*JSON, *[("&oslash;", "ø"), ("<b>", ""), ("</b>", ""), ("&#x\\u0065\\u0035;", "å")]],
             [*SPACES, ("\\n", "\n"), ("<br>", "\n")]))  # fmt: skip
def test_html_inside_json_maps_through_both_layers(pieces: list[Piece]) -> None:
    pieces = [one for one in pieces if one[0] != "\\n"]  # a break in the source, not on the page
    pieces = [*string(pieces), ("<br>", ""), ("</i>", "")]
    assert_written_by(only("a.json", f'{{"a": "{written(pieces)}"}}'), pieces, 7)


soup = st.text(
    alphabet="<>/!-?=&;#{}%[]*_`|:@$\\\"'abe pdivxå\n\r\t\u0301\u00ad\ufeff0", max_size=80
)


@given(soup, st.sampled_from(["text", "html", "markdown"]))
@example("<p>{{#if a > b}}<b", "html")
@example("| a |\n|---|\n| \\| `b` |", "markdown")
@example("\t- a\n  b\n\n1.\tc\n\td", "markdown")
def test_any_document_reads_soundly(text: str, kind: str) -> None:
    for segment in read(Source("x", text), kind=kind).segments:
        assert_sound(segment, len(text))
        assert segment.text
        assert unicodedata.is_normalized("NFC", segment.text)
        assert "\r" not in segment.text
        assert "\u00a0" not in segment.text


@given(
    st.text(alphabet="ae\u0301\u0323\u0315\u200b\u1100\u1161\u11a8\u0958q\r\n\u00a0", max_size=12)
)
def test_normalise_is_nfc_without_invisible_characters(text: str) -> None:
    mapped = normalise(Mapped.verbatim(text))
    plain = text.replace("\u200b", "").replace("\r\n", "\n").replace("\r", "\n")
    assert mapped.text == unicodedata.normalize("NFC", plain.replace("\u00a0", " "))
    assert_sound(Segment(mapped.text, mapped.runs), len(text))


trees = st.recursive(
    st.text(max_size=12) | st.integers() | st.none(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=12,
)  # fmt: skip


def strings(tree: object, key: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], str]]:
    if isinstance(tree, str):
        return [(key, tree)]
    if isinstance(tree, list):
        return [found for i, one in enumerate(tree) for found in strings(one, (*key, str(i)))]
    if isinstance(tree, dict):
        return [found for name, one in tree.items() for found in strings(one, (*key, name))]
    return []


@given(trees, st.booleans(), st.sampled_from([None, 2]))
def test_json_agrees_with_the_standard_library(
    tree: object, ascii_: bool, indent: int | None
) -> None:
    text = json.dumps(tree, ensure_ascii=ascii_, indent=indent)
    entries = list(json_entries(Source("a.json", text)))
    # Half a surrogate pair stands for no character; ours reads it as U+FFFD.
    assert [(one.key, one.text.text) for one in entries] == strings(tree)
    for entry in entries:
        for run in entry.text.runs:
            part = entry.text.text[run.at : run.at + run.length]
            assert json.loads(f'"{text[run.start : run.end]}"', strict=False) == part


@given(
    st.dictionaries(
        st.text(alphabet="abc", min_size=1, max_size=3),
        st.text(alphabet="aå :#-'\"\\\n\t{>|&*!%@`😀", min_size=1, max_size=40),
        min_size=1,
        max_size=4,
    ),
    st.sampled_from([None, "'", '"', "|", ">"]),
    st.booleans(),
    st.integers(10, 40),
)
def test_yaml_agrees_with_pyyaml(
    tree: dict[str, str], style: str | None, unicode: bool, width: int
) -> None:
    text = yaml.safe_dump(tree, default_style=style, allow_unicode=unicode, width=width)
    found = {".".join(one.key): one.text for one in yaml_entries(Source("a.yml", text))}
    for name, value in yaml.safe_load(text).items():
        if name not in found:
            assert not any(map(str.isalpha, value))
            continue
        mapped = found[name]
        assert mapped.text.rstrip("\n") == value.rstrip("\n")
        assert_sound(Segment(mapped.text, mapped.runs), len(text))
        for index, character in enumerate(mapped.text):
            span = mapped.source(index)
            there = text[span.start : span.end]
            assert there == character or character in " \n'" or there.startswith("\\"), there


def test_every_kind_reads_an_empty_file() -> None:
    for kind in KINDS:
        assert read(Source("x", ""), kind=kind).segments == ()
        assert read(Source("x", "\ufeff"), kind=kind).segments == ()
