package typeset

import (
	"bytes"
	"encoding/xml"
	"strings"
)

// clean drops what neither XML nor a document property can hold: control
// characters and invalid UTF-8.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' || 0x7F <= r && r < 0xA0 || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

// The frame of an XMP packet. The extension schema explains the pdfuaid names to
// validators of PDF/A, which know only the standard ones.
const (
	xmpHead = `<?xpacket begin="` + "\uFEFF" + `" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:format>application/pdf</dc:format>
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
`
	xmpTail = `<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 to which the document adheres</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>
`
)

// xmp writes the metadata packet.
func (i Info) xmp() []byte {
	var b bytes.Buffer
	b.WriteString(xmpHead)
	field := func(open, value, end string) {
		if value == "" {
			return
		}
		b.WriteString(open)
		_ = xml.EscapeText(&b, []byte(clean(value))) // a bytes.Buffer takes everything
		b.WriteString(end + "\n")
	}
	const alternative, end = `<rdf:Alt><rdf:li xml:lang="x-default">`, `</rdf:li></rdf:Alt>`
	field("<dc:title>"+alternative, i.Title, end+"</dc:title>")
	field("<dc:creator><rdf:Seq><rdf:li>", i.Author, "</rdf:li></rdf:Seq></dc:creator>")
	field("<dc:description>"+alternative, i.Subject, end+"</dc:description>")
	field("<dc:language><rdf:Bag><rdf:li>", i.Lang, "</rdf:li></rdf:Bag></dc:language>")
	field("<pdf:Keywords>", i.Keywords, "</pdf:Keywords>")
	field("<pdf:Producer>", producer, "</pdf:Producer>")
	field("<xmp:CreatorTool>", i.Creator, "</xmp:CreatorTool>")
	if !i.Created.IsZero() {
		date := i.Created.UTC().Format("2006-01-02T15:04:05Z")
		field("<xmp:CreateDate>", date, "</xmp:CreateDate>")
		field("<xmp:ModifyDate>", date, "</xmp:ModifyDate>")
		field("<xmp:MetadataDate>", date, "</xmp:MetadataDate>")
	}
	b.WriteString(xmpTail)
	return b.Bytes()
}
