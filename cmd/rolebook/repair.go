package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"rolebook/generator"
	"rolebook/generator/analysis"
	"rolebook/generator/book"
	"rolebook/generator/output/jsondata"
	"rolebook/generator/output/terminal"
)

type repairOptions struct {
	catalog string
	role    string
	time    time.Duration
	format  string
	output  string
}

func newRepair(a *app) *cobra.Command {
	o := repairOptions{time: 5 * time.Second}
	c := a.command("repair", "[catalog]")
	c.Args = between(0, 1)
	c.ValidArgsFunction = completeFolder
	c.Example = "rolebook repair\nrolebook repair roles --role sales-operations-manager\nrolebook repair --format json -o repair.json"
	f := a.flags(c)
	f.word(&o.role, "role", "role")
	f.period(&o.time, "time")
	f.form(&o.format, "text", "json")
	f.file(&o.output, "file")
	c.RunE = func(c *cobra.Command, args []string) error {
		o.catalog = first(args)
		return a.runRepair(c.Context(), o)
	}
	return c
}

// runRepair prints what to deny so that roles are in order by themselves.
func (a *app) runRepair(ctx context.Context, o repairOptions) error {
	project, err := a.open(ctx, o.catalog)
	if err != nil {
		return err
	}
	repairs, err := repairsOf(project, o)
	if err != nil {
		return err
	}
	return a.emit(o.output, func(w io.Writer) error {
		if o.format == "json" {
			return jsondata.WriteRepairs(w, repairs)
		}
		return a.repairText(w, project, repairs, o)
	})
}

// repairsOf gives the repairs of all roles or of one. Even that one's depends on
// what is proposed for the others.
func repairsOf(p *generator.Project, o repairOptions) ([]*analysis.Repair, error) {
	steps := max(int(o.time.Seconds()*analysis.StepsPerSecond), 1)
	repairs := p.Analysis.Repairs(steps)
	if o.role == "" {
		return repairs, nil
	}
	role, err := p.Role(o.role)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(repairs, func(r *analysis.Repair) bool { return r.Role != role }), nil
}

// repairText prints the repair of each role with the lines to paste, and, unless
// one role was asked for, what would settle most combinations.
func (a *app) repairText(w io.Writer, p *generator.Project, repairs []*analysis.Repair, o repairOptions) error {
	b := p.Book().Book(string(a.content(p.Catalog)))
	out := bufio.NewWriter(w) // keeps the first error of all for Flush
	if len(repairs) == 0 {
		fmt.Fprintln(out, b.T("cli_repair_none"))
	}
	for i, r := range repairs {
		if i > 0 {
			out.WriteString("\n")
		}
		writeRepair(out, b, b.Repair(r))
	}
	if o.role == "" {
		writeAdvice(out, b, p.Analysis)
	}
	return out.Flush()
}

func writeRepair(out io.Writer, b *book.Book, r *book.Repair) {
	fmt.Fprintf(out, "%s (%s)\n", terminal.Safe(r.Role.Name.Plain()), r.Role.ID)
	if len(r.Clears) > 0 {
		fmt.Fprintf(out, "  %s%s%s\n", b.T("cli_repair_clears"), b.T("colon"), terminal.Safe(b.List(r.Clears)))
	}
	for _, line := range append([]string{r.Sentence}, r.Notes...) {
		if line != "" {
			fmt.Fprintf(out, "  %s\n", terminal.Safe(strings.TrimSpace(line)))
		}
	}
	writeLines(out, b, "book_repair_paste", r.YAML)
	writeLines(out, b, "book_repair_accept", r.Exceptions)
}

// writeLines shows lines as they belong into their file, with nothing before
// them, so that they can be copied.
func writeLines(out io.Writer, b *book.Book, title string, l *book.Lines) {
	if l != nil {
		fmt.Fprintf(out, "\n  %s%s%s\n%s", b.T(title), b.T("colon"), l.Place, l.Text)
	}
}

func writeAdvice(out io.Writer, b *book.Book, r *analysis.Result) {
	all, each := r.Advice()
	if all == nil {
		return
	}
	section := func(title string, a *analysis.Advice) {
		fmt.Fprintf(out, "\n%s\n", terminal.Safe(title))
		for _, line := range b.Advice(a) {
			fmt.Fprintf(out, "  %s\n", terminal.Safe(line))
		}
	}
	section(b.T("cli_repair_combinations"), all)
	for i := range each {
		section(b.AdviceTitle(&each[i]), &each[i])
	}
}
