package analysis

import (
	"cmp"
	"fmt"
	"math/big"
	"math/bits"
	"math/rand/v2"
	"slices"
	"testing"

	"rolebook/generator/catalog"
)

// repairOracle repairs straight from the definitions: it tries every set of
// pairs. It shares no code with the analysis but the types.
type repairOracle struct {
	cat    *catalog.Catalog
	on     catalog.Date
	grants map[*catalog.Role][]oracleGrant
	lost   map[*catalog.Role][]Pair // what earlier repairs deny
}

// repairs gives every repair as text, and the largest number of pairs tried.
func (q *repairOracle) repairs() (out []string, widest int) {
	for _, r := range q.cat.Roles {
		q.grants[r] = oracleGrants(r)
	}
	for _, role := range q.cat.Roles {
		var open []*catalog.Rule
		for _, rule := range q.cat.Rules {
			if role.Status != catalog.Deprecated && q.violates(role, rule, nil) && !q.accepted(role, rule) {
				open = append(open, rule)
			}
		}
		if len(open) > 0 {
			fix := q.repair(role, open)
			q.lost[role] = fix.Deny
			out, widest = append(out, role.ID+" "+repairText(fix)), max(widest, len(q.pairs(role)))
		}
	}
	return out, widest
}

// repair tries all sets of pairs that leave every duty to somebody: the best of
// those that end as many of the conflicts as any does.
func (q *repairOracle) repair(role *catalog.Role, open []*catalog.Rule) *Repair {
	pairs := q.pairs(role)
	var best *Repair
	for set := range 1 << len(pairs) {
		r := &Repair{Role: role, Minimal: true}
		for s := set; s != 0; s &= s - 1 {
			r.Deny = append(r.Deny, pairs[bits.TrailingZeros(uint(s))])
		}
		for _, rule := range open {
			if q.violates(role, rule, r.Deny) {
				r.Cannot = append(r.Cannot, rule)
			}
		}
		for _, d := range role.Duties {
			if slices.ContainsFunc(r.Deny, func(x Pair) bool { return servesDuty(role, d, x) }) {
				r.DutiesLost = append(r.DutiesLost, d)
			}
		}
		if (best == nil || oracleCost(r, best) < 0) && q.dutiesDone(role, r.Deny) {
			best = r
		}
	}
	return best
}

func oracleCost(a, b *Repair) int {
	return cmp.Or(
		cmp.Compare(len(a.Cannot), len(b.Cannot)), cmp.Compare(len(a.DutiesLost), len(b.DutiesLost)), cmp.Compare(len(a.Deny), len(b.Deny)),
		slices.CompareFunc(a.Deny, b.Deny, func(x, y Pair) int {
			return cmp.Or(cmp.Compare(x.Object.Order, y.Object.Order), cmp.Compare(x.Action.Order, y.Action.Order))
		}))
}

func servesDuty(role *catalog.Role, d *catalog.Duty, x Pair) bool {
	for _, g := range role.Allow {
		if slices.Contains(g.For, d) && slices.Contains(g.Objects, x.Object) && slices.Contains(g.Actions, x.Action) {
			return true
		}
	}
	return false
}

// pairs lists what the role may do in effect, in catalog order.
func (q *repairOracle) pairs(role *catalog.Role) []Pair {
	var out []Pair
	for _, o := range q.cat.Objects {
		for _, a := range q.cat.Actions {
			if slices.ContainsFunc(q.grants[role], func(g oracleGrant) bool { return g.Object == o && g.Action == a }) {
				out = append(out, Pair{o, a})
			}
		}
	}
	return out
}

// violates: the role does so by itself, without its mitigated grants and the
// pairs denied.
func (q *repairOracle) violates(role *catalog.Role, rule *catalog.Rule, deny []Pair) bool {
	n := 0
	for _, f := range rule.Functions {
		if slices.ContainsFunc(q.grants[role], func(g oracleGrant) bool {
			return !oracleMitigated(g.When) && oracleSatisfies(g, f) && !slices.Contains(deny, Pair{g.Object, g.Action})
		}) {
			n++
		}
	}
	for _, listed := range rule.Roles {
		if slices.Contains(oracleAncestors(role), listed) {
			n++
		}
	}
	return n >= rule.AtLeast
}

func (q *repairOracle) accepted(role *catalog.Role, rule *catalog.Rule) bool {
	return slices.ContainsFunc(q.cat.Exceptions, func(e *catalog.Exception) bool {
		return e.Rule == rule && sameRoles(e.Roles, []*catalog.Role{role}) && !e.Until.Before(q.on)
	})
}

