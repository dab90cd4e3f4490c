package mcp

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
)

// drafting gives a client of a server that saves drafts, the folder it saves
// them in, and a draft that is good.
func drafting(t *testing.T) (c *sdk.ClientSession, dir, good string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "drafts")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	drafts, err := OpenDrafts(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := drafts.Close(); err != nil {
			t.Error(err)
		}
	})
	c = connect(t, serving(t, func(o *Options) { o.Drafts = drafts }), nil)
	r := ask(t, c, "draft_role", map[string]any{"title": "Night clerk", "like": "clerk"})
	if r.IsError {
		t.Fatal(shown(t, r))
	}
	return c, dir, shown(t, r)
}

// inFolder lists what is in the folder of drafts and beside it.
func inFolder(t *testing.T, dir string) []string {
	t.Helper()
	var out []string
	for _, folder := range []string{dir, filepath.Dir(dir)} {
		entries, err := os.ReadDir(folder)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			out = append(out, e.Name())
		}
	}
	return out
}

func TestScaffoldIsADraftThatIsSaved(t *testing.T) {
	t.Parallel()
	c, dir, good := drafting(t)
	if !slices.Contains(names(t, c), "save_draft") {
		t.Fatal("there is no tool")
	}
	if r := ask(t, c, "validate_role", map[string]any{"yaml": good}); r.IsError || r.StructuredContent.(map[string]any)["valid"] != true {
		t.Errorf("a scaffold is not valid: %s", shown(t, r))
	}
	if r := ask(t, c, "save_draft", map[string]any{"yaml": good}); r.IsError {
		t.Fatalf("%s\n%s", shown(t, r), good)
	}
	saved, err := os.ReadFile(filepath.Join(dir, "night-clerk.yaml"))
	if err != nil || string(saved) != good {
		t.Errorf("another text is saved: %v", err)
	}
	longer := good + "# once more\n"
	if r := ask(t, c, "save_draft", map[string]any{"yaml": longer}); !r.IsError || !strings.Contains(shown(t, r), "replace: true") {
		t.Errorf("a draft is replaced without being asked: %s", shown(t, r))
	}
	if r := ask(t, c, "save_draft", map[string]any{"yaml": longer, "replace": true}); r.IsError {
		t.Error(shown(t, r))
	}
	if saved, err = os.ReadFile(filepath.Join(dir, "night-clerk.yaml")); err != nil || string(saved) != longer {
		t.Errorf("a draft is not replaced: %v", err)
	}
	if got := inFolder(t, dir); !slices.Equal(got, []string{"night-clerk.yaml", "drafts"}) {
		t.Errorf("there are %v", got)
	}
}

// Nothing but a good draft is saved, and nothing anywhere else.
func TestSaveRefuses(t *testing.T) {
	t.Parallel()
	c, dir, good := drafting(t)
	change := func(old, now string) string {
		if !strings.Contains(good, old) {
			t.Fatalf("a scaffold has no %q:\n%s", old, good)
		}
		return strings.Replace(good, old, now, 1)
	}
	for name, yaml := range map[string]string{
		"in use":         change("status: draft", "status: active"),
		"up":             change("id: night-clerk", "id: ../night-clerk"),
		"rooted":         change("id: night-clerk", "id: /etc/night-clerk"),
		"hidden":         change("id: night-clerk", "id: .night-clerk"),
		"NUL":            change("id: night-clerk", `id: "night\0clerk"`),
		"other system":   change("id: night-clerk", `id: 'night\clerk'`),
		"no id":          change("id: night-clerk", "# no id"),
		"made-up family": change("family: sales", "family: nonsense"),
		"unknown key":    good + "salary: high\n",
		"two documents":  good + "---\nid: x\n",
		"anchors":        "a: &a [x]\nb: *a\n",
		"not YAML":       "id: [night-clerk",
		"empty":          "",
	} {
		r := ask(t, c, "save_draft", map[string]any{"yaml": yaml, "lang": "ja"})
		if !r.IsError || !strings.ContainsFunc(shown(t, r), func(r rune) bool { return r > 0x3000 }) {
			t.Errorf("%s: %s", name, shown(t, r))
		}
		if got := inFolder(t, dir); !slices.Equal(got, []string{"drafts"}) {
			t.Fatalf("%s: there are %v", name, got)
		}
	}
}

// A link in the folder leads nowhere, whatever is asked for.
func TestSaveFollowsNoLink(t *testing.T) {
	t.Parallel()
	c, dir, good := drafting(t)
	outside := filepath.Join(filepath.Dir(dir), "outside.yaml")
	if err := os.WriteFile(outside, []byte("precious"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"night-clerk.yaml", "night-clerk.yaml" + unfinished} {
		if err := os.Symlink(outside, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	if r := ask(t, c, "save_draft", map[string]any{"yaml": good}); !r.IsError {
		t.Error("a link is taken for a place to write to")
	}
	if r := ask(t, c, "save_draft", map[string]any{"yaml": good, "replace": true}); r.IsError {
		t.Error(shown(t, r))
	}
	if data, err := os.ReadFile(outside); err != nil || string(data) != "precious" {
		t.Errorf("a link was followed: %q %v", data, err)
	}
	if info, err := os.Lstat(filepath.Join(dir, "night-clerk.yaml")); err != nil || !info.Mode().IsRegular() {
		t.Errorf("the draft is %v, %v", info.Mode(), err)
	}
}

// A folder in the place of a draft stays, and nothing half written beside it.
func TestSaveLeavesNothingHalfWritten(t *testing.T) {
	t.Parallel()
	drafts, err := OpenDrafts(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if err := drafts.root.Mkdir("night-clerk.yaml", 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := drafts.save("night-clerk", []byte("id: night-clerk\n"), true); err == nil {
		t.Error("a folder was replaced")
	}
	if _, err := drafts.root.Lstat("night-clerk.yaml" + unfinished); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("what is unfinished stays: %v", err)
	}
	if err := drafts.Close(); err != nil {
		t.Error(err)
	}
}
