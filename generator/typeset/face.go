package typeset

import (
	"encoding/binary"
	"strings"
	"sync"
	"unicode/utf16"

	"golang.org/x/image/font/sfnt"
)

// Face is one font file with TrueType outlines, parsed. It does not change, but for
// glyphs that are kept compressed once they have been used.
//
// The format is described in the OpenType specification, ISO/IEC 14496-22.
type Face struct {
	family     string // as in the name table: "Noto Sans SC"
	postScript string // as in the name table, reduced to what a PDF name holds: "NotoSansSC-Bold"
	region     region
	weight     Weight

	unitsPerEm                          int
	box                                 [4]int // of all glyphs: left, bottom, right, top, in font units
	italicAngle                         float64
	ascent, descent, capHeight, xHeight float64 // em

	runes     runeMap
	kern      kerning
	numGlyphs int
	longLoca  bool
	numHM     int // glyphs that hmtx gives an advance for; the others have the last one's

	head, hhea, maxp, hmtx, loca, glyf []byte
	programs                           [3][]byte // cvt, fpgm, prep: kept for glyphs with instructions

	packer *packer
	reader func() (*sfnt.Font, error) // of the whole file, for those who trace glyphs
}

// programTags are the names of a face's programs tables.
var programTags = [3]string{"cvt ", "fpgm", "prep"}

// be reads big-endian numbers.
var be = binary.BigEndian

// parseFace reads a font file, which it keeps. It refuses what it cannot set: the
// error is ErrDamaged, ErrOutlines or ErrEmbedding. Time and memory are in
// proportion to the file whatever it holds.
func parseFace(data []byte) (*Face, error) {
	tables, err := readDirectory(data)
	if err != nil {
		return nil, err
	}
	f := &Face{
		head: tables["head"], hhea: tables["hhea"], maxp: tables["maxp"],
		hmtx: tables["hmtx"], loca: tables["loca"], glyf: tables["glyf"],
		packer: new(packer),
		reader: sync.OnceValues(func() (*sfnt.Font, error) { return sfnt.Parse(data) }),
	}
	for i, tag := range programTags {
		f.programs[i] = tables[tag]
	}
	if len(f.head) < 54 || len(f.hhea) < 36 || len(f.maxp) < 32 {
		return nil, ErrDamaged
	}
	if err := f.readMeasures(); err != nil {
		return nil, err
	}
	if err := f.readStyle(tables["OS/2"], tables["post"]); err != nil {
		return nil, err
	}
	f.readNames(tables["name"])
	f.kern = readKerning(tables["kern"], f.unitsPerEm, f.numGlyphs)
	f.runes, err = readRuneMap(tables["cmap"], f.numGlyphs)
	return f, err
}

// readDirectory slices a font file into its tables.
func readDirectory(data []byte) (map[string][]byte, error) {
	if len(data) < 12 {
		return nil, ErrDamaged
	}
	switch string(data[:4]) {
	case "OTTO", "ttcf", "wOFF", "wOF2":
		return nil, ErrOutlines
	case "\x00\x01\x00\x00", "true":
	default:
		return nil, ErrDamaged
	}
	count := int(be.Uint16(data[4:]))
	if len(data) < 12+16*count {
		return nil, ErrDamaged
	}
	tables := make(map[string][]byte, count)
	for i := range count {
		record := data[12+16*i:]
		start, length := uint64(be.Uint32(record[8:])), uint64(be.Uint32(record[12:]))
		if start+length > uint64(len(data)) {
			return nil, ErrDamaged
		}
		tables[string(record[:4])] = data[start : start+length : start+length]
	}
	if tables["glyf"] == nil || tables["loca"] == nil {
		return nil, ErrOutlines
	}
	return tables, nil
}

// readMeasures reads head, hhea and maxp and checks hmtx and loca against them.
func (f *Face) readMeasures() error {
	f.unitsPerEm = int(be.Uint16(f.head[18:]))
	for i := range f.box {
		f.box[i] = int(int16(be.Uint16(f.head[36+2*i:])))
	}
	f.longLoca = be.Uint16(f.head[50:]) != 0
	f.numGlyphs = int(be.Uint16(f.maxp[4:]))
	f.numHM = int(be.Uint16(f.hhea[34:]))
	entry := 2
	if f.longLoca {
		entry = 4
	}
	switch {
	case f.unitsPerEm < 16 || f.unitsPerEm > 16384, f.numGlyphs == 0,
		f.numHM == 0 || f.numHM > f.numGlyphs,
		len(f.hmtx) < 4*f.numHM, len(f.loca) < entry*(f.numGlyphs+1):
		return ErrDamaged
	}
	// Outlines that overlap could make a subset larger than the font.
	for gid, last := 0, uint64(0); gid <= f.numGlyphs; gid++ {
		at := f.location(gid)
		if at < last {
			return ErrDamaged
		}
		last = at
	}
	return nil
}

