package output

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// tree is a folder as a map from path to content; folders that hold nothing
// end in a slash.
type tree map[string]string

func readTree(t *testing.T, dir string) tree {
	t.Helper()
	out := tree{}
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(dir, p)
		if d.IsDir() {
			if entries, err := os.ReadDir(p); err == nil && len(entries) == 0 && p != dir {
				out[rel+"/"] = ""
			}
			return nil
		}
		data, err := os.ReadFile(p)
		out[rel] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func (want tree) check(t *testing.T, dir string) {
	t.Helper()
	if got := readTree(t, dir); !maps.Equal(got, want) {
		t.Errorf("%s holds\n%q\nwant\n%q", dir, got, want)
	}
}

func (files tree) write(t *testing.T, dir string) {
	t.Helper()
	for p, data := range files {
		full := filepath.Join(dir, p)
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func open(t *testing.T, target string) *Sink {
	t.Helper()
	s, err := NewSink(target)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Discard(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// build makes a whole output of the files.
func build(t *testing.T, target string, files tree) {
	t.Helper()
	s := open(t, target)
	for _, p := range slices.Sorted(maps.Keys(files)) {
		if err := s.Write(p, []byte(files[p])); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Commit(); err != nil {
		t.Fatal(err)
	}
}

func TestCommitReplacesTheOldFolder(t *testing.T) {
	t.Parallel()
	parent := t.TempDir()
	target := filepath.Join(parent, "deep", "public")
	build(t, target, tree{"index.html": "old", "en/gone.html": "old", "en/kept.html": "old"})
	build(t, target, tree{"index.html": "new", "en/kept.html": "new", "zh/a/b.html": "new"})
	tree{
		"deep/public/index.html": "new", "deep/public/en/kept.html": "new", "deep/public/zh/a/b.html": "new",
		"deep/public/" + manifest: "en/kept.html\nindex.html\nzh/a/b.html\n",
	}.check(t, parent)
}

func TestDiscardLeavesTheOldFolder(t *testing.T) {
	t.Parallel()
	parent := t.TempDir()
	target := filepath.Join(parent, "public")
	build(t, target, tree{"index.html": "old"})
	want := readTree(t, parent)
	s := open(t, target)
	if err := s.Write("en/index.html", []byte("new")); err != nil {
		t.Fatal(err)
	}
	if err := s.Discard(); err != nil {
		t.Fatal(err)
	}
	want.check(t, parent)
}

func TestDiscardRemovesWhatWasCollected(t *testing.T) {
	t.Parallel()
	parent := t.TempDir()
	s := open(t, filepath.Join(parent, "public"))
	if err := s.Write("en/index.html", []byte("new")); err != nil {
		t.Fatal(err)
	}
	if err := s.Discard(); err != nil {
		t.Fatal(err)
	}
	tree{}.check(t, parent)
}

func TestClosedSinkRefuses(t *testing.T) {
	t.Parallel()
	target := filepath.Join(t.TempDir(), "public")
	s := open(t, target)
	if err := s.Write("a", nil); err != nil {
		t.Fatal(err)
	}
	if err := s.Commit(); err != nil {
		t.Fatal(err)
	}
	if err := s.Write("b", nil); !errors.Is(err, ErrClosed) {
		t.Errorf("Write after Commit: %v", err)
	}
	if err := s.Commit(); !errors.Is(err, ErrClosed) {
		t.Errorf("second Commit: %v", err)
	}
	if err := s.Discard(); err != nil {
		t.Errorf("Discard after Commit: %v", err)
	}
	tree{"a": "", manifest: "a\n"}.check(t, target)
}

func TestPaths(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		path string
		ok   bool
	}{
		{"index.html", true},
		{"zh/角色/概述.html", true},
		{"..a", true},
		{"", false},
		{".", false},
		{"..", false},
		{"../x", false},
		{"a/../../x", false},
		{"/etc/passwd", false},
		{"a//b", false},
		{"./a", false},
		{"a/", false},
		{"a/../b", false},
		{`a\b`, false},
		{"a\nb", false},
		{"a\x00b", false},
		{"\xff", false},
		{manifest, false},
	} {
		s := open(t, filepath.Join(t.TempDir(), "public"))
		if err := s.Write(c.path, nil); (err == nil) != c.ok {
			t.Errorf("Write(%q): %v", c.path, err)
		}
		if err := s.Write(c.path, nil); err == nil {
			t.Errorf("Write(%q) twice: no error", c.path)
		}
	}
}

func TestForeignFilesAreRefusedAndKept(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		add  func(t *testing.T, target string)
	}{
		{"a file", func(t *testing.T, target string) { tree{"notes.txt": "mine"}.write(t, target) }},
		{"a file in our folder", func(t *testing.T, target string) { tree{"en/notes.txt": "mine"}.write(t, target) }},
		{"an empty folder", func(t *testing.T, target string) { mkdir(t, filepath.Join(target, "mine")) }},
		{"a link", func(t *testing.T, target string) { link(t, "/etc", filepath.Join(target, "etc")) }},
		{"a link in place of a file", func(t *testing.T, target string) {
			remove1(t, filepath.Join(target, "index.html"))
			link(t, "/etc/passwd", filepath.Join(target, "index.html"))
		}},
		{"no manifest", func(t *testing.T, target string) { remove1(t, filepath.Join(target, manifest)) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			target := filepath.Join(t.TempDir(), "public")
			build(t, target, tree{"index.html": "old", "en/index.html": "old"})
			late := open(t, target) // opened before the file came
			c.add(t, target)
			if _, err := NewSink(target); !errors.Is(err, ErrForeign) {
				t.Errorf("NewSink: %v", err)
			}
			entries := listing(t, target)
			if err := late.Commit(); !errors.Is(err, ErrForeign) {
				t.Errorf("Commit: %v", err)
			}
			if got := listing(t, target); !slices.Equal(got, entries) {
				t.Errorf("after Commit %q, before %q", got, entries)
			}
		})
	}
}

func TestTargetThatIsAFile(t *testing.T) {
	t.Parallel()
	target := filepath.Join(t.TempDir(), "public")
	tree{"public": "mine"}.write(t, filepath.Dir(target))
	if _, err := NewSink(target); !errors.Is(err, ErrForeign) {
		t.Errorf("NewSink: %v", err)
	}
	tree{"public": "mine"}.check(t, filepath.Dir(target))
}

// A manifest that comes with somebody's repository must not be a list of
// things to delete.
func TestHostileManifest(t *testing.T) {
	t.Parallel()
	parent := t.TempDir()
	target := filepath.Join(parent, "public")
	tree{"secret": "mine", "home/secret": "mine", "public/index.html": "old"}.write(t, parent)
	tree{manifest: "index.html\n../secret\n" + parent + "/secret\nout/secret\nout\n"}.write(t, target)
	link(t, filepath.Join(parent, "home"), filepath.Join(target, "out"))
	if _, err := NewSink(target); !errors.Is(err, ErrForeign) { // the link
		t.Fatalf("NewSink: %v", err)
	}
	if err := removeOwn(target); err != nil {
		t.Fatal(err)
	}
	want := []string{"home", "home/secret", "public", "public/out", "secret"}
	if got := listing(t, parent); !slices.Equal(got, want) {
		t.Errorf("left are %q, want %q", got, want)
	}
}

func TestTargetBehindALink(t *testing.T) {
	t.Parallel()
	parent := t.TempDir()
	mkdir(t, filepath.Join(parent, "www", "site"))
	link(t, filepath.Join("www", "site"), filepath.Join(parent, "public"))
	for _, word := range []string{"old", "new"} {
		build(t, filepath.Join(parent, "public"), tree{"index.html": word})
		tree{"site/index.html": word, "site/" + manifest: "index.html\n"}.check(t, filepath.Join(parent, "www"))
	}
	if info, err := os.Lstat(filepath.Join(parent, "public")); err != nil || info.Mode()&fs.ModeSymlink == 0 {
		t.Errorf("the link is gone: %v %v", info, err)
	}
}

func TestManyWriters(t *testing.T) {
	t.Parallel()
	target := filepath.Join(t.TempDir(), "public")
	s := open(t, target)
	var wg sync.WaitGroup
	for i := range 200 {
		wg.Go(func() {
			if err := s.WriteDocument(fmt.Sprintf("d%d/f%03d", i%7, i), []byte("x"), i); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if f, ok := s.File("d1/f001"); !ok || f != (File{"d1/f001", 1, 1}) {
		t.Errorf("File: %v %v", f, ok)
	}
	if n := len(s.Files()); n != 200 {
		t.Errorf("%d files", n)
	}
	if err := s.Commit(); err != nil {
		t.Fatal(err)
	}
	if n := len(readTree(t, target)); n != 201 {
		t.Errorf("%d files in place", n)
	}
}

func TestReplaceInTwo(t *testing.T) {
	t.Parallel()
	parent := t.TempDir()
	tree{"fresh/a": "new", "public/a": "old"}.write(t, parent)
	old, err := replaceInTwo(filepath.Join(parent, "fresh"), filepath.Join(parent, "public"))
	if err != nil {
		t.Fatal(err)
	}
	tree{"public/a": "new", "fresh.old/a": "old"}.check(t, parent)
	if _, err := replaceInTwo(filepath.Join(parent, "none"), filepath.Join(parent, "public")); err == nil {
		t.Error("a folder that is not there has replaced one")
	}
	tree{"public/a": "new", filepath.Base(old) + "/a": "old"}.check(t, parent)
}

// A build killed between the two renames is made good by the next.
func TestSweepPutsTheOldFolderBack(t *testing.T) {
	t.Parallel()
	parent := t.TempDir()
	target := filepath.Join(parent, "public")
	build(t, target, tree{"a": "old"})
	if err := os.Rename(target, filepath.Join(parent, stagingPrefix(target)+"00000000"+oldSuffix)); err != nil {
		t.Fatal(err)
	}
	s := open(t, target)
	if err := s.Discard(); err != nil {
		t.Fatal(err)
	}
	tree{"public/a": "old", "public/" + manifest: "a\n"}.check(t, parent)
}

func TestSweepSparesTheLivingAndTheForeign(t *testing.T) {
	t.Parallel()
	parent := t.TempDir()
	target := filepath.Join(parent, "public")
	tree{".public.building-notes/mine": "mine"}.write(t, parent)
	first := open(t, target)
	if err := first.Write("a", []byte("first")); err != nil {
		t.Fatal(err)
	}
	build(t, target, tree{"a": "second"})
	if err := first.Commit(); err != nil {
		t.Fatal(err)
	}
	tree{"public/a": "first", "public/" + manifest: "a\n", ".public.building-notes/mine": "mine"}.check(t, parent)
}

// TestKilledBuild kills builds at any moment and looks at what they leave: one
// of the whole folders, and after the next build nothing else.
func TestKilledBuild(t *testing.T) {
	t.Parallel()
	parent := t.TempDir()
	target := filepath.Join(parent, "public")
	build(t, target, generation(0))
	for i := range 12 {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), childTarget+"="+target)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewReader(out)
		if _, err := lines.ReadString('\n'); err != nil { // it has begun to write
			t.Fatal(err)
		}
		time.Sleep(time.Duration(i) * 1700 * time.Microsecond)
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		cmd.Wait() //nolint:errcheck // it was killed
		checkWhole(t, target)
	}
	build(t, target, tree{"last": ""})
	tree{"public/last": "", "public/" + manifest: "last\n"}.check(t, parent)
}

// generation is an output whose files all hold the same number.
func generation(n int) tree {
	files := tree{}
	for i := range 40 {
		files[fmt.Sprintf("d%d/f%d", i%5, i)] = fmt.Sprint(n)
	}
	return files
}

func checkWhole(t *testing.T, target string) {
	t.Helper()
	files := readTree(t, target)
	if len(files) != 41 {
		t.Errorf("%d files are left, want 41", len(files))
	}
	for p, data := range files {
		if p != manifest && data != files["d0/f0"] {
			t.Errorf("%s is of generation %s, d0/f0 of %s", p, data, files["d0/f0"])
		}
	}
}

// childTarget names the folder that a child process of the tests is to build
// again and again, until it is killed.
const childTarget = "ROLEBOOK_TEST_SINK"

func TestMain(m *testing.M) {
	if target := os.Getenv(childTarget); target != "" {
		fmt.Fprintln(os.Stderr, buildForever(target))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

func buildForever(target string) error {
	for n := 1; ; n++ {
		s, err := NewSink(target)
		if err != nil {
			return err
		}
		for p, data := range generation(n) {
			if err := s.Write(p, []byte(data)); err != nil {
				return err
			}
			if n == 1 {
				os.Stdout.WriteString("\n") //nolint:errcheck // the parent sees that it has begun
			}
		}
		if err := s.Commit(); err != nil {
			return err
		}
	}
}

func mkdir(t *testing.T, dir string) {
	t.Helper()
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
}

func link(t *testing.T, to, at string) {
	t.Helper()
	if err := os.Symlink(to, at); err != nil {
		t.Fatal(err)
	}
}

func remove1(t *testing.T, path string) {
	t.Helper()
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
}

// listing gives everything below a folder, links as what they are.
func listing(t *testing.T, dir string) []string {
	t.Helper()
	var out []string
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if rel, _ := filepath.Rel(dir, p); rel != "." {
			out = append(out, strings.ReplaceAll(rel, "\\", "/"))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
