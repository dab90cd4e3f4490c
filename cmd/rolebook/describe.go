package main

import (
	"context"
	"io"

	"github.com/spf13/cobra"

	"rolebook/generator"
	"rolebook/generator/book"
	"rolebook/generator/catalog"
	"rolebook/generator/output/pdf"
)

type describeOptions struct {
	generator.Document
	catalog string
	format  string
	fonts   string
	paper   string
	output  string
}

func newDescribe(a *app) *cobra.Command {
	var o describeOptions
	o.Scenario, o.Style = book.Scenarios[0], book.Styles[0]
	detail := string(catalog.Standard)
	c := a.command("describe", "role")
	c.Args = between(1, 1)
	c.Example = "rolebook describe clerk --lang ja\nrolebook describe clerk --detail full --format pdf -o clerk.pdf"
	c.ValidArgsFunction = a.completeIDs(&o.catalog, roleIDs)
	f := a.flags(c)
	f.choice(&o.Scenario, "scenario", book.Scenarios...)
	f.choice(&detail, "detail", book.Details...)
	f.choice(&o.Style, "style", book.Styles...)
	f.form(&o.format, generator.DocumentFormats...)
	f.word(&o.catalog, "catalog", "dir")
	f.paper(&o.paper)
	f.word(&o.fonts, "fonts", "dir")
	f.file(&o.output, "file")
	c.RunE = func(c *cobra.Command, args []string) error {
		o.Role, o.Detail = args[0], catalog.Detail(detail)
		return a.runDescribe(c.Context(), o)
	}
	return c
}

// runDescribe prints one document.
func (a *app) runDescribe(ctx context.Context, o describeOptions) error {
	if o.format == "pdf" && o.output == "" && isTerminal(a.stdout) {
		return wrong("cli_binary", "Format", o.format)
	}
	fonts, err := openFonts(o.fonts)
	if err != nil {
		return err
	}
	project, err := a.open(ctx, o.catalog)
	if err != nil {
		return err
	}
	o.Lang = a.content(project.Catalog)
	document, err := project.Describe(o.Document)
	if err != nil {
		return err
	}
	return a.emit(o.output, func(w io.Writer) error {
		return generator.WriteDocument(w, document, o.format, fonts, pdf.Paper(o.paper))
	})
}
