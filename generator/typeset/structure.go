package typeset

// Attr holds the optional properties of an element; the zero value has none.
type Attr struct {
	Lang       string // BCP 47, where it differs from the parent's
	Alt        string // says what a figure shows
	ActualText string // replaces the marks when read or copied
	Expansion  string // spells an abbreviation out
	Title      string
	Scope      string // of a TH: Row, Column, Both
	ColSpan    int
	RowSpan    int
	Numbering  string // of an L: None, Disc, Circle, Square, Decimal …
}

// Element is a node of the structure tree: what a piece of the page is, for
// screen readers, reflow and export.
type Element struct{}

// Root is the Document element.
func (d *Document) Root() *Element { return nil }

// Open appends a child. The tag is a standard structure type of PDF 1.7 (H1 P L
// LI Lbl LBody Table THead TBody TR TH TD Sect Span Link Figure Caption …) or one
// that MapRole has explained.
func (e *Element) Open(tag string, attr Attr) *Element { return nil }

// MapRole explains a tag of one's own by a standard structure type.
func (d *Document) MapRole(tag, standard string) {}
