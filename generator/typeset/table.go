package typeset

// Table is a table to be set: a head that is repeated on every page it goes on
// to, and groups of rows. Rows are divided only if taller than a page; the head
// and the title of a group keep with the next row.
type Table struct {
	Columns []Column
	Head    []Cell // none: no head
	Groups  []Group
	Look    TableLook
	Element *Element // Table
}

// Column is how a column of a table gets its width. A fixed one has Width. One
// with neither is as narrow as its content allows in one line. The others share
// what remains: each gets what its content needs, as far as there is room, and
// the rest goes by weight.
type Column struct {
	Width  float64
	Weight float64
	Most   float64 // of a column without weight: breaks lines beyond it; 0 is no limit
	Align  Align
	Even   bool    // lines of like length in its cells
	Pad    float64 // white at the right of its cells; the last column needs none
}

// Group is rows below a title, which may be empty.
type Group struct {
	Title []Span
	Rows  []Row
}

// Row is a row of cells in the order of the columns. Missing cells are empty.
type Row struct {
	ID    string // the name of its place
	Cells []Cell
}

// Cell is the content of a cell: paragraphs, or one mark.
type Cell struct {
	Tag   string // TH or TD
	Attr  Attr
	Text  []Text // one below the other
	Mark  Mark
	Width float64 // of the mark, for a column as narrow as its content
	// Height and Ascent, the distance of the baseline from the top, of the mark.
	Height, Ascent float64

	prepared []Prepared
}

// TableLook is the measurements of a table's rules and white.
type TableLook struct {
	PadTop, PadBottom float64 // of rows
	HeadPad           float64 // below the head
	TitlePad          float64 // above the title of a group
	TitleLeading      float64
	HeadRule          float64 // thickness
	RowRule           float64
	HeadColor         Color
	TitleColor        Color
	RowColor          Color
}

// Table appends a table.
func (g *Galley) Table(t *Table) {
	s := tableSetter{g: g, t: t, widths: t.measure(g.c, g.width)}
	s.lefts = make([]float64, len(s.widths))
	for i := 1; i < len(s.widths); i++ {
		s.lefts[i] = s.lefts[i-1] + s.widths[i-1]
	}
	s.head()
	for i := range t.Groups {
		s.group(&t.Groups[i])
	}
	s.repeat()
}

// tableSetter sets one table in a galley.
type tableSetter struct {
	g             *Galley
	t             *Table
	widths, lefts []float64
	from          int // first slab of the table
	top           *Galley
}

// head sets the head row.
func (s *tableSetter) head() {
	s.from = len(s.g.slabs)
	if len(s.t.Head) == 0 {
		return
	}
	s.top = NewGalley(s.g.c, s.g.width)
	tr := s.t.Element.Open("THead", Attr{}).Open("TR", Attr{})
	s.row(s.top, tr, s.t.Head, rowPads{bottom: s.t.Look.HeadPad, rule: s.t.Look.HeadRule, color: s.t.Look.HeadColor, foot: true})
	s.top.Keep()
	s.g.Append(s.top, 0)
}

// repeat makes the head come again on the pages that follow.
func (s *tableSetter) repeat() {
	if s.top == nil {
		return
	}
	head := &Head{galley: s.top}
	for i := s.from; i < len(s.g.slabs); i++ {
		s.g.slabs[i].head = head
	}
}

// group sets a group of rows.
func (s *tableSetter) group(group *Group) {
	body := s.t.Element.Open("TBody", Attr{})
	look := &s.t.Look
	if len(group.Title) > 0 {
		cell := []Cell{{
			Tag: "TH", Attr: Attr{Scope: "Column", ColSpan: len(s.widths)},
			Text: []Text{{Spans: group.Title, Leading: look.TitleLeading}},
		}}
		title := tableSetter{g: s.g, t: s.t, widths: []float64{s.g.width}, lefts: []float64{0}}
		cell[0].prepare(s.g.c)
		title.row(s.g, body.Open("TR", Attr{}), cell, rowPads{top: look.TitlePad, bottom: look.PadBottom, rule: look.RowRule, color: look.TitleColor})
		s.g.Keep()
	}
	for i := range group.Rows {
		row := &group.Rows[i]
		if row.ID != "" {
			s.g.Anchor(row.ID, "", 0)
		}
		s.row(s.g, body.Open("TR", Attr{}), row.Cells, rowPads{top: look.PadTop, bottom: look.PadBottom, rule: look.RowRule, color: look.RowColor})
		if i < len(group.Rows)-1 {
			s.g.Cost(2 * CostRow)
		}
	}
}

// rowPads is the white and the rule of a row. Foot lines the cells up at their
// last lines, otherwise they stand on one first baseline.
type rowPads struct {
	top, bottom float64
	rule        float64
	color       Color
	foot        bool
}

