package typeset

import (
	"io"
	"time"
)

// Info describes a document to its reader, in the document properties and in
// the XMP metadata alike.
type Info struct {
	Title    string
	Author   string
	Subject  string
	Keywords string
	Lang     string // BCP 47: zh-Hans, en, ja
	Creator  string // the program that asked for the document
	Created  time.Time
}

// Document is a PDF in the making.
type Document struct{}

// New starts an empty document.
func New(fonts *Fonts, info Info) *Document { return nil }

// AddPage appends a page of the given size in points.
func (d *Document) AddPage(width, height float64) *Page { return nil }

// Pages returns the pages so far. Drawing on any of them goes on until WriteTo,
// so that running heads and page totals can be set last.
func (d *Document) Pages() []*Page { return nil }

// Destination names a place that LinkTo can lead to.
func (d *Document) Destination(name string, p *Page, y float64) {}

// Outline appends an entry to the outline (bookmarks). Level 1 is the top.
func (d *Document) Outline(level int, title string, p *Page, y float64) {}

// WriteTo writes the document. It may be called once.
func (d *Document) WriteTo(w io.Writer) (int64, error) { return 0, nil }
