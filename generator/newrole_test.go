package generator_test

import (
	"errors"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"rolebook/generator"
	"rolebook/generator/catalog"
	"rolebook/generator/diag"
	"rolebook/generator/locale"
)

func project(t *testing.T, folder string) *generator.Project {
	t.Helper()
	p, err := generator.Read(t.Context(), os.DirFS(folder))
	if err != nil || p.Diagnostics.HasErrors() {
		t.Fatalf("%v: %v", err, p.Diagnostics)
	}
	return p
}

// Whatever role a new one is like, in whatever language: it is without fault but
// for what that role is warned of, and may do what that role may.
func TestNewRoleIsValid(t *testing.T) {
	t.Parallel()
	for _, folder := range []string{"../roles", miniFolder} {
		p := project(t, folder)
		likes := []string{""}
		for _, r := range p.Catalog.Roles {
			likes = append(likes, r.ID)
		}
		for i, like := range likes {
			lang := catalog.AllLanguages[i%3]
			files, err := p.NewRole(folder, generator.NewRoleOptions{ID: "a-new-role", Like: like, On: today, Say: locale.New(lang)})
			if err != nil {
				t.Fatal(err)
			}
			over := fstest.MapFS{}
			for _, name := range p.Catalog.Files {
				data, err := os.ReadFile(path.Join(folder, name))
				if err != nil {
					t.Fatal(err)
				}
				over[name] = &fstest.MapFile{Data: data}
			}
			over[files[0].Path] = &fstest.MapFile{Data: files[0].Data}
			made, err := generator.Open(t.Context(), over, generator.Options{On: today})
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range made.Diagnostics {
				if d.At.File == files[0].Path && !inherited(made, like, d) {
					t.Errorf("like %q: %+v", like, d)
				}
			}
			if like != "" && made.Catalog != nil {
				sameRights(t, made, like)
			}
		}
	}
}

// inherited reports whether the warning comes with being like a role: that one
// gets it, too, or the new one's partners do not know of it yet, or a target in
// words is still to be written.
func inherited(p *generator.Project, like string, d diag.Diagnostic) bool {
	if like == "" || p.Catalog == nil || d.Severity != diag.Warning {
		return false
	}
	file := p.Catalog.Role(like).File
	return d.Code == diag.OneSidedCollaboration || d.Code == diag.VagueTarget || slices.ContainsFunc(p.Diagnostics, func(other diag.Diagnostic) bool {
		return other.At.File == file && other.Code == d.Code && other.Msg.ID == d.Msg.ID
	})
}

func sameRights(t *testing.T, p *generator.Project, like string) {
	t.Helper()
	a, b := p.Analysis.Matrix.Of(p.Catalog.Role(like)), p.Analysis.Matrix.Of(p.Catalog.Role("a-new-role"))
	if len(a.Cells) != len(b.Cells) || len(a.Denied) != len(b.Denied) {
		t.Errorf("like %s: %d permissions and %d denials, not %d and %d", like, len(b.Cells), len(b.Denied), len(a.Cells), len(a.Denied))
	}
}

func TestNewRoleStandsWithItsFamily(t *testing.T) {
	t.Parallel()
	p := project(t, miniFolder)
	for _, c := range []struct{ id, like, path, schema string }{
		{"runner", "", "runner.yaml", "schema/role.schema.json"},
		{"inspector", "auditor", "control/inspector.yaml", "../schema/role.schema.json"},
		{"tests", "", "sales/tests.yaml", "../schema/role.schema.json"},
	} {
		files, err := p.NewRole(miniFolder, generator.NewRoleOptions{ID: c.id, Like: c.like, On: today, Say: locale.New(catalog.English)})
		if err != nil {
			t.Fatal(err)
		}
		if files[0].Path != c.path || !strings.HasPrefix(string(files[0].Data), "# yaml-language-server: $schema="+c.schema+"\n") {
			t.Errorf("%s stands in %s and points at %.70s", c.id, files[0].Path, files[0].Data)
		}
		if len(files) != 2 || files[1].Path != "schema/role.schema.json" {
			t.Errorf("%s comes with %d files", c.id, len(files))
		}
	}
}

func TestNewRoleRefuses(t *testing.T) {
	t.Parallel()
	p := project(t, miniFolder)
	ask := func(id, like string) error {
		_, err := p.NewRole(miniFolder, generator.NewRoleOptions{ID: id, Like: like, On: today, Say: locale.New(catalog.English)})
		return err
	}
	var bad *generator.BadIDError
	for _, id := range []string{"", "A", "a_b", "a--b", "-a", "a b", "../x", "a/b", strings.Repeat("a", 65)} {
		if err := ask(id, ""); !errors.As(err, &bad) {
			t.Errorf("id %q: %v", id, err)
		}
	}
	var taken *generator.TakenError
	if err := ask("clerk", ""); !errors.As(err, &taken) || taken.File != "clerk.yaml" {
		t.Errorf("a role that is there: %v", err)
	}
	var unknown *generator.UnknownError
	if err := ask("x", "clark"); !errors.As(err, &unknown) || unknown.Kind != generator.RoleKind || len(unknown.Help) == 0 {
		t.Errorf("like a role that is not there: %v", err)
	}
}
