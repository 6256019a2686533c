"""Word documents: what is drawn out of them, against python-docx."""

from __future__ import annotations

import io
import zipfile
from unicodedata import normalize

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.text.paragraph import Paragraph
from hypothesis import given, settings
from hypothesis import strategies as st

import copylint.docx
from copylint.config import Settings
from copylint.discovery import decode
from copylint.engine import lint
from copylint.model import CopylintError, Reading, Source
from copylint.readers import read
from tests.support import LEXICONS

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RUN = "<w:r><w:t xml:space='preserve'>{}</w:t></w:r>"
FIELD = "<w:r><w:fldChar w:fldCharType='{}'/></w:r>"
CODE = "<w:r><w:instrText xml:space='preserve'>{}</w:instrText></w:r>"
BEGIN, CUT, END = (FIELD.format(one) for one in ("begin", "separate", "end"))
MERGED = "".join((
    BEGIN, CODE.format(" MERGEFIELD "), CODE.format("Navn "), CUT,
    RUN.format("«Na"), RUN.format("vn»"), END,
))  # fmt: skip


def saved(document: Document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def drawn(document: Document) -> Source:
    return decode(saved(document), "brev.docx")


def reading_of(document: Document) -> Reading:
    return read(drawn(document))


def paragraph(document: Document, inner: str) -> Paragraph:
    """Adds a paragraph whose XML is ``inner``."""
    added = document.add_paragraph()
    for one in parse_xml(f"<w:p {W}>{inner}</w:p>"):
        added._p.append(one)
    return added


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        (RUN.format("Vi bek") + RUN.format("lager"), "Vi beklager"),
        ("<w:r><w:t>Vi</w:t><w:tab/><w:t>svarer</w:t></w:r>", "Vi svarer"),
        ("<w:r><w:t>Hilsen</w:t><w:br/><w:t>Bo</w:t></w:r>", "Hilsen\nBo"),
        ("<w:r><w:t>kunde</w:t><w:softHyphen/><w:t>senter</w:t></w:r>", "kundesenter"),
        ("<w:r><w:t>e</w:t><w:noBreakHyphen/><w:t>post</w:t></w:r>", "e-post"),
        (RUN.format("Vi ") + f"<w:ins>{RUN.format('svarer')}</w:ins>", "Vi svarer"),
        (
            RUN.format("Vi svarer") + "<w:del><w:r><w:delText> ikke</w:delText></w:r></w:del>",
            "Vi svarer",
        ),
        (RUN.format("Vi svarer") + f"<w:moveFrom>{RUN.format(' ikke')}</w:moveFrom>", "Vi svarer"),
        (f"<w:hyperlink>{RUN.format('Les mer')}</w:hyperlink>", "Les mer"),
        (RUN.format("Hei ") + MERGED, "Hei «Navn»"),
        (
            RUN.format("Hei ")
            + f"<w:fldSimple w:instr=' MERGEFIELD Navn '>{RUN.format('x')}</w:fldSimple>",
            "Hei «Navn»",
        ),
        (
            RUN.format("Side ") + f"<w:fldSimple w:instr=' PAGE '>{RUN.format('1')}</w:fldSimple>",
            "Side 1",
        ),
        (
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t>Skjult</w:t></w:r>" + RUN.format("Synlig"),
            "Synlig",
        ),
        (
            "<w:sdt><w:sdtPr><w:alias w:val='Navn'/><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
            + RUN.format("Klikk her")
            + "</w:sdtContent></w:sdt>"
            + RUN.format(", hei"),
            "«Navn», hei",
        ),
        (f"<w:sdt><w:sdtContent>{RUN.format('Hei')}</w:sdtContent></w:sdt>", "Hei"),
    ],
)
def test_a_paragraph_is_what_its_reader_sees(inner: str, text: str) -> None:
    document = docx.Document()
    paragraph(document, inner)
    [segment] = reading_of(document).segments
    assert segment.text == text
    names = [(one.identifier, one.role) for one in segment.placeholders]
    assert names == ([("Navn", "name")] if "«" in text else [])


def test_a_nested_field_shows_its_result_alone() -> None:
    document = docx.Document()
    code = BEGIN + CODE.format("IF ") + MERGED + CODE.format(' = "1" "Ja" "Nei"')
    paragraph(document, RUN.format("Svar: ") + code + CUT + RUN.format("Nei") + END)
    assert [one.text for one in reading_of(document).segments] == ["Svar: Nei"]


def test_a_line_is_a_paragraph() -> None:
    document = docx.Document()
    document.add_heading("Vedtak", 1)
    document.add_paragraph("")
    document.add_paragraph("Første linje\nandre linje")
    document.add_paragraph("Punkt", style="List Bullet")
    table = document.add_table(1, 2)
    for cell, text in zip(table.row_cells(0), ("Beløp", "100 kr"), strict=True):
        cell.text = text
    source = drawn(document)
    assert source.encoding == "docx"
    rows = source.text.split("\n")
    body = [one.text.replace("\n", "\u2028") for one in document.paragraphs]
    assert rows == [*body, "Beløp", "100 kr"]
    roles = [one.role for one in read(source).segments]
    assert roles == ["heading", "text", "list", "text", "text"]


