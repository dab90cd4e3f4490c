package typeset

// sumUp fills in the sums that lines are measured with.
func sumUp(cells []cell) {
	end, shrunk, grown := 0.0, float32(0), float32(0)
	for i := range cells {
		c := &cells[i]
		end += float64(c.gap + c.width)
		shrunk += c.shrink
		grown += c.grow
		c.end, c.shrunk, c.grown = end, shrunk, grown
	}
}

// Width is the width of the text in one line.
func (p Prepared) Width() float64 {
	if len(p.cells) == 0 {
		return 0
	}
	widest, from := 0.0, 0
	for i := range p.cells {
		if p.cells[i].class == classBreak {
			widest, from = max(widest, p.width(from, i)), i+1
		}
	}
	return max(widest, p.width(from, len(p.cells)))
}

// MinWidth is the width of the widest piece that lines do not break.
func (p Prepared) MinWidth() float64 {
	widest, from := 0.0, 0
	for i := 1; i < len(p.cells); i++ {
		if p.cells[i].brk >= 0 || p.cells[i-1].class == classBreak {
			widest, from = max(widest, p.width(from, i)), i
		}
	}
	return max(widest, p.width(from, len(p.cells)))
}

// Empty reports whether there is nothing to draw.
func (p Prepared) Empty() bool { return len(p.cells) == 0 }

// width is the natural width of cells[a:b] as a line: without the spaces at its
// end and without the white of a bracket that begins it.
func (p Prepared) width(a, b int) float64 {
	b = p.trimmed(a, b)
	if a >= b {
		return 0
	}
	return p.cells[b-1].end - p.left(a)
}

// trimmed is b without the spaces that end cells[a:b].
func (p Prepared) trimmed(a, b int) int {
	for b > a && (p.cells[b-1].class == classSpace || p.cells[b-1].class == classBreak) {
		b--
	}
	return b
}

// left is where a line that begins with cell a begins, on the scale of end.
func (p Prepared) left(a int) float64 {
	c := &p.cells[a]
	return c.end - float64(c.width) + p.startTrim(a)
}

// startTrim is the white that a bracket loses at the beginning of a line.
func (p Prepared) startTrim(a int) float64 {
	c := &p.cells[a]
	if c.class != classOpening {
		return 0
	}
	style := &p.spans[c.span].Style
	return c.whiteLeft(style.Lang) * style.Size
}

// endTrim is the white that a full-width mark may lose at the end of a line.
func (p Prepared) endTrim(last int) float64 {
	c := &p.cells[last]
	if c.class != classClosing && c.class != classMiddle {
		return 0
	}
	style := &p.spans[c.span].Style
	return c.whiteRight(style.Lang) * style.Size
}
