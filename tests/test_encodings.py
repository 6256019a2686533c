"""A faulty sentence through every encoding in every format that can hold it.

The finding is the same everywhere, and the source that it names, decoded by the standard library,
is the words at fault.
"""

from __future__ import annotations

import base64
import binascii
import codecs
import html
import io
import json
import quopri
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html.entities import codepoint2name
from unicodedata import normalize

import docx
import pytest

from copylint.config import Settings
from copylint.discovery import decode
from copylint.engine import lint
from tests.support import LEXICONS

FAULTS = {
    "da": (
        "Læs mere her, og vi håber på din forståelse.",
        "hollow-phrase/thanks-for-patience",
        "håber på din forståelse",
    ),
    "sv": (
        "Vi beklagar eventuella olägenheter.",
        "hollow-phrase/empty-regret",
        "Vi beklagar eventuella olägenheter",
    ),
}
"""By language a sentence, the finding in it, and the words at fault."""

ENCODINGS = {
    "UTF-8": "utf-8", "UTF-8 with a mark": "utf-8-sig", "UTF-16 with a mark": "utf-16",
    "UTF-16 LE": "utf-16-le", "UTF-16 BE": "utf-16-be", "Windows-1252": "cp1252",
    "Latin-1": "latin-1",
}  # fmt: skip

FILES = {
    "a.txt": "{}\n", "a.md": "# Nyt\n\n{}\n", "a.html": "<p>{}</p>\n",
    "a.mjml": "<mj-text>{}</mj-text>",
    "a.json": '{{"text": "{}"}}', "a.yml": 'text: "{}"\n', "a.properties": "text = {}\n",
    "a.strings": '"text" = "{}";\n', "a.ftl": "text = {}\n",
    "a.php": "<?php return ['text' => '{}'];\n",
    "a.csv": 'key,text\na,"{}"\n', "a.po": 'msgid "text"\nmsgstr "{}"\n',
    "a.xlf": '<xliff version="1.2"><file><body><trans-unit id="a"><source>x</source><target>{}'
    "</target></trans-unit></body></file></xliff>",
    "a.resx": '<root><data name="text"><value>{}</value></data></root>',
    "a.xml": '<resources><string name="text">{}</string></resources>',
    "a.ssml": "<speak>{}</speak>", "a.vxml": "<vxml><prompt>{}</prompt></vxml>",
    "a.eml": "Subject: Hej\n\n{}\n",
}  # fmt: skip
"""What stands around the sentence in a file of each format."""

MARKUP = ["a.html", "a.md", "a.mjml"]
XML = ["a.xlf", "a.resx", "a.xml", "a.ssml", "a.vxml"]


def plain(text: str) -> str:
    """``text`` as one reads it: without invisible characters, all spaces alike, NFC."""
    visible = re.sub("[\u00ad\u200b\ufeff]", "", text).replace("\u00a0", " ")
    return normalize("NFC", visible)


def escaped(text: str, escape: Callable[[str], str]) -> str:
    return re.sub(r"[^\x00-\x7f]", lambda found: escape(found.group()), text)


def named(character: str) -> str:
    return f"&{codepoint2name[ord(character)]};"


SPELLINGS: dict[str, Callable[[str], str]] = {
    "as it is": lambda text: text,
    "NFD": lambda text: normalize("NFD", text),
    "non-breaking spaces": lambda text: text.replace(" ", "\u00a0"),
    "zero-width spaces": lambda text: text.replace("er", "e\u200br"),
    "soft hyphens": lambda text: text.replace("el", "e\u00adl"),
}
"""Ways to spell the sentence that any file in Unicode may use."""

REFERENCES: dict[str, Callable[[str], str]] = {
    "decimal": lambda text: escaped(text, lambda one: f"&#{ord(one)};"),
    "hexadecimal": lambda text: escaped(text, lambda one: f"&#x{ord(one):X};"),
}
ENTITIES = REFERENCES | {
    "named": lambda text: escaped(text, named),
    "&shy;": lambda text: text.replace("el", "e&shy;l"),
    "&nbsp;": lambda text: text.replace(" ", "&nbsp;"),
}


@dataclass(frozen=True)
class Case:
    """A file that holds the sentence, and what makes words of a range of its text."""

    name: str
    write: Callable[[str], bytes]
    read: Callable[[str], str] = plain


Spell = Callable[[str], str]
Write = Callable[[str], bytes]


def in_file(name: str, spell: Spell, encoding: str = "utf-8") -> Write:
    return lambda text: FILES[name].format(spell(text)).encode(encoding)


def part(charset: str, transfer: str, write: Callable[[bytes], bytes]) -> Write:
    head = f"Subject: Hej\nContent-Type: text/plain; charset={charset}\n"
    head += f"Content-Transfer-Encoding: {transfer}\n\n"
    return lambda text: head.encode() + write(text.encode(charset))


def document(text: str) -> bytes:
    file = io.BytesIO()
    written = docx.Document()
    written.add_paragraph(text)
    written.save(file)
    return file.getvalue()


def unquoted(charset: str) -> Callable[[str], str]:
    return lambda text: quopri.decodestring(text.encode()).decode(charset)


def unbase64(charset: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        return base64.b64decode(text + "=" * (-len("".join(text.split())) % 4)).decode(
            charset, errors="ignore"
        )

    return read


def unescaped(text: str) -> str:
    return codecs.decode(text, "unicode_escape")


def cases() -> Iterator[Case]:
    for name in FILES:
        for encoding in ENCODINGS.values():
            yield Case(name, in_file(name, str, encoding))
        for spelling, spell in SPELLINGS.items():
            if spelling != "as it is":
                yield Case(name, in_file(name, spell))
    for name in MARKUP:
        yield from (Case(name, in_file(name, one), _unreferenced) for one in ENTITIES.values())
    for name in XML:
        yield from (Case(name, in_file(name, one), _unreferenced) for one in REFERENCES.values())
    for name in ("a.json", "a.yml", "a.properties", "a.xml"):
        yield Case(name, in_file(name, lambda text: json.dumps(text)[1:-1]), unescaped)
    for charset in ("utf-8", "iso-8859-1", "windows-1252"):
        yield Case(
            "a.eml", part(charset, "quoted-printable", quopri.encodestring), unquoted(charset)
        )
        yield Case("a.eml", part(charset, "base64", binascii.b2a_base64), unbase64(charset))
        yield Case("a.eml", part(charset, "8bit", bytes))
    yield from (
        Case("a.docx", lambda text, by=one: document(by(text))) for one in SPELLINGS.values()
    )


def _unreferenced(text: str) -> str:
    return plain(html.unescape(text))


@pytest.mark.parametrize("language", FAULTS)
def test_the_same_finding_is_found_in_every_encoding(language: str) -> None:
    sentence, fault, words = FAULTS[language]
    wrong: list[str] = []
    for case in cases():
        data = case.write(sentence)
        source = decode(data, case.name)
        found = lint(source, Settings(language=language), LEXICONS).findings
        faults = [one for one in found if one.id == fault]
        quotes = {one.quote for one in faults}
        ranges = [case.read(source.text[one.span.start : one.span.end]) for one in faults]
        # Of a mail in base64 a finding names whole groups of characters.
        exact = case.name == "a.eml" or ranges == [words]
        if quotes != {words} or not exact or not all(words in one for one in ranges):
            wrong.append(f"{case.name} {data!r}: {quotes} {ranges}")
    assert wrong == []
