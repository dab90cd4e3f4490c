package source

import (
	"os"
	"path/filepath"
	"testing"
	"unicode/utf8"
)

// FuzzRead holds the reader to its promise: it never panics, and every place
// it names is in the file.
func FuzzRead(f *testing.F) {
	for _, pattern := range []string{"../../roles/*.yaml", "../../roles/*/*.yaml", "../load/testdata/contract/*/*.yaml", "../load/testdata/contract/*/*/*.yaml"} {
		names, err := filepath.Glob(pattern)
		if err != nil {
			f.Fatal(err)
		}
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(data)
		}
	}
	f.Add([]byte("a: \"\u2028\"\r{x: [y, 'z']}\u0085? [b]\n- \t|9\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		file := Parse("x.yaml", data)
		if file.Root == nil && len(file.Problems) == 0 && utf8.Valid(data) && len(data) > 0 {
			return // nothing but comments
		}
		for _, p := range file.Problems {
			inside(t, file, p.At)
			if !p.Related.IsZero() {
				inside(t, file, p.Related)
			}
		}
		if file.Root != nil {
			nodesInside(t, file, file.Root)
			file.Root.JSON()
		}
	})
}

func nodesInside(t *testing.T, file *File, n *Node) {
	t.Helper()
	inside(t, file, file.Span(n))
	for _, item := range n.Items {
		nodesInside(t, file, item)
	}
}

func inside(t *testing.T, file *File, at Span) {
	t.Helper()
	line, ok := file.Line(at.Start.Line)
	width := utf8.RuneCountInString(line)
	if !ok || at.Start.Column < 1 || at.Start.Column > width+1 {
		t.Errorf("%d:%d is not in the file (%d lines, the line has %d columns)", at.Start.Line, at.Start.Column, file.Lines(), width)
	}
	if at.End.Line != at.Start.Line || at.End.Column < at.Start.Column || at.End.Column > width+1 {
		t.Errorf("%v does not end on its line of %d columns", at, width)
	}
}
