"""The configuration: what it says for a file, where it is found, what is wrong with it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from copylint.config import (
    Config,
    ConfigError,
    ConfigFinder,
    Forced,
    Settings,
    read_config,
)
from copylint.model import LANGUAGES, TOUCHPOINTS, UI_LANGUAGES, Severity

RULES = ("company-centric", "english", "guilt-trip", "hollow-phrase", "missing-address")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(name: str, text: str) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def config(text: str) -> Config:
    return read_config(write("copylint.toml", text), RULES)


def faults(text: str, name: str = "copylint.toml") -> list[str]:
    with pytest.raises(ConfigError) as caught:
        read_config(write(name, text), RULES)
    return [str(error) for error in caught.value.errors]


# ---- What it says -------------------------------------------------------------------------------


def test_all_keys(folder: Path) -> None:
    write("ord/da/english.toml", "")
    read = config(
        """
        language = "da"
        touchpoint = "invoice"
        rules.english = "info"
        accept = ["newsletter"]
        company = ["Nordlys"]
        exclude = ["old/"]
        fail-on = "error"
        ui-language = "sv"
        lexicons = ["ord"]
        """
    )
    assert read.settings_for(Path("x.txt")) == Settings(
        language="da",
        touchpoint="invoice",
        rules={"english": Severity.INFO},
        accept=frozenset({"newsletter"}),
        company=("Nordlys",),
    )
    assert read.fail_on is Severity.ERROR
    assert read.ui_language == "sv"
    assert read.lexicons == (folder / "ord",)
    assert read.excludes(Path("old/x.txt"))
    assert not read.excludes(Path("new/x.txt"))


def test_an_empty_file_says_nothing() -> None:
    assert config("").settings_for(Path("x.txt")) == Settings()


def test_a_byte_order_mark_is_no_fault() -> None:
    assert config('\ufefflanguage = "da"').settings_for(Path("x")).language == "da"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_is_known(language: str) -> None:
    assert config(f'language = "{language}"').base.language == language


@pytest.mark.parametrize("touchpoint", TOUCHPOINTS)
def test_every_touchpoint_is_known(touchpoint: str) -> None:
    assert config(f'touchpoint = "{touchpoint}"').base.touchpoint == touchpoint


@pytest.mark.parametrize("language", UI_LANGUAGES)
def test_every_ui_language_is_known(language: str) -> None:
    assert config(f'ui-language = "{language}"').ui_language == language


@pytest.mark.parametrize("severity", Severity)
def test_every_severity_is_known(severity: Severity) -> None:
    assert config(f'[rules]\nenglish = "{severity.label}"').base.rules == {"english": severity}


OVERRIDES = """
language = "da"
accept = ["booking"]
company = ["Nordlys"]
rules.english = "off"

[[overrides]]
files = ["mail/nb/**", "*.nb.json"]
language = "nb"
accept = ["chat"]
rules.guilt-trip = "error"

[[overrides]]
files = ["mail/**/faktura*"]
touchpoint = "invoice"
company = ["Nordlys", "Nordlys AS"]
rules.english = "info"
"""


def test_overrides_add_up_in_order() -> None:
    read = config(OVERRIDES)
    plain = read.settings_for(Path("mail/da/brev.txt"))
    assert (plain.language, plain.touchpoint) == ("da", None)
    assert plain.rules == {"english": Severity.OFF}
    both = read.settings_for(Path("mail/nb/faktura.txt"))
    assert (both.language, both.touchpoint) == ("nb", "invoice")
    assert both.rules == {"english": Severity.INFO, "guilt-trip": Severity.ERROR}
    assert both.accept == {"booking", "chat"}
    assert both.company == ("Nordlys", "Nordlys AS")
    assert read.settings_for(Path("app/tekst.nb.json")).language == "nb"


def test_patterns_are_relative_to_the_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write("mail/nb/x.txt", "")
    read = config(OVERRIDES)
    monkeypatch.chdir(folder / "mail")
    assert read.settings_for(Path("nb/x.txt")).language == "nb"
    assert read.settings_for(folder / "mail" / "nb" / "x.txt").language == "nb"
    assert read.settings_for(Path("../mail/nb/../nb/x.txt")).language == "nb"


def test_patterns_reach_files_outside_the_folder(folder: Path) -> None:
    read = read_config(write("settings/copylint.toml", OVERRIDES), RULES)
    assert read.settings_for(folder / "app" / "x.nb.json").language == "nb"


BY_KEY = """
touchpoint = "ui"
rules.english = "info"

