"""The whole pipeline on anything at all: no exception but the user's, and spans that hold."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copylint.config import Settings
from copylint.engine import lint
from copylint.model import LANGUAGES, CopylintError, Severity, Source
from tests.support import LEXICONS

PIECES = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            *("Kære kunde,\n\n", "Hej {{ name }}", "Vi er stolte af", "{% if x %}", "{% endif %}"),
            *(" din mening er vigtig for os.", "Du har fortfarande inte svarat", "Hilsen\nBo"),
            *("<p>", "</p>", "<b", "&aring;", "&", "\n\n", "\r\n", "\ufeff", "checkout", "%s"),
            *("*|FNAME|*", "\\u00e5", '{"sv": {"a": "', '"}}', "a: |\n  Hei\n", "- ", "# ", "“"),
            *("”", "⟨name⟩", "e\u0301", "\u00ad"),
        ]
    ),
)
TEXTS = st.lists(PIECES, max_size=14).map("".join)


@pytest.mark.parametrize("suffix", ["txt", "md", "html", "json", "yml"])
@settings(max_examples=60)
@given(text=TEXTS, language=st.sampled_from([*LANGUAGES, None]))
def test_any_text_is_linted_or_refused_in_words(
    suffix: str, text: str, language: str | None
) -> None:
    source = Source(f"mail.{suffix}", text)
    try:
        report = lint(source, Settings(language=language), LEXICONS, ui_language="da")
    except CopylintError as error:
        refusal = str(error)
    else:
        refusal = ""
        for one in report.findings:
            assert 0 <= one.span.start <= one.span.end <= len(text)
            assert one.quote is None or one.span.start < one.span.end
            assert one.severity > Severity.OFF
            assert one.message
    assert not refusal or refusal.startswith(source.path)
