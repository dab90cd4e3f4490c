package hugosite

import (
	"html/template"
	"strings"

	"rolebook/generator/book"
)

// Compare links to the page that compares two roles, with one or both chosen.
func (v *View) Compare(a, b string) template.URL {
	link := v.Home + "compare/" + v.index + "?a=" + a
	if b != "" {
		link += "&b=" + b
	}
	return template.URL(link)
}

// LastChange says since when the page's role is as it is, and when somebody
// last looked at it; empty where the catalog says neither.
func (v *View) LastChange() template.HTML {
	var m markup
	say := func(id string, d book.Day) {
		if d.IsZero() {
			return
		}
		const place = "\x00" // a date is more than words
		text := template.HTMLEscapeString(v.Book.T(id, "Date", place, "Away", d.Away))
		m.put(`<span>`, strings.Replace(text, template.HTMLEscapeString(place), string(v.Day(d)), 1), "</span> ")
	}
	say("site_last_change", v.Role.Effective)
	say("site_last_review", v.Role.Reviewed)
	return m.HTML()
}

// FamilyLead says how many roles the page's family has, and what they hold.
func (v *View) FamilyLead() string {
	n := 0
	for _, r := range v.Family.Roles {
		n += r.Permissions.Cells
	}
	return v.Book.T("site_family_lead", "Roles", v.Family.Count, "Permissions", v.Book.N("book_count_permissions", n))
}
