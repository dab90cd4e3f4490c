package typeset

import (
	"io/fs"
	"testing"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"rolebook/fonts"
)

// reference parses a font with another implementation, to compare with.
func reference(t *testing.T, data []byte) *sfnt.Font {
	t.Helper()
	f, err := sfnt.Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// TestFaceAgainstReference compares glyph numbers and widths of all characters.
func TestFaceAgainstReference(t *testing.T) {
	t.Parallel()
	names, err := fs.Glob(fonts.FS, "*.ttf")
	if err != nil || len(names) != 8 {
		t.Fatalf("%d fonts, %v", len(names), err)
	}
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			data, err := fs.ReadFile(fonts.FS, name)
			if err != nil {
				t.Fatal(err)
			}
			face, err := parseFace(data)
			if err != nil {
				t.Fatal(err)
			}
			compareFaces(t, face, reference(t, data))
		})
	}
}

// compareFaces looks every assigned character of the first planes up in both.
func compareFaces(t *testing.T, face *Face, want *sfnt.Font) {
	var buffer sfnt.Buffer
	em := fixed.I(face.unitsPerEm)
	found := 0
	for r := rune(0); r < 0x30000; r++ {
		gid, err := want.GlyphIndex(&buffer, r)
		if err != nil {
			t.Fatal(err)
		}
		if got := face.gid(r); got != uint16(gid) {
			t.Fatalf("%U: glyph %d, want %d", r, got, gid)
		}
		if gid == 0 {
			continue
		}
		found++
		advance, err := want.GlyphAdvance(&buffer, gid, em, font.HintingNone)
		if err != nil {
			t.Fatal(err)
		}
		if got := face.advance(uint16(gid)); got != float64(advance)/float64(em) {
			t.Fatalf("%U: %v em wide, want %v", r, got, float64(advance)/float64(em))
		}
	}
	if found < 400 {
		t.Errorf("%d characters", found)
	}
}

func TestNames(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		lang               string
		weight             Weight
		family, postScript string
		region             region
	}{
		{"zh", Bold, "Noto Sans SC", "NotoSansSC-Bold", chinese},
		{"ja", Regular, "Noto Sans JP", "NotoSansJP-Regular", japanese},
		{"en", Regular, "Noto Sans", "NotoSans-Regular", latin},
	} {
		face := shipped().first(test.lang, test.weight)
		if face.family != test.family || face.postScript != test.postScript || face.region != test.region || face.weight != test.weight {
			t.Errorf("%s: %q %q %d %d", test.lang, face.family, face.postScript, face.region, face.weight)
		}
	}
}

func TestRuneMapFormats(t *testing.T) {
	t.Parallel()
	// Two segments and the last one: A-C by distance, a-b from the list.
	segments := words(4, 0, 0, 6, 0, 0, 0,
		'C', 'b', 0xFFFF, 0, 'A', 'a', 0xFFFF,
		0x10000-'A'+5, 1, 1, 0, 4, 0, 7, 0)
	groups := append(words(12, 0, 0, 40, 0, 0, 0, 2), words(0, 'A', 0, 'C', 0, 5, 1, 0xF600, 1, 0xF601, 0, 8)...)
	for name, test := range map[string]struct {
		sub  []byte
		want map[rune]uint16
	}{
		"segments": {segments, map[rune]uint16{'@': 0, 'A': 5, 'C': 7, 'D': 0, 'a': 8, 'b': 0, 0xFFFF: 0, -1: 0, 0x1F600: 0}},
		"groups":   {groups, map[rune]uint16{'@': 0, 'A': 5, 'C': 7, 'D': 0, 0x1F600: 8, 0x1F601: 0, 0x10FFFF: 0}},
	} {
		m, err := readRuneMap(append(words(0, 1, 3, 10, 0, 12), test.sub...), 9)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		for r, want := range test.want {
			if got := m.lookup(r); got != want {
				t.Errorf("%s: %U is glyph %d, want %d", name, r, got, want)
			}
		}
	}
}

