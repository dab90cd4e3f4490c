package all

import (
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/sync/errgroup"

	"rolebook/generator/book"
	"rolebook/generator/output"
	"rolebook/generator/output/conformance"
)

// build renders all stages as a build does and gives the files by path.
func build(t *testing.T, set *book.Set, opt Options) map[string]output.File {
	t.Helper()
	sink, err := output.NewSink(filepath.Join(t.TempDir(), "public"))
	if err != nil {
		t.Fatal(err)
	}
	for _, stage := range Stages(opt) {
		g, ctx := errgroup.WithContext(t.Context())
		for _, target := range stage {
			g.Go(func() error { return target.Render(ctx, set, sink) })
		}
		if err := g.Wait(); err != nil {
			t.Fatal(err)
		}
	}
	if err := sink.Commit(); err != nil {
		t.Fatal(err)
	}
	files := map[string]output.File{}
	for _, f := range sink.Files() {
		files[f.Path] = f
	}
	return files
}

// promised lists what the manual says a build writes.
func promised(set *book.Set) []string {
	out := []string{
		"index.html", "404.html", "robots.txt", "favicon.svg", "llms.txt", "data/catalog.json", "data/matrix.json", "data/sod.json",
		"data/schema/catalog.schema.json", "data/schema/review.schema.json", "data/schema/role.schema.json", "data/schema/sod.schema.json", "data/schema/tests.schema.json",
	}
	for _, b := range set.Books {
		for _, p := range []string{
			"index.html", "matrix/index.html", "matrix/matrix." + b.Key + ".xlsx", "matrix/matrix." + b.Key + ".csv",
			"sod/index.html", "collaboration/index.html", "coverage/index.html", "rolebook." + b.Key + ".pdf", "search.json", "feed.xml", "llms.txt",
		} {
			out = append(out, b.Key+"/"+p)
		}
		for _, r := range b.Roles {
			out = append(out, b.Key+"/roles/"+r.ID+"/index.html")
			for _, scenario := range []string{"job-description", "onboarding", "performance"} {
				out = append(out, b.Key+"/roles/"+r.ID+"/"+r.ID+"."+b.Key+"."+scenario+".pdf")
			}
		}
		for _, f := range b.Families {
			out = append(out, b.Key+"/families/"+f.ID+"/index.html")
		}
		for _, o := range set.Catalog.Objects {
			out = append(out, b.Key+"/objects/"+o.ID+"/index.html")
		}
	}
	return out
}

// TestEverythingPromisedIsWritten also holds that no two targets want the same
// path: the sink refuses that.
func TestEverythingPromisedIsWritten(t *testing.T) {
	set := conformance.Mini(t)
	files := build(t, set, Options{})
	for _, p := range promised(set) {
		if f, ok := files[p]; !ok || f.Size == 0 {
			t.Errorf("%s was not written", p)
		}
	}
}

func TestNoPDF(t *testing.T) {
	for path := range build(t, conformance.Mini(t), Options{NoPDF: true}) {
		if filepath.Ext(path) == ".pdf" {
			t.Errorf("%s was written", path)
		}
	}
}

func TestNames(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, stage := range Stages(Options{}) {
		for _, target := range stage {
			if name := target.Name(); name == "" || seen[name] {
				t.Errorf("a target is called %q", name)
			}
			seen[target.Name()] = true
		}
	}
	entries, err := os.ReadDir("..")
	if err != nil {
		t.Fatal(err)
	}
	// The folders beside this one that are no targets: what commands print, the
	// cache, and the suite.
	others := map[string]bool{"all": true, "cache": true, "conformance": true, "html": true, "sql": true, "terminal": true}
	folders := 0
	for _, e := range entries {
		if e.IsDir() && !others[e.Name()] {
			folders++
		}
	}
	if folders != len(seen) {
		t.Errorf("%d targets in the list, %d folders", len(seen), folders)
	}
}
