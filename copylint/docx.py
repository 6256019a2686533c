"""Word documents: the paragraphs of a .docx, one a line.

A .docx is an archive of XML files (ECMA-376, part 1). What stands in it as text is drawn out here;
nothing is ever written back. What tracked changes delete, comments, hidden text and the codes of
fields are left out.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Final
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from copylint.model import CopylintError, FileError, Line, Placeholder, SegmentRole, Source, Span

ENCODING: Final = "docx"
"""What ``Source.encoding`` says of a text drawn out of a Word document."""

MAX_BYTES: Final = 50_000_000
"""How much XML is unpacked of one document; a book of a thousand pages has a tenth of it."""

MAX_DEPTH: Final = 200
"""How deep elements may stand in each other; tables in tables take three levels each."""

_OLE: Final = b"\xd0\xcf\x11\xe0"
_BREAK: Final = "\u2028"
"""A line break inside a paragraph, so that a line of the text stays a paragraph."""

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_STRICT: Final = {
    "http://purl.oclc.org/ooxml/wordprocessingml/main": _W,
    "http://purl.oclc.org/ooxml/officeDocument/relationships": _R,
}
"""The names of the same namespaces in documents saved as "Strict Open XML"."""

_GONE: Final = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", f"{_W}rPr", f"{_W}tblPr"})
_CHARACTERS: Final = {
    f"{_W}tab": "\t", f"{_W}ptab": "\t", f"{_W}br": _BREAK, f"{_W}cr": _BREAK,
    f"{_W}noBreakHyphen": "\u2011", f"{_W}softHyphen": "\u00ad",
}  # fmt: skip
_IN_LINE: Final = str.maketrans(dict.fromkeys("\r\n\x0b\x0c\x85\u2028\u2029", " "))
_VARIABLES: Final = frozenset({"MERGEFIELD", "DOCVARIABLE", "DOCPROPERTY", "FORMTEXT", "FILLIN"})
_MERGED: Final = frozenset({"ADDRESSBLOCK", "GREETINGLINE"})
_UNREAD_FIELDS: Final = frozenset({"TOC", "INDEX", "TOA"})
_HEADINGS: Final = ("heading", "title", "subtitle")


def read_archive(data: bytes, path: str) -> Source:
    """The text of a Word document: its paragraphs, then footnotes, headers and footers.

    Args:
        data: the file.
        path: what it is called in reports.

    Raises:
        CopylintError: the file is no Word document, is damaged, protected or far too large.
    """
    if data.startswith(_OLE):
        raise _error(path, "is protected by a password or an old .doc; save it as an open .docx")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            lines = list(_Document(archive, path).lines())
    except (
        zipfile.BadZipFile, zlib.error, KeyError, EOFError, OSError, ValueError,
        NotImplementedError, RuntimeError, ElementTree.ParseError,
    ):  # fmt: skip
        problem = "not a Word document, or a damaged one; open it in Word and save it again"
        raise _error(path, problem) from None
    return _source(path, lines)


def _error(path: str, message: str) -> CopylintError:
    return CopylintError(FileError(path, message))


def _source(path: str, drawn: list[_Drawn]) -> Source:
    lines: list[Line] = []
    at = 0
    for one in drawn:
        variables = tuple(
            Placeholder(Span(at + start, at + end), "other", name)
            for start, end, name in one.variables
        )
        span = Span(at, at + len(one.text))
        lines.append(Line(span, one.role, one.language, one.part, variables))
        at = span.end + 1
    return Source(path, "\n".join(one.text for one in drawn), ENCODING, tuple(lines))


# --- the archive --------------------------------------------------------------------------------


class _Document:
    """The XML files of one document that hold text, and how they hang together."""

    def __init__(self, archive: zipfile.ZipFile, path: str) -> None:
        self._archive = archive
        self._path = path
        self._left = MAX_BYTES

    def lines(self) -> Iterator[_Drawn]:
        """The paragraphs in order."""
        main = self._main()
        targets = self._relations(main)
        by_kind = dict(targets.values())
        styles = _Styles(self._xml(by_kind["styles"]) if "styles" in by_kind else None)
        root = self._xml(main)
        yield from _Story(styles, "").read(root)
        for kind in ("footnote", "endnote"):
            if f"{kind}s" in by_kind:
                notes = self._xml(by_kind[f"{kind}s"]).findall(f"{_W}{kind}")
                own = (one for one in notes if _value(one, "type") is None)
                for number, note in enumerate(own, 1):
                    yield from _Story(styles, f"{kind} {number}", "footer").read(note)
        yield from self._margins(root, targets, styles)

    def _margins(
        self, root: Element, targets: Mapping[str, tuple[str, str]], styles: _Styles
    ) -> Iterator[_Drawn]:
        """Headers and footers in use; the same text in several of them once."""
        said: set[tuple[str, ...]] = set()
        for kind in ("header", "footer"):
            for target in dict.fromkeys(_references(root, kind)):
                if target not in targets:
                    continue
                lines = list(_Story(styles, kind, "footer").read(self._xml(targets[target][1])))
                text = tuple(one.text for one in lines)
                if text not in said:
                    said.add(text)
                    yield from lines

    def _main(self) -> str:
        found = dict(self._relations("").values())
        return found.get("officeDocument", "word/document.xml")

    def _relations(self, name: str) -> dict[str, tuple[str, str]]:
        """By id the kind and the name of what the file ``name`` refers to inside the archive."""
        folder, last = posixpath.split(name)
        relations = posixpath.join(folder, "_rels", f"{last}.rels")
        if relations not in self._archive.namelist():
            return {}
        found: dict[str, tuple[str, str]] = {}
        for one in self._xml(relations):
            if one.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, one.get("Target", "")))
                kind = one.get("Type", "").rpartition("/")[2]
                found[one.get("Id", "")] = kind, target.lstrip("/")
        return found

    def _xml(self, name: str) -> Element:
        with self._archive.open(name) as file:
            data = file.read(self._left + 1)
        self._left -= len(data)
        if self._left < 0:
            size = MAX_BYTES // 1_000_000
            raise _error(self._path, f"unpacks to more than {size} MB; no letter does, so leave it")
        parser = ElementTree.XMLParser(target=_Tree(self._path))
        parser.feed(data)
        root: Element = parser.close()
        return root


class _Tree(ElementTree.TreeBuilder):
    """Builds a tree without document types, whose entities may grow, and of limited depth."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self._path = path
        self._depth = 0

    def doctype(self, *_: str | None) -> None:
        raise _error(self._path, "holds a document type, which no Word document does; leave it out")

    def start(self, tag: str, attrs: Mapping[str, str], /) -> Element:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            message = f"nested more than {MAX_DEPTH} levels deep; no letter is, so leave it out"
            raise _error(self._path, message)
        return super().start(_plain(tag), {_plain(name): attrs[name] for name in attrs})

    def end(self, tag: str, /) -> Element:
        self._depth -= 1
        return super().end(_plain(tag))


