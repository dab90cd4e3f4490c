package hugosite

import (
	"html/template"

	"rolebook/generator/book"
)

// ChangeLines draws lines of changes as nested lists. What came, went or is
// different has a sign, and a word for those who do not see it.
func (v *View) ChangeLines(lines []book.ChangeLine) template.HTML {
	var m markup
	v.writeChangeLines(&m, lines)
	return m.HTML()
}

func (v *View) writeChangeLines(m *markup, lines []book.ChangeLine) {
	m.put("<ul>")
	for _, l := range lines {
		m.put("<li>")
		if sign := changeSigns[l.Op]; sign != "" {
			m.put(`<span class="op `, l.Op, `"><span aria-hidden="true">`, sign, `</span><span class="vh">`)
			m.text(v.Book.T("change_op_"+l.Op) + v.painter.colon)
			m.put("</span></span> ")
		}
		v.writeChangeRoles(m, l)
		if l.Text != "" {
			m.foreign(l.Text, l.Lang)
		}
		if len(l.Lines) > 0 {
			v.writeChangeLines(m, l.Lines)
		}
		m.put("</li>\n")
	}
	m.put("</ul>")
}

var changeSigns = map[string]string{"added": "+", "removed": "−", "changed": "~"}

// writeChangeRoles links to the roles of a line; one that has gone has no page.
func (v *View) writeChangeRoles(m *markup, l book.ChangeLine) {
	if len(l.Roles) == 0 {
		return
	}
	between := v.painter.listSeparator
	if l.Together {
		between = " + "
	}
	for i, r := range l.Roles {
		if i > 0 {
			m.put(between)
		}
		if link, ok := v.anchors.roles[r.ID]; ok {
			m.put(link)
		} else {
			m.put(words(r.Name), " <code>", r.ID, "</code>")
		}
	}
	if l.More != "" {
		m.put(" ")
		m.text(l.More)
	}
	if l.Text != "" {
		m.put(v.painter.colon)
	}
}
