package main

import (
	"context"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"rolebook/generator"
	"rolebook/generator/analysis"
	"rolebook/generator/catalog"
	"rolebook/generator/output/jsondata"
	"rolebook/generator/output/sql"
)

type sodOptions struct {
	catalog      string
	format       string
	combinations string
	process      string
	failOn       string
	output       string
	people       peopleOptions
}

func newSoD(a *app) *cobra.Command {
	var o sodOptions
	c := a.command("sod", "[catalog]")
	c.Args = between(0, 1)
	c.ValidArgsFunction = completeFolder
	c.Example = "rolebook sod --fail-on high\nrolebook sod roles --format sarif -o sod.sarif --on 2027-01-01\nrolebook sod --assignments people.csv --anonymise --format json\nrolebook sod --sql postgres | psql"
	f := a.flags(c)
	f.form(&o.format, "text", "json", "csv", "sarif", "junit")
	f.choice(&o.combinations, "combinations", "grouped", "each")
	f.word(&o.process, "process", "process")
	f.choice(&o.failOn, "fail-on", "low", "medium", "high", "critical")
	f.file(&o.output, "file")
	f.people(&o.people)
	c.RunE = func(c *cobra.Command, args []string) error {
		o.catalog = first(args)
		if err := o.checkPeople(); err != nil {
			return err
		}
		if o.process != "" {
			return a.runProcess(c.Context(), o)
		}
		return a.runSoD(c.Context(), o)
	}
	return c
}

// runSoD prints the findings of the segregation of duties.
func (a *app) runSoD(ctx context.Context, o sodOptions) error {
	if o.combinations == "grouped" && (o.format == "sarif" || o.format == "junit") {
		return wrong("cli_sod_only_each", "Format", o.format)
	}
	dir, project, err := a.openNamed(ctx, o.catalog)
	if err != nil {
		return err
	}
	switch {
	case o.people.dialect != "":
		return a.emit(o.output, func(w io.Writer) error { return project.WriteSQL(w, sql.Dialect(o.people.dialect)) })
	case o.people.assignments != "":
		return a.runPeople(ctx, o, project)
	}
	if err := a.emit(o.output, func(w io.Writer) error { return a.findings(w, project, dir, o) }); err != nil {
		return err
	}
	if reaches(project.Analysis, o.failOn) {
		return errFound
	}
	return nil
}

func (a *app) findings(w io.Writer, p *generator.Project, dir string, o sodOptions) error {
	lang := a.content(p.Catalog)
	switch o.format {
	case "json":
		if o.combinations == "grouped" {
			return jsondata.WriteSoDGroups(w, p.Analysis, lang)
		}
		return jsondata.WriteSoD(w, p.Analysis.All(), lang)
	case "sarif":
		return a.findingsSARIF(w, p.Analysis, lang, rootOf(dir))
	case "junit":
		return a.findingsJUnit(w, p.Analysis, lang, o.failOn)
	}
	return a.findingsText(w, p.Book().Book(string(lang)), o.combinations == "each")
}

// fails reports whether findings are to be acted on: open, and at least as
// severe as asked for, if anything was.
func fails(is analysis.Status, severity catalog.Severity, failOn string) bool {
	return is == analysis.Open && (failOn == "" || severity.Rank() <= catalog.Severity(failOn).Rank())
}

// reaches reports whether findings are such that --fail-on asks for status 1.
func reaches(r *analysis.Result, failOn string) bool {
	return failOn != "" &&
		(slices.ContainsFunc(r.Findings, func(f *analysis.Finding) bool { return fails(f.Status, f.Severity(), failOn) }) ||
			slices.ContainsFunc(r.Combinations, func(c *analysis.Combination) bool { return fails(c.Status, c.Severity(), failOn) }))
}