def _plain(name: str) -> str:
    """``name`` with the common namespace for that of strict documents."""
    if not name.startswith("{http://purl"):
        return name
    space, _, local = name[1:].partition("}")
    return f"{_STRICT[space]}{local}" if space in _STRICT else name


def _references(root: Element, kind: str) -> Iterator[str]:
    """The ids of the headers or footers that the sections of the document show."""
    for section in root.iter(f"{_W}sectPr"):
        for one in section.findall(f"{_W}{kind}Reference"):
            if _value(one, "type") != "first" or _is_on(section, "titlePg"):
                yield one.get(f"{_R}id", "")


def _value(element: Element | None, name: str = "val") -> str | None:
    return None if element is None else element.get(f"{_W}{name}")


def _is_on(properties: Element | None, name: str) -> bool:
    """Whether a property such as ``<w:vanish/>`` is set."""
    found = None if properties is None else properties.find(f"{_W}{name}")
    return found is not None and (_value(found) or "true").lower() not in ("0", "false", "off")


class _Styles:
    """What the styles say of paragraphs: role and language."""

    def __init__(self, root: Element | None) -> None:
        found = () if root is None else root.findall(f"{_W}style")
        self._styles = {_value(one, "styleId"): one for one in found}
        path = f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr/{_W}lang"
        self._language = _value(None if root is None else root.find(path))

    def role(self, properties: Element | None) -> SegmentRole:
        """That of the paragraph with these properties."""
        if properties is None:
            return "text"
        if properties.find(f"{_W}outlineLvl") is not None:
            return "heading"
        for style in self._chain(properties):
            name = (_value(style.find(f"{_W}name")) or "").lower()
            if name.startswith(_HEADINGS):
                return "heading"
            if name.startswith("list ") or style.find(f"{_W}pPr/{_W}numPr") is not None:
                return "list"
        return "list" if properties.find(f"{_W}numPr") is not None else "text"

    def language(self, properties: Element | None) -> str | None:
        """That of the paragraph with these properties, where its runs say nothing."""
        for style in self._chain(properties):
            found = _value(style.find(f"{_W}rPr/{_W}lang"))
            if found:
                return found
        return self._language

    def _chain(self, properties: Element | None) -> Iterator[Element]:
        """The style of a paragraph and those it is based on."""
        seen: set[str | None] = set()
        name = _value(None if properties is None else properties.find(f"{_W}pStyle"))
        while name in self._styles and name not in seen:
            seen.add(name)
            yield self._styles[name]
            name = _value(self._styles[name].find(f"{_W}basedOn"))


