package pdf

import (
	"math"

	"rolebook/generator/book"
	"rolebook/generator/typeset"
)

// Measurements of the matrix on paper.
const (
	spreadObject = 38 * mm
	slotLeast    = 2.6 * mm // of an action's letter
	slotMost     = 3.8 * mm
	slotHeight   = 4 * mm
	slotRound    = 1.1 * mm // radius of a conditional one
	roleGap      = 1.6 * mm // between two roles
	familyGap    = 1.6 * mm // more between two families
	spreadPad    = 0.4 * mm
)

// spreadLook is the rules and the white of the matrix.
var spreadLook = typeset.TableLook{
	PadTop: spreadPad, PadBottom: spreadPad, HeadPad: 0.8 * mm, TitlePad: 1.6 * mm, TitleLeading: 11,
	HeadRule: medium, RowRule: thin, HeadColor: ink, TitleColor: rule, RowColor: hairline, Divide: 150,
}

// spreadSetter sets the bands of the matrix.
type spreadSetter struct {
	*volume
	s       *book.Spread
	name    face
	letter  face
	class   float64 // width of the column of classes
	slot    float64
	letters map[letterKey][]typeset.Line
}

// letterKey tells the letters on tiles apart.
type letterKey struct {
	action int
	color  typeset.Color
}

// mostAcross is how many roles stand side by side on a page that lies across.
func (v *volume) mostAcross(s *book.Spread) int {
	room := acrossSheet(v.upright).Measure() - spreadObject - v.classWidth(s)
	column := float64(len(s.Actions))*slotLeast + roleGap + familyGap
	return max(1, int(room/column))
}

// classWidth is the width of the column of classes.
func (v *volume) classWidth(s *book.Spread) float64 {
	width := v.c.Prepare(v.words(v.head, s.Class), false).Width()
	for _, name := range s.Classes {
		width = max(width, v.c.Prepare(v.inline(v.note, name), false).Width())
	}
	return min(width+3*mm, 26*mm)
}

// spread sets the matrix, band by band, each on pages of its own.
func (v *volume) spread(s *book.Spread, place string, e *typeset.Element) {
	most := v.mostAcross(s)
	v.turn(true)
	defer v.turn(false)
	ss := &spreadSetter{volume: v, s: s, class: v.classWidth(s), name: v.head, letter: face{6, 7.5, typeset.Regular, ink}}
	ss.name.size, ss.name.leading, ss.name.color = 7, 8.6, ink
	first := true
	for band := range s.Bands(most) {
		g := v.galley(v.width)
		if first {
			ss.opening(g, place, e)
		}
		first = false
		ss.band(g, band, e.Open("Sect", typeset.Attr{}))
		v.flow(g, s.Title, band.Title)
	}
}

// opening sets the title and the legend.
func (ss *spreadSetter) opening(g *typeset.Galley, place string, e *typeset.Element) {
	ss.titleLine(g, ss.s.Title, place, e)
	ss.line(g, ss.note, ss.words(ss.note, ss.s.Summary), e.Open("P", typeset.Attr{}))
	g.Keep()
	g.Skip(2.5 * mm)
	var spans []typeset.Span
	bold := ss.note
	bold.weight, bold.color = typeset.Bold, ink
	for i, a := range ss.s.Actions {
		if i > 0 {
			spans = append(spans, ss.words(ss.note, "\u2003")...)
		}
		spans = append(spans, ss.words(bold, a.Letter)...)
		spans = append(spans, ss.words(ss.note, "\u00a0"+plain(a.Name.Inlines))...)
	}
	ss.line(g, ss.note, spans, e.Open("P", typeset.Attr{}))
	g.Keep()
	g.Skip(1.5 * mm)
	ss.legend(g, &ss.s.Legend, e)
	g.Skip(4 * mm)
}

// band sets some columns of the matrix.
func (ss *spreadSetter) band(g *typeset.Galley, b *book.Band, e *typeset.Element) {
	ss.depth, ss.prefix = 1, ""
	ss.sectionHead(g, &book.Section{ID: b.ID, Title: b.Title}, e.Open("H3", typeset.Attr{}))
	ss.letters = map[letterKey][]typeset.Line{}
	t := &typeset.Table{Look: spreadLook, Element: e.Open("Table", typeset.Attr{Title: b.Title})}
	ss.columns(t, b)
	for i := range b.Modules {
		t.Groups = append(t.Groups, ss.group(b, &b.Modules[i]))
	}
	g.Table(t)
	if b.Untouched != "" {
		g.Keep()
		g.Skip(3 * mm)
		ss.line(g, ss.note, ss.words(ss.note, b.Untouched), e.Open("P", typeset.Attr{}))
	}
}

