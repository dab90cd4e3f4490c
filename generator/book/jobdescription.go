package book

import (
	"iter"
	"slices"
	"strconv"

	"rolebook/generator/catalog"
)

// Scenarios lists the documents a role has, by their names in commands and
// file names.
var Scenarios = []string{"job-description"}

// Documents writes every document of every role, in the order of roles, one
// when it is asked for.
func (b *Book) Documents() iter.Seq[*Document] {
	return func(yield func(*Document) bool) {
		for _, r := range b.Roles {
			for d := range r.Documents() {
				if !yield(d) {
					return
				}
			}
		}
	}
}

// Documents writes the documents of the role, in the order of [Scenarios].
func (p *RolePage) Documents() iter.Seq[*Document] {
	return func(yield func(*Document) bool) { yield(p.JobDescription(catalog.Standard)) }
}

// JobDescription is the formal record of a role: who answers for it, what it
// does and may, and lines to sign. Detail decides which tasks and notes it
// tells, and whether formulas and sources of KPIs are given.
func (p *RolePage) JobDescription(detail catalog.Detail) *Document {
	b := p.book
	d := &Document{
		Role:         p.ID,
		Scenario:     "job-description",
		Lang:         b.Tag,
		File:         p.ID + "." + b.Key + ".job-description.pdf",
		Kind:         b.locale.T("book_doc_job_description"),
		Title:        p.Name,
		Aliases:      p.Aliases,
		Organization: b.Organization.Plain(),
		Facts:        p.facts(),
		FooterNote:   p.footer(),
		PageOf:       b.locale.T("book_doc_page_of"),
		Modified:     b.on.String(),
	}
	if p.Effective.Date != "" {
		d.Modified = p.Effective.Date
	}
	for _, s := range []Section{
		p.overviewSection(), p.dutiesSection(detail), p.permissionsSection(), p.collaborationSection(),
		p.requirementsSection(), p.kpisSection(detail), p.careerSection(),
	} {
		if len(s.Blocks) > 0 {
			s.Number = strconv.Itoa(len(d.Sections) + 1)
			d.Sections = append(d.Sections, s)
		}
	}
	d.Sections = append(d.Sections, p.approvalSection())
	return d
}

