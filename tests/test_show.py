"""What ``copylint show`` prints of a file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from copylint.anatomy import anatomy
from copylint.config import Forced, Settings
from copylint.model import UI_LANGUAGES, CopylintError, FileError, Source
from copylint.report.show import ShowText
from copylint.report.show_json import ShowJson
from copylint.report.style import Style
from copylint.ui import load_ui

LETTER = """\
Emne: Faktura {{ fakturanummer }}

Kære {{ kunde.fornavn }},

Vi har ikke fået din betaling på {{ beloeb }} kr. Betal den senest på fredag, {{ x }}.

Venlig hilsen
Bo Holm
"""
CATALOGUE = """\
{
  "sent": {
    "subject": "Din ordre er på vej til dig",
    "greeting": "Hej {{ navn }},",
    "body": "Vi har sendt ordren i dag, og den kommer i morgen tidlig.",
    "signoff": "Venlig hilsen",
    "signature": "Bo Holm"
  },
  "login": {
    "title": "Log ind på din konto",
    "help": "Du kan altid ringe til os, hvis du har glemt din kode."
  }
}
"""


def shown(text: str, path: str = "mail.txt", ui: str = "en", **forced: str) -> str:
    report = ShowText(load_ui(ui), Style(False), width=100)
    read = anatomy(Source(path, text), Settings(forced=Forced(**forced)))  # type: ignore[arg-type]
    return report.file(read) + report.end()


def as_json(text: str, path: str = "mail.txt") -> dict[str, Any]:
    report = ShowJson()
    assert report.file(anatomy(Source(path, text), Settings())) == ""
    return json.loads(report.end())  # type: ignore[no-any-return]


def lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def test_a_letter_with_its_parts_lines_and_variables() -> None:
    found = lines(shown(LETTER, touchpoint="reminder", language="da"))
    assert found[:3] == [
        "mail.txt",
        "Format plain text, UTF-8",
        "Declared da (on the command line)",
    ]
    assert "Read as one whole message" in found
    assert any(one.startswith("Language Danish") for one in found)
    assert any(one.startswith("Touchpoint payment reminder") for one in found)
    name = "⟨name: kunde.fornavn⟩"
    assert f"Salutation “Kære {name},”, to {name}" in found
    assert "Sign-off “Venlig hilsen”, signed by Bo Holm" in found
    assert "1 subject Faktura ⟨number: fakturanummer⟩" in found
    assert f"3 salutation Kære {name}," in found
    assert any(one.startswith("5 body Vi har ikke fået din betaling på ⟨amount: ") for one in found)
    assert found[-2:] == ["7-8 sign-off Venlig hilsen", "Bo Holm"]


def test_a_catalogue_with_a_mail_and_strings() -> None:
    found = lines(shown(CATALOGUE, "da.json"))
    assert "Content 1 whole message and 2 strings" in found
    assert "Declared da (by the name of the file or folder)" in found
    assert "Whole message, lines 3-7: sent" in found
    at = found.index("5 body sent.body")
    assert found[at + 1] == "Vi har sendt ordren i dag, og den kommer i morgen tidlig."
    at = found.index("10 login.title")
    assert found[at + 1 : at + 3] == ["Log ind på din konto", "(title)"]


def test_a_fragment_says_what_is_silent() -> None:
    assert "a fragment: rules for whole messages are silent" in shown("Prøv igen.")


def test_a_file_without_copy() -> None:
    assert lines(shown(""))[-1] == "Content nothing that a customer reads"


def test_a_sentence_in_another_language_is_marked() -> None:
    text = LETTER.replace("Vi har", "Please let us know when you would like to pay.\n\nVi har")
    assert any(one.startswith("5 body, en Please") for one in lines(shown(text, language="da")))


def test_what_the_law_words_is_named() -> None:
    text = LETTER + "\nDu modtager denne mail, fordi du er kunde. CVR 12345678\n"
    assert "Statutory line 10: company data (“CVR”)" in " ".join(lines(shown(text)))


@pytest.mark.parametrize("language", UI_LANGUAGES)
def test_it_speaks_every_language(language: str) -> None:
    ui = load_ui(language)
    found = shown(LETTER, ui=language)
    for key in ("show.format", "show.salutation", "part.sign-off", "part.body", "language.da"):
        assert ui(key) in found
    if language != "en":
        assert "Read as" not in found
        assert "words:" not in found


def test_a_text_cannot_steer_the_terminal() -> None:
    found = shown("Hej \x1b[31mAnna\u202e,\n\nVaren er klar.", "a\x1b[2J.txt")
    assert "\x1b" not in found
    assert "\u202e" not in found


def test_an_error_is_in_the_json_and_not_among_the_text() -> None:
    error = FileError("gone.txt", "no such file", 3)
    assert ShowText(load_ui("en"), Style(False)).file(error) == ""
    report = ShowJson()
    report.file(error)
    (file,) = json.loads(report.end())["files"]
    assert file["error"] == {"message": "no such file", "line": 3}


def test_json_tells_places_parts_and_roles() -> None:
    (file,) = as_json(LETTER)["files"]
    (message,) = file["messages"]
    assert [part["name"] for part in message["parts"]] == [
        "subject",
        "salutation",
        "body",
        "sign-off",
    ]
    body = message["parts"][2]
    assert body["start"] == {"offset": LETTER.index("Vi har"), "line": 5, "column": 1}
    assert LETTER[body["start"]["offset"] : body["end"]["offset"]] == body["text"]
    assert [one["role"] for one in message["placeholders"]] == ["number", "name", "amount", "other"]
    assert message["sign_off"]["signature"] == ["Bo Holm"]
    assert message["salutation"]["addressee"] == "{{ kunde.fornavn }}"


@given(
    st.text(max_size=200),
    st.sampled_from(["a.txt", "a.md", "a.html", "a.yml"]),
    st.sampled_from(UI_LANGUAGES),
)
def test_any_text_can_be_shown(text: str, path: str, ui: str) -> None:
    try:
        read = anatomy(Source(path, text), Settings())
    except CopylintError:
        return
    assert ShowText(load_ui(ui), Style(False), width=20).file(read).endswith("\n")
    report = ShowJson()
    report.file(read)
    json.loads(report.end())


BRANCHES = """\
Hej {{ fornavn }},

