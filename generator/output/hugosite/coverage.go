package hugosite

import (
	"html"
	"html/template"
	"strconv"
	"strings"
)

// TranslationRows draws where texts lack languages.
func (v *View) TranslationRows() template.HTML {
	var b strings.Builder
	for _, t := range v.Book.Coverage.Translations {
		b.WriteString(`<tr><th scope="row"><code>` + html.EscapeString(t.File) + ":" + strconv.Itoa(t.Line) + `</code></th><td><code>` +
			html.EscapeString(t.Path) + `</code></td><td>` + html.EscapeString(strings.Join(t.Languages, v.painter.listSeparator)) + "</td></tr>\n")
	}
	return template.HTML(b.String())
}

// WithoutDutyRows draws the permissions that no duty asks for, a row a role
// and object.
func (v *View) WithoutDutyRows() template.HTML {
	var b strings.Builder
	list := v.Book.Coverage.WithoutDuty
	for len(list) > 0 {
		n := 1
		for n < len(list) && list[n].Role.ID == list[0].Role.ID && list[n].Object.ID == list[0].Object.ID {
			n++
		}
		var actions []string
		for _, p := range list[:n] {
			actions = append(actions, words(p.Action.Name))
		}
		b.WriteString(`<tr><th scope="row">` + string(v.RoleLink(list[0].Role)) + `</th><td>` + string(v.ObjectLink(list[0].Object)) +
			`</td><td>` + strings.Join(actions, html.EscapeString(v.painter.listSeparator)) + "</td></tr>\n")
		list = list[n:]
	}
	return template.HTML(b.String())
}

// WithoutPermissionRows draws the duties that no grant names.
func (v *View) WithoutPermissionRows() template.HTML {
	var b strings.Builder
	for _, d := range v.Book.Coverage.WithoutPermission {
		b.WriteString(`<tr><th scope="row">` + string(v.RoleLink(d.Role)) + `</th><td>` + v.dutyLink(d.Role.ID, d.Duty) + "</td></tr>\n")
	}
	return template.HTML(b.String())
}

// UndoableRows draws the duties that a denial takes a permission from.
func (v *View) UndoableRows() template.HTML {
	var b strings.Builder
	for _, d := range v.Book.Coverage.Undoable {
		b.WriteString(`<tr><th scope="row">` + string(v.RoleLink(d.Role)) + `</th><td>` + v.dutyLink(d.Role.ID, d.Duty) + `</td><td>` +
			string(v.ObjectLink(d.Object)) + html.EscapeString(v.painter.colon) + words(d.Action.Name) + "</td></tr>\n")
	}
	return template.HTML(b.String())
}