def test_margins_are_parts_and_no_signature() -> None:
    document = docx.Document()
    document.add_paragraph("Kjære Bo")
    document.add_paragraph("Vi beklager eventuelle ulemper.")
    document.add_paragraph("Hilsen\nKari Nes")
    section = document.sections[0]
    section.header.paragraphs[0].text = "Kommunen"
    section.footer.paragraphs[0].text = "Vi beklager eventuelle ulemper."
    source = drawn(document)
    parts = {one.text: one.part for one in read(source).segments}
    assert (parts["Kommunen"], parts["Kjære Bo"]) == ("header", "")
    found = lint(source, Settings(language="nb"), LEXICONS).findings
    places = [(one.part, source.text.count("\n", 0, one.span.start) + 1) for one in found]
    assert places == [("", 2), ("footer", 5)]


def test_a_text_box_follows_its_paragraph_and_is_read_once() -> None:
    document = docx.Document()
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = f"<w:txbxContent><w:p>{RUN.format('I boksen')}</w:p></w:txbxContent>"
    choice = f"<mc:Choice Requires='wps'><w:drawing>{box}</w:drawing></mc:Choice>"
    fallback = f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
    both = f"<mc:AlternateContent {mc}>{choice}{fallback}</mc:AlternateContent>"
    drawing = f"<w:r>{both}</w:r>"
    paragraph(document, RUN.format("Over") + drawing)
    document.add_paragraph("Under")
    assert drawn(document).text == "Over\nI boksen\nUnder"


def test_a_deleted_paragraph_end_joins_two() -> None:
    document = docx.Document()
    paragraph(document, f"<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{RUN.format('Vi bek')}")
    document.add_paragraph("lager.")
    assert drawn(document).text == "Vi beklager."


@pytest.mark.parametrize(
    ("marked", "declared"), [("nn-NO", "nn-NO"), ("sv-SE", "sv-SE"), ("en-US", None)]
)
def test_marked_language_is_declared_but_english_is_words_own_default(
    marked: str, declared: str | None
) -> None:
    document = docx.Document()
    paragraph(document, f"<w:r><w:rPr><w:lang w:val='{marked}'/></w:rPr><w:t>Kva no</w:t></w:r>")
    assert reading_of(document).language == declared


def test_branches_of_a_template_are_read_each() -> None:
    document = docx.Document()
    for text in ("{% if a %}", "Vi kommer.", "{% else %}", "Vi drar.", "{% endif %}"):
        document.add_paragraph(text)
    reading = reading_of(document)
    assert [one.text for one in reading.segments] == ["Vi kommer."]
    assert [[one.text for one in those] for those in reading.alternatives] == [["Vi drar."]]


# --- what is no letter --------------------------------------------------------------------------


def archive(**files: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in files.items():
            out.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return file.getvalue()


BROKEN = [
    b"", b"Hei", b"PK\x03\x04", saved(docx.Document())[:2000], archive(other=b""),
    archive(word__document_xml=b"<w:document"), b"\xd0\xcf\x11\xe0" + bytes(600),
    archive(word__document_xml=b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"),
    archive(word__document_xml=b"<a>" * 5000 + b"</a>" * 5000),
]  # fmt: skip


@pytest.mark.parametrize("data", BROKEN, ids=range(len(BROKEN)))
def test_what_cannot_be_read_is_one_line(data: bytes) -> None:
    with pytest.raises(CopylintError) as caught:
        decode(data, "brev.docx")
    assert str(caught.value).startswith("brev.docx: ")
    assert "\n" not in str(caught.value)


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copylint.docx, "MAX_BYTES", 1_000_000)
    data = archive(word__document_xml=b"<x>" + b" " * 2_000_000 + b"</x>")
    with pytest.raises(CopylintError, match="unpacks to more than 1 MB"):
        decode(data, "brev.docx")


def test_a_text_is_no_word_document() -> None:
    with pytest.raises(CopylintError, match="not a Word document"):
        read(Source("brev.docx", "Hei"))


TEXTS = st.lists(
    st.text(alphabet="ab æøå\t\n–\u00ad\u00a0e\u0301", max_size=12), min_size=1, max_size=6
)


@settings(max_examples=25)
@given(TEXTS)
def test_the_lines_are_what_python_docx_reads(texts: list[str]) -> None:
    document = docx.Document()
    for text in texts:
        document.add_paragraph(text)
    data = saved(document)
    source = decode(data, "brev.docx")
    reread = docx.Document(io.BytesIO(data))
    assert source.text.split("\n") == [
        one.text.replace("\n", "\u2028") for one in reread.paragraphs
    ]
    for segment in read(source).segments:
        for run in segment.runs:
            written = source.text[run.start : run.end]
            shown = segment.text[run.at : run.at + run.length]
            # A soft hyphen is not shown, and white space in one piece is one space.
            shows = normalize("NFC", written.replace("\u00ad", ""))
            assert shown.split() == shows.split()
