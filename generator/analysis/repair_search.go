package analysis

import (
	"cmp"
	"slices"
)

// repairSearch finds the cheapest remedy that meets all obligations, by branch
// and bound.
//
// A repair hits every way of violating a rule, and a least one is a union of
// options: whatever else it denied would cost and end nothing. So the search
// decides for one option after the other whether to take it or to keep the
// function, and leaves a branch as soon as the least that it can cost is no
// better than the best found: what is denied so far and, for obligations that
// share no cells (or no duties), the cheapest ways to meet them.
type repairSearch struct {
	*plan
	best  *remedy
	steps int
	limit int
}

// search gives the best remedy, and whether it is proved to be.
func (d *plan) search(limit int) (remedy, bool) {
	s := &repairSearch{plan: d, limit: limit}
	s.decide(d.row.none(), newBitset(len(d.options)))
	return *s.best, s.steps <= limit
}

// decide goes on from a remedy. Options in kept are not taken.
func (s *repairSearch) decide(r remedy, kept bitset) {
	if s.best != nil { // the first way down always ends
		if s.steps++; s.steps > s.limit {
			return
		}
	}
	open, ok := s.open(r, kept)
	switch {
	case !ok || s.best != nil && !s.promises(r, open):
	case len(open) == 0:
		s.best = &r
	default:
		i := s.next(r, open[0])
		s.decide(r.with(s.options[i]), kept)
		if open[0].take < len(open[0].options) {
			kept = slices.Clone(kept)
			kept.add(i)
			s.decide(r, kept)
		}
	}
}

// open gives the obligations that a remedy leaves, with the options still free
// and how many of them to take, those with the least choice first. It reports
// false when one cannot be met any more, or when an option to be kept is
// denied all the same, which is a case for another branch.
func (s *repairSearch) open(r remedy, kept bitset) ([]obligation, bool) {
	for i := kept.next(0); i >= 0; i = kept.next(i + 1) {
		if !s.options[i].cells.outside(r.cells) {
			return nil, false
		}
	}
	var out []obligation
	for _, ob := range s.obligations {
		left := obligation{take: ob.take}
		for _, i := range ob.options {
			if !s.options[i].cells.outside(r.cells) {
				left.take--
			} else if !kept.has(i) {
				left.options = append(left.options, i)
			}
		}
		if left.take > len(left.options) {
			return nil, false
		}
		if left.take > 0 {
			out = append(out, left)
		}
	}
	slices.SortStableFunc(out, func(a, b obligation) int {
		return cmp.Compare(len(a.options)-a.take, len(b.options)-b.take)
	})
	return out, true
}

// next picks the option that adds least.
func (s *repairSearch) next(r remedy, ob obligation) int {
	return slices.MinFunc(ob.options, func(a, b int) int { return r.with(s.options[a]).compare(r.with(s.options[b])) })
}

// promises reports whether going on from a remedy can come to a better one than
// the best.
func (s *repairSearch) promises(r remedy, open []obligation) bool {
	cells := s.least(r.cells, open, func(x remedy) bitset { return x.cells })
	c := cmp.Or(
		cmp.Compare(s.least(r.duties, open, func(x remedy) bitset { return x.duties }), s.best.duties.count()),
		cmp.Compare(cells, s.best.cells.count()),
	)
	return c < 0 || c == 0 && s.earliest(r, open, cells).compare(s.best.cells) < 0
}

// least bounds from below how many members (cells or duties) a remedy comes to
// when it meets the obligations that are open.
func (s *repairSearch) least(have bitset, open []obligation, of func(remedy) bitset) int {
	n := have.count()
	counted := slices.Clone(have)
	for _, ob := range open {
		union := slices.Clone(have)
		sizes := make([]int, len(ob.options))
		for k, i := range ob.options {
			sizes[k] = have.countWith(of(s.options[i])) - have.count()
			union.join(of(s.options[i]))
		}
		if counted.countWith(union)-counted.count() < union.count()-have.count() {
			continue // shares members with an obligation that is counted
		}
		n += leastUnion(sizes, ob.take, union.count()-have.count())
		counted.join(union)
	}
	return n
}

// leastUnion bounds from below how many members so many of some sets have, of
// which the sizes and the size of the union of all are known: the smallest add
// up when the sets share nothing; else the union is as large as its largest.
func leastUnion(sizes []int, take, union int) int {
	slices.Sort(sizes)
	all, smallest := 0, 0
	for i, n := range sizes {
		all += n
		if i < take {
			smallest += n
		}
	}
	if all == union {
		return smallest
	}
	return sizes[take-1]
}

// earliest gives a set of so many cells that comes, in the catalog's order, no
// later than any that a remedy can grow to.
func (s *repairSearch) earliest(r remedy, open []obligation, cells int) bitset {
	free := slices.Clone(r.cells)
	for _, ob := range open {
		for _, i := range ob.options {
			free.join(s.options[i].cells)
		}
	}
	out := slices.Clone(r.cells)
	missing := cells - out.count()
	for i := free.next(0); i >= 0 && missing > 0; i = free.next(i + 1) {
		if !out.has(i) {
			out.add(i)
			missing--
		}
	}
	return out
}
