package hugosite

import (
	"html/template"
	"strconv"

	"rolebook/generator/book"
)

// MostSensitive is the most sensitive class of the catalog.
func (v *View) MostSensitive() *book.Class {
	if len(v.Book.Classes) == 0 {
		return nil
	}
	return &v.Book.Classes[len(v.Book.Classes)-1]
}

// Worst is the finding that a list of roles shows for one: the gravest open
// one, else the gravest; nil when there is none.
func (v *View) Worst(r *book.RolePage) *book.Finding {
	for _, f := range r.Findings {
		if f.Open {
			return f
		}
	}
	if len(r.Findings) > 0 {
		return r.Findings[0]
	}
	return nil
}

// Directory draws the roles of a family, a row each; the first names the
// family on a page that has several.
func (v *View) Directory(f *book.FamilyPage) template.HTML {
	var m markup
	for i, r := range f.Roles {
		m.put("<tr>")
		if i == 0 && v.Family == nil {
			m.put(`<th class="fam" scope="rowgroup" rowspan="`, strconv.Itoa(len(f.Roles)), `">`, v.anchors.families[f.ID], "<small>")
			m.text(f.Count)
			m.put("</small></th>")
		}
		v.writeDirectoryCells(&m, r)
		m.put("</tr>\n")
	}
	return m.HTML()
}

func (v *View) writeDirectoryCells(m *markup, r *book.RolePage) {
	m.put(`<th scope="row">`, v.anchors.roles[r.ID])
	if r.Status != "active" {
		m.put(` <small class="state">`)
		m.text(r.StatusIs)
		m.put("</small>")
	}
	m.put(`</th><td class="p"`)
	if r.Overview.Fallback {
		m.put(` lang="`, r.Overview.Lang, `"`)
	}
	m.put(">")
	m.put(book.Breakable(r.Purpose))
	m.put(`</td><td class="r" data-l="`, v.painter.word("book_section_permissions"), `">`, strconv.Itoa(r.Permissions.Cells))
	m.put(`</td><td class="r" data-l="`, v.painter.onClass, `">`, strconv.Itoa(r.Permissions.Restricted))
	m.put(`</td><td class="s" data-l="`, v.painter.word("site_sod_in_role"), `">`)
	if f := v.Worst(r); f != nil {
		m.put(v.findingState(f))
	} else {
		m.put(`<span class="none">`, v.painter.word("site_none"), "</span>")
	}
	v.writeReview(m, r)
}

func (v *View) writeReview(m *markup, r *book.RolePage) {
	class := "s"
	if r.Overdue {
		class = "s over"
	}
	m.put(`</td><td class="`, class, `" data-l="`, v.painter.word("book_next_review"), `">`, string(v.Day(r.Review)))
	if r.Overdue {
		m.put(" <small>")
		m.text(r.Review.Away)
		m.put("</small>")
	}
	m.put("</td>")
}
