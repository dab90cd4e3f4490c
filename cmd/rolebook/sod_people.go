package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"slices"

	"rolebook/generator"
	"rolebook/generator/analysis"
	"rolebook/generator/diag"
	"rolebook/generator/locale"
	"rolebook/generator/output"
	"rolebook/generator/output/csv"
	"rolebook/generator/output/jsondata"
	"rolebook/generator/output/sql"
	"rolebook/generator/people"
)

// peopleOptions are those of sod that are about people.
type peopleOptions struct {
	assignments string
	anonymise   bool
	key         string
	dialect     string
}

func (f flags) people(o *peopleOptions) {
	f.word(&o.assignments, "assignments", "file")
	f.bool(&o.anonymise, "anonymise")
	f.word(&o.key, "key", "file")
	names := make([]string, len(sql.Dialects))
	for i, d := range sql.Dialects {
		names[i] = string(d)
	}
	f.choice(&o.dialect, "sql", names...)
}

// checkPeople refuses flags that do not go together.
func (o *sodOptions) checkPeople() error {
	p := &o.people
	switch {
	case o.process != "" && *p != (peopleOptions{}):
		return wrong("cli_sod_process_alone")
	case p.assignments == "" && (p.anonymise || p.key != ""):
		return wrong("cli_sod_needs_assignments", "Flag", "--anonymise")
	case p.assignments == "" && o.format == "csv":
		return wrong("cli_sod_needs_assignments", "Flag", "--format csv")
	case p.key != "" && !p.anonymise:
		return wrong("cli_sod_key_alone")
	case p.assignments != "" && o.format == "sarif":
		return wrong("cli_sod_no_sarif").hint("cli_sod_no_sarif_hint")
	case p.dialect != "" && (p.assignments != "" || o.format != "text" || o.failOn != ""):
		return wrong("cli_sod_sql_alone")
	}
	return nil
}

// keyVariable holds a key for pseudonyms where no file does.
const keyVariable = "ROLEBOOK_KEY"

// runPeople prints what people violate who hold roles of the catalog.
func (a *app) runPeople(ctx context.Context, o sodOptions, project *generator.Project) error {
	if err := notPublished(o.output); err != nil {
		return err
	}
	pseudonyms, err := a.pseudonyms(o.people)
	if err != nil {
		return err
	}
	report, err := a.readPeople(ctx, o.people, project)
	if err != nil {
		return err
	}
	if pseudonyms != nil {
		report.Anonymise(pseudonyms)
	}
	if len(report.Ignored) > 0 {
		a.note("cli_people_ignored", "Names", report.Ignored)
	}
	if err := a.emit(o.output, func(w io.Writer) error { return a.people(w, report, o) }); err != nil {
		return err
	}
	failing := func(p people.Person) bool {
		return slices.ContainsFunc(p.Verdict.Breaches, func(b analysis.Breach) bool { return fails(b.Status, b.Rule.Severity, o.failOn) })
	}
	if o.failOn != "" && slices.ContainsFunc(report.Persons, failing) {
		return errFound
	}
	return nil
}

// notPublished refuses to put people into a folder that a build made.
func notPublished(file string) error {
	if file == "" {
		return nil
	}
	folder, err := output.BuildAround(file)
	if err == nil && folder != "" {
		return wrong("cli_people_published", "Folder", folder).hint("cli_people_published_hint")
	}
	return err
}

// pseudonyms gives what replaces names; nil when names are to stay.
func (a *app) pseudonyms(o peopleOptions) (*people.Pseudonyms, error) {
	if !o.anonymise {
		return nil, nil
	}
	var key []byte
	if o.key != "" {
		data, err := os.ReadFile(o.key)
		if err != nil {
			return nil, err
		}
		key = bytes.TrimSpace(data)
	} else if value := a.env(keyVariable); value != "" {
		key = []byte(value)
	}
	p, err := people.NewPseudonyms(key)
	if err != nil {
		return nil, wrong("cli_people_short_key", "Least", people.MinKey).hint("cli_people_short_key_hint")
	}
	return p, nil
}

// readPeople reads and judges a file, or stdin for "-". Problems are reported;
// the lines of a file to be made anonymous are not quoted.
func (a *app) readPeople(ctx context.Context, o peopleOptions, project *generator.Project) (*people.Report, error) {
	file, name := os.Stdin, a.say.T("cli_people_stdin")
	if o.assignments != "-" {
		f, err := os.Open(o.assignments)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		file, name = f, filepath.ToSlash(o.assignments)
	}
	report, problems, err := project.People(ctx, people.Input{Name: name, File: file})
	if err != nil || problems == nil {
		return report, err
	}
	var lines diag.Lines
	if !o.anonymise {
		lines = problems
	}
	if err := diag.Text(a.stderr, problems.List, lines, a.say, diag.TextOptions{Color: a.colorful(a.stderr)}); err != nil {
		return nil, err
	}
	return nil, errFound
}

func (a *app) people(w io.Writer, r *people.Report, o sodOptions) error {
	lang := a.content(r.Result.Catalog)
	switch o.format {
	case "json":
		return jsondata.WritePeople(w, r)
	case "csv":
		return csv.WritePeople(w, r)
	case "junit":
		return a.peopleJUnit(w, r, lang, o.failOn)
	}
	return peopleText(w, r, lang, locale.New(lang))
}
