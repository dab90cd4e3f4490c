package hugosite_test

import (
	"encoding/json"
	"encoding/xml"
	"path"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"rolebook/generator/book"
	"rolebook/generator/output"
	"rolebook/generator/output/conformance"
	"rolebook/generator/output/hugosite"
)

const address = "https://roles.example/book/"

// TestPublished looks at what a site that knows its address tells those who
// search, follow and share.
func TestPublished(t *testing.T) {
	set := conformance.Mini(t)
	set.BaseURL = address
	p := render(t, set, hugosite.Options{}, func(sink *output.Sink) {
		for _, name := range []string{"en/card.png", "en/roles/clerk/card.png", "en/roles/clerk/clerk.en.job-description.md"} {
			if err := sink.Write(name, []byte("x")); err != nil {
				t.Fatal(err)
			}
		}
	})
	clerk, home, chooser := p.page(t, "en/roles/clerk/index.html"), p.page(t, "en/index.html"), p.page(t, "index.html")
	for _, c := range []struct {
		doc            *html.Node
		selector, name string
		want           string
	}{
		{clerk, "link[hreflang=x-default]", "href", address + "en/roles/clerk/"},
		{home, "link[hreflang=x-default]", "href", address},
		{chooser, "link[hreflang=x-default]", "href", address},
		{clerk, "link[type=text/markdown]", "href", "clerk.en.job-description.md"},
		{home, "link[type=application/atom+xml]", "href", "feed.xml"},
		{home, "link[rel=manifest]", "href", "manifest.webmanifest"},
		{chooser, "link[rel=manifest]", "href", "en/manifest.webmanifest"},
		{clerk, "meta[property=og:title]", "content", "Order Clerk"},
		{clerk, "meta[property=og:image]", "content", address + "en/roles/clerk/card.png"},
		{clerk, "meta[name=twitter:card]", "content", "summary_large_image"},
		{p.page(t, "en/roles/manager/index.html"), "meta[property=og:image]", "content", address + "en/card.png"},
		{p.page(t, "en/sod/index.html"), "meta[property=og:title]", "content", "SoD findings"},
		{chooser, "meta[property=og:image]", "content", address + "en/card.png"},
	} {
		if got := value(one(t, c.doc, c.selector), c.name); got != c.want {
			t.Errorf("%s: %q, want %q", c.selector, got, c.want)
		}
	}
	for _, selector := range []string{"link[type=text/markdown]", "meta[property=og:image]"} {
		if n := len(all(p.page(t, "ja/roles/clerk/index.html"), selector)); n > 0 {
			t.Errorf("%s leads to what nobody wrote", selector)
		}
	}
	testSitemap(t, p)
	testManifest(t, p)
}

func testSitemap(t *testing.T, p *pages) {
	t.Helper()
	var sitemap struct {
		URL []struct {
			Loc     string `xml:"loc"`
			Lastmod string `xml:"lastmod"`
			Link    []struct {
				Lang string `xml:"hreflang,attr"`
			} `xml:"link"`
		} `xml:"url"`
	}
	if err := xml.Unmarshal(p.files["sitemap.xml"], &sitemap); err != nil {
		t.Fatal(err)
	}
	changed := map[string]string{}
	for _, u := range sitemap.URL {
		changed[u.Loc] = u.Lastmod
		if len(u.Link) != 4 || u.Link[3].Lang != "x-default" {
			t.Errorf("%s has the alternates %v", u.Loc, u.Link)
		}
	}
	if _, listed := changed[address]; !listed || len(changed) != len(p.docs)-1 { // all but 404.html
		t.Errorf("%d of %d pages are listed, among them the front page: %v", len(changed), len(p.docs), listed)
	}
	if got := changed[address+"ja/roles/clerk/"]; got != "2026-07-01" {
		t.Errorf("the clerk changed on %q", got)
	}
	if got := changed[address+"ja/sod/"]; got != "" {
		t.Errorf("the findings changed on %q, which nobody can know", got)
	}
}

