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

	glyf []byte
	loca []uint32
	made map[uint16]uint16 // face glyph to the new glyph that carries its outline

	depth, elements int // what the composites need: levels and components
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

// build copies the outlines. Parts of composites that have no code of their own
// are appended as they turn up.
func (s *subset) build() {
	size := 0
	for i, gid := range s.sources {
		if _, seen := s.made[gid]; !seen {
			s.made[gid] = uint16(i)
			size += len(s.face.outline(gid)) + 1
		}
	}
	s.glyf = make([]byte, 0, size)
	s.loca = make([]uint32, 0, len(s.sources)+1)
	for i := 0; i < len(s.sources); i++ {
		s.loca = append(s.loca, uint32(len(s.glyf)))
		s.appendGlyph(uint16(i))
	}
	s.loca = append(s.loca, uint32(len(s.glyf)))
}

// appendGlyph writes one new glyph, padded to an even offset.
func (s *subset) appendGlyph(i uint16) {
	gid := s.sources[i]
	outline := s.face.outline(gid)
	switch first := s.made[gid]; {
	case outline == nil:
		return
	case first != i:
		s.appendReference(first, outline)
	case int16(be.Uint16(outline)) < 0:
		s.appendComposite(outline)
	default:
		s.glyf = append(s.glyf, outline...)
	}
	if len(s.glyf)%2 != 0 {
		s.glyf = append(s.glyf, 0)
	}
}

// appendReference writes a composite that repeats another glyph in place.
func (s *subset) appendReference(first uint16, outline []byte) {
	s.glyf = append(s.glyf, 0xFF, 0xFF)
	s.glyf = append(s.glyf, outline[2:10]...) // the bounding box
	s.glyf = be.AppendUint16(s.glyf, argsAreXY)
	s.glyf = be.AppendUint16(s.glyf, first)
	s.glyf = append(s.glyf, 0, 0)
	s.depth, s.elements = max(s.depth, 1), max(s.elements, 1)
}

// appendComposite copies a composite with its components renumbered. A damaged one
// is left blank.
func (s *subset) appendComposite(outline []byte) {
	start := len(s.glyf)
	s.glyf = append(s.glyf, outline...)
	copied := s.glyf[start:]
	for at, more := 10, true; more; {
		if at+4 > len(copied) {
			s.glyf = s.glyf[:start]
			return
		}
		flags := be.Uint16(copied[at:])
		part, ok := s.part(be.Uint16(copied[at+2:]))
		if !ok {
			s.glyf = s.glyf[:start]
			return
		}
		be.PutUint16(copied[at+2:], part)
		at += componentSize(flags)
		more = flags&moreComponents != 0
		s.elements++ // an upper bound is enough
	}
	s.depth = max(s.depth, 1)
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
	if len(s.glyf) > 2*0xFFFF {
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

// file writes the subset as a TrueType font with the tables that PDF asks for.
func (s *subset) file() []byte {
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
	tables := []table{
		{"cvt ", s.face.programs[0]}, {"fpgm", s.face.programs[1]}, {"glyf", s.glyf},
		{"head", head}, {"hhea", hhea}, {"hmtx", s.hmtx()}, {"loca", loca},
		{"maxp", s.profile()}, {"prep", s.face.programs[2]},
	}
	return joinTables(tables)
}

// profile writes maxp: the face's own limits, raised by what references need.
func (s *subset) profile() []byte {
	maxp := append([]byte(nil), s.face.maxp[:32]...)
	be.PutUint16(maxp[4:], uint16(len(s.sources)))
	if s.depth == 0 {
		return maxp
	}
	raise := func(at, least int) {
		be.PutUint16(maxp[at:], uint16(min(max(int(be.Uint16(maxp[at:])), least), 0xFFFF)))
	}
	raise(10, int(be.Uint16(maxp[6:])))    // points of a composite
	raise(12, int(be.Uint16(maxp[8:])))    // contours of a composite
	raise(28, min(s.elements, 0xFF))       // components
	raise(30, int(be.Uint16(maxp[30:]))+1) // levels: a reference to a composite adds one
	return maxp
}

// table is a named part of a font file.
type table struct {
	tag  string
	data []byte
}

// joinTables joins tables, given in the order of their tags, to a font file; empty ones
// are left out.
func joinTables(tables []table) []byte {
	count, size := 0, 12
	for _, t := range tables {
		if len(t.data) > 0 {
			count, size = count+1, size+16+(len(t.data)+3)&^3
		}
	}
	file := make([]byte, 12+16*count, size)
	power, exponent := 1, 0
	for 2*power <= count {
		power, exponent = 2*power, exponent+1
	}
	copy(file, "\x00\x01\x00\x00")
	be.PutUint16(file[4:], uint16(count))
	be.PutUint16(file[6:], uint16(16*power))
	be.PutUint16(file[8:], uint16(exponent))
	be.PutUint16(file[10:], uint16(16*(count-power)))
	record, head, sum := file[12:12], 0, uint32(0)
	for _, t := range tables {
		if len(t.data) == 0 {
			continue
		}
		if t.tag == "head" {
			head = len(file)
		}
		own := checksum(t.data)
		sum += own // tables are padded to whole words, so that the file's sum is the sum of sums
		record = append(record, t.tag...)
		record = be.AppendUint32(record, own)
		record = be.AppendUint32(record, uint32(len(file)))
		record = be.AppendUint32(record, uint32(len(t.data)))
		file = append(file, t.data...)
		for len(file)%4 != 0 {
			file = append(file, 0)
		}
	}
	be.PutUint32(file[head+8:], 0xB1B0AFBA-sum-checksum(file[:12+16*count]))
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
