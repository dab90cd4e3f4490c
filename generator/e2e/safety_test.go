package e2e

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"
	"time"

	"rolebook/generator"
	"rolebook/generator/output"
	"rolebook/roles"
)

// A build that has to die, or to run in a world of its own, runs in a child
// process: this test binary again, with these variables set.
const (
	childOutput  = "ROLEBOOK_E2E_OUTPUT"  // the folder to build into
	childCatalog = "ROLEBOOK_E2E_CATALOG" // the catalog's folder; the shipped one when empty
	childKill    = "ROLEBOOK_E2E_KILL"    // the step that the process kills itself at
)

// buildAsChild builds as the environment says and gives the exit status. It
// prints each step.
func buildAsChild() int {
	var from fs.FS = roles.Files
	if dir := os.Getenv(childCatalog); dir != "" {
		from = os.DirFS(dir)
	}
	_, err := generator.Build(context.Background(), generator.BuildOptions{
		Options: generator.Options{On: today}, Catalog: from, Output: os.Getenv(childOutput),
		Progress: func(s generator.Step) {
			fmt.Println(s.Name)
			if s.Name == os.Getenv(childKill) {
				if err := syscall.Kill(os.Getpid(), syscall.SIGKILL); err != nil {
					panic(err)
				}
				select {}
			}
		},
	})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

// child prepares a build in a child process.
func child(t testing.TB, out string, env ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), self)
	cmd.Env = append(append(os.Environ(), childOutput+"="+out), env...)
	return cmd
}

// TestSameBytes builds the shipped catalog again: on one processor, in another
// process, time zone and language.
func TestSameBytes(t *testing.T) {
	t.Parallel()
	out := filepath.Join(t.TempDir(), "public")
	cmd := child(t, out, "GOMAXPROCS=1", "TZ=Asia/Tokyo", "LANG=ja_JP.UTF-8", "LC_ALL=ja_JP.UTF-8")
	if report, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, report)
	}
	differ(t, contents(t, shipped(t).dir), contents(t, out))
}

// contents reads every file below a folder.
func contents(t testing.TB, dir string) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		out[name], err = os.ReadFile(filepath.Join(dir, name))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// differ fails the test where two folders differ.
func differ(t testing.TB, want, got map[string][]byte) {
	t.Helper()
	for _, name := range slices.Sorted(maps.Keys(want)) {
		if data, ok := got[name]; !ok {
			t.Errorf("%s is missing", name)
		} else if !bytes.Equal(data, want[name]) {
			t.Errorf("%s differs", name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(got)) {
		if _, ok := want[name]; !ok {
			t.Errorf("%s is new", name)
		}
	}
}

// workplace is a folder with a catalog and an earlier build of another one.
type workplace struct {
	dir, catalog, public string
	earlier              map[string][]byte
}

// newWorkplace builds the small catalog, and changes it afterwards, so that the
// next build makes something else.
func newWorkplace(t *testing.T) workplace {
	t.Helper()
	w := workplace{dir: t.TempDir()}
	w.catalog, w.public = filepath.Join(w.dir, "catalog"), filepath.Join(w.dir, "public")
	files := smallCatalog(plainly, plainly)
	if err := w.build(t.Context(), files, nil); err != nil {
		t.Fatal(err)
	}
	w.earlier = contents(t, w.public)
	changed := smallCatalog(func(field string) any { return "Another " + field + "." }, plainly)
	if err := os.CopyFS(w.catalog, changed); err != nil {
		t.Fatal(err)
	}
	return w
}

func (w workplace) build(ctx context.Context, from fs.FS, progress func(generator.Step)) error {
	_, err := generator.Build(ctx, generator.BuildOptions{
		Options: generator.Options{On: today}, Catalog: from, Output: w.public, Progress: progress,
	})
	return err
}

// whole fails the test when the earlier build was touched.
func (w workplace) whole(t *testing.T) {
	t.Helper()
	differ(t, w.earlier, contents(t, w.public))
}

// tidy fails the test when anything lies about that nobody asked for.
func (w workplace) tidy(t *testing.T, want ...string) {
	t.Helper()
	entries, err := os.ReadDir(w.dir)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range entries {
		got = append(got, e.Name())
	}
	if !slices.Equal(got, want) {
		t.Errorf("the folder holds %v, want %v", got, want)
	}
}

// steps lists the steps of a build of the small catalog, in the order in which
// they happened to begin.
func steps(t *testing.T) []string {
	t.Helper()
	w := workplace{public: filepath.Join(t.TempDir(), "public")}
	var names []string
	if err := w.build(t.Context(), smallCatalog(plainly, plainly), func(s generator.Step) { names = append(names, s.Name) }); err != nil {
		t.Fatal(err)
	}
	if len(names) < 5 || !slices.Contains(names, "commit") {
		t.Fatalf("steps are %v", names)
	}
	return names
}

// TestKilled kills a build at each of its steps: the earlier build stays as it
// was, and the next one clears away what the dead one left.
func TestKilled(t *testing.T) {
	t.Parallel()
	w := newWorkplace(t)
	for _, step := range steps(t) {
		cmd := child(t, w.public, childCatalog+"="+w.catalog, childKill+"="+step)
		if report, err := cmd.CombinedOutput(); err == nil || !strings.Contains(err.Error(), "killed") {
			t.Fatalf("at %s: the child was not killed: %v\n%s", step, err, report)
		}
		w.whole(t)
	}
	if err := w.build(t.Context(), os.DirFS(w.catalog), nil); err != nil {
		t.Fatal(err)
	}
	if same := contents(t, w.public)["index.html"]; len(same) == 0 {
		t.Error("the build after the killed ones made nothing")
	}
	w.tidy(t, "catalog", "public")
}

// TestKilledAtTheEnd kills builds while they put their folder into its place:
// what is found afterwards is one of the two, whole.
func TestKilledAtTheEnd(t *testing.T) {
	t.Parallel()
	w := newWorkplace(t)
	next := workplace{public: filepath.Join(t.TempDir(), "public")}
	if err := next.build(t.Context(), os.DirFS(w.catalog), nil); err != nil {
		t.Fatal(err)
	}
	made := contents(t, next.public)
	for i := range 6 {
		killAfterCommit(t, child(t, w.public, childCatalog+"="+w.catalog), time.Duration(i)*time.Millisecond)
		found := contents(t, w.public)
		if !maps.EqualFunc(found, w.earlier, bytes.Equal) && !maps.EqualFunc(found, made, bytes.Equal) {
			t.Errorf("killed %d ms after the commit began, the folder is neither the earlier nor the new build", i)
		}
	}
	if err := w.build(t.Context(), os.DirFS(w.catalog), nil); err != nil {
		t.Fatal(err)
	}
	differ(t, made, contents(t, w.public))
	w.tidy(t, "catalog", "public")
}

func killAfterCommit(t *testing.T, cmd *exec.Cmd, wait time.Duration) {
	t.Helper()
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if lines.Text() == "commit" {
			time.Sleep(wait)
			if err := cmd.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
				t.Fatal(err)
			}
		}
	}
	var died *exec.ExitError
	if err := cmd.Wait(); err != nil && !errors.As(err, &died) {
		t.Fatal(err)
	}
}

