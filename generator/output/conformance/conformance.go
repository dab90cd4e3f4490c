// Package conformance is the suite that every target passes: whatever a
// target draws, it draws it in every language, completely, the same way each
// time, for texts of any content, into its sink and nowhere else, and it stops
// when it is told to.
//
// A target's own test calls [Run] with what is particular to it:
//
//	conformance.Run(t, csv.Target{}, conformance.Expect{Files: …, Texts: conformance.RoleNames})
//
// [Mini] and [Hostile] are the sets the suite runs on, for tests that look at
// a target more closely.
package conformance

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"rolebook/generator/book"
	"rolebook/generator/output"
)

// Files are what a target wrote: content by path.
type Files map[string][]byte

// Expect says what is particular to a target.
type Expect struct {
	// Files lists every path the target has to write for a set. When nil, paths
	// are not checked.
	Files func(set *book.Set) []string
	// Texts lists what readers of a book's language must find, as plain text;
	// see [RoleNames], [DocumentTexts], [Everything] and [Written].
	Texts func(set *book.Set, b *book.Book) []string
	// Read gives the text that readers see in a file, for kinds of files that
	// the suite cannot read by itself. It fails on a file that is broken.
	Read func(name string, data []byte) (string, error)
	// Check looks at what is left: counts, say. It may be nil.
	Check func(t *testing.T, set *book.Set, files Files)
}

// Run holds a target against the suite.
func Run(t *testing.T, target output.Target, expect Expect) {
	root := t.TempDir() // before the folders for temporary files are watched
	confine(t)
	if target.Name() == "" {
		t.Error("the target has no name")
	}
	for name, newSet := range map[string]func(testing.TB) *book.Set{"mini": Mini, "hostile": Hostile} {
		t.Run(name, func(t *testing.T) {
			set := newSet(t)
			files := render(t, target, set, filepath.Join(root, name))
			checkFiles(t, expect, set, files)
			checkTexts(t, expect, set, files)
			checkHarmless(t, files)
			if expect.Check != nil {
				t.Run("check", func(t *testing.T) { expect.Check(t, set, files) })
			}
			t.Run("deterministic", func(t *testing.T) {
				again := render(t, target, newSet(t), filepath.Join(root, name+"-again"))
				checkSame(t, files, again)
			})
		})
	}
	t.Run("cancelled", func(t *testing.T) { checkCancelled(t, target, root) })
}

// render lets the target write a set and reads what it wrote.
func render(t *testing.T, target output.Target, set *book.Set, dir string) Files {
	t.Helper()
	sink, err := output.NewSink(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := target.Render(t.Context(), set, sink); err != nil {
		t.Fatal(errors.Join(err, sink.Discard()))
	}
	if err := sink.Commit(); err != nil {
		t.Fatal(err)
	}
	files := Files{}
	for _, f := range sink.Files() {
		data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(f.Path)))
		if err != nil {
			t.Fatal(err)
		}
		if int64(len(data)) != f.Size {
			t.Errorf("%s has %d bytes, the sink says %d", f.Path, len(data), f.Size)
		}
		files[f.Path] = data
	}
	if len(files) == 0 {
		t.Fatal("nothing was written")
	}
	return files
}

func checkFiles(t *testing.T, expect Expect, set *book.Set, files Files) {
	t.Helper()
	if expect.Files == nil {
		return
	}
	want := slices.Sorted(slices.Values(expect.Files(set)))
	got := slices.Sorted(maps.Keys(files))
	for _, p := range want {
		if _, ok := files[p]; !ok {
			t.Errorf("%s was not written", p)
		}
	}
	for _, p := range got {
		if _, ok := slices.BinarySearch(want, p); !ok {
			t.Errorf("%s was written unasked", p)
		}
	}
}

// checkTexts looks for every text among the files of its language: those in
// the language's folder, and those that are for all languages.
func checkTexts(t *testing.T, expect Expect, set *book.Set, files Files) {
	t.Helper()
	seen := map[string]*strings.Builder{}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		text, err := readText(expect, name, files[name])
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if strings.Contains(text, "⟦") {
			t.Errorf("%s: a message is missing: %.40q", name, text[strings.Index(text, "⟦"):])
		}
		folder, _, _ := strings.Cut(name, "/")
		if seen[folder] == nil {
			seen[folder] = &strings.Builder{}
		}
		seen[folder].WriteString(visible(text) + "\n")
	}
	for _, b := range set.Books {
		var all string
		for _, folder := range []string{b.Key, "data"} {
			if seen[folder] != nil {
				all += seen[folder].String()
			}
		}
		missing := 0
		for _, want := range expect.Texts(set, b) {
			if !strings.Contains(all, visible(want)) {
				if missing++; missing <= 10 {
					t.Errorf("%s: readers do not find %.300q", b.Key, want)
				}
			}
		}
		if missing > 10 {
			t.Errorf("%s: … and %d more texts", b.Key, missing-10)
		}
	}
}

func checkHarmless(t *testing.T, files Files) {
	t.Helper()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		for _, harm := range findHarm(name, files[name]) {
			t.Errorf("%s has %s", name, harm)
		}
	}
}

func checkSame(t *testing.T, files, again Files) {
	t.Helper()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if second, ok := again[name]; !ok || string(second) != string(files[name]) {
			t.Errorf("%s differs from run to run", name)
		}
	}
	if len(again) != len(files) {
		t.Errorf("%d files, then %d", len(files), len(again))
	}
}

// confine gives the process an empty place to stand and empty places for
// temporary files and caches, and fails the test when anything is left there.
func confine(t *testing.T) {
	t.Helper()
	watched := t.TempDir()
	for _, name := range []string{"work", "tmp", "home", "cache"} {
		if err := os.Mkdir(filepath.Join(watched, name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() {
		if err := filepath.WalkDir(watched, func(p string, d fs.DirEntry, err error) error {
			if rel, _ := filepath.Rel(watched, p); strings.Contains(rel, string(filepath.Separator)) {
				t.Errorf("left behind outside the sink: %s", filepath.ToSlash(rel))
			}
			return err
		}); err != nil {
			t.Error(err)
		}
	})
	t.Chdir(filepath.Join(watched, "work"))
	t.Setenv("TMPDIR", filepath.Join(watched, "tmp"))
	t.Setenv("HOME", filepath.Join(watched, "home"))
	t.Setenv("XDG_CACHE_HOME", filepath.Join(watched, "cache"))
}

// checkCancelled runs the target with contexts that are done from the start,
// or after so many looks at them: once the target has seen that, it must say so.
func checkCancelled(t *testing.T, target output.Target, root string) {
	set := Mini(t)
	for looks := range 4 {
		ctx := newFuse(t.Context(), looks)
		sink, err := output.NewSink(filepath.Join(root, "cancelled"))
		if err != nil {
			t.Fatal(err)
		}
		err = target.Render(ctx, set, sink)
		if ctx.blown() && !errors.Is(err, context.Canceled) {
			t.Errorf("done after %d looks: Render returned %v", looks, err)
		}
		if looks == 0 && !ctx.blown() {
			t.Error("the target never looks at its context")
		}
		if err := sink.Discard(); err != nil {
			t.Error(err)
		}
	}
}

// names of files that hold no words for readers.
func wordless(name string) bool {
	switch path.Ext(name) {
	case ".css", ".js", ".svg", ".png", ".ico", ".woff2", ".webmanifest":
		return true
	}
	return false
}
