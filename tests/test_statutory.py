"""Sentences that a law words, or that must be there, leave the rules of domain notes C silent."""

from __future__ import annotations

import pytest

from copylint.config import Settings
from copylint.engine import lint
from copylint.lexicon import load_lexicons
from copylint.lexicon.phrases import PhraseError, phrase_pattern
from copylint.lexicon.statutory_data import statutory_kinds, statutory_words
from copylint.model import LANGUAGES, Finding, Source

LEXICONS = load_lexicons()

COLLECTION = (
    ("da", "Såfremt det skyldige beløb ikke betales senest 10 dage fra dato, vil kravet "
     "uden yderligere varsel blive overdraget til inkasso, hvorved der påløber yderligere "
     "omkostninger."),
    ("da", "Sker betaling ikke, vil kravet uden yderligere varsel blive overgivet til inkasso."),
    ("da", "Der beregnes et gebyr på 100 kr. for denne betalingspåmindelse."),
    ("nb", "Kravet vil bli oversendt til inkasso, og det kan påløpe omkostninger."),
    ("nb", "Ved unnlatt betaling innen fristen i dette varsel, vil saken oversendes til inkasso, "
     "og omkostninger kan påløpe."),
    ("nb", "Dette er et inkassovarsel etter inkassoloven § 9."),
    ("nb", "Har du innsigelser mot kravet, må du gi beskjed før fristen."),
    ("nn", "Kravet vil bli sendt til inkasso, og det kan kome til kostnader."),
    ("sv", "Om betalning inte inkommer inom 7 dagar kommer ärendet att överlämnas till inkasso."),
    ("sv", "Om full betalning inte är oss tillhanda inom 8 dagar från detta brevs datum kommer "
     "ärendet att överlämnas till inkasso."),
    ("sv", "Om du inte betalat senast den 3 maj kan vi vidta rättsliga åtgärder. Du riskerar då "
     "att få ökade kostnader och kan även få en betalningsanmärkning."),
)  # fmt: skip
WITHDRAWAL = (
    ("da", "De har ret til at træde tilbage fra denne aftale uden begrundelse inden for 14 dage."),
    ("da", "Du har ret til at fortryde dit køb inden for 14 dage."),
    ("nb", "Du må gi oss beskjed på en utvetydig måte om din beslutning om å gå fra avtalen."),
    ("nb", "Fyll ut og returner dette skjemaet dersom du ønsker å gå fra avtalen."),
    ("nb", "For å overholde angrefristen er det tilstrekkelig at du sender meldingen før fristen."),
    ("nn", "Fyll ut og send angreskjemaet dersom du ønskjer å gå frå avtalen."),
    ("sv", "För att utöva ångerrätten måste du meddela oss ditt beslut att frånträda avtalet."),
    ("sv", "Vill du utöva ångerrätten ska du till oss skicka ett klart och tydligt meddelande."),
)  # fmt: skip
DATA_PROTECTION = (
    ("da", "For at kunne levere varen behandler vi dine personoplysninger som dataansvarlig."),
    ("nb", "For å kunne tilby deg tjenesten behandler vi personopplysninger etter artikkel 6."),
    ("nn", "For å kunne tilby deg tenesta handsamar vi personopplysningar etter artikkel 6."),
    ("sv", "För att kunna erbjuda tjänsten behandlar vi dina personuppgifter med rättslig grund."),
)
MARKETING = (
    ("da", "Du modtager denne e-mail, fordi du har været kunde hos Nordlys Optik."),
    ("nb", "Du mottar denne e-posten fordi du har vært kunde hos Nordlys Optikk."),
    ("nn", "Du får denne e-posten fordi du har vore kunde hos Nordlys Optikk."),
    ("sv", "Du får det här mejlet eftersom du har varit kund hos Norrsken Optik."),
)
RECORDING = (
    ("da", "Samtalen kan blive optaget."),
    ("nb", "Samtalen kan bli tatt opp."),
    ("nn", "Samtalen kan bli teken opp."),
    ("sv", "Detta samtal kan komma att spelas in i kvalitets- och utbildningssyfte."),
)
COMPANY_DATA = (
    ("da", "Nordlys Optik A/S, CVR-nr. 12 34 56 78, IBAN DK50 0040 0440 1162 43"),
    ("nb", "Nordlys Optikk AS, org.nr. 987 654 321 MVA, Foretaksregisteret"),
    ("nn", "Nordlys Optikk AS, org.nr. 987 654 321 MVA, Føretaksregisteret"),
    ("sv", "Norrsken Optik AB, org.nr 556677-8899. Godkänd för F-skatt."),
)
APPEALS = (
    ("da", "Du kan klage til Forbrugerklagenævnet; se klagevejledningen. Klagefristen er 4 uger."),
    ("nb", "Du har klagerett etter forvaltningsloven, og klagefristen er tre uker. Du kan også "
     "kontakte Finansklagenemnda eller Forbrukertilsynet."),
    ("nn", "Du har klagerett etter forvaltningslova, og klagefristen er tre veker."),
    ("sv", "Överklagandet ska ha kommit in inom tre veckor. Du kan också vända dig till Allmänna "
     "reklamationsnämnden (ARN) eller Konsumentverket."),
)  # fmt: skip
LABELS_AND_WARNINGS = (
    ("da", "Du chatter med en assistent, der bruger kunstig intelligens. Skriv »menneske«, så "
     "tager en medarbejder over. Vi beder dig aldrig om din engangskode."),
    ("nb", "Du chatter med en assistent som bruker kunstig intelligens. Vi ber deg aldri om "
     "engangskoden."),
    ("nn", "Du chattar med ein assistent som brukar kunstig intelligens. Vi ber deg aldri "
     "om eingongskoden."),
    ("sv", "Du chattar med en assistent som bygger på artificiell intelligens. Vi ber dig aldrig "
     "om din engångskod."),
)  # fmt: skip
SAFETY = (
    ("da", "Vi tilbagekalder varen, fordi den kan overophede. Stop brugen straks."),
    ("nb", "Vi tilbakekaller varen fordi den kan overopphete. Slutt å bruke den straks."),
    ("nn", "Vi kallar tilbake vara; sjå tilbakekallinga. Slutt å bruke henne straks."),
    ("sv", "Vi återkallar produkten eftersom den kan överhettas. Sluta använda den genast."),
)
CASES = {
    "collection": COLLECTION,
    "withdrawal": WITHDRAWAL,
    "data-protection": DATA_PROTECTION,
    "marketing": MARKETING,
    "recording": RECORDING,
    "company-data": COMPANY_DATA,
    "appeals": APPEALS,
    "fraud-warning": LABELS_AND_WARNINGS,
    "ai-label": LABELS_AND_WARNINGS,
    "safety": SAFETY,
}
EVERY = [(kind, *case) for kind, cases in CASES.items() for case in cases]


