package jsondata

import (
	"io"

	"rolebook/generator/analysis"
	"rolebook/generator/catalog"
	"rolebook/generator/people"
)

// peopleHead is what the report on people begins with.
type peopleHead struct {
	On        catalog.Date `json:"on"`
	Rows      int          `json:"rows"`
	InForce   int          `json:"in_force"`
	People    int          `json:"people"`
	Violating count        `json:"violating"`
}

type count struct {
	Open      int `json:"open"`
	Excepted  int `json:"excepted"`
	Mitigated int `json:"mitigated"`
}

type ruleCount struct {
	Rule     string           `json:"rule"`
	Severity catalog.Severity `json:"severity"`
	count
}

type unitCount struct {
	Unit string `json:"unit"`
	count
	Rules []ruleCount `json:"rules"`
}

// violation is one rule that a person violates, and by which roles.
type violation struct {
	Person   string           `json:"person"`
	Units    []string         `json:"units,omitempty"`
	Rule     string           `json:"rule"`
	Severity catalog.Severity `json:"severity"`
	Status   analysis.Status  `json:"status"`
	Sets     []roleSet        `json:"sets"`
}

type roleSet struct {
	Roles  []string        `json:"roles"`
	Status analysis.Status `json:"status"`
	Until  *catalog.Date   `json:"until"` // of its exception, which may be past
}

// WritePeople writes who violates which rule:
//
//	{"on", "rows", "in_force", "people", "violating": {"open", "excepted", "mitigated"},
//	 "by_rule": [{"rule", "severity", "open", "excepted", "mitigated"}],
//	 "by_unit": [{"unit", "open", "excepted", "mitigated", "rules": [as by_rule]}],
//	 "findings": [{"person", "units", "rule", "severity", "status",
//	   "sets": [{"roles", "status", "until": date or null}]}]}
//
// by person and then in the order of findings. by_unit and units are for files
// that tell units.
func WritePeople(w io.Writer, r *people.Report) error {
	counts := r.Count()
	l := newListBehind(w, peopleHead{r.Result.On, r.Rows, r.InForce, r.People, count(counts.Count)}, "by_rule")
	for _, c := range counts.Rules {
		l.add(ruleCountOf(c))
	}
	if r.Units {
		l.next("by_unit")
		for _, u := range counts.Units {
			l.add(unitCount{u.Unit, count(u.Count), each(u.Rules, ruleCountOf)})
		}
	}
	l.next("findings")
	for _, p := range r.Persons {
		for _, b := range p.Verdict.Breaches {
			l.add(violation{p.Name, p.Units, b.Rule.ID, b.Rule.Severity, b.Status, each(p.Verdict.Findings(b), roleSetOf)})
		}
	}
	return l.close()
}

func ruleCountOf(c people.RuleCount) ruleCount {
	return ruleCount{c.Rule.ID, c.Rule.Severity, count(c.Count)}
}

func roleSetOf(f *analysis.Finding) roleSet {
	s := roleSet{Roles: each(f.Roles, func(r *catalog.Role) string { return r.ID }), Status: f.Status}
	if f.Exception != nil {
		s.Until = &f.Exception.Until
	}
	return s
}
