package hugosite

import (
	"html"
	"html/template"
	"strconv"
	"strings"

	"rolebook/generator/book"
)

// MostSensitive is the most sensitive class of the catalog.
func (v *View) MostSensitive() *book.Class {
	if len(v.Book.Classes) == 0 {
		return nil
	}
	return &v.Book.Classes[len(v.Book.Classes)-1]
}

// Worst is the finding that the page of a list shows for a role: the gravest
// open one, else the gravest; nil when there is none.
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

// DirectoryCells draws a role's cells in a directory of roles.
func (v *View) DirectoryCells(r *book.RolePage) template.HTML {
	t := func(id string) string { return html.EscapeString(v.Book.T(id)) }
	var b strings.Builder
	b.WriteString(`<th scope="row">` + string(v.RolePageLink(r)))
	if r.Status != "active" {
		b.WriteString(` <small class="state">` + html.EscapeString(r.StatusIs) + `</small>`)
	}
	b.WriteString(`</th><td class="p"` + foreign(r.Overview) + `>` + html.EscapeString(r.Purpose) + `</td>`)
	b.WriteString(`<td class="r" data-l="` + t("book_section_permissions") + `">` + strconv.Itoa(r.Permissions.Cells) + `</td>`)
	b.WriteString(`<td class="r" data-l="` + html.EscapeString(v.painter.onClass) + `">` + strconv.Itoa(r.Permissions.Restricted) + `</td>`)
	b.WriteString(`<td class="s" data-l="` + t("site_sod_in_role") + `">`)
	if f := v.Worst(r); f != nil {
		b.WriteString(string(v.FindingState(f)))
	} else {
		b.WriteString(`<span class="none">` + t("site_none") + `</span>`)
	}
	b.WriteString(`</td>`)
	if r.Overdue {
		b.WriteString(`<td class="s over" data-l="` + t("book_next_review") + `">` + string(v.Day(r.Review)) + ` <small>` + html.EscapeString(r.Review.Away) + `</small></td>`)
	} else {
		b.WriteString(`<td class="s" data-l="` + t("book_next_review") + `">` + string(v.Day(r.Review)) + `</td>`)
	}
	return template.HTML(b.String())
}

// foreign is the lang attribute of words in another language than the page's.
func foreign(p book.Prose) string {
	if !p.Fallback {
		return ""
	}
	return ` lang="` + p.Lang + `"`
}

// PartnerRows draws who the roles of a family work with, a body a role.
func (v *View) PartnerRows(f book.MatrixFamily) template.HTML {
	var b strings.Builder
	gives, receives := html.EscapeString(v.Book.T("book_gives")), html.EscapeString(v.Book.T("book_receives"))
	for _, r := range f.Roles {
		for i, p := range r.Collaboration {
			b.WriteString("<tr>")
			if i == 0 {
				b.WriteString(`<th class="fam" scope="rowgroup" rowspan="` + strconv.Itoa(len(r.Collaboration)) + `">` + string(v.RolePageLink(r)) + `</th>`)
			}
			b.WriteString(`<th scope="row">` + v.partnerName(p) + `</th><td>` + string(p.Purpose.HTML()) + `</td>`)
			v.writePassed(&b, gives, p.Gives)
			v.writePassed(&b, receives, p.Receives)
			b.WriteString("</tr>\n")
		}
		if len(r.Collaboration) > 0 {
			b.WriteString("</tbody>\n<tbody>")
		}
	}
	if b.Len() == 0 {
		return ""
	}
	return template.HTML("<tbody>" + strings.TrimSuffix(b.String(), "\n<tbody>"))
}

func (v *View) partnerName(p book.Partner) string {
	if p.Role != nil {
		return string(v.RoleLink(*p.Role))
	}
	return string(p.Name.HTML())
}

// writePassed draws what passes one way; label stands before it where the head
// of the table does not show.
func (v *View) writePassed(b *strings.Builder, label string, list []book.Text) {
	if len(list) == 0 {
		b.WriteString("<td></td>")
		return
	}
	b.WriteString(`<td data-l="` + label + `">` + string(v.Texts(list)) + `</td>`)
}
