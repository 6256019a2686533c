"""The outputs for other tools, each held against a schema or a strict reader of its format."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator, Draft202012Validator
from lxml import etree

from copylint import cli
from copylint.lexicon import rule_names
from copylint.model import (
    UI_LANGUAGES,
    FileError,
    FileReport,
    Finding,
    Severity,
    Source,
    Span,
    Suppressed,
)
from copylint.positions import LineIndex
from copylint.report import FORMATS, MACHINE_FORMATS, UNREADABLE, new_report
from copylint.report.edits import plain_edit
from copylint.report.outputs import Destination, destinations, mistakes
from copylint.report.paths import relative_path, relative_uri
from copylint.ui import Ui, load_ui

SCHEMAS = Path(__file__).parent / "schemas"
UI = load_ui("da")

# Everything that is hard at once: a byte order mark, three kinds of line end, tabs, entities, and
# characters of one, two, three and four bytes.
TEXT = (
    "\ufeff\tHej &aring;se 🎉 & <b>\r\n"
    "Følg vores newsletter, och få 20 % rabat: læs, tjek\r"
    "𝒜dd ä newsletter\n"
    "Din feedback\r\ner vigtig 🎉 for os.\n"
)
AWKWARD_PATH = "mails/100 % æ,ø:å#1.html"


def found(
    quote: str, rule: str = "english", severity: Severity = Severity.WARNING, **more: Any
) -> Finding:
    start = TEXT.index(quote)
    given_: dict[str, Any] = {
        "message": f"»{quote}« er 100 % engelsk: skriv dansk,\r\nbrug 🎉 &amp; <æøå>.",
        "language": "da",
        **more,
    }
    span = Span(start, start + len(quote))
    return Finding(rule, f"{rule}/navn", severity, span, quote, **given_)


ABSENT = replace(found("Hej", "missing-address"), quote=None)
FIXED = found("newsletter", fix="nyhedsbrev", suggestions=("nyhedsbrev",), why="Fordi.")
LATER = replace(
    found("𝒜dd ä newsletter", severity=Severity.ERROR, fix="tilføj", advice="Råd."),
    also=("english/add",),
)
LONG = found("feedback\r\ner vigtig 🎉", "hollow-phrase", Severity.INFO, suggestions=("<a> & b",))
SILENCED = Suppressed(found("rabat", "officialese"), "Aftalt med Bo: »ja« & 🎉")
UNREAD = FileReport(
    "mails/a.json",
    None,
    "unknown",
    "other",
    error=FileError("mails/a.json", "not JSON: 50 %\nso", 4),
)


def a_report(*findings: Finding, path: str = AWKWARD_PATH, text: str = TEXT) -> FileReport:
    return FileReport(path, Source(path, text), "da", "newsletter", findings, None, (SILENCED,))


REPORTS = (
    a_report(ABSENT, FIXED, LATER, LONG),
    UNREAD,
    FileReport("mails/clean.txt", Source("mails/clean.txt", "Hej"), "da", "other"),
)


def printed(form: str, *reports: FileReport, ui: Ui = UI) -> str:
    report = new_report(form, ui, None)
    return "".join(map(report.file, reports or REPORTS)) + report.end()


def schema(name: str) -> Any:
    return json.loads((SCHEMAS / name).read_text("utf-8"))


def lines_of(text: str) -> list[str]:
    """The lines of ``text`` as copylint, LSP and the SARIF log count them, each with its end."""
    return re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$", text)


# ---- What holds for all -------------------------------------------------------------------------


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_every_format_tells_of_every_file_error(form: str) -> None:
    whole = printed(form, UNREAD)
    if form == "text":  # said on standard error
        assert UI("summary.unread", files=UI.count("files", 1)) in whole
    else:
        assert "not JSON: 50" in whole


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_no_format_needs_a_file(form: str) -> None:
    report = new_report(form, UI, None)
    whole = report.end()
    if form in {"json", "lsp", "sarif", "gitlab", "rdjson"}:
        json.loads(whole)
    elif form in {"junit", "checkstyle"}:
        assert not len(etree.fromstring(whole.encode()))
    else:
        assert whole == ""


@pytest.mark.parametrize("form", sorted(FORMATS))
@pytest.mark.parametrize("language", UI_LANGUAGES)
def test_the_help_names_every_format(language: str, form: str) -> None:
    assert re.search(rf"\b{form}\b", load_ui(language)("option.format"))


texts = st.text(
    st.characters(exclude_categories=()) | st.sampled_from("\0\x0b\x1b\r\n\t\ufeff\ud800\uffff&<]"),
    max_size=40,
)


@st.composite
def any_reports(draw: st.DrawFn) -> FileReport:
    text = draw(texts)
    offsets = st.integers(0, len(text))
    start, end = sorted((draw(offsets), draw(offsets)))
    one = Finding(
        "english",
        f"english/{draw(st.sampled_from('ab'))}",
        draw(st.sampled_from([Severity.INFO, Severity.WARNING, Severity.ERROR])),
        Span(start, end),
        draw(st.sampled_from([None, text[start:end]])),
        draw(texts) or "x",
        suggestions=(draw(texts),),
        language="da",
        fix=draw(st.sampled_from([None, "ord"])),
    )
    return FileReport("a.txt", Source("a.txt", text), "da", "other", (one, one))


@given(any_reports())
@settings(max_examples=60)
def test_any_text_makes_a_sound_document_in_every_format(report: FileReport) -> None:
    for form in MACHINE_FORMATS:
        whole = printed(form, report).encode("utf-8", "backslashreplace").decode()
        if form in {"junit", "checkstyle"}:
            validate_xml(f"{form}.xsd", whole)
        elif form in {"jsonl", "rdjsonl"}:
            assert len(list(map(json.loads, whole.removesuffix("\n").split("\n")))) == 2
        elif form in {"compact", "github"}:
            assert len(re.split(r"[\r\n]", whole)) == 3
        else:
            json.loads(whole)


@given(any_reports())
@settings(max_examples=60)
def test_places_hold_the_words_in_any_text(report: FileReport) -> None:
    assert report.source is not None
    text, span = report.source.text, report.findings[0].span
    words = text[span.start : span.end]
    (first, _) = sarif(report)["results"]
    region = first["locations"][0]["physicalLocation"]["region"]
    without_mark = words.removeprefix("\ufeff") if span.start == 0 else words
    assert sarif_slice(text, region) == without_mark
    (first, _) = json.loads(printed("rdjson", report))["diagnostics"]
    assert rdjson_slice(text, first["location"]["range"]) == words


# ---- Compact and JSON Lines ---------------------------------------------------------------------


def test_compact_has_one_line_for_each_finding_and_error() -> None:
    lines = printed("compact").splitlines()
    places = [re.match(r"(.+?):(\d+):(\d+): (\w+) (\S+) .+", line) for line in lines]
    assert [one and one.groups()[1:] for one in places] == [
        ("1", "3", "warning", "missing-address/navn"),
        ("2", "12", "warning", "english/navn"),
        ("3", "1", "error", "english/navn"),
        ("4", "5", "info", "hollow-phrase/navn"),
        ("4", "1", "error", UNREADABLE),
    ]


def test_json_lines_fit_the_schema_and_say_what_json_says() -> None:
    whole = json.loads(files("copylint.report").joinpath("report.schema.json").read_text("utf-8"))
    line = Draft202012Validator({**whole["$defs"]["line"], "$defs": whole["$defs"]})
    shown = [json.loads(one) for one in printed("jsonl").splitlines()]
    for one in shown:
        line.validate(one)
    report = json.loads(printed("json"))
    Draft202012Validator(whole).validate(report)
    assert [one["finding"] for one in shown[:4]] == report["files"][0]["findings"]
    assert shown[4] == {"path": "mails/a.json", "error": report["files"][1]["error"]}
    assert report["files"][0]["suppressed"] == report["summary"]["suppressed"] == 1
    assert [one["fix"] for one in report["files"][0]["findings"]] == [
        None, "nyhedsbrev", "tilføj", None,
    ]  # fmt: skip


# ---- SARIF --------------------------------------------------------------------------------------


def sarif(*reports: FileReport) -> Any:
    log = json.loads(printed("sarif", *reports))
    Draft7Validator(schema("sarif-schema-2.1.0.json")).validate(log)
    (run,) = log["runs"]
    return run


def sarif_slice(text: str, region: dict[str, int]) -> str:
    """The characters of a region: without the byte order mark, and columns in code points from the
    start of the line."""
    lines = lines_of(text.removeprefix("\ufeff"))

    def offset(line: int, column: int) -> int:
        return sum(map(len, lines[: line - 1])) + column - 1

    start = offset(region["startLine"], region["startColumn"])
    return "".join(lines)[start : offset(region["endLine"], region["endColumn"])]


def test_sarif_regions_hold_the_words_at_fault() -> None:
    run = sarif()
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["newlineSequences"] == ["\r\n", "\n", "\r"]
    said = [one["locations"][0]["physicalLocation"] for one in run["results"]]
    expected = [ABSENT, FIXED, LATER, LONG, SILENCED.finding]
    for place, one in zip(said, expected, strict=True):
        words = TEXT[one.span.start : one.span.end]
        assert sarif_slice(TEXT, place["region"]) == words == place["region"]["snippet"]["text"]
        assert unquote(place["artifactLocation"]["uri"]) == AWKWARD_PATH
        assert not urlsplit(place["artifactLocation"]["uri"]).scheme
    assert [one["level"] for one in run["results"]] == [
        "warning", "warning", "error", "note", "warning",
    ]  # fmt: skip


def test_sarif_tells_of_silenced_findings_with_their_reason() -> None:
    *others, silenced = (one["suppressions"] for one in sarif()["results"])
    assert others == [[]] * 4
    assert silenced == [{"kind": "inSource", "justification": SILENCED.reason}]


def test_sarif_fixes_put_the_wording_where_the_words_stand() -> None:
    results = sarif()["results"]
    fixes = [one["fixes"][0]["artifactChanges"][0]["replacements"] for one in results[1:3]]
    ((first,), (second,)) = fixes
    assert sarif_slice(TEXT, first["deletedRegion"]) == "newsletter"
    assert first["insertedContent"]["text"] == "nyhedsbrev"
    # 𝒜 is a capital, so what replaces it begins with one too.
    assert second["insertedContent"]["text"] == "Tilføj"
    assert not any("fixes" in one for one in (results[0], results[3]))


@pytest.mark.parametrize("language", UI_LANGUAGES)
def test_sarif_explains_every_rule_in_the_language_of_the_user(language: str) -> None:
    log = json.loads(printed("sarif", ui=load_ui(language)))
    driver = log["runs"][0]["tool"]["driver"]
    assert driver["language"] == language
    assert [one["id"] for one in driver["rules"]] == list(rule_names())
    for result in log["runs"][0]["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    english = next(one for one in driver["rules"] if one["id"] == "english")
    expected = {
        "da": "Engelsk",
        "nb": "Engelsk",
        "nn": "Engelsk",
        "sv": "Engelska",
        "en": "English",
    }
    assert english["shortDescription"]["text"].split()[0] == expected[language]
    assert all(one["help"]["text"] and one["help"]["markdown"] for one in driver["rules"])


def test_sarif_tells_of_unread_files() -> None:
    (invocation,) = sarif()["invocations"]
    assert not invocation["executionSuccessful"]
    (said,) = invocation["toolExecutionNotifications"]
    assert (said["level"], said["descriptor"]["id"]) == ("error", UNREADABLE)
    place = said["locations"][0]["physicalLocation"]
    assert (place["artifactLocation"]["uri"], place["region"]) == ("mails/a.json", {"startLine": 4})
    assert sarif(REPORTS[0])["invocations"][0]["executionSuccessful"]


def names_of(form: str, report: FileReport) -> list[str]:
    if form == "gitlab":
        return [one["fingerprint"] for one in json.loads(printed(form, report))]
    return [next(iter(one["partialFingerprints"].values())) for one in sarif(report)["results"]]


@pytest.mark.parametrize("form", ["gitlab", "sarif"])
def test_fingerprints_are_unique_and_survive_lines_that_move(form: str) -> None:
    def of(text: str, quote: str, **more: Any) -> list[Finding]:
        return [
            replace(FIXED, span=Span(one.start(), one.end()), quote=quote, **more)
            for one in re.finditer(quote, text)
        ]

    def report(text: str) -> FileReport:
        many = (*of(text, "newsletter"), *of(text, "newsletter", id="english/andet"))
        return FileReport("a.txt", Source("a.txt", text), "da", "other", many)

    text = "Et newsletter.\nEt newsletter.\nEt andet newsletter.\n"
    before = names_of(form, report(text))
    assert len(set(before)) == len(before) == 6
    assert names_of(form, report("Nyt.\r\n\r\n\t" + text)) == before
    moved = "Et andet newsletter.\nEt newsletter.\nEt newsletter.\n"
    assert set(names_of(form, report(moved))) == set(before)
    other = replace(report(text), path="b.txt")
    assert not set(names_of(form, other)) & set(before)


# ---- GitHub -------------------------------------------------------------------------------------

COMMAND = re.compile(r"::(error|warning|notice) ((?:\w+=[^,:]*,)*\w+=[^,:]*)::(.*)")


def github(*reports: FileReport) -> list[tuple[str, dict[str, str], str]]:
    """The commands as the runner reads them."""

    def undone(text: str, *signs: str) -> str:
        for sign in (*signs, "\n", "\r", "%"):
            text = text.replace(f"%{ord(sign):02X}", sign)
        return text

    commands = []
    for line in printed("github", *reports).splitlines():
        found_ = COMMAND.fullmatch(line)
        if found_:
            pairs = (one.split("=", 1) for one in found_[2].split(","))
            properties = {key: undone(value, ",", ":") for key, value in pairs}
            commands.append((found_[1], properties, undone(found_[3])))
    return commands


def test_github_reads_back_what_was_said() -> None:
    unread, error, absent, fixed, notice = github()
    assert unread[0] == error[0] == "error"
    assert unread[1:] == (
        {"file": "mails/a.json", "line": "4", "title": "copylint unreadable"},
        "not JSON: 50 %\nso",
    )
    assert [one[0] for one in (absent, fixed, notice)] == ["warning", "warning", "notice"]
    assert fixed[1] == {
        "file": AWKWARD_PATH, "line": "2", "endLine": "2", "col": "12", "endColumn": "22",
        "title": "english/navn",
    }  # fmt: skip
    assert fixed[2] == f"{FIXED.message}\nFordi.\n- nyhedsbrev"
    assert "col" not in notice[1]
    assert (notice[1]["line"], notice[1]["endLine"]) == ("4", "5")


def test_github_gets_no_more_than_it_shows_and_the_worst_first() -> None:
    many = [a_report(*[FIXED] * 7, *[LATER] * 6, *[LONG] * 2), *[UNREAD] * 6]
    kinds = [one[0] for one in github(*many, a_report(*[FIXED] * 5))]
    assert kinds == ["error"] * 10 + ["warning"] * 10 + ["notice"] * 2
    last = printed("github", *many, a_report(*[FIXED] * 5)).splitlines()[-1]
    assert last == UI("github.left_out", number=4, shown=10)
    assert not last.startswith("::")


# ---- GitLab, JUnit, Checkstyle, reviewdog -------------------------------------------------------


def test_gitlab_reads_severities_and_lines() -> None:
    issues = json.loads(printed("gitlab"))
    Draft202012Validator(schema("codequality.json")).validate(issues)
    assert [one["severity"] for one in issues] == ["minor", "minor", "major", "info", "critical"]
    assert issues[3]["location"] == {"path": AWKWARD_PATH, "lines": {"begin": 4, "end": 5}}
    assert FIXED.message in issues[1]["description"]


def validate_xml(name: str, whole: str) -> etree._Element:
    root = etree.fromstring(whole.encode())
    etree.XMLSchema(etree.parse(SCHEMAS / name)).assertValid(root)
    return root


def test_junit_counts_what_it_holds() -> None:
    root = validate_xml("junit.xsd", printed("junit"))
    counts = [{**one.attrib} for one in (root, *root)]
    assert [(int(one["tests"]), int(one["failures"])) for one in counts] == [
        (7, 3), (5, 3), (1, 0), (1, 0),
    ]  # fmt: skip
    assert [(int(one["errors"]), int(one["skipped"])) for one in counts] == [
        (1, 1), (0, 1), (1, 0), (0, 0),
    ]  # fmt: skip
    (skipped,) = root.iter("skipped")
    assert skipped.get("message") == SILENCED.reason
    (note,) = root.iter("system-out")
    assert "<a> & b" in (note.text or "")
    assert next(root.iter("failure")).get("message") == ABSENT.message


def test_checkstyle_keeps_every_character_of_a_message() -> None:
    root = validate_xml("checkstyle.xsd", printed("checkstyle"))
    assert [one.get("name") for one in root] == [AWKWARD_PATH, "mails/a.json", "mails/clean.txt"]
    errors = list(root.iter("error"))
    assert [(one.get("line"), one.get("column")) for one in errors] == [
        ("1", "3"), ("2", "12"), ("3", "1"), ("4", "5"), ("4", None),
    ]  # fmt: skip
    assert errors[0].get("message") == ABSENT.message
    assert [one.get("source") for one in errors[3:]] == [
        "copylint.hollow-phrase.navn",
        "copylint.unreadable",
    ]


def rdjson_slice(text: str, place: dict[str, dict[str, int]]) -> str:
    """The characters of a range that counts lines, and bytes of UTF-8 in them."""
    lines = [one.encode("utf-8", "surrogatepass") for one in lines_of(text)]

    def offset(position: dict[str, int]) -> int:
        return sum(map(len, lines[: position["line"] - 1])) + position["column"] - 1

    whole = b"".join(lines)[offset(place["start"]) : offset(place["end"])]
    return whole.decode("utf-8", "surrogatepass")


@pytest.mark.parametrize("form", ["rdjson", "rdjsonl"])
def test_reviewdog_counts_bytes(form: str) -> None:
    whole = schema("rdjson.json")
    if form == "rdjson":
        shown = json.loads(printed(form))
        Draft202012Validator(whole).validate(shown)
        diagnostics = shown["diagnostics"]
    else:
        diagnostics = [json.loads(one) for one in printed(form).splitlines()]
        one_line = Draft202012Validator({**whole["$defs"]["diagnostic"], "$defs": whole["$defs"]})
        for one in diagnostics:
            one_line.validate(one)
    for said, one in zip(diagnostics[:4], [ABSENT, FIXED, LATER, LONG], strict=True):
        words = TEXT[one.span.start : one.span.end]
        assert rdjson_slice(TEXT, said["location"]["range"]) == words
    assert [len(one.get("suggestions", ())) for one in diagnostics] == [0, 1, 1, 0, 0]
    assert diagnostics[1]["suggestions"][0]["text"] == "nyhedsbrev"
    assert diagnostics[4]["location"] == {
        "path": "mails/a.json",
        "range": {"start": {"line": 4}},
    }


# ---- Paths and fixes ----------------------------------------------------------------------------


def test_paths_are_relative_to_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    inside = (tmp_path / "here" / "ä b.txt").as_posix()
    outside = tmp_path / "out.txt"
    assert relative_path("./a/../ä b.txt") == relative_path(inside) == "ä b.txt"
    assert relative_uri(inside) == "%C3%A4%20b.txt"
    assert relative_uri("c:d.txt") == "c%3Ad.txt"
    assert relative_path("../out.txt") == outside.as_posix()
    assert relative_uri("../out.txt") == outside.as_uri()
    assert relative_uri("<stdin>") == "stdin"


@pytest.mark.parametrize(
    ("quote", "text", "fix", "made"),
    [
        ("app", "app", "program", "program"),
        ("App", "App", "program", "Program"),
        ("app", "app", "e-post og så", "e-post og så"),
        ("så", "s&aring;", "da", None),
        ("a b", "a <b>b</b>", "c", None),
        ("app", "app", "Bo's", None),
        ("app", "app", "10 %", None),
        ("app", "app", "a: b", None),
        ("app", "app", "- a", None),
        ("app", "app", "", None),
        ("app", "app", None, None),
    ],
)
def test_only_plain_words_are_put_in_unseen(
    quote: str, text: str, fix: str | None, made: str | None
) -> None:
    one = Finding("english", "english/a", Severity.INFO, Span(0, len(text)), quote, "m", fix=fix)
    assert plain_edit(one, text) == made


# ---- Where outputs go ---------------------------------------------------------------------------


def test_a_format_goes_to_its_file_and_the_rest_where_output_says() -> None:
    assert destinations([]) == (Destination("text", None),)
    assert destinations([], "a") == (Destination("text", "a"),)
    assert destinations(["json"], "a") == (Destination("json", "a"),)
    assert destinations(["sarif:a"]) == (Destination("sarif", "a"),)
    assert destinations(["sarif:a"], "b") == (Destination("sarif", "a"), Destination("text", "b"))
    assert destinations(["text", "sarif:c:/a"]) == (
        Destination("text", None),
        Destination("sarif", "c:/a"),
    )


@pytest.mark.parametrize(
    ("formats", "output", "said"),
    [
        (["sarif:"], None, "name a file after the colon, as in --format sarif:FILE"),
        (["text", "json"], None, "only one format can go to the terminal"),
        (["sarif:a", "json:./a"], None, "./a: two formats go to this file"),
        (["sarif:a", "json"], "a", "a: two formats go to this file"),
        (["text", "json"], "a", "a: two formats go to this file"),
        (["xml"], None, "There is no format 'xml'."),
        (["sarf:x"], None, "Did you mean sarif"),
        (["sarif:gone/a.sarif"], None, "there is no folder 'gone'"),
    ],
)
def test_mistakes_are_said(
    formats: list[str],
    output: str | None,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    (line,) = mistakes(destinations(formats, output), load_ui("en"))
    assert said in line
    assert not list(mistakes(destinations(["sarif:a", "json:b", "text"]), load_ui("en")))


def test_several_outputs_of_one_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("mails").mkdir()
    Path("mails/brev.txt").write_text("Kære Bo\n\nLæs vores newsletter.\n", encoding="utf-8")
    ask = ["--ui-language", "sv", "--language", "da", "mails", "gone.txt"]
    assert cli.run(["--format", "sarif:a.sarif", "--format", "gitlab:mails/gl.json", *ask]) == 2
    out, err = capsys.readouterr()
    assert out.splitlines()[0] == "1 varning i 1 fil."
    assert "gone.txt" in err
    (result,) = json.loads(Path("a.sarif").read_text("utf-8"))["runs"][0]["results"]
    (unread, issue) = sorted(
        json.loads(Path("mails/gl.json").read_text("utf-8")), key=lambda one: one["severity"]
    )
    assert result["properties"]["id"] == issue["check_name"] == "english/newsletter"
    assert unread["location"]["path"] == "gone.txt"

    # What was written is not read as copy, and a format may go to the terminal beside it.
    assert cli.run(["--format", "gitlab:mails/gl.json", "--format", "compact", *ask[:-1]]) == 1
    assert capsys.readouterr().out.startswith("mails/brev.txt:3:11: warning english/newsletter ")
    assert cli.run(["--quiet", "--output", "found.txt", *ask[:-1]]) == 1
    assert capsys.readouterr().out == ""
    assert "newsletter" in Path("found.txt").read_text("utf-8")


def test_a_place_in_an_empty_text() -> None:
    empty = FileReport(
        "a.txt", Source("a.txt", ""), "da", "other", (replace(ABSENT, span=Span(0, 0)),)
    )
    assert LineIndex("").position(0) == (1, 1)
    (result,) = sarif(empty)["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 1}
