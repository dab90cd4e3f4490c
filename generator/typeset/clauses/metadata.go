package clauses

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// The namespaces of metadata.
const (
	rdf        = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	dublinCore = "http://purl.org/dc/elements/1.1/"
	adobe      = "http://ns.adobe.com/pdf/1.3/"
	xmpBasic   = "http://ns.adobe.com/xap/1.0/"
	pdfaID     = "http://www.aiim.org/pdfa/ns/id/"
	pdfuaID    = "http://www.aiim.org/pdfua/ns/id/"
	extensions = "http://www.aiim.org/pdfa/ns/extension/"
	schemas    = "http://www.aiim.org/pdfa/ns/schema#"
	properties = "http://www.aiim.org/pdfa/ns/property#"
)

// packet is the metadata of a file: the text of each property, and the properties
// that the packet itself explains.
type packet struct {
	values    map[xml.Name]string
	explained map[xml.Name]bool
}

// readPacket reads metadata in the form of RDF.
func readPacket(data []byte) (packet, error) {
	out := packet{map[xml.Name]string{}, map[xml.Name]bool{}}
	d := xml.NewDecoder(bytes.NewReader(data))
	var path []xml.Name
	var space string
	for {
		token, err := d.Token()
		if token == nil {
			if err.Error() == "EOF" {
				err = nil
			}
			return out, err
		}
		switch token := token.(type) {
		case xml.StartElement:
			path = append(path, token.Name)
			if len(path) > 3 {
				out.values[path[3]] += ""
			}
		case xml.EndElement:
			path = path[:len(path)-1]
		case xml.CharData:
			text := strings.TrimSpace(string(token))
			if text == "" || len(path) < 4 {
				continue
			}
			switch path[len(path)-1] {
			case xml.Name{Space: schemas, Local: "namespaceURI"}:
				space = text
			case xml.Name{Space: properties, Local: "name"}:
				out.explained[xml.Name{Space: space, Local: text}] = true
			default:
				out.values[path[3]] += text
			}
		}
	}
}

// checkMetadata looks at the XMP packet and at the document properties.
func (f *file) checkMetadata() {
	data := f.stream(f.root["Metadata"])
	if len(data) == 0 {
		f.breach("Matterhorn 06-001", "there is no metadata")
		return
	}
	if f.name(f.root, "Metadata", "Type") != "Metadata" || f.name(f.root, "Metadata", "Subtype") != "XML" {
		f.breach("PDF/A-2 6.6.2.1", "the metadata does not say what it is")
	}
	x, err := readPacket(data)
	if err != nil || !utf8.Valid(data) || !bytes.HasPrefix(data, []byte(`<?xpacket begin="`)) || bytes.Contains(data[:min(len(data), 100)], []byte("encoding=")) {
		f.breach("PDF/A-2 6.6.2.1", "the metadata is no XMP packet: %v", err)
	}
	if x.values[xml.Name{Space: pdfuaID, Local: "part"}] != "1" {
		f.breach("Matterhorn 06-002", "the file does not say that it is PDF/UA-1")
	}
	if x.values[xml.Name{Space: dublinCore, Local: "title"}] == "" {
		f.breach("Matterhorn 06-003", "the metadata has no title")
	}
	if x.values[xml.Name{Space: pdfaID, Local: "part"}] != "2" || x.values[xml.Name{Space: pdfaID, Local: "conformance"}] != "A" {
		f.breach("PDF/A-2 6.6.4", "the file does not say that it is PDF/A-2a")
	}
	for name := range x.values {
		known := slices.Contains([]string{dublinCore, adobe, xmpBasic, pdfaID, extensions, rdf}, name.Space)
		if !known && !x.explained[name] {
			f.breach("PDF/A-2 6.6.2.3", "the metadata does not explain %s of %s", name.Local, name.Space)
		}
	}
	f.checkProperties(x)
}

// checkProperties compares the document properties with the metadata.
func (f *file) checkProperties(x packet) {
	if f.ctx.Info == nil {
		return
	}
	info := f.dict(*f.ctx.Info)
	for key, name := range map[string]xml.Name{
		"Title": {Space: dublinCore, Local: "title"}, "Author": {Space: dublinCore, Local: "creator"}, "Subject": {Space: dublinCore, Local: "description"},
		"Keywords": {Space: adobe, Local: "Keywords"}, "Producer": {Space: adobe, Local: "Producer"}, "Creator": {Space: xmpBasic, Local: "CreatorTool"},
	} {
		if said := f.text(info, key); strings.TrimSpace(said) != x.values[name] {
			f.breach("PDF/A-2 6.6.3", "%s is %q, the metadata has %q", key, said, x.values[name])
		}
	}
	for key, local := range map[string]string{"CreationDate": "CreateDate", "ModDate": "ModifyDate"} {
		said, stated := f.text(info, key), x.values[xml.Name{Space: xmpBasic, Local: local}]
		a, _ := time.Parse("D:20060102150405Z", said)
		b, _ := time.Parse(time.RFC3339, stated)
		if !a.Equal(b) || (said == "") != (stated == "") {
			f.breach("PDF/A-2 6.6.3", "%s is %q, the metadata has %q", key, said, stated)
		}
	}
}

// checkOutput looks at the colour space of the document: colours are in red, green
// and blue everywhere.
func (f *file) checkOutput() {
	intents := f.array(f.root, "OutputIntents")
	if len(intents) != 1 || f.name(intents[0], "S") != "GTS_PDFA1" || f.text(intents[0], "OutputConditionIdentifier") == "" {
		f.breach("PDF/A-2 6.2.3", "there are %d output intents for PDF/A", len(intents))
		return
	}
	profile := f.dict(intents[0])["DestOutputProfile"]
	if n, _ := f.number(profile, "N"); n != 3 {
		f.breach("PDF/A-2 6.2.3", "the colour profile has %v components", f.at(profile, "N"))
	}
	if reason := unfit(f.stream(profile)); reason != "" {
		f.breach("PDF/A-2 6.2.3", "the colour profile is no good: %s", reason)
	}
}

// unfit tells why a profile is none of an RGB display, by ISO 15076-1.
func unfit(profile []byte) string {
	switch {
	case len(profile) < 132 || int(binary.BigEndian.Uint32(profile)) != len(profile):
		return "its size"
	case profile[8] > 4:
		return "its version"
	case string(profile[12:16]) != "mntr" || string(profile[16:20]) != "RGB " || string(profile[36:40]) != "acsp":
		return "its kind"
	}
	tags := map[string]bool{}
	for i := range int(binary.BigEndian.Uint32(profile[128:])) {
		if 132+12*(i+1) > len(profile) {
			return "its table"
		}
		record := profile[132+12*i:]
		if start, size := binary.BigEndian.Uint32(record[4:]), binary.BigEndian.Uint32(record[8:]); int(start+size) > len(profile) || start%4 != 0 {
			return "the place of " + string(record[:4])
		}
		tags[string(record[:4])] = true
	}
	for _, tag := range strings.Fields("desc cprt wtpt chad rXYZ gXYZ bXYZ rTRC gTRC bTRC") {
		if !tags[tag] {
			return "it lacks " + tag
		}
	}
	return ""
}
