package book

import "slices"

// onboarding is for the newcomer and whoever trains them: what the role is
// about, whom to meet, what to ask access to and what for, the first 90 days, and
// what they may and may not, with a quiz on it.
func (w *writer) onboarding() {
	w.summary()
	w.fill("book_newcomer", "book_first_day", "book_trainer", "book_done_on")
	questions := w.quiz()
	w.section("overview", w.onePage()...)
	w.section("people", w.people()...)
	w.section("access", w.access()...)
	w.section("plan", w.plan()...)
	w.section("bounds", append(w.bounds(), w.limits()...)...)
	if w.holds.practice {
		w.section("practice", w.practice()...)
	}
	w.onOwnPage(w.section("quiz", w.questions(questions)...))
	w.section("signoff", w.signatures("book_newcomer", "book_trainer", "book_sign_superior"))
	w.onOwnPage(w.section("answers", w.answers(questions)...))
}

// summary is a short identity block.
func (w *writer) summary() {
	p := w.role
	var superior Text
	if p.ReportsTo != nil {
		superior = p.ReportsTo.Name
	}
	w.fact("book_family", p.Family.Name)
	w.fact("book_reports_to", superior)
	w.fact("book_owner", p.Owner)
	w.fact("book_version", w.optionalWords(p.Version))
}

// fill adds entries to the identity block that are filled in by hand.
func (w *writer) fill(labels ...string) {
	for _, label := range labels {
		w.Facts = append(w.Facts, Fact{Label: w.T(label), Fill: true})
	}
}

// onePage is the role on one page: what it is for, and each duty with what it is
// measured by.
func (w *writer) onePage() []Block {
	rows := Rows{}
	for _, d := range w.role.Duties {
		row := Row{ID: "duty-" + d.ID, Number: w.number("duty", d.Number), Label: d.Name}
		if list := w.tasksUpTo(d, w.holds.pageTasks); len(list) > 0 {
			row.Blocks = append(row.Blocks, Items{Items: list})
		}
		if k := w.measure(d); k != nil && w.holds.measures {
			row.Blocks = append(row.Blocks, Note{w.label("book_measured_by", "Measure", k.Name.Plain(), "Target", k.Target.String())})
		}
		rows.Rows = append(rows.Rows, row)
	}
	return []Block{ProseBlock{w.role.Overview}, rows}
}

// measure is the first figure that a duty is measured by; nil if there is none.
func (w *writer) measure(d *Duty) *KPI {
	for i := range w.role.KPIs {
		k := &w.role.KPIs[i]
		if slices.ContainsFunc(k.Duties, func(r DutyRef) bool { return r.ID == d.ID }) {
			return k
		}
	}
	return nil
}

// people lists whom to meet, the superior first, with a box to tick.
func (w *writer) people() []Block {
	t := Table{Caption: w.own("book_section_", "people"), Groups: []RowGroup{{}}, Columns: []Column{
		w.column("book_partner", 1.2), w.column("book_purpose", 1.4),
	}}
	if w.holds.exchange {
		t.Columns = append(t.Columns, w.column("book_gives", 1.4), w.column("book_receives", 1.4))
	}
	t.Columns = append(t.Columns, Column{Title: w.T("book_met"), Align: Center})
	add := func(cells ...TableCell) {
		row := TableRow{Cells: append(slices.Clone(cells[:len(t.Columns)-1]), TableCell{Box: true})}
		t.Groups[0].Rows = append(t.Groups[0].Rows, row)
	}
	if w.superiorApart() {
		add(cellOf(w.role.ReportsTo.Name), w.cell(w.T("book_superior_purpose")), TableCell{}, TableCell{})
	}
	for _, c := range w.role.Collaboration {
		add(cellOf(c.Name), cellOf(c.Purpose), TableCell{Lines: c.Gives}, TableCell{Lines: c.Receives})
	}
	if len(t.Groups[0].Rows) == 0 {
		return nil
	}
	return []Block{t}
}

// superiorApart reports whether the superior is none of the partners.
func (w *writer) superiorApart() bool {
	up := w.role.ReportsTo
	return up != nil && !slices.ContainsFunc(w.role.Collaboration, func(c Partner) bool { return c.Role != nil && c.Role.ID == up.ID })
}

// practice lists the good practice that the role's authors noted, by duty.
func (w *writer) practice() []Block {
	rows := Rows{}
	for _, d := range w.role.Duties {
		list := Items{}
		for _, t := range d.Tasks {
			if !t.Note.IsZero() {
				list.Items = append(list.Items, Item{Text: t.Note})
			}
		}
		if len(list.Items) > 0 {
			rows.Rows = append(rows.Rows, Row{Label: d.Name, Blocks: []Block{list}})
		}
	}
	if len(rows.Rows) == 0 {
		return nil
	}
	return []Block{rows}
}