// dutiesDone reports whether no grant for a duty that somebody could fulfil
// before is left to nobody by denying the pairs.
func (q *repairOracle) dutiesDone(role *catalog.Role, deny []Pair) bool {
	for _, needy := range q.cat.Roles {
		for _, g := range needy.Allow {
			if len(g.For) == 0 || needy.Status == catalog.Deprecated {
				continue
			}
			for _, x := range deny {
				if !slices.Contains(g.Objects, x.Object) || !slices.Contains(g.Actions, x.Action) {
					continue
				}
				if q.anybody(needy, x, g.Scope, nil) && !q.anybody(needy, x, g.Scope, role) {
					return false
				}
			}
		}
	}
	return true
}

// anybody reports whether some role can do for a duty what the pair is for, the
// role without and its heirs left out.
func (q *repairOracle) anybody(needy *catalog.Role, x Pair, scope *catalog.Scope, without *catalog.Role) bool {
	return slices.ContainsFunc(q.cat.Roles, func(r *catalog.Role) bool {
		if r.Status != catalog.Active && (r.Status != catalog.Draft || needy.Status != catalog.Draft) {
			return false
		}
		for _, a := range oracleAncestors(r) {
			if a == without || slices.Contains(q.lost[a], x) {
				return false
			}
		}
		return slices.ContainsFunc(q.grants[r], func(g oracleGrant) bool {
			return g.Object == x.Object && g.Action == x.Action && g.Scope.Rank >= scope.Rank
		})
	})
}

// TestRepairsAgainstOracle compares all repairs of 10,000 random catalogs, with
// inheritance, denials, conditions, exceptions and dates, rules over roles and
// n of m functions, drafts and deprecated roles.
func TestRepairsAgainstOracle(t *testing.T) {
	t.Parallel()
	on := catalog.Date{Year: 2026, Month: 11, Day: 22}
	seen := map[string]int{} // the random catalogs must reach every corner
	for seed, compared := uint64(0), 0; compared < 10_000; seed++ {
		cat := conflictCatalog(rand.New(rand.NewPCG(seed, 11)))
		q := &repairOracle{cat, on, map[*catalog.Role][]oracleGrant{}, map[*catalog.Role][]Pair{}}
		if slices.ContainsFunc(cat.Roles, func(r *catalog.Role) bool { return len(oracleGrants(r)) > 8 }) {
			continue
		}
		compared++
		want, widest := q.repairs()
		var got []string
		for _, r := range Run(cat, on).Repairs(DefaultSteps) {
			got = append(got, r.Role.ID+" "+repairText(&Repair{Role: r.Role, Deny: r.Deny, DutiesLost: r.DutiesLost, Minimal: r.Minimal, Cannot: r.Cannot}))
			sighted(seen, r)
		}
		if !slices.Equal(got, want) {
			t.Fatalf("seed %d: got\n%q\nwant\n%q", seed, got, want)
		}
		seen[fmt.Sprintf("%d pairs", widest)]++
	}
	for _, corner := range []string{"8 pairs", "1 denied", "2 denied", "3 denied", "no duty lost", "duties lost", "several findings", "heirs", "cannot, over roles", "cannot, vital", "cannot, and denied"} {
		if seen[corner] < 20 {
			t.Errorf("%s: %d times", corner, seen[corner])
		}
	}
}

// sighted counts what a repair is an example of.
func sighted(seen map[string]int, r *Repair) {
	for corner, is := range map[string]bool{
		fmt.Sprintf("%d denied", len(r.Deny)): true,
		"no duty lost":                        len(r.Deny) > 0 && len(r.DutiesLost) == 0,
		"duties lost":                         len(r.DutiesLost) > 1,
		"several findings":                    len(r.Cleared) > 1,
		"heirs":                               len(r.Deny) > 0 && len(r.Heirs) > 0,
		"cannot, over roles":                  slices.ContainsFunc(r.Cannot, func(x *catalog.Rule) bool { return len(x.Roles) > 0 }),
		"cannot, vital":                       len(r.Vital) > 0,
		"cannot, and denied":                  len(r.Cannot) > 0 && len(r.Deny) > 0,
	} {
		if is {
			seen[corner]++
		}
	}
}

