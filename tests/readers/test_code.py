"""Copy in program code: what is read and what is not, decoded and mapped exactly."""

from __future__ import annotations

import ast
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copylint.model import CopylintError, Segment, Source, Span
from copylint.readers import is_program, kind_of, read
from copylint.readers.code.prose import is_prose
from copylint.readers.code.reader import code_entries
from tests.readers.pieces import Piece, assert_document, assert_written_by, document, texts, written

KOTLIN = '''
enum class Varsel(val epostTittel: String) {
    Oppgave(epostTittel = "Du har fått en ny oppgave fra oss"),
}
@Deprecated("Bruk heller den nye tjenesten for utsending")
class Mail {
    val sporring = """SELECT navn FROM kunde WHERE status = 'aktiv' AND ikke slettet"""
    fun purring(navn: String, belop: Int): Brev {
        log.info("Sender purring til kunden med nummer $navn")
        sikkerlogg.warn { "Fant ikke kunden som skulle ha brevet" }
        require(belop > 0) { "Beløpet må være større enn null her" }
        if (navn.isBlank()) throw IllegalStateException("Navnet på kunden kan ikke være tomt")
        val emne = "Vi har ikke fått betalingen din på " + belop + " kroner"
        val tekst = """
            |Hei $navn!
            |
            |Du skylder oss ${kroner(belop)}, se ${faktura.nummer}.
        """.trimMargin()
        dialog.show("Er du sikker på at du vil slette denne?")
        // "Dette er ikke en tekst som kunden leser"
    }
}
'''
JAVA = '''
class Feil {
    @NotBlank(message = "Du må skrive inn adressen din her")
    @Schema(description = "Adressen som kunden har oppgitt til oss")
    String tekst(String navn) {
        LOG.error("Klarte ikke å sende brevet til kunden {}", navn);
        System.out.println("Nå skal vi sende brevet til kunden");
        String hilsen = "Hei " + navn + ",\\n\\n" +
            "takk for at du handlet hos oss. " + // ikke en tekst til kunden
            "Pakken kommer p\\u00e5 " + dag() + ".";
        String html = "<p>Du kan n&aring; logge inn.</p><p>Vi har åpnet kontoen din.</p>";
        String lang = """
            Vi har skickat ditt paket \\
            i dag.
            """;
        assertEquals("Du har fått et brev fra oss", hilsen);
        throw new IllegalArgumentException("Kunden finnes ikke i registeret vårt");
    }
}
'''
TSX = """
export const Kvittering = ({ navn, ok }: P) => {
  console.error("Kunne ikke hente kvitteringen til kunden", navn);
  const feil = ok ? "" : `Beklager, ${navn}. Vi fikk ikke lagret svaret ditt.`;
  return (
    <Panel className="stor og fin boks til venstre">
      <Heading size="small">Takk for søknaden din!</Heading>
      <p>
        Hei {navn},{" "}
        vi har <b>mottatt</b> søknaden din og svarer innen {uker(3)} uker.
      </p>
      {/* dette er ikke en tekst som kunden leser */}
      {ok && <Alert>Du må sende oss flere opplysninger.</Alert>}
      {ok ? <p>Nå er alt i orden.</p> : <p>Beklager, vi fikk det ikke til.</p>}
      <input placeholder="Skriv inn adressen din" onChange={(e) => e > 3} />
      <Knapp onClick={() => lagre("a")}>Send inn</Knapp>
      <Kort ingress="Slik går du frem når du vil klage" />
    </Panel>
  );
};
const generisk = <T,>(x: T) => x;
describe("viser overskriften når kunden har betalt", () => {
  it("viser teksten som kunden skal lese", () => {});
});
"""
JAVASCRIPT = """
'use strict';
mailer.send({
  subject: 'Velkommen til oss alle, ' + user.name + '!',
  text: 'Kære ' + user.name + ',\\n\\n' +
    'tak fordi du har oprettet en konto.',
});
const r = /det er ikke en tekst til dig/;
"""
VUE = """<script setup lang="ts">
const feil = ref("Du må fylle ut navnet ditt før du går videre");
</script>

<template>
  <section :class="{ 'er det noe her': feil }" @click="n > 3">
    <h2>Hvordan vil du at vi skal kontakte deg?</h2>
    <p v-if="feil">{{ feil }} Prøv igjen, {{ navn }}.</p><BaseButton>Send inn svaret</BaseButton>
  </section>
</template>

<style scoped>
.a { color: red; }
</style>
"""
PYTHON = '''"""Sender brev til kundene våre når saken deres er ferdig."""
class Skjema(forms.Form):
    """Skjemaet som kunden fyller ut på nettsiden vår."""
    navn = CharField(help_text=_("Skriv navnet slik det står i passet ditt."))

    def clean(self):
        if not self.navn:
            raise forms.ValidationError("Du må skrive inn navnet ditt.")
        raise ValueError("Dette skulle aldri ha skjedd med kunden")

def mail(navn, dato):
    logger.info("Sender mailen til kunden som venter %s", navn)
    assert navn, "Navnet må være fylt ut av kunden"
    tekst = (
        f"Hei {navn}!\\n\\n"
        "Du har time hos oss "
        f"{dato:%d.%m}. "
        'Si fra hvis du ikke kan komme.'
    )
    m = re.compile(r"du har ikke fått svar fra oss")
    return {"Dette er bare en nøkkel her": "Hei %s, du har time i morgen." % navn}
'''
RUBY = """
class OrderMailer
  validates :name, presence: { message: "Du må skriva in ditt namn här" }
  # Skickar brevet till kunden som har beställt varan
  def shipped(order)
    Rails.logger.info "Skickar brevet till kunden som har beställt"
    @subject = "Din beställning #{order.number} är på väg till dig"
    body = <<~TEXT
      Hej #{order.name}!

      Ditt paket kommer inom två dagar.
    TEXT
    logger.debug <<~LOG
      Vi har skickat ett brev till kunden
    LOG
    flash[:notice] = 'Tack, vi har tagit emot' \\
      ' ditt meddelande'
    raise ArgumentError, "Kunden finns inte i vårt register"
  end
end
"""
CSHARP = '''
class Brev {
    [Required(ErrorMessage = "Du skal skrive dit navn her")]
    [Display(Description = "Det navn som kunden har givet os")]
    string Lav(string navn) {
        _logger.LogWarning("Kunne ikke sende brevet til kunden {Navn}", navn);
        var emne = $"Hej {navn}, din faktura på {beloeb:N2} kr. er klar";
        var tekst = @"Vi har ""ikke"" modtaget din betaling
endnu.";
        var raa = $"""
            Du kan altid ringe til os, {navn}.
            """;
        if (navn == null) throw new ArgumentNullException("Navnet på kunden må ikke være tomt");
        return "Vi ringer til dig " + "i morgen, " + navn;
    }
}
'''
SQL = """
-- Dette er ikke en tekst som kunden leser
INSERT INTO mail (key, subject, body) VALUES
  ('rykker', 'Vi har ikke modtaget din betaling', 'Det er ''nu'' tid til at betale.' || E'\\nHilsen ' || firma),
  ('andet', N'Din ordre er på vej til dig', NULL);
COMMENT ON TABLE kunde IS 'Her ligger alle de kunder vi har';
DO $$ BEGIN RAISE NOTICE 'Nu er alle kunderne flyttet til den nye tabel'; END $$;
UPDATE tekst SET verdi = 'Du har fått en ny melding fra oss' WHERE id = 'a b c d';
"""  # noqa: E501
PHP = """<?php
class Mail {
    public function build($order) {
        Log::warning("Kunne ikke sende mailen til kunden {$order->id}");
        $subject = "Din ordre {$order->id} er på vej til dig, $navn";
        $body = 'Kære ' . $order->name . ",\\n\\n" .
            'Du får din pakke i morgen.';
        throw new RuntimeException("Der findes ingen kunde med det nummer");
    }
}
"""

