// Package analysis finds out what a catalog's roles may do in effect, where
// that breaks the segregation of duties, and what the catalog leaves open.
//
// Start at [Run]: it takes a linked catalog and gives one [Result] with
// everything the outputs tell. The parts stand alone, too: [Effective] answers for one role, [Matrix.Can] and
// [Matrix.WhoCan] answer questions, [Finding.Functions] tells why something is
// a conflict and [Finding.Suggestion] what would end it.
//
// Everything is computed from the catalog alone, in a fixed order; the only
// clock is the day that Run is given.
package analysis

import (
	"runtime"
	"sync"
	"sync/atomic"

	"rolebook/generator/catalog"
)

// Result is everything that was found out about a catalog. It does not change
// any more and may be read by many goroutines.
type Result struct {
	Catalog  *catalog.Catalog
	On       catalog.Date
	Matrix   *Matrix
	Findings []*Finding // by severity (gravest first), rule, number of roles, roles
	Tests    []TestResult
	Coverage Coverage
	Expired  []Expiry // exceptions that accept nothing any more, in the order of the catalog

	// Cut lists the rules that more sets of roles violate than a result holds
	// (see [MaxSets]). Of theirs, Findings lacks combinations, the largest first.
	Cut []*catalog.Rule
}

// Run analyses a catalog as it stands on a day. With the zero Date nothing is
// expired or overdue.
func Run(cat *catalog.Catalog, on catalog.Date) *Result {
	r := &Result{Catalog: cat, On: on, Matrix: NewMatrix(cat)}
	r.Findings, r.Cut = findings(r.Matrix, on)
	r.Matrix.mark(r.Findings)
	r.Tests = testAll(r.Matrix)
	r.Coverage = cover(r.Matrix, on)
	r.Expired = expired(r)
	return r
}

// Count returns how many findings are of the kind and have the status.
func (r *Result) Count(k Kind, s Status) int {
	n := 0
	for _, f := range r.Findings {
		if f.Kind() == k && f.Status == s {
			n++
		}
	}
	return n
}

// FindingsByRole lists, for each role, the findings it is part of, in the
// order of Findings. Build it once: it is as long as the findings are.
func (r *Result) FindingsByRole() map[*catalog.Role][]*Finding {
	out := make(map[*catalog.Role][]*Finding, len(r.Catalog.Roles))
	for _, f := range r.Findings {
		for _, role := range f.Roles {
			out[role] = append(out[role], f)
		}
	}
	return out
}

// each calls do for 0 to n-1, on all processors. Calls must not depend on each
// other; each writes its answer to a place of its own.
func each(n int, do func(i int)) {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	wg.Wait()
}
