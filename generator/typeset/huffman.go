package typeset

import (
	"cmp"
	"math/bits"
	"slices"
)

// This file writes the blocks of DEFLATE (RFC 1951) that packed outlines are made
// of.

// bitString is a sequence of bits, the first one in the lowest place.
type bitString struct {
	words []uint64
	last  uint64 // bits that do not fill a word yet
	used  uint   // how many
}

// add appends the n lowest bits of v, which has no others.
func (b *bitString) add(v uint64, n uint) {
	b.last |= v << b.used
	if b.used += n; b.used < 64 {
		return
	}
	b.words = append(b.words, b.last)
	b.used -= 64
	b.last = v >> (n - b.used)
}

// join appends another sequence.
func (b *bitString) join(other *bitString) {
	for _, word := range other.words {
		b.words = append(b.words, b.last|word<<b.used)
		b.last = word >> (64 - b.used)
	}
	b.add(other.last, other.used)
}

// bytes appends the sequence to a slice, filled up with zeros to whole bytes.
func (b *bitString) bytes(to []byte) []byte {
	to = slices.Grow(to, 8*len(b.words)+8)
	for _, word := range b.words {
		to = le.AppendUint64(to, word)
	}
	for rest, n := b.last, int(b.used); n > 0; rest, n = rest>>8, n-8 {
		to = append(to, byte(rest))
	}
	return to
}

// The alphabets of DEFLATE: literal bytes, the end of a block and lengths of
// repetitions; distances of repetitions.
const (
	endOfBlock  = 256
	lengthCodes = 257
	literals    = 286
	distances   = 30
	longestCode = 15
)

// prefixCode gives each symbol of an alphabet its bits.
type prefixCode struct {
	words   []uint16 // the first bit in the lowest place
	lengths []uint8
}

// newPrefixCode makes the best code for symbols of the given frequencies, which
// must be above zero.
func newPrefixCode(frequencies []int) prefixCode {
	c := prefixCode{make([]uint16, len(frequencies)), codeLengths(frequencies)}
	code := uint16(0)
	for length := uint8(1); length <= longestCode; length++ {
		for symbol, l := range c.lengths {
			if l == length {
				c.words[symbol] = bits.Reverse16(code) >> (16 - length)
				code++
			}
		}
		code <<= 1
	}
	return c
}

// write appends a symbol.
func (c *prefixCode) write(b *bitString, symbol int) {
	b.add(uint64(c.words[symbol]), uint(c.lengths[symbol]))
}

// bundle is a set of symbols with their frequencies added up.
type bundle struct {
	weight  int
	symbols []uint16
}

// codeLengths are the lengths of the best code without words of more than 15 bits,
// by the package-merge algorithm (Larmore and Hirschberg 1990).
func codeLengths(frequencies []int) []uint8 {
	leaves := make([]bundle, len(frequencies))
	for i, weight := range frequencies {
		leaves[i] = bundle{weight, []uint16{uint16(i)}}
	}
	byWeight := func(a, b bundle) int { return cmp.Compare(a.weight, b.weight) }
	slices.SortStableFunc(leaves, byWeight)
	row := leaves
	for range longestCode - 1 {
		var pairs []bundle
		for i := 0; i+1 < len(row); i += 2 {
			a, b := row[i], row[i+1]
			pairs = append(pairs, bundle{a.weight + b.weight, slices.Concat(a.symbols, b.symbols)})
		}
		row = append(slices.Clone(leaves), pairs...)
		slices.SortStableFunc(row, byWeight)
	}
	lengths := make([]uint8, len(frequencies))
	for _, b := range row[:2*len(leaves)-2] {
		for _, symbol := range b.symbols {
			lengths[symbol]++
		}
	}
	return lengths
}

// blockHead begins the last block of a stream, coded by the two codes. Their
// lengths are written in four bits each.
func blockHead(literal, distance *prefixCode) bitString {
	var b bitString
	b.add(1, 1) // the last block
	b.add(2, 2) // with codes of its own
	b.add(literals-257, 5)
	b.add(distances-1, 5)
	b.add(19-4, 4)
	// Lengths of the code for lengths, 16 17 18 0 8 7 …: the first three are for
	// runs, which are not used.
	b.add(0, 9)
	for range 16 {
		b.add(4, 3)
	}
	for _, lengths := range [][]uint8{literal.lengths, distance.lengths} {
		for _, l := range lengths {
			b.add(uint64(bits.Reverse8(l)>>4), 4)
		}
	}
	return b
}

// lengthSymbol codes the length of a repetition, 3 to 258: a symbol, and extra bits.
func lengthSymbol(length int) (symbol int, extra uint64, n uint) {
	switch x := uint(length - 3); {
	case length == 258:
		return literals - 1, 0, 0
	case x < 8:
		return lengthCodes + int(x), 0, 0
	default:
		n = uint(bits.Len(x)) - 3
		return lengthCodes + int(4*n+x>>n), uint64(x & (1<<n - 1)), n
	}
}

// distanceSymbol codes the distance of a repetition, 1 to 32768.
func distanceSymbol(distance int) (symbol int, extra uint64, n uint) {
	x := uint(distance - 1)
	if x < 4 {
		return int(x), 0, 0
	}
	n = uint(bits.Len(x)) - 2
	return int(2*n + x>>n), uint64(x & (1<<n - 1)), n
}
