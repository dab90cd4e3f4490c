package lint_test

import (
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"rolebook/generator/catalog"
	"rolebook/generator/diag"
	"rolebook/generator/lint"
	"rolebook/generator/load/example"
	"rolebook/generator/locale"
)

// TestExamplesAreTrue holds the documentation of warnings to its word: in the
// files that an example shows, the bad one's code fires and the good one's does
// not.
func TestExamplesAreTrue(t *testing.T) {
	t.Parallel()
	mini := mapFS(t, os.DirFS("../load/testdata/contract/mini"))
	for _, lang := range catalog.AllLanguages {
		say := locale.New(lang)
		for _, code := range diag.Codes {
			if code.Severity() != diag.Warning {
				continue
			}
			if n := fired(t, mini, say.Message(diag.Explain(code, "bad")), code); n != 1 {
				t.Errorf("%s: the bad example of %s gets %d warnings", lang, code, n)
			}
			if n := fired(t, mini, say.Message(diag.Explain(code, "good")), code); n != 0 {
				t.Errorf("%s: the good example of %s gets %d warnings", lang, code, n)
			}
		}
	}
}

// fired counts the warnings of a code in the lines of an example laid over a
// catalog.
func fired(t *testing.T, under fstest.MapFS, text string, code diag.Code) int {
	t.Helper()
	folder, err := example.Over(under, text)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, d := range checked(t, folder, lint.Options{HasGlyph: hasGlyph}) {
		line := strings.Split(string(folder[d.At.File].Data), "\n")[d.At.Start.Line-1]
		if d.Code == code && slices.Contains(strings.Split(text, "\n"), line) {
			n++
		}
	}
	return n
}

func mapFS(t *testing.T, folder fs.FS) fstest.MapFS {
	t.Helper()
	out := fstest.MapFS{}
	err := fs.WalkDir(folder, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(folder, name)
		out[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
