"""Translations of Qt Linguist."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from copylint.model import CopylintError, Reading, Segment, Source, Span
from copylint.readers import kind_of, read

Segments = Callable[[str, str], tuple[Segment, ...]]

HEAD = (
    '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n<TS version="2.1" language="nn_NO">\n'
)


def translations(*messages: str) -> str:
    """A file with ``messages`` in one context."""
    body = "\n".join(messages)
    return f"{HEAD}<context>\n<name>Ticket</name>\n{body}\n</context></TS>\n"


def message(source: str, translation: str, attributes: str = "") -> str:
    """A message; ``translation`` with its tags."""
    return (
        f'<message {attributes}><location filename="a.cpp" line="1"/><source>{source}</source>'
        f"<comment>No copy</comment>{translation}</message>"
    )


@pytest.mark.parametrize(
    ("one", "found"),
    [
        (message("Your ticket", "<translation>Billetten din</translation>"),
         [("Ticket.Your ticket", "Billetten din")]),
        (message("%n ticket(s)", "<translation><numerusform>%n billett her</numerusform>"
                 "<numerusform>%Ln billettar her</numerusform></translation>", 'numerus="yes"'),
         [("Ticket.%n ticket(s)[0]", "%{count} billett her"),
          ("Ticket.%n ticket(s)[1]", "%{count} billettar her")]),
        (message("Hello %1", "<translation>Hei %1, velkomen &lt;b&gt;att&lt;/b&gt;</translation>"),
         [("Ticket.Hello %1", "Hei %1, velkomen att")]),
        (message("&amp;Save", "<translation>&amp;Lagre &amp; lukk</translation>"),
         [("Ticket.&Save", "Lagre & lukk")]),
        (message("Soon", '<translation type="unfinished">Ikkje ferdig</translation>'), []),
        (message("Gone", '<translation type="vanished">Borte no</translation>'), []),
        (message("Older", '<translation type="obsolete">Gammal tekst</translation>'), []),
        (message("Kystruta Pro", "<translation>Kystruta Pro</translation>"), []),
        (message("Nothing yet", "<translation></translation>"), []),
        (message("Short", '<translation variants="yes"><lengthvariant>Ein lang tekst'
                 "</lengthvariant><lengthvariant>Kort tekst</lengthvariant></translation>"),
         [("Ticket.Short[0]", "Ein lang tekst"), ("Ticket.Short[1]", "Kort tekst")]),
        (message("Two", "<translation>Ei linje\nto linjer<byte value='x9'/></translation>"),
         [("Ticket.Two", "Ei linje\nto linjer")]),
        (message("Subject", "<translation>Kvitteringa di</translation>", 'id="mail.subject"'),
         [("Ticket.mail.subject", "Kvitteringa di")]),
    ],
)  # fmt: skip
def test_a_message(one: str, found: list[tuple[str, str]], segments: Segments) -> None:
    assert [(each.key, each.text) for each in segments("a.ts", translations(one))] == found


def test_the_file_declares_its_language(reading: Callable[[str, str], Reading]) -> None:
    text = f"{HEAD}<message><source>a</source><translation>Hei du</translation></message></TS>"
    found = reading("app.ts", text)
    assert (found.language, [one.key for one in found.segments]) == ("nn_NO", ["a"])


def test_typescript_is_not_taken_for_it() -> None:
    assert kind_of("app_nn.ts", translations()) == "qt"
    assert kind_of("app.ts", 'const text = "<TS>";') == "code"
    assert kind_of("app.ts", "<T>(x: T) => x") == "code"


def test_a_word_maps_to_where_it_stands(segments: Segments) -> None:
    source = translations(message("a", "<translation>&amp;Lagre p&#229; nytt</translation>"))
    (found,) = segments("a.ts", source)
    span = found.source_span(Span(0, 8))
    assert (found.text[:8], source[span.start : span.end]) == ("Lagre på", "Lagre p&#229;")


def test_a_broken_file_is_told() -> None:
    with pytest.raises(CopylintError, match="not XML: mismatched tag") as caught:
        read(Source("a.ts", HEAD + "<context></TS>"))
    assert caught.value.error.line == 4