// row sets one row, in several slabs if it is taller than a page.
func (s *tableSetter) row(g *Galley, tr *Element, cells []Cell, pads rowPads) {
	columns := make([]*Galley, min(len(cells), len(s.widths)))
	ascent, height := 0.0, 0.0
	for i := range columns {
		columns[i] = s.cell(tr, &cells[i], i)
		height = max(height, columns[i].Height())
		if !columns[i].Empty() {
			ascent = max(ascent, columns[i].slabs[0].ascent)
		}
	}
	for i := range columns {
		shift := height - columns[i].Height()
		if !pads.foot {
			shift = columns[i].lower(ascent)
		}
		columns[i].push(shift)
	}
	s.slices(g, columns, pads)
}

// lower is how far the galley has to go down for its first baseline to be at ascent.
func (g *Galley) lower(ascent float64) float64 {
	if g.Empty() {
		return 0
	}
	return ascent - g.slabs[0].ascent
}

// push moves what is in the galley down.
func (g *Galley) push(points float64) {
	if g.Empty() || points <= 0 {
		return
	}
	s := &g.slabs[0]
	for i := s.first; i < s.last; i++ {
		g.marks[i].y += points
	}
	s.height, s.ascent = s.height+points, s.ascent+points
}

// cell sets the content of a cell.
func (s *tableSetter) cell(tr *Element, cell *Cell, column int) *Galley {
	width := s.widths[column]
	if column < len(s.widths)-1 {
		width -= s.pad(column)
	}
	g := NewGalley(s.g.c, max(width, 1))
	tag := cell.Tag
	if tag == "" {
		tag = "TD"
	}
	element := tr.Open(tag, cell.Attr)
	if cell.Mark != nil {
		g.Mark(ownedMark{cell.Mark, element}, alignedAt(s.column(column).Align, width, cell.Width), cell.Height, cell.Ascent)
		return g
	}
	for i, p := range cell.prepared {
		t := cell.Text[i]
		if t.Element = element; len(cell.prepared) > 1 {
			t.Element = element.Open("P", Attr{})
		}
		t.Align, t.Even = s.column(column).Align, s.column(column).Even
		g.Prepared(p, t)
	}
	return g
}

// column is the description of a column; the title of a group has the first's.
func (s *tableSetter) column(i int) Column {
	if len(s.widths) == 1 && len(s.t.Columns) != 1 {
		return Column{}
	}
	return s.t.Columns[i]
}

func (s *tableSetter) pad(i int) float64 { return s.column(i).Pad }

// alignedAt is the left edge of something narrower than its column.
func alignedAt(align Align, width, own float64) float64 {
	switch align {
	case Center:
		return (width - own) / 2
	case End:
		return width - own
	}
	return 0
}

// ownedMark draws a mark as part of the element of its cell.
type ownedMark struct {
	mark  Mark
	owner *Element
}

// Draw implements Mark.
func (m ownedMark) Draw(pen *Pen, x, y float64) {
	pen.Owner = m.owner
	pen.Own()
	m.mark.Draw(pen, x, y)
}

// tallRow is the height up to which a row is not divided.
const tallRow = 500

// slices appends a row. As long as something of any cell remains, a slab takes
// from each what fits.
func (s *tableSetter) slices(g *Galley, columns []*Galley, pads rowPads) {
	next := make([]int, len(columns))
	for begun := false; ; begun = true {
		first, height, ascent, rest := len(g.marks), 0.0, 0.0, false
		top := pads.top
		if begun {
			top = 0
		}
		for i, column := range columns {
			taken := g.takeSlabs(column, &next[i], s.lefts[i], top)
			height = max(height, taken)
			rest = rest || next[i] < len(column.slabs)
			if !column.Empty() {
				ascent = max(ascent, column.slabs[0].ascent+top)
			}
		}
		height += top
		if !rest {
			height += pads.bottom
			g.marks = append(g.marks, placedMark{y: height, mark: rule{s.g.width, pads.rule, pads.color}})
		}
		g.add(height, ascent, CostRow, first)
		if !rest {
			return
		}
		g.slabs[len(g.slabs)-1].after = CostLines
	}
}

// takeSlabs copies slabs of a cell, from the next one on, up to the height that
// a slab of a row may have, and returns the height taken.
func (g *Galley) takeSlabs(cell *Galley, next *int, x, y float64) float64 {
	height := 0.0
	for ; *next < len(cell.slabs); *next++ {
		s := &cell.slabs[*next]
		if height > 0 && height+s.height > tallRow {
			break
		}
		g.take(cell, s, x, y+height)
		height += s.height
	}
	return height
}

// rule is a horizontal rule.
type rule struct {
	width, thickness float64
	color            Color
}

// Draw implements Mark. Y is the middle of the rule.
func (r rule) Draw(pen *Pen, x, y float64) {
	if r.thickness == 0 {
		return
	}
	pen.Decor()
	pen.Page.Line(x, y, x+r.width, y, r.thickness, r.color)
}

// Rule is a horizontal rule, its middle at the mark's top.
func Rule(width, thickness float64, color Color) Mark { return rule{width, thickness, color} }
