package generator_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "rolebook"

// layers lists the packages from the bottom up. A package imports only packages
// of layers below its own; those of one layer do not know each other. A star
// stands for one element of a path.
var layers = [][]string{
	{"roles", "locales", "schema", "theme", "site", "fonts"},
	{"generator/source", "generator/load/example", "generator/load/sample"},
	{"generator/diag"},
	{"generator/catalog", "generator/notice"},
	{"generator/locale"},
	{"generator/load", "generator/analysis", "generator/search", "generator/outline", "generator/typeset", "generator/typeset/clauses"},
	{"generator/change", "generator/review"},
	{"generator/book", "generator/lint", "generator/people", "generator/draft", "generator/prompt"},
	{"generator/output", "generator/output/cache"},
	{"generator/output/*"},
	{"generator/output/all"},
	{"generator"},
	{"server/guard"},
	{"server/*"},
	{"cmd/*", "generator/e2e", "scripts/*"},
}

// homes names the only packages that may know a library, so that it can be
// replaced there. The conformance suite reads outputs with what it can get.
var homes = map[string][]string{
	"github.com/gohugoio/hugo":                   {"generator/output/hugosite"},
	"github.com/spf13/afero":                     {"generator/output/hugosite"},
	"github.com/xuri/excelize/v2":                {"generator/output/xlsx", "generator/output/conformance"},
	"go.yaml.in/yaml/v4":                         {"generator/source", "generator/locale"},
	"github.com/santhosh-tekuri/jsonschema/v6":   {"generator/load"},
	"github.com/nicksnyder/go-i18n/v2":           {"generator/locale"},
	"github.com/yuin/goldmark":                   {"generator/book", "generator/output/conformance"},
	"github.com/spf13/cobra":                     {"cmd/rolebook"},
	"github.com/spf13/pflag":                     {"cmd/rolebook"},
	"github.com/vbauerster/mpb/v8":               {"cmd/rolebook"},
	"github.com/klauspost/compress":              {"generator/typeset"},
	"github.com/pdfcpu/pdfcpu":                   {"generator/typeset/clauses"},
	"github.com/getkin/kin-openapi":              {},
	"golang.org/x/time":                          {"server/guard"},
	"github.com/modelcontextprotocol/go-sdk":     {"server/mcp"},
	"github.com/rogpeppe/go-internal/testscript": {},
}

// layerOf finds the layer of a package, by its path in the module; -1 when the
// list does not have it. The plain name counts before a star.
func layerOf(pkg string) int {
	plain := slices.IndexFunc(layers, func(l []string) bool { return slices.Contains(l, pkg) })
	if plain >= 0 {
		return plain
	}
	return slices.IndexFunc(layers, func(l []string) bool {
		return slices.ContainsFunc(l, func(pattern string) bool {
			ok, _ := path.Match(pattern, pkg)
			return ok
		})
	})
}

// packages reads the files of every package, tests left out. The parser runs in
// this process: go test would not see what a child process reads, and repeat an
// old result.
func packages(t *testing.T, mode parser.Mode) map[string][]*ast.File {
	t.Helper()
	out := map[string][]*ast.File{}
	root := os.DirFS("..")
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && name != "." && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata" || d.Name() == "node_modules"):
			return fs.SkipDir
		case d.IsDir() || path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		f, err := parser.ParseFile(token.NewFileSet(), filepath.Join("..", name), nil, mode)
		if err == nil {
			out[path.Dir(name)] = append(out[path.Dir(name)], f)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func imports(f *ast.File) []string {
	var out []string
	for _, i := range f.Imports {
		p, err := strconv.Unquote(i.Path.Value)
		if err != nil {
			panic(err) // the parser has read it
		}
		out = append(out, p)
	}
	return out
}

func TestImportsRunDown(t *testing.T) {
	t.Parallel()
	for pkg, files := range packages(t, parser.ImportsOnly) {
		layer := layerOf(pkg)
		if layer < 0 {
			t.Errorf("%s is in no layer", pkg)
		}
		for _, f := range files {
			for _, imported := range imports(f) {
				below, ours := strings.CutPrefix(imported, module+"/")
				if ours && layerOf(below) >= layer {
					t.Errorf("%s imports %s, which does not stand below it", pkg, below)
				}
			}
		}
	}
}

func TestLibrariesStayAtHome(t *testing.T) {
	t.Parallel()
	for pkg, files := range packages(t, parser.ImportsOnly) {
		for _, f := range files {
			for _, imported := range imports(f) {
				for library, home := range homes {
					if (imported == library || strings.HasPrefix(imported, library+"/")) && !slices.Contains(home, pkg) {
						t.Errorf("%s imports %s, which only %v may know", pkg, imported, home)
					}
				}
			}
		}
	}
}

// What holds outputs against their standards is no part of the program.
func TestCheckersStayInTests(t *testing.T) {
	t.Parallel()
	for pkg, files := range packages(t, parser.ImportsOnly) {
		for _, f := range files {
			for _, checker := range []string{"generator/output/conformance", "generator/typeset/clauses", "generator/load/sample"} {
				if pkg != checker && slices.Contains(imports(f), module+"/"+checker) {
					t.Errorf("%s imports %s, which is for tests", pkg, checker)
				}
			}
		}
	}
}

func TestEveryPackageSaysWhatItIs(t *testing.T) {
	t.Parallel()
	for pkg, files := range packages(t, parser.ParseComments|parser.PackageClauseOnly) {
		described := 0
		for _, f := range files {
			if f.Doc != nil {
				described++
			}
		}
		if described != 1 {
			t.Errorf("%s has %d package comments, not one", pkg, described)
		}
		if slices.Contains([]string{"util", "utils", "common", "types", "helpers", "misc"}, path.Base(pkg)) {
			t.Errorf("%s has a name that says nothing", pkg)
		}
	}
}

func TestNothingRunsBeforeMain(t *testing.T) {
	t.Parallel()
	for pkg, files := range packages(t, parser.SkipObjectResolution) {
		for _, f := range files {
			for _, d := range f.Decls {
				if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Name.Name == "init" {
					t.Errorf("%s has a func init", pkg)
				}
			}
		}
	}
}

// A test that is skipped proves nothing, and nobody sees that it does not run.
func TestNoTestIsSkipped(t *testing.T) {
	t.Parallel()
	root := os.DirFS("..")
	skips := regexp.MustCompile(`\b(t|b|tb|f)\.Skip(f|Now)?\(`)
	inScript := regexp.MustCompile(`(?m)^(\[[^]]*\] *)*(skip|stop)\b`)
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			if d != nil && d.IsDir() && name != "." && (strings.HasPrefix(d.Name(), ".") || d.Name() == "node_modules") {
				return fs.SkipDir
			}
			return err
		}
		pattern := skips
		if path.Ext(name) == ".txtar" {
			pattern = inScript
		} else if !strings.HasSuffix(name, "_test.go") {
			return nil
		}
		data, err := fs.ReadFile(root, name)
		if found := pattern.Find(data); found != nil {
			t.Errorf("%s: %s", name, found)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
