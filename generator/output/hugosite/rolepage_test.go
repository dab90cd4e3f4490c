package hugosite_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"rolebook/generator/analysis"
	"rolebook/generator/book"
	"rolebook/generator/catalog"
	"rolebook/generator/load"
	"rolebook/generator/output"
	"rolebook/generator/output/hugosite"
	"rolebook/generator/source"
	"rolebook/roles"
)

// A page that is rendered alone, from a sketch, is the page of the site to the
// byte, for every shipped role in every language, and brings what it asks for.
func TestPress(t *testing.T) {
	files, err := source.Read(t.Context(), roles.Files)
	if err != nil {
		t.Fatal(err)
	}
	cat, _ := load.Load(t.Context(), files)
	result := analysis.Run(cat, catalog.Date{Year: 2026, Month: 11, Day: 22})
	whole := newFolder(t)
	site := hugosite.New(hugosite.Options{Others: promised, Sources: true})
	if err := site.Render(t.Context(), book.New(result, ""), whole.sink); err != nil {
		t.Fatal(err)
	}
	whole.commit(t)
	for i, role := range cat.Roles {
		lang := cat.Languages[i%len(cat.Languages)]
		alone := newFolder(t)
		set := book.Sketch(result, "", lang, role)
		press, err := site.NewPress(set)
		if err != nil {
			t.Fatal(err)
		}
		if err := press.Render(t.Context(), set, string(lang), role.ID, alone.sink); err != nil {
			t.Fatal(err)
		}
		alone.commit(t)
		pages := 0
		for _, f := range alone.sink.Files() {
			if filepath.Ext(f.Path) == ".html" {
				pages++
			}
			if diff := cmp.Diff(whole.read(t, f.Path), alone.read(t, f.Path)); diff != "" {
				t.Errorf("%s (-site +alone):\n%s", f.Path, diff)
			}
		}
		if _, there := alone.sink.File(string(lang) + "/roles/" + role.ID + "/index.html"); !there || pages != 1 {
			t.Errorf("%s: its page was rendered: %t, pages in all: %d", role.ID, there, pages)
		}
	}
}

// promised are documents that nobody has made yet.
func promised(set *book.Set) []output.File {
	var out []output.File
	for _, r := range set.Catalog.Roles {
		out = append(out, output.File{Path: "en/roles/" + r.ID + "/" + r.ID + ".en.onboarding.pdf"})
	}
	return out
}

// folder is a sink and where its files come to lie.
type folder struct {
	sink *output.Sink
	dir  string
}

func newFolder(t *testing.T) folder {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "public")
	sink, err := output.NewSink(dir)
	if err != nil {
		t.Fatal(err)
	}
	return folder{sink, dir}
}

func (f folder) commit(t *testing.T) {
	t.Helper()
	if err := f.sink.Commit(); err != nil {
		t.Fatal(err)
	}
}

func (f folder) read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(f.dir, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
