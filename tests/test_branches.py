"""Templates are read once for each branch of their conditionals."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jinja2 import Environment

from copylint.config import Settings
from copylint.engine import lint, understand_all
from copylint.model import Reading, Segment, Source, Span
from copylint.readers import read
from copylint.templating import variants
from copylint.templating.branches import MAX_VARIANTS
from tests.support import LEXICONS


def readings(text: str, path: str = "a.txt") -> list[list[str]]:
    """The texts of each reading of a file."""
    return [[one.text for one in segments] for segments in all_of(read(Source(path, text)))]


def all_of(reading: Reading) -> tuple[tuple[Segment, ...], ...]:
    return reading.segments, *reading.alternatives


# --- dialects -----------------------------------------------------------------------------------

ABC = [["Alfa"], ["Beta"], ["Gamma"]]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.txt", "{% if a %}Alfa{% elif b %}Beta{% else %}Gamma{% endif %}"),
        ("a.txt", "{%- if not a -%}\nAlfa\n{%- elseif b -%}\nBeta\n{%- else -%}\nGamma\n"
         "{%- endif %}"),
        ("a.txt", "{% unless a %}Alfa{% elsif b %}Beta{% else %}Gamma{% endunless %}"),
        ("a.txt", "{% case x %}\n{% when 1 %}\nAlfa\n{% when 2 %}\nBeta\n{% else %}\nGamma\n"
         "{% endcase %}"),
        ("a.txt", "{{#if a}}Alfa{{else if b}}Beta{{else}}Gamma{{/if}}"),
        ("a.txt", '{{~#eq a "x"~}}Alfa{{~else~}}{{#if b}}Beta{{^}}Gamma{{/if}}{{~/eq~}}'),
        ("a.txt", '{{#switch x}}{{#case "a"}}Alfa{{/case}} {{#case "b"}}Beta{{/case}}'
         " {{#default}}Gamma{{/default}}{{/switch}}"),
        ("a.txt", "{{if .A}}Alfa{{else if .B}}Beta{{else}}Gamma{{end}}"),
        ("a.txt", "{{- range .A}}Alfa{{else}}{{with .B}}Beta{{else}}Gamma{{- end}}{{end}}"),
        ("a.txt.erb", "<% if @a %>\nAlfa\n<% elsif b? %>\nBeta\n<% else %>\nGamma\n<% end %>\n"),
        ("a.txt.erb", "<% case x %>\n<% when 1 %>Alfa<% when 2 %>Beta<% else %>Gamma<% end %>"),
        ("a.txt.eex", "<%= if @a do %>Alfa<% else %><%= unless b do %>Beta<% else %>Gamma<% end %>"
         "<% end %>"),
        ("a.txt.eex", "<%= case x do %><% :a -> %>Alfa<% :b -> %>Beta<% _ -> %>Gamma<% end %>"),
        ("a.txt.ejs", "<% if (a) { %>Alfa<% } else if (b) { %>Beta<% } else { %>Gamma<% } %>"),
        ("a.phtml", "<?php if ($a): ?>Alfa<?php elseif ($b): ?>Beta<?php else: ?>Gamma"
         "<?php endif; ?>"),
        ("a.phtml", "<?php if ($a) { ?>Alfa<?php } else if ($b) { ?>Beta<?php } else { ?>Gamma"
         "<?php } ?>"),
        ("a.cshtml", "@if (Model.A > 1)\n{\n    var x = 1;\n    <p>Alfa</p>\n}\nelse if (b)\n{\n"
         "    <p>Beta</p>\n}\nelse { <p>Gamma</p> }\n"),
        ("a.blade.php", "@if(count($a) > 1)\nAlfa\n@elseif($b)\nBeta\n@else\nGamma\n@endif\n"),
        ("a.blade.php", "<p>@switch($n) @case(1) Alfa @break @case(2) Beta @break @default Gamma"
         " @endswitch</p>"),
        ("a.tpl", "{if $a}Alfa{elseif $b}Beta{else}Gamma{/if}"),
        ("a.ftlh", "<#if a?? && (b > 1)>Alfa<#elseif c == '>'>Beta<#else>Gamma</#if>"),
        ("a.ftl", "<#switch x><#case 1>Alfa<#break><#case 2>Beta<#break><#default>Gamma</#switch>"),
        ("a.vm", "#if($a > 1)\nAlfa\n#elseif($b.contains(\"x\"))\nBeta\n#{else}\nGamma\n#end\n"),
        ("a.html", "<p>%%[ IF @a == 1 THEN ]%%Alfa%%[ ELSEIF @b THEN ]%%Beta%%[ ELSE ]%%Gamma"
         "%%[ ENDIF ]%%</p>"),
        ("a.html", "*|IF:A|*Alfa*|ELSEIF:B|*Beta*|ELSE:|*Gamma*|END:IF|*"),
        ("a.md", "{% if a %}\n**Alfa**\n{% elif b %}\n*Beta*\n{% else %}\n[Gamma](x)\n"
         "{% endif %}\n"),
        ("a.html", "{% if a %}<table><tr><td>Alfa{% elif b %}<p>Beta</p></div>{% else %}<b>Gamma"
         "{% endif %}"),
        ("da.json", '{"k": "{% if a %}Alfa{% elif b %}Beta{% else %}Gamma{% endif %}"}'),
        ("da.yml", "k: >-\n  {{#if a}}Alfa{{else if b}}Beta{{else}}Gamma{{/if}}\n"),
    ],
)  # fmt: skip
def test_each_branch_of_a_conditional_is_read(path: str, text: str) -> None:
    assert readings(text, path) == ABC


@pytest.mark.parametrize(
    "text",
    [
        "{{#x}}Alfa{{/x}}{{^x}}Beta{{/x}}",
        "{{^x}}Alfa{{/x}}\n{{#x}}Beta{{/x}}",
        "{{#if x}}Alfa{{/if}} {{#unless x}}Beta{{/unless}}",
        "{% if x %}Alfa{% endif %}\n{% if not x %}Beta{% endif %}",
        "{% if lang == 'da' %}Alfa{% endif %}{% if lang == \"sv\" %}Beta{% endif %}",
        '{{#if (eq lang "da")}}Alfa{{/if}}{{#if (eq lang "sv")}}Beta{{/if}}',
        "<% if x %>Alfa<% end %><% unless x %>Beta<% end %>",
        "*|IF:X|*Alfa*|END:IF|**|IFNOT:X|*Beta*|END:IF|*",
        "{% blocktrans count n=n %}Alfa{% plural %}Beta{% endblocktrans %}",
        "{% for x in y %}Alfa{% empty %}Beta{% endfor %}",
        "@forelse($x as $y)\nAlfa\n@empty\nBeta\n@endforelse",
        "{foreach $x as $y}Alfa{foreachelse}Beta{/foreach}",
        "<#list x as y>Alfa<#else>Beta</#list>",
    ],
)
def test_what_excludes_each_other_is_not_read_together(text: str) -> None:
    assert readings(text, "a.blade.php" if "@" in text else "a.txt") == [["Alfa"], ["Beta"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hej{% if a %} du{% endif %}!", "Hej du!"),
        ("{% if a %}Alfa{% endif %}{% if b %}Beta{% endif %}", "Alfa Beta"),
        ("{% if a == 'x' %}Alfa{% endif %} {% if b == 'y' %}Beta{% endif %}", "Alfa Beta"),
        ("{% for x in y %}Alfa{% endfor %}", "Alfa"),
        ("{% if a %}Alfa{% else %}{# note #} {% endif %}", "Alfa"),
        ("{% if a %}{% set x = 1 %}{% else %}Alfa{% endif %}", "Alfa"),
        ("{% if a %}Alfa {% else %} Beta", "Alfa Beta"),
        ("Alfa {% else %} Beta {% endif %}", "Alfa Beta"),
        ("{{#a}}Alfa {{else}} Beta {{/b}}", "Alfa Beta"),
        ("<% x = 1 if y %>Alfa<% if a then b end %> Beta", "Alfa Beta"),
        ("%%[ IF @a THEN SET @b = 'ELSE' ENDIF ]%%Alfa", "Alfa"),
        ("Alfa #else Beta #end", "Alfa #else Beta #end"),
        ("{n, plural, one {Alfa} other {Beta}} her", "{n, plural, one {Alfa} other {Beta}} her"),
    ],
)
def test_what_has_no_second_branch_is_read_once(text: str, expected: str) -> None:
    assert readings(text) == [[expected]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kj{% if x %}ære{% else %}ære{% endif %} deg", [["Kjære deg"]] * 2),
        ("bestilling{% if n > 1 %}ene{% else %}en{% endif %} din",
         [["bestillingene din"], ["bestillingen din"]]),
        ("bestilling\n{%- if n > 1 -%}\n  ene\n{%- else -%}\n  en\n{%- endif %} din",
         [["bestillingene din"], ["bestillingen din"]]),
        ("bestilling{{~#if n ~}} ene {{~else~}} en {{~/if}} din",
         [["bestillingene din"], ["bestillingen din"]]),
        ("vare{% if n %}r{% endif %}", [["varer"]]),
        ("Hej{#if x#}du", [["Hej du"]]),
        ("{% if a %}Alfa{% if b %}1{% else %}2{% endif %}{% else %}Beta{% endif %} slut",
         [["Alfa1 slut"], ["Alfa2 slut"], ["Beta slut"]]),
        ("{% if a %}A{% else %}B{% endif %} og {% if c %}C{% elif d %}D{% else %}E{% endif %}",
         [["A og C"], ["B og D"], ["B og E"]]),
    ],
)  # fmt: skip
def test_words_are_neither_split_nor_glued(text: str, expected: list[list[str]]) -> None:
    # A branch that reads like another one is no reading of its own in a document.
    kept = [list(one) for one in dict.fromkeys(map(tuple, expected))]
    assert len(readings(text)) in (len(kept), len(expected))
    assert [list(one) for one in dict.fromkeys(map(tuple, readings(text)))] == kept


def test_branches_in_tags_and_attributes_of_a_page() -> None:
    page = (
        '<html lang="{% if sv %}sv{% else %}da{% endif %}"><p {% if x %}class="a"{% else %}'
        'class="b"{% endif %}>Hej</p><img alt="{% if x %}En hund{% else %}En kat{% endif %}">'
    )
    first, second = all_of(read(Source("a.html", page)))
    assert [one.text for one in first] == ["Hej", "En hund"]
    assert [(one.text, one.language) for one in second] == [("Hej", "da"), ("En kat", "da")]
    assert read(Source("a.html", page)).language == "sv"
    same = "<a {% if x %}class='a'{% else %}class='b'{% endif %}>Hej</a>"
    assert readings(same, "a.html") == [["Hej"]]


def test_more_branches_than_readings_stand_together_in_the_last() -> None:
    cases = [f"{{% elif x == {number} %}}Ord{number} her" for number in range(1, 12)]
    text = f"{{% if x == 0 %}}Ord0 her{''.join(cases)}{{% endif %}} slut"
    found = readings(text)
    assert len(found) == MAX_VARIANTS
    assert found[3] == ["Ord3 her slut"]
    assert found[-1] == ["Ord7 her", "Ord8 her", "Ord9 her", "Ord10 her", "Ord11 her slut"]


def test_a_text_of_unclosed_tags_is_read_at_once() -> None:
    for tag in (
        "{% if x %}",
        "{% x %}",
        "{% else %}",
        "{% endif %}",
        "{{#x}}",
        "{{/x}}",
        "@if (x) {",
    ):
        assert len(variants(tag * 5000)) == 1


def test_alternatives_of_a_catalogue_hold_the_strings_that_differ() -> None:
    text = '{"a": "Alt er klar", "b": "{% if x %}Alfa er her{% else %}Beta er her{% endif %}"}'
    first, second = all_of(read(Source("da.json", text)))
    assert [(one.key, one.text) for one in first] == [("a", "Alt er klar"), ("b", "Alfa er her")]
    assert [(one.key, one.text) for one in second] == [("b", "Beta er her")]
    assert second[0].source_span(Span(0, 4)).start == text.index("Beta")


def test_thymeleaf_writes_its_texts_and_variables_instead_of_what_stands_there() -> None:
    page = (
        '<p>Hei <b th:text="${navn}">Ola</b>,</p>'
        '<p th:text="|Du har ${antall} varer|">x <p>y</p></p>'
        '<p th:text="#{velkommen}">Velkommen</p><p data-th-utext="*{tittel}"/><p>Slutt</p>'
    )
    (found,) = readings(page, "a.html")
    assert found == ["Hei ${navn},", "Du har ${antall} varer", "Velkommen", "*{tittel}", "Slutt"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{> topp}}\nHej, {{> navn}}!\n", "Hej, {{> navn}}!"),
        ("<% if a %>\n<%= render 'x' %>\n<% end %>Hej <%= render 'y' %>", "Hej <%= render 'y' %>"),
        ("{% include 'x' %}\nSlut", "Slut"),
    ],
)  # fmt: skip
def test_an_include_counts_in_a_line_of_prose_alone(text: str, expected: str) -> None:
    (segments,) = all_of(read(Source("a.txt", text)))
    assert [one.text for one in segments] == [expected]
    assert len(segments[0].placeholders) == ("{{>" in expected or "<%=" in expected)


# --- what is found ------------------------------------------------------------------------------


def found(text: str, path: str = "mail.txt", language: str | None = "da") -> list[tuple[str, str]]:
    report = lint(Source(path, text), Settings(language=language), LEXICONS)
    return [(one.id, text[one.span.start : one.span.end]) for one in report.findings]


MAIL = """\
Kære {{ fornavn }},

