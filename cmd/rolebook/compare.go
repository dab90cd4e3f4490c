package main

import (
	"context"
	"io"

	"github.com/spf13/cobra"

	"rolebook/generator"
	"rolebook/generator/output/jsondata"
)

type compareOptions struct {
	roles   []string // two, or none for all of the catalog
	catalog string
	format  string
	output  string
}

func newCompare(a *app) *cobra.Command {
	var o compareOptions
	c := a.command("compare", "[role role]")
	c.Args = pair
	c.Example = "rolebook compare clerk lead\nrolebook compare clerk lead --format json\nrolebook compare --catalog roles"
	c.ValidArgsFunction = a.completeIDs(&o.catalog, roleIDs, roleIDs)
	f := a.flags(c)
	f.word(&o.catalog, "catalog", "dir")
	f.form(&o.format, "text", "json")
	f.file(&o.output, "file")
	c.RunE = func(c *cobra.Command, args []string) error {
		o.roles = args
		return a.runCompare(c.Context(), o)
	}
	return c
}

// pair admits two arguments or none.
func pair(c *cobra.Command, args []string) error {
	if len(args) == 1 {
		return between(2, 2)(c, args)
	}
	return between(0, 2)(c, args)
}

// runCompare holds two roles against each other or, without any, all roles and
// the vocabulary of the catalog.
func (a *app) runCompare(ctx context.Context, o compareOptions) error {
	project, err := a.open(ctx, o.catalog)
	if err != nil {
		return err
	}
	if len(o.roles) == 0 {
		return a.emit(o.output, func(w io.Writer) error { return a.properties(w, project, o.format) })
	}
	first, err := project.Role(o.roles[0])
	if err != nil {
		return err
	}
	second, err := project.Role(o.roles[1])
	if err != nil {
		return err
	}
	c := project.Analysis.Matrix.Compare(first, second)
	return a.emit(o.output, func(w io.Writer) error {
		if o.format == "json" {
			return jsondata.WriteComparison(w, c)
		}
		return a.comparison(w, c, a.content(project.Catalog))
	})
}

func (a *app) properties(w io.Writer, p *generator.Project, format string) error {
	found := p.Analysis.Properties()
	if format == "json" {
		return jsondata.WriteProperties(w, found)
	}
	return a.propertiesText(w, found)
}
