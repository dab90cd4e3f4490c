package pdf

import (
	"rolebook/generator/book"
	"rolebook/generator/typeset"
)

// Measurements of a permission's tile.
const (
	tileWidth  = 10.3 * mm // at most, beside remarks
	tileTop    = 0.2 * mm
	tileBottom = 1.3 * mm
	tilePad    = 0.7 * mm // white beside the words
	tileRound  = 1.9 * mm // radius of a conditional one
	barHeight  = 0.5 * mm
	barBottom  = 0.6 * mm
)

// tiler makes tiles. All tiles of a table are of one size, and those that look
// alike are one.
type tiler struct {
	s      *setter
	face   face
	width  float64
	height float64
	made   map[*book.Mark]*tile
}

// newTiler chooses the size of the words, such that the longest fits in a line
// or, failing that, in as few lines as possible.
func (s *setter) newTiler(width float64, names []string) *tiler {
	t := &tiler{s: s, width: width, made: map[*book.Mark]*tile{}, face: face{7.5, 10.5, typeset.Regular, ink}}
	for _, size := range []float64{7.5, 7, 6.5, 6.2, 5.8} {
		t.face.size = size
		if t.fits(names) {
			break
		}
	}
	lines := 1
	for _, name := range names {
		lines = max(lines, len(t.words(name, ink)))
	}
	t.height = tileTop + tileBottom + float64(lines)*t.face.leading
	if lines > 1 {
		t.face.leading = t.face.size + 1
		t.height = tileTop + tileBottom + float64(lines)*t.face.leading + 0.5*mm
	}
	return t
}

// fits reports whether no word is wider than a tile, and no name takes two
// lines at more than the smallest size.
func (t *tiler) fits(names []string) bool {
	for _, name := range names {
		p := t.s.c.Prepare(t.s.words(t.face, name), false)
		if p.MinWidth() > t.width-2*tilePad || t.face.size > 6.5 && p.Width() > t.width-2*tilePad {
			return false
		}
	}
	return true
}

// words sets the words of a tile.
func (t *tiler) words(name string, color typeset.Color) []typeset.Line {
	f := t.face
	f.color = color
	return t.s.c.Set(t.s.words(f, name), t.width-2*tilePad, typeset.Center, true)
}

// tile is the ground of a permission's mark: everything but the words.
type tile struct {
	*tiler
	mark  *book.Mark
	lines []typeset.Line
	tint  tint
}

// tileWords is the words on a tile.
type tileWords tile

// tileDot is the dot of what is not granted, said in words.
type tileDot tile

// tile makes the mark of a permission.
func (t *tiler) tile(m *book.Mark) *tile {
	if made := t.made[m]; made != nil {
		return made
	}
	out := &tile{tiler: t, mark: m, tint: tintOf(m.Rank, m.Scopes)}
	switch m.State {
	case book.Granted:
		out.lines = t.words(m.Scope, out.tint.word)
	case book.Denied:
		out.lines = t.words(m.Label, inkSoft)
	}
	t.made[m] = out
	return out
}

// ascent is the distance of the first baseline of a tile from its top.
func (t *tiler) ascent(lines int) float64 {
	room := t.height - tileTop - tileBottom - float64(lines)*t.face.leading
	return tileTop + max(0, room/2-0.2*mm) + t.face.leading/2 + 0.38*t.face.size
}

// Draw implements typeset.Mark.
func (t *tile) Draw(pen *typeset.Pen, x, y float64) {
	pen.Decor()
	switch t.mark.State {
	case book.Granted:
		t.ground(pen.Page, x, y)
		t.bars(pen.Page, x, y)
		t.ring(pen.Page, x, y)
	case book.Denied:
		height := t.height - tileBottom + tileTop + thin
		pen.Page.RoundRect(x+thin, y+thin, t.width-2*thin, height-2*thin, 0, nil, &rule, 2*thin)
	}
}

// round is the radius of the corners.
func (t *tile) round() float64 {
	if t.mark.Conditional {
		return tileRound
	}
	return 0
}

// ground draws the tint. The lightest one has an edge.
func (t *tile) ground(p *typeset.Page, x, y float64) {
	if t.tint == ramp[0] {
		p.RoundRect(x+thin, y+thin, t.width-2*thin, t.height-2*thin, t.round(), &t.tint.ground, &ramp[1].ground, 2*thin)
		return
	}
	if r := t.round(); r > 0 {
		p.RoundRect(x, y, t.width, t.height, r, &t.tint.ground, nil, 0)
		return
	}
	p.Rect(x, y, t.width, t.height, t.tint.ground)
}

