"""Which reader a file is for."""

from __future__ import annotations

import pytest

from copylint.readers import kind_of

PAGE = "<table><tr><td>Hej {{ navn }}</td></tr></table>"
LETTER = "Hej {{ navn }},\n\n{% if x %}\nVaren er klar.\n{% endif %}\n"


@pytest.mark.parametrize(
    ("path", "text", "kind"),
    [
        ("mail.txt", PAGE, "text"), ("mail.html", LETTER, "html"), ("mail.mjml", LETTER, "html"),
        ("da.html.erb", LETTER, "html"), ("da.txt.erb", PAGE, "text"),
        ("da.md.j2", PAGE, "markdown"),
        ("da.html.heex", LETTER, "html"), ("da.mjml.hbs", LETTER, "html"),
        ("mail.blade.php", "<p>Hej {{ $navn }}</p>", "html"),
        ("mail.blade.php", "@component('mail::message')\n# Hej\n@endcomponent", "markdown"),
        ("mail.hbs", PAGE, "html"), ("mail.hbs", LETTER, "text"),
        ("mail.hbs", "**Hej** du", "markdown"),
        ("mail.cshtml", "@model X\n<p>Hej @Model.Navn</p>", "html"), ("mail.vm", LETTER, "text"),
        ("mail.ftlh", "<#if x><p>Hej ${navn}</p></#if>", "html"),
        ("mail.ftl", "<#if x><p>Hej ${navn}</p></#if>", "html"),
        ("mail.tpl", "{if $x}Hej{/if}", "text"), ("mail.phtml", "<p><?= $navn ?></p>", "html"),
        ("mail.ejs", "<% if (x) { %><p>Hej</p><% } %>", "html"), ("mail.ukendt", PAGE, "text"),
        ("da.json.j2", "{}", "json"), (".txt", "x", "text"),
    ],
)  # fmt: skip
def test_the_suffix_tells_and_of_templates_the_content(path: str, text: str, kind: str) -> None:
    assert kind_of(path, text) == kind
