package people

import (
	"encoding/binary"
	"math/bits"
	"strings"

	"rolebook/generator/catalog"
)

// roleTable finds roles by id. A map would do, but this takes a third of the
// time, which counts for every row: open addressing in a table that stays in
// the nearest cache.
type roleTable struct {
	slots []roleSlot // a power of two
	ids   []string   // in the catalog's order, side by side in memory
}

// roleSlot is free where next is 0.
type roleSlot struct {
	hash uint32
	next int32 // place in the catalog's list, plus 1
}

func newRoleTable(roles []*catalog.Role) *roleTable {
	var all strings.Builder
	for _, r := range roles {
		all.WriteString(r.ID)
	}
	rest := all.String()
	t := &roleTable{slots: make([]roleSlot, 1<<bits.Len(uint(4*len(roles))))}
	for i, r := range roles {
		t.ids = append(t.ids, rest[:len(r.ID)])
		rest = rest[len(r.ID):]
		h := spread([]byte(r.ID))
		at := h
		for t.at(at).next > 0 {
			at++
		}
		*t.at(at) = roleSlot{h, int32(i) + 1}
	}
	return t
}

func (t *roleTable) at(hash uint32) *roleSlot { return &t.slots[hash&uint32(len(t.slots)-1)] }

// find gives the place of a role in the catalog's list.
func (t *roleTable) find(id []byte) (role int32, known bool) {
	h := spread(id)
	for at := h; ; at++ {
		s := t.at(at)
		switch {
		case s.next == 0:
			return 0, false
		case s.hash == h && t.ids[s.next-1] == string(id):
			return s.next - 1, true
		}
	}
}

// spread hashes an id by its first and last eight bytes and its length: where
// ids of a catalog differ, they mostly differ there.
func spread(id []byte) uint32 {
	var short [8]byte
	first, last := short[:], short[:]
	if len(id) < 8 {
		copy(short[:], id)
	} else {
		first, last = id, id[len(id)-8:]
	}
	const golden = 0x9e3779b97f4a7c15 // 2^64 by the golden ratio; Knuth, The Art of Computer Programming, 6.4
	h := (binary.LittleEndian.Uint64(first) + uint64(len(id))) * golden
	h = (h ^ h>>32 ^ binary.LittleEndian.Uint64(last)) * golden
	return uint32(h >> 32)
}
