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
	Count      string     // "12 combinations": choices of one role from each group, less those apart
	Apart      string     // "2 more, which an exception names, stand by themselves"; else empty
	Findings   []*Finding // each choice; none where the rule has too many to list
}

// CombinedRoles are the roles of a combination that are interchangeable in it.
type CombinedRoles struct {
	Does  []Text // functions performed, or the listed roles held; none where a role is itself the listed one
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
			if slices.Equal(g.Roles, g.Listed) {
				break
			}
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

// deal hands the findings that are listed to the combinations that they are
// choices of.
func deal(groups []*Combination, all []*Finding) {
	byRule := map[[2]string][]dealt{}
	for _, c := range groups {
		k := [2]string{c.Rule, c.Status}
		byRule[k] = append(byRule[k], newDealt(c))
	}
	for _, f := range all {
		named := f.Exception != nil
		list := byRule[[2]string{f.Rule, f.Status}]
		if i := slices.IndexFunc(list, func(d dealt) bool { return (d.Exception != nil) == named && d.has(f) }); i >= 0 {
			list[i].Findings = append(list[i].Findings, f)
		}
	}
}

// dealt is a combination that knows the group of each role.
type dealt struct {
	*Combination
	group map[string]int
}

func newDealt(c *Combination) dealt {
	d := dealt{c, map[string]int{}}
	for i, g := range c.Groups {
		for _, r := range g.Roles {
			d.group[r.ID] = i
		}
	}
	return d
}

// has reports whether a finding takes one role from each group.
func (d dealt) has(f *Finding) bool {
	taken := map[int]bool{}
	for _, r := range f.Roles {
		if g, in := d.group[r.ID]; in {
			taken[g] = true
		}
	}
	return len(taken) == len(d.Groups) && len(f.Roles) == len(d.Groups)
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
