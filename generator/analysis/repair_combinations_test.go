package analysis

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"rolebook/generator/catalog"
)

func TestAdvice(t *testing.T) {
	t.Parallel()
	r := Run(sketch(t, `
		role buyer
		  duty d
		  allow create order own for d
		role clerk
		  allow create order own
		  allow export order all
		role boss
		  duty d
		  allow approve order all for d
		role chief
		  allow approve order all
		  allow export customer all
		function f create order
		function g approve order
		function h export order,customer
		rule s critical 2 functions f g
		rule u low 2 functions g h
		except s 2027-01-01 chief clerk`), day(t, "2026-11-22"))
	all, each := r.Advice()
	got := adviceText(*all)
	for _, a := range each {
		got += "\n" + adviceText(a)
	}
	// Boss and chief both approve, so that either may lose it; chief breaks u by
	// itself, which leaves boss and clerk as its only combination.
	want := `all: 4 open; keep apart boss: 3; deny boss approve order: 3, losing [d]
s: 3 open; keep apart boss: 2; deny boss approve order: 2, losing [d]
u: 1 open; keep apart boss: 1; deny boss approve order: 1, losing [d]`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestNoAdvice(t *testing.T) {
	t.Parallel()
	for _, text := range []string{``, `
		role a
		  allow create,approve order own
		function f create order
		function g approve order
		rule s high 2 functions f g`} {
		if all, each := Run(sketch(t, text), catalog.Date{}).Advice(); all != nil || each != nil {
			t.Errorf("%s: %v, %v", text, all, each)
		}
	}
}

func adviceText(a Advice) string {
	s := "all"
	if a.Rule != nil {
		s = a.Rule.ID
	}
	s += fmt.Sprintf(": %d open; keep apart %s: %d; ", a.Open, a.Apart.ID, a.Parted)
	if a.Move == nil {
		return s + "deny nothing"
	}
	lost := idsOf(a.Move.DutiesLost, func(d *catalog.Duty) string { return d.ID })
	return s + fmt.Sprintf("deny %s %s: %d, losing [%s]", a.Move.Role.ID, pairsText([]Pair{a.Move.Pair}), a.Move.Cleared, lost)
}

// TestAdviceAgainstOracle counts, over every finding of random catalogs, those
// with a role, and those that no longer violate when a role is denied a pair.
func TestAdviceAgainstOracle(t *testing.T) {
	t.Parallel()
	on := catalog.Date{Year: 2026, Month: 11, Day: 22}
	moves, kept := 0, 0
	for seed := range uint64(2000) {
		cat := conflictCatalog(rand.New(rand.NewPCG(seed, 23)))
		r := Run(cat, on)
		_, each := r.Advice()
		q := &repairOracle{cat, on, map[*catalog.Role][]oracleGrant{}, map[*catalog.Role][]Pair{}}
		for _, role := range cat.Roles {
			q.grants[role] = oracleGrants(role)
		}
		var got, want []string
		for _, a := range each {
			got = append(got, adviceText(a))
			if a.Move != nil {
				moves++
			} else if len(a.Rule.Functions) > 0 {
				kept++
			}
		}
		for _, rule := range cat.Rules {
			if open := openSets(r, rule); len(open) > 0 {
				want = append(want, adviceText(q.advice(rule, open)))
			}
		}
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Fatalf("seed %d: got\n%q\nwant\n%q", seed, got, want)
		}
	}
	if moves < 200 || kept < 20 {
		t.Errorf("%d moves, %d times none", moves, kept)
	}
}

func openSets(r *Result, rule *catalog.Rule) [][]*catalog.Role {
	var out [][]*catalog.Role
	for _, f := range r.Findings {
		if f.Rule == rule && f.Status == Open && len(f.Roles) > 1 {
			out = append(out, f.Roles)
		}
	}
	return out
}
