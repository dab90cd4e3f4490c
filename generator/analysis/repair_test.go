package analysis

import (
	"cmp"
	"fmt"
	"math/bits"
	"math/rand/v2"
	"slices"
	"testing"

	"rolebook/generator/catalog"
)

func TestSuggestion(t *testing.T) {
	t.Parallel()
	const functions = `
		function f create order
		function g approve order
		function h export order,customer
		`
	tests := []struct{ name, catalog, want string }{
		{
			"the function that costs no duty", `
			role a
			  duty d
			  allow create order own for d
			  allow approve order own
			rule s high 2 functions f g`,
			"deny approve order, losing []",
		},
		{
			"fewer pairs, where the duties are equal", `
			role a
			  allow create order own
			  allow export order,customer own
			rule s high 2 functions f h`,
			"deny create order, losing []",
		},
		{
			"a duty weighs more than two pairs", `
			role a
			  duty d
			  allow create order own for d
			  allow export order,customer own
			rule s high 2 functions f h`,
			"deny export order, export customer, losing []",
		},
		{
			"the first in the catalog, where all is equal", `
			role a
			  allow approve,create order own
			rule s high 2 functions g f`,
			"deny create order, losing []",
		},
		{
			"inherited permissions cost no duty of the role", `
			role base
			  duty d
			  allow create order own for d
			role a < base
			  duty e
			  allow approve order own for e
			rule s high 2 functions f g`,
			"deny create order, losing []",
		},
		{
			"two to strip of three", `
			role a
			  duty d
			  duty e
			  allow create order own for d
			  allow approve order own for e
			  allow export order own
			rule s high 2 functions f g h`,
			"deny create order, export order, losing [d]",
		},
		{
			"only unmitigated grants need to go", `
			role a
			  duty d
			  allow create order own for d
			  allow approve order own for d
			  allow export order own
			  allow export customer own if four-eyes
			rule s high 2 functions f h`,
			"deny export order, losing []",
		},
		{
			"a pair that serves two functions", `
			role a
			  duty d
			  allow create order own for d
			  allow approve order own for d
			  allow export order own for d
			function i export order
			rule s high 2 functions h i`,
			"deny export order, losing [d]",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			cat := sketch(t, functions+test.catalog)
			r := Run(cat, catalog.Date{})
			i := slices.IndexFunc(r.Findings, func(f *Finding) bool { return f.Kind() == RoleKind && f.Roles[0].ID == "a" })
			if got := repairText(r.Findings[i].Suggestion()); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func repairText(r *Repair) string {
	if r == nil {
		return "none"
	}
	pairs := ""
	for _, p := range r.Deny {
		pairs += p.Action.ID + " " + p.Object.ID + ", "
	}
	s := "deny " + pairs + "losing [" + idsOf(r.DutiesLost, func(d *catalog.Duty) string { return d.ID }) + "]"
	if !r.Minimal {
		s += " perhaps not least"
	}
	return s
}

func TestNoSuggestion(t *testing.T) {
	t.Parallel()
	r := Run(sketch(t, `
		role a
		  allow create order own
		  allow approve order own if four-eyes
		role b < a
		  allow export order own
		role c
		  allow approve order all
		function f create order
		function g approve order
		rule s critical 2 functions f g
		rule t high 2 roles a b
		rule u low 2 functions f g
		except u 2027-01-01 a`), catalog.Date{})
	for _, f := range r.Findings {
		if s := f.Suggestion(); s != nil {
			t.Errorf("%s: %s", brief(f), repairText(s))
		}
	}
	if len(r.Findings) != 9 {
		t.Errorf("findings:\n%s", briefs(r.Findings))
	}
}

// TestSuggestionAgainstTrial denies every set of pairs to a role in turn,
// analyses the catalog anew each time, and expects the cheapest set that
// clears the finding to be the one suggested.
func TestSuggestionAgainstTrial(t *testing.T) {
	t.Parallel()
	tried := 0
	for seed := uint64(0); tried < 150; seed++ {
		cat := conflictCatalog(rand.New(rand.NewPCG(seed, 11)))
		r := Run(cat, catalog.Date{})
		for _, f := range r.Findings {
			p := r.Matrix.Of(f.Roles[0])
			if f.Suggestion() == nil || len(p.Cells) > 8 {
				continue
			}
			tried++
			if got, want := repairText(f.Suggestion()), repairText(triedRepair(cat, f, p)); got != want {
				t.Fatalf("seed %d, %s: got %q, want %q", seed, brief(f), got, want)
			}
		}
	}
}

func triedRepair(cat *catalog.Catalog, f *Finding, p *Permissions) *Repair {
	var best *Repair
	for set := 1; set < 1<<len(p.Cells); set++ {
		r := &Repair{Role: p.Role, Minimal: true}
		for s := set; s != 0; s &= s - 1 {
			c := p.Cells[bits.TrailingZeros(uint(s))]
			r.Deny = append(r.Deny, Pair{c.Object, c.Action})
		}
		for _, d := range p.Role.Duties {
			if slices.ContainsFunc(r.Deny, func(x Pair) bool { return servesDuty(p.Role, d, x) }) {
				r.DutiesLost = append(r.DutiesLost, d)
			}
		}
		if (best == nil || costs(r, best) < 0) && clears(cat, f, r) {
			best = r
		}
	}
	return best
}

func servesDuty(role *catalog.Role, d *catalog.Duty, x Pair) bool {
	for _, g := range role.Allow {
		if slices.Contains(g.For, d) && slices.Contains(g.Objects, x.Object) && slices.Contains(g.Actions, x.Action) {
			return true
		}
	}
	return false
}

func costs(a, b *Repair) int {
	return cmp.Or(cmp.Compare(len(a.DutiesLost), len(b.DutiesLost)), cmp.Compare(len(a.Deny), len(b.Deny)),
		slices.CompareFunc(a.Deny, b.Deny, func(x, y Pair) int {
			return cmp.Or(cmp.Compare(x.Object.Order, y.Object.Order), cmp.Compare(x.Action.Order, y.Action.Order))
		}))
}

// clears tries the repair: the finding must be gone, or mitigated.
func clears(cat *catalog.Catalog, f *Finding, r *Repair) bool {
	before := r.Role.Deny
	defer func() { r.Role.Deny = before }()
	for _, x := range r.Deny {
		r.Role.Deny = append(slices.Clip(r.Role.Deny), &catalog.Denial{Role: r.Role, Objects: []*catalog.Object{x.Object}, Actions: []*catalog.Action{x.Action}})
	}
	again := Run(cat, catalog.Date{})
	return !slices.ContainsFunc(again.Findings, func(g *Finding) bool {
		return g.Rule == f.Rule && g.Kind() == RoleKind && g.Roles[0] == r.Role && !g.Mitigated
	})
}

// conflictCatalog draws a catalog of two roles with duties, in which conflicts
// of one role are frequent.
func conflictCatalog(rnd *rand.Rand) *catalog.Catalog {
	cat := vocabulary()
	d := &dice{rnd, cat}
	for i := range 2 {
		r := &catalog.Role{ID: fmt.Sprintf("r%d", i), Status: catalog.Active, Inherits: cat.Roles[:min(i, 1)]}
		for k := range 3 {
			r.Duties = append(r.Duties, &catalog.Duty{ID: fmt.Sprintf("d%d", k)})
		}
		for range 2 + rnd.IntN(3) {
			g := d.grant(r)
			if d.once(2) {
				g.For = some(d, r.Duties)
			}
			r.Allow = append(r.Allow, g)
		}
		cat.Roles = append(cat.Roles, r)
	}
	for i := range 4 {
		cat.Functions = append(cat.Functions, &catalog.Function{ID: fmt.Sprintf("f%d", i), Any: []catalog.Demand{d.demand(), d.demand()}})
	}
	cat.Rules = []*catalog.Rule{{ID: "s", Severity: "high", AtLeast: 2 + rnd.IntN(2), Functions: cat.Functions}}
	cat.Index()
	return cat
}

// TestRepairOfSeveral meets more than one obligation at once, which pays where
// they share a pair.
func TestRepairOfSeveral(t *testing.T) {
	t.Parallel()
	cat := sketch(t, `
		role a
		  allow create,update,approve order own`)
	p := Effective(cat.Role("a")) // cells 0 create, 1 update, 2 approve
	got := repair(p, []obligation{
		{options: [][]int{{0}, {2}}, strip: 1},
		{options: [][]int{{1}, {2}}, strip: 1},
	})
	if s := repairText(got); s != "deny approve order, losing []" {
		t.Errorf("got %q", s)
	}
}

// TestRepairGivesUp has far more ways than can be tried: the answer must come,
// meet the obligation and say that it may not be the best.
func TestRepairGivesUp(t *testing.T) {
	t.Parallel()
	cat := largeVocabulary()
	r := &catalog.Role{ID: "r", Allow: []*catalog.Grant{{Objects: cat.Objects[:10], Actions: cat.Actions, Scope: cat.Scopes[0]}}}
	p := Effective(r)
	ob := obligation{strip: 20}
	for i := range 40 {
		ob.options = append(ob.options, []int{i, i + 40})
	}
	got := repair(p, []obligation{ob})
	if got.Minimal || len(got.Deny) != 40 {
		t.Errorf("minimal %t, %d pairs", got.Minimal, len(got.Deny))
	}
}
