"""Placeholders and block tags in raw text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copylint import roles
from copylint.model import CopylintError
from copylint.roles import is_known, role_of, split_words
from copylint.templating import BLOCK_FILLER, PLACEHOLDER_FILLER, mask, placeholders, tags, variants


def seen(text: str) -> list[tuple[str, str]]:
    return [(text[one.span.start : one.span.end], one.role) for one in placeholders(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hej {{ fornavn }},", [("{{ fornavn }}", "name")]),
        ("{{ user.first_name | trim: 'x' }}", [("{{ user.first_name | trim: 'x' }}", "name")]),
        ("{{{ amount }}} kr", [("{{{ amount }}}", "amount")]),
        ("{{&shop_url}}", [("{{&shop_url}}", "url")]),
        ("{{> header }}", [("{{> header }}", "other")]),
        ("{{formatKroner belop}}", [("{{formatKroner belop}}", "amount")]),
        ("{{user['firstName']}}", [("{{user['firstName']}}", "name")]),
        ("{!! $dato !!}", [("{!! $dato !!}", "date")]),
        ("{navn} {0} {}", [("{navn}", "name"), ("{0}", "other"), ("{}", "other")]),
        ("{$order.total}", [("{$order.total}", "amount")]),
        ("${kunde.navn}", [("${kunde.navn}", "name")]),
        ("%s av %d", [("%s", "other"), ("%d", "number")]),
        ("%1$s %2$d", [("%1$s", "other"), ("%2$d", "number")]),
        ("%(name)s %(total).2f", [("%(name)s", "name"), ("%(total).2f", "amount")]),
        ("%{count} fejl", [("%{count}", "number")]),
        ("%1 og %2.", [("%1", "other"), ("%2", "other")]),
        ("%firstName% %url%", [("%firstName%", "name"), ("%url%", "url")]),
        ("%store_name, %qty.", [("%store_name", "company"), ("%qty", "number")]),
        ("den %d.%m.%Y", [("%d", "date"), ("%m", "date"), ("%Y", "date")]),
        ("Hei :name, :app_name", [(":name", "name"), (":app_name", "company")]),
        ("*|FNAME|*", [("*|FNAME|*", "name")]),
        ("[fornavn] [NAVN] [Kundens navn]", [
            ("[fornavn]", "name"), ("[NAVN]", "name"), ("[Kundens navn]", "name"),
        ]),
        ("[indsæt link]", [("[indsæt link]", "url")]),
        ("[[order_id]]", [("[[order_id]]", "number")]),
        ("<beløp> <SETT INN DATO> <FULLT NAVN>", [
            ("<beløp>", "amount"), ("<SETT INN DATO>", "date"), ("<FULLT NAVN>", "name"),
        ]),
        ("%1 %2: x", [("%1", "other"), ("%2", "other")]),
        ("$$DATO$$", [("$$DATO$$", "date")]),
        ("Hej !username", [("!username", "name")]),
        ("på @site, @count", [("@site", "company"), ("@count", "number")]),
        ("@fornavn@", [("@fornavn@", "name")]),
        ("##navn##", [("##navn##", "name")]),
        ("<%= user.name %>", [("<%= user.name %>", "name")]),
        ("<%- x %>", [("<%- x %>", "other")]),
        ("<?= $navn ?>", [("<?= $navn ?>", "name")]),
        ("{n, plural, one {# vare} other {# varer}} til", [
            ("{n, plural, one {# vare} other {# varer}}", "number"),
        ]),
        ("{frist, date, long}", [("{frist, date, long}", "date")]),
        ("%svia %s", [("%s", "other"), ("%s", "other")]),
        ("Hej @Model.FirstName.", [("@Model.FirstName", "name")]),
        ("@Html.DisplayFor(m => m.FirstName)", [("@Html.DisplayFor(m => m.FirstName)", "name")]),
        ('@item.Price.ToString("C") kr', [('@item.Price.ToString("C")', "amount")]),
        ("@(order.Total + 1)", [("@(order.Total + 1)", "amount")]),
        ("$kunde.navn, $!{navn}", [("$kunde.navn", "name"), ("$!{navn}", "name")]),
        ("%%First Name%%, %%=v(@navn)=%%", [
            ("%%First Name%%", "name"), ("%%=v(@navn)=%%", "name"),
        ]),
        ("[[${kunde.navn}]] [(${x})]", [("[[${kunde.navn}]]", "name"), ("[(${x})]", "other")]),
        ("*{navn}", [("*{navn}", "name")]),
        ("{!Contact.FirstName}", [("{!Contact.FirstName}", "name")]),
        ("<?php echo $navn; ?>", [("<?php echo $navn; ?>", "name")]),
        ("@lang('x.y') her", [("@lang('x.y')", "other")]),
    ],
)  # fmt: skip
def test_placeholders(text: str, expected: list[tuple[str, str]]) -> None:
    assert seen(text) == expected


@pytest.mark.parametrize(
    ("text", "identifier", "fallback"),
    [
        ("{{ fornavn }}", "fornavn", None),
        ("{{ fornavn | upcase }}", "fornavn", None),
        ("{{ fornavn | default: nil }}", "fornavn", None),
        ("{{ fornavn | prepend: ' ' }}", "fornavn", None),
        ('{{ fornavn | default: "kunde" }}', "fornavn", "kunde"),
        ("{{ fornavn | capitalize | default: 'kunde' | escape }}", "fornavn", "kunde"),
        ('{{ fornavn | default: "" }}', "fornavn", ""),
        ("{{ fornavn|default('kunde', true) }}", "fornavn", "kunde"),
        ('{{ fornavn|default:"kunde" }}', "fornavn", "kunde"),
        ('{{ fornavn|default_if_none:"" }}', "fornavn", ""),
        ('{{ first_name | fallback: "du" }}', "first_name", "du"),
        ('{$fornavn|default:"kunde"}', "fornavn", "kunde"),
        ("{{${first_name} | default: 'du'}}", "first_name", "du"),
        ("{{ user.fornavn ?? 'kunde' }}", "user.fornavn", "kunde"),
        ('{{ fornavn || "kunde" }}', "fornavn", "kunde"),
        ("{{ fornavn or 'kunde' }}", "fornavn", "kunde"),
        ("${fornavn || 'kunde'}", "fornavn", "kunde"),
        ('<%= @fornavn.presence || "kunde" %>', "fornavn.presence", "kunde"),
        ("<?= $fornavn ?: 'kunde' ?>", "fornavn", "kunde"),
        ('{{or .Fornavn "kunde"}}', "Fornavn", "kunde"),
        ('{{defaultIfEmpty fornavn "kunde"}}', "fornavn", "kunde"),
        ('{{insert fornavn "default=kunde"}}', "fornavn", "kunde"),
        ("{{lead.FirstName:default=kunde}}", "lead.FirstName", "kunde"),
        ('${fornavn!"kunde"}', "fornavn", "kunde"),
        ("${(user.fornavn)!'kunde'}", "user.fornavn", "kunde"),
        ("${fornavn!}", "fornavn", ""),
        ("*|FNAME|*", "FNAME", None),
        ("*|FNAME:kunde|*", "FNAME", "kunde"),
        ("*|DATE:d/m/y|*", "DATE.d", None),
        ("{{ personalization_token('contact.firstname', 'kunde') }}", "contact.firstname", "kunde"),
        ("{{ personalization_token('contact.firstname') }}", "contact.firstname", None),
        ("[fornavn,fallback=kunde]", "fornavn", "kunde"),
        ("[fornavn, fallback=]", "fornavn", ""),
    ],
)
def test_fallbacks(text: str, identifier: str, fallback: str | None) -> None:
    (found,) = placeholders(text)
    assert (found.span.start, found.span.end) == (0, len(text))
    assert (found.identifier, found.fallback) == (identifier, fallback)


@pytest.mark.parametrize(
    "text",
    [
        "Kl. 12:30 i dag", "OBS:viktig", "Smil :smile: nu", "Hej :) og :D", "https://nav.no",
        "100 % sikker", "20 %rabat", "spar 50%", "Hurra! Bra!", "Nei !Nei", "post@site.dk",
        "Følg @fornavnet", "se [1]", "- [x] gjort", "[lenken](https://nav.no)", "[se vilkår]",
        "fil [PDF]", "![bilde av navn](x.png)", "## Overskrift ##", "3 * 4", "a_b_c", "Pris: $40",
        "Kære kunde,", "{% if x %}", "{# note #}", "{{#if x}}", "{{/if}}", "{{else}}",
        "{{! note }}", "<title>", "<b>", "<INPUT DISABLED>", "<navn>Ole</navn>", "5 <bedre> 6",
        "{{!-- {{ x }} --}}", "{{-- note --}}", "{* note *}", "{if $x}", "{/if}", "{else}",
        "*|IF:X|*", "*|END:IF|*", "<% if x %>", "<%- if x -%>", "<?php echo 1 ?>",
        "@if (count($a) > 1)", "@endif", "{{ if .Name }}", "{{ end }}", "<0>",
        "Skriv til anna@firma.dk eller @@firma", "Følg @anna.dk", "100 %% sikkert", "{{ $x := 1 }}",
        "{{=<% %>=}}", "{{{{raw}}}}", "%%[ SET @x = 1 ]%%", "<#if a>", "<#-- ${x} -->", "<@macro>",
        "{% trans %}", "{% blocktrans count n=n %}", "{% now as x %}",
    ],
)  # fmt: skip
def test_no_placeholders(text: str) -> None:
    assert seen(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "{% if a > b %}", "{%- endif -%}", "{# en\nnote #}", "{{#each varer}}", "{{~/each~}}",
        "{{^navn}}", "{{else if x}}", "{{!-- {{ x }} --}}", "{% comment %}skjult{% endcomment %}",
        "{% set x %}skjult{% endset %}", "{if $a}", "{/foreach}", "*|ELSE:|*", "<% end %>",
        "<%# note %>", "<?php if (a > b): ?>", "@component('mail::button', ['url' => $url])",
        "@endcomponent", "{{-- note --}}", "</1>", "<#if (a > b) && c == 'x>y'>", "</#list>",
        "<#assign x = 'y'>", "%%[ IF @x > 1 THEN ]%%", "<%= if @a do %>", "<% } else { %>",
        "{% schema %}{ \"navn\": 1 }{% endschema %}",
    ],
)  # fmt: skip
def test_block_tags_are_masked_whole(text: str) -> None:
    assert [(one.kind, one.start, one.end) for one in tags(text)] == [("block", 0, len(text))]
    assert mask(f"a{text}b") == f"a{BLOCK_FILLER * len(text)}b" or text.startswith("@")


@pytest.mark.parametrize(
    "text",
    [
        "{{> alene}}", "{% include 'x' %}", '{{template "x" .}}', "<@hilsen navn='x'/>",
        "{include file='x.tpl'}", "<%= render 'x' %>", "@include('x')", "<#include 'x.ftl'>",
        "{% render 'x' %}", "{{ include 'x' }}",
    ],
)  # fmt: skip
def test_an_include_leaves_a_word_in_a_line_of_prose_and_nothing_elsewhere(text: str) -> None:
    alone = mask(f"Hej\n<td>{text}</td>\nFarvel")
    assert alone == f"Hej\n<td>{BLOCK_FILLER * len(text)}</td>\nFarvel"
    assert mask(f"Hej {text}!") == f"Hej {PLACEHOLDER_FILLER * len(text)}!"


def test_mask_hides_placeholders_and_tells_them_from_what_the_text_itself_holds() -> None:
    text = f"a{BLOCK_FILLER}{{{{ x > y }}}}"
    assert mask(variants(text)[0]) == "a\ufffc" + PLACEHOLDER_FILLER * 11


@given(st.text(alphabet="{}%$<>*|@#[]:!a_ \n='\"/?-", max_size=60))
def test_tags_are_ordered_and_masking_keeps_the_length(text: str) -> None:
    at = 0
    for tag in tags(text):
        assert at <= tag.start < tag.end <= len(text)
        at = tag.end
    assert len(mask(text)) == len(text)
    at = 0
    for one in placeholders(text):
        assert at <= one.span.start < one.span.end <= len(text)
        at = one.span.end


@pytest.mark.parametrize(
    ("identifier", "role"),
    [
        ("firstName", "name"), ("FNAME", "name"), ("kundenavn", "name"), ("brukernavn", "name"),
        ("username", "name"), ("user", "name"), ("user.name", "name"), ("Kundens navn", "name"),
        ("efternamn", "name"), ("FÖRNAMN", "name"), ("recipient_first_name", "name"),
        ("søkerNavn", "name"),
        ("user_type", "other"), ("brukertype", "other"), ("eventName", "other"),
        ("product_name", "other"), ("produktnavn", "other"), ("file.name", "other"),
        ("company_name", "company"), ("shop_name", "company"), ("butiksnamn", "company"),
        ("customer.company.name", "company"), ("firma", "company"), ("FORETAG", "company"),
        ("belop", "amount"), ("beløb", "amount"), ("total_paid", "amount"),
        ("totalbelopp", "amount"),
        ("forfallsdato", "date"), ("due_date", "date"), ("förfallodatum", "date"),
        ("company_email", "email"), ("epost", "email"), ("shop_url", "url"),
        ("betalingslenke", "url"),
        ("telefon", "phone"), ("phoneNumber", "phone"), ("fakturanummer", "number"),
        ("order_id", "number"), ("antal", "number"), ("position", "position"),
        ("plass", "position"),
        ("kønummer", "position"), ("ventetid", "time"), ("postnummer", "address"),
        ("shippingAddress", "address"), ("x", "other"), ("", "other"), ("0", "other"),
    ],
)  # fmt: skip
def test_roles(identifier: str, role: str) -> None:
    assert role_of(identifier) == role


def test_words_of_identifiers() -> None:
    assert split_words("user.firstName-FNAME_2") == ("user", "first", "name", "fname")
    assert split_words("Beløp på Fakturaen") == ("belop", "pa", "fakturaen")


def test_bare_syntaxes_know_more_than_roles() -> None:
    assert is_known("status")
    assert not is_known("fornavnet")


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ('[nmae]\nwords = ["x"]', r"\[nmae\] is no role; use one of: .*name"),
        ('[name]\nword = ["x"]', r"\[name\] has 'word'; use .*words"),
        ('[name]\nwords = "x"', "must be a list of words"),
    ],
)
def test_a_broken_table_is_told(
    toml: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "placeholders.toml").write_text(toml, encoding="utf-8")
    monkeypatch.setattr(roles, "lexicon_root", lambda: tmp_path)
    with pytest.raises(CopylintError, match=said):
        roles._table.__wrapped__()
