package lint

import (
	"slices"

	"rolebook/generator/diag"
)

// expiredException tells of exceptions that accept nothing any more.
func expiredException(p *pass) {
	for _, x := range p.Expired {
		e := x.Exception
		roles := make([]any, len(e.Roles))
		for i, role := range e.Roles {
			roles[i] = role.ID
		}
		help := "lint_expired_exception_idle"
		if x.Back {
			help = "lint_expired_exception_back"
		}
		p.warn(e.At, entry("exceptions", slices.Index(p.Catalog.Exceptions, e)),
			diag.Msg("lint_expired_exception", "Rule", e.Rule.ID, "Roles", diag.Join(roles), "Until", e.Until.String()), diag.Msg(help))
		p.relate(e.Rule.At, diag.Msg("lint_rule_here", "Rule", e.Rule.ID))
	}
}
