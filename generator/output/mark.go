package output

import (
	"strings"

	"rolebook/generator/book"
)

// Signs of the severities, open and otherwise. The shape says it, so that it
// is told without colour, too.
var signs = map[string][2]string{
	"critical": {"◆", "◇"},
	"high":     {"▲", "△"},
	"medium":   {"●", "○"},
	"low":      {"■", "□"},
}

// Sign gives the shape of a severity: filled for an open finding, hollow for a
// mitigated or excepted one.
func Sign(severity string, open bool) string {
	if open {
		return signs[severity][0]
	}
	return signs[severity][1]
}

// RuleID writes the id of a rule as readers see it.
func RuleID(id string) string { return strings.ToUpper(id) }

// Conditional is the sign behind a scope that is reached under a condition only.
const Conditional = "*"

// MarkText draws a permission mark in characters: "Team", "Team *", "Team ▲S01",
// the word for a denial, a dash where nothing is granted, and nothing where the
// action does not apply.
func MarkText(m *book.Mark) string {
	switch m.State {
	case book.NotApplicable:
		return ""
	case book.NotGranted:
		return "–"
	case book.Denied:
		return m.Label
	}
	if len(m.Rules) == 0 {
		return ScopeText(m)
	}
	return ScopeText(m) + " " + Sign(m.Severity, m.Open) + RuleIDs(m)
}

// ScopeText is the scope of a granted mark, with the sign of a condition.
func ScopeText(m *book.Mark) string {
	if m.Conditional {
		return Clean(m.Scope) + " " + Conditional
	}
	return Clean(m.Scope)
}

// RuleIDs names the rules that run through the mark.
func RuleIDs(m *book.Mark) string {
	ids := make([]string, len(m.Rules))
	for i, id := range m.Rules {
		ids[i] = RuleID(id)
	}
	return strings.Join(ids, " ")
}
