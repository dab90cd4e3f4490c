package generator_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rolebook/generator"
)

// follow follows a copy of the mini catalog, and gives its folder.
func follow(t *testing.T) (*generator.Current, string) {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(miniFolder)); err != nil {
		t.Fatal(err)
	}
	opt := generator.Options{On: today}
	p, err := generator.Open(t.Context(), os.DirFS(dir), opt)
	if err != nil || p.Diagnostics.HasErrors() {
		t.Fatal(err, p.Diagnostics)
	}
	return generator.NewCurrent(os.DirFS(dir), p, opt), dir
}

// replace edits a file so that its size changes: the clock of a file system may
// be too coarse to tell two edits apart.
func replace(t *testing.T, name, old, now string) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil || !strings.Contains(string(data), old) || len(old) == len(now) {
		t.Fatalf("%s has no %q to replace: %v", name, old, err)
	}
	if err := os.WriteFile(name, []byte(strings.Replace(string(data), old, now, 1)), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestCurrentFollowsTheFiles(t *testing.T) {
	t.Parallel()
	c, dir := follow(t)
	role := c.Look(t.Context()).Project.Catalog.Roles[0]
	file := filepath.Join(dir, filepath.FromSlash(role.File))
	first := c.Look(t.Context()).Project
	if again := c.Look(t.Context()).Project; again != first {
		t.Error("files that have not changed are read again")
	}
	name := role.Name.Versions[0].Value
	replace(t, file, name, name+" II")
	edited := c.Look(t.Context())
	if got := edited.Project.Catalog.Role(role.ID).Name.Versions[0].Value; got != name+" II" || edited.Stale() {
		t.Errorf("after an edit the role is called %q, stale: %v", got, edited.Stale())
	}
	replace(t, file, "id: "+role.ID, "id: ["+role.ID)
	broken := c.Look(t.Context())
	if broken.Project != edited.Project || !broken.Stale() || !broken.Problems.HasErrors() {
		t.Errorf("a broken edit replaces the last good state: %v", broken.Problems)
	}
	replace(t, file, "id: ["+role.ID, "id: "+role.ID)
	if fixed := c.Look(t.Context()); fixed.Stale() || fixed.Project == edited.Project {
		t.Errorf("the state stays after its files were put in order: %v", fixed.Problems)
	}
}

func TestCurrentOutlivesItsFiles(t *testing.T) {
	t.Parallel()
	c, dir := follow(t)
	before := c.Look(t.Context())
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	if gone := c.Look(t.Context()); gone.Project != before.Project || !gone.Stale() {
		t.Errorf("without its files the catalog is %v, stale: %v", gone.Project, gone.Stale())
	}
}
