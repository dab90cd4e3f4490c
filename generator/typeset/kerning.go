package typeset

import (
	"cmp"
	"slices"
)

// kerning is how much nearer, or further, glyphs stand to their neighbours in
// a face than their widths say. It is read from the table of pairs (kern, format
// 0 of the OpenType specification); pairs in GPOS are not looked for.
type kerning struct {
	first []uint16 // pairs[first[g]:first[g+1]] begin with glyph g; empty: no pairs
	pairs []kernPair
}

// kernPair is the right one of two glyphs, and what stands between them.
type kernPair struct {
	second uint16
	em     float32
}

// readKerning reads the kern table of a face. One that is damaged has no pairs.
func readKerning(table []byte, unitsPerEm, numGlyphs int) kerning {
	const header, record = 4 + 14, 6
	if len(table) < header || be.Uint16(table) != 0 || be.Uint16(table[8:]) != 1 {
		return kerning{} // not version 0, or not format 0 across the line
	}
	n := min(int(be.Uint16(table[10:])), (len(table)-header)/record)
	k := kerning{first: make([]uint16, numGlyphs+1), pairs: make([]kernPair, 0, n)}
	last := 0
	for i := range n {
		r := table[header+record*i:]
		left, right := int(be.Uint16(r)), be.Uint16(r[2:])
		if left < last || left >= numGlyphs {
			return kerning{} // not sorted, as the format asks
		}
		for ; last < left; last++ {
			k.first[last+1] = uint16(i)
		}
		k.pairs = append(k.pairs, kernPair{right, float32(int16(be.Uint16(r[4:]))) / float32(unitsPerEm)})
	}
	for ; last < numGlyphs; last++ {
		k.first[last+1] = uint16(n)
	}
	return k
}

// between is the white between two glyphs of the face, in em: mostly none, or
// less than none.
func (k *kerning) between(left, right uint16) float32 {
	if int(left)+1 >= len(k.first) {
		return 0
	}
	of := k.pairs[k.first[left]:k.first[left+1]]
	i, found := slices.BinarySearchFunc(of, right, func(p kernPair, g uint16) int { return cmp.Compare(p.second, g) })
	if !found {
		return 0
	}
	return of[i].em
}
