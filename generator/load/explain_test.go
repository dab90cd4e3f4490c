package load

import (
	"slices"
	"testing"
	"testing/fstest"

	"rolebook/generator/catalog"
	"rolebook/generator/diag"
	"rolebook/generator/load/example"
	"rolebook/generator/locale"
)

// laid lays an example over the contract's catalog.
func laid(t *testing.T, text string) fstest.MapFS {
	t.Helper()
	folder, err := example.Over(mini(t), text)
	if err != nil {
		t.Fatal(err)
	}
	return folder
}

// TestExamplesAreTrue holds the documentation to its word: each code's bad
// example gets exactly that code, its good example nothing. Warnings come
// later than loading, so of theirs both must load.
func TestExamplesAreTrue(t *testing.T) {
	t.Parallel()
	for _, lang := range catalog.AllLanguages {
		say := locale.New(lang)
		for _, code := range diag.Codes {
			_, bad, _ := loadFS(t, laid(t, say.Message(diag.Explain(code, "bad"))))
			_, good, _ := loadFS(t, laid(t, say.Message(diag.Explain(code, "good"))))
			if len(good) > 0 {
				t.Errorf("%s: the good example of %s gets %q", lang, code, briefs(good))
			}
			other := func(d diag.Diagnostic) bool { return d.Code != code }
			if fires := len(bad) > 0; fires != (code.Severity() == diag.Error) || slices.ContainsFunc(bad, other) {
				t.Errorf("%s: the bad example of %s gets %q", lang, code, briefs(bad))
			}
		}
	}
}
