package typeset

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// TestSpaceBelongsToGlyphs: gaps between scripts and squeezed punctuation leave no
// space and no break in the text, and true spaces stay.
func TestSpaceBelongsToGlyphs(t *testing.T) {
	t.Parallel()
	d := New(shipped(), sampleInfo)
	p := d.AddPage(400, 100)
	p.In(d.Root().Open("P", Attr{}))
	const text = "使用CRM系统（「数据」、“权限”），每月3次 A B"
	run, x := []Placed(nil), 0.0
	for i, r := range []rune(text) {
		g := shipped().Glyph("zh", Regular, r)
		if i > 0 && strings.ContainsRune("C系3次A", r) {
			x += 0.25 * 10
		}
		if strings.ContainsRune("「、“），", r) && i > 5 {
			x -= 0.5 * 10
		}
		run = append(run, Placed{g, x})
		x += g.Advance * 10
	}
	p.Text(20, 50, 10, ink, run)
	path := saved(t, d)
	if got := strings.TrimSpace(output(t, "pdftotext", path, "-")); got != text {
		t.Errorf("text  %q\nwants %q", got, text)
	}
	comparePlaces(t, path, 20, 10, run)
}

// TestSpaceBetweenRuns: the end mark of a run keeps the next run in the same word.
func TestSpaceBetweenRuns(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		mark bool
		want string
	}{{true, "使用CRM系统"}, {false, "使用 CRM 系统"}} {
		d := New(shipped(), sampleInfo)
		p := d.AddPage(400, 100)
		x := 20.0
		for i, text := range []string{"使用", "CRM", "系统"} {
			run, width := set(shipped(), "zh", Weight(i%2), 10, text)
			width += 2.5
			if test.mark {
				run = append(run, Placed{X: width})
			}
			p.Text(x, 50, 10, ink, run)
			x += width
		}
		if got := strings.TrimSpace(output(t, "pdftotext", saved(t, d), "-")); got != test.want {
			t.Errorf("with end marks %t: %q, want %q", test.mark, got, test.want)
		}
	}
}

// comparePlaces compares the place of the first glyph of each word with what
// pdftotext sees.
func comparePlaces(t *testing.T, path string, origin, size float64, run []Placed) {
	t.Helper()
	words := regexp.MustCompile(`<word xMin="([\d.]+)"[^>]*>([^<]+)<`).FindAllStringSubmatch(output(t, "pdftotext", "-bbox", path, "-"), -1)
	i := 0
	for _, word := range words {
		text := []rune(word[2])
		for run[i].Rune != text[0] {
			i++
		}
		x, err := strconv.ParseFloat(word[1], 64)
		if err != nil {
			t.Fatal(err)
		}
		if want := origin + run[i].X; math.Abs(x-want) > 0.003*size {
			t.Errorf("%s is at %v, want %v", word[2], x, want)
		}
		i += len(text)
	}
	if len(words) < 2 {
		t.Errorf("%d words", len(words))
	}
}

// TestPlacesDoNotDrift sets many words with odd gaps: rounding must not add up.
func TestPlacesDoNotDrift(t *testing.T) {
	t.Parallel()
	d := New(shipped(), sampleInfo)
	p := d.AddPage(2000, 100)
	p.In(d.Root().Open("P", Attr{}))
	run, x := []Placed(nil), 0.0
	for i := range 150 {
		g := shipped().Glyph("en", Regular, rune('a'+i%26))
		run = append(run, Placed{g, x})
		x += g.Advance*9.5 + 0.0043*9.5
		if i%7 == 6 {
			run = append(run, Placed{shipped().Glyph("en", Regular, ' '), x})
			x += 3.37
		}
	}
	p.Text(33.33, 50, 9.5, ink, run)
	comparePlaces(t, saved(t, d), 33.33, 9.5, run)
}

func TestProgram(t *testing.T) {
	t.Parallel()
	d := New(shipped(), Info{})
	p := d.AddPage(200, 100)
	e := d.Root().Open("P", Attr{})
	a, b := shipped().Glyph("zh", Regular, '一'), shipped().Glyph("zh", Bold, '二')
	p.In(e)
	p.Text(10, 20, 10, Color{}, []Placed{{a, 0}, {a, 10}, {a, 50}, {b, 60}})
	p.Text(10, 40, 10, Color{255, 0, 51}, []Placed{{b, 5}, {a, 17}})
	p.Artifact("Layout")
	p.Line(1, 2, 3, 4, 0.7, Color{0, 0, 0})
	p.close()
	const want = "/P<</MCID 0>>BDC\n" +
		"BT 10 80 Td /F1 10 Tf[(\x00\x01\x00\x01)-3000(\x00\x01)]TJ /F2 10 Tf[(\x00\x01)]TJ ET\n" +
		"1 0 .2 rg\nBT 15 60 Td [(\x00\x02)]TJ /F1 10 Tf[(\x00\x01)]TJ ET\n" +
		"EMC\n/Artifact<</Type/Layout>>BDC\n.7 w\n1 98 m 3 96 l S\nEMC\n"
	if got := string(p.content.bytes); got != want {
		t.Errorf("program\n%q\nwant\n%q", got, want)
	}
}

