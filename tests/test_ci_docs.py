"""The recipes in docs/ci.md: configurations of their service, with commands that copylint takes."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema.validators import validator_for

from copylint import cli
from copylint.report.outputs import destinations, mistakes
from copylint.ui import load_ui

PAGE = (Path(__file__).parent.parent / "docs" / "ci.md").read_text(encoding="utf-8")
SECTIONS = {
    "GitHub Actions": "github-workflows",
    "GitLab": "gitlab-ci",
    "reviewdog": "github-workflows",
    "Azure DevOps": "azure-pipelines",
}


@cache
def recipe(section: str) -> Any:
    """The YAML block of a section, as YAML 1.2 reads ``on``: a word."""
    text = re.search(rf"## {section}\n.*?```yaml\n(.*?)```", PAGE, re.DOTALL)
    assert text, section
    read = yaml.safe_load(text[1])
    if True in read:  # PyYAML reads YAML 1.1
        read["on"] = read.pop(True)
    return read


def commands(node: Any) -> Iterator[str]:
    """Every shell command in a recipe."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key in ("run", "script") and isinstance(value, str):
                yield value
            elif key == "script":
                yield from value
            else:
                yield from commands(value)
    elif isinstance(node, list):
        for one in node:
            yield from commands(one)


def ours(section: str) -> list[list[str]]:
    """The arguments of each call of copylint in a recipe."""
    split = (shlex.split(one) for one in commands(recipe(section)))
    return [words[1:] for words in split if words[0] == "copylint"]


@pytest.mark.parametrize(("section", "schema"), SECTIONS.items())
def test_a_recipe_is_a_configuration_of_its_service(section: str, schema: str) -> None:
    pytest.importorskip("check_jsonschema")
    vendored = files("check_jsonschema") / "builtin_schemas" / "vendor" / f"{schema}.json"
    whole = json.loads(vendored.read_text("utf-8"))
    validator_for(whole)(whole).validate(recipe(section))


@pytest.mark.parametrize("section", SECTIONS)
def test_copylint_takes_its_options_and_writes_what_is_published(section: str) -> None:
    (arguments,) = ours(section)
    ui = load_ui("en")
    group = cli.build(ui)
    with group.make_context("copylint", arguments) as context:
        name, command, rest = group.resolve_command(context, context._protected_args + context.args)
        assert name == "check"
        assert command is not None
        with command.make_context(name, rest, parent=context) as inner:
            given = inner.params
    assert given["paths"] == ("mails/",)
    asked = destinations(given["formats"], given["output"])
    assert not list(mistakes(asked, ui))
    elsewhere = json.dumps(recipe(section)).replace(shlex.join(arguments), "")
    for one in asked:
        assert one.path is None or one.path in elsewhere


@pytest.mark.parametrize("given", re.findall(r"`(--format [^`]+)`", PAGE))
def test_formats_named_in_the_text_are_right(given: str) -> None:
    assert not list(mistakes(destinations([given.split()[1]]), load_ui("en")))


def test_every_recipe_of_the_page_is_tested() -> None:
    assert PAGE.count("```yaml") == len(SECTIONS)
