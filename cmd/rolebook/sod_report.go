package main

import (
	"cmp"
	"slices"
	"strings"

	"rolebook/generator/analysis"
	"rolebook/generator/catalog"
	"rolebook/generator/notice"
	"rolebook/generator/source"
)

// levels says how grave an open finding is for machines.
var levels = map[catalog.Severity]notice.Level{
	"critical": notice.Error, "high": notice.Error, "medium": notice.Warning, "low": notice.Note,
}

// sodReport tells of conflicts, a suite a rule, the gravest first. Open ones
// fail, those below --fail-on excepted.
func (a *app) sodReport(r *analysis.Result, conflicts []conflict, lang catalog.Lang, dir, failOn string) *notice.Report {
	report := a.report("sod", dir, lang.Tag())
	byRule := map[*catalog.Rule][]notice.Notice{}
	for _, c := range conflicts {
		byRule[c.rule] = append(byRule[c.rule], a.conflictNotice(r, c, lang, failOn))
	}
	a.addRules(report, r.Catalog, lang, byRule)
	return report
}

// addRules adds the rules of a catalog, the gravest first, each with a suite of
// its notices.
func (a *app) addRules(report *notice.Report, cat *catalog.Catalog, lang catalog.Lang, byRule map[*catalog.Rule][]notice.Notice) {
	report.None = a.say.T("cli_no_finding")
	rules := slices.Clone(cat.Rules)
	slices.SortStableFunc(rules, func(x, y *catalog.Rule) int {
		return cmp.Or(cmp.Compare(x.Severity.Rank(), y.Severity.Rank()), strings.Compare(x.ID, y.ID))
	})
	for _, rule := range rules {
		name := plainText(rule.Name, lang)
		report.Rules = append(report.Rules, notice.Rule{ID: rule.ID, What: name, Why: plainText(rule.Risk, lang)})
		report.Suites = append(report.Suites, notice.Suite{Name: rule.ID + " " + name, Class: rule.ID, Notices: byRule[rule]})
	}
}

func (a *app) conflictNotice(r *analysis.Result, c conflict, lang catalog.Lang, failOn string) notice.Notice {
	n := notice.Notice{Entry: c.Entry, Level: notice.Note, State: stateOf(c.status, c.rule.Severity, failOn)}
	if c.status == analysis.Open {
		n.Level = levels[c.rule.Severity]
	}
	if c.status == analysis.Excepted {
		n.Reason = plainText(c.exception.Reason, lang)
	}
	if c.finding == nil {
		n.Text, n.More = a.groupLine(c.group, lang), a.groupLines(c.group)
		n.At = c.rule.At
		return n
	}
	n.Text, n.More = a.findingLine(c.finding, lang), a.pathLines(c.finding)
	for i, at := range grantPlaces(r, c.finding) {
		if i == 0 {
			n.At = at
		} else {
			n.Related = append(n.Related, notice.Related{At: at})
		}
	}
	n.Related = append(n.Related, notice.Related{At: c.rule.At, Text: plainText(c.rule.Name, lang)})
	return n
}

// stateOf says what is to be done about a finding.
func stateOf(is analysis.Status, severity catalog.Severity, failOn string) notice.State {
	switch {
	case fails(is, severity, failOn):
		return notice.Failing
	case is == analysis.Open:
		return notice.Minor
	}
	return notice.Settled
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

// pathLines tells each path of a finding in a line.
func (a *app) pathLines(f *analysis.Finding) []string {
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
	return lines
}

// groupLine says in one line how many findings a group is.
func (a *app) groupLine(c *analysis.Combination, lang catalog.Lang) string {
	return a.say.T("cli_finding_line", "Rule", plainText(c.Rule.Name, lang), "Roles", a.say.Many("book_combination_count", c.Count),
		"Status", a.say.T("book_finding_"+c.Status.String()))
}

// groupLines names the roles of each group, a line each.
func (a *app) groupLines(c *analysis.Combination) []string {
	lines := make([]string, len(c.Groups))
	for i, g := range c.Groups {
		lines[i] = strings.Join(idsOf(g.Roles), ", ")
	}
	return lines
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
