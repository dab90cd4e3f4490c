package lint

import "rolebook/generator/diag"

// tooManySets tells of rules that so many sets of roles violate that the list
// of combinations had to be cut.
func tooManySets(p *pass) {
	for _, rule := range p.Cut {
		p.warn(rule.At, "rules["+rule.ID+"]", diag.Msg("lint_too_many_sets", "Rule", rule.ID), diag.Msg("lint_too_many_sets_help"))
	}
}
