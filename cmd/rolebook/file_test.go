package main

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
)

func fill(text string) func(io.Writer) error {
	return func(w io.Writer) error { _, err := io.WriteString(w, text); return err }
}

func content(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestWriteFileIsWholeOrNotAtAll(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	name := filepath.Join(dir, "result.txt")
	if err := writeFile(name, fill("old")); err != nil {
		t.Fatal(err)
	}
	broken := errors.New("broken")
	err := writeFile(name, func(w io.Writer) error { _, _ = io.WriteString(w, "ne"); return broken })
	if !errors.Is(err, broken) || content(t, name) != "old" {
		t.Errorf("a failed write left %q: %v", content(t, name), err)
	}
	if err := writeFile(name, fill("new")); err != nil || content(t, name) != "new" {
		t.Errorf("%q: %v", content(t, name), err)
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 1 {
		t.Errorf("left behind: %v", entries)
	}
}

func TestWriteFileThroughALink(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	target, link := filepath.Join(dir, "target"), filepath.Join(dir, "link")
	if err := os.WriteFile(target, []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("target", link); err != nil {
		t.Fatal(err)
	}
	if err := writeFile(link, fill("new")); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 || content(t, target) != "new" {
		t.Errorf("the link is gone or its target holds %q: %v", content(t, target), err)
	}
}

func TestWriteFileThatIsNoPlainFile(t *testing.T) {
	t.Parallel()
	if err := writeFile(os.DevNull, fill("x")); err != nil {
		t.Error(err)
	}
	var usage *usageError
	if err := writeFile(t.TempDir(), fill("x")); !errors.As(err, &usage) {
		t.Errorf("a folder as a file: %v", err)
	}
}
