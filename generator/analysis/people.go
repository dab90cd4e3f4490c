package analysis

import (
	"cmp"
	"math/rand/v2"
	"slices"

	"rolebook/generator/catalog"
)

// Judge tells what somebody violates who holds certain roles at once: the
// findings whose roles are all among them. It knows the rules, and of people
// nothing, so that there may be any number of them.
type Judge struct {
	result    *Result
	by        *performance
	row       []int32    // by place in the catalog's list: the row in by, -1 for a deprecated role
	signs     []uint64   // by row: a random number; those of a set, combined, tell it from others
	accepted  [][]bitset // by check: rows that an exception in force names together
	all, open []bitset   // by row: the deeds done, over all grants and without mitigated ones
	counts    []bitset   // by deed: the checks that count it
	least     []bitset   // by number of deeds: the checks for which it is too many
}

// deed is what rules count: performing a function, or holding a listed role.
type deed struct {
	function *catalog.Function
	role     *catalog.Role
}

// NewJudge makes the rules of a catalog ready to be held against people, on the
// day of the result.
func NewJudge(r *Result) *Judge {
	j := &Judge{result: r, by: &performance{}}
	if len(r.checks) > 0 {
		j.by = r.checks[0].by // all share it
	}
	for _, role := range r.Catalog.Roles {
		row, in := j.by.row[role]
		if !in {
			row = -1
		}
		j.row = append(j.row, int32(row))
	}
	j.signs = make([]uint64, len(j.by.rows))
	for i := range j.signs {
		j.signs[i] = rand.Uint64() // of influence only on how soon a result is found
	}
	j.number()
	for _, c := range r.checks {
		j.accepted = append(j.accepted, j.exceptions(c))
	}
	return j
}

// Result is what the judge goes by.
func (j *Judge) Result() *Result { return j.result }

// Rules gives the rules in the order of findings.
func (r *Result) Rules() []*catalog.Rule {
	out := make([]*catalog.Rule, len(r.checks))
	for i, c := range r.checks {
		out[i] = c.rule
	}
	return out
}

// number numbers the deeds of all rules, and finds out who does them and which
// rules count them.
func (j *Judge) number() {
	numbers := map[deed]int{}
	for _, c := range j.result.checks {
		for _, d := range deedsOf(c.rule) {
			if _, known := numbers[d]; !known {
				numbers[d] = len(numbers)
			}
		}
	}
	rows, rules := len(j.by.rows), len(j.result.checks)
	j.all, j.open, j.counts = newBitsets(rows, len(numbers)), newBitsets(rows, len(numbers)), newBitsets(len(numbers), rules)
	for i, c := range j.result.checks {
		for k, d := range deedsOf(c.rule) {
			n := numbers[d]
			j.counts[n].add(i)
			for _, p := range j.by.performersOf(c.rule, k) {
				j.all[p.row].add(n)
				if p.open {
					j.open[p.row].add(n)
				}
			}
		}
		for len(j.least) <= c.rule.AtLeast {
			j.least = append(j.least, newBitset(rules))
		}
		j.least[c.rule.AtLeast].add(i)
	}
}

// deedsOf lists what a rule counts, in the order of its list.
func deedsOf(rule *catalog.Rule) []deed {
	var out []deed
	for _, f := range rule.Functions {
		out = append(out, deed{function: f})
	}
	for _, r := range rule.Roles {
		out = append(out, deed{role: r})
	}
	return out
}

// exceptions gives the sets of rows that exceptions in force name for a rule.
// One with a deprecated role is about no finding.
func (j *Judge) exceptions(c *check) []bitset {
	var out []bitset
	for _, e := range c.accepted {
		rows := j.by.rowsOf(e.Roles)
		if e.Until.Before(c.on) || slices.ContainsFunc(e.Roles, func(r *catalog.Role) bool { return r.Status == catalog.Deprecated }) {
			continue
		}
		set := newBitset(len(j.by.rows))
		for _, row := range rows {
			set.add(int(row))
		}
		out = append(out, set)
	}
	slices.SortFunc(out, bitset.compare)
	return out
}

// Accepted lists the findings that exceptions accept on the day, by rule and
// roles: all of them, even of a rule with more findings than a result lists.
func (j *Judge) Accepted() []*Finding {
	var out []*Finding
	for i, sets := range j.accepted {
		for _, set := range sets {
			for _, f := range j.result.checks[i].among(rowsIn(set)) {
				if len(f.Roles) == set.count() { // not one of a part of them
					out = append(out, f)
				}
			}
		}
	}
	return out
}

func rowsIn(set bitset) []int32 {
	var out []int32
	for i := set.next(0); i >= 0; i = set.next(i + 1) {
		out = append(out, int32(i))
	}
	return out
}

// among lists the findings within some rows, which are in ascending order.
func (c *check) among(rows []int32) []*Finding {
	found := within(c.families, rows)
	if c.cut {
		found, _ = families(c.by.tally(c.rule).only(rows), width(c.rule), c.rule.AtLeast)
	}
	var out []*Finding
	for set, f := range inOrder(found) {
		out = append(out, c.finding(set, f.mitigated))
	}
	return out
}

// only narrows a tally to some rows, which are in ascending order.
func (t tally) only(rows []int32) tally {
	out := tally{mitigated: t.mitigated}
	for k, row := range t.rows {
		if _, in := slices.BinarySearchFunc(rows, row, cmp.Compare); in {
			out.rows, out.all, out.open = append(out.rows, row), append(out.all, t.all[k]), append(out.open, t.open[k])
		}
	}
	return out
}
