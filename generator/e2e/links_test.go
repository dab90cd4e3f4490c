package e2e

import (
	"net/url"
	"path"
	"regexp"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/html"

	"rolebook/generator"
	"rolebook/roles"
)

// bareOnce is the shipped catalog without documents and without a base URL.
var bareOnce = sync.OnceValues(func() (*site, error) {
	return build("bare", generator.BuildOptions{Catalog: roles.Files, NoPDF: true})
})

func TestLinks(t *testing.T) {
	t.Parallel()
	for name, of := range map[string]func() (*site, error){"shipped": shippedOnce, "hosted": hostedOnce, "bare": bareOnce} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := must(t, of)
			for _, complaint := range checkLinks(t, s) {
				t.Error(complaint)
			}
		})
	}
}

// places are where a page names other files, by attribute. A resource is
// fetched by whoever opens the page, anything else only when asked for.
var places = map[string]struct {
	elements string
	resource bool
}{
	"href":       {"a area base link use image", false},
	"xlink:href": {"use image", true},
	"src":        {"script img iframe frame embed source audio video track input", true},
	"srcset":     {"img source", true},
	"data":       {"object", true},
	"poster":     {"video", true},
	"action":     {"form", false},
	"formaction": {"button input", false},
	"data-index": {"form", true},
}

// fetched are the relations of a link element that make a browser fetch it.
var fetched = regexp.MustCompile(`\b(stylesheet|icon|preload|modulepreload|prefetch|preconnect|dns-prefetch|manifest|apple-touch-icon)\b`)

// checkLinks says what is wrong with the links of a site: ids that stand twice,
// files or ids that are not there, addresses from the server's root, resources
// of other hosts.
func checkLinks(t testing.TB, s *site) []string {
	t.Helper()
	c := checker{site: s, files: map[string]bool{}, ids: map[string]map[string]bool{}}
	for _, name := range s.files(t, "") {
		c.files[name] = true
	}
	pages := s.pages(t)
	for _, p := range pages {
		c.collect(p)
	}
	for _, p := range pages {
		c.page(p)
	}
	for name := range c.files {
		if strings.HasSuffix(name, ".css") {
			c.sheet(name, string(s.read(t, name)))
		}
	}
	return c.complaints
}

type checker struct {
	site       *site
	files      map[string]bool
	ids        map[string]map[string]bool // by page
	complaints []string
}

func (c *checker) complain(where, what, link string) {
	c.complaints = append(c.complaints, where+": "+what+": "+link)
}

func (c *checker) collect(p *page) {
	seen := map[string]bool{}
	for _, id := range p.ids() {
		if seen[id] {
			c.complain(p.path, "id stands twice", id)
		}
		seen[id] = true
	}
	c.ids[p.path] = seen
}

func (c *checker) page(p *page) {
	from := p.path
	for _, n := range all(p.root, tag("base")) { // the only page that needs one is shown at any address
		if base, ok := strings.CutPrefix(value(n, "href"), c.site.base); ok && c.site.base != "" {
			from = base + "-"
		}
	}
	for n := range p.root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		for _, a := range n.Attr {
			place, known := places[a.Key]
			if !known || !strings.Contains(" "+place.elements+" ", " "+n.Data+" ") {
				continue
			}
			resource := place.resource || n.Data == "link" && fetched.MatchString(value(n, "rel"))
			c.link(p.path, from, strings.TrimSpace(a.Val), resource)
		}
	}
}

// link checks one link that stands in the file where and is resolved from the
// file from.
func (c *checker) link(where, from, link string, resource bool) {
	u, err := url.Parse(link)
	if err != nil {
		c.complain(where, "unreadable", link)
		return
	}
	if c.site.base != "" && strings.HasPrefix(link, c.site.base) {
		c.resolve(where, link, strings.TrimPrefix(u.Path, pathOf(c.site.base)), u.Fragment)
		return
	}
	switch {
	case u.Scheme == "http" || u.Scheme == "https" || u.Host != "":
		if resource {
			c.complain(where, "another host", link)
		}
	case u.Scheme == "mailto" && !resource:
	case u.Scheme != "":
		c.complain(where, "scheme", link)
	case strings.HasPrefix(u.Path, "/"):
		c.complain(where, "from the server's root", link)
	case u.Path == "":
		c.resolve(where, link, from, u.Fragment)
	default:
		to := path.Join(path.Dir(from), u.Path)
		if strings.HasSuffix(u.Path, "/") || u.Path == "." || u.Path == ".." {
			to += "/"
		}
		c.resolve(where, link, to, u.Fragment)
	}
}

