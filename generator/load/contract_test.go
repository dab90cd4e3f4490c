package load

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"rolebook/generator/catalog"
	"rolebook/generator/diag"
	"rolebook/generator/locale"
	"rolebook/generator/source"
)

const contract = "testdata/contract"

// overlay puts folders over each other, the later over the earlier.
func overlay(t testing.TB, folders ...fs.FS) fstest.MapFS {
	t.Helper()
	out := fstest.MapFS{}
	for _, folder := range folders {
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
	}
	return out
}

func mini(t testing.TB) fstest.MapFS { return overlay(t, os.DirFS(contract+"/mini")) }

// loadFS loads a catalog and checks what holds of every list of diagnostics:
// it is sorted, has words in each language, and comes with a catalog exactly
// when it has no errors.
func loadFS(t testing.TB, folder fs.FS) (*catalog.Catalog, diag.List, source.Files) {
	t.Helper()
	files, err := source.Read(t.Context(), folder)
	if err != nil {
		t.Fatal(err)
	}
	cat, diags := Load(t.Context(), files)
	if (cat == nil) != diags.HasErrors() {
		t.Errorf("catalog %v with %d errors", cat != nil, diags.Count(diag.Error))
	}
	for i := 1; i < len(diags); i++ {
		if diags[i].At.Before(diags[i-1].At) {
			t.Errorf("not sorted: %s before %s", brief(diags[i-1]), brief(diags[i]))
		}
	}
	for _, lang := range catalog.AllLanguages {
		for _, d := range diags {
			if said := words(d, locale.New(lang)); strings.Contains(said, "⟦") || strings.Contains(said, "<no value>") || len(d.Help) == 0 && d.Code != diag.Limit {
				t.Errorf("%s: %s: %s", lang, brief(d), said)
			}
		}
	}
	return cat, diags, files
}

// brief writes a diagnostic as file:line:column code.
func brief(d diag.Diagnostic) string {
	return fmt.Sprintf("%s:%d:%d %s", d.At.File, d.At.Start.Line, d.At.Start.Column, d.Code)
}

func briefs(diags diag.List) []string {
	var out []string
	for _, d := range diags {
		out = append(out, brief(d))
	}
	return out
}

func TestMiniIsFine(t *testing.T) {
	t.Parallel()
	cat, diags, _ := loadFS(t, mini(t))
	if len(diags) > 0 || cat == nil {
		t.Fatalf("diagnostics: %q", briefs(diags))
	}
	if len(cat.Roles) != 7 || len(cat.Rules) != 3 || len(cat.Tests) != 4 || len(cat.Files) != 10 {
		t.Errorf("%d roles, %d rules, %d tests, %d files", len(cat.Roles), len(cat.Rules), len(cat.Tests), len(cat.Files))
	}
}

// expectation is a diagnostic that a bad catalog must get: what is not given
// may be anything.
type expectation struct {
	File         string
	Line, Column int
	Code         diag.Code
	Contains     string
}

func (e expectation) fits(d diag.Diagnostic, say diag.Localizer) bool {
	return d.Code == e.Code && (e.File == "" || d.At.File == e.File) && (e.Line == 0 || d.At.Start.Line == e.Line) &&
		(e.Column == 0 || d.At.Start.Column == e.Column) && strings.Contains(words(d, say), e.Contains)
}

func TestBadCatalogsAreRefused(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile(contract + "/bad/expected.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases map[string][]expectation
	if err := json.Unmarshal(data, &cases); err != nil {
		t.Fatal(err)
	}
	folders, err := os.ReadDir(contract + "/bad")
	if err != nil {
		t.Fatal(err)
	}
	if len(folders)-1 != len(cases) {
		t.Errorf("%d folders, %d cases", len(folders)-1, len(cases))
	}
	for _, name := range slices.Sorted(maps.Keys(cases)) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cat, diags, _ := loadFS(t, overlay(t, os.DirFS(contract+"/mini"), os.DirFS(contract+"/bad/"+name)))
			if cat != nil {
				t.Error("the catalog was accepted")
			}
			for _, want := range cases[name] {
				fits := func(d diag.Diagnostic) bool { return want.fits(d, locale.New(catalog.English)) }
				if !slices.ContainsFunc(diags, fits) {
					t.Errorf("no %+v among %q", want, briefs(diags))
				}
			}
		})
	}
}
