package typeset

import "time"

// Info describes a document to its reader, in the document properties and in
// the XMP metadata alike.
type Info struct {
	Title    string
	Author   string
	Subject  string
	Keywords string
	Lang     string    // BCP 47: zh-Hans, en, ja
	Creator  string    // the program that asked for the document
	Created  time.Time // the zero time leaves the dates out
}

// Document is a PDF in the making. It belongs to one goroutine.
type Document struct {
	fonts *Fonts
	info  Info
	pages []*Page
	root  *Element

	books  []*codebook // in the order of first use
	bookOf map[*Face]*codebook

	roles        map[string]string // structure types of one's own
	outline      []bookmark
	destinations map[string]place
	links        []*annotation // in the order of their numbers in the parent tree
	written      bool
}

// place is a height on a page.
type place struct {
	page *Page
	y    float64
}

// bookmark is an entry of the outline.
type bookmark struct {
	level int
	title string
	place place
}

// New starts an empty document.
func New(fonts *Fonts, info Info) *Document {
	return &Document{
		fonts: fonts, info: info, root: &Element{tag: "Document", room: &elements{}},
		bookOf: map[*Face]*codebook{}, roles: map[string]string{}, destinations: map[string]place{},
	}
}

// Fonts returns the faces that the document is set in.
func (d *Document) Fonts() *Fonts { return d.fonts }

// AddPage appends a page of the given size in points.
func (d *Document) AddPage(width, height float64) *Page {
	p := &Page{doc: d, index: len(d.pages), width: width, height: height, content: newContent()}
	d.pages = append(d.pages, p)
	return p
}

// Pages returns the pages so far. Drawing on any of them goes on until WriteTo,
// so that running heads and page totals can be set last.
func (d *Document) Pages() []*Page { return d.pages }

// Destination names a place that LinkTo can lead to. A name given twice means the
// later place.
func (d *Document) Destination(name string, p *Page, y float64) {
	d.destinations[name] = place{p, y}
}

// PageOf is the number of the page that a named place is on; 0 if nothing has
// the name yet.
func (d *Document) PageOf(name string) int {
	if at, named := d.destinations[name]; named {
		return at.page.Number()
	}
	return 0
}

// Outline appends an entry to the outline (bookmarks). Level 1 is the top; a
// level may be skipped only upwards, so 3 after 1 counts as 2.
func (d *Document) Outline(level int, title string, p *Page, y float64) {
	deepest := 1
	if n := len(d.outline); n > 0 {
		deepest = d.outline[n-1].level + 1
	}
	d.outline = append(d.outline, bookmark{min(max(level, 1), deepest), title, place{p, y}})
}

// book returns the codes of a face.
func (d *Document) book(face *Face) *codebook {
	if n := len(d.books); n > 0 && d.books[n-1].face == face {
		return d.books[n-1]
	}
	book := d.bookOf[face]
	if book == nil {
		book = newCodebook(face, len(d.books))
		d.bookOf[face] = book
		d.books = append(d.books, book)
	}
	return book
}