[[overrides]]
keys = ["*.hold.*", "ivr_*"]
touchpoint = "hold"
rules.english = "off"
accept = ["callback"]

[[overrides]]
files = ["*.nb.json"]
keys = ["mail.*"]
language = "nb"
touchpoint = "letter"

[[overrides]]
files = ["app/**"]
rules.english = "error"
"""


@pytest.mark.parametrize(
    ("path", "keys", "touchpoint", "english"),
    [
        ("x.json", ["menu.title"], "ui", Severity.INFO),
        ("x.json", [], "ui", Severity.INFO),
        ("x.json", ["voice.hold.wait"], "hold", Severity.OFF),
        ("x.json", ["ivr_menu.text"], "hold", Severity.OFF),
        ("x.json", ["hold.wait"], "ui", Severity.INFO),
        ("x.json", ["Voice.Hold.wait"], "ui", Severity.INFO),
        ("x.json", ["mail.subject"], "ui", Severity.INFO),
        ("x.nb.json", ["mail.subject", "mail.body"], "letter", Severity.INFO),
        ("x.nb.json", ["mail.hold.body"], "letter", Severity.OFF),
        ("app/x.json", ["menu.title"], "ui", Severity.ERROR),
        ("app/x.json", ["a.hold.b"], "hold", Severity.OFF),
    ],
)
def test_overrides_by_key(path: str, keys: list[str], touchpoint: str, english: Severity) -> None:
    settings = config(BY_KEY).settings_for(Path(path)).for_keys(keys)
    assert settings.touchpoint == touchpoint
    assert settings.severity("english", touchpoint) is english


def test_words_of_overrides_by_key_add_up() -> None:
    settings = config(BY_KEY).settings_for(Path("x.json"))
    assert settings.accept == frozenset()
    assert settings.for_keys(["a.hold.b"]).accept == {"callback"}


TABLE = """
[rules]
english = "error"
guilt-trip = "info"

[touchpoints.hold.rules]
english = "off"
hollow-phrase = "info"

