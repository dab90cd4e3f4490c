package e2e

import (
	"bytes"
	"path"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/html"
)

// page is a page of a site, parsed.
type page struct {
	path string // from the site's root: en/roles/clerk/index.html
	root *html.Node
}

// lang is the folder of the page's language; empty for pages at the root.
func (p *page) lang() string {
	lang, _, below := strings.Cut(p.path, "/")
	if !below {
		return ""
	}
	return lang
}

// place is the page's path below its language's folder: roles/clerk.
func (p *page) place() string {
	return strings.TrimPrefix(path.Dir(p.path), p.lang())
}

var parsed sync.Map // from *site to []*page

// pages parses every page of the site, once.
func (s *site) pages(t testing.TB) []*page {
	t.Helper()
	if list, ok := parsed.Load(s); ok {
		return list.([]*page)
	}
	var list []*page
	for _, name := range s.files(t, ".html") {
		root, err := html.Parse(bytes.NewReader(s.read(t, name)))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		list = append(list, &page{name, root})
	}
	actual, _ := parsed.LoadOrStore(s, list)
	return actual.([]*page)
}

// page finds a page of the site.
func (s *site) page(t testing.TB, path string) *page {
	t.Helper()
	for _, p := range s.pages(t) {
		if p.path == path {
			return p
		}
	}
	t.Fatalf("there is no page %s", path)
	return nil
}

// attr gives an attribute's value, and whether it is there.
func attr(n *html.Node, key string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val, true
		}
	}
	return "", false
}

// value is attr for those who know that it is there.
func value(n *html.Node, key string) string {
	v, _ := attr(n, key)
	return v
}

// all lists the elements below n that fit.
func all(n *html.Node, fits func(*html.Node) bool) []*html.Node {
	var out []*html.Node
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && fits(d) {
			out = append(out, d)
		}
	}
	return out
}

// tag selects elements by name.
func tag(names ...string) func(*html.Node) bool {
	return func(n *html.Node) bool {
		for _, name := range names {
			if n.Data == name {
				return true
			}
		}
		return false
	}
}

// with selects elements that have an attribute.
func with(key string) func(*html.Node) bool {
	return func(n *html.Node) bool { _, ok := attr(n, key); return ok }
}

// one gives the only element below n that fits.
func one(t testing.TB, p *page, n *html.Node, what string, fits func(*html.Node) bool) *html.Node {
	t.Helper()
	found := all(n, fits)
	if len(found) != 1 {
		t.Fatalf("%s: %d of %s, want one", p.path, len(found), what)
	}
	return found[0]
}

// content is the text of an element, as it stands in the page, without scripts
// and style sheets below it.
func content(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode && (d.Parent == n || !tag("script", "style")(d.Parent)) {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// ids lists the ids of a page in document order.
func (p *page) ids() []string {
	var out []string
	for _, n := range all(p.root, with("id")) {
		out = append(out, value(n, "id"))
	}
	return out
}
