"""String resources of .NET."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from copylint.model import CopylintError, Segment, Source, Span
from copylint.readers import read

Segments = Callable[[str, str], tuple[Segment, ...]]

RESX = """\
<?xml version="1.0" encoding="utf-8"?>
<root>
  <xsd:schema id="root" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
    <xsd:element name="data"><xsd:annotation>Ikke en tekst</xsd:annotation></xsd:element>
  </xsd:schema>
  <resheader name="resmimetype"><value>text/microsoft-resx</value></resheader>
  <assembly alias="System.Windows.Forms" name="System.Windows.Forms" />
  <data name="OrderShipped_Subject" xml:space="preserve">
    <value>Pakken din er på vei, {0}</value>
    <comment>The subject of the mail</comment>
  </data>
  <data name="Body" xml:space="preserve"><value>Hei {0}!

Vi sendte pakken i dag.</value></data>
  <data name="Html">
    <value>&lt;p&gt;Takk for &lt;b&gt;kj&amp;oslash;pet&lt;/b&gt;&lt;/p&gt;</value>
  </data>
  <data name="Cdata"><value><![CDATA[<b>Hei</b> igjen]]></value></data>
  <data name="Typed" type="System.String"><value>En vanlig tekst</value></data>
  <data name="Typed2" type="System.String, mscorlib"><value>Enda en tekst</value></data>
  <data name="Logo" type="System.Resources.ResXFileRef, System.Windows.Forms">
    <value>Logo til toppen.png;System.Drawing.Bitmap</value>
  </data>
  <data name="Blob" mimetype="application/x-microsoft.net.object.binary.base64">
    <value>AAEAAAD en klump</value>
  </data>
  <data name="&gt;&gt;button1.Name"><value>knapp nummer en</value></data>
  <data name="button1.Text"><value>&amp;Lagre endringer &amp; lukk</value></data>
  <data name="Empty"><value></value></data>
  <data name="Missing" />
  <metadata name="note"><value>Ikke til kunden</value></metadata>
</root>
"""


@pytest.mark.parametrize("name", ["Mails.nb-NO.resx", "Resources.resw"])
def test_strings(name: str, segments: Segments) -> None:
    assert [(one.key, one.text) for one in segments(name, RESX)] == [
        ("OrderShipped_Subject", "Pakken din er på vei, {0}"),
        ("Body", "Hei {0}!"),
        ("Body", "Vi sendte pakken i dag."),
        ("Html", "Takk for kjøpet"),
        ("Cdata", "Hei igjen"),
        ("Typed", "En vanlig tekst"),
        ("Typed2", "Enda en tekst"),
        ("button1.Text", "Lagre endringer & lukk"),
    ]
    assert segments(name, RESX)[0].role == "subject"


def test_a_character_maps_through_xml_and_html(segments: Segments) -> None:
    found = next(one for one in segments("a.resx", RESX) if one.key == "Html")
    span = found.source_span(Span(11, 12))
    assert (found.text[11], RESX[span.start : span.end]) == ("ø", "&amp;oslash;")


def test_another_root_is_told() -> None:
    with pytest.raises(CopylintError, match=r"not a .resx file: its root is <html>, not <root>"):
        read(Source("a.resx", "<html/>"))
