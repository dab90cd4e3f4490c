package e2e

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/width"

	"rolebook/generator"
	"rolebook/generator/analysis"
	"rolebook/generator/book"
	"rolebook/generator/load/sample"
	"rolebook/generator/search"
)

// openSearch opens the search by its key and waits until it can be used.
func (b *tab) openSearch() {
	b.t.Helper()
	b.until("the page's scripts", `document.readyState === 'complete'`)
	b.do(chromedp.KeyEvent("/"))
	b.searchReady()
}

func (b *tab) searchReady() {
	b.t.Helper()
	b.until("the search", `document.querySelector('dialog.search[open] footer label:not([hidden])') !== null && document.activeElement.role === 'combobox'`)
}

// ask types words into the search in the place of what was there.
func (b *tab) ask(words string) {
	b.t.Helper()
	b.do(chromedp.Evaluate[chromedp.Void](`document.querySelector('#search-words').select()`))
	call(b, input.InsertText, input.InsertTextParams{Text: words})
}

// The parts of the dialog, as scripts that say them.
const (
	searchOptions = `[...document.querySelectorAll('#search-list [role=option]')].map(o => o.querySelector('b')?.textContent || o.textContent)`
	searchActive  = `document.getElementById(document.querySelector('#search-words').getAttribute('aria-activedescendant'))`
	searchMarks   = `[...document.querySelectorAll('#search-list mark')].map(m => m.textContent)`
	searchOpen    = `document.querySelector('dialog.search')?.open === true`
)

// indexes are the search as this program does it, by language.
var indexes = sync.OnceValues(func() (map[string]*search.Index, error) {
	s, err := shippedOnce()
	if err != nil {
		return nil, err
	}
	out := map[string]*search.Index{}
	for _, b := range book.New(s.report.Project.Analysis, "").Books {
		out[b.Key] = b.Search()
	}
	return out, nil
})

// foundGroup is a kind of results as the page's script gives it.
type foundGroup struct {
	Kind string     `json:"kind"`
	Hits []foundHit `json:"hits"`
}

type foundHit struct {
	Title string `json:"title"`
	URL   string `json:"url"`
	Rank  int    `json:"rank"`
}

func expected(x *search.Index, query string) []foundGroup {
	out := []foundGroup{}
	for _, g := range x.Find(query) {
		group := foundGroup{Kind: g.Kind}
		for _, h := range g.Hits {
			group.Hits = append(group.Hits, foundHit{h.Title, h.URL, h.Rank})
		}
		out = append(out, group)
	}
	return out
}

// queries are what readers of any language may ask for: every role by its names
// and id, in any case and width, the middle of words, words the other way round,
// and what cannot be found.
func queries(s *site) []string {
	out := []string{
		"approve discount", "discount approve", "审批折扣", "折扣审批", "折扣 审批", "谁能审批折扣", "値引の承認", "承認 値引", "りーど", "ﾘｰﾄﾞ",
		"ＬＥＡＤ", "prospect", "潜在客户", "见込客", "見込み客", "S01", "s0", "crm", "CRM系统", "CRM 系", "rpo", "12", "a", "批", "の", "who can export leads",
		"reports", "lead 线索", "sales 折扣", "quantum", "不存在的词", "、。", "…", "discount-request", "e\u0301", "か\u3099", "İ", "ß",
	}
	for i, r := range s.catalog().Roles {
		out = append(out, r.ID)
		for _, v := range r.Name.Versions {
			out = append(out, v.Value)
		}
		v := r.Name.Versions[i%len(r.Name.Versions)].Value
		out = append(out, width.Widen.String(v), width.Narrow.String(v), strings.ToUpper(v))
		if runes := []rune(v); len(runes) > 3 {
			out = append(out, string(runes[1:3]), string(runes[2:])+string(runes[:2]))
		}
		duty := r.Duties[0].Name.Versions[i%len(r.Name.Versions)].Value
		words := strings.Fields(duty)
		slices.Reverse(words)
		out = append(out, duty, strings.Join(words, " "))
	}
	for _, o := range s.catalog().Objects {
		out = append(out, o.ID)
	}
	return out
}

