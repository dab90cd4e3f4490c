package typeset

// runeMap maps characters to glyphs: a table of pages of 256 characters.
type runeMap struct {
	pages []*[256]uint16
}

// lookup returns the glyph of a character, 0 if there is none.
func (m runeMap) lookup(r rune) uint16 {
	if page := int(uint32(r) >> 8); page < len(m.pages) && m.pages[page] != nil {
		return m.pages[page][r&0xFF]
	}
	return 0
}

// set maps a character unless it is mapped already.
func (m *runeMap) set(r rune, gid uint16) {
	page := int(r >> 8)
	if page >= len(m.pages) {
		m.pages = append(m.pages, make([]*[256]uint16, page+1-len(m.pages))...)
	}
	if m.pages[page] == nil {
		m.pages[page] = new([256]uint16)
	}
	if at := &m.pages[page][r&0xFF]; *at == 0 {
		*at = gid
	}
}

// readRuneMap reads the best Unicode subtable of a cmap table.
func readRuneMap(table []byte, numGlyphs int) (runeMap, error) {
	var m runeMap
	sub := unicodeSubtable(table)
	if len(sub) < 2 {
		return m, ErrDamaged
	}
	read := m.readSegments
	if be.Uint16(sub) == 12 {
		read = m.readGroups
	}
	err := read(sub, numGlyphs)
	return m, err
}

// unicodeSubtable finds the subtable that covers most: all of Unicode (format 12)
// before the basic plane (format 4).
func unicodeSubtable(table []byte) []byte {
	if len(table) < 4 {
		return nil
	}
	var best []byte
	for i := range int(be.Uint16(table[2:])) {
		if len(table) < 4+8*(i+1) {
			break
		}
		record := table[4+8*i:]
		platform, encoding, start := be.Uint16(record), be.Uint16(record[2:]), uint64(be.Uint32(record[4:]))
		if start+2 > uint64(len(table)) || platform != 0 && (platform != 3 || encoding != 1 && encoding != 10) {
			continue
		}
		sub := table[start:]
		switch be.Uint16(sub) {
		case 12:
			return sub
		case 4:
			if best == nil {
				best = sub
			}
		}
	}
	return best
}

// readGroups reads format 12: sorted groups of consecutive characters and glyphs.
// Groups that are not in order are refused, so that the work has a bound.
func (m *runeMap) readGroups(sub []byte, numGlyphs int) error {
	if len(sub) < 16 {
		return ErrDamaged
	}
	count := uint64(be.Uint32(sub[12:]))
	if uint64(len(sub)) < 16+12*count {
		return ErrDamaged
	}
	next := uint32(0)
	for i := range int(count) {
		group := sub[16+12*i:]
		low, high, gid := be.Uint32(group), be.Uint32(group[4:]), be.Uint32(group[8:])
		if low < next || high < low || high > 0x10FFFF {
			return ErrDamaged
		}
		for r := low; r <= high && uint64(gid)+uint64(r-low) < uint64(numGlyphs); r++ {
			m.set(rune(r), uint16(gid+r-low))
		}
		next = high + 1
	}
	return nil
}

// readSegments reads format 4: sorted segments whose glyphs are at a fixed
// distance from the characters or listed in an array.
func (m *runeMap) readSegments(sub []byte, numGlyphs int) error {
	if len(sub) < 16 {
		return ErrDamaged
	}
	size := int(be.Uint16(sub[6:])) &^ 1 // bytes of each of the four arrays
	if len(sub) < 16+4*size {
		return ErrDamaged
	}
	ends, starts, deltas, offsets := sub[14:], sub[16+size:], sub[16+2*size:], sub[16+3*size:]
	next := 0
	for i := 0; i < size; i += 2 {
		low, high := int(be.Uint16(starts[i:])), int(be.Uint16(ends[i:]))
		if low < next || high < low {
			return ErrDamaged
		}
		delta, offset := be.Uint16(deltas[i:]), int(be.Uint16(offsets[i:]))
		for c := low; c <= high && c < 0xFFFF; c++ {
			gid := uint16(c) + delta
			if offset != 0 {
				gid = listedGlyph(offsets, i+offset+2*(c-low), delta)
			}
			if gid != 0 && int(gid) < numGlyphs {
				m.set(rune(c), gid)
			}
		}
		next = high + 1
	}
	return nil
}

// listedGlyph reads a glyph from the array of a format 4 subtable.
func listedGlyph(array []byte, at int, delta uint16) uint16 {
	if at+2 > len(array) {
		return 0
	}
	gid := be.Uint16(array[at:])
	if gid == 0 {
		return 0
	}
	return gid + delta
}