func TestRuneMapRefuses(t *testing.T) {
	t.Parallel()
	group := func(ranges ...uint16) []byte {
		return append(words(12, 0, 0, 40, 0, 0, 0, uint16(len(ranges)/6)), words(ranges...)...)
	}
	for name, sub := range map[string][]byte{
		"no table":         nil,
		"unknown format":   words(6, 0, 0),
		"groups overlap":   group(0, 'A', 0, 'C', 0, 1, 0, 'C', 0, 'D', 0, 1),
		"group backwards":  group(0, 'C', 0, 'A', 0, 1),
		"beyond Unicode":   group(0, 'A', 0x11, 0, 0, 1),
		"too many groups":  words(12, 0, 0, 40, 0, 0, 0xFFFF, 0xFFFF, 0, 'A', 0, 'C', 0, 5),
		"segments overlap": words(4, 0, 0, 4, 0, 0, 0, 'C', 'D', 0, 'A', 'B', 0, 0, 0, 0),
		"segments cut off": words(4, 0, 0, 40, 0, 0, 0, 'C'),
	} {
		if _, err := readRuneMap(append(words(0, 1, 3, 10, 0, 12), sub...), 9); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

// words joins numbers of 16 bits.
func words(values ...uint16) (b []byte) {
	for _, v := range values {
		b = be.AppendUint16(b, v)
	}
	return b
}

// FuzzFace feeds damaged fonts to everything that reads them: nothing may panic, and
// a subset of what was accepted must be readable again.
func FuzzFace(f *testing.F) {
	f.Add(tinyFont(f, words(4, 0, 0, 4, 0, 0, 0, 'C', 0xFFFF, 0, 'A', 0xFFFF, 0x10000-'A'+1, 1, 0, 0)))
	f.Add(tinyFont(f, words(12, 0, 0, 28, 0, 0, 0, 1, 0, 'A', 0, 'C', 0, 1)))
	f.Add([]byte("\x00\x01\x00\x00\x00\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		face, err := parseFace(data)
		if err != nil {
			return
		}
		sources, widths := []uint16{0}, []int{1000}
		for gid := range min(face.numGlyphs, 300) {
			sources, widths = append(sources, uint16(gid), uint16(gid)), append(widths, 500, 600)
			if w := face.advance(uint16(gid)); w < 0 || w > 65536 {
				t.Fatalf("glyph %d is %v em wide", gid, w)
			}
		}
		tables, err := readDirectory(cutFont(t, newSubset(face, sources, widths)))
		if err != nil {
			t.Fatalf("the subset cannot be read: %v", err)
		}
		if glyphs := be.Uint16(tables["maxp"][4:]); int(glyphs) < len(sources) {
			t.Fatalf("%d glyphs of %d", glyphs, len(sources))
		}
	})
}

// tinyFont is a font of a few glyphs, one of them a composite, with the given
// subtable of characters.
func tinyFont(f *testing.F, sub []byte) []byte {
	data, err := fs.ReadFile(fonts.FS, "NotoSans-Regular.ttf")
	if err != nil {
		f.Fatal(err)
	}
	face, err := parseFace(data)
	if err != nil {
		f.Fatal(err)
	}
	cut := cutFont(f, newSubset(face, []uint16{0, face.gid('I'), face.gid('Ā'), face.gid('-')}, []int{600, 300, 600, 300}))
	tables, err := readDirectory(cut)
	if err != nil {
		f.Fatal(err)
	}
	full, err := readDirectory(data)
	if err != nil {
		f.Fatal(err)
	}
	list := []table{dataTable("OS/2", full["OS/2"]), dataTable("cmap", append(words(0, 1, 3, 10, 0, 12), sub...))}
	for _, tag := range []string{"glyf", "head", "hhea", "hmtx", "loca", "maxp"} {
		list = append(list, dataTable(tag, tables[tag]))
	}
	return joinTables(append(list, dataTable("name", words(0, 1, 18, 3, 1, 0x409, 6, 4, 0, 'A', 'b'))))
}