// columns lays the columns of a band out and sets their heads.
func (ss *spreadSetter) columns(t *typeset.Table, b *book.Band) {
	roles, actions := 0, float64(len(ss.s.Actions))
	for _, f := range b.Families {
		roles += len(f.Roles)
	}
	room := ss.width - spreadObject - ss.class - float64(len(b.Families)-1)*familyGap - float64(roles)*roleGap
	ss.slot = min(slotMost, room/(actions*float64(roles)))
	t.Columns = []typeset.Column{{Width: spreadObject, Pad: 2 * mm, Even: true}, {Width: ss.class, Pad: 1.5 * mm}}
	for _, title := range []string{ss.s.Object, ss.s.Class} {
		t.Head = append(t.Head, typeset.Cell{
			Head: typeset.ColumnHead, Text: []typeset.Text{{Spans: ss.words(ss.head, title), Leading: ss.head.leading, Phrases: true}},
		})
	}
	heads := ss.heads(b)
	for i := range heads {
		h := &heads[i]
		t.Columns = append(t.Columns, typeset.Column{Width: h.width})
		t.Head = append(t.Head, typeset.Cell{Head: typeset.ColumnHead, Mark: h, Width: h.width, Height: h.height(), Ascent: h.height()})
	}
}

// heads sets the heads of a band's roles, all of one height.
func (ss *spreadSetter) heads(b *book.Band) []roleHead {
	var out []roleHead
	names, families := 0, 0
	own := ss.slot * float64(len(ss.s.Actions))
	for i, f := range b.Families {
		for j := range f.Roles {
			h := roleHead{spreadSetter: ss, width: own + roleGap, own: own}
			if j == len(f.Roles)-1 && i < len(b.Families)-1 {
				h.width += familyGap
			}
			if j == 0 {
				h.span = float64(len(f.Roles))*(own+roleGap) - roleGap
				faint := ss.name
				faint.weight, faint.color = typeset.Regular, inkSoft
				h.family = ss.c.Break(ss.c.Prepare(ss.inline(faint, f.Name), true), h.span, typeset.Start, true)
				families = max(families, len(h.family))
			}
			h.lines = ss.c.Break(ss.c.Prepare(ss.reference(ss.name, f.Roles[j].Name, rolePlace(f.Roles[j].ID)), true), own, typeset.Start, true)
			names = max(names, len(h.lines))
			out = append(out, h)
		}
	}
	for i := range out {
		out[i].names, out[i].families = names, families
	}
	return out
}

// group sets the rows of a module.
func (ss *spreadSetter) group(b *book.Band, m *book.BandModule) typeset.Group {
	bold := ss.table
	bold.weight = typeset.Bold
	out := typeset.Group{Title: ss.words(bold, m.Name)}
	for i := range m.Rows {
		out.Rows = append(out.Rows, ss.row(b, &m.Rows[i]))
	}
	return out
}

// row sets one object.
func (ss *spreadSetter) row(b *book.Band, r *book.BandRow) typeset.Row {
	id := b.ID + "/" + r.Object.ID
	ss.inMatrix[r.Object.ID] = append(ss.inMatrix[r.Object.ID], id)
	name, class := ss.table, ss.note
	name.leading, class.leading = 11, 11
	if r.Class.Rank == r.Class.Of {
		class.weight, class.color = typeset.Bold, ink
	}
	row := typeset.Row{ID: id, Cells: []typeset.Cell{
		{Head: typeset.RowHead, Text: []typeset.Text{{
			Spans: ss.reference(name, r.Object.Name, objectPlace(r.Object.ID)), Leading: name.leading, Phrases: true,
		}}},
		{Text: []typeset.Text{{Spans: ss.inline(class, r.Class.Name), Leading: class.leading, Phrases: true}}},
	}}
	for i := range r.Cells {
		m := &cellTiles{ss, &r.Cells[i], ss.slot}
		cell := typeset.Cell{Ground: m, Width: ss.slot * float64(len(ss.s.Actions)), Height: slotHeight, Ascent: ss.ascent()}
		if m.cell.Label != "" {
			cell.Mark = (*cellLetters)(m)
		}
		row.Cells = append(row.Cells, cell)
	}
	return row
}

// ascent is the distance of a letter's baseline from the top of its tile.
func (ss *spreadSetter) ascent() float64 { return (slotHeight-0.7*mm)/2 + 0.38*ss.letter.size }

// letterLines is the letter of an action in a colour.
func (ss *spreadSetter) letterLines(action int, color typeset.Color) []typeset.Line {
	key := letterKey{action, color}
	lines, made := ss.letters[key]
	if !made {
		f := ss.letter
		f.color = color
		lines = ss.oneLine(f, ss.s.Actions[action].Letter)
		ss.letters[key] = lines
	}
	return lines
}

// roleHead heads the column of a role: its family, if it is the first, its name
// and the letters of the actions.
type roleHead struct {
	*spreadSetter
	width, own, span float64
	family, lines    []typeset.Line
	names, families  int // lines, over all heads
	actions          *typeset.Element
}

// Measurements of a role's head.
const (
	headUnder  = 1.3 * mm // from a family's name to its roles'
	headLetter = 0.8 * mm // from a role's name to the letters
)

