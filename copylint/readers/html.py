"""HTML: pages, mails and fragments, also those written as templates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from copylint.model import Reading, Segment, SegmentRole
from copylint.readers.draft import Draft, Drafter, segments
from copylint.readers.htmlstack import Stack
from copylint.readers.htmltokens import REFERENCE, Attribute, EndTag, StartTag, Text, decode, tokens
from copylint.readers.mapped import Mapped
from copylint.templating import VANISHED, mask

_HEADINGS: Final = frozenset(
    {"h1", "h2", "h3", "h4", "h5", "h6", "legend", "caption", "summary", "figcaption"}
)
_BLOCKS: Final = _HEADINGS | {
    "address", "article", "aside", "blockquote", "body", "button", "center", "col", "colgroup",
    "datalist", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figure", "footer",
    "form", "frameset", "head", "header", "hgroup", "hr", "html", "label", "li", "link", "main",
    "menu", "meta", "nav", "noscript", "ol", "optgroup", "option", "p", "pre", "search", "section",
    "select", "table", "tbody", "td", "template", "textarea", "tfoot", "th", "thead", "title", "tr",
    "ul", "video",
}  # fmt: skip
_VOID: Final = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
})  # fmt: skip
_UNREAD: Final = frozenset({
    "script", "style", "svg", "math", "xml", "object", "canvas", "audio", "mj-style",
    "mj-html-attributes",
})  # fmt: skip
_CODE: Final = frozenset({"code", "samp"})
_SEPARATE: Final = frozenset({"img", "input", "embed"})
_ROLES: Final[dict[str, SegmentRole]] = {
    **dict.fromkeys(_HEADINGS, "heading"), "title": "title", "li": "list", "button": "button",
    "label": "label", "option": "label", "mj-title": "title", "mj-button": "button",
    "mj-preview": "preheader", "mj-accordion-title": "heading", "mj-navbar-link": "link",
    "mj-social-element": "link", "footer": "footer",
}  # fmt: skip
_ATTRIBUTE_ROLES: Final[dict[str, SegmentRole]] = {
    "alt": "alt", "title": "label", "aria-label": "label", "aria-description": "label",
    "placeholder": "placeholder", "aria-placeholder": "placeholder", "label": "label",
}  # fmt: skip
_IMPLIED_END: Final = {
    "li": {"li"}, "p": {"p"}, "td": {"td", "th"}, "th": {"td", "th"}, "tr": {"td", "th", "tr"},
    "option": {"option"}, "dt": {"dt", "dd"}, "dd": {"dt", "dd"},
}  # fmt: skip

_FENCES: Final = frozenset({"ul", "ol", "table", "select", "dl", "div", "tbody"})

_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden")
_PREHEADER = re.compile(r"pre-?header|preview-?text", re.IGNORECASE)
# Of a page or mail; that of a dialog or card holds buttons.
_FOOTER = re.compile(
    r"(?:^|[\s_-])(?<!modal-)(?<!dialog-)(?<!card-)(?<!panel-)footer(?:$|[\s_-])", re.IGNORECASE
)
_BUTTON_CLASS = re.compile(r"(?:^|[\s_-])(?:btn|button|cta)(?:$|[\s_-])", re.IGNORECASE)
_TEXT_ATTRIBUTES: Final = frozenset({"th:text", "th:utext", "data-th-text", "data-th-utext"})
_WRITTEN = re.compile(r"\s*(?:\|(?P<literal>[^|]+)\||(?P<variable>[$*]\{[^{}]*\}))\s*\Z")
_WITHOUT_VANISHED: Final = str.maketrans(dict.fromkeys(VANISHED, ""))
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]+)*")
_HAS_BLOCK = re.compile(
    r"<(?:br|p|div|table|tr|td|ul|ol|li|h[1-6]|blockquote|hr|section)\b", re.IGNORECASE
)
_MARKUP = re.compile(
    r"<(?:/?[a-zA-Z][a-zA-Z0-9:-]*(?=[\s/>])|!--|!doctype)[^<]*>|&(?:[a-zA-Z]{2,8}|#\d{2,6}|#x[0-9a-fA-F]+);",
    re.IGNORECASE,
)


def read_html(text: str) -> Reading:
    """What a customer reads of an HTML document or fragment."""
    walker = _Walker(text)
    drafts = list(walker.drafts())
    return Reading(tuple(segments(drafts)), language=walker.document_language)


def read_fragment(mapped: Mapped, key: str = "", language: str | None = None) -> Iterator[Segment]:
    """The segments of a text inside another format whose content is HTML.

    ``mapped`` is that text as the outer format decodes it. Its newlines count if no markup in it
    breaks lines.
    """
    keep_newlines = _HAS_BLOCK.search(mapped.text) is None
    walker = _Walker(mapped.text, language, keep_newlines=keep_newlines)
    yield from segments(walker.drafts(), outer=mapped, key=key)


def has_markup(text: str) -> bool:
    """Whether ``text`` holds a tag, a comment or an entity."""
    return ("<" in text or "&" in text) and _MARKUP.search(text) is not None


@dataclass(slots=True)
class _Block:
    """What the text between two block boundaries has been so far."""

    language: str | None = None
    languages: set[str | None] = field(default_factory=set)
    inside_link: bool = False
    outside_link: bool = False
    link_role: SegmentRole = "link"


class _Walker:
    def __init__(
        self, text: str, language: str | None = None, *, keep_newlines: bool = False
    ) -> None:
        self.text = text
        self.masked = mask(text)
        self.document_language: str | None = None
        self._drafter = Drafter(text, self.masked)
        self._flat = not keep_newlines
        self._stack = Stack(language, _is_block)
        self._block = _Block()
        self._breaks = 0
        self._link_role: SegmentRole = "link"
        self._preheader_seen = False
        self._body_seen = False
        self._code: int | None = None
        self._link_end = -1

    def drafts(self) -> Iterator[Draft]:
        """The drafts of the text, in order; attributes before the text that follows them."""
        unread: str | None = None
        replaced: str | None = None
        depth = 0
        for token in tokens(self.masked):
            if replaced is not None:
                if isinstance(token, StartTag | EndTag) and token.name == replaced:
                    depth += 1 if isinstance(token, StartTag) else -1
                if depth:
                    continue
                replaced = None
            if unread is not None:
                if isinstance(token, StartTag | EndTag) and token.name == unread:
                    depth += 1 if isinstance(token, StartTag) else -1
                    unread = unread if depth else None
                continue
            if isinstance(token, Text):
                yield from self._characters(token)
            elif isinstance(token, StartTag):
                if token.name in _UNREAD and not self._closes_itself(token):
                    unread, depth = token.name, 1
                    continue
                yield from self._start(token)
                written = self._written_instead(token)
                if written is not None:
                    yield from self._characters(written)
                    replaced = None if self._closes_itself(token) else token.name
                    depth = 1
            elif isinstance(token, EndTag):
                yield from self._end(token)
        self._end_code(len(self.text))
        yield from self._flush()

    def _closes_itself(self, token: StartTag) -> bool:
        return self.text[token.end - 2] == "/" and token.name not in ("script", "style")

    def _written_instead(self, token: StartTag) -> Text | None:
        """What Thymeleaf writes instead of what stands in an element.

        A text of its own, ``th:text="|Hei ${navn}|"``, or a variable; a text that is looked up is
        what stands in the element, as nearly as the file tells.
        """
        for attribute in token.attributes:
            if attribute.name in _TEXT_ATTRIBUTES and token.name not in _VOID:
                found = _WRITTEN.match(self.text, attribute.start, attribute.end)
                if found is not None:
                    group = "literal" if found["literal"] is not None else "variable"
                    return Text(*found.span(group))
        return None

    # --- text ---

    def _characters(self, token: Text) -> Iterator[Draft]:
        if self._code is not None:
            return
        if self.masked[token.start : token.end].translate(_WITHOUT_VANISHED).strip():
            if self._breaks > 1:
                yield from self._flush()
            self._breaks = 0
            self._note_block()
        self._write(self._drafter, token.start, token.end)

    def _note_block(self) -> None:
        around = self._stack.top
        self._block.languages.add(around.language)
        self._body_seen = self._body_seen or around.role not in ("title", "preheader")
        if around.in_link:
            self._block.inside_link = True
            self._block.link_role = self._link_role
        else:
            self._block.outside_link = True

    def _write(self, drafter: Drafter, start: int, end: int, *, attribute: bool = False) -> None:
        flat = self._flat and not self._stack.top.in_pre
        for found in REFERENCE.finditer(self.masked, start, end):
            after = self.text[found.end() : found.end() + 1]
            written, length = decode(found.group(), following=after, attribute=attribute)
            if length:
                drafter.copy(start, found.start(), flat=flat)
                start = found.start() + length
                drafter.add(written.replace("\n", " ") if flat else written, found.start(), start)
        drafter.copy(start, end, flat=flat)

    # --- tags ---

    def _start(self, token: StartTag) -> Iterator[Draft]:
        values = {one.name: self._value(one) for one in reversed(token.attributes)}
        name = token.name
        if self._code is not None:
            return
        declared = self._declared(values)
        if name in ("html", "mjml"):
            self.document_language = self.document_language or declared
            declared = None
        preheader = name in ("div", "span") and self._starts_preheader(values)
        if preheader or _is_block(name):
            yield from self._flush()
        if name in _IMPLIED_END:
            self._stack.close_implied(_IMPLIED_END[name], _FENCES)
        for attribute in token.attributes:
            yield from self._attribute(name, attribute, values, declared)
        if name == "br":
            self._break(token)
        elif name in _SEPARATE or (name == "a" and token.start == self._link_end):
            self._drafter.gap(token.start, token.end)
        elif name in _CODE:
            self._code = token.end
        if name not in _VOID and not (_is_foreign(name) and self._closes_itself(token)):
            self._open(name, values, declared, preheader=preheader)
        if preheader or _is_block(name):
            self._block = _Block(self._stack.top.language)

    def _starts_preheader(self, values: dict[str, str]) -> bool:
        """Whether this is the line that a mailbox shows beside the subject."""
        if self._preheader_seen:
            return False
        named = " ".join((values.get("class", ""), values.get("id", "")))
        hidden = _HIDDEN.search(values.get("style", "").lower()) and not self._body_seen
        self._preheader_seen = bool(hidden or _PREHEADER.search(named))
        return self._preheader_seen

    def _break(self, token: StartTag) -> None:
        self._breaks += 1
        if self._breaks == 1 and self._drafter:
            self._drafter.add("\n", token.start, token.end)

    def _open(
        self, name: str, values: dict[str, str], declared: str | None, *, preheader: bool
    ) -> None:
        role: SegmentRole | None = "preheader" if preheader else _ROLES.get(name)
        if role is None and _FOOTER.search(f"{values.get('class', '')} {values.get('id', '')}"):
            role = "footer"
        is_button = values.get("role") == "button"
        if name == "a":
            is_button = is_button or _BUTTON_CLASS.search(values.get("class", "")) is not None
            self._link_role = "button" if is_button else "link"
        elif is_button:
            role = role or "button"
        self._stack.push(name, language=declared, role=role, preheader=preheader)

    def _end(self, token: EndTag) -> Iterator[Draft]:
        name = token.name
        if self._code is not None:
            if name not in _CODE and not _is_block(name):
                return
            self._end_code(token.start)
        if name == "br":
            self._break(StartTag(name, token.start, token.end, ()))
            return
        if name == "a":
            self._link_end = token.end
        closed = self._stack.find(name)
        ends_block = _is_block(name) or (closed is not None and closed.preheader)
        if ends_block:
            yield from self._flush()
        if closed is not None:
            self._stack.close(closed)
        if ends_block:
            self._block = _Block(self._stack.top.language)

    def _end_code(self, end: int) -> None:
        if self._code is not None:
            self._drafter.opaque(self._code, end)
            self._code = None

    def _flush(self) -> Iterator[Draft]:
        block, self._block = self._block, _Block(self._stack.top.language)
        self._breaks = 0
        if self._drafter:
            yield self._drafter.take(self._role(block), _language_of(block))

    def _role(self, block: _Block) -> SegmentRole:
        role = self._stack.top.role
        if role in ("text", "list") and block.inside_link and not block.outside_link:
            return block.link_role
        return role

    # --- attributes ---

    def _attribute(
        self, tag: str, attribute: Attribute, values: dict[str, str], declared: str | None
    ) -> Iterator[Draft]:
        role = _ATTRIBUTE_ROLES.get(attribute.name)
        if attribute.name == "value" and tag == "input":
            kind = values.get("type", "").lower()
            role = "button" if kind in ("submit", "button", "reset") else None
        if attribute.name == "label" and tag not in ("option", "optgroup"):
            role = None
        written = self.masked[attribute.start : attribute.end]
        if role is None or tag in ("link", "meta") or not any(map(str.isalpha, written)):
            return
        drafter = Drafter(self.text, self.masked)
        self._write(drafter, attribute.start, attribute.end, attribute=True)
        yield drafter.take(role, declared or self._stack.top.language)

    def _value(self, attribute: Attribute) -> str:
        """As written in this reading of a template: without the branches that it leaves out."""
        return self.text[attribute.start : attribute.end].translate(_WITHOUT_VANISHED)

    def _declared(self, values: dict[str, str]) -> str | None:
        value = values.get("lang") or values.get("xml:lang") or ""
        return value if _LANGUAGE.fullmatch(value) else None


def _is_block(name: str) -> bool:
    return name in _BLOCKS or name.startswith("mj-")


def _is_foreign(name: str) -> bool:
    """Whether the element may close itself: ``<mj-spacer />``, ``<o:p/>``."""
    return "-" in name or ":" in name


def _language_of(block: _Block) -> str | None:
    if len(block.languages) == 1:
        return next(iter(block.languages))
    return block.language
