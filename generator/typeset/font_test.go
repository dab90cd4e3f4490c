package typeset

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"rolebook/fonts"
)

// only is a folder with some of the shipped fonts.
func only(t *testing.T, names ...string) fs.FS {
	t.Helper()
	folder := fstest.MapFS{}
	for _, name := range names {
		data, err := fs.ReadFile(fonts.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		folder[name] = &fstest.MapFile{Data: data}
	}
	return folder
}

func TestGlyphFallback(t *testing.T) {
	t.Parallel()
	tests := []struct {
		lang    string
		weight  Weight
		r       rune
		face    string
		missing bool
	}{
		{"zh-Hans", Regular, '权', "NotoSansSC-Regular", false},
		{"zh", Bold, '权', "NotoSansSC-Bold", false},
		{"ja", Regular, '権', "NotoSansJP-Regular", false},
		{"ja-JP", Bold, '直', "NotoSansJP-Bold", false},
		{"JA", Regular, '直', "NotoSansJP-Regular", false},
		{"en", Regular, 'A', "NotoSans-Regular", false},
		{"en", Bold, '“', "NotoSans-Bold", false},
		{"", Regular, 'A', "NotoSans-Regular", false},
		{"zh", Regular, 'A', "NotoSansSC-Regular", false},
		{"zh", Regular, '“', "NotoSansSC-Regular", false},
		{"ja", Regular, '这', "NotoSansSC-Regular", false}, // absent in the Japanese faces
		{"ja", Bold, '这', "NotoSansSC-Bold", false},
		{"zh", Regular, '髙', "NotoSansJP-Regular", false}, // absent in the Chinese ones
		{"zh", Regular, 'Ł', "NotoSans-Regular", false},
		{"zh", Bold, '☑', "NotoSansSymbols2-Regular", false}, // exists in one weight
		{"en", Regular, '≥', "NotoSansMath-Regular", false},
		{"en", Regular, '权', "NotoSansSC-Regular", false},
		{"ja", Regular, '𠮷', "NotoSansJP-Regular", false},
		{"zh", Regular, '😀', "NotoSansSC-Regular", true},
		{"ja", Bold, '😀', "NotoSansJP-Bold", true},
		{"en", Regular, 'ע', "NotoSansSC-Regular", true},
	}
	f := shipped()
	for _, test := range tests {
		g := f.Glyph(test.lang, test.weight, test.r)
		if g.Rune != test.r || g.Face.postScript != test.face || g.Missing != test.missing || g.GID == 0 {
			t.Errorf("%s %d %c: %c in %s, glyph %d, missing %t; want %s", test.lang, test.weight, test.r,
				g.Rune, g.Face.postScript, g.GID, g.Missing, test.face)
		}
		if f.Has(test.r) == test.missing {
			t.Errorf("Has(%c) = %t", test.r, f.Has(test.r))
		}
	}
}

// TestRequiredCharacters holds the embedded faces to what documents are made of.
func TestRequiredCharacters(t *testing.T) {
	t.Parallel()
	const all = "≥≤÷×→←↑↓✓☐☑☒◆▲●▬◇△○〓–—…“”‘’€£¥©®™°²³½¼¾⅓•·※§①⑳ΑΩαωÀÿĀſŐẞ" +
		"、。「」『』（）％～・ー々〆ヶ㈱㎡ガぁ圳镕喆堃塡剝頰𠮟髙﨑德"
	for _, r := range all {
		for _, w := range []Weight{Regular, Bold} {
			for _, lang := range []string{"zh", "en", "ja"} {
				if g := shipped().Glyph(lang, w, r); g.Missing {
					t.Errorf("%s %d: no face has %c", lang, w, r)
				}
			}
		}
	}
}

// TestShippedTexts: every character that the shipped catalog and the messages use is
// in the embedded faces. If it fails, run fonts/cut.
func TestShippedTexts(t *testing.T) {
	t.Parallel()
	files := 0
	for _, root := range []string{"../../roles", "../../locales"} {
		err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || filepath.Ext(path) != ".yaml" {
				return err
			}
			files++
			data, err := os.ReadFile(path)
			for _, r := range string(data) {
				if !shipped().Has(r) && r != '𒀀' { // the messages' example of a missing character
					t.Errorf("%s: no face has %c %U", path, r, r)
				}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if files < 4 {
		t.Errorf("%d files", files)
	}
}

func TestGlyphOfMarklessCharacters(t *testing.T) {
	t.Parallel()
	space := shipped().Glyph("zh", Regular, ' ')
	tests := []struct {
		r, kept rune
		advance float64
	}{
		{'\u200D', '\u200D', 0},
		{'\uFE0F', '\uFE0F', 0},
		{'\u202E', '\u202E', 0},
		{'\u00AD', '\u00AD', 0},
		{'\U000E0041', '\U000E0041', 0},
		{'\t', '\t', space.Advance},
		{'\u0085', '\u0085', space.Advance},
		{'\u3000', '\u3000', 1},
		{' ', ' ', space.Advance},
	}
	for _, test := range tests {
		g := shipped().Glyph("zh", Regular, test.r)
		if g.Missing || g.Rune != test.kept || g.Advance != test.advance {
			t.Errorf("%U: %+v, want advance %v", test.r, g, test.advance)
		}
		if g.Face.outline(g.GID) != nil {
			t.Errorf("%U leaves a mark", test.r)
		}
	}
	for _, r := range []rune{-1, 0xD800, 0x110000} {
		if g := shipped().Glyph("zh", Regular, r); g.Rune != 0xFFFD {
			t.Errorf("%X became %U, want U+FFFD", r, g.Rune)
		}
	}
}

func TestMeasures(t *testing.T) {
	t.Parallel()
	f := shipped()
	for _, test := range []struct {
		name      string
		got, want float64
	}{
		{"ascent zh", f.Ascent("zh", Regular), 0.88},
		{"descent ja", f.Descent("ja", Bold), 0.12},
		{"cap height zh", f.CapHeight("zh", Regular), 0.733},
		{"x height ja", f.XHeight("ja", Regular), 0.543},
		{"cap height en", f.CapHeight("en", Bold), 0.714},
		{"advance 权", f.Glyph("zh", Regular, '权').Advance, 1},
		{"advance ——", f.Glyph("zh", Regular, '—').Advance, 1},
		{"advance 0", f.Glyph("zh", Regular, '0').Advance, 0.555},
	} {
		if test.got != test.want {
			t.Errorf("%s is %v em, want %v", test.name, test.got, test.want)
		}
	}
}

func TestExtraFonts(t *testing.T) {
	t.Parallel()
	builtin := only(t, "NotoSans-Regular.ttf", "NotoSans-Bold.ttf")
	f, err := LoadFonts(builtin, only(t, "NotoSansJP-Regular.ttf"), only(t, "NotoSansSC-Bold.ttf"))
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		lang   string
		weight Weight
		r      rune
		face   string
	}{
		{"zh", Regular, 'A', "NotoSans-Regular"}, // built-in faces come first, whatever the language
		{"zh", Regular, '直', "NotoSansJP-Regular"},
		{"zh", Bold, '直', "NotoSansJP-Regular"}, // the first folder's, though it has one weight
		{"zh", Regular, '这', "NotoSansSC-Bold"},
	} {
		if g := f.Glyph(test.lang, test.weight, test.r); g.Face.postScript != test.face || g.Missing {
			t.Errorf("%s %d %c is set in %s, want %s", test.lang, test.weight, test.r, g.Face.postScript, test.face)
		}
	}
	if f.Has('☑') {
		t.Error("☑ is in none of these fonts")
	}
}

func TestNoGeta(t *testing.T) {
	t.Parallel()
	f, err := LoadFonts(only(t, "NotoSans-Regular.ttf"))
	if err != nil {
		t.Fatal(err)
	}
	if g := f.Glyph("zh", Bold, '权'); !g.Missing || g.GID != 0 || g.Rune != '权' || g.Advance <= 0 {
		t.Errorf("without a geta mark: %+v, want the face's mark for missing glyphs", g)
	}
}

func TestLoadFontsRefuses(t *testing.T) {
	t.Parallel()
	good, err := fs.ReadFile(fonts.FS, "NotoSans-Regular.ttf")
	if err != nil {
		t.Fatal(err)
	}
	restricted := patch(t, good, "OS/2", 8, 0x02)
	noSubset := patch(t, good, "OS/2", 8, 0x100)
	for name, test := range map[string]struct {
		data []byte
		want error
	}{
		"empty":           {nil, ErrDamaged},
		"text":            {[]byte("this is no font at all"), ErrDamaged},
		"PostScript":      {append([]byte("OTTO"), good[4:]...), ErrOutlines},
		"collection":      {append([]byte("ttcf"), good[4:]...), ErrOutlines},
		"web font":        {append([]byte("wOF2"), good[4:]...), ErrOutlines},
		"cut off":         {good[:len(good)/2], ErrDamaged},
		"directory only":  {good[:12], ErrDamaged},
		"restricted":      {restricted, ErrEmbedding},
		"no subsetting":   {noSubset, ErrEmbedding},
		"no units per em": {patch(t, good, "head", 18, 0), ErrDamaged},
		"no metrics":      {patch(t, good, "hhea", 34, 0), ErrDamaged},
		"too many glyphs": {patch(t, good, "maxp", 4, 0xFFFF), ErrDamaged},
	} {
		_, err := LoadFonts(only(t, "NotoSans-Bold.ttf"), fstest.MapFS{"a.TTF": {Data: test.data}})
		var refusal *FontError
		if !errors.As(err, &refusal) || !errors.Is(err, test.want) || refusal.File != "a.TTF" {
			t.Errorf("%s: %v, want %v", name, err, test.want)
		}
	}
	if _, err := LoadFonts(fstest.MapFS{"a.txt": {}, "b.ttf/c": {}}); !errors.Is(err, ErrNoFaces) {
		t.Errorf("no font: %v", err)
	}
}

// patch changes a number of 16 bits in a table of a font.
func patch(t *testing.T, font []byte, tag string, at int, value uint16) []byte {
	t.Helper()
	tables, err := readDirectory(font)
	if err != nil {
		t.Fatal(err)
	}
	changed := make([]byte, len(font))
	copy(changed, font)
	start := 0
	for i := range int(be.Uint16(font[4:])) {
		if record := font[12+16*i:]; string(record[:4]) == tag {
			start = int(be.Uint32(record[8:]))
		}
	}
	if start == 0 || len(tables[tag]) < at+2 {
		t.Fatalf("no table %s to patch", tag)
	}
	be.PutUint16(changed[start+at:], value)
	return changed
}
