package conformance

import (
	"embed"
	"io/fs"
	"testing"

	"rolebook/generator/analysis"
	"rolebook/generator/book"
	"rolebook/generator/catalog"
	"rolebook/generator/load"
	"rolebook/generator/source"
)

// The catalog of testdata/mini uses every key of the format.
//
//go:embed testdata/mini
var testdata embed.FS

// on is the day that all sets speak of.
var on = catalog.Date{Year: 2026, Month: 11, Day: 22}

// Mini makes a small set that uses every key of the format.
func Mini(t testing.TB) *book.Set {
	t.Helper()
	files, err := fs.Sub(testdata, "testdata/mini")
	if err != nil {
		t.Fatal(err)
	}
	return Load(t, files)
}

// Hostile makes a set in which every text of every role, and of everything
// else, tries to be more than text: see [attacks].
func Hostile(t testing.TB) *book.Set {
	t.Helper()
	return Load(t, hostileFiles())
}

// Load makes the set of a catalog, which must have no errors.
func Load(t testing.TB, files fs.FS) *book.Set {
	t.Helper()
	sources, err := source.Read(t.Context(), files)
	if err != nil {
		t.Fatal(err)
	}
	cat, problems := load.Load(t.Context(), sources)
	if cat == nil {
		t.Fatalf("the catalog is refused: %+v", problems)
	}
	result := analysis.Run(cat, on)
	return book.New(result, "")
}
