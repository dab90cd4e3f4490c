package hugosite_test

import (
	"io/fs"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"rolebook/generator/output/conformance"
	"rolebook/generator/output/hugosite"
)

// example is the theme that the documentation shows.
var example = os.DirFS("testdata/theme")

// TestExampleTheme changes a colour, a logo, a style sheet and a partial, as the
// documentation shows it, under a content security policy.
func TestExampleTheme(t *testing.T) {
	set := conformance.Mini(t)
	set.Catalog.CSP = true
	p := render(t, set, hugosite.Options{Theme: example}, nil)
	for lang, contact := range map[string]string{"zh": "发现错误，请写信告诉我们：", "en": "Found a mistake? Tell us:", "ja": "誤りに気づいたときの連絡先："} {
		name := lang + "/roles/clerk/index.html"
		doc := p.page(t, name)
		if got := words(one(t, doc, ".contact")); got != contact+" roles@example.com" {
			t.Errorf("%s: the partial says %q", name, got)
		}
		if logo := p.files[path.Join(path.Dir(name), value(one(t, doc, ".mast .mark img"), "src"))]; string(logo) != read(t, "assets/logo.svg") {
			t.Errorf("%s: the logo is %.40q", name, logo)
		}
		if css := string(p.files[path.Join(path.Dir(name), commonSheet(t, doc))]); !strings.Contains(css, "--accent:light-dark(#7a1f4b, #f0a5c6)") || !strings.Contains(css, ".contact{") || !strings.Contains(css, "--paper:") {
			t.Errorf("%s: the sheet lacks the theme's rules or the built-in ones", name)
		}
	}
	for _, name := range []string{"index.html", "404.html"} {
		if _, there := p.files[value(one(t, p.page(t, name), "h1 img"), "src")]; !there {
			t.Errorf("%s has no logo", name)
		}
	}
	if string(p.files["favicon.svg"]) != read(t, "static/favicon.svg") {
		t.Error("the favicon is not the theme's")
	}
}

// commonSheet is the style sheet that all pages have.
func commonSheet(t *testing.T, doc *html.Node) string {
	t.Helper()
	for _, l := range all(doc, "link[rel=stylesheet]") {
		if strings.HasPrefix(path.Base(value(l, "href")), "rolebook.") {
			return value(l, "href")
		}
	}
	t.Fatal("there is no common style sheet")
	return ""
}

func read(t *testing.T, name string) string {
	t.Helper()
	data, err := fs.ReadFile(example, name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// TestExampleIsDocumented holds the documentation to the files it shows.
func TestExampleIsDocumented(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("../../../theme/README.md")
	if err != nil {
		t.Fatal(err)
	}
	shown := map[string]string{}
	for _, m := range regexp.MustCompile("(?m)^`theme/([^`]+)`[^\n]*\n\n```[a-z]*\n((?s).*?)```$").FindAllStringSubmatch(string(page), -1) {
		shown[m[1]] = m[2]
	}
	err = fs.WalkDir(example, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && name != "static/favicon.svg" { // which is the logo again
			if shown[name] != read(t, name) {
				t.Errorf("theme/README.md shows of %s: %q", name, shown[name])
			}
			delete(shown, name)
		}
		return err
	})
	if err != nil || len(shown) > 0 {
		t.Errorf("theme/README.md shows %v, which is not in the example; %v", shown, err)
	}
}
