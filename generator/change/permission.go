package change

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"rolebook/generator/analysis"
	"rolebook/generator/catalog"
)

// Effect is a set of ways in which a permission changes.
type Effect uint16

// The effects. Those of one permission go together: a scope may widen while a
// condition is added.
const (
	Gained    Effect = 1 << iota // not allowed before
	Widened                      // a scope reaches farther
	Loosened                     // a condition has gone
	Lost                         // not allowed any more
	Narrowed                     // a scope reaches less far
	Tightened                    // a condition has come
	Denied                       // not allowed before either, but now by a denial
	Undenied                     // not allowed either way, but no denial says so any more
	Grounds                      // allowed or denied as before, on other grounds
)

// More are the effects by which a role may do more than before.
const More = Gained | Widened | Loosened

// Less are the effects by which a role may do less than before.
const Less = Lost | Narrowed | Tightened

var effectNames = []string{"gained", "widened", "loosened", "lost", "narrowed", "tightened", "denied", "undenied", "grounds"}

// Names lists the effects as JSON calls them, in the order above.
func (e Effect) Names() []string {
	var out []string
	for i, name := range effectNames {
		if e&(1<<i) != 0 {
			out = append(out, name)
		}
	}
	return out
}

// Permission is what became, in effect, of what a role may do to an object by
// an action.
type Permission struct {
	Role, Object, Action string
	Effect               Effect
	Old, New             Holding

	// From lists the roles, by id, whose grants and denials make the difference:
	// the role itself, or those it inherits from.
	From []string
}

// Holding is how a role stands to an object and an action: granted by a cell,
// denied, or neither.
type Holding struct {
	Cell   *analysis.Cell
	Denied *analysis.Denied
}

// permissions compares the effective permissions and the fields of all roles.
func (p *pairs) permissions(before, after *analysis.Matrix) (all []Permission, fields []Field) {
	for _, r := range p.roles {
		row := &rowPair{pairs: p, role: r.id, before: rowOf(before, r.before), after: rowOf(after, r.after)}
		all = append(all, row.permissions()...)
		fields = append(fields, row.fields()...)
	}
	return all, fields
}

// rowOf gives the permissions of a role; none where there is no such role.
func rowOf(m *analysis.Matrix, role *catalog.Role) *analysis.Permissions {
	if role == nil {
		return &analysis.Permissions{}
	}
	return m.Of(role)
}

// rowPair is what one role may, before and after.
type rowPair struct {
	*pairs
	role          string
	before, after *analysis.Permissions
}

func (r *rowPair) permissions() []Permission {
	before, after := holdings(r.before), holdings(r.after)
	var out []Permission
	add := func(k cellKey) {
		c := Permission{Role: r.role, Object: k.object, Action: k.action, Old: before[k], New: after[k]}
		if c.Effect = r.effect(c.Old, c.New); c.Effect != 0 {
			c.From = r.origin(&c)
			out = append(out, c)
		}
	}
	for k := range before {
		add(k)
	}
	for k := range after {
		if _, both := before[k]; !both {
			add(k)
		}
	}
	slices.SortFunc(out, func(a, b Permission) int {
		return cmp.Compare(r.cells[cellKey{a.Object, a.Action}], r.cells[cellKey{b.Object, b.Action}])
	})
	return out
}

func holdings(p *analysis.Permissions) map[cellKey]Holding {
	out := make(map[cellKey]Holding, len(p.Cells)+len(p.Denied))
	for i := range p.Cells {
		c := &p.Cells[i]
		out[cellKey{c.Object.ID, c.Action.ID}] = Holding{Cell: c}
	}
	for i := range p.Denied {
		d := &p.Denied[i]
		out[cellKey{d.Object.ID, d.Action.ID}] = Holding{Denied: d}
	}
	return out
}

// effect tells what has become of a holding.
func (r *rowPair) effect(before, after Holding) Effect {
	switch {
	case before.Cell == nil && after.Cell == nil && before.Denied == nil:
		return Denied
	case before.Cell == nil && after.Cell == nil && after.Denied == nil:
		return Undenied
	case before.Cell == nil && after.Cell == nil:
		return grounds(before, after)
	case before.Cell == nil:
		return Gained
	case after.Cell == nil:
		return Lost
	}
	e := r.excess(after.Cell.Grants, before.Cell.Grants, Widened, Loosened) |
		r.excess(before.Cell.Grants, after.Cell.Grants, Narrowed, Tightened)
	if e == 0 {
		return grounds(before, after)
	}
	return e
}

// excess tells by what the grants go beyond the others: by scope where others
// need no condition more, by condition where others reach as far. A grant that
// no other one resembles in either goes beyond them by both.
func (r *rowPair) excess(grants, others []analysis.Held, scope, condition Effect) Effect {
	var e Effect
	for _, g := range grants {
		if r.covered(g, others) {
			continue
		}
		var of Effect
		for _, h := range others {
			if free(h.When, g.When) {
				of |= scope
			}
			if r.within(g.Scope, h.Scope) {
				of |= condition
			}
		}
		if of == 0 {
			of = scope | condition
		}
		e |= of
	}
	return e
}

// grounds tells whether what allows or denies the same has changed: the role it
// comes from, the duties it is for, the reason of a denial.
func grounds(before, after Holding) Effect {
	if slices.Equal(before.grounds(), after.grounds()) {
		return 0
	}
	return Grounds
}

// ground is a reason why something is allowed or denied: whose, and what it says.
type ground struct{ from, says string }

func (h Holding) grounds() []ground {
	var out []ground
	if h.Cell != nil {
		for _, g := range h.Cell.Grants {
			says := []string{g.Scope.ID}
			for _, d := range g.For {
				says = append(says, d.ID)
			}
			slices.Sort(says[1:])
			out = append(out, ground{g.From.ID, strings.Join(says, " ")})
		}
	}
	if h.Denied != nil {
		for _, d := range h.Denied.By {
			out = append(out, ground{d.Role.ID, fmt.Sprint(versions(d.Note))})
		}
	}
	slices.SortFunc(out, func(a, b ground) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.says, b.says)) })
	return slices.Compact(out)
}

// origin lists the roles whose files make the difference.
func (r *rowPair) origin(c *Permission) []string {
	var out []string
	for _, side := range [][2]Holding{{c.Old, c.New}, {c.New, c.Old}} {
		if c.Effect == Grounds {
			out = append(out, besides(side[0].grounds(), side[1].grounds())...)
		} else {
			out = append(out, r.beyond(side[0], side[1])...)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// besides lists whose grounds are not among the others.
func besides(grounds, others []ground) (from []string) {
	for _, g := range grounds {
		if !slices.Contains(others, g) {
			from = append(from, g.from)
		}
	}
	return from
}

// beyond lists whose grants allow what the other holding's do not, and whose
// denials take something away. What a denial took away was granted all the same.
func (r *rowPair) beyond(h, other Holding) (from []string) {
	if h.Denied != nil {
		for _, d := range h.Denied.By {
			from = append(from, d.Role.ID)
		}
		return from
	}
	for _, g := range h.grants() {
		if !r.covered(g, other.grants()) {
			from = append(from, g.From.ID)
		}
	}
	return from
}

// grants are those of the cell, or those that a denial took away.
func (h Holding) grants() []analysis.Held {
	switch {
	case h.Cell != nil:
		return h.Cell.Grants
	case h.Denied != nil:
		return h.Denied.Lost
	}
	return nil
}
