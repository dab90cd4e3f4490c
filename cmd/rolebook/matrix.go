package main

import (
	"context"
	"io"

	"github.com/spf13/cobra"

	"rolebook/generator"
	"rolebook/generator/output/csv"
	"rolebook/generator/output/jsondata"
	"rolebook/generator/output/markdown"
	"rolebook/generator/output/sql"
	"rolebook/generator/output/terminal"
	"rolebook/generator/output/xlsx"
)

type matrixOptions struct {
	catalog string
	format  string
	output  string
}

func newMatrix(a *app) *cobra.Command {
	var o matrixOptions
	c := a.command("matrix", "[catalog]")
	c.Args = between(0, 1)
	c.ValidArgsFunction = completeFolder
	c.Example = "rolebook matrix | less\nrolebook matrix --format xlsx -o matrix.xlsx"
	f := a.flags(c)
	f.form(&o.format, "text", "markdown", "csv", "xlsx", "json", "effective-csv")
	f.file(&o.output, "file")
	c.RunE = func(c *cobra.Command, args []string) error {
		o.catalog = first(args)
		return a.runMatrix(c.Context(), o)
	}
	return c
}

// runMatrix prints the permission matrix.
func (a *app) runMatrix(ctx context.Context, o matrixOptions) error {
	if o.format == "xlsx" && o.output == "" && isTerminal(a.stdout) {
		return wrong("cli_binary", "Format", o.format)
	}
	project, err := a.open(ctx, o.catalog)
	if err != nil {
		return err
	}
	return a.emit(o.output, func(w io.Writer) error { return a.matrix(w, project, o.format) })
}

func (a *app) matrix(w io.Writer, p *generator.Project, format string) error {
	switch format {
	case "json":
		return jsondata.WriteMatrix(w, p.Analysis.Matrix)
	case "effective-csv":
		return sql.WriteEffective(w, p.Analysis.Matrix)
	}
	set := p.Book()
	b := set.Book(string(a.content(p.Catalog)))
	switch format {
	case "markdown":
		return markdown.WriteMatrix(w, b)
	case "csv":
		return csv.Write(w, set, b)
	case "xlsx":
		return xlsx.Write(w, set, b)
	}
	return terminal.WriteMatrix(w, b)
}
