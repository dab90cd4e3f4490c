package main

import (
	"bufio"
	"context"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"rolebook/generator"
	"rolebook/generator/book"
	"rolebook/generator/output"
	"rolebook/generator/output/jsondata"
	"rolebook/generator/output/terminal"
)

type coverageOptions struct {
	catalog string
	format  string
	output  string
}

func newCoverage(a *app) *cobra.Command {
	var o coverageOptions
	c := a.command("coverage", "[catalog]")
	c.Args = between(0, 1)
	c.ValidArgsFunction = completeFolder
	c.Example = "rolebook coverage\nrolebook coverage roles --format json"
	f := a.flags(c)
	f.form(&o.format, "text", "json")
	f.file(&o.output, "file")
	c.RunE = func(c *cobra.Command, args []string) error {
		o.catalog = first(args)
		return a.runCoverage(c.Context(), o)
	}
	return c
}

// runCoverage prints what a catalog leaves open.
func (a *app) runCoverage(ctx context.Context, o coverageOptions) error {
	dir, project, err := a.openNamed(ctx, o.catalog)
	if err != nil {
		return err
	}
	return a.emit(o.output, func(w io.Writer) error { return a.coverage(w, project, dir, o.format) })
}

func (a *app) coverage(w io.Writer, p *generator.Project, dir, format string) error {
	if format == "json" {
		return jsondata.WriteCoverage(w, p.Analysis.Coverage)
	}
	return coverageText(w, p.Book().Book(string(a.content(p.Catalog))), rootOf(dir))
}

// coverageText prints the coverage page for a terminal: each question with the
// number of places that leave it open, then the places.
func coverageText(w io.Writer, b *book.Book, root string) error {
	out := bufio.NewWriter(w) // keeps the first error of all for Flush
	for i, part := range coverageParts(b, root) {
		if i > 0 {
			out.WriteString("\n")
		}
		fmt.Fprintf(out, "%s%s%s\n", b.T(part.title), b.T("colon"), b.Integer(len(part.rows)))
		table := terminal.Table{Indent: "  "}
		for _, row := range part.rows {
			for i := range row {
				row[i] = terminal.Safe(row[i])
			}
			table.Row(row...)
		}
		if err := table.Write(out); err != nil {
			return err
		}
	}
	return out.Flush()
}

// coveragePart is one question and the places that leave it open.
type coveragePart struct {
	title string
	rows  [][]string
}

func coverageParts(b *book.Book, root string) []coveragePart {
	c := b.Coverage
	permissions := coveragePart{title: "book_coverage_permissions"}
	for _, x := range c.WithoutDuty {
		permissions.rows = append(permissions.rows, []string{x.Role.ID, output.Words(x.Object.Name), output.Words(x.Action.Name)})
	}
	duties := coveragePart{title: "book_coverage_duties"}
	for _, x := range c.WithoutPermission {
		duties.rows = append(duties.rows, []string{x.Role.ID, output.Words(x.Duty.Name)})
	}
	undoable := coveragePart{title: "book_coverage_undoable"}
	for _, x := range c.Undoable {
		undoable.rows = append(undoable.rows, []string{x.Role.ID, output.Words(x.Duty.Name), output.Words(x.Object.Name), output.Words(x.Action.Name)})
	}
	translations := coveragePart{title: "book_coverage_translations"}
	for _, x := range c.Translations {
		translations.rows = append(translations.rows, []string{fmt.Sprintf("%s%s:%d", root, x.File, x.Line), x.Path, b.List(x.Languages)})
	}
	reviews := coveragePart{title: "book_coverage_reviews"}
	for _, x := range c.Reviews {
		reviews.rows = append(reviews.rows, []string{x.Role.ID, x.Due.Words, x.Due.Away})
	}
	return []coveragePart{permissions, duties, undoable, translations, reviews}
}
