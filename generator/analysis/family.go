package analysis

import (
	"cmp"
	"math/big"
	"slices"
)

// family is sets of roles that violate a rule alike: every choice of one role
// from each group is a finding. Groups have no role in common, and families of
// one rule no set.
type family struct {
	groups    []group
	mitigated bool // the sets violate only over all grants, which the masks are then of
}

// families finds all that violates a rule: n functions of those that a tally
// counts.
//
// A set that is minimal over all grants and still violates without the
// mitigated ones is minimal there, too. So the sets that are minimal without
// mitigated grants are the open findings, and the mitigated ones are those
// minimal over all grants that violate nothing without.
func families(t tally, width, n int) (out []family, cut bool) {
	open := grouped(t.rows, t.open)
	sets, cut := minimalSets(masksOf(open), width, n)
	for _, set := range sets {
		out = append(out, family{groups: pick(open, set)})
	}
	if t.mitigated {
		all := grouped(t.rows, t.all)
		sets, cutAll := minimalSets(masksOf(all), width, n)
		cut = cut || cutAll
		for _, set := range sets {
			s := splitter{tally: t, n: n}
			out = append(out, s.mitigated(pick(all, set), newBitset(width))...)
		}
	}
	slices.SortStableFunc(out, compareFamilies)
	return out, cut
}

func masksOf(groups []group) []bitset {
	masks := make([]bitset, len(groups))
	for i, g := range groups {
		masks[i] = g.mask
	}
	return masks
}

func pick(groups []group, set []int) []group {
	out := make([]group, len(set))
	for i, g := range set {
		out[i] = groups[g]
	}
	return out
}

// compareFamilies orders by size, open ones first, then by what is performed.
func compareFamilies(a, b family) int {
	status := func(f family) int {
		if f.mitigated {
			return 1
		}
		return 0
	}
	return cmp.Or(cmp.Compare(len(a.groups), len(b.groups)), cmp.Compare(status(a), status(b)),
		slices.CompareFunc(a.groups, b.groups, func(x, y group) int {
			return cmp.Or(x.mask.compare(y.mask), slices.Compare(x.rows, y.rows))
		}))
}

// count gives how many sets there are.
func (f *family) count() *big.Int {
	n := big.NewInt(1)
	for _, g := range f.groups {
		n.Mul(n, big.NewInt(int64(len(g.rows))))
	}
	return n
}

// has reports whether the rows, in any order, are a set of the family.
func (f *family) has(rows []int32) bool {
	if len(rows) != len(f.groups) {
		return false
	}
	for _, g := range f.groups {
		if !slices.ContainsFunc(rows, func(r int32) bool { return g.includes(r) }) {
			return false
		}
	}
	return true
}

// within narrows families down to sets of certain rows.
func within(families []family, rows []int32) []family {
	var out []family
	for _, f := range families {
		groups := make([]group, len(f.groups))
		for i, g := range f.groups {
			if groups[i] = g.among(rows); len(groups[i].rows) == 0 {
				groups = nil
				break
			}
		}
		if groups != nil {
			out = append(out, family{groups, f.mitigated})
		}
	}
	return out
}

// among gives the part of a group that is among some rows.
func (g group) among(rows []int32) group {
	out := group{mask: g.mask}
	for _, row := range rows {
		if g.includes(row) {
			out.rows = append(out.rows, row)
		}
	}
	return out
}

func (g group) includes(row int32) bool {
	_, in := slices.BinarySearch(g.rows, row)
	return in
}

// splitter takes from sets that violate over all grants those that do not
// without mitigated ones.
type splitter struct {
	tally tally
	n     int
}

// mitigated splits the groups by what their roles do without mitigated grants
// and gives the families that violate nothing then; union is what roles of
// earlier groups do. Roles of a group that leave the same families open to the
// groups behind stay together.
func (s splitter) mitigated(groups []group, union bitset) []family {
	if union.count() >= s.n {
		return nil
	}
	if len(groups) == 0 {
		return []family{{mitigated: true}}
	}
	var out []family
	for _, way := range s.ways(groups, union) {
		head := group{groups[0].mask, way.rows}
		for _, rest := range way.rests {
			out = append(out, family{append([]group{head}, rest.groups...), true})
		}
	}
	return out
}

// way is roles of a group with which the same families of later groups go.
type way struct {
	rows  []int32
	rests []family
}

func (s splitter) ways(groups []group, union bitset) []way {
	var out []way
	for _, part := range s.parts(groups[0], union) {
		rests := s.mitigated(groups[1:], part.mask)
		i := slices.IndexFunc(out, func(w way) bool { return slices.EqualFunc(w.rests, rests, sameRows) })
		if i < 0 {
			i, out = len(out), append(out, way{rests: rests})
		}
		out[i].rows = append(out[i].rows, part.rows...)
	}
	for _, w := range out {
		slices.Sort(w.rows)
	}
	return out
}

func sameRows(a, b family) bool {
	return slices.EqualFunc(a.groups, b.groups, func(x, y group) bool { return slices.Equal(x.rows, y.rows) })
}

// parts divides a group by what its roles and the earlier ones do together
// without mitigated grants. The masks of the parts are that.
func (s splitter) parts(g group, union bitset) []group {
	masks := make([]bitset, len(g.rows))
	for i, row := range g.rows {
		k, _ := slices.BinarySearch(s.tally.rows, row)
		masks[i] = s.tally.open[k].with(union)
	}
	return alike(g.rows, masks)
}
