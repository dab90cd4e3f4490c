package e2e

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"rolebook/generator"
	"rolebook/generator/catalog"
	"rolebook/generator/load/sample"
)

// author is somebody who edits a catalog beside its preview.
type author struct {
	t    testing.TB
	dir  string
	base string // the address of the preview
}

// newAuthor has a preview follow a copy of a catalog, until the test ends.
func newAuthor(t testing.TB, copyTo func(dir string) error) *author {
	t.Helper()
	dir := t.TempDir()
	if err := copyTo(dir); err != nil {
		t.Fatal(err)
	}
	p := generator.NewPreview(generator.BuildOptions{
		Options: generator.Options{On: catalog.Date{Year: 2026, Month: 11, Day: 22}},
		Catalog: os.DirFS(dir), Output: filepath.Join(t.TempDir(), "public"),
	}, generator.PreviewWords{Lang: catalog.English, Reason: func(err error, _ catalog.Lang) string { return err.Error() }})
	if report, err := p.Build(t.Context()); err != nil || report.Refused() {
		t.Fatalf("refused: %v, %v", err, report)
	}
	server := httptest.NewServer(p)
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() {
		p.Watch(ctx, func(*generator.Report, error, time.Duration) {})
		close(done)
	}()
	t.Cleanup(func() {
		stop()
		<-done
		server.CloseClientConnections() // pages listen for ever
		server.Close()
	})
	return &author{t, dir, server.URL + "/"}
}

// edit replaces words in a file, which must be there.
func (a *author) edit(file, old, with string) {
	a.t.Helper()
	name := filepath.Join(a.dir, filepath.FromSlash(file))
	data, err := os.ReadFile(name)
	if err != nil || !bytes.Contains(data, []byte(old)) {
		a.t.Fatalf("%s has no %q: %v", file, old, err)
	}
	if err := os.WriteFile(name, bytes.Replace(data, []byte(old), []byte(with), 1), 0o600); err != nil {
		a.t.Fatal(err)
	}
}

// overlay is what the preview shows over a page; empty when it shows nothing.
const overlay = `(document.querySelector('#rolebook-live')?.shadowRoot.textContent ?? '')`

// wellAgain says that the page, which is loaded again when there is a newer one,
// is there without an overlay.
const wellAgain = `document.readyState === 'complete' && ` + overlay + ` === ''`

// TestPreview breaks a role and mends it, and looks at the page of the role
// meanwhile: what is wrong is shown with its file and line over the last good
// page, in its language, and leads to the line.
func TestPreview(t *testing.T) {
	t.Parallel()
	a := newAuthor(t, func(dir string) error { return os.CopyFS(dir, os.DirFS("../load/testdata/contract/mini")) })
	const file, id = "clerk.yaml", "clerk"
	data, err := os.ReadFile(filepath.Join(a.dir, file))
	if err != nil {
		t.Fatal(err)
	}
	const right, wrong = "\nfamily: sales\n", "\nfamily: sails\n"
	line := 1 + bytes.Count(data[:bytes.Index(data, []byte(right))+1], []byte("\n"))
	place := fmt.Sprintf("%s:%d:9", file, line)
	b := newTab(t, a.base)
	says := map[string]string{"zh": "目录中有 1 处错误", "en": "1 error in the catalog", "ja": "カタログに 1 件のエラーがあります"}
	for _, lang := range languages {
		b.visit(lang + "/roles/" + id + "/")
		before := eval[string](b, `document.querySelector('main').textContent`)
		a.edit(file, right, wrong)
		b.until("an overlay", overlay+`.includes('`+says[lang]+`')`)
		if got := eval[string](b, overlay); !strings.Contains(got, place) {
			t.Errorf("%s: %q is not in %q", lang, place, got)
		}
		if got := eval[string](b, `document.querySelector('main').textContent`); got != before {
			t.Errorf("%s: the last good page is gone: %q", lang, got)
		}
		b.accessible(lang + " with an overlay")
		a.edit(file, wrong, right)
		b.until("the end of the overlay", wellAgain)
	}
	a.edit(file, right, wrong)
	b.until("an overlay", overlay+` !== ''`)
	eval[bool](b, `document.querySelector('#rolebook-live').shadowRoot.querySelector('a').click() ?? true`)
	b.until("the line of the source", `location.hash === '#L`+fmt.Sprint(line)+`' && document.querySelector(':target code')?.textContent === 'family: sails'`)
	if !eval[bool](b, `document.querySelector(':target p').textContent.length > 0 && document.querySelector(':target').getBoundingClientRect().top < innerHeight`) {
		t.Error("the line does not say what is wrong with it, or is out of sight")
	}
	b.accessible("the source")
	b.visit("en/roles/" + id + "/")
	a.edit(file, wrong, right)
	b.until("the end of the overlay", wellAgain)
	a.edit(file, "en: Order Clerk", "en: Seller of Umbrellas")
	b.until("the edit", `document.querySelector('h1')?.textContent.includes('Seller of Umbrellas')`)
	b.visit("en/")
	b.until("the edit on the home page", `document.body.textContent.includes('Seller of Umbrellas')`)
}

// BenchmarkEdit measures how long it takes until an edit of one of 1,000 roles
// is shown in the browser that has the role's page open: the median and the
// longest of ten. At rest, each edit waits for the whole site of the one before;
// in a row, it comes as soon as that is shown, while the site is being built.
func BenchmarkEdit(b *testing.B) {
	a := newAuthor(b, func(dir string) error { return os.CopyFS(dir, sample.Catalog(b, 1000)) })
	name := "第7号岗位"
	for _, rest := range []bool{true, false} {
		b.Run(map[bool]string{true: "at-rest", false: "in-a-row"}[rest], func(b *testing.B) {
			page := newTab(b, a.base)
			page.visit("zh/roles/role-0007/")
			var took []time.Duration
			for b.Loop() {
				for range 10 {
					next := fmt.Sprintf("第7号岗位%d", time.Now().UnixNano())
					took = append(took, a.until(page, name, next, rest))
					name = next
				}
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Milliseconds()), "median-ms")
			b.ReportMetric(float64(took[len(took)-1].Milliseconds()), "longest-ms")
		})
	}
}

// until renames the role, and gives the time until its page says so.
func (a *author) until(page *tab, name, next string, rest bool) time.Duration {
	start := time.Now()
	a.edit("sales/role-0007.yaml", "zh: "+name, "zh: "+next)
	page.until("the new name", `document.readyState !== 'loading' && document.querySelector('h1')?.textContent === '`+next+`'`)
	took := time.Since(start)
	for rest {
		answer, err := http.Get(a.base + "zh/")
		if err != nil {
			a.t.Fatal(err)
		}
		home, err := io.ReadAll(answer.Body)
		_ = answer.Body.Close() // all of it was read
		if err != nil {
			a.t.Fatal(err)
		}
		rest = !bytes.Contains(home, []byte(next))
		time.Sleep(time.Second) // asking costs, too
	}
	return took
}
