package book

import (
	"cmp"
	"iter"
	"math"
	"math/big"
	"slices"

	"rolebook/generator/analysis"
)

// Combination is findings that are alike, told as one: nobody must hold one
// role of each group together.
type Combination struct {
	Rule       string
	Name       Text
	Severity   string
	SeverityIs string
	Status     string
	StatusIs   string
	Open       bool
	Risk       Text
	Control    Text
	Exception  *Exception
	Groups     []CombinedRoles
	Count      string // "12 combinations": choices of one role from each group, less those apart
	Apart      string // "2 more, which an exception names, stand by themselves"; else empty
}

// CombinedRoles are the roles of a combination that are interchangeable in it.
type CombinedRoles struct {
	Does  []Text // functions performed, or the listed roles held
	Roles []RoleRef
}

// combinations localises the combinations of the analysis, open ones first.
func (b *Book) combinations() []*Combination {
	sorted := slices.Clone(b.analysis.Combinations)
	slices.SortStableFunc(sorted, func(x, y *analysis.Combination) int { return cmp.Compare(x.Status, y.Status) })
	out := make([]*Combination, len(sorted))
	for i, c := range sorted {
		out[i] = b.combination(c)
	}
	return out
}

func (b *Book) combination(c *analysis.Combination) *Combination {
	out := &Combination{
		Rule: c.Rule.ID, Name: b.ruleName(c.Rule), Severity: string(c.Severity()), SeverityIs: b.severity(c.Severity()),
		Status: c.Status.String(), StatusIs: b.locale.T("book_finding_" + c.Status.String()), Open: c.Status == analysis.Open,
		Risk: b.text(c.Rule.Risk), Control: b.text(c.Rule.Control),
		Count: b.locale.Many("book_combination_count", c.Count),
	}
	for _, g := range c.Groups {
		roles := CombinedRoles{Roles: b.roleRefs(g.Roles)}
		for _, f := range g.Functions {
			roles.Does = append(roles.Does, b.text(f.Name))
		}
		for _, r := range g.Listed {
			roles.Does = append(roles.Does, b.text(r.Name))
		}
		out.Groups = append(out.Groups, roles)
	}
	if n := len(c.Apart); n > 0 {
		out.Apart = b.locale.N("book_combination_apart", n)
	}
	if c.Exception != nil {
		e := b.exception(c.Exception)
		out.Exception = &e
	}
	return out
}

// EachCombination goes over every finding of kind combination, open ones first,
// those too that the list of the page leaves out.
func (b *Book) EachCombination() iter.Seq[*Finding] {
	return func(yield func(*Finding) bool) {
		if len(b.analysis.Unlisted) == 0 {
			slices.Values(b.SoD.Combinations)(yield)
			return
		}
		for _, status := range []analysis.Status{analysis.Open, analysis.Excepted, analysis.Mitigated} {
			for f := range b.analysis.All() {
				if f.Status == status && f.Kind() == analysis.CombinationKind && !yield(b.finding(f)) {
					return
				}
			}
		}
	}
}

// Left is how many combinations somebody leaves out who shows the list but for
// some: those, and those that the list lacks.
func (s *SoD) Left(some int) int {
	return sum(some, s.Total.combined-len(s.Combinations))
}

// sum adds counts; what is beyond an int is taken for the greatest.
func sum(a, b int) int {
	if a > math.MaxInt-b {
		return math.MaxInt
	}
	return a + b
}

func whole(n *big.Int) int {
	if !n.IsInt64() {
		return math.MaxInt
	}
	return int(n.Int64())
}
