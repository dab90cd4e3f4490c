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

// otherRoles links to the roles of a combination, other than that of the page.
func (v *View) otherRoles(f *book.Finding) string {
	var others []string
	for _, r := range f.Roles {
		if v.Role == nil || r.ID != v.Role.ID {
			others = append(others, v.anchors.roles[r.ID])
		}
	}
	return strings.Join(others, v.painter.listSeparator)
}

// Combinations draws the rows of the findings page's list of combinations:
// those that are alike in one row, and each of them behind it.
func (v *View) Combinations() template.HTML {
	var m markup
	m.expect(len(v.Book.SoD.Groups)*800 + len(v.Book.SoD.Combinations)*200)
	for _, c := range v.Book.SoD.Groups {
		m.put("<tr")
		if len(c.Findings) == 1 {
			m.put(` id="finding-`, c.Findings[0].ID, `"`)
		}
		m.put(`><th scope="row">`, shape(c.Severity, c.Open, c.SeverityIs+" "+strings.ToUpper(c.Rule)), "</th><td>")
		m.html(c.Name)
		m.put("</td><td>")
		v.writeBrings(&m, c)
		v.writeEach(&m, c)
		m.put("</td><td>")
		m.text(c.StatusIs)
		if c.Exception != nil {
			m.put("<br><small>")
			m.text(c.Exception.Left)
			m.put("</small>")
		}
		m.put("</td></tr>\n")
	}
	return m.HTML()
}

// writeBrings says what the roles of each group bring: their functions.
func (v *View) writeBrings(m *markup, c *book.Combination) {
	for i, g := range c.Groups {
		if i > 0 {
			m.put("<br>")
		}
		roles, does := make([]string, len(g.Roles)), make([]string, len(g.Does))
		for k, r := range g.Roles {
			roles[k] = v.anchors.roles[r.ID]
		}
		for k, t := range g.Does {
			does[k] = words(t)
		}
		m.put("<b>", strings.Join(roles, v.painter.listSeparator), "</b>")
		if len(does) > 0 {
			m.put(v.painter.colon, strings.Join(does, v.painter.listSeparator))
		}
	}
}

// writeEach counts the combinations of a row and lists each, unless it is one
// or they are too many.
func (v *View) writeEach(m *markup, c *book.Combination) {
	switch len(c.Findings) {
	case 0:
		m.put("<br><small>")
		m.text(c.Count)
		m.put("</small>")
	case 1:
	default:
		m.put("<details><summary>")
		m.text(c.Count)
		m.put("</summary><ul>")
		for _, f := range c.Findings {
			m.put(`<li id="finding-`, f.ID, `">`, v.otherRoles(f), "</li>")
		}
		m.put("</ul></details>")
	}
	if c.Apart != "" {
		m.put("<br><small>")
		m.text(c.Apart)
		m.put("</small>")
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
