package typeset

// Append adds the other galley, x to the right. The white above its first slab
// adds to what waits here.
func (g *Galley) Append(other *Galley, x float64) {
	g.join(nil, other, x)
	other.release()
}

// Beside appends two galleys side by side, on one first baseline: a label and,
// x to the right, what it labels. The label keeps with the beginning of the
// other; one that is as tall as a third of a page stands above it instead.
func (g *Galley) Beside(label, content *Galley, x float64) {
	height := label.Height()
	if content.Empty() || height > tallLabel {
		g.Append(label, 0)
		g.Append(content, x)
		return
	}
	from := len(g.slabs)
	g.join(label, content, x)
	g.span(from, height)
	label.release()
	content.release()
}

// tallLabel is the height from which a label does not stand beside its text.
const tallLabel = 220

// join appends other, x to the right, and draws the whole label, if there is
// one, beside its first slab.
func (g *Galley) join(label, other *Galley, x float64) {
	for i := range other.slabs {
		s := &other.slabs[i]
		g.Skip(s.space)
		for _, h := range s.hairs {
			h.x += x
			g.hairs = append(g.hairs, h)
		}
		g.notes = append(g.notes, s.notes...)
		first := len(g.marks)
		if i == 0 && label != nil && !label.Empty() {
			g.takeAll(label, 0, s.ascent-label.slabs[0].ascent)
		}
		g.take(other, s, x, 0)
		g.add(s.height, s.ascent, s.after, first)
		last := &g.slabs[len(g.slabs)-1]
		last.head, last.headX, last.frame = s.head, s.headX+x, s.frame
	}
}

// take copies the marks of another galley's slab.
func (g *Galley) take(other *Galley, s *slab, x, y float64) {
	for _, m := range other.marks[s.first:s.last] {
		m.x, m.y = m.x+x, m.y+y
		g.marks = append(g.marks, m)
	}
}

// takeAll copies the marks of a whole galley, one slab below the other.
func (g *Galley) takeAll(other *Galley, x, y float64) {
	for i := range other.slabs {
		s := &other.slabs[i]
		if i > 0 {
			y += s.space
		}
		g.notes = append(g.notes, s.notes...)
		g.take(other, s, x, y)
		y += s.height
	}
}

// span keeps the slabs from the given one together as far as a height reaches,
// and makes the last one taller if they do not reach it.
func (g *Galley) span(from int, height float64) {
	for i := from; i < len(g.slabs); i++ {
		s := &g.slabs[i]
		if i > from {
			height -= s.space
		}
		if height -= s.height; height <= 0.01 {
			return
		}
		if i < len(g.slabs)-1 {
			s.after = Never
		} else {
			s.height += height
		}
	}
}

// Frame is a box around slabs, drawn on each page that has some of them: a
// ground, a thin edge all around and a thick bar at the left, each of which may
// be missing.
type Frame struct {
	Fill      *Color
	Color     Color   // of the bar
	Bar       float64 // its width
	Edge      Color
	Thickness float64 // of the edge
	PadX      float64 // from the box to its content
	PadY      float64
	width     float64
}

// Frame appends a galley in a box. The galley must be narrower than this one by
// twice PadX.
func (g *Galley) Frame(f Frame, inner *Galley) {
	from := len(g.slabs)
	f.width = g.width
	g.Append(inner, f.PadX)
	if len(g.slabs) == from {
		return
	}
	for i := from; i < len(g.slabs); i++ {
		g.slabs[i].frame = &f
	}
	top, bottom := &g.slabs[from], &g.slabs[len(g.slabs)-1]
	for i := top.first; i < top.last; i++ {
		g.marks[i].y += f.PadY
	}
	top.height += f.PadY
	top.ascent += f.PadY
	bottom.height += f.PadY
	g.Together(from, 3*CostInside)
}
