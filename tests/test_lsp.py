"""The language server as an editor meets it: a real process, spoken to by pygls' own client."""

from __future__ import annotations

import asyncio
import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from lsprotocol import types
from pygls.lsp.client import LanguageClient

from tests.lsp_client import Editor, applied, edits_of

MAIL = (
    "Hej Anna\r\n\r\n🎉 Dit opkald er vigtigt for os. Du finder alle deals på “Min side”.\r\n\r\n"
    "Venlig hilsen\r\nBo Holm\r\n"
)
HTML = "<p>Hej Anna</p>\n<p>Dit opkald er vigtigt\nfor os.</p>\n<p>Venlig hilsen<br>Bo Holm</p>\n"
ALL = types.ClientCapabilities(
    workspace=types.WorkspaceClientCapabilities(
        workspace_edit=types.WorkspaceEditClientCapabilities(
            document_changes=True, resource_operations=[types.ResourceOperationKind.Create]
        ),
        did_change_watched_files=types.DidChangeWatchedFilesClientCapabilities(
            dynamic_registration=True
        ),
    ),
    text_document=types.TextDocumentClientCapabilities(
        hover=types.HoverClientCapabilities(content_format=[types.MarkupKind.Markdown]),
    ),
    window=types.WindowClientCapabilities(
        show_document=types.ShowDocumentClientCapabilities(support=True)
    ),
)
CRASH = """
import copylint.engine
lint = copylint.engine.lint
def failing(source, *args, **kwargs):
    if "KABOOM" in source.text:
        raise RuntimeError("on purpose")
    return lint(source, *args, **kwargs)
copylint.engine.lint = failing
"""
"""Breaks the engine at documents with a certain word."""


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Two workspace folders; each has settings of its own."""
    one, two = (tmp_path_factory.mktemp(name).resolve() for name in ("one", "two"))
    (one / "copylint.toml").write_text('exclude = ["old/"]\n', encoding="utf-8")
    (one / "broken").mkdir()
    (one / "broken" / "copylint.toml").write_text('languge = "da"\n', encoding="utf-8")
    (two / "pyproject.toml").write_text(
        '[tool.copylint]  # ours\nrules.hollow-phrase = "error"\n', encoding="utf-8"
    )
    return [one, two]


@pytest.fixture(scope="module")
def editor(folders: list[Path]) -> Iterator[Editor]:
    """One server for all tests of this module; each opens documents of its own."""
    editor = Editor(folders, ALL, prelude=CRASH)
    yield editor
    editor.quit()


def codes(found: list[types.Diagnostic]) -> list[str]:
    return [str(one.code).partition("/")[0] for one in found]


def titled(actions: list[types.CodeAction], start: str) -> types.CodeAction:
    (one,) = (one for one in actions if one.title.startswith(start))
    return one


def done(editor: Editor, uri: str, action: types.CodeAction) -> str:
    """The document after ``action``, which must touch nothing else."""
    assert action.edit is not None
    ((there, edits),) = edits_of(action.edit).items()
    assert there == uri
    return applied(editor.texts[uri], edits, editor.encoding)


@pytest.fixture
def mail(editor: Editor, folders: list[Path], request: pytest.FixtureRequest) -> str:
    """The URI of a mail that is open, with its findings published."""
    name = "".join(char for char in request.node.name if char.isalnum())
    uri = (folders[0] / "da" / f"{name}.txt").as_uri()
    editor.open(uri, MAIL)
    editor.diagnostics(uri)
    return uri


# ---- Diagnostics --------------------------------------------------------------------------------


def test_diagnostics_on_open_are_at_the_words(editor: Editor, mail: str) -> None:
    found = editor.diagnostics(mail)
    assert [(one.code, editor.words(mail, one.range)) for one in found] == [
        ("hollow-phrase/yours-is-important", "Dit opkald er vigtigt for os"),
        ("english/deal", "deals"),
    ]
    assert {one.source for one in found} == {"copylint"}
    assert found[0].severity is types.DiagnosticSeverity.Warning
    assert found[0].code_description is not None
    assert found[0].code_description.href.endswith("docs/rules.md#hollow-phrase")
    assert found[1].data["suggestions"] == ["tilbud"]


def test_changes_are_followed_and_closing_clears(editor: Editor, mail: str) -> None:
    at = editor.texts[mail].index("deals")
    editor.change(mail, at, at + 5, "tilbud")
    editor.change(mail, 0, 0, "\u2028\f\n😀 ")
    (left,) = editor.diagnostics(mail)
    assert editor.words(mail, left.range) == "Dit opkald er vigtigt for os"
    before = len(editor.published[mail])
    editor.close(mail)
    assert editor.publication(mail, lambda one: True, before).diagnostics == ()


def test_only_the_newest_version_is_published(editor: Editor, mail: str) -> None:
    for letter in "Hej med dig":
        editor.change(mail, 0, 0, letter)
    editor.diagnostics(mail)
    versions = [one.version for one in editor.published[mail]]
    assert versions == sorted(versions, key=int)
    assert len(versions) < 6


def test_saving_looks_again(editor: Editor, mail: str) -> None:
    before = len(editor.published[mail])
    editor.save(mail)
    assert len(editor.publication(mail, lambda one: True, before).diagnostics) == 2


def test_each_folder_has_its_settings(editor: Editor, folders: list[Path]) -> None:
    uri = (folders[1] / "mail.txt").as_uri()
    editor.open(uri, MAIL)
    found = editor.diagnostics(uri)
    assert (found[0].severity, found[1].severity) == (
        types.DiagnosticSeverity.Error,
        types.DiagnosticSeverity.Warning,
    )


@pytest.mark.parametrize(
    "path", ["old/a.txt", "node_modules/a.md", "package.json", "README.md", "a.py", "a.log"]
)
def test_what_the_command_line_leaves_out_has_none(
    path: str, editor: Editor, folders: list[Path]
) -> None:
    uri = (folders[0] / path).as_uri()
    editor.open(uri, MAIL)
    assert editor.diagnostics(uri) == []


@pytest.mark.parametrize(
    ("uri", "language_id", "text"),
    [
        ("untitled:Untitled-1", "plaintext", MAIL),
        ("untitled:Untitled-2", "markdown", f"# Hej\n\n{MAIL}`deals`\n"),
        ("untitled:Untitled-3", "html", f"<p class='deals'>{MAIL}</p><!-- deals -->"),
        ("untitled:Untitled-4", "json", json.dumps({"da": {"deals": MAIL}}, ensure_ascii=False)),
        ("untitled:Untitled-5", "yaml", "da:\n  deals: Dit opkald er vigtigt for os. Se deals.\n"),
        ("untitled:a%20b/c.html", "plaintext", f"<p class='deals'>{MAIL}</p>"),
    ],
)
def test_unsaved_documents_are_read_by_their_language(
    uri: str, language_id: str, text: str, editor: Editor
) -> None:
    editor.open(uri, text, language_id)
    found = editor.diagnostics(uri)
    assert [editor.words(uri, one.range) for one in found if one.code == "english/deal"] == [
        "deals"
    ]
    assert "hollow-phrase" in codes(found)


def test_a_crash_is_logged_and_the_others_go_on(editor: Editor, folders: list[Path]) -> None:
    uri, other = ((folders[0] / name).as_uri() for name in ("crash.txt", "fine.txt"))
    editor.open(uri, "KABOOM")
    editor.open(other, MAIL)
    assert len(editor.diagnostics(other)) == 2
    (failure,) = editor.diagnostics(uri)
    assert failure.code == "unreadable"
    logged = editor.wait(
        lambda: next((one for one in editor.logged if "on purpose" in one.message), None)
    )
    assert "crash.txt" in logged.message
    assert "Traceback" in logged.message


def test_broken_settings_are_told_once_and_shown_in_their_file(
    editor: Editor, folders: list[Path]
) -> None:
    for name in ("a.txt", "b.txt"):
        uri = (folders[0] / "broken" / name).as_uri()
        editor.open(uri, MAIL)
        assert editor.diagnostics(uri) == []
    config = folders[0] / "broken" / "copylint.toml"
    editor.open(config.as_uri(), config.read_text(encoding="utf-8"), "toml")
    (fault,) = editor.diagnostics(config.as_uri())
    assert fault.message == "unknown key 'languge'; did you mean 'language'?"
    editor.change(config.as_uri(), 0, 7, "language")
    assert editor.diagnostics(config.as_uri()) == []
    editor.close(config.as_uri())
    assert [one.message for one in editor.shown if "languge" in one.message] == [
        f"copylint: {Path('broken/copylint.toml')}:1: {fault.message}"
    ]


def test_files_are_watched_and_settings_read_anew(
    editor: Editor, folders: list[Path], mail: str
) -> None:
    (registered,) = editor.wait(lambda: editor.registered or None)
    assert registered.method == "workspace/didChangeWatchedFiles"
    config = folders[0] / "copylint.toml"
    saved = config.read_text(encoding="utf-8")
    for text, expected in ((saved + 'rules.english = "off"\n', 1), (saved, 2)):
        before = len(editor.published[mail])
        config.write_text(text, encoding="utf-8")
        editor.touched(config)
        found = editor.publication(mail, lambda one: True, before).diagnostics
        assert len(found) == expected


def test_a_team_lexicon_is_read_anew(editor: Editor, folders: list[Path]) -> None:
    own = folders[1] / "team"
    (own / "lexicons" / "da").mkdir(parents=True)
    (own / "copylint.toml").write_text('lexicons = ["lexicons"]\n', encoding="utf-8")
    entry = own / "lexicons" / "da" / "hollow-phrase.toml"
    uri = (own / "mail.txt").as_uri()

    def write(word: str) -> None:
        entry.write_text(
            '[suggestions]\nimportance = ["Hej."]\n[[entry]]\nid = "own"\nkind = "importance"\n'
            f'patterns = ["{word}"]\nbad = ["[{word}]"]\ngood = ["Hej."]\n',
            encoding="utf-8",
        )

    write("blomsterkasse")
    editor.open(uri, "Hej Anna\n\nDin taburet og din blomsterkasse er klar.\n")
    assert [editor.words(uri, one.range) for one in editor.diagnostics(uri)] == ["blomsterkasse"]
    write("taburet")
    before = len(editor.published[uri])
    editor.touched(entry)
    (found,) = editor.publication(uri, lambda one: True, before).diagnostics
    assert editor.words(uri, found.range) == "taburet"


# ---- Hover --------------------------------------------------------------------------------------


def test_hover_says_what_why_and_what_instead(editor: Editor, mail: str) -> None:
    at = editor.texts[mail].index("deals") + 2
    shown = editor.ask(
        editor.client.text_document_hover_async,
        types.HoverParams(types.TextDocumentIdentifier(mail), editor.position(mail, at)),
    )
    assert shown is not None
    assert isinstance(shown.contents, types.MarkupContent)
    assert shown.contents.kind is types.MarkupKind.Markdown
    assert "“deals” is English" in shown.contents.value
    assert "*Why:*" in shown.contents.value
    assert "- tilbud" in shown.contents.value
    assert "#english)" in shown.contents.value
    assert shown.range is not None
    assert editor.words(mail, shown.range) == "deals"
    nothing = types.HoverParams(types.TextDocumentIdentifier(mail), editor.position(mail, 0))
    assert editor.ask(editor.client.text_document_hover_async, nothing) is None


# ---- Code actions -------------------------------------------------------------------------------


def test_a_wording_replaces_the_words_and_nothing_else(editor: Editor, mail: str) -> None:
    at = editor.texts[mail].index("deals")
    actions = editor.actions(mail, at, at)
    action = titled(actions, "Replace with")
    assert action.kind == "quickfix"
    assert action.diagnostics is not None
    assert done(editor, mail, action) == MAIL.replace("deals", "tilbud")
    call = MAIL.index("opkald")  # its wordings have gaps to fill
    assert not [one for one in editor.actions(mail, call, call) if one.title.startswith("Replace")]


def test_a_line_is_ignored_where_the_comment_is_one(editor: Editor, mail: str) -> None:
    at = editor.texts[mail].index("opkald")
    action = titled(editor.actions(mail, at, at), "Ignore hollow-phrase on this line")
    text = done(editor, mail, action)
    assert text.splitlines()[2] == "# copylint: ignore hollow-phrase -- write why"
    assert text.replace("# copylint: ignore hollow-phrase -- write why\r\n", "") == MAIL
    editor.change(mail, 0, len(MAIL), text)
    assert codes(editor.diagnostics(mail)) == ["english"]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.html", HTML),
        ("a.html.j2", HTML),
        (
            "a.md",
            "---\ntitle: Hej\n---\n\nHej Anna\nDit opkald er vigtigt for os.\nBo ringer.\n",
        ),
        ("a.yml", "da:\n  a: Hej\n  b: |\n    Hej Anna\n    Dit opkald er vigtigt for os.\n"),
        ("b.html", "<title>Dit opkald er vigtigt for os</title>\n<p>Vi ses på fredag.</p>"),
        ("c.html", "<!doctype html>\n<p title='a\nb'>Dit opkald er vigtigt for os.</p>"),
        ("a.txt", "\ufeffDit opkald er vigtigt for os."),
    ],
)
@pytest.mark.parametrize("where", ["on this line", "in this file"])
def test_the_comment_of_each_format_silences_and_changes_no_copy(
    path: str, text: str, where: str, editor: Editor, folders: list[Path]
) -> None:
    uri = (folders[0] / "ignored" / where[3:7] / path).as_uri()
    editor.open(uri, text)
    before = editor.diagnostics(uri)
    (mark,) = (one for one in before if "hollow-phrase" in str(one.code))
    at = text.index("opkald")
    action = titled(editor.actions(uri, at, at), f"Ignore hollow-phrase {where}")
    editor.change(uri, 0, len(text), done(editor, uri, action))
    after = editor.diagnostics(uri)
    assert [one.code for one in after] == [one.code for one in before if one is not mark]


def test_json_offers_no_comment(editor: Editor, folders: list[Path]) -> None:
    uri = (folders[0] / "da.json").as_uri()
    editor.open(uri, '{"a": "Dit opkald er vigtigt for os.", "b": "Se alle \\u0064eals her."}')
    assert codes(editor.diagnostics(uri)) == ["hollow-phrase", "english"]
    titles = [one.title for one in editor.actions(uri, 0, len(editor.texts[uri]))]
    assert not [one for one in titles if one.startswith("Ignore")]
    assert not [one for one in titles if one.startswith("Replace")]  # written with an escape
    assert [one for one in titles if "for *.json" in one]


def test_a_word_is_accepted_in_the_settings_that_hold(
    editor: Editor, folders: list[Path], mail: str
) -> None:
    at = editor.texts[mail].index("deals")
    action = titled(editor.actions(mail, at, at), "Accept “deals”")
    assert action.edit is not None
    config = folders[0] / "copylint.toml"
    edits = edits_of(action.edit)[config.as_uri()]
    assert applied(config.read_text(encoding="utf-8"), edits, editor.encoding) == (
        'exclude = ["old/"]\naccept = ["deals"]\n'
    )
    uri = (folders[1] / "accept.txt").as_uri()
    editor.open(uri, MAIL)
    action = titled(editor.actions(uri, at, at), "Accept “deals”")
    assert action.edit is not None
    project = folders[1] / "pyproject.toml"
    edits = edits_of(action.edit)[project.as_uri()]
    assert applied(project.read_text(encoding="utf-8"), edits, editor.encoding) == (
        '[tool.copylint]  # ours\nrules.hollow-phrase = "error"\naccept = ["deals"]\n'
    )


def test_a_rule_is_switched_off_for_files_like_this(editor: Editor, mail: str) -> None:
    at = editor.texts[mail].index("deals")
    action = titled(editor.actions(mail, at, at), "Switch english off for da/*.txt")
    assert action.edit is not None
    ((uri, edits),) = edits_of(action.edit).items()
    assert uri.endswith("/copylint.toml")
    assert 'files = ["da/*.txt"]' in edits[0].new_text


def test_only_the_kinds_asked_for(editor: Editor, mail: str) -> None:
    everything = (0, len(editor.texts[mail]))
    assert editor.actions(mail, *everything, only=["refactor"]) == []
    (fixes,) = editor.actions(mail, *everything, only=["source.fixAll"])
    assert fixes.kind == "source.fixAll.copylint"
    kinds = {one.kind for one in editor.actions(mail, *everything, only=["quickfix"])}
    assert kinds == {"quickfix"}


def test_the_page_on_a_rule_is_opened(editor: Editor, mail: str) -> None:
    at = editor.texts[mail].index("deals")
    action = titled(editor.actions(mail, at, at), "Read about english")
    assert action.command is not None
    editor.ask(
        editor.client.workspace_execute_command_async,
        types.ExecuteCommandParams(action.command.command, action.command.arguments),
    )
    (page,) = editor.wait(lambda: editor.pages or None)
    assert page.uri.endswith("docs/rules.md#english")


# ---- Completion ---------------------------------------------------------------------------------


def completed(editor: Editor, uri: str, text: str, language_id: str = "plaintext") -> set[str]:
    """What is offered at the ``|`` in ``text``."""
    at = text.index("|")
    editor.open(uri, text.replace("|", "", 1), language_id)
    params = types.CompletionParams(types.TextDocumentIdentifier(uri), editor.position(uri, at))
    found = editor.ask(editor.client.text_document_completion_async, params)
    items = found.items if isinstance(found, types.CompletionList) else found
    return {one.label for one in items or ()}


@pytest.mark.parametrize(
    ("path", "text", "offered", "not_offered"),
    [
        ("c.txt", "Hej\n# copylint: |", "ignore-start", "english"),
        ("c.txt", "# copylint: ignore en|\nHej", "english", "ignore"),
        ("c.html", "<!-- copylint: ignore english, | -->", "guilt-trip", "ignore"),
        ("c.html.j2", "{# copylint: touchpoint=| #}", "hold", "english"),
        ("c.yml", "a: b # copylint: language=|", "nn", "hold"),
        ("c.txt", "# copylint: ignore english -- e|", None, "english"),
        ("c.txt", "copylint: |", None, "ignore"),
        ("c.json", '{"a": "# copylint: |"}', None, "ignore"),
        ("copylint.toml", "|", "accept", "english"),
        ("copylint.toml", "[rules]\nen|", "english", "accept"),
        ("copylint.toml", "rules.|", "english", "accept"),
        ("copylint.toml", "[rules]\nenglish = |", '"off"', "english"),
        ("copylint.toml", 'language = "|', "nb", "off"),
        ("copylint.toml", "[[overrides]]\n|", "files", "exclude"),
        ("pyproject.toml", "[tool.copylint]\n|", "accept", "english"),
        ("pyproject.toml", "[tool.other]\n|", None, "accept"),
    ],
)
def test_completion(
    path: str, text: str, offered: str | None, not_offered: str, editor: Editor,
    folders: list[Path],
) -> None:  # fmt: skip
    found = completed(editor, (folders[0] / "completion" / path).as_uri(), text)
    assert not_offered not in found
    assert offered in found if offered else not found


# ---- Other editors ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def puller(folders: list[Path]) -> Iterator[Editor]:
    """An editor that pulls diagnostics, counts in UTF-8 and knows little else; Danish."""
    capabilities = types.ClientCapabilities(
        general=types.GeneralClientCapabilities(
            position_encodings=[types.PositionEncodingKind.Utf8]
        ),
        text_document=types.TextDocumentClientCapabilities(
            diagnostic=types.DiagnosticClientCapabilities()
        ),
        workspace=types.WorkspaceClientCapabilities(
            diagnostics=types.DiagnosticWorkspaceClientCapabilities(refresh_support=True)
        ),
    )
    editor = Editor(folders, capabilities, locale="da-DK", options={"rulePages": "x:page"})
    yield editor
    editor.quit()


def test_diagnostics_are_pulled_and_not_pushed_as_well(puller: Editor, folders: list[Path]) -> None:
    assert puller.encoding == "utf-8"
    uri = (folders[0] / "pulled.txt").as_uri()
    puller.open(uri, MAIL)
    params = types.DocumentDiagnosticParams(types.TextDocumentIdentifier(uri))
    report = puller.ask(puller.client.text_document_diagnostic_async, params)
    assert isinstance(report, types.RelatedFullDocumentDiagnosticReport)
    assert [puller.words(uri, one.range) for one in report.items] == [
        "Dit opkald er vigtigt for os",
        "deals",
    ]
    assert report.items[1].message.startswith("»deals« er engelsk")
    assert report.items[1].code_description == types.CodeDescription("x:page#english")
    puller.touched(folders[0] / "copylint.toml")
    assert puller.wait(lambda: puller.refreshes or None) == 1
    assert puller.published[uri] == []


def test_a_plain_editor_gets_plain_answers(puller: Editor, folders: list[Path]) -> None:
    uri = (folders[0] / "plain.txt").as_uri()
    puller.open(uri, MAIL)
    at = MAIL.index("deals")
    shown = puller.ask(
        puller.client.text_document_hover_async,
        types.HoverParams(types.TextDocumentIdentifier(uri), puller.position(uri, at)),
    )
    assert shown is not None
    assert isinstance(shown.contents, types.MarkupContent)
    assert shown.contents.kind is types.MarkupKind.PlainText
    actions = puller.actions(uri, at, at)
    assert done(puller, uri, titled(actions, "Skriv »tilbud«")) == MAIL.replace("deals", "tilbud")
    assert all(one.edit and one.edit.document_changes is None for one in actions)
    assert not puller.registered


def test_a_wrong_address_is_told(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "copylint", "lsp", "--tcp", "nowhere"],
        cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.startswith("copylint: ")
    assert "127.0.0.1:2087" in done.stderr


def test_one_editor_is_served_at_a_port(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = free.getsockname()
    server = subprocess.Popen(
        [sys.executable, "-m", "copylint", "lsp", "--tcp", f"127.0.0.1:{address[1]}"], cwd=tmp_path
    )

    async def session() -> types.InitializeResult:
        client = LanguageClient("test", "1")
        for _ in range(600):
            try:
                await client.start_tcp(*address)
                break
            except ConnectionRefusedError:
                await asyncio.sleep(0.1)
        found = await client.initialize_async(types.InitializeParams(types.ClientCapabilities()))
        await client.shutdown_async(None)
        client.exit(None)
        await client.stop()
        return found

    found = asyncio.run(session())
    assert found.server_info is not None
    assert found.server_info.name == "copylint"
    assert server.wait(60) == 0


def test_checking_loads_no_server(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(MAIL, encoding="utf-8", newline="")
    code = (
        "import sys; from copylint.cli import run; run(['check', 'a.txt'])\n"
        "print([name for name in sys.modules if name.split('.')[0] in"
        " ('pygls', 'lsprotocol', 'tomlkit')], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.stderr.strip() == "[]"
