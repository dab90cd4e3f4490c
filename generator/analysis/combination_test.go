package analysis

import (
	"fmt"
	"math/big"
	"slices"
	"testing"

	"rolebook/generator/catalog"
)

// sameCombinations compares what a result tells of combinations with the list
// of its findings: every choice of one role from each group is one of them, with
// the combination's status, and there are no others.
func sameCombinations(r *Result) error {
	listed, sum := map[string]string{}, new(big.Int)
	for _, f := range r.Findings {
		if f.Kind() == CombinationKind {
			listed[f.Rule.ID+" "+rolesKey(f.Roles)] = fmt.Sprint(f.Status, f.Mitigated, f.Expired, f.Exception)
		}
	}
	for _, c := range r.Combinations {
		sum.Add(sum, c.Count)
		is := fmt.Sprint(c.Status, c.Mitigated, c.Expired, c.Exception)
		chosen := choices(c)
		if big.NewInt(int64(len(chosen))).Cmp(c.Count) != 0 {
			return fmt.Errorf("%s: %d choices, counted %s", c.Rule.ID, len(chosen), c.Count)
		}
		for _, set := range chosen {
			k := c.Rule.ID + " " + rolesKey(set)
			if listed[k] != is {
				return fmt.Errorf("%s is %q in a combination, %q in the list", k, is, listed[k])
			}
			delete(listed, k)
		}
	}
	if len(listed) > 0 {
		return fmt.Errorf("in no combination: %v", listed)
	}
	all := new(big.Int)
	for _, s := range []Status{Open, Excepted, Mitigated} {
		all.Add(all, r.Count(CombinationKind, s))
	}
	if all.Cmp(sum) != 0 {
		return fmt.Errorf("%s combinations by status, %s in all", all, sum)
	}
	if n := len(r.Findings); n != len(slices.Collect(r.All())) || len(r.Unlisted)+len(r.Cut) > 0 {
		return fmt.Errorf("%d findings are listed, and not all are", n)
	}
	return nil
}

// choices takes one role from each group in every way, those apart left out.
func choices(c *Combination) [][]*catalog.Role {
	sets := [][]*catalog.Role{nil}
	for _, g := range c.Groups {
		var longer [][]*catalog.Role
		for _, set := range sets {
			for _, role := range g.Roles {
				longer = append(longer, append(slices.Clone(set), role))
			}
		}
		sets = longer
	}
	return slices.DeleteFunc(sets, func(set []*catalog.Role) bool {
		return slices.ContainsFunc(c.Apart, func(x []*catalog.Role) bool { return rolesKey(x) == rolesKey(set) })
	})
}

func TestCombinations(t *testing.T) {
	t.Parallel()
	r := Run(sketch(t, `
		role a
		  allow create order own
		role b
		  allow create order own if four-eyes
		role c
		  allow create order own
		role d
		  allow approve order own
		role e
		  allow approve order own if four-eyes
		function f create order
		function g approve order
		rule s high 2 functions f g
		except s 2027-01-01 a d
		except s 2026-01-01 b d`), catalog.Date{Year: 2026, Month: 11, Day: 22})
	want := []string{
		"s open f[a,c] × g[d] 1, apart a d",
		"s excepted f[a] × g[d] 1",
		"s mitigated f[a,c] × g[e] 2",
		"s mitigated f[b] × g[d,e] 1, apart b d",
		"s mitigated f[b] × g[d] 1",
	}
	var got []string
	for _, c := range r.Combinations {
		got = append(got, combinationText(c))
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func combinationText(c *Combination) string {
	s := c.Rule.ID + " " + c.Status.String() + " "
	for i, g := range c.Groups {
		if i > 0 {
			s += " × "
		}
		for _, f := range g.Functions {
			s += f.ID
		}
		s += "[" + idsOf(g.Roles, roleID) + "]"
	}
	s += " " + c.Count.String()
	for _, x := range c.Apart {
		s += ", apart " + rolesKey(x)
	}
	return s
}

// TestManyCombinations has more sets of five roles than fit into 64 bits: they
// are counted, the first can be had, and those of one role are all listed.
func TestManyCombinations(t *testing.T) {
	t.Parallel()
	cat := largeVocabulary()
	for i := range 50_001 {
		r := &catalog.Role{ID: fmt.Sprintf("role-%05d", i), Status: catalog.Active}
		does := cat.Functions[i%5 : i%5+1]
		if i == 50_000 {
			does = cat.Functions[:5]
		}
		for _, f := range does {
			r.Allow = append(r.Allow, &catalog.Grant{Role: r, Objects: f.Any[0].Objects, Actions: f.Any[0].Actions, Scope: cat.Scopes[4]})
		}
		cat.Roles = append(cat.Roles, r)
	}
	cat.Rules = []*catalog.Rule{{ID: "s", Severity: "high", AtLeast: 5, Functions: cat.Functions[:5]}}
	cat.Index()
	r := Run(cat, catalog.Date{})
	if n := r.Count(CombinationKind, Open).String(); n != "100000000000000000000" || len(r.Combinations) != 1 {
		t.Errorf("%s sets in %d combinations", n, len(r.Combinations))
	}
	if len(r.Findings) != 1 || r.Findings[0].Roles[0].ID != "role-50000" || len(r.Unlisted) != 1 || len(r.Cut) != 0 {
		t.Errorf("%d findings, %d rules unlisted, %d cut", len(r.Findings), len(r.Unlisted), len(r.Cut))
	}
	n := 0
	for f := range r.All() {
		if n++; n == 3 {
			if got := idsOf(f.Roles, roleID); got != "role-00000,role-00001,role-00002,role-00003,role-00009" {
				t.Errorf("the third is %s", got)
			}
			break
		}
	}
}

// TestAmong compares with a look at every finding.
func TestAmong(t *testing.T) {
	t.Parallel()
	r := Run(largeCatalog(300, 30), catalog.Date{})
	for from := 0; from < 300; from += 50 {
		some := r.Catalog.Roles[from : from+40]
		var want, got []*Finding
		for _, f := range r.Findings {
			if isSubset(f.Roles, some) {
				want = append(want, f)
			}
		}
		for f := range r.Among(some) {
			got = append(got, f)
		}
		if len(got) == 0 || briefs(got) != briefs(want) {
			t.Errorf("among %d to %d: got\n%s\nwant\n%s", from, from+40, briefs(got), briefs(want))
		}
	}
}
