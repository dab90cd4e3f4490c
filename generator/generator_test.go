package generator_test

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"testing/fstest"

	"rolebook/generator"
	"rolebook/generator/catalog"
	"rolebook/generator/output"
)

const miniFolder = "load/testdata/contract/mini"

// overlaid is the mini catalog with more files laid over it.
func overlaid(t *testing.T, more map[string]string) fs.FS {
	t.Helper()
	out := fstest.MapFS{}
	mini := os.DirFS(miniFolder)
	err := fs.WalkDir(mini, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(mini, name)
		out[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range more {
		out[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return out
}

// tree reads a folder as content by path.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, name))
		out[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func options(t *testing.T, more map[string]string) generator.BuildOptions {
	t.Helper()
	return generator.BuildOptions{
		Options: generator.Options{On: today}, Catalog: overlaid(t, more), NoPDF: true,
		Output: filepath.Join(t.TempDir(), "public"),
	}
}

func TestBuild(t *testing.T) {
	t.Parallel()
	opt := options(t, nil)
	var steps []generator.Step
	opt.Progress = func(s generator.Step) { steps = append(steps, s) }
	report, err := generator.Build(t.Context(), opt)
	if err != nil || report.Refused() {
		t.Fatalf("%v: %v", err, report.Project.Diagnostics)
	}
	files := tree(t, opt.Output)
	if len(report.Files) != len(files)-1 { // the output's own list is none of a build's results
		t.Errorf("%d files reported, %d written", len(report.Files), len(files))
	}
	if report.Pages() == 0 || report.Documents() != 0 || report.Size() == 0 || report.Warnings() == 0 {
		t.Errorf("%d pages, %d documents, %d bytes, %d warnings", report.Pages(), report.Documents(), report.Size(), report.Warnings())
	}
	first, last := steps[0], steps[len(steps)-1]
	if first != (generator.Step{Name: "read", Total: first.Total}) || last != (generator.Step{Name: "commit", Done: last.Total - 1, Total: first.Total}) {
		t.Errorf("steps go from %v to %v", first, last)
	}
}

func TestTwoBuildsAreTheSame(t *testing.T) {
	t.Parallel()
	var made []map[string]string
	for range 2 {
		opt := options(t, nil)
		opt.NoPDF = false
		if _, err := generator.Build(t.Context(), opt); err != nil {
			t.Fatal(err)
		}
		made = append(made, tree(t, opt.Output))
	}
	for _, name := range slices.Sorted(maps.Keys(made[0])) {
		if made[0][name] != made[1][name] {
			t.Errorf("%s differs", name)
		}
	}
	if len(made[0]) != len(made[1]) {
		t.Errorf("%d files, then %d", len(made[0]), len(made[1]))
	}
}

func TestRefusedCatalogWritesNothing(t *testing.T) {
	t.Parallel()
	opt := options(t, map[string]string{"wrong.yaml": "id: wrong\n"})
	report, err := generator.Build(t.Context(), opt)
	if err != nil || !report.Refused() || len(report.Files) != 0 {
		t.Fatalf("%v: %v", err, report)
	}
	if entries, _ := os.ReadDir(filepath.Dir(opt.Output)); len(entries) != 0 {
		t.Errorf("left behind: %v", entries)
	}
}

// A build that fails, or is stopped, leaves what was there and nothing else.
func TestUnfinishedBuildLeavesTheOldOne(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		theme map[string]string
		stop  string // the step at which the build is stopped
		want  func(error) bool
	}{
		{"a broken theme", map[string]string{"theme/layouts/home.html": "{{ .Nothing.Of.The.Kind }}"}, "", func(err error) bool {
			var target *generator.TargetError
			return errors.As(err, &target) && target.Target == "site"
		}},
		{"stopped while reading", nil, "read", func(err error) bool { return errors.Is(err, context.Canceled) }},
		{"stopped at the site", nil, "site", func(err error) bool { return errors.Is(err, context.Canceled) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			opt := options(t, c.theme)
			good := opt
			good.Catalog = overlaid(t, nil)
			if _, err := generator.Build(t.Context(), good); err != nil {
				t.Fatal(err)
			}
			before := tree(t, filepath.Dir(opt.Output))
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			opt.On = catalog.Date{Year: 2027, Month: 1, Day: 1} // so that a finished build would be another one
			opt.Progress = func(s generator.Step) {
				if s.Name == c.stop {
					cancel()
				}
			}
			if _, err := generator.Build(ctx, opt); !c.want(err) {
				t.Errorf("error %v", err)
			}
			if after := tree(t, filepath.Dir(opt.Output)); !maps.Equal(before, after) {
				t.Errorf("%d files before, %d after, or others", len(before), len(after))
			}
		})
	}
}

func TestForeignFolderIsLeftAlone(t *testing.T) {
	t.Parallel()
	opt := options(t, nil)
	if err := os.Mkdir(opt.Output, 0o755); err != nil {
		t.Fatal(err)
	}
	mine := filepath.Join(opt.Output, "mine.txt")
	if err := os.WriteFile(mine, []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := generator.Build(t.Context(), opt); !errors.Is(err, output.ErrForeign) {
		t.Errorf("error %v", err)
	}
	if got := tree(t, opt.Output); !maps.Equal(got, map[string]string{"mine.txt": "mine"}) {
		t.Errorf("left are %v", slices.Collect(maps.Keys(got)))
	}
}

// A theme beside the catalog's files overrides the built-in one; its YAML is
// no part of the catalog.
func TestThemeOfTheCatalog(t *testing.T) {
	t.Parallel()
	opt := options(t, map[string]string{
		"theme/static/favicon.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
		"theme/data.yaml":          "anything: at all",
	})
	if _, err := generator.Build(t.Context(), opt); err != nil {
		t.Fatal(err)
	}
	if got := tree(t, opt.Output)["favicon.svg"]; got != "<svg xmlns='http://www.w3.org/2000/svg'/>" {
		t.Errorf("favicon.svg is %q", got)
	}
}

func TestMissingGlyphsAreReportedForDocumentsOnly(t *testing.T) {
	t.Parallel()
	folder := overlaid(t, map[string]string{"odd.yaml": "id: odd\nname: Odd \U00013000\nfamily: sales\noverview: Odd.\nduties: []\npermissions: {}\n"})
	count := func(fonts *generator.Fonts) int {
		p, err := generator.Open(t.Context(), folder, generator.Options{On: today, Fonts: fonts})
		if err != nil || p.Diagnostics.HasErrors() {
			t.Fatalf("%v: %v", err, p.Diagnostics)
		}
		n := 0
		for _, d := range p.Diagnostics {
			if d.Code == "missing-glyph" {
				n++
			}
		}
		return n
	}
	if with, without := count(generator.NewFonts()), count(nil); with != 1 || without != 0 {
		t.Errorf("%d warnings with fonts, %d without", with, without)
	}
}
