package typeset

import (
	"compress/zlib"
	"io"
	"io/fs"
	"reflect"
	"testing"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"rolebook/fonts"
)

// shippedFace parses one of the embedded fonts, and returns its bytes too.
func shippedFace(t *testing.T, name string) (*Face, []byte) {
	t.Helper()
	data, err := fs.ReadFile(fonts.FS, name)
	if err != nil {
		t.Fatal(err)
	}
	face, err := parseFace(data)
	if err != nil {
		t.Fatal(err)
	}
	return face, data
}

// cutFont writes a subset and unpacks it again with the standard library.
func cutFont(t testing.TB, s *subset) []byte {
	t.Helper()
	f := newFile()
	defer f.release()
	size := s.write(f)
	r, err := zlib.NewReader(&f.deflated)
	if err != nil {
		t.Fatal(err)
	}
	font, err := io.ReadAll(r)
	if err != nil || len(font) != size {
		t.Fatalf("%v, %d bytes of %d", err, len(font), size)
	}
	return font
}

// complete adds the tables that a general reader asks for to a subset.
func complete(t *testing.T, cut, original []byte) []byte {
	t.Helper()
	tables, err := readDirectory(cut)
	if err != nil {
		t.Fatal(err)
	}
	full, err := readDirectory(original)
	if err != nil {
		t.Fatal(err)
	}
	var list []table
	for _, tag := range []string{"OS/2", "cmap"} {
		list = append(list, dataTable(tag, full[tag]))
	}
	for _, tag := range []string{"glyf", "head", "hhea", "hmtx", "loca", "maxp"} {
		list = append(list, dataTable(tag, tables[tag]))
	}
	for _, tag := range []string{"name", "post"} {
		list = append(list, dataTable(tag, full[tag]))
	}
	return joinTables(list)
}

// outlineOf loads a glyph's curves and width with the other reader.
func outlineOf(t *testing.T, f *sfnt.Font, gid int) (sfnt.Segments, fixed.Int26_6) {
	t.Helper()
	var buffer sfnt.Buffer
	em := fixed.I(int(f.UnitsPerEm()))
	segments, err := f.LoadGlyph(&buffer, sfnt.GlyphIndex(gid), em, nil)
	if err != nil {
		t.Fatalf("glyph %d: %v", gid, err)
	}
	advance, err := f.GlyphAdvance(&buffer, sfnt.GlyphIndex(gid), em, font.HintingNone)
	if err != nil {
		t.Fatal(err)
	}
	return append(sfnt.Segments(nil), segments...), advance
}

// TestSubsetOutlines compares the outlines and widths of subsets with the originals,
// composites and repeated glyphs included.
func TestSubsetOutlines(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ file, text string }{
		{"NotoSansSC-Regular.ttf", "客户关系管理，权限“复核”。 A0—"},
		{"NotoSansJP-Bold.ttf", "アクセス権の棚卸し、髙橋・山﨑 𠮷"},
		{"NotoSans-Bold.ttf", "Łukasz Ñuñez Ắç ½ Ǖ ﬁ"},
	} {
		face, data := shippedFace(t, test.file)
		sources, widths := []uint16{0}, []int{thousandths(face.advance(0))}
		for _, r := range test.text + test.text { // each twice: the second one refers to the first
			gid := face.gid(r)
			sources, widths = append(sources, gid), append(widths, thousandths(face.advance(gid)))
		}
		widths[len(widths)-1] += 250
		cut := cutFont(t, newSubset(face, sources, widths))
		compareOutlines(t, test.file, reference(t, data), reference(t, complete(t, cut, data)), sources)
		if checksum(cut) != 0xB1B0AFBA {
			t.Errorf("%s: the checksum of the file is %X", test.file, checksum(cut))
		}
	}
}

// compareOutlines compares each glyph with its source; the last is set wider.
func compareOutlines(t *testing.T, name string, original, cut *sfnt.Font, sources []uint16) {
	t.Helper()
	if cut.NumGlyphs() < len(sources) {
		t.Fatalf("%s: %d glyphs for %d codes", name, cut.NumGlyphs(), len(sources))
	}
	curves := 0
	for i, gid := range sources {
		want, advance := outlineOf(t, original, int(gid))
		got, width := outlineOf(t, cut, i)
		if len(want)+len(got) > 0 && !reflect.DeepEqual(got, want) {
			t.Errorf("%s: glyph %d is not like %d of the original", name, i, gid)
		}
		if i == len(sources)-1 {
			advance += fixed.I(250 * int(original.UnitsPerEm()) / 1000)
		}
		if width != advance {
			t.Errorf("%s: glyph %d is %v wide, want %v", name, i, width, advance)
		}
		curves += len(got)
	}
	if curves < 100 {
		t.Errorf("%s: %d curves in all", name, curves)
	}
}

// TestSubsetSharesOutlines: a glyph that is set in several widths costs one outline.
func TestSubsetSharesOutlines(t *testing.T) {
	t.Parallel()
	face, _ := shippedFace(t, "NotoSansSC-Regular.ttf")
	gid := face.gid('權')
	once := newSubset(face, []uint16{0, gid}, []int{1000, 1000})
	often := newSubset(face, []uint16{0, gid, gid, gid}, []int{1000, 1000, 1250, 500})
	once.build()
	often.build()
	if more := often.size - once.size; more != 32 {
		t.Errorf("two more widths cost %d bytes, want 32", more)
	}
}

// TestSubsetLongLocations: outlines beyond 128 KB need the long form of loca.
func TestSubsetLongLocations(t *testing.T) {
	t.Parallel()
	face, data := shippedFace(t, "NotoSansJP-Regular.ttf")
	sources, widths := []uint16{0}, []int{1000}
	for gid := 1000; gid < 1700; gid++ {
		sources, widths = append(sources, uint16(gid)), append(widths, thousandths(face.advance(uint16(gid))))
	}
	cut := cutFont(t, newSubset(face, sources, append(widths[:len(widths)-1], widths[len(widths)-1]+250)))
	if len(cut) < 1<<17 {
		t.Fatalf("%d bytes are too few for this test", len(cut))
	}
	compareOutlines(t, "long", reference(t, data), reference(t, complete(t, cut, data)), sources)
}

// TestDamagedComposites: parts that do not exist, that end early or that contain
// themselves are left blank or copied once, and do no harm.
func TestDamagedComposites(t *testing.T) {
	t.Parallel()
	face, _ := shippedFace(t, "NotoSans-Regular.ttf")
	composite := face.gid('Ā')
	if outline := face.outline(composite); int16(be.Uint16(outline)) >= 0 {
		t.Fatal("Ā is no composite here")
	}
	for name, change := range map[string]func([]byte){
		"no such part": func(o []byte) { be.PutUint16(o[12:], 0xFFFF) },
		"itself":       func(o []byte) { be.PutUint16(o[12:], composite) },
		"no end":       func(o []byte) { be.PutUint16(o[10:], argsAreXY|moreComponents|hasMatrix) },
	} {
		damaged := *face
		damaged.glyf, damaged.packer = append([]byte(nil), face.glyf...), new(packer)
		change(damaged.outline(composite))
		s := newSubset(&damaged, []uint16{0, composite, face.gid('A')}, []int{1000, 600, 600})
		s.build()
		if got, want := len(s.loca), len(s.sources)+1; got != want {
			t.Errorf("%s: %d locations, want %d", name, got, want)
		}
		if s.loca[2] == s.loca[3] {
			t.Errorf("%s: the glyph after it is lost", name)
		}
	}
}
