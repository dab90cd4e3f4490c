package main

import (
	"cmp"
	"context"
	"errors"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"rolebook/generator"
	"rolebook/generator/catalog"
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
	f.form(&o.format, "text", "markdown", "json", "sarif", "junit", "github")
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
	from, refusedFrom := a.openVersion(ctx, o.from, o.catalog)
	if refusedFrom != nil && !errors.Is(refusedFrom, errFound) {
		return refusedFrom
	}
	to, err := a.openVersion(ctx, o.to, o.catalog)
	if err := cmp.Or(err, refusedFrom); err != nil {
		return err
	}
	c := generator.Compare(from, to)
	if err := a.emit(o.output, func(w io.Writer) error { return a.difference(w, c, o) }); err != nil {
		return err
	}
	if o.failOn != "" && c.Fails(leastSeverity(o.failOn)) {
		return errFound
	}
	return nil
}

// openVersion reads a state of the catalog. One with errors is reported and
// refused.
func (a *app) openVersion(ctx context.Context, called, dir string) (*generator.State, error) {
	opt, err := a.options()
	if err != nil {
		return nil, err
	}
	version, err := generator.FindVersion(ctx, called, dir)
	if err != nil {
		return nil, err
	}
	state, err := version.Open(ctx, opt)
	if err != nil {
		return nil, err
	}
	if state.Project.Diagnostics.HasErrors() {
		return nil, a.refuseAt(state.Project, placeOf(version))
	}
	return state, nil
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

func (a *app) difference(w io.Writer, c *generator.Comparison, o diffOptions) error {
	lang := a.content(c.New.Project.Catalog)
	if slices.Contains(ciForms, o.format) {
		return writeReport(w, a.changeReport(c, lang, cmp.Or(c.New.Folder, o.catalog, "."), o.failOn), o.format)
	}
	set, documents := c.Book()
	b := set.Book(string(lang))
	switch o.format {
	case "json":
		return jsondata.WriteChange(w, c.Change, documents, c.Old.Name, c.New.Name)
	case "markdown":
		return markdown.WriteChanges(w, b)
	}
	return terminal.WriteChanges(w, b)
}