SHAPES: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "Mail.kt": (KOTLIN, [
        ("Varsel.Oppgave.epostTittel", "Du har fått en ny oppgave fra oss"),
        ("Mail.purring.emne", "Vi har ikke fått betalingen din på %{belop} kroner"),
        ("Mail.purring.tekst", "Hei %{navn}!"),
        ("Mail.purring.tekst", "Du skylder oss %{kroner}, se %{faktura.nummer}."),
        ("Mail.purring", "Er du sikker på at du vil slette denne?"),
    ]),
    "Feil.java": (JAVA, [
        ("Feil.tekst.message", "Du må skrive inn adressen din her"),
        ("Feil.tekst.hilsen", "Hei %{navn},"),
        ("Feil.tekst.hilsen",
         "takk for at du handlet hos oss. Pakken kommer på %{dag}."),
        ("Feil.tekst.html", "Du kan nå logge inn."),
        ("Feil.tekst.html", "Vi har åpnet kontoen din."),
        ("Feil.tekst.lang", "Vi har skickat ditt paket i dag."),
    ]),
    "Kvittering.tsx": (TSX, [
        ("Kvittering.feil", "Beklager, %{navn}. Vi fikk ikke lagret svaret ditt."),
        ("Kvittering", "Takk for søknaden din!"),
        ("Kvittering",
         "Hei %{navn}, vi har mottatt søknaden din og svarer innen %{uker} uker."),
        ("Kvittering", "Du må sende oss flere opplysninger."),
        ("Kvittering", "Nå er alt i orden."),
        ("Kvittering", "Skriv inn adressen din"),
        ("Kvittering", "Send inn"),
        ("Kvittering#2", "Beklager, vi fikk det ikke til."),
        ("Kvittering.ingress", "Slik går du frem når du vil klage"),
    ]),
    "mail.js": (JAVASCRIPT, [
        ("subject", "Velkommen til oss alle, %{user.name}!"),
        ("text", "Kære %{user.name},"),
        ("text", "tak fordi du har oprettet en konto."),
    ]),
    "Skjema.vue": (VUE, [
        ("feil", "Du må fylle ut navnet ditt før du går videre"),
        ("Skjema", "Hvordan vil du at vi skal kontakte deg?"),
        ("Skjema", "{{ feil }} Prøv igjen, {{ navn }}."),
        ("Skjema", "Send inn svaret"),
    ]),
    "views.py": (PYTHON, [
        ("Skjema.navn.help_text", "Skriv navnet slik det står i passet ditt."),
        ("Skjema.clean", "Du må skrive inn navnet ditt."),
        ("mail.tekst", "Hei %{navn}!"),
        ("mail.tekst",
         "Du har time hos oss %{dato}. Si fra hvis du ikke kan komme."),
        ("mail.her", "Hei %s, du har time i morgen."),
    ]),
    "mailer.rb": (RUBY, [
        ("OrderMailer.presence.message", "Du må skriva in ditt namn här"),
        ("OrderMailer.shipped.subject",
         "Din beställning %{order.number} är på väg till dig"),
        ("OrderMailer.shipped.body", "Hej %{order.name}!"),
        ("OrderMailer.shipped.body", "Ditt paket kommer inom två dagar."),
        ("OrderMailer.shipped.notice", "Tack, vi har tagit emot ditt meddelande"),
    ]),
    "Brev.cs": (CSHARP, [
        ("Brev.Lav.ErrorMessage", "Du skal skrive dit navn her"),
        ("Brev.Lav.emne", "Hej %{navn}, din faktura på %{beloeb} kr. er klar"),
        ("Brev.Lav.tekst", 'Vi har "ikke" modtaget din betaling\nendnu.'),
        ("Brev.Lav.raa", "Du kan altid ringe til os, %{navn}."),
        ("Brev.Lav", "Vi ringer til dig i morgen, %{navn}"),
    ]),
    "data.sql": (SQL, [
        ("mail", "Vi har ikke modtaget din betaling"),
        ("mail#2", "Det er 'nu' tid til at betale.\nHilsen %{firma}"),
        ("mail#3", "Din ordre er på vej til dig"),
        ("tekst", "Du har fått en ny melding fra oss"),
    ]),
    "Mail.php": (PHP, [
        ("Mail.build.subject", "Din ordre {$order->id} er på vej til dig, $navn"),
        ("Mail.build.body", "Kære %{order.name},"),
        ("Mail.build.body", "Du får din pakke i morgen."),
    ]),
}  # fmt: skip


