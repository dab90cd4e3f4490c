package main

import (
	"rolebook/generator"
	"rolebook/generator/catalog"
	"rolebook/generator/change"
	"rolebook/generator/notice"
)

// changeReport tells of the findings that a change opens in the catalog in a
// folder, a suite a rule. Those that --fail-on does not stop at do not fail;
// without it all do.
func (a *app) changeReport(c *generator.Comparison, lang catalog.Lang, dir, failOn string) *notice.Report {
	now := c.New.Project.Analysis
	report := a.report("diff", dir, lang.Tag())
	byRule := map[*catalog.Rule][]notice.Notice{}
	findings, bulks := c.Change.Opened()
	for _, f := range findings {
		is := conflict{Entry: notice.Entry{Rule: f.New.Rule.ID, What: setWords(idsOf(f.New.Roles))}, rule: f.New.Rule, status: f.New.Status, finding: f.New}
		n := a.conflictNotice(now, is, lang, failOn)
		n.State = newState(f.Reaches(leastSeverity(failOn)))
		byRule[is.rule] = append(byRule[is.rule], n)
	}
	for _, b := range bulks {
		byRule[b.New] = append(byRule[b.New], a.bulkNotice(b, lang, failOn))
	}
	a.addRules(report, now.Catalog, lang, byRule)
	report.None = a.say.T("cli_no_new_finding")
	return report
}

func newState(stops bool) notice.State {
	if stops {
		return notice.Failing
	}
	return notice.Minor
}

// bulkNotice tells how many findings of a rule are new, where they are too many
// to list.
func (a *app) bulkNotice(b *change.Bulk, lang catalog.Lang, failOn string) notice.Notice {
	return notice.Notice{
		Entry: notice.Entry{Rule: b.New.ID}, Level: levels[b.New.Severity], State: newState(b.Reaches(leastSeverity(failOn))), At: b.New.At,
		Text: a.say.T("cli_finding_line", "Rule", plainText(b.New.Name, lang), "Roles", a.say.Many("book_combination_count", b.Worse),
			"Status", a.say.T("book_finding_open")),
	}
}
