package hugosite

import (
	"html"
	"html/template"
	"strings"

	"rolebook/generator/book"
)

// shapes are the outlines of the severities: the shape says which, the colour
// repeats it.
var shapes = map[string]string{
	"critical": "M6 .6 11.4 6 6 11.4 .6 6Z",
	"high":     "M6 1 11.5 11H.5Z",
	"medium":   "M6 1a5 5 0 1 1 0 10A5 5 0 0 1 6 1Z",
	"low":      "M1 4.5h10v3H1Z",
}

// Severity draws a severity's shape, filled while the finding is open, and
// words beside it.
func (v *View) Severity(severity string, open bool, label string) template.HTML {
	hollow := ""
	if !open {
		hollow = " hollow"
	}
	return template.HTML(`<span class="sev ` + severity + hollow + `"><svg viewBox="0 0 12 12" aria-hidden="true"><path d="` +
		shapes[severity] + `"/></svg>` + html.EscapeString(label) + `</span>`)
}

// FindingMark is the severity of a finding and the id of its rule.
func (v *View) FindingMark(f *book.Finding) template.HTML {
	return v.Severity(f.Severity, f.Open, f.SeverityIs+" "+strings.ToUpper(f.Rule))
}

// RuleMark is the shape of a finding's severity and the id of its rule.
func (v *View) RuleMark(f *book.Finding) template.HTML {
	return v.Severity(f.Severity, f.Open, strings.ToUpper(f.Rule))
}

// FindingState names the finding in a word where there is little room: its
// severity while it is open, else what became of it.
func (v *View) FindingState(f *book.Finding) template.HTML {
	label := f.SeverityIs
	if !f.Open {
		label = f.StatusIs
	}
	return v.Severity(f.Severity, f.Open, label+" "+strings.ToUpper(f.Rule))
}

// Glance is what the page of a role says at its top.
type Glance struct {
	Roles, Parties int           // among the partners
	Open           int           // open findings of the gravest severity there is
	Gravest        *book.Finding // nil when none is open
	Pairs          int           // open findings in which the role is one of several
}

// Glance sums up the page's role.
func (v *View) Glance() Glance {
	var g Glance
	for _, p := range v.Role.Collaboration {
		if p.Role == nil {
			g.Parties++
		} else {
			g.Roles++
		}
	}
	for _, f := range v.Role.Findings {
		if f.Open && g.Gravest == nil {
			g.Gravest = f
		}
		if f.Open && f.Severity == g.Gravest.Severity {
			g.Open++
		}
	}
	for _, f := range v.Role.Combinations {
		if f.Open {
			g.Pairs++
		}
	}
	return g
}

// Previous and Next are the role's neighbours in its family; nil at the ends.
func (v *View) Previous() *book.RolePage { return v.neighbour(-1) }

// Next is the role after the page's own.
func (v *View) Next() *book.RolePage { return v.neighbour(+1) }

func (v *View) neighbour(step int) *book.RolePage {
	roles := v.Book.Family(v.Role.Family.ID).Roles
	for i, r := range roles {
		if r == v.Role && i+step >= 0 && i+step < len(roles) {
			return roles[i+step]
		}
	}
	return nil
}

// Bars draws a proficiency.
func (v *View) Bars(l *book.Level) template.HTML {
	return template.HTML(`<span class="lvl" aria-hidden="true">` + strings.Repeat(`<i class="on"></i>`, l.Rank) +
		strings.Repeat(`<i></i>`, l.Of-l.Rank) + `</span>` + html.EscapeString(l.Word))
}

// Day writes a date; empty when there is none.
func (v *View) Day(d book.Day) template.HTML {
	if d.IsZero() {
		return ""
	}
	return template.HTML(`<time datetime="` + d.Date + `" class="nw">` + html.EscapeString(d.Words) + `</time>`)
}

// Texts draws texts as a list in a sentence.
func (v *View) Texts(list []book.Text) template.HTML {
	var out strings.Builder
	for i, t := range list {
		if i > 0 {
			out.WriteString(html.EscapeString(v.painter.listSeparator))
		}
		out.WriteString(string(t.HTML()))
	}
	return template.HTML(out.String())
}

// Hop draws one step of a finding's path after the other: role, the one it
// inherits from, objects, actions, scope, conditions.
func (v *View) Hop(h book.Hop) template.HTML {
	steps := []string{words(h.Role.Name)}
	if h.From != nil {
		steps = append(steps, html.EscapeString(v.Book.T("book_from_role", "Role", h.From.Name.Plain())))
	}
	if h.Scope != nil {
		var objects, actions []string
		for _, o := range h.Objects {
			objects = append(objects, words(o.Name))
		}
		for _, a := range h.Actions {
			actions = append(actions, words(a.Name))
		}
		between := html.EscapeString(v.painter.listSeparator)
		steps = append(steps, strings.Join(objects, between), strings.Join(actions, between), words(h.Scope.Name))
	}
	out := `<span class="step">` + strings.Join(steps, `</span> <span class="step">`) + `</span>`
	for _, c := range h.When {
		out += ` <span class="when">` + words(c.Name) + `</span>`
	}
	return template.HTML(out)
}
