package main

import (
	"encoding/csv"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"rolebook/generator/review"
)

// decide fills a pack's sheet in, in the place of a reviewer:
//
//	decide FILE WORD [ID=WORD[=COMMENT]…]
//
// writes the word behind every role and exception, and others behind the lines
// with these ids.
func decide(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: decide FILE WORD [ID=WORD[=COMMENT]…]")
	}
	name := ts.MkAbs(args[0])
	rows, err := csv.NewReader(strings.NewReader(ts.ReadFile(args[0]))).ReadAll()
	ts.Check(err)
	id := slices.Index(review.Columns, review.IDColumn)
	decision := slices.Index(review.Columns, review.DecisionColumn)
	for _, row := range rows[1:] {
		if !strings.HasPrefix(row[id], "permission ") {
			row[decision] = args[1]
		}
		for _, a := range args[2:] {
			if rest, ok := strings.CutPrefix(a, row[id]+"="); ok {
				row[decision], row[decision+1], _ = strings.Cut(rest, "=")
			}
		}
	}
	f, err := os.Create(name)
	ts.Check(err)
	ts.Check(csv.NewWriter(f).WriteAll(rows))
	ts.Check(f.Close())
}

// What is no sheet is not read to its end, which a device may not have.
func TestReadReviewIsBounded(t *testing.T) {
	t.Parallel()
	name := filepath.Join(t.TempDir(), "sheet.csv")
	for size, fits := range map[int64]bool{mostReview: true, mostReview + 1: false} {
		if err := os.WriteFile(name, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Truncate(name, size); err != nil {
			t.Fatal(err)
		}
		data, err := readReview(name)
		var usage *usageError
		if fits && (err != nil || int64(len(data)) != size) || !fits && !errors.As(err, &usage) {
			t.Errorf("%d bytes: %d are read, %v", size, len(data), err)
		}
	}
}
