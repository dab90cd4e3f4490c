package load_test

import (
	"bytes"
	"io/fs"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"rolebook/generator/diag"
	"rolebook/generator/load"
	"rolebook/generator/load/sample"
	"rolebook/generator/source"
)

// Step by step, a loader that keeps what it knows says what one says that knows
// nothing: about files that change, break, vanish and point at each other.
func TestLoaderForgetsNothingAndKeepsNothingOld(t *testing.T) {
	t.Parallel()
	folder := sample.Catalog(t, 20).(fstest.MapFS)
	role := "sales/role-0000.yaml"
	whole := folder[role].Data
	steps := []func(){
		func() {},
		func() { folder[role] = &fstest.MapFile{Data: append(bytes.Clone(whole), "\nsurprise: 1\n"...)} },
		func() {
			folder[role] = &fstest.MapFile{Data: bytes.Replace(whole, []byte("id: role-0000"), []byte("id: role-9999"), 1)}
		},
		func() { delete(folder, role) },
		func() { folder["other/role-0000.yaml"] = &fstest.MapFile{Data: whole} },
		func() { folder[role] = &fstest.MapFile{Data: whole} },
		func() { delete(folder, "other/role-0000.yaml") },
	}
	var reader source.Reader
	var loader load.Loader
	refused := 0
	for i, step := range steps {
		step()
		files, err := reader.Read(t.Context(), folder)
		if err != nil {
			t.Fatal(err)
		}
		cat, kept := loader.Load(t.Context(), files)
		want, fresh := anew(t, folder)
		if diff := cmp.Diff(fresh, kept); diff != "" {
			t.Errorf("step %d: diagnostics (-anew +kept):\n%s", i, diff)
		}
		if (cat == nil) != (want == "") || cat != nil && cat.Digest != want {
			t.Errorf("step %d: catalog %v, anew %q", i, cat, want)
		}
		if cat == nil {
			refused++
		}
	}
	if refused != 4 {
		t.Errorf("%d steps were refused, not 4", refused)
	}
}

func anew(t *testing.T, folder fs.FS) (digest string, problems diag.List) {
	t.Helper()
	files, err := source.Read(t.Context(), folder)
	if err != nil {
		t.Fatal(err)
	}
	cat, problems := load.Load(t.Context(), files)
	if cat == nil {
		return "", problems
	}
	return cat.Digest, problems
}
