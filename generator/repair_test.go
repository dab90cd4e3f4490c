package generator_test

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"rolebook/generator"
	"rolebook/generator/analysis"
	"rolebook/generator/book"
)

var blank = regexp.MustCompile(`(?m)^( *(?:approved_by|reason|control):) #.*$`)

// TestRepairLinesCanBePasted puts the lines of every repair of the shipped
// catalog into its files, where they are said to go: first the denials, which
// must end what they are said to end, then the exceptions, which are refused
// until they are filled in and then leave nothing open.
func TestRepairLinesCanBePasted(t *testing.T) {
	t.Parallel()
	files := shipped(t)
	project := opened(t, files)
	b := project.Book().Book("en")
	denied, accepted := 0, 0
	for _, r := range project.Analysis.Repairs(analysis.DefaultSteps) {
		fix := b.Repair(r)
		if fix.YAML != nil {
			denied++
			after := opened(t, pasted(t, files, fix.YAML, "")).Analysis
			for _, rule := range r.Cleared {
				if openOf(after, r.Role.ID, rule.ID) {
					t.Errorf("%s: %s is open still", r.Role.ID, rule.ID)
				}
			}
		}
		accepted++
		unfilled, err := generator.Open(t.Context(), pasted(t, files, fix.Exceptions, ""), generator.Options{On: today})
		if err != nil || !unfilled.Diagnostics.HasErrors() {
			t.Errorf("%s: an exception without reasons is taken (%v)", r.Role.ID, err)
		}
		after := opened(t, pasted(t, files, fix.Exceptions, blank.ReplaceAllString(fix.Exceptions.Text, "$1 Filled in."))).Analysis
		for _, rule := range slices.Concat(r.Cleared, r.Cannot) {
			if openOf(after, r.Role.ID, rule.ID) {
				t.Errorf("%s: %s is open in spite of the exception", r.Role.ID, rule.ID)
			}
		}
	}
	if denied < 2 || accepted < 3 {
		t.Errorf("%d repairs with denials, %d with exceptions", denied, accepted)
	}
}

// shipped reads the files of the catalog that comes with the program.
func shipped(t *testing.T) fstest.MapFS {
	t.Helper()
	folder := os.DirFS("../roles")
	files := fstest.MapFS{}
	names, err := fs.Glob(folder, "*.yaml")
	below, err2 := fs.Glob(folder, "*/*.yaml")
	if err != nil || err2 != nil {
		t.Fatal(err, err2)
	}
	for _, name := range append(names, below...) {
		data, err := fs.ReadFile(folder, name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: data}
	}
	return files
}

func opened(t *testing.T, files fstest.MapFS) *generator.Project {
	t.Helper()
	p, err := generator.Open(t.Context(), files, generator.Options{On: today})
	if err != nil || p.Diagnostics.HasErrors() {
		t.Fatal(err, p.Diagnostics)
	}
	return p
}

// pasted puts lines, or a text in their place, where they go.
func pasted(t *testing.T, files fstest.MapFS, l *book.Lines, text string) fstest.MapFS {
	t.Helper()
	if text == "" {
		text = l.Text
	}
	lines := strings.SplitAfter(string(files[l.File].Data), "\n")
	at := l.Above - 1
	if l.Above == 0 {
		if at = slices.Index(lines, "permissions:\n") + 1; at == 0 {
			t.Fatalf("%s has no permissions", l.File)
		}
	}
	out := maps.Clone(files)
	out[l.File] = &fstest.MapFile{Data: []byte(strings.Join(slices.Insert(lines, at, text), ""))}
	return out
}

func openOf(r *analysis.Result, role, rule string) bool {
	return slices.ContainsFunc(r.Findings, func(f *analysis.Finding) bool {
		return fmt.Sprint(f.Kind(), f.Roles[0].ID, f.Rule.ID, f.Status) == fmt.Sprint(analysis.RoleKind, role, rule, analysis.Open)
	})
}
