package main

import (
	"cmp"
	"context"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"rolebook/generator"
	"rolebook/generator/analysis"
	"rolebook/generator/catalog"
	"rolebook/generator/notice"
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
	baseline     baselineOptions
}

func newSoD(a *app) *cobra.Command {
	var o sodOptions
	c := a.command("sod", "[catalog]")
	c.Args = between(0, 1)
	c.ValidArgsFunction = completeFolder
	c.Example = "rolebook sod --fail-on high\nrolebook sod roles --format sarif -o sod.sarif --on 2027-01-01\nrolebook sod --baseline known.json --fail-on high\nrolebook sod --assignments people.csv --anonymise --format json\nrolebook sod --sql postgres | psql"
	f := a.flags(c)
	f.form(&o.format, "text", "json", "csv", "sarif", "junit", "github")
	f.choice(&o.combinations, "combinations", "grouped", "each")
	f.word(&o.process, "process", "process")
	f.choice(&o.failOn, "fail-on", "low", "medium", "high", "critical")
	f.file(&o.output, "file")
	f.people(&o.people)
	f.baseline(&o.baseline)
	c.RunE = func(c *cobra.Command, args []string) error {
		o.catalog = first(args)
		if err := cmp.Or(o.baseline.check(), o.checkBaseline(), o.checkPeople()); err != nil {
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
	if o.combinations == "grouped" && slices.Contains(ciForms, o.format) {
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
	known, err := a.openBaseline(o.baseline, "sod")
	if err != nil {
		return err
	}
	conflicts := conflictsOf(project.Analysis, known)
	if o.baseline.write != "" {
		return a.writeBaseline(o.baseline.write, "sod", openEntries(conflicts))
	}
	if err := a.emit(o.output, func(w io.Writer) error { return a.findings(w, project, conflicts, known, dir, o) }); err != nil {
		return err
	}
	a.tellBaseline(known, o.baseline.read)
	if o.failOn != "" && slices.ContainsFunc(conflicts, func(c conflict) bool { return !c.known && fails(c.status, c.rule.Severity, o.failOn) }) {
		return errFound
	}
	return nil
}

// checkBaseline refuses flags for which a baseline has no entries.
func (o *sodOptions) checkBaseline() error {
	if !o.baseline.given() {
		return nil
	}
	for _, flag := range [][2]string{
		{"--process", o.process}, {"--assignments", o.people.assignments}, {"--sql", o.people.dialect}, {"--combinations", o.combinations},
	} {
		if flag[1] != "" {
			return wrong("cli_flags_apart", "One", "--baseline", "Other", flag[0])
		}
	}
	return nil
}

func (a *app) findings(w io.Writer, p *generator.Project, conflicts []conflict, known *notice.Baseline, dir string, o sodOptions) error {
	lang := a.content(p.Catalog)
	switch o.format {
	case "sarif", "junit", "github":
		report := a.sodReport(p.Analysis, conflicts, lang, dir, o.failOn)
		report.Apply(known)
		return writeReport(w, report, o.format)
	case "json":
		if known != nil {
			findings, groups := news(conflicts)
			return jsondata.WriteSoDPart(w, findings, groups, lang)
		}
		if o.combinations == "grouped" {
			return jsondata.WriteSoDGroups(w, p.Analysis, lang)
		}
		return jsondata.WriteSoD(w, p.Analysis.All(), lang)
	}
	b := p.Book().Book(string(lang))
	if known != nil {
		return newFindingsText(w, b, knownIn(conflicts))
	}
	return a.findingsText(w, b, o.combinations == "each")
}

// fails reports whether findings are to be acted on: open, and at least as
// severe as asked for, if anything was.
func fails(is analysis.Status, severity catalog.Severity, failOn string) bool {
	return is == analysis.Open && (failOn == "" || severity.Rank() <= catalog.Severity(failOn).Rank())
}
