package e2e

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// TestPagesInBrowser opens every page, and of the many about objects each in one
// language: nothing fails, nothing is asked of another host, and nothing sticks
// out of a desktop's window or a telephone's.
func TestPagesInBrowser(t *testing.T) {
	t.Parallel()
	s := shipped(t)
	base := serve(t, s)
	left := map[string]bool{}
	for i, o := range s.catalog().Objects {
		for k, lang := range languages {
			left[lang+"/objects/"+o.ID+"/index.html"] = k != i%len(languages)
		}
	}
	pages := slices.DeleteFunc(s.files(t, ".html"), func(path string) bool { return left[path] })
	inTwoTabs(t, base, pages, func(b *tab, path string) {
		b.width(1366)
		b.visit(path)
		b.roomy(path + " at 1366 px")
		b.width(360)
		b.roomy(path + " at 360 px")
		b.blameless(path)
	})
}

// inTwoTabs does something with each of the pages, two at a time.
func inTwoTabs[T any](t *testing.T, base string, pages []T, what func(b *tab, page T)) {
	for i := range 2 {
		t.Run(fmt.Sprintf("tab %d", i+1), func(t *testing.T) {
			t.Parallel()
			b := newTab(t, base)
			for k := i; k < len(pages); k += 2 {
				what(b, pages[k])
			}
		})
	}
}

// kinds are one page of each kind, below the folder of a language.
func kinds(s *site) []string {
	cat := s.catalog()
	return []string{
		"index.html", "roles/" + cat.Roles[len(cat.Roles)-1].ID + "/index.html", "families/" + cat.Roles[0].Family.ID + "/index.html",
		"objects/" + cat.Objects[0].ID + "/index.html", "matrix/index.html", "sod/index.html", "collaboration/index.html", "coverage/index.html", "finder/index.html", "reporting/index.html",
		"compare/index.html", "documents/index.html", "how-to-read/index.html", "glossary/index.html",
	}
}

// inLanguages puts the folder of each language before paths.
func inLanguages(paths []string) []string {
	var out []string
	for _, lang := range languages {
		for _, p := range paths {
			out = append(out, lang+"/"+p)
		}
	}
	return out
}

func TestTheme(t *testing.T) {
	t.Parallel()
	s := shipped(t)
	b := newTab(t, serve(t, s))
	b.prefer("light")
	paper := func() string {
		return eval[string](b, `getComputedStyle(document.body).backgroundColor + getComputedStyle(document.documentElement).backgroundColor`)
	}
	b.visit("zh/index.html")
	light := paper()
	b.do(chromedp.Click(chromedp.CSS(`[data-theme-set="dark"]`)))
	dark := paper()
	if light == dark {
		t.Fatalf("the switch to dark changes nothing: %s", dark)
	}
	for _, path := range []string{"zh/index.html", "en/matrix/index.html", "ja/sod/index.html"} {
		b.visit(path)
		if got := paper(); got != dark {
			t.Errorf("%s forgets the theme: %s", path, got)
		}
		if !eval[bool](b, `document.querySelector('[data-theme-set="dark"]').getAttribute('aria-pressed') === 'true'`) {
			t.Errorf("%s: the switch does not say that dark is on", path)
		}
	}
	b.do(chromedp.Click(chromedp.CSS(`[data-theme-set="auto"]`)))
	if got := paper(); got != light {
		t.Errorf("auto is %s, want %s", got, light)
	}
	b.prefer("dark")
	if got := paper(); got != dark {
		t.Errorf("auto does not follow the reader's preference: %s, want %s", got, dark)
	}
	b.blameless("theme")
}

// TestSwitchLanguage goes round the languages on a page of each kind.
func TestSwitchLanguage(t *testing.T) {
	t.Parallel()
	s := shipped(t)
	b := newTab(t, serve(t, s))
	for _, path := range kinds(s) {
		b.visit("zh/" + path)
		for _, lang := range []string{"en", "ja"} {
			b.do(chromedp.Click(chromedp.CSS(`a[hreflang="` + tags[lang] + `"]`)))
			b.until("the page in "+lang, `document.readyState === 'complete' && document.documentElement.lang === '`+tags[lang]+`'`)
			if got := b.here(); got != lang+"/"+path {
				t.Errorf("the switch of %s to %s leads to %s", path, lang, got)
			}
		}
	}
	b.blameless("switch")
}

// TestChooser: the root of the site offers every language, and leads to the one
// that the browser prefers.
func TestChooser(t *testing.T) {
	t.Parallel()
	s := shipped(t)
	b := newTab(t, serve(t, s))
	for _, lang := range languages {
		call(b, emulation.SetUserAgentOverride, emulation.SetUserAgentOverrideParams{UserAgent: "reader", AcceptLanguage: lang})
		b.visit("index.html")
		b.until("the page in "+lang, `location.pathname.startsWith('/`+lang+`/')`)
	}
	b.blameless("chooser")
}

