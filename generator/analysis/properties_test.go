package analysis

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"rolebook/generator/catalog"
)

// requests lists all that a role may do, straight from the definition: each
// object, action and scope with each set of conditions that could hold.
func requests(cat *catalog.Catalog, role *catalog.Role) map[string]bool {
	out := map[string]bool{}
	for _, r := range oracleAncestors(role) {
		for _, g := range r.Allow {
			for _, o := range g.Objects {
				for _, a := range g.Actions {
					if slices.Contains(o.Actions, a) && !(oracle{}).denied(role, o, a) {
						for _, s := range cat.Scopes[:g.Scope.Rank+1] {
							for _, holding := range []int{0, 1, 2, 3} {
								if !slices.ContainsFunc(g.When, func(c *catalog.Condition) bool { return holding&(1<<c.Order) == 0 }) {
									out[fmt.Sprint(o.ID, " ", a.ID, " ", s.ID, " ", holding)] = true
								}
							}
						}
					}
				}
			}
		}
	}
	return out
}

// requestsFor narrows requests to an object and an action.
func requestsFor(all map[string]bool, o *catalog.Object, a *catalog.Action) map[string]bool {
	out := map[string]bool{}
	for k := range all {
		if strings.HasPrefix(k, o.ID+" "+a.ID+" ") {
			out[k] = true
		}
	}
	return out
}

func bruteRelation(a, b map[string]bool) Relation {
	shared := 0
	for k := range a {
		if b[k] {
			shared++
		}
	}
	switch {
	case shared == len(a) && shared == len(b):
		return Equal
	case shared == len(b):
		return Subsumes
	case shared == len(a):
		return Subsumed
	case shared > 0:
		return Overlaps
	}
	return Disjoint
}

// TestCompareAgainstBruteForce compares all roles of random catalogs by what
// they may do in each single case.
func TestCompareAgainstBruteForce(t *testing.T) {
	t.Parallel()
	seen := map[Relation]int{}
	for seed := range uint64(1_000) {
		cat := randomCatalog(rand.New(rand.NewPCG(seed, 31)))
		m := NewMatrix(cat)
		all := map[*catalog.Role]map[string]bool{}
		for _, r := range cat.Roles {
			all[r] = requests(cat, r)
		}
		for _, a := range cat.Roles {
			for _, b := range cat.Roles {
				c := m.Compare(a, b)
				seen[c.Relation]++
				if want := bruteRelation(all[a], all[b]); c.Relation != want {
					t.Fatalf("seed %d: %s and %s are %s, not %s", seed, a.ID, b.ID, c.Relation, want)
				}
				if got, want := witnesses(c), bruteWitnesses(cat, all[a], all[b]); got != want {
					t.Fatalf("seed %d: %s and %s: got %s, want %s", seed, a.ID, b.ID, got, want)
				}
			}
		}
	}
	t.Logf("relations: %v", seen)
	for _, r := range []Relation{Equal, Subsumes, Subsumed, Overlaps, Disjoint} {
		if seen[r] < 500 {
			t.Errorf("%s %d times", r, seen[r])
		}
	}
}

func witnesses(c *Comparison) string {
	out := []string{fmt.Sprint(c.Same, " alike")}
	for _, x := range c.OnlyA {
		out = append(out, "a "+x.Action.ID+" "+x.Object.ID)
	}
	for _, x := range c.OnlyB {
		out = append(out, "b "+x.Action.ID+" "+x.Object.ID)
	}
	for _, d := range c.Differ {
		out = append(out, string(d.Relation)+" "+d.A.Action.ID+" "+d.B.Object.ID)
	}
	return strings.Join(out, ", ")
}

func bruteWitnesses(cat *catalog.Catalog, a, b map[string]bool) string {
	same := 0
	var onlyA, onlyB, differ []string
	for _, o := range cat.Objects {
		for _, x := range o.Actions {
			p, q := requestsFor(a, o, x), requestsFor(b, o, x)
			name := " " + x.ID + " " + o.ID
			switch {
			case len(p)+len(q) == 0:
			case len(q) == 0:
				onlyA = append(onlyA, "a"+name)
			case len(p) == 0:
				onlyB = append(onlyB, "b"+name)
			case maps.Equal(p, q):
				same++
			default:
				differ = append(differ, string(bruteRelation(p, q))+name)
			}
		}
	}
	return strings.Join(slices.Concat([]string{fmt.Sprint(same, " alike")}, onlyA, onlyB, differ), ", ")
}

