// Package analysis finds out what a catalog's roles may do in effect, where
// that breaks the segregation of duties, and what the catalog leaves open.
//
// Start at [Run]: it takes a linked catalog and gives one [Result] with
// everything the outputs tell. The parts stand alone, too: [Effective] answers for one role, [Matrix.Can] and
// [Matrix.WhoCan] answer questions, [Finding.Functions] tells why something is
// a conflict and [Finding.Suggestion] what would end it. What few ask for is
// worked out when they do: [Matrix.Compare] and [Result.Properties] hold roles
// against each other, [Result.Strength] tries the access tests.
//
// Everything is computed from the catalog alone, in a fixed order; the only
// clock is the day that Run is given.
package analysis

import (
	"iter"
	"math/big"
	"runtime"
	"slices"
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
	Tests    []TestResult
	Coverage Coverage
	Expired  []Expiry // exceptions that accept nothing any more, in the order of the catalog

	// Findings are by severity (gravest first), rule, number of roles, roles.
	// Those of kind role are all there; combinations, unless the rule is among
	// Unlisted, because there would be more than [MaxListed]. [Result.All] makes
	// each, and Combinations tells of all of them, with exact counts.
	Findings     []*Finding
	Unlisted     []*catalog.Rule
	Combinations []*Combination // by severity, rule, number of roles, status, functions performed

	// Cut lists rules over so many functions, performed by so different roles,
	// that not even the ways to combine them could all be found: of theirs,
	// combinations are missing, the largest first.
	Cut []*catalog.Rule

	by     *performance
	checks []*check
}

// Run analyses a catalog as it stands on a day. With the zero Date nothing is
// expired or overdue.
func Run(cat *catalog.Catalog, on catalog.Date) *Result {
	r := &Result{Catalog: cat, On: on, Matrix: NewMatrix(cat)}
	r.by = newPerformance(r.Matrix)
	r.checks = checks(r.by, cat, on)
	r.collect()
	r.Matrix.mark(r.Findings)
	r.Tests = testAll(r.Matrix)
	r.Coverage = cover(r.Matrix, on)
	r.Expired = expired(r)
	return r
}

// collect takes over what the checks found.
func (r *Result) collect() {
	for _, c := range r.checks {
		r.Findings = append(r.Findings, c.findings...)
		r.Combinations = append(r.Combinations, c.grouped...)
		if !c.listed {
			r.Unlisted = append(r.Unlisted, c.rule)
		}
		if c.cut {
			r.Cut = append(r.Cut, c.rule)
		}
	}
}

// All goes over every finding in the order of Findings, however many there are.
// Those that Findings lacks are made as they come.
func (r *Result) All() iter.Seq[*Finding] {
	return func(yield func(*Finding) bool) {
		for _, c := range r.checks {
			all := slices.Values(c.findings)
			if !c.listed {
				all = c.each()
			}
			for f := range all {
				if !yield(f) {
					return
				}
			}
		}
	}
}

// Among goes over the findings of which all roles are among some, in the order
// of Findings.
func (r *Result) Among(roles []*catalog.Role) iter.Seq[*Finding] {
	return func(yield func(*Finding) bool) {
		for _, c := range r.checks {
			for rows, f := range inOrder(within(c.families, c.by.rowsOf(roles))) {
				if !yield(c.finding(rows, f.mitigated)) {
					return
				}
			}
		}
	}
}

// Count returns how many findings are of the kind and have the status.
func (r *Result) Count(k Kind, s Status) *big.Int {
	n := new(big.Int)
	if k == CombinationKind {
		for _, c := range r.Combinations {
			if c.Status == s {
				n.Add(n, c.Count)
			}
		}
		return n
	}
	for _, f := range r.Findings {
		if f.Kind() == k && f.Status == s {
			n.Add(n, big.NewInt(1))
		}
	}
	return n
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
