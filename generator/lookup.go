package generator

import (
	"strings"

	"rolebook/generator/catalog"
	"rolebook/generator/load"
)

// Role finds a role by id. It fails, as the other finders do, with an
// [*UnknownError].
func (p *Project) Role(id string) (*catalog.Role, error) {
	return find(RoleKind, id, p.Catalog.Role(id), p.Catalog.Roles, func(r *catalog.Role) string { return r.ID })
}

// Process finds a process of the segregation of duties by id.
func (p *Project) Process(id string) (*catalog.Process, error) {
	return find(ProcessKind, id, p.Catalog.Process(id), p.Catalog.Processes, func(x *catalog.Process) string { return x.ID })
}

// Roles finds the roles of a list with commas, each once.
func (p *Project) Roles(ids string) ([]*catalog.Role, error) {
	var roles []*catalog.Role
	seen := map[*catalog.Role]bool{}
	for id := range strings.SplitSeq(ids, ",") {
		r, err := p.Role(strings.TrimSpace(id))
		if err != nil {
			return nil, err
		}
		if !seen[r] {
			seen[r] = true
			roles = append(roles, r)
		}
	}
	return roles, nil
}

// Access finds an action, an object and, unless it is empty, a scope.
func (p *Project) Access(action, object, scope string) (catalog.Access, error) {
	a, err := find(ActionKind, action, p.Catalog.Action(action), p.Catalog.Actions, func(a *catalog.Action) string { return a.ID })
	if err != nil {
		return catalog.Access{}, err
	}
	o, err := find(ObjectKind, object, p.Catalog.Object(object), p.Catalog.Objects, func(o *catalog.Object) string { return o.ID })
	if err != nil || scope == "" {
		return catalog.Access{Action: a, Object: o}, err
	}
	s, err := find(ScopeKind, scope, p.Catalog.Scope(scope), p.Catalog.Scopes, func(s *catalog.Scope) string { return s.ID })
	return catalog.Access{Action: a, Object: o, Scope: s}, err
}

// find passes on what was found, or says what is nearest to it.
func find[T any](kind Kind, id string, found *T, all []*T, idOf func(*T) string) (*T, error) {
	if found != nil {
		return found, nil
	}
	known := make([]string, len(all))
	for i, x := range all {
		known[i] = idOf(x)
	}
	return nil, &UnknownError{kind, id, load.Suggest(id, known)}
}
