package clauses

import (
	"strings"
	"unicode/utf16"
)

// Aloud returns what a file says in the order of its structure, as it is read to
// people: without artifacts, whole where a page ends, and with the texts that stand
// in for what is shown. Each piece of marked content is a line.
func Aloud(data []byte) (string, error) {
	f, err := read(data)
	if err != nil {
		return "", err
	}
	f.readPages()
	f.readStructure()
	var b strings.Builder
	for _, e := range f.elements {
		if e.parent == nil {
			e.say(&b)
		}
	}
	return b.String(), nil
}

// said is what can be read out: an element or a piece of marked content.
type said interface{ say(b *strings.Builder) }

func (e *element) say(b *strings.Builder) {
	for _, part := range e.parts {
		part.say(b)
	}
}

func (p *piece) say(b *strings.Builder) {
	b.WriteString(string(p.heard))
	b.WriteByte('\n')
}

// hear gives a text to the innermost of the first n open pieces that the structure
// knows, unless another text stands in for what is shown there.
func (r *reader) hear(text []rune, n int) {
	for i := n - 1; i >= 0; i-- {
		p := r.open[i]
		if p.replaced() {
			return
		}
		if _, known := p.properties["MCID"]; known {
			p.heard = append(p.heard, text...)
			return
		}
	}
}

// decode reads a text string: UTF-16 behind a byte-order mark, else Latin-1.
func decode(s string) string {
	if !strings.HasPrefix(s, "\xfe\xff") {
		runes := make([]rune, len(s))
		for i := range len(s) {
			runes[i] = rune(s[i])
		}
		return string(runes)
	}
	var units []uint16
	for i := 2; i+1 < len(s); i += 2 {
		units = append(units, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return string(utf16.Decode(units))
}
