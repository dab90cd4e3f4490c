package load

import (
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"rolebook/generator/catalog"
	"rolebook/generator/diag"
	"rolebook/generator/locale"
)

// TestCases lays each archive of testdata/cases over the contract's small
// catalog. Its file "want" lists exactly the diagnostics that must come, a
// line each: file:line:column code, and after a colon what message or help
// must contain in English. "removed" lists files to leave out.
func TestCases(t *testing.T) {
	t.Parallel()
	names, err := filepath.Glob("testdata/cases/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			t.Parallel()
			folder, want := readCase(t, name)
			_, diags, _ := loadFS(t, folder)
			compareCase(t, diags, want)
		})
	}
}

func readCase(t *testing.T, name string) (folder fstest.MapFS, want []string) {
	t.Helper()
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	folder = mini(t)
	for _, f := range archive.Files {
		lines := strings.Split(strings.TrimSpace(string(f.Data)), "\n")
		switch f.Name {
		case "want":
			want = lines
		case "removed":
			for _, gone := range lines {
				delete(folder, gone)
			}
		default:
			folder[f.Name] = &fstest.MapFile{Data: f.Data}
		}
	}
	return folder, want
}

func compareCase(t *testing.T, diags diag.List, want []string) {
	t.Helper()
	say := locale.New(catalog.English)
	for i := range max(len(diags), len(want)) {
		switch {
		case i >= len(want):
			t.Errorf("not wanted: %s: %s", brief(diags[i]), words(diags[i], say))
		case i >= len(diags):
			t.Errorf("missing: %s", want[i])
		default:
			place, contains, _ := strings.Cut(want[i], ": ")
			if brief(diags[i]) != place || !strings.Contains(words(diags[i], say), contains) {
				t.Errorf("got  %s: %s\nwant %s", brief(diags[i]), words(diags[i], say), want[i])
			}
		}
	}
}

// words says a diagnostic with everything that belongs to it.
func words(d diag.Diagnostic, say diag.Localizer) string {
	out := say.Message(d.Msg)
	for _, h := range d.Help {
		out += " | " + say.Message(h)
	}
	for _, r := range d.Related {
		out += " | " + say.Message(r.Msg)
	}
	return out
}
