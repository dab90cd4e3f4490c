package e2e

import (
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"rolebook/generator"
)

// strictCatalog is the small catalog with a content security policy and the
// theme that the documentation shows.
func strictCatalog() (fstest.MapFS, error) {
	files := fstest.MapFS{}
	for at, from := range map[string]string{"": "../load/testdata/contract/mini", "theme": "../output/hugosite/testdata/theme"} {
		folder := os.DirFS(from)
		err := fs.WalkDir(folder, ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := fs.ReadFile(folder, name)
			files[path.Join(at, name)] = &fstest.MapFile{Data: data}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	settings := files["catalog.yaml"]
	settings.Data = append([]byte("csp: true\n"), settings.Data...)
	return files, nil
}

// strictOnce is its site, for a file share.
var strictOnce = sync.OnceValues(func() (*site, error) {
	files, err := strictCatalog()
	if err != nil {
		return nil, err
	}
	return build("strict", generator.BuildOptions{Catalog: files, NoPDF: true})
})

// TestPolicyInBrowser uses every kind of page under the policy and with a theme
// of one's own, from a server and from a file share: the browser has nothing to
// say about either.
func TestPolicyInBrowser(t *testing.T) {
	t.Parallel()
	s := must(t, strictOnce)
	for name, base := range map[string]string{"served": serve(t, s), "file": "file://" + filepath.ToSlash(s.dir) + "/"} {
		t.Run(name, func(t *testing.T) {
			b := newTab(t, base)
			for i, page := range kinds(s) {
				page = languages[i%len(languages)] + "/" + page
				b.visit(page)
				b.blameless(page)
			}
			b.matrix("ja", "")
			b.openEveryCell()
			b.blameless("details of cells")
			b.openSearch()
			b.ask("s01")
			b.until("results", `document.querySelectorAll('#search-list [role=option]').length > 0`)
			b.blameless("the search")
			b.visit("en/compare/index.html?a=clerk&b=manager")
			b.until("both roles", bothRoles)
			b.blameless("the comparison")
			b.visit("zh/finder/index.html")
			b.do(chromedp.Click(chromedp.CSS(`[name=need]`)))
			b.blameless("the finder")
			b.visit("en/roles/clerk/index.html")
			b.until("the partial of the theme", `document.querySelector('.contact a') !== null`)
			checkTheme(t, b)
			b.blameless("the theme")
		})
	}
}

// checkTheme looks for what the theme of the documentation changes.
func checkTheme(t *testing.T, b *tab) {
	t.Helper()
	for scheme, want := range map[string]string{"light": "rgb(122, 31, 75)", "dark": "rgb(240, 165, 198)"} {
		b.prefer(scheme)
		if got := eval[string](b, `getComputedStyle(document.querySelector('.contact a')).color`); got != want {
			t.Errorf("links are %s on %s pages, want %s", got, scheme, want)
		}
	}
	if !eval[bool](b, `(i => i.complete && i.naturalWidth === 24 && i.getBoundingClientRect().height === 24)(document.querySelector('.mast .mark img'))`) {
		t.Error("the logo is not shown, or not in its size")
	}
	if got := eval[string](b, `getComputedStyle(document.querySelector('.contact')).borderTopWidth`); got != "1px" {
		t.Errorf("the line above the partial is %s wide", got)
	}
}

// TestLost asks a server for pages that are not there: the answer finds its
// styles at any depth, and speaks the language of the address, or else that of
// the reader.
func TestLost(t *testing.T) {
	t.Parallel()
	const at = "/book/"
	var dir string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := filepath.Join(dir, filepath.FromSlash(path.Clean(strings.TrimPrefix(r.URL.Path, at))))
		if info, err := os.Stat(name); err == nil && !info.IsDir() {
			http.ServeFile(w, r, name)
			return
		}
		page, err := os.ReadFile(filepath.Join(dir, "404.html"))
		if err != nil {
			t.Error(err)
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(http.StatusNotFound)
		_, _ = w.Write(page) // to a browser that may have gone on
	}))
	t.Cleanup(server.Close)
	files, err := strictCatalog()
	if err != nil {
		t.Fatal(err)
	}
	s, err := build("lost", generator.BuildOptions{Catalog: files, NoPDF: true, BaseURL: server.URL + at})
	if err != nil {
		t.Fatal(err)
	}
	dir = s.dir
	b := newTab(t, server.URL+at)
	call(b, emulation.SetUserAgentOverride, emulation.SetUserAgentOverrideParams{UserAgent: "test", AcceptLanguage: "ja-JP,ja"})
	for page, want := range map[string]string{"zh/roles/nobody/": "zh-Hans", "en/x/y/z/index.html": "en", "nothing/": "ja"} {
		b.visit(page)
		b.until("a language for "+page, `document.readyState === 'complete' && document.querySelector('[data-lost] li').lang === '`+want+`'`)
		if got := eval[string](b, `document.documentElement.lang + ' ' + [...document.querySelectorAll('[data-lost] span')].filter(s => s.checkVisibility()).map(s => s.parentElement.lang)`); got != want+" "+want {
			t.Errorf("%s speaks %s, want %s alone", page, got, want)
		}
		if got := eval[string](b, `document.querySelector('[data-lost] a').href`); got != server.URL+at+strings.ToLower(want[:2])+"/" {
			t.Errorf("%s leads to %s", page, got)
		}
		for _, p := range b.noted() {
			if !strings.Contains(p, "404") {
				t.Errorf("%s: %s", page, p)
			}
		}
	}
	call(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	b.visit("en/nothing/")
	if got := eval[int](b, `[...document.querySelectorAll('[data-lost] span')].filter(s => s.checkVisibility()).length`); got != len(languages) {
		t.Errorf("without scripting the page speaks %d languages", got)
	}
}

// TestPolicyInPreview holds that a preview can show what is wrong over a page
// with a policy.
func TestPolicyInPreview(t *testing.T) {
	t.Parallel()
	a := newAuthor(t, func(dir string) error {
		files, err := strictCatalog()
		if err != nil {
			return err
		}
		return os.CopyFS(dir, files)
	})
	b := newTab(t, a.base)
	b.visit("ja/roles/clerk/")
	a.edit("clerk.yaml", "\nfamily: sales\n", "\nfamily: sails\n")
	b.until("an overlay", overlay+` !== ''`)
	a.edit("clerk.yaml", "\nfamily: sails\n", "\nfamily: sales\n")
	b.until("the end of the overlay", overlay+` === ''`)
	a.edit("theme/assets/css/custom.css", "#7a1f4b", "#0a5c36")
	b.prefer("light")
	b.until("the new colour", `document.readyState === 'complete' && getComputedStyle(document.querySelector('.contact a')).color === 'rgb(10, 92, 54)'`)
	b.blameless("the preview")
}
