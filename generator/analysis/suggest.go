package analysis

import (
	"cmp"
	"slices"

	"rolebook/generator/catalog"
)

// Suggestion is an entry for the access tests that holds as things are, and
// that would fail in a mutant which nothing notices now.
type Suggestion struct {
	Role   *catalog.Role
	Access catalog.Access
	Can    bool
	Rules  []*catalog.Rule // that the role would violate if it could; the gravest first
}

// Suggestions gives at most so many of the missing entries, and how many more
// there are. What rules forbid goes before all else, by severity, then come
// permissions on the most sensitive data. Those chosen are in the order in which
// they are read best: what rules forbid, then the rest, each by role.
func (s *Strength) Suggestions(most int) (list []Suggestion, more int) {
	for _, r := range s.Roles {
		for _, m := range r.Survivors {
			if m.Kind != Unbounded { // what notices the widened one notices it as well
				list = append(list, suggestion(r.Role, m))
			}
		}
	}
	slices.SortStableFunc(list, urgency)
	more = max(len(list)-most, 0)
	list = list[:len(list)-more]
	slices.SortStableFunc(list, func(a, b Suggestion) int {
		return cmp.Or(cmp.Compare(min(len(b.Rules), 1), min(len(a.Rules), 1)), cmp.Compare(a.Role.ID, b.Role.ID), a.expect()-b.expect())
	})
	return list, more
}

func suggestion(role *catalog.Role, m Mutant) Suggestion {
	s := Suggestion{Role: role, Access: catalog.Access{Action: m.Action, Object: m.Object, Scope: m.To}, Rules: m.Rules}
	if m.Kind == Removed {
		s.Can, s.Access.Scope = true, m.From
	}
	if s.Access.Scope.Rank == 0 {
		s.Access.Scope = nil // the narrowest is any
	}
	return s
}

// urgency orders suggestions, the most urgent first.
func urgency(a, b Suggestion) int {
	return cmp.Or(cmp.Compare(a.gravity(), b.gravity()), cmp.Compare(b.Access.Object.Class.Rank, a.Access.Object.Class.Rank))
}

// gravity is the rank of the gravest rule, behind all of them where there is none.
func (s Suggestion) gravity() int {
	if len(s.Rules) == 0 {
		return len(catalog.Severities)
	}
	return s.Rules[0].Severity.Rank()
}

func (s Suggestion) expect() int {
	if s.Can {
		return 0
	}
	return 1
}
