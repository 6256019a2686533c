"""JSON and YAML catalogues."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from copylint.model import CopylintError, Reading, Segment, Source, Span
from copylint.readers import read
from copylint.readers.catalogue import Entry, language_of_key, may_be_copy, read_entries
from copylint.readers.mapped import Mapped

Segments = Callable[[str, str], tuple[Segment, ...]]

YAML = """\
# comment
nb: &all
  greeting: Hei %{name}, hvordan
    går det
  html: '<p>Det''s <b>fett</b> &aring;</p><p>Nytt avsnitt</p>'
  quoted: "Tak \\u00e5 ta \\
    imot\\nny linje"
  folded: >
    Brettet
    tekst

    nytt avsnitt
  literal: |-
    Bokstavelig
      tekst
  again: *anchor
  anchored: &anchor Gjenbrukt tekst
  second: &anchor Samme anker igjen
  greeting: Samme nøkkel igjen
  odd: !ruby/object:Mail {subject: Emne her}
  constant: !php/const App::NAME
  list: [En ting, {"x y": "To ting"}]
  ? [complex, key]
  : Under en sammensatt nøkkel
  date: "%d.%m.%Y"
  number: 12
  yes: true
"""


def test_yaml_strings(segments: Segments) -> None:
    assert [(one.key, one.text) for one in segments("a.yml", YAML)] == [
        ("nb.greeting", "Hei %{name}, hvordan går det"),
        ("nb.html", "Det's fett å"),
        ("nb.html", "Nytt avsnitt"),
        ("nb.quoted", "Tak å ta imot\nny linje"),
        ("nb.folded", "Brettet tekst\nnytt avsnitt"),
        ("nb.literal", "Bokstavelig\ntekst"),
        ("nb.anchored", "Gjenbrukt tekst"),
        ("nb.second", "Samme anker igjen"),
        ("nb.greeting", "Samme nøkkel igjen"),
        ("nb.odd.subject", "Emne her"),
        ("nb.list.0", "En ting"),
        ("nb.list.1.x y", "To ting"),
        ("nb.?", "Under en sammensatt nøkkel"),
    ]


@pytest.mark.parametrize(
    "words",
    ["%{name}", "går det", "fett", "Nytt avsnitt", "ta", "imot", "ny linje", "tekst", "Emne her"],
)
def test_yaml_words_map_to_where_they_stand(words: str, segments: Segments) -> None:
    for text in (YAML, YAML.replace("\n", "\r\n"), "\ufeff" + YAML):
        for segment in segments("a.yml", text):
            at = segment.text.find(words)
            if at >= 0:
                span = segment.source_span(Span(at, at + len(words)))
                assert text[span.start : span.end] == words


def test_both_yaml_parsers_give_the_same(
    segments: Segments, monkeypatch: pytest.MonkeyPatch
) -> None:
    import yaml

    import copylint.readers.yamlfile as module

    expected = segments("a.yml", YAML)
    monkeypatch.setattr(module, "_LOADER", yaml.SafeLoader)
    assert segments("a.yml", YAML) == expected


def test_json_strings(segments: Segments) -> None:
    text = json.dumps(
        {
            "mail": {"subject": "Din ordre", "body": 'Hej {{ name }}\n\nTak "nu" 😀'},
            "items": ["En", {"cta": "Se <b>mer</b>"}],
            "url": "https://nav.no/x",
            "n": 1,
        }
    )
    assert [(one.key, one.role, one.text) for one in segments("da.json", text)] == [
        ("mail.subject", "subject", "Din ordre"),
        ("mail.body", "text", "Hej {{ name }}"),
        ("mail.body", "text", 'Tak "nu" 😀'),
        ("items.0", "text", "En"),
        ("items.1.cta", "button", "Se mer"),
    ]


def test_json_maps_through_escapes_and_html(segments: Segments) -> None:
    text = '{"a": "S\\u00e5 <b>fint</b> &amp; godt"}'
    (segment,) = segments("a.json", text)
    assert segment.text == "Så fint & godt"
    assert text[slice(*_ends(segment.source_span(Span(1, 2))))] == "\\u00e5"
    assert text[slice(*_ends(segment.source_span(Span(3, 7))))] == "fint"
    assert text[slice(*_ends(segment.source_span(Span(8, 9))))] == "&amp;"


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def test_a_newline_that_was_escaped_twice_is_a_newline(segments: Segments) -> None:
    text = '{"a": "Kære kunde,\\\\nTak"}'
    (segment,) = segments("a.json", text)
    assert segment.text == "Kære kunde,\nTak"
    assert segment.source_span(Span(11, 12)) == Span(18, 21)


def test_flutter_catalogues(reading: Callable[[str, str], Reading]) -> None:
    text = '{"@@locale": "nb", "hei": "Hei du", "@hei": {"description": "Not for customers"}}'
    found = reading("app.arb", text)
    assert found.language == "nb"
    assert found.shape == "catalogue"
    assert [(one.key, one.language) for one in found.segments] == [("hei", None)]


def test_a_locale_key_declares_what_stands_under_it(segments: Segments) -> None:
    text = json.dumps(
        {
            "translations": {"nb": {"title": "En tittel"}, "x": {"y": "Noe annet"}},
            "messages": {"sv-SE": {"a": "Hej där"}, "other": {"b": "Noget andet"}},
            "hello": {"da": "Hej dig", "sv": "Hej du", "en": "Hello you"},
            "answer": {"yes": {"t": "Ja da"}, "no": {"t": "Nei takk"}},
            "mail": {"@@locale": "nn", "t": "Ein tekst"},
        }
    )
    assert {one.key: one.language for one in segments("a.json", text)} == {
        "translations.nb.title": "nb", "translations.x.y": None, "messages.sv-SE.a": "sv-SE",
        "messages.other.b": None, "hello.da": "da", "hello.sv": "sv", "hello.en": "en",
        "answer.yes.t": None, "answer.no.t": None, "mail.t": "nn",
    }  # fmt: skip


def test_language_of_key() -> None:
    assert language_of_key("nb_NO", ["nb_NO"], top=True, leaf=False) == "nb_NO"
    assert language_of_key("no", ["yes", "no"], top=False, leaf=True) is None
    assert language_of_key("is", ["is", "was"], top=False, leaf=False) is None
    assert language_of_key("mail", ["mail"], top=True, leaf=False) is None


@pytest.mark.parametrize(
    "text",
    ["", "  ", "12", "%d.%m.%Y", "dd.MM.yyyy", "HH:mm", "l j. F Y", "https://nav.no/a?b", "/min/a",
     "post@nav.no", "some_identifier", "color: red;", ".a { color: red }", "#ff00aa", "bilde.png",
     "$('#x').hide();", "sv-SE", "App::NAME", "9a546244-5ec7-4792-969a-5c35e75c6153"],
)  # fmt: skip
def test_what_is_no_copy(text: str, segments: Segments) -> None:
    assert segments("a.json", json.dumps({"a": text})) == ()


@pytest.mark.parametrize("text", ["Ja", "OK", "e-post", "Log ind", "Se nav.no", "i dag"])
def test_what_may_be_copy(text: str) -> None:
    assert may_be_copy(text)


@pytest.mark.parametrize("text", ["{{ name }}", "%s", "<br/>", "<b>{{ x }}</b>", "%{a} - %{b}"])
def test_a_string_of_placeholders_alone_is_left_out(text: str, segments: Segments) -> None:
    assert segments("a.json", json.dumps({"a": text})) == ()


def test_a_name_under_a_sign_off_belongs_to_the_string(segments: Segments) -> None:
    text = json.dumps({"a": "Hej Bo\n\nVenlig hilsen\n\n{{ sender.name }}", "b": "{{ x }}\n\n%s"})
    assert [one.text for one in segments("a.json", text)] == [
        "Hej Bo", "Venlig hilsen", "{{ sender.name }}",
    ]  # fmt: skip


@pytest.mark.parametrize("key", ["Click the button", "Reset link", "Add a title"])
def test_a_key_that_is_the_original_text_gives_no_role(key: str, segments: Segments) -> None:
    (found,) = segments("a.json", json.dumps({key: "En tekst"}))
    assert (found.key, found.role) == (key, "text")


def test_keys_beside_each_other_are_told_apart() -> None:
    entries = [Entry((key,), Mapped.verbatim("En tekst", 0)) for key in ("a", "a", "b", "a", "a")]
    assert [one.key for one in read_entries(entries)] == ["a", "a#2", "b", "a", "a#2"]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('{"a": "b"', 1, "expected ',' or '}'"),
        ('{\n"a": "b",\n}', 3, "expected a key in double quotes"),
        ('{"a" "b"}', 1, "expected ':' after the key"),
        ('{"a": b}', 1, "expected a value"),
        ('\n{"a": "b', 2, "closing '\"'"),
        ('{"a": "\\x"}', 1, "escape that JSON knows, not '\\\\x'"),
        ('{"a": "\\u12"}', 1, "four hexadecimal digits"),
        ('{"a": 1}\n}', 2, "the end of the file"),
        ("[" * 9999, 1, "no more than 500 levels"),
        ("hej", 1, "expected a value"),
    ],
)
def test_broken_json_is_told(text: str, line: int, said: str) -> None:
    with pytest.raises(CopylintError, match=r"not JSON: .*; mend the file there") as caught:
        read(Source("mail/da.json", text))
    assert caught.value.error.path == "mail/da.json"
    assert caught.value.error.line == line
    assert said.replace("\\\\", "\\") in caught.value.error.message


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: b\n c: d", 2),
        ("a: 'b\n\n", 3),
        ("a: %d fejl", 1),
        ("a: [b", 1),
        ("a: b\x08c", 1),
        ("a: !x!y z", 1),
        ("[" * 5000, None),
    ],
)
def test_broken_yaml_is_told(text: str, line: int | None) -> None:
    with pytest.raises(CopylintError, match=r"not YAML: .*; mend the file there") as caught:
        read(Source("mail/da.yml", text))
    assert caught.value.error.path == "mail/da.yml"
    if line is not None:
        assert caught.value.error.line in (line, line + 1)
