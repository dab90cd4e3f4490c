package csv

import (
	"bytes"
	"encoding/csv"
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
