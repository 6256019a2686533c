"""Mails: the texts against the standard library's ``email``, and where each character stands."""

from __future__ import annotations

import binascii
import email.policy
import quopri
import re
from collections.abc import Iterator
from email.header import Header, decode_header, make_header
from email.message import EmailMessage
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copylint.config import Settings
from copylint.discovery import decode
from copylint.engine import lint
from copylint.model import CopylintError, Reading, Segment, Source, Span
from copylint.readers import read
from copylint.readers.encodedwords import header_text
from copylint.readers.octets import octets
from tests.support import LEXICONS

TEXT = "Kære Åse\n\nVi beklager eventuelle gener.\n\nHilsen\nBo Øst\n"
PAGE = "<p>Kære Åse</p><p>Din mening er vigtig for os.</p><p>Hilsen<br>Bo Øst</p>"
CHARSETS = ["utf-8", "iso-8859-1", "windows-1252"]


def mail(*, subject: str = "Din ordre", **headers: str) -> EmailMessage:
    message = EmailMessage(policy=email.policy.SMTP)
    message["Subject"] = subject
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    return message


def read_bytes(data: bytes) -> tuple[Source, Reading]:
    source = decode(data, "mail.eml")
    return source, read(source)


def texts(segments: tuple[Segment, ...]) -> list[str]:
    return [one.text for one in segments]


def parts(segments: tuple[Segment, ...]) -> list[str]:
    return list(dict.fromkeys(one.part for one in segments))


def oracle(data: bytes) -> Iterator[str]:
    """The paragraphs of the plain text parts, as the standard library reads them."""
    message = cast(EmailMessage, email.message_from_bytes(data, policy=email.policy.default))
    for part in message.walk():
        if part.get_content_type() == "text/plain":
            content = part.get_content().replace("\r\n", "\n")
            yield from (one.strip() for one in content.split("\n\n") if one.strip())


@pytest.mark.parametrize("charset", CHARSETS)
@pytest.mark.parametrize("transfer", ["8bit", "quoted-printable", "base64"])
def test_a_text_is_what_the_standard_library_reads(charset: str, transfer: str) -> None:
    message = mail()
    message.set_content(TEXT, charset=charset, cte=transfer)
    data = message.as_bytes()
    _, reading = read_bytes(data)
    assert texts(reading.segments)[1:] == list(oracle(data))
    assert "Kære Åse" in texts(reading.segments)


def test_utf_16_stands_in_base64() -> None:
    head = "Subject: Hej\nContent-Type: text/plain; charset=utf-16\n"
    body = binascii.b2a_base64(TEXT.encode("utf-16")).decode()
    data = f"{head}Content-Transfer-Encoding: base64\n\n{body}".encode()
    _, reading = read_bytes(data)
    assert texts(reading.segments)[1:] == list(oracle(data))


def test_parts_in_different_encodings_stand_in_one_file() -> None:
    message = mail()
    message.make_mixed()
    for charset in ("utf-8", "iso-8859-1"):
        part = EmailMessage()
        part.set_content("Blåbær og rømme", charset=charset, cte="8bit")
        message.attach(part)
    source, reading = read_bytes(message.as_bytes())
    assert source.encoding == "cp1252"
    assert texts(reading.segments) == ["Din ordre", "Blåbær og rømme", "Blåbær og rømme"]
    assert parts(reading.segments) == ["header", "1 text/plain", "2 text/plain"]


def test_text_and_html_are_two_readings_of_one_mail() -> None:
    message = mail(subject="Ændring af din ordre på blåbær, som du bestilte på lørdag")
    message.set_content(TEXT, cte="quoted-printable")
    message.add_alternative(PAGE, subtype="html", cte="base64")
    message.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="a.pdf")
    source, reading = read_bytes(message.as_bytes())
    assert parts(reading.segments) == ["header", "1.1 text/plain"]
    [other] = reading.alternatives
    assert parts(other) == ["header", "1.2 text/html"]
    assert texts(other)[1:] == ["Kære Åse", "Din mening er vigtig for os.", "Hilsen\nBo Øst"]
    report = lint(source, Settings(), LEXICONS)
    found = {(one.rule, one.part) for one in report.findings}
    assert {("hollow-phrase", "1.1 text/plain"), ("hollow-phrase", "1.2 text/html")} <= found


def test_what_a_mail_lacks_is_told_once() -> None:
    body = "Vi har sendt din ordre, og den kommer på fredag. Du kan følge pakken på vores side. "
    message = mail(subject="Din ordre er sendt", Content_Language="da")
    message.set_content(f"{body * 3}\n\nVenlig hilsen\nBo Hansen")
    page = f"<p>{body * 3}</p><p>Venlig hilsen<br>Bo Hansen</p>"
    message.add_alternative(page, subtype="html")
    source, _ = read_bytes(message.as_bytes())
    absent = [one.rule for one in lint(source, Settings(), LEXICONS).findings if one.quote is None]
    assert absent == ["missing-address"]


