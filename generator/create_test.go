package generator_test

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"testing"

	"rolebook/generator"
)

func TestCreateIsAllOrNothing(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "new", "folder")
	files := []generator.NewFile{{Path: "a.yaml", Data: []byte("a")}, {Path: "b/c.yaml", Data: []byte("c")}}
	if err := generator.Create(dir, files); err != nil {
		t.Fatal(err)
	}
	if got, want := tree(t, dir), map[string]string{"a.yaml": "a", "b/c.yaml": "c"}; !maps.Equal(got, want) {
		t.Errorf("%v, not %v", got, want)
	}
	more := []generator.NewFile{{Path: "d.yaml", Data: []byte("d")}, {Path: "a.yaml", Data: []byte("x")}}
	if err := generator.Create(dir, more); !errors.Is(err, fs.ErrExist) {
		t.Errorf("error %v", err)
	}
	if got, want := tree(t, dir), map[string]string{"a.yaml": "a", "b/c.yaml": "c"}; !maps.Equal(got, want) {
		t.Errorf("after a refusal %v, not %v", got, want)
	}
}

func TestLocate(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	var none *generator.NoCatalogError
	if got, err := generator.Locate(dir); !errors.As(err, &none) || none.Dir != dir {
		t.Errorf("an empty folder: %q, %v", got, err)
	}
	if err := os.WriteFile(filepath.Join(dir, "catalog.yaml"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if got, err := generator.Locate(dir); got != dir || err != nil {
		t.Errorf("a catalog: %q, %v", got, err)
	}
}