Vi har sendt din pakke, og den ligger hos Bo i morgen. %s

Venlig hilsen
Bo Holm
"""


def test_a_fault_in_a_branch_is_found_once() -> None:
    branches = "{% if a %}Den kommer i morgen.{% else %}Du har stadig ikke betalt.{% endif %}"
    assert found(MAIL % branches) == [("guilt-trip/still-not-done", "Du har stadig ikke")]
    around = MAIL % "{% if a %}Alt godt.{% else %}Hav det.{% endif %} Du har stadig ikke betalt."
    assert found(around) == [("guilt-trip/still-not-done", "Du har stadig ikke")]


def test_what_only_one_branch_lacks_is_told() -> None:
    mail = MAIL % ""
    assert found(mail.replace("Bo Holm", "{% if a %}Bo Holm{% endif %}")) == []
    either = "{% if a %}{{ fornavn }}{% else %}kunde{% endif %}"
    named = mail.replace("{{ fornavn }}", either)
    assert [one for one, _ in found(named)] == ["missing-address/generic"]


def test_the_file_has_the_language_and_touchpoint_of_a_branch_if_of_none_else() -> None:
    text = "{% if a %}OK{% else %}Din regning er forfalden, og du skal betale den i dag.{% endif %}"
    report = lint(Source("x.txt", text), Settings(), LEXICONS)
    assert report.language == "da"


def test_a_branch_may_be_in_another_language() -> None:
    text = (
        "{% if lang == 'sv' %}Hej! Din beställning är klar och du kan hämta den imorgon."
        "{% else %}Hej! Din bestilling er klar, og du kan hente den i morgen.{% endif %}"
    )
    values = [[one.language.value for one in those] for those in
              understand_all(Source("sms.txt", text), Settings())]  # fmt: skip
    assert values == [["sv"], ["da"]]
    assert lint(Source("sms.txt", text), Settings(), LEXICONS).findings == ()


# --- properties ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Piece:
    """A template in Jinja, and the names of its conditions that may be false."""

    text: str
    names: tuple[str, ...] = ()


COUNTER = itertools.count()
LETTERS = "abcdefghijk"
plain = st.text(alphabet=LETTERS + "  ", min_size=1, max_size=6).map(Piece)
mark = st.sampled_from(["", "-"])


@st.composite
def conditional(draw: st.DrawFn, inner: st.SearchStrategy[Piece]) -> Piece:
    """An ``if`` with words around it, so that two of them never touch."""
    number = next(COUNTER)
    branches = draw(st.lists(inner, min_size=1, max_size=3))
    parts: list[str] = []
    names: list[str] = []
    for at, branch in enumerate(branches):
        name = f"c{number}_{at}"
        last = at == len(branches) - 1
        word = "if" if not at else "else" if last else "elif"
        condition = "" if word == "else" else f" {name}"
        names += [*([name] if condition and len(branches) > 1 else []), *branch.names]
        parts.append(f"{{%{draw(mark)} {word}{condition} {draw(mark)}%}}{branch.text}")
    before, after = draw(plain).text, draw(plain).text
    text = "".join((before, "x", *parts, f"{{%{draw(mark)} endif {draw(mark)}%}}", "y", after))
    return Piece(text, tuple(names))


def beside(pieces: Sequence[Piece]) -> Piece:
    return Piece(
        "".join(one.text for one in pieces), tuple(name for one in pieces for name in one.names)
    )


templates = st.recursive(
    plain,
    lambda inner: conditional(inner) | st.lists(inner, min_size=1, max_size=3).map(beside),
    max_leaves=6,
)


def rendered(piece: Piece) -> Iterator[str]:
    template = Environment().from_string(piece.text)
    every = set(re.findall(r"c\d+_\d+", piece.text))
    for values in itertools.product((True, False), repeat=len(piece.names)):
        chosen = dict.fromkeys(every, True) | dict(zip(piece.names, values, strict=True))
        yield " ".join(template.render(chosen).split())


@given(templates.filter(lambda one: len(one.names) < 7))
def test_every_reading_is_what_jinja_writes_for_some_conditions(piece: Piece) -> None:
    possible = set(rendered(piece))
    for those in readings(piece.text):
        assert " ".join(those) in possible


TAGS = [
    "{% if a %}", "{% elif b %}", "{% else %}", "{% endif %}", "{% for x in y %}", "{% endfor %}",
    "{{#a}}", "{{^a}}", "{{else}}", "{{/a}}", "{{#if a}}", "{{/if}}", "{{if .A}}", "{{end}}",
    "<% if a %>", "<% else %>", "<% end %>", "<% if (a) { %>", "<% } else { %>", "<% } %>",
    "*|IF:A|*", "*|ELSE:|*", "*|END:IF|*", "%%[ IF @a THEN ]%%", "%%[ ELSE ]%%", "%%[ ENDIF ]%%",
    "{if $a}", "{else}", "{/if}", "<#if a>", "<#else>", "</#if>", "@if($a)", "@else", "@endif",
    "<p>", "</p>", "<td>", "</b>", "\n\n", "{%- else -%}", "{{~else~}}",
]  # fmt: skip
soup = st.lists(st.sampled_from(TAGS) | st.just("w"), max_size=30)


@given(soup, st.sampled_from(["a.txt", "a.html", "a.md"]))
@example(["{% if a %}", "w", "{{#a}}", "{% else %}", "w", "{{/a}}", "{% endif %}"], "a.txt")
def test_every_word_of_any_tags_is_read_whole_and_from_its_place(
    parts: list[str], path: str
) -> None:
    text = " ".join(f"ord{at}." if one == "w" else one for at, one in enumerate(parts))
    seen: set[str] = set()
    for segments in all_of(read(Source(path, text))):
        for segment in segments:
            for word in re.finditer(r"\w+", segment.text):
                span = segment.source_span(Span(*word.span()))
                assert text[span.start : span.end] == word.group()
                seen.add(word.group())
    assert seen >= set(re.findall(r"ord\d+", text))
    assert {one for one in seen if one.startswith("ord")} <= set(re.findall(r"ord\d+", text))


@given(st.text(alphabet="{}%#<>@|*[]()if else/:$\n\ue000a\"'=-~", max_size=60))
def test_any_text_keeps_its_length(text: str) -> None:
    for one in variants(text):
        assert len(one) == len(text)
