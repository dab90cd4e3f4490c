package hugosite

import (
	"html/template"
	"strconv"

	"rolebook/generator/book"
	"rolebook/generator/catalog"
)

// DutyRows draws the duties of the page's role with their tasks and the
// permissions they need.
func (v *View) DutyRows() template.HTML {
	var m markup
	m.expect(v.Role.Tasks*130 + len(v.Role.Duties)*400)
	rows := map[string]bool{}
	for _, mod := range v.Role.Permissions.Modules {
		for i := range mod.Rows {
			rows[mod.Rows[i].Object.ID] = true
		}
	}
	for _, d := range v.Role.Duties {
		m.put(`<div class="duty row" id="duty-`, d.ID, `"><h3><b>`, strconv.Itoa(d.Number), "</b><span>")
		m.html(d.Name)
		m.put("</span></h3><div><ul>")
		for _, t := range d.Tasks {
			m.put(taskItem(t.Detail))
			m.html(t.Text)
			if !t.Note.IsZero() {
				m.put("<small>")
				m.html(t.Note)
				m.put("</small>")
			}
			m.put("</li>")
		}
		m.put("</ul>")
		v.writeNeeds(&m, d, rows)
		m.put("</div></div>")
	}
	return m.HTML()
}

// taskItem opens a task. What is not for every reader says so, so that the page
// can show a part of them, see rolebook.js.
func taskItem(detail string) string {
	switch catalog.Detail(detail) {
	case catalog.Standard:
		return `<li class="s">`
	case catalog.Full:
		return `<li class="f">`
	}
	return "<li>"
}

// KPIRows draws the indicators of the page's role.
func (v *View) KPIRows() template.HTML {
	var m markup
	m.expect(len(v.Role.KPIs) * 360)
	for i := range v.Role.KPIs {
		k := &v.Role.KPIs[i]
		m.put(`<tr id="kpi-`, k.ID, `"><th scope="row">`)
		m.html(k.Name)
		m.put("</th>")
		writeTarget(&m, &k.Target)
		m.put("<td>")
		m.text(k.PeriodIs)
		m.put("</td>")
		writeText(&m, k.Formula)
		writeText(&m, k.Source)
		m.put(`<td class="d">`)
		for j := range k.Duties {
			v.writeDutyLink(&m, v.Role.ID, &k.Duties[j])
		}
		m.put("</td></tr>")
	}
	return m.HTML()
}

func writeTarget(m *markup, t *book.Target) {
	if t.Op == "" {
		m.put("<td>")
		m.html(t.Words)
		m.put("</td>")
		return
	}
	m.put(`<td class="tg"><i>`)
	m.text(t.Op)
	m.put("</i>")
	m.text(t.Value)
	if t.Unit != "" {
		m.put("<small>")
		m.text(t.Unit)
		m.put("</small>")
	}
	m.put("</td>")
}

// PartnerRows draws whom the page's role works with.
func (v *View) PartnerRows() template.HTML {
	var m markup
	m.expect(len(v.Role.Collaboration) * 450)
	for i := range v.Role.Collaboration {
		m.put("<tr>")
		v.writePartner(&m, &v.Role.Collaboration[i])
		m.put("</tr>")
	}
	return m.HTML()
}

// FamilyPartnerRows draws whom the roles of a family work with, a body a role.
// It is empty when they work with nobody.
func (v *View) FamilyPartnerRows(f book.MatrixFamily) template.HTML {
	var m markup
	for _, r := range f.Roles {
		if len(r.Collaboration) == 0 {
			continue
		}
		m.put(`<tbody><tr class="mod"><th scope="rowgroup" colspan="4">`, v.anchors.roles[r.ID], "</th></tr>\n")
		for i := range r.Collaboration {
			m.put("<tr>")
			v.writePartner(&m, &r.Collaboration[i])
			m.put("</tr>")
		}
		m.put("</tbody>\n")
	}
	return m.HTML()
}

func (v *View) writePartner(m *markup, p *book.Partner) {
	m.put(`<th scope="row">`)
	if p.Role != nil {
		m.put(v.anchors.roles[p.Role.ID])
	} else {
		m.html(p.Name)
	}
	m.put("</th>")
	writeText(m, p.Purpose)
	v.writeTexts(m, p.Gives)
	v.writeTexts(m, p.Receives)
}

// writeText draws a cell. What it is stands before it where there is no room
// for the head of the table, see [View.Rules].
func writeText(m *markup, t book.Text) {
	m.put("<td>")
	m.html(t)
	m.put("</td>")
}

// writeTexts is writeText for several texts, one behind the other.
func (v *View) writeTexts(m *markup, list []book.Text) {
	m.put("<td>")
	v.writeItems(m, list)
	m.put("</td>")
}

// Texts draws texts one behind the other; they may hold commas of their own.
func (v *View) Texts(list []book.Text) template.HTML {
	var m markup
	v.writeItems(&m, list)
	return m.HTML()
}

func (v *View) writeItems(m *markup, list []book.Text) {
	for i, t := range list {
		if i > 0 {
			m.put(v.painter.itemSeparator)
		}
		m.html(t)
	}
}

// SkillRows draws the skills that the page's role asks for.
func (v *View) SkillRows() template.HTML {
	var m markup
	for _, s := range v.Role.Requirements.Skills {
		m.put(`<tr><th scope="row">`)
		m.html(s.Name)
		m.put("</th><td>")
		if s.Level != nil {
			m.put(string(v.Bars(s.Level)))
		}
		m.put("</td><td>")
		m.text(s.RequiredIs)
		m.put("</td></tr>")
	}
	return m.HTML()
}

// Aliases draws the names that something has in the other languages.
func (v *View) Aliases(list []book.Alias) template.HTML {
	if len(list) == 0 {
		return ""
	}
	var m markup
	m.put(`<p class="aka">`)
	for _, a := range list {
		m.put(`<span lang="`, a.Lang, `">`)
		m.text(a.Name)
		m.put("</span>")
	}
	m.put("</p>")
	return m.HTML()
}
