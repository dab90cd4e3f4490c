package analysis

import (
	"slices"

	"rolebook/generator/catalog"
)

// FieldLevel is how far a role gets with a field of an object.
type FieldLevel uint8

// The levels, the least restrictive first.
const (
	FieldOpen     FieldLevel = iota // whatever the action allows
	FieldReadOnly                   // seen, not changed
	FieldHidden                     // not even seen
)

// String gives the level's key: open, read_only or hidden.
func (l FieldLevel) String() string { return [...]string{"open", "read_only", "hidden"}[l] }

// FieldAccess is what a role may do with one field: the role's actions on the
// object, sorted by what they let the role do with the field.
type FieldAccess struct {
	Field    *catalog.Field
	Hidden   []*catalog.Action
	ReadOnly []*catalog.Action
	Open     []*catalog.Action
}

// Level sums the actions up for one word: hidden only when every action hides
// the field, open only when none limits it, and read-only in between. Where it
// matters which action is limited, the lists tell.
func (f FieldAccess) Level() FieldLevel {
	switch {
	case len(f.ReadOnly)+len(f.Hidden) == 0:
		return FieldOpen
	case len(f.ReadOnly)+len(f.Open) == 0:
		return FieldHidden
	}
	return FieldReadOnly
}

// Fields lists the fields of an object that the role's grants limit somewhere,
// in the object's order.
//
// Permissions are a union, so for each action the least restrictive grant
// wins: a field is hidden only where every grant of that action hides it. All
// grants that no denial takes away count, those too that another one dominates
// in scope: on the records within their reach they do open the field.
func (p *Permissions) Fields(o *catalog.Object) []FieldAccess {
	var out []FieldAccess
	for _, f := range o.Fields {
		if !p.limits(f) {
			continue
		}
		access := FieldAccess{Field: f}
		for _, a := range o.Actions {
			if p.Cell(o, a) != nil {
				access.add(a, p.fieldLevel(f, a))
			}
		}
		if access.Level() != FieldOpen {
			out = append(out, access)
		}
	}
	return out
}

// limits reports whether any grant says something about the field.
func (p *Permissions) limits(f *catalog.Field) bool {
	for _, role := range p.Lineage {
		for _, g := range role.Allow {
			if slices.Contains(g.Hidden, f) || slices.Contains(g.ReadOnly, f) {
				return true
			}
		}
	}
	return false
}

// fieldLevel gives the least restrictive level of the field over all grants of
// the action on the field's object.
func (p *Permissions) fieldLevel(f *catalog.Field, a *catalog.Action) FieldLevel {
	level := FieldHidden
	for _, role := range p.Lineage {
		for _, g := range role.Allow {
			if slices.Contains(g.Objects, f.Object) && slices.Contains(g.Actions, a) {
				level = min(level, grantLevel(g, f))
			}
		}
	}
	return level
}

func grantLevel(g *catalog.Grant, f *catalog.Field) FieldLevel {
	switch {
	case slices.Contains(g.Hidden, f):
		return FieldHidden
	case slices.Contains(g.ReadOnly, f):
		return FieldReadOnly
	}
	return FieldOpen
}

func (f *FieldAccess) add(a *catalog.Action, l FieldLevel) {
	switch l {
	case FieldHidden:
		f.Hidden = append(f.Hidden, a)
	case FieldReadOnly:
		f.ReadOnly = append(f.ReadOnly, a)
	default:
		f.Open = append(f.Open, a)
	}
}
