package hugosite

import (
	"html/template"
	"slices"
	"strconv"

	"rolebook/generator/book"
)

// maxColumns is how many roles stand side by side in the table that is read
// without scripting. More of them become rows instead, on a page a module:
// thousands of rows can be read, thousands of columns cannot. With scripting,
// all roles are in one grid, see [View.GridScript].
const maxColumns = 60

// Upright reports whether roles are the columns of that table.
func (v *View) Upright() bool { return len(v.Book.Roles) <= maxColumns }

// tables lists the modules that have a page of their own for their part of the
// matrix; none where one table holds it all.
func tables(b *book.Book) []book.MatrixModule {
	if len(b.Roles) <= maxColumns {
		return nil
	}
	return b.Matrix.Modules
}

func (v *View) matrixModule(id string) *book.MatrixModule {
	modules := v.Book.Matrix.Modules
	if i := slices.IndexFunc(modules, func(m book.MatrixModule) bool { return m.ID == id }); i >= 0 {
		return &modules[i]
	}
	return nil
}

// Slots is how many letters stand side by side in a row of the matrix.
func (v *View) Slots() int { return len(v.Book.Roles) * len(v.Book.Actions) }

// MatrixRows draws the rows of a module in the upright matrix.
func (v *View) MatrixRows(mod book.MatrixModule) template.HTML {
	var m markup
	m.expect(len(mod.Rows) * v.Slots() * 20)
	first := v.firstColumns()
	for _, r := range mod.Rows {
		m.put(`<tr><th scope="row"><div>`, v.anchors.objects[r.Object.ID], v.painter.class(r.Class), "</div></th>")
		for i := range r.Roles {
			if first[i] {
				m.put(`<td class="first">`)
			} else {
				m.put("<td>")
			}
			v.writeCell(&m, &r.Roles[i], r.Object.ID)
			m.put("</td>")
		}
		m.put("</tr>\n")
	}
	return m.HTML()
}

// firstColumns tells which columns begin a family.
func (v *View) firstColumns() []bool {
	var out []bool
	for _, f := range v.Book.Matrix.Families {
		for i := range f.Roles {
			out = append(out, i == 0)
		}
	}
	return out
}

// writeCell draws what one role may do to one object: its tiles in their slots
// and, for those who do not see them, the same as a sentence. The cell leads to
// the row on the role's page that tells everything.
func (v *View) writeCell(m *markup, c *book.MatrixCell, object string) {
	if len(c.Cells) == 0 {
		m.put(`<span class="cell" aria-hidden="true">`)
		v.writeTiles(m, c, object)
		m.put("</span>")
		return
	}
	m.put(`<a class="cell" href="`, v.Home, "roles/", c.Role, "/", v.index, "#perm-", object, `"><span class="vh">`)
	m.text(c.Label())
	m.put(`</span><span class="tiles" aria-hidden="true">`)
	v.writeTiles(m, c, object)
	m.put("</span></a>")
}

// writeTiles fills the slots of a cell: i for what is not granted, s where the
// action does not apply. Both are empty, and there are very many of them.
func (v *View) writeTiles(m *markup, c *book.MatrixCell, object string) {
	next := 0
	for place, applies := range v.painter.applies[object] {
		switch {
		case next < len(c.Cells) && v.painter.actions[c.Cells[next].Action] == place:
			v.writeTile(m, &c.Cells[next], place)
			next++
		case applies:
			m.put("<i></i>")
		default:
			m.put("<s></s>")
		}
	}
}

func (v *View) writeTile(m *markup, c *book.Cell, place int) {
	p := v.painter
	if c.Mark.State == book.Denied {
		m.put(`<span class="m deny">`, p.letters[place], "</span>")
		return
	}
	t := p.tile(c.Mark)
	m.put(`<span class="m `, t.classes, `"`)
	writeCoordinates(m, c)
	m.put(t.rules, ">", p.letters[place], "</span>")
}

// writeCoordinates says which permission a tile of the matrix shows: what tests
// and scripts find it by.
func writeCoordinates(m *markup, c *book.Cell) {
	m.put(` data-role="`, c.Role, `" data-object="`, c.Object, `" data-action="`, c.Action, `"`)
}

// ModuleTable draws the rows of a module where roles are rows: a body a
// family, and of each the roles that hold or are denied something.
func (v *View) ModuleTable(mod book.MatrixModule) template.HTML {
	var m markup
	m.expect(len(mod.Rows) * len(v.Book.Roles) * 100)
	column := 0
	for _, f := range v.Book.Matrix.Families {
		open := false
		for _, r := range f.Roles {
			if touched(mod, column) {
				if !open {
					open = true
					m.put(`<tbody><tr class="mod"><th scope="rowgroup">`, words(f.Name), `</th><td colspan="`, strconv.Itoa(len(mod.Rows)), `"></td></tr>`, "\n")
				}
				v.writeRoleRow(&m, mod, r, column)
			}
			column++
		}
		if open {
			m.put("</tbody>\n")
		}
	}
	return m.HTML()
}

func touched(mod book.MatrixModule, column int) bool {
	for i := range mod.Rows {
		if len(mod.Rows[i].Roles[column].Cells) > 0 {
			return true
		}
	}
	return false
}

// writeRoleRow draws a role's row. Only its head is a link: with a thousand
// roles the page would otherwise be twice as large.
func (v *View) writeRoleRow(m *markup, mod book.MatrixModule, r *book.RolePage, column int) {
	m.put(`<tr><th scope="row">`, v.anchors.roles[r.ID], "</th>")
	for i := range mod.Rows {
		m.put("<td>")
		v.writeWorded(m, mod.Rows[i].Roles[column].Cells)
		m.put("</td>")
	}
	m.put("</tr>\n")
}

// writeWorded draws a tile for each way in which a role may do something to an
// object: the actions, and how far they reach. Letters in slots would have to
// be said in words besides.
func (v *View) writeWorded(m *markup, cells []book.Cell) {
	for i := range cells {
		mark := cells[i].Mark
		alike := func(c book.Cell) bool { return c.Mark == mark }
		if slices.ContainsFunc(cells[:i], alike) {
			continue
		}
		t := v.painter.tile(mark)
		m.put(`<b class="`, t.classes, `">`)
		first := true
		for j := i; j < len(cells); j++ {
			if alike(cells[j]) {
				if !first {
					m.put(v.painter.listSeparator)
				}
				first = false
				v.writeAction(m, &cells[j], t)
			}
		}
		m.put(v.painter.colon, t.scope, "</b>")
	}
}

// writeAction names the action of a cell.
func (v *View) writeAction(m *markup, c *book.Cell, t *tile) {
	if c.Mark.State != book.Granted {
		m.put(v.painter.labels[v.painter.actions[c.Action]])
		return
	}
	m.put("<i")
	writeCoordinates(m, c)
	m.put(t.rules, ">", v.painter.labels[v.painter.actions[c.Action]], "</i>")
}

// Touched counts the roles that hold or are denied something of a module.
func (v *View) Touched(mod book.MatrixModule) int {
	n := 0
	for column := range v.Book.Roles {
		if touched(mod, column) {
			n++
		}
	}
	return n
}
