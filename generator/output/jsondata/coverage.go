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
	})
}
