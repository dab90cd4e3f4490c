package main

import (
	"slices"
	"strings"
	"testing"

	"rolebook/generator/catalog"
)

// TestEverythingIsExplained holds every code, kind of finding and report
// against its texts and the standard behind it, in each language.
func TestEverythingIsExplained(t *testing.T) {
	t.Parallel()
	for _, lang := range catalog.AllLanguages {
		a, _ := program(lang)
		for _, code := range explainable() {
			for _, part := range []string{"what", "why"} {
				if m := explanation(code, part); !a.say.Has(m.ID) {
					t.Errorf("%s: %s has no text %s", lang, code, m.ID)
				}
			}
			if _, known := standards[code]; !known {
				t.Errorf("%s: it is not said what it rests on", code)
			}
		}
		for code, names := range standards {
			if !slices.Contains(explainable(), code) {
				t.Errorf("%s has standards and cannot be explained", code)
			}
			for _, name := range names {
				if !a.say.Has("cli_standard_" + name) {
					t.Errorf("%s: no text for the standard %s", lang, name)
				}
			}
		}
	}
}

// TestEveryStandardIsCited finds texts that nothing leads to.
func TestEveryStandardIsCited(t *testing.T) {
	t.Parallel()
	a, _ := program(catalog.English)
	cited := slices.Clone(ruleStandards)
	for _, names := range standards {
		cited = append(cited, names...)
	}
	n := 0
	for _, id := range a.say.Keys() {
		if name, is := strings.CutPrefix(id, "cli_standard_"); is {
			if n++; !slices.Contains(cited, name) {
				t.Errorf("nothing rests on %s", name)
			}
		}
	}
	if n < 20 {
		t.Errorf("%d standards", n)
	}
}

// TestEveryCheckIsAReport makes sure that a new command that checks something
// is explained.
func TestEveryCheckIsAReport(t *testing.T) {
	t.Parallel()
	_, root := program(catalog.English)
	for _, c := range root.Commands() {
		if c.GroupID == "check" && !slices.Contains(reports, c.Name()) {
			t.Errorf("%s cannot be explained", c.Name())
		}
	}
}
