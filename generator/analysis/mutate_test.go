package analysis

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"rolebook/generator/catalog"
)

// survivors writes what no test notices, a line a mutant.
func survivors(s *Strength) string {
	var out []string
	for _, r := range s.Roles {
		for _, m := range r.Survivors {
			out = append(out, mutantText(r.Role, m))
		}
	}
	return strings.Join(out, "\n")
}

func mutantText(role *catalog.Role, m Mutant) string {
	name := func(s *catalog.Scope) string {
		if s == nil {
			return "none"
		}
		return s.ID
	}
	s := fmt.Sprintf("%s %s %s %s %s>%s", role.ID, m.Kind, m.Action.ID, m.Object.ID, name(m.From), name(m.To))
	if len(m.Rules) > 0 {
		s += " " + idsOf(m.Rules, func(r *catalog.Rule) string { return r.ID })
	}
	return s
}

// TestSurvivors seeds tests that leave exactly what is listed unnoticed.
func TestSurvivors(t *testing.T) {
	t.Parallel()
	const roles = `
		role clerk
		  allow read order own
		  allow create refund team if logged
		role lead < clerk
		  allow update customer all
		function ask create refund
		function approve approve refund team
		rule s1 high 2 functions ask approve`
	for name, c := range map[string]struct{ tests, want, score string }{
		"no tests": {"", `
			clerk removed read order own>none
			clerk widened read order own>team
			clerk unbounded read order own>all
			clerk removed create refund team>none
			clerk widened create refund team>all
			clerk conflicting approve refund none>team s1
			lead removed read order own>none
			lead widened read order own>team
			lead unbounded read order own>all
			lead removed update customer all>none
			lead removed create refund team>none
			lead widened create refund team>all
			lead conflicting approve refund none>team s1`, "0/13"},
		"all of a role": {`
			test clerk can read order
			test clerk cannot read order team
			test clerk can create refund team
			test clerk cannot create refund all
			test clerk cannot approve refund team
			test lead can update customer all`, `
			lead removed read order own>none
			lead widened read order own>team
			lead unbounded read order own>all
			lead removed create refund team>none
			lead widened create refund team>all
			lead conflicting approve refund none>team s1`, "7/13"},
		"too wide, too narrow": {`
			test clerk cannot read order all
			test clerk can create refund
			test clerk cannot approve refund all
			test lead cannot approve refund
			test lead can update customer`, `
			clerk removed read order own>none
			clerk widened read order own>team
			clerk widened create refund team>all
			clerk conflicting approve refund none>team s1
			lead removed read order own>none
			lead widened read order own>team
			lead unbounded read order own>all
			lead removed create refund team>none
			lead widened create refund team>all`, "4/13"},
		"together, and a test that fails": {`
			test clerk,lead can update customer
			test clerk,lead can read order
			test clerk,lead cannot read order team
			test clerk can approve refund
			test lead cannot create refund all`, `
			clerk removed read order own>none
			clerk removed create refund team>none
			clerk widened create refund team>all
			clerk conflicting approve refund none>team s1
			lead removed read order own>none
			lead removed create refund team>none
			lead conflicting approve refund none>team s1`, "6/13"},
	} {
		s := Run(sketch(t, roles+c.tests), catalog.Date{}).Strength()
		if want := strings.TrimSpace(strings.ReplaceAll(c.want, "\t", "")); survivors(s) != want {
			t.Errorf("%s: got\n%s\nwant\n%s", name, survivors(s), want)
		}
		if all := s.Score(); fmt.Sprintf("%d/%d", all.Noticed, all.Mutants) != c.score {
			t.Errorf("%s: score %+v", name, all)
		}
		if s.Conditional != 2 {
			t.Errorf("%s: %d permissions depend on conditions", name, s.Conditional)
		}
	}
}

// TestStrengthAgainstBruteForce makes every mutant of random catalogs and runs
// all tests on each.
func TestStrengthAgainstBruteForce(t *testing.T) {
	t.Parallel()
	seen := map[string]int{}
	for seed := range uint64(1_000) {
		cat := randomTested(rand.New(rand.NewPCG(seed, 23)))
		s := Run(cat, catalog.Date{}).Strength()
		want, score := bruteSurvivors(cat, seen)
		if got := survivors(s); got != want || s.Score() != score {
			t.Fatalf("seed %d: got %+v\n%s\nwant %+v\n%s", seed, s.Score(), got, score, want)
		}
	}
	t.Logf("mutants: %v", seen)
	for _, k := range Mutations {
		for _, fate := range []string{"noticed", "survives"} {
			if n := seen[string(k)+" "+fate]; n < 200 {
				t.Errorf("%s %s %d times", k, fate, n)
			}
		}
	}
}

