package analysis

import (
	"slices"

	"rolebook/generator/catalog"
)

// Reason is the short answer to why something may or may not be done.
type Reason string

// The reasons.
const (
	Granted       Reason = "granted"
	TooNarrow     Reason = "too-narrow"     // granted, but not as far as was asked
	Forbidden     Reason = "denied"         // a denial stands against it
	Missing       Reason = "missing"        // nothing grants it
	NotApplicable Reason = "not-applicable" // the object has no such action
)

// Answer says whether roles that one person holds may do something, and why.
type Answer struct {
	Roles   []*catalog.Role
	Asked   catalog.Access
	Allowed bool
	Reason  Reason

	Paths  []Path     // the grants that reach the scope asked for, by role and then as in [Cell].Grants
	Short  []Path     // grants of the same object and action that do not reach it
	Denied []Refusal  // by role; a denial in one role takes nothing from another
	Others []RoleCell // where nothing grants it: what the roles may else do to the object
}

// Refusal is a role that is denied what was asked for.
type Refusal struct {
	Role   *catalog.Role
	Denied *Denied
}

// RoleCell is a cell with its role.
type RoleCell struct {
	Role *catalog.Role
	Cell *Cell
}

// Can answers for one or more roles held together: permissions are the union
// of the roles' effective permissions. A nil scope asks for any.
func (m *Matrix) Can(roles []*catalog.Role, asked catalog.Access) Answer {
	a := Answer{Roles: roles, Asked: asked}
	for _, role := range roles {
		p := m.Of(role)
		a.Paths, a.Short = reaching(p, asked, a.Paths, a.Short)
		if d := p.Denial(asked.Object, asked.Action); d != nil {
			a.Denied = append(a.Denied, Refusal{role, d})
		}
	}
	a.Allowed = len(a.Paths) > 0
	a.Reason = a.reason()
	if a.Reason != Granted && a.Reason != TooNarrow {
		a.Others = m.others(roles, asked.Object)
	}
	return a
}

func (a Answer) reason() Reason {
	switch {
	case a.Allowed:
		return Granted
	case len(a.Short) > 0:
		return TooNarrow
	case len(a.Denied) > 0:
		return Forbidden
	case !a.Asked.Object.Applies(a.Asked.Action):
		return NotApplicable
	}
	return Missing
}

// reaching sorts the grants of a role into those that reach the scope asked
// for and those that fall short of it.
func reaching(p *Permissions, asked catalog.Access, far, short []Path) ([]Path, []Path) {
	c := p.Cell(asked.Object, asked.Action)
	if c == nil {
		return far, short
	}
	for _, h := range c.Grants {
		if asked.Scope == nil || h.Scope.Rank >= asked.Scope.Rank {
			far = append(far, pathOf(p.Role, c, h))
		} else {
			short = append(short, pathOf(p.Role, c, h))
		}
	}
	return far, short
}

func (m *Matrix) others(roles []*catalog.Role, o *catalog.Object) []RoleCell {
	var out []RoleCell
	for _, role := range roles {
		p := m.Of(role)
		for _, a := range o.Actions {
			if c := p.Cell(o, a); c != nil {
				out = append(out, RoleCell{role, c})
			}
		}
	}
	return out
}

// Widest gives the widest scope that the roles reach together, and the widest
// that no condition limits; nil where there is none.
func (a Answer) Widest() (widest, free *catalog.Scope) {
	for _, p := range slices.Concat(a.Paths, a.Short) {
		widest = wider(widest, p.Scope)
		if len(p.When) == 0 {
			free = wider(free, p.Scope)
		}
	}
	return widest, free
}

// Holder is a role that may do something, with the grants by which it may.
type Holder struct {
	Role  *catalog.Role
	Paths []Path
}

// WhoCan lists the roles that may do something, by id, deprecated ones too. A
// nil scope asks for any.
func (m *Matrix) WhoCan(asked catalog.Access) []Holder {
	var out []Holder
	for _, p := range m.Rows {
		if paths, _ := reaching(p, asked, nil, nil); len(paths) > 0 {
			out = append(out, Holder{p.Role, paths})
		}
	}
	return out
}
