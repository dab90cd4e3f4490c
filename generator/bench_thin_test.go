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

// The thin site: Hugo, content files that hold an id, and one template each.
const thinConfig = `
baseURL: https://example.org/
disableKinds: [taxonomy, term, RSS]
defaultContentLanguageInSubdir: true
defaultContentLanguage: zh
noBuildLock: true
noJSConfigInAssets: true
languages: {zh: {weight: 1}, en: {weight: 2}, ja: {weight: 3}}
`

// thinBytes prints as many bytes as a role's page has, made beforehand: what
// Hugo itself costs.
const thinBytes = `<!doctype html><html lang="{{ site.Language.Lang }}"><title>{{ .Title }}</title><main>{{ hugo.Data.body }}</main></html>`

// thinWords prints every text of the role from the book, in the plainest
// markup: what Hugo costs that has something to say.
const thinWords = `<!doctype html><html lang="{{ site.Language.Lang }}"><title>{{ .Title }}</title><main>
{{ with (hugo.Data.book.Book site.Language.Lang).Role .Title }}<h1>{{ .Name.HTML }}</h1><p>{{ .Family.Name.HTML }} {{ .StatusIs }} {{ .Version }} {{ .Effective.Words }} {{ .Owner.HTML }}</p>
{{ .Overview.HTML }}
{{ range .Duties }}<h2>{{ .Number }} {{ .Name.HTML }}</h2><ul>{{ range .Tasks }}<li>{{ .Text.HTML }}</li>{{ end }}</ul>{{ range .Uses }} {{ .Name.HTML }}{{ end }}{{ end }}
<table>{{ range .Permissions.Modules }}<tr><th>{{ .Name.HTML }}</th></tr>{{ range .Rows }}<tr><td>{{ .Object.Name.HTML }}</td>{{ range .Cells }}<td>{{ .Mark.Scope }}</td>{{ end }}<td>{{ range .Notes }}{{ .Lead }} {{ .Rest }}{{ end }}</td></tr>{{ end }}{{ end }}</table>
<ol>{{ range .Limits }}<li>{{ .HTML }}</li>{{ end }}</ol>
<table>{{ range .Collaboration }}<tr><td>{{ .Name.HTML }}</td><td>{{ .Purpose.HTML }}</td><td>{{ range .Gives }}{{ .HTML }}{{ end }}</td><td>{{ range .Receives }}{{ .HTML }}{{ end }}</td></tr>{{ end }}</table>
<table>{{ range .Requirements.Skills }}<tr><td>{{ .Name.HTML }}</td><td>{{ with .Level }}{{ .Word }}{{ end }}</td></tr>{{ end }}</table>
<table>{{ range .KPIs }}<tr><td>{{ .Name.HTML }}</td><td>{{ .Target.String }}</td><td>{{ .PeriodIs }}</td></tr>{{ end }}</table>
{{ end }}</main></html>`

// buildThin lets Hugo make a page a role and language with the layout. Body is
// what thinBytes prints.
func buildThin(b *testing.B, set *book.Set, layout string, size int) {
	b.Helper()
	fs := afero.NewMemMapFs()
	write := func(name, text string) {
		if err := afero.WriteFile(fs, "/w/"+name, []byte(text), 0o644); err != nil {
			b.Fatal(err)
		}
	}
	write("hugo.yaml", thinConfig)
	write("layouts/page.html", layout)
	write("layouts/home.html", thinBytes)
	write("layouts/section.html", thinBytes)
	for _, book := range set.Books {
		for _, r := range book.Roles {
			write("content/roles/"+r.ID+"."+book.Key+".md", fmt.Sprintf("{\"title\": %q}\n", r.ID))
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
	sites.Data()["book"] = set
	sites.Data()["body"] = template.HTML("<p>" + strings.Repeat("role ", size/5) + "</p>")
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
