package typeset

// Color is an sRGB colour.
type Color struct{ R, G, B uint8 }

// Point is a place on a page.
type Point struct{ X, Y float64 }

// Page is one sheet. Marks are drawn over earlier ones.
type Page struct {
	doc           *Document
	index         int
	width, height float64
	id            int // object number, set when writing

	content content
	owner   *Element   // of the following marks; nil for an artifact
	kind    string     // of the artifact
	marked  bool       // a piece of marked content is open
	owners  []*Element // of the marked content, by its number
	links   []*annotation
}

// Size returns the page's width and height.
func (p *Page) Size() (width, height float64) { return p.width, p.height }

// Number is the page's place in the document, from 1.
func (p *Page) Number() int { return p.index + 1 }

// In makes the following marks on this page part of the element, until the next
// In or Artifact. Before the first of them, marks are artifacts of layout.
func (p *Page) In(e *Element) {
	if e == nil {
		p.Artifact("")
		return
	}
	if p.owner != e {
		p.close()
		p.owner, p.kind = e, ""
	}
}

// Artifact makes the following marks on this page decoration that a screen
// reader skips. The kind is "Header" or "Footer" (running heads and page numbers),
// "Pagination" for anything else that comes again, or "Layout" (rules, tints), which
// "" means too.
func (p *Page) Artifact(kind string) {
	if p.owner != nil || p.kind != kind {
		p.close()
		p.owner, p.kind = nil, kind
	}
}

// close ends the open piece of marked content.
func (p *Page) close() {
	if p.marked {
		p.content.raw("EMC\n")
		p.marked = false
	}
}

// mark makes sure that a piece of marked content of the present owner is open, and
// notes the area of a mark.
func (p *Page) mark(left, top, right, bottom float64) { p.markAs("", left, top, right, bottom) }

// markAs is mark for marks that stand for a text, if it is not empty.
func (p *Page) markAs(instead string, left, top, right, bottom float64) {
	if p.owner != nil && p.owner.tag == "Figure" && (p.owner.page == nil || p.owner.page == p) {
		p.owner.box.add(left, top, right, bottom)
	}
	if p.marked {
		return
	}
	p.marked = true
	if p.owner == nil {
		p.content.raw(artifactOpening(p.kind))
		return
	}
	mcid := len(p.owners)
	p.owners = append(p.owners, p.owner)
	p.owner.mark(p, mcid)
	tag := p.owner.tag
	if instead != "" {
		tag = "Span" // the only marked content that may have a text of its own
	}
	p.content.name(tag)
	p.content.raw("<</MCID ")
	p.content.integer(mcid)
	if instead != "" {
		p.content.bytes = appendText(append(p.content.bytes, "/ActualText"...), instead)
	}
	p.content.raw(">>BDC\n")
}

// artifactOpening is the operator that begins an artifact.
func artifactOpening(kind string) string {
	switch kind {
	case "Header", "Footer":
		return "/Artifact<</Type/Pagination/Subtype/" + kind + ">>BDC\n"
	case "", "Layout":
		return "/Artifact<</Type/Layout>>BDC\n"
	}
	return "/Artifact<</Type" + string(appendName(nil, kind)) + ">>BDC\n"
}

// Line draws a straight line. The dash lengths alternate on and off; none is a
// solid line.
func (p *Page) Line(x1, y1, x2, y2, width float64, c Color, dash ...float64) {
	p.mark(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))
	p.content.stroke(c)
	p.content.line(width, dash)
	p.content.point(x1, p.height-y1, "m")
	p.content.point(x2, p.height-y2, "l")
	p.content.raw("S\n")
}

// Rect fills a rectangle.
func (p *Page) Rect(x, y, w, h float64, fill Color) {
	p.mark(x, y, x+w, y+h)
	p.content.fill(fill)
	p.content.numbers(x, p.height-y-h, w, h)
	p.content.raw("re f\n")
}

// curve is the distance of a Bézier curve's handles from its ends, in radii, that
// comes closest to a quarter of a circle.
const curve = 0.5523

// RoundRect fills and strokes a rectangle with rounded corners of radius r; a nil
// colour leaves that part out. A circle is a square with r half its side. The dash
// lengths alternate on and off; none is a solid line.
func (p *Page) RoundRect(x, y, w, h, r float64, fill, stroke *Color, strokeWidth float64, dash ...float64) {
	if fill == nil && stroke == nil {
		return
	}
	p.mark(x, y, x+w, y+h)
	paint := "f\n"
	if fill != nil {
		p.content.fill(*fill)
	}
	if stroke != nil {
		p.content.stroke(*stroke)
		p.content.line(strokeWidth, dash)
		paint = "S\n"
		if fill != nil {
			paint = "B\n"
		}
	}
	p.roundPath(x, p.height-y-h, w, h, min(r, w/2, h/2))
	p.content.raw(paint)
}

// roundPath traces a rectangle from its lower left corner, y growing upwards.
func (p *Page) roundPath(x, y, w, h, r float64) {
	c := &p.content
	if r <= 0 {
		c.numbers(x, y, w, h)
		c.raw("re ")
		return
	}
	k := r * (1 - curve)
	c.point(x+r, y, "m")
	c.point(x+w-r, y, "l")
	c.bend(x+w-k, y, x+w, y+k, x+w, y+r)
	c.point(x+w, y+h-r, "l")
	c.bend(x+w, y+h-k, x+w-k, y+h, x+w-r, y+h)
	c.point(x+r, y+h, "l")
	c.bend(x+k, y+h, x, y+h-k, x, y+h-r)
	c.point(x, y+r, "l")
	c.bend(x, y+k, x+k, y, x+r, y)
	c.raw("h ")
}

// Polygon fills a closed shape.
func (p *Page) Polygon(points []Point, fill Color) {
	if len(points) < 3 {
		return
	}
	left, top, right, bottom := points[0].X, points[0].Y, points[0].X, points[0].Y
	for _, q := range points {
		left, top, right, bottom = min(left, q.X), min(top, q.Y), max(right, q.X), max(bottom, q.Y)
	}
	p.mark(left, top, right, bottom)
	p.content.fill(fill)
	for i, q := range points {
		operator := "l"
		if i == 0 {
			operator = "m"
		}
		p.content.point(q.X, p.height-q.Y, operator)
	}
	p.content.raw("h f\n")
}
