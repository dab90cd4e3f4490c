package analysis

import (
	"cmp"
	"slices"

	"rolebook/generator/catalog"
)

// Redundancy is a role whose holders could as well, or better, hold another.
type Redundancy struct {
	Role  *catalog.Role
	By    *catalog.Role // allows all that Role does; neither inherits from the other
	Equal bool          // and no more; Role is the one whose id comes first
}

// NearDuplicate is two roles, neither of which inherits from the other, that
// share most of the objects and actions in what they may do. What scopes and
// conditions they do it under does not count.
type NearDuplicate struct {
	A, B   *catalog.Role // by id
	Shared int           // pairs that both hold
	Of     int           // pairs that either holds; the measure, Jaccard's, is Shared / Of
}

// NearMeasure is the measure of a near-duplicate, at least, in hundredths.
const NearMeasure = 80

// likenesses finds what is redundant and what is nearly so among the roles in use
// that may do anything.
//
// Not every role is held against every other: roles with a measure of t and more
// have a pair in common among the first |A| - ⌈t|A|⌉ + 1 of each, whatever the
// order of pairs; the rarest first leaves the fewest to compare (Bayardo, Ma and
// Srikant, Scaling Up All Pairs Similarity Search, 2007). A role that covers
// another has the other's rarest pair.
func likenesses(m *Matrix) (redundant []Redundancy, near []NearDuplicate) {
	a := newLikeness(m)
	found := make([]struct {
		redundant []Redundancy
		near      []NearDuplicate
	}, len(a.rows))
	each(len(a.rows), func(i int) {
		found[i].redundant, found[i].near = a.redundant(i), a.near(i)
	})
	for _, f := range found {
		redundant, near = append(redundant, f.redundant...), append(near, f.near...)
	}
	slices.SortStableFunc(near, func(x, y NearDuplicate) int {
		return cmp.Compare(y.Shared*x.Of, x.Shared*y.Of)
	})
	return redundant, near
}

// likeness has the pairs of each role at hand, and the roles of each pair.
type likeness struct {
	rows    []*Permissions
	pairs   [][]pair       // by row, the rarest first
	sets    []bitset       // by row: the same, numbered
	holders map[pair][]int // the rows that hold it
	early   map[pair][]int // those that have it among their first
}

func newLikeness(m *Matrix) *likeness {
	a := &likeness{holders: map[pair][]int{}, early: map[pair][]int{}}
	for _, p := range m.Rows {
		if p.Role.Status != catalog.Deprecated && len(p.Cells) > 0 {
			for i := range p.Cells {
				k := p.Cells[i].pair()
				a.holders[k] = append(a.holders[k], len(a.rows))
			}
			a.rows = append(a.rows, p)
		}
	}
	a.pairs, a.sets = make([][]pair, len(a.rows)), newBitsets(len(a.rows), len(a.holders))
	numbers := map[pair]int{}
	for k := range a.holders {
		numbers[k] = len(numbers)
	}
	for i, p := range a.rows {
		for c := range p.Cells {
			k := p.Cells[c].pair()
			a.pairs[i] = append(a.pairs[i], k)
			a.sets[i].add(numbers[k])
		}
		slices.SortFunc(a.pairs[i], func(x, y pair) int {
			return cmp.Or(cmp.Compare(len(a.holders[x]), len(a.holders[y])), cmp.Compare(x, y))
		})
		for _, k := range a.first(i) {
			a.early[k] = append(a.early[k], i)
		}
	}
	return a
}

// first are the pairs of which near-duplicates have one in common.
func (a *likeness) first(i int) []pair {
	n := len(a.pairs[i])
	return a.pairs[i][:n-(n*NearMeasure+99)/100+1]
}

// related reports whether one of the rows inherits from the other.
func (a *likeness) related(i, k int) bool {
	return slices.Contains(a.rows[i].Lineage, a.rows[k].Role) || slices.Contains(a.rows[k].Lineage, a.rows[i].Role)
}

// redundant lists the rows that cover a row.
func (a *likeness) redundant(i int) []Redundancy {
	var out []Redundancy
	for _, k := range a.holders[a.pairs[i][0]] {
		if k == i || a.related(i, k) || !a.rows[k].covers(a.rows[i]) {
			continue
		}
		if equal := a.rows[i].covers(a.rows[k]); !equal || i < k {
			out = append(out, Redundancy{a.rows[i].Role, a.rows[k].Role, equal})
		}
	}
	return out
}

// near lists the near-duplicates of a row among the rows behind it.
func (a *likeness) near(i int) []NearDuplicate {
	rows := newBitset(len(a.rows))
	for _, k := range a.first(i) {
		for _, row := range a.early[k] {
			rows.add(row)
		}
	}
	var out []NearDuplicate
	for k := rows.next(i + 1); k >= 0; k = rows.next(k + 1) {
		of := a.sets[i].countWith(a.sets[k])
		shared := len(a.pairs[i]) + len(a.pairs[k]) - of
		if shared*100 >= of*NearMeasure && !a.related(i, k) {
			out = append(out, NearDuplicate{a.rows[i].Role, a.rows[k].Role, shared, of})
		}
	}
	return out
}
