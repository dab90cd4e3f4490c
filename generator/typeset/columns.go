package typeset

import "slices"

// prepare measures the texts of a cell.
func (c *Cell) prepare(comp *Compositor) {
	if c.prepared != nil || len(c.Text) == 0 {
		return
	}
	c.prepared = make([]Prepared, len(c.Text))
	for i := range c.Text {
		c.prepared[i] = comp.Prepare(c.Text[i].Spans, c.Text[i].Phrases)
	}
}

// want is the width that a column's content asks for.
type want struct {
	most  float64 // in one line
	least float64 // the widest piece that lines do not break
}

// measure decides the widths of the columns.
func (t *Table) measure(c *Compositor, width float64) []float64 {
	wants := make([]want, len(t.Columns))
	t.each(func(i int, cell *Cell) {
		cell.prepare(c)
		wants[i].add(cell)
	})
	widths := make([]float64, len(t.Columns))
	room := width
	for i, column := range t.Columns {
		w, pad := &wants[i], t.pad(i)
		w.most, w.least = w.most+pad, w.least+pad
		switch {
		case column.Width > 0:
			widths[i] = column.Width
		case column.Weight <= 0:
			widths[i] = min(w.narrow(column.Most), width/2)
		case column.Axis > 0 && w.most <= column.Axis:
			widths[i] = column.Axis
		default:
			w.least = max(w.least, column.Axis)
		}
		room -= widths[i]
	}
	t.share(widths, wants, room)
	t.squeeze(widths, wants, width)
	return widths
}

// each calls visit for every cell with its column.
func (t *Table) each(visit func(int, *Cell)) {
	for i := range t.Head {
		if i < len(t.Columns) {
			visit(i, &t.Head[i])
		}
	}
	for g := range t.Groups {
		for r := range t.Groups[g].Rows {
			for i := range t.Groups[g].Rows[r].Cells {
				if i < len(t.Columns) {
					visit(i, &t.Groups[g].Rows[r].Cells[i])
				}
			}
		}
	}
}

// pad is the white at the right of a column.
func (t *Table) pad(i int) float64 {
	if i == len(t.Columns)-1 {
		return 0
	}
	return t.Columns[i].Pad
}

// add takes a cell into account.
func (w *want) add(cell *Cell) {
	if cell.Mark != nil || cell.Ground != nil {
		w.most, w.least = max(w.most, cell.Width), max(w.least, cell.Width)
	}
	for _, p := range cell.prepared {
		w.most, w.least = max(w.most, p.Width()), max(w.least, p.MinWidth())
	}
}

// narrow is the width that a column without weight would have on a wide enough page.
func (w want) narrow(most float64) float64 {
	if most > 0 && w.most > most {
		return max(most, w.least)
	}
	return w.most
}

// share divides room among the columns with weight: if all their content fits
// in one line each they get that and a part of the rest by weight; otherwise
// those that need less than their part get what they need.
func (t *Table) share(widths []float64, wants []want, room float64) {
	open := make([]int, 0, len(widths))
	for i, column := range t.Columns {
		if widths[i] == 0 && column.Weight > 0 {
			open = append(open, i)
		}
	}
	shared := slices.Clone(open)
	for len(open) > 0 {
		weights := 0.0
		for _, i := range open {
			weights += t.Columns[i].Weight
		}
		modest := t.modest(open, wants, room/weights)
		if modest < 0 {
			t.fill(open, widths, wants, room, weights)
			return
		}
		i := open[modest]
		widths[i] = wants[i].most
		room -= widths[i]
		open = append(open[:modest], open[modest+1:]...)
	}
	t.grow(shared, widths, room)
}

// modest finds an open column whose content needs less than its part; -1 if
// there is none.
func (t *Table) modest(open []int, wants []want, unit float64) int {
	for k, i := range open {
		if wants[i].most <= unit*t.Columns[i].Weight {
			return k
		}
	}
	return -1
}

// fill gives columns whose content takes several lines their parts of the room,
// none less than its widest word.
func (t *Table) fill(open []int, widths []float64, wants []want, room, weights float64) {
	for _, i := range open {
		widths[i] = room * t.Columns[i].Weight / weights
	}
	for _, i := range open {
		if lack := min(wants[i].least, room/2) - widths[i]; lack > 0 {
			widths[i] += lack
			for _, j := range open {
				if j != i {
					widths[j] -= lack * t.Columns[j].Weight / (weights - t.Columns[i].Weight)
				}
			}
		}
	}
}

// grow divides what is left among the columns that share.
func (t *Table) grow(shared []int, widths []float64, room float64) {
	weights := 0.0
	for _, i := range shared {
		weights += t.Columns[i].Weight
	}
	for _, i := range shared {
		if room > 0 {
			widths[i] += room * t.Columns[i].Weight / weights
		}
	}
}

// leastColumn is the width that any column has.
const leastColumn = 12

// squeeze makes columns narrower that are too wide for the page: first those
// with weight, then the others, as far as each can spare something beyond its
// widest word. If that is not enough, all become narrower in proportion.
func (t *Table) squeeze(widths []float64, wants []want, width float64) {
	excess := -width
	for i := range widths {
		widths[i] = max(widths[i], leastColumn)
		excess += widths[i]
	}
	if excess < 1e-9 {
		return
	}
	excess = t.spare(widths, wants, excess, true)
	excess = t.spare(widths, wants, excess, false)
	for i := range widths {
		if excess > 0 {
			widths[i] *= width / (width + excess)
		}
	}
}

// spare takes up to so much from the columns that have it, all or those with
// weight, and returns what is still missing.
func (t *Table) spare(widths []float64, wants []want, excess float64, weighted bool) float64 {
	spares, sum := make([]float64, len(widths)), 0.0
	for i := range widths {
		if !weighted || t.Columns[i].Weight > 0 {
			spares[i] = max(widths[i]-max(wants[i].least, leastColumn), 0)
			sum += spares[i]
		}
	}
	taken := max(min(excess, sum), 0)
	for i := range widths {
		if taken > 0 {
			widths[i] -= taken * spares[i] / sum
		}
	}
	return excess - taken
}