// conflictCatalog draws a catalog in which conflicts of one role are frequent
// and roles share pairs, so that some duties can change hands.
func conflictCatalog(rnd *rand.Rand) *catalog.Catalog {
	cat := vocabulary()
	cat.Actions = cat.Actions[:4]
	d := &dice{rnd, cat}
	for i := range 2 + rnd.IntN(3) {
		cat.Roles = append(cat.Roles, d.staffed(fmt.Sprintf("r%d", i)))
	}
	for i := range 3 + rnd.IntN(2) {
		cat.Functions = append(cat.Functions, &catalog.Function{ID: fmt.Sprintf("f%d", i), Any: []catalog.Demand{d.demand(), d.demand()}})
	}
	for i := range 1 + rnd.IntN(3) {
		r := &catalog.Rule{ID: fmt.Sprintf("s%d", i), Severity: some(d, catalog.Severities)[0], AtLeast: 2}
		if d.once(6) {
			r.Roles = slices.Clone(cat.Roles[:2])
		} else {
			r.Functions = slices.Clone(cat.Functions[:2+rnd.IntN(len(cat.Functions)-1)])
			rnd.Shuffle(len(r.Functions), func(i, k int) { r.Functions[i], r.Functions[k] = r.Functions[k], r.Functions[i] })
			r.AtLeast += rnd.IntN(len(r.Functions) - 1)
		}
		cat.Rules = append(cat.Rules, r)
	}
	for range rnd.IntN(3) {
		cat.Exceptions = append(cat.Exceptions, d.exception())
	}
	cat.Index()
	return cat
}

// staffed draws a role with duties that grants are for.
func (d *dice) staffed(id string) *catalog.Role {
	r := &catalog.Role{ID: id, Status: catalog.Active}
	switch d.IntN(12) {
	case 0:
		r.Status = catalog.Deprecated
	case 1:
		r.Status = catalog.Draft
	}
	for _, earlier := range d.cat.Roles {
		if d.once(5) {
			r.Inherits = append(r.Inherits, earlier)
		}
	}
	for k := range 3 {
		r.Duties = append(r.Duties, &catalog.Duty{ID: fmt.Sprintf("d%d", k)})
	}
	for range 1 + d.IntN(4) {
		g := d.grant(r)
		if d.once(2) {
			g.For = some(d, r.Duties)
		}
		r.Allow = append(r.Allow, g)
	}
	if d.once(5) {
		r.Deny = append(r.Deny, &catalog.Denial{Role: r, Objects: some(d, d.cat.Objects), Actions: some(d, d.cat.Actions[:4])})
	}
	return r
}

// advice tries to keep each role apart, and to deny it each of its pairs.
func (q *repairOracle) advice(rule *catalog.Rule, open [][]*catalog.Role) Advice {
	a := Advice{Rule: rule, Open: big.NewInt(int64(len(open))), Parted: new(big.Int)}
	for _, role := range q.cat.Roles {
		n := int64(0)
		for _, set := range open {
			if slices.Contains(set, role) {
				n++
			}
		}
		if n > a.Parted.Int64() {
			a.Apart, a.Parted = role, big.NewInt(n)
		}
		if role.Status == catalog.Deprecated {
			continue
		}
		for _, x := range q.pairs(role) {
			n := int64(0)
			for _, set := range open {
				if !q.together(rule, set, role, x) {
					n++
				}
			}
			if n > 0 && (a.Move == nil || n > a.Move.Cleared.Int64()) && q.dutiesDone(role, []Pair{x}) {
				a.Move = &Move{Role: role, Pair: x, Cleared: big.NewInt(n)}
				for _, d := range role.Duties {
					if servesDuty(role, d, x) {
						a.Move.DutiesLost = append(a.Move.DutiesLost, d)
					}
				}
			}
		}
	}
	return a
}

// together reports whether a set of roles violates the rule when one role, and
// those that inherit from it, are denied a pair.
func (q *repairOracle) together(rule *catalog.Rule, set []*catalog.Role, denied *catalog.Role, x Pair) bool {
	n := 0
	for _, f := range rule.Functions {
		if slices.ContainsFunc(set, func(r *catalog.Role) bool {
			return slices.ContainsFunc(q.grants[r], func(g oracleGrant) bool {
				gone := x == Pair{g.Object, g.Action} && slices.Contains(oracleAncestors(r), denied)
				return !gone && !oracleMitigated(g.When) && oracleSatisfies(g, f)
			})
		}) {
			n++
		}
	}
	for _, listed := range rule.Roles {
		if slices.ContainsFunc(set, func(r *catalog.Role) bool { return slices.Contains(oracleAncestors(r), listed) }) {
			n++
		}
	}
	return n >= rule.AtLeast
}
