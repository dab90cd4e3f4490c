package generator_test

import (
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"rolebook/generator"
	"rolebook/generator/load/sample"
)

// weigh builds the site of n generated roles in three languages, without
// documents, and gives its bytes by kind.
func weigh(tb testing.TB, n int) map[string]int64 {
	tb.Helper()
	out := filepath.Join(tb.TempDir(), "public")
	_, err := generator.Build(tb.Context(), generator.BuildOptions{
		Options: generator.Options{On: today}, Catalog: sample.Catalog(tb, n), Output: out, NoPDF: true,
	})
	if err != nil {
		tb.Fatal(err)
	}
	weights := map[string]int64{}
	err = fs.WalkDir(os.DirFS(out), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			weights[kindOf(name)] += info.Size()
			weights["all"] += info.Size()
		}
		return err
	})
	if err != nil {
		tb.Fatal(err)
	}
	return weights
}

// kindOf says what a file of a site is, from its path.
func kindOf(name string) string {
	steps := append(strings.Split(name, "/"), "", "")
	switch ext := path.Ext(name); {
	case ext == ".html" && slices.Contains([]string{"roles", "objects", "matrix"}, steps[1]) && steps[3] != "":
		return steps[1]
	case ext == ".html":
		return "pages"
	case ext == ".md":
		return "markdown"
	case ext == ".csv" || ext == ".xlsx":
		return "sheets"
	case steps[0] == "data":
		return "data"
	case ext == ".js" || path.Base(name) == "search.json":
		return "scripts"
	}
	return "other"
}

// mostWeight is how many kilobytes a role may take of a site of 100 roles, by
// kind. Of objects and matrix most is there for fewer roles, too.
var mostWeight = map[string]float64{
	"roles": 94, "objects": 30, "matrix": 16, "pages": 18, "markdown": 24, "sheets": 23, "data": 25, "scripts": 25, "other": 7, "all": 255,
}

// TestWeight holds what a role adds to a site, so that nobody makes it heavier
// without noticing.
func TestWeight(t *testing.T) {
	t.Parallel()
	const roles = 100
	weights := weigh(t, roles)
	for _, kind := range slices.Sorted(maps.Keys(weights)) {
		got := float64(weights[kind]) / 1e3 / roles
		if got > mostWeight[kind] {
			t.Errorf("%s: %.1f KB a role, more than %g", kind, got, mostWeight[kind])
		}
		t.Logf("%s: %.1f KB a role", kind, got)
	}
}

// BenchmarkWeight reports how many megabytes a site has, by kind.
func BenchmarkWeight(b *testing.B) {
	forSizes(b, func(b *testing.B, n int) {
		for range b.N {
			for kind, bytes := range weigh(b, n) {
				b.ReportMetric(float64(bytes)/1e6, "MB-"+kind)
			}
		}
	})
}
