package load

import (
	"io"
	"io/fs"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"rolebook/generator/catalog"
	"rolebook/generator/diag"
	"rolebook/generator/locale"
	"rolebook/generator/source"
)

// fuzzedNames are the files that FuzzLoad replaces in the small catalog.
var fuzzedNames = []string{"catalog.yaml", "clerk.yaml", "extra.yaml", "sod.yaml", "tests.yaml"}

// FuzzLoad puts a file of any content into the small catalog. Loading never
// panics; diagnostics are sorted and can be shown; there is a catalog exactly
// when there are no errors; and loading the same files again gives the same.
func FuzzLoad(f *testing.F) {
	for _, root := range []string{"../../roles", contract} {
		seed(f, os.DirFS(root))
	}
	small := mini(f)
	files := make(source.Files, 0, len(small))
	for name, file := range small {
		if strings.HasSuffix(name, ".yaml") {
			files = append(files, source.Parse(name, file.Data))
		}
	}
	f.Fuzz(func(t *testing.T, which uint8, data []byte) {
		name := fuzzedNames[int(which)%len(fuzzedNames)]
		all := with(files, source.Parse(name, data))
		cat, diags := Load(t.Context(), all)
		if (cat == nil) != diags.HasErrors() {
			t.Fatalf("catalog %v, diagnostics %q", cat != nil, briefs(diags))
		}
		for i := 1; i < len(diags); i++ {
			if diags[i].At.Before(diags[i-1].At) {
				t.Fatalf("%s comes before %s", brief(diags[i-1]), brief(diags[i]))
			}
		}
		if err := diag.Text(io.Discard, diags, all, locale.New(catalog.Japanese), diag.TextOptions{}); err != nil {
			t.Fatal(err)
		}
		again, diagsAgain := Load(t.Context(), with(files, source.Parse(name, data)))
		if !reflect.DeepEqual(diags, diagsAgain) || !reflect.DeepEqual(cat, again) {
			t.Fatalf("loading twice differs: %q, then %q", briefs(diags), briefs(diagsAgain))
		}
	})
}

// seed adds the files of real catalogs, each as the kind of file it is.
func seed(f *testing.F, folder fs.FS) {
	f.Helper()
	err := fs.WalkDir(folder, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(name, ".yaml") {
			return err
		}
		data, err := fs.ReadFile(folder, name)
		which := map[string]uint8{"catalog": 0, "clerk": 1, "sod": 3, "tests": 4}
		k, ok := which[stem(name)]
		if !ok {
			k = 2
		}
		f.Add(k, data)
		return err
	})
	if err != nil {
		f.Fatal(err)
	}
}

// with puts a file in the place of the one with its name, in order.
func with(files source.Files, file *source.File) source.Files {
	out := source.Files{file}
	for _, other := range files {
		if other.Name != file.Name {
			out = append(out, other)
		}
	}
	slices.SortFunc(out, func(a, b *source.File) int { return strings.Compare(a.Name, b.Name) })
	return out
}
