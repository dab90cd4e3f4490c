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
		m.put("<span>", v.dated(id, d), "</span> ")
	}
	say("site_last_change", v.Role.Effective)
	say("site_last_review", v.Role.Reviewed)
	return m.HTML()
}

// When writes a date and how far away it is.
func (v *View) When(d book.Day) template.HTML { return template.HTML(v.dated("site_day_away", d)) }

// dated words a message about a date, which is more than words itself.
func (v *View) dated(id string, d book.Day) string {
	const place = "\x00"
	text := template.HTMLEscapeString(v.Book.T(id, "Date", place, "Away", d.Away))
	return strings.Replace(text, template.HTMLEscapeString(place), string(v.Day(d)), 1)
}

// FamilyLead says how many roles the page's family has, and what they hold.
func (v *View) FamilyLead() string {
	n := 0
	for _, r := range v.Family.Roles {
		n += r.Permissions.Cells
	}
	return v.Book.T("site_family_lead", "Roles", v.Family.Count, "Permissions", v.Book.N("book_count_permissions", n))
}
