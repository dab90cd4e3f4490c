package main

import (
	"os"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"rolebook/generator/catalog"
	"rolebook/generator/output/terminal"
)

// program is the program in a language.
func program(lang catalog.Lang) (*app, *cobra.Command) {
	a := newApp(nil, os.Stdout, os.Stderr, func(name string) string {
		return map[string]string{"LC_ALL": string(lang)}[name]
	})
	return a, newRoot(a)
}

func everyCommand(root *cobra.Command) []*cobra.Command { return append(root.Commands(), root) }

// missing is how a message that no locale file has is shown.
const missing = "⟦"

func TestEverythingHasHelp(t *testing.T) {
	t.Parallel()
	for _, lang := range catalog.AllLanguages {
		a, root := program(lang)
		for _, c := range everyCommand(root) {
			if c.Short == "" || c.Long == "" {
				t.Errorf("%s: %s says nothing of itself", lang, c.Name())
			}
			c.Flags().VisitAll(func(f *pflag.Flag) {
				if f.Usage == "" {
					t.Errorf("%s: %s --%s says nothing of itself", lang, c.Name(), f.Name)
				}
			})
			for form, text := range map[string]string{"help": a.helpText(c), "manual": a.manual(c)} {
				if strings.Contains(text, missing) {
					t.Errorf("%s: the %s of %s lacks words: %s", lang, form, c.Name(), text[strings.Index(text, missing):])
				}
			}
		}
	}
}

func TestHelpFitsATerminal(t *testing.T) {
	t.Parallel()
	for _, lang := range catalog.AllLanguages {
		a, root := program(lang)
		for _, c := range everyCommand(root) {
			for line := range strings.Lines(a.helpText(c)) {
				if w := terminal.Width(strings.TrimRight(line, "\n")); w > 80 {
					t.Errorf("%s: help of %s has a line of %d cells: %s", lang, c.Name(), w, line)
				}
			}
		}
	}
}

// What may stand in Latin letters in Chinese and Japanese help: what is typed,
// names, and the heads of lists.
var typedWords = regexp.MustCompile(`(?m)rolebook( [-<>./"$\w\[\]{}|:~=,]+)*|--?[a-z-]+( [a-z0-9|-]+)?|JSON Schema|man -l -|^ {2}[a-z-]+ {2,}|\w+\.(yaml|js|pdf)|SOURCE_DATE_EPOCH|detail: brief|Ctrl-C|host:port`)

var englishWords = regexp.MustCompile(`[A-Za-z]{3,}[ ,]+[A-Za-z]{2,}`)

func TestNoEnglishInOtherLanguages(t *testing.T) {
	t.Parallel()
	_, english := program(catalog.English)
	for _, lang := range []catalog.Lang{catalog.Chinese, catalog.Japanese} {
		a, root := program(lang)
		for i, c := range everyCommand(root) {
			if c.Short == everyCommand(english)[i].Short || !strings.ContainsFunc(c.Short, ideographic) {
				t.Errorf("%s: %s is described in English: %s", lang, c.Name(), c.Short)
			}
			text := typedWords.ReplaceAllString(a.helpText(c), "·")
			if found := englishWords.FindString(text); found != "" {
				t.Errorf("%s: help of %s holds %q", lang, c.Name(), found)
			}
		}
	}
}

func ideographic(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}

// A command is where its group says it is, and nowhere else.
func TestEveryCommandHasAGroup(t *testing.T) {
	t.Parallel()
	_, root := program(catalog.English)
	seen := map[string]bool{}
	for _, c := range root.Commands() {
		if c.GroupID == "" || seen[c.Name()] {
			t.Errorf("%s has no group, or two", c.Name())
		}
		seen[c.Name()] = true
	}
	n := 0
	for _, g := range groups {
		n += len(g.commands)
	}
	if n != len(seen) {
		t.Errorf("%d commands in groups, %d in all", n, len(seen))
	}
}
