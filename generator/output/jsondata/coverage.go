package jsondata

import (
	"io"

	"rolebook/generator/analysis"
	"rolebook/generator/catalog"
)

// coverage is the shape of what the catalog leaves open.
type coverage struct {
	PermissionsWithoutDuty  []uncalledPermission `json:"permissions_without_duty"`
	DutiesWithoutPermission []uncalledDuty       `json:"duties_without_permission"`
	UndoableDuties          []undoableDuty       `json:"undoable_duties"`
	TranslationsMissing     []untranslated       `json:"translations_missing"`
	ReviewsOverdue          []overdue            `json:"reviews_overdue"`
	ReviewsOpen             []openReview         `json:"reviews_open"`
}

type uncalledPermission struct {
	Role   string `json:"role"`
	Object string `json:"object"`
	Action string `json:"action"`
}

type uncalledDuty struct {
	Role string `json:"role"`
	Duty string `json:"duty"`
}

type undoableDuty struct {
	Role   string `json:"role"`
	Duty   string `json:"duty"`
	Object string `json:"object"`
	Action string `json:"action"`
}

type untranslated struct {
	File      string         `json:"file"`
	Line      int            `json:"line"`
	Path      string         `json:"path"`
	Languages []catalog.Lang `json:"languages"`
}

type overdue struct {
	Role string `json:"role"`
	Due  string `json:"due"`
}

// openReview is something that the records of reviews leave open: of a role, or
// of the exception to a rule for roles. Record is the last that decided on it.
type openReview struct {
	Role     string       `json:"role,omitempty"`
	Rule     string       `json:"rule,omitempty"`
	Roles    []string     `json:"roles,omitempty"`
	Until    string       `json:"until,omitempty"`
	State    string       `json:"state"`
	Record   string       `json:"record,omitempty"`
	Decision string       `json:"decision,omitempty"`
	Comment  string       `json:"comment,omitempty"`
	Gained   []reviewLine `json:"gained,omitempty"`
	Lost     []reviewLine `json:"lost,omitempty"`
	Line     *reviewLine  `json:"permission,omitempty"`
}

// reviewLine is actions on an object that are held alike.
type reviewLine struct {
	Object   string   `json:"object"`
	Actions  []string `json:"actions"`
	Scope    string   `json:"scope"`
	When     []string `json:"when"`
	Hidden   []string `json:"hidden"`
	ReadOnly []string `json:"read_only"`
}

func reviewLineOf(p catalog.SignedPermission) reviewLine {
	same := func(id string) string { return id }
	return reviewLine{p.Object, each(p.Actions, same), p.Scope, each(p.When, same), each(p.Hidden, same), each(p.ReadOnly, same)}
}

func openReviewOf(x analysis.OpenReview) openReview {
	out := openReview{State: x.State.String(), Decision: string(x.Decision), Comment: x.Comment}
	if x.Role != nil {
		out.Role = x.Role.ID
	} else {
		out.Rule, out.Until = x.Exception.Rule.ID, x.Exception.Until.String()
		out.Roles = each(x.Exception.Roles, func(r *catalog.Role) string { return r.ID })
	}
	if x.SignOff != nil {
		out.Record = x.SignOff.File
	}
	out.Gained, out.Lost = each(x.Gained, reviewLineOf), each(x.Lost, reviewLineOf)
	if x.Line != nil {
		line := reviewLineOf(*x.Line)
		out.Line = &line
	}
	return out
}

// WriteCoverage writes what the catalog leaves open, each list in the order of
// [analysis.Coverage].
func WriteCoverage(w io.Writer, c analysis.Coverage) error {
	return indented(w, coverage{
		PermissionsWithoutDuty: each(c.PermissionsWithoutDuty, func(x analysis.PermissionWithoutDuty) uncalledPermission {
			return uncalledPermission{x.Role.ID, x.Object.ID, x.Action.ID}
		}),
		DutiesWithoutPermission: each(c.DutiesWithoutPermission, func(x analysis.DutyWithoutPermission) uncalledDuty {
			return uncalledDuty{x.Role.ID, x.Duty.ID}
		}),
		UndoableDuties: each(c.UndoableDuties, func(x analysis.UndoableDuty) undoableDuty {
			return undoableDuty{x.Role.ID, x.Duty.ID, x.Object.ID, x.Action.ID}
		}),
		TranslationsMissing: each(c.TranslationsMissing, func(x analysis.MissingTranslation) untranslated {
			return untranslated{x.Text.At.File, x.Text.At.Start.Line, x.Text.Path, x.Languages}
		}),
		ReviewsOverdue: each(c.ReviewsOverdue, func(x analysis.OverdueReview) overdue {
			return overdue{x.Role.ID, x.Due.String()}
		}),
		ReviewsOpen: each(c.ReviewsOpen, openReviewOf),
	})
}
