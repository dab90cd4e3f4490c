package e2e

import (
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"rolebook/generator"
	"rolebook/generator/catalog"
	"rolebook/roles"
)

// today is the day that all builds of these tests go by.
var today = catalog.Date{Year: 2026, Month: 11, Day: 22}

// languages are those of the shipped catalog, by the folders of their pages.
var languages = []string{"zh", "en", "ja"}

// tags are the languages as pages and documents declare them.
var tags = map[string]string{"zh": "zh-Hans", "en": "en", "ja": "ja"}

// workshop is the folder that all builds of this process go into.
var workshop string

func TestMain(m *testing.M) {
	if os.Getenv(childOutput) != "" {
		os.Exit(buildAsChild())
	}
	os.Exit(run(m))
}

func run(m *testing.M) int {
	var err error
	if workshop, err = os.MkdirTemp("", "rolebook-e2e-"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(workshop) //nolint:errcheck // a left-over in the temporary folder harms nobody
	defer func() { stopChrome() }()
	return m.Run()
}

// site is a folder that a build made.
type site struct {
	dir    string
	report *generator.Report
	base   string // the base URL it was built for
}

// build builds a catalog into a folder of the workshop.
func build(name string, opt generator.BuildOptions) (*site, error) {
	opt.On = today
	opt.Output = filepath.Join(workshop, name)
	report, err := generator.Build(context.Background(), opt)
	if err != nil {
		return nil, err
	}
	if report.Refused() {
		return nil, fmt.Errorf("the catalog is refused: %v", report.Project.Diagnostics)
	}
	return &site{dir: opt.Output, report: report, base: opt.BaseURL}, nil
}

var shippedOnce = sync.OnceValues(func() (*site, error) {
	return build("shipped", generator.BuildOptions{Catalog: roles.Files, Options: generator.Options{Fonts: generator.NewFonts()}})
})

// shipped is the shipped catalog, built with everything.
func shipped(t testing.TB) *site { return must(t, shippedOnce) }

const hostedAt = "https://roles.example/handbook/"

var hostedOnce = sync.OnceValues(func() (*site, error) {
	return build("hosted", generator.BuildOptions{Catalog: roles.Files, BaseURL: hostedAt, NoPDF: true})
})

// hosted is the shipped catalog for a place in the web, without documents.
func hosted(t testing.TB) *site { return must(t, hostedOnce) }

func must(t testing.TB, build func() (*site, error)) *site {
	t.Helper()
	s, err := build()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// catalog is what the site was made from.
func (s *site) catalog() *catalog.Catalog { return s.report.Project.Catalog }

// read gives a file of the site.
func (s *site) read(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(s.dir, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// decode reads a JSON file of the site strictly: no key may be unknown to v.
func (s *site) decode(t testing.TB, name string, v any) {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(string(s.read(t, name))))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

// paths are where files of the site lie.
func (s *site) paths(names ...string) []string {
	var out []string
	for _, n := range names {
		out = append(out, filepath.Join(s.dir, filepath.FromSlash(n)))
	}
	return out
}

// files lists the site's files that end in one of the endings, in order.
func (s *site) files(t testing.TB, endings ...string) []string {
	t.Helper()
	var out []string
	err := fs.WalkDir(os.DirFS(s.dir), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		for _, e := range endings {
			if strings.HasSuffix(name, e) {
				out = append(out, name)
				break
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(out) == 0 {
		t.Fatalf("%s holds no %s", s.dir, strings.Join(endings, " or "))
	}
	return out
}