def segments(path: str, text: str) -> tuple[Segment, ...]:
    return read(Source(path, text)).segments


@pytest.mark.parametrize("path", SHAPES)
def test_copy_is_read_and_the_rest_is_not(path: str) -> None:
    text, expected = SHAPES[path]
    for variant in (text, text.replace("\n", "\r\n")):
        assert [(one.key, one.text) for one in segments(path, variant)] == expected


@pytest.mark.parametrize("path", SHAPES)
def test_letters_stand_where_the_source_has_them(path: str) -> None:
    text, _ = SHAPES[path]
    for segment in segments(path, text):
        for index, letter in enumerate(segment.text):
            span = segment.source_span(Span(index, index + 1))
            if span.end - span.start == 1 and letter.isalpha():
                assert text[span.start] == letter


def test_a_mail_in_one_string_is_a_whole_message() -> None:
    from copylint.config import Settings
    from copylint.engine import understand

    text = (
        'val mail = """\n  Hei Kari!\n\n  Vi har sendt pakken din i dag, og den kommer på'
        ' fredag.\n\n  Hilsen Per i Nordlys\n"""\nval sms = "Pakken din kommer på fredag."\n'
    )
    messages = understand(Source("Mail.kt", text), Settings())
    assert [(one.kind, one.language.value) for one in messages] == [
        ("whole", "nb"),
        ("string", "nb"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Kunden finnes",  # too short
        "The order is on its way to you",
        "flex items-center justify-between p-4",
        "Die Rechnung ist noch nicht bezahlt worden",
        "SELECT navn FROM kunde WHERE status = 'er ikke slettet'",
        "%{navn} %{belop} %{dato} %{kunde} og",
        "no.nav.varsel.brukernotifikasjon.kafka",
        "/api/kunde/sak/vedtak/og/brev",
    ],
)
def test_what_is_no_clear_prose_is_no_copy(text: str) -> None:
    assert not is_prose(text)


