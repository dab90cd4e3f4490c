package generator

import (
	"strings"

	"rolebook/generator/catalog"
	"rolebook/generator/search"
)

// Nearest gives at most n roles whose names and work have most in common with a
// job title, in whatever language it is, the nearest first. Deprecated roles
// are no examples. Where nothing is in common the roles come by id.
func (p *Project) Nearest(title string, n int) []*catalog.Role {
	var roles []*catalog.Role
	var known [][]search.Part
	for _, r := range p.Catalog.Roles {
		if r.Status != catalog.Deprecated {
			roles, known = append(roles, r), append(known, knownBy(r))
		}
	}
	var out []*catalog.Role
	for _, i := range search.Nearest(title, known) {
		if len(out) < n {
			out = append(out, roles[i])
		}
	}
	return out
}

// knownBy lists what a role is known by: its name most of all, what it does
// less, its family least.
func knownBy(r *catalog.Role) []search.Part {
	parts := append(versions(r.Name, 8), search.Part{Text: r.ID, Weight: 8})
	parts = append(parts, versions(r.Overview, 2)...)
	parts = append(parts, versions(r.Family.Name, 1)...)
	for _, d := range r.Duties {
		parts = append(parts, versions(d.Name, 3)...)
		for _, t := range d.Tasks {
			parts = append(parts, versions(t.Text, 1)...)
		}
	}
	return parts
}

func versions(t catalog.Text, weight float64) []search.Part {
	out := make([]search.Part, len(t.Versions))
	for i, v := range t.Versions {
		out[i] = search.Part{Text: v.Value, Weight: weight}
	}
	return out
}

// Called finds the role that is called so: by its id, or by its name in one of
// the languages, whatever its capitals. It is nil when no role is.
func (p *Project) Called(title string) *catalog.Role {
	title = strings.TrimSpace(title)
	if r := p.Catalog.Role(title); r != nil {
		return r
	}
	for _, r := range p.Catalog.Roles {
		for _, v := range r.Name.Versions {
			if strings.EqualFold(strings.TrimSpace(v.Value), title) {
				return r
			}
		}
	}
	return nil
}
