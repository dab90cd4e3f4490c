package main

import (
	"rolebook/generator/analysis"
	"rolebook/generator/book"
	"rolebook/generator/catalog"
	"rolebook/generator/notice"
)

// processReport tells of the sets of roles with which too few people could
// complete processes, a suite a process. What a condition mitigates is settled.
func (a *app) processReport(b *book.Book, reports []analysis.ProcessReport, lang catalog.Lang, dir string) *notice.Report {
	report := a.report("sod --process", dir, lang.Tag())
	for _, r := range reports {
		p := b.Process(r)
		report.Rules = append(report.Rules, notice.Rule{ID: p.ID, What: p.Name.Plain(), Why: p.Needs, Level: notice.Error})
		suite := notice.Suite{Name: p.ID + " " + p.Name.Plain(), Class: p.ID}
		for i, plan := range r.Plans {
			suite.Notices = append(suite.Notices, planNotice(b, r.Process, plan, p.Plans[i]))
		}
		report.Suites = append(report.Suites, suite)
	}
	return report
}

func planNotice(b *book.Book, p *catalog.Process, plan analysis.Plan, told book.Plan) notice.Notice {
	n := notice.Notice{
		Entry: notice.Entry{Rule: p.ID, What: setWords(idsOf(plan.Roles))}, Level: notice.Error, At: p.At,
		Text: b.T("cli_finding_line", "Rule", plainText(p.Name, catalog.Lang(b.Key)), "Roles", told.Count, "Status", told.StatusIs),
	}
	if plan.Status != analysis.Open {
		n.Level, n.State = notice.Note, notice.Settled
	}
	for _, x := range told.People {
		var names []string
		for _, r := range x.Roles {
			names = append(names, r.Name.Plain())
		}
		n.More = append(n.More, x.Title+b.T("colon")+b.List(names))
	}
	for _, r := range plan.Roles {
		n.Related = append(n.Related, notice.Related{At: r.At, Text: plainText(r.Name, catalog.Lang(b.Key))})
	}
	return n
}
