package hugosite

import (
	"html"
	"html/template"
	"strconv"

	"rolebook/generator/book"
)

// words writes a name inside a link: everything escaped, without markup of its
// own, since a link in a link is none. Words of another language say so.
func words(t book.Text) string {
	s := html.EscapeString(t.Plain())
	if !t.Fallback {
		return s
	}
	return `<span class="fallback" lang="` + t.Lang + `">` + s + `<sup class="fallback-mark">` + t.Lang + `</sup></span>`
}

func (v *View) link(path, fragment, label string) string {
	return `<a href="` + v.Home + path + v.Index() + fragment + `">` + label + `</a>`
}

// RoleLink links to a role by its name.
func (v *View) RoleLink(r book.RoleRef) template.HTML {
	return template.HTML(v.link("roles/"+r.ID+"/", "", words(r.Name)))
}

// RolePageLink is RoleLink for a page of the book.
func (v *View) RolePageLink(r *book.RolePage) template.HTML {
	return v.RoleLink(book.RoleRef{ID: r.ID, Name: r.Name})
}

// RoleLinks links to several roles, as a list in a sentence.
func (v *View) RoleLinks(list []book.RoleRef) template.HTML {
	var out string
	for i, r := range list {
		if i > 0 {
			out += html.EscapeString(v.painter.listSeparator)
		}
		out += string(v.RoleLink(r))
	}
	return template.HTML(out)
}

// FamilyLink links to a family by its name.
func (v *View) FamilyLink(f book.FamilyRef) template.HTML {
	return template.HTML(v.link("families/"+f.ID+"/", "", words(f.Name)))
}

// FamilyPageLink is FamilyLink for a page of the book.
func (v *View) FamilyPageLink(f *book.FamilyPage) template.HTML {
	return v.FamilyLink(book.FamilyRef{ID: f.ID, Name: f.Name})
}

// ObjectPageLink is ObjectLink for a page of the book.
func (v *View) ObjectPageLink(o *book.ObjectPage) template.HTML {
	return v.ObjectLink(book.ObjectRef{ID: o.ID, Name: o.Name})
}

// ObjectLink links to an object by its name.
func (v *View) ObjectLink(o book.ObjectRef) template.HTML {
	return template.HTML(v.link("objects/"+o.ID+"/", "", words(o.Name)))
}

// RowLinks links to the rows of objects in the permissions of the page's role.
// An object that has no row, since every grant on it is denied, is only named.
func (v *View) RowLinks(list []book.ObjectRef) template.HTML {
	var out string
	for _, o := range list {
		if v.hasRow(o.ID) {
			out += `<a href="#perm-` + o.ID + `">` + words(o.Name) + `</a>`
		} else {
			out += `<span>` + words(o.Name) + `</span>`
		}
	}
	return template.HTML(out)
}

func (v *View) hasRow(object string) bool {
	if v.Role == nil {
		return false
	}
	for _, m := range v.Role.Permissions.Modules {
		for _, r := range m.Rows {
			if r.Object.ID == object {
				return true
			}
		}
	}
	return false
}

// DutyLinks links to duties by their numbers and names. A duty without a role
// of its own is one of owner; on owner's page the link stays on the page.
func (v *View) DutyLinks(owner string, list []book.DutyRef) template.HTML {
	var out string
	for _, d := range list {
		out += v.dutyLink(owner, d)
	}
	return template.HTML(out)
}

func (v *View) dutyLink(owner string, d book.DutyRef) string {
	label := strconv.Itoa(d.Number) + " " + words(d.Name)
	if d.Role != nil {
		owner = d.Role.ID
		label = words(d.Role.Name) + v.painter.colon + label
	}
	if v.Role != nil && v.Role.ID == owner {
		return `<a href="#duty-` + d.ID + `">` + label + `</a>`
	}
	return v.link("roles/"+owner+"/", "#duty-"+d.ID, label)
}
