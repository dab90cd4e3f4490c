package book

import (
	"slices"
	"strings"
)

// accessReview is the sheet on which the owner of a role decides what becomes
// of each permission, and from which an auditor can follow where it comes from,
// what it is for and on what data the decision rests.
func (w *writer) accessReview() {
	w.reviewFacts()
	w.section("confirm", w.points()...)
	w.section("permissions", w.grants()...)
	w.section("denials", w.denials()...)
	if w.holds.marks {
		w.section("findings", w.conflicts()...)
		w.section("combinations", w.excluded()...)
	}
	w.section("changes", w.register())
	w.section("basis", w.basis())
	decisions := itemsOf([]Text{w.label("book_review_unchanged"), w.label("book_review_changed"), w.label("book_review_refused")})
	decisions.Ticks = true
	w.section("decision", decisions, w.signatures("book_sign_owner", "book_sign_reviewer", "book_sign_auditor"))
}

// reviewFacts say what is reviewed, as of when, and how much there is.
func (w *writer) reviewFacts() {
	p := w.role
	count := func(label string, n int) { w.fact(label, w.words(w.book.locale.Integer(n))) }
	w.fact("book_owner", p.Owner)
	w.fact("book_status", w.words(p.StatusIs))
	w.fact("book_version", w.optionalWords(p.Version))
	w.fact("book_inherits", w.book.nameList(p.Inherits))
	w.fact("book_review_day", w.words(w.book.Checked.Words))
	w.fact("book_review_last", w.optionalWords(w.lastReview().Words))
	w.fact("book_next_review", w.optionalWords(p.Review.Words))
	w.fact("book_review_digest", code(w.shortDigest()))
	count("book_review_permissions", p.Permissions.Cells)
	count("book_review_conditional", p.Permissions.Conditional)
	count("book_review_denials", p.Permissions.Denials)
	count("book_review_open", w.open())
	w.FooterNote += w.book.locale.T("book_doc_gap") + w.T("book_review_footer", "Digest", w.shortDigest())
}

func (w *writer) lastReview() Day {
	if r := w.book.catalog.Role(w.role.ID).Review; r != nil {
		return w.book.day(r.Last)
	}
	return Day{}
}

// open counts the open findings within the role.
func (w *writer) open() int {
	n := 0
	for _, f := range w.role.Findings {
		if f.Open {
			n++
		}
	}
	return n
}

// digestShown is how much of the digest is enough to tell two sheets apart.
const digestShown = 12

func (w *writer) shortDigest() string {
	d := w.book.catalog.Digest
	return d[:min(digestShown, len(d))]
}

// code is words for machines.
func code(s string) Text {
	if s == "" {
		return Text{}
	}
	return Text{Inlines: []Inline{{Kind: Code, Text: s}}}
}

// grant is a line of the review: actions on an object that are granted in the
// same way.
type grant struct {
	CellGrant
	actions []string
	marks   []*Mark // of the actions; they have the same conflicts
}

// grantsOf groups the grants of a row. An action that is granted in two ways
// stands in two lines, as each can be taken away by itself.
func (b *Book) grantsOf(r PermissionRow) []grant {
	var out []grant
	for i, c := range r.Cells {
		for _, g := range c.Grants {
			at := slices.IndexFunc(out, func(x grant) bool { return sameGrant(x.CellGrant, g) && sameRules(x.marks[0], c.Mark) })
			if at < 0 {
				at = len(out)
				out = append(out, grant{CellGrant: g})
			}
			out[at].actions = append(out[at].actions, b.Actions[i].Name.Plain())
			out[at].marks = append(out[at].marks, c.Mark)
		}
	}
	return out
}

func sameGrant(x, y CellGrant) bool {
	return x.Scope == y.Scope && slices.Equal(x.When, y.When) && roleID(x.From) == roleID(y.From) &&
		slices.EqualFunc(x.For, y.For, func(p, q DutyRef) bool { return p.ID == q.ID && roleID(p.Role) == roleID(q.Role) })
}

func sameRules(x, y *Mark) bool { return x.Open == y.Open && slices.Equal(x.Rules, y.Rules) }

func roleID(r *RoleRef) string {
	if r == nil {
		return ""
	}
	return r.ID
}

// grants has a line a grant, with boxes to tick.
func (w *writer) grants() []Block {
	t := Table{Caption: w.T("book_permissions_of", "Role", w.role.Name.Plain())}
	t.Columns = []Column{w.column("book_object", 1.1), w.column("book_review_actions", 1), w.column("book_review_reach", 1.7)}
	if w.holds.paths {
		t.Columns = append(t.Columns, w.column("book_review_origin", 1.6))
	}
	t.Columns = append(t.Columns, w.boxColumns()...)
	for _, m := range w.role.Permissions.Modules {
		group := RowGroup{Title: m.Name.Plain()}
		for _, r := range m.Rows {
			group.Rows = append(group.Rows, w.grantRows(r)...)
		}
		if len(group.Rows) > 0 {
			t.Groups = append(t.Groups, group)
		}
	}
	if len(t.Groups) == 0 {
		return []Block{Note{w.label("book_no_permissions")}}
	}
	return []Block{t}
}

