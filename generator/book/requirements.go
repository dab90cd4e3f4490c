package book

import "slices"

// requirements is what a holder brings along.
func (w *writer) requirements() []Block {
	r := w.role.Requirements
	rows := Rows{}
	add := func(label string, blocks ...Block) {
		rows.Rows = append(rows.Rows, Row{Label: w.label(label), Blocks: blocks})
	}
	if !r.Education.IsZero() {
		add("book_education", Items{Items: []Item{{Text: r.Education}}})
	}
	if len(r.Experience) > 0 {
		add("book_experience", w.experience(r.Experience))
	}
	if skills := w.skills(r.Skills); len(skills) > 0 {
		add("book_skills", w.skillTable(skills))
	}
	if w.holds.preferred && len(r.Certifications) > 0 {
		add("book_certifications", itemsOf(r.Certifications))
	}
	if w.holds.preferred && len(r.Qualities) > 0 {
		add("book_qualities", itemsOf(r.Qualities))
	}
	if len(rows.Rows) == 0 {
		return nil
	}
	return []Block{rows}
}

func (w *writer) experience(experience []Experience) Items {
	list := Items{}
	for _, e := range experience {
		list.Items = append(list.Items, Item{Text: w.timed(e)})
	}
	return list
}

// timed is a line of experience with the years it takes, in brackets.
func (w *writer) timed(e Experience) Text {
	if e.Years == "" {
		return e.Text
	}
	t := e.Text
	t.Inlines = append(slices.Clip(t.Inlines), Inline{Text: w.T("book_experience_years", "Years", e.Years)})
	return t
}

// skills are those that the detail holds.
func (w *writer) skills(all []Skill) []Skill {
	var out []Skill
	for _, s := range all {
		if s.Required || w.holds.preferred {
			out = append(out, s)
		}
	}
	return out
}

func itemsOf(texts []Text) Items {
	list := Items{}
	for _, t := range texts {
		list.Items = append(list.Items, Item{Text: t})
	}
	return list
}

func (w *writer) skillTable(skills []Skill) Table {
	t := Table{Caption: w.T("book_skills"), Groups: []RowGroup{{}}, Columns: []Column{
		w.column("book_skill", 1), w.column("book_level", 0), w.column("book_need", 0),
	}}
	for _, s := range skills {
		t.Groups[0].Rows = append(t.Groups[0].Rows, TableRow{Cells: []TableCell{
			cellOf(s.Name), {Level: s.Level}, w.cell(s.RequiredIs),
		}})
	}
	return t
}

// kpis has a row a figure.
func (w *writer) kpis() []Block {
	if len(w.role.KPIs) == 0 {
		return nil
	}
	t := Table{Caption: w.T("book_section_kpis"), Groups: []RowGroup{{}}, Columns: []Column{
		w.column("book_kpi", 1.3), w.column("book_target", 0), w.column("book_period", 0),
	}}
	if w.holds.formulas {
		t.Columns = append(t.Columns, w.column("book_formula", 1.6))
	}
	for i := range w.role.KPIs {
		k := &w.role.KPIs[i]
		cells := []TableCell{cellOf(k.Name), {Target: &k.Target}, w.cell(k.PeriodIs), cellOf(k.Formula)}
		if w.holds.sources {
			cells[3].Lines = append(cells[3].Lines, lines(k.Source)...)
		}
		t.Groups[0].Rows = append(t.Groups[0].Rows, TableRow{ID: "kpi-" + k.ID, Cells: cells[:len(t.Columns)]})
	}
	return []Block{t}
}
