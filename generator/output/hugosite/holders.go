package hugosite

import (
	"html/template"
	"strconv"
	"strings"

	"rolebook/generator/book"
)

// mostHolders is how many roles have a row of their own on the page of an
// object. Where there are more, those of a family that may do the same under
// the same conditions share one: a thousand rows that are mostly alike can
// neither be read nor carried.
const mostHolders = 60

// crowded reports whether the page's object has roles that share rows.
func (v *View) crowded() bool { return len(v.Object.Rows) > mostHolders }

// ObjectRows draws what each role may do to the page's object, a body a family.
func (v *View) ObjectRows() template.HTML {
	var m markup
	rows := v.Object.Rows
	m.expect(min(len(rows), mostHolders)*v.rowSize() + len(rows)*150)
	for len(rows) > 0 {
		n := 1
		for n < len(rows) && rows[n].Family.ID == rows[0].Family.ID {
			n++
		}
		v.openGroup(&m, words(rows[0].Family.Name))
		if v.crowded() {
			for _, group := range v.alike(rows[:n]) {
				v.writeCrowd(&m, group)
			}
		} else {
			v.writeHolders(&m, rows[:n])
		}
		m.put("</tbody>\n")
		rows = rows[n:]
	}
	return m.HTML()
}

// writeHolders draws a row a role.
func (v *View) writeHolders(m *markup, rows []book.ObjectRow) {
	for i := range rows {
		r := &rows[i]
		v.writeRow(m, &permissionRow{
			kind: "role-", id: r.Role.ID, head: v.anchors.roles[r.Role.ID],
			owner: r.Role.ID, cells: r.Cells, notes: r.Notes, duties: r.Duties, from: r.From,
		})
	}
}

// alike groups the rows whose marks and conditions are the same, in the order
// of their first roles.
func (v *View) alike(rows []book.ObjectRow) [][]*book.ObjectRow {
	var kinds codes[string]
	var out [][]*book.ObjectRow
	for i := range rows {
		n := kinds.of(v.kindOf(&rows[i]))
		if n > len(out) {
			out = append(out, nil)
		}
		out[n-1] = append(out[n-1], &rows[i])
	}
	return out
}

// kindOf is what rows that look alike have in common.
func (v *View) kindOf(r *book.ObjectRow) string {
	var key markup
	v.writeCells(&key, r.Cells)
	v.writeConditions(&key, &permissionRow{notes: r.Notes})
	return string(key.HTML())
}

// writeCrowd draws a row for roles that may do the same. Below it stands which
// they are, and for which duties each holds it.
func (v *View) writeCrowd(m *markup, group []*book.ObjectRow) {
	first := group[0]
	m.put(`<tr id="role-`, first.Role.ID, `"><th scope="row" rowspan="2">`, v.painter.count("book_count_roles", len(group)), "</th>")
	v.writeCells(m, first.Cells)
	shared := &permissionRow{notes: first.Notes}
	if !v.ManyActions() {
		m.put(`<td class="n">`)
		v.writeConditions(m, shared)
		m.put("</td><td></td>")
	}
	m.put("</tr>\n", `<tr class="why"><td colspan="`, strconv.Itoa(v.permissionColumns()-1), `">`)
	if v.ManyActions() {
		v.writeConditions(m, shared)
	}
	m.put(`<ul class="who">`)
	for _, r := range group {
		v.writeMember(m, r)
	}
	m.put("</ul></td></tr>\n")
}

// writeMember names a role of several and its duties. The link leads to where
// its own page tells of the object.
func (v *View) writeMember(m *markup, r *book.ObjectRow) {
	link := v.anchors.roles[r.Role.ID]
	m.put("<li>", strings.Replace(link, `">`, "#perm-"+v.Object.ID+`">`, 1))
	for i := range r.Duties {
		d := &r.Duties[i]
		m.put([]string{" <small>", v.painter.listSeparator}[min(i, 1)])
		if d.Role != nil {
			m.put(words(d.Role.Name), v.painter.colon)
		}
		m.put(strconv.Itoa(d.Number), " ", words(d.Name))
	}
	if len(r.Duties) > 0 {
		m.put("</small>")
	}
	m.put("</li>")
}

// Named links to roles, or says how many they are where the table of the page
// names more of them than a list can.
func (v *View) Named(list []book.RoleRef) template.HTML {
	if v.crowded() && len(list) > mostHolders {
		return template.HTML(v.painter.count("book_count_roles", len(list)))
	}
	return v.RoleLinks(list)
}