func testManifest(t *testing.T, p *pages) {
	t.Helper()
	for _, lang := range languages {
		var m struct {
			Name  string `json:"name"`
			Lang  string `json:"lang"`
			Start string `json:"start_url"`
			Icons []struct {
				Src string `json:"src"`
			} `json:"icons"`
		}
		name := lang + "/manifest.webmanifest"
		if err := json.Unmarshal(p.files[name], &m); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if m.Name == "" || !strings.HasPrefix(m.Lang, lang) || m.Start != "./" || len(p.files[path.Join(lang, m.Icons[0].Src)]) == 0 {
			t.Errorf("%s: %+v", name, m)
		}
	}
}

type atom struct {
	Lang  string `xml:"lang,attr"`
	ID    string `xml:"id"`
	Title string `xml:"title"`
	Link  []struct {
		Rel  string `xml:"rel,attr"`
		Href string `xml:"href,attr"`
	} `xml:"link"`
	Entry []struct {
		ID      string `xml:"id"`
		Title   string `xml:"title"`
		Updated string `xml:"updated"`
		Summary string `xml:"summary"`
		Link    struct {
			Href string `xml:"href,attr"`
		} `xml:"link"`
	} `xml:"entry"`
}

// TestFeed reads the feeds of a site that knows its address, and of one that
// does not.
func TestFeed(t *testing.T) {
	for _, base := range []string{"", address} {
		set := conformance.Mini(t)
		set.BaseURL = base
		p := render(t, set, hugosite.Options{}, nil)
		seen := map[string]bool{}
		for _, b := range set.Books {
			var feed atom
			if err := xml.Unmarshal(p.files[b.Key+"/feed.xml"], &feed); err != nil {
				t.Fatal(err)
			}
			if feed.Lang != b.Tag || !strings.Contains(feed.Title, b.Organization.Plain()) || len(feed.Entry) != len(b.News()) || len(feed.Entry) < 2 {
				t.Errorf("%s: %s %q with %d entries", b.Key, feed.Lang, feed.Title, len(feed.Entry))
			}
			last := "9999"
			for _, e := range feed.Entry {
				if e.Updated > last || !uuid.MatchString(e.ID) || seen[e.ID] || e.Title == "" {
					t.Errorf("%s: %+v is out of order, or not one of its own", b.Key, e)
				}
				last, seen[e.ID] = e.Updated, true
				if base == "" {
					checkLink(t, p, b.Key+"/feed.xml", e.Link.Href)
				} else if page, ok := strings.CutPrefix(e.Link.Href, address); !ok || p.docs[path.Join(strings.Split(page, "#")[0], "index.html")] == nil {
					t.Errorf("%s: an entry leads to %s", b.Key, e.Link.Href)
				}
			}
		}
	}
}

