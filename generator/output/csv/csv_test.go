package csv

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"

	"rolebook/generator/book"
	"rolebook/generator/output/conformance"
)

func TestConformance(t *testing.T) {
	conformance.Run(t, Target{}, conformance.Expect{Files: paths, Texts: conformance.RoleNames, Check: checkCounts})
}

func paths(set *book.Set) []string {
	var out []string
	for _, b := range set.Books {
		out = append(out, b.Key+"/matrix/matrix."+b.Key+".csv")
	}
	return out
}

// checkCounts compares the lines with the grants that the analysis found.
func checkCounts(t *testing.T, set *book.Set, files conformance.Files) {
	want := 1
	for _, row := range set.Analysis.Matrix.Rows {
		for _, c := range row.Cells {
			want += len(c.Grants)
		}
	}
	for name, data := range files {
		if rows := parse(t, data); len(rows) != want {
			t.Errorf("%s has %d lines, want %d", name, len(rows), want)
		}
	}
}

func parse(t *testing.T, data []byte) [][]string {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte(byteOrderMark)))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestNeutral(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ in, want string }{
		{"", ""},
		{"Order", "Order"},
		{"a=b", "a=b"},
		{"–", "–"},
		{"▲S01", "▲S01"},
		{"'quoted", "'quoted"},
		{"=1+1", "'=1+1"},
		{"+1", "'+1"},
		{"-1", "'-1"},
		{"@SUM(1)", "'@SUM(1)"},
		{"＝1", "'＝1"},
		{"＋1", "'＋1"},
		{"－1", "'－1"},
		{"＠1", "'＠1"},
		{"\tx", "'\tx"},
		{"\rx", "'\rx"},
		{"  =1", "'  =1"},
		{"\u00a0=1", "'\u00a0=1"},
		{"\u3000＝1", "'\u3000＝1"},
		{"\n=1", "'\n=1"},
	} {
		if got := Neutral(c.in); got != c.want {
			t.Errorf("Neutral(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func FuzzNeutral(f *testing.F) {
	for _, s := range []string{"", "=1", " \t=1", "＝1", "-", "a\r\nb", `"`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, cell string) {
		got := Neutral(cell)
		if !strings.HasSuffix(got, cell) {
			t.Errorf("Neutral(%q) = %q loses text", cell, got)
		}
		if strings.IndexAny(strings.TrimSpace(got), "=+-@＝＋－＠") == 0 {
			t.Errorf("Neutral(%q) = %q is a formula", cell, got)
		}
	})
}

// TestGolden compares the lists of the small set, whose cells need quotes,
// fallbacks and several grants.
func TestGolden(t *testing.T) {
	t.Parallel()
	set := conformance.Mini(t)
	for _, b := range set.Books {
		var out bytes.Buffer
		if err := Write(&out, set, b); err != nil {
			t.Fatal(err)
		}
		conformance.Golden(t, "mini."+b.Key+".csv", out.String())
	}
}
