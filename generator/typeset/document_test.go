package typeset

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestSampleIsSound(t *testing.T) {
	t.Parallel()
	path := savedSample(t)
	if out := output(t, "qpdf", "--check", path); !strings.Contains(out, "No syntax or stream encoding errors") {
		t.Errorf("qpdf --check:\n%s", out)
	}
	lines := strings.Split(strings.TrimSpace(output(t, "pdffonts", path)), "\n")[2:]
	for _, line := range lines {
		if !regexp.MustCompile(`^[A-Z]{6}\+NotoSans\S* +CID TrueType +Identity-H +yes yes yes `).MatchString(line) {
			t.Errorf("pdffonts: %s", line)
		}
	}
	if len(lines) < 6 {
		t.Errorf("%d fonts", len(lines))
	}
}

func TestSampleProperties(t *testing.T) {
	t.Parallel()
	path := savedSample(t)
	info := output(t, "pdfinfo", "-isodates", path)
	for _, want := range []string{
		"Title:           职位说明书 <&> 😀", "Author:          Rolebook 株式会社", "Subject:         Sample",
		"Keywords:        a, b", "Creator:         rolebook 1.0", "Producer:        Rolebook",
		"CreationDate:    2026-01-02T03:04:05Z", "ModDate:         2026-01-02T03:04:05Z",
		"Tagged:          yes", "Suspects:        no", "Pages:           2", "(A4)", "PDF version:     1.7",
	} {
		if !strings.Contains(info, want) {
			t.Errorf("pdfinfo lacks %q:\n%s", want, info)
		}
	}
	meta := output(t, "pdfinfo", "-meta", path)
	for _, want := range []string{
		"<pdfuaid:part>1</pdfuaid:part>", "职位说明书 &lt;&amp;&gt; 😀", "<pdf:Producer>Rolebook</pdf:Producer>",
		"<xmp:ModifyDate>2026-01-02T03:04:05Z</xmp:ModifyDate>", "<rdf:li>zh-Hans</rdf:li>",
		"<pdf:Keywords>a, b</pdf:Keywords>", "<xmp:CreatorTool>rolebook 1.0</xmp:CreatorTool>",
	} {
		if !strings.Contains(meta, want) {
			t.Errorf("XMP lacks %q:\n%s", want, meta)
		}
	}
}

func TestSampleText(t *testing.T) {
	t.Parallel()
	text := output(t, "pdftotext", "-raw", savedSample(t), "-")
	for _, want := range []string{
		"客户关系管理系统管理员\n", "权限复核：每季度一次，覆盖率“≥ 95%”——例外须登记。𠮷野家 Łukasz ☑\n",
		"アクセス権の棚卸しは四半期ごとに行う。髙橋・山﨑「直通」ガ行 ≒\n",
		"Don’t grant “export” to both — keep duties apart… Zoë, naïve, ½ × 3 ≤ 2.\n",
		"缺字：😀与👩\u200d💻与", "对象 操作 范围\n客户 读取 部门\n合同（受限）\n", "第 1 页\n", "第 2 页\n",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("pdftotext lacks %q:\n%s", want, text)
		}
	}
}

