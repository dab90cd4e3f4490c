package typeset

// side is one of several columns side by side: a galley, or one mark.
type side struct {
	g    *Galley
	x    float64 // left edge
	next int     // the galley's first slab that is not placed yet

	mark, ground Mark
	owner        *Element
	y            float64
	height       float64
	ascent       float64
}

// rowPads is the white and the rule of a row. Foot lines the cells up at their
// last lines, otherwise they stand on one first baseline.
type rowPads struct {
	top, bottom float64
	rule        Mark // nil: none
	foot        bool
}

// extent is the height of a side, and where its first baseline is.
func (s *side) extent() (height, ascent float64) {
	if s.g == nil {
		return s.height, s.ascent
	}
	if !s.g.Empty() {
		ascent = s.g.slabs[0].ascent
	}
	return s.g.Height(), ascent
}

// push moves the content of a side down.
func (s *side) push(points float64) {
	if s.g == nil {
		s.y = points
		return
	}
	if s.g.Empty() || points <= 0 {
		return
	}
	first := &s.g.slabs[0]
	for i := first.first; i < first.last; i++ {
		s.g.marks[i].y += points
	}
	first.height, first.ascent = first.height+points, first.ascent+points
}

// lineUp moves sides down to one first baseline, or to one foot, and returns
// the height of the deepest.
func lineUp(sides []side, foot bool) float64 {
	highest, lowest, deepest := 0.0, 0.0, 0.0
	for i := range sides {
		height, ascent := sides[i].extent()
		highest, lowest = max(highest, height), max(lowest, ascent)
	}
	for i := range sides {
		height, ascent := sides[i].extent()
		shift := lowest - ascent
		if foot {
			shift = highest - height
		}
		sides[i].push(shift)
		deepest = max(deepest, height+shift)
	}
	return deepest
}

// Across appends galleys side by side that a page does not divide unless they
// are taller than a page. Lefts are their left edges.
func (g *Galley) Across(columns []*Galley, lefts []float64) {
	sides := make([]side, len(columns))
	for i := range columns {
		sides[i] = side{g: columns[i], x: lefts[i]}
	}
	g.sideBySide(sides, rowPads{})
}

// sideBySide appends a row. As long as something of any side remains, a slab
// takes from each what fits.
func (g *Galley) sideBySide(sides []side, pads rowPads) {
	top := pads.top
	for begun := false; ; begun = true {
		first := len(g.marks)
		g.marks = append(g.marks, placedMark{mark: pads.rule})
		if !begun {
			g.grounds(sides, top)
		}
		height, ascent, rest := 0.0, 0.0, false
		for i := range sides {
			h, a := g.takeSide(&sides[i], top, begun)
			height, ascent = max(height, h), max(ascent, a)
			rest = rest || sides[i].g != nil && sides[i].next < len(sides[i].g.slabs)
		}
		height += top
		if !rest {
			height += pads.bottom
			g.marks[first].y = height
			g.add(height, ascent+top, CostRow, first)
			break
		}
		g.marks[first].mark = nil
		g.add(height, ascent+top, CostLines, first)
		top = 0
	}
	for i := range sides {
		if sides[i].g != nil {
			sides[i].g.release()
		}
	}
}

// grounds draws what is only decoration, all at once: it is no part of the text.
func (g *Galley) grounds(sides []side, top float64) {
	for i := range sides {
		if s := &sides[i]; s.ground != nil {
			g.marks = append(g.marks, placedMark{x: s.x, y: top + s.y, mark: s.ground})
		}
	}
}

// takeSide takes from a side what fits in a slab of a row. It returns the height
// taken and the first baseline.
func (g *Galley) takeSide(s *side, y float64, begun bool) (height, ascent float64) {
	if s.g != nil {
		if !s.g.Empty() {
			ascent = s.g.slabs[0].ascent
		}
		return g.takeSlabs(s, y), ascent
	}
	if begun {
		return 0, 0
	}
	if s.mark != nil {
		g.marks = append(g.marks, placedMark{x: s.x, y: y + s.y, mark: s.mark, owner: s.owner})
	}
	return s.y + s.height, s.y + s.ascent
}

// takeSlabs copies slabs of a side's galley, from the next one on, up to the
// height that a slab of a row may have, and returns the height taken.
func (g *Galley) takeSlabs(s *side, y float64) float64 {
	height := 0.0
	for ; s.next < len(s.g.slabs); s.next++ {
		slab := &s.g.slabs[s.next]
		if height > 0 && height+slab.height > g.c.tallRow {
			break
		}
		g.take(s.g, slab, s.x, y+height)
		height += slab.height
	}
	return height
}

// rule is a horizontal rule.
type rule struct {
	width, thickness float64
	color            Color
}

// Draw implements Mark. Y is the middle of the rule.
func (r *rule) Draw(pen *Pen, x, y float64) {
	pen.Decor()
	pen.Page.Line(x, y, x+r.width, y, r.thickness, r.color)
}

// Rule is a horizontal rule, its middle at the mark's top. One without thickness
// is nothing.
func Rule(width, thickness float64, color Color) Mark {
	if thickness <= 0 {
		return nil
	}
	return &rule{width, thickness, color}
}
