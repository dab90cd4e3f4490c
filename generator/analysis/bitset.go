package analysis

import (
	"encoding/binary"
	"math/bits"
	"slices"
)

// bitset is a set of small numbers. Sets that meet have the same length.
type bitset []uint64

func newBitset(n int) bitset { return make(bitset, (n+63)/64) }

// newBitsets makes many sets at once.
func newBitsets(sets, n int) []bitset {
	words := (n + 63) / 64
	block := make([]uint64, sets*words)
	out := make([]bitset, sets)
	for i := range out {
		out[i] = block[i*words : (i+1)*words : (i+1)*words]
	}
	return out
}

func (b bitset) add(i int)      { b[i/64] |= 1 << (i % 64) }
func (b bitset) has(i int) bool { return b[i/64]&(1<<(i%64)) != 0 }

// join adds every member of c.
func (b bitset) join(c bitset) {
	for i, w := range c {
		b[i] |= w
	}
}

// with gives the members of b and c together.
func (b bitset) with(c bitset) bitset {
	out := slices.Clone(b)
	out.join(c)
	return out
}

func (b bitset) count() int {
	n := 0
	for _, w := range b {
		n += bits.OnesCount64(w)
	}
	return n
}

// countWith counts the members of b and c together.
func (b bitset) countWith(c bitset) int {
	n := 0
	for i, w := range b {
		n += bits.OnesCount64(w | c[i])
	}
	return n
}

// outside reports whether b has a member that is in none of the others.
func (b bitset) outside(others ...bitset) bool {
	for i, w := range b {
		for _, c := range others {
			w &^= c[i]
		}
		if w != 0 {
			return true
		}
	}
	return false
}

// next gives the first member from i on; -1 when there is none.
func (b bitset) next(i int) int {
	if i >= len(b)*64 {
		return -1
	}
	if w := b[i/64] >> (i % 64); w != 0 {
		return i + bits.TrailingZeros64(w)
	}
	for k := i/64 + 1; k < len(b); k++ {
		if b[k] != 0 {
			return k*64 + bits.TrailingZeros64(b[k])
		}
	}
	return -1
}

// appendKey appends what makes the set usable as the key of a map.
func (b bitset) appendKey(buf []byte) []byte {
	for _, w := range b {
		buf = binary.LittleEndian.AppendUint64(buf, w)
	}
	return buf
}

// compare orders sets as the lists of their members, smallest first: of two
// sets that differ, the one with the smallest member the other has not.
func (b bitset) compare(c bitset) int {
	for i, w := range b {
		if d := w ^ c[i]; d != 0 {
			if w&(d&-d) != 0 {
				return -1
			}
			return 1
		}
	}
	return 0
}