def _findings(language: str, text: str) -> tuple[Finding, ...]:
    settings = Settings(language=language, touchpoint="reminder")
    return lint(Source("brev.txt", text), settings, LEXICONS).findings


@pytest.mark.parametrize(("kind", "language", "text"), EVERY)
def test_the_rules_named_for_a_kind_are_silent_in_it(kind: str, language: str, text: str) -> None:
    silent = statutory_kinds()[kind].silent
    assert [one.id for one in _findings(language, text) if one.rule in silent] == []


@pytest.mark.parametrize(("kind", "language", "text"), EVERY)
def test_the_kind_is_told_by_its_words(kind: str, language: str, text: str) -> None:
    assert statutory_words(language)[kind].search(text)


@pytest.mark.parametrize(
    ("language", "text", "rule"),
    [
        ("da", "Sker betaling ikke, overgår sagen til inkasso, og så er din feedback velkommen.",
         "english"),
        ("da", "Du har stadig ikke svaret os, trods flere påmindelser. Rykkergebyret er 100 kr.",
         "guilt-trip"),
        ("sv", "Trots flera påminnelser har du fortfarande inte svarat oss. Kravet går till "
         "inkasso den 3 maj.", "guilt-trip"),
        ("nb", "Vi er stolte av våre nye lokaler. Org.nr. 987 654 321.", "company-centric"),
    ],
)  # fmt: skip
def test_the_rest_is_still_read(language: str, text: str, rule: str) -> None:
    assert rule in {one.rule for one in _findings(language, text)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_has_words_in_every_language(language: str) -> None:
    assert statutory_words(language).keys() == statutory_kinds().keys()


def test_the_notation_of_phrases() -> None:
    pattern = phrase_pattern(
        ["(sendt|oversendt) …2 til inkasso", "inkassolov*", "*varsel", "tar (vi)? opp (lyd|kall)*"]
    )
    assert pattern.search("nå tar vi opp lyden")
    assert pattern.search("nå tar opp\nkallet")
    assert not pattern.search("nå tar de opp lyden")
    assert pattern.search("er nå oversendt i dag til inkasso")
    assert pattern.search("etter Inkassoloven § 9")
    assert pattern.search("et inkassovarsel")
    assert not pattern.search("sendt. Han gikk til inkasso")
    assert not pattern.search("sendt uten at noen av oss så det til inkasso")


@pytest.mark.parametrize("phrase", ["", "… til inkasso", "til …", "(til inkasso", "til ()"])
def test_a_phrase_that_cannot_be_read_is_an_error(phrase: str) -> None:
    with pytest.raises(PhraseError):
        phrase_pattern([phrase])
