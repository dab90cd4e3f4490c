package analysis

import (
	"slices"

	"rolebook/generator/catalog"
)

// tally is what the roles do of one rule's list: for each row that does
// anything the functions performed (or the roles held), as numbers into that
// list, counted twice.
type tally struct {
	rows      []int32
	all       []bitset // over all grants
	open      []bitset // with every mitigated grant struck out
	mitigated bool     // the two differ
}

// tally counts for a rule.
func (p *performance) tally(rule *catalog.Rule) tally {
	n := width(rule)
	var t tally
	place := make([]int32, len(p.rows)) // of a row, from 1
	for i := range n {
		for _, h := range p.performersOf(rule, i) {
			if place[h.row] == 0 {
				t.rows = append(t.rows, h.row)
				place[h.row] = 1
			}
		}
	}
	slices.Sort(t.rows)
	for k, row := range t.rows {
		place[row] = int32(k)
	}
	t.all, t.open = newBitsets(len(t.rows), n), newBitsets(len(t.rows), n)
	for i := range n {
		for _, h := range p.performersOf(rule, i) {
			t.all[place[h.row]].add(i)
			if h.open {
				t.open[place[h.row]].add(i)
			}
			t.mitigated = t.mitigated || !h.open
		}
	}
	return t
}

// group is the roles that perform the same functions.
type group struct {
	mask bitset
	rows []int32 // ascending
}

// grouped sorts rows by their masks, which stand beside them; those that
// perform nothing are in no group. Groups come in the order of their masks.
func grouped(rows []int32, masks []bitset) []group {
	groups := alike(rows, masks)
	return slices.DeleteFunc(groups, func(g group) bool { return g.mask.next(0) < 0 })
}

// alike sorts rows by their masks, in the order of the masks.
func alike(rows []int32, masks []bitset) []group {
	var out []group
	place := map[string]int{}
	var buf []byte
	for k, m := range masks {
		buf = m.appendKey(buf[:0])
		g, known := place[string(buf)]
		if !known {
			g = len(out)
			place[string(buf)] = g
			out = append(out, group{mask: m})
		}
		out[g].rows = append(out[g].rows, rows[k])
	}
	slices.SortFunc(out, func(a, b group) int { return a.mask.compare(b.mask) })
	return out
}
