"""Components of one file (Vue, Svelte): their template, and their scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from copylint.readers.mapped import Mapped

_BLOCK = re.compile(r"^<(template|script)\b([^>]*)>", re.MULTILINE)
_TYPESCRIPT = re.compile(r"\blang\s*=\s*[\"'](tsx?)")
_COMPONENT = re.compile(r"(?<=<)[A-Z][\w.]*|(?<=</)[A-Z][\w.]*")
_LABEL = re.compile(r"(?<=\s)label(?==[\"'])")
_BOUND = re.compile(r"\s(?:[:@#]|v-)[\w.:\-\[\]]*\s*=\s*(?:\"[^\"]*\"|'[^']*')")


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the file: a template as HTML, or a script in the language of a suffix."""

    text: Mapped
    grammar: str | None


def blocks(text: str) -> Iterator[Block]:
    """The template and the scripts, in order; the rest (styles, own blocks) holds no copy."""
    for opening in _BLOCK.finditer(text):
        closing = re.compile(rf"^</{opening[1]}\s*>", re.MULTILINE).search(text, opening.end())
        if closing is None:
            continue
        inside = Mapped.verbatim(text[opening.end() : closing.start()], opening.end())
        if opening[1] == "template":
            yield Block(_as_html(inside), None)
        else:
            language = _TYPESCRIPT.search(opening[2])
            yield Block(inside, f".{language[1]}" if language else ".jsx")


def _as_html(template: Mapped) -> Mapped:
    """The template with components as blocks, and without attributes that are code."""
    plain = template.substitute(_BOUND, lambda _: " ")
    plain = plain.substitute(_LABEL, lambda _: "aria-label")
    return plain.substitute(_COMPONENT, lambda _: "div")
