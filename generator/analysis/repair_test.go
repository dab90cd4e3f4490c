package analysis

import (
	"math/rand/v2"
	"slices"
	"testing"

	"rolebook/generator/catalog"
)

func TestSuggestion(t *testing.T) {
	t.Parallel()
	const functions = `
		role z
		  allow create,approve,export order,customer all
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

// TestSuggestionKeepsDutiesDone has conflicts whose cheaper repair would leave
// a duty to nobody.
func TestSuggestionKeepsDutiesDone(t *testing.T) {
	t.Parallel()
	const conflict = `
		function f create order
		function g approve order
		rule s high 2 functions f g
		role a
		  duty d
		  duty e
		  allow create order team for d
		  allow approve order own for e
		`
	tests := []struct{ name, catalog, want string }{
		{"nobody else can do either", ``, "deny nothing; cannot s; vital create order, approve order"},
		{"another role holds one of the pairs", `
			role b
			  allow approve order own`, "deny approve order, losing [e]"},
		{"one that holds it at a narrower scope does not help", `
			role b
			  allow create order own`, "deny nothing; cannot s; vital create order, approve order"},
		{"a wider scope does", `
			role b
			  allow create order all`, "deny create order, losing [d]"},
		{"so does one under a condition", `
			role b
			  allow create order team if four-eyes`, "deny create order, losing [d]"},
		{"an heir is denied it as well", `
			role b < a
			  allow create order all`, "deny nothing; cannot s; vital create order, approve order"},
		{"a role that inherits from the other holds it", `
			role b deprecated
			  allow approve order all
			role c < b`, "deny approve order, losing [e]"},
		{"a deprecated role is no help", `
			role b deprecated
			  allow approve order all`, "deny nothing; cannot s; vital create order, approve order"},
		{"neither is a draft", `
			role b draft
			  allow approve order all`, "deny nothing; cannot s; vital create order, approve order"},
		{"the duty of an heir counts, too", `
			role c < a
			  duty d
			  allow create order all for d
			role b
			  allow create order team
			role e
			  allow approve order own`, "deny approve order, losing [e]"},
		{"and the duty of a role that lost the pair before", `
			role b
			  duty d
			  allow approve order all for d
			  deny approve order
			role c < a
			  allow approve order all
			role e
			  allow create,approve order team`, "deny create order, losing [d]"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			r := Run(sketch(t, conflict+test.catalog), catalog.Date{})
			if got := repairText(r.Matrix.Of(r.Catalog.Role("a")).Cells[0].Conflicts[0].Suggestion()); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestRepairs(t *testing.T) {
	t.Parallel()
	r := Run(sketch(t, `
		role a
		  allow create,update,approve order own
		role heir < a
		  allow export customer own
		role b
		  duty d
		  allow create,approve order own for d
		role c
		  duty d
		  allow create,approve order own for d
		role e
		  allow approve order own
		role f < e
		role listed
		role both < listed e
		role gone deprecated
		  allow create,approve order own
		role accepted
		  allow create,approve order own
		function f create order
		function g approve order
		function h update order
		rule s high 2 functions f g
		rule u low 2 functions g h
		rule v critical 2 roles listed e
		except s 2027-01-01 accepted`), catalog.Date{})
	got := ""
	for _, x := range r.Repairs(DefaultSteps) {
		got += x.Role.ID + ": " + repairText(x) + "; heirs [" + idsOf(x.Heirs, roleID) + "]\n"
	}
	// One pair clears both rules for a. The heir has the findings, too, and so a
	// repair of its own. All may go from b and c but approving is left to e.
	want := `a: deny approve order, losing []; heirs [heir]
b: deny create order, losing [d]; heirs []
both: deny nothing; cannot v; heirs []
c: deny create order, losing [d]; heirs []
heir: deny approve order, losing []; heirs []
`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestRepairsTogetherKeepDutiesDone has two roles that could each give up what
// the other keeps, but not both.
func TestRepairsTogetherKeepDutiesDone(t *testing.T) {
	t.Parallel()
	r := Run(sketch(t, `
		role a
		  duty d
		  allow create,approve order own for d
		role b
		  allow create,approve order own
		function f create order
		function g approve order
		rule s high 2 functions f g`), catalog.Date{})
	got := ""
	for _, x := range r.Repairs(DefaultSteps) {
		got += x.Role.ID + ": " + repairText(x) + "\n"
	}
	if want := "a: deny create order, losing [d]\nb: deny approve order, losing []\n"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func repairText(r *Repair) string {
	if r == nil {
		return "none"
	}
	s := "deny nothing"
	if len(r.Deny) > 0 {
		s = "deny " + pairsText(r.Deny) + ", losing [" + idsOf(r.DutiesLost, func(d *catalog.Duty) string { return d.ID }) + "]"
	}
	if len(r.Cannot) > 0 {
		s += "; cannot " + idsOf(r.Cannot, func(r *catalog.Rule) string { return r.ID })
	}
	if len(r.Vital) > 0 {
		s += "; vital " + pairsText(r.Vital)
	}
	if !r.Minimal {
		s += "; perhaps not least"
	}
	return s
}

func pairsText(pairs []Pair) string {
	s := ""
	for i, p := range pairs {
		if i > 0 {
			s += ", "
		}
		s += p.Action.ID + " " + p.Object.ID
	}
	return s
}

// TestRepairGivesUp asks for a cover of the edges of a random graph, for which
// no quick way is known: with few steps the answer must come, meet every
// obligation and say that it may not be the best; more steps do no worse.
func TestRepairGivesUp(t *testing.T) {
	t.Parallel()
	few, enough := graphPlan(60, 90, 3), graphPlan(60, 90, 3)
	quick, proved := few.search(10)
	if proved {
		t.Error("10 steps are said to prove it")
	}
	for _, ob := range few.obligations {
		if few.options[ob.options[0]].cells.outside(quick.cells) && few.options[ob.options[1]].cells.outside(quick.cells) {
			t.Errorf("obligation %v is not met", ob)
		}
	}
	best, proved := enough.search(DefaultSteps)
	if !proved || best.compare(quick) > 0 {
		t.Errorf("proved %t, %d cells against %d", proved, best.cells.count(), quick.cells.count())
	}
}

// graphPlan draws a plan in which each obligation asks for one of two cells.
func graphPlan(cells, edges int, seed uint64) *plan {
	rnd := rand.New(rand.NewPCG(seed, 4))
	cat := largeVocabulary()
	p := Effective(&catalog.Role{ID: "r", Allow: []*catalog.Grant{{Objects: cat.Objects, Actions: cat.Actions, Scope: cat.Scopes[0]}}})
	d := newPlan(p, nil, nil)
	for i := range cells {
		d.options = append(d.options, d.remedy([]int{i}))
	}
	for range edges {
		d.obligations = append(d.obligations, obligation{options: rnd.Perm(cells)[:2], take: 1})
	}
	return d
}