// readStyle reads weight, licence bits and heights from OS/2 and the slant from
// post. A font without them counts as regular, free and upright.
func (f *Face) readStyle(os2, post []byte) error {
	em := func(v uint16) float64 { return float64(int16(v)) / float64(f.unitsPerEm) }
	f.ascent, f.descent = em(be.Uint16(f.hhea[4:])), -em(be.Uint16(f.hhea[6:]))
	f.capHeight, f.xHeight = 0.7, 0.5
	if len(post) >= 8 {
		f.italicAngle = float64(int32(be.Uint32(post[4:]))) / 65536
	}
	if len(os2) < 78 {
		return nil
	}
	if be.Uint16(os2[4:]) >= 600 {
		f.weight = Bold
	}
	// Bit 1 is "restricted licence", which counts only where no weaker bit is set;
	// bit 8 forbids subsets, bit 9 allows bitmaps only.
	if licence := be.Uint16(os2[8:]); licence&0xF == 0x2 || licence&0x300 != 0 {
		return ErrEmbedding
	}
	f.ascent, f.descent = em(be.Uint16(os2[68:])), -em(be.Uint16(os2[70:]))
	if version := be.Uint16(os2); version >= 2 && len(os2) >= 90 {
		f.xHeight, f.capHeight = em(be.Uint16(os2[86:])), em(be.Uint16(os2[88:]))
	}
	return nil
}

// Numbers of names in the name table.
const (
	nameFamily            = 1
	namePostScript        = 6
	nameTypographicFamily = 16
)

// readNames reads the family and PostScript names.
func (f *Face) readNames(table []byte) {
	f.family = windowsName(table, nameTypographicFamily)
	if f.family == "" {
		f.family = windowsName(table, nameFamily)
	}
	f.postScript = strings.Map(nameByte, windowsName(table, namePostScript))
	if f.postScript == "" {
		f.postScript = "Face"
	}
	switch {
	case strings.HasSuffix(f.family, " SC"):
		f.region = chinese
	case strings.HasSuffix(f.family, " JP"):
		f.region = japanese
	}
}

// nameByte keeps the characters that a PDF name can hold unescaped.
func nameByte(r rune) rune {
	switch {
	case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z', '0' <= r && r <= '9', r == '-', r == '_':
		return r
	}
	return -1
}

// longestName bounds a name, in bytes; PostScript names have 63 characters at most.
const longestName = 256

// windowsName finds a name for Windows; American English wins over other languages.
func windowsName(table []byte, id uint16) string {
	if len(table) < 6 {
		return ""
	}
	name, text := "", table[min(int(be.Uint16(table[4:])), len(table)):]
	for i := range int(be.Uint16(table[2:])) {
		if len(table) < 6+12*(i+1) {
			break
		}
		record := table[6+12*i:]
		length, start := int(be.Uint16(record[8:])), int(be.Uint16(record[10:]))
		if be.Uint16(record) != 3 || be.Uint16(record[6:]) != id || start+length > len(text) {
			continue
		}
		american := be.Uint16(record[4:]) == 0x409
		if american || name == "" {
			name = fromUTF16(text[start : start+min(length, longestName)])
		}
		if american {
			break
		}
	}
	return name
}

// fromUTF16 decodes big-endian UTF-16.
func fromUTF16(b []byte) string {
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = be.Uint16(b[2*i:])
	}
	return string(utf16.Decode(units))
}

// gid is the glyph of a character, or 0 if the face does not have it.
func (f *Face) gid(r rune) uint16 { return f.runes.lookup(r) }

// advance is a glyph's width in em.
func (f *Face) advance(gid uint16) float64 {
	i := min(int(gid), f.numHM-1)
	return float64(be.Uint16(f.hmtx[4*i:])) / float64(f.unitsPerEm)
}

// bearing is the distance from the origin to a glyph's left edge in font units.
func (f *Face) bearing(gid uint16) uint16 {
	at := 4*int(gid) + 2
	if int(gid) >= f.numHM {
		at = 4*f.numHM + 2*(int(gid)-f.numHM)
	}
	if at+2 > len(f.hmtx) {
		return 0
	}
	return be.Uint16(f.hmtx[at:])
}

// outline is a glyph's entry in glyf, or nothing if it is blank or damaged.
func (f *Face) outline(gid uint16) []byte {
	if int(gid) >= f.numGlyphs {
		return nil
	}
	start, end := f.location(int(gid)), f.location(int(gid)+1)
	if end > uint64(len(f.glyf)) || start+10 > end {
		return nil
	}
	return f.glyf[start:end]
}

// location is where a glyph begins in glyf, and the one before it ends.
func (f *Face) location(gid int) uint64 {
	if f.longLoca {
		return uint64(be.Uint32(f.loca[4*gid:]))
	}
	return 2 * uint64(be.Uint16(f.loca[2*gid:]))
}
