package pdf

import (
	"math"
	"strings"

	"rolebook/generator/book"
	"rolebook/generator/typeset"
)

// tablePad is the white at the right of a column, boxPad of one of boxes to tick.
const (
	tablePad = 2.5 * mm
	boxPad   = 1.2 * mm
)

// tableLook is the rules and the white of tables.
var tableLook = typeset.TableLook{
	BelowPad: 0.7 * mm, PadTop: 0.95 * mm, PadBottom: 0.95 * mm, HeadPad: 1 * mm, TitlePad: 2.4 * mm, TitleLeading: 12,
	HeadRule: medium, RowRule: thin, HeadColor: ink, TitleColor: rule, RowColor: hairline,
}

// tableSetter sets one table of the book.
type tableSetter struct {
	*setter
	t     *book.Table
	width float64
	marks bool // a table of permissions
	tiles *tiler
	whole float64 // width of the widest whole number of an aim
	below int     // the column of remarks that stand below the tiles; -1: none do
}

// table1 sets a table.
func (s *setter) table1(g *typeset.Galley, b *book.Table, e *typeset.Element) {
	ts := tableSetter{setter: s, t: b, width: g.Width(), marks: hasMarks(b), below: -1}
	out := &typeset.Table{Look: tableLook, Element: e.Open("Table", typeset.Attr{Title: b.Caption})}
	out.Look.TitleLeading = s.table.leading
	if ts.marks {
		out.Look.PadTop, out.Look.PadBottom = 0.6*mm, 0.6*mm
	}
	out.Columns = ts.columns()
	for i, c := range b.Columns {
		cell := ts.head(c)
		if i == ts.below {
			cell.Text[0].Spans[0].Style.Weight = typeset.Regular
			out.Below = &cell
			continue
		}
		out.Head = append(out.Head, cell)
	}
	for i := range b.Groups {
		out.Groups = append(out.Groups, ts.group(&b.Groups[i]))
	}
	g.Table(out)
}

// hasMarks reports whether the table shows permissions.
func hasMarks(b *book.Table) bool {
	for i := range b.Groups {
		for j := range b.Groups[i].Rows {
			for k := range b.Groups[i].Rows[j].Cells {
				if b.Groups[i].Rows[j].Cells[k].Mark != nil {
					return true
				}
			}
		}
	}
	return false
}

// columns lays the columns out. In a table across the page the second one
// stands on the axis.
func (ts *tableSetter) columns() []typeset.Column {
	if ts.marks {
		return ts.markColumns()
	}
	out := make([]typeset.Column, len(ts.t.Columns))
	for i, c := range ts.t.Columns {
		out[i] = typeset.Column{Weight: c.Weight, Align: align(c.Align), Pad: tablePad, Most: 28 * mm}
		if c.Align == book.Center {
			out[i].Pad = boxPad
		}
		if c.Weight == 0 && ts.hasRoom(i) {
			out[i].Pad = roomPad
		}
	}
	if ts.width == ts.sheet.Measure() && ts.remarkColumn() > 0 {
		out[0].Axis = axis
	}
	out[0].Even = true
	return out
}

// align is the alignment of a column.
func align(a book.Align) typeset.Align {
	switch a {
	case book.Center:
		return typeset.Center
	case book.End:
		return typeset.End
	}
	return typeset.Start
}

// head is the head of a column.
func (ts *tableSetter) head(c book.Column) typeset.Cell {
	f := ts.setter.head
	if ts.marks && c.Weight == 0 {
		f = ts.markHead()
	}
	return typeset.Cell{
		Head: typeset.ColumnHead,
		Text: []typeset.Text{{Spans: ts.words(f, c.Title), Leading: f.leading, Phrases: true, Even: true}},
	}
}

// group is a group of rows.
func (ts *tableSetter) group(b *book.RowGroup) typeset.Group {
	out := typeset.Group{Rows: make([]typeset.Row, len(b.Rows))}
	if b.Title != "" {
		f := ts.table
		f.weight = typeset.Bold
		out.Title = ts.words(f, b.Title)
	}
	for i := range b.Rows {
		row := &b.Rows[i]
		if row.ID != "" {
			out.Rows[i].ID = ts.prefix + row.ID
		}
		out.Rows[i].Cells = make([]typeset.Cell, 0, len(row.Cells))
		for j := range row.Cells {
			cell := ts.cell(&row.Cells[j], j)
			if j == ts.below {
				out.Rows[i].Below = &cell
				continue
			}
			out.Rows[i].Cells = append(out.Rows[i].Cells, cell)
		}
	}
	return out
}

// cell is one cell. The first of a row is its header.
func (ts *tableSetter) cell(b *book.TableCell, column int) typeset.Cell {
	var out typeset.Cell
	if column == 0 && b.Room == 0 {
		out.Head = typeset.RowHead
	}
	switch {
	case b.Mark != nil:
		ts.markCell(&out, b.Mark)
	case b.Level != nil:
		ts.levelCell(&out, b.Level)
	case b.Box:
		ts.boxCell(&out)
	case b.Room > 0:
		ts.roomCell(&out, b.Room, ts.t.Columns[column].Weight == 0)
	case b.Target != nil && b.Target.Words.IsZero():
		ts.targetCell(&out, b.Target)
	case b.Target != nil:
		out.Text = ts.lines([]book.Text{b.Target.Words}, ts.table)
	default:
		f := ts.table
		if ts.marks && column > 0 {
			f = ts.remark
		}
		out.Text = ts.lines(b.Lines, f)
	}
	return out
}

