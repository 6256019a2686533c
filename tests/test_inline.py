"""Comments to copylint: where they may stand, what they say, and that nobody reads them as copy."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copylint.config import Forced, Settings
from copylint.engine import understand
from copylint.inline import Declarations, declarations, directives, hide_lines
from copylint.model import CopylintError, Source
from copylint.readers import read


def declared(text: str, kind: str) -> Declarations:
    return declarations(Source("mail/a.txt", text), kind)


def fault(text: str, kind: str = "text") -> str:
    with pytest.raises(CopylintError) as caught:
        declared(text, kind)
    return str(caught.value.error)


HOLD = Declarations(touchpoint="hold")


@pytest.mark.parametrize(
    ("kind", "comment"),
    [
        ("html", "<!-- copylint: touchpoint=hold -->"),
        ("html", "<!--copylint:touchpoint=hold-->"),
        ("html", "<!--\n  copylint: touchpoint=hold\n-->"),
        ("html", "{# copylint: touchpoint=hold #}"),
        ("html", "{#- copylint: touchpoint=hold -#}"),
        ("html", "{{!-- copylint: touchpoint=hold --}}"),
        ("html", "{{! copylint: touchpoint=hold }}"),
        ("html", "{{-- copylint: touchpoint=hold --}}"),
        ("html", "{* copylint: touchpoint=hold *}"),
        ("html", "<%# copylint: touchpoint=hold %>"),
        ("html", "<%# copylint: touchpoint=hold -%>"),
        ("markdown", "<!-- copylint: touchpoint = hold -->"),
        ("markdown", "{% raw %}\n{# copylint: touchpoint=HOLD #}"),
        ("text", "# copylint: touchpoint=hold"),
        ("text", "\ufeff  #copylint: touchpoint=hold  \r\n\r\nHej"),
        ("text", "Hej\n# copylint: touchpoint='hold'\nmed dig"),
        ("text", "{# copylint: touchpoint=hold #}"),
        ("yaml", "# copylint: touchpoint=hold\nda: {}"),
        ("yaml", "da: Hej # copylint: touchpoint=hold"),
        ("properties", "a=b\n! copylint: touchpoint=hold"),
        ("properties", "# copylint: touchpoint=hold"),
        ("strings", "/* copylint: touchpoint=hold */"),
        ("strings", '"a" = "b"; // copylint: touchpoint=hold'),
        ("fluent", "# copylint: touchpoint=hold"),
        ("fluent", "a = b\n### copylint: touchpoint=hold"),
        ("php", "<?php // copylint: touchpoint=hold\nreturn [];"),
        ("php", "<?php\n/* copylint: touchpoint=hold */"),
        ("php", "<?php\n# copylint: touchpoint=hold"),
        ("lang", "# copylint: touchpoint=hold\nA=B"),
        ("po", '# copylint: touchpoint=hold\nmsgid ""'),
        ("xliff", "<!-- copylint: touchpoint=hold -->"),
        ("resx", "<!-- copylint: touchpoint=hold -->"),
        ("android", "<!-- copylint: touchpoint=hold -->"),
        ("qt", "<!-- copylint: touchpoint=hold -->"),
        ("stringsdict", "<!-- copylint: touchpoint=hold -->"),
    ],
)
def test_a_comment_of_the_format_declares(kind: str, comment: str) -> None:
    assert declared(comment, kind) == HOLD


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("html", "# copylint: touchpoint=hold"),
        ("html", "<p>copylint: touchpoint=hold</p>"),
        ("markdown", "# copylint: touchpoint=hold"),
        ("markdown", "`<!-- copylint: touchpoint=hold -->`"),
        ("markdown", "```html\n<!-- copylint: touchpoint=hold -->\n```\n"),
        ("text", "Skriv # copylint: touchpoint=hold"),
        ("text", "<!-- copylint: touchpoint=hold -->"),
        ("json", '{"a": "# copylint: touchpoint=hold"}'),
        ("json", '{"a": "<!-- copylint: touchpoint=hold -->"}'),
        ("yaml", "a: '#copylint: touchpoint=hold'"),
        ("properties", "a=b # copylint: touchpoint=hold"),
        ("strings", '"a" = "https://copylint: touchpoint=hold";'),
        ("strings", "# copylint: touchpoint=hold"),
        ("fluent", "a = b # copylint: touchpoint=hold"),
        ("php", "<?php return ['a' => 'https://copylint: touchpoint=hold'];"),
        ("csv", "# copylint: touchpoint=hold"),
        ("po", 'msgstr "# copylint: touchpoint=hold"'),
        ("po", "#. copylint: touchpoint=hold"),
        ("android", "# copylint: touchpoint=hold"),
    ],
)
def test_nothing_else_does(kind: str, text: str) -> None:
    assert declared(text, kind) == Declarations()


def test_several_things_and_several_comments() -> None:
    text = "# copylint: language=nn, touchpoint=sms\nHei\n# copylint: language=nn"
    assert declared(text, "text") == Declarations(language="nn", touchpoint="sms")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("\n# copylint: touchpoint=hod", "2: comment to copylint: unknown touchpoint 'hod'; did"),
        ("# copylint: tuochpoint=hold", "1: comment to copylint: unknown word 'tuochpoint'; did"),
        ("# copylint: language=no", "unknown language 'no'; write 'nb' for bokmål or 'nn'"),
        ("# copylint: hold", "unknown word 'hold'; known are language, touchpoint, ignore"),
        ("# copylint: language", "unknown word 'language'"),
        ("# copylint:", "says nothing; write one of language=..., touchpoint=..., ignore"),
        (
            "# copylint: touchpoint=sms\n\n# copylint: touchpoint=hold",
            "3: comment to copylint: touchpoint=hold contradicts touchpoint=sms above",
        ),
    ],
)
def test_what_copylint_does_not_know_is_an_error_with_its_line(text: str, said: str) -> None:
    message = fault(text)
    assert message.startswith("mail/a.txt:")
    assert said in message
    assert "\n" not in message


def test_directives_keep_their_place_and_words() -> None:
    text = "Hej\n# copylint: off, hollow-phrase\n"
    (found,) = directives(text, "text")
    assert text[found.span.start : found.span.end] == "# copylint: off, hollow-phrase"
    assert found.words == ("off", "hollow-phrase")


@pytest.mark.parametrize("path", ["a.txt", "a.html", "a.md", "a.txt.erb"])
def test_no_comment_is_read_as_copy(path: str) -> None:
    comment = {
        "a.txt": "# copylint: touchpoint=hold",
        "a.html": "<!-- copylint: touchpoint=hold -->",
        "a.md": "<!-- copylint: touchpoint=hold -->",
        "a.txt.erb": "<%# copylint: touchpoint=hold %>",
    }[path]
    first, last = ("<p>Hej Bo", "<p>Vi ses.") if path == "a.html" else ("Hej Bo", "Vi ses.")
    source = Source(path, f"{comment}\n\n{first}\n\n{comment}\n\n{last}\n")
    reading = read(source)
    assert [one.text for one in reading.segments] == ["Hej Bo", "Vi ses."]


def test_a_comment_inside_a_paragraph_does_not_end_it() -> None:
    source = Source(
        "a.txt", "Subject: Hej\n# copylint: touchpoint=sms\nVi ses\n# copylint: x\ni dag."
    )
    assert [one.text for one in read(source).segments] == ["Hej", "Vi ses\ni dag."]


def test_the_command_line_beats_the_comment_and_the_comment_the_settings() -> None:
    source = Source("a.txt", "# copylint: touchpoint=sms language=nn\nVi kjem i morgon klokka ti.")
    settings = Settings(touchpoint="hold", language="nb")
    (message,) = understand(source, settings)
    assert message.touchpoint.value == "sms"
    assert message.touchpoint.evidence == "declared in a comment"
    assert message.language.value == "nn"
    forced = Settings(forced=Forced(touchpoint="order"))
    assert understand(source, forced)[0].touchpoint.value == "order"


@given(st.text(alphabet="# copylint:=\n\r{}!-<>touchpoinsm", max_size=120))
def test_hiding_keeps_every_other_character(text: str) -> None:
    hidden = hide_lines(text, text)
    assert len(hidden) == len(text)
    for found in directives(text, "text"):
        assert 0 <= found.span.start < found.span.end <= len(text)


def test_a_wrong_comment_is_one_line_and_the_other_files_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>Hej\n<!-- copylint: touchpoint=hod -->", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Dit opkald er vigtigt for os.", encoding="utf-8")
    command = [sys.executable, "-m", "copylint", "--ui-language", "en", "a.html", "b.txt"]
    done = subprocess.run(
        command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        "a.html:2: comment to copylint: unknown touchpoint 'hod'; did you mean 'hold'?"
    ]
    assert "b.txt" in done.stdout
