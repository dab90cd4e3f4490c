package hugosite_test

import (
	"bytes"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"

	"rolebook/generator/book"
	"rolebook/generator/output/conformance"
	"rolebook/generator/output/hugosite"
)

// miniFiles reads the small catalog.
func miniFiles(t *testing.T) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	root := os.DirFS("../conformance/testdata/mini")
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".yaml") {
			return err
		}
		files[name], err = fs.ReadFile(root, name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// TestBaseURL builds a site that knows its address.
func TestBaseURL(t *testing.T) {
	set := conformance.Mini(t)
	set.BaseURL = "https://roles.example/book/"
	p := render(t, set, hugosite.Options{}, nil)
	clerk := p.page(t, "ja/roles/clerk/index.html")
	if got, want := value(one(t, clerk, "link[rel=canonical]"), "href"), "https://roles.example/book/ja/roles/clerk/"; got != want {
		t.Errorf("canonical is %s, want %s", got, want)
	}
	if got, want := value(one(t, clerk, "link[rel=alternate][hreflang=zh-Hans]"), "href"), "https://roles.example/book/zh/roles/clerk/"; got != want {
		t.Errorf("alternate is %s, want %s", got, want)
	}
	if got, want := value(one(t, clerk, ".langs a[hreflang=en]"), "href"), "../../../en/roles/clerk/"; got != want {
		t.Errorf("the switch leads to %s, want %s", got, want)
	}
	for _, a := range all(clerk, "a") {
		if strings.Contains(value(a, "href"), "index.html") {
			t.Errorf("a link names a file: %s", value(a, "href"))
		}
	}
	sitemap := p.files["sitemap.xml"]
	for _, want := range []string{
		"<loc>https://roles.example/book/en/</loc>",
		"<loc>https://roles.example/book/zh/roles/clerk/</loc>",
		`<xhtml:link rel="alternate" hreflang="zh-Hans" href="https://roles.example/book/zh/how-to-read/"/>`,
	} {
		if !bytes.Contains(sitemap, []byte(want)) {
			t.Errorf("the sitemap lacks %s", want)
		}
	}
	if !bytes.Contains(p.files["robots.txt"], []byte("Sitemap: https://roles.example/book/sitemap.xml")) {
		t.Errorf("robots.txt does not name the sitemap: %s", p.files["robots.txt"])
	}
	if got := value(one(t, p.page(t, "404.html"), "base"), "href"); got != set.BaseURL {
		t.Errorf("the base of the error page is %q", got)
	}
}

// TestNoBaseURL holds that a site which does not know its address claims none.
func TestNoBaseURL(t *testing.T) {
	p := render(t, conformance.Mini(t), hugosite.Options{}, nil)
	for name, data := range p.files {
		if strings.HasSuffix(name, ".html") && bytes.Contains(data, []byte(`rel="canonical"`)) {
			t.Errorf("%s has a canonical address", name)
		}
	}
	if !bytes.Contains(p.files["sitemap.xml"], []byte("<loc>en/roles/clerk/index.html</loc>")) {
		t.Error("the sitemap does not list pages by their paths")
	}
}

// TestFewerLanguages builds sites of some of the languages.
func TestFewerLanguages(t *testing.T) {
	for _, languages := range [][]string{{"ja"}, {"zh", "en"}} {
		set := conformance.Mini(t)
		var books []*book.Book
		for _, lang := range languages {
			books = append(books, set.Book(lang))
		}
		set.Books = books
		p := render(t, set, hugosite.Options{}, nil)
		if got := value(one(t, p.page(t, "index.html"), "html"), "lang"); got != books[0].Tag {
			t.Errorf("%s: the chooser is in %s", languages, got)
		}
		for _, b := range books {
			one(t, p.page(t, b.Key+"/how-to-read/index.html"), "html[lang="+b.Tag+"]")
			if got := len(all(p.page(t, b.Key+"/roles/clerk/index.html"), ".langs a")); got != len(languages) {
				t.Errorf("%s: %d languages to switch to", languages, got)
			}
		}
		for name := range p.docs {
			if lang, _, below := strings.Cut(name, "/"); below && !slices.Contains(languages, lang) {
				t.Errorf("%s: there is %s", languages, name)
			}
		}
		testLinks(t, p)
	}
}