// lines are the lines of a cell.
func (ts *tableSetter) lines(list []book.Text, f face) []typeset.Text {
	out := make([]typeset.Text, 0, len(list))
	for _, t := range list {
		out = append(out, typeset.Text{Spans: ts.inline(f, t), Leading: f.leading, Phrases: true})
	}
	return out
}

// markCell shows a permission.
func (ts *tableSetter) markCell(out *typeset.Cell, m *book.Mark) {
	if m.State == book.NotApplicable || ts.tiles == nil {
		return
	}
	t := ts.tiles.tile(m)
	out.Ground, out.Width, out.Height, out.Ascent = t, ts.tiles.width, ts.tiles.height, ts.tiles.ascent(1)
	if len(t.lines) > 0 {
		out.Mark = (*tileWords)(t)
	} else if m.State == book.NotGranted {
		out.Ground, out.Mark = nil, (*tileDot)(t)
	}
}

// levelCell shows a proficiency.
func (ts *tableSetter) levelCell(out *typeset.Cell, l *book.Level) {
	lines := ts.oneLine(ts.table, l.Word)
	m := levelMark{level: l, face: ts.table}
	if len(lines) > 0 {
		m.word = lines[0]
	}
	out.Mark, out.Width, out.Height, out.Ascent = m, m.width(), ts.table.leading, ts.table.leading/2+0.38*ts.table.size
}

// boxCell is a box to tick.
func (ts *tableSetter) boxCell(out *typeset.Cell) {
	f := ts.table
	out.Mark, out.Width, out.Height, out.Ascent = tickBox{leading: f.leading}, boxSide, f.leading, f.leading/2+0.38*f.size
}

// What is written by hand.
const (
	roomWidth = 10.5 * mm
	roomLine  = 6.5 * mm
	roomPad   = 0.8 * mm
)

// hasRoom reports whether a column is for writing in.
func (ts *tableSetter) hasRoom(column int) bool {
	for i := range ts.t.Groups {
		for _, row := range ts.t.Groups[i].Rows {
			if column < len(row.Cells) && row.Cells[column].Room > 0 {
				return true
			}
		}
	}
	return false
}

// roomCell is white to write in, in a narrow column with a frame.
func (ts *tableSetter) roomCell(out *typeset.Cell, lines int, narrow bool) {
	m := room{height: roomLine * float64(lines)}
	if narrow {
		m.width = roomWidth
	}
	out.Mark, out.Width, out.Height = m, m.width, m.height
	out.Ascent = ts.table.leading/2 + 0.38*ts.table.size
}

// room is white to write in, framed if it has a width.
type room struct{ width, height float64 }

// Draw implements typeset.Mark.
func (r room) Draw(pen *typeset.Pen, x, y float64) {
	if r.width > 0 {
		pen.Decor()
		pen.Page.RoundRect(x, y, r.width, r.height, 0.4*mm, nil, &rule, thin)
	}
}

// targetCell shows a KPI's aim.
func (ts *tableSetter) targetCell(out *typeset.Cell, t *book.Target) {
	value := ts.table
	value.size, value.weight = 9.5, typeset.Bold
	op := value
	op.weight, op.color = typeset.Regular, inkFaint
	m := targetMark{
		op: ts.oneLine(op, t.Op), value: ts.oneLine(value, t.Value), unit: ts.oneLine(ts.table, t.Unit), face: value,
		indent: ts.widestWhole(value) - ts.wholeWidth(value, t),
	}
	out.Mark, out.Width, out.Height, out.Ascent = m, m.width(), value.leading, value.leading/2+0.38*value.size
}

// widestWhole is the width of the widest whole number of the aims in the table,
// so that all decimal points stand below one another.
func (ts *tableSetter) widestWhole(f face) float64 {
	if ts.whole > 0 {
		return ts.whole
	}
	for i := range ts.t.Groups {
		for j := range ts.t.Groups[i].Rows {
			for _, c := range ts.t.Groups[i].Rows[j].Cells {
				if c.Target != nil && c.Target.Words.IsZero() {
					ts.whole = max(ts.whole, ts.wholeWidth(f, c.Target))
				}
			}
		}
	}
	return ts.whole
}

// wholeWidth is the width of an aim's figures before the decimal point.
func (ts *tableSetter) wholeWidth(f face, t *book.Target) float64 {
	whole, _, _ := strings.Cut(t.Value, ".")
	return ts.c.Prepare(ts.words(f, whole), false).Width()
}

// oneLine sets words that are not to be broken.
func (s *setter) oneLine(f face, text string) []typeset.Line {
	return s.c.Set(s.words(f, text), math.MaxFloat64, typeset.Start, false)
}