var uuid = regexp.MustCompile(`^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)

// TestNews tells what happened up to the day, the latest first, and nothing of
// what is still to come.
func TestNews(t *testing.T) {
	t.Parallel()
	files := withClerks(t, 2)
	edit := func(file, old, with string) {
		files[file].Data = []byte(strings.Replace(string(files[file].Data), old, with, 1))
	}
	edit("clerks/clerk-00.yaml", "last: 2026-09-30", "last: 2026-05-31")
	edit("clerks/clerk-01.yaml", "effective: 2026-07-01", "effective: 2027-07-01")
	edit("clerks/clerk-01.yaml", "review: {every: quarter, last: 2026-09-30}", "")
	set := conformance.Load(t, files)
	for lang, want := range map[string]string{
		"en": `2026-09-30 Order Clerk reviewed | 2026-08-31 Review of Order Clerk overdue | 2026-07-01 Order Clerk 1.2.0 in effect | 2026-07-01 Order Clerk 1.2.0 in effect | 2026-02-01 Exception to S01 has run out: Order Clerk, Sales Manager`,
		"zh": `2026-09-30 订单专员 已复核 | 2026-08-31 订单专员 逾期未复核 | 2026-07-01 订单专员 1.2.0 生效 | 2026-07-01 订单专员 1.2.0 生效 | 2026-02-01 例外 S01 已到期：订单专员、销售经理`,
		"ja": `2026-09-30 受注担当 見直し済み | 2026-08-31 受注担当 見直し期限超過 | 2026-07-01 受注担当 1.2.0 発効 | 2026-07-01 受注担当 1.2.0 発効 | 2026-02-01 例外 S01 の期限切れ：受注担当、営業マネージャー`,
	} {
		var got []string
		for _, n := range set.Book(lang).News() {
			got = append(got, n.On.Date+" "+n.Title)
		}
		if diff := cmp.Diff(strings.Split(want, " | "), got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", lang, diff)
		}
	}
}

// TestNoIndex asks search engines to stay away.
func TestNoIndex(t *testing.T) {
	set := conformance.Mini(t)
	set.Catalog.NoIndex, set.BaseURL = true, address
	p := render(t, set, hugosite.Options{}, nil)
	for name, doc := range p.docs {
		if got := value(one(t, doc, "meta[name=robots]"), "content"); got != "noindex" {
			t.Errorf("%s: robots %q", name, got)
		}
	}
	robots := string(p.files["robots.txt"])
	if strings.Contains(robots, "Sitemap:") || !strings.Contains(robots, "\nAllow: /\n") || !strings.Contains(robots, "\nDisallow: /*.pdf$\n") {
		t.Errorf("robots.txt:\n%s", robots)
	}
}

// TestPolicy holds that pages can be read under the policy that they set
// themselves: nothing in them is a script, a style or a handler of its own.
func TestPolicy(t *testing.T) {
	for _, set := range []*book.Set{conformance.Mini(t), manyRoles(t, 61)} {
		set.Catalog.CSP = true
		for name, doc := range render(t, set, hugosite.Options{}, nil).docs {
			policy := one(t, doc, "meta[http-equiv=Content-Security-Policy]")
			if got := value(policy, "content"); !strings.HasPrefix(got, "default-src 'self';") || strings.Contains(got, "unsafe") {
				t.Errorf("%s: %s", name, got)
			}
			loaded := false
			for n := range doc.Descendants() {
				if n == policy && loaded {
					t.Errorf("%s loads something before its policy", name)
				}
				loaded = loaded || n.Type == html.ElementNode && (n.Data == "script" || value(n, "rel") == "stylesheet" || value(n, "rel") == "icon")
				if what := ownCode(n); what != "" {
					t.Errorf("%s: %s", name, what)
				}
			}
		}
	}
}

// ownCode says what a page has that a policy forbids.
func ownCode(n *html.Node) string {
	if n.Type != html.ElementNode {
		return ""
	}
	for _, a := range n.Attr {
		if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
			return n.Data + " has " + a.Key + "=" + a.Val
		}
	}
	_, external := attribute(n, "src")
	if n.Data == "style" || n.Data == "script" && !external && !strings.HasSuffix(value(n, "type"), "json") {
		return "a " + n.Data + " of its own"
	}
	return ""
}

// TestPlain holds that none of this is there unasked.
func TestPlain(t *testing.T) {
	for name, doc := range render(t, conformance.Mini(t), hugosite.Options{}, nil).docs {
		for _, selector := range []string{"meta[http-equiv]", "link[rel=manifest]", "link[hreflang=x-default]", "meta[property]"} {
			if n := len(all(doc, selector)); n > 0 {
				t.Errorf("%s has %s", name, selector)
			}
		}
		if n := len(all(doc, "meta[name=robots]")); n > 0 && name != "404.html" {
			t.Errorf("%s asks to be left out", name)
		}
	}
}
