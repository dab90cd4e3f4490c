package hugosite

import (
	"html/template"
	"strconv"
	"strings"

	"rolebook/generator/book"
)

// writeFact draws an entry of a list of facts; one without a value says so.
func (v *View) writeFact(m *markup, label, value string) {
	if value == "" {
		value = v.painter.word("site_none")
	}
	m.put("<div><dt>", v.painter.word(label), "</dt><dd>", value, "</dd></div>")
}

// Facts draws the identity block of the page's role.
func (v *View) Facts() template.HTML {
	var m markup
	m.expect(1500)
	r := v.Role
	v.writeFact(&m, "book_family", v.anchors.families[r.Family.ID])
	superior := ""
	if r.ReportsTo != nil {
		superior = v.anchors.roles[r.ReportsTo.ID]
	}
	v.writeFact(&m, "book_reports_to", superior)
	v.writeFact(&m, "book_status", template.HTMLEscapeString(r.StatusIs))
	v.writeFact(&m, "book_version", template.HTMLEscapeString(r.Version))
	v.writeFact(&m, "book_effective", string(v.Day(r.Effective)))
	v.writeFact(&m, "book_owner", string(r.Owner.HTML()))
	v.writeFact(&m, "book_next_review", v.review(r))
	v.writeFact(&m, "book_inherits", string(v.RoleLinks(r.Inherits)))
	v.writeRelatives(&m, "site_heirs", r.Heirs)
	v.writeRelatives(&m, "site_reports", r.Reports)
	return m.HTML()
}

func (v *View) review(r *book.RolePage) string {
	if r.Review.IsZero() {
		return ""
	}
	class := ""
	if r.Overdue {
		class = ` class="late"`
	}
	return string(v.Day(r.Review)) + " <small" + class + ">" + template.HTMLEscapeString(r.Review.Away) + "</small>"
}

// mostRelatives is how many relatives of a role are shown at once; the rest
// can be unfolded.
const mostRelatives = 12

// writeRelatives draws a line of roles over the whole width, if there are any.
func (v *View) writeRelatives(m *markup, label string, list []book.RoleRef) {
	if len(list) == 0 {
		return
	}
	m.put(`<div class="whole"><dt>`, v.painter.word(label), "</dt><dd>")
	if len(list) <= mostRelatives {
		m.put(string(v.RoleLinks(list)))
	} else {
		m.put("<details><summary>", string(v.RoleLinks(list[:mostRelatives])), " …</summary>", string(v.RoleLinks(list[mostRelatives:])), "</details>")
	}
	m.put("</dd></div>")
}

// AtAGlance draws the figures of the page's role.
func (v *View) AtAGlance() template.HTML {
	var m markup
	m.expect(900)
	r, p := v.Role, &v.Role.Permissions
	figure := func(label, value, below string) {
		v.writeFact(&m, label, value+"<small>"+below+"</small>")
	}
	figure("book_section_duties", strconv.Itoa(len(r.Duties)), v.painter.count("site_count_tasks", r.Tasks))
	figure("book_section_permissions", strconv.Itoa(p.Cells), v.painter.count("site_on_objects", p.Objects))
	widest, class := v.painter.word("site_none"), v.painter.word("site_none")
	if p.Widest != nil {
		widest = words(p.Widest.Name)
	}
	if p.MostClass != nil {
		class = words(p.MostClass.Name)
	}
	figure("site_widest_scope", widest, v.painter.count("book_count_conditional", p.Conditional))
	figure("site_most_sensitive", class, v.painter.count("book_count_objects", p.OnMostClass))
	roles, parties := partners(r)
	figure("site_works_with", strconv.Itoa(len(r.Collaboration)),
		v.painter.count("book_count_roles", roles)+v.painter.listSeparator+v.painter.count("site_count_parties", parties))
	figure("site_open_findings", v.openFindings(), v.painter.count("site_count_pairs", openPairs(r)))
	return m.HTML()
}

// partners counts the roles and the other parties that a role works with.
func partners(r *book.RolePage) (roles, parties int) {
	for _, p := range r.Collaboration {
		if p.Role != nil {
			roles++
		}
	}
	return roles, len(r.Collaboration) - roles
}

// openFindings counts the open findings of the gravest severity there is.
func (v *View) openFindings() string {
	gravest := v.Worst(v.Role)
	if gravest == nil || !gravest.Open {
		return v.painter.word("site_none")
	}
	n := 0
	for _, f := range v.Role.Findings {
		if f.Open && f.Severity == gravest.Severity {
			n++
		}
	}
	label := v.Book.N("site_count_severity", n, "Severity", strings.ToLower(gravest.SeverityIs))
	return `<a href="#finding-` + gravest.ID + `">` + shape(gravest.Severity, true, label) + `</a>`
}

// openPairs counts the open findings in which the role is one of several.
func openPairs(r *book.RolePage) int {
	n := 0
	for _, f := range r.Combinations {
		if f.Open {
			n++
		}
	}
	return n
}
