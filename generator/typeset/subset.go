package typeset

// A subset is a face cut down to the character codes (CIDs) of one document. Code
// n is glyph n of the new font, so that no other map is needed; glyph 0 is the
// mark for missing glyphs. Several codes may have one shape: the first carries the
// outline and the others refer to it as composites of one component.
type subset struct {
	face    *Face
	sources []uint16 // the face's glyph for each new glyph; parts of composites follow the codes
	widths  []int    // advance of each code in thousandths of an em; parts keep their own
	codes   int      // glyphs that have a code

	pieces   []*piece // the glyphs of glyf
	loca     []uint32
	size     uint32            // of glyf
	made     map[uint16]uint16 // face glyph to the new glyph that carries its outline
	elements int               // the most that a composite may have, 0 without composites
}

// Flags of a component in a composite glyph.
const (
	argsAreWords   = 0x0001
	argsAreXY      = 0x0002
	hasScale       = 0x0008
	moreComponents = 0x0020
	hasXYScale     = 0x0040
	hasMatrix      = 0x0080
)

// newSubset starts a subset with the glyphs of the codes, in their order. Source 0
// must be the face's glyph 0.
func newSubset(face *Face, sources []uint16, widths []int) *subset {
	return &subset{
		face: face, sources: sources[:len(sources):len(sources)], widths: widths, codes: len(sources),
		made: make(map[uint16]uint16, len(sources)),
	}
}

// build collects the outlines. Parts of composites that have no code of their own
// are appended as they turn up.
func (s *subset) build() {
	for i, gid := range s.sources {
		if _, seen := s.made[gid]; !seen {
			s.made[gid] = uint16(i)
		}
	}
	s.loca = make([]uint32, 0, len(s.sources)+1)
	for i := 0; i < len(s.sources); i++ {
		s.loca = append(s.loca, s.size)
		if p := s.glyph(uint16(i)); p != nil {
			s.pieces = append(s.pieces, p)
			s.size += uint32(p.size)
		}
	}
	s.loca = append(s.loca, s.size)
	if s.size == 0 { // a font without any outline still needs the table
		s.pieces, s.size = []*piece{s.face.pack(make([]byte, 4))}, 4
	}
}

// glyph makes one new glyph, or nothing for a blank.
func (s *subset) glyph(i uint16) *piece {
	gid := s.sources[i]
	outline := s.face.outline(gid)
	switch first := s.made[gid]; {
	case outline == nil:
		return nil
	case first != i:
		return s.reference(first, outline)
	case int16(be.Uint16(outline)) < 0:
		return s.composite(outline)
	}
	return s.face.packed(gid)
}

// reference makes a composite that repeats another glyph in place.
func (s *subset) reference(first uint16, outline []byte) *piece {
	glyph := append(make([]byte, 0, 16), 0xFF, 0xFF)
	glyph = append(glyph, outline[2:10]...) // the bounding box
	glyph = be.AppendUint16(glyph, argsAreXY)
	glyph = be.AppendUint16(glyph, first)
	glyph = append(glyph, 0, 0)
	s.elements = max(s.elements, 1)
	return s.face.pack(glyph)
}

// composite copies a composite with its components renumbered. A damaged one is
// left blank.
func (s *subset) composite(outline []byte) *piece {
	glyph := append([]byte(nil), outline...)
	elements := 0
	for at, more := 10, true; more; elements++ {
		if at+4 > len(glyph) {
			return nil
		}
		flags := be.Uint16(glyph[at:])
		part, ok := s.part(be.Uint16(glyph[at+2:]))
		if !ok {
			return nil
		}
		be.PutUint16(glyph[at+2:], part)
		at += componentSize(flags)
		more = flags&moreComponents != 0
	}
	s.elements = max(s.elements, elements)
	return s.face.pack(glyph)
}

// componentSize is the length of a component record with the flags.
func componentSize(flags uint16) int {
	size := 6
	if flags&argsAreWords != 0 {
		size += 2
	}
	switch {
	case flags&hasScale != 0:
		size += 2
	case flags&hasXYScale != 0:
		size += 4
	case flags&hasMatrix != 0:
		size += 8
	}
	return size
}

// part returns the new number of a component, adding it if need be.
func (s *subset) part(gid uint16) (uint16, bool) {
	if i, ok := s.made[gid]; ok {
		return i, true
	}
	if int(gid) >= s.face.numGlyphs || len(s.sources) >= 0xFFFF {
		return 0, false
	}
	i := uint16(len(s.sources))
	s.made[gid] = i
	s.sources = append(s.sources, gid)
	return i, true
}

// advance is the width of a new glyph in font units.
func (s *subset) advance(i int) uint16 {
	if i < s.codes {
		return uint16(min((s.widths[i]*s.face.unitsPerEm+500)/1000, 0xFFFF))
	}
	return be.Uint16(s.face.hmtx[4*min(int(s.sources[i]), s.face.numHM-1):])
}

