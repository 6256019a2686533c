"""PHP files of translations."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from copylint.model import CopylintError, Reading, Segment, Source, Span
from copylint.readers import read
from copylint.readers.phparray import php_entries
from tests.readers.pieces import Piece, assert_document, document, texts

FILE = """\
<?php

declare(strict_types=1);

use App\\Foo;

return [

    /*
    | 'overskrift' => 'Ikke en tekst'
    */
    // 'ude' => 'Heller ikke en tekst',
    'welcome' => 'Velkommen, :name', # en kommentar
    "nested" => [
        'subject' => "Din ordre {$order->id} er sendt",
        'list' => array('Første ting', 'Anden ting',),
    ],
    'apostrophe' => 'Det er Jens\\' tur, og c:\\\\temp er \\n tom',
    'concat' => 'Læs mere på '
        . config('app.name') . " i dag,\\n" . 'kære du',
    'attributes' => [],
    'heredoc' => <<<EOT
        Kære $navn

        Tak for \\$din ordre.
        EOT,
    'nowdoc' => <<<'TXT'
Uden $variabel
TXT,
    'url' => 'https://example.dk/min_side',
    Foo::NAME => 'Under en konstant',
    'chosen' => $x ? 'Det ene valg' : 'Det andet valg',
];
"""


def test_texts(segments: Callable[[str, str], tuple[Segment, ...]]) -> None:
    for text in (FILE, FILE.replace("\n", "\r\n"), "\ufeff" + FILE):
        assert [(one.key, one.text) for one in segments("lang/da/mail.php", text)] == [
            ("welcome", "Velkommen, :name"),
            ("nested.subject", "Din ordre {$order->id} er sendt"),
            ("nested.list.0", "Første ting"),
            ("nested.list.1", "Anden ting"),
            ("apostrophe", "Det er Jens' tur, og c:\\temp er\ntom"),
            ("concat", "Læs mere på config('app.name') i dag,\nkære du"),
            ("heredoc", "Kære $navn"),
            ("heredoc", "Tak for $din ordre."),
            ("nowdoc", "Uden $variabel"),
            ("Foo::NAME", "Under en konstant"),
        ]


def test_variables_are_placeholders(segments: Callable[[str, str], tuple[Segment, ...]]) -> None:
    found = {
        one.key: [
            (p.identifier, p.role, one.text[p.span.start : p.span.end]) for p in one.placeholders
        ]
        for one in reversed(segments("a.php", FILE))
    }
    assert found["welcome"] == [("name", "name", ":name")]
    assert found["nested.subject"] == [("order.id", "number", "{$order->id}")]
    assert found["concat"] == [("app.name", "company", "config('app.name')")]
    assert found["heredoc"] == [("navn", "name", "$navn")]


@pytest.mark.parametrize(
    ("words", "source"),
    [("Jens'", "Jens\\'"), ("for $din", "for \\$din"), ("i dag", "i dag"), ("Anden", "Anden")],
)
def test_words_map_to_where_they_stand(
    words: str, source: str, segments: Callable[[str, str], tuple[Segment, ...]]
) -> None:
    (segment,) = [one for one in segments("a.php", FILE) if words in one.text]
    at = segment.text.index(words)
    span = segment.source_span(Span(at, at + len(words)))
    assert FILE[span.start : span.end] == source


def test_files_that_fill_a_variable(texts: Callable[[str, str], list[str]]) -> None:
    text = """<?php
