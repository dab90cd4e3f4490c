package typeset

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// page is a small sheet, on which columns soon come to an end.
var page = Sheet{Width: 300, Height: 200, Top: 20, Right: 20, Bottom: 20, Left: 20}

// style is the type of the tests.
var style = Style{Lang: "zh-Hans", Size: 10, Color: ink}

// paragraph appends a paragraph of so many lines.
func paragraph(g *Galley, e *Element, lines int) {
	text := strings.Repeat("按现行组织与流程配置对象、字段和页面布局，", 100)
	perLine := int(g.Width() / style.Size)
	g.Text(Text{
		Spans: []Span{{Text: string([]rune(text)[:perLine*lines-perLine/2]), Style: style}}, Leading: 14, Align: Justify,
		Element: e.Open("P", Attr{}),
	})
}

func TestNoHeadingIsStranded(t *testing.T) {
	for above := 1; above < 40; above++ {
		d := New(shipped(), sampleInfo)
		g := NewGalley(NewCompositor(shipped()), page.Measure())
		for range above {
			paragraph(g, d.Root(), 1)
		}
		heading := g.Len()
		g.Text(Text{Spans: []Span{{Text: "标题", Style: style}}, Leading: 14, Element: d.Root().Open("H1", Attr{})})
		g.Keep()
		paragraph(g, d.Root(), 5)
		for _, end := range g.paginate(page.Depth()) {
			if end == heading+1 {
				t.Errorf("after %d lines the heading is last on its page", above)
			}
			if end == heading+2 || end == heading+5 {
				t.Errorf("after %d lines one line of the paragraph is parted from the others", above)
			}
		}
	}
}

func TestPagesHoldTheirSlabs(t *testing.T) {
	d := New(shipped(), sampleInfo)
	g := NewGalley(NewCompositor(shipped()), page.Measure())
	for i := range 60 {
		g.Skip(float64(i % 7))
		paragraph(g, d.Root(), 1+i%6)
		g.Together(max(0, g.Len()-4), CostInside)
	}
	from := 0
	for _, end := range g.paginate(page.Depth()) {
		height := 0.0
		for i := from; i < end; i++ {
			if height += g.slabs[i].height; i > from {
				height += g.slabs[i].space
			}
		}
		if height > page.Depth() {
			t.Errorf("slabs %d to %d are %g high", from, end, height)
		}
		from = end
	}
	if from != g.Len() {
		t.Errorf("%d of %d slabs are on pages", from, g.Len())
	}
}

func TestLabelKeepsWithItsText(t *testing.T) {
	d := New(shipped(), sampleInfo)
	c := NewCompositor(shipped())
	g := NewGalley(c, page.Measure())
	label, content := NewGalley(c, 50), NewGalley(c, 200)
	paragraph(label, d.Root(), 4)
	paragraph(content, d.Root(), 6)
	g.Beside(label, content, 60)
	for i := range 3 {
		if g.slabs[i].after < Never {
			t.Errorf("a page may end after line %d of a label of 4 lines", i+1)
		}
	}
	label, content = NewGalley(c, 50), NewGalley(c, 200)
	paragraph(label, d.Root(), 4)
	paragraph(content, d.Root(), 1)
	g = NewGalley(c, page.Measure())
	if g.Beside(label, content, 60); g.Height() != 4*14 {
		t.Errorf("the row is %g high", g.Height())
	}
}

// tableOf makes a table of two columns with so many rows.
func tableOf(e *Element, rows int, text string) *Table {
	cell := func(s string) Cell { return Cell{Text: []Text{{Spans: []Span{{Text: s, Style: style}}, Leading: 14}}} }
	head := []Cell{cell("表头甲"), cell("表头乙")}
	head[0].Head, head[1].Head = ColumnHead, ColumnHead
	t := &Table{
		Element: e.Open("Table", Attr{}), Head: head,
		Columns: []Column{{Pad: 6}, {Weight: 1}},
		Groups:  []Group{{Title: []Span{{Text: "组名", Style: style}}}},
		Look:    TableLook{PadTop: 2, PadBottom: 2, HeadPad: 2, HeadRule: 1, RowRule: 0.3, TitleLeading: 14, RowColor: ink},
	}
	for i := range rows {
		t.Groups[0].Rows = append(t.Groups[0].Rows, Row{ID: fmt.Sprint("row", i), Cells: []Cell{cell(fmt.Sprint("第", i, "行")), cell(text)}})
	}
	t.Groups[0].Rows[0].Cells[0].Head = RowHead
	return t
}

