package generator_test

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rolebook/generator"
)

// TestCache builds a catalog three times: the second build takes every document
// from the first, the third only those that a change left as they were, and
// all come to what a build without a cache writes.
func TestCache(t *testing.T) {
	t.Parallel()
	folder, kept := t.TempDir(), t.TempDir()
	if err := os.CopyFS(folder, os.DirFS(miniFolder)); err != nil {
		t.Fatal(err)
	}
	build := func(cache string) string {
		t.Helper()
		out := filepath.Join(t.TempDir(), "public")
		report, err := generator.Build(context.Background(), generator.BuildOptions{
			Catalog: os.DirFS(folder), Output: out, Cache: cache, Options: generator.Options{On: libraryDay},
		})
		if err != nil || report.Refused() {
			t.Fatal(report, err)
		}
		return out
	}
	first := build(kept)
	documents := len(entries(t, kept))
	second := build(kept)
	if n := len(entries(t, kept)); n != documents || documents == 0 {
		t.Errorf("%d documents kept, then %d", documents, n)
	}
	// Whoever writes into an output changes nothing of the next one.
	spoiled := filepath.Join(second, "en/roles/clerk/clerk.en.job-description.pdf")
	sameFiles(t, first, second)
	if err := os.WriteFile(spoiled, []byte("spoiled"), 0o644); err != nil {
		t.Fatal(err)
	}
	edit(t, filepath.Join(folder, "clerk.yaml"), "Takes orders", "Accepts orders")
	sameFiles(t, build(kept), build(""))
	if n := len(entries(t, kept)); n >= 2*documents || n <= documents {
		t.Errorf("%d documents kept, %d after a change of one role", documents, n)
	}
}

func entries(t *testing.T, dir string) []os.DirEntry {
	t.Helper()
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func edit(t *testing.T, path, old, with string) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil || !strings.Contains(string(data), old) {
		t.Fatalf("%s has no %q: %v", path, old, err)
	}
	if err := os.WriteFile(path, []byte(strings.Replace(string(data), old, with, 1)), 0o644); err != nil {
		t.Fatal(err)
	}
}

// sameFiles compares two folders, byte by byte.
func sameFiles(t *testing.T, a, b string) {
	t.Helper()
	count := 0
	err := fs.WalkDir(os.DirFS(a), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		count++
		x, err := os.ReadFile(filepath.Join(a, path))
		if err != nil {
			return err
		}
		y, err := os.ReadFile(filepath.Join(b, path))
		if err == nil && !bytes.Equal(x, y) {
			t.Errorf("%s differs", path)
		}
		return err
	})
	if err != nil || count < 50 {
		t.Errorf("%d files compared: %v", count, err)
	}
}
