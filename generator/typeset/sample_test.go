package typeset

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"rolebook/fonts"
)

// shipped parses the faces that the program embeds, once for all tests.
var shipped = sync.OnceValue(func() *Fonts {
	f, err := LoadFonts(fonts.FS)
	if err != nil {
		panic(err)
	}
	return f
})

// set places a text in one line of natural width.
func set(f *Fonts, lang string, w Weight, size float64, text string) (run []Placed, width float64) {
	for _, r := range text {
		g := f.Glyph(lang, w, r)
		run = append(run, Placed{g, width})
		width += g.Advance * size
	}
	return run, width
}

// ink is the text colour of the samples.
var ink = Color{0x1A, 0x1C, 0x1E}

// sampleInfo describes the sample document.
var sampleInfo = Info{
	Title: "职位说明书 <&> 😀", Author: "Rolebook 株式会社", Subject: "Sample", Keywords: "a, b",
	Lang: "zh-Hans", Creator: "rolebook 1.0", Created: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC),
}

// sample draws two pages that use every part of the package.
func sample(f *Fonts) *Document {
	d := New(f, sampleInfo)
	first := d.AddPage(595.28, 841.89)
	second := d.AddPage(595.28, 841.89)
	sampleText(d, first)
	sampleTable(d, first)
	sampleLinks(d, second)
	for i, p := range d.Pages() {
		p.Artifact("Footer")
		p.Line(56, 790, 540, 790, 0.35, Color{0x99, 0x99, 0x99})
		run, _ := set(f, "zh", Regular, 7.5, "第 "+string(rune('1'+i))+" 页")
		p.Text(56, 805, 7.5, ink, run)
	}
	return d
}

// sampleText draws headings and paragraphs in three languages and a figure.
func sampleText(d *Document, p *Page) {
	f, y := d.Fonts(), 80.0
	line := func(tag string, attr Attr, lang string, w Weight, size float64, text string) {
		p.In(d.Root().Open(tag, attr))
		run, _ := set(f, lang, w, size, text)
		p.Text(56, y, size, ink, run)
		y += size * 2
	}
	line("H1", Attr{}, "zh", Bold, 22, "客户关系管理系统管理员")
	d.Outline(1, "客户关系管理系统管理员", p, 60)
	line("P", Attr{}, "zh", Regular, 9.5, "权限复核：每季度一次，覆盖率“≥ 95%”——例外须登记。𠮷野家 Łukasz ☑")
	line("P", Attr{Lang: "ja"}, "ja", Regular, 9.5, "アクセス権の棚卸しは四半期ごとに行う。髙橋・山﨑「直通」ガ行 ≒")
	line("P", Attr{Lang: "en"}, "en", Regular, 9.5, "Don’t grant “export” to both — keep duties apart… Zoë, naïve, ½ × 3 ≤ 2.")
	line("P", Attr{}, "zh", Regular, 9.5, "缺字：😀与👩\u200d💻与עברית。")
	p.In(d.Root().Open("Figure", Attr{Alt: "五格中的三格"}))
	fill, edge := Color{0x1F, 0x4E, 0x79}, Color{0, 0, 0}
	p.RoundRect(56, y, 60, 20, 4, &fill, &edge, 0.7, 2, 1)
	p.RoundRect(130, y, 20, 20, 10, nil, &edge, 0.7)
	p.Polygon([]Point{{170, y + 20}, {180, y}, {190, y + 20}}, fill)
	p.Rect(200, y, 20, 20, fill)
}

// sampleTable draws a table with a head, a spanning cell and tints.
func sampleTable(d *Document, p *Page) {
	table, y := d.Root().Open("Table", Attr{}), 400.0
	d.Outline(2, "Permissions", p, y)
	row := func(group *Element, tag string, attr Attr, cells ...string) {
		tr := group.Open("TR", Attr{})
		p.Artifact("Layout")
		p.Line(56, y+6, 540, y+6, 0.35, ink)
		for i, text := range cells {
			p.In(tr.Open(tag, attr))
			run, _ := set(d.Fonts(), "zh", Regular, 8, text)
			p.Text(56+float64(i)*150, y, 8, ink, run)
		}
		y += 16
	}
	row(table.Open("THead", Attr{}), "TH", Attr{Scope: "Column"}, "对象", "操作", "范围")
	body := table.Open("TBody", Attr{})
	row(body, "TD", Attr{}, "客户", "读取", "部门")
	row(body, "TD", Attr{ColSpan: 3}, "合同（受限）")
}

// sampleLinks draws a list with links inside and outside, and the place they lead to.
func sampleLinks(d *Document, p *Page) {
	f := d.Fonts()
	list := d.Root().Open("L", Attr{Numbering: "Disc"})
	for i, target := range []string{"https://example.com/a b?q=职责", "place"} {
		item, y := list.Open("LI", Attr{}), 100+20*float64(i)
		p.In(item.Open("Lbl", Attr{}))
		run, _ := set(f, "zh", Regular, 9.5, "•")
		p.Text(56, y, 9.5, ink, run)
		link := item.Open("LBody", Attr{}).Open("Link", Attr{})
		p.In(link)
		run, width := set(f, "zh", Regular, 9.5, "参见说明")
		p.Text(66, y, 9.5, ink, run)
		if i == 0 {
			p.Link(66, y-9, width, 12, target, link, "打开网页")
		} else {
			p.LinkTo(66, y-9, width, 12, target, link, "转到本文")
		}
	}
	d.Destination("place", p, 300)
	d.Outline(1, "参考", p, 300)
}

// render writes a document into memory.
func render(t testing.TB, d *Document) []byte {
	t.Helper()
	var b bytes.Buffer
	n, err := d.WriteTo(&b)
	if err != nil {
		t.Fatal(err)
	}
	if n != int64(b.Len()) {
		t.Fatalf("WriteTo reports %d bytes, wrote %d", n, b.Len())
	}
	return b.Bytes()
}

// saved writes a document to a file and returns its path.
func saved(t *testing.T, d *Document) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "sample.pdf")
	if err := os.WriteFile(path, render(t, d), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// savedSample writes the sample to a file and returns its path.
func savedSample(t *testing.T) string {
	t.Helper()
	return saved(t, sample(shipped()))
}

// output runs a PDF tool and returns what it prints. A tool that is absent, fails
// or complains fails the test.
func output(t *testing.T, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil || stderr.Len() > 0 {
		t.Fatalf("%s: %v\n%s%s", name, err, out, stderr.String())
	}
	return string(out)
}
