package main

import (
	"io"
	"strings"

	"rolebook/generator/catalog"
	"rolebook/generator/people"
)

// peopleJUnit writes a suite a rule and a case a person who violates it. Open
// ones fail, those below --fail-on excepted; a rule that nobody violates has
// one case.
func (a *app) peopleJUnit(w io.Writer, r *people.Report, lang catalog.Lang, failOn string) error {
	report := junitReport{Name: "rolebook sod --assignments"}
	byRule := map[*catalog.Rule][]junitCase{}
	for _, p := range r.Persons {
		for _, b := range p.Verdict.Breaches {
			c := junitCase{Class: b.Rule.ID, Name: p.Name}
			if fails(b.Status, b.Rule.Severity, failOn) {
				var lines []string
				for _, f := range p.Verdict.Findings(b) {
					lines = append(lines, a.findingLine(f, lang))
				}
				c.Failure = &junitFailure{Message: lines[0], Text: strings.Join(lines, "\n")}
			}
			byRule[b.Rule] = append(byRule[b.Rule], c)
		}
	}
	for _, rule := range r.Result.Catalog.Rules {
		suite := junitSuite{Name: rule.ID + " " + plainText(rule.Name, lang), Cases: byRule[rule]}
		if len(suite.Cases) == 0 {
			suite.Cases = []junitCase{{Class: rule.ID, Name: a.say.T("cli_no_finding")}}
		}
		report.Suites = append(report.Suites, suite)
	}
	return report.write(w)
}
