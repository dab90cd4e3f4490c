package book

import (
	"slices"
	"strconv"
)

// performance is the plan of a year and the record of it: the figures of the
// role, room for what was reached in each quarter, and lines to sign.
func (w *writer) performance() {
	w.summary()
	w.fill("book_employee", "book_year", "book_reviewer", "book_agreed_on")
	w.section("measures", w.measures()...)
	w.section("record", w.record()...)
	if w.holds.talks {
		w.section("talks", w.talks()...)
	}
	if w.holds.growth {
		w.section("growth", w.growth()...)
	}
	w.section("agreement", w.agreement()...)
}

// measures has a row a figure, grouped by the first duty that each serves.
func (w *writer) measures() []Block {
	t := Table{Caption: w.own("book_section_", "measures"), Columns: []Column{
		w.column("book_kpi", 1.3), w.column("book_target", 0), w.column("book_period", 0),
	}}
	if w.holds.formulas {
		t.Columns = append(t.Columns, w.column("book_formula", 1.6))
	}
	if w.holds.sources {
		t.Columns = append(t.Columns, w.column("book_source", 1))
	}
	for _, g := range w.measureGroups() {
		group := RowGroup{Title: g.title}
		for _, k := range g.kpis {
			group.Rows = append(group.Rows, w.measureRow(k, len(t.Columns)))
		}
		t.Groups = append(t.Groups, group)
	}
	if len(t.Groups) == 0 {
		t.Groups = []RowGroup{{Rows: w.room(len(t.Columns))}}
	}
	return []Block{t}
}

// room is rows to write in, for a role without figures of its own.
func (w *writer) room(columns int) []TableRow {
	rows := make([]TableRow, goals)
	for i := range rows {
		rows[i].Cells = slices.Repeat([]TableCell{{Room: 1}}, columns)
	}
	return rows
}

// measureRow tells one figure.
func (w *writer) measureRow(k *KPI, columns int) TableRow {
	name := cellOf(k.Name)
	if w.holds.formulas && len(k.Duties) > 1 {
		name.Lines = append(name.Lines, w.alsoServes(k.Duties[1:]))
	}
	cells := []TableCell{name, {Target: &k.Target}, w.cell(k.PeriodIs), cellOf(k.Formula), cellOf(k.Source)}
	return TableRow{ID: "kpi-" + k.ID, Cells: cells[:columns]}
}

// measureGroup is the figures that first serve one duty.
type measureGroup struct {
	title string
	kpis  []*KPI
}

// measureGroups sorts the figures: by the first duty that each serves, in the
// order of duties, then those that serve none.
func (w *writer) measureGroups() []measureGroup {
	groups := make([]measureGroup, len(w.role.Duties)+1)
	for i, d := range w.role.Duties {
		groups[i].title = d.Name.Plain()
	}
	groups[len(groups)-1].title = w.T("book_measures_general")
	for i := range w.role.KPIs {
		k, at := &w.role.KPIs[i], len(groups)-1
		if len(k.Duties) > 0 {
			at = k.Duties[0].Number - 1
		}
		groups[at].kpis = append(groups[at].kpis, k)
	}
	return slices.DeleteFunc(groups, func(g measureGroup) bool { return len(g.kpis) == 0 })
}

// alsoServes names the other duties that a figure serves.
func (w *writer) alsoServes(duties []DutyRef) Text {
	names := make([]string, len(duties))
	for i, d := range duties {
		names[i] = d.Name.Plain()
	}
	return w.label("book_also_serves", "Duties", w.book.locale.List(names))
}

// quarters is how many times a year the record is filled in.
const quarters = 4

// record has room for the figure reached and its rating, quarter by quarter,
// where the figure's period makes one due.
func (w *writer) record() []Block {
	t := Table{Caption: w.own("book_section_", "record"), Groups: []RowGroup{{}}, Columns: []Column{
		w.column("book_kpi", 1), w.column("book_target", 0),
	}}
	for q := range quarters {
		t.Columns = append(t.Columns,
			Column{Title: w.T("book_quarter_" + strconv.Itoa(q+1)), Align: Center}, Column{Title: w.T("book_rating"), Align: Center})
	}
	for _, g := range w.measureGroups() {
		for _, k := range g.kpis {
			t.Groups[0].Rows = append(t.Groups[0].Rows, recordRow(k))
		}
	}
	if len(w.role.KPIs) == 0 {
		t.Groups[0].Rows = w.room(len(t.Columns))
	}
	return []Block{t}
}

// recordRow has room for one figure.
func recordRow(k *KPI) TableRow {
	row := TableRow{Cells: []TableCell{cellOf(k.Name), {Target: &k.Target}}}
	for q := range quarters {
		cell := TableCell{}
		if due(k.Period, q+1) {
			cell.Room = 1
		}
		row.Cells = append(row.Cells, cell, cell)
	}
	return row
}

// due reports whether a figure of a period is known at the end of a quarter.
func due(period string, quarter int) bool {
	switch period {
	case "year":
		return quarter == quarters
	case "half-year":
		return quarter%2 == 0
	}
	return true
}

// talks has a row for each talk about the record.
func (w *writer) talks() []Block {
	t := Table{Caption: w.own("book_section_", "talks"), Groups: []RowGroup{{}}, Columns: []Column{
		w.column("book_period", 0.7), w.column("book_remarks", 3), w.column("book_overall_rating", 0.7), w.column("book_initials", 1),
	}}
	for q := range quarters + 1 {
		title := "book_whole_year"
		if q < quarters {
			title = "book_quarter_" + strconv.Itoa(q+1)
		}
		t.Groups[0].Rows = append(t.Groups[0].Rows, TableRow{Cells: []TableCell{w.cell(w.T(title)), {Room: 2}, {Room: 2}, {Room: 2}}})
	}
	return []Block{t}
}

// goals is how many rows there are for goals.
const goals = 3

// growth has room for what the holder will learn.
func (w *writer) growth() []Block {
	t := Table{Caption: w.own("book_section_", "growth"), Groups: []RowGroup{{}}, Columns: []Column{
		w.column("book_goal", 2), w.column("book_support", 1.6), w.column("book_goal_by", 0.7), {Title: w.T("book_done"), Align: Center},
	}}
	for range goals {
		t.Groups[0].Rows = append(t.Groups[0].Rows, TableRow{Cells: []TableCell{{Room: 2}, {Room: 2}, {Room: 2}, {Box: true}}})
	}
	return []Block{t}
}

// agreement is signed twice: when the year begins, and when it is over.
func (w *writer) agreement() []Block {
	signers := w.signatures("book_employee", "book_sign_superior", "book_sign_hr")
	return []Block{
		Note{w.label("book_agreed_at_start")}, signers,
		Note{w.label("book_agreed_at_end")}, signers,
	}
}