// hmtx writes the advance and left bearing of every glyph.
func (s *subset) hmtx() []byte {
	table := make([]byte, 0, 4*len(s.sources))
	for i, gid := range s.sources {
		table = be.AppendUint16(table, s.advance(i))
		table = be.AppendUint16(table, s.face.bearing(gid))
	}
	return table
}

// locations writes loca, in the short form if the outlines allow it.
func (s *subset) locations() (table []byte, long bool) {
	if s.size > 2*0xFFFF {
		for _, at := range s.loca {
			table = be.AppendUint32(table, at)
		}
		return table, true
	}
	for _, at := range s.loca {
		table = be.AppendUint16(table, uint16(at/2))
	}
	return table, false
}

// write compresses the subset, as a TrueType font with the tables that PDF asks for,
// into a zlib stream. It returns the size of the font.
func (s *subset) write(f *file) int {
	s.build()
	loca, long := s.locations()
	head := append([]byte(nil), s.face.head[:54]...)
	be.PutUint32(head[8:], 0) // the checksum adjustment, which joinTables fills in
	be.PutUint16(head[50:], 0)
	if long {
		be.PutUint16(head[50:], 1)
	}
	hhea := append([]byte(nil), s.face.hhea[:36]...)
	be.PutUint16(hhea[34:], uint16(len(s.sources)))
	outlines := table{tag: "glyf", size: int(s.size)}
	for _, p := range s.pieces {
		outlines.sum += p.sum
	}
	rest := joinTables([]table{
		dataTable("cvt ", s.face.programs[0]), dataTable("fpgm", s.face.programs[1]), outlines,
		dataTable("head", head), dataTable("hhea", hhea), dataTable("hmtx", s.hmtx()),
		dataTable("loca", loca), dataTable("maxp", s.profile()), dataTable("prep", s.face.programs[2]),
	})
	f.deflateFont(rest, s.face, s.pieces)
	return len(rest) + int(s.size)
}

// profile writes maxp: the face's own limits, raised by what references need.
func (s *subset) profile() []byte {
	maxp := append([]byte(nil), s.face.maxp[:32]...)
	be.PutUint16(maxp[4:], uint16(len(s.sources)))
	if s.elements == 0 {
		return maxp
	}
	raise := func(at, least int) {
		be.PutUint16(maxp[at:], uint16(min(max(int(be.Uint16(maxp[at:])), least), 0xFFFF)))
	}
	raise(10, int(be.Uint16(maxp[6:])))    // points of a composite
	raise(12, int(be.Uint16(maxp[8:])))    // contours of a composite
	raise(28, s.elements)                  // components
	raise(30, int(be.Uint16(maxp[30:]))+1) // levels: a reference to a composite adds one
	return maxp
}

// table is a named part of a font file.
type table struct {
	tag  string
	data []byte // nil if the outlines follow by themselves
	size int
	sum  uint32
}

// dataTable is a table with its checksum.
func dataTable(tag string, data []byte) table {
	return table{tag, data, len(data), checksum(data)}
}

// joinTables joins tables, given in the order of their tags, to a font file; empty
// ones are left out. A table without data is taken to follow after the others.
func joinTables(tables []table) []byte {
	count, size := 0, 12
	for _, t := range tables {
		if t.size > 0 {
			count, size = count+1, size+16+(len(t.data)+3)&^3
		}
	}
	file := sfntHead(count, size)
	record, head, sum := file[12:12], 0, uint32(0)
	for _, t := range tables {
		if t.size == 0 {
			continue
		}
		at := len(file)
		switch {
		case t.data == nil:
			at = size
		case t.tag == "head":
			head = at
		}
		sum += t.sum // tables fill whole words, so that the file's sum is the sum of sums
		record = append(record, t.tag...)
		record = be.AppendUint32(record, t.sum)
		record = be.AppendUint32(record, uint32(at))
		record = be.AppendUint32(record, uint32(t.size))
		file = append(file, t.data...)
		for len(file)%4 != 0 {
			file = append(file, 0)
		}
	}
	be.PutUint32(file[head+8:], 0xB1B0AFBA-sum-checksum(file[:12+16*count]))
	return file
}

// sfntHead starts a file of the given size with room for a directory of tables.
func sfntHead(tables, size int) []byte {
	file := make([]byte, 12+16*tables, size)
	power, exponent := 1, 0
	for 2*power <= tables {
		power, exponent = 2*power, exponent+1
	}
	copy(file, "\x00\x01\x00\x00")
	be.PutUint16(file[4:], uint16(tables))
	be.PutUint16(file[6:], uint16(16*power))
	be.PutUint16(file[8:], uint16(exponent))
	be.PutUint16(file[10:], uint16(16*(tables-power)))
	return file
}

// checksum adds up big-endian words, the last one padded with zeros.
func checksum(b []byte) uint32 {
	var sum uint32
	for ; len(b) >= 8; b = b[8:] {
		two := be.Uint64(b)
		sum += uint32(two>>32) + uint32(two)
	}
	var last [8]byte
	copy(last[:], b)
	return sum + be.Uint32(last[:]) + be.Uint32(last[4:])
}