// TestSearchRanks has the page's script find and rank as package search does.
func TestSearchRanks(t *testing.T) {
	t.Parallel()
	s := shipped(t)
	own, err := indexes()
	if err != nil {
		t.Fatal(err)
	}
	b := newTab(t, serve(t, s))
	asked := queries(s)
	list, err := json.Marshal(asked)
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range languages {
		b.visit(lang + "/coverage/index.html")
		b.openSearch()
		got := eval[[][]foundGroup](b, `(async () => {
			const out = [];
			for (const q of `+string(list)+`) out.push(await rolebookSearch.find(q));
			return out;
		})()`)
		hits := 0
		for i, q := range asked {
			want := expected(own[lang], q)
			hits += len(want)
			if diff := cmp.Diff(want, got[i]); diff != "" {
				t.Errorf("%s: %q (-Go +script):\n%.1500s", lang, q, diff)
			}
		}
		if hits < len(asked) {
			t.Errorf("%s: %d queries find %d kinds of things: that says little", lang, len(asked), hits)
		}
	}
	b.blameless("search")
}

// TestSearchFindsRoles finds every role by its names and ids, whatever language
// the reader is in.
func TestSearchFindsRoles(t *testing.T) {
	t.Parallel()
	own, err := indexes()
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range languages {
		for _, r := range shipped(t).catalog().Roles {
			names := []string{r.ID}
			for _, v := range r.Name.Versions {
				names = append(names, v.Value)
			}
			for _, name := range names {
				groups := expected(own[lang], name)
				i := slices.IndexFunc(groups, func(g foundGroup) bool { return g.Kind == "role" })
				if i < 0 || groups[i].Hits[0].URL != "roles/"+r.ID+"/" {
					t.Errorf("%s: %q finds %.300v", lang, name, groups)
				}
			}
		}
	}
}

// TestSearchLinks follows everything that can be found.
func TestSearchLinks(t *testing.T) {
	t.Parallel()
	s := shipped(t)
	for _, lang := range languages {
		var index struct {
			Pages, Parts []string
			Page, Part   []int // differences
		}
		if err := json.Unmarshal(s.read(t, lang+"/search.json"), &index); err != nil {
			t.Fatal(err)
		}
		ids := map[string][]string{}
		page, part, missing := 0, 0, map[string]bool{}
		for i := range index.Page {
			page, part = page+index.Page[i], part+index.Part[i]
			path, id := lang+"/"+index.Pages[page]+"index.html", index.Parts[part]
			if ids[path] == nil {
				ids[path] = s.page(t, path).ids()
			}
			if id != "" && !slices.Contains(ids[path], id) {
				missing[path+"#"+id] = true
			}
		}
		for where := range missing {
			t.Errorf("%s can be found, and is not there", where)
		}
	}
}

// TestSearchShows reads the results: marked words, what leads from a word that
// is not to be used to the one that is, and links that lead there.
func TestSearchShows(t *testing.T) {
	t.Parallel()
	b := newTab(t, serve(t, shipped(t)))
	for _, test := range []struct{ lang, query, kind, title, mark string }{
		{"zh", "批折", "permission", "审批折扣申请", "批折"},
		{"zh", "折扣 审批", "permission", "审批折扣申请", "审批"},
		{"zh", "潜在客户", "term", "线索", "潜在客户"},
		{"zh", "regional sales manager", "role", "区域销售经理", "Regional Sales Manager"},
		{"en", "discount approv", "permission", "Approve: Discount request", "Discount"},
		{"en", "ＰＲＯＳＰＥＣＴ", "term", "lead", "prospect"},
		{"en", "销售代表", "role", "Sales Representative", "销售代表"},
		{"ja", "ﾘｰﾄﾞ", "object", "リード", "リード"},
		{"ja", "りーど", "object", "リード", "リード"},
		{"ja", "値引の承認", "permission", "値引申請の承認", "値引"},
		{"ja", "引申", "permission", "値引申請の承認", "引申"},
		{"ja", "承認 値引", "permission", "値引申請の承認", "値引"},
		{"en", "discount approve", "permission", "Approve: Discount request", "Approve"},
	} {
		b.visit(test.lang + "/index.html")
		b.openSearch()
		b.ask(test.query)
		group := `document.querySelector('#search-kind-` + test.kind + `')?.parentElement`
		titles := eval[[]string](b, `[...`+group+`?.querySelectorAll('[role=option] b') ?? []].map(e => e.textContent)`)
		if !slices.Contains(titles, test.title) {
			t.Errorf("%s: %q shows %q among %s, not %q", test.lang, test.query, titles, test.kind, test.title)
		}
		if marks := eval[[]string](b, searchMarks); !slices.Contains(marks, test.mark) {
			t.Errorf("%s: %q marks %q, not %q", test.lang, test.query, marks, test.mark)
		}
	}
	b.blameless("search")
}

