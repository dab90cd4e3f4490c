package typeset

// Costs of ending a page, on the scale of points of white left at its foot.
const (
	Never      = 1e5 // only if the page could not end anywhere else
	CostLines  = 30  // within a paragraph, two lines on either side
	CostInside = 60  // within what should stand together
	CostRow    = 10  // between the rows of a table or list
)

// Mark is something drawn in a column, such as a tile or a rule. Its place is
// given by the left edge and the top.
type Mark interface {
	Draw(pen *Pen, x, y float64)
}

// Text is a paragraph: spans and how its lines are set.
type Text struct {
	Spans   []Span
	Leading float64 // from baseline to baseline
	Align   Align
	Even    bool // lines of like length
	Phrases bool // whole words in Japanese
	Element *Element
}

// Galley is a column of set matter without an end, to be cut into pages by
// [Flow]. It is made of slabs that no page break divides.
type Galley struct {
	c     *Compositor
	width float64
	slabs []slab
	marks []placedMark
	space float64   // waiting to stand above the next slab
	hairs []hair    // likewise
	notes []*anchor // likewise
}

// slab is a piece of a galley that no page break divides.
type slab struct {
	space  float64 // white above; gone at the head of a page
	height float64
	ascent float64 // from the top to the first baseline
	after  float64 // cost of ending the page behind it
	first  int     // marks [first, last)
	last   int
	head   *Head
	headX  float64 // where the head's column begins
	frame  *Frame
	hairs  []hair
	notes  []*anchor
}

// placedMark is a mark with its place in the slab: a line of text, for which y
// is the baseline, or something else.
type placedMark struct {
	x, y  float64
	line  *Line
	owner *Element
	mark  Mark
}

// hair is a rule in the white above a slab. A loose one is gone at the head of
// a page, as the white is.
type hair struct {
	x, width, thickness float64
	above               float64 // from the rule to the top of the slab
	color               Color
}

// anchor is a place that links and bookmarks lead to.
type anchor struct {
	name  string
	title string
	level int // of the bookmark; 0 for none
}

// NewGalley starts a column. Once it is made part of another galley it is empty
// and not to be used any more.
func NewGalley(c *Compositor, width float64) *Galley {
	n := len(c.galleys)
	if n == 0 {
		return &Galley{c: c, width: width}
	}
	g := c.galleys[n-1]
	c.galleys = c.galleys[:n-1]
	g.width = width
	return g
}

// release gives the galley's room back, to be used again.
func (g *Galley) release() {
	clear(g.slabs)
	clear(g.marks)
	*g = Galley{c: g.c, slabs: g.slabs[:0], marks: g.marks[:0]}
	g.c.galleys = append(g.c.galleys, g)
}

// Width is the width of the column.
func (g *Galley) Width() float64 { return g.width }

// Compositor sets the lines of the column.
func (g *Galley) Compositor() *Compositor { return g.c }

// Height is the height of everything so far.
func (g *Galley) Height() float64 {
	height := 0.0
	for i := range g.slabs {
		height += g.slabs[i].height
		if i > 0 {
			height += g.slabs[i].space
		}
	}
	return height
}

// Empty reports whether nothing is in the galley.
func (g *Galley) Empty() bool { return len(g.slabs) == 0 }

// Skip leaves white above what comes next. At the head of a page it is gone.
func (g *Galley) Skip(points float64) {
	g.space += points
	for i := range g.hairs {
		g.hairs[i].above += points
	}
}

// Hair draws a thin rule between what is there and what comes next, but not at
// the head of a page.
func (g *Galley) Hair(x, width, thickness float64, color Color) {
	g.hairs = append(g.hairs, hair{x: x, width: width, thickness: thickness, color: color})
}

// Anchor names the place of what comes next. A level above 0 makes it a
// bookmark with the title.
func (g *Galley) Anchor(name, title string, level int) {
	g.notes = append(g.notes, &anchor{name: name, title: title, level: level})
}

// add appends a slab with the marks since first.
func (g *Galley) add(height, ascent, after float64, first int) {
	g.slabs = append(g.slabs, slab{
		space: g.space, height: height, ascent: ascent, after: after,
		first: first, last: len(g.marks), hairs: g.hairs, notes: g.notes,
	})
	g.space, g.hairs, g.notes = 0, nil, nil
}

// Mark appends something of a given height whose text, if any, has its baseline
// at ascent.
func (g *Galley) Mark(m Mark, x, height, ascent float64) {
	first := len(g.marks)
	g.marks = append(g.marks, placedMark{x: x, mark: m})
	g.add(height, ascent, CostRow, first)
}

// Text appends a paragraph. The first two and the last two lines keep together.
func (g *Galley) Text(t Text) {
	used := len(g.c.cells)
	g.Prepared(g.c.Prepare(t.Spans, t.Phrases), t)
	g.c.cells = g.c.cells[:used] // the lines do without
}

// Prepared is Text for a text that has been prepared.
func (g *Galley) Prepared(p Prepared, t Text) {
	lines := g.c.Break(p, g.width, t.Align, t.Even)
	for i := range lines {
		after := float64(CostLines)
		switch {
		case i == len(lines)-1:
			after = CostRow
		case i == 0 || i == len(lines)-2:
			after = Never
		}
		g.line(&lines[i], t, after)
	}
}

// line appends one line.
func (g *Galley) line(l *Line, t Text, after float64) {
	first := len(g.marks)
	ascent := t.Leading
	if len(t.Spans) > 0 {
		ascent = baseline(t.Leading, t.Spans[0].Style.Size)
	}
	g.marks = append(g.marks, placedMark{y: ascent, line: l, owner: t.Element})
	g.add(t.Leading, ascent, after, first)
}

// baseline is the distance of the baseline from the top of a line: the em box
// of Han type, which reaches from 0.88 above to 0.12 below, stands in its middle.
func baseline(leading, size float64) float64 { return leading/2 + 0.38*size }

// Keep keeps what comes next on the page of what is there.
func (g *Galley) Keep() {
	if n := len(g.slabs); n > 0 {
		g.slabs[n-1].after = Never
	}
}

// Cost sets what it costs to end the page after what is there.
func (g *Galley) Cost(cost float64) {
	if n := len(g.slabs); n > 0 && g.slabs[n-1].after < Never {
		g.slabs[n-1].after = cost
	}
}

// Len counts the slabs so far, for Together.
func (g *Galley) Len() int { return len(g.slabs) }

// Together adds to the cost of ending the page within the slabs from the given
// one to the last.
func (g *Galley) Together(from int, cost float64) {
	for i := from; i < len(g.slabs)-1; i++ {
		g.slabs[i].after = min(Never, g.slabs[i].after+cost)
	}
}
