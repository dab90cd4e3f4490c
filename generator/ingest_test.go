package generator_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rolebook/generator"
	"rolebook/generator/catalog"
	"rolebook/generator/draft"
)

var update = flag.Bool("update", false, "write the golden files anew")

func openMini(t testing.TB) *generator.Project {
	t.Helper()
	return openFolder(t, miniFolder)
}

func openFolder(t testing.TB, dir string) *generator.Project {
	t.Helper()
	p, err := generator.Open(context.Background(), os.DirFS(dir), generator.Options{On: catalog.Date{Year: 2026, Month: 11, Day: 22}})
	if err != nil || p.Diagnostics.HasErrors() {
		t.Fatalf("%v, %v", err, p.Diagnostics)
	}
	return p
}

// Answers of models as they come: each golden file says what is found in it.
// Those that are good by name, and no others, become drafts.
func TestRecordedAnswers(t *testing.T) {
	t.Parallel()
	p := openMini(t)
	answers, err := filepath.Glob("testdata/answers/*.md")
	if err != nil || len(answers) < 30 {
		t.Fatalf("%d answers, %v", len(answers), err)
	}
	for _, file := range answers {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".md"), func(t *testing.T) {
			t.Parallel()
			answer, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			in, err := p.Ingest(context.Background(), answer, generator.IngestOptions{})
			if err != nil {
				t.Fatal(err)
			}
			if good := strings.Contains(file, "-good-"); good != (in.Draft != nil) {
				t.Errorf("a draft: %t", !good)
			}
			golden(t, strings.TrimSuffix(file, ".md")+".golden", toldOf(in))
			if in.Trial != nil {
				placesAreTheAnswers(t, in, string(answer))
			}
		})
	}
}

func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s\ngot:\n%s\nwant:\n%s", file, got, want)
	}
}

// toldOf is everything that was found out about an answer, a line each.
func toldOf(in *generator.Ingested) string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	for _, r := range in.Roles {
		line("role %s in line %d", r.ID, r.Line)
	}
	line("lines %d to %d", in.First, in.Last)
	for _, n := range in.Notes {
		line("note %d: %s", n.Line, n.Msg.ID)
	}
	if t := in.Trial; t != nil {
		for _, d := range t.Diagnostics {
			if d.Code != "missing-translation" { // answers have one language
				line("%s %d:%d %s %s", d.Severity, d.At.Start.Line, d.At.Start.Column, d.Code, d.Msg.ID)
			}
		}
		for _, d := range t.Elsewhere {
			line("elsewhere %s %s:%d %s", d.Severity, d.At.File, d.At.Start.Line, d.Code)
		}
		remarks := func(what string, list []draft.Remark) {
			for _, r := range list {
				line("%s %d:%d %s %s (%s)", what, r.At.Start.Line, r.At.Start.Column, r.Kind, r.Name, r.Msg.ID)
			}
		}
		remarks("invented", t.Inventions)
		remarks("objected", t.Objections)
		for _, f := range t.Opens {
			var ids []string
			for _, r := range f.Roles {
				ids = append(ids, r.ID)
			}
			line("opens %s %s", f.Rule.ID, strings.Join(ids, " "))
		}
	}
	if in.Draft != nil {
		line("draft %s\n%s", in.Draft.Path, in.Draft.Data)
	}
	return b.String()
}

// placesAreTheAnswers holds what remarks name against what stands at their
// places in the answer.
func placesAreTheAnswers(t *testing.T, in *generator.Ingested, answer string) {
	t.Helper()
	lines := strings.Split(strings.TrimPrefix(answer, "\ufeff"), "\n")
	for _, r := range in.Trial.Inventions {
		rest := string([]rune(lines[r.At.Start.Line-1])[r.At.Start.Column-1:])
		switch r.Kind {
		case draft.Idle, draft.Groundless, draft.Permission:
			continue
		}
		if !strings.HasPrefix(strings.TrimLeft(rest, `"`), r.Name) {
			t.Errorf("%s %q is not at %d:%d, where it says %q", r.Kind, r.Name, r.At.Start.Line, r.At.Start.Column, rest)
		}
	}
}
