package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"rolebook/generator"
	"rolebook/generator/book"
	"rolebook/generator/diag"
	"rolebook/generator/draft"
	"rolebook/generator/output/jsondata"
	"rolebook/generator/output/terminal"
	"rolebook/generator/source"
)

// ingestReport is what there is to say about an answer.
type ingestReport struct {
	*generator.Ingested
	project *generator.Project // the catalog without the role
	answer  *source.File       // its lines
	target  string             // where the draft goes; empty where there is none
	written string             // likewise, when it was written
	barred  bool               // whether a file is in the way of it
}

// Line gives the lines of the answer, and of the files of the catalog.
func (r *ingestReport) Line(file string, n int) (string, bool) {
	if file == r.answer.Name {
		return r.answer.Line(n)
	}
	return r.project.Files.Line(file, n)
}

// stops reports whether the role would open a finding that is severe enough to
// leave it out.
func stops(in *generator.Ingested, failOn string) bool {
	if failOn == "" || in.Trial == nil {
		return false
	}
	for _, f := range in.Trial.Opens {
		if fails(f.Status, f.Severity(), failOn) {
			return true
		}
	}
	return false
}

// printIngest tells what was found in the answer and what came of it.
func (a *app) printIngest(r *ingestReport, o ingestOptions) error {
	lang := a.content(r.project.Catalog)
	trial := r.Trial
	if trial != nil {
		trial = trial.Named(r.answer.Name)
	}
	if o.format == "json" {
		return jsondata.WriteIngest(a.stdout, r.Answer, trial, r.written, lang, a.say)
	}
	a.foundIn(r)
	if trial == nil {
		return nil
	}
	told, untranslated := foldTranslations(append(trial.Told(), trial.Elsewhere...))
	if len(told) > 0 {
		if err := diag.Text(a.stdout, told, r, a.say, diag.TextOptions{Color: a.colorful(a.stdout)}); err != nil {
			return err
		}
		a.print("")
	}
	if untranslated > 0 {
		a.print(a.say.N("cli_ingest_untranslated", untranslated) + "\n")
	}
	a.remarks("cli_ingest_invented", trial.Inventions)
	a.remarks("cli_ingest_objected", trial.Objections)
	a.opened(trial, string(lang))
	a.outcome(r, o)
	return nil
}

// foldTranslations takes out the warnings of missing translations, and counts
// them: answers are in one language as a rule, and miss the others in every text.
func foldTranslations(list diag.List) (rest diag.List, folded int) {
	for _, d := range list {
		if d.Code == diag.MissingTranslation {
			folded++
		} else {
			rest = append(rest, d)
		}
	}
	return rest, folded
}

// foundIn tells where the role stands in the answer.
func (a *app) foundIn(r *ingestReport) {
	switch {
	case len(r.Roles) > 0:
		var parts []string
		for _, p := range r.Roles {
			parts = append(parts, a.say.T("cli_ingest_part", "ID", terminal.Safe(p.ID), "Line", p.Line))
		}
		a.print(a.say.T("cli_ingest_several", "Roles", a.say.List(parts)))
	case r.Text == nil:
		a.print(a.say.T("cli_ingest_nothing", "File", r.answer.Name))
	default:
		a.print(a.say.T("cli_ingest_found", "File", r.answer.Name, "First", r.First, "Last", r.Last))
	}
	for _, n := range r.Notes {
		a.print(fmt.Sprintf("%s:%d: %s", r.answer.Name, n.Line, a.say.Message(n.Msg)))
	}
	a.print("")
}

// print writes a line of the result.
func (a *app) print(line string) { fmt.Fprintln(a.stdout, line) }

// remarks lists in short what was made up, or objected to.
func (a *app) remarks(title string, list []draft.Remark) {
	if len(list) == 0 {
		return
	}
	a.print(a.say.N(title, len(list)))
	for _, r := range list {
		line := fmt.Sprintf("  %d:%d  %s  %s", r.At.Start.Line, r.At.Start.Column, a.say.T("draft_kind_"+strings.ReplaceAll(string(r.Kind), "-", "_")), terminal.Safe(r.Name))
		a.print(strings.TrimRight(line, " "))
	}
	a.print("")
}

// mostOpened is how many combinations are told in full: one role may open a
// finding together with each of many others.
const mostOpened = 5

// opened tells the findings that the role would open, in the words of the book.
func (a *app) opened(t *generator.Trial, lang string) {
	if len(t.Opens) == 0 {
		return
	}
	b := book.New(t.Result, "").Book(lang)
	opens := map[string]bool{}
	for _, f := range t.Opens {
		opens[f.Rule.ID+" "+strings.Join(idsOf(f.Roles), " ")] = true
	}
	a.print(a.say.N("cli_ingest_opens", len(t.Opens)))
	for _, f := range b.SoD.Singles {
		if opens[f.Rule+" "+strings.Join(refIDs(f.Roles), " ")] {
			writeFinding(a.stdout, b, f)
		}
	}
	told, more := 0, 0
	for _, f := range b.SoD.Combinations {
		switch {
		case !opens[f.Rule+" "+strings.Join(refIDs(f.Roles), " ")]:
		case told < mostOpened:
			writeFinding(a.stdout, b, f)
			told++
		default:
			more++
		}
	}
	if more > 0 {
		a.print("\n" + a.say.N("cli_ingest_more", more))
	}
	a.print("")
}

// outcome tells what became of the draft.
func (a *app) outcome(r *ingestReport, o ingestOptions) {
	path := filepath.ToSlash(r.target)
	switch {
	case r.written != "":
		a.print(a.say.T("cli_ingest_written", "Path", path))
	case r.Draft == nil:
		a.print(a.say.T("cli_ingest_refused"))
	case stops(r.Ingested, o.failOn):
		a.print(a.say.T("cli_ingest_stopped", "Severity", o.failOn))
	case o.dryRun && !r.barred:
		a.print(a.say.T("cli_ingest_would", "Path", path))
	}
}
