package book

import (
	"slices"

	"rolebook/generator/analysis"
	"rolebook/generator/catalog"
)

// Holders are the roles that hold an action on an object.
type Holders struct {
	Action *Action
	Scopes []ScopeHolders // widest first, without a condition first
	Count  int
}

// ScopeHolders are those whose permission reaches equally far, all of them
// freely or all of them under a condition only.
type ScopeHolders struct {
	Scope       *Scope
	Conditional bool
	Roles       []RoleRef // by family and name
}

// Holders lists who may do what to the object, action by action.
func (o *ObjectPage) Holders() []Holders {
	var out []Holders
	for _, a := range o.Actions {
		h := Holders{Action: a}
		for _, r := range o.Rows {
			i := slices.IndexFunc(r.Cells, func(c Cell) bool { return c.Action == a.ID })
			if m := r.Cells[i].Mark; m.State == Granted {
				h.add(&o.book.Scopes[m.Rank-1], m.Conditional, r.Role)
			}
		}
		slices.SortStableFunc(h.Scopes, func(x, y ScopeHolders) int {
			if x.Scope == y.Scope && x.Conditional != y.Conditional {
				if x.Conditional {
					return 1
				}
				return -1
			}
			return y.Scope.Rank - x.Scope.Rank
		})
		out = append(out, h)
	}
	return out
}

func (h *Holders) add(s *Scope, conditional bool, r RoleRef) {
	h.Count++
	i := slices.IndexFunc(h.Scopes, func(x ScopeHolders) bool { return x.Scope == s && x.Conditional == conditional })
	if i < 0 {
		i = len(h.Scopes)
		h.Scopes = append(h.Scopes, ScopeHolders{Scope: s, Conditional: conditional})
	}
	h.Scopes[i].Roles = append(h.Scopes[i].Roles, r)
}

// FieldLimit is who sees a field only in part.
type FieldLimit struct {
	Field
	Hidden   []RoleRef
	ReadOnly []RoleRef
}

// Limits lists the object's fields, and for which of the roles that hold the
// object they are hidden or read-only.
func (o *ObjectPage) Limits() []FieldLimit {
	b, object := o.book, o.book.catalog.Object(o.ID)
	out := make([]FieldLimit, len(o.Fields))
	place := map[string]int{}
	for i, f := range o.Fields {
		out[i].Field = f
		place[f.ID] = i
	}
	for _, r := range o.Rows {
		for _, f := range b.analysis.Matrix.Of(b.catalog.Role(r.Role.ID)).Fields(object) {
			limit := &out[place[f.Field.ID]]
			if f.Level() == analysis.FieldHidden {
				limit.Hidden = append(limit.Hidden, r.Role)
			} else {
				limit.ReadOnly = append(limit.ReadOnly, r.Role)
			}
		}
	}
	return out
}

// Rules lists the rules that a permission on the object counts towards.
func (o *ObjectPage) Rules() []*Rule {
	b, object := o.book, o.book.catalog.Object(o.ID)
	concerns := func(f *catalog.Function) bool {
		return slices.ContainsFunc(f.Any, func(d catalog.Demand) bool {
			return slices.Contains(d.Objects, object) && slices.ContainsFunc(d.Actions, object.Applies)
		})
	}
	var out []*Rule
	for i := range b.SoD.Rules {
		if r := &b.SoD.Rules[i]; slices.ContainsFunc(b.catalog.Rule(r.ID).Functions, concerns) {
			out = append(out, r)
		}
	}
	return out
}

// Neighbours are the objects of the same module.
func (o *ObjectPage) Neighbours() []ObjectRef {
	var out []ObjectRef
	for _, n := range o.book.catalog.Module(o.Module).Objects {
		if n.ID != o.ID {
			out = append(out, o.book.objectRef(n))
		}
	}
	return out
}
