package output

import (
	"os"
	"path/filepath"
	"testing"
)

func TestBuildAround(t *testing.T) {
	t.Parallel()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	public := filepath.Join(dir, "public")
	sink, err := NewSink(public)
	if err != nil {
		t.Fatal(err)
	}
	if err := sink.Write("en/index.html", []byte("x")); err != nil {
		t.Fatal(err)
	}
	if err := sink.Commit(); err != nil {
		t.Fatal(err)
	}
	for link, to := range map[string]string{"folder": "public/en", "file": "public/new.json", "index": "public/en/index.html"} {
		if err := os.Symlink(filepath.Join(dir, to), filepath.Join(dir, link)); err != nil {
			t.Fatal(err)
		}
	}
	for file, want := range map[string]string{
		"public/people.csv": public, "public/en/deep/er/people.csv": public, "folder/people.csv": public, "index": public,
		"people.csv": "", "public.csv": "", "public/../people.csv": "",
	} {
		if got, err := BuildAround(dir + "/" + file); err != nil || got != want {
			t.Errorf("%s: %q %v, want %q", file, got, err, want)
		}
	}
}
