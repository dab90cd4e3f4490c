package hugosite

import (
	"html/template"
	"strconv"

	"rolebook/generator/book"
)

// familyPair is what two families come to: how many pairs of their roles nobody
// may hold together, and the gravest finding.
type familyPair struct {
	open  int
	worst *book.Finding
}

// FamilyPairs draws head and rows of a table that counts open pairs of roles by
// family, for catalogs with more roles in pairs than a table can show. It is
// empty when there are no such pairs.
func (v *View) FamilyPairs() template.HTML {
	pairs, families := v.familyPairs()
	if len(families) == 0 {
		return ""
	}
	var m markup
	m.put("<thead><tr><td></td>")
	for _, f := range families {
		m.put(`<th scope="col"><span>`, words(f.Name), "</span></th>")
	}
	m.put("</tr></thead><tbody>\n")
	for y, f := range families {
		m.put(`<tr><th scope="row">`, v.anchors.families[f.ID], "</th>")
		for x, g := range families {
			v.writeFamilyPair(&m, pairs[[2]string{f.ID, g.ID}], x > y)
		}
		m.put("</tr>\n")
	}
	m.put("</tbody>")
	return m.HTML()
}

// familyPairs counts open pairs, both ways round, and lists the families that
// have any.
func (v *View) familyPairs() (map[[2]string]familyPair, []*book.FamilyPage) {
	pairs, in := map[[2]string]familyPair{}, map[string]bool{}
	for _, f := range v.Book.SoD.Combinations { // the gravest first
		if len(f.Roles) != 2 || !f.Open {
			continue
		}
		one, other := v.Book.Role(f.Roles[0].ID).Family.ID, v.Book.Role(f.Roles[1].ID).Family.ID
		in[one], in[other] = true, true
		p := pairs[[2]string{one, other}]
		if p.open++; p.worst == nil {
			p.worst = f
		}
		pairs[[2]string{one, other}], pairs[[2]string{other, one}] = p, p
	}
	var families []*book.FamilyPage
	for _, f := range v.Book.Families {
		if in[f.ID] {
			families = append(families, f)
		}
	}
	return pairs, families
}

func (v *View) writeFamilyPair(m *markup, p familyPair, above bool) {
	switch {
	case above:
		m.put(`<td class="up"></td>`)
	case p.open == 0:
		m.put("<td></td>")
	default:
		m.put(`<td class="count `, p.worst.Severity, `"><b>`, shape(p.worst.Severity, true, strconv.Itoa(p.open)), `<span class="vh"> `)
		m.text(p.worst.SeverityIs)
		m.put("</span></b></td>")
	}
}

// mostTouched is how many roles a rule names before it counts the rest.
const mostTouched = 24

// RuleRoles names, by rule, the roles that have findings of it.
func (v *View) RuleRoles() map[string]template.HTML {
	in := map[string]map[string]bool{}
	for _, list := range [][]*book.Finding{v.Book.SoD.Singles, v.Book.SoD.Combinations} {
		for _, f := range list {
			if in[f.Rule] == nil {
				in[f.Rule] = map[string]bool{}
			}
			for _, r := range f.Roles {
				in[f.Rule][r.ID] = true
			}
		}
	}
	out := map[string]template.HTML{}
	for rule, roles := range in {
		out[rule] = v.someRoles(roles)
	}
	return out
}

// someRoles links to the first of some roles, by family and name, and counts
// the rest.
func (v *View) someRoles(ids map[string]bool) template.HTML {
	var named []book.RoleRef
	for _, f := range v.Book.Families {
		for _, r := range f.Roles {
			if ids[r.ID] && len(named) < mostTouched {
				named = append(named, book.RoleRef{ID: r.ID, Name: r.Name})
			}
		}
	}
	if more := len(ids) - len(named); more > 0 {
		return v.RoleLinks(named) + template.HTML(v.painter.listSeparator+v.painter.count("sod_more_roles", more))
	}
	return v.RoleLinks(named)
}

// soon is how many days before its end an exception stands out, and longest how
// many fill its bar.
const (
	soon    = 30
	longest = 365
)

// Remaining draws how much is left of an exception, beside the words for it:
// the bar is full at a year.
func (v *View) Remaining(e book.Exception) template.HTML {
	if e.Expired {
		return ""
	}
	class := "rest-of"
	if e.Until.Off <= soon {
		class += " soon"
	}
	part := max(1, min(e.Until.Off, longest)*100/longest)
	return template.HTML(`<svg class="` + class + `" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true"><rect width="100" height="4"/><rect width="` +
		strconv.Itoa(part) + `" height="4"/></svg>`)
}