func TestArtifacts(t *testing.T) {
	t.Parallel()
	for kind, want := range map[string]string{
		"": "/Artifact<</Type/Layout>>BDC\n", "Pagination": "/Artifact<</Type/Pagination>>BDC\n",
		"Header": "/Artifact<</Type/Pagination/Subtype/Header>>BDC\n",
	} {
		if got := artifactOpening(kind); got != want {
			t.Errorf("%q opens with %q, want %q", kind, got, want)
		}
	}
	p := New(shipped(), Info{}).AddPage(10, 10)
	p.Rect(1, 1, 1, 1, ink) // before the first In
	p.In(nil)
	p.Rect(1, 1, 1, 1, ink)
	p.close()
	if got := string(p.content.bytes); strings.Count(got, "/Artifact<</Type/Layout>>BDC\n") != 1 || strings.Count(got, "EMC") != 1 {
		t.Errorf("marks of no element: %q", got)
	}
}

func TestSyntax(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		got  []byte
		want string
	}{
		{appendNumber(nil, 12.346), "12.35"},
		{appendNumber(nil, -0.5), "-.5"},
		{appendNumber(nil, 7), "7"},
		{appendNumber(nil, 0.001), "0"},
		{appendNumber(nil, -0.001), "0"},
		{appendNumber(nil, 0.05), ".05"},
		{appendNumber(nil, math.NaN()), "0"},
		{appendNumber(nil, math.Inf(-1)), "0"},
		{appendNumber(nil, 1e9), "0"},
		{appendThousandths(nil, 1004), "1.004"},
		{appendThousandths(nil, -40), "-.04"},
		{appendName(nil, "A b/#é"), "/A#20b#2F#23#C3#A9"},
		{appendName(nil, "a\x00b"), "/ab"},
		{appendBytes(nil, "a(b)\\\r\n"), "(a\\(b\\)\\\\\\r\n)"},
		{appendText(nil, "plain ~"), "(plain ~)"},
		{appendText(nil, "é(😀"), "(\xFE\xFF\x00\xE9\x00\\(\xD8\x3D\xDE\x00)"},
		{appendRect(nil, 1, 2, 3, 4, 10), "[1 6 3 8]"},
	} {
		if string(test.got) != test.want {
			t.Errorf("%q, want %q", test.got, test.want)
		}
	}
}

func TestWidths(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		widths []int
		want   string
	}{
		{[]int{1000, 1000, 1000}, ""},
		{[]int{500, 1000, 250}, "0[500 1000 250 ]"},
		{[]int{500, 1000, 1000, 1000, 1000, 1000, 250}, "0[500 ]6[250 ]"},
		{[]int{1000, 1000, 1000, 1000}, ""},
		{[]int{1000, 1000, 1000, 1000, 600, 1000, 1000, 1000, 1000}, "4[600 ]"},
		{nil, ""},
	} {
		c := &codebook{widths: test.widths}
		if got := string(c.appendWidths(nil)); got != test.want {
			t.Errorf("%v: %s, want %s", test.widths, got, test.want)
		}
	}
}

func TestUnicodeMap(t *testing.T) {
	t.Parallel()
	c := &codebook{runes: []rune{0}}
	for i := range 205 {
		c.runes = append(c.runes, rune(0x4E00+i))
	}
	c.runes = append(c.runes, '😀')
	got := string(c.unicodeMap())
	for i, r := range c.runes[1:206] {
		if entry := fmt.Sprintf("<%04X><%04X>\n", i+1, r); !strings.Contains(got, entry) {
			t.Errorf("no entry %s", entry)
		}
	}
	for _, want := range []string{"100 beginbfchar\n<0001>", "100 beginbfchar\n<0065>", "6 beginbfchar\n<00C9>", "<00CE><D83DDE00>\nendbfchar\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q", want)
		}
	}
}

func TestSubsetTag(t *testing.T) {
	t.Parallel()
	one := &codebook{sources: []uint16{0, 1}, widths: []int{1000, 500}}
	two := &codebook{sources: []uint16{0, 1}, widths: []int{1000, 501}}
	if a, b := one.subsetTag(), two.subsetTag(); a == b || !regexp.MustCompile(`^[A-Z]{6}$`).MatchString(a) {
		t.Errorf("tags %s and %s", a, b)
	}
}

// TestCodesRunOut: the 65,536th character of a face has no code of its own.
func TestCodesRunOut(t *testing.T) {
	t.Parallel()
	face := shipped().first("zh", Regular)
	c := newCodebook(face, 0)
	for i := range maxCodes + 10 {
		code := c.code(Glyph{Rune: rune(i + 1), Face: face}, 1000, 1000)
		if want := (i + 1) % maxCodes; i < maxCodes-1 && int(code) != want || i >= maxCodes-1 && code != 0 {
			t.Fatalf("character %d has code %d", i, code)
		}
	}
}
