package analysis

import "rolebook/generator/diag"

// overdueReview tells of roles that should have been looked at again by now.
func overdueReview(r *Result, _ Options, out *diag.List) {
	for _, o := range r.Coverage.ReviewsOverdue {
		msg := diag.Msg("lint_overdue_review", "Role", o.Role.ID, "Due", o.Due.String())
		msg.Count = o.Days
		out.Warn(diag.OverdueReview, o.Role.Review.At, msg, diag.Msg("lint_overdue_review_help"))
	}
}
