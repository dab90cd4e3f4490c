package main

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"testing"

	"rolebook/generator"
	"rolebook/generator/book"
	"rolebook/generator/catalog"
	"rolebook/server/api"
)

// described runs the program and gives what describe writes.
func described(t *testing.T, dir string, form url.Values) []byte {
	t.Helper()
	out := filepath.Join(t.TempDir(), "document")
	args := []string{"describe", "clerk", "--catalog", dir, "--on", "2026-11-22", "-o", out}
	for name := range form {
		args = append(args, "--"+name, form.Get(name))
	}
	a := newApp(args, os.Stdout, os.Stderr, func(string) string { return "" })
	if status := a.run(); status != statusFine {
		t.Fatalf("%v: status %d", args, status)
	}
	data, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestInterfaceWritesWhatDescribeWrites holds every document of a role, in every
// form, against what the command writes, byte by byte.
func TestInterfaceWritesWhatDescribeWrites(t *testing.T) {
	t.Parallel()
	const dir = "../../generator/load/testdata/contract/mini"
	project, err := generator.Open(t.Context(), os.DirFS(dir), generator.Options{On: catalog.Date{Year: 2026, Month: 11, Day: 22}})
	if err != nil {
		t.Fatal(err)
	}
	answers := api.New(api.Options{
		Now: func(*http.Request) *generator.Project { return project }, Fonts: generator.NewFonts(), Paper: "a4",
	})
	count := 0
	for form := range forms() {
		w := httptest.NewRecorder()
		answers.ServeHTTP(w, httptest.NewRequest(http.MethodGet, api.Root+"/roles/clerk/documents?"+form.Encode(), nil))
		if w.Code != http.StatusOK || !bytes.Equal(w.Body.Bytes(), described(t, dir, form)) {
			t.Errorf("%s: status %d, and not what describe writes", form.Encode(), w.Code)
		}
		count++
	}
	if want := len(book.Scenarios) * 3 * len(book.Styles) * len(catalog.AllLanguages) * len(generator.DocumentFormats); count != want || want != 540 {
		t.Errorf("%d documents, want %d", count, want)
	}
}

// forms are all combinations of parameters.
func forms() func(yield func(url.Values) bool) {
	names := []string{"scenario", "detail", "style", "lang", "format"}
	values := [][]string{book.Scenarios, {"brief", "standard", "full"}, book.Styles, {"zh", "en", "ja"}, generator.DocumentFormats}
	return func(yield func(url.Values) bool) {
		all := 1
		for _, v := range values {
			all *= len(v)
		}
		for n := range all {
			form := url.Values{}
			for i, v := range values {
				form.Set(names[i], v[n%len(v)])
				n /= len(v)
			}
			if !yield(form) {
				return
			}
		}
	}
}