// TestLikenessAgainstBruteForce holds every role of random catalogs against every
// other. One of the roles is there twice.
func TestLikenessAgainstBruteForce(t *testing.T) {
	t.Parallel()
	seen := map[string]int{}
	for seed := range uint64(1_000) {
		rnd := rand.New(rand.NewPCG(seed, 37))
		cat := randomCatalog(rnd)
		twin := *cat.Roles[rnd.IntN(len(cat.Roles))]
		twin.ID = "twin"
		cat.Roles = append(cat.Roles, &twin)
		redundant, near := likenesses(NewMatrix(cat))
		var got []string
		for _, x := range redundant {
			got = append(got, fmt.Sprintf("%s by %s, equal %t", x.Role.ID, x.By.ID, x.Equal))
		}
		for i, x := range near {
			if i > 0 && near[i-1].Shared*x.Of < x.Shared*near[i-1].Of {
				t.Fatalf("seed %d: %+v before %+v", seed, near[i-1], x)
			}
			got = append(got, fmt.Sprintf("%s near %s, %d of %d", x.A.ID, x.B.ID, x.Shared, x.Of))
		}
		want := bruteAlike(cat, seen)
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Fatalf("seed %d: got %q, want %q", seed, got, want)
		}
	}
	t.Logf("alike: %v", seen)
	for _, sort := range []string{"equal", "subsumed", "near"} {
		if seen[sort] < 30 {
			t.Errorf("%s %d times", sort, seen[sort])
		}
	}
}

func bruteAlike(cat *catalog.Catalog, seen map[string]int) (out []string) {
	for i, a := range cat.Roles {
		for k, b := range cat.Roles {
			ra, rb := requests(cat, a), requests(cat, b)
			if a.Status == catalog.Deprecated || b.Status == catalog.Deprecated || len(ra) == 0 || len(rb) == 0 ||
				slices.Contains(oracleAncestors(a), b) || slices.Contains(oracleAncestors(b), a) {
				continue
			}
			switch r := bruteRelation(ra, rb); {
			case r == Equal && i < k:
				seen["equal"]++
				out = append(out, fmt.Sprintf("%s by %s, equal true", a.ID, b.ID))
			case r == Subsumed:
				seen["subsumed"]++
				out = append(out, fmt.Sprintf("%s by %s, equal false", a.ID, b.ID))
			}
			shared, of := 0, 0
			for _, o := range cat.Objects {
				for _, x := range o.Actions {
					p, q := len(requestsFor(ra, o, x)) > 0, len(requestsFor(rb, o, x)) > 0
					if p || q {
						of++
					}
					if p && q {
						shared++
					}
				}
			}
			if i < k && 5*shared >= 4*of {
				seen["near"]++
				out = append(out, fmt.Sprintf("%s near %s, %d of %d", a.ID, b.ID, shared, of))
			}
		}
	}
	return out
}

// TestProperties seeds one of each, and nothing else is found.
func TestProperties(t *testing.T) {
	t.Parallel()
	cat := sketch(t, `
		role base
		  allow read order own
		role clerk < base
		  duty sell
		  allow create,update order all
		role desk
		  allow create order all
		  allow update order team if logged
		  deny delete refund
		role lead < base
		  allow read,export customer team if four-eyes
		  allow read customer own
		role old deprecated
		  allow read customer all
		function f read order
		function g create order team
		function h create order team
		rule s1 high 2 functions f g`)
	cat.Families = []*catalog.Family{{ID: "trade"}, {ID: "other"}}
	for _, r := range cat.Roles {
		r.Family = cat.Families[0]
	}
	p := Run(cat, catalog.Date{}).Properties()
	u := p.Unused
	got := []string{
		idsOf(u.Families, func(x *catalog.Family) string { return x.ID }), idsOf(u.Objects, func(x *catalog.Object) string { return x.ID }),
		idsOf(u.Actions, func(x *catalog.Action) string { return x.ID }), idsOf(u.Scopes, func(x *catalog.Scope) string { return x.ID }),
		idsOf(u.Classes, func(x *catalog.Class) string { return x.ID }), idsOf(u.Conditions, func(x *catalog.Condition) string { return x.ID }),
		idsOf(u.Functions, func(x *catalog.Function) string { return x.ID }),
		idsOf(p.Redundant, func(x Redundancy) string { return x.Role.ID + "<" + x.By.ID }), fmt.Sprint(len(p.Near)),
		idsOf(p.Leaves, func(x Leaf) string { return fmt.Sprint(x.Role.ID, x.Bare) }),
		idsOf(p.Widest, func(x Reach) string { return fmt.Sprint(x.Role.ID, x.Pairs, "/", x.Of) }),
		idsOf(p.Sensitive, func(x Sensitive) string {
			return x.Class.ID + "@" + x.Scope.ID + " " + idsOf(x.Roles, func(r Access) string { return fmt.Sprint(r.Role.ID, r.Pairs, r.Conditional) })
		}),
	}
	want := []string{
		"other", "", "approve", "", "", "", "h", "desk<clerk", "0",
		"clerkfalse,desktrue,leadtrue,oldtrue", "clerk2/3,desk1/2", "secret@team lead2 2,internal@all clerk2 0,desk1 0,internal@own base1 0,lead1 0",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}
