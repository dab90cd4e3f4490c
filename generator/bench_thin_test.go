package generator_test

import (
	"fmt"
	"html/template"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gohugoio/hugo/config"
	"github.com/gohugoio/hugo/config/allconfig"
	"github.com/gohugoio/hugo/deps"
	"github.com/gohugoio/hugo/hugofs"
	"github.com/gohugoio/hugo/hugolib"
	"github.com/spf13/afero"

	"rolebook/generator/book"
	"rolebook/generator/output"
	"rolebook/generator/output/hugosite"
)

// thinModel is what the thin site's only template prints: as many bytes as a
// real page has, made beforehand.
type thinModel struct{ Body template.HTML }

const thinConfig = `
baseURL: https://example.org/
disableKinds: [taxonomy, term, RSS]
defaultContentLanguageInSubdir: true
defaultContentLanguage: zh
noBuildLock: true
noJSConfigInAssets: true
languages: {zh: {weight: 1}, en: {weight: 2}, ja: {weight: 3}}
`

const thinLayout = `<!doctype html><html lang="{{ site.Language.Lang }}"><title>{{ .Title }}</title><main>{{ hugo.Data.book.Body }}</main></html>`

// buildThin lets Hugo make n pages in each language from content that holds a
// title only, each as large as a role's page.
func buildThin(b *testing.B, n, languages, size int) {
	b.Helper()
	fs := afero.NewMemMapFs()
	write := func(name, text string) {
		if err := afero.WriteFile(fs, "/w/"+name, []byte(text), 0o644); err != nil {
			b.Fatal(err)
		}
	}
	write("hugo.yaml", thinConfig)
	write("layouts/page.html", thinLayout)
	write("layouts/home.html", thinLayout)
	write("layouts/section.html", thinLayout)
	for i := range n {
		for _, lang := range []string{"zh", "en", "ja"}[:languages] {
			write(fmt.Sprintf("content/roles/role-%04d.%s.md", i, lang), fmt.Sprintf("{\"title\": \"Role %d\"}\n", i))
		}
	}
	flags := config.New()
	flags.Set("workingDir", "/w")
	flags.Set("cacheDir", b.TempDir())
	flags.Set("publishDir", filepath.Join(b.TempDir(), "thin"))
	configs, err := allconfig.LoadConfig(allconfig.ConfigSourceDescriptor{Fs: fs, Flags: flags, Environ: []string{"X=1"}})
	if err != nil {
		b.Fatal(err)
	}
	sites, err := hugolib.NewHugoSites(deps.DepsCfg{Configs: configs, Fs: hugofs.NewFromSourceAndDestination(fs, afero.NewOsFs(), flags)})
	if err != nil {
		b.Fatal(err)
	}
	defer sites.Close()
	sites.Data()["book"] = thinModel{template.HTML("<p>" + strings.Repeat("role ", size/5) + "</p>")}
	if err := sites.Build(hugolib.BuildCfg{}); err != nil {
		b.Fatal(err)
	}
}

// averagePage builds the site once and gives the mean size of a role's page in
// bytes.
func averagePage(b *testing.B, set *book.Set) int {
	b.Helper()
	out := filepath.Join(b.TempDir(), "public")
	sink, err := output.NewSink(out)
	if err != nil {
		b.Fatal(err)
	}
	if err := hugosite.New(hugosite.Options{}).Render(b.Context(), set, sink); err != nil {
		b.Fatal(err)
	}
	if err := sink.Commit(); err != nil {
		b.Fatal(err)
	}
	pages, err := filepath.Glob(filepath.Join(out, "*", "roles", "*", "index.html"))
	if err != nil || len(pages) == 0 {
		b.Fatalf("no pages of roles: %v", err)
	}
	total := 0
	for _, page := range pages {
		info, err := os.Stat(page)
		if err != nil {
			b.Fatal(err)
		}
		total += int(info.Size())
	}
	return total / len(pages)
}
