package hugosite_test

import (
	"maps"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"rolebook/generator/analysis"
	"rolebook/generator/book"
	"rolebook/generator/output"
	"rolebook/generator/output/conformance"
	"rolebook/generator/output/hugosite"
	"rolebook/generator/search"
)

// TestSite builds the site of the small catalog once and looks at it from all
// sides.
func TestSite(t *testing.T) {
	set := conformance.Mini(t)
	p := render(t, set, hugosite.Options{}, func(sink *output.Sink) {
		for name, size := range map[string]int{
			"en/roles/clerk/clerk.en.job-description.pdf": 142_300, "en/roles/clerk/clerk.en.onboarding.pdf": 90_000,
			"ja/roles/manager/manager.ja.job-description.pdf": 1, "en/roles/manager/manager.en.job-description.pdf": 2_000,
		} {
			if err := sink.WriteDocument(name, make([]byte, size), 4); err != nil {
				t.Fatal(err)
			}
		}
	})
	t.Run("pages", func(t *testing.T) { testPages(t, p, set) })
	t.Run("role", func(t *testing.T) { testRole(t, p) })
	t.Run("fallback", func(t *testing.T) { testFallback(t, p) })
	t.Run("cells", func(t *testing.T) { testCells(t, p, set) })
	t.Run("findings", func(t *testing.T) { testFindings(t, p, set) })
	t.Run("links", func(t *testing.T) { testLinks(t, p) })
	t.Run("languages", func(t *testing.T) { testLanguages(t, p) })
	t.Run("english", func(t *testing.T) { testNoEnglish(t, p) })
	t.Run("downloads", func(t *testing.T) { testDownloads(t, p) })
	t.Run("search", func(t *testing.T) { testSearch(t, p, set) })
	t.Run("headings", func(t *testing.T) { testHeadings(t, p) })
}

func testPages(t *testing.T, p *pages, set *book.Set) {
	want := []string{"index.html", "404.html"}
	for _, b := range set.Books {
		for _, name := range []string{"", "matrix/", "sod/", "collaboration/", "coverage/", "compare/", "documents/", "finder/", "reporting/", "how-to-read/", "glossary/"} {
			want = append(want, b.Key+"/"+name+"index.html")
		}
		for _, r := range b.Roles {
			want = append(want, b.Key+"/roles/"+r.ID+"/index.html")
		}
		for _, f := range b.Families {
			want = append(want, b.Key+"/families/"+f.ID+"/index.html")
		}
		for _, m := range b.Modules {
			for _, o := range m.Objects {
				want = append(want, b.Key+"/objects/"+o.ID+"/index.html")
			}
		}
	}
	slices.Sort(want)
	if diff := cmp.Diff(want, slices.Sorted(maps.Keys(p.docs))); diff != "" {
		t.Errorf("pages (-want +got):\n%s", diff)
	}
	for _, name := range []string{"sitemap.xml", "robots.txt", "favicon.svg"} {
		if len(p.files[name]) == 0 {
			t.Errorf("%s is missing", name)
		}
	}
}

func testRole(t *testing.T, p *pages) {
	heads := map[string]string{"zh": "订单专员", "en": "Order Clerk", "ja": "受注担当"}
	tasks := map[string]string{"zh": "订单当日录入。", "en": "Enter every order on the day it arrives.", "ja": "当日中に注文を入力する。"}
	targets := map[string]string{"zh": "≥ 98 %", "en": "≥ 98 %", "ja": "≥ 98 %"}
	for _, lang := range languages {
		main := one(t, p.page(t, lang+"/roles/clerk/index.html"), "main[data-role=clerk]")
		if got := words(one(t, main, "h1")); got != heads[lang] {
			t.Errorf("%s: h1 %q, want %q", lang, got, heads[lang])
		}
		for _, id := range []string{"overview", "duties", "permissions", "collaboration", "requirements", "kpis"} {
			one(t, main, "section#"+id)
		}
		if got := words(one(t, main, "#duty-order-entry")); !strings.Contains(got, tasks[lang]) {
			t.Errorf("%s: duty %q lacks %q", lang, got, tasks[lang])
		}
		if got := words(all(main, "#kpis td.tg")[0]); got != targets[lang] {
			t.Errorf("%s: target %q, want %q", lang, got, targets[lang])
		}
		one(t, main, "#perm-order a[href=#duty-order-entry]")
	}
	en := one(t, p.page(t, "en/roles/clerk/index.html"), "main")
	if got := words(one(t, en, "#perm-order td.n")); got != "Margin hidden" {
		t.Errorf("fields of the order: %q", got)
	}
	director := one(t, p.page(t, "en/roles/director/index.html"), "#perm-customer")
	if got := words(one(t, director, "td.n")); !strings.Contains(got, "Update : Reads only") {
		t.Errorf("the reason of a denial is missing: %q", got)
	}
}

