package analysis

import (
	"math/rand/v2"
	"testing"

	"rolebook/generator/catalog"
)

// BenchmarkStrength tells the mutants of 2,000 roles of some 300 permissions
// each that three tests a role notice, and looks for roles that are alike. The
// other way, to analyse the catalog for each mutant, would take a million
// analyses.
func BenchmarkStrength(b *testing.B) {
	cat := hugeCatalog(2_000, 20)
	rnd := rand.New(rand.NewPCG(1, 1))
	m := NewMatrix(cat)
	for _, p := range m.Rows {
		for range 3 {
			if len(p.Cells) > 0 {
				c := p.Cells[rnd.IntN(len(p.Cells))]
				x := catalog.Access{Action: c.Action, Object: c.Object}
				cat.Tests = append(cat.Tests, &catalog.AccessTest{Roles: []*catalog.Role{p.Role}, Can: []catalog.Access{x}})
			}
		}
	}
	r := Run(cat, catalog.Date{})
	b.Run("mutants", func(b *testing.B) {
		var s *Strength
		before := used()
		for b.Loop() {
			s = r.Strength()
		}
		b.ReportMetric(float64(s.Score().Mutants), "mutants")
		b.ReportMetric((used().cpu-before.cpu)/float64(b.N), "cpu-s/op")
	})
	b.Run("properties", func(b *testing.B) {
		before := used()
		for b.Loop() {
			r.Properties()
		}
		b.ReportMetric((used().cpu-before.cpu)/float64(b.N), "cpu-s/op")
	})
}
