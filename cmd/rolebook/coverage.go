package main

import (
	"bufio"
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"rolebook/generator"
	"rolebook/generator/analysis"
	"rolebook/generator/book"
	"rolebook/generator/notice"
	"rolebook/generator/output"
	"rolebook/generator/output/jsondata"
	"rolebook/generator/output/terminal"
)

type coverageOptions struct {
	catalog  string
	format   string
	failOn   string
	output   string
	baseline baselineOptions
}

func newCoverage(a *app) *cobra.Command {
	var o coverageOptions
	c := a.command("coverage", "[catalog]")
	c.Args = between(0, 1)
	c.ValidArgsFunction = completeFolder
	c.Example = "rolebook coverage\nrolebook coverage roles --format json\nrolebook coverage --baseline known.json --fail-on any"
	f := a.flags(c)
	f.form(&o.format, append([]string{"text", "json"}, ciForms...)...)
	f.choice(&o.failOn, "fail-on", gapChoices()...)
	f.file(&o.output, "file")
	f.baseline(&o.baseline)
	c.RunE = func(c *cobra.Command, args []string) error {
		o.catalog = first(args)
		if err := o.baseline.check(); err != nil {
			return err
		}
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
	known, err := a.openBaseline(o.baseline, "coverage")
	if err != nil {
		return err
	}
	if o.baseline.write != "" {
		return a.writeBaseline(o.baseline.write, "coverage", entriesOf(gapsOf(project.Analysis.Coverage)))
	}
	rest := newGaps(project.Analysis.Coverage, known)
	if err := a.emit(o.output, func(w io.Writer) error { return a.coverage(w, project, rest, known, dir, o) }); err != nil {
		return err
	}
	a.tellBaseline(known, o.baseline.read)
	if o.failOn != "" && slices.ContainsFunc(gapsOf(rest), func(g gap) bool { return fitsGap(g.Rule, o.failOn) }) {
		return errFound
	}
	return nil
}

func entriesOf(gaps []gap) []notice.Entry {
	out := make([]notice.Entry, len(gaps))
	for i, g := range gaps {
		out[i] = g.Entry
	}
	return out
}

// coverage prints what is left open: the rest that no baseline knows, or all
// with what was known of it where the form tells them apart.
func (a *app) coverage(w io.Writer, p *generator.Project, rest analysis.Coverage, known *notice.Baseline, dir string, o coverageOptions) error {
	lang := a.content(p.Catalog)
	switch o.format {
	case "json":
		return jsondata.WriteCoverage(w, rest)
	case "text":
		return coverageText(w, restOf(p, rest).Book().Book(string(lang)), rootOf(dir))
	}
	report := a.gapReport(p.Analysis.Coverage, lang, dir, o.failOn)
	report.Apply(known)
	return writeReport(w, report, o.format)
}

// restOf is a project that leaves only a rest open.
func restOf(p *generator.Project, rest analysis.Coverage) *generator.Project {
	result := *p.Analysis
	result.Coverage = rest
	return &generator.Project{Files: p.Files, Catalog: p.Catalog, Analysis: &result, Diagnostics: p.Diagnostics}
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
	parts := []coveragePart{permissions, duties, undoable, translations, reviews}
	if c.Recorded {
		open := coveragePart{title: "book_coverage_open_reviews"}
		for _, x := range c.Open {
			row := []string{cmp.Or(x.Role.ID, output.Words(x.Subject)), x.Says}
			if !x.Comment.IsZero() {
				row[1] += b.T("review_comment", "Comment", output.Words(x.Comment))
			}
			open.rows = append(open.rows, row)
		}
		parts = append(parts, open)
	}
	return parts
}
