package xlsx

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/xuri/excelize/v2"

	"rolebook/generator/book"
	"rolebook/generator/catalog"
	"rolebook/generator/output/conformance"
)

func TestConformance(t *testing.T) {
	conformance.Run(t, Target{}, conformance.Expect{Files: workbooks, Texts: conformance.RoleNames, Check: checkCounts})
}

func workbooks(set *book.Set) []string {
	var out []string
	for _, b := range set.Books {
		out = append(out, b.Key+"/matrix/matrix."+b.Key+".xlsx")
	}
	return out
}

// checkCounts compares the sheets with what the analysis found.
func checkCounts(t *testing.T, set *book.Set, files conformance.Files) {
	grants, cells := 0, 0
	for _, row := range set.Analysis.Matrix.Rows {
		cells += len(row.Cells)
		for _, c := range row.Cells {
			grants += len(c.Grants)
		}
	}
	for name, data := range files {
		f := open(t, data)
		sheets := f.GetSheetList()
		if len(sheets) != 4 {
			t.Fatalf("%s has the sheets %q", name, sheets)
		}
		if n := len(rows(t, f, sheets[1])) - 1; n != grants {
			t.Errorf("%s lists %d grants, want %d", name, n, grants)
		}
		if n := len(rows(t, f, sheets[2])) - 1; n != len(set.Analysis.Findings) {
			t.Errorf("%s lists %d findings, want %d", name, n, len(set.Analysis.Findings))
		}
		if n := filled(t, f, sheets[0]); n != cells {
			t.Errorf("%s fills %d cells of the matrix, want %d", name, n, cells)
		}
	}
}

// filled counts the cells of the matrix that have the fill of a scope.
func filled(t *testing.T, f *excelize.File, sheet string) int {
	n := 0
	for r, row := range rows(t, f, sheet) {
		for c := range row {
			if r >= heads && c >= labels && fill(t, f, sheet, c, r) != "" {
				n++
			}
		}
	}
	return n
}

// fill gives the colour of a cell's ground, if it is one of the ramp.
func fill(t *testing.T, f *excelize.File, sheet string, column, row int) string {
	style := styleOf(t, f, sheet, column, row)
	for _, step := range ramp {
		if len(style.Fill.Color) == 1 && style.Fill.Color[0] == step.fill {
			return step.fill
		}
	}
	return ""
}

func styleOf(t *testing.T, f *excelize.File, sheet string, column, row int) *excelize.Style {
	t.Helper()
	at, err := excelize.CoordinatesToCellName(column+1, row+1)
	if err != nil {
		t.Fatal(err)
	}
	id, err := f.GetCellStyle(sheet, at)
	if err != nil {
		t.Fatal(err)
	}
	style, err := f.GetStyle(id)
	if err != nil {
		t.Fatal(err)
	}
	return style
}

func open(t *testing.T, data []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() }) //nolint:errcheck // only read
	return f
}

func rows(t *testing.T, f *excelize.File, sheet string) [][]string {
	t.Helper()
	out, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestGolden opens the workbook of each language again and compares what is in
// its cells, and what is set up around them.
func TestGolden(t *testing.T) {
	t.Parallel()
	set := conformance.Mini(t)
	for _, b := range set.Books {
		var out bytes.Buffer
		if err := Write(&out, set, b); err != nil {
			t.Fatal(err)
		}
		conformance.Golden(t, "mini."+b.Key+".txt", dump(t, open(t, out.Bytes())))
	}
}

// dump writes a workbook as text: its properties, then sheet by sheet every
// cell with words or a fill.
func dump(t *testing.T, f *excelize.File) string {
	t.Helper()
	var b strings.Builder
	props, err := f.GetDocProps()
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(&b, "%s | %s | %s | %s\n", props.Title, props.Subject, props.Language, props.Created)
	for _, n := range f.GetDefinedName() {
		fmt.Fprintf(&b, "%s = %s\n", n.Name, n.RefersTo)
	}
	for _, sheet := range f.GetSheetList() {
		dumpSheet(t, &b, f, sheet)
	}
	return b.String()
}

func dumpSheet(t *testing.T, b *strings.Builder, f *excelize.File, sheet string) {
	t.Helper()
	panes, err := f.GetPanes(sheet)
	if err != nil {
		t.Fatal(err)
	}
	layout, err := f.GetPageLayout(sheet)
	if err != nil {
		t.Fatal(err)
	}
	footer, err := f.GetHeaderFooter(sheet)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(b, "\n== %s\nfrozen %d×%d, paper %d %s, footer %s\n", sheet, panes.XSplit, panes.YSplit, *layout.Size, *layout.Orientation, footer.OddFooter)
	for r, row := range rows(t, f, sheet) {
		for c, text := range row {
			if text == "" {
				continue
			}
			at, _ := excelize.CoordinatesToCellName(c+1, r+1)
			fmt.Fprintf(b, "%s\t%q%s\n", at, text, looks(styleOf(t, f, sheet, c, r)))
		}
	}
}

// looks tells what of a style means something.
func looks(s *excelize.Style) string {
	out := ""
	if len(s.Fill.Color) == 1 {
		out += " on " + s.Fill.Color[0]
	}
	if len(s.Border) == 4 {
		out += fmt.Sprintf(" framed %s %d", s.Border[0].Color, s.Border[0].Style)
	}
	return out
}

// TestTextStaysText reads the hostile workbook cell by cell: every cell is a
// string with the format of text.
func TestTextStaysText(t *testing.T) {
	t.Parallel()
	set := conformance.Hostile(t)
	var out bytes.Buffer
	if err := Write(&out, set, set.Book("en")); err != nil {
		t.Fatal(err)
	}
	f := open(t, out.Bytes())
	for _, sheet := range f.GetSheetList() {
		for r, row := range rows(t, f, sheet) {
			for c, text := range row {
				if text == "" {
					continue
				}
				at, _ := excelize.CoordinatesToCellName(c+1, r+1)
				if kind, err := f.GetCellType(sheet, at); err != nil || kind != excelize.CellTypeInlineString && kind != excelize.CellTypeSharedString {
					t.Errorf("%s!%s is of type %d: %v", sheet, at, kind, err)
				}
				if n := styleOf(t, f, sheet, c, r).NumFmt; n != textFormat {
					t.Errorf("%s!%s has the number format %d", sheet, at, n)
				}
			}
		}
	}
}

func TestFit(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		in    string
		limit int
		want  string
	}{
		{"abc", 3, "abc"}, {"abcd", 3, "ab…"}, {"角色名称", 12, "角色名称"}, {"角色名称", 3, "角色…"}, {"𠮷𠮷𠮷", 4, "𠮷…"}, {"", 1, ""},
	} {
		if got := fit(c.in, c.limit); got != c.want {
			t.Errorf("fit(%q, %d) = %q, want %q", c.in, c.limit, got, c.want)
		}
	}
}

