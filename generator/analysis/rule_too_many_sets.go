package analysis

import "rolebook/generator/diag"

// tooManySets tells of rules that so many sets of roles violate that the list
// of combinations had to be cut.
func tooManySets(r *Result, _ Options, out *diag.List) {
	for _, rule := range r.Cut {
		out.Warn(diag.Limit, rule.At, diag.Msg("lint_too_many_sets", "Rule", rule.ID), diag.Msg("lint_too_many_sets_help"))
	}
}
