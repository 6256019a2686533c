"""What a string literal of PHP says, and which variables stand in it.

After the PHP manual on strings, and php itself for what the manual leaves open: a heredoc keeps the
backslash of ``\\"``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from copylint.model import Placeholder, Span
from copylint.readers.mapped import Builder, Mapped
from copylint.templating import placeholders

_HEREDOC = re.compile(r"<<<[ \t]*(['\"]?)\w+['\"]?\r?\n")
_CLOSING = re.compile(r"(\r?\n|(?<=\n))([ \t]*)\w+\Z")
_LINE = re.compile(r"([ \t]*)[^\n]*\n?")

_VARIABLE = r"\$[^\W\d]\w*(?:\??->[^\W\d]\w*|\[[^\[\]\s\"]*\])?|\{\$[^{}]*\}|\$\{[^{}]*\}"
_BYTES = r"(?:\\x[0-9a-fA-F]{1,2}|\\[0-7]{1,3})+"
_SINGLE = re.compile(r"(?P<sign>\\['\\])|[^\\]+|\\")
_DOUBLE = re.compile(
    rf"(?P<bytes>{_BYTES})|\\u\{{(?P<code>[0-9a-fA-F]+)\}}|(?P<sign>\\[nrtvef\\$\"])"
    rf"|(?P<variable>{_VARIABLE})|[^\\${{]+|.",
    re.DOTALL,
)
_BYTE = re.compile(r"\\x([0-9a-fA-F]{1,2})|\\([0-7]{1,3})")
_SIGNS = {"n": "\n", "r": "\r", "t": "\t", "v": "\v", "e": "\x1b", "f": "\f"}


def decode(text: str, start: int, end: int) -> tuple[Mapped, tuple[Placeholder, ...]]:
    """The literal from ``start`` to ``end`` of ``text``, quotes or heredoc marks included.

    Returns:
        What it says, variables verbatim, and those variables; their spans count in ``text``.
    """
    heredoc = _HEREDOC.match(text, start, end)
    builder = Builder()
    variables: list[Placeholder] = []
    if heredoc is None:
        stretches = iter([Span(start + 1, end - 1)])
        quote = text[start]
    else:
        stretches = _lines(text, heredoc.end(), end)
        quote = "'" if heredoc.group(1) == "'" else "<"
    for stretch in stretches:
        for found in (_SINGLE if quote == "'" else _DOUBLE).finditer(text, *_ends(stretch)):
            if heredoc is not None and quote == "'":
                builder.copy(found.group(), found.start())
            elif found.groupdict().get("variable"):
                builder.copy(found.group(), found.start())
                variables.append(variable(text, Span(*found.span())))
            else:
                _write(builder, found, quote)
    return builder.build(), tuple(variables)


def variable(text: str, span: Span) -> Placeholder:
    """The variable that the expression in ``span`` of ``text`` is."""
    expression = text[span.start : span.end].strip("{}$ ")
    found = placeholders(f"{{{{ {expression} }}}}")
    if len(found) != 1:
        return Placeholder(span)
    return Placeholder(span, found[0].role, found[0].identifier)


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _write(builder: Builder, found: re.Match[str], quote: str) -> None:
    groups = found.groupdict()
    written = found.group()
    if groups.get("bytes"):
        data = bytes(int(a, 16) if a else int(b, 8) & 255 for a, b in _BYTE.findall(written))
        builder.add(data.decode("utf-8", "replace"), *found.span())
    elif groups.get("code"):
        code = int(groups["code"], 16)
        builder.add(chr(code) if code < 0x110000 else "\ufffd", *found.span())
    elif groups["sign"] and not (quote == "<" and written == '\\"'):
        builder.add(_SIGNS.get(written[1], written[1]), *found.span())
    else:
        builder.copy(written, found.start())


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    """The lines of a heredoc without the indent of the closing mark, which is not one of them."""
    closing = _CLOSING.search(text[:end], start - 1)
    if closing is None or closing.start() < start:
        return
    indent = len(closing.group(2))
    at = start
    while at < closing.start():
        line = _LINE.match(text, at, closing.start())
        assert line is not None  # the pattern takes the empty string
        yield Span(at + min(len(line.group(1)), indent), line.end())
        at = line.end()
