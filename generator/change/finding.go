package change

import (
	"cmp"
	"slices"
	"strings"

	"rolebook/generator/analysis"
	"rolebook/generator/catalog"
)

// Finding is what became of a set of roles that violates a rule. Old is nil
// where there was no such finding before, New where there is none any more.
type Finding struct {
	Old, New *analysis.Finding

	// Part is a finding of the same rule that stood in the place of Old, or stands
	// in that of New: some of the roles violated the rule without the others, or
	// do so now. It is the gravest such, and nil where there is none.
	Part *analysis.Finding
}

// Finding is the finding as it is now or, when it has gone, as it was.
func (f Finding) Finding() *analysis.Finding {
	if f.New != nil {
		return f.New
	}
	return f.Old
}

// Worse is positive where the finding asks for more than before, as it is open
// now or graver; negative where it asks for less; else 0. It is no worse to be
// found together if some of the roles were found before without the others.
func (f Finding) Worse() int { return cmp.Compare(weight(f.after()), weight(f.before())) }

func (f Finding) before() *analysis.Finding {
	if f.Old == nil {
		return f.Part
	}
	return f.Old
}

func (f Finding) after() *analysis.Finding {
	if f.New == nil {
		return f.Part
	}
	return f.New
}

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
	old, now := keyed(before, bulky), keyed(after, bulky)
	var out []Finding
	for k, f := range now {
		was := old[k]
		if was == nil {
			out = append(out, Finding{New: f, Part: partOf(f, old)})
		} else if was.Status != f.Status || was.Severity() != f.Severity() {
			out = append(out, Finding{Old: was, New: f})
		}
	}
	for k, f := range old {
		if now[k] == nil {
			out = append(out, Finding{Old: f, Part: partOf(f, now)})
		}
	}
	slices.SortFunc(out, func(a, b Finding) int { return compareFindings(a.Finding(), b.Finding()) })
	return out
}

// keyed finds findings by what they are called.
func keyed(r *analysis.Result, bulky map[string]bool) map[string]*analysis.Finding {
	out := make(map[string]*analysis.Finding, len(r.Findings))
	for _, f := range r.Findings {
		if !bulky[f.Rule.ID] || f.Kind() == analysis.RoleKind {
			out[findingKey(f.Rule, f.Roles)] = f
		}
	}
	return out
}

func findingKey(rule *catalog.Rule, roles []*catalog.Role) string {
	var b strings.Builder
	b.WriteString(rule.ID)
	for _, r := range roles {
		b.WriteByte(' ') // no id has one
		b.WriteString(r.ID)
	}
	return b.String()
}

// mostRoles is the largest combination of which every part is looked up: twice
// as many parts come with each role more.
const mostRoles = 16

// partOf finds the gravest finding that some of the roles have without the
// others.
func partOf(f *analysis.Finding, among map[string]*analysis.Finding) *analysis.Finding {
	if len(f.Roles) > mostRoles {
		return nil
	}
	var gravest *analysis.Finding
	for bits := 1; bits < 1<<len(f.Roles)-1; bits++ {
		var some []*catalog.Role
		for i, r := range f.Roles {
			if bits&(1<<i) != 0 {
				some = append(some, r)
			}
		}
		if p := among[findingKey(f.Rule, some)]; p != nil && (gravest == nil || weight(p) > weight(gravest)) {
			gravest = p
		}
	}
	return gravest
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