[[overrides]]
files = ["nb/**"]
rules.english = "warning"
"""


@pytest.mark.parametrize(
    ("path", "rule", "touchpoint", "severity"),
    [
        ("x.txt", "english", "hold", Severity.OFF),
        ("x.txt", "english", "order", Severity.ERROR),
        ("x.txt", "guilt-trip", "hold", Severity.INFO),
        ("x.txt", "hollow-phrase", "hold", Severity.INFO),
        ("x.txt", "hollow-phrase", "order", None),
        ("nb/x.txt", "english", "hold", Severity.WARNING),
        ("nb/x.txt", "hollow-phrase", "hold", Severity.INFO),
    ],
)
def test_a_table_of_the_team_by_touchpoint(
    path: str, rule: str, touchpoint: str, severity: Severity | None
) -> None:
    assert config(TABLE).settings_for(Path(path)).severity(rule, touchpoint) is severity


def test_rules_asked_for_run_alone_even_where_they_are_off() -> None:
    settings = config(TABLE).settings_for(Path("x.txt"))
    asked = replace(settings, forced=Forced(only=frozenset({"english", "guilt-trip"})))
    assert asked.severity("english", "order") is Severity.ERROR
    assert asked.severity("english", "hold") is None
    assert asked.severity("guilt-trip", "hold") is Severity.INFO
    assert asked.severity("hollow-phrase", "order") is Severity.OFF


# ---- Where it is found --------------------------------------------------------------------------


def finder(explicit: Path | None = None) -> ConfigFinder:
    return ConfigFinder(RULES, explicit)


def language_of(path: str) -> str | None:
    return finder().for_file(Path(path)).settings_for(Path(path)).language


def test_the_nearest_file_upward_decides() -> None:
    write("copylint.toml", 'language = "da"')
    write("nb/copylint.toml", 'language = "nb"')
    write("nb/deep/er/x.txt", "")
    assert language_of("x.txt") == "da"
    assert language_of("sv/x.txt") == "da"
    assert language_of("nb/deep/er/x.txt") == "nb"


def test_pyproject_counts_only_where_it_speaks_of_copylint() -> None:
    write("pyproject.toml", '[tool.copylint]\nlanguage = "sv"')
    write("a/pyproject.toml", '[tool.other]\nlanguage = "da"')
    write("b/pyproject.toml", '[project]\ndependencies = ["copylint"]')
    assert language_of("a/x.txt") == "sv"
    assert language_of("b/x.txt") == "sv"


def test_copylint_toml_beats_pyproject() -> None:
    write("pyproject.toml", '[tool.copylint]\nlanguage = "sv"')
    write("copylint.toml", 'language = "da"')
    assert language_of("x.txt") == "da"


def test_a_broken_pyproject_counts_if_it_names_copylint() -> None:
    write("a/pyproject.toml", "[tool.other\n")
    write("b/pyproject.toml", "[tool.copylint]\nlanguage =\n")
    assert language_of("a/x.txt") is None
    with pytest.raises(ConfigError, match=r"b.pyproject\.toml:2: not TOML"):
        language_of("b/x.txt")


def test_an_explicit_file_governs_everything() -> None:
    write("copylint.toml", 'language = "da"')
    explicit = write("other.toml", 'language = "nn"')
    assert finder(explicit).for_file(Path("x.txt")).base.language == "nn"


def test_an_explicit_file_that_is_missing() -> None:
    with pytest.raises(ConfigError, match=r"^gone\.toml: no such file$"):
        finder(Path("gone.toml")).for_file(Path("x.txt"))


def test_a_file_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    path = write("copylint.toml", 'language = "da"')
    found = finder()
    first = found.for_file(Path("a/b/x.txt"))
    path.write_text("broken", encoding="utf-8")
    assert found.for_file(Path("a/y.txt")) is first
    assert found.for_file(Path("z.txt")) is first


def test_no_file_at_all() -> None:
    assert finder().for_file(Path("x.txt")).path is None


# ---- What is wrong with it ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            'language = "da"\n\n[rules]\n# holow-phrase is misspelt\n\n\nholow-phrase = "off"',
            "7: unknown rule 'holow-phrase'; did you mean 'hollow-phrase'?",
        ),
        ('\nrules.holow-phrase = "off"', "2: unknown rule 'holow-phrase'; did you mean"),
        ('rules = { x = "off" }', "1: unknown rule 'x'; known are company-centric, english"),
        (
            'rules = { guilt-trip = "off", english = "of" }',
            "1: 'english' must be one of off, info, warning, error; got \"of\"",
        ),
        ("[rules]\nenglish = false", "2: 'english' must be one of off, info"),
        ('rules = "off"', "1: 'rules' must be a table"),
        ('languge = "da"', "1: unknown key 'languge'; did you mean 'language'?"),
        ('\nhollow-phrase = "off"', "2: unknown key 'hollow-phrase'; write it under [rules]"),
        ('language = "dansk"', "1: unknown language 'dansk'; known are da, nb, nn, sv"),
        ('language = "no"', "1: unknown language 'no'; write 'nb' for bokmål or 'nn' for nynorsk"),
        ('language = "da-DK"', "1: unknown language 'da-DK'; write 'da'"),
        ('language = "dk"', "1: unknown language 'dk'; write 'da' for Danish"),
        ("language = ['da']", "1: 'language' must be one of da, nb, nn, sv; got a list"),
        ('touchpoint = "invoce"', "1: unknown touchpoint 'invoce'; did you mean 'invoice'?"),
        ('ui-language = "de"', "1: unknown language 'de'; known are da, nb, nn, sv, en"),
        ('fail-on = "off"', "1: unknown severity 'off'; known are info, warning, error"),
        ("fail-on = 1", "1: 'fail-on' must be one of info, warning, error; got 1"),
        ('accept = "chat"', "1: 'accept' must be a list: write accept = [\"chat\"]"),
        ('accept = [\n  "a",\n  7,\n]', "3: 'accept' must hold words in quotes; got 7"),
        ('exclude = [""]', "1: 'exclude' must hold words in quotes; got \"\""),
        ('lexicons = ["gone"]', "1: no folder 'gone' beside this file"),
        ("[overrides]\nfiles = []", "1: 'overrides' must be tables: write [[overrides]]"),
        ('[[overrides]]\nlanguage = "da"', "1: [[overrides]] lacks 'files' or 'keys'"),
        ('[[overrides]]\nkeys = "a.*"', "2: 'keys' must be a list: write keys = [\"a.*\"]"),
        (
            '[touchpoints.holt.rules]\nenglish = "off"',
            "1: unknown touchpoint 'holt'; did you mean 'hold'?",
        ),
        ('[touchpoints.hold.rules]\nenglsh = "off"', "2: unknown rule 'englsh'; did you mean"),
        (
            '[touchpoints.hold]\nenglish = "off"',
            "2: unknown key 'english'; write it under [touchpoints.hold.rules], or as rules.",
        ),
        ('touchpoints = "hold"', "1: 'touchpoints' must be tables: [touchpoints.hold.rules]"),
        ('touchpoints.hold = "off"', "1: 'hold' must be a table: write [touchpoints.hold.rules]"),
        (
            '[[overrides]]\nfiles = ["a"]\ntouchpoints.hold.rules.english = "off"',
            "3: unknown key 'touchpoints'; it cannot differ between files",
        ),
        (
            '[[overrides]]\nfiles = ["a"]\n\n[[overrides]]\nfiles = ["b"]\nfail-on = "info"',
            "6: unknown key 'fail-on'; it cannot differ between files",
        ),
        (
            '[[overrides]]\nfiles = ["a"]\n[[overrides]]\nfiles = ["b"]\n'
            '[overrides.rules]\nenglsh = "off"',
            "6: unknown rule 'englsh'; did you mean 'english'?",
        ),
        ('language = "da"\nx = = 1', "2: not TOML: "),
    ],
)
def test_one_line_says_what_is_wrong_and_where(text: str, fault: str) -> None:
    (said,) = faults(text)
    assert said.startswith(f"copylint.toml:{fault}")
    assert "\n" not in said


def test_all_faults_are_said_in_order_of_lines() -> None:
    said = faults('touchpoint = "x"\nlanguage = "y"\n[rules]\nz = "off"\n')
    assert [line.split(":")[1] for line in said] == ["1", "2", "4"]


def test_lines_in_pyproject() -> None:
    said = faults(
        '[project]\nlanguage = "x"\n[tool.copylint]\nlanguage = "x"\n'
        '[[tool.copylint.overrides]]\nfiles = ["a"]\ntouchpoint = "y"\n',
        "pyproject.toml",
    )
    assert [line.split(":")[1] for line in said] == ["4", "7"]


def test_pyproject_with_something_else_than_a_table() -> None:
    (said,) = faults("[tool]\ncopylint = 1\n", "pyproject.toml")
    assert said == "pyproject.toml:2: must be a table: [tool.copylint]"


def test_a_file_that_is_not_utf8() -> None:
    Path("copylint.toml").write_bytes('accept = ["Å"]'.encode("latin-1"))
    with pytest.raises(ConfigError, match=r"^copylint\.toml: not UTF-8"):
        read_config(Path("copylint.toml"), RULES)


def test_a_broken_file_is_said_for_every_file_it_governs() -> None:
    write("copylint.toml", 'language = "x"')
    found = finder()
    for path in ("a.txt", "b/c.txt"):
        with pytest.raises(ConfigError):
            found.for_file(Path(path))


# ---- Formats ------------------------------------------------------------------------------------


def of_formats(text: str) -> Config:
    return read_config(write("copylint.toml", text), RULES, ("text", "html"))


def test_an_override_may_say_what_a_file_is_read_as() -> None:
    read = of_formats(
        """
        [[overrides]]
        files = ["*.x"]
        format = "html"

        [[overrides]]
        files = ["brev.x"]
        language = "da"
        """
    )
    assert read.settings_for(Path("brev.x")).format == "html"
    assert read.settings_for(Path("brev.y")).format is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('files = ["*.x"]\nformat = "htm"', "unknown format 'htm'; did you mean 'html'?"),
        ('files = ["*.x"]\nformat = 1', "'format' must be one of text, html; got 1"),
        (
            'keys = ["a"]\nformat = "html"',
            "'format' holds for whole files; write it without 'keys'",
        ),
    ],
)
def test_a_wrong_format_is_told(text: str, said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        of_formats(f"[[overrides]]\n{text}\n")
    (fault,) = caught.value.errors
    assert fault.message == said
    assert fault.line == 3


def test_a_format_for_all_files_is_told_where_to_stand() -> None:
    (fault,) = faults('format = "html"\n')
    assert "unknown key 'format'; write it under [[overrides]]" in fault
