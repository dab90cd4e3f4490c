package book

import (
	"slices"
	"strings"

	"rolebook/generator/analysis"
	"rolebook/generator/catalog"
)

// permissions tells what a role may: a row for every object of which it holds
// or is denied something.
func (b *Book) permissions(p *analysis.Permissions) Permissions {
	out := Permissions{Cells: len(p.Cells), Denials: len(p.Denied)}
	var rules []string
	for _, m := range b.catalog.Modules {
		rows := ModulePermissions{ID: m.ID, Name: b.text(m.Name)}
		for _, o := range m.Objects {
			if !touches(p, o) {
				continue
			}
			row := b.permissionRow(p, o)
			out.count(row, b)
			rules = append(rules, rulesOf(row.Cells)...)
			rows.Rows = append(rows.Rows, row)
		}
		if len(rows.Rows) > 0 {
			rows.Words = b.moduleWords(rows.Rows)
			out.Modules = append(out.Modules, rows)
		}
	}
	out.Legend = b.legend(distinct(rules))
	out.Counts = b.permissionCounts(out)
	out.Summary = out.Counts
	if len(out.Modules) > 0 {
		out.Summary += b.locale.T("book_sentence_gap") + b.locale.T("book_blank_cell")
	}
	return out
}

func touches(p *analysis.Permissions, o *catalog.Object) bool {
	for _, a := range o.Actions {
		if p.Cell(o, a) != nil || p.Denial(o, a) != nil {
			return true
		}
	}
	return false
}

func rulesOf(cells []Cell) []string {
	var out []string
	for _, c := range cells {
		out = append(out, c.Mark.Rules...)
	}
	return out
}

// count adds a row to the figures of the permissions.
func (p *Permissions) count(r PermissionRow, b *Book) {
	granted := 0
	for _, c := range r.Cells {
		if c.Mark.State != Granted {
			continue
		}
		granted++
		if c.Mark.Conditional {
			p.Conditional++
		}
		if p.Widest == nil || c.Mark.Rank > p.Widest.Rank {
			p.Widest = &b.Scopes[c.Mark.Rank-1]
		}
	}
	if granted == 0 {
		return
	}
	p.Objects++
	if r.Class.Rank == r.Class.Of {
		p.Restricted += granted
	}
	switch {
	case p.MostClass == nil || r.Class.Rank > p.MostClass.Rank:
		p.MostClass, p.OnMostClass = r.Class, 1
	case r.Class.Rank == p.MostClass.Rank:
		p.OnMostClass++
	}
}

// permissionCounts counts; what there is none of it leaves unsaid.
func (b *Book) permissionCounts(p Permissions) string {
	id := "book_permission_summary"
	switch {
	case p.Cells == 0:
		return b.locale.T("book_no_permissions")
	case p.Conditional+p.Denials == 0:
		id += "_plain"
	case p.Conditional == 0:
		id += "_unconditional"
	case p.Denials == 0:
		id += "_undenied"
	}
	return b.locale.T(
		id,
		"Permissions", b.locale.N("book_count_permissions", p.Cells),
		"Objects", b.locale.N("book_count_objects", p.Objects),
		"Conditional", b.locale.N("book_count_conditional", p.Conditional),
		"Denials", b.locale.N("book_count_denials", p.Denials),
	)
}

func (b *Book) permissionRow(p *analysis.Permissions, o *catalog.Object) PermissionRow {
	row := PermissionRow{Object: b.objectRef(o), Class: b.class(o.Class), Cells: make([]Cell, len(b.catalog.Actions))}
	for i, a := range b.catalog.Actions {
		row.Cells[i] = b.cell(p, o, a)
	}
	row.Notes = b.notes(p, o)
	row.Duties = b.rowDuties(p, o)
	row.From = b.rowSources(p, o)
	return row
}

func (b *Book) cell(p *analysis.Permissions, o *catalog.Object, a *catalog.Action) Cell {
	held, denied := p.Cell(o, a), p.Denial(o, a)
	c := Cell{Role: p.Role.ID, Object: o.ID, Action: a.ID, Mark: b.mark(held, denied != nil, o.Applies(a))}
	if held != nil {
		for _, g := range held.Grants {
			c.Grants = append(c.Grants, CellGrant{
				Scope: b.scope(g.Scope), When: b.conditions(g.When),
				From: b.otherRef(p.Role, g.From), For: b.dutyRefs(p.Role, g.From, g.For),
			})
		}
	}
	if denied != nil {
		c.Denial = &CellDenial{From: b.otherRef(p.Role, denied.By[0].Role), Note: b.text(denied.By[0].Note)}
	}
	return c
}

