package analysis

import (
	"cmp"
	"slices"

	"rolebook/generator/catalog"
)

// threats knows which permissions, were a role granted one more of them, would
// make it violate a rule by itself.
type threats struct {
	by    *performance
	rules []*catalog.Rule // the gravest first
	needs map[pair][]need // by rank
	over  [][]int         // by function: the rules over it
}

// threat is a permission that would make a role violate rules which it does not
// violate, at the narrowest scope at which it would.
type threat struct {
	rank  int
	rules []*catalog.Rule // the gravest first
}

func newThreats(r *Result) *threats {
	t := &threats{by: r.by, needs: needs(r.Catalog.Functions), over: make([][]int, len(r.Catalog.Functions))}
	for _, list := range t.needs {
		slices.SortStableFunc(list, func(a, b need) int { return cmp.Compare(a.rank, b.rank) })
	}
	for i, c := range r.checks {
		t.rules = append(t.rules, c.rule)
		for _, f := range c.rule.Functions {
			n := r.by.functions[f]
			t.over[n] = append(t.over[n], i)
		}
	}
	return t
}

// to gives what threatens a role, under whatever conditions it holds what it
// does already. Nothing threatens a deprecated role, which is in no finding.
func (t *threats) to(p *Permissions) map[pair]threat {
	out := map[pair]threat{}
	row, counts := t.by.row[p.Role]
	if !counts {
		return out
	}
	performs := make([]bool, len(t.over))
	left := make([]int, len(t.rules)) // by rule: how many functions more violate it
	for i, rule := range t.rules {
		left[i] = rule.AtLeast
	}
	for _, a := range t.by.acts[row] {
		performs[a.function] = true
		for _, i := range t.over[a.function] {
			left[i]--
		}
	}
	for k, needs := range t.needs {
		if x := t.threat(needs, performs, left); len(x.rules) > 0 {
			out[k] = x
		}
	}
	return out
}

// threat tells what a permission would do, going from its narrowest scope on.
func (t *threats) threat(needs []need, performs []bool, left []int) threat {
	var rank int
	var violated []int
	added := map[int]int{}
	for _, n := range needs {
		if len(violated) > 0 && n.rank > rank {
			break
		}
		if performs[n.function] {
			continue
		}
		for _, i := range t.over[n.function] {
			if added[i]++; added[i] == left[i] {
				rank, violated = n.rank, append(violated, i)
			}
		}
	}
	slices.Sort(violated)
	out := threat{rank: rank}
	for _, i := range violated {
		out.rules = append(out.rules, t.rules[i])
	}
	return out
}
