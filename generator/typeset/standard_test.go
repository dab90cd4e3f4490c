package typeset

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"

	"rolebook/generator/typeset/clauses"
)

// checkClauses complains of what PDF/UA-1 and PDF/A-2a forbid in a document.
func checkClauses(t *testing.T, d *Document) {
	t.Helper()
	breaches, err := clauses.Check(render(t, d))
	if err != nil {
		t.Error(err)
	}
	for _, b := range breaches {
		t.Error(b)
	}
}

func TestSampleKeepsStandards(t *testing.T) {
	t.Parallel()
	checkClauses(t, sample(shipped()))
}

// titled starts a document with its heading on a page.
func titled(t *testing.T) (*Document, *Page) {
	t.Helper()
	d := New(shipped(), sampleInfo)
	p := d.AddPage(400, 600)
	p.In(d.Root().Open("H1", Attr{}))
	run, _ := set(shipped(), "zh", Bold, 10, "题")
	p.Text(20, 20, 10, ink, run)
	return d, p
}

// TestPrivateCharacters: a character that means something to a font only is said in
// text, among others that are not.
func TestPrivateCharacters(t *testing.T) {
	t.Parallel()
	d, p := titled(t)
	run, width := set(shipped(), "zh", Regular, 10, "甲")
	sign := shipped().Glyph("zh", Regular, '乙')
	sign.Rune = '\ue123'
	run = append(run, Placed{sign, width})
	p.In(d.Root().Open("P", Attr{}))
	p.Text(20, 50, 10, ink, run)
	checkClauses(t, d)
}

// TestRowsAreAlike sets rows with and without the cell that stands below the others,
// with too few cells, and below a title: all have as many cells as the head.
func TestRowsAreAlike(t *testing.T) {
	t.Parallel()
	d, _ := titled(t)
	c := NewCompositor(shipped())
	cell := func(head HeadKind, text string) Cell {
		return Cell{Head: head, Text: []Text{{Spans: []Span{{Text: text, Style: Style{Lang: "zh", Size: 8}}}, Leading: 12}}}
	}
	below := cell(NoHead, "备注")
	head := cell(ColumnHead, "备注")
	g := NewGalley(c, 300)
	g.Table(&Table{
		Columns: []Column{{Weight: 1}, {Weight: 1}, {Weight: 1}},
		Head:    []Cell{cell(ColumnHead, "对象"), cell(ColumnHead, "查看"), cell(ColumnHead, "修改")},
		Below:   &head,
		Groups: []Group{
			{Title: []Span{{Text: "销售", Style: Style{Lang: "zh", Size: 8}}}, Rows: []Row{
				{Cells: []Cell{cell(RowHead, "客户"), cell(NoHead, "是"), cell(NoHead, "否")}, Below: &below},
				{Cells: []Cell{cell(RowHead, "合同")}},
			}},
			{Rows: []Row{{Cells: []Cell{cell(RowHead, "工单"), cell(NoHead, "是")}, Below: &below}}},
		},
		Element: d.Root().Open("Table", Attr{}),
	})
	d.Flow(g, Sheet{Width: 400, Height: 600, Top: 20, Bottom: 20, Left: 20, Right: 20})
	d.Outline(1, "题", d.Pages()[0], 0)
	checkClauses(t, d)
}

// TestProfileIsAsComputed derives the primaries of sRGB, seen under D50, from their
// definition: chromaticities, the white D65 and the adaptation of Bradford.
func TestProfileIsAsComputed(t *testing.T) {
	t.Parallel()
	primaries := matrix{{0.64, 0.30, 0.15}, {0.33, 0.60, 0.06}, {0.03, 0.10, 0.79}}
	white := [3]float64{0.3127 / 0.3290, 1, 0.3583 / 0.3290}
	shares := primaries.inverse().times(white)
	for i := range primaries {
		for j := range primaries[i] {
			primaries[i][j] *= shares[j]
		}
	}
	for i, tag := range []string{"rXYZ", "gXYZ", "bXYZ"} {
		column := adaptation().times([3]float64{primaries[0][i], primaries[1][i], primaries[2][i]})
		for j, want := range column {
			if got := profileNumber(t, tag, j); got < want-1e-4 || got > want+1e-4 {
				t.Errorf("%s %d is %.5f, want %.5f", tag, j, got, want)
			}
		}
	}
	for i, row := range adaptation() {
		for j, want := range row {
			if got := profileNumber(t, "chad", 3*i+j); got < want-1e-3 || got > want+1e-3 {
				t.Errorf("chad %d, %d is %.5f, want %.5f", i, j, got, want)
			}
		}
	}
	var curve []float64
	for i := range 5 {
		curve = append(curve, profileNumber(t, "gTRC", 1+i))
	}
	if diff := cmp.Diff([]float64{2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045}, curve, cmp.Comparer(func(a, b float64) bool {
		return a-b < 1e-5 && b-a < 1e-5
	})); diff != "" {
		t.Error(diff)
	}
}

// profileNumber is the i-th number of a tag of the profile.
func profileNumber(t *testing.T, tag string, i int) float64 {
	t.Helper()
	at := bytes.Index(sRGB, []byte(tag))
	if at < 0 {
		t.Fatalf("no %s", tag)
	}
	return float64(int32(be.Uint32(sRGB[be.Uint32(sRGB[at+4:])+8+4*uint32(i):]))) / 65536
}

// matrix has three rows.
type matrix [3][3]float64

// adaptation leads from the white D65 to D50, by the method of Bradford.
func adaptation() matrix {
	cones := matrix{{0.8951, 0.2664, -0.1614}, {-0.7502, 1.7135, 0.0367}, {0.0389, -0.0685, 1.0296}}
	from := cones.times([3]float64{0.3127 / 0.3290, 1, 0.3583 / 0.3290})
	to := cones.times([3]float64{0.9642, 1, 0.8249})
	scaled := cones
	for i := range scaled {
		for j := range scaled[i] {
			scaled[i][j] *= to[i] / from[i]
		}
	}
	back := cones.inverse()
	var out matrix
	for j := range 3 {
		column := back.times([3]float64{scaled[0][j], scaled[1][j], scaled[2][j]})
		for i := range column {
			out[i][j] = column[i]
		}
	}
	return out
}

// times is the product with a column.
func (m matrix) times(v [3]float64) (out [3]float64) {
	for i, row := range m {
		out[i] = row[0]*v[0] + row[1]*v[1] + row[2]*v[2]
	}
	return out
}

// inverse is the inverse, by cofactors.
func (m matrix) inverse() (out matrix) {
	cofactor := func(i, j int) float64 {
		return m[(i+1)%3][(j+1)%3]*m[(i+2)%3][(j+2)%3] - m[(i+1)%3][(j+2)%3]*m[(i+2)%3][(j+1)%3]
	}
	determinant := m[0][0]*cofactor(0, 0) + m[0][1]*cofactor(0, 1) + m[0][2]*cofactor(0, 2)
	for i := range 3 {
		for j := range 3 {
			out[j][i] = cofactor(i, j) / determinant
		}
	}
	return out
}
