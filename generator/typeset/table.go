package typeset

import "slices"

// Table is a table to be set: a head that is repeated on every page it goes on
// to, and groups of rows. Rows are divided only if taller than a page; the head
// and the title of a group keep with the next row.
type Table struct {
	Columns []Column
	Head    []Cell // none: no head
	Below   *Cell  // of the head, as in a row
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
	Axis   float64 // of a column with weight: its width if its content fits in it, else the least
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
	Below *Cell // stands below all but the first, and takes their width
}

// Cell is the content of a cell: paragraphs, or one mark. Without either it is
// empty.
type Cell struct {
	Head HeadKind
	Span int    // columns it takes; 0 is one
	Text []Text // one below the other
	Mark Mark
	// Ground is drawn in the mark's place before all marks of the row: what is
	// decoration only.
	Ground Mark
	Width  float64 // of the mark, for a column as narrow as its content
	// Height and Ascent, the distance of the baseline from the top, of the mark.
	Height, Ascent float64

	prepared []Prepared
}

// HeadKind tells what a cell is a header of.
type HeadKind uint8

// The kinds of headers.
const (
	NoHead HeadKind = iota
	RowHead
	ColumnHead
)

// open opens the element of a cell.
func (c *Cell) open(tr *Element) *Element {
	switch c.Head {
	case RowHead:
		return tr.Open("TH", Attr{Scope: "Row", ColSpan: c.Span})
	case ColumnHead:
		return tr.Open("TH", Attr{Scope: "Column", ColSpan: c.Span})
	}
	return tr.Open("TD", Attr{ColSpan: c.Span})
}

// TableLook is the measurements of a table's rules and white.
type TableLook struct {
	PadTop, PadBottom float64 // of rows
	HeadPad           float64 // below the head
	TitlePad          float64 // above the title of a group
	TitleLeading      float64
	BelowPad          float64 // between the cells of a row and what stands below them
	HeadRule          float64 // thickness
	RowRule           float64
	HeadColor         Color
	TitleColor        Color
	RowColor          Color
	Divide            float64 // more cost of ending a page within a group
}

// Table appends a table.
func (g *Galley) Table(t *Table) {
	s := tableSetter{g: g, t: t, widths: t.measure(g.c, g.width)}
	s.lefts = make([]float64, len(s.widths))
	for i := 1; i < len(s.widths); i++ {
		s.lefts[i] = s.lefts[i-1] + s.widths[i-1]
	}
	s.rowRule = Rule(g.width, t.Look.RowRule, t.Look.RowColor)
	s.cells = len(s.widths)
	if t.hasBelow() {
		s.cells++
	}
	s.head()
	for i := range t.Groups {
		s.rows += len(t.Groups[i].Rows)
	}
	for i := range t.Groups {
		s.group(&t.Groups[i])
	}
	s.repeat()
}

// hasBelow reports whether anything stands below the cells of a row.
func (t *Table) hasBelow() bool {
	return t.Below != nil || slices.ContainsFunc(t.Groups, func(g Group) bool {
		return slices.ContainsFunc(g.Rows, func(r Row) bool { return r.Below != nil })
	})
}

// tableSetter sets one table in a galley.
type tableSetter struct {
	g             *Galley
	t             *Table
	widths, lefts []float64
	from          int // first slab of the table
	set, rows     int // rows set so far, of all
	top           *Galley
	title         bool   // sets the title of a group
	cells         int    // of a row, with the one below the others
	sides         []side // of the row at hand, for reuse
	rowRule       Mark
}

