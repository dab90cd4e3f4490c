package jsondata

import (
	"encoding/json"
	"io"
	"iter"

	"rolebook/generator/analysis"
	"rolebook/generator/catalog"
)

type combination struct {
	Rule      string           `json:"rule"`
	Severity  catalog.Severity `json:"severity"`
	Status    analysis.Status  `json:"status"`
	Groups    []roleGroup      `json:"groups"`
	Count     json.Number      `json:"count"`
	Apart     [][]string       `json:"apart"`
	Exception *exception       `json:"exception"`
}

type roleGroup struct {
	Functions []string `json:"functions"`
	Roles     []string `json:"roles"`
}

// WriteSoDGroups writes the findings of kind role as [WriteSoD] does, and those
// of kind combination by groups of roles that are alike: every choice of one
// role from each group is a finding, but for those in apart, which an exception
// names and which stand by themselves. Count is exact, however large.
//
//	{"findings": [...],
//	 "combinations": [{"rule", "severity", "status", "groups": [{"functions", "roles"}],
//	  "count", "apart": [[role ids]], "exception": as of a finding}]}
//
// For a rule over roles functions are ids of listed roles.
func WriteSoDGroups(w io.Writer, r *analysis.Result, lang catalog.Lang) error {
	singles := func(yield func(*analysis.Finding) bool) {
		for _, f := range r.Findings {
			if f.Kind() == analysis.RoleKind && !yield(f) {
				return
			}
		}
	}
	return WriteSoDPart(w, singles, r.Combinations, lang)
}

// WriteSoDPart writes a choice of findings and of combinations, as
// [WriteSoDGroups] does.
func WriteSoDPart(w io.Writer, findings iter.Seq[*analysis.Finding], groups []*analysis.Combination, lang catalog.Lang) error {
	return newList(w, "findings").conflicts(findings, groups, lang)
}

// WriteSoDExcerpt is [WriteSoDPart] with "total" in front: how many findings and
// combinations were asked for, of which those written may be the first.
func WriteSoDExcerpt(w io.Writer, total int, findings iter.Seq[*analysis.Finding], groups []*analysis.Combination, lang catalog.Lang) error {
	head := struct {
		Total int `json:"total"`
	}{total}
	return newListBehind(w, head, "findings").conflicts(findings, groups, lang)
}

func (l *list) conflicts(findings iter.Seq[*analysis.Finding], groups []*analysis.Combination, lang catalog.Lang) error {
	for f := range findings {
		l.add(findingOf(f, lang))
	}
	l.next("combinations")
	for _, c := range groups {
		l.add(combinationOf(c, lang))
	}
	return l.close()
}

func combinationOf(c *analysis.Combination, lang catalog.Lang) combination {
	out := combination{
		Rule: c.Rule.ID, Severity: c.Severity(), Status: c.Status, Count: json.Number(c.Count.String()),
		Apart: [][]string{}, Exception: exceptionOf(c.Exception, c.Expired, lang),
	}
	for _, g := range c.Groups {
		does := roleIDs(g.Listed)
		for _, f := range g.Functions {
			does = append(does, f.ID)
		}
		out.Groups = append(out.Groups, roleGroup{does, roleIDs(g.Roles)})
	}
	for _, set := range c.Apart {
		out.Apart = append(out.Apart, roleIDs(set))
	}
	return out
}
