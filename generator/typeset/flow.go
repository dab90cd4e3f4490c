package typeset

import "math"

// Sheet is the size of a page and its margins.
type Sheet struct {
	Width, Height            float64
	Top, Right, Bottom, Left float64
}

// Measure is the width between the margins.
func (s Sheet) Measure() float64 { return s.Width - s.Left - s.Right }

// Depth is the height between the margins.
func (s Sheet) Depth() float64 { return s.Height - s.Top - s.Bottom }

// Costs of pages, on the scale of those in galley.go.
const (
	costWhite    = 0.5 // of a point of white at the foot …
	muchWhite    = 150 // … which costs twice as much where there is so much of it
	costPage     = 500 // of a page more
	costTooTall  = 1e6 // of a slab taller than a page
	costLonely   = 0.9 // of a point that a last page lacks of …
	lonelyHeight = 170 // … what makes it worth turning over
)

// Head is matter that is drawn again at the top of each page that goes on with
// what it heads, such as the head row of a table.
type Head struct {
	galley *Galley
}

// Flow cuts a galley into pages so that the sum of the costs of their ends is
// least, and draws them. It returns the new pages; the galley is used up.
func (d *Document) Flow(g *Galley, sheet Sheet) []*Page {
	ends := g.paginate(sheet.Depth())
	first := len(d.pages)
	from := 0
	for _, to := range ends {
		g.drawPage(d, d.AddPage(sheet.Width, sheet.Height), sheet, from, to)
		from = to
	}
	g.release()
	return d.pages[first:]
}

// paginate chooses the slabs at which pages end.
func (g *Galley) paginate(depth float64) []int {
	n := len(g.slabs)
	best, prev := make([]float64, n+1), make([]int, n+1)
	for i := 1; i <= n; i++ {
		best[i] = math.Inf(1)
	}
	for i := range n {
		g.pagesFrom(i, depth, best, prev)
	}
	var ends []int
	for i := n; i > 0; i = prev[i] {
		ends = append(ends, i)
	}
	for a, b := 0, len(ends)-1; a < b; a, b = a+1, b-1 {
		ends[a], ends[b] = ends[b], ends[a]
	}
	return ends
}

// pagesFrom rates the pages that begin with slab i.
func (g *Galley) pagesFrom(i int, depth float64, best []float64, prev []int) {
	used := g.headHeight(i)
	for j := i; j < len(g.slabs); j++ {
		if j > i {
			used += g.slabs[j].space
		}
		used += g.slabs[j].height
		if used > depth && j > i {
			return
		}
		if cost := best[i] + g.pageCost(i, j, used, depth); cost < best[j+1] {
			best[j+1], prev[j+1] = cost, i
		}
	}
}

// pageCost rates a page of the slabs from i to j.
func (g *Galley) pageCost(i, j int, used, depth float64) float64 {
	cost := float64(costPage)
	if used > depth {
		cost += costTooTall
	}
	if j < len(g.slabs)-1 {
		white := max(depth-used, 0)
		return cost + g.slabs[j].after + costWhite*white*(1+white/muchWhite)
	}
	if i > 0 {
		cost += costLonely * max(lonelyHeight-used, 0)
	}
	return cost
}

// headHeight is the height of what is repeated on a page that begins with slab i.
func (g *Galley) headHeight(i int) float64 {
	if h := g.slabs[i].head; h != nil && i > 0 && g.slabs[i-1].head == h {
		return h.galley.Height()
	}
	return 0
}

// drawPage draws the slabs [from, to).
func (g *Galley) drawPage(d *Document, p *Page, sheet Sheet, from, to int) {
	pen := &Pen{Page: p}
	y := sheet.Top
	if g.headHeight(from) > 0 {
		again := &Pen{Page: p, artifact: "Pagination"}
		y = g.slabs[from].head.galley.draw(again, d, sheet.Left+g.slabs[from].headX, y)
	}
	g.drawSlabs(pen, d, sheet.Left, y, from, to)
}

// draw draws the whole galley below y and returns where it ends.
func (g *Galley) draw(pen *Pen, d *Document, x, y float64) float64 {
	return g.drawSlabs(pen, d, x, y, 0, len(g.slabs))
}

// drawSlabs draws slabs below y and returns where they end.
func (g *Galley) drawSlabs(pen *Pen, d *Document, x, y float64, from, to int) float64 {
	for i := from; i < to; i++ {
		s := &g.slabs[i]
		if i > from {
			y += s.space
			s.drawHairs(pen, x, y)
		}
		if s.frame != nil && (i == from || g.slabs[i-1].frame != s.frame) {
			g.drawFrame(pen, x, y, i, to)
		}
		s.note(d, pen.Page, y)
		for j := s.first; j < s.last; j++ {
			g.marks[j].draw(pen, x, y)
		}
		y += s.height
	}
	return y
}

// drawHairs draws the rules in the white above a slab.
func (s *slab) drawHairs(pen *Pen, x, y float64) {
	for _, h := range s.hairs {
		pen.Decor()
		pen.Page.Line(x+h.x, y-h.above, x+h.x+h.width, y-h.above, h.thickness, h.color)
	}
}

// note makes the anchors of a slab known.
func (s *slab) note(d *Document, p *Page, y float64) {
	for _, a := range s.notes {
		if a.name != "" {
			d.Destination(a.name, p, y)
		}
		if a.level > 0 {
			d.Outline(a.level, a.title, p, y)
		}
	}
}

// draw draws a mark of a slab whose top left corner is at x, y.
func (m *placedMark) draw(pen *Pen, x, y float64) {
	if m.line != nil {
		m.line.Draw(pen, x+m.x, y+m.y, m.owner)
		return
	}
	if m.mark == nil {
		return
	}
	if m.owner != nil {
		pen.Owner = m.owner
	}
	m.mark.Draw(pen, x+m.x, y+m.y)
}

// drawFrame draws the box of slab i, the first of the box on a page that ends
// before slab to. It is open where it goes on to another page.
func (g *Galley) drawFrame(pen *Pen, x, top float64, i, to int) {
	f, bottom, last := g.slabs[i].frame, top+g.slabs[i].height, i
	for last+1 < to && g.slabs[last+1].frame == f {
		last++
		bottom += g.slabs[last].space + g.slabs[last].height
	}
	begins := i == 0 || g.slabs[i-1].frame != f
	ends := last == len(g.slabs)-1 || g.slabs[last+1].frame != f
	pen.Decor()
	if f.Fill != nil {
		pen.Page.Rect(x, top, f.width, bottom-top, *f.Fill)
	}
	if f.Thickness > 0 {
		f.drawEdge(pen.Page, x, top, bottom, begins, ends)
	}
	if f.Bar > 0 {
		pen.Page.Rect(x, top, f.Bar, bottom-top, f.Color)
	}
}

// drawEdge draws the edge of a box but at the left, where its bar is.
func (f *Frame) drawEdge(p *Page, x, top, bottom float64, begins, ends bool) {
	right, t := x+f.width, f.Thickness/2
	p.Line(right-t, top, right-t, bottom, f.Thickness, f.Edge)
	if begins {
		p.Line(x, top+t, right, top+t, f.Thickness, f.Edge)
	}
	if ends {
		p.Line(x, bottom-t, right, bottom-t, f.Thickness, f.Edge)
	}
}
