"""Completions: in comments to copylint, and of keys and values in the settings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from lsprotocol import types

from copylint.config import OVERRIDE_KEYS, SEVERITIES, THRESHOLDS, TOP_KEYS
from copylint.inline import IGNORES, NAME, SETTINGS, written
from copylint.lexicon import read_rule, rule_names
from copylint.model import LANGUAGES, TOUCHPOINTS, UI_LANGUAGES
from copylint.readers import kind_of
from copylint.ui import Ui

TRIGGERS: Final = (":", "=", " ", '"', ".")

_COMMENT = re.compile(
    rf"(?:<!--|\{{\{{!(?:--)?|\{{\{{--|\{{#-?|\{{\*|<%(?:#|!?--)|\#)\s*{NAME}:(?P<said>[^\r\n]*)$"
)
_REASON = re.compile(r"\s(?:--|–|—)\s")
_SETTING = re.compile(r"(\w+)\s*=\s*[\"']?\w*$")
_HEADER = re.compile(r"^[ \t]*\[\[?[ \t]*([^\]\n]+?)[ \t]*\]", re.MULTILINE)
_ENTRY = re.compile(r"^\s*(?P<key>[\w.-]*)(?P<value>\s*=.*)?$")
_OUR_TABLE = re.compile(r"tool\.copylint(?:\.|$)")

_VALUES: Final = {
    "language": LANGUAGES,
    "touchpoint": TOUCHPOINTS,
    "fail-on": THRESHOLDS,
    "ui-language": UI_LANGUAGES,
}

Kind = types.CompletionItemKind


def in_comment(path: str, text: str, offset: int, ui: Ui) -> list[types.CompletionItem]:
    """What may be written at ``offset`` of a file with copy: nothing outside of comments to
    copylint. ``path`` tells the format."""
    line = text[_line_start(text, offset) : offset]
    found = _COMMENT.search(line)
    if (
        found is None
        or _REASON.search(found["said"])
        or written("", path, kind_of(path, text)) is None
    ):
        return []
    setting = _SETTING.search(found["said"])
    if setting is not None:
        return list(_items(SETTINGS.get(setting[1], ()), Kind.Value))
    words = re.split(r"[\s,]+", found["said"].lstrip())[:-1]
    if words and words[0] in IGNORES:
        return list(_rules(ui))
    verbs = () if words else IGNORES
    return list(_items((*verbs, *(f"{key}=" for key in SETTINGS)), Kind.Keyword))


def in_settings(
    text: str, offset: int, ui: Ui, *, is_pyproject: bool
) -> list[types.CompletionItem]:
    """What may be written at ``offset`` of ``copylint.toml``, or of a ``pyproject.toml``."""
    begin = _line_start(text, offset)
    entry = _ENTRY.match(text[begin:offset])
    headers = _HEADER.findall(text, 0, begin)
    table = headers[-1] if headers else ""
    if entry is None or (is_pyproject and not _OUR_TABLE.match(table)):
        return []
    if is_pyproject:
        table = _OUR_TABLE.sub("", table, count=1)
    path = [part for part in (*table.split("."), *entry["key"].split(".")[:-1]) if part]
    in_rules = path[-1:] == ["rules"]
    if entry["value"] is not None:
        values = SEVERITIES if in_rules else _VALUES.get(entry["key"], ())
        quote = "" if '"' in entry["value"] else '"'
        return list(_items((f"{quote}{one}{quote}" for one in values), Kind.Value))
    if in_rules:
        return list(_rules(ui))
    keys = {"": TOP_KEYS, "overrides": OVERRIDE_KEYS}.get(".".join(path), ())
    return list(_items(keys, Kind.Property))


def _line_start(text: str, offset: int) -> int:
    return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1


def _rules(ui: Ui) -> Iterator[types.CompletionItem]:
    for name in rule_names():
        yield types.CompletionItem(
            name, kind=Kind.EnumMember, documentation=read_rule(name).what[ui.language]
        )


def _items(labels: Iterable[str], kind: Kind) -> Iterator[types.CompletionItem]:
    return (types.CompletionItem(label, kind=kind) for label in labels)
