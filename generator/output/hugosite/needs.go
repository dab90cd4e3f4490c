package hugosite

import (
	"strings"

	"rolebook/generator/book"
)

// writeNeeds says what a duty needs: actions, and links to the objects they are
// for. An object without a row in the permissions, since every grant on it is
// denied, is only named.
func (v *View) writeNeeds(m *markup, d *book.Duty, rows map[string]bool) {
	if len(d.Needs) == 0 {
		m.put(`<p class="uses">`, v.painter.usesNothing, "</p>")
		return
	}
	m.put(`<dl class="uses">`)
	for _, n := range d.Needs {
		m.put("<dt>")
		if n.Denied {
			m.put(`<span class="no">`, v.painter.denied, "</span> ")
		}
		m.put(strings.Join(actionWords(n.Actions), v.painter.listSeparator), "</dt><dd>")
		for _, o := range n.Objects {
			if rows[o.ID] {
				m.put(`<a href="#perm-`, o.ID, `">`, words(o.Name), "</a> ")
			} else {
				m.put("<span>", words(o.Name), "</span> ")
			}
		}
		m.put("</dd>")
	}
	m.put("</dl>")
}

func actionWords(list []*book.Action) []string {
	out := make([]string, len(list))
	for i, a := range list {
		out[i] = words(a.Name)
	}
	return out
}
