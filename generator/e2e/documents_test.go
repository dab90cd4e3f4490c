package e2e

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"rolebook/generator"
	"rolebook/generator/catalog"
	"rolebook/server/api"
	"rolebook/server/guard"
)

// TestChosenDocuments chooses documents on a site without a server behind it: one that
// was built is linked, for any other there is the command that writes it, and
// nothing is asked of anybody for that.
func TestChosenDocuments(t *testing.T) {
	t.Parallel()
	s := shipped(t)
	b := newTab(t, serve(t, s))
	role := s.catalog().Roles[0].ID
	for _, lang := range languages {
		b.visit(lang + "/documents/index.html?role=" + role)
		file := lang + "/roles/" + role + "/" + role + "." + lang + ".job-description.pdf"
		if got := eval[string](b, `document.querySelector('#chosen a').pathname`); got != "/"+file {
			t.Errorf("%s: the document is said to be %s", lang, got)
		}
		s.read(t, file)
		b.chooseDocument("detail", "full")
		want := "rolebook describe " + role + " --lang " + lang + " --scenario job-description --detail full --style formal --format pdf -o " + role + ".pdf"
		if got := eval[string](b, `document.querySelector('#chosen code').textContent`); got != want {
			t.Errorf("%s: the command is %s", lang, got)
		}
		if got := eval[int](b, `[...document.querySelectorAll('#tells tbody tr')].filter(r => r.checkVisibility()).length`); got != 1 {
			t.Errorf("%s: %d documents are told of", lang, got)
		}
		if got := eval[string](b, `location.search`); got != "?role="+role+"&detail=full" {
			t.Errorf("%s: the address keeps %s", lang, got)
		}
		if got := eval[string](b, `document.querySelector('.langs a').search`); got != "?role="+role+"&detail=full" {
			t.Errorf("%s: other languages are asked for %s", lang, got)
		}
		b.accessible(lang + " documents")
		b.blameless(lang + " documents")
		b.partOfRole(lang)
	}
}

// partOfRole follows the link to what a brief advert tells on the role's page,
// and back to all of it.
func (b *tab) partOfRole(lang string) {
	b.t.Helper()
	b.chooseDocument("scenario", "recruitment")
	b.chooseDocument("detail", "brief")
	const shown = `[...document.querySelectorAll('.sec, .duty li')].filter(e => e.checkVisibility()).map(e => e.id).join(' ')`
	eval[bool](b, `[...document.querySelectorAll('#chosen a')].pop().click() ?? true`)
	b.until("the part", `document.querySelector('.part')?.checkVisibility()`)
	if got := eval[string](b, shown); got != "overview duties requirements" {
		b.t.Errorf("%s: a brief advert shows %s", lang, got)
	}
	if got := eval[int](b, `[...document.querySelectorAll('.toc li')].filter(e => e.checkVisibility()).length`); got != 3 {
		b.t.Errorf("%s: the contents list %d sections", lang, got)
	}
	b.accessible(lang + " part of a role")
	b.blameless(lang + " part of a role")
	eval[bool](b, `document.querySelector('.part a').click() ?? true`)
	b.until("everything", `document.querySelector('.part') && !document.querySelector('.part').checkVisibility() && document.querySelector('#permissions').checkVisibility()`)
}

// TestLiveDocuments does the same where a server writes documents: they are
// shown as they would be, and may run nothing.
func TestLiveDocuments(t *testing.T) {
	t.Parallel()
	p := generator.NewPreview(generator.BuildOptions{
		Options: generator.Options{On: catalog.Date{Year: 2026, Month: 11, Day: 22}},
		Catalog: os.DirFS("../load/testdata/contract/mini"), Output: filepath.Join(t.TempDir(), "public"),
	}, generator.PreviewWords{Lang: catalog.English, API: api.Root})
	if report, err := p.Build(t.Context()); err != nil || report.Refused() {
		t.Fatalf("refused: %v, %v", err, report)
	}
	both := http.NewServeMux()
	both.Handle("/", p)
	both.Handle(api.Root+"/", guard.Handler(api.New(api.Options{
		Now: func(*http.Request) *generator.Project { return p.Project() }, Fonts: generator.NewFonts(),
	}), guard.Options{}))
	server := httptest.NewServer(both)
	t.Cleanup(func() { server.CloseClientConnections(); server.Close() })
	b := newTab(t, server.URL+"/")
	const shown = `(performance.getEntriesByType('resource').filter(e => e.initiatorType === 'iframe' && e.responseStatus === 200).map(e => e.name).pop() ?? '')`
	for _, lang := range languages {
		b.visit(lang + "/documents/?role=clerk&scenario=onboarding")
		b.until("the document", shown+`.includes('`+api.Root+`/roles/clerk/documents?')`)
		b.chooseDocument("style", "friendly")
		b.until("the friendly document", shown+`.includes('style=friendly')`)
		if got := eval[string](b, `document.querySelector('#chosen iframe').src`); !strings.HasSuffix(got, "lang="+lang+"&scenario=onboarding&detail=standard&style=friendly&format=html") {
			t.Errorf("%s: shows %s", lang, got)
		}
		for _, width := range []int64{390, 1366} {
			b.width(width)
			b.accessible(lang + " live documents")
		}
		b.blameless(lang + " live documents")
	}
}

// chooseDocument gives a parameter of the document a value.
func (b *tab) chooseDocument(name, value string) {
	b.do(chromedp.Evaluate[chromedp.Void](`(s => { s.value = '` + value + `'; s.dispatchEvent(new Event('change', { bubbles: true })); })(document.querySelector('#choice').elements.` + name + `)`))
}