# --- paragraphs ---------------------------------------------------------------------------------


@dataclass(slots=True)
class _Drawn:
    """A paragraph as it is drawn out; ``variables`` are start, end and name, in its ``text``."""

    part: str
    role: SegmentRole = "text"
    text: str = ""
    language: str | None = None
    variables: list[tuple[int, int, str]] = field(default_factory=list)
    languages: Counter[str] = field(default_factory=Counter)

    def end(self) -> _Drawn:
        """This paragraph, with the language that most of it is marked as.

        English is what Word falls back to, and declares nothing.
        """
        named = Counter({one: n for one, n in self.languages.items() if one[:2] != "en"})
        self.language = next((one for one, _ in named.most_common(1)), None)
        return self


@dataclass(slots=True)
class _Field:
    """A field whose end has not come; ``name`` is that of a variable."""

    code: str = ""
    in_result: bool = False

    @property
    def kind(self) -> str:
        """The word that the code begins with, in capitals."""
        return (self.code.split() or [""])[0].upper()

    @property
    def variable(self) -> str | None:
        """The name of the variable that this is, None of another field."""
        words = self.code.split()
        if self.kind in _MERGED:
            return words[0]
        if self.kind not in _VARIABLES:
            return None
        named = words[1].strip('"') if len(words) > 1 and not words[1].startswith("\\") else ""
        return named or words[0]

    @property
    def shows(self) -> bool:
        """Whether what stands here now is shown to the reader as text."""
        return self.in_result and self.kind not in _UNREAD_FIELDS and self.variable is None