// flowed sets a galley in pages and returns the file's path.
func flowed(t *testing.T, d *Document, g *Galley) string {
	t.Helper()
	d.Flow(g, page)
	path := filepath.Join(t.TempDir(), "flow.pdf")
	if err := os.WriteFile(path, render(t, d), 0o600); err != nil {
		t.Fatal(err)
	}
	output(t, "qpdf", "--check", path)
	return path
}

func TestTableOverPages(t *testing.T) {
	d := New(shipped(), sampleInfo)
	g := NewGalley(NewCompositor(shipped()), page.Measure())
	g.Table(tableOf(d.Root(), 40, "两行文字：按现行组织与流程配置对象、字段和页面布局"))
	path := flowed(t, d, g)
	pages := strings.Split(strings.TrimRight(output(t, "pdftotext", "-raw", path, "-"), "\f"), "\f")
	if len(pages) < 8 {
		t.Fatalf("%d pages", len(pages))
	}
	row := 0
	for i, text := range pages {
		if !strings.HasPrefix(text, "表头甲 表头乙") {
			t.Errorf("page %d does not begin with the head: %.40q", i+1, text)
		}
		for strings.Contains(text, fmt.Sprint("第", row, "行")) {
			row++
		}
		if strings.Count(text, "两行文字") != strings.Count(text, "页面布局") {
			t.Errorf("page %d ends within a row", i+1)
		}
	}
	if row != 40 {
		t.Errorf("rows 0 to %d are in their places", row-1)
	}
	structure := output(t, "pdfinfo", "-struct-text", path)
	if n := strings.Count(structure, "表头甲"); n != 1 {
		t.Errorf("a screen reader reads the head %d times", n)
	}
	if strings.Contains(pages[0], "组名\n\n") || !strings.Contains(pages[0], "第0行") {
		t.Error("the title of the group is parted from its first row")
	}
}

func TestRowTallerThanPage(t *testing.T) {
	d := New(shipped(), sampleInfo)
	g := NewGalley(NewCompositor(shipped()), page.Measure())
	long := strings.Repeat("长文字甲乙丙丁", 400)
	sheet := page
	sheet.Height = 700
	g.Table(tableOf(d.Root(), 2, long))
	d.Flow(g, sheet)
	path := filepath.Join(t.TempDir(), "tall.pdf")
	if err := os.WriteFile(path, render(t, d), 0o600); err != nil {
		t.Fatal(err)
	}
	read := strings.Join(regexp.MustCompile(`\s`).Split(output(t, "pdftotext", "-raw", path, "-"), -1), "")
	read = strings.ReplaceAll(strings.ReplaceAll(read, "\f", ""), "表头甲表头乙", "")
	if !strings.Contains(read, long) {
		t.Error("text is missing")
	}
	bottom := regexp.MustCompile(`yMax="([0-9.]+)"`)
	for _, m := range bottom.FindAllStringSubmatch(output(t, "pdftotext", "-bbox", path, "-"), -1) {
		if y, err := strconv.ParseFloat(m[1], 64); err != nil || y > sheet.Height-sheet.Bottom+6 {
			t.Errorf("a word ends at %g, in the margin", y)
		}
	}
}

