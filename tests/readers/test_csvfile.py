"""Tables with columns of copy."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copylint.model import CopylintError, Segment, Source
from copylint.readers import read
from copylint.readers.csvfile import csv_rows

Segments = Callable[[str, str], tuple[Segment, ...]]


def found(path: str, text: str) -> list[tuple[str, str | None, str]]:
    return [(one.key, one.language, one.text) for one in read(Source(path, text)).segments]


def test_columns_of_languages() -> None:
    text = (
        "Key,English,Dansk,Norsk (nynorsk),sv-SE,Comment\r\n"
        'order.subject,Your order,"Din ordre, ""nr. 1""",Ordren din,Din order,Do not translate\r\n'
        'order.body,Hi,"Hej {{name}},\r\n\r\nTak for din ordre.",Hei {{name}},Hej {{name}},x\r\n'
        "\r\n"
        "short,Only\r\n"
    )
    assert found("mails.csv", text) == [
        ("order.subject", "en", "Your order"),
        ("order.subject", "da", 'Din ordre, "nr. 1"'),
        ("order.subject", "nn", "Ordren din"),
        ("order.subject", "sv-SE", "Din order"),
        ("order.body", "en", "Hi"),
        ("order.body", "da", "Hej {{name}},"),
        ("order.body", "da", "Tak for din ordre."),
        ("order.body", "nn", "Hei {{name}}"),
        ("order.body", "sv-SE", "Hej {{name}}"),
        ("short", "en", "Only"),
    ]


def test_columns_of_copy_give_their_name_to_the_key(segments: Segments) -> None:
    text = "sep=;\nskabelon;Emne;tekst_da;tekst_sv\nrykker;Din faktura;Hej med dig;Hej på dig\n"
    assert [(one.key, one.role, one.language) for one in segments("a.csv", text)] == [
        ("rykker.Emne", "subject", None),
        ("rykker.tekst", "text", "da"),
        ("rykker.tekst", "text", "sv"),
    ]


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("text", "Hej, kære du"),
        ("id;Melding", "1;Hej, kære du"),
        ("No\tName\tmessage", "1\tAnna\tHej, kære du"),
        ("id|body", "1|Hej, kære du"),
        ("\ufeffbesked,dato", '"Hej, kære du",2024-01-01'),
        ("nøgle,DK", 'a,"Hej, kære du"'),
    ],
)
def test_a_column_of_copy_whatever_parts_the_columns(header: str, row: str) -> None:
    assert [one[2] for one in found("a.csv", f"{header}\n{row}\n")] == ["Hej, kære du"]


@pytest.mark.parametrize(
    "text",
    [
        "a,b,c\n1,Kære kunde du har glemt os,3\n",
        "Kære kunde,Tak for din ordre\n",
        "No;Name\n1;Kære kunde, tak for din ordre\n",
        "Kære kunde",
        "is,was\nKære kunde,tak\n",
        'a,b\n"Kære kunde,',
    ],
)
def test_without_a_header_that_names_copy_there_is_none(text: str) -> None:
    assert found("data.csv", text) == []


MAGENTO = (
    '"Are you sure?","Er du sikker?",module,Magento_Backend\n'
    "close,luk,module,Magento_Backend\n"
    '"We have ""%1""","Vi har ""%1""\nher",theme,frontend/x\n'
)


def test_dictionaries_of_magento() -> None:
    assert found("language/da_DK.csv", MAGENTO) == [
        ("1", None, "Er du sikker?"),
        ("2", None, "luk"),
        ("3", None, 'Vi har "%1"\nher'),
    ]
    assert found("i18n/da_DK.csv", "Add to Cart,Læg i kurven\n") == [("1", None, "Læg i kurven")]
    assert found("language/data.csv", MAGENTO) == []


def test_an_open_quote_is_told_with_its_line() -> None:
    with pytest.raises(CopylintError, match=r"^a\.csv:3: not CSV: the quote that ends this cell"):
        read(Source("a.csv", 'key,da\na,Hej\nb,"Hej du\nc,d\n'))


CELL = st.text(alphabet="abå ,;\"'\n\r\t|", max_size=8)


@given(
    st.lists(st.lists(CELL, min_size=1, max_size=4), max_size=5),
    st.sampled_from(",;\t|"),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
def test_cells_are_those_that_the_library_reads(
    rows: list[list[str]], delimiter: str, newline: str, quoting: int
) -> None:
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=delimiter, lineterminator=newline, quoting=quoting).writerows(rows)  # type: ignore[arg-type]
    text = file.getvalue()
    expected = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    read_rows = list(csv_rows(Source("a.csv", text), delimiter))
    assert [[one.text for one in row] for row in read_rows] == [row for row in expected if any(row)]
    for row in read_rows:
        for cell in row:
            for index, character in enumerate(cell.text):
                span = cell.source(index)
                assert text[span.start : span.end] == ('""' if character == '"' else character)
