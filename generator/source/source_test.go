package source

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// describe writes a problem as "line:column-end fault name <- related".
func describe(p Problem) string {
	s := fmt.Sprintf("%d:%d-%d %s", p.At.Start.Line, p.At.Start.Column, p.At.End.Column, p.Fault)
	if p.Name != "" {
		s += " " + p.Name
	}
	if !p.Related.IsZero() {
		s += fmt.Sprintf(" <- %d:%d", p.Related.Start.Line, p.Related.Start.Column)
	}
	return s
}

func TestProblems(t *testing.T) {
	t.Parallel()
	deep := strings.Repeat("[", MaxDepth+1) + strings.Repeat("]", MaxDepth+1)
	for _, c := range []struct {
		name, in string
		want     []string
	}{
		{"fine", "a: 1\nb: [x, {c: d}]\n", nil},
		{"byte-order mark", "\ufeffa: 1\n", nil},
		{"byte-order mark counts no column", "\ufeffa: 1\na: 2\n", []string{"2:1-2 duplicate-key a <- 1:1"}},
		{"latin-1", "a: x\nb: 价caf\xe9\n", []string{"2:8-9 not-utf8 0xE9"}},
		{"cut character", "a: \xe4\xbb", []string{"1:4-5 not-utf8 0xE4"}},
		{"utf-16", "\xff\xfea\x00", []string{"1:1-2 not-utf8 0xFF"}},
		{"control character", "a: 价\x07\n", []string{"1:5-6 control U+0007"}},
		{"real replacement character", "a: \ufffd\n", nil},
		{"too large", strings.Repeat("#", MaxSize+1), []string{"1:1-1 size"}},
		{"just not too large", strings.Repeat("#", MaxSize), nil},
		{"too deep", deep, []string{"1:65-66 depth"}},
		{"just not too deep", deep[1 : len(deep)-1], nil},
		{"far too deep", strings.Repeat("[", 20000), []string{"1:10001-10002 depth"}},
		{"anchor", "a: &x b\n", []string{"1:4-6 anchor"}},
		{"alias", "a: &x b\nc: *x\n", []string{"1:4-6 anchor", "2:4-6 alias"}},
		{"alias of nothing", "a: *x\n", []string{"1:4-6 alias"}},
		{"emphasis is no alias", "a: *Important* text\n", []string{"1:4-15 alias"}},
		{"merge key", "a: {b: c}\n<<: {d: e}\n", []string{"2:1-4 merge"}},
		{"quoted merge key", "\"<<\": {d: e}\n", nil},
		{"tag", "a: !ruby/object b\n", []string{"1:4-16 tag !ruby/object"}},
		{"binary", "a: !!binary aGk=\n", []string{"1:4-12 tag !!binary"}},
		{"core tag", "a: !!str 12\nb: !!map {}\n", nil},
		{"second document", "a: b\n---\nc: d\n", []string{"2:1-4 document"}},
		{"one document with markers", "---\na: b\n...\n", nil},
		{"duplicate key", "价: 1\nb: 2\n价: 3\n", []string{"3:1-2 duplicate-key 价 <- 1:1"}},
		{"thrice", "a: 1\na: 2\na: 3\n", []string{"2:1-2 duplicate-key a <- 1:1", "3:1-2 duplicate-key a <- 1:1"}},
		{"duplicate of another style", "{a: 1, \"a\": 2}", []string{"1:8-11 duplicate-key a <- 1:2"}},
		{"same key in another mapping", "a: {b: 1}\nc: {b: 1}\n", nil},
		{"list as key", "? [a]\n: b\n", []string{"1:3-6 key-kind"}},
		{"no key", ": b\n", []string{"1:1-1 key-kind"}},

		{"tab", "a:\n\tb: c\n", []string{"2:1-1 syntax-tab"}},
		{"tab in a text", "a:\n  text\n\tmore\n", []string{"3:1-1 syntax-tab"}},
		{"tab between values", "a:\tb\n", nil},
		{"indentation", "a:\n  - b\n - c\n", []string{"3:2-3 syntax-indent"}},
		{"list under keys", "a: b\n- c\n", []string{"2:1-2 syntax-indent"}},
		{"first line too far in", " a: b\nc: d\n", []string{"2:1-3 syntax-indent"}},
		{"quotation mark in a quoted text", "a: 'it's'\n", []string{"1:8-10 syntax-behind"}},
		{"bracket too many", "a: [b]]\n", []string{"1:7-8 syntax-behind"}},
		{"colon in a text", "a: 名: b\n", []string{"1:5-6 syntax-colon"}},
		{"line without colon", "a: b\nc\nd: e\n", []string{"3:1-3 syntax-no-colon"}},
		{"list behind a key", "a: - b\n", []string{"1:4-5 syntax-dash"}},
		{"open quote", "a: b\nc: \"x\nd: e\n", []string{"2:4-6 syntax-quote"}},
		{"escape", "a: \"\\q\"\n", []string{"1:5-8 syntax-escape"}},
		{"open list", "a: [b, c\nd: e\n", []string{"2:2-3 syntax-list <- 1:4"}},
		{"open mapping", "a: {b: c\nd: e\n", []string{"2:2-3 syntax-mapping <- 1:4"}},
		{"at sign", "a: @x\n", []string{"1:4-6 syntax-character"}},
		{"lonely bracket", "a: ]\n", []string{"1:4-5 syntax-character"}},
		{"comparison", "a: >= 98 %\n", []string{"1:5-6 syntax-block"}},
		{"directive", "%FOO\n---\na: b\n", []string{"1:5-5 syntax-other"}},
		{"error in a second document", "a: b\n---\nc: [\n", []string{"4:1-1 syntax-character"}},
		{"old line separators count no line", "a: \"\u2028\u2029\u0085\"\nb: {x: 1, x: 2}\n", []string{"2:11-12 duplicate-key x <- 2:5"}},
		{"columns behind a line separator", "a: \"\u2028\" x\n", []string{"1:8-9 syntax-behind"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, p := range Parse("x.yaml", []byte(c.in)).Problems {
				got = append(got, describe(p))
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

// outline writes a tree as its nodes' places and values.
func outline(f *File, n *Node, into *[]string) {
	at := f.Span(n)
	*into = append(*into, fmt.Sprintf("%d:%d-%d %d %s", at.Start.Line, at.Start.Column, at.End.Column, n.Kind, n.Value))
	for _, item := range n.Items {
		outline(f, item, into)
	}
}

func TestPlaces(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, in string
		want     []string
	}{
		{"block mapping", "key: 价值 # note\n", []string{"1:1-4 6 ", "1:1-4 4 key", "1:6-8 4 价值"}},
		{"behind wide characters", "{名: 'it''s', b: \"x\\\"y\"}", []string{
			"1:1-24 6 ", "1:2-3 4 名", "1:5-12 4 it's", "1:14-15 4 b", `1:17-23 4 x"y`,
		}},
		{"block list", "- a\n-   b\n-\n", []string{"1:1-2 5 ", "1:3-4 4 a", "2:5-6 4 b", "3:2-2 0 "}},
		{"flow list over lines", "a: [x,\n  y]\n", []string{"1:1-2 6 ", "1:1-2 4 a", "1:4-7 5 ", "1:5-6 4 x", "2:3-4 4 y"}},
		{"nested flow", "[[a , ], {b: }]", []string{
			"1:1-16 5 ", "1:2-8 5 ", "1:3-4 4 a", "1:10-15 6 ", "1:11-12 4 b", "1:14-14 0 ",
		}},
		{"text over lines", "a: x y  \n  z\n", []string{"1:1-2 6 ", "1:1-2 4 a", "1:4-7 4 x y z"}},
		{"block text", "a: |-\n  x\n", []string{"1:1-2 6 ", "1:1-2 4 a", "1:4-6 4 x"}},
		{"kinds", "[~, true, 0x1F, 1_000, 1.5, .inf, 2026-01-01, 1.2.0, no, !!int abc]", []string{
			"1:1-68 5 ", "1:2-3 0 ~", "1:5-9 1 true", "1:11-15 2 0x1F", "1:17-22 2 1_000", "1:24-27 3 1.5",
			"1:29-33 4 .inf", "1:35-45 4 2026-01-01", "1:47-52 4 1.2.0", "1:54-56 4 no", "1:58-63 4 abc",
		}},
		{"line separator", "a: \"x\u2028y\"\nb: c\n", []string{
			"1:1-2 6 ", "1:1-2 4 a", "1:4-9 4 x\u2028y", "2:1-2 4 b", "2:4-5 4 c",
		}},
		{"old Mac lines", "a: b\rc: d", []string{"1:1-2 6 ", "1:1-2 4 a", "1:4-5 4 b", "2:1-2 4 c", "2:4-5 4 d"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			f := Parse("x.yaml", []byte(c.in))
			if f.Root == nil {
				t.Fatalf("no tree; problems %v", f.Problems)
			}
			var got []string
			outline(f, f.Root, &got)
			if !slices.Equal(got, c.want) {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

func TestEmptyFiles(t *testing.T) {
	t.Parallel()
	for _, in := range []string{"", "# a comment\n", "---\n", "\n\n"} {
		if f := Parse("x.yaml", []byte(in)); f.Root != nil || f.Broken() {
			t.Errorf("%q: root %v, broken %v", in, f.Root, f.Broken())
		}
	}
	if f := Parse("x.yaml", []byte("null\n")); f.Root == nil {
		t.Error("null is a value")
	}
}

func TestLocate(t *testing.T) {
	t.Parallel()
	f := Parse("x.yaml", []byte("a: [b, {c: d}]\n"))
	for path, want := range map[string]Position{
		"":        {1, 1},
		"a":       {1, 4},
		"a/1":     {1, 8},
		"a/1/c":   {1, 12},
		"a/1/x":   {1, 8}, // as far as it goes
		"a/7":     {1, 4},
		"a/-1":    {1, 4},
		"a/1/c/e": {1, 12},
	} {
		var steps []string
		if path != "" {
			steps = strings.Split(path, "/")
		}
		if got := f.Span(f.Root.Locate(steps)).Start; got != want {
			t.Errorf("%q: %v, want %v", path, got, want)
		}
	}
}

func TestLine(t *testing.T) {
	t.Parallel()
	files := Files{Parse("x.yaml", []byte("a: 1\r\nb\xff: 2\rc\n"))}
	for line, want := range map[int]string{1: "a: 1", 2: "b\ufffd: 2", 3: "c", 4: ""} {
		if got, ok := files.Line("x.yaml", line); !ok || got != want {
			t.Errorf("line %d: %q, %v", line, got, ok)
		}
	}
	for _, line := range []int{-1, 0, 5} {
		if got, ok := files.Line("x.yaml", line); ok {
			t.Errorf("line %d: %q", line, got)
		}
	}
	if _, ok := files.Line("y.yaml", 1); ok {
		t.Error("a line of a file that is not there")
	}
}

func TestRead(t *testing.T) {
	t.Parallel()
	folder := fstest.MapFS{}
	for _, name := range []string{
		"catalog.yaml", "b/x.yml", "b/a.yaml", "b/readme.md", "theme/t.yaml", "b/theme/t.yaml",
		".hidden.yaml", ".git/x.yaml", "b/.git/x.yaml", "b/x.YAML",
	} {
		folder[name] = &fstest.MapFile{Data: []byte("a: b")}
	}
	files, err := Read(t.Context(), folder)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range files {
		got = append(got, f.Name)
	}
	want := []string{"b/a.yaml", "b/theme/t.yaml", "b/x.yml", "catalog.yaml"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestReadStops(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Read(ctx, fstest.MapFS{"a.yaml": {}}); err == nil {
		t.Error("a done context is no error")
	}
	if _, err := Read(t.Context(), os.DirFS(filepath.Join(t.TempDir(), "none"))); err == nil {
		t.Error("a missing folder is no error")
	}
}

func TestReadLinks(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	outside := filepath.Join(root, "outside.yaml")
	inside := filepath.Join(root, "catalog")
	for _, dir := range []string{"sub", "other"} {
		if err := os.MkdirAll(filepath.Join(inside, dir), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{outside, filepath.Join(inside, "sub/real.yaml")} {
		if err := os.WriteFile(name, []byte("a: b"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for name, target := range map[string]string{
		"good.yaml":       "sub/real.yaml",
		"other/up.yaml":   "../sub/./real.yaml",
		"chain.yaml":      "other/up.yaml",
		"absolute.yaml":   outside,
		"out.yaml":        "../outside.yaml",
		"out-chain.yaml":  "out.yaml",
		"dangling.yaml":   "nowhere.yaml",
		"loop.yaml":       "loop.yaml",
		"door":            "..",
		"through.yaml":    "door/outside.yaml",
		"folder-link":     "sub",
		"as-folder.yaml":  "sub",
		"other/back.yaml": "../../catalog/sub/real.yaml",
	} {
		if err := os.Symlink(target, filepath.Join(inside, name)); err != nil {
			t.Fatal(err)
		}
	}
	files, err := Read(t.Context(), os.DirFS(inside))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range files {
		got = append(got, f.Name)
	}
	want := []string{"chain.yaml", "good.yaml", "other/up.yaml", "sub/real.yaml"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