// testFallback looks at texts that a language lacks.
func testFallback(t *testing.T, p *pages) {
	for _, lang := range []string{"zh", "ja"} {
		duty := one(t, p.page(t, lang+"/roles/clerk/index.html"), "#duty-customer-care li")
		span := one(t, duty, "span.fallback[lang=en]")
		if got, want := words(span), "Answer within one working day. en"; got != want {
			t.Errorf("%s: %q, want %q", lang, got, want)
		}
	}
	if n := len(all(p.page(t, "en/roles/clerk/index.html"), ".fallback")); n != 0 {
		t.Errorf("en: %d fallbacks", n)
	}
}

// cell is what says which permission a tile shows.
type cell struct{ Role, Object, Action, Findings string }

func cells(root *html.Node, selector string) []cell {
	var out []cell
	for _, n := range all(root, selector) {
		out = append(out, cell{value(n, "data-role"), value(n, "data-object"), value(n, "data-action"), value(n, "data-findings")})
	}
	slices.SortFunc(out, func(a, b cell) int { return strings.Compare(a.key(), b.key()) })
	return out
}

// testHoldings holds the pages of objects against the analysis.
func testHoldings(t *testing.T, p *pages, set *book.Set) {
	t.Helper()
	for _, lang := range languages {
		for _, o := range set.Catalog.Objects {
			want := effective(set, func(c *analysis.Cell) bool { return c.Object == o })
			for i := range want {
				want[i].Findings = "" // the page shows that there are some, not which
			}
			got := holdings(p.page(t, lang+"/objects/"+o.ID+"/index.html"), o.ID, set)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s: object %s (-analysis +page):\n%s", lang, o.ID, diff)
			}
		}
	}
}

// holdings reads the table of an object's page: a row a role, or several that
// the row below names, and a column an action.
func holdings(root *html.Node, object string, set *book.Set) []cell {
	var out []cell
	rows := all(root, "tr")
	for n, row := range rows {
		role, ok := strings.CutPrefix(value(row, "id"), "role-")
		if !ok {
			continue
		}
		roles := []string{role}
		if n+1 < len(rows) && len(all(rows[n+1], ".who")) > 0 {
			roles = nil
			for _, a := range all(rows[n+1], ".who a") {
				roles = append(roles, path.Base(path.Dir(value(a, "href"))))
			}
		}
		for i, td := range all(row, "td") {
			if tiles := all(td, "b"); len(tiles) > 0 && strings.HasPrefix(value(tiles[0], "class"), "sc") {
				for _, role := range roles {
					out = append(out, cell{Role: role, Object: object, Action: set.Catalog.Actions[i].ID})
				}
			}
		}
	}
	slices.SortFunc(out, func(a, b cell) int { return strings.Compare(a.key(), b.key()) })
	return out
}

func (c cell) key() string { return c.Role + " " + c.Object + " " + c.Action }

// effective lists the cells that the analysis found.
func effective(set *book.Set, of func(*analysis.Cell) bool) []cell {
	var out []cell
	for _, r := range set.Catalog.Roles {
		held := set.Analysis.Matrix.Of(r).Cells
		for i := range held {
			if c := &held[i]; of(c) {
				out = append(out, cell{r.ID, c.Object.ID, c.Action.ID, strings.Join(c.Rules(), " ")})
			}
		}
	}
	slices.SortFunc(out, func(a, b cell) int { return strings.Compare(a.key(), b.key()) })
	return out
}

