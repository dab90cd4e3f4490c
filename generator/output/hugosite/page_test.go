package hugosite_test

import (
	"bytes"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"rolebook/generator/book"
	"rolebook/generator/output"
	"rolebook/generator/output/hugosite"
)

var languages = []string{"zh", "en", "ja"}

// pages are the HTML pages of a site, parsed, and all its files.
type pages struct {
	docs  map[string]*html.Node // by path
	files map[string][]byte
}

// render builds a site of a set. prepare, which may be nil, fills the sink as
// other targets would.
func render(t *testing.T, set *book.Set, options hugosite.Options, prepare func(*output.Sink)) *pages {
	t.Helper()
	p, err := tryRender(t, set, options, prepare)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func tryRender(t *testing.T, set *book.Set, options hugosite.Options, prepare func(*output.Sink)) (*pages, error) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "public")
	sink, err := output.NewSink(dir)
	if err != nil {
		t.Fatal(err)
	}
	if prepare != nil {
		prepare(sink)
	}
	if err := hugosite.New(options).Render(t.Context(), set, sink); err != nil {
		if err := sink.Discard(); err != nil {
			t.Error(err)
		}
		return nil, err
	}
	if err := sink.Commit(); err != nil {
		t.Fatal(err)
	}
	return readPages(t, os.DirFS(dir)), nil
}

func readPages(t *testing.T, files fs.FS) *pages {
	t.Helper()
	p := &pages{docs: map[string]*html.Node{}, files: map[string][]byte{}}
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		p.files[name] = data
		if path.Ext(name) != ".html" {
			return nil
		}
		p.docs[name], err = html.Parse(bytes.NewReader(data))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// page returns a page that must be there.
func (p *pages) page(t *testing.T, name string) *html.Node {
	t.Helper()
	doc := p.docs[name]
	if doc == nil {
		t.Fatalf("%s is missing", name)
	}
	return doc
}

// selection is one step of a selector: tag#id.class[name=value].
type selection struct {
	tag   string
	attrs [][2]string
}

// all finds the elements that a selector means: steps of the form
// tag#id.class[name=value] or [name], each somewhere below the one before.
func all(root *html.Node, selector string) []*html.Node {
	found := []*html.Node{root}
	for _, step := range strings.Fields(selector) {
		s := parseStep(step)
		var next []*html.Node
		for _, n := range found {
			for d := range n.Descendants() {
				if s.fits(d) && !slices.Contains(next, d) {
					next = append(next, d)
				}
			}
		}
		found = next
	}
	return found
}

// one finds the only element that a selector means.
func one(t *testing.T, root *html.Node, selector string) *html.Node {
	t.Helper()
	found := all(root, selector)
	if len(found) != 1 {
		t.Fatalf("%q: %d elements, want 1", selector, len(found))
	}
	return found[0]
}

func parseStep(step string) selection {
	end := strings.IndexAny(step, "#.[")
	if end < 0 {
		return selection{tag: step}
	}
	s := selection{tag: step[:end]}
	for rest := step[end:]; rest != ""; {
		kind := rest[0]
		rest = rest[1:]
		end := strings.IndexAny(rest, "#.[")
		if kind == '[' {
			end = strings.Index(rest, "]")
		}
		part := rest
		if end >= 0 {
			part, rest = rest[:end], strings.TrimPrefix(rest[end:], "]")
		} else {
			rest = ""
		}
		switch kind {
		case '#':
			s.attrs = append(s.attrs, [2]string{"id", part})
		case '.':
			s.attrs = append(s.attrs, [2]string{"class", part})
		default:
			name, value, given := strings.Cut(part, "=")
			if !given {
				value = "*"
			}
			s.attrs = append(s.attrs, [2]string{name, value})
		}
	}
	return s
}

func (s selection) fits(n *html.Node) bool {
	if n.Type != html.ElementNode || s.tag != "" && s.tag != n.Data {
		return false
	}
	for _, a := range s.attrs {
		got, ok := attribute(n, a[0])
		switch {
		case !ok:
			return false
		case a[1] == "*":
		case a[0] == "class":
			if !slices.Contains(strings.Fields(got), a[1]) {
				return false
			}
		case got != a[1]:
			return false
		}
	}
	return true
}

func attribute(n *html.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

func value(n *html.Node, name string) string {
	v, _ := attribute(n, name)
	return v
}

// words is the text of an element, white space made one.
func words(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode && d.Parent.Data != "script" {
			b.WriteString(d.Data + " ")
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
