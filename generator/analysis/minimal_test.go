package analysis

import (
	"fmt"
	"math/bits"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestMinimalSets compares the search, put into role order by cursors, with a
// trial of all subsets, over lists of functions that fit into a word and longer
// ones.
func TestMinimalSets(t *testing.T) {
	t.Parallel()
	for seed := range uint64(1500) {
		rnd := rand.New(rand.NewPCG(seed, 3))
		width := []int{3, 6, 12, 70, 130}[rnd.IntN(5)]
		masks := newBitsets(1+rnd.IntN(11), width)
		few := 2 + rnd.IntN(min(width-1, 9)) // functions in use, spread over the width
		rows := make([]int32, len(masks))
		for r, m := range masks {
			rows[r] = int32(r)
			for range rnd.IntN(4) {
				m.add(rnd.IntN(few) * (width - 1) / (few - 1) % width)
			}
		}
		n := 2 + rnd.IntN(4)
		all, cut := families(tally{rows: rows, all: masks, open: masks}, width, n)
		if cut {
			t.Fatalf("seed %d: cut", seed)
		}
		var got []string
		for set := range inOrder(all) {
			got = append(got, fmt.Sprint(set))
		}
		if want := triedSets(masks, n); !slices.Equal(got, want) {
			t.Fatalf("seed %d, %d roles, %d of %d: got %v, want %v", seed, len(masks), n, width, got, want)
		}
	}
}

// triedSets tries every set of roles, by size and then in order.
func triedSets(masks []bitset, n int) []string {
	violates := make([]bool, 1<<len(masks))
	var minimal [][]int32
	for set := 1; set < len(violates); set++ {
		u := newBitset(len(masks[0]) * 64)
		small := true // no smaller set violates
		for r, m := range masks {
			if set&(1<<r) != 0 {
				u.join(m)
				small = small && !violates[set&^(1<<r)]
			}
		}
		if violates[set] = u.count() >= n; violates[set] && small {
			minimal = append(minimal, members(set))
		}
	}
	slices.SortFunc(minimal, func(a, b []int32) int {
		if len(a) != len(b) {
			return len(a) - len(b)
		}
		return slices.Compare(a, b)
	})
	var out []string
	for _, set := range minimal {
		out = append(out, fmt.Sprint(set))
	}
	return out
}

func members(set int) []int32 {
	var out []int32
	for ; set != 0; set &= set - 1 {
		out = append(out, int32(bits.TrailingZeros(uint(set))))
	}
	return out
}

// TestMinimalSetsCut gives the search more than it may find: it must end soon,
// say so, have all single groups and no set twice.
func TestMinimalSetsCut(t *testing.T) {
	t.Parallel()
	const groups, width = 900, 60
	masks := newBitsets(groups, width)
	for g, m := range masks {
		m.add(g % width)
		m.add((g/width*7 + g) % width)
		m.add((g/width*13 + g) % width)
	}
	masks[7].join(fullSet(width)) // one group violates by itself: that must stay
	sets, cut := minimalSets(masks, width, 9)
	if !cut || len(sets) > maxFamilies+1 {
		t.Errorf("cut %t after %d sets", cut, len(sets))
	}
	if !slices.Equal(sets[0], []int{7}) {
		t.Errorf("the first set is %v", sets[0])
	}
	seen := map[string]bool{}
	for _, set := range sets {
		if seen[fmt.Sprint(set)] || !slices.IsSorted(set) {
			t.Fatalf("%v comes twice, or unsorted", set)
		}
		seen[fmt.Sprint(set)] = true
	}
}

// TestSixFunctions has every group there can be over six functions: nothing may
// be cut. The number of minimal covers is known (OEIS A046165).
func TestSixFunctions(t *testing.T) {
	t.Parallel()
	masks := newBitsets(63, 6)
	for i, m := range masks {
		m[0] = uint64(i + 1)
	}
	if sets, cut := minimalSets(masks, 6, 6); cut || len(sets) != 6424 {
		t.Errorf("cut %t after %d sets", cut, len(sets))
	}
}

func fullSet(n int) bitset {
	b := newBitset(n)
	for i := range n {
		b.add(i)
	}
	return b
}

func TestBitset(t *testing.T) {
	t.Parallel()
	b := newBitset(200)
	want := []int{0, 63, 64, 130, 199}
	for _, i := range want {
		b.add(i)
	}
	var got []int
	for i := b.next(0); i >= 0; i = b.next(i + 1) {
		got = append(got, i)
	}
	if !slices.Equal(got, want) || b.count() != len(want) || b.has(1) || !b.has(130) {
		t.Errorf("got %v, want %v", got, want)
	}
	c := newBitset(200)
	c.add(64)
	if !b.outside(c) || c.outside(b) || b.countWith(c) != len(want) || b.compare(c) >= 0 || c.compare(b) <= 0 || b.compare(b) != 0 {
		t.Error("sets are compared wrongly")
	}
	if newBitset(0).next(0) != -1 || b.next(200) != -1 {
		t.Error("a member found beyond the end")
	}
}
