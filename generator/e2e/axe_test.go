package e2e

import (
	"encoding/json"
	"fmt"
	"os"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// violation is what axe-core complains of.
type violation struct {
	ID     string `json:"id"`
	Impact string `json:"impact"`
	Help   string `json:"help"`
	Nodes  []struct {
		HTML    string `json:"html"`
		Summary string `json:"failureSummary"`
	} `json:"nodes"`
}

// Rules of axe-core, as its option runOnly takes them. Told nothing, it leaves
// out what WCAG 2.2 added.
const (
	standards = `['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']`
	// colours are the rules that depend on colours: the only ones that a dark
	// page can break where the light one keeps them.
	colours = `['color-contrast', 'link-in-text-block']`
)

// view is a page in a state that readers bring it into.
type view struct {
	path string
	name string // of the state; empty when it is the page as it opens
	set  func(b *tab)
}

// views are a page of each kind in a language, and the states of it that look
// different.
func views(s *site, lang string) []view {
	var out []view
	for _, path := range kinds(s) {
		out = append(out, view{path: lang + "/" + path})
	}
	roles := s.catalog().Roles
	need := s.catalog().Objects[0].ID + "/" + s.catalog().Objects[0].Actions[0].ID
	until := func(what, expression string) func(b *tab) { return func(b *tab) { b.until(what, expression) } }
	search := func(words string) func(b *tab) {
		return func(b *tab) { b.openSearch(); b.ask(words) }
	}
	return append(out,
		view{lang + "/finder/index.html#need=" + need, "answer", func(b *tab) {
			b.until("an answer", `document.querySelector('#sets > .set') !== null`)
			// The way to the answer floats over questions until the reader is there.
			b.do(chromedp.Evaluate[chromedp.Void](`addEventListener('resize', () => document.querySelector('#found').scrollIntoView({behavior: 'instant'}))`))
		}},
		view{lang + "/compare/index.html?a=" + roles[0].ID + "&b=" + roles[1].ID, "two roles", until("both roles", bothRoles)},
		view{lang + "/coverage/index.html", "search", search(map[string]string{"zh": "折扣", "en": "lead", "ja": "値引"}[lang])},
		view{lang + "/coverage/index.html", "search in vain", search("zzzz")},
		view{lang + "/matrix/index.html", "tables", func(b *tab) { b.do(chromedp.Evaluate[chromedp.Void](staticTables)) }},
	)
}

// staticTables shows what readers without scripting see of the matrix, of each
// table a few rows: the many others are made of the same cells.
const (
	staticTables = `document.documentElement.classList.add('no-grid'), ` + fewRows
	fewRows      = `document.querySelectorAll('.mx tbody').forEach(body => { while (body.rows.length > 2) body.rows[2].remove(); })`
)

// TestAccessible has axe-core look at a page of each kind and at the states that
// scripts bring pages into, in every language, on a desktop and on a telephone,
// light and dark.
func TestAccessible(t *testing.T) {
	t.Parallel()
	s := shipped(t)
	var all []view
	for _, lang := range languages {
		all = append(all, views(s, lang)...)
	}
	inTwoTabs(t, serve(t, s), all, func(b *tab, v view) {
		b.width(1366)
		b.visit(v.path)
		if v.set != nil {
			v.set(b)
		}
		b.accessible(v.path + " " + v.name)
	})
	t.Run("root", func(t *testing.T) {
		t.Parallel()
		b := newTab(t, serve(t, s))
		// The page of languages stays where it has none that the reader knows.
		call(b, emulation.SetUserAgentOverride, emulation.SetUserAgentOverrideParams{UserAgent: "reader", AcceptLanguage: "is"})
		for _, path := range []string{"index.html", "404.html"} {
			b.visit(path)
			b.accessible(path)
		}
	})
	t.Run("module", func(t *testing.T) {
		t.Parallel()
		many := manySite(t)
		b := newTab(t, serve(t, many))
		b.visit("ja/matrix/" + many.catalog().Modules[0].ID + "/index.html")
		b.do(chromedp.Evaluate[chromedp.Void](fewRows))
		b.accessible("the table of a module")
	})
}

// accessible has axe-core look at the page at both widths and, at one of them in
// turn, in the dark; and sees that everything has room.
func (b *tab) accessible(where string) {
	b.t.Helper()
	b.loadAxe()
	b.looks++
	for i, px := range []int64{1366, 390} {
		b.width(px)
		b.keeps(standards, fmt.Sprintf("%s at %d px", where, px))
		b.roomy(fmt.Sprintf("%s at %d px", where, px))
		if (b.looks+i)%2 == 0 {
			b.prefer("dark")
			b.keeps(colours, fmt.Sprintf("%s at %d px, dark", where, px))
			b.prefer("light")
		}
	}
	b.blameless(where)
}

// keeps fails the test for every rule that the page does not keep.
func (b *tab) keeps(rules, where string) {
	b.t.Helper()
	for _, v := range b.axe(rules) {
		b.t.Errorf("%s: %s (%s), %d times: %s\n%s", where, v.Help, v.ID, len(v.Nodes), v.Nodes[0].HTML, v.Nodes[0].Summary)
	}
}

// loadAxe brings axe-core into the page.
func (b *tab) loadAxe() {
	b.t.Helper()
	source, err := os.ReadFile(module(b.t, "axe-core/axe.min.js"))
	if err != nil {
		b.t.Fatal(err)
	}
	b.do(chromedp.Evaluate[chromedp.Void](string(source)))
}

// axe holds the page, which axe-core must have been loaded into, against rules.
// The tables that the matrix has for readers without scripting are taken out
// where they are not shown: they are most of the page.
func (b *tab) axe(rules string) []violation {
	b.t.Helper()
	text := eval[string](b, `(() => {
		const tables = document.querySelector('.mx-static');
		if (tables && !tables.checkVisibility()) tables.remove();
		return axe.run(document, {runOnly: `+rules+`, resultTypes: ['violations'], selectors: false, preload: false}).then(r => JSON.stringify(r.violations));
	})()`)
	var out []violation
	if err := json.Unmarshal([]byte(text), &out); err != nil {
		b.t.Fatal(err)
	}
	return out
}
