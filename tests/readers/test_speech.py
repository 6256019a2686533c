"""SSML and VoiceXML: what the caller hears, and where it stands."""

from __future__ import annotations

from collections.abc import Callable
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from copylint.config import Settings
from copylint.engine import lint
from copylint.model import CopylintError, Reading, Source
from copylint.readers import kind_of, read
from copylint.readers.mapped import Mapped
from tests.support import LEXICONS

Texts = Callable[[str, str], list[str]]


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("Du er nummer to i køen.", ["Du er nummer to i køen."]),
        ("<p>Hei.</p><p>Vi svarer snart.</p>", ["Hei.", "Vi svarer snart."]),
        ("<p><s>Hei</s><s>Vi svarer snart</s></p>", ["Hei", "Vi svarer snart"]),
        ("Hei<break time='1s'/>Vi svarer", ["Hei Vi svarer"]),
        ("Ring <sub alias='Statens vegvesen'>SVV</sub> i dag", ["Ring Statens vegvesen i dag"]),
        ("Ring <sub alias='B&#248; &amp; S&#248;nn'>BS</sub>", ["Ring Bø & Sønn"]),
        ("Kode <say-as interpret-as='digits'>12</say-as>", ["Kode 12"]),
        ("<phoneme ph='x'>Bø</phoneme> kommune", ["Bø kommune"]),
        ("<prosody rate='slow'>Vent<emphasis> litt</emphasis></prosody>", ["Vent litt"]),
        ("Hei <audio src='a.wav'><desc>Musikk</desc>Vent litt</audio>", ["Hei", "Vent litt"]),
        ("<metadata><x>Nei</x></metadata>Hei", ["Hei"]),
        ("K&#248;en er\n   lang", ["Køen er lang"]),
        ("Hei {{ navn }}", ["Hei {{ navn }}"]),
    ],
)
def test_a_script_is_what_the_voice_says(texts: Texts, inner: str, expected: list[str]) -> None:
    assert texts("a.ssml", f"<speak>{inner}</speak>") == expected


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("<form><block>Hei</block></form>", ["Hei"]),
        ("<form><block><prompt>Hei</prompt><goto next='#a'/></block></form>", ["Hei"]),
        ("<field><grammar>ja | nei</grammar><prompt>Svar</prompt></field>", ["Svar"]),
        ("<menu><prompt>Velg</prompt><choice dtmf='1'>salg</choice></menu>", ["Velg"]),
        ("<field><noinput>Vi hørte ikke</noinput></field>", ["Vi hørte ikke"]),
        ("<script>var a = 1;</script><catch><log>feil</log>Feil</catch>", ["Feil"]),
        ("<form> x <block><if cond='a'>Ja<else/>Nei</if></block></form>", ["Ja", "Nei"]),
        ("<transfer><prompt>Vi setter deg over</prompt></transfer>", ["Vi setter deg over"]),
    ],
)
def test_of_a_dialogue_the_prompts_are_read(texts: Texts, inner: str, expected: list[str]) -> None:
    assert texts("a.vxml", f"<vxml version='2.1'>{inner}</vxml>") == expected


def test_a_value_is_a_placeholder() -> None:
    text = "<vxml><prompt>Hei, <value expr='fornavn'/>.</prompt></vxml>"
    [segment] = read(Source("a.vxml", text)).segments
    [found] = segment.placeholders
    assert (segment.text, found.role) == ("Hei, %{fornavn}.", "name")
    span = segment.source_span(found.span)
    assert text[span.start : span.end] == "<value expr='fornavn'/>"


def test_languages_are_declared() -> None:
    text = "<speak xml:lang='nb-NO'><p>Hei</p><p xml:lang='sv-SE'>Hej</p></speak>"
    reading: Reading = read(Source("a.ssml", text))
    assert reading.language == "nb-NO"
    assert [one.language for one in reading.segments] == [None, "sv-SE"]


@pytest.mark.parametrize("root", ["speak", "vxml"])
def test_the_root_tells_what_an_xml_file_is(root: str) -> None:
    assert kind_of("a.xml", f"<?xml version='1.0'?><{root} version='1.0'/>") in ("ssml", "vxml")


@pytest.mark.parametrize("name", ["a.ssml", "a.vxml"])
@pytest.mark.parametrize("text", ["<speak>", "<other/>", "Hei"])
def test_what_is_no_script_is_a_clear_error(name: str, text: str) -> None:
    with pytest.raises(CopylintError, match=r"a\.\wxml|a\.ssml"):
        read(Source(name, text))


def test_a_script_is_for_callers_on_hold_unless_something_says_else() -> None:
    text = "<speak><p>Køen er lang i dag. Vi svarer alle.</p></speak>"
    assert lint(Source("a.ssml", text), Settings(), LEXICONS).touchpoint == "hold"
    declared = f"<!-- copylint: touchpoint=support -->{text}"
    assert lint(Source("a.ssml", declared), Settings(), LEXICONS).touchpoint == "support"
    invoice = "<speak>Fakturaen din er klar. Fakturaen forfaller på fredag.</speak>"
    assert lint(Source("faktura.ssml", invoice), Settings(), LEXICONS).touchpoint == "invoice"


PIECES = st.lists(
    st.one_of(
        st.text(alphabet="abøå <&é.", min_size=1, max_size=6).map(escape),
        st.sampled_from(["&#229;", "<break/>", "<s>nå</s>", "<!-- x -->", "<p>æ</p>"]),
    )
)


@given(PIECES)
def test_each_character_stands_where_it_was_written(pieces: list[str]) -> None:
    text = f"<speak>{''.join(pieces)}</speak>"
    segments = read(Source("a.ssml", text)).segments
    said = "".join(one.text for one in segments)
    heard = "".join(etree.fromstring(text).itertext())
    assert said.split() == heard.split() or "".join(said.split()) == "".join(heard.split())
    for segment in segments:
        mapped = Mapped(segment.text, segment.runs)
        for at, character in enumerate(segment.text):
            span = mapped.source(at)
            written = text[span.start : span.end]
            wrapped = f"<x>{written}</x>"
            if character != " ":
                assert "".join(etree.fromstring(wrapped).itertext()) == character
