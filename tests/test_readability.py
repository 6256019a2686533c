"""Long sentences and heavy texts, and what only looks heavy."""

from __future__ import annotations

from copylint.config import Settings
from copylint.engine import lint
from copylint.lexicon import load_lexicons
from copylint.lexicon.readability_data import readability_data
from copylint.model import Finding, Severity, Source

LEXICONS = load_lexicons()

LONG = (
    "Når du har læst brevet, som vi sendte i går, og som du også finder i din indbakke, skal du "
    "gå ned til posten med pakken, som du fik af os i maj, og bede dem om at sende den til os igen "
    "uden at du skal betale noget for det."
)
SHORT = "Læs brevet. Det ligger i din indbakke. Gå ned til posten. Tag pakken med. Send den så. "
HEAVY = (
    "Behandlingen af ansøgninger vedrørende boligstøtteudbetalinger forudsætter dokumentation. "
    "Manglende indkomstoplysninger medfører forlænget sagsbehandlingstid. "
    "Ansøgerens husstandssammensætning dokumenteres gennem folkeregisteroplysninger. "
    "Udbetalingsmyndigheden foretager efterfølgende kontrolberegninger af støtteberettigelsen. "
    "Tilbagebetalingskrav fremsendes umiddelbart efter årsopgørelsens færdiggørelse. "
    "Bestemmelserne vedrørende fristoverholdelse finder tilsvarende anvendelse. "
    "Boligstøttemodtagerens oplysningspligt omfatter samtlige indkomstforhold."
)


def _found(text: str, language: str = "da") -> list[Finding]:
    report = lint(Source("brev.txt", text), Settings(language=language), LEXICONS)
    return [one for one in report.findings if one.rule == "readability"]


def test_a_long_sentence_is_underlined_and_counted() -> None:
    (found,) = _found(LONG)
    assert found.id == "readability/long-sentence"
    assert found.quote is not None
    assert LONG.startswith(found.quote)
    assert str(len(LONG.split())) in found.message
    assert found.severity is Severity.WARNING


def test_short_sentences_are_not_heavy_however_many() -> None:
    assert _found(SHORT * 12) == []


def test_a_heavy_text_is_told_with_its_lix() -> None:
    heavy = [one for one in _found(HEAVY) if one.id == "readability/hard-text"]
    assert len(heavy) == 1
    assert heavy[0].severity is Severity.WARNING
    assert heavy[0].quote is None
    assert any(char.isdigit() for char in heavy[0].message)


def test_below_the_least_length_nothing_is_said_of_the_text() -> None:
    few = HEAVY.split(". ")[0] + "."
    assert [one.id for one in _found(few) if one.id.endswith("hard-text")] == []


def test_a_list_is_no_sentence() -> None:
    items = ", ".join(["mælk", "brød", "smør", "ost", "æg", "kaffe", "te", "salt", "ris"] * 4)
    assert _found(f"Husk {items}.") == []


def test_placeholders_numbers_and_addresses_do_not_count() -> None:
    filled = " ".join(["{{ order.customer.first_name }}", "4100200300400", "www.eksempel.dk"] * 15)
    assert _found(f"Hej. Her er {filled} til dig. Vi ses i morgen. Det bliver godt. Tak.") == []


def test_text_that_the_law_words_is_left_alone() -> None:
    law = (
        "Såfremt det skyldige beløb med tillæg af renter og gebyrer, som er nævnt ovenfor, ikke er "
        "betalt senest ti dage fra dato, vil kravet uden yderligere varsel blive overgivet til "
        "inkasso, hvorved der påløber yderligere omkostninger, som du kommer til at betale ud over "
        "det beløb, du skylder."
    )
    assert _found(law) == []


def test_denmark_counts_a_text_as_hard_before_sweden_does() -> None:
    scales = readability_data().scales
    assert scales["da"].hard < scales["sv"].hard
    assert scales["nb"] == scales["sv"]
