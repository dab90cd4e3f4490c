package analysis

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"syscall"
	"testing"

	"rolebook/generator/catalog"
)

// BenchmarkHuge analyses 10,000 roles of 300 permissions each against 300
// rules over two to four of 600 functions, combinations included. How many roles
// perform a function decides how many findings there are: "spread" has each
// performed by a hundredth of the roles, "dense" by a twentieth. Peak memory is
// that of a process that does nothing else: run one at a time.
func BenchmarkHuge(b *testing.B) {
	for _, share := range []struct {
		name    string
		holders int
	}{{"spread", 100}, {"dense", 500}} {
		b.Run(share.name, func(b *testing.B) {
			cat := hugeCatalog(10_000, share.holders)
			before := used()
			b.ReportAllocs()
			var r *Result
			for b.Loop() {
				r = nil
				runtime.GC()
				r = Run(cat, catalog.Date{Year: 2026, Month: 11, Day: 22})
			}
			cells, combined := 0, 0.0
			for _, row := range r.Matrix.Rows {
				cells += len(row.Cells)
			}
			for _, c := range r.Combinations {
				n, _ := c.Count.Float64()
				combined += n
			}
			after := used()
			b.ReportMetric(float64(cells)/float64(len(r.Matrix.Rows)), "permissions/role")
			b.ReportMetric(float64(len(r.Findings)), "listed")
			b.ReportMetric(combined, "combinations")
			b.ReportMetric(float64(len(r.Combinations)), "grouped")
			b.ReportMetric((after.cpu-before.cpu)/float64(b.N), "cpu-s/op")
			b.ReportMetric(float64(after.peak), "peak-MB")
		})
	}
}

// usage is the processor time and the greatest memory of this process.
type usage struct {
	cpu  float64 // seconds
	peak int64   // MB
}

func used() usage {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	seconds := func(t syscall.Timeval) float64 { return float64(t.Sec) + float64(t.Usec)/1e6 }
	return usage{seconds(u.Utime) + seconds(u.Stime), u.Maxrss / 1024}
}

// hugeCatalog has roles of 300 permissions: 100 objects of three actions, most
// of them harmless, and what functions ask for where a role performs some.
func hugeCatalog(roles, holders int) *catalog.Catalog {
	cat := hugeVocabulary()
	rnd := rand.New(rand.NewPCG(uint64(roles), uint64(holders)))
	for i := range roles {
		cat.Roles = append(cat.Roles, hugeRole(cat, i, rnd))
	}
	for _, f := range cat.Functions {
		for range holders {
			r := cat.Roles[rnd.IntN(roles)]
			d := f.Any[0]
			g := &catalog.Grant{Role: r, Objects: d.Objects, Actions: d.Actions, Scope: cat.Scopes[1+rnd.IntN(4)], For: r.Duties[:1]}
			if rnd.IntN(5) == 0 {
				g.When = cat.Conditions[:1]
			}
			r.Allow = append(r.Allow, g)
		}
	}
	cat.Index()
	return cat
}

func hugeVocabulary() *catalog.Catalog {
	c := largeVocabulary()
	c.Modules, c.Objects, c.Functions, c.Rules = nil, nil, nil, nil
	for i := range 60 {
		m := &catalog.Module{ID: fmt.Sprintf("m%02d", i), Order: i}
		for k := range 10 {
			o := &catalog.Object{ID: fmt.Sprintf("m%02d-o%d", i, k), Module: m, Actions: c.Actions, Order: len(c.Objects)}
			m.Objects, c.Objects = append(m.Objects, o), append(c.Objects, o)
		}
		c.Modules = append(c.Modules, m)
	}
	for i, o := range c.Objects { // the sensitive actions: all but read, create and update
		c.Functions = append(c.Functions, &catalog.Function{ID: fmt.Sprintf("f%03d", i), Any: []catalog.Demand{
			{Objects: []*catalog.Object{o}, Actions: c.Actions[3+i%6 : 4+i%6], Scope: c.Scopes[1]},
		}})
	}
	for i := range 300 {
		n := 2 + i%10/8 + i%10/9 // of ten rules eight are over two functions, one over three and one over four
		from := i * (len(c.Functions) - n) / 300
		r := &catalog.Rule{ID: fmt.Sprintf("s%03d", i), Severity: catalog.Severities[i%4], AtLeast: max(2, n-i%2), Functions: c.Functions[from : from+n]}
		c.Rules = append(c.Rules, r)
	}
	return c
}

// hugeRole works on the 100 objects of ten modules.
func hugeRole(cat *catalog.Catalog, i int, rnd *rand.Rand) *catalog.Role {
	r := &catalog.Role{ID: fmt.Sprintf("role-%05d", i), Status: catalog.Active, Name: inThree("role"), Overview: inThree("overview of the role")}
	for k := range 6 {
		r.Duties = append(r.Duties, &catalog.Duty{ID: fmt.Sprintf("d%d", k), Name: inThree("duty")})
	}
	for k, m := range rnd.Perm(len(cat.Modules))[:10] {
		r.Allow = append(r.Allow, &catalog.Grant{
			Role: r, Objects: cat.Modules[m].Objects, Actions: cat.Actions[:3],
			Scope: cat.Scopes[rnd.IntN(5)], When: cat.Conditions[1 : 1+rnd.IntN(2)], For: r.Duties[k%6 : k%6+1],
		})
	}
	return r
}