// boxColumns are those for the decision on a line.
func (w *writer) boxColumns() []Column {
	var out []Column
	for _, id := range []string{"book_review_keep", "book_review_remove", "book_review_change"} {
		out = append(out, Column{Title: w.T(id), Align: Center})
	}
	return out
}

// boxes are the cells of [writer.boxColumns].
func boxes() []TableCell { return []TableCell{{Box: true}, {Box: true}, {Box: true}} }

func (w *writer) grantRows(r PermissionRow) []TableRow {
	var out []TableRow
	for i, g := range w.book.grantsOf(r) {
		row := TableRow{Cells: []TableCell{cellOf(r.Object.Name), w.cell(w.book.locale.List(g.actions)), w.reach(g)}}
		if i == 0 {
			row.ID = "perm-" + r.Object.ID
			row.Cells[0].Lines = append(row.Cells[0].Lines, w.objectNotes(r)...)
		}
		if w.holds.paths {
			row.Cells = append(row.Cells, w.origin(g))
		}
		row.Cells = append(row.Cells, boxes()...)
		out = append(out, row)
	}
	return out
}

// objectNotes say how sensitive an object is, and what of it stays hidden.
func (w *writer) objectNotes(r PermissionRow) []Text {
	var out []Text
	if w.holds.classes && r.Class != nil {
		out = append(out, w.label("book_review_class", "Class", r.Class.Name.Plain()))
	}
	b := w.book
	for _, f := range b.analysis.Matrix.Of(b.catalog.Role(w.role.ID)).Fields(b.catalog.Object(r.Object.ID)) {
		note := b.fieldNote(f)
		out = append(out, w.words(note.Lead+b.locale.T("colon")+note.Rest))
	}
	return out
}

// reach is how far a grant goes, under what conditions, and the conflicts that
// run through it.
func (w *writer) reach(g grant) TableCell {
	c := w.cell(g.Scope.Name.Plain())
	if len(g.When) > 0 {
		names := make([]string, len(g.When))
		for i, x := range g.When {
			names[i] = x.Name.Plain()
		}
		c.Lines = append(c.Lines, w.words(w.book.locale.List(names)))
	}
	if m := g.marks[0]; len(m.Rules) > 0 {
		id := "book_review_settled"
		if m.Open {
			id = "book_review_ringed"
		}
		c.Lines = append(c.Lines, w.label(id, "Rules", w.book.locale.List(upper(m.Rules))))
	}
	return c
}

// origin is the way by which a grant comes to the role, and the duties that ask
// for it.
func (w *writer) origin(g grant) TableCell {
	c := w.cell(w.way(g.From))
	for _, d := range g.For {
		c.Lines = append(c.Lines, d.Name)
	}
	if len(g.For) == 0 {
		c.Lines = append(c.Lines, w.label("book_review_no_duty"))
	}
	return c
}

// way names the roles between this one and the one that grants.
func (w *writer) way(from *RoleRef) string {
	if from == nil {
		return w.T("book_review_own")
	}
	var names []string
	for _, r := range w.book.lineage(w.role.ID, from.ID) {
		names = append(names, r.Name.Plain())
	}
	return w.T("book_from_role", "Role", strings.Join(names, " → "))
}

// lineage is the shortest way up from a role to one that it inherits from,
// without the role itself.
func (b *Book) lineage(from, to string) []RoleRef {
	start := b.catalog.Role(from)
	ways := [][]RoleRef{}
	for _, parent := range start.Inherits {
		ways = append(ways, []RoleRef{b.roleRef(parent)})
	}
	for i := 0; i < len(ways); i++ {
		last := ways[i][len(ways[i])-1]
		if last.ID == to {
			return ways[i]
		}
		for _, parent := range b.catalog.Role(last.ID).Inherits {
			ways = append(ways, append(slices.Clip(ways[i]), b.roleRef(parent)))
		}
	}
	return nil
}

// denials has a line for the actions on an object that are denied in the same
// way.
func (w *writer) denials() []Block {
	t := Table{Caption: w.T("book_section_access_review_denials"), Groups: []RowGroup{{}}}
	t.Columns = []Column{w.column("book_object", 1.1), w.column("book_review_actions", 1), w.column("book_review_reason", 1.6)}
	if w.holds.paths {
		t.Columns = append(t.Columns, w.column("book_review_path", 1.1))
	}
	t.Columns = append(t.Columns, w.boxColumns()...)
	for _, m := range w.role.Permissions.Modules {
		for _, r := range m.Rows {
			t.Groups[0].Rows = append(t.Groups[0].Rows, w.denialRows(r)...)
		}
	}
	if len(t.Groups[0].Rows) == 0 {
		return nil
	}
	return []Block{t}
}