func testCells(t *testing.T, p *pages, set *book.Set) {
	any := func(*analysis.Cell) bool { return true }
	for _, lang := range languages {
		got := cells(p.page(t, lang+"/matrix/index.html"), "[data-action]")
		if diff := cmp.Diff(effective(set, any), got); diff != "" {
			t.Errorf("%s: matrix (-analysis +page):\n%s", lang, diff)
		}
	}
	testHoldings(t, p, set)
	ring := one(t, p.page(t, "en/matrix/index.html"), ".m[data-role=peer-approver][data-object=order][data-action=approve]")
	for _, class := range []string{"cond", "hit", "critical", "soft"} {
		if !slices.Contains(strings.Fields(value(ring, "class")), class) {
			t.Errorf("the mitigated conflict of the peer approver: class %q lacks %s", value(ring, "class"), class)
		}
	}
}

func testFindings(t *testing.T, p *pages, set *book.Set) {
	for _, lang := range languages {
		page := p.page(t, lang+"/sod/index.html")
		var want, got []string
		for _, f := range set.Book(lang).SoD.Singles {
			want = append(want, "finding-"+f.ID)
		}
		for _, n := range all(page, "section#roles article.finding") {
			got = append(got, value(n, "id"))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: findings in one role (-want +got):\n%s", lang, diff)
		}
		if got, want := len(all(page, "section#pairs table.combos tbody tr")), len(set.Book(lang).SoD.Groups); got != want {
			t.Errorf("%s: %d combinations, want %d", lang, got, want)
		}
		if got, want := len(all(page, "section#rules tbody tr[id]")), len(set.Catalog.Rules); got != want {
			t.Errorf("%s: %d rules, want %d", lang, got, want)
		}
	}
}

// testLinks follows every link of every page.
func testLinks(t *testing.T, p *pages) {
	for _, name := range slices.Sorted(maps.Keys(p.docs)) {
		seen := map[string]bool{}
		for n := range p.docs[name].Descendants() {
			for _, a := range n.Attr {
				switch {
				case strings.HasPrefix(a.Key, "on"):
					t.Errorf("%s: <%s %s>", name, n.Data, a.Key)
				case a.Key == "id" && seen[a.Val]:
					t.Errorf("%s: id %q is there twice", name, a.Val)
				case a.Key == "id":
					seen[a.Val] = true
				case a.Key == "href" || a.Key == "src" || a.Key == "action":
					checkLink(t, p, name, a.Val)
				}
			}
		}
	}
}

func checkLink(t *testing.T, p *pages, from, to string) {
	t.Helper()
	u, err := url.Parse(to)
	if err != nil || u.IsAbs() || u.Host != "" || strings.HasPrefix(u.Path, "/") {
		t.Errorf("%s: %q leads out of the site", from, to)
		return
	}
	target := path.Join(path.Dir(from), u.Path)
	if u.Path == "" {
		target = from
	}
	if _, ok := p.files[target]; !ok {
		t.Errorf("%s: %q leads nowhere", from, to)
		return
	}
	if u.Fragment != "" && len(all(p.docs[target], "[id="+u.Fragment+"]")) != 1 {
		t.Errorf("%s: nothing has the id in %q", from, to)
	}
}

// testLanguages holds that the switch keeps the page.
func testLanguages(t *testing.T, p *pages) {
	tags := map[string]string{"zh": "zh-Hans", "en": "en", "ja": "ja"}
	for name, doc := range p.docs {
		lang, below, _ := strings.Cut(name, "/")
		if tags[lang] == "" {
			continue
		}
		if got := value(one(t, doc, "html"), "lang"); got != tags[lang] {
			t.Errorf("%s: lang %q", name, got)
		}
		for _, other := range languages {
			for _, selector := range []string{".langs a[hreflang=" + tags[other] + "]", "link[rel=alternate][hreflang=" + tags[other] + "]"} {
				link := one(t, doc, selector)
				if got := path.Join(path.Dir(name), value(link, "href")); got != other+"/"+below {
					t.Errorf("%s: %s leads to %s", name, selector, got)
				}
			}
		}
		if got := value(one(t, doc, ".langs a[aria-current]"), "hreflang"); got != tags[lang] {
			t.Errorf("%s: the current language is %s", name, got)
		}
	}
}

// latin finds words that are English on a Chinese or Japanese page.
var latin = regexp.MustCompile(`[A-Za-z]{3,}`)

