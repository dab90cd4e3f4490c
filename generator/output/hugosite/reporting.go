package hugosite

import (
	"html/template"

	"rolebook/generator/book"
)

// reporting is who reports to whom, in reading order: by family, then by name.
type reporting struct {
	roots   []*book.RolePage            // those who name no manager
	base    []*book.RolePage            // no jobs: there to be inherited from, and outside of it
	reports map[string][]*book.RolePage // by the id of the manager
	levels  map[string]int              // by role: 0 at the top
}

func newReporting(b *book.Book) *reporting {
	t := &reporting{reports: map[string][]*book.RolePage{}, levels: map[string]int{}}
	for _, f := range b.Families {
		for _, r := range f.Roles {
			if r.ReportsTo != nil {
				t.reports[r.ReportsTo.ID] = append(t.reports[r.ReportsTo.ID], r)
			}
		}
	}
	for _, f := range b.Families {
		for _, r := range f.Roles {
			switch {
			case r.ReportsTo != nil:
			case len(t.reports[r.ID]) == 0 && len(r.Heirs) > 0:
				t.base = append(t.base, r)
			default:
				t.roots = append(t.roots, r)
				t.level(r, 0)
			}
		}
	}
	return t
}

func (t *reporting) level(r *book.RolePage, level int) {
	t.levels[r.ID] = level
	for _, x := range t.reports[r.ID] {
		t.level(x, level+1)
	}
}

// below counts the roles that report to a role, directly or not.
func (t *reporting) below(id string) int {
	n := 0
	for _, r := range t.reports[id] {
		n += 1 + t.below(r.ID)
	}
	return n
}

// ReportingTree draws the reporting lines as lists in lists; empty when no role
// names a manager.
func (v *View) ReportingTree() template.HTML {
	t := newReporting(v.Book)
	if len(t.reports) == 0 {
		return ""
	}
	var m markup
	m.expect(len(v.Book.Roles) * 260)
	m.put(`<ul class="tree">`, "\n")
	for _, r := range t.roots {
		v.writeBranch(&m, t, r)
	}
	m.put("</ul>")
	return m.HTML()
}

func (v *View) writeBranch(m *markup, t *reporting, r *book.RolePage) {
	m.put(`<li><div>`, v.anchors.roles[r.ID], ` <small>`, words(r.Family.Name), "</small>")
	reports := t.reports[r.ID]
	if len(reports) == 0 {
		if r.ReportsTo == nil {
			m.put(` <small class="n">`, v.painter.word("tree_alone"), "</small>")
		}
		m.put("</div></li>\n")
		return
	}
	says := v.Book.N("tree_direct", len(reports))
	if all := t.below(r.ID); all > len(reports) {
		says = v.Book.T("tree_all", "Direct", says, "All", all)
	}
	m.put(` <small class="n">`)
	m.text(says)
	m.put("</small></div>\n<ul>\n")
	for _, x := range reports {
		v.writeBranch(m, t, x)
	}
	m.put("</ul></li>\n")
}

// BaseRoles draws the roles that have no place in the reporting lines; empty
// when there are none.
func (v *View) BaseRoles() template.HTML {
	var m markup
	for _, r := range newReporting(v.Book).base {
		m.put(`<li>`, v.anchors.roles[r.ID], ` <small>`, words(r.Family.Name), "</small></li>\n")
	}
	return m.HTML()
}