// TestSearchKeys uses the search by keyboard alone.
func TestSearchKeys(t *testing.T) {
	t.Parallel()
	b := newTab(t, serve(t, shipped(t)))
	key := func(keys ...string) {
		for _, k := range keys {
			b.do(chromedp.KeyEvent(k))
		}
	}
	b.visit("en/sod/index.html")
	b.do(chromedp.Focus(chromedp.CSS(".mast .mark")))
	b.openSearch()
	b.ask("review")
	first := eval[string](b, searchActive+`.id`)
	key(kb.ArrowDown)
	if second := eval[string](b, searchActive+`.id`); second == first {
		t.Errorf("an arrow leaves %s active", first)
	}
	key(kb.ArrowUp)
	if back := eval[string](b, searchActive+`.id`); back != first {
		t.Errorf("the arrows lead back to %s, not to %s", back, first)
	}
	if n := eval[int](b, `document.querySelectorAll('#search-list [aria-selected=true]').length`); n != 1 {
		t.Errorf("%d results are selected", n)
	}
	// more of a kind than is shown at first
	for range eval[int](b, `[...document.querySelectorAll('#search-list [role=option]')].findIndex(o => o.classList.contains('more'))`) {
		key(kb.ArrowDown)
	}
	before := len(eval[[]string](b, searchOptions))
	b.enter()
	if after := len(eval[[]string](b, searchOptions)); after <= before || !eval[bool](b, searchOpen) {
		t.Errorf("asking for more shows %d results after %d", after, before)
	}
	key(kb.Escape)
	if eval[bool](b, searchOpen) || !eval[bool](b, `document.activeElement.classList.contains('mark')`) {
		t.Error("Escape does not close the search and give the focus back")
	}
	b.openSearch()
	b.ask("regional sales manager")
	b.enter()
	b.until("the role's page", `document.readyState === 'complete' && document.querySelector('main').dataset.role === 'regional-sales-manager'`)

	// where letters are typed, / is one of them; and the key can be given up
	b.visit("en/matrix/index.html")
	b.do(chromedp.Focus(chromedp.CSS(`main input[type="search"]`)))
	key("/")
	if eval[bool](b, searchOpen) {
		t.Error("/ opens the search while somebody types")
	}
	b.do(chromedp.Evaluate[chromedp.Void](`document.activeElement.blur()`))
	b.openSearch()
	b.do(chromedp.Click(chromedp.CSS("#search-slash")))
	key(kb.Escape)
	key("/")
	if eval[bool](b, searchOpen) {
		t.Error("/ opens the search although it was given up")
	}
	b.do(chromedp.Click(chromedp.CSS(".mast .ask")))
	b.searchReady()
	b.do(chromedp.Click(chromedp.CSS("#search-slash")))
	b.blameless("search")
}

// TestSearchFindsNothing: whoever finds nothing is told what to try.
func TestSearchFindsNothing(t *testing.T) {
	t.Parallel()
	b := newTab(t, serve(t, shipped(t)))
	for _, test := range []struct{ lang, query, offer string }{
		{"en", "aprove discuont", "approve discount"},
		{"en", "approve quantum", "approve"},
		{"zh", "折扣量子", "折扣"},
		{"ja", "値引の量子", "値引"},
	} {
		b.visit(test.lang + "/index.html")
		b.openSearch()
		b.ask(test.query)
		if got := eval[[]string](b, searchOptions); len(got) > 0 {
			t.Fatalf("%s: %q finds %q", test.lang, test.query, got)
		}
		panel := eval[string](b, `document.querySelector('dialog.search .panel').textContent`)
		if !strings.Contains(panel, test.query) || !strings.Contains(panel, test.offer) {
			t.Errorf("%s: %q: the page says %q", test.lang, test.query, panel)
		}
		b.do(chromedp.Click(chromedp.CSS("dialog.search .panel button")))
		b.until("results", searchOptions+`.length > 0 && document.activeElement.id === 'search-words'`)
		if links := eval[int](b, `document.querySelectorAll('.mast nav[aria-label] a').length`); links < 5 {
			t.Errorf("%s: %d pages to go on with", test.lang, links)
		}
	}
	b.blameless("search")
}

