package hugosite

import (
	"html/template"
	"strconv"

	"rolebook/generator/book"
)

// fewActions is how many actions leave room beside their columns for those of
// words. Where there are more, the words stand below the marks.
const fewActions = 6

// ManyActions reports whether a table of permissions has its words below the
// marks.
func (v *View) ManyActions() bool { return manyActions(v.Book) }

func manyActions(b *book.Book) bool { return len(b.Actions) > fewActions }

// permissionColumns is how many columns a table of permissions has.
func (v *View) permissionColumns() int {
	if v.ManyActions() {
		return 1 + len(v.Book.Actions)
	}
	return 3 + len(v.Book.Actions)
}

// rowSize is about how many bytes a row takes.
func (v *View) rowSize() int { return 300 + 30*len(v.Book.Actions) }

// permissionRow is what a role may do to an object, for a table of either.
type permissionRow struct {
	kind, id, head string // anchor and first cell, the latter in HTML
	owner          string // the role
	cells          []book.Cell
	notes          []book.PermissionNote
	duties         []book.DutyRef
	from           []book.RoleRef
}

// PermissionRows draws what the page's role may do, a body a module.
func (v *View) PermissionRows() template.HTML {
	var m markup
	m.expect((v.Role.Permissions.Objects + 1) * v.rowSize())
	for _, mod := range v.Role.Permissions.Modules {
		v.openGroup(&m, words(mod.Name)+" <small>"+template.HTMLEscapeString(mod.Words)+"</small>")
		for i := range mod.Rows {
			r := &mod.Rows[i]
			v.writeRow(&m, &permissionRow{
				kind: "perm-", id: r.Object.ID, head: v.anchors.objects[r.Object.ID] + v.painter.class(r.Class),
				owner: v.Role.ID, cells: r.Cells, notes: r.Notes, duties: r.Duties, from: r.From,
			})
		}
		m.put("</tbody>")
	}
	return m.HTML()
}

func (v *View) openGroup(m *markup, name string) {
	m.put(`<tbody><tr class="mod"><th scope="rowgroup" colspan="`, strconv.Itoa(v.permissionColumns()), `">`, name, "</th></tr>")
}

// writeRow draws a row: its marks, under what conditions they hold and for
// which duties.
func (v *View) writeRow(m *markup, r *permissionRow) {
	worded := len(r.notes)+len(r.from)+len(r.duties) > 0
	m.put(`<tr id="`, r.kind, r.id, `"><th scope="row"`)
	if worded && v.ManyActions() {
		m.put(` rowspan="2"`)
	}
	m.put(">", r.head, "</th>")
	v.writeCells(m, r.cells)
	switch {
	case !v.ManyActions():
		m.put(`<td class="n">`)
		v.writeConditions(m, r)
		m.put(`</td><td class="d">`)
		v.writeDuties(m, r)
		m.put("</td>")
	case worded:
		m.put(`</tr><tr class="why"><td colspan="`, strconv.Itoa(len(r.cells)), `"><div>`)
		v.writeConditions(m, r)
		v.writeDuties(m, r)
		m.put("</div></td>")
	}
	m.put("</tr>")
}

// writeCells draws the marks of a row, one an action.
func (v *View) writeCells(m *markup, cells []book.Cell) {
	for i := range cells {
		c := &cells[i]
		switch c.Mark.State {
		case book.NotApplicable:
			m.put(v.painter.blanks[i])
			continue
		case book.NotGranted:
			m.put(v.painter.dots[i])
			continue
		}
		m.put(`<td data-l="`, v.painter.labels[i], `">`, v.painter.tile(c.Mark).word, "</td>")
	}
}

// writeConditions words under what conditions the marks of a row hold, what
// fields they leave out, why cells are denied, and which roles they come from.
func (v *View) writeConditions(m *markup, r *permissionRow) {
	if len(r.notes)+len(r.from) == 0 {
		return
	}
	m.put("<ul>")
	for _, n := range r.notes {
		m.put("<li><b>")
		m.text(n.Lead)
		m.put("</b>")
		if n.Rest == v.painter.hidden || n.Rest == v.painter.reading {
			m.put(v.painter.gap) // a field is hidden
		} else {
			m.put(v.painter.colon) // actions: conditions
		}
		m.foreign(n.Rest, n.Lang)
		m.put("</li>")
	}
	for _, from := range r.from {
		m.put("<li>", v.painter.fromRole(from), "</li>")
	}
	m.put("</ul>")
}

func (v *View) writeDuties(m *markup, r *permissionRow) {
	for i := range r.duties {
		v.writeDutyLink(m, r.owner, &r.duties[i])
	}
}
