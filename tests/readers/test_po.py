"""gettext catalogues; polib is the oracle."""

from __future__ import annotations

from collections.abc import Callable

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copylint.config import Settings
from copylint.engine import understand
from copylint.model import CopylintError, Reading, Segment, Source, Span
from copylint.readers import read
from copylint.readers.pofile import po_entries
from tests.readers.decoding import assert_written_by

Segments = Callable[[str, str], tuple[Segment, ...]]

PO = r"""# Danish
#, fuzzy
msgid ""
msgstr ""
"Project-Id-Version: shop\n"
"Language: da_DK\n"
"Content-Type: text/plain; charset=UTF-8\n"

#: order.php:12
msgid "Your order"
msgstr "Din ordre"

#. Shown on the button
#, c-format
msgctxt "button"
msgid "Pay %s"
msgstr "Betal %s"

msgid ""
"Your parcel will\n"
"arrive <b>today</b>."
msgstr ""
"Din pakke\n"
"kommer <b>\"i dag\"</b>"
" med\tPostNord."

#, php-format, fuzzy
#| msgid "Old"
msgid "Not sure"
msgstr "Måske forkert"

msgid "%d item"
msgid_plural "%d items"
msgstr[0] "%d vare"
msgstr[1] "%d varer i kurven"

msgid "Not translated"
msgstr ""

msgid "PayPal Checkout"
msgstr "PayPal Checkout"

#, fuzzy
#~ msgid "Gone"
#~ msgstr "Væk nu"

msgid "emails.shipped.subject"
msgstr "Vi har sendt din pakke"
"""

BODY = 'Din pakke\nkommer "i dag" med PostNord.'


def test_strings(reading: Callable[[str, str], Reading]) -> None:
    found = reading("shop.po", PO)
    assert (found.shape, found.language) == ("catalogue", "da_DK")
    assert [(one.key, one.role, one.text) for one in found.segments] == [
        ("Your order", "text", "Din ordre"),
        ("button.Pay %s", "text", "Betal %s"),
        (
            "Your parcel will arrive <b>today</b>.",
            "text",
            'Din pakke\nkommer "i dag" med PostNord.',
        ),
        ("%d item[0]", "text", "%d vare"),
        ("%d item[1]", "text", "%d varer i kurven"),
        ("emails.shipped.subject", "subject", "Vi har sendt din pakke"),
    ]


@pytest.mark.parametrize("words", ["pakke", '"', "i dag", "PostNord", "varer", "Betal"])
def test_words_map_to_where_they_stand(words: str, segments: Segments) -> None:
    for text in (PO, PO.replace("\n", "\r\n"), "\ufeff" + PO):
        for segment in segments("a.po", text):
            at = segment.text.find(words)
            if at >= 0:
                span = segment.source_span(Span(at, at + len(words)))
                assert polib.unescape(text[span.start : span.end]) == words


def test_each_plural_form_is_a_message() -> None:
    messages = understand(Source("da.po", PO), Settings())
    assert [one.text for one in messages][3:5] == ["%d vare", "%d varer i kurven"]


def test_a_template_has_no_copy(segments: Segments) -> None:
    assert segments("shop.pot", 'msgid "Your order"\nmsgstr ""\n') == ()
    assert segments("empty.po", "") == ()


def test_long_originals_are_cut_in_keys_and_never_join_two_strings(segments: Segments) -> None:
    original = "We could not find a ticket with that number in any of our systems, "
    text = "".join(f'msgid "{original}{n}"\nmsgstr "Ingen billet nummer {n}"\n' for n in "ab")
    first, second = segments("da.po", text)
    assert first.key == "We could not find a ticket with that number in any of our s…"
    assert second.key == first.key + "#2"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('msgid "a"\nmsgstr "b', 2, "one text between double quotes"),
        ('msgid "a"\nmsgstr "b "c" d"', 2, "any inside it written as"),
        ('msgid "a"\nnonsense', 2, "one text between double quotes"),
        ('\n"a"', 2, "msgid, msgstr or a comment"),
        ('msgstr "a"', 1, "msgid before msgstr"),
        ('msgid "a"\nmsgid "b"\nmsgstr "c"', 2, "not msgid once more"),
        ('msgid "a"\n\n', 3, "a msgstr after the last msgid"),
        ("hej", 1, "msgid, msgstr or a comment"),
    ],
)
def test_broken_po_is_told(text: str, line: int, said: str) -> None:
    with pytest.raises(CopylintError, match=r"not PO: expected .*; mend the file there") as caught:
        read(Source("mail/da.po", text))
    assert caught.value.error.path == "mail/da.po"
    assert caught.value.error.line == line
    assert said in caught.value.error.message


# --- held against polib -----------------------------------------------------------------------

TEXT = st.text("ab åØ😀\\\"\n\t\r'%{}#~[]", max_size=20)
WORDS = st.text('abå \n"\\', min_size=1, max_size=12)


@st.composite
def catalogues(draw: st.DrawFn) -> polib.POFile:
    """A catalogue in which no original is written twice, as in any that a tool has made."""
    catalogue = polib.POFile(wrapwidth=draw(st.sampled_from([10, 78])))
    catalogue.metadata = {"Language": "nb"}
    for original in draw(st.lists(WORDS, unique=True, max_size=6)):
        entry = polib.POEntry(
            msgid=original,
            msgctxt=draw(st.none() | WORDS),
            obsolete=draw(st.booleans()),
            comment=draw(st.sampled_from(["", "x", "msgid"])),
            flags=draw(st.sampled_from([[], ["fuzzy"], ["c-format"], ["c-format", "fuzzy"]])),
        )
        if draw(st.booleans()):
            entry.msgid_plural = original + "s"
            entry.msgstr_plural = {0: draw(TEXT), 1: draw(TEXT)}
        else:
            entry.msgstr = draw(TEXT)
        catalogue.append(entry)
    return catalogue


def shown(catalogue: polib.POFile) -> list[str]:
    """What polib says that gettext would show, without what repeats its original."""
    return [
        text
        for entry in catalogue
        if not entry.obsolete and "fuzzy" not in entry.flags
        for text in (entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr])
        if text not in (entry.msgid, entry.msgid_plural)
    ]


@given(catalogues(), st.sampled_from(["\n", "\r\n"]))
def test_texts_are_those_of_polib_and_stand_where_they_were_written(
    catalogue: polib.POFile, newline: str
) -> None:
    written = str(catalogue)
    source = written.replace("\n", newline)
    entries = list(po_entries(Source("nb.po", source)))
    assert [one.text.text for one in entries] == shown(polib.pofile(written))
    for one in entries:
        assert_written_by(one.text, source, polib.unescape)
