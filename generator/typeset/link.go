package typeset

import (
	"net/url"
	"strings"
)

// annotation is a link's active area.
type annotation struct {
	page    *Page
	area    box
	uri     string // or
	dest    string // the name of a destination
	alt     string
	element *Element
	id      int // object number, set when writing
}

// Link makes the area lead to a web or mail address. The element must be a Link
// element that holds the visible text; a link over two lines has two areas and one
// element. Alt describes the link to a screen reader. An address that LinkAllowed
// refuses gets no area.
func (p *Page) Link(x, y, w, h float64, uri string, e *Element, alt string) {
	if LinkAllowed(uri) {
		p.annotate(&annotation{area: box{x, y, x + w, y + h, true}, uri: uri, alt: alt, element: e})
	}
}

// LinkTo makes the area lead to a named destination of this document, which may be
// named later.
func (p *Page) LinkTo(x, y, w, h float64, dest string, e *Element, alt string) {
	p.annotate(&annotation{area: box{x, y, x + w, y + h, true}, dest: dest, alt: alt, element: e})
}

// annotate notes the annotation with its page, its element and the document.
func (p *Page) annotate(a *annotation) {
	a.page = p
	p.links = append(p.links, a)
	p.doc.links = append(p.doc.links, a)
	a.element.attach(a)
}

// LinkAllowed tells whether an address is one that a document may lead to: http,
// https or mailto, and well formed.
func LinkAllowed(uri string) bool {
	u, err := url.Parse(uri)
	if err != nil {
		return false
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https":
		return u.Host != ""
	case "mailto":
		return u.Opaque != ""
	}
	return false
}

// ascii percent-encodes what a URI in a PDF cannot hold.
func ascii(uri string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for _, c := range []byte(uri) {
		if c <= ' ' || c > '~' {
			b.Write([]byte{'%', hex[c>>4], hex[c&15]})
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}