// Draw implements typeset.Mark. Those who listen hear all that the tile shows.
func (t *tileWords) Draw(pen *typeset.Pen, x, y float64) {
	owner := pen.Owner
	if owner != nil && t.mark.State == book.Granted && t.mark.Label != "" && t.mark.Label != t.mark.Scope {
		owner = owner.Open("Span", typeset.Attr{Alt: t.mark.Label})
	}
	baseline := y + t.ascent(len(t.lines))
	for i := range t.lines {
		t.lines[i].Draw(pen, x+tilePad, baseline+float64(i)*t.face.leading, owner)
	}
}

// Draw implements typeset.Mark.
func (t *tileDot) Draw(pen *typeset.Pen, x, y float64) {
	const dot = 1.1
	if pen.Decor(); pen.Owner != nil && t.mark.Label != "" {
		pen.In(pen.Owner.Open("Span", typeset.Attr{Alt: t.mark.Label}))
	}
	pen.Page.RoundRect(x+(t.width-dot)/2, y+(t.height-dot)/2-0.4*mm, dot, dot, dot/2, &rule, nil, 0)
}

// bars tell the reach without colour: as many of the strokes below the words
// as the scope is wide.
func (t *tile) bars(p *typeset.Page, x, y float64) {
	const gap = 0.35 * mm
	side := 1 * mm
	if t.mark.Conditional {
		side = 2 * mm
	}
	n := max(t.mark.Scopes, t.mark.Rank, 1)
	width := (t.width - 2*side - gap*float64(n-1)) / float64(n)
	if width <= 0 {
		return
	}
	for i := range t.mark.Rank {
		p.Rect(x+side+float64(i)*(width+gap), y+t.height-barBottom-barHeight, width, barHeight, t.tint.word)
	}
}

// ring draws the sign of a finding: solid with a flag when open, dashed when not.
func (t *tile) ring(p *typeset.Page, x, y float64) {
	if t.mark.Severity == "" {
		return
	}
	color := severityColor(t.mark.Severity)
	const away = 0.4 * mm
	const thick = 0.36 * mm
	r := 0.0
	if t.mark.Conditional {
		r = tileRound + away
	}
	if !t.mark.Open {
		p.RoundRect(x-away, y-away, t.width+2*away, t.height+2*away, r, nil, &color, thick, 1.6, 1.2)
		return
	}
	p.RoundRect(x-away, y-away, t.width+2*away, t.height+2*away, r, nil, &color, thick)
	const flag = 2 * mm
	right, top := x+t.width+away+thick/2, y-away-thick/2
	p.Polygon([]typeset.Point{{X: right - flag, Y: top}, {X: right, Y: top}, {X: right, Y: top + flag}}, color)
}

// levelMark shows a proficiency as bars and its word.
type levelMark struct {
	level *book.Level
	word  typeset.Line
	face  face
}

// Measurements of a proficiency.
const (
	barWidth  = 4 * mm
	barGap    = 0.5 * mm
	barDepth  = 1.8 * mm
	wordSpace = 1.8 * mm
)

// width is the width of the mark.
func (m levelMark) width() float64 {
	return float64(m.level.Of)*(barWidth+barGap) - barGap + wordSpace + m.word.Width
}

// Draw implements typeset.Mark.
func (m levelMark) Draw(pen *typeset.Pen, x, y float64) {
	pen.Decor()
	top := y + (m.face.leading-barDepth)/2
	for i := range m.level.Of {
		if i < m.level.Rank {
			pen.Page.Rect(x, top, barWidth, barDepth, ink)
		} else {
			pen.Page.RoundRect(x+thin/2, top+thin/2, barWidth-thin, barDepth-thin, 0, nil, &rule, thin)
		}
		x += barWidth + barGap
	}
	m.word.Draw(pen, x-barGap+wordSpace, y+m.face.leading/2+0.38*m.face.size, pen.Owner)
}

// targetMark shows a KPI's aim, its parts in slots of their own.
type targetMark struct {
	op, value, unit []typeset.Line
	face            face
	indent          float64 // of the value, to line it up with others
}

const opSlot = 1.25 // em

// width is the width of the mark.
func (m targetMark) width() float64 {
	return m.face.size*opSlot + m.indent + lineWidth(m.value) + m.unitSpace() + lineWidth(m.unit)
}

func (m targetMark) unitSpace() float64 {
	if len(m.unit) == 0 {
		return 0
	}
	return 0.2 * m.face.size
}

// lineWidth is the width of a text that has one line at most.
func lineWidth(lines []typeset.Line) float64 {
	if len(lines) == 0 {
		return 0
	}
	return lines[0].Width
}

// Draw implements typeset.Mark.
func (m targetMark) Draw(pen *typeset.Pen, x, y float64) {
	baseline := y + m.face.leading/2 + 0.38*m.face.size
	draw := func(lines []typeset.Line, advance float64) {
		for i := range lines {
			lines[i].Draw(pen, x, baseline, pen.Owner)
		}
		x += advance
	}
	draw(m.op, m.face.size*opSlot+m.indent)
	draw(m.value, lineWidth(m.value)+m.unitSpace())
	draw(m.unit, 0)
}
