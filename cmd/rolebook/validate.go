package main

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"rolebook/generator"
	"rolebook/generator/diag"
)

type validateOptions struct {
	catalog string
	format  string
	fonts   string
	output  string
	strict  bool
}

func newValidate(a *app) *cobra.Command {
	var o validateOptions
	c := a.command("validate", "[catalog]")
	c.Args = between(0, 1)
	c.ValidArgsFunction = completeFolder
	c.Example = "rolebook validate\nrolebook validate roles --strict --format github"
	f := a.flags(c)
	f.form(&o.format, "text", "json", "github", "sarif")
	f.file(&o.output, "file")
	f.bool(&o.strict, "strict")
	f.word(&o.fonts, "fonts", "dir")
	c.RunE = func(c *cobra.Command, args []string) error {
		o.catalog = first(args)
		return a.runValidate(c.Context(), o)
	}
	return c
}

// runValidate prints everything that is wrong with a catalog.
func (a *app) runValidate(ctx context.Context, o validateOptions) error {
	dir, err := generator.Locate(o.catalog)
	if err != nil {
		return err
	}
	opt, err := a.options()
	if err != nil {
		return err
	}
	if opt.Fonts, err = openFonts(o.fonts); err != nil {
		return err
	}
	project, err := generator.Open(ctx, os.DirFS(dir), opt)
	if err != nil {
		return err
	}
	if o.strict {
		project.Diagnostics.Harden()
	}
	if err := a.emit(o.output, func(w io.Writer) error { return a.diagnostics(w, project, dir, o) }); err != nil {
		return err
	}
	if project.Diagnostics.HasErrors() {
		return errFound
	}
	if len(project.Diagnostics) == 0 && o.format == "text" {
		a.note("cli_valid", "Catalog", dir)
	}
	return nil
}

func (a *app) diagnostics(w io.Writer, p *generator.Project, dir string, o validateOptions) error {
	root := rootOf(dir)
	switch o.format {
	case "json":
		return diag.JSON(w, p.Diagnostics, a.say)
	case "github":
		return diag.GitHub(w, p.Diagnostics, a.say, root)
	case "sarif":
		return diag.SARIF(w, p.Diagnostics, a.say, a.say.Lang.Tag(), root)
	}
	color := o.output == "" && a.colorful(a.stdout)
	return diag.Text(w, p.Diagnostics, p.Files, a.say, diag.TextOptions{Color: color, Root: root})
}

// rootOf is what stands before the names of a catalog's files, so that they
// can be followed from the current folder.
func rootOf(dir string) string {
	if dir == "." {
		return ""
	}
	return strings.TrimSuffix(filepath.ToSlash(dir), "/") + "/"
}

// openFonts takes the fonts of a folder beside the built-in ones.
func openFonts(dir string) (*generator.Fonts, error) {
	if dir == "" {
		return generator.NewFonts(), nil
	}
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return nil, wrong("cli_no_folder", "Path", dir, "Flag", "--fonts")
	}
	return generator.NewFonts(os.DirFS(dir)), nil
}
