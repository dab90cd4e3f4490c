package change

import (
	"math/big"
	"slices"

	"rolebook/generator/analysis"
	"rolebook/generator/catalog"
)

// Bulk counts what became of the combinations of a rule that has too many to
// list, before or after.
type Bulk struct {
	Old, New      *catalog.Rule // nil where there is no such rule
	Worse, Better *big.Int      // as in [Finding.Worse]
	fresh         *big.Int      // open now, and not before
}

// Rule is the rule as it is now or, when it has gone, as it was.
func (b *Bulk) Rule() *catalog.Rule {
	if b.New != nil {
		return b.New
	}
	return b.Old
}

// bulks counts for the rules that either result does not list, by severity and
// rule. Where nothing has changed there is none.
func bulks(before, after *analysis.Result) []*Bulk {
	var out []*Bulk
	for id := range unlisted(before, after) {
		b := &Bulk{Old: before.Catalog.Rule(id), New: after.Catalog.Rule(id)}
		b.count(open(before, id), open(after, id))
		if b.Worse.Sign()+b.Better.Sign() > 0 {
			out = append(out, b)
		}
	}
	slices.SortFunc(out, func(a, b *Bulk) int { return compareRules(a.Rule(), b.Rule()) })
	return out
}

// unlisted names the rules that either result does not list.
func unlisted(before, after *analysis.Result) map[string]bool {
	out := map[string]bool{}
	for _, r := range slices.Concat(before.Unlisted, after.Unlisted) {
		out[r.ID] = true
	}
	return out
}

// open gives the open combinations of a rule.
func open(r *analysis.Result, rule string) []*analysis.Combination {
	var out []*analysis.Combination
	for _, c := range r.Combinations {
		if c.Rule.ID == rule && c.Status == analysis.Open {
			out = append(out, c)
		}
	}
	return out
}

func (b *Bulk) count(before, after []*analysis.Combination) {
	old, now, both := total(before), total(after), new(big.Int)
	for _, x := range before {
		for _, y := range after {
			both.Add(both, common(x, y))
		}
	}
	b.fresh = new(big.Int).Sub(now, both)
	b.Worse, b.Better = b.fresh, new(big.Int).Sub(old, both)
	switch d := b.regraded(); {
	case d > 0:
		b.Worse = now
	case d < 0:
		b.Better = old
	}
}

// regraded is positive where the rule is graver than it was.
func (b *Bulk) regraded() int {
	if b.Old == nil || b.New == nil {
		return 0
	}
	return b.Old.Severity.Rank() - b.New.Severity.Rank()
}

// Reaches reports whether there are new findings, in the sense of
// [Change.NewFinding].
func (b *Bulk) Reaches(least catalog.Severity) bool {
	grave := func(r *catalog.Rule) bool { return r != nil && (least == "" || r.Severity.Rank() <= least.Rank()) }
	return grave(b.New) && (b.fresh.Sign() > 0 || b.Worse.Sign() > 0 && !grave(b.Old))
}

func total(list []*analysis.Combination) *big.Int {
	n := new(big.Int)
	for _, c := range list {
		n.Add(n, c.Count)
	}
	return n
}

// common counts the findings that are of both combinations. The groups of one
// have no role in common, so every finding of both comes from one way to match
// groups.
func common(x, y *analysis.Combination) *big.Int {
	n := new(big.Int)
	if len(x.Groups) != len(y.Groups) {
		return n
	}
	shared := make([][]int64, len(x.Groups))
	for i, g := range x.Groups {
		for _, h := range y.Groups {
			shared[i] = append(shared[i], sharedRoles(g.Roles, h.Roles))
		}
	}
	n = ways(shared, make([]bool, len(y.Groups)))
	return n.Sub(n, big.NewInt(int64(len(apart(x, y)))))
}

// sharedRoles counts the ids that two lists, by id, have in common.
func sharedRoles(a, b []*catalog.Role) int64 {
	n := int64(0)
	for len(a) > 0 && len(b) > 0 {
		switch x, y := a[0].ID, b[0].ID; {
		case x < y:
			a = a[1:]
		case x > y:
			b = b[1:]
		default:
			n++
			a, b = a[1:], b[1:]
		}
	}
	return n
}

// ways adds up over all ways to match the rows with columns that are not taken
// the products of their numbers (the permanent, by expansion; groups are few).
func ways(rows [][]int64, taken []bool) *big.Int {
	if len(rows) == 0 {
		return big.NewInt(1)
	}
	n := new(big.Int)
	for k, count := range rows[0] {
		if taken[k] || count == 0 {
			continue
		}
		taken[k] = true
		n.Add(n, new(big.Int).Mul(big.NewInt(count), ways(rows[1:], taken)))
		taken[k] = false
	}
	return n
}

// apart names the sets that are choices from the groups of both, but that an
// exception keeps out of one of them.
func apart(x, y *analysis.Combination) map[string]bool {
	out := map[string]bool{}
	for _, set := range slices.Concat(x.Apart, y.Apart) {
		if chosen(set, x.Groups) && chosen(set, y.Groups) {
			out[names(set)] = true
		}
	}
	return out
}

// chosen reports whether the set takes one role of each group.
func chosen(set []*catalog.Role, groups []analysis.Group) bool {
	for _, g := range groups {
		in := func(r *catalog.Role) bool {
			return slices.ContainsFunc(g.Roles, func(q *catalog.Role) bool { return q.ID == r.ID })
		}
		if !slices.ContainsFunc(set, in) {
			return false
		}
	}
	return len(set) == len(groups)
}
