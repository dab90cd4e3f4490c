package lint

import (
	"rolebook/generator/catalog"
	"rolebook/generator/diag"
)

// overdueReview tells of active roles that should have been looked at again by now.
func overdueReview(p *pass) {
	for _, o := range p.Coverage.ReviewsOverdue {
		if o.Role.Status != catalog.Active {
			continue
		}
		msg := diag.Msg("lint_overdue_review", "Role", o.Role.ID, "Due", o.Due.String())
		msg.Count = o.Days
		p.warn(o.Role.Review.At, "review", msg, diag.Msg("lint_overdue_review_help"))
	}
}
