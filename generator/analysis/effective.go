package analysis

import (
	"cmp"
	"slices"

	"rolebook/generator/catalog"
)

// Held is a grant as a role holds it for one object and one action.
type Held struct {
	Scope *catalog.Scope
	When  []*catalog.Condition // in catalog order
	From  *catalog.Role        // whose grant it is: the role itself, or one it inherits from
	Grant *catalog.Grant
	For   []*catalog.Duty // duties of From that need it
}

// Mitigated reports whether a condition of the grant breaks conflicts.
func (h Held) Mitigated() bool { return h.Grant.Mitigated() }

// Cell is what a role may do to an object by one action: the grants that no
// other one dominates, the role's own first, then from the nearest role it
// inherits from to the farthest, each role's in the order of its file.
type Cell struct {
	Object *catalog.Object
	Action *catalog.Action
	Grants []Held // never empty

	// Conflicts are the findings of kind [RoleKind] that a grant of this cell
	// is a path of, in the order of [Result].Findings. [Run] fills them.
	Conflicts []*Finding
}

// Widest gives the widest scope of the cell, and the widest that no condition
// limits, which is nil when every grant has a condition.
func (c *Cell) Widest() (widest, free *catalog.Scope) {
	for _, h := range c.Grants {
		widest = wider(widest, h.Scope)
		if len(h.When) == 0 {
			free = wider(free, h.Scope)
		}
	}
	return widest, free
}

func wider(a, b *catalog.Scope) *catalog.Scope {
	if a == nil || b.Rank > a.Rank {
		return b
	}
	return a
}

// Denied is an object and an action that a role is denied.
type Denied struct {
	Object *catalog.Object
	Action *catalog.Action
	By     []*catalog.Denial // never empty; the role's own first
	Lost   []Held            // what the role would hold without the denial; often empty
}

// Permissions is what one role may and may not do, own and inherited, in
// catalog order of objects and actions.
type Permissions struct {
	Role    *catalog.Role
	Lineage []*catalog.Role // the role, then those it inherits from, nearest first, each once
	Cells   []Cell
	Denied  []Denied
}

// Effective gives the effective permissions of a role: its own and inherited
// grants, less what is denied. A denial, own or inherited, beats every grant of
// the role. Of the grants of one cell those remain that no other dominates: a
// wider or equal scope under fewer or the same conditions dominates, and of
// equals the one nearest to the role stays.
func Effective(role *catalog.Role) *Permissions {
	p := &Permissions{Role: role, Lineage: lineage(role)}
	denials := p.denials()
	claims, held := p.claims()
	p.Cells = make([]Cell, 0, pairs(claims))
	for len(claims) > 0 {
		n := 1
		for n < len(claims) && claims[n].pair == claims[0].pair {
			n++
		}
		p.settle(claims[:n], held, denials)
		claims = claims[n:]
	}
	for k, d := range denials { // denied, and nothing granted: still worth telling
		if len(d.Lost) == 0 {
			p.Denied = append(p.Denied, *denials[k])
		}
	}
	slices.SortFunc(p.Denied, func(a, b Denied) int {
		return cmp.Compare(pairOf(a.Object, a.Action), pairOf(b.Object, b.Action))
	})
	return p
}

// lineage walks up the hierarchy, nearest first, roles in the order in which
// they are listed.
func lineage(role *catalog.Role) []*catalog.Role {
	line := []*catalog.Role{role}
	for i := 0; i < len(line); i++ {
		for _, parent := range line[i].Inherits {
			if !slices.Contains(line, parent) {
				line = append(line, parent)
			}
		}
	}
	return line
}

// pair identifies an object and an action; pairs order as the catalog does.
type pair uint64

func pairOf(o *catalog.Object, a *catalog.Action) pair {
	return pair(o.Order)<<32 | pair(a.Order)
}

func (k pair) object(c *catalog.Catalog) *catalog.Object { return c.Objects[k>>32] }
func (k pair) action(c *catalog.Catalog) *catalog.Action { return c.Actions[k&(1<<32-1)] }

// claim says that a grant covers a pair; held numbers the grant.
type claim struct {
	pair   pair
	object *catalog.Object
	action *catalog.Action
	held   int
}

