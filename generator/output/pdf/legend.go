package pdf

import (
	"rolebook/generator/book"
	"rolebook/generator/typeset"
)

// legendGap parts the explanations of a legend.
const legendGap = 5 * mm

// legend sets the key to a table of permissions: the ramp of scopes, then what
// the other signs mean.
func (s *setter) legend(g *typeset.Galley, b *book.Legend, e *typeset.Element) {
	names := make([]string, len(b.Scopes))
	for i, m := range b.Scopes {
		names[i] = m.Scope
	}
	key := legendMark{s: s, width: s.width, tiles: s.newTiler(s.keyWidth(names), names), owner: e.Open("P", typeset.Attr{})}
	for _, m := range b.Scopes {
		key.ramp = append(key.ramp, key.tiles.tile(m))
	}
	for _, text := range []string{b.Conditional, b.NotGranted, b.Denied, b.Conflict} {
		if text != "" {
			key.texts = append(key.texts, s.oneLine(s.note, text)...)
		}
	}
	_, height := key.layout(nil)
	g.Mark(key, 0, height, key.tiles.ascent(1))
	g.Keep()
}

// keyWidth is the width of a legend's tiles, such that each name stands in one line.
func (s *setter) keyWidth(names []string) float64 {
	width := 11 * mm
	for _, name := range names {
		width = max(width, s.c.Prepare(s.words(face{size: 7.5}, name), false).Width()+2*tilePad+1)
	}
	return min(width, 40*mm)
}

// legendMark draws a legend.
type legendMark struct {
	s     *setter
	width float64
	tiles *tiler
	ramp  []*tile
	texts []typeset.Line
	owner *typeset.Element
}

// layout visits the places of the ramp's tiles and the texts, from left to
// right and line by line, and returns how many lines there are and their height.
func (m legendMark) layout(visit func(i int, x, y float64)) (lines int, height float64) {
	const tileGap = 0.4 * mm
	x, y, step := 0.0, 0.0, m.tiles.height+1*mm
	for i := range len(m.ramp) + len(m.texts) {
		width, gap := m.tiles.width, tileGap
		if i >= len(m.ramp) {
			width, gap = m.texts[i-len(m.ramp)].Width, legendGap
		}
		if i == len(m.ramp) && i > 0 {
			x += legendGap - tileGap
		}
		if x > 0 && x+width > m.width {
			x, y = 0, y+step
		}
		if visit != nil {
			visit(i, x, y)
		}
		x += width + gap
	}
	return int(y/step) + 1, y + m.tiles.height
}

// Draw implements typeset.Mark.
func (m legendMark) Draw(pen *typeset.Pen, x, y float64) {
	pen.Owner = m.owner
	m.layout(func(i int, dx, dy float64) {
		if i < len(m.ramp) {
			pen.Owner = m.owner.Open("Span", typeset.Attr{})
			m.ramp[i].Draw(pen, x+dx, y+dy)
			(*tileWords)(m.ramp[i]).Draw(pen, x+dx, y+dy)
			return
		}
		owner := m.owner.Open("Span", typeset.Attr{})
		m.texts[i-len(m.ramp)].Draw(pen, x+dx, y+dy+m.tiles.ascent(1), owner)
	})
	pen.Owner = nil
}
