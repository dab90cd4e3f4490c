package change

import (
	"cmp"
	"slices"

	"rolebook/generator/analysis"
	"rolebook/generator/catalog"
)

// pairs compares what two catalogs call by the same ids.
type pairs struct {
	catalogs [2]*catalog.Catalog // before and after
	roles    []*twins[catalog.Role]
	cells    map[cellKey]int // an order of objects and actions over both catalogs
}

// twins are what two catalogs call by one id; one of them may be nil.
type twins[T any] struct {
	id            string
	before, after *T
}

// cellKey names an object and an action.
type cellKey struct{ object, action string }

func newPairs(before, after *catalog.Catalog) *pairs {
	p := &pairs{catalogs: [2]*catalog.Catalog{before, after}, cells: map[cellKey]int{}}
	p.roles = paired(before.Roles, after.Roles, func(r *catalog.Role) string { return r.ID })
	slices.SortFunc(p.roles, func(a, b *twins[catalog.Role]) int { return cmp.Compare(a.id, b.id) })
	object := func(o *catalog.Object) string { return o.ID }
	action := func(a *catalog.Action) string { return a.ID }
	for _, o := range paired(after.Objects, before.Objects, object) {
		for _, a := range paired(after.Actions, before.Actions, action) {
			p.cells[cellKey{o.id, a.id}] = len(p.cells)
		}
	}
	return p
}

// paired pairs two lists by id: in the order of the first, then what only the
// second has.
func paired[T any](before, after []*T, id func(*T) string) []*twins[T] {
	var out []*twins[T]
	at := map[string]*twins[T]{}
	for _, x := range before {
		t := &twins[T]{id: id(x), before: x}
		at[t.id] = t
		out = append(out, t)
	}
	for _, x := range after {
		if t := at[id(x)]; t != nil {
			t.after = x
		} else {
			out = append(out, &twins[T]{id: id(x), after: x})
		}
	}
	return out
}

// within reports whether the first scope reaches no farther than the second, in
// every catalog that knows both. Scopes that stand in another order now, or
// that no catalog knows together, are only within themselves.
func (p *pairs) within(s, t *catalog.Scope) bool {
	known, holds := s.ID == t.ID, true
	for _, c := range p.catalogs {
		if x, y := c.Scope(s.ID), c.Scope(t.ID); x != nil && y != nil {
			known, holds = true, holds && x.Rank <= y.Rank
		}
	}
	return known && holds
}

// free reports whether a grant under the first conditions can be used whenever
// one under the second can.
func free(some, all []*catalog.Condition) bool {
	for _, c := range some {
		if !slices.ContainsFunc(all, func(d *catalog.Condition) bool { return c.ID == d.ID }) {
			return false
		}
	}
	return true
}

// covered reports whether one of the grants allows all that g does.
func (p *pairs) covered(g analysis.Held, by []analysis.Held) bool {
	return slices.ContainsFunc(by, func(h analysis.Held) bool { return p.within(g.Scope, h.Scope) && free(h.When, g.When) })
}
