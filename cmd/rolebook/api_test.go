package main

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
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

// TestFollowingTells breaks a catalog and mends it: the last good state answers,
// and the terminal hears of each once.
func TestFollowingTells(t *testing.T) {
	t.Parallel()
	dir, log := t.TempDir(), filepath.Join(t.TempDir(), "log")
	if err := os.CopyFS(dir, os.DirFS("../../generator/load/testdata/contract/mini")); err != nil {
		t.Fatal(err)
	}
	project, err := generator.Open(t.Context(), os.DirFS(dir), generator.Options{})
	if err != nil {
		t.Fatal(err)
	}
	stderr, err := os.Create(log)
	if err != nil {
		t.Fatal(err)
	}
	defer stderr.Close()
	a := newApp([]string{"--lang", "en"}, os.Stdout, stderr, func(string) string { return "" })
	now := a.following(generator.NewCurrent(os.DirFS(dir), project, generator.Options{}), dir)
	broken := filepath.Join(dir, "broken.yaml")
	ask := func() {
		for range 2 {
			if p := now(httptest.NewRequest(http.MethodGet, "/", nil)); p == nil || p.Catalog.Role("clerk") == nil {
				t.Error("nothing answers")
			}
		}
	}
	ask()
	if err := os.WriteFile(broken, []byte("id: ["), 0o600); err != nil {
		t.Fatal(err)
	}
	ask()
	if err := os.Remove(broken); err != nil {
		t.Fatal(err)
	}
	ask()
	told, err := os.ReadFile(log)
	if lines := strings.Split(strings.TrimSpace(string(told)), "\n"); err != nil || len(lines) != 2 ||
		!strings.Contains(lines[0], "rolebook validate") || !strings.Contains(lines[1], "in order again") {
		t.Errorf("told %q, %v", told, err)
	}
}