// randomTested draws a catalog with access tests, of which most hold.
func randomTested(rnd *rand.Rand) *catalog.Catalog {
	cat := randomCatalog(rnd)
	d := &dice{rnd, cat}
	m := NewMatrix(cat)
	for range rnd.IntN(30) {
		test := &catalog.AccessTest{Roles: slices.Clone(some(d, cat.Roles))}
		x := catalog.Access{Action: some(d, cat.Actions[:4])[0], Object: some(d, cat.Objects)[0]}
		if d.once(2) {
			x.Scope = some(d, cat.Scopes)[0]
		}
		if m.Can(test.Roles, x).Allowed != d.once(10) {
			test.Can = append(test.Can, x)
		} else {
			test.Cannot = append(test.Cannot, x)
		}
		cat.Tests = append(cat.Tests, test)
	}
	return cat
}

// bruteSurvivors writes what survives straight from the definition.
func bruteSurvivors(cat *catalog.Catalog, seen map[string]int) (string, Score) {
	flat := flattened(cat)
	before := testAll(NewMatrix(flat))
	var out []string
	var score Score
	for i, role := range cat.Roles {
		for _, m := range bruteMutants(cat, role) {
			score.Mutants++
			if bruteNotices(flat, flat.Roles[i], m, before) {
				seen[string(m.Kind)+" noticed"]++
				score.Noticed++
			} else {
				seen[string(m.Kind)+" survives"]++
				out = append(out, mutantText(role, m))
			}
		}
	}
	return strings.Join(out, "\n"), score
}

// flattened is a catalog that allows the same, each permission by a grant of
// the role's own, so that it can be changed for one role.
func flattened(cat *catalog.Catalog) *catalog.Catalog {
	out := vocabulary()
	out.Objects, out.Actions, out.Scopes = cat.Objects, cat.Actions, cat.Scopes
	twin := map[*catalog.Role]*catalog.Role{}
	for _, r := range cat.Roles {
		twin[r] = &catalog.Role{ID: r.ID, Status: r.Status}
		for _, g := range oracleGrants(r) {
			twin[r].Allow = append(twin[r].Allow, grantOf(g.Access))
		}
		out.Roles = append(out.Roles, twin[r])
	}
	for _, t := range cat.Tests {
		copied := *t
		copied.Roles = nil
		for _, r := range t.Roles {
			copied.Roles = append(copied.Roles, twin[r])
		}
		out.Tests = append(out.Tests, &copied)
	}
	return out
}

func grantOf(x catalog.Access) *catalog.Grant {
	return &catalog.Grant{Objects: []*catalog.Object{x.Object}, Actions: []*catalog.Action{x.Action}, Scope: x.Scope}
}

// bruteNotices changes the role for a moment, and runs all tests.
func bruteNotices(flat *catalog.Catalog, role *catalog.Role, m Mutant, before []TestResult) bool {
	kept := role.Allow
	defer func() { role.Allow = kept }()
	role.Allow = slices.DeleteFunc(slices.Clone(kept), func(g *catalog.Grant) bool {
		return g.Objects[0] == m.Object && g.Actions[0] == m.Action
	})
	if m.To != nil {
		role.Allow = append(role.Allow, grantOf(catalog.Access{Action: m.Action, Object: m.Object, Scope: m.To}))
	}
	for i, t := range testAll(NewMatrix(flat)) {
		for k, e := range t.Entries {
			if before[i].Entries[k].Passed && !e.Passed {
				return true
			}
		}
	}
	return false
}

func bruteMutants(cat *catalog.Catalog, role *catalog.Role) []Mutant {
	var out []Mutant
	for _, o := range cat.Objects {
		for _, a := range o.Actions {
			var from *catalog.Scope
			for _, g := range oracleGrants(role) {
				if g.Object == o && g.Action == a && (from == nil || g.Scope.Rank > from.Rank) {
					from = g.Scope
				}
			}
			list := bruteConflicts(cat, role, o, a)
			if from != nil {
				list = append(list, Mutant{Removed, o, a, from, nil, nil})
				for _, to := range cat.Scopes[from.Rank+1:] {
					switch {
					case len(list) > 0 && slices.ContainsFunc(list, func(m Mutant) bool { return m.To == to }):
					case to.Rank == from.Rank+1:
						list = append(list, Mutant{Widened, o, a, from, to, nil})
					case to.Rank == len(cat.Scopes)-1:
						list = append(list, Mutant{Unbounded, o, a, from, to, nil})
					}
				}
			}
			for i := range list {
				list[i].From = from
			}
			out = append(out, list...)
		}
	}
	return out
}