func TestColumns(t *testing.T) {
	d := New(shipped(), sampleInfo)
	for _, c := range []struct {
		name    string
		columns []Column
		second  string
		want    []float64 // 0: anything
	}{
		{"fixed", []Column{{Width: 70}, {Weight: 1}}, "字", []float64{70, 190}},
		{"narrow", []Column{{}, {Weight: 1}}, "字", []float64{30, 230}},
		{"narrow with white", []Column{{Pad: 5}, {Weight: 1}}, "字", []float64{35, 225}},
		{"shared", []Column{{Weight: 1}, {Weight: 1}}, "字", []float64{30 + (260-30-30)/2, 30 + (260-30-30)/2}},
		{"axis", []Column{{Weight: 1, Axis: 90}, {Weight: 3}}, strings.Repeat("字", 60), []float64{90, 170}},
		{"balanced", []Column{{Weight: 1}, {Weight: 1}}, strings.Repeat("字", 60), []float64{30, 230}},
		{"long word", []Column{{Weight: 1}, {Most: 40}}, strings.Repeat("long", 500), []float64{130, 130}},
		{"too wide", []Column{{Width: 300}, {Width: 220}}, "字", []float64{150, 110}},
	} {
		table := tableOf(d.Root(), 1, c.second)
		table.Columns = c.columns
		got := table.measure(NewCompositor(shipped()), 260)
		for i := range got {
			if diff := got[i] - c.want[i]; diff > 8 || diff < -8 {
				t.Errorf("%s: columns %v, want about %v", c.name, got, c.want)
			}
		}
		if sum := got[0] + got[1]; sum > 260.01 {
			t.Errorf("%s: %g in a page of 260", c.name, sum)
		}
	}
}

func TestFrameOverPages(t *testing.T) {
	d := New(shipped(), sampleInfo)
	c := NewCompositor(shipped())
	g, in := NewGalley(c, page.Measure()), NewGalley(c, page.Measure()-20)
	for range 8 {
		paragraph(in, d.Root(), 3)
	}
	g.Frame(Frame{Color: ink, Edge: ink, Bar: 2.5, Thickness: 0.7, PadX: 10, PadY: 5}, in)
	pages := d.Flow(g, page)
	if len(pages) != 3 {
		t.Fatalf("%d pages", len(pages))
	}
	for i, p := range pages {
		bars, lines := bytes.Count(p.content.bytes, []byte("re f\n")), bytes.Count(p.content.bytes, []byte("S\n"))
		if want := []int{2, 1, 2}[i]; bars != 1 || lines != want {
			t.Errorf("page %d has %d bars and %d edges, want 1 and %d", i+1, bars, lines, want)
		}
	}
}

func TestInlineElements(t *testing.T) {
	d := New(shipped(), sampleInfo)
	g := NewGalley(NewCompositor(shipped()), page.Measure())
	g.Anchor("here", "一处", 1)
	e := d.Root().Open("P", Attr{})
	long := strings.Repeat("链接文字", 10)
	dotted, tinted := style, style
	dotted.Dots, tinted.Tint, tinted.Under = true, &Color{240, 240, 240}, &ink
	g.Text(Text{Element: e, Leading: 14, Spans: []Span{
		{Text: "前文", Style: style},
		{Text: long, Style: style, Tag: "Link", Link: "https://example.com/"},
		{Text: "中间", Style: dotted},
		{Text: "回到此处", Style: tinted, Tag: "Link", Link: "#here"},
		{Text: "English", Style: Style{Lang: "en", Size: 10}, Tag: "Span", Lang: "en"},
	}})
	path := flowed(t, d, g)
	var kinds []string
	for _, k := range e.kids {
		if k.element != nil {
			kinds = append(kinds, k.element.tag)
		} else {
			kinds = append(kinds, "text")
		}
	}
	if got := strings.Join(kinds, " "); got != "text Link text Link Span" {
		t.Errorf("the paragraph holds %s", got)
	}
	if n := len(d.links); n != 3 {
		t.Errorf("%d areas lead somewhere, want two for the long link and one for the short", n)
	}
	if text := output(t, "pdfinfo", "-struct-text", path); !strings.Contains(text, long) {
		t.Error("the long link is not read in one piece")
	}
}

func TestCompositorIsReusable(t *testing.T) {
	c := NewCompositor(shipped())
	var first []byte
	for i := range 3 {
		c.Reset()
		d := New(shipped(), sampleInfo)
		g := NewGalley(c, page.Measure())
		paragraph(g, d.Root(), 9)
		g.Table(tableOf(d.Root(), 9, "文字"))
		d.Flow(g, page)
		data := render(t, d)
		if i > 0 && !bytes.Equal(first, data) {
			t.Error("a document depends on those before it")
		}
		first = data
	}
}
