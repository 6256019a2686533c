"""Plural strings of Apple's platforms; plistlib is the oracle."""

from __future__ import annotations

import plistlib
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copylint.model import CopylintError, Segment, Source, Span
from copylint.readers import read
from copylint.readers.stringsdict import stringsdict_entries
from tests.readers.decoding import assert_written_by

Segments = Callable[[str, str], tuple[Segment, ...]]


def rule(form: str, **forms: str) -> dict[str, Any]:
    """A format with one plural rule, ``n``."""
    types = {"NSStringFormatSpecTypeKey": "NSStringPluralRuleType",
             "NSStringFormatValueTypeKey": "lld"}  # fmt: skip
    return {"NSStringLocalizedFormatKey": form, "n": {**types, **forms}}


def written(table: dict[str, Any]) -> str:
    """``table`` as a property list, in its own order."""
    return plistlib.dumps(table, sort_keys=False).decode()


TABLE = {
    "%d items": rule("%#@n@", zero="Inga varor här", one="%d vara & mer", other="%d varor till"),
    "order.status": rule("Du har %1$#@n@ kvar hos %2$@", one="en biljett", other="%lu biljetter"),
    "greeting": {
        "NSStringVariableWidthRuleType": {"20": "Hej på dig", "50": "Hej och välkommen hem"}
    },
    "device": {
        "NSStringDeviceSpecificRuleType": {"mac": "Klicka för att betala", "iphone": "Tryck här"}
    },
    "plain": "En vanlig text",
}


def test_strings(segments: Segments) -> None:
    found = segments("sv.lproj/Localizable.stringsdict", written(TABLE))
    assert [(one.key, one.text) for one in found] == [
        ("%d items.n.zero", "Inga varor här"),
        ("%d items.n.one", "%d vara & mer"),
        ("%d items.n.other", "%d varor till"),
        ("order.status.NSStringLocalizedFormatKey", "Du har %{n} kvar hos %2$@"),
        ("order.status.n.one", "en biljett"),
        ("order.status.n.other", "%lu biljetter"),
        ("greeting.NSStringVariableWidthRuleType.20", "Hej på dig"),
        ("greeting.NSStringVariableWidthRuleType.50", "Hej och välkommen hem"),
        ("device.NSStringDeviceSpecificRuleType.mac", "Klicka för att betala"),
        ("device.NSStringDeviceSpecificRuleType.iphone", "Tryck här"),
        ("plain", "En vanlig text"),
    ]


def test_a_variable_is_a_placeholder_where_it_stands(segments: Segments) -> None:
    source = written(TABLE)
    found = segments("a.stringsdict", source)[3]
    first = found.placeholders[0]
    span = found.source_span(first.span)
    assert (first.identifier, source[span.start : span.end]) == ("n", "%1$#@n@")
    word = found.source_span(Span(found.text.index("kvar"), found.text.index("kvar") + 4))
    assert source[word.start : word.end] == "kvar"


TEXT = st.text("ab åØ<>&\"'%d\n", max_size=12)


@given(st.dictionaries(TEXT, st.dictionaries(st.sampled_from(["one", "other"]), TEXT), max_size=4))
def test_texts_are_those_of_plistlib(forms: dict[str, dict[str, str]]) -> None:
    source = written({key: rule("%#@n@", **those) for key, those in forms.items()})
    found = list(stringsdict_entries(Source("a.stringsdict", source)))
    expected = {
        (key, "n", name): text for key, those in forms.items() for name, text in those.items()
    }
    assert {
        one.key: one.text.text for one in found if one.key[-1] != "NSStringLocalizedFormatKey"
    } == expected
    for one in found:
        if one.key in expected:
            assert_written_by(one.text, source, _decode)


def _decode(source: str) -> str:
    return plistlib.loads(f"<plist><string>{source}</string></plist>".encode())


@pytest.mark.parametrize(
    ("text", "said"),
    [("<plist><dict></plist>", "not XML: mismatched tag"), ("<dict/>", "not a .stringsdict file")],
)
def test_a_broken_file_is_told(text: str, said: str) -> None:
    with pytest.raises(CopylintError, match=said):
        read(Source("a.stringsdict", text))
