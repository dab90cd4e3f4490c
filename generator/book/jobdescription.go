package book

import "rolebook/generator/catalog"

// jobDescription is the formal record of a role: who answers for it, what it
// does and may, and lines to sign.
func (w *writer) jobDescription() {
	w.identity()
	w.section("overview", ProseBlock{w.role.Overview})
	w.section("duties", w.duties()...)
	w.section("permissions", w.permissions()...)
	if w.holds.collaboration {
		w.section("collaboration", w.collaboration()...)
	}
	w.section("requirements", w.requirements()...)
	w.section("kpis", w.kpis()...)
	if w.holds.plan {
		w.section("onboarding", w.plan()...)
	}
	if w.holds.career {
		w.section("career", w.career()...)
	}
	w.section("approval", w.approval()...).Number = ""
}

// identity is the identity block.
func (w *writer) identity() {
	p := w.role
	var superior Text
	if p.ReportsTo != nil {
		superior = p.ReportsTo.Name
	}
	w.fact("book_family", p.Family.Name)
	w.fact("book_reports_to", superior)
	w.fact("book_owner", p.Owner)
	w.fact("book_status", w.words(p.StatusIs))
	w.fact("book_version", w.optionalWords(p.Version))
	w.fact("book_effective", w.optionalWords(p.Effective.Words))
	w.fact("book_next_review", w.optionalWords(p.Review.Words))
	w.fact("book_inherits", w.book.nameList(p.Inherits))
}

// nameList joins names into one text.
func (b *Book) nameList(refs []RoleRef) Text {
	if len(refs) == 0 {
		return Text{}
	}
	out := Text{Lang: b.Tag}
	for i, r := range refs {
		if i > 0 {
			out.Inlines = append(out.Inlines, Inline{Text: b.locale.T("list_separator")})
		}
		out.Inlines = append(out.Inlines, r.Name.Inlines...)
	}
	return out
}

func (p *RolePage) footer() string {
	b := p.book
	internal := b.locale.T("book_doc_internal")
	if p.Version == "" {
		return internal
	}
	return b.locale.T("book_doc_version", "Version", p.Version) + b.locale.T("book_doc_gap") + internal
}

// duties has a row a duty, with its tasks.
func (w *writer) duties() []Block {
	rows := Rows{}
	for _, d := range w.role.Duties {
		row := Row{ID: "duty-" + d.ID, Number: w.number("duty", d.Number), Label: d.Name}
		if list := w.tasksUpTo(d, w.holds.tasks); len(list) > 0 { // else the name says it
			row.Blocks = []Block{Items{Items: list}}
		}
		rows.Rows = append(rows.Rows, row)
	}
	return []Block{rows}
}

// tasksUpTo lists the tasks of a duty up to a level.
func (w *writer) tasksUpTo(d *Duty, level catalog.Detail) []Item {
	var out []Item
	for _, t := range d.Tasks {
		if !level.Includes(catalog.Detail(t.Detail)) {
			continue
		}
		item := Item{Text: t.Text}
		if w.holds.notes {
			item.Note = t.Note
		}
		out = append(out, item)
	}
	return out
}

// permissions tells what the role may, what conflicts, and its limits.
func (w *writer) permissions() []Block {
	p := w.role
	blocks := []Block{Note{w.words(p.Permissions.Counts)}}
	if w.holds.marks {
		blocks = []Block{Note{w.words(p.Permissions.Summary)}}
		if len(p.Permissions.Modules) > 0 {
			blocks = append(blocks, p.Permissions.Legend, w.permissionTable())
		}
		for _, f := range p.Findings {
			blocks = append(blocks, f.callout(w.book))
		}
	}
	return append(blocks, w.limits()...)
}

// limits are what the role must not do although the system would let it.
func (w *writer) limits() []Block {
	if len(w.role.Limits) == 0 {
		return nil
	}
	limits := itemsOf(w.role.Limits)
	limits.Numbered, limits.Label = true, w.label("book_limits")
	return []Block{limits}
}

// permissionTable has a row an object and a narrow column an action.
func (w *writer) permissionTable() Table {
	b := w.book
	t := Table{Caption: w.T("book_permissions_of", "Role", w.role.Name.Plain())}
	t.Columns = append(t.Columns, w.column("book_object", 1))
	for _, a := range b.Actions {
		t.Columns = append(t.Columns, Column{Title: a.Name.Plain(), Align: Center})
	}
	t.Columns = append(t.Columns, w.column("book_conditions_and_fields", 1.4))
	for _, m := range w.role.Permissions.Modules {
		group := RowGroup{Title: m.Name.Plain()}
		for _, r := range m.Rows {
			group.Rows = append(group.Rows, w.permissionCells(r))
		}
		t.Groups = append(t.Groups, group)
	}
	return t
}

func (w *writer) permissionCells(r PermissionRow) TableRow {
	row := TableRow{ID: "perm-" + r.Object.ID, Cells: []TableCell{cellOf(r.Object.Name)}}
	for i := range r.Cells {
		row.Cells = append(row.Cells, TableCell{Mark: r.Cells[i].Mark})
	}
	remarks := TableCell{Lines: w.book.noteLine(r.Notes)}
	if w.holds.reasons {
		remarks.Lines = append(remarks.Lines, lines(w.reasons(r))...)
	}
	row.Cells = append(row.Cells, remarks)
	return row
}

