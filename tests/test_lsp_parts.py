"""Parts of the language server alone: documents, edits of settings, edits that are tried out."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lsprotocol import types

from copylint.config import ConfigFinder, parse_config
from copylint.lexicon import rule_names
from copylint.lsp.actions import FIX_ALL, Workshop, code_actions
from copylint.lsp.client import Client
from copylint.lsp.documents import Document, Documents, changed, range_of
from copylint.lsp.linter import Linter, Outcome
from copylint.lsp.names import name_of
from copylint.lsp.settings_edit import accepting, edited, switching_off
from copylint.lsp.trial import ignored_file, ignored_line, replacement
from copylint.lsp.watch import stale_after
from copylint.model import Finding, Severity, Source, Span
from copylint.positions import Encoding, LineIndex
from copylint.readers import read
from copylint.ui import load_ui
from tests.lsp_client import applied, edits_of

CHARS = "ab æø\t\n\r\u2028\u0085\x0c🎉👩‍💻e\u0301"
LINTER = Linter(Client(), lambda: [Path("/nowhere")], lambda _: None)
ENCODINGS: list[Encoding] = ["utf-8", "utf-16", "utf-32"]


# ---- Documents ----------------------------------------------------------------------------------


@given(st.data(), st.text(alphabet=CHARS, max_size=40), st.sampled_from(ENCODINGS))
def test_edits_reach_the_text_that_the_editor_has(
    data: st.DataObject, text: str, encoding: Encoding
) -> None:
    documents = Documents()
    documents.open(types.TextDocumentItem("a:b", "plaintext", 0, text))
    for version in range(1, 4):
        # An editor has no place between the two characters of a line end.
        places = [at for at in range(len(text) + 1) if text[max(at - 1, 0) : at + 1] != "\r\n"]
        start, end = sorted(
            (data.draw(st.sampled_from(places)), data.draw(st.sampled_from(places)))
        )
        new = data.draw(st.text(alphabet=CHARS, max_size=8))
        where = range_of(LineIndex(text), start, end, encoding)
        change = types.TextDocumentContentChangePartial(where, new)
        documents.change("a:b", version, [change], encoding)
        text = text[:start] + new + text[end:]
        document = documents.get("a:b")
        assert document is not None
        assert (document.text, document.version) == (text, version)


def test_a_whole_text_replaces_the_old_one() -> None:
    assert changed("a", types.TextDocumentContentChangeWholeDocument("b"), "utf-16") == "b"


# ---- Results that are reused --------------------------------------------------------------------


SENTENCES = st.sampled_from([
    "Dit opkald er vigtigt for os.", "Du har stadig ikke svaret.", "Se alle deals i appen.",
    "🎉 Vi ses på fredag klokken ti.", "Din mening er {{ x }} vigtig for os.", "", "Hej Anna\n",
])  # fmt: skip


@settings(max_examples=30)
@given(st.lists(SENTENCES, min_size=1, max_size=8), st.integers(0, 7))
def test_findings_move_with_their_words(parts: list[str], at: int) -> None:
    """What was found in a sentence before is found at its new place, as in a process of its own."""
    turned = "\n\n".join((*parts[at:], *parts[:at]))
    for text in (" ".join(parts), f"Godmorgen. {turned}"):
        report = LINTER.lint(Document("file:///nowhere/da/a.txt", 1, "plaintext", text)).report
        assert report is not None
        for one in report.findings:
            if one.quote is not None:
                said = " ".join(text[one.span.start : one.span.end].split())
                assert said == " ".join(one.quote.split())


# ---- Edits of settings --------------------------------------------------------------------------


SETTINGS = [
    "",
    "# ours\n",
    'language = "da"  # of the copy\r\n\r\n[rules]\r\nenglish = "info"\r\n',
    'accept = [\n  "b", # two\n  "c",\n]\n[[overrides]]\nfiles = ["x/*"]\nrules.english = "off"\n',
    '[[overrides]]\nfiles = ["m/*.txt"]\nrules.guilt-trip = "off"\n',
    '[[overrides]]\nfiles = ["m/*.txt"]\nlanguage = "nb"\n\n[rules]\nenglish = "off"\n',
]


@pytest.mark.parametrize("text", SETTINGS)
def test_settings_keep_everything_else(text: str, tmp_path: Path) -> None:
    word = edited(text, accepting("booking"), is_pyproject=False)
    assert word is not None
    config = parse_config(tmp_path / "copylint.toml", word, rule_names())
    old = parse_config(tmp_path / "copylint.toml", text, rule_names())
    assert config.base.accept == old.base.accept | {"booking"}
    assert replace(config, base=old.base).overrides == config.overrides
    assert edited(word, accepting("booking"), is_pyproject=False) == word
    off = edited(word, switching_off("hollow-phrase", "m/*.txt"), is_pyproject=False)
    assert off is not None
    here = parse_config(tmp_path / "copylint.toml", off, rule_names()).settings_for(
        tmp_path / "m" / "a.txt"
    )
    assert here.rules["hollow-phrase"] is Severity.OFF
    assert here.language == ("nb" if '"nb"' in text else "da" if '"da"' in text else None)
    for line in text.splitlines():
        assert line in off
    assert ("\r\n" in off) == ("\r\n" in text)


def test_settings_in_a_pyproject_stand_under_their_table() -> None:
    text = '[project]\nname = "x"  # name\n'
    made = edited(text, accepting("booking"), is_pyproject=True)
    assert made is not None
    assert made.startswith(text)
    assert tomllib.loads(made)["tool"] == {"copylint": {"accept": ["booking"]}}


@pytest.mark.parametrize("text", ["accept = ", 'accept = "x"', "overrides = 1\naccept = 2"])
def test_settings_that_are_broken_are_left_alone(text: str) -> None:
    assert edited(text, accepting("a"), is_pyproject=False) is None
    if "overrides" in text:
        assert edited(text, switching_off("english", "x"), is_pyproject=False) is None


# ---- Edits that are tried out -------------------------------------------------------------------


def marked(path: str, text: str) -> tuple[Source, Finding]:
    """A source and a finding on the words between ``[[`` and ``]]``."""
    start = text.index("[[")
    end = text.index("]]") - 2
    words = text[start + 2 : end + 2]
    source = Source(path, text.replace("[[", "").replace("]]", ""))
    return source, Finding("english", "english/x", Severity.WARNING, Span(start, end), words, "")


@pytest.mark.parametrize(
    ("path", "text", "wording", "after"),
    [
        ("a.txt", "Se vores [[deals]].", "tilbud", "Se vores tilbud."),
        ("a.txt", "[[Deals]] her.", "tilbud", "Tilbud her."),
        ("a.html", "<p>Se [[deals]]</p>", "tilbud &amp; mere", None),
        ("a.html", "<p>Se [[deals]]</p>", "<b>tilbud</b>", None),
        ("a.json", '{"a": "Se [[deals]] nu"}', 'de "gode" tilbud', None),
        ("a.json", '{"a": "Se [[deals]] nu"}', "tilbud", '{"a": "Se tilbud nu"}'),
        ("a.yml", "a: Se [[deals]] nu", "tilbud: alle", None),
        ("a.yml", "a: Se [[deals]] nu", "tilbud # alle", None),
        ("a.md", "Se [[deals]] nu", "tilbud", "Se tilbud nu"),
    ],
)
def test_a_wording_is_offered_where_it_reads_as_meant(
    path: str, text: str, wording: str, after: str | None
) -> None:
    source, finding = marked(path, text)
    change = replacement(source, finding, wording)
    assert (change.made_in(source).text if change else None) == after


def test_words_that_are_written_with_markup_are_not_replaced() -> None:
    source, finding = marked("a.html", "<p>Se [[de<b>al</b>s]]</p>")
    assert replacement(source, replace(finding, quote="deals"), "tilbud") is None


PIECES = st.sampled_from([
    "<p>", "</p>", "<title>", "</title>", "<!--", "-->", "<br>", '<a href="x\n', '">', "</a>",
    "{{ x }}", "{% if a %}", "{% endif %}", "\n", "\n\n", "\r\n", "a: ", "  b: |\n    ", "- ",
    "---\n", "# Hej\n", "```\n", '"', "'", " Vi ses. ", "&amp;", "\ufeff",
])  # fmt: skip


@given(
    st.sampled_from(["a.html", "a.md", "a.txt", "a.yml", "a.html.j2", "a.json"]),
    st.lists(PIECES, max_size=12).map("".join),
    st.lists(PIECES, max_size=12).map("".join),
)
def test_no_comment_changes_what_the_customer_reads(path: str, before: str, after: str) -> None:
    source, finding = marked(path, f"{before}[[deals]]{after}")
    for change in (ignored_line(source, finding, "why"), ignored_file(source, finding, "why")):
        if change is not None:
            texts = [
                [one.text for one in read(which).segments]
                for which in (source, change.made_in(source))
            ]
            assert texts[0] == texts[1]


# ---- Fixes --------------------------------------------------------------------------------------


def shop(text: str, *fixed: tuple[str, str | None], client: Client | None = None) -> Workshop:
    """A workshop for a text in which words have a fix."""
    document = Document("file:///w/a.txt", 7, "plaintext", text)
    name = name_of(document, [Path("/w")])
    linter = Linter(client or Client(), list, lambda _: None)
    report = linter.lint(document).report
    assert report is not None
    found = tuple(
        Finding("english", f"english/{word}", Severity.WARNING,
                Span(text.index(word), text.index(word) + len(word)), word, "", fix=fix)
        for word, fix in fixed
    )  # fmt: skip
    outcome = Outcome(document, name, replace(report, findings=found))
    return Workshop(
        outcome, client or Client(), load_ui("en"), ConfigFinder(rule_names()), lambda _: None
    )


def asked(where: int, only: list[str] | None = None) -> types.CodeActionParams:
    at = types.Position(0, where)
    return types.CodeActionParams(
        types.TextDocumentIdentifier("file:///w/a.txt"),
        types.Range(at, at),
        types.CodeActionContext([], only=only),
    )


@pytest.mark.parametrize("kind", ["source", "source.fixAll", FIX_ALL])
def test_all_that_is_safe_is_mended_at_once(kind: str) -> None:
    text = "Hej, se vores deals og booking nu."
    made = shop(text, ("deals", "tilbud"), ("booking", None), ("nu", "straks"))
    (action,) = code_actions(made, asked(0, [kind]))
    assert (action.kind, action.title) == (FIX_ALL, "Mend all that is safe to mend")
    assert action.edit is not None
    ((_, edits),) = edits_of(action.edit).items()
    assert applied(text, edits, "utf-16") == "Hej, se vores tilbud og booking straks."


def test_a_fix_is_the_preferred_action() -> None:
    made = shop("Hej, se vores deals nu.", ("deals", "tilbud"))
    first = code_actions(made, asked(15))[0]
    assert (first.title, first.is_preferred) == ("Replace with “tilbud”", True)
    assert FIX_ALL not in {one.kind for one in code_actions(made, asked(15))}


# ---- Watching -----------------------------------------------------------------------------------


def test_what_a_changed_file_makes_stale(tmp_path: Path) -> None:
    own = tmp_path / "lexicons"

    def stale(*names: str) -> str:
        return stale_after([(tmp_path / name).as_uri() for name in names], [own])

    assert stale("mail.txt", "other.toml") == "nothing"
    assert stale("copylint.toml") == stale("a/pyproject.toml") == stale(".gitignore") == "settings"
    assert stale("copylint.toml", "lexicons/da/english.toml") == "lexicons"
    assert stale_after(["untitled:copylint.toml"], []) == "nothing"