// claims lists what the grants of the lineage cover, by pair and then nearest
// first, with the grants that the claims number.
func (p *Permissions) claims() ([]claim, []Held) {
	grants, most := 0, 0
	for _, role := range p.Lineage {
		for _, g := range role.Allow {
			grants, most = grants+1, most+len(g.Objects)*len(g.Actions)
		}
	}
	claims, held := make([]claim, 0, most), make([]Held, 0, grants)
	for _, role := range p.Lineage {
		for _, g := range role.Allow {
			n := len(held)
			held = append(held, Held{g.Scope, g.When, role, g, g.For})
			covers(g.Objects, g.Actions, func(o *catalog.Object, a *catalog.Action) {
				claims = append(claims, claim{pairOf(o, a), o, a, n})
			})
		}
	}
	slices.SortFunc(claims, func(a, b claim) int {
		return cmp.Or(cmp.Compare(a.pair, b.pair), cmp.Compare(a.held, b.held))
	})
	return claims, held
}

// pairs counts the pairs of sorted claims.
func pairs(claims []claim) int {
	n := 0
	for i := range claims {
		if i == 0 || claims[i].pair != claims[i-1].pair {
			n++
		}
	}
	return n
}

// covers calls do for every object and action that go together.
func covers(objects []*catalog.Object, actions []*catalog.Action, do func(*catalog.Object, *catalog.Action)) {
	for _, o := range objects {
		for _, a := range actions {
			if o.Applies(a) {
				do(o, a)
			}
		}
	}
}

func (p *Permissions) denials() map[pair]*Denied {
	out := map[pair]*Denied{}
	for _, role := range p.Lineage {
		for _, d := range role.Deny {
			covers(d.Objects, d.Actions, func(o *catalog.Object, a *catalog.Action) {
				k := pairOf(o, a)
				if out[k] == nil {
					out[k] = &Denied{Object: o, Action: a}
				}
				if !slices.Contains(out[k].By, d) {
					out[k].By = append(out[k].By, d)
				}
			})
		}
	}
	return out
}

// settle turns the claims to one pair into a cell, or into a denial. Cells that
// rest on one and the same grant, as most do, share it.
func (p *Permissions) settle(claims []claim, held []Held, denials map[pair]*Denied) {
	n := claims[0].held
	all := held[n : n+1 : n+1]
	if len(claims) > 1 {
		all = make([]Held, len(claims))
		for i, c := range claims {
			all[i] = held[c.held]
		}
		all = undominated(all)
	}
	if d := denials[claims[0].pair]; d != nil {
		d.Lost = all
		p.Denied = append(p.Denied, *d)
		return
	}
	p.Cells = append(p.Cells, Cell{Object: claims[0].object, Action: claims[0].action, Grants: all})
}

// undominated keeps the grants that no other one dominates. Of equals the
// first stays; when another equal one is the same role's, its duties join.
func undominated(all []Held) []Held {
	kept := all[:0:0]
	for _, g := range all {
		i := slices.IndexFunc(kept, func(h Held) bool { return dominates(h, g) })
		switch {
		case i < 0:
			kept = slices.DeleteFunc(kept, func(h Held) bool { return dominates(g, h) })
			kept = append(kept, g)
		case dominates(g, kept[i]) && g.From == kept[i].From:
			kept[i].For = union(kept[i].For, g.For)
		}
	}
	return kept
}

// dominates reports whether h allows at least what g does; equals dominate
// each other.
func dominates(h, g Held) bool {
	return g.Scope.Rank <= h.Scope.Rank && contains(g.When, h.When)
}

// contains reports whether all has every one of some.
func contains(all, some []*catalog.Condition) bool {
	for _, c := range some {
		if !slices.Contains(all, c) {
			return false
		}
	}
	return true
}

// union adds to a what b has more, without touching either.
func union(a, b []*catalog.Duty) []*catalog.Duty {
	out := slices.Clip(a)
	for _, d := range b {
		if !slices.Contains(out, d) {
			out = append(out, d)
		}
	}
	return out
}

// Cell finds what the role may do to an object by an action; nil when nothing.
func (p *Permissions) Cell(o *catalog.Object, a *catalog.Action) *Cell {
	i, ok := slices.BinarySearchFunc(p.Cells, pairOf(o, a), func(c Cell, k pair) int {
		return cmp.Compare(pairOf(c.Object, c.Action), k)
	})
	if !ok {
		return nil
	}
	return &p.Cells[i]
}

// Denial finds what denies an object and an action; nil when nothing does.
func (p *Permissions) Denial(o *catalog.Object, a *catalog.Action) *Denied {
	i, ok := slices.BinarySearchFunc(p.Denied, pairOf(o, a), func(d Denied, k pair) int {
		return cmp.Compare(pairOf(d.Object, d.Action), k)
	})
	if !ok {
		return nil
	}
	return &p.Denied[i]
}
