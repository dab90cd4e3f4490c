package hugosite

import (
	"html/template"
	"strconv"
	"strings"

	"rolebook/generator/book"
)

// anchors are the links to everything that is named again and again, ready to
// be written, as they read from one depth of the site.
type anchors struct {
	roles, families, objects map[string]string // by id
}

func newAnchors(b *book.Book, home, index string) *anchors {
	a := &anchors{roles: map[string]string{}, families: map[string]string{}, objects: map[string]string{}}
	link := func(kind, id string, name book.Text) string {
		return `<a href="` + home + kind + "/" + id + "/" + index + `">` + words(name) + `</a>`
	}
	for _, r := range b.Roles {
		a.roles[r.ID] = link("roles", r.ID, r.Name)
	}
	for _, f := range b.Families {
		a.families[f.ID] = link("families", f.ID, f.Name)
	}
	for _, m := range b.Modules {
		for _, o := range m.Objects {
			a.objects[o.ID] = link("objects", o.ID, o.Name)
		}
	}
	return a
}

// Words writes a name without markup of its own, for places that can have none.
func (v *View) Words(t book.Text) template.HTML { return template.HTML(words(t)) }

// RoleLink links to a role by its name.
func (v *View) RoleLink(id string) template.HTML { return template.HTML(v.anchors.roles[id]) }

// FamilyLink links to a family by its name.
func (v *View) FamilyLink(id string) template.HTML { return template.HTML(v.anchors.families[id]) }

// ObjectLink links to an object by its name.
func (v *View) ObjectLink(id string) template.HTML { return template.HTML(v.anchors.objects[id]) }

// RoleLinks links to several roles, as a list in a sentence.
func (v *View) RoleLinks(list []book.RoleRef) template.HTML {
	links := make([]string, len(list))
	for i, r := range list {
		links[i] = v.anchors.roles[r.ID]
	}
	return template.HTML(strings.Join(links, v.painter.listSeparator))
}

// writeDutyLink links to a duty by its number and name. A duty without a role
// of its own is one of owner; on owner's page the link stays on the page.
func (v *View) writeDutyLink(m *markup, owner string, d *book.DutyRef) {
	if d.Role != nil {
		owner = d.Role.ID
	}
	m.put(`<a href="`)
	if v.Role == nil || v.Role.ID != owner {
		m.put(v.Home, "roles/", owner, "/", v.index)
	}
	m.put("#duty-", d.ID, `">`)
	if d.Role != nil {
		m.put(words(d.Role.Name), v.painter.colon)
	}
	m.put(strconv.Itoa(d.Number), " ", words(d.Name), "</a>")
}

// writeFindingLink links to a finding on the findings page.
func (v *View) writeFindingLink(m *markup, f *book.Finding, label string) {
	m.put(`<a href="`, v.Home, "sod/", v.index, "#finding-", f.ID, `">`, label, "</a>")
}
