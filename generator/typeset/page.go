package typeset

// Color is an sRGB colour.
type Color struct{ R, G, B uint8 }

// Point is a place on a page.
type Point struct{ X, Y float64 }

// Placed is a glyph on a line: X is its distance in points from the run's origin.
type Placed struct {
	Glyph
	X float64
}

// Page is one sheet.
type Page struct{}

// Size returns the page's width and height.
func (p *Page) Size() (width, height float64) { return 0, 0 }

// Text draws a run of glyphs on one baseline.
func (p *Page) Text(x, baseline, size float64, c Color, run []Placed) {}

// Line draws a straight line.
func (p *Page) Line(x1, y1, x2, y2, width float64, c Color) {}

// Rect fills a rectangle.
func (p *Page) Rect(x, y, w, h float64, fill Color) {}

// RoundRect fills and strokes a rectangle with rounded corners of radius r; a nil colour leaves
// that part out. A circle is a square with r half its side. The dash lengths
// alternate on and off; none is a solid line.
func (p *Page) RoundRect(x, y, w, h, r float64, fill, stroke *Color, strokeWidth float64, dash ...float64) {
}

// Polygon fills a closed shape.
func (p *Page) Polygon(points []Point, fill Color) {}

// In makes the following marks on this page part of the element, until the next
// In or Artifact.
func (p *Page) In(e *Element) {}

// Artifact makes the following marks on this page decoration that a screen
// reader skips: "Pagination" (running heads, page numbers) or "Layout" (rules,
// tints).
func (p *Page) Artifact(kind string) {}

// Link makes the area lead to a web or mail address. The element must be a Link
// element that holds the visible text; alt describes the link to a screen reader.
func (p *Page) Link(x, y, w, h float64, uri string, e *Element, alt string) {}

// LinkTo makes the area lead to a named destination of this document.
func (p *Page) LinkTo(x, y, w, h float64, dest string, e *Element, alt string) {}