// height is the height of the head.
func (h *roleHead) height() float64 {
	return float64(h.families+h.names)*h.name.leading + headUnder + headLetter + h.letter.leading
}

// Draw implements typeset.Mark. Names stand on the letters.
func (h *roleHead) Draw(pen *typeset.Pen, x, y float64) {
	baseline := func(top float64) float64 { return top + h.name.leading/2 + 0.38*h.name.size }
	under := y + float64(h.families)*h.name.leading
	if len(h.family) > 0 {
		pen.Decor()
		pen.Page.Line(x, under+0.3*mm, x+h.span, under+0.3*mm, thin, rule)
		for i := range h.family {
			h.family[i].Draw(pen, x, baseline(under-float64(len(h.family)-i)*h.name.leading), pen.Owner)
		}
	}
	foot := under + headUnder + float64(h.names)*h.name.leading
	for i := range h.lines {
		h.lines[i].Draw(pen, x, baseline(foot-float64(len(h.lines)-i)*h.name.leading), pen.Owner)
	}
	at := foot + headLetter + h.letter.leading/2 + 0.38*h.letter.size
	if h.actions == nil && pen.Owner != nil { // not where the head comes again
		h.actions = pen.Owner.Open("Span", typeset.Attr{Alt: h.s.ActionNames})
	}
	for i := range h.s.Actions {
		for _, line := range h.letterLines(i, inkFaint) {
			line.Draw(pen, x+(float64(i)+0.5)*h.slot-line.Width/2, at, h.actions)
		}
	}
}

// cellTiles is what a role may do to an object: a tile for each action, without
// its letter.
type cellTiles struct {
	*spreadSetter
	cell *book.BandCell
	slot float64
}

// Draw implements typeset.Mark.
func (m *cellTiles) Draw(pen *typeset.Pen, x, y float64) {
	pen.Decor()
	for i, mark := range m.cell.Marks {
		left := x + float64(i)*m.slot
		switch mark.State {
		case book.NotGranted:
			const dot = 0.8
			pen.Page.Rect(left+(m.slot-dot)/2, y+(slotHeight-dot)/2, dot, dot, rule)
		case book.Granted:
			m.granted(pen.Page, mark, left+0.12*mm, y)
		case book.Denied:
			middle := y + m.ascent() - 0.36*m.letter.size
			pen.Page.Line(left+0.3*mm, middle, left+m.slot-0.3*mm, middle, 0.5, inkSoft)
		}
	}
}

// granted draws the tint, the stroke that tells the reach without colour, and
// the ring of a finding.
func (m *cellTiles) granted(p *typeset.Page, mark *book.Mark, x, y float64) {
	width, t := m.slot-0.24*mm, tintOf(mark.Rank, mark.Scopes)
	round, side := 0.0, 0.35*mm
	if mark.Conditional {
		round, side = slotRound, 0.7*mm
	}
	if t == ramp[0] {
		p.RoundRect(x+thin/2, y+thin/2, width-thin, slotHeight-thin, round, &t.ground, &ramp[2].ground, thin)
	} else {
		p.RoundRect(x, y, width, slotHeight, round, &t.ground, nil, 0)
	}
	reach := (width - 2*side) * float64(mark.Rank) / float64(max(mark.Scopes, mark.Rank, 1))
	p.Rect(x+side, y+slotHeight-0.75*mm, reach, 0.35*mm, t.word)
	if mark.Severity == "" {
		return
	}
	const away, thick, flag = 0.18 * mm, 0.32 * mm, 1.3 * mm
	color := severityColor(mark.Severity)
	if !mark.Open {
		p.RoundRect(x-away, y-away, width+2*away, slotHeight+2*away, round+away, nil, &color, thick, 1.3, 1)
		return
	}
	p.RoundRect(x-away, y-away, width+2*away, slotHeight+2*away, round, nil, &color, thick)
	right, top := x+width+away+thick/2, y-away-thick/2
	p.Polygon([]typeset.Point{{X: right - flag, Y: top}, {X: right, Y: top}, {X: right, Y: top + flag}}, color)
}

// cellLetters is the letters on the tiles. Those who listen hear the same in words.
type cellLetters cellTiles

// Draw implements typeset.Mark.
func (m *cellLetters) Draw(pen *typeset.Pen, x, y float64) {
	owner := pen.Owner
	if owner != nil {
		owner = owner.Open("Span", typeset.Attr{Alt: m.cell.Label})
	}
	for i, mark := range m.cell.Marks {
		color := inkSoft
		switch mark.State {
		case book.Granted:
			color = tintOf(mark.Rank, mark.Scopes).word
		case book.Denied:
		default:
			continue
		}
		for _, line := range m.letterLines(i, color) {
			line.Draw(pen, math.Round((x+(float64(i)+0.5)*m.slot-line.Width/2)*100)/100, y+m.spreadSetter.ascent(), owner)
		}
	}
}
