package main

import (
	"io"
	"slices"

	"rolebook/generator/analysis"
	"rolebook/generator/catalog"
	"rolebook/generator/diag"
	"rolebook/generator/source"
)

// levels says how SARIF's viewers should take an open finding.
var levels = map[catalog.Severity]string{"critical": "error", "high": "error", "medium": "warning", "low": "note"}

// findingsSARIF writes findings with the grants that make them, so that an
// editor can lead there. Root stands before file names.
func (a *app) findingsSARIF(w io.Writer, r *analysis.Result, lang catalog.Lang, root string) error {
	log := diag.NewSARIF(lang.Tag())
	run := &log.Runs[0]
	for _, rule := range r.Catalog.Rules {
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, diag.SARIFRule{
			ID: rule.ID, ShortDescription: &diag.SARIFMessage{Text: plainText(rule.Name, lang)}, FullDescription: optionalMessage(rule.Risk, lang),
		})
	}
	for f := range r.All() {
		run.Results = append(run.Results, a.findingSARIF(r, f, lang, root))
	}
	return log.Write(w)
}

func (a *app) findingSARIF(r *analysis.Result, f *analysis.Finding, lang catalog.Lang, root string) diag.SARIFResult {
	out := diag.SARIFResult{RuleID: f.Rule.ID, Level: "note", Message: diag.SARIFMessage{Text: a.findingLine(f, lang)}}
	if f.Status == analysis.Open {
		out.Level = levels[f.Severity()]
	}
	for i, at := range grantPlaces(r, f) {
		if i == 0 {
			out.Locations = []diag.SARIFLocation{diag.SARIFPlace(at, root, "")}
		} else {
			out.RelatedLocations = append(out.RelatedLocations, diag.SARIFPlace(at, root, ""))
		}
	}
	out.RelatedLocations = append(out.RelatedLocations, diag.SARIFPlace(f.Rule.At, root, plainText(f.Rule.Name, lang)))
	if f.Status == analysis.Excepted {
		out.Suppressions = []diag.SARIFSuppression{{Kind: "external", Justification: plainText(f.Exception.Reason, lang)}}
	}
	return out
}

// findingLine says a finding in one line.
func (a *app) findingLine(f *analysis.Finding, lang catalog.Lang) string {
	names := make([]string, len(f.Roles))
	for i, r := range f.Roles {
		names[i] = plainText(r.Name, lang)
	}
	return a.say.T("cli_finding_line", "Rule", plainText(f.Rule.Name, lang), "Roles", a.say.List(names),
		"Status", a.say.T("book_finding_"+f.Status.String()))
}

// grantPlaces lists where the grants stand that make a finding, each once. For
// a rule over roles it is the roles themselves.
func grantPlaces(r *analysis.Result, f *analysis.Finding) []source.Span {
	var out []source.Span
	add := func(at source.Span) {
		if !slices.Contains(out, at) {
			out = append(out, at)
		}
	}
	for _, fn := range f.Functions() {
		for _, p := range fn.Paths {
			if p.Object == nil {
				add(p.Role.At)
				continue
			}
			for _, h := range r.Matrix.Cell(p.Role, p.Object, p.Action).Grants {
				if h.From == p.From && h.Scope == p.Scope && slices.Equal(h.When, p.When) {
					add(h.Grant.At)
				}
			}
		}
	}
	return out
}

func optionalMessage(t catalog.Text, lang catalog.Lang) *diag.SARIFMessage {
	if t.IsZero() {
		return nil
	}
	return &diag.SARIFMessage{Text: plainText(t, lang)}
}
