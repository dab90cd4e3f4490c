package analysis

import (
	"fmt"
	"math/bits"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestMinimalSets compares the search with a trial of all subsets, over lists
// of functions that fit into a word and longer ones.
func TestMinimalSets(t *testing.T) {
	t.Parallel()
	for seed := range uint64(1500) {
		rnd := rand.New(rand.NewPCG(seed, 3))
		width := []int{3, 6, 12, 70, 130}[rnd.IntN(5)]
		masks := newBitsets(1+rnd.IntN(11), width)
		few := 2 + rnd.IntN(min(width-1, 9)) // functions in use, spread over the width
		for _, m := range masks {
			for range rnd.IntN(4) {
				m.add(rnd.IntN(few) * (width - 1) / (few - 1) % width)
			}
		}
		n := 2 + rnd.IntN(4)
		var got []string
		if minimalSets(masks, width, n, func(set []int32) { got = append(got, fmt.Sprint(set)) }) {
			t.Fatalf("seed %d: cut", seed)
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
// say so, and keep to the limit.
func TestMinimalSetsCut(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name            string
		roles, width, n int
	}{
		{"too many sets", 600, 12, 5},
		{"too many groups", 900, 60, 20},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			masks := newBitsets(test.roles, test.width)
			for r, m := range masks {
				m.add(r % test.width)
				m.add(r / test.width % test.width)
			}
			masks[7].join(fullSet(test.width)) // one role violates by itself: that must stay
			found, last := 0, []int32(nil)
			cut := minimalSets(masks, test.width, test.n, func(set []int32) {
				if found++; found == 1 && (len(set) != 1 || set[0] != 7) {
					t.Errorf("the first set is %v", set)
				}
				if len(last) == len(set) && slices.Compare(last, set) >= 0 || len(last) > len(set) {
					t.Fatalf("%v comes after %v", set, last)
				}
				last = append(last[:0], set...)
			})
			if !cut || found > MaxSets {
				t.Errorf("cut %t after %d sets", cut, found)
			}
		})
	}
}

func fullSet(n int) bitset {
	b := newBitset(n)
	for i := range n {
		b.add(i)
	}
	return b
}

func TestMergedRoleSets(t *testing.T) {
	t.Parallel()
	sets := func(list ...[]int32) (s roleSets) {
		for _, x := range list {
			s.add(x)
		}
		return s
	}
	a := sets([]int32{1}, []int32{4}, []int32{0, 2}, []int32{3, 5}, []int32{0, 2, 3})
	b := sets([]int32{2}, []int32{4}, []int32{9}, []int32{0, 2}, []int32{0, 3})
	var got []string
	m := merged(a, b)
	m.each(func(set []int32) { got = append(got, fmt.Sprint(set)) })
	want := []string{"[1]", "[2]", "[4]", "[9]", "[0 2]", "[0 3]", "[3 5]", "[0 2 3]"}
	if !slices.Equal(got, want) || m.len() != len(want) || m.members() != 13 {
		t.Errorf("got %v (%d sets, %d members), want %v", got, m.len(), m.members(), want)
	}
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