// otherRef names a role unless it is the page's own.
func (b *Book) otherRef(own, r *catalog.Role) *RoleRef {
	if own == r {
		return nil
	}
	return b.optionalRef(r)
}

// rowDuties names the duties that the grants on an object serve, each once.
func (b *Book) rowDuties(p *analysis.Permissions, o *catalog.Object) []DutyRef {
	var out []DutyRef
	for _, from := range p.Lineage {
		var duties []*catalog.Duty
		for _, a := range o.Actions {
			if c := p.Cell(o, a); c != nil {
				for _, g := range c.Grants {
					if g.From == from {
						duties = append(duties, g.For...)
					}
				}
			}
		}
		out = append(out, b.dutyRefs(p.Role, from, duties)...)
	}
	return out
}

// rowSources names the roles that grants on an object are inherited from.
func (b *Book) rowSources(p *analysis.Permissions, o *catalog.Object) []RoleRef {
	var out []RoleRef
	for _, from := range p.Lineage[1:] {
		for _, a := range o.Actions {
			c := p.Cell(o, a)
			if c != nil && slices.ContainsFunc(c.Grants, func(g analysis.Held) bool { return g.From == from }) {
				out = append(out, b.roleRef(from))
				break
			}
		}
	}
	return out
}

// notes says under what conditions the actions on an object are allowed, why
// they are denied, and what of it stays hidden. Actions of which the same is to
// be said share a note.
func (b *Book) notes(p *analysis.Permissions, o *catalog.Object) []PermissionNote {
	var out []PermissionNote
	var names [][]string
	for _, a := range o.Actions {
		note := PermissionNote{Rest: b.conditionsOf(p.Cell(o, a))}
		if denied := p.Denial(o, a); denied != nil {
			note = b.reasonOf(denied.By[0])
		}
		if note.Rest == "" {
			continue
		}
		name := b.action(a).Name.Plain()
		if i := slices.IndexFunc(out, func(n PermissionNote) bool { return n == note }); i >= 0 {
			names[i] = append(names[i], name)
			continue
		}
		out, names = append(out, note), append(names, []string{name})
	}
	for i := range out {
		out[i].Lead = b.locale.List(names[i])
	}
	for _, f := range p.Fields(o) {
		out = append(out, b.fieldNote(f))
	}
	return out
}

// conditionsOf words the grants of a cell. A cell with one grant names its
// conditions; one with several names the scope of each.
func (b *Book) conditionsOf(c *analysis.Cell) string {
	if c == nil || len(c.Grants) == 1 && len(c.Grants[0].When) == 0 {
		return ""
	}
	if len(c.Grants) == 1 {
		return b.conditionNames(c.Grants[0].When)
	}
	var parts []string
	for _, g := range c.Grants {
		scope := b.scope(g.Scope).Name.Plain()
		if when := b.conditionNames(g.When); when != "" {
			scope = b.locale.T("book_scope_when", "Scope", scope, "When", when)
		}
		parts = append(parts, scope)
	}
	return strings.Join(parts, b.locale.T("book_or"))
}

// reasonOf gives the note of a denial. It stands in a list of clauses, so that
// its full stop is left out.
func (b *Book) reasonOf(d *catalog.Denial) PermissionNote {
	reason := b.text(d.Note)
	note := PermissionNote{Rest: reason.Plain()}
	for _, stop := range []string{"。", "."} {
		note.Rest = strings.TrimSuffix(note.Rest, stop)
	}
	if reason.Fallback {
		note.Lang = reason.Lang
	}
	return note
}

func (b *Book) conditionNames(list []*catalog.Condition) string {
	names := make([]string, len(list))
	for i, c := range list {
		names[i] = b.Conditions[c.Order].Name.Plain()
	}
	return b.locale.List(names)
}

func (b *Book) fieldNote(f analysis.FieldAccess) PermissionNote {
	n := PermissionNote{Lead: b.text(f.Field.Name).Plain(), Field: true}
	if f.Level() == analysis.FieldHidden {
		n.Rest = b.locale.T("book_field_hidden")
		return n
	}
	n.Rest = b.locale.T("book_field_read_only")
	return n
}
