package hugosite

import (
	"html/template"
	"strconv"
	"strings"
)

// TranslationRows draws where texts lack languages.
func (v *View) TranslationRows() template.HTML {
	var m markup
	for _, t := range v.Book.Coverage.Translations {
		m.put(`<tr><th scope="row"><code>`)
		m.text(t.File + ":" + strconv.Itoa(t.Line))
		m.put("</code></th><td><code>")
		m.text(t.Path)
		m.put("</code></td><td>")
		m.text(strings.Join(t.Languages, v.Book.T("list_separator")))
		m.put("</td></tr>\n")
	}
	return m.HTML()
}

// WithoutDutyRows draws the permissions that no duty asks for, a row a role
// and object.
func (v *View) WithoutDutyRows() template.HTML {
	var m markup
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
		m.put(`<tr><th scope="row">`, v.anchors.roles[list[0].Role.ID], "</th><td>", v.anchors.objects[list[0].Object.ID],
			"</td><td>", strings.Join(actions, v.painter.listSeparator), "</td></tr>\n")
		list = list[n:]
	}
	return m.HTML()
}

// WithoutPermissionRows draws the duties that no grant names.
func (v *View) WithoutPermissionRows() template.HTML {
	var m markup
	for i := range v.Book.Coverage.WithoutPermission {
		d := &v.Book.Coverage.WithoutPermission[i]
		m.put(`<tr><th scope="row">`, v.anchors.roles[d.Role.ID], "</th><td>")
		v.writeDutyLink(&m, d.Role.ID, &d.Duty)
		m.put("</td></tr>\n")
	}
	return m.HTML()
}

// UndoableRows draws the duties that a denial takes a permission from.
func (v *View) UndoableRows() template.HTML {
	var m markup
	for i := range v.Book.Coverage.Undoable {
		d := &v.Book.Coverage.Undoable[i]
		m.put(`<tr><th scope="row">`, v.anchors.roles[d.Role.ID], "</th><td>")
		v.writeDutyLink(&m, d.Role.ID, &d.Duty)
		m.put("</td><td>", v.anchors.objects[d.Object.ID], v.painter.colon, words(d.Action.Name), "</td></tr>\n")
	}
	return m.HTML()
}

// OpenReviewRows draws what the records of reviews leave open.
func (v *View) OpenReviewRows() template.HTML {
	var m markup
	for _, x := range v.Book.Coverage.Open {
		m.put(`<tr><th scope="row">`)
		if x.Role.ID != "" {
			m.put(v.anchors.roles[x.Role.ID])
		} else {
			m.put(words(x.Subject))
		}
		m.put("</th><td>")
		m.text(x.Says)
		if !x.Comment.IsZero() {
			m.put("<br>", words(x.Comment))
		}
		m.put("</td></tr>\n")
	}
	return m.HTML()
}
