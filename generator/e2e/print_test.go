package e2e

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	devpage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// a4 is the width that A4 leaves between the margins, in CSS pixels.
const a4 = 680

// TestOnPaper prints a page of each kind, in a language in turn, for a reader
// who prefers the dark: on light paper, without what only a screen has, readable
// and inside the margins.
func TestOnPaper(t *testing.T) {
	t.Parallel()
	s := shipped(t)
	b := newTab(t, serve(t, s))
	for i, path := range kinds(s) {
		path = languages[i%len(languages)] + "/" + path
		b.visit(path)
		title := eval[string](b, `document.querySelector('h1').innerText`)
		eval[bool](b, `(self.shown = [...document.querySelectorAll('main section, h1')].filter(e => e.checkVisibility())).length > 0`)
		b.width(a4)
		call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Media: "print", Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}},
		})
		if left := eval[[]string](b, `[...document.querySelectorAll('nav, button, dialog, .themes')].filter(e => e.checkVisibility()).map(e => e.outerHTML.slice(0, 60))`); len(left) > 0 {
			t.Errorf("%s: on paper there is %q", path, left)
		}
		if lost := eval[[]string](b, `shown.filter(e => !e.checkVisibility()).map(e => e.outerHTML.slice(0, 60))`); len(lost) > 0 {
			t.Errorf("%s: not on paper: %q", path, lost)
		}
		b.fits(path + " on paper")
		b.loadAxe()
		b.keeps(colours, path+" on paper")
		call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{})
		text, info := b.printed(t)
		if !strings.Contains(squeeze(text), squeeze(title)) {
			t.Errorf("%s: %q is not on paper:\n%.300s", path, title, text)
		}
		if !strings.Contains(info, "A4") && !strings.Contains(path, "matrix") {
			t.Errorf("%s: not a sheet of A4:\n%s", path, info)
		}
		b.width(1366)
	}
	b.blameless("paper")
}

// printed prints the page as it is, and gives the words on the sheets and what
// poppler says of them.
func (b *tab) printed(t *testing.T) (text, info string) {
	t.Helper()
	pdf, err := chromedp.Call(b.ctx, devpage.PrintToPDF, devpage.PrintToPDFParams{PreferCSSPageSize: new(true), PrintBackground: new(true)})
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "page.pdf")
	if err := os.WriteFile(name, pdf.Data, 0o600); err != nil {
		t.Fatal(err)
	}
	return string(printed(t, "pdftotext", "-layout", name, "-")), string(printed(t, "pdfinfo", name))
}
