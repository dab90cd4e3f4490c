package analysis

import (
	"rolebook/generator/catalog"
	"rolebook/generator/diag"
)

// expiredException tells of exceptions that accept nothing any more. One that
// was renewed, so that another for the same roles expires later, is history
// and stays unmentioned.
func expiredException(r *Result, _ Options, out *diag.List) {
	back := map[*catalog.Exception]bool{} // those whose finding is there again
	for _, f := range r.Findings {
		if f.Expired {
			back[f.Exception] = true
		}
	}
	for _, e := range r.Catalog.Exceptions {
		latest := newAcceptance(e.Rule, r.Catalog.Exceptions).of(e.Roles)
		if e == latest && e.Until.Before(r.On) {
			*out = append(*out, expiry(e, back[e]))
		}
	}
}

func expiry(e *catalog.Exception, back bool) diag.Diagnostic {
	roles := make([]any, len(e.Roles))
	for i, role := range e.Roles {
		roles[i] = role.ID
	}
	help := "lint_expired_exception_idle"
	if back {
		help = "lint_expired_exception_back"
	}
	return diag.Diagnostic{
		Code:     diag.ExpiredException,
		Severity: diag.Warning,
		Msg:      diag.Msg("lint_expired_exception", "Rule", e.Rule.ID, "Roles", joined(roles), "Until", e.Until.String()),
		At:       e.At,
		Related:  []diag.Related{{At: e.Rule.At, Msg: diag.Msg("lint_rule_here", "Rule", e.Rule.ID)}},
		Help:     []diag.Message{diag.Msg(help)},
	}
}
