package hugosite

import (
	"html"
	"html/template"
	"strconv"
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
	return template.HTML(shape(severity, open, label))
}

func shape(severity string, open bool, label string) string {
	hollow := ""
	if !open {
		hollow = " hollow"
	}
	return `<span class="sev ` + severity + hollow + `"><svg viewBox="0 0 12 12" aria-hidden="true"><path d="` +
		shapes[severity] + `"/></svg>` + html.EscapeString(label) + `</span>`
}

// FindingMark is the severity of a finding and the id of its rule.
func (v *View) FindingMark(f *book.Finding) template.HTML { return template.HTML(v.findingMark(f)) }

func (v *View) findingMark(f *book.Finding) string {
	return shape(f.Severity, f.Open, f.SeverityIs+" "+strings.ToUpper(f.Rule))
}

// RuleMark is the shape of a finding's severity and the id of its rule.
func (v *View) RuleMark(f *book.Finding) template.HTML { return template.HTML(v.ruleMark(f)) }

func (v *View) ruleMark(f *book.Finding) string {
	return shape(f.Severity, f.Open, strings.ToUpper(f.Rule))
}

// findingState names the finding in a word where there is little room: its
// severity while it is open, else what became of it.
func (v *View) findingState(f *book.Finding) string {
	label := f.SeverityIs
	if !f.Open {
		label = f.StatusIs
	}
	return shape(f.Severity, f.Open, label+" "+strings.ToUpper(f.Rule))
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

// Bars draws a proficiency; the style sheet knows how many there are.
func (v *View) Bars(l *book.Level) template.HTML {
	return template.HTML(`<i class="l` + strconv.Itoa(l.Rank) + `"></i>` + html.EscapeString(l.Word))
}

// Day writes a date; empty when there is none.
func (v *View) Day(d book.Day) template.HTML {
	if d.IsZero() {
		return ""
	}
	return template.HTML(`<time datetime="` + d.Date + `" class="nw">` + html.EscapeString(d.Words) + `</time>`)
}

// Hops draws how one function of a finding is performed, a line a hop: role,
// the one it inherits from, objects, actions, scope, conditions.
func (v *View) Hops(f book.FunctionPath) template.HTML {
	var m markup
	for i := range f.Hops {
		m.put("<li>")
		v.writeHop(&m, &f.Hops[i])
		m.put("</li>")
	}
	return m.HTML()
}

func (v *View) writeHop(m *markup, h *book.Hop) {
	step := func(s string) { m.put(`<span class="step">`, s, "</span> ") }
	step(`<b class="node">` + words(h.Role.Name) + "</b>")
	if h.From != nil {
		step(`<span class="node up">` + v.painter.fromRole(*h.From) + "</span>")
	}
	if h.Scope == nil {
		return
	}
	var objects []string
	for _, o := range h.Objects {
		objects = append(objects, words(o.Name))
	}
	step(strings.Join(objects, v.painter.listSeparator))
	step(strings.Join(actionWords(h.Actions), v.painter.listSeparator))
	step(`<span class="scope sc` + strconv.Itoa(v.Step(h.Scope)) + `">` + words(h.Scope.Name) + "</span>")
	for _, c := range h.When {
		m.put(`<span class="when">`, words(c.Name), "</span> ")
	}
}

// Place says where lines of YAML go. The names of file and key are no words of
// the page's language; the file, which may hold the key's name, comes first.
func (v *View) Place(l *book.Lines) template.HTML {
	file, key := html.EscapeString(l.File), html.EscapeString(l.Key)
	out := strings.Replace(html.EscapeString(l.Place), file, "<code>"+file+"</code>", 1)
	if at := strings.LastIndex(out, key); at >= 0 && key != "" {
		out = out[:at] + "<code>" + key + "</code>" + out[at+len(key):]
	}
	return template.HTML(out)
}
