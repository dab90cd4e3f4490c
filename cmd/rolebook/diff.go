package main

import (
	"context"
	"io"

	"github.com/spf13/cobra"

	"rolebook/generator"
	"rolebook/generator/catalog"
	"rolebook/generator/diag"
	"rolebook/generator/output/jsondata"
	"rolebook/generator/output/markdown"
	"rolebook/generator/output/terminal"
)

type diffOptions struct {
	from, to string
	catalog  string
	format   string
	failOn   string
	output   string
}

// anyFinding has --fail-on stop at a new finding of any severity.
const anyFinding = "new-finding"

func newDiff(a *app) *cobra.Command {
	var o diffOptions
	c := a.command("diff", "old [new]")
	c.Args = between(1, 2)
	c.ValidArgsFunction = completeFolder
	c.Example = "rolebook diff HEAD\nrolebook diff main HEAD --format markdown --fail-on high\nrolebook diff v1.0 --catalog roles\nrolebook diff ../last-year roles"
	f := a.flags(c)
	f.word(&o.catalog, "catalog", "dir")
	f.form(&o.format, "text", "markdown", "json")
	f.choice(&o.failOn, "fail-on", anyFinding, "low", "medium", "high", "critical")
	f.file(&o.output, "file")
	c.RunE = func(c *cobra.Command, args []string) error {
		if o.from = args[0]; len(args) > 1 {
			o.to = args[1]
		}
		return a.runDiff(c.Context(), o)
	}
	return c
}

// runDiff prints what has changed between two states of a catalog.
func (a *app) runDiff(ctx context.Context, o diffOptions) error {
	opt, err := a.options()
	if err != nil {
		return err
	}
	from, err := generator.FindVersion(ctx, o.from, o.catalog)
	if err != nil {
		return err
	}
	to, err := generator.FindVersion(ctx, o.to, o.catalog)
	if err != nil {
		return err
	}
	c, err := generator.Compare(ctx, from, to, opt)
	if err != nil {
		return err
	}
	if err := a.refuseEither(c, from, to); err != nil {
		return err
	}
	if err := a.emit(o.output, func(w io.Writer) error { return a.difference(w, c, from, to, o.format) }); err != nil {
		return err
	}
	if o.failOn != "" && c.Fails(leastSeverity(o.failOn)) {
		return errFound
	}
	return nil
}

// refuseEither shows what is wrong with the two states, if anything is.
func (a *app) refuseEither(c *generator.Comparison, from, to generator.Version) error {
	var refused error
	for _, side := range []struct {
		project *generator.Project
		version generator.Version
	}{{c.Old, from}, {c.New, to}} {
		p := side.project
		if !p.Diagnostics.HasErrors() {
			continue
		}
		refused = errFound
		opt := diag.TextOptions{Color: a.colorful(a.stderr), Root: placeOf(side.version)}
		if err := diag.Text(a.stderr, p.Diagnostics, p.Files, a.say, opt); err != nil {
			return err
		}
	}
	return refused
}

// placeOf stands before the names of files: roles/ or HEAD~3:.
func placeOf(v generator.Version) string {
	if v.Folder == "" {
		return v.Name + ":"
	}
	return rootOf(v.Folder)
}

func leastSeverity(failOn string) catalog.Severity {
	if failOn == anyFinding {
		return ""
	}
	return catalog.Severity(failOn)
}

func (a *app) difference(w io.Writer, c *generator.Comparison, from, to generator.Version, format string) error {
	set, documents := c.Book()
	b := set.Book(string(a.content(c.New.Catalog)))
	switch format {
	case "json":
		return jsondata.WriteChange(w, c.Change, documents, from.Name, to.Name)
	case "markdown":
		return markdown.WriteChanges(w, b)
	}
	return terminal.WriteChanges(w, b)
}