def test_attachments_and_forwarded_mails_are_not_read() -> None:
    inner = mail(subject="Vi beklager")
    inner.set_content("Vi beklager eventuelle gener.")
    message = mail(subject="VS: Vi beklager")
    message.set_content("Se mailen nedenfor.")
    message.add_attachment(inner)
    message.add_attachment("Vi beklager eventuelle gener.", filename="gener.txt")
    _, reading = read_bytes(message.as_bytes())
    assert texts(reading.segments) == ["VS: Vi beklager", "Se mailen nedenfor."]
    assert reading.alternatives == ()


@pytest.mark.parametrize(
    ("headers", "declared"),
    [
        ("Content-Language: sv\n", "sv"),
        ("Content-Language: sv, en\n", None),
        ('Content-Type: text/html\n\n<html lang="nn">', "nn"),
    ],
)
def test_the_language_is_declared(headers: str, declared: str | None) -> None:
    reading = read(Source("a.eml", f"Subject: Hej\n{headers}\nHej <b>du</b>"))
    assert reading.language == declared


def test_flowed_lines_go_on() -> None:
    head = 'Content-Type: text/plain; format="flowed"\n\n'
    reading = read(Source("a.eml", f"{head}Vi sender \ndin ordre.\n-- \nBo"))
    assert texts(reading.segments) == ["Vi sender din ordre.\n--\nBo"]


def test_a_folded_header_is_one_line() -> None:
    text = "Subject: =?utf-8?Q?K=C3=A6re?=\r\n =?UTF-8?B?IMOYc3Q=?= og\r\n\tVest\r\n\r\nHej"
    reading = read(Source("a.eml", text))
    assert reading.segments[0].text == "Kære Øst og Vest"


@pytest.mark.parametrize(
    "text",
    [
        "Subject: Hej\nContent-Type: text/plain; charset=x-unknown\n\nKære kunde",
        "From nn Mon Jan 1\nSubject: Hej\n\nKære kunde",
        "Subject: Hej\nContent-Transfer-Encoding: base64\n\nS8OmcmUga3VuZGU",
        "Subject: Hej\nContent-Transfer-Encoding: quoted-printable\n\nK=C3=A6re=\n kunde  \n",
        "Subject: Hej\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nKære kunde",
    ],
)
def test_what_breaks_the_rules_is_read_as_far_as_it_goes(text: str) -> None:
    assert texts(read(Source("a.eml", text)).segments) == ["Hej", "Kære kunde"]


@pytest.mark.parametrize(
    "text",
    [
        "Kære kunde\n\nHej",
        "".join(f"Content-Type: multipart/mixed; boundary=x{at}\n\n--x{at}\n" for at in range(60)),
    ],
)
def test_what_is_no_mail_is_one_clear_error(text: str) -> None:
    with pytest.raises(CopylintError, match=r"no mail|not a mail"):
        read(Source("a.eml", text))


# --- where each character stands ----------------------------------------------------------------

PLAIN = {"utf-8": "utf-8", "utf-16": "utf-16-le", "windows-1252": "windows-1252"}
"""Charsets, and what writes their characters without a byte order mark."""

LETTERS = st.text(alphabet="abkæøåÆ é=_?.\t–€", min_size=1, max_size=60)


@given(LETTERS)
def test_quoted_printable_maps_exactly(text: str) -> None:
    written = quopri.encodestring(text.encode(), quotetabs=True).decode("ascii")
    found = octets(written, Span(0, len(written)), "quoted-printable", "utf-8").decode("utf-8")
    assert found.text == quopri.decodestring(written).decode()
    for at, character in enumerate(found.text):
        span = found.source(at)
        # A soft line break may cut a character in two; it is no part of what lies beside it.
        assert quopri.decodestring(written[span.start : span.end]).decode() == character


@given(LETTERS, st.sampled_from(sorted(PLAIN)))
def test_base64_maps_to_its_group(text: str, charset: str) -> None:
    data = text.encode(charset)
    written = "\r\n".join(
        binascii.b2a_base64(data[at : at + 57], newline=False).decode()
        for at in range(0, len(data), 57)
    )
    found = octets(written, Span(0, len(written)), "base64", "utf-8").decode(charset)
    assert found.text == text
    groups = [found.span() for found in re.finditer(r"(?:[^\r\n][\r\n]*){3}[^\r\n]", written)]
    end = len(data) - sum(len(one.encode(PLAIN[charset])) for one in text)
    for at, character in enumerate(text):
        start, end = end, end + len(character.encode(PLAIN[charset]))
        expected = Span(groups[start // 3][0], groups[(end - 1) // 3][1])
        # Bytes of a mark that says the byte order belong to the first character.
        assert found.source(at).end == min(expected.end, len(written.rstrip("=")))
        assert found.source(at).start == (expected.start if at else 0)


@given(LETTERS, st.sampled_from(["utf-8", "windows-1252"]), st.sampled_from("qb"))
def test_encoded_words_say_what_the_standard_library_reads(
    text: str, charset: str, how: str
) -> None:
    message = Header(text.strip() or "x", charset, maxlinelen=40, header_name="Subject")
    written = message.encode(linesep="\r\n") if how == "q" else message.encode(linesep="\n")
    found = header_text(written, Span(0, len(written)), "utf-8")
    expected = str(make_header(decode_header(written.replace("\r\n", "\n"))))
    assert found.text == expected.replace("\n", "")
