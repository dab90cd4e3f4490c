package mcp

import (
	"context"
	"io"
	"slices"

	"rolebook/generator/analysis"
	"rolebook/generator/catalog"
	"rolebook/generator/load"
	"rolebook/generator/output/jsondata"
)

var (
	severities = []string{"low", "medium", "high", "critical"}
	statuses   = []string{analysis.Open.String(), analysis.Excepted.String(), analysis.Mitigated.String()}
)

// usualFindings is how many findings an answer holds where nobody asks for
// another number.
const usualFindings = 50

var findings = &tool{
	name: "findings",
	takes: []parameter{
		{name: "role", kind: text},
		{name: "rule", kind: text},
		{name: "severity", kind: text, choices: severities},
		{name: "status", kind: text, choices: statuses},
		{name: "limit", kind: count},
		inLang,
	},
	shape: jsondata.Shape("findings"),
	run: func(_ context.Context, c *call) (*answer, error) {
		f, err := c.findingFilter()
		if err != nil {
			return nil, err
		}
		singles, groups := f.chosen(c.Analysis)
		total, most := len(singles)+len(groups), c.args.count("limit", usualFindings)
		singles = singles[:min(most, len(singles))]
		groups = groups[:min(most-len(singles), len(groups))]
		return told(func(w io.Writer) error {
			return jsondata.WriteSoDExcerpt(w, total, slices.Values(singles), groups, c.lang)
		})
	},
}

// filter says which findings are asked for; what is nil or empty leaves none
// out.
type filter struct {
	role     *catalog.Role
	rule     *catalog.Rule
	severity catalog.Severity // and graver
	status   string
}

func (c *call) findingFilter() (*filter, error) {
	f := &filter{severity: catalog.Severity(c.args.text("severity")), status: c.args.text("status")}
	var err error
	if c.args.text("role") != "" {
		if f.role, err = c.role("role"); err != nil {
			return nil, err
		}
	}
	if id := clip(c.args.text("rule")); id != "" {
		at := slices.IndexFunc(c.Catalog.Rules, func(r *catalog.Rule) bool { return r.ID == id })
		if at < 0 {
			return nil, refuse("mcp_unknown_rule", "ID", id).help(load.Suggest(id, ruleIDs(c.Catalog))...)
		}
		f.rule = c.Catalog.Rules[at]
	}
	return f, nil
}

// chosen gives the findings asked for and, of rules that too many combinations
// violate to list them, the groups asked for.
func (f *filter) chosen(r *analysis.Result) (singles []*analysis.Finding, groups []*analysis.Combination) {
	for _, x := range r.Findings {
		if f.admits(x.Rule, x.Severity(), x.Status) && (f.role == nil || slices.Contains(x.Roles, f.role)) {
			singles = append(singles, x)
		}
	}
	for _, x := range r.Combinations {
		if slices.Contains(r.Unlisted, x.Rule) && f.admits(x.Rule, x.Severity(), x.Status) && (f.role == nil || holds(x, f.role)) {
			groups = append(groups, x)
		}
	}
	return singles, groups
}

func (f *filter) admits(rule *catalog.Rule, severity catalog.Severity, is analysis.Status) bool {
	return (f.rule == nil || f.rule == rule) && (f.status == "" || f.status == is.String()) &&
		(f.severity == "" || severity.Rank() <= f.severity.Rank())
}

func holds(x *analysis.Combination, role *catalog.Role) bool {
	return slices.ContainsFunc(x.Groups, func(g analysis.Group) bool { return slices.Contains(g.Roles, role) })
}

var repair = &tool{
	name:  "repair",
	takes: []parameter{{name: "role", kind: text}, inLang},
	shape: jsondata.Shape("repairs"),
	run: func(_ context.Context, c *call) (*answer, error) {
		repairs := c.repairs()
		if c.args.text("role") != "" {
			role, err := c.role("role")
			if err != nil {
				return nil, err
			}
			repairs = slices.DeleteFunc(slices.Clone(repairs), func(r *analysis.Repair) bool { return r.Role != role })
		}
		return told(func(w io.Writer) error { return jsondata.WriteRepairs(w, repairs) })
	},
}

func ruleIDs(cat *catalog.Catalog) []string {
	out := make([]string, len(cat.Rules))
	for i, r := range cat.Rules {
		out[i] = r.ID
	}
	return out
}
