package load_test

import (
	"bytes"
	"io/fs"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"rolebook/generator/catalog"
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
		func() { replaceIn(folder, "catalog.yaml", "[zh, en, ja]", "[en, zh]") },
		func() { replaceIn(folder, "catalog.yaml", "[en, zh]", "[ja, en, zh]") },
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
		if diff := cmp.Diff(textsOf(want), textsOf(cat)); diff != "" {
			t.Errorf("step %d: texts (-anew +kept):\n%s", i, diff)
		}
		if diff := cmp.Diff(fresh, kept); diff != "" {
			t.Errorf("step %d: diagnostics (-anew +kept):\n%s", i, diff)
		}
		if (cat == nil) != (want == nil) || cat != nil && cat.Digest != want.Digest {
			t.Errorf("step %d: the catalog is another one", i)
		}
		if cat == nil {
			refused++
		}
	}
	if refused != 5 {
		t.Errorf("%d steps were refused, not 5", refused)
	}
}

func anew(t *testing.T, folder fs.FS) (*catalog.Catalog, diag.List) {
	t.Helper()
	files, err := source.Read(t.Context(), folder)
	if err != nil {
		t.Fatal(err)
	}
	return load.Load(t.Context(), files)
}

// textsOf lists the texts of roles, which are most of a catalog.
func textsOf(cat *catalog.Catalog) (out []catalog.Text) {
	if cat == nil {
		return nil
	}
	for _, r := range cat.Roles {
		out = append(append(out, r.Name, r.Owner, r.Overview), r.Limits...)
		for _, d := range r.Duties {
			for _, task := range d.Tasks {
				out = append(out, d.Name, task.Text)
			}
		}
	}
	return out
}

func replaceIn(folder fstest.MapFS, name, old, with string) {
	folder[name] = &fstest.MapFile{Data: bytes.Replace(folder[name].Data, []byte(old), []byte(with), 1)}
}