// TestFailed lets builds fail in every way that a user can bring about.
func TestFailed(t *testing.T) {
	t.Parallel()
	w := newWorkplace(t)
	changed := func(name, text string) fs.FS {
		files := smallCatalog(plainly, plainly)
		files[name] = &fstest.MapFile{Data: []byte(text)}
		return files
	}
	t.Run("template that fails", func(t *testing.T) {
		if err := w.build(t.Context(), changed("theme/layouts/roles/page.html", `{{ define "main" }}{{ .Nowhere.To.Be.Found }}{{ end }}`), nil); err == nil {
			t.Error("a template that fails did not fail the build")
		}
		w.whole(t)
	})
	t.Run("template that does not parse", func(t *testing.T) {
		if err := w.build(t.Context(), changed("theme/layouts/matrix.html", `{{ define "main" }}{{ if }}`), nil); err == nil {
			t.Error("a template that does not parse did not fail the build")
		}
		w.whole(t)
	})
	for _, step := range steps(t) {
		t.Run("stopped at "+step, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			err := w.build(ctx, os.DirFS(w.catalog), func(s generator.Step) {
				if s.Name == step {
					cancel()
				}
			})
			if step == "commit" && err == nil { // too late to stop: it is done
				return
			}
			if !errors.Is(err, context.Canceled) {
				t.Errorf("error is %v", err)
			}
			w.whole(t)
		})
	}
	w.tidy(t, "catalog", "public")
}

// TestRefused: a catalog with an error writes nothing, neither over an earlier
// build nor where there is none.
func TestRefused(t *testing.T) {
	t.Parallel()
	w := newWorkplace(t)
	bad := smallCatalog(plainly, plainly)
	bad["desk/clerk.yaml"] = &fstest.MapFile{Data: bytes.Replace(bad["desk/clerk.yaml"].Data, []byte(`"family":"desk"`), []byte(`"family":"dusk"`), 1)}
	for _, out := range []string{w.public, filepath.Join(w.dir, "nowhere")} {
		report, err := generator.Build(t.Context(), generator.BuildOptions{Options: generator.Options{On: today}, Catalog: bad, Output: out})
		if err != nil || !report.Refused() || len(report.Files) > 0 {
			t.Errorf("report %+v, %v", report, err)
		}
	}
	w.whole(t)
	w.tidy(t, "catalog", "public")
}

// TestForeignFolder: a folder that holds somebody's files is left alone.
func TestForeignFolder(t *testing.T) {
	t.Parallel()
	w := newWorkplace(t)
	w.public = filepath.Join(w.dir, "letters")
	w.earlier = map[string][]byte{"to-mother.txt": []byte("Dear mother,")}
	if err := os.CopyFS(w.public, fstest.MapFS{"to-mother.txt": {Data: w.earlier["to-mother.txt"]}}); err != nil {
		t.Fatal(err)
	}
	if err := w.build(t.Context(), os.DirFS(w.catalog), nil); !errors.Is(err, output.ErrForeign) {
		t.Errorf("error is %v", err)
	}
	w.whole(t)
	w.tidy(t, "catalog", "letters", "public")
}
