package main

import (
	"io"

	"rolebook/generator/catalog"
	"rolebook/generator/notice"
	"rolebook/generator/people"
)

// peopleJUnit writes a suite a rule and a case a person who violates it. Open
// ones fail, those below --fail-on excepted; a rule that nobody violates has
// one case.
func (a *app) peopleJUnit(w io.Writer, r *people.Report, lang catalog.Lang, failOn string) error {
	report := a.report("sod --assignments", ".", lang.Tag())
	byRule := map[*catalog.Rule][]notice.Notice{}
	for _, p := range r.Persons {
		for _, b := range p.Verdict.Breaches {
			n := notice.Notice{Entry: notice.Entry{Rule: b.Rule.ID, What: p.Name}, State: stateOf(b.Status, b.Rule.Severity, failOn)}
			for _, f := range p.Verdict.Findings(b) {
				n.More = append(n.More, a.findingLine(f, lang))
			}
			n.Text = n.More[0]
			byRule[b.Rule] = append(byRule[b.Rule], n)
		}
	}
	a.addRules(report, r.Result.Catalog, lang, byRule)
	return report.JUnit(w)
}