func (w *writer) denialRows(r PermissionRow) []TableRow {
	var list []*CellDenial
	var actions [][]string
	for i, c := range r.Cells {
		if c.Denial == nil {
			continue
		}
		at := slices.IndexFunc(list, func(d *CellDenial) bool {
			return roleID(d.From) == roleID(c.Denial.From) && d.Note.Plain() == c.Denial.Note.Plain()
		})
		if at < 0 {
			at = len(list)
			list, actions = append(list, c.Denial), append(actions, nil)
		}
		actions[at] = append(actions[at], w.book.Actions[i].Name.Plain())
	}
	var out []TableRow
	for i, d := range list {
		cells := []TableCell{cellOf(r.Object.Name), w.cell(w.book.locale.List(actions[i])), cellOf(d.Note)}
		if w.holds.paths {
			cells = append(cells, w.cell(w.way(d.From)))
		}
		out = append(out, TableRow{Cells: append(cells, boxes()...)})
	}
	return out
}

// conflicts are the findings within the role, and the exceptions that name it.
func (w *writer) conflicts() []Block {
	b := w.book
	if len(b.catalog.Rules) == 0 {
		return nil
	}
	out := []Block{Note{w.words(b.SoD.Checked)}}
	if len(w.role.Findings) == 0 {
		out = append(out, Note{w.label("book_review_no_findings")})
	}
	for _, f := range w.role.Findings {
		out = append(out, f.callout(b))
	}
	if list := w.exceptions(); len(list) > 0 {
		out = append(out, w.exceptionTable(list))
	}
	return out
}

// exceptions are those that name the role.
func (w *writer) exceptions() []Exception {
	var out []Exception
	for _, e := range w.book.SoD.Exceptions {
		if slices.ContainsFunc(e.Roles, func(r RoleRef) bool { return r.ID == w.role.ID }) {
			out = append(out, e)
		}
	}
	return out
}

func (w *writer) exceptionTable(list []Exception) Table {
	t := Table{Caption: w.T("book_findings_exceptions"), Groups: []RowGroup{{}}}
	t.Columns = append([]Column{
		w.column("book_exception", 1.1), w.column("book_until", 1), w.column("book_approved_by", 0.9), w.column("book_reason_and_control", 1.8),
	}, w.boxColumns()...)
	for _, e := range list {
		name := cellOf(w.book.ruleTitle(e.Rule, e.RuleName))
		if len(e.Roles) > 1 {
			name.Lines = append(name.Lines, w.book.nameList(e.Roles))
		}
		cells := []TableCell{name, w.cell(e.Left), cellOf(e.ApprovedBy), cellOf(e.Reason, e.Control)}
		t.Groups[0].Rows = append(t.Groups[0].Rows, TableRow{Cells: append(cells, boxes()...)})
	}
	return t
}

// excluded lists the roles that a holder of this one must not hold as well.
func (w *writer) excluded() []Block {
	if len(w.role.Combinations) == 0 {
		return nil
	}
	t := Table{Caption: w.T("book_section_access_review_combinations"), Groups: []RowGroup{{}}, Columns: []Column{
		w.column("book_roles", 1.2), w.column("book_rule", 1.6), w.column("book_severity", 0), w.column("book_status", 0),
	}}
	if w.holds.risks {
		t.Columns = slices.Insert(t.Columns, 2, w.column("book_risk", 1.8))
	}
	for _, f := range w.role.Combinations[:min(maxPrinted, len(w.role.Combinations))] {
		others := slices.DeleteFunc(slices.Clone(f.Roles), func(r RoleRef) bool { return r.ID == w.role.ID })
		cells := []TableCell{cellOf(w.book.nameList(others)), cellOf(w.book.ruleTitle(f.Rule, f.Name)), w.cell(f.SeverityIs), w.cell(f.StatusIs)}
		if w.holds.risks {
			cells = slices.Insert(cells, 2, cellOf(f.Risk))
		}
		t.Groups[0].Rows = append(t.Groups[0].Rows, TableRow{Cells: cells})
	}
	if left := len(w.role.Combinations) - maxPrinted; left > 0 {
		return []Block{t, Note{w.words(w.N("book_more_combinations", left))}}
	}
	return []Block{t}
}

// register has room for the changes that were decided.
func (w *writer) register() Table {
	t := Table{Caption: w.T("book_section_access_review_changes"), Groups: []RowGroup{{}}, Columns: []Column{
		w.column("book_review_subject", 1.1), w.column("book_review_what", 2), w.column("book_review_by", 1), w.column("book_review_due", 0.8),
	}}
	for range w.holds.changes {
		t.Groups[0].Rows = append(t.Groups[0].Rows, TableRow{Cells: []TableCell{{Room: 1}, {Room: 1}, {Room: 1}, {Room: 1}}})
	}
	return t
}

// basis says on what data the sheet rests, so that it can be made again.
func (w *writer) basis() Rows {
	c := w.book.catalog
	row := func(label string, t Text, note Text) Row {
		return Row{Label: w.label(label), Blocks: []Block{Items{Items: []Item{{Text: t, Note: note}}}}}
	}
	how := Text{}
	if w.holds.classes {
		how = w.label("book_review_digest_is")
	}
	return Rows{Rows: []Row{
		row("book_review_files_label", w.words(w.N("book_review_files", len(c.Files))), Text{}),
		row("book_review_file", code(w.role.Source), Text{}),
		row("book_review_digest", code(w.shortDigest()), Text{}),
		row("book_review_digest_full", code(c.Digest), how),
	}}
}
