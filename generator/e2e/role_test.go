package e2e

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"golang.org/x/net/html"
)

// mostWeight is how many bytes a role page may take to load, compressed as
// servers do: the page itself, its style sheets and its scripts.
const mostWeight = 30_000

// TestRoleWeight weighs the pages of all roles.
func TestRoleWeight(t *testing.T) {
	t.Parallel()
	s := shipped(t)
	weighed := map[string]int{}
	weigh := func(name string) int {
		if _, ok := weighed[name]; !ok {
			weighed[name] = compressed(t, s.read(t, name))
		}
		return weighed[name]
	}
	heaviest, at := 0, ""
	for _, lang := range languages {
		for _, r := range s.catalog().Roles {
			p := s.page(t, lang+"/roles/"+r.ID+"/index.html")
			sum := weigh(p.path)
			for _, name := range loaded(p) {
				sum += weigh(name)
			}
			if sum > heaviest {
				heaviest, at = sum, p.path
			}
		}
	}
	if heaviest > mostWeight {
		t.Errorf("%s takes %d bytes to load, more than %d", at, heaviest, mostWeight)
	}
	t.Logf("the heaviest is %s: %d bytes", at, heaviest)
}

// loaded lists the files that a page loads at once, by their paths.
func loaded(p *page) []string {
	var out []string
	for _, n := range all(p.root, tag("link", "script")) {
		switch {
		case n.Data == "link" && value(n, "rel") == "stylesheet":
			out = append(out, path.Join(path.Dir(p.path), value(n, "href")))
		case n.Data == "script" && value(n, "src") != "":
			out = append(out, path.Join(path.Dir(p.path), value(n, "src")))
		}
	}
	return out
}

func compressed(t *testing.T, data []byte) int {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Len()
}

// TestOccupation reads what search engines are told about each role.
func TestOccupation(t *testing.T) {
	t.Parallel()
	for _, s := range []*site{shipped(t), hostileSite(t).site} {
		for _, lang := range languages {
			for _, r := range s.catalog().Roles {
				checkOccupation(t, s.page(t, lang+"/roles/"+r.ID+"/index.html"), len(r.Duties))
			}
		}
	}
}

func checkOccupation(t *testing.T, p *page, duties int) {
	t.Helper()
	script := one(t, p, p.root, "JSON-LD", func(n *html.Node) bool { return n.Data == "script" && value(n, "type") == "application/ld+json" })
	var said struct {
		Type             string   `json:"@type"`
		Name             string   `json:"name"`
		Responsibilities []string `json:"responsibilities"`
		Page             struct {
			Language string `json:"inLanguage"`
		} `json:"mainEntityOfPage"`
	}
	if err := json.Unmarshal([]byte(script.FirstChild.Data), &said); err != nil {
		t.Fatalf("%s: %v", p.path, err)
	}
	title := one(t, p, p.root, "h1", tag("h1"))
	if said.Type != "Occupation" || squeeze(said.Name) != squeeze(withoutMarks(title)) || len(said.Responsibilities) != duties || said.Page.Language != tags[p.lang()] {
		t.Errorf("%s: it is told of %+v", p.path, said)
	}
}