defined('BASEPATH') OR exit('No direct script access allowed');
if (!defined('X')) { exit; }
$lang['email_invalid'] = "Adressen er ikke gyldig: %s";
$lang['a']['b'] = 'To led';
$_['text_subject']  = 'Tak for din ordre';
$string['pluginname'] = 'Nyheder fra os';
$other['x'] = 'Ingen tekst';
$lang = array('c' => 'Hele tabellen');
"""
    assert texts("da/x_lang.php", text) == [
        "Adressen er ikke gyldig: %s", "To led", "Tak for din ordre", "Nyheder fra os",
        "Hele tabellen",
    ]  # fmt: skip


def test_laravel_plurals(reading: Callable[[str, str], Reading]) -> None:
    found = reading(
        "a.php",
        "<?php return ['a' => '{0} Ingen varer|{1} Én vare|[2,*] :count varer',"
        " 'b' => ':count dag|:count dage', 'c' => 'Hej *|FNAME|* og {{ x | upper }}'];",
    )
    assert [one.text for one in found.segments] == [
        ":count varer", ":count dage", "Hej *|FNAME|* og {{ x | upper }}",
    ]  # fmt: skip
    assert [[one.text for one in those] for those in found.alternatives] == [
        ["Ingen varer", ":count dag"],
        ["Én vare"],
    ]


def test_a_locale_key_declares_what_stands_under_it(
    segments: Callable[[str, str], tuple[Segment, ...]],
) -> None:
    text = "<?php return ['da' => ['a' => 'Hej med dig'], 'sv' => ['a' => 'Hej på dig']];"
    assert [one.language for one in segments("a.php", text)] == ["da", "sv"]


@pytest.mark.parametrize(
    "text",
    [
        "<?php\nclass A { function b() { return ['a' => 'Kære kunde, tak']; } }",
        "<?php\nfunction x() { return ['a' => 'Kære kunde']; }\nreturn ['a' => 'Kære kunde'];",
        "<?php return ['name' => env('A', 'Kære kunde'), 'b' => 1, 'c' => true, 'd' => 'Hej du'];",
        "<?php return [A::class, B::class];",
        "<?php\necho 'Kære kunde';\n$lang = ['a' => 'Kære kunde'];",
        "<html><body><p>Kære kunde</p><?php return ['a' => 'b']; ?>",
        "<?php $x = ['a' => 'Kære kunde'];",
        "<?php return 'Kære kunde';",
        "<?php",
    ],
)
def test_other_php_holds_no_copy(text: str, texts: Callable[[str, str], list[str]]) -> None:
    assert texts("index.php", text) == []


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("<?php return [\n'a' => ['b' => 'c',\n];", 1, "the ']' that closes what begins here"),
        ("<?php return [\n'a' => 'b\n, 'c' => 'd'];", 3, "expected ',' or ']' after a text"),
        ("<?php return [\n'a' => 'b'\n'c' => 'd'];", 3, "expected ',' or ']' after a text"),
        ("<?php return [\n\n'a' => \"b];", 3, "the quote that ends this text is missing"),
        ("<?php return ['a' => 'b' . ];", 1, "expected a text or a variable after '.'"),
        ("<?php return " + "[" * 3000 + "]" * 3000 + ";", 1, "more than 100 levels of nesting"),
    ],
)
def test_a_broken_table_is_told(text: str, line: int, problem: str) -> None:
    with pytest.raises(CopylintError, match=r"not PHP: .*; mend the file there") as caught:
        read(Source("da.php", text))
    assert caught.value.error.line == line
    assert problem in caught.value.error.message


SINGLE: Sequence[Piece] = [
    ("\\'", "'"), ("\\\\", "\\"), ('"', '"'), ("$", "$"), ("\n", "\n"), (" ", " "), ("/", "/"),
    ("{", "{"), ("]", "]"), (";", ";"),
]  # fmt: skip
DOUBLE: Sequence[Piece] = [
    ('\\"', '"'), ("\\\\", "\\"), ("\\$", "$"), ("\\n", "\n"), ("\\t", "\t"), ("\\u{e5}", "å"),
    ("\\u{1F600}", "😀"), ("\\x41", "A"), ("\\101", "A"), ("\\xc3\\xa5", "å"), ("\\e", "\x1b"),
    ("'", "'"), ("]", "]"), ("\n", "\n"), (" ", " "),
]  # fmt: skip


def string(quote: str, pieces: Sequence[Piece]) -> st.SearchStrategy[tuple[str, list[Piece]]]:
    return texts(pieces).map(lambda text: (quote, separated(text)))


def separated(pieces: list[Piece]) -> list[Piece]:
    """A letter between byte escapes, which would else be read as one character."""
    result: list[Piece] = []
    for one in pieces:
        if one[0][:2] in ("\\x", "\\1") and result and result[-1][0][:2] in ("\\x", "\\1"):
            result.append(("k", "k"))
        result.append(one)
    return result


Text = tuple[str, list[Piece]]
"""What stands before a text, here its quote, and the text."""

STRINGS = st.lists(st.one_of(string("'", SINGLE), string('"', DOUBLE)), max_size=4)
KEYS = st.sampled_from(["'k' => ", '"k" => ', "5 => ", "A::B=>", "", "// 'x'\n", "/* [ */ 'k'=>"])


def table(strings: Sequence[Text], keys: Sequence[str]) -> tuple[str, list[Text]]:
    """The source of a table with these texts, and its parts as ``assert_document`` takes them."""
    parts: list[Text] = []
    before = "<?php\nreturn ["
    end = ""
    for (quote, text), key in zip(strings, keys, strict=False):
        parts.append((f"{before}{key}{quote}", text))
        before = f"{quote}, "
        end = quote
    return document(parts, f"{end if parts else before}];"), parts


@given(STRINGS, st.lists(KEYS, min_size=4, max_size=4))
def test_what_is_written_is_read(strings: list[Text], keys: list[str]) -> None:
    source, parts = table(strings, keys)
    assert_document(php_entries(Source("a.php", source)), parts)


@pytest.mark.skipif(shutil.which("php") is None, reason="php itself is the oracle")
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(STRINGS.filter(bool), min_size=20, max_size=20))
def test_php_reads_the_same(tmp_path: Path, tables: list[list[Text]]) -> None:
    sources = [table(one, [""] * 4)[0] for one in tables]
    for at, source in enumerate(sources):
        (tmp_path / f"{at}.php").write_text(source, encoding="utf-8", newline="")
    files = f'for ($i = 0; $i < {len(sources)}; $i++) {{ $all[] = include "$i.php"; }}'
    script = f"{files} echo json_encode($all);"
    run = subprocess.run(["php", "-r", script], cwd=tmp_path, capture_output=True, check=True)
    found = [[one.text.text for one in php_entries(Source("a.php", text))] for text in sources]
    assert json.loads(run.stdout) == found
