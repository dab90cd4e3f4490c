package generator_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"rolebook/generator"
)

// repository makes a git repository with the files, committed.
func repository(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		name = filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	git(t, dir, "init", "-q", "-b", "main")
	git(t, dir, "add", ".")
	git(t, dir, "commit", "-q", "-m", "first")
	return dir
}

func git(t *testing.T, dir string, args ...string) string {
	t.Helper()
	c := exec.Command("git", append([]string{"-C", dir, "-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"}, args...)...)
	out, err := c.CombinedOutput()
	if err != nil {
		t.Fatalf("git %v: %v\n%s", args, err, out)
	}
	return string(out)
}

// listed tells what a folder holds, sizes and times included.
func listed(t *testing.T, dir string) []string {
	t.Helper()
	var out []string
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		out = append(out, name+" "+info.Mode().String()+" "+info.ModTime().String())
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// Files come as they were committed: no attribute or filter of the repository
// touches them, what is not the catalog's stays out, and nothing is written.
func TestRevisionIsReadAsCommitted(t *testing.T) {
	t.Parallel()
	dir := repository(t, map[string]string{
		"my roles./catalog.yaml":    "a: $Format:%H$\r\n",
		"my roles./sales/你 好.yaml":  "b: 1",
		"my roles./notes.txt":       "c",
		"my roles./.gitattributes":  "*.yaml export-subst export-ignore text eol=lf filter=bad\n",
		"elsewhere/sales/role.yaml": "d: 1",
	})
	if err := os.Symlink("catalog.yaml", filepath.Join(dir, "my roles.", "link.yaml")); err != nil {
		t.Fatal(err)
	}
	git(t, dir, "add", ".")
	git(t, dir, "commit", "-q", "-m", "second")
	git(t, dir, "config", "filter.bad.smudge", "touch "+filepath.Join(dir, "ran"))
	folder := filepath.Join(dir, "my roles.")
	if err := os.RemoveAll(filepath.Join(folder, "sales")); err != nil {
		t.Fatal(err)
	}
	before := listed(t, dir)
	files, err := generator.Revision(context.Background(), folder, "main")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	err = fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			names = append(names, name)
		}
		return err
	})
	if want := []string{"catalog.yaml", "sales/你 好.yaml"}; err != nil || !slices.Equal(names, want) {
		t.Errorf("got %v (%v), not %v", names, err, want)
	}
	if data, err := fs.ReadFile(files, "catalog.yaml"); err != nil || !strings.Contains(string(data), "$Format:%H$") {
		t.Errorf("catalog.yaml is %q (%v)", data, err)
	}
	if after := listed(t, dir); !slices.Equal(before, after) {
		t.Errorf("the repository was\n%s\nand is\n%s", strings.Join(before, "\n"), strings.Join(after, "\n"))
	}
}

// The folder may be the whole repository, and a revision whatever git takes for one.
func TestRevisionOfTheWholeRepository(t *testing.T) {
	t.Parallel()
	dir := repository(t, map[string]string{"catalog.yaml": "a: 1"})
	git(t, dir, "tag", "-a", "-m", "x", "v1")
	for _, revision := range []string{"HEAD", "main", "v1", "HEAD~0", "refs/heads/main", ":/first", "@"} {
		files, err := generator.Revision(context.Background(), dir, revision)
		if strings.Contains(revision, ":") {
			checkReason(t, revision, err, generator.BadRevision)
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", revision, err)
		} else if _, err := fs.Stat(files, "catalog.yaml"); err != nil {
			t.Errorf("%s: %v", revision, err)
		}
	}
}

func checkReason(t *testing.T, revision string, err error, want generator.RevisionReason) {
	t.Helper()
	var refused *generator.RevisionError
	if !errors.As(err, &refused) || refused.Reason != want {
		t.Errorf("%q: %v, not %s", revision, err, want)
	}
}

func TestRevisionRefused(t *testing.T) {
	t.Parallel()
	dir := repository(t, map[string]string{"roles/catalog.yaml": "a: 1"})
	git(t, dir, "rm", "-rq", "roles")
	git(t, dir, "commit", "-q", "--allow-empty", "-m", "empty")
	roles := filepath.Join(dir, "roles")
	if err := os.MkdirAll(roles, 0o755); err != nil {
		t.Fatal(err)
	}
	outside := t.TempDir()
	for _, c := range []struct {
		folder, revision string
		want             generator.RevisionReason
	}{
		{roles, "", generator.BadRevision},
		{roles, "--output=x", generator.BadRevision},
		{roles, "-h", generator.BadRevision},
		{roles, "HEAD:roles", generator.BadRevision},
		{roles, "HEAD\x00", generator.BadRevision},
		{roles, "nowhere", generator.NoRevision},
		{roles, "HEAD; touch x", generator.NoRevision},
		{roles, "$(touch x)", generator.NoRevision},
		{roles, "HEAD", generator.NotInIt},
		{outside, "HEAD", generator.NoRepository},
		{filepath.Join(dir, "gone"), "HEAD", generator.NoRepository},
	} {
		_, err := generator.Revision(context.Background(), c.folder, c.revision)
		checkReason(t, c.revision, err, c.want)
	}
	if _, err := os.Stat(filepath.Join(dir, "x")); err == nil {
		t.Error("a revision was run as a command")
	}
}

func TestRevisionNeedsGit(t *testing.T) {
	t.Setenv("PATH", "")
	_, err := generator.Revision(context.Background(), ".", "HEAD")
	checkReason(t, "HEAD", err, generator.NoGit)
}

func TestRevisionStops(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := generator.Revision(ctx, ".", "HEAD"); !errors.Is(err, context.Canceled) {
		t.Errorf("a run that was given up ended with %v", err)
	}
}