// TestSearchOnFileShare searches where a page may not read other files.
func TestSearchOnFileShare(t *testing.T) {
	t.Parallel()
	s := shipped(t)
	b := newTab(t, "file://"+filepath.ToSlash(s.dir)+"/")
	for _, lang := range languages {
		b.visit(lang + "/roles/sales-representative/index.html")
		b.openSearch()
		b.ask("s01")
		b.enter()
		b.until("the rule", `location.pathname.endsWith('/`+lang+`/sod/index.html') && location.hash === '#rule-s01'`)
	}
	b.blameless("file share")
}

// typed is a script that has the search answer to words some times over.
const typed = `(() => {
	const words = document.querySelector('#search-words');
	words.value = %q;
	for (let i = 0; i < %d; i++) words.dispatchEvent(new Event('input'));
})()`

const typings = 4

// TestSearchOfAThousandRoles: an index is small enough to be loaded, and what is
// typed is answered at once.
func TestSearchOfAThousandRoles(t *testing.T) {
	t.Parallel()
	p, err := generator.Read(t.Context(), sample.Catalog(t, 1000))
	if err != nil || p.Diagnostics.HasErrors() {
		t.Fatalf("the sample is refused: %v %.500v", err, p.Diagnostics)
	}
	big := t.TempDir()
	for _, own := range book.New(analysis.Run(p.Catalog, today), "").Books {
		data := largeIndex(t, own)
		if own.Key == "zh" {
			standIn(t, big, data)
		}
	}
	b := newTab(t, serve(t, &site{dir: big}))
	b.visit("zh/index.html")
	b.openSearch()
	for _, words := range []string{"第999号岗位", "核对客户资料并记入系统", "role number 12", "审批折扣", "系统 当天 整理"} {
		var slowest time.Duration
		for n := range []rune(words) {
			slowest = max(slowest, b.work(fmt.Sprintf(typed, string([]rune(words)[:n+1]), typings))/typings)
		}
		t.Logf("%s: a character takes %v at most", words, slowest)
		if slowest > 50*time.Millisecond {
			t.Errorf("%s: that is more than 50 ms", words)
		}
	}
	if n := len(eval[[]string](b, searchOptions)); n == 0 {
		t.Error("nothing is found in the large index")
	}
	b.blameless("a thousand roles")
}

// largeIndex writes the index of a book and sees what loading it costs.
func largeIndex(t *testing.T, b *book.Book) []byte {
	t.Helper()
	words := map[string]string{}
	for _, key := range []string{"shortcut", "keys", "hint", "count_one", "count", "more", "none", "none_help", "without", "meant", "avoid"} {
		words[key] = b.T("search_" + key)
	}
	data, err := b.Search().Write(words)
	if err != nil {
		t.Fatal(err)
	}
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	w.Write(data) //nolint:errcheck // into memory
	w.Close()     //nolint:errcheck // likewise
	t.Logf("%s: %d KB, compressed %d KB", b.Key, len(data)/1024, packed.Len()/1024)
	if packed.Len() > 400*1024 {
		t.Errorf("%s: the index is %d KB compressed, want 400 at most", b.Key, packed.Len()/1024)
	}
	return data
}

// standIn makes a folder with one page of the shipped site, its scripts and
// styles, and another index.
func standIn(t *testing.T, dir string, index []byte) {
	t.Helper()
	s := shipped(t)
	files := map[string][]byte{"zh/index.html": s.read(t, "zh/index.html"), "zh/search.json": index}
	for _, name := range s.files(t, ".css", ".js", ".svg", ".webmanifest") {
		if !strings.HasSuffix(name, "/search.js") {
			files[name] = s.read(t, name)
		}
	}
	for name, data := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, data, 0o644)); err != nil {
			t.Fatal(err)
		}
	}
}
