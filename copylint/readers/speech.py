"""Scripts for a voice: SSML (``<speak>``) and VoiceXML (``<vxml>``), as the caller hears them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from copylint.model import Reading, Segment, Source, Span
from copylint.readers.catalogue import placeholder
from copylint.readers.draft import plain_segments
from copylint.readers.mapped import Builder, Mapped
from copylint.readers.xmlscan import Element, parse

_PROMPT: Final = "prompt"
_HANDLERS: Final = frozenset({
    "block", "noinput", "nomatch", "help", "error", "catch", "filled", "if", "foreach", "enumerate",
})  # fmt: skip
"""Elements of VoiceXML in which text is a prompt, though no ``<prompt>`` stands around it."""

_UNREAD: Final = frozenset({
    # SSML: about the script, not in it.
    "metadata", "meta", "lexicon", "desc",
    # VoiceXML: what the caller says, and what the machine does.
    "grammar", "script", "log", "option", "choice", "link", "property", "param",
})  # fmt: skip
_BLOCKS: Final = (
    frozenset({"p", "paragraph", "s", "sentence", _PROMPT, "audio", "else", "elseif"}) | _HANDLERS
)
_PAUSES: Final = frozenset({"break", "mark"})
_WHITE = re.compile(r"\s*[\r\n]\s*")
_ALIAS = re.compile(r"\salias\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


def read_ssml(source: Source) -> Reading:
    """What a voice says that reads an SSML script aloud.

    An alias is read in place of what it stands for.

    Raises:
        CopylintError: the text is not XML, or its root is not ``<speak>``; names the line.
    """
    return _read(source, root="speak", what="an SSML script", spoken=True)


def read_vxml(source: Source) -> Reading:
    """What the caller hears of a VoiceXML dialogue: its prompts.

    Raises:
        CopylintError: the text is not XML, or its root is not ``<vxml>``; names the line.
    """
    return _read(source, root="vxml", what="a VoiceXML dialogue", spoken=False)


def _read(source: Source, *, root: str, what: str, spoken: bool) -> Reading:
    found = parse(source, root=root, what=what)
    if found is None:
        return Reading(())
    language = found.attributes.get("xml:lang")
    script = _Script(source)
    script.read(found, language, spoken=spoken)
    return Reading(tuple(script.segments(language)), language=language)


class _Script:
    """Gathers the texts of a script, block by block."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._builder = Builder()
        self._languages: set[str | None] = set()
        self._texts: list[tuple[Mapped, str | None]] = []

    def segments(self, usual: str | None) -> Iterator[Segment]:
        """The segments; those in another language than ``usual`` say so."""
        self._end_block()
        for text, language in self._texts:
            yield from plain_segments(text, language=None if language == usual else language)

    def read(self, element: Element, outer: str | None, *, spoken: bool) -> None:
        """Take in what stands in ``element``.

        Args:
            element: of SSML or VoiceXML.
            outer: the language of what stands around it.
            spoken: whether text right inside it is said.
        """
        language = element.attributes.get("xml:lang") or outer
        for one in element.content:
            if isinstance(one, Mapped):
                if spoken:
                    self._say(one, language)
            else:
                self._element(one, language, spoken=spoken)

    def _element(self, element: Element, language: str | None, *, spoken: bool) -> None:
        name = element.name
        whole = Span(element.opening.start, max(element.opening.end, element.closing.end))
        if name in _UNREAD:
            return
        if name in _PAUSES:
            self._builder.add(" ", whole.start, whole.end)
        elif name == "value" and spoken:
            variable = placeholder(element.attributes.get("expr", ""))
            self._builder.add(variable, whole.start, whole.end)
        elif name == "sub" and spoken and "alias" in element.attributes:
            self._say(self._alias(element), language)
        else:
            said = spoken or name == _PROMPT or name in _HANDLERS
            if name in _BLOCKS:
                self._end_block()
            self.read(element, language, spoken=said)
            if name in _BLOCKS:
                self._end_block()

    def _alias(self, element: Element) -> Mapped:
        """The value of ``alias``, character for character where it is written without entities."""
        span = element.opening
        value = element.attributes["alias"]
        found = _ALIAS.search(self._source.text, span.start, span.end)
        if found is not None:
            start, end = found.span(found.lastindex or 0)
            if self._source.text[start:end] == value:
                return Mapped.verbatim(value, start)
            span = Span(start, end)
        builder = Builder()
        builder.add(value, span.start, span.end)
        return builder.build()

    def _say(self, text: Mapped, language: str | None) -> None:
        if text.text.strip():
            self._languages.add(language)
        flat = text.substitute(_WHITE, lambda found: " ")
        self._builder.take(flat, 0, len(flat.text))

    def _end_block(self) -> None:
        if self._builder:
            languages = self._languages
            language = next(iter(languages)) if len(languages) == 1 else None
            self._texts.append((self._builder.build(), language))
        self._builder, self._languages = Builder(), set()
