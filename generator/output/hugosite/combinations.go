package hugosite

import (
	"html"
	"html/template"
	"strconv"
	"strings"

	"rolebook/generator/book"
)

// mostCombinations is how many combinations the page of a role lists before it
// leaves the rest to the findings page.
const mostCombinations = 50

// CombinationRows draws the conflicts that the page's role has together with
// others.
func (v *View) CombinationRows() template.HTML {
	var b strings.Builder
	with := html.EscapeString(v.Book.T("site_with_role"))
	for _, f := range v.Role.Combinations[:min(len(v.Role.Combinations), mostCombinations)] {
		b.WriteString(`<tr><th scope="row">` + v.link("sod/", "#finding-"+f.ID, string(v.RuleMark(f))) + `</th><td>` + string(f.Name.HTML()) +
			`</td><td data-l="` + with + `">` + string(v.OtherRoles(f)) + `</td><td>` + html.EscapeString(f.StatusIs) + "</td></tr>\n")
	}
	return template.HTML(b.String())
}

// MoreCombinations is how many combinations the page of the role leaves out.
func (v *View) MoreCombinations() int { return max(0, len(v.Role.Combinations)-mostCombinations) }

// OtherRoles links to the roles of a combination other than the page's own.
func (v *View) OtherRoles(f *book.Finding) template.HTML {
	var others []book.RoleRef
	for _, r := range f.Roles {
		if r.ID != v.Role.ID {
			others = append(others, r)
		}
	}
	return v.RoleLinks(others)
}

// Combinations draws the rows of the findings page's list of combinations.
func (v *View) Combinations(list []*book.Finding) template.HTML {
	var b strings.Builder
	for _, f := range list {
		b.WriteString(`<tr id="finding-` + f.ID + `"><th scope="row">` + string(v.FindingMark(f)) + `</th><td>` + string(f.Name.HTML()) +
			`</td><td>` + string(v.Brings(f)) + `</td><td>` + html.EscapeString(f.StatusIs))
		if f.Exception != nil {
			b.WriteString(`<br><small>` + html.EscapeString(f.Exception.Left) + `</small>`)
		}
		b.WriteString("</td></tr>\n")
	}
	return template.HTML(b.String())
}

// PairRows draws the table of pairs, the half below its diagonal.
func (v *View) PairRows(t *book.PairTable) template.HTML {
	var b strings.Builder
	for y := 1; y < len(t.Roles); y++ {
		b.WriteString(`<tr><th scope="row">` + string(v.RoleLink(t.Roles[y])) + `</th>`)
		for x := range len(t.Roles) - 1 {
			v.writePair(&b, t, x, y)
		}
		b.WriteString("</tr>\n")
	}
	return template.HTML(b.String())
}

func (v *View) writePair(b *strings.Builder, t *book.PairTable, x, y int) {
	found := t.Cells[y][x].Findings
	switch {
	case x >= y:
		b.WriteString(`<td class="up"></td>`)
	case len(found) == 0:
		b.WriteString("<td></td>")
	default:
		f := found[0]
		soft := ""
		if !f.Open {
			soft = ` class="soft"`
		}
		label := v.Book.T("site_pair_label", "Severity", f.SeverityIs, "Rule", strings.ToUpper(f.Rule), "Status", f.StatusIs,
			"One", t.Roles[y].Name.Plain(), "Other", t.Roles[x].Name.Plain())
		b.WriteString(`<td class="` + f.Severity + `"><a` + soft + ` href="#finding-` + f.ID + `" aria-label="` + html.EscapeString(label) + `">` +
			string(v.RuleMark(f)))
		if more := len(found) - 1; more > 0 {
			b.WriteString(`<small>+` + strconv.Itoa(more) + `</small>`)
		}
		b.WriteString(`</a></td>`)
	}
}

// Brings says what each role of a combination brings: its functions.
func (v *View) Brings(f *book.Finding) template.HTML {
	functions := map[string][]string{}
	for _, fn := range f.Functions() {
		said := map[string]bool{}
		for _, h := range fn.Hops {
			if !said[h.Role.ID] && h.Scope != nil {
				said[h.Role.ID] = true
				functions[h.Role.ID] = append(functions[h.Role.ID], words(fn.Name))
			}
		}
	}
	var lines []string
	for _, r := range f.Roles {
		line := "<b>" + string(v.RoleLink(r)) + "</b>"
		if does := functions[r.ID]; len(does) > 0 {
			line += html.EscapeString(v.painter.colon) + strings.Join(does, html.EscapeString(v.painter.listSeparator))
		}
		lines = append(lines, line)
	}
	return template.HTML(strings.Join(lines, "<br>"))
}