// TestSampleStructure reads the tags back as a screen reader would.
func TestSampleStructure(t *testing.T) {
	t.Parallel()
	got := output(t, "pdfinfo", "-struct-text", savedSample(t))
	const want = `Document
  H1 (block)
    "客户关系管理系统管理员"
  P (block)
    "权限复核：每季度一次，覆盖率“≥ 95%”——例外须登记。𠮷野家 Łukasz ☑"
  P (block)
    "アクセス権の棚卸しは四半期ごとに行う。髙橋・山﨑「直通」ガ行 ≒"
  P (block)
    "Don’t grant “export” to both — keep duties apart… Zoë, naïve, ½ × 3 ≤ 2."
  P (block)
    "缺字："
    "😀"
    "与"
    "👩"
    "` + "\u200d" + `"
    "💻"
    "与"
    "עברית"
    "。"
  Figure:
     /Placement /Block
     /BBox [56 621.89 220 641.89]
    ""
  Table (block)
    THead
      TR
        TH:
           /Scope /Column
          "对象"
        TH:
           /Scope /Column
          "操作"
        TH:
           /Scope /Column
          "范围"
    TBody
      TR
        TD
          "客户"
        TD
          "读取"
        TD
          "部门"
      TR
        TD:
           /ColSpan 3
          "合同（受限）"
  L (block):
     /ListNumbering /Disc
    LI (block)
      Lbl (block)
        "•"
      LBody (block)
        Link (inline)
          "参见说明"
          Object N 0
    LI (block)
      Lbl (block)
        "•"
      LBody (block)
        Link (inline)
          "参见说明"
          Object N 0
`
	got = regexp.MustCompile(`Object \d+`).ReplaceAllString(got, "Object N")
	if strings.TrimSpace(got) != strings.TrimSpace(want) {
		t.Errorf("structure:\n%s\nwant:\n%s", got, want)
	}
}

// TestMissingGlyphs looks at how a missing character is drawn: as a geta mark.
func TestMissingGlyphs(t *testing.T) {
	t.Parallel()
	f := shipped()
	face := f.Glyph("zh", Regular, '〓').Face
	for _, r := range "😀👩💻" {
		if g := f.Glyph("zh", Regular, r); g.Face != face || g.GID != face.gid('〓') || g.Advance != 1 {
			t.Errorf("%c is drawn with glyph %d", r, g.GID)
		}
	}
}

func TestDeterminism(t *testing.T) {
	t.Parallel()
	first := render(t, sample(shipped()))
	fresh, err := LoadFonts(only(t, "NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf", "NotoSansJP-Regular.ttf",
		"NotoSansJP-Bold.ttf", "NotoSans-Regular.ttf", "NotoSans-Bold.ttf", "NotoSansMath-Regular.ttf",
		"NotoSansSymbols2-Regular.ttf"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range []*Fonts{shipped(), fresh} {
		if !bytes.Equal(first, render(t, sample(f))) {
			t.Error("the same document twice gives different bytes")
		}
	}
	other := sample(shipped())
	other.info.Created = other.info.Created.Add(time.Second)
	id := regexp.MustCompile(`/ID\[<([0-9a-f]{32})>`)
	if a, b := id.FindSubmatch(first), id.FindSubmatch(render(t, other)); bytes.Equal(a[1], b[1]) {
		t.Error("different documents have one identifier")
	}
}

// TestSharedFonts sets documents in many goroutines with one set of fonts; run it
// with -race.
func TestSharedFonts(t *testing.T) {
	t.Parallel()
	want := render(t, sample(shipped()))
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 3 {
				var b bytes.Buffer
				if _, err := sample(shipped()).WriteTo(&b); err != nil || !bytes.Equal(b.Bytes(), want) {
					t.Errorf("%v, %d bytes, want %d", err, b.Len(), len(want))
				}
			}
		})
	}
	group.Wait()
}

func TestWriteToFails(t *testing.T) {
	t.Parallel()
	d := sample(shipped())
	render(t, d)
	if _, err := d.WriteTo(io.Discard); !errors.Is(err, ErrWritten) {
		t.Errorf("second WriteTo: %v", err)
	}
	d = New(shipped(), Info{})
	if _, err := d.WriteTo(io.Discard); !errors.Is(err, ErrNoPages) {
		t.Errorf("no pages: %v", err)
	}
	d.AddPage(100, 100).LinkTo(0, 0, 10, 10, "nowhere", d.Root().Open("Link", Attr{}), "")
	if _, err := d.WriteTo(io.Discard); err == nil || !strings.Contains(err.Error(), `"nowhere"`) {
		t.Errorf("link to nowhere: %v", err)
	}
	broken := errors.New("disk full")
	if _, err := sample(shipped()).WriteTo(failing{broken}); !errors.Is(err, broken) {
		t.Errorf("failing writer: %v", err)
	}
}

