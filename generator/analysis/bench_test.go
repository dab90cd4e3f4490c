package analysis

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"rolebook/generator/catalog"
)

// BenchmarkRun analyses catalogs like the shipped one, only larger: 12 modules
// of 8 objects, 60 functions and 32 rules. Roles work in one module and look
// into others. The number of conflicting pairs grows with the square of the
// roles ("dense", as in a company whose functions are spread over all roles) or
// with the roles ("sparse", where sensitive functions stay with few roles).
func BenchmarkRun(b *testing.B) {
	for _, share := range []struct {
		name    string
		holders func(roles int) int // roles that perform a given function
	}{
		{"sparse", func(roles int) int { return 3 + roles/100 }},
		{"dense", func(roles int) int { return max(3, roles/10) }},
	} {
		for _, roles := range []int{100, 1000} {
			b.Run(fmt.Sprintf("%s/roles=%d", share.name, roles), func(b *testing.B) {
				cat := largeCatalog(roles, share.holders(roles))
				on := catalog.Date{Year: 2026, Month: 11, Day: 22}
				b.ReportAllocs()
				var r *Result
				for b.Loop() {
					r = Run(cat, on)
				}
				b.ReportMetric(float64(len(r.Findings)), "findings")
			})
		}
	}
}

// TestLargeCatalog keeps the benchmark honest: its catalogs have findings of
// both kinds, and all of them are there.
func TestLargeCatalog(t *testing.T) {
	t.Parallel()
	r := Run(largeCatalog(300, 30), catalog.Date{})
	for _, k := range []Kind{RoleKind, CombinationKind} {
		if r.Count(k, Open).Sign() == 0 || r.Count(k, Mitigated).Sign() == 0 {
			t.Errorf("%s: %s open, %s mitigated", k, r.Count(k, Open), r.Count(k, Mitigated))
		}
	}
	if len(r.Cut) != 0 {
		t.Errorf("%d rules were cut", len(r.Cut))
	}
}

func largeCatalog(roles, holders int) *catalog.Catalog {
	cat := largeVocabulary()
	rnd := rand.New(rand.NewPCG(uint64(roles), 1))
	for i := range roles {
		cat.Roles = append(cat.Roles, largeRole(cat, i, rnd))
	}
	for i, f := range cat.Functions { // every function finds its holders
		for range holders {
			r := cat.Roles[rnd.IntN(roles)]
			d := f.Any[0]
			g := &catalog.Grant{Role: r, Objects: d.Objects[:1], Actions: d.Actions[:1], Scope: cat.Scopes[1+i%4], For: r.Duties[:1]}
			if rnd.IntN(5) == 0 {
				g.When = cat.Conditions[:1]
			}
			r.Allow = append(r.Allow, g)
		}
	}
	cat.Index()
	return cat
}

func largeVocabulary() *catalog.Catalog {
	c := &catalog.Catalog{Languages: catalog.AllLanguages}
	for i, id := range []string{"read", "create", "update", "delete", "assign", "approve", "execute", "export", "configure"} {
		c.Actions = append(c.Actions, &catalog.Action{ID: id, Order: i, Name: inThree(id)})
	}
	for i, id := range []string{"own", "team", "department", "region", "all"} {
		c.Scopes = append(c.Scopes, &catalog.Scope{ID: id, Rank: i, Name: inThree(id)})
	}
	c.Conditions = []*catalog.Condition{{ID: "four-eyes", Mitigates: true}, {ID: "logged", Order: 1}}
	for i := range 12 {
		m := &catalog.Module{ID: fmt.Sprintf("m%02d", i), Order: i}
		for k := range 8 {
			o := &catalog.Object{ID: fmt.Sprintf("m%02d-o%d", i, k), Module: m, Actions: c.Actions, Order: len(c.Objects)}
			m.Objects, c.Objects = append(m.Objects, o), append(c.Objects, o)
		}
		c.Modules = append(c.Modules, m)
	}
	for i := range 60 { // the sensitive actions: all but read, create and update
		c.Functions = append(c.Functions, &catalog.Function{ID: fmt.Sprintf("f%02d", i), Any: []catalog.Demand{
			{Objects: c.Objects[i : i+1], Actions: c.Actions[3+i%6 : 4+i%6], Scope: c.Scopes[1]},
		}})
	}
	for i := range 32 {
		r := &catalog.Rule{ID: fmt.Sprintf("s%02d", i), Severity: catalog.Severities[i%4], AtLeast: 2, Functions: c.Functions[i : i+2]}
		if i%8 == 7 {
			r.Functions = c.Functions[i : i+3]
		}
		c.Rules = append(c.Rules, r)
	}
	return c
}

func largeRole(cat *catalog.Catalog, i int, rnd *rand.Rand) *catalog.Role {
	r := &catalog.Role{ID: fmt.Sprintf("role-%04d", i), Status: catalog.Active, Name: inThree("role"), Overview: inThree("overview of the role")}
	if i > 0 && i%3 == 0 {
		r.Inherits = []*catalog.Role{cat.Roles[rnd.IntN(min(i, 10))]}
	}
	for k := range 6 {
		d := &catalog.Duty{ID: fmt.Sprintf("d%d", k), Name: inThree("duty")}
		for range 4 {
			d.Tasks = append(d.Tasks, &catalog.Task{Text: inThree("one task of the duty, with its object and its standard")})
		}
		r.Duties = append(r.Duties, d)
	}
	home := cat.Modules[rnd.IntN(len(cat.Modules))]
	for k := range 8 {
		o := home.Objects
		if k > 5 {
			o = cat.Modules[rnd.IntN(len(cat.Modules))].Objects
		}
		from := rnd.IntN(6)
		r.Allow = append(r.Allow, &catalog.Grant{
			Role: r, Objects: o[from : from+3], Actions: cat.Actions[:1+rnd.IntN(3)],
			Scope: cat.Scopes[rnd.IntN(5)], When: cat.Conditions[1 : 1+rnd.IntN(2)], For: r.Duties[k%6 : k%6+1],
		})
	}
	return r
}

func inThree(s string) catalog.Text { return catalog.NewText("zh", s, "en", s, "ja", s) }
