package hugosite_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"rolebook/generator/book"
	"rolebook/generator/output"
	"rolebook/generator/output/conformance"
	"rolebook/generator/output/hugosite"
)

func themeOf(files map[string]string) fstest.MapFS {
	out := fstest.MapFS{}
	for name, text := range files {
		out[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return out
}

// TestUserTheme replaces a template, a style sheet, a static file and a word.
func TestUserTheme(t *testing.T) {
	p := render(t, conformance.Mini(t), hugosite.Options{Theme: themeOf(map[string]string{
		"layouts/_partials/role/overview.html": `<section id="overview"><h2>Ours: {{ .Role.Name.Plain }}</h2></section>`,
		"assets/css/tokens.css":                ":root { --ours: 1 }",
		"static/favicon.svg":                   "<svg/>",
		"static/logo.txt":                      "a logo",
		"i18n/en.yaml":                         `site_nav_roles: "People"`,
		"hugo.yaml":                            "security: {http: {urls: ['.*']}}",
	})}, nil)
	clerk := p.page(t, "en/roles/clerk/index.html")
	if got, want := words(one(t, clerk, "section#overview")), "Ours: Order Clerk"; got != want {
		t.Errorf("the partial: %q, want %q", got, want)
	}
	if got := words(all(clerk, ".mast nav a")[0]); got != "People" {
		t.Errorf("the word: %q", got)
	}
	if got := words(all(p.page(t, "zh/roles/clerk/index.html"), ".mast nav a")[0]); got != "角色" {
		t.Errorf("a word that was left alone: %q", got)
	}
	sheet := filepath.ToSlash(filepath.Join("en/roles/clerk", value(all(clerk, "link[rel=stylesheet]")[0], "href")))
	if css := string(p.files[sheet]); !strings.Contains(css, "--ours:1") || !strings.HasPrefix(css, "@layer tokens,") || strings.Contains(css, "--scope-1:") || !strings.Contains(css, ".mast") {
		t.Errorf("%s does not join the user's part with the others", sheet)
	}
	if got := string(p.files["favicon.svg"]); got != "<svg/>" {
		t.Errorf("favicon.svg is %q", got)
	}
	if got := string(p.files["logo.txt"]); got != "a logo" {
		t.Errorf("logo.txt is %q", got)
	}
}

// TestData holds Hugo to what it does not promise: Go values in hugo.Data.
func TestData(t *testing.T) {
	p := render(t, conformance.Mini(t), hugosite.Options{Theme: themeOf(map[string]string{
		"layouts/_partials/role/overview.html": `<section id="overview">{{ (hugo.Data.book.Book "ja").Role .Role.ID | printf "%T" }} {{ (index hugo.Data.book.Books 0).Key }}</section>`,
	})}, nil)
	if got, want := words(one(t, p.page(t, "en/roles/clerk/index.html"), "section#overview")), "*book.RolePage en"; got != want {
		t.Errorf("hugo.Data.book: %q, want %q", got, want)
	}
}

func TestFaultyTheme(t *testing.T) {
	const partial = "layouts/_partials/role/overview.html"
	for name, test := range map[string]struct{ file, text, want string }{
		"syntax":         {partial, "{{ if }}", "theme/" + partial + ":1"},
		"unknown field":  {partial, "\n{{ .Role.Nonsense }}", "theme/" + partial + ":2:8"},
		"broken base":    {"layouts/baseof.html", "{{ .Nonsense }}", "theme/layouts/baseof.html:1"},
		"unknown word":   {partial, `{{ T "site_nonsense" }}`, "site_nonsense"},
		"another host":   {partial, `{{ (resources.GetRemote "https://example.com/").Content }}`, "security"},
		"environment":    {partial, `{{ getenv "HOME" }}`, "security"},
		"many pages":     {partial, `{{ if strings.HasPrefix .Role.ID "clerk-" }}{{ .Nonsense }}{{ end }}`, "pages"},
		"raised by hand": {partial, `{{ errorf "no, because" }}`, "no, because"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := tryRender(t, manyRoles(t, 61), hugosite.Options{Theme: themeOf(map[string]string{test.file: test.text})}, nil)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("the error is %v; it should name %q", err, test.want)
			}
		})
	}
}

// manyRoles makes a catalog with n clerks besides the roles of the small one.
func manyRoles(t *testing.T, n int) *book.Set {
	t.Helper()
	return conformance.Load(t, withClerks(t, n))
}

func withClerks(t *testing.T, n int) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	for name, text := range miniFiles(t) {
		files[name] = &fstest.MapFile{Data: text}
	}
	for i := range n {
		id := fmt.Sprintf("clerk-%02d", i)
		text := strings.Replace(string(files["clerk.yaml"].Data), "id: clerk\n", "id: "+id+"\n", 1)
		files["clerks/"+id+".yaml"] = &fstest.MapFile{Data: []byte(text)}
	}
	return files
}

// TestManyRoles builds a site whose matrix has more roles than columns.
func TestManyRoles(t *testing.T) {
	set := manyRoles(t, 61)
	p := render(t, set, hugosite.Options{}, nil)
	page := p.page(t, "zh/matrix/index.html")
	links := all(page, ".mx-modules a")
	if got, want := len(links), len(set.Catalog.Modules); got != want {
		t.Errorf("%d links to tables, want one for each of %d modules", got, want)
	}
	if n := len(all(page, "table")); n > 0 {
		t.Errorf("the page itself has %d tables", n)
	}
	trade := one(t, p.page(t, "zh/matrix/trade/index.html"), "table[data-module=trade]")
	if n := len(all(trade, "tbody tr")); n < 61 {
		t.Errorf("the table has %d rows", n)
	}
	var says []string
	for _, item := range all(page, ".mx-modules li") {
		says = append(says, words(item))
	}
	if want := "资金 1 个对象、2 个角色"; !slices.Contains(says, want) {
		t.Errorf("the list says of the modules %q, without %q", says, want)
	}
	testTables(t, p, set)
	testHoldings(t, p, set)
	if n := len(all(p.page(t, "zh/objects/order/index.html"), ".who li")); n < 61 {
		t.Errorf("%d roles share rows on the page of an object that more than 60 hold", n)
	}
}

// TestSinkFailure holds that a build ends soon when nothing can be written.
func TestSinkFailure(t *testing.T) {
	sink, err := output.NewSink(filepath.Join(t.TempDir(), "public"))
	if err != nil {
		t.Fatal(err)
	}
	if err := sink.Discard(); err != nil {
		t.Fatal(err)
	}
	if err := hugosite.New(hugosite.Options{}).Render(t.Context(), manyRoles(t, 61), sink); !errors.Is(err, output.ErrClosed) {
		t.Errorf("Render returned %v, want ErrClosed", err)
	}
}

func TestCancelled(t *testing.T) {
	sink, err := output.NewSink(filepath.Join(t.TempDir(), "public"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := sink.Discard(); err != nil {
			t.Error(err)
		}
	})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := hugosite.New(hugosite.Options{}).Render(ctx, conformance.Mini(t), sink); !errors.Is(err, context.Canceled) {
		t.Errorf("Render returned %v, want context.Canceled", err)
	}
	if files := sink.Files(); len(files) != 0 {
		t.Errorf("%d files were written", len(files))
	}
}