// head sets the head row.
func (s *tableSetter) head() {
	s.from = len(s.g.slabs)
	if len(s.t.Head) == 0 {
		return
	}
	s.top = NewGalley(s.g.c, s.g.width)
	tr := s.t.Element.Open("THead", Attr{}).Open("TR", Attr{})
	s.row(s.top, tr, s.t.Head, s.t.Below, rowPads{bottom: s.t.Look.HeadPad, rule: Rule(s.g.width, s.t.Look.HeadRule, s.t.Look.HeadColor), foot: true})
	s.top.Keep()
	s.g.join(nil, s.top, 0) // the head is kept, to be repeated
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
			Head: ColumnHead, Span: s.cells,
			Text: []Text{{Spans: group.Title, Leading: look.TitleLeading}},
		}}
		title := tableSetter{g: s.g, t: s.t, widths: []float64{s.g.width}, lefts: []float64{0}, title: true, cells: 1}
		cell[0].prepare(s.g.c)
		title.row(s.g, body.Open("TR", Attr{}), cell, nil, rowPads{top: look.TitlePad, bottom: look.PadBottom, rule: Rule(s.g.width, look.RowRule, look.TitleColor)})
		s.g.Keep()
	}
	for i := range group.Rows {
		row := &group.Rows[i]
		if row.ID != "" {
			s.g.Anchor(row.ID, "", 0)
		}
		s.row(s.g, body.Open("TR", Attr{}), row.Cells, row.Below, rowPads{top: look.PadTop, bottom: look.PadBottom, rule: s.rowRule})
		s.g.Cost(s.rowCost(i, len(group.Rows)))
	}
}

// rowCost is the cost of ending a page after row i of so many of a group. No row
// should be parted from the rest of its group or of the table.
func (s *tableSetter) rowCost(i, rows int) float64 {
	s.set++
	switch {
	case s.set == 1 || s.set == s.rows-1:
		return 12 * CostRow
	case i == rows-1:
		return CostRow
	case i == 0 || i == rows-2:
		return 4*CostRow + s.t.Look.Divide
	}
	return 2*CostRow + s.t.Look.Divide
}

// row sets one row, in several slabs if it is taller than a page.
func (s *tableSetter) row(g *Galley, tr *Element, cells []Cell, below *Cell, pads rowPads) {
	cells = cells[:min(len(cells), len(s.widths))]
	s.sides = s.sides[:0]
	for i := range cells {
		s.sides = append(s.sides, s.cell(tr, &cells[i], i))
	}
	deepest := lineUp(s.sides, pads.foot)
	if below != nil && len(s.lefts) > 1 {
		under := s.under(tr, below)
		under.push(deepest + s.t.Look.BelowPad)
		s.sides = append(s.sides, under)
	}
	for range s.cells - len(tr.kids) { // those that listen count the cells
		tr.Open("TD", Attr{})
	}
	g.sideBySide(s.sides, pads)
}

// under sets what stands below the cells of a row but the first.
func (s *tableSetter) under(tr *Element, cell *Cell) side {
	cell.prepare(s.g.c)
	out := side{g: NewGalley(s.g.c, s.g.width-s.lefts[1]), x: s.lefts[1]}
	cell.set(out.g, cell.open(tr), Column{})
	return out
}

// cell sets the content of a cell.
func (s *tableSetter) cell(tr *Element, cell *Cell, i int) side {
	column, element := s.column(i), cell.open(tr)
	width := s.widths[i]
	if i < len(s.widths)-1 {
		width -= column.Pad
	}
	out := side{x: s.lefts[i], owner: element}
	switch {
	case cell.Mark != nil || cell.Ground != nil:
		out.x += alignedAt(column.Align, width, cell.Width)
		out.mark, out.ground, out.height, out.ascent = cell.Mark, cell.Ground, cell.Height, cell.Ascent
	case len(cell.prepared) > 0:
		out.g = NewGalley(s.g.c, max(width, 1))
		cell.set(out.g, element, column)
	}
	return out
}

// set sets the paragraphs of a cell in a galley.
func (c *Cell) set(g *Galley, e *Element, column Column) {
	for i, p := range c.prepared {
		t := c.Text[i]
		if t.Element = e; len(c.prepared) > 1 {
			t.Element = e.Open("P", Attr{})
		}
		t.Align, t.Even = column.Align, column.Even
		g.Prepared(p, t)
	}
}

// column is the description of a column; the title of a group has none.
func (s *tableSetter) column(i int) Column {
	if s.title {
		return Column{}
	}
	return s.t.Columns[i]
}

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
