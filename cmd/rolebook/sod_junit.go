package main

import (
	"io"
	"strings"

	"rolebook/generator/analysis"
	"rolebook/generator/catalog"
)

// findingsJUnit writes a suite a rule and a case a finding. Open findings fail,
// those below --fail-on excepted; a rule that nothing violates has one case.
func (a *app) findingsJUnit(w io.Writer, r *analysis.Result, lang catalog.Lang, failOn string) error {
	report := junitReport{Name: "rolebook sod"}
	byRule := map[*catalog.Rule][]junitCase{}
	for f := range r.All() {
		byRule[f.Rule] = append(byRule[f.Rule], a.findingCase(f, lang, failOn))
	}
	for _, rule := range r.Catalog.Rules {
		suite := junitSuite{Name: rule.ID + " " + plainText(rule.Name, lang), Cases: byRule[rule]}
		if len(suite.Cases) == 0 {
			suite.Cases = []junitCase{{Class: rule.ID, Name: a.say.T("cli_no_finding")}}
		}
		report.Suites = append(report.Suites, suite)
	}
	return report.write(w)
}

func (a *app) findingCase(f *analysis.Finding, lang catalog.Lang, failOn string) junitCase {
	ids := make([]string, len(f.Roles))
	for i, r := range f.Roles {
		ids[i] = r.ID
	}
	c := junitCase{Class: f.Rule.ID, Name: strings.Join(ids, " + ")}
	if fails(f.Status, f.Severity(), failOn) {
		c.Failure = &junitFailure{Message: a.findingLine(f, lang), Text: a.pathLines(f)}
	}
	return c
}

// pathLines tells each path of a finding in a line.
func (a *app) pathLines(f *analysis.Finding) string {
	var lines []string
	for _, fn := range f.Functions() {
		for _, p := range fn.Paths {
			if p.Object == nil {
				lines = append(lines, p.Role.ID+" → "+p.From.ID)
			} else {
				lines = append(lines, a.say.Message(p.Message()))
			}
		}
	}
	return strings.Join(lines, "\n")
}
