"""The reports, and the filters in front of them."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from copylint.filters import at_least, in_order, merge_same_rule, merge_same_words, of_rules, tidy
from copylint.model import UI_LANGUAGES, FileError, FileReport, Finding, Severity, Source, Span
from copylint.positions import LineIndex
from copylint.report import Report
from copylint.report.excerpt import Excerpt, excerpt
from copylint.report.json_report import JsonReport
from copylint.report.lsp import LspReport
from copylint.report.rules_page import rule_page, rules_json, rules_table
from copylint.report.style import Style
from copylint.report.text import TextReport
from copylint.ui import load_ui, locale_language

PLAIN = Style(colour=False)
COLOUR = Style(colour=True)
SCHEMA = json.loads(files("copylint.report").joinpath("report.schema.json").read_text("utf-8"))


def finding(
    text: str,
    quote: str,
    rule: str = "guilt-trip",
    name: str = "entry",
    severity: Severity = Severity.WARNING,
    **more: Any,
) -> Finding:
    start = text.index(quote)
    return Finding(
        rule,
        f"{rule}/{name}",
        severity,
        Span(start, start + len(quote)),
        quote,
        "Det her bebrejder læseren.",
        **{"language": "da", **more},
    )


def report_on(text: str, *findings: Finding, path: str = "mail/brev.txt") -> FileReport:
    return FileReport(path, Source(path, text), "da", "letter", findings)


def printed(report: Report, *of: FileReport) -> str:
    return "".join(report.file(one) for one in of) + report.end()


# ---- Filters ------------------------------------------------------------------------------------

spans = st.tuples(st.integers(0, 12), st.integers(0, 6)).map(lambda p: Span(p[0], p[0] + p[1]))
findings_lists = st.lists(
    st.builds(
        lambda rule, number, severity, span, quoted: Finding(
            rule, f"{rule}/{number}", severity, span, "ord" if quoted else None, "Hvad."
        ),
        st.sampled_from(["english", "guilt-trip"]),
        st.integers(0, 30),
        st.sampled_from([Severity.INFO, Severity.WARNING, Severity.ERROR]),
        spans,
        st.booleans(),
    ),
    max_size=12,
)


def share(one: Span, other: Span) -> bool:
    return bool({*range(one.start, one.end)} & {*range(other.start, other.end)})


def nested(one: Span, other: Span) -> bool:
    return one.covers(other) or other.covers(one)


@given(findings_lists)
def test_merging_keeps_one_for_each_fault_and_loses_no_id(given_: list[Finding]) -> None:
    kept = merge_same_rule(given_)
    for at, one in enumerate(kept):
        for other in kept[at + 1 :]:
            same_kind = one.rule == other.rule and (one.quote is None) == (other.quote is None)
            assert not (same_kind and nested(one.span, other.span))
            if one.quote is not None:
                assert not (same_kind and share(one.span, other.span))
    assert {one.id for one in given_} == {i for one in kept for i in (one.id, *one.also)}
    assert list(kept) == sorted(kept, key=lambda one: one.span.start)


@given(findings_lists)
def test_the_heaviest_of_the_merged_is_kept(given_: list[Finding]) -> None:
    kept = merge_same_rule(given_)
    heaviest = max((one.severity for one in given_), default=None)
    assert max((one.severity for one in kept), default=None) == heaviest


@given(findings_lists)
def test_tidying_twice_changes_nothing(given_: list[Finding]) -> None:
    once = merge_same_rule(given_)
    assert merge_same_rule(once) == once


def test_of_equal_weight_the_longer_match_is_kept() -> None:
    text = "Din feedback er derfor vigtig for os."
    short = finding(text, "er derfor vigtig", name="short")
    long = finding(text, "Din feedback er derfor vigtig", name="long")
    (kept,) = tidy([short, long])
    assert (kept.id, kept.also) == ("guilt-trip/long", ("guilt-trip/short",))
    (kept,) = tidy([replace(short, severity=Severity.ERROR), long])
    assert (kept.id, kept.also) == ("guilt-trip/short", ("guilt-trip/long",))


def test_partly_overlapping_findings_of_a_rule_grow_into_one() -> None:
    text = "Din samtale er vigtig for os, og derfor ringer vi."
    one = finding(text, "Din samtale er vigtig", name="yours")
    other = finding(text, "vigtig for os", name="for-us")
    (kept,) = tidy([other, one])
    assert (kept.id, kept.also) == ("guilt-trip/yours", ("guilt-trip/for-us",))
    assert kept.quote == text[kept.span.start : kept.span.end] == "Din samtale er vigtig for os"
    bridge = finding(text, "for os, og", name="bridge")
    (kept,) = tidy([bridge, one, other])
    assert kept.quote == text[kept.span.start : kept.span.end] == "Din samtale er vigtig for os, og"
    assert len(tidy([one, replace(other, rule="english")])) == 2
    assert len(tidy([replace(one, quote=None), replace(other, quote=None)])) == 2


def test_quotes_grow_over_entities() -> None:
    one = replace(finding("abc s&aring; def", "abc s&aring;"), quote="abc så")
    other = replace(finding("abc s&aring; def", "s&aring; def"), quote="så def")
    (kept,) = tidy([one, other])
    assert (kept.quote, kept.span) == ("abc så def", Span(0, 16))


def test_two_rules_on_the_same_words_are_one_finding_with_two_reasons() -> None:
    text = "Vi er stolte af dig."
    one = finding(text, "stolte", rule="company-centric", why="Om jer.")
    other = finding(text, "stolte", rule="hollow-phrase", why="Tomt.")
    assert len(tidy([other, one])) == 2
    (kept,) = merge_same_words([one, other])
    assert kept.rule == "company-centric"
    assert kept.also == ("hollow-phrase/entry",)
    assert kept.why == "Om jer. Tomt."
    wider = finding(text, "er stolte", rule="hollow-phrase")
    assert len(merge_same_words([one, wider])) == 2


def test_what_is_missed_is_not_merged_with_what_is_written() -> None:
    text = "Kære kunde"
    absent = replace(finding(text, "Kære kunde", rule="missing-address"), quote=None)
    written = finding(text, "Kære kunde", rule="missing-address", name="generic")
    other = replace(finding(text, "Kære kunde", rule="anonymous-sender"), quote=None)
    assert len(tidy([absent, written])) == 2
    assert len(merge_same_words([absent, other])) == 2


def test_choosing_by_weight_and_rule() -> None:
    text = "a b c"
    info = finding(text, "a", rule="english", severity=Severity.INFO)
    off = finding(text, "b", severity=Severity.OFF)
    error = finding(text, "c", severity=Severity.ERROR)
    assert at_least([info, off, error], Severity.WARNING) == (error,)
    assert of_rules([info, error], {"english"}) == (info,)
    assert of_rules([info, error], ()) == (info, error)
    assert in_order([error, info]) == (info, error)
    assert tidy([off]) == ()


# ---- Excerpts -----------------------------------------------------------------------------------


def cut(text: str, quote: str, width: int = 60) -> Excerpt:
    start = text.index(quote)
    return excerpt(text, LineIndex(text), Span(start, start + len(quote)), width)


def under(shown: Excerpt) -> str:
    """What the marks stand under, for text in which every character is one column wide."""
    return shown.text[shown.before : shown.before + shown.marked]


def test_marks_stand_under_the_words() -> None:
    shown = cut("Hej\r\nDu har stadig ikke svaret\r\nMvh", "stadig ikke")
    assert shown == Excerpt(2, "Du har stadig ikke svaret", 7, 11, 2)


def test_indents_go_and_tabs_become_spaces() -> None:
    shown = cut("\t\t<p>a\tstadig ikke</p>", "stadig")
    assert shown.text == "<p>a    stadig ikke</p>"
    assert under(shown) == "stadig"
    assert under(cut("   stadig", "   stadig")) == "   stadig"


@pytest.mark.parametrize(
    ("before", "columns"),
    [
        ("日本", 4),
        ("🎉", 2),
        ("👩‍💻", 2),
        ("👍🏽", 2),
        ("❤️", 2),
        ("🇩🇰", 2),
        ("e\u0301", 1),
        ("a\u00adb", 2),
        ("\ufeffa", 1),
        ("å", 1),
    ],
)
def test_wide_and_combining_characters_take_their_columns(before: str, columns: int) -> None:
    shown = cut(f"{before}stadig", "stadig")
    assert (shown.before, shown.marked) == (columns, 6)


def test_a_text_cannot_steer_the_terminal() -> None:
    shown = cut("a\x1b[31mb\u202estadig\x00 c\ud83d", "stadig")
    assert shown.text == "a\ufffd[31mbstadig\ufffd c\ufffd"
    assert under(shown) == "stadig"


def test_long_lines_are_trimmed_around_the_words() -> None:
    words = " ".join(f"ord{n}" for n in range(5000))
    shown = cut(words, "ord2500 ord2501")
    assert len(shown.text) <= 60
    assert under(shown) == "ord2500 ord2501"
    assert re.fullmatch(r"…(ord\d{4} ?)+…", shown.text)


def test_words_at_either_end_of_a_long_line() -> None:
    words = "Først " + "x" * 500 + " sidst"
    first, last = cut(words, "Først"), cut(words, "sidst")
    assert first.text.startswith("Først x")
    assert first.text.endswith("x…")
    assert last.text.startswith("…x")
    assert last.text.endswith("x sidst")
    assert under(last) == "sidst"


def test_words_longer_than_the_screen() -> None:
    shown = cut("Hej. " + "y" * 3000 + " slut", "y" * 3000)
    assert shown.text.startswith("…yyy")
    assert shown.text.endswith("yyy…")
    assert len(shown.text) <= 60
    assert set(under(shown)) == {"y"}


def test_a_finding_over_several_lines_shows_the_first() -> None:
    shown = cut("Din feedback er\nderfor vigtig\nfor os", "feedback er\nderfor vigtig\nfor")
    assert (shown.line, shown.last_line) == (1, 3)
    assert under(shown) == "feedback er"
    assert cut("Din feedback\nMvh", "feedback\n").last_line == 1


@pytest.mark.parametrize("offset", [0, 3, 4, 5, 9])
def test_an_empty_span_gets_one_mark(offset: int) -> None:
    text = "Hej\r\nslut"
    shown = excerpt(text, LineIndex(text), Span(offset, offset), 60)
    assert shown.marked == 1
    assert shown.before <= len(shown.text)


@given(st.text(max_size=300), st.data(), st.integers(20, 90))
def test_any_excerpt_is_one_safe_line(text: str, data: st.DataObject, width: int) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    shown = excerpt(text, LineIndex(text), Span(start, end), width)
    assert shown.line == LineIndex(text).position(start).line
    assert shown.line <= shown.last_line
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202e]", shown.text)
    assert shown.before >= 0
    assert shown.marked >= 1
    assert shown.before + shown.marked <= width + 1


# ---- Text ---------------------------------------------------------------------------------------

LETTER = "Kære kunde\r\n\r\nDu har stadig ikke svaret. Du har igen glemt os.\r\n"


def test_text_shows_place_line_marks_what_why_and_instead() -> None:
    one = finding(LETTER, "stadig ikke", why="Det gør ondt.", suggestions=("Svar inden <dato>.",))
    shown = printed(TextReport(load_ui("da"), PLAIN), report_on(LETTER, one))
    assert shown.splitlines() == [
        "mail/brev.txt (dansk, brev)",
        "",
        "mail/brev.txt:3:8  advarsel  guilt-trip/entry",
        "   3 | Du har stadig ikke svaret. Du har igen glemt os.",
        "     |        ^^^^^^^^^^^",
        "       Det her bebrejder læseren.",
        "       Hvorfor        Det gør ondt.",
        "       Skriv hellere  Svar inden <dato>.",
        "",
        "1 advarsel i 1 fil.",
        "Læs mere om en regel: copylint explain guilt-trip",
    ]


def test_text_gives_a_reason_once_in_a_file_and_advice_where_nothing_is_suggested() -> None:
    reason = {"why": "Det gør ondt.", "advice": "Sig, hvad der nu skal ske."}
    several = (
        finding(LETTER, "stadig ikke", suggestions=("Svar.",), **reason),
        finding(LETTER, "igen", **reason),
        finding(LETTER, "glemt", **reason),
    )
    report = TextReport(load_ui("da"), PLAIN)
    first = report.file(report_on(LETTER, *several))
    assert first.count("Hvorfor") == 1
    assert first.count("Råd ") == 1
    assert first.count("Det her bebrejder læseren.") == 3
    second = report.file(report_on(LETTER, *several, path="andet.txt"))
    assert second.count("Hvorfor") == 1


def test_text_names_a_touchpoint_only_where_there_is_one() -> None:
    other = replace(report_on(LETTER, finding(LETTER, "igen")), touchpoint="other")
    shown = TextReport(load_ui("da"), PLAIN).file(other)
    assert shown.startswith("mail/brev.txt (dansk)\n")


def test_text_wraps_to_the_screen() -> None:
    one = finding(LETTER, "stadig ikke", why="mange ord " * 40)
    shown = TextReport(load_ui("sv"), PLAIN, width=50).file(report_on(LETTER, one))
    assert max(map(len, shown.splitlines())) <= 50
    assert shown.count("mange") == 40


def test_text_names_the_other_rules_on_the_same_words() -> None:
    one = finding(LETTER, "igen", also=("guilt-trip/other", "english/igen"))
    shown = TextReport(load_ui("da"), PLAIN).file(report_on(LETTER, one))
    assert shown.splitlines()[-2] == "       Også           english/igen"


def test_text_marks_a_finding_that_goes_on() -> None:
    one = finding(LETTER, "Kære kunde\r\n\r\nDu")
    shown = TextReport(load_ui("nn"), PLAIN).file(report_on(LETTER, one))
    assert "     | … held fram til linje 3\n" in shown


def test_a_path_or_a_quote_cannot_steer_the_terminal() -> None:
    text = "Du har \x1b[2Jstadig\nikke svaret."
    one = replace(finding(text, "stadig"), message="“\x1b[2Jstadig\nikke” bebrejder.")
    shown = TextReport(load_ui("da"), PLAIN).file(report_on(text, one, path="a\x1b]0;\nb.txt"))
    assert "\x1b" not in shown
    assert "\n       “\ufffd[2Jstadig ikke” bebrejder.\n" in shown
    assert shown.startswith("a\ufffd]0; b.txt (dansk, brev)\n")


def test_text_sums_up() -> None:
    several = (
        finding(LETTER, "stadig", severity=Severity.ERROR),
        finding(LETTER, "igen", rule="english"),
        finding(LETTER, "glemt", rule="english", severity=Severity.INFO),
    )
    foreign = FileReport("z.txt", Source("z.txt", "Hello"), "en", "other")
    unread = FileReport("x.txt", None, "unknown", "other", error=FileError("x.txt", "no such file"))
    undecided = FileReport("y.txt", Source("y.txt", "xyz"), "unknown", "other")
    report = TextReport(load_ui("en"), PLAIN)
    both = (report_on(LETTER, *several), report_on("Hej"))
    shown = printed(report, *both, unread, undecided, foreign)
    assert shown.split("\n\n")[-1].splitlines() == [
        "1 error, 1 warning and 1 note in 4 files.",
        "Not judged, because the language is unclear: 1 file."
        " Name it, for example with --language da.",
        "Not judged, because the text is in another language: 1 file.",
        "Not read, see the errors: 1 file.",
        "More about a rule: copylint explain english",
    ]


def test_text_of_nothing_found_is_one_friendly_line() -> None:
    shown = printed(TextReport(load_ui("nb"), PLAIN), report_on("Hei"), report_on(""))
    assert shown == "Ingenting å rette i 2 filer. Godt skrevet!\n"


def test_text_does_not_praise_what_it_could_not_judge() -> None:
    undecided = FileReport("y.txt", Source("y.txt", "xyz"), "unknown", "other")
    shown = printed(TextReport(load_ui("da"), PLAIN), undecided)
    assert "Godt" not in shown
    assert "uvist" in shown


def test_quiet_text_has_no_summary() -> None:
    report = TextReport(load_ui("da"), PLAIN, quiet=True)
    assert printed(report, report_on("Hej")) == ""


def test_colour_changes_nothing_but_colour() -> None:
    one = finding(LETTER, "stadig ikke", why="Det gør ondt.", suggestions=("Svar.",))
    plain = printed(TextReport(load_ui("da"), PLAIN), report_on(LETTER, one))
    colour = printed(TextReport(load_ui("da"), COLOUR), report_on(LETTER, one))
    assert "\x1b[1;33m^^^^^^^^^^^\x1b[0m" in colour
    assert re.sub(r"\x1b\[[\d;]*m", "", colour) == plain


# ---- JSON and LSP -------------------------------------------------------------------------------

SURPRISE = "\ufeffHej 🎉 Åse\r\ndin feedback\rer 🎉 vigtig\n"


def machine_reports() -> list[FileReport]:
    absent = replace(finding(SURPRISE, "Hej", rule="missing-address"), quote=None)
    found = finding(
        SURPRISE, "feedback\rer 🎉", suggestions=("a",), why="W.", advice="A.", also=("x/y",)
    )
    error = FileError("a.json", "not JSON", 4)
    return [
        report_on(SURPRISE, absent, found),
        FileReport("a.json", None, "unknown", "other", error=error),
    ]


def test_json_fits_its_schema_and_tells_all() -> None:
    shown = json.loads(printed(JsonReport(), *machine_reports()))
    Draft202012Validator(SCHEMA).validate(shown)
    assert shown["summary"] == {"files": 2, "findings": 2, "errors": 1, "suppressed": 0}
    assert shown["files"][1]["error"] == {"message": "not JSON", "line": 4}
    found = shown["files"][0]["findings"][1]
    assert found["start"] == {"offset": 16, "line": 2, "column": 5}
    assert found["end"] == {"offset": 29, "line": 3, "column": 5}
    assert SURPRISE[16:29] == found["quote"] == "feedback\rer 🎉"
    assert found["help"] == "W. A."
    assert found["suggestions"] == ["a"]
    assert found["also"] == ["x/y"]
    assert shown["files"][0]["findings"][0]["quote"] is None


def test_the_schema_is_sound_and_refuses_what_is_not_a_report() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    shown = json.loads(printed(JsonReport(), *machine_reports()))
    for spoil in (
        lambda one: one.pop("summary"),
        lambda one: one["files"][0].pop("error"),
        lambda one: one["files"][0]["findings"][0]["start"].update(line=0),
        lambda one: one["files"][0]["findings"][0].update(severity="off"),
        lambda one: one["files"][0]["findings"][0].update(surprise=1),
    ):
        spoilt = json.loads(json.dumps(shown))
        spoil(spoilt)
        assert not Draft202012Validator(SCHEMA).is_valid(spoilt)


def test_lsp_counts_utf16_and_names_files_by_uri() -> None:
    shown = json.loads(printed(LspReport(), *machine_reports()))
    assert [one["uri"] for one in shown] == [
        (Path.cwd() / "mail/brev.txt").as_uri(),
        (Path.cwd() / "a.json").as_uri(),
    ]
    missed, found = shown[0]["diagnostics"]
    assert missed["range"] == {
        "start": {"line": 0, "character": 1},
        "end": {"line": 0, "character": 4},
    }
    assert found["range"] == {
        "start": {"line": 1, "character": 4},
        "end": {"line": 2, "character": 5},
    }
    assert (found["severity"], found["code"], found["source"]) == (
        2,
        "guilt-trip/entry",
        "copylint",
    )
    assert found["data"]["suggestions"] == ["a"]
    (unreadable,) = shown[1]["diagnostics"]
    assert (unreadable["severity"], unreadable["message"]) == (1, "not JSON")
    assert unreadable["range"]["start"] == {"line": 3, "character": 0}


def test_lsp_severities_and_clean_files() -> None:
    weights = (Severity.ERROR, Severity.WARNING, Severity.INFO)
    several = [
        finding("a b c", quote, severity=weight)
        for quote, weight in zip("abc", weights, strict=True)
    ]
    shown = json.loads(
        printed(LspReport(), report_on("a b c", *several), report_on("", path="<stdin>"))
    )
    assert [one["severity"] for one in shown[0]["diagnostics"]] == [1, 2, 3]
    assert shown[1] == {"uri": "untitled:stdin", "diagnostics": []}


def test_lsp_escapes_paths() -> None:
    shown = json.loads(printed(LspReport(), report_on("", path="mappe æ/a b.txt")))
    assert shown[0]["uri"].endswith("/mappe%20%C3%A6/a%20b.txt")


# ---- Rules --------------------------------------------------------------------------------------


@pytest.fixture
def rule() -> Any:
    from copylint.lexicon import Rule

    texts = {language: f"Tekst på {language}. " + "ord " * 30 for language in UI_LANGUAGES}
    return Rule("guilt-trip", Severity.WARNING, texts, texts, texts, texts, {}, (), {})


def test_the_table_of_rules_is_aligned(rule: Any) -> None:
    lines = rules_table([rule], load_ui("da"), PLAIN, 70).splitlines()
    assert lines[0].split() == ["Regel", "Niveau", "Det", "markerer", "den"]
    column = lines[0].index("Det")
    assert lines[1].startswith("guilt-trip  advarsel  Tekst på da.")
    assert all(line[:column].strip() == "" for line in lines[2:-2])
    assert max(map(len, lines)) <= 70
    assert "copylint explain" in lines[-1]


def test_rules_as_json(rule: Any) -> None:
    (shown,) = json.loads(rules_json([rule], load_ui("sv")))["rules"]
    assert (shown["name"], shown["severity"]) == ("guilt-trip", "warning")
    assert shown["what"].startswith("Tekst på sv.")


def test_a_rule_page_has_examples_and_the_way_to_switch_it_off(rule: Any) -> None:
    examples = {
        "da": (("Du har [glemt] os.", r"\[note\] [b]", "c", "d"), ("God\n\ndag.",)),
        "sv": ((), ()),
    }
    plain = rule_page(rule, examples, load_ui("da"), PLAIN, 80)
    assert "  Markeres  Du har [glemt] os.\n" in plain
    assert "[note] [b]\n" in plain
    assert "  Går fri   God / dag.\n" in plain
    assert "Svensk" not in plain
    assert '    rules.guilt-trip = "off"\n' in plain
    colour = rule_page(rule, examples, load_ui("da"), COLOUR, 80)
    assert "Du har \x1b[1;33mglemt\x1b[0m os." in colour


# ---- The words of the user interface ------------------------------------------------------------


def flat(table: dict[str, Any], at: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in table.items():
        found |= flat(value, f"{at}{key}.") if isinstance(value, dict) else {at + key: value}
    return found


@pytest.mark.parametrize("language", UI_LANGUAGES)
def test_every_language_says_the_same_things(language: str) -> None:
    english, own = (flat(dict(load_ui(code).texts)) for code in ("en", language))
    assert own.keys() == english.keys()
    for key, text in own.items():
        assert text.strip(), key
        assert set(re.findall(r"{\w+}", text)) == set(re.findall(r"{\w+}", english[key])), key


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, "en"),
        ({"LANG": "da_DK.UTF-8"}, "da"),
        ({"LANG": "no_NO"}, "nb"),
        ({"LANG": "nb"}, "nb"),
        ({"LANG": "nn_NO.UTF-8"}, "nn"),
        ({"LANG": "sv_FI@euro"}, "sv"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "dav_KE"}, "en"),
        ({"LANG": "da_DK", "LC_MESSAGES": "sv_SE"}, "sv"),
        ({"LANG": "da_DK", "LC_MESSAGES": "sv_SE", "LC_ALL": "C"}, "en"),
        ({"LANG": "da_DK", "LC_ALL": ""}, "da"),
    ],
)
def test_the_locale_decides_the_language(environ: dict[str, str], language: str) -> None:
    assert locale_language(environ) == language


def test_lists_read_like_a_sentence() -> None:
    ui = load_ui("nb")
    assert ui.listed(["a"]) == "a"
    assert ui.listed(["a", "b", "c"]) == "a, b og c"