func TestWidths(t *testing.T) {
	t.Parallel()
	if a, b := width(0, 99, "abcd"), width(0, 99, "角色"); a != b {
		t.Errorf("four letters take %v, two wide characters %v", a, b)
	}
	if got := width(10, 20, strings.Repeat("x", 50)); got != 20 {
		t.Errorf("width %v", got)
	}
	if got := lines("one\ntwo "+strings.Repeat("三", 20), 21); got != 4 {
		t.Errorf("%d lines", got)
	}
}

func TestTint(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ rank, scopes, want int }{
		{1, 1, 4}, {1, 2, 0}, {2, 2, 4}, {2, 3, 2}, {3, 5, 2}, {5, 5, 4}, {9, 9, 4},
	} {
		if got := tint(c.rank, c.scopes); got != c.want {
			t.Errorf("rank %d of %d: %d, want %d", c.rank, c.scopes, got, c.want)
		}
	}
}

// TestNoClock holds that a set without a day still gets the same bytes.
func TestNoClock(t *testing.T) {
	t.Parallel()
	if got := timestamp(catalog.Date{}); got != "2000-01-01T00:00:00Z" {
		t.Error(got)
	}
}

func TestFooterIsNoCommand(t *testing.T) {
	t.Parallel()
	set := conformance.Hostile(t)
	for _, b := range set.Books {
		b.Organization = book.Text{Inlines: []book.Inline{{Text: "R&D &P " + strings.Repeat("長", 500)}}}
		var out bytes.Buffer
		if err := Write(&out, set, b); err != nil {
			t.Fatal(err)
		}
		f := open(t, out.Bytes())
		footer, err := f.GetHeaderFooter(f.GetSheetName(0))
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(footer.OddFooter, "&LR&&D &&P 長") || !strings.Contains(footer.OddFooter, "…") {
			t.Errorf("footer %q", footer.OddFooter)
		}
	}
}

// TestWideMatrix holds that a matrix of more roles than fit a page is complete
// although it is written in another way.
func TestWideMatrix(t *testing.T) {
	t.Parallel()
	files := fstest.MapFS{"catalog.yaml": {Data: []byte(`
organization: Wide
languages: [en]
families: [{id: all, name: All}]
modules: [{id: m, name: M, objects: [{id: o, name: O, class: c}]}]
actions: [{id: read, name: Read}, {id: write, name: Write}]
scopes: [{id: own, name: Own}]
classes: [{id: c, name: C}]
`)}}
	for i := range fitting + 5 {
		files[fmt.Sprintf("r%02d.yaml", i)] = &fstest.MapFile{Data: fmt.Appendf(nil, `
id: r%02d
name: Role %02d
family: all
overview: x
duties: []
permissions: {allow: [{objects: [o], actions: [%s], scope: own}]}
`, i, i, []string{"read", "write"}[i%2])}
	}
	set := conformance.Load(t, files)
	var out bytes.Buffer
	if err := Write(&out, set, set.Default()); err != nil {
		t.Fatal(err)
	}
	f := open(t, out.Bytes())
	got := rows(t, f, "Matrix")[heads:]
	for i := range fitting + 5 {
		want := [2]string{"Own", ""}
		if i%2 == 1 {
			want = [2]string{"", "Own"}
		}
		if cellOf(got[0], labels+i) != want[0] || cellOf(got[1], labels+i) != want[1] {
			t.Errorf("column %d holds %q and %q, want %q", i, cellOf(got[0], labels+i), cellOf(got[1], labels+i), want)
		}
	}
}

// cellOf reads a cell of a row that ends with its last cell with words.
func cellOf(row []string, i int) string {
	if i < len(row) {
		return row[i]
	}
	return ""
}