# --- literals, by generated ones ------------------------------------------------------------------

UNITS: Sequence[Piece] = [
    ("\\n", "\n"),
    ('\\"', '"'),
    ("\\\\", "\\"),
    ("\\u00e5", "å"),
    ("\\t", "\t"),
]
SURROGATES: Sequence[Piece] = [("\\ud83d\\ude00", "😀")]
STYLES: dict[str, tuple[str, str, str, Sequence[Piece]]] = {
    "a.kt": ("\nval a = ", '"', '"', [*UNITS, *SURROGATES, ("\\$", "$"), ("'", "'")]),
    "b.kt": ("\nval a = ", '"""', '"""', [("\\", "\\"), ("\n", "\n"), ("'", "'")]),
    "a.java": ("; String a = ", '"', '"', [*UNITS, *SURROGATES, ("\\s", " "), ("\\101", "A")]),
    "a.ts": ("; a = ", '"', '"', [*UNITS, *SURROGATES, ("\\x41", "A"), ("\\u{1F600}", "😀")]),
    "b.ts": ("; a = ", "`", "`", [*UNITS, ("\\`", "`"), ("\\\n", ""), ("\n", "\n"), ("\\q", "q")]),
    "a.jsx": ("; a = ", "'", "'", [("\\'", "'"), ("\\v", "\v"), ('"', '"'), ("\\$", "$")]),
    "a.py": ("\na = ", '"', '"', [*UNITS, ("\\x41", "A"), ("\\N{BULLET}", "•")]),
    "b.py": ("\na = ", "r'''", "'''", [("\n", "\n"), ('"', '"'), ("{", "{")]),
    "c.py": ("\na = ", 'f"', '"', [*UNITS, ("{{", "{"), ("}}", "}")]),
    "a.rb": ("\na = ", '"', '"', [*UNITS, ("\\u{1F600}", "😀"), ("\\s", " "), ("\\e", "\x1b")]),
    "b.rb": ("\na = ", "'", "'", [("\\'", "'"), ("\\\\", "\\"), ('"', '"')]),
    "a.cs": ("; a = ", '"', '"', [*UNITS, *SURROGATES, ("\\U0001F600", "😀"), ("\\x0041", "A")]),
    "b.cs": ("; a = ", '@"', '"', [('""', '"'), ("\\", "\\"), ("\n", "\n")]),
    "c.cs": ("; a = ", '$"', '"', [*UNITS, ("{{", "{"), ("}}", "}")]),
    "a.php": ("; $a = ", "'", "'", [("\\'", "'"), ("\\\\", "\\"), ('"', '"')]),
    "a.sql": ("; set a = ", "'", "'", [("''", "'"), ("\\", "\\"), ("\n", "\n")]),
    "b.sql": ("; set a = ", "E'", "'", [("''", "'"), ("\\n", "\n"), ("\\'", "'")]),
}  # fmt: skip