// bruteConflicts grants a pair at one scope after another, until a rule breaks.
func bruteConflicts(cat *catalog.Catalog, role *catalog.Role, o *catalog.Object, a *catalog.Action) []Mutant {
	if role.Status == catalog.Deprecated {
		return nil
	}
	for _, to := range cat.Scopes {
		before, after := newOracle(""), newOracle("")
		before.grants[role] = oracleGrants(role)
		after.grants[role] = append(oracleGrants(role), oracleGrant{Access: catalog.Access{Action: a, Object: o, Scope: to}})
		var broken []*catalog.Rule
		for _, severity := range catalog.Severities {
			for _, rule := range cat.Rules {
				one := []*catalog.Role{role}
				if rule.Severity == severity && !before.violates(rule, one, false) && after.violates(rule, one, false) {
					broken = append(broken, rule)
				}
			}
		}
		slices.SortStableFunc(broken, func(x, y *catalog.Rule) int {
			if x.Severity != y.Severity {
				return 0
			}
			return strings.Compare(x.ID, y.ID)
		})
		if len(broken) > 0 {
			return []Mutant{{Conflicting, o, a, nil, to, broken}}
		}
	}
	return nil
}

// TestSuggestions adds what is suggested, in part and in full: all entries hold,
// each has a mutant noticed that was not, and with all of them none survives.
func TestSuggestions(t *testing.T) {
	t.Parallel()
	for seed := range uint64(1_000) {
		cat := randomTested(rand.New(rand.NewPCG(seed, 29)))
		was := Run(cat, catalog.Date{}).Strength()
		all, none := was.Suggestions(1_000)
		some, more := was.Suggestions(3)
		if none != 0 || more != max(len(all)-3, 0) || len(some)+more != len(all) {
			t.Fatalf("seed %d: %d and %d more of %d and %d more", seed, len(some), more, len(all), none)
		}
		for _, list := range [][]Suggestion{some, all} {
			tests := cat.Tests
			s := withSuggested(cat, list).Strength()
			cat.Tests = tests
			if s.Failed != was.Failed {
				t.Fatalf("seed %d: %d suggestions do not hold", seed, s.Failed-was.Failed)
			}
			if got, want := s.Score().Noticed, was.Score().Noticed+len(list); got < want {
				t.Fatalf("seed %d: %d mutants noticed of %d at least", seed, got, want)
			}
			if left := survivors(s); len(list) == len(all) && left != "" {
				t.Fatalf("seed %d: with all suggestions survive\n%s", seed, left)
			}
		}
	}
}

func withSuggested(cat *catalog.Catalog, list []Suggestion) *Result {
	for _, s := range list {
		test := &catalog.AccessTest{Roles: []*catalog.Role{s.Role}, Cannot: []catalog.Access{s.Access}}
		if s.Can {
			test.Can, test.Cannot = test.Cannot, nil
		}
		cat.Tests = append(cat.Tests, test)
	}
	return Run(cat, catalog.Date{})
}

// TestSuggestionsByUrgency: what rules forbid first, then the most sensitive.
func TestSuggestionsByUrgency(t *testing.T) {
	t.Parallel()
	s := Run(sketch(t, `
		role clerk
		  allow read order,customer own
		role buyer
		  allow create order all
		function ask create order
		function pay delete refund
		function see read order
		function take export customer team
		rule s1 low 2 functions ask pay
		rule s2 critical 2 functions see take`), catalog.Date{}).Strength()
	var got []string
	for most := 1; most <= 5; most++ {
		list, _ := s.Suggestions(most)
		got = append(got, suggestionsText(list))
	}
	want := []string{
		"clerk cannot export customer team s2",
		"buyer cannot delete refund s1; clerk cannot export customer team s2",
		"buyer cannot delete refund s1; clerk cannot export customer team s2; clerk can read customer",
		"buyer cannot delete refund s1; clerk cannot export customer team s2; clerk can read customer; clerk cannot read customer team",
		"buyer cannot delete refund s1; clerk cannot export customer team s2; buyer can create order all; clerk can read customer; clerk cannot read customer team",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}

func suggestionsText(list []Suggestion) string {
	var out []string
	for _, s := range list {
		line := s.Role.ID + map[bool]string{true: " can ", false: " cannot "}[s.Can] + s.Access.Action.ID + " " + s.Access.Object.ID
		if s.Access.Scope != nil {
			line += " " + s.Access.Scope.ID
		}
		for _, r := range s.Rules {
			line += " " + r.ID
		}
		out = append(out, line)
	}
	return strings.Join(out, "; ")
}