{% if x %}
Din vare er klar i dag.
{% else %}
Din vare kommer i morgen.
{% endif %}
Du kan hente den i butikken.

Hilsen Bo Holm
"""


def test_another_branch_is_shown_with_what_differs() -> None:
    found = lines(shown(BRANCHES))
    at = found.index("Another branch, lines 6-8:")
    assert any("Din vare er klar i dag." in one for one in found[:at])
    assert " ".join(found[at + 1 :]).endswith(
        "Din vare kommer i morgen. Du kan hente den i butikken."
    )
    fragment = lines(shown("Hej med dig.\n\n{% if x %}Ja tak.{% else %}Nej tak.{% endif %}\n"))
    assert fragment[fragment.index("Another branch, line 3:") + 1 :] == ["3 body Nej tak."]
    string = '{"a": "Alt er vel", "b": "{% if x %}Alfa er her{% else %}Beta er her{% endif %}"}'
    of_catalogue = shown(string, "da.json")
    assert of_catalogue.count("Alt er vel") == 1
    assert "Another branch, line 1:" in lines(of_catalogue)
    (file,) = as_json(BRANCHES)["files"]
    (branch,) = file["branches"]
    assert any("i morgen" in one["text"] for one in branch["segments"])


def test_json_fits_its_schema(project: Path) -> None:
    path = project / "copylint" / "report" / "show.schema.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    footer = LETTER + "\nCVR 12345678\n"
    for text, name in (
        (LETTER, "a.txt"),
        (CATALOGUE, "da.json"),
        ("", "b.txt"),
        (footer, "c.md"),
        (BRANCHES, "d.txt"),
    ):
        validator.validate(as_json(text, name))
    wrong = as_json(LETTER)
    wrong["files"][0]["messages"][0]["parts"][0]["extra"] = 1
    assert not validator.is_valid(wrong)
