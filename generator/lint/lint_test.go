package lint_test

import (
	"context"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"

	"github.com/rogpeppe/go-internal/txtar"

	"rolebook/generator/analysis"
	"rolebook/generator/catalog"
	"rolebook/generator/diag"
	"rolebook/generator/lint"
	"rolebook/generator/load"
	"rolebook/generator/locale"
	"rolebook/generator/source"
)

var update = flag.Bool("update", false, "rewrite what the cases in testdata want")

var today = catalog.Date{Year: 2026, Month: 11, Day: 22}

// archive is one file of testdata as folders of a catalog: base, and over it
// bad and good. Its want holds what the bad one is told, in English.
type archive struct {
	*txtar.Archive
	name string
}

func readArchive(t *testing.T, name string) archive {
	t.Helper()
	a, err := txtar.ParseFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return archive{a, name}
}

// folder gives the files below a prefix.
func (a archive) folder(prefix string) fstest.MapFS {
	out := fstest.MapFS{}
	for _, f := range a.Files {
		if name, ok := strings.CutPrefix(f.Name, prefix+"/"); ok {
			out[name] = &fstest.MapFile{Data: f.Data}
		}
	}
	return out
}

// over lays folders over each other, the last on top. What they say in
// catalog.yaml is added to what the first says.
func over(folders ...fstest.MapFS) fstest.MapFS {
	out := fstest.MapFS{}
	for _, f := range folders {
		settings := out[settingsFile]
		maps.Copy(out, f)
		if more := f[settingsFile]; settings != nil && more != nil {
			out[settingsFile] = &fstest.MapFile{Data: slices.Concat(settings.Data, more.Data)}
		}
	}
	return out
}

const settingsFile = "catalog.yaml"

// checked lints the catalog of a folder.
func checked(t *testing.T, folder fstest.MapFS, opt lint.Options) diag.List {
	t.Helper()
	files, err := source.Read(context.Background(), folder)
	if err != nil {
		t.Fatal(err)
	}
	cat, problems := load.Load(context.Background(), files)
	for _, d := range problems {
		t.Fatalf("%s:%d: %s", d.At.File, d.At.Start.Line, locale.New(catalog.English).Message(d.Msg))
	}
	return lint.Check(analysis.Run(cat, today), opt)
}

// said writes the diagnostics of a code in English, and makes sure that the
// other languages have words for them, too.
func said(t *testing.T, list diag.List, code diag.Code) string {
	t.Helper()
	var out strings.Builder
	for _, d := range list {
		if d.Code != code {
			continue
		}
		if d.Severity != diag.Warning {
			t.Errorf("%s is no warning", d.Code)
		}
		english := speak(t, d)
		for i, r := range d.Related {
			at := 1 + len(d.Help) + i
			english[at] = fmt.Sprintf("%s:%d:%d %s", r.At.File, r.At.Start.Line, r.At.Start.Column, english[at])
		}
		fmt.Fprintf(&out, "%s:%d:%d %s\n", d.At.File, d.At.Start.Line, d.At.Start.Column, strings.Join(english, " | "))
	}
	return out.String()
}

// speak gives the messages of a diagnostic in English.
func speak(t *testing.T, d diag.Diagnostic) []string {
	t.Helper()
	messages := append([]diag.Message{d.Msg}, d.Help...)
	for _, r := range d.Related {
		messages = append(messages, r.Msg)
	}
	var english []string
	for _, lang := range []catalog.Lang{catalog.Chinese, catalog.Japanese, catalog.English} {
		english = english[:0]
		for _, m := range messages {
			s := locale.New(lang).Message(m)
			if s == "" || strings.ContainsAny(s, "⟦{") || strings.Contains(s, "<no value>") {
				t.Errorf("%s in %s: %q", m.ID, lang, s)
			}
			english = append(english, s)
		}
	}
	return english
}

