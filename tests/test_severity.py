"""The table of rules and touchpoints: what it says, and what is wrong with a broken one."""

from __future__ import annotations

from pathlib import Path

import pytest

from copylint.config import read_config
from copylint.engine import lint
from copylint.lexicon import load_lexicons, read_rule, rule_names
from copylint.lexicon.severity import read_severity_table, severity_table
from copylint.model import CopylintError, Severity, Source


def test_every_rule_and_kind_of_the_table_exists() -> None:
    for rule, severities in severity_table().items():
        assert rule in rule_names()
        assert set(severities.kinds) <= set(read_rule(rule).kinds)


def test_the_table_only_says_what_differs() -> None:
    for name, severities in severity_table().items():
        usual = read_rule(name).severity
        assert usual not in severities.touchpoints.values(), name
        for kind, table in severities.kinds.items():
            for touchpoint, severity in table.items():
                assert severities.touchpoints.get(touchpoint, usual) is not severity, (name, kind)


def test_a_kind_stands_before_its_rule_and_the_rule_before_its_file() -> None:
    rule = read_rule("missing-address")
    assert rule.severity_at("order", "generic") is rule.severity
    assert rule.severity_at("ui", "generic") is Severity.OFF
    assert rule.severity_at("ui", "third-person") is Severity.WARNING
    assert rule.severity_at("hold", "third-person") is Severity.OFF


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ('english = "off"', "'english' must be a table: write [english]"),
        ('[english]\nholt = "off"', "[english] has 'holt', which is no touchpoint; known are"),
        ('[english]\nhold = "of"', "[english] hold must be off, info, warning or error, not 'of'"),
        ("[english.word]\nhold = 1", "[english.word] hold must be off"),
    ],
)
def test_a_broken_table_is_told(tmp_path: Path, toml: str, said: str) -> None:
    path = tmp_path / "severity.toml"
    path.write_text(toml, encoding="utf-8")
    with pytest.raises(CopylintError) as caught:
        read_severity_table(path)
    assert said in str(caught.value.error)


CATALOGUE = '{"da": {"mail": {"a": "%s"}, "ivr": {"a": "%s"}}}'


def warned(text: str, config: str, folder: Path) -> list[int]:
    """The lines of a catalogue in which ``english`` marks a word, under a configuration."""
    path = folder / "copylint.toml"
    path.write_text(config, encoding="utf-8")
    settings = read_config(path, rule_names()).settings_for(folder / "x.json")
    source = Source("x.json", text)
    found = lint(source, settings, load_lexicons()).findings
    return [text.count("\n", 0, one.span.start) + 1 for one in found if one.rule == "english"]


@pytest.mark.parametrize(
    ("config", "lines"),
    [
        ("", [2, 3]),
        ('rules.english = "off"', []),
        ('[[overrides]]\nkeys = ["*.ivr.*"]\nrules.english = "off"', [2]),
        ('[[overrides]]\nkeys = ["*.ivr.*"]\ntouchpoint = "hold"\n'
         '[touchpoints.hold.rules]\nenglish = "off"', [2]),
        ('rules.english = "off"\n[[overrides]]\nkeys = ["da.mail.a"]\nrules.english = "info"', [2]),
    ],
)  # fmt: skip
def test_a_team_decides_by_key_and_touchpoint(
    config: str, lines: list[int], tmp_path: Path
) -> None:
    said = "Tilmeld dig vores newsletter i dag, så får du breve."
    text = (CATALOGUE % (said, said)).replace('"mail"', '\n"mail"').replace('"ivr"', '\n"ivr"')
    assert warned(text, config, tmp_path) == lines