// failing is a writer that refuses everything.
type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

// TestEmptyDocument: no text, no properties, no dates.
func TestEmptyDocument(t *testing.T) {
	t.Parallel()
	d := New(shipped(), Info{Title: "a\x00b\x1b\xff"})
	d.AddPage(200, 100)
	path := saved(t, d)
	output(t, "qpdf", "--check", path)
	info := output(t, "pdfinfo", path)
	if strings.Contains(info, "Date") || !strings.Contains(info, "200 x 100 pts") || !strings.Contains(info, "ab\uFFFD") {
		t.Errorf("pdfinfo:\n%s", info)
	}
}

// TestManyObjects needs several object streams and sections of the ToUnicode map.
func TestManyObjects(t *testing.T) {
	t.Parallel()
	d := report(shipped())
	path := saved(t, d)
	output(t, "qpdf", "--check", path)
	text := output(t, "pdftotext", "-raw", path, "-")
	for _, r := range commonCharacters() {
		if !strings.ContainsRune(text, r) {
			t.Errorf("%c is lost", r)
		}
	}
}

// TestHugeNumbers: places that are no numbers, or off any page, do not break the file.
func TestHugeNumbers(t *testing.T) {
	t.Parallel()
	d := New(shipped(), sampleInfo)
	p := d.AddPage(200, 100)
	p.In(d.Root().Open("P", Attr{}))
	zero := 0.0
	run, _ := set(shipped(), "en", Regular, 10, "AB")
	run[1].X = 1 / zero
	p.Text(zero/zero, -1e300, 10, ink, run)
	p.Text(10, 20, zero/zero, ink, run)
	p.Text(10, 20, 10, ink, []Placed{{}})
	p.Text(10, 20, 10, ink, nil)
	p.Rect(1e20, zero/zero, 5, 5, ink)
	p.Polygon([]Point{{1, 1}}, ink)
	p.RoundRect(1, 1, 2, 2, 1, nil, nil, 0)
	output(t, "qpdf", "--check", saved(t, d))
}

// TestDrawing looks at the pixels of a page: y grows downwards, colours are kept.
func TestDrawing(t *testing.T) {
	t.Parallel()
	d := New(shipped(), Info{})
	p := d.AddPage(100, 60)
	red, blue := Color{255, 0, 0}, Color{0, 0, 255}
	p.Rect(10, 5, 20, 10, red)
	p.RoundRect(40, 5, 20, 20, 10, &blue, nil, 0)
	p.Polygon([]Point{{10, 55}, {30, 55}, {30, 35}}, blue)
	p.Line(50, 40, 90, 40, 4, red)
	pixels := pixmap(t, saved(t, d), 100, 60)
	white := Color{255, 255, 255}
	for _, test := range []struct {
		x, y int
		want Color
	}{
		{5, 5, white},
		{12, 7, red},
		{28, 13, red},
		{20, 20, white},
		{50, 15, blue},
		{41, 6, white},
		{58, 23, white}, // a circle, and its corners
		{28, 50, blue},
		{12, 40, white},
		{70, 40, red},
		{70, 45, white},
	} {
		if got := pixels[test.y][test.x]; got != test.want {
			t.Errorf("pixel %d,%d is %v, want %v", test.x, test.y, got, test.want)
		}
	}
}

// pixmap renders the first page of a file, a pixel a point.
func pixmap(t *testing.T, path string, width, height int) [][]Color {
	t.Helper()
	image := output(t, "pdftoppm", "-r", "72", path)
	head := "P6\n" + strconv.Itoa(width) + " " + strconv.Itoa(height) + "\n255\n"
	data, ok := strings.CutPrefix(image, head)
	if !ok || len(data) != 3*width*height {
		t.Fatalf("pdftoppm: %q…", image[:min(len(image), 20)])
	}
	rows := make([][]Color, height)
	for i := range width * height {
		rows[i/width] = append(rows[i/width], Color{data[3*i], data[3*i+1], data[3*i+2]})
	}
	return rows
}
