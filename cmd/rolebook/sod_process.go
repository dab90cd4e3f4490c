package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"slices"

	"rolebook/generator"
	"rolebook/generator/analysis"
	"rolebook/generator/book"
	"rolebook/generator/catalog"
	"rolebook/generator/output"
	"rolebook/generator/output/jsondata"
	"rolebook/generator/output/terminal"
)

// everyProcess is the value of --process for all that the catalog has.
const everyProcess = "all"

// runProcess prints how too few people could complete processes.
func (a *app) runProcess(ctx context.Context, o sodOptions) error {
	if o.format == "csv" {
		return wrong("cli_sod_process_format", "Format", o.format)
	}
	dir, project, err := a.openNamed(ctx, o.catalog)
	if err != nil {
		return err
	}
	reports, err := processReports(project, o.process)
	if err != nil {
		return err
	}
	if err := a.emit(o.output, func(w io.Writer) error { return a.processes(w, project, reports, dir, o.format) }); err != nil {
		return err
	}
	if o.failOn != "" && slices.ContainsFunc(reports, endangered) {
		return errFound
	}
	return nil
}

func processReports(p *generator.Project, id string) ([]analysis.ProcessReport, error) {
	list := p.Catalog.Processes
	if id != everyProcess {
		one, err := p.Process(id)
		if err != nil {
			return nil, err
		}
		list = []*catalog.Process{one}
	}
	reports := make([]analysis.ProcessReport, len(list))
	for i, x := range list {
		reports[i] = p.Analysis.Process(x)
	}
	return reports, nil
}

// endangered reports whether too few people could complete a process, without
// a condition that keeps them from it.
func endangered(r analysis.ProcessReport) bool {
	return slices.ContainsFunc(r.Plans, func(p analysis.Plan) bool { return p.Status == analysis.Open })
}

func (a *app) processes(w io.Writer, p *generator.Project, reports []analysis.ProcessReport, dir, format string) error {
	if format == "json" {
		return jsondata.WriteProcesses(w, reports)
	}
	lang := a.content(p.Catalog)
	b := p.Book().Book(string(lang))
	if slices.Contains(ciForms, format) {
		return writeReport(w, a.processReport(b, reports, lang, dir), format)
	}
	out := bufio.NewWriter(w) // keeps the first error of all for Flush
	if len(reports) == 0 {
		fmt.Fprintln(out, b.T("cli_sod_no_process"))
	}
	for i, r := range reports {
		if i > 0 {
			fmt.Fprintln(out)
		}
		writeProcess(out, b.Process(r))
	}
	return out.Flush()
}

func writeProcess(out io.Writer, p *book.Process) {
	fmt.Fprintf(out, "%s (%s)  %s\n", terminal.Safe(output.Words(p.Name)), p.ID, p.Needs)
	for i, s := range p.Steps {
		fmt.Fprintf(out, "  %d  %s\n", i+1, terminal.Safe(output.Words(s)))
	}
	fmt.Fprintln(out, terminal.Safe(p.Lead))
	if p.Limit != "" {
		fmt.Fprintln(out, p.Limit)
	}
	for _, plan := range p.Plans {
		fmt.Fprintf(out, "\n%s  [%s]\n", plan.Count, plan.StatusIs)
		for _, x := range plan.People {
			fmt.Fprintf(out, "  %s\n", x.Title)
			for _, r := range x.Roles {
				fmt.Fprintf(out, "    %s (%s)\n", terminal.Safe(output.Words(r.Name)), r.ID)
			}
			for _, s := range x.Steps {
				fmt.Fprintf(out, "      %d  %s\n", s.Number, terminal.Safe(output.Words(s.Name)))
			}
		}
	}
}
