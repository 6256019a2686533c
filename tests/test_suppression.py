"""Comments that silence findings: what each form holds for, and what is said of idle ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copylint.config import Forced, Settings
from copylint.engine import lint
from copylint.filters import tidy
from copylint.inline import IGNORES, directives, written
from copylint.lexicon import load_lexicons
from copylint.model import FileReport, Severity, Source, Span
from copylint.readers import kind_of
from copylint.suppression import suppressions

LEXICONS = load_lexicons()
HOLLOW = "Dit opkald er vigtigt for os."
GUILT = "Du har stadig ikke svaret."


def linted(path: str, text: str, **settings: object) -> FileReport:
    return lint(Source(path, text), Settings(language="da", **settings), LEXICONS)  # type: ignore[arg-type]


def found(report: FileReport, *rules: str) -> list[tuple[int, str]]:
    """Line and rule of each finding that is left of some rules."""
    assert report.source is not None
    wanted = rules or ("hollow-phrase", "guilt-trip", "english", "suppression")
    return [
        (report.source.text.count("\n", 0, one.span.start) + 1, one.rule)
        for one in tidy(report.findings)
        if one.rule in wanted
    ]


@pytest.mark.parametrize(
    ("path", "text", "left"),
    [
        # On the line itself.
        ("a.html", f"<p>{HOLLOW}</p> <!-- copylint: ignore -->\n<p>{HOLLOW}</p>", [2]),
        ("a.html", f"<p>{HOLLOW}</p> <!-- copylint: ignore hollow-phrase -->\n{GUILT}", [2]),
        ("a.html", f"<p>{HOLLOW}</p> <!-- copylint: ignore\nhollow-phrase --> {GUILT}", [2]),
        ("a.md", f"{HOLLOW} <!-- copylint: ignore -->\n\n{HOLLOW}", [3]),
        ("a.html.j2", f"<p>{HOLLOW}</p> {{# copylint: ignore #}}\n<p>{HOLLOW}</p>", [2]),
        ("da.yml", f"da:\n  a: {HOLLOW} # copylint: ignore\n  b: {HOLLOW}\n", [3]),
        # Alone on its line: the next line with copy.
        ("a.txt", f"# copylint: ignore\n\n\n{HOLLOW}\n{HOLLOW}", [5]),
        ("a.html", f"<!-- copylint: ignore -->\n<div>\n<p>\n{HOLLOW}</p>\n<p>{HOLLOW}</p>", [5]),
        ("a.html", f"<p>{HOLLOW}</p>\n<!-- copylint: ignore -->\n<p>{HOLLOW}</p>", [1]),
        ("a.txt", f"# copylint: ignore hollow-phrase\n# copylint: ignore guilt-trip\n{HOLLOW} "
         f"{GUILT}\n\n{GUILT}", [5]),
        ("a.html", f"<p>{GUILT}</p> <!-- copylint: ignore-next -->\n<p>{HOLLOW}</p>", [1]),
        # A string of a catalogue is one whole.
        ("da.yml", f"da:\n  # copylint: ignore\n  a: |\n    Hej.\n    {HOLLOW}\n  b: {HOLLOW}\n",
         [6]),
        ("da.yml", f'da:\n  a: "Hej.\n    {HOLLOW}\n    Hej hej." # copylint: ignore\n', []),
        # Regions, and the whole file.
        ("a.txt", f"{GUILT}\n\n# copylint: ignore-start\n{HOLLOW}\n\n{HOLLOW}\n"
         f"# copylint: ignore-end\n\n{HOLLOW}", [1, 9]),
        ("a.txt", f"# copylint: ignore-start hollow-phrase\n# copylint: ignore-start guilt-trip\n"
         f"{HOLLOW} {GUILT}\n# copylint: ignore-end hollow-phrase\n{HOLLOW} {GUILT}\n"
         "# copylint: ignore-end", [5]),
        ("a.txt", f"{HOLLOW}\n\n# copylint: ignore-file hollow-phrase -- aftalt\n\n{GUILT}", [5]),
        # An entry of a rule.
        ("a.txt", f"# copylint: ignore hollow-phrase/yours-is-important\n{HOLLOW}", []),
    ],
)  # fmt: skip
def test_what_a_comment_holds_for(path: str, text: str, left: list[int]) -> None:
    assert [line for line, _ in found(linted(path, text))] == left


def test_the_reason_is_kept_with_the_finding() -> None:
    report = linted("a.txt", f"# copylint: ignore hollow-phrase -- jura: sag 12\n{HOLLOW}")
    (one,) = report.suppressed
    assert (one.finding.rule, one.reason) == ("hollow-phrase", "jura: sag 12")
    assert one.finding not in report.findings


@pytest.mark.parametrize("dash", ["--", "–", "—"])
def test_a_reason_may_stand_behind_a_dash(dash: str) -> None:
    (one,) = directives(f"# copylint: ignore english {dash} vores egen-tekst", "text")
    assert (one.words, one.reason) == (("ignore", "english"), "vores egen-tekst")


def of_comments(text: str, **settings: object) -> list[tuple[str, Severity, str]]:
    report = linted("a.txt", text, **settings)
    return [(one.id, one.severity, one.message) for one in report.findings if "suppr" in one.rule]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"# copylint: ignore holow-phrase\n{HOLLOW}",
         ("suppression/unknown", Severity.WARNING,
          "There is no rule “holow-phrase (hollow-phrase?)”, so the comment silences nothing.")),
        ("# copylint: ignore hollow-phrase, english\nHej med dig.\nVi ses på fredag klokken ti.",
         ("suppression/unused", Severity.INFO,
          "“hollow-phrase, english” silences nothing here.")),
        (f"# copylint: ignore hollow-phrase, english\n{HOLLOW}",
         ("suppression/unused", Severity.INFO, "“english” silences nothing here.")),
        ("Vi ses på fredag klokken ti.\n# copylint: ignore",
         ("suppression/unused", Severity.INFO, "“ignore” silences nothing here.")),
        (f"# copylint: ignore-start\n{HOLLOW}",
         ("suppression/unmatched", Severity.WARNING, "“ignore-start” lacks its other half.")),
        ("Vi ses på fredag klokken ti.\n# copylint: ignore-end",
         ("suppression/unmatched", Severity.WARNING, "“ignore-end” lacks its other half.")),
    ],
)  # fmt: skip
def test_an_idle_comment_is_a_finding(text: str, said: tuple[str, Severity, str]) -> None:
    assert of_comments(text) == [said]


def test_no_comment_is_called_unused_for_a_rule_that_did_not_run() -> None:
    text = "# copylint: ignore english\nVi ses på fredag klokken ti.\n"
    assert of_comments(text, rules={"english": Severity.OFF}) == []
    assert of_comments(text, forced=Forced(only=frozenset({"guilt-trip"}))) == []


def test_findings_about_comments_can_be_set_but_not_silenced() -> None:
    text = "# copylint: ignore-file\n# copylint: ignore nonsense\nVi ses på fredag."
    assert [one[0] for one in of_comments(text)] == ["suppression/unused", "suppression/unknown"]
    assert of_comments(text, rules={"suppression": Severity.OFF}) == []


@pytest.mark.parametrize(
    "path", ["a.html", "a.md", "a.txt", "a.yml", "a.html.j2", "a.txt.erb", "a.html.heex",
             "a.hbs", "a.mustache", "a.html.twig", "a.txt.ejs", "a.html.blade.php", "a.liquid"],
)  # fmt: skip
def test_what_is_written_is_read_again(path: str) -> None:
    comment = written("ignore english -- fordi", path, kind_of(path, "<p>Hej</p>"))
    assert comment is not None
    (one,) = directives(comment, kind_of(path, "<p>Hej</p>"))
    assert (one.span, one.words, one.reason) == (
        Span(0, len(comment)), ("ignore", "english"), "fordi",
    )  # fmt: skip


def test_json_has_no_comments() -> None:
    assert written("ignore", "da.json", "json") is None


COMMENTS = st.sampled_from([f"# copylint: {verb}" for verb in IGNORES])
WORDS = st.sampled_from(["english", "x/y", "--", "\n", "\r\n", " ", "Hej dig.", "\U0001f600"])


@given(st.lists(COMMENTS | WORDS, max_size=30).map(" ".join))
def test_any_heap_of_comments_is_read(text: str) -> None:
    report = linted("a.txt", text)
    for one in suppressions(Source("a.txt", text), "text", ()):
        assert all(0 <= part.start <= part.end <= len(text) for part in one.ranges)
    comments = [one.span for one in directives(text, "text")]
    assert all(one.span in comments for one in report.findings if one.rule == "suppression")
