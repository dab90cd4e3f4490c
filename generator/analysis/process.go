package analysis

import (
	"math/big"
	"slices"

	"rolebook/generator/catalog"
)

// MaxExamined is how many sets of roles [Result.Process] looks at, those of the
// fewest roles first.
const MaxExamined = 10_000

// ProcessReport says how too few people could complete a process.
type ProcessReport struct {
	Process *catalog.Process
	Plans   []Plan              // by number of roles, then roles
	Missing []*catalog.Function // steps that no role performs; then there are no plans
	Sets    *big.Int            // minimal sets of roles that perform all steps
	Proved  bool                // all of them were looked at; else Plans may lack some of the most roles
}

// Plan is a set of roles with which fewer people than the process asks for
// could complete it, while with no proper subset they could, and how.
type Plan struct {
	Roles  []*catalog.Role // by id
	Status Status          // Mitigated when some step takes a grant with a mitigating condition, else Open
	People []PlanPerson    // the fewest that can hold the roles, by their first step
}

// PlanPerson is what one person of a plan holds and does.
type PlanPerson struct {
	Roles []*catalog.Role     // by id
	Steps []*catalog.Function // in the order of the process; never empty
}

// Process finds the smallest sets of roles with which fewer than n people could
// complete a process that is meant for n: static separation of duty with a
// number, as in Li, Tripunitara and Bizri, On Mutually Exclusive Roles and
// Separation of Duty (ACM TISSEC 10:2, 2007).
//
// A person may hold any roles but those of an open finding of kind combination.
// What a role violates by itself keeps nobody from holding it: that is a finding
// of its own. So a set of roles that performs all steps needs as many people as
// it has to be divided into. Leaving roles out never takes more people;
// hence the sets are among the minimal ones that perform all steps, which the
// search for conflicts finds.
func (r *Result) Process(p *catalog.Process) ProcessReport {
	out := ProcessReport{Process: p, Sets: new(big.Int), Proved: true}
	rule := &catalog.Rule{Functions: p.Steps, AtLeast: len(p.Steps)}
	by := r.by
	for i, f := range p.Steps {
		if len(by.performersOf(rule, i)) == 0 {
			out.Missing = append(out.Missing, f)
		}
	}
	sets, cut := families(by.tally(rule), width(rule), rule.AtLeast)
	for i := range sets {
		out.Sets.Add(out.Sets, sets[i].count())
	}
	s := staffing{process: p, by: by, apart: newApart(r)}
	examined := 0
	for rows, f := range inOrder(sets) {
		if examined++; examined > MaxExamined {
			cut = true
			break
		}
		if plan, few := s.plan(rows, f.mitigated); few {
			out.Plans = append(out.Plans, plan)
		}
	}
	out.Proved = !cut
	return out
}

// staffing divides roles among people.
type staffing struct {
	process *catalog.Process
	by      *performance
	apart   apart
}

// plan tells how the fewest people hold the roles; false when the process asks
// for no more than that.
func (s staffing) plan(rows []int32, mitigated bool) (Plan, bool) {
	conflicts := s.apart.among(rows)
	for people := 1; people < s.process.People; people++ {
		held := make([][]int32, people)
		if divide(rows, held, conflicts) {
			return s.tell(rows, held, mitigated), true
		}
	}
	return Plan{}, false
}

// divide hands the rows to people, none of whom gets all of a conflict.
func divide(rows []int32, held [][]int32, conflicts [][]int32) bool {
	if len(rows) == 0 {
		return true
	}
	for i, has := range held {
		held[i] = append(has[:len(has):len(has)], rows[0])
		if !slices.ContainsFunc(conflicts, func(c []int32) bool { return includes(held[i], c) }) && divide(rows[1:], held, conflicts) {
			return true
		}
		held[i] = has
		if len(has) == 0 { // one newcomer is like the other
			return false
		}
	}
	return false
}

// includes reports whether sorted rows have all of some.
func includes(rows, some []int32) bool {
	return !slices.ContainsFunc(some, func(r int32) bool { _, in := slices.BinarySearch(rows, r); return !in })
}

// tell hands out the steps: each to the first person who performs it.
func (s staffing) tell(rows []int32, held [][]int32, mitigated bool) Plan {
	out := Plan{Roles: s.by.rolesOf(rows)}
	if mitigated {
		out.Status = Mitigated
	}
	steps := make([][]*catalog.Function, len(held))
	var order []int // of people, by their first step
	for _, f := range s.process.Steps {
		i := slices.IndexFunc(held, func(has []int32) bool { return s.performs(has, f, mitigated) })
		if steps[i] = append(steps[i], f); len(steps[i]) == 1 {
			order = append(order, i)
		}
	}
	for _, i := range order {
		out.People = append(out.People, PlanPerson{s.by.rolesOf(held[i]), steps[i]})
	}
	return out
}

func (s staffing) performs(rows []int32, f *catalog.Function, mitigated bool) bool {
	return slices.ContainsFunc(rows, func(r int32) bool {
		a := s.by.act(int(r), f)
		return a.open || mitigated && len(a.grants) > 0
	})
}

// apart knows which rules keep a row from being held with others.
type apart struct {
	checks []*check
	of     map[int32][]int // by row: checks, ascending
}

func newApart(r *Result) apart {
	a := apart{r.checks, map[int32][]int{}}
	for i, c := range r.checks {
		seen := map[int32]bool{}
		for _, f := range c.families {
			for _, g := range f.groups {
				for _, row := range g.rows {
					if len(f.groups) > 1 && !f.mitigated && !seen[row] {
						seen[row] = true
						a.of[row] = append(a.of[row], i)
					}
				}
			}
		}
	}
	return a
}

// among lists the open combinations of which all roles are among the rows.
func (a apart) among(rows []int32) [][]int32 {
	touched := map[int]int{}
	var out [][]int32
	for _, row := range rows {
		for _, i := range a.of[row] {
			if touched[i]++; touched[i] == 2 {
				out = append(out, a.checks[i].apart(rows)...)
			}
		}
	}
	return out
}

// apart lists the open combinations of a rule among some rows.
func (c *check) apart(rows []int32) [][]int32 {
	var out [][]int32
	for set, f := range inOrder(within(c.families, rows)) {
		if len(set) > 1 && c.finding(set, f.mitigated).Status == Open {
			out = append(out, slices.Clone(set))
		}
	}
	return out
}
