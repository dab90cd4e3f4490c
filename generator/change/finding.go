package change

import (
	"cmp"
	"slices"
	"strings"

	"rolebook/generator/analysis"
	"rolebook/generator/catalog"
)

// Finding is what became of a set of roles that violates a rule. Old is nil
// where they did not before, New where they do not any more.
type Finding struct {
	Old, New *analysis.Finding
}

// Finding is the finding as it is now or, when it has gone, as it was.
func (f Finding) Finding() *analysis.Finding {
	if f.New != nil {
		return f.New
	}
	return f.Old
}

// Worse is positive where the finding asks for more than before, as it is open
// now or graver; negative where it asks for less; else 0.
func (f Finding) Worse() int { return cmp.Compare(weight(f.New), weight(f.Old)) }

// weight is how much a finding asks for: one that is open by its severity, any
// other nothing.
func weight(f *analysis.Finding) int {
	if f == nil || f.Status != analysis.Open {
		return 0
	}
	return 1 + len(catalog.Severities) - f.Severity().Rank()
}

// findings pairs findings by their rule and roles. Combinations of rules that
// either result does not list are left to [bulks].
func findings(before, after *analysis.Result) []Finding {
	bulky := unlisted(before, after)
	old := make(map[string]*analysis.Finding, len(before.Findings))
	for _, f := range before.Findings {
		if !bulky[f.Rule.ID] || f.Kind() == analysis.RoleKind {
			old[findingKey(f)] = f
		}
	}
	var out []Finding
	for _, f := range after.Findings {
		if bulky[f.Rule.ID] && f.Kind() != analysis.RoleKind {
			continue
		}
		k := findingKey(f)
		was := old[k]
		delete(old, k)
		if was == nil || was.Status != f.Status || was.Severity() != f.Severity() {
			out = append(out, Finding{was, f})
		}
	}
	for _, f := range old {
		out = append(out, Finding{f, nil})
	}
	slices.SortFunc(out, func(a, b Finding) int { return compareFindings(a.Finding(), b.Finding()) })
	return out
}

func findingKey(f *analysis.Finding) string {
	var b strings.Builder
	b.WriteString(f.Rule.ID)
	for _, r := range f.Roles {
		b.WriteByte(' ') // no id has one
		b.WriteString(r.ID)
	}
	return b.String()
}

func compareFindings(a, b *analysis.Finding) int {
	return cmp.Or(
		compareRules(a.Rule, b.Rule),
		cmp.Compare(len(a.Roles), len(b.Roles)),
		slices.CompareFunc(a.Roles, b.Roles, func(x, y *catalog.Role) int { return cmp.Compare(x.ID, y.ID) }),
	)
}

func compareRules(a, b *catalog.Rule) int {
	return cmp.Or(cmp.Compare(a.Severity.Rank(), b.Severity.Rank()), cmp.Compare(a.ID, b.ID))
}

// cut lists the rules of which either result lacks findings.
func cut(before, after *analysis.Result) []string {
	var out []string
	for _, r := range slices.Concat(before.Cut, after.Cut) {
		out = append(out, r.ID)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
