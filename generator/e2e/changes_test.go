package e2e

import (
	"bytes"
	"context"
	"io/fs"
	"path"
	"sync"
	"testing"
	"testing/fstest"

	"rolebook/generator"
	"rolebook/roles"
)

// changedOnce is the shipped catalog as it tells what has changed since another
// state of it: one in which grants reached farther, rules were milder, texts
// read otherwise and nothing was tested.
var changedOnce = sync.OnceValues(func() (*site, error) {
	old := fstest.MapFS{}
	err := fs.WalkDir(roles.Files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || path.Ext(name) != ".yaml" || name == "tests.yaml" {
			return err
		}
		data, err := roles.Files.ReadFile(name)
		data = bytes.Replace(data, []byte("scope: own"), []byte("scope: team"), 3)
		data = bytes.Replace(data, []byte("severity: high"), []byte("severity: low"), 3)
		for _, stop := range []string{"。\n", ".\n"} {
			data = bytes.Replace(data, []byte(stop), []byte("…\n"), 3)
		}
		old[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		return nil, err
	}
	since, err := generator.Version{Name: "v1", Files: old}.Open(context.Background(), generator.Options{On: today})
	if err != nil {
		return nil, err
	}
	return build("changed", generator.BuildOptions{Catalog: roles.Files, NoPDF: true, Since: since})
})

// TestChangesAccessible has axe-core look at the page of changes.
func TestChangesAccessible(t *testing.T) {
	t.Parallel()
	s := must(t, changedOnce)
	b := newTab(t, serve(t, s))
	for _, lang := range languages {
		b.visit(lang + "/changes/index.html")
		b.accessible(lang + " changes")
	}
}
