package hugosite

import (
	"html"
	"html/template"
	"strconv"
	"strings"

	"rolebook/generator/book"
)

// PermissionRow draws what the page's role may do to one object.
func (v *View) PermissionRow(r *book.PermissionRow) template.HTML {
	var b strings.Builder
	b.WriteString(`<tr id="perm-` + r.Object.ID + `"><th scope="row"><div>` + string(v.ObjectLink(r.Object)) + v.className(r.Class) + `</div></th>`)
	v.writeCells(&b, r.Cells)
	v.writeReasons(&b, v.Role.ID, r.Notes, r.Duties, r.From)
	b.WriteString("</tr>")
	return template.HTML(b.String())
}

// ObjectRows draws what each role may do to the page's object, families one
// below the other.
func (v *View) ObjectRows() template.HTML {
	var b strings.Builder
	family, span := "", len(v.Book.Actions)+3
	for i := range v.Object.Rows {
		r := &v.Object.Rows[i]
		if r.Family.ID != family {
			if family != "" {
				b.WriteString("</tbody>\n")
			}
			family = r.Family.ID
			b.WriteString(`<tbody><tr class="mod"><th scope="rowgroup" colspan="` + strconv.Itoa(span) + `">` + words(r.Family.Name) + "</th></tr>\n")
		}
		b.WriteString(`<tr id="role-` + r.Role.ID + `"><th scope="row"><div>` + string(v.RoleLink(r.Role)) + `</div></th>`)
		v.writeCells(&b, r.Cells)
		v.writeReasons(&b, r.Role.ID, r.Notes, r.Duties, r.From)
		b.WriteString("</tr>\n")
	}
	b.WriteString("</tbody>")
	return template.HTML(b.String())
}

// writeCells draws the marks of a row, one an action.
func (v *View) writeCells(b *strings.Builder, cells []book.Cell) {
	for i := range cells {
		c := &cells[i]
		t := v.painter.tile(c.Mark)
		b.WriteString(`<td class="a" data-l="` + v.painter.labels[i] + `"`)
		if c.Mark.State == book.Granted {
			writeCoordinates(b, c)
			b.WriteString(t.rules)
		}
		b.WriteString(">" + t.word + "</td>")
	}
}

// writeReasons draws the two columns of words behind the marks: under what
// conditions, and for which duties.
func (v *View) writeReasons(b *strings.Builder, owner string, notes []book.PermissionNote, duties []book.DutyRef, from []book.RoleRef) {
	b.WriteString(`<td class="n">`)
	if len(notes)+len(from) > 0 {
		b.WriteString("<ul>")
		for _, n := range notes {
			between := v.painter.colon // actions: conditions
			if n.Rest == v.painter.hidden || n.Rest == v.painter.reading {
				between = v.painter.gap // a field is hidden
			}
			b.WriteString("<li><b>" + html.EscapeString(n.Lead) + "</b>" + between + html.EscapeString(n.Rest) + "</li>")
		}
		for _, r := range from {
			b.WriteString("<li>" + html.EscapeString(v.Book.T("book_from_role", "Role", r.Name.Plain())) + "</li>")
		}
		b.WriteString("</ul>")
	}
	b.WriteString(`</td><td class="d">`)
	for _, d := range duties {
		b.WriteString(v.dutyLink(owner, d))
	}
	b.WriteString("</td>")
}