// unseen is a script that lists text of the page's main part that is there and
// not shown, but for what is only offered to scripts, for single marks, for
// drawings, which say what stands in the text, too, and for heads of tables,
// which narrow screens put beside each value instead.
const unseen = `(() => {
  const out = [], walk = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  for (let n; (n = walk.nextNode());) {
    const e = n.parentElement;
    if (n.data.trim().length > 1 && !e.closest('script, template, .js-only, details:not([open]), summary, select, thead, caption, [aria-hidden], svg title, figure:has(> svg)') && !e.checkVisibility()) out.push(n.data.trim().slice(0, 60));
  }
  return out;
})()`

// TestWithoutScript reads the pages with scripting off: all text is shown, at
// either width, and at least as much of it as with scripting on, for which a
// language will do.
func TestWithoutScript(t *testing.T) {
	t.Parallel()
	s := shipped(t)
	base := serve(t, s)
	plain, scripted := newTab(t, base), newTab(t, base)
	call(plain, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	for i, path := range inLanguages(kinds(s)) {
		plain.visit(path)
		if nth := len(kinds(s)); i/nth == i%nth%len(languages) { // a language in turn
			plain.showsAll(scripted, path)
		}
		if hidden := eval[[]string](plain, unseen); len(hidden) > 0 {
			t.Errorf("%s: not shown without scripting: %q", path, hidden[:min(5, len(hidden))])
		}
		plain.width(360)
		if hidden := eval[[]string](plain, unseen); len(hidden) > 0 {
			t.Errorf("%s at 360 px: not shown without scripting: %q", path, hidden[:min(5, len(hidden))])
		}
		plain.fits(path + " without scripting at 360 px")
		plain.width(1366)
	}
	plain.blameless("without scripting")
}

// showsAll fails the test when the page shows less than in another tab.
func (b *tab) showsAll(other *tab, path string) {
	b.t.Helper()
	other.visit(path)
	bare := strings.Fields(eval[string](b, `document.querySelector('main').innerText`))
	for _, w := range strings.Fields(eval[string](other, `(() => {
		for (const e of document.querySelectorAll('.js-only')) e.remove();
		return document.querySelector('main').innerText;
	})()`)) {
		if !slices.Contains(bare, w) {
			b.t.Errorf("%s: %q is not shown without scripting", path, w)
		}
	}
}

// TestHostileInBrowser opens every page made of hostile text, uses what scripts
// make of that text, and finds that none of it ran.
func TestHostileInBrowser(t *testing.T) {
	t.Parallel()
	h := hostileSite(t)
	base := serve(t, h.site)
	calm := func(b *tab, where string) {
		if got := eval[string](b, `typeof window.hacked`); got != "undefined" {
			t.Errorf("%s: hostile text ran", where)
		}
		b.blameless(where)
	}
	inTwoTabs(t, base, h.files(t, ".html"), func(b *tab, path string) {
		b.visit(path)
		calm(b, path)
	})
	t.Run("scripts", func(t *testing.T) {
		t.Parallel()
		b := newTab(t, base)
		for _, lang := range languages {
			b.visit(lang + "/index.html")
			b.openSearch()
			for _, words := range []string{"hacked", "script", "evil example", "q1"} {
				b.ask(words)
			}
			calm(b, lang+" search")
			b.visit(lang + "/index.html?q=%3Cscript%3Ewindow.hacked%3D1%3C/script%3E")
			b.searchReady()
			calm(b, lang+" search by address")
			b.visit(lang + "/matrix/index.html")
			b.openEveryCell()
			calm(b, lang+" matrix")
			b.visit(lang + "/matrix/index.html#rows=roles&by=action&object=%3Cimg%20src=x%20onerror=window.hacked=1%3E")
			calm(b, lang+" matrix by address")
		}
	})
}

// TestLongWordsInBrowser: a word of 10,000 characters makes no page wider.
func TestLongWordsInBrowser(t *testing.T) {
	t.Parallel()
	s := must(t, longOnce)
	b := newTab(t, serve(t, s))
	for _, path := range []string{
		"en/index.html", "zh/roles/clerk/index.html", "ja/matrix/index.html", "en/sod/index.html", "zh/collaboration/index.html",
		"ja/coverage/index.html", "en/objects/order/index.html", "zh/families/desk/index.html",
	} {
		b.visit(path)
		for _, px := range []int64{1366, 360} {
			b.width(px)
			b.fits(fmt.Sprintf("%s at %d px", path, px))
		}
		b.blameless(path)
	}
}