// TestRules lints, for every code, a catalog in which its rule must fire and
// one in which it must not. A case is named like its code.
func TestRules(t *testing.T) {
	t.Parallel()
	base := readArchive(t, "base.txtar").folder("base")
	for _, code := range codes() {
		t.Run(string(code), func(t *testing.T) {
			t.Parallel()
			a := readArchive(t, string(code)+".txtar")
			opt := lint.Options{HasGlyph: hasGlyph}
			got := said(t, checked(t, over(base, a.folder("bad")), opt), code)
			if *update {
				a.rewrite(t, got)
			}
			if want := string(a.folder("want")["en"].Data); got != want || got == "" {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
			if got := said(t, checked(t, over(base, a.folder("good")), opt), code); got != "" {
				t.Errorf("the good catalog gets\n%s", got)
			}
		})
	}
}

// hasGlyph is a font without rare ideographs, without 〇 in all but Chinese, and
// without what shows nothing.
func hasGlyph(lang catalog.Lang, c rune) bool {
	return c < 0x10000 && unicode.IsGraphic(c) && !unicode.Is(unicode.Variation_Selector, c) && (c != '〇' || lang == catalog.Chinese)
}

func TestNobodyAsksForGlyphs(t *testing.T) {
	t.Parallel()
	folder := over(readArchive(t, "base.txtar").folder("base"), readArchive(t, "missing-glyph.txtar").folder("bad"))
	if got := said(t, checked(t, folder, lint.Options{}), diag.MissingGlyph); got != "" {
		t.Errorf("got\n%s", got)
	}
}

// codes lists the codes that a test by files can show: so many roles that
// combinations are cut fit in no file.
func codes() []diag.Code {
	out := []diag.Code{diag.UnusedIgnore}
	for _, r := range lint.Rules {
		if r.Code != diag.Limit {
			out = append(out, r.Code)
		}
	}
	return out
}

func (a archive) rewrite(t *testing.T, want string) {
	t.Helper()
	for i, f := range a.Files {
		if f.Name == "want/en" {
			a.Files[i].Data = []byte(want)
		}
	}
	if err := os.WriteFile(filepath.Join("testdata", a.name), txtar.Format(a.Archive), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestLanguages demands of the rules about wording that their cases fire in
// every language.
func TestLanguages(t *testing.T) {
	t.Parallel()
	base := readArchive(t, "base.txtar").folder("base")
	for _, code := range []diag.Code{diag.EmptyPhrase, diag.UnevenLength, diag.DifferentNumbers, diag.DifferentModality, diag.ForeignPunctuation, diag.DiscouragedTerm} {
		folder := over(base, readArchive(t, string(code)+".txtar").folder("bad"))
		fired := map[string]bool{}
		for _, d := range checked(t, folder, lint.Options{}) {
			if d.Code == code {
				line := strings.Split(string(folder[d.At.File].Data), "\n")[d.At.Start.Line-1]
				if m := languageKey.FindStringSubmatch(string([]rune(line)[:d.At.Start.Column-1])); m != nil {
					fired[m[1]] = true
				}
			}
		}
		for _, lang := range catalog.AllLanguages {
			if !fired[string(lang)] {
				t.Errorf("no case of %s fires in %s", code, lang)
			}
		}
	}
}

// languageKey matches what stands before a version of a text.
var languageKey = regexp.MustCompile(`\b(zh|en|ja): $`)

func TestTooManySets(t *testing.T) {
	t.Parallel()
	rule := &catalog.Rule{ID: "s"}
	cat := &catalog.Catalog{Rules: []*catalog.Rule{rule}}
	list := lint.Check(&analysis.Result{Catalog: cat, Cut: cat.Rules}, lint.Options{})
	want := ":0:0 So many combinations of roles violate rule s that not all of them are listed." +
		" | Findings of single roles are complete. Narrow the rule’s functions, or split the rule.\n"
	if got := said(t, list, diag.Limit); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestSwitches lints one bad catalog as it is, with a rule switched off, and
// with one warning ignored.
func TestSwitches(t *testing.T) {
	t.Parallel()
	folder := over(readArchive(t, "base.txtar").folder("base"), readArchive(t, "duty-size.txtar").folder("bad"))
	count := func(lines string) (duties, unused int) {
		list := checked(t, over(folder, fstest.MapFS{settingsFile: {Data: []byte(lines)}}), lint.Options{})
		return strings.Count(said(t, list, diag.DutySize), "\n"), strings.Count(said(t, list, diag.UnusedIgnore), "\n")
	}
	for _, test := range []struct {
		lines          string
		duties, unused int
	}{
		{"", 2, 0},
		{"lint: {off: [duty-size]}\n", 0, 0},
		{"lint: {ignore: [{code: duty-size, file: clerk.yaml, reason: x}]}\n", 0, 0},
		{"lint: {ignore: [{code: duty-size, file: clerk.yaml, item: 'duties[empty]', reason: x}]}\n", 1, 0},
		{"lint: {ignore: [{code: duty-size, file: clerk.yaml, item: 'duties[emp', reason: x}]}\n", 2, 1},
		{"lint: {ignore: [{code: duty-size, file: catalog.yaml, reason: x}]}\n", 2, 1},
		{"lint: {off: [unused-ignore], ignore: [{code: empty-phrase, file: clerk.yaml, reason: x}]}\n", 2, 0},
	} {
		if duties, unused := count(test.lines); duties != test.duties || unused != test.unused {
			t.Errorf("%q: %d duties and %d unused, want %d and %d", test.lines, duties, unused, test.duties, test.unused)
		}
	}
}

// TestInOrder: by file and line, whichever rule found them.
func TestInOrder(t *testing.T) {
	t.Parallel()
	folder := readArchive(t, "base.txtar").folder("base")
	for _, code := range codes() {
		folder = over(folder, readArchive(t, string(code)+".txtar").folder("bad"))
	}
	list := checked(t, folder, lint.Options{})
	if !slices.IsSortedFunc(list, func(a, b diag.Diagnostic) int {
		if a.At.Before(b.At) {
			return -1
		} else if b.At.Before(a.At) {
			return 1
		}
		return 0
	}) || len(list) < 5 {
		t.Errorf("%d warnings, not in order: %v", len(list), list)
	}
}
