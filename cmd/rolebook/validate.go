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
	"rolebook/generator/notice"
)

type validateOptions struct {
	catalog string
	format  string
	fonts   string
	output  string
	strict  bool

	baseline baselineOptions
}

func newValidate(a *app) *cobra.Command {
	var o validateOptions
	c := a.command("validate", "[catalog]")
	c.Args = between(0, 1)
	c.ValidArgsFunction = completeFolder
	c.Example = "rolebook validate\nrolebook validate roles --strict --format github"
	f := a.flags(c)
	f.form(&o.format, append([]string{"text", "json"}, ciForms...)...)
	f.file(&o.output, "file")
	f.bool(&o.strict, "strict")
	f.word(&o.fonts, "fonts", "dir")
	f.baseline(&o.baseline)
	c.RunE = func(c *cobra.Command, args []string) error {
		o.catalog = first(args)
		if err := o.baseline.check(); err != nil {
			return err
		}
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
	if o.baseline.write != "" {
		return a.acceptWarnings(project, dir, o)
	}
	known, err := a.openBaseline(o.baseline, "validate")
	if err != nil {
		return err
	}
	fresh := unknown(project.Diagnostics, known, o.strict)
	if err := a.emit(o.output, func(w io.Writer) error { return a.diagnostics(w, project, fresh, known, dir, o) }); err != nil {
		return err
	}
	a.tellBaseline(known, o.baseline.read)
	if fresh.HasErrors() {
		return errFound
	}
	if len(fresh) == 0 && o.format == "text" {
		a.note("cli_valid", "Catalog", dir)
	}
	return nil
}

// unknown gives the diagnostics that no baseline excuses, which is warnings
// alone. Strict makes errors of them, in the catalog's list as well.
func unknown(list diag.List, known *notice.Baseline, strict bool) diag.List {
	var fresh diag.List
	for i, e := range notice.Entries(list) {
		d := &list[i]
		if d.Severity == diag.Warning && known.Knows(e) {
			continue
		}
		if strict {
			d.Severity = diag.Error
		}
		fresh = append(fresh, *d)
	}
	return fresh
}

// acceptWarnings writes the warnings of a catalog into a baseline. Errors are
// refused as ever.
func (a *app) acceptWarnings(p *generator.Project, dir string, o validateOptions) error {
	if p.Diagnostics.HasErrors() {
		return a.refuse(p, dir)
	}
	return a.writeBaseline(o.baseline.write, "validate", notice.Entries(p.Diagnostics))
}

// diagnostics prints what is wrong: what is fresh, or all with what was known
// of it where the form tells them apart.
func (a *app) diagnostics(w io.Writer, p *generator.Project, fresh diag.List, known *notice.Baseline, dir string, o validateOptions) error {
	switch o.format {
	case "json":
		return diag.JSON(w, fresh, a.say)
	case "text":
		color := o.output == "" && a.colorful(a.stdout)
		return diag.Text(w, fresh, p.Files, a.say, diag.TextOptions{Color: color, Root: rootOf(dir)})
	}
	report := a.report("validate", dir, a.say.Lang.Tag())
	files := make([]string, len(p.Files))
	for i, f := range p.Files {
		files[i] = f.Name
	}
	report.Diagnose(p.Diagnostics, files, a.say)
	report.Apply(known)
	return writeReport(w, report, o.format)
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
