package hugosite

import (
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
	var m markup
	m.expect(min(len(v.Role.Combinations), mostCombinations) * 600)
	for _, f := range v.Role.Combinations[:min(len(v.Role.Combinations), mostCombinations)] {
		m.put(`<tr><th scope="row">`)
		v.writeFindingLink(&m, f, v.ruleMark(f))
		m.put("</th><td>")
		m.html(f.Name)
		m.put(`</td><td data-l="`, v.painter.word("site_with_role"), `">`, v.otherRoles(f), "</td><td>")
		m.text(f.StatusIs)
		m.put("</td></tr>\n")
	}
	return m.HTML()
}

// MoreCombinations is how many combinations the page of the role leaves out.
func (v *View) MoreCombinations() int { return max(0, len(v.Role.Combinations)-mostCombinations) }

// otherRoles links to the roles of a combination other than the page's own.
func (v *View) otherRoles(f *book.Finding) string {
	var others []string
	for _, r := range f.Roles {
		if r.ID != v.Role.ID {
			others = append(others, v.anchors.roles[r.ID])
		}
	}
	return strings.Join(others, v.painter.listSeparator)
}

// Combinations draws the rows of the findings page's list of combinations.
func (v *View) Combinations() template.HTML {
	var m markup
	m.expect(len(v.Book.SoD.Combinations) * 800)
	for _, f := range v.Book.SoD.Combinations {
		m.put(`<tr id="finding-`, f.ID, `"><th scope="row">`, v.findingMark(f), "</th><td>")
		m.html(f.Name)
		m.put("</td><td>")
		v.writeBrings(&m, f)
		m.put("</td><td>")
		m.text(f.StatusIs)
		if f.Exception != nil {
			m.put("<br><small>")
			m.text(f.Exception.Left)
			m.put("</small>")
		}
		m.put("</td></tr>\n")
	}
	return m.HTML()
}

// writeBrings says what each role of a combination brings: its functions.
func (v *View) writeBrings(m *markup, f *book.Finding) {
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
	for i, r := range f.Roles {
		if i > 0 {
			m.put("<br>")
		}
		m.put("<b>", v.anchors.roles[r.ID], "</b>")
		if does := functions[r.ID]; len(does) > 0 {
			m.put(v.painter.colon, strings.Join(does, v.painter.listSeparator))
		}
	}
}

// PairRows draws the table of pairs, the half below its diagonal.
func (v *View) PairRows() template.HTML {
	var m markup
	t := v.Book.SoD.Pairs
	for y := 1; y < len(t.Roles); y++ {
		m.put(`<tr><th scope="row">`, v.anchors.roles[t.Roles[y].ID], "</th>")
		for x := range len(t.Roles) - 1 {
			v.writePair(&m, t, x, y)
		}
		m.put("</tr>\n")
	}
	return m.HTML()
}

func (v *View) writePair(m *markup, t *book.PairTable, x, y int) {
	found := t.Cells[y][x].Findings
	switch {
	case x >= y:
		m.put(`<td class="up"></td>`)
		return
	case len(found) == 0:
		m.put("<td></td>")
		return
	}
	f := found[0]
	m.put(`<td class="`, f.Severity, `"><a`)
	if !f.Open {
		m.put(` class="soft"`)
	}
	label := v.Book.T("site_pair_label", "Severity", f.SeverityIs, "Status", f.StatusIs,
		"One", t.Roles[y].Name.Plain(), "Other", t.Roles[x].Name.Plain())
	m.put(` href="#finding-`, f.ID, `">`, v.ruleMark(f))
	if more := len(found) - 1; more > 0 {
		m.put("<small>+", strconv.Itoa(more), "</small>")
	}
	m.put(` <span class="vh">`)
	m.text(label)
	m.put("</span></a></td>")
}
