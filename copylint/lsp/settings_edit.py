"""Changes to ``copylint.toml`` and ``[tool.copylint]`` that keep everything else as it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, Table

Edit = Callable[[Any], None]
"""A change to the table that holds copylint's settings."""

_TABLE: Final = ("tool", "copylint")


def edited(text: str, edit: Edit, *, is_pyproject: bool) -> str | None:
    """``text`` after ``edit``, with its comments, order and line ends.

    Args:
        text: of the file; may be empty.
        edit: one of those that this module makes.
        is_pyproject: whether the settings stand under ``[tool.copylint]``.

    Returns:
        None where the text is no TOML, or the place of the change is taken by something else.
    """
    try:
        document = tomlkit.parse(text.replace("\r\n", "\n"))
        table: Any = document
        for name in _TABLE if is_pyproject else ():
            if name not in table:
                table[name] = tomlkit.table()
            table = table[name]
        edit(table)
        shown = tomlkit.dumps(document)
    except (TOMLKitError, TypeError, AttributeError, ValueError):
        return None
    return shown.replace("\n", "\r\n") if "\r\n" in text else shown


def accepting(word: str) -> Edit:
    """Adds ``word`` to the accepted words."""

    def edit(table: Any) -> None:
        if "accept" not in table:
            table.add("accept", tomlkit.array())
        words = table["accept"]
        if word not in words:
            words.append(word)

    return edit


def switching_off(rule: str, pattern: str) -> Edit:
    """Switches ``rule`` off for the files that ``pattern`` names, in the override for them."""

    def edit(table: Any) -> None:
        if "overrides" not in table:
            table.add("overrides", tomlkit.aot())
        overrides = table["overrides"]
        if not isinstance(overrides, AoT):
            raise TypeError("overrides is no array of tables")
        _override(overrides, pattern)["rules"][rule] = "off"

    return edit


def _override(overrides: AoT, pattern: str) -> Any:
    """The override for ``pattern`` alone, which is made if there is none."""
    for one in overrides:
        if one.get("files") == [pattern] and "keys" not in one:
            if "rules" not in one:
                one["rules"] = tomlkit.table()
            return one
    made: Table = tomlkit.table()
    made.add("files", [pattern])
    made.add("rules", tomlkit.table())
    overrides.append(made)
    return overrides[-1]
