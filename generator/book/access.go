package book

import "strings"

// reach is how far some actions on an object go: a scope, and what it depends on.
type reach struct {
	words   string
	actions []string
}

// reaches collects actions that go equally far.
type reaches []reach

func (r *reaches) add(words, action string) {
	for i := range *r {
		if (*r)[i].words == words {
			(*r)[i].actions = append((*r)[i].actions, action)
			return
		}
	}
	*r = append(*r, reach{words, []string{action}})
}

// lines says actions and how far they go, a line each.
func (w *writer) reachLines(list reaches) []Text {
	var out []Text
	for _, r := range list {
		s := w.book.locale.List(r.actions)
		if r.words != "" && w.holds.scopes {
			s += w.T("colon") + r.words
		}
		out = append(out, w.words(s))
	}
	return out
}

// grantWords says how far a grant goes.
func (w *writer) grantWords(g CellGrant) string {
	scope := g.Scope.Name.Plain()
	if len(g.When) == 0 {
		return scope
	}
	names := make([]string, len(g.When))
	for i, c := range g.When {
		names[i] = c.Name.Plain()
	}
	return w.T("book_scope_when", "Scope", scope, "When", w.book.locale.List(names))
}

// cellWords says how far all grants of a cell go.
func (w *writer) cellWords(c *Cell) string {
	parts := make([]string, len(c.Grants))
	for i, g := range c.Grants {
		parts[i] = w.grantWords(g)
	}
	return strings.Join(parts, w.T("book_or"))
}

// accessGroup is the access that one duty asks for, or that comes from one role.
type accessGroup struct {
	title string
	rows  []accessRow
}

// accessRow is the access to one object.
type accessRow struct {
	object  Text
	reaches reaches
}

// access lists what to ask for and what it is for: the role's own grants by
// duty, then those it inherits by role, with boxes for asked and works.
func (w *writer) access() []Block {
	groups := w.accessGroups()
	if len(groups) == 0 {
		return nil
	}
	t := Table{Caption: w.own("book_section_", "access"), Columns: []Column{
		w.column("book_object", 1), w.column("book_access", 2.2),
		{Title: w.T("book_requested"), Align: Center}, {Title: w.T("book_works"), Align: Center},
	}}
	for _, g := range groups {
		group := RowGroup{Title: g.title}
		for _, r := range g.rows {
			group.Rows = append(group.Rows, TableRow{Cells: []TableCell{
				cellOf(r.object), {Lines: w.reachLines(r.reaches)}, {Box: true}, {Box: true},
			}})
		}
		t.Groups = append(t.Groups, group)
	}
	return []Block{t}
}

// accessGroups sorts the effective grants: the duties in their order, what no
// duty asks for, the roles that grants come from.
func (w *writer) accessGroups() []accessGroup {
	var order []string
	titles, byKey := map[string]string{}, map[string][]accessRow{}
	note := func(key, title string) {
		order, titles[key] = append(order, key), title
	}
	for _, d := range w.role.Duties {
		note("duty "+d.ID, d.Name.Plain())
	}
	note("own", w.T("book_access_general"))
	for _, r := range w.lineage() {
		note("role "+r.ID, w.T("book_access_from", "Role", r.Name.Plain()))
	}
	for _, m := range w.role.Permissions.Modules {
		for i := range m.Rows {
			w.accessOf(&m.Rows[i], byKey)
		}
	}
	var out []accessGroup
	for _, key := range order {
		if rows := byKey[key]; len(rows) > 0 {
			out = append(out, accessGroup{titles[key], rows})
		}
	}
	return out
}

// lineage names the roles that grants come from, in the order of their rows.
func (w *writer) lineage() []RoleRef {
	var out []RoleRef
	seen := map[string]bool{}
	for _, m := range w.role.Permissions.Modules {
		for _, r := range m.Rows {
			for _, from := range r.From {
				if !seen[from.ID] {
					seen[from.ID] = true
					out = append(out, from)
				}
			}
		}
	}
	return out
}

// accessOf adds the grants on one object to their groups.
func (w *writer) accessOf(r *PermissionRow, byKey map[string][]accessRow) {
	begun := map[string]bool{}
	for i := range r.Cells {
		action := w.book.Actions[i].Name.Plain()
		for _, g := range r.Cells[i].Grants {
			key := accessKey(g)
			if !begun[key] {
				begun[key] = true
				byKey[key] = append(byKey[key], accessRow{object: r.Object.Name})
			}
			rows := byKey[key]
			rows[len(rows)-1].reaches.add(w.grantWords(g), action)
		}
	}
}

// accessKey is the group that a grant belongs to: its first duty.
func accessKey(g CellGrant) string {
	switch {
	case g.From != nil:
		return "role " + g.From.ID
	case len(g.For) > 0:
		return "duty " + g.For[0].ID
	}
	return "own"
}

// bounds tells in words what the role may and may not, object by object.
func (w *writer) bounds() []Block {
	if len(w.role.Permissions.Modules) == 0 {
		return nil
	}
	t := Table{Caption: w.own("book_section_", "bounds"), Columns: []Column{
		w.column("book_object", 1), w.column("book_may", 1.7), w.column("book_may_not", 1.7),
	}}
	for _, m := range w.role.Permissions.Modules {
		group := RowGroup{Title: m.Name.Plain()}
		for i := range m.Rows {
			r := &m.Rows[i]
			group.Rows = append(group.Rows, TableRow{Cells: []TableCell{
				cellOf(r.Object.Name), {Lines: w.may(r)}, {Lines: w.mayNot(r)},
			}})
		}
		t.Groups = append(t.Groups, group)
	}
	return []Block{t}
}

// may lists what is allowed on an object, and how far.
func (w *writer) may(r *PermissionRow) []Text {
	var list reaches
	for i := range r.Cells {
		if len(r.Cells[i].Grants) > 0 {
			list.add(w.cellWords(&r.Cells[i]), w.book.Actions[i].Name.Plain())
		}
	}
	return w.reachLines(list)
}

// mayNot lists what is denied, what is not granted, and the fields that are out
// of reach.
func (w *writer) mayNot(r *PermissionRow) []Text {
	var out []Text
	var denied, missing []string
	for i := range r.Cells {
		switch name := w.book.Actions[i].Name.Plain(); r.Cells[i].Mark.State {
		case Denied:
			denied = append(denied, name)
		case NotGranted:
			missing = append(missing, name)
		}
	}
	if len(denied) > 0 {
		out = append(out, w.label("book_denied_actions", "Actions", w.book.locale.List(denied)))
	}
	if len(missing) > 0 {
		out = append(out, w.words(w.book.locale.List(missing)))
	}
	for _, n := range r.Notes {
		if n.Field && w.holds.scopes {
			out = append(out, w.words(n.Lead+w.T("colon")+n.Rest))
		}
	}
	return out
}
