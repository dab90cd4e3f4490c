package lint

import "rolebook/generator/diag"

// grantWithoutDuty tells of grants that do not say what they are for. Without
// that nobody can tell at the next review whether they are still needed (least
// privilege: NIST SP 800-53, AC-6).
func grantWithoutDuty(p *pass) {
	for _, role := range p.Catalog.Roles {
		for i, g := range role.Allow {
			if len(g.For) == 0 {
				p.warn(g.At, entry("permissions.allow", i), diag.Msg("lint_grant_without_duty"), diag.Msg("lint_grant_without_duty_help"))
			}
		}
	}
}