// facts are the identity block. Entries without a value are kept, with a dash,
// so that the block looks the same for every role.
func (p *RolePage) facts() []Fact {
	b := p.book
	fact := func(label string, value Text) Fact {
		if value.IsZero() {
			value = b.words("–")
		}
		return Fact{Label: b.locale.T(label), Value: value}
	}
	var superior Text
	if p.ReportsTo != nil {
		superior = p.ReportsTo.Name
	}
	return []Fact{
		fact("book_family", p.Family.Name), fact("book_reports_to", superior),
		fact("book_owner", p.Owner), fact("book_status", b.words(p.StatusIs)),
		fact("book_version", b.optionalWords(p.Version)), fact("book_effective", b.optionalWords(p.Effective.Words)),
		fact("book_next_review", b.optionalWords(p.Review.Words)), fact("book_inherits", b.nameList(p.Inherits)),
	}
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

func (p *RolePage) section(id string, blocks ...Block) Section {
	return Section{ID: id, Title: p.book.locale.T("book_section_" + id), Blocks: blocks}
}

func (p *RolePage) overviewSection() Section {
	return p.section("overview", ProseBlock{p.Overview})
}

func (p *RolePage) dutiesSection(detail catalog.Detail) Section {
	rows := Rows{}
	for _, d := range p.Duties {
		list := Items{}
		for _, t := range d.Tasks {
			if !detail.Includes(catalog.Detail(t.Detail)) {
				continue
			}
			item := Item{Text: t.Text}
			if detail == catalog.Full {
				item.Note = t.Note
			}
			list.Items = append(list.Items, item)
		}
		rows.Rows = append(rows.Rows, Row{ID: "duty-" + d.ID, Number: strconv.Itoa(d.Number), Label: d.Name, Blocks: []Block{list}})
	}
	return p.section("duties", rows)
}

func (p *RolePage) permissionsSection() Section {
	b := p.book
	blocks := []Block{Note{b.words(p.Permissions.Summary)}}
	if len(p.Permissions.Modules) > 0 {
		blocks = append(blocks, p.Permissions.Legend, p.permissionTable())
	}
	for _, f := range p.Findings {
		blocks = append(blocks, f.callout(b))
	}
	if len(p.Limits) > 0 {
		limits := Items{Numbered: true, Label: b.words(b.locale.T("book_limits"))}
		for _, t := range p.Limits {
			limits.Items = append(limits.Items, Item{Text: t})
		}
		blocks = append(blocks, limits)
	}
	return p.section("permissions", blocks...)
}

// permissionTable has a row an object and a narrow column an action.
func (p *RolePage) permissionTable() Table {
	b := p.book
	t := Table{Caption: b.locale.T("book_permissions_of", "Role", p.Name.Plain())}
	t.Columns = append(t.Columns, Column{Title: b.locale.T("book_object"), Weight: 1})
	for _, a := range b.Actions {
		t.Columns = append(t.Columns, Column{Title: a.Name.Plain(), Align: Center})
	}
	t.Columns = append(t.Columns, Column{Title: b.locale.T("book_conditions_and_fields"), Weight: 1.4})
	for _, m := range p.Permissions.Modules {
		group := RowGroup{Title: m.Name.Plain()}
		for _, r := range m.Rows {
			group.Rows = append(group.Rows, b.permissionCells(r))
		}
		t.Groups = append(t.Groups, group)
	}
	return t
}

func (b *Book) permissionCells(r PermissionRow) TableRow {
	row := TableRow{Cells: []TableCell{{Lines: []Text{r.Object.Name}}}}
	for i := range r.Cells {
		row.Cells = append(row.Cells, TableCell{Mark: r.Cells[i].Mark})
	}
	return TableRow{ID: "perm-" + r.Object.ID, Cells: append(row.Cells, TableCell{Lines: b.noteLine(r.Notes)})}
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

func (p *RolePage) collaborationSection() Section {
	b := p.book
	if len(p.Collaboration) == 0 {
		return p.section("collaboration")
	}
	t := Table{Caption: b.locale.T("book_section_collaboration"), Columns: []Column{
		{Title: b.locale.T("book_partner"), Weight: 1.2},
		{Title: b.locale.T("book_purpose"), Weight: 1.4},
		{Title: b.locale.T("book_gives"), Weight: 1.4},
		{Title: b.locale.T("book_receives"), Weight: 1.4},
	}, Groups: []RowGroup{{}}}
	for _, c := range p.Collaboration {
		t.Groups[0].Rows = append(t.Groups[0].Rows, TableRow{Cells: []TableCell{
			{Lines: []Text{c.Name}}, {Lines: lines(c.Purpose)}, {Lines: c.Gives}, {Lines: c.Receives},
		}})
	}
	return p.section("collaboration", t)
}

// lines is a text as the lines of a cell: none when there are no words.
func lines(t Text) []Text {
	if t.IsZero() {
		return nil
	}
	return []Text{t}
}

func (p *RolePage) requirementsSection() Section {
	b, r := p.book, p.Requirements
	rows := Rows{}
	add := func(label string, blocks ...Block) {
		rows.Rows = append(rows.Rows, Row{Label: b.words(b.locale.T(label)), Blocks: blocks})
	}
	if !r.Education.IsZero() {
		add("book_education", Items{Items: []Item{{Text: r.Education}}})
	}
	if len(r.Experience) > 0 {
		list := Items{}
		for _, e := range r.Experience {
			list.Items = append(list.Items, Item{Text: b.timed(e)})
		}
		add("book_experience", list)
	}
	if len(r.Skills) > 0 {
		add("book_skills", b.skillTable(r.Skills))
	}
	if len(r.Certifications) > 0 {
		add("book_certifications", itemsOf(r.Certifications))
	}
	if len(r.Qualities) > 0 {
		add("book_qualities", itemsOf(r.Qualities))
	}
	if len(rows.Rows) == 0 {
		return p.section("requirements")
	}
	return p.section("requirements", rows)
}

func itemsOf(texts []Text) Items {
	list := Items{}
	for _, t := range texts {
		list.Items = append(list.Items, Item{Text: t})
	}
	return list
}

func (b *Book) skillTable(skills []Skill) Table {
	t := Table{Caption: b.locale.T("book_skills"), Columns: []Column{
		{Title: b.locale.T("book_skill"), Weight: 1}, {Title: b.locale.T("book_level")}, {Title: b.locale.T("book_need")},
	}, Groups: []RowGroup{{}}}
	for _, s := range skills {
		t.Groups[0].Rows = append(t.Groups[0].Rows, TableRow{Cells: []TableCell{
			{Lines: []Text{s.Name}}, {Level: s.Level}, {Lines: []Text{b.words(s.RequiredIs)}},
		}})
	}
	return t
}

func (p *RolePage) kpisSection(detail catalog.Detail) Section {
	if len(p.KPIs) == 0 {
		return p.section("kpis")
	}
	b := p.book
	t := Table{Caption: b.locale.T("book_section_kpis"), Columns: []Column{
		{Title: b.locale.T("book_kpi"), Weight: 1.3},
		{Title: b.locale.T("book_target")},
		{Title: b.locale.T("book_period")},
		{Title: b.locale.T("book_formula"), Weight: 1.6},
	}, Groups: []RowGroup{{}}}
	for _, k := range p.KPIs {
		how := lines(k.Formula)
		if detail == catalog.Full {
			how = append(how, lines(k.Source)...)
		}
		t.Groups[0].Rows = append(t.Groups[0].Rows, TableRow{ID: "kpi-" + k.ID, Cells: []TableCell{
			{Lines: []Text{k.Name}}, {Target: &k.Target}, {Lines: lines(b.optionalWords(k.PeriodIs))}, {Lines: how},
		}})
	}
	return p.section("kpis", t)
}

// optionalWords is words, or nothing for an empty string.
func (b *Book) optionalWords(s string) Text {
	if s == "" {
		return Text{}
	}
	return b.words(s)
}

func (p *RolePage) careerSection() Section {
	b := p.book
	rows := Rows{}
	add := func(label string, refs []RoleRef) {
		if len(refs) > 0 {
			rows.Rows = append(rows.Rows, Row{Label: b.words(b.locale.T(label)), Blocks: []Block{Items{Items: []Item{{Text: b.nameList(refs)}}}}})
		}
	}
	add("book_career_from", p.CareerFrom)
	add("book_career_to", p.CareerTo)
	if len(rows.Rows) == 0 {
		return p.section("career")
	}
	return p.section("career", rows)
}

func (p *RolePage) approvalSection() Section {
	b := p.book
	return p.section("approval", Signatures{
		Signers: []string{b.locale.T("book_sign_holder"), b.locale.T("book_sign_superior"), b.locale.T("book_sign_hr")},
		Date:    b.locale.T("book_sign_date"),
	})
}

// timed is a line of experience with the years it takes, in brackets.
func (b *Book) timed(e Experience) Text {
	if e.Years == "" {
		return e.Text
	}
	t := e.Text
	t.Inlines = append(slices.Clip(t.Inlines), Inline{Text: b.locale.T("book_experience_years", "Years", e.Years)})
	return t
}
