package hugosite

import (
	"html"
	"html/template"
	"strconv"
	"strings"

	"rolebook/generator/book"
)

// maxColumns is how many roles stand side by side in the matrix. More of them
// become rows instead, one table a module: thousands of rows can be read,
// thousands of columns cannot.
const maxColumns = 60

// Upright reports whether roles are the columns of the matrix.
func (v *View) Upright() bool { return len(v.Book.Roles) <= maxColumns }

// Slots is how many letters stand side by side in a row of the matrix.
func (v *View) Slots() int { return len(v.Book.Roles) * len(v.Book.Actions) }

// MatrixRows draws the rows of a module in the upright matrix.
func (v *View) MatrixRows(m book.MatrixModule) template.HTML {
	var b strings.Builder
	first := v.firstColumns()
	for _, r := range m.Rows {
		b.WriteString(`<tr data-object="` + r.Object.ID + `" data-class="` + strconv.Itoa(r.Class.Rank) + `"><th scope="row"><div>`)
		b.WriteString(string(v.ObjectLink(r.Object)))
		b.WriteString(v.className(r.Class) + `</div></th>`)
		for i := range r.Roles {
			v.writeCell(&b, &r.Roles[i], r.Object.ID, first[i])
		}
		b.WriteString("</tr>\n")
	}
	return template.HTML(b.String())
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

// className names a classification, heavier as it gets more sensitive.
func (v *View) className(c *book.Class) string {
	return `<span class="cls" data-c="` + strconv.Itoa(weight(c)) + `">` + words(c.Name) + `</span>`
}

// ClassName is className for templates.
func (v *View) ClassName(c *book.Class) template.HTML { return template.HTML(v.className(c)) }

// weight is the emphasis of a classification, 0 to 3: the most sensitive one
// has all of it, the least sensitive none.
func weight(c *book.Class) int {
	if c.Of < 2 {
		return 0
	}
	return 3 * (c.Rank - 1) / (c.Of - 1)
}

// writeCell draws what one role may do to one object: its tiles in their slots
// and, for those who do not see them, the same as a sentence. The cell leads to
// the row on the role's page that tells everything.
func (v *View) writeCell(b *strings.Builder, c *book.MatrixCell, object string, first bool) {
	if first {
		b.WriteString(`<td class="first">`)
	} else {
		b.WriteString("<td>")
	}
	if len(c.Cells) == 0 {
		b.WriteString(`<span class="cell" aria-hidden="true">`)
		v.writeTiles(b, c, object)
		b.WriteString("</span></td>")
		return
	}
	b.WriteString(`<a class="cell" tabindex="-1" href="` + v.Home + "roles/" + c.Role + "/" + v.Index() + "#perm-" + object + `"><span class="vh">`)
	b.WriteString(html.EscapeString(c.Label()) + `</span><span class="tiles" aria-hidden="true">`)
	v.writeTiles(b, c, object)
	b.WriteString("</span></a></td>")
}

// writeTiles fills the slots of a cell: i for what is not granted, s where the
// action does not apply. Both are empty, and there are very many of them.
func (v *View) writeTiles(b *strings.Builder, c *book.MatrixCell, object string) {
	next := 0
	for place, applies := range v.painter.applies[object] {
		switch {
		case next < len(c.Cells) && v.painter.actions[c.Cells[next].Action] == place:
			v.writeTile(b, &c.Cells[next], place)
			next++
		case applies:
			b.WriteString("<i></i>")
		default:
			b.WriteString("<s></s>")
		}
	}
}

func (v *View) writeTile(b *strings.Builder, c *book.Cell, place int) {
	p := v.painter
	if c.Mark.State == book.Denied {
		b.WriteString(`<span class="m deny" data-denied="` + c.Action + `">` + p.letters[place] + `</span>`)
		return
	}
	t := p.tile(c.Mark)
	b.WriteString(`<span class="m ` + t.classes + `"`)
	writeCoordinates(b, c)
	b.WriteString(` data-scope="` + strconv.Itoa(c.Mark.Rank) + `"` + t.rules)
	if note := v.grantNote(c); note != "" && v.Upright() {
		b.WriteString(` data-note="` + html.EscapeString(note) + `"`)
	}
	b.WriteString(">" + p.letters[place] + "</span>")
}

// grantNote says what the tile does not show: the conditions of each grant and
// where it is inherited from.
func (v *View) grantNote(c *book.Cell) string {
	if len(c.Grants) == 1 && len(c.Grants[0].When) == 0 && c.Grants[0].From == nil {
		return ""
	}
	var notes []string
	for _, g := range c.Grants {
		note := g.Scope.Name.Plain()
		if len(g.When) > 0 {
			var names []string
			for _, w := range g.When {
				names = append(names, w.Name.Plain())
			}
			note = v.Book.T("book_scope_when", "Scope", note, "When", strings.Join(names, v.painter.listSeparator))
		}
		if g.From != nil {
			note += v.painter.listSeparator + v.Book.T("book_from_role", "Role", g.From.Name.Plain())
		}
		notes = append(notes, note)
	}
	return strings.Join(notes, v.Book.T("clause_separator"))
}

// ModuleTable draws the rows of a module where roles are rows: families one
// below the other, and of each the roles that hold or are denied something.
func (v *View) ModuleTable(m book.MatrixModule) template.HTML {
	var b strings.Builder
	column := 0
	for _, f := range v.Book.Matrix.Families {
		open := false
		for _, r := range f.Roles {
			if touched(m, column) {
				if !open {
					open = true
					b.WriteString(`<tbody><tr class="mod"><th scope="rowgroup">` + words(f.Name) + `</th><td colspan="` + strconv.Itoa(len(m.Rows)) + `"></td></tr>` + "\n")
				}
				v.writeRoleRow(&b, m, r, column)
			}
			column++
		}
		if open {
			b.WriteString("</tbody>\n")
		}
	}
	return template.HTML(b.String())
}

func touched(m book.MatrixModule, column int) bool {
	for i := range m.Rows {
		if len(m.Rows[i].Roles[column].Cells) > 0 {
			return true
		}
	}
	return false
}

func (v *View) writeRoleRow(b *strings.Builder, m book.MatrixModule, r *book.RolePage, column int) {
	b.WriteString(`<tr><th scope="row">` + string(v.RolePageLink(r)) + `</th>`)
	for i := range m.Rows {
		if c := &m.Rows[i].Roles[column]; len(c.Cells) > 0 {
			v.writeCell(b, c, m.Rows[i].Object.ID, true)
		} else {
			b.WriteString(`<td class="first"></td>`)
		}
	}
	b.WriteString("</tr>\n")
}

// Touched counts the roles that hold or are denied something of a module.
func (v *View) Touched(m book.MatrixModule) int {
	n := 0
	for column := range v.Book.Roles {
		if touched(m, column) {
			n++
		}
	}
	return n
}

// MatrixWords is what the script of the matrix says.
func (v *View) MatrixWords() map[string]any {
	actions, rules := map[string]string{}, map[string]any{}
	for _, a := range v.Book.Actions {
		actions[a.ID] = a.Name.Plain()
	}
	for _, r := range v.Book.SoD.Rules {
		rules[r.ID] = map[string]string{"name": r.Name.Plain(), "severity": r.Severity, "shape": shapes[r.Severity]}
	}
	scopes := make([]string, len(v.Book.Scopes))
	for i, s := range v.Book.Scopes {
		scopes[i] = s.Name.Plain()
	}
	return map[string]any{
		"actions": actions, "rules": rules, "scopes": scopes,
		"sod": v.To("sod/"), "close": v.Book.T("site_close"), "denied": v.Book.T("site_denied"), "details": v.Book.T("site_details"),
		"action": v.Book.T("site_action"), "scope": v.Book.T("site_scope"), "note": v.Book.T("book_conditions_and_fields"),
	}
}
