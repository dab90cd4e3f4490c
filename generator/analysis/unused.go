package analysis

import "rolebook/generator/catalog"

// uses collects what a catalog uses of its vocabulary.
type uses map[any]bool

func unused(cat *catalog.Catalog) Unused {
	u := uses{}
	for _, r := range cat.Roles {
		u.role(r)
	}
	for _, o := range cat.Objects {
		u[o.Class] = true
		for _, f := range o.Fields {
			u[f.Class] = true
		}
	}
	for _, f := range cat.Functions {
		for _, d := range f.Any {
			u[d.Scope] = true
		}
	}
	for _, r := range cat.Rules {
		use(u, r.Functions)
	}
	for _, p := range cat.Processes {
		use(u, p.Steps)
	}
	return Unused{
		rest(u, cat.Families), rest(u, cat.Objects), rest(u, cat.Actions), rest(u, cat.Scopes),
		rest(u, cat.Classes), rest(u, cat.Conditions), rest(u, cat.Functions),
	}
}

func (u uses) role(r *catalog.Role) {
	u[r.Family] = true
	for _, g := range r.Allow {
		u[g.Scope] = true
		use(u, g.When)
		covers(g.Objects, g.Actions, u.pair)
	}
	for _, d := range r.Deny {
		covers(d.Objects, d.Actions, u.pair)
	}
}

func (u uses) pair(o *catalog.Object, a *catalog.Action) { u[o], u[a] = true, true }

func use[T comparable](u uses, list []T) {
	for _, x := range list {
		u[x] = true
	}
}

// rest lists what is not used.
func rest[T comparable](u uses, list []T) []T {
	var out []T
	for _, x := range list {
		if !u[x] {
			out = append(out, x)
		}
	}
	return out
}
