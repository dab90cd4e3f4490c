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

// What is written stands in the folder, wherever links in it lead.
func TestCreateFollowsNoLinkOut(t *testing.T) {
	t.Parallel()
	outside, dir := t.TempDir(), t.TempDir()
	secret := filepath.Join(outside, "secret.yaml")
	if err := os.WriteFile(secret, []byte("kept"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, to := range map[string]string{"reviews": outside, "role.yaml": secret} {
		if err := os.Symlink(to, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	through, over := generator.NewFile{Path: "reviews/a.yaml", Data: []byte("a")}, generator.NewFile{Path: "role.yaml", Data: []byte("b")}
	if err := generator.Create(dir, []generator.NewFile{{Path: "first.yaml"}, through}); !errors.Is(err, generator.ErrOutside) {
		t.Errorf("through a link: %v", err)
	}
	if err := generator.Replace(dir, through); !errors.Is(err, generator.ErrOutside) {
		t.Errorf("replacing through a link: %v", err)
	}
	if err := generator.Create(dir, []generator.NewFile{over}); !errors.Is(err, fs.ErrExist) {
		t.Errorf("over a link: %v", err)
	}
	if err := generator.Replace(dir, over); err != nil {
		t.Errorf("in the place of a link: %v", err)
	}
	if got, want := tree(t, outside), map[string]string{"secret.yaml": "kept"}; !maps.Equal(got, want) {
		t.Errorf("outside there is %v, not %v", got, want)
	}
	if _, err := os.Lstat(filepath.Join(dir, "first.yaml")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("what was written before stays: %v", err)
	}
	if info, err := os.Lstat(filepath.Join(dir, "role.yaml")); err != nil || !info.Mode().IsRegular() {
		t.Errorf("the link stays: %v %v", info, err)
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
