package analysis

import (
	"fmt"
	"testing"

	"rolebook/generator/catalog"
)

// BenchmarkRepairs repairs all roles of catalogs as [BenchmarkRun] has them, and
// looks for what settles most combinations.
func BenchmarkRepairs(b *testing.B) {
	on := catalog.Date{Year: 2026, Month: 11, Day: 22}
	for _, roles := range []int{100, 1000} {
		r := Run(largeCatalog(roles, max(3, roles/10)), on)
		b.Run(fmt.Sprintf("repairs/roles=%d", roles), func(b *testing.B) {
			var repairs []*Repair
			for b.Loop() {
				repairs = r.Repairs(DefaultSteps)
			}
			proved := 0
			for _, x := range repairs {
				if x.Minimal {
					proved++
				}
			}
			b.ReportMetric(float64(len(repairs)), "repairs")
			b.ReportMetric(float64(proved), "proved")
		})
		b.Run(fmt.Sprintf("advice/roles=%d", roles), func(b *testing.B) {
			for b.Loop() {
				r.Advice()
			}
		})
	}
}

// BenchmarkRepairSearch covers the edges of random graphs, which real roles are
// far from: it says how many steps a second are.
func BenchmarkRepairSearch(b *testing.B) {
	for _, cells := range []int{30, 60} {
		b.Run(fmt.Sprintf("cells=%d", cells), func(b *testing.B) {
			s := &repairSearch{plan: graphPlan(cells, cells*3/2, 3), limit: DefaultSteps}
			for b.Loop() {
				s.best, s.steps = nil, 0
				s.decide(s.row.none(), newBitset(len(s.options)))
			}
			b.ReportMetric(float64(s.steps), "steps")
			b.ReportMetric(float64(s.steps)*float64(b.N)/b.Elapsed().Seconds(), "steps/s")
		})
	}
}