// withoutMarks is the text of an element without the marks of other languages.
func withoutMarks(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode && d.Parent.Data != "sup" {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// TestNeeds holds that every permission that a role's own grants give for a
// duty stands at that duty.
func TestNeeds(t *testing.T) {
	t.Parallel()
	s := shipped(t)
	for _, r := range s.catalog().Roles {
		p := s.page(t, "en/roles/"+r.ID+"/index.html")
		for _, g := range r.Allow {
			for _, d := range g.For {
				duty := one(t, p, p.root, "duty", func(n *html.Node) bool { return value(n, "id") == "duty-"+d.ID })
				needs := content(one(t, p, duty, "needs", func(n *html.Node) bool { return n.Data == "dl" && value(n, "class") == "uses" }))
				for _, o := range g.Objects {
					if name, _ := o.Name.In("en"); !strings.Contains(needs, name) {
						t.Errorf("%s: duty %s does not say that it needs %s", p.path, d.ID, o.ID)
					}
				}
			}
		}
	}
}

// TestTerms finds the catalog's glossary on its page: each term in every
// language, and the words that are not to be used.
func TestTerms(t *testing.T) {
	t.Parallel()
	s := shipped(t)
	for _, lang := range languages {
		p := s.page(t, lang+"/glossary/index.html")
		for _, term := range s.catalog().Glossary {
			var entry *html.Node
			for _, n := range all(p.root, with("id")) {
				name, _ := term.Preferred.In(term.Preferred.Versions[0].Lang)
				if strings.HasPrefix(value(n, "id"), "term-") && strings.Contains(content(n), name) {
					entry = n
				}
			}
			if entry == nil {
				t.Fatalf("%s lacks %s", p.path, term.Preferred.Versions[0].Value)
			}
			for _, v := range term.Preferred.Versions {
				if !slices.ContainsFunc(entries(p, v.Value), func(n *html.Node) bool { return true }) {
					t.Errorf("%s does not say %s", p.path, v.Value)
				}
			}
			for _, w := range term.Discouraged {
				if !slices.ContainsFunc(all(p.root, tag("s")), func(n *html.Node) bool { return content(n) == w.Word }) {
					t.Errorf("%s does not advise against %s", p.path, w.Word)
				}
			}
		}
	}
}

// entries are the entries of the glossary that hold a word.
func entries(p *page, word string) []*html.Node {
	return slices.DeleteFunc(all(p.root, with("id")), func(n *html.Node) bool {
		return !strings.HasPrefix(value(n, "id"), "term-") || !strings.Contains(content(n), word)
	})
}

// bothRoles says that the page shows a comparison.
const bothRoles = `document.querySelectorAll('#comparison .cmp').length === 5`

// TestCompare goes from a role's page to a comparison with another one, and
// finds the choice kept in the address: over a reload, a way back and in another
// language.
func TestCompare(t *testing.T) {
	t.Parallel()
	s := shipped(t)
	b := newTab(t, serve(t, s))
	const one, other = "crm-system-administrator", "permission-compliance-manager"
	b.visit("en/roles/" + one + "/index.html")
	b.do(chromedp.Click(chromedp.CSS(`.since a`)))
	b.until("the page that compares", `document.readyState === 'complete' && document.querySelector('#against')?.elements.a.value === '`+one+`'`)
	choose := func(name, role string) {
		b.do(chromedp.Evaluate[chromedp.Void](`(s => { s.value = '` + role + `'; s.dispatchEvent(new Event('change', { bubbles: true })); })(document.querySelector('#against').elements.` + name + `)`))
	}
	choose("b", other)
	b.until("both roles", bothRoles)
	if got := eval[string](b, "location.search"); got != "?a="+one+"&b="+other {
		t.Errorf("the address says %s", got)
	}
	counts := eval[[]int](b, `['.same', '.other', '.one', '.meets li'].map(c => document.querySelectorAll('#comparison ' + c).length)`)
	if slices.Contains(counts, 0) {
		t.Errorf("same, other, one-sided rows and conflicts: %v", counts)
	}
	if bare := eval[int](b, `[...document.querySelectorAll('#comparison :is(.other, .one)')].filter(r => !r.querySelector('.mk')?.textContent.trim()).length`); bare > 0 {
		t.Errorf("%d rows show that they differ by colour alone", bare)
	}
	b.do(chromedp.Click(chromedp.CSS(`#against [name=only]`)))
	b.until("differences only", `document.querySelectorAll('#comparison').length === 1 && ![...document.querySelectorAll('#comparison .same')].some(r => r.checkVisibility())`)
	b.do(chromedp.Click(chromedp.CSS(`a[hreflang="ja"]`)))
	b.until("the same in Japanese", `document.documentElement.lang === 'ja' && `+bothRoles+` && document.querySelector('#against').elements.only.checked`)
	b.do(chromedp.Click(chromedp.CSS(`#swap`)))
	b.until("the other way round", `location.search.startsWith('?a=`+other+`&b=`+one+`') && document.querySelector('.cmp thead a').href.includes('/`+other+`/')`)
	b.do(chromedp.Evaluate[chromedp.Void](`history.back()`))
	b.until("the way back", `location.search.startsWith('?a=`+one+`') && document.querySelector('.cmp thead a').href.includes('/`+one+`/')`)
	b.blameless("compare")
}

// TestCompareHostile compares roles whose texts attack the page.
func TestCompareHostile(t *testing.T) {
	t.Parallel()
	h := hostileSite(t)
	b := newTab(t, serve(t, h.site))
	for _, lang := range languages {
		b.visit(lang + "/compare/index.html?a=clerk&b=senior")
		b.until("both roles", bothRoles)
		if got := eval[string](b, `typeof window.hacked`); got != "undefined" {
			t.Errorf("%s: hostile text ran", lang)
		}
		b.fits(lang + ": hostile roles")
		b.blameless(lang + ": hostile roles")
	}
}
