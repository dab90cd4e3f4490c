package lint

import (
	"slices"

	"rolebook/generator/catalog"
	"rolebook/generator/diag"
)

// unguardedGrant tells of grants that open records of the most sensitive class
// beyond the narrowest scope without any condition. A catalog of one class or
// one scope has nothing to tell apart.
func unguardedGrant(p *pass) {
	top := len(p.Catalog.Classes) - 1
	if top < 1 || len(p.Catalog.Scopes) < 2 || len(p.Catalog.Conditions) == 0 {
		return
	}
	for _, role := range p.Catalog.Roles {
		for i, g := range role.Allow {
			if len(g.When) > 0 || g.Scope.Rank == 0 {
				continue
			}
			if objects := ofClass(g.Objects, p.Catalog.Classes[top]); len(objects) > 0 {
				p.warn(g.At, entry("permissions.allow", i),
					diag.Msg("lint_unguarded_grant", "Objects", diag.Join(objects), "Class", p.Catalog.Classes[top].ID),
					diag.Msg("lint_unguarded_grant_help"))
			}
		}
	}
}

// ofClass gives the ids of the objects that have the class.
func ofClass(objects []*catalog.Object, class *catalog.Class) []any {
	var ids []any
	for _, o := range objects {
		if o.Class == class && !slices.Contains(ids, any(o.ID)) {
			ids = append(ids, o.ID)
		}
	}
	return ids
}
