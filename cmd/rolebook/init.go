package main

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"rolebook/generator"
)

// starter is a small catalog that uses most of the format. Its README is there
// in every language.
//
//go:embed starter
var starter embed.FS

func newInit(a *app) *cobra.Command {
	c := a.command("init", "[dir]")
	c.Args = between(0, 1)
	c.ValidArgsFunction = completeFolder
	c.Example = "rolebook init demo\nrolebook build demo"
	c.RunE = func(_ *cobra.Command, args []string) error {
		if len(args) == 0 {
			args = []string{"."}
		}
		return a.runInit(args[0])
	}
	return c
}

// runInit writes the starter catalog, and says how to go on.
func (a *app) runInit(dir string) error {
	folder, err := fs.Sub(starter, "starter")
	if err != nil {
		return err
	}
	files, err := generator.Starter(folder)
	if err != nil {
		return err
	}
	files = a.inOwnLanguage(files)
	err = generator.Create(dir, files)
	if errors.Is(err, fs.ErrExist) {
		return wrong("cli_init_exists", "Path", subject(err)).hint("cli_init_exists_hint")
	}
	if err != nil {
		return err
	}
	for _, f := range files {
		fmt.Fprintln(a.stdout, rootOf(dir)+f.Path)
	}
	a.note("cli_init_next", "Validate", commandOn("validate", dir), "Build", commandOn("build", dir))
	return nil
}

// inOwnLanguage puts the starter into the reader's language: the README, the
// comments, which stand there as #zh, #en and #ja, and the default language.
func (a *app) inOwnLanguage(files []generator.NewFile) []generator.NewFile {
	kept := files[:0]
	for _, f := range files {
		if rest, ok := strings.CutPrefix(f.Path, "README."); ok {
			if rest != string(a.say.Lang)+".md" {
				continue
			}
			f.Path = "README.md"
		}
		if strings.HasSuffix(f.Path, ".yaml") {
			f.Data = []byte(a.ownComments(string(f.Data)))
		}
		kept = append(kept, f)
	}
	return kept
}

func (a *app) ownComments(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		switch {
		case strings.HasPrefix(line, "#"+string(a.say.Lang)+" "):
			line = "#" + line[1+len(a.say.Lang):]
		case commentElsewhere.MatchString(line):
			continue
		case strings.HasPrefix(line, "languages:"):
			line = "languages: [" + strings.Join(a.ownFirst(), ", ") + "]\n"
		}
		b.WriteString(line)
	}
	return b.String()
}

var commentElsewhere = regexp.MustCompile(`^#[a-z]{2} `)

// ownFirst lists the languages, the reader's first.
func (a *app) ownFirst() []string {
	own := []string{string(a.say.Lang)}
	for _, l := range languages() {
		if l != own[0] {
			own = append(own, l)
		}
	}
	return own
}