func pathOf(base string) string {
	u, err := url.Parse(base)
	if err != nil {
		return ""
	}
	return u.Path
}

func (c *checker) resolve(where, link, to, fragment string) {
	if to == "" || strings.HasSuffix(to, "/") {
		to += "index.html"
	}
	to = path.Clean(to)
	switch {
	case !c.files[to]:
		c.complain(where, "no such file", link)
	case fragment != "" && strings.HasSuffix(to, ".html") && !c.ids[to][fragment]:
		c.complain(where, "no such id", link)
	}
}

var cssURL = regexp.MustCompile(`(?:url\(\s*|@import\s+)["']?([^"')\s]+)`)

func (c *checker) sheet(name, text string) {
	for _, m := range cssURL.FindAllStringSubmatch(text, -1) {
		if !strings.HasPrefix(m[1], "data:") && !strings.HasPrefix(m[1], "#") {
			c.link(name, name, m[1], true)
		}
	}
}

// TestNoHostInScripts finds addresses that a script might fetch from.
func TestNoHostInScripts(t *testing.T) {
	t.Parallel()
	s := shipped(t)
	for _, name := range s.files(t, ".js", ".css") {
		if strings.HasSuffix(name, "/search.js") || strings.Contains(name, "/compare/") { // the catalog's words
			continue
		}
		text := strings.ReplaceAll(string(s.read(t, name)), "http://www.w3.org/", "")
		for _, mark := range []string{"http://", "https://", "\"//", "'//", "`//", "sendBeacon", "eval("} {
			if i := strings.Index(text, mark); i >= 0 {
				t.Errorf("%s holds %q: …%s…", name, mark, excerpt(text, i))
			}
		}
	}
}

// TestLanguageSwitch follows the switch of every page to the same page in each
// language.
func TestLanguageSwitch(t *testing.T) {
	t.Parallel()
	for name, of := range map[string]func() (*site, error){"shipped": shippedOnce, "hosted": hostedOnce} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, p := range must(t, of).pages(t) {
				if p.lang() != "" {
					checkSwitch(t, p)
				}
			}
		})
	}
}

func checkSwitch(t *testing.T, p *page) {
	to := map[string]string{}
	for _, a := range all(p.root, tag("a")) {
		if lang, ok := attr(a, "hreflang"); ok {
			target := path.Join(path.Dir(p.path), value(a, "href"))
			if path.Ext(target) == ".pdf" { // a document in another language
				continue
			}
			if path.Ext(target) != ".html" {
				target += "/index.html"
			}
			to[lang] = target
			if value(a, "lang") != lang {
				t.Errorf("%s: the link to %s does not say that its own words are %s", p.path, target, lang)
			}
		}
	}
	for _, lang := range languages {
		want := lang + strings.TrimPrefix(p.path, p.lang())
		if got := to[tags[lang]]; got != want {
			t.Errorf("%s: the switch to %s leads to %q, want %q", p.path, lang, got, want)
		}
	}
	if len(to) != len(languages) {
		t.Errorf("%s: %d languages to switch to, want %d", p.path, len(to), len(languages))
	}
}

// TestAlternates holds what search engines are told: with a base URL every
// address is absolute, and each page names itself in every language.
func TestAlternates(t *testing.T) {
	t.Parallel()
	for _, p := range hosted(t).pages(t) {
		if p.lang() == "" {
			continue
		}
		here := hostedAt + strings.TrimSuffix(p.path, "index.html")
		alternates := map[string]string{}
		for _, l := range all(p.root, tag("link")) {
			switch value(l, "rel") {
			case "canonical":
				if got := value(l, "href"); got != here {
					t.Errorf("%s: canonical %s, want %s", p.path, got, here)
				}
			case "alternate":
				alternates[value(l, "hreflang")] = value(l, "href")
			}
		}
		for _, lang := range languages {
			want := hostedAt + lang + strings.TrimPrefix(strings.TrimSuffix(p.path, "index.html"), p.lang())
			if got := alternates[tags[lang]]; got != want {
				t.Errorf("%s: alternate %s is %q, want %q", p.path, lang, got, want)
			}
		}
	}
	sitemap := string(hosted(t).read(t, "sitemap.xml"))
	for _, p := range hosted(t).pages(t) {
		if p.lang() != "" && !strings.Contains(sitemap, "<loc>"+hostedAt+strings.TrimSuffix(p.path, "index.html")+"</loc>") {
			t.Errorf("sitemap.xml lacks %s", p.path)
		}
	}
}