// reasons names the duties that ask for the permissions of a row, and the roles
// they come from.
func (w *writer) reasons(r PermissionRow) Text {
	var clauses []string
	var duties []string
	for _, d := range r.Duties {
		if d.Role == nil {
			duties = append(duties, d.Name.Plain())
		}
	}
	if len(duties) > 0 {
		clauses = append(clauses, w.T("book_serves", "Duties", w.book.locale.List(duties)))
	}
	for _, from := range r.From {
		clauses = append(clauses, w.T("book_from_role", "Role", from.Name.Plain()))
	}
	return w.optionalWords(w.book.locale.Clauses(clauses))
}

// noteLine joins the notes of a row into one line of text.
func (b *Book) noteLine(notes []PermissionNote) []Text {
	if len(notes) == 0 {
		return nil
	}
	var clauses []string
	for _, n := range notes {
		clauses = append(clauses, n.Lead+b.locale.T("colon")+n.Rest)
	}
	return []Text{b.words(b.locale.Clauses(clauses))}
}

// callout is the finding as a box in a document.
func (f *Finding) callout(b *Book) Callout {
	c := Callout{
		Severity: f.Severity, Open: f.Open, Name: f.Name, Status: f.StatusIs,
		Title: f.SeverityIs + " " + upper([]string{f.Rule})[0],
	}
	add := func(label string, value Text) {
		if !value.IsZero() {
			c.Lines = append(c.Lines, Fact{Label: b.locale.T(label), Value: value})
		}
	}
	add("book_risk", f.Risk)
	for _, fn := range f.Functions() {
		for _, h := range fn.Hops {
			c.Lines = append(c.Lines, Fact{Label: fn.Name.Plain(), Value: b.words(b.hopLine(h))})
		}
	}
	add("book_control", f.Control)
	if f.Exception != nil {
		add("book_exception", b.words(f.Exception.Left))
	}
	if repair := f.Repair(); repair != nil {
		add("book_repair", b.words(repair.Sentence))
	}
	return c
}

// collaboration has a row a partner.
func (w *writer) collaboration() []Block {
	if len(w.role.Collaboration) == 0 {
		return nil
	}
	t := Table{Caption: w.T("book_section_collaboration"), Groups: []RowGroup{{}}, Columns: []Column{
		w.column("book_partner", 1.2), w.column("book_purpose", 1.4),
	}}
	if w.holds.exchange {
		t.Columns = append(t.Columns, w.column("book_gives", 1.4), w.column("book_receives", 1.4))
	}
	for _, c := range w.role.Collaboration {
		cells := []TableCell{cellOf(c.Name), cellOf(c.Purpose), {Lines: c.Gives}, {Lines: c.Receives}}
		t.Groups[0].Rows = append(t.Groups[0].Rows, TableRow{Cells: cells[:len(t.Columns)]})
	}
	return []Block{t}
}

// plan is what a newcomer has done by when.
func (w *writer) plan() []Block {
	if len(w.role.Onboarding) == 0 {
		return nil
	}
	rows := Rows{}
	for _, s := range w.role.Onboarding {
		list := itemsOf(s.Tasks)
		list.Ticks = true
		rows.Rows = append(rows.Rows, Row{Label: w.words(s.ByIs), Blocks: []Block{list}})
	}
	return []Block{rows}
}

// career names the roles before and after this one.
func (w *writer) career() []Block {
	rows := Rows{}
	add := func(label string, refs []RoleRef) {
		if len(refs) > 0 {
			rows.Rows = append(rows.Rows, Row{Label: w.label(label), Blocks: []Block{Items{Items: []Item{{Text: w.book.nameList(refs)}}}}})
		}
	}
	add("book_career_from", w.role.CareerFrom)
	add("book_career_to", w.role.CareerTo)
	if len(rows.Rows) == 0 {
		return nil
	}
	return []Block{rows}
}

// approval is the version, room for those to come, and lines to sign.
func (w *writer) approval() []Block {
	sign := w.signatures("book_sign_holder", "book_sign_superior", "book_sign_hr")
	if !w.holds.history {
		return []Block{sign}
	}
	t := Table{Caption: w.T("book_history"), Groups: []RowGroup{{}}, Columns: []Column{
		w.column("book_version", 0.6), w.column("book_effective", 1), w.column("book_change", 2.4), w.column("book_approved_by", 1.2),
	}}
	current := TableRow{Cells: []TableCell{w.cell(dash(w.role.Version)), w.cell(dash(w.role.Effective.Words)), {Room: 1}, {Room: 1}}}
	room := TableRow{Cells: []TableCell{{Room: 1}, {Room: 1}, {Room: 1}, {Room: 1}}}
	t.Groups[0].Rows = []TableRow{current, room}
	return []Block{t, sign}
}

// dash stands for what is not known.
func dash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}