@pytest.mark.parametrize("path", STYLES)
@settings(max_examples=25)
@given(data=st.data())
def test_every_character_stands_for_what_wrote_it(path: str, data: st.DataObject) -> None:
    before, opening, closing, extra = STYLES[path]
    found = data.draw(st.lists(texts(extra), min_size=1, max_size=3))
    first = "<?php $x = 1" if path.endswith(".php") else "x = 1"
    parts = [
        ((closing if at else first) + before + opening, pieces) for at, pieces in enumerate(found)
    ]
    text = document(parts, closing + ("\n" if path.endswith((".kt", ".py", ".rb")) else ";\n"))
    assert_document(code_entries(Source(path, text)), parts)


@settings(max_examples=50)
@given(
    st.lists(
        st.tuples(
            st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r")),
            st.sampled_from((repr, ascii, lambda value: f"({value!r}\n  {value!a})")),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_python_agrees_with_its_own_parser(values: list[tuple[str, object]]) -> None:
    text = "".join(f"a = {write(value)}\n" for value, write in values)  # type: ignore[operator]
    known = [one.value.value for one in ast.parse(text).body]  # type: ignore[attr-defined]
    assert [one.text.text for one in code_entries(Source("a.py", text))] == known


@pytest.mark.parametrize(
    ("path", "before", "middle", "after"),
    [
        ("a.kt", '\nval a = "', ["${x.y}", '" + x + "', '" + f("å", 1) + "'], '"\n'),
        ("a.java", '; String a = "', ['" + x + "', '"\n + x.y()\n + "'], '";\n'),
        ("a.ts", "; a = `", ["${x}", "${f(`å`)}", "` + x + `"], "`;\n"),
        ("a.py", '\na = f"', ["{x}", "{x!r:>3}", '" + x + f"'], '"\n'),
        ("a.rb", '\na = "', ["#{x}", '" + x + "'], '"\n'),
        ("a.cs", '; a = $"', ["{x}", "{x:N2}", '" + x + $"'], '";\n'),
    ],
)
@settings(max_examples=25)
@given(data=st.data())
def test_an_expression_is_a_placeholder(
    path: str, before: str, middle: list[str], after: str, data: st.DataObject
) -> None:
    left, right = data.draw(texts()), data.draw(texts())
    expression = data.draw(st.sampled_from(middle))
    text = "x = 1" + before + written(left) + expression + written(right) + after
    entry = next(iter(code_entries(Source(path, text))))
    at = entry.text.text.index("%{")
    end = entry.text.text.index("}", at) + 1
    start = len("x = 1" + before)
    assert_written_by(entry.text.part(0, at), left, start)
    span = entry.text.source_span(at, end)
    assert start + len(written(left)) <= span.start
    assert span.end <= start + len(written(left)) + len(expression)
    assert_written_by(
        entry.text.part(end, len(entry.text.text)), right, start + len(written(left) + expression)
    )


def test_a_text_of_a_thousand_lines_is_one() -> None:
    lines = " +\n".join(f'"linje nummer {at} "' for at in range(2_000))
    (entry,) = code_entries(Source("a.java", f"class A {{ String s = {lines}; }}"))
    assert entry.text.text.endswith("linje nummer 1999 ")


@pytest.mark.parametrize("path", SHAPES)
@settings(max_examples=15)
@given(cut=st.integers(0, 3_000))
def test_broken_code_is_read_as_far_as_it_goes(path: str, cut: int) -> None:
    text = SHAPES[path][0][:cut]
    for segment in read(Source(path, text), kind="code").segments:
        assert all(0 <= run.start <= run.end <= len(text) for run in segment.runs)


# --- which files ----------------------------------------------------------------------------------


def test_code_is_told_by_its_name() -> None:
    assert kind_of("src/Mail.kt", "") == "code"
    assert kind_of("src/Mail.php", PHP) == "code"
    assert kind_of("lang/da/mail.php", "<?php\nreturn ['a' => 'b'];") == "php"
    assert kind_of("mail.py.j2", "Hei {{ navn }}") == "text"


@pytest.mark.parametrize(
    ("path", "program"),
    [
        ("src/Mail.kt", True),
        ("src/mail.vue", True),
        ("src/test/kotlin/Mail.kt", False),
        ("src/MailTest.java", False),
        ("src/mail.spec.ts", False),
        ("test_mail.py", False),
        ("spec/mail.rb", False),
        ("mail.html", False),
    ],
)
def test_tests_are_no_programs_for_a_walk(path: str, program: bool) -> None:
    assert is_program(path) == program


def test_an_unknown_language_is_an_error() -> None:
    with pytest.raises(CopylintError, match=r"known are .*\.kt"):
        read(Source("a.zig", "x"), kind="code")