class _Story:
    """Reads one text of a document: the body, a footnote, a header."""

    def __init__(self, styles: _Styles, part: str, role: SegmentRole | None = None) -> None:
        self._styles = styles
        self._part = part
        self._role = role
        self._fields: list[_Field] = []
        self._drawn: _Drawn | None = None
        self._language: str | None = None
        self._boxes: list[Element] = []

    def read(self, block: Element) -> Iterator[_Drawn]:
        """The paragraphs in ``block``, those in tables and text boxes included."""
        yield from self._blocks(block)
        yield from self._end()

    def _blocks(self, block: Element) -> Iterator[_Drawn]:
        for one in block:
            if one.tag == f"{_W}p":
                yield from self._paragraph(one)
            elif one.tag == f"{_W}tr" and one.find(f"{_W}trPr/{_W}del") is not None:
                continue
            elif one.tag == f"{_W}sdt" and _placeholder(one) is not None:
                yield from self._blank(_placeholder(one) or "")
            elif one.tag == f"{_MC}AlternateContent":
                yield from self._blocks(_chosen(one))
            elif one.tag not in _GONE:
                yield from self._blocks(one)

    def _paragraph(self, paragraph: Element) -> Iterator[_Drawn]:
        properties = paragraph.find(f"{_W}pPr")
        if self._drawn is None:
            role = self._role or self._styles.role(properties)
            self._drawn = _Drawn(self._part, role)
        self._language = self._styles.language(properties)
        self._inline(paragraph)
        if properties is not None and properties.find(f"{_W}rPr/{_W}del") is not None:
            return  # its end was deleted: the next one goes on
        yield from self._end()

    def _end(self) -> Iterator[_Drawn]:
        drawn, self._drawn = self._drawn, None
        if drawn is not None:
            yield drawn.end()
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            yield from self._blocks(box)

    def _blank(self, name: str) -> Iterator[_Drawn]:
        self._drawn = _Drawn(self._part, self._role or "text")
        self._variable(name)
        yield from self._end()

    def _inline(self, element: Element) -> None:
        for one in element:
            if one.tag == f"{_W}r":
                self._run(one)
            elif one.tag == f"{_W}fldSimple":
                self._simple_field(one)
            elif one.tag == f"{_W}sdt" and (name := _placeholder(one)) is not None:
                self._variable(name)
            elif one.tag == f"{_MC}AlternateContent":
                self._inline(_chosen(one))
            elif one.tag not in _GONE:
                self._inline(one)

    def _simple_field(self, element: Element) -> None:
        self._fields.append(_Field(_value(element, "instr") or ""))
        self._field_result()
        self._inline(element)
        self._fields.pop()

    def _run(self, run: Element) -> None:
        properties = run.find(f"{_W}rPr")
        if _is_on(properties, "vanish"):
            # Fields may begin or end in it.
            for one in run:
                if one.tag in (f"{_W}fldChar", f"{_W}instrText"):
                    self._content(one, None)
            return
        lang = None if properties is None else properties.find(f"{_W}lang")
        for one in run:
            self._content(one, _value(lang) or self._language)

    def _content(self, one: Element, language: str | None) -> None:
        if one.tag == f"{_W}t":
            self._write((one.text or "").translate(_IN_LINE), language)
        elif one.tag in _CHARACTERS:
            self._write(_CHARACTERS[one.tag], language)
        elif one.tag == f"{_W}fldChar":
            self._field_character(_value(one, "fldCharType"))
        elif one.tag == f"{_W}instrText" and self._fields and not self._fields[-1].in_result:
            self._fields[-1].code += one.text or ""
        elif one.tag == f"{_MC}AlternateContent":
            for inner in _chosen(one):
                self._content(inner, language)
        elif one.tag in (f"{_W}drawing", f"{_W}pict", f"{_W}object"):
            self._boxes += _boxes(one)

    def _field_character(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._field_result()
        elif kind == "end" and self._fields:
            if not self._fields[-1].in_result:
                self._field_result()
            self._fields.pop()

    def _field_result(self) -> None:
        """The code of the innermost field ends; a variable is written in place of its result."""
        innermost = self._fields.pop()
        if innermost.variable is not None:
            self._variable(innermost.variable)
        innermost.in_result = True
        self._fields.append(innermost)

    def _variable(self, name: str) -> None:
        if self._drawn is not None:
            start = len(self._drawn.text)
            self._write(f"«{name}»", None)
            if len(self._drawn.text) > start:
                self._drawn.variables.append((start, len(self._drawn.text), name))

    def _write(self, text: str, language: str | None) -> None:
        if self._drawn is None or not all(one.shows for one in self._fields):
            return
        self._drawn.text += text
        if language:
            self._drawn.languages[language] += len(text)


def _chosen(alternatives: Element) -> Element:
    """The one of several renderings of the same that is read; they differ in drawing alone."""
    return next(iter(alternatives), alternatives)


def _boxes(drawing: Element) -> Iterator[Element]:
    """The text boxes in a drawing, not those in one of them."""
    for one in drawing:
        if one.tag == f"{_W}txbxContent":
            yield one
        elif one.tag == f"{_MC}AlternateContent":
            yield from _boxes(_chosen(one))
        else:
            yield from _boxes(one)


def _placeholder(control: Element) -> str | None:
    """The name of a content control that nobody has filled in yet; None of another."""
    properties = control.find(f"{_W}sdtPr")
    if properties is None or not _is_on(properties, "showingPlcHdr"):
        return None
    names = (_value(properties.find(f"{_W}{name}")) for name in ("alias", "tag"))
    return next(filter(None, names), "felt")