// known are names that stand on every page as they are.
var known = []string{"Rolebook", "English", "KPI", "SoD", "JSON", "CSV", "XLSX", "PDF", "Atom", "Tab", "Enter", "Esc", "lead"}

func testNoEnglish(t *testing.T, p *pages) {
	for name, doc := range p.docs {
		lang, _, _ := strings.Cut(name, "/")
		if lang != "zh" && lang != "ja" {
			continue
		}
		for n := range doc.Descendants() {
			if n.Type != html.TextNode || foreign(n) {
				continue
			}
			for _, w := range latin.FindAllString(n.Data, -1) {
				if !slices.Contains(known, w) {
					t.Errorf("%s: %q in %.80q", name, w, strings.TrimSpace(n.Data))
				}
			}
		}
	}
}

// foreign reports whether the words are no words of the page's language, or
// quote some: code, scripts, sentences for listeners with names in them.
func foreign(n *html.Node) bool {
	for e := n.Parent; e.Type == html.ElementNode; e = e.Parent {
		_, marked := attribute(e, "lang")
		quoting := slices.Contains([]string{"code", "script", "title", "caption"}, e.Data) || slices.Contains(strings.Fields(value(e, "class")), "vh")
		if marked && e.Data != "html" || quoting {
			return true
		}
	}
	return false
}

func testDownloads(t *testing.T, p *pages) {
	docs := one(t, p.page(t, "en/roles/clerk/index.html"), ".docs")
	if got, want := words(docs), "Documents Job description PDF, English, 4 pages, 142 KB Onboarding guide PDF, English, 4 pages, 90 KB"; got != want {
		t.Errorf("documents: %q, want %q", got, want)
	}
	docs = one(t, p.page(t, "en/roles/manager/index.html"), ".docs")
	if got, want := words(docs), "Documents Job description PDF, English, 4 pages, 2 KB 日本語 1 KB"; got != want {
		t.Errorf("documents: %q, want %q", got, want)
	}
	for _, name := range []string{"zh/roles/clerk/index.html", "zh/roles/manager/index.html"} {
		if n := len(all(p.page(t, name), ".docs")); n != 0 {
			t.Errorf("%s offers documents that nobody wrote", name)
		}
	}
}

// testSearch holds what can be found against the pages: everything leads
// somewhere, and a script has what the data says.
func testSearch(t *testing.T, p *pages, set *book.Set) {
	for _, lang := range languages {
		data := p.files[lang+"/search.json"]
		if got, want := string(p.files[lang+"/search.js"]), "self.rolebookIndex="+strings.TrimSuffix(string(data), "\n")+";\n"; got != want {
			t.Errorf("%s: search.js is %.80q", lang, got)
		}
		for query, want := range map[string]string{"clerk": "roles/clerk/", "s01": "sod/#rule-s01"} {
			if urls := found(set.Book(lang).Search(), query); !slices.Contains(urls, want) {
				t.Errorf("%s: %s finds %v", lang, query, urls)
			}
		}
		for _, r := range set.Book(lang).Roles {
			for _, url := range found(set.Book(lang).Search(), r.Name.Plain()) {
				checkLink(t, p, lang+"/index.html", regexp.MustCompile(`(/|^)(#|$)`).ReplaceAllString(url, "${1}index.html$2"))
			}
		}
	}
}

func found(x *search.Index, query string) []string {
	var urls []string
	for _, g := range x.Find(query) {
		for _, h := range g.Hits {
			urls = append(urls, h.URL)
		}
	}
	return urls
}

// testHeadings holds that headings begin with the one h1 and skip no level.
func testHeadings(t *testing.T, p *pages) {
	for name, doc := range p.docs {
		level := 0
		for n := range doc.Descendants() {
			if n.Type != html.ElementNode || len(n.Data) != 2 || n.Data[0] != 'h' || n.Data[1] < '1' || n.Data[1] > '6' {
				continue
			}
			next := int(n.Data[1] - '0')
			if next > level+1 || next == 1 && level != 0 {
				t.Errorf("%s: h%d behind h%d", name, next, level)
			}
			level = next
		}
		if level == 0 {
			t.Errorf("%s has no headings", name)
		}
	}
}
