package typeset

import "math"

// Attr holds the optional properties of an element; the zero value has none.
type Attr struct {
	Lang       string // BCP 47, where it differs from the parent's
	Alt        string // says what a figure shows
	ActualText string // replaces the marks when read or copied
	Expansion  string // spells an abbreviation out
	Title      string // names the element in the structure panel
	Scope      string // of a TH: Row, Column, Both
	ColSpan    int    // of a TH or TD
	RowSpan    int
	Numbering  string // of an L: None, Disc, Circle, Square, Decimal …
}

// Element is a node of the structure tree: what a piece of the document is, for
// screen readers, reflow and export.
type Element struct {
	tag    string
	attr   *Attr // nil for none, as most have
	parent *Element
	kids   []kid // in reading order
	page   *Page // of the first marks
	box    box   // of the marks of a Figure
	id     int   // object number, set when writing

	room  *elements
	first [1]kid // room for the first child: most have one
}

// elements is room for the elements of a document, made for many at a time.
type elements struct{ free []Element }

// next takes an element out.
func (r *elements) next() *Element {
	if len(r.free) == 0 {
		r.free = make([]Element, 64)
	}
	e := &r.free[0]
	r.free = r.free[1:]
	return e
}

// kid is one of: an element, a piece of marked content, an annotation.
type kid struct {
	element *Element
	link    *annotation
	page    *Page // of the marked content
	mcid    int
}

// Root is the Document element.
func (d *Document) Root() *Element { return d.root }

// Open appends a child. The tag is a standard structure type of PDF 1.7 (H1 P L
// LI Lbl LBody Table THead TBody TR TH TD Sect Span Link Figure Caption …) or one
// that MapRole has explained.
//
// Children and marks are read in the order in which they came: to set a link in
// the middle of a paragraph, draw in the paragraph, open the Link, draw in it, and
// go on in the paragraph.
func (e *Element) Open(tag string, attr Attr) *Element {
	child := e.room.next()
	child.tag, child.parent, child.room = tag, e, e.room
	if attr != (Attr{}) {
		kept := attr // so that only this one outlives the call
		child.attr = &kept
	}
	e.add(kid{element: child})
	return child
}

// Parent is what the element is part of; nil for the root.
func (e *Element) Parent() *Element { return e.parent }

// Tag is the structure type that the element was opened with.
func (e *Element) Tag() string { return e.tag }

// MapRole explains a tag of one's own by a standard structure type.
func (d *Document) MapRole(tag, standard string) { d.roles[tag] = standard }

// add appends a child.
func (e *Element) add(k kid) {
	if e.kids == nil {
		e.kids = e.first[:0]
	}
	e.kids = append(e.kids, k)
}

// mark appends a piece of marked content.
func (e *Element) mark(p *Page, mcid int) {
	if e.page == nil {
		e.page = p
	}
	e.add(kid{page: p, mcid: mcid})
}

// attach appends an annotation.
func (e *Element) attach(link *annotation) {
	if e.page == nil {
		e.page = link.page
	}
	e.add(kid{link: link})
}

// box is an area on a page, empty in its zero value.
type box struct {
	left, top, right, bottom float64
	some                     bool
}

// add widens the box by an area.
func (b *box) add(left, top, right, bottom float64) {
	if !b.some {
		*b = box{left, top, right, bottom, true}
		return
	}
	b.left, b.top = math.Min(b.left, left), math.Min(b.top, top)
	b.right, b.bottom = math.Max(b.right, right), math.Max(b.bottom, bottom)
}
