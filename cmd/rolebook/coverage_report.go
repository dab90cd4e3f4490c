package main

import (
	"cmp"
	"slices"
	"strings"

	"rolebook/generator/analysis"
	"rolebook/generator/catalog"
	"rolebook/generator/diag"
	"rolebook/generator/notice"
	"rolebook/generator/source"
)

// gapKind is a question that coverage asks.
type gapKind struct {
	id    string
	title string // a message
	level notice.Level
}

// gapKinds lists them in the order in which they are told.
var gapKinds = []gapKind{
	{"permission-without-duty", "book_coverage_permissions", notice.Warning},
	{"duty-without-permission", "book_coverage_duties", notice.Note},
	{"undoable-duty", "book_coverage_undoable", notice.Error},
	{"missing-translation", "book_coverage_translations", notice.Warning},
	{"overdue-review", "book_coverage_reviews", notice.Warning},
	{"open-review", "book_coverage_open_reviews", notice.Warning},
}

// anyGap has --fail-on stop at a gap of any kind.
const anyGap = "any"

func gapChoices() []string {
	out := []string{anyGap}
	for _, k := range gapKinds {
		out = append(out, k.id)
	}
	return out
}

// gap is a place that leaves a question open.
type gap struct {
	notice.Entry
	at   source.Span
	text diag.Message
}

func newGap(kind int, at source.Span, ids []string, pairs ...any) gap {
	id := gapKinds[kind].id
	text := diag.Msg("cli_gap_"+strings.ReplaceAll(id, "-", "_"), pairs...)
	return gap{notice.Entry{Rule: id, What: strings.Join(ids, " ")}, at, text}
}

func unjustified(x analysis.PermissionWithoutDuty) gap {
	at := x.Role.At
	for _, g := range x.Role.Allow {
		if slices.Contains(g.Objects, x.Object) && slices.Contains(g.Actions, x.Action) {
			at = g.At
			break
		}
	}
	return newGap(0, at, []string{x.Role.ID, x.Action.ID, x.Object.ID}, "Role", x.Role.ID, "Action", x.Action.ID, "Object", x.Object.ID)
}

func unsupported(x analysis.DutyWithoutPermission) gap {
	return newGap(1, x.Duty.At, []string{x.Role.ID, x.Duty.ID}, "Role", x.Role.ID, "Duty", x.Duty.ID)
}

func undoable(x analysis.UndoableDuty) gap {
	ids := []string{x.Role.ID, x.Duty.ID, x.Action.ID, x.Object.ID}
	return newGap(2, x.By[0].At, ids, "Role", x.Role.ID, "Duty", x.Duty.ID, "Action", x.Action.ID, "Object", x.Object.ID)
}

// untranslated names the languages, too: another one that is missing is news.
func untranslated(x analysis.MissingTranslation) gap {
	var langs []string
	var words []any
	for _, l := range x.Languages {
		langs = append(langs, string(l))
		words = append(words, diag.Msg("book_language_"+string(l)))
	}
	ids := []string{x.Text.At.File, x.Text.Path, strings.Join(langs, "+")}
	return newGap(3, x.Text.At, ids, "Path", x.Text.Path, "Languages", diag.Join(words))
}

// overdue leaves the day out: a review that stays overdue is the same gap.
func overdue(x analysis.OverdueReview) gap {
	return newGap(4, x.Role.Review.At, []string{x.Role.ID}, "Role", x.Role.ID, "Due", x.Due.String())
}

// openReview leaves the day of the record out, and what else has changed: what
// stays open is the same gap.
func openReview(x analysis.OpenReview) gap {
	ids := []string{x.Name(), x.State.String()}
	var at source.Span
	if x.Role != nil {
		at = x.Role.At
	} else {
		at = x.Exception.At
	}
	if x.Line != nil {
		ids = append(ids, string(x.Decision), x.Line.Object, strings.Join(x.Line.Actions, "+"), x.Line.Scope)
	}
	return newGap(5, at, ids, "What", x.Name(), "Says", diag.Msg("cli_gap_"+strings.ReplaceAll(x.State.String(), "-", "_")))
}

// gapsOf lists the gaps of a catalog, kind by kind.
func gapsOf(c analysis.Coverage) []gap {
	return slices.Concat(
		each(c.PermissionsWithoutDuty, unjustified), each(c.DutiesWithoutPermission, unsupported),
		each(c.UndoableDuties, undoable), each(c.TranslationsMissing, untranslated), each(c.ReviewsOverdue, overdue),
		each(c.ReviewsOpen, openReview))
}

func each[T any](list []T, gapOf func(T) gap) []gap {
	out := []gap{}
	for _, x := range list {
		out = append(out, gapOf(x))
	}
	return out
}

// newGaps leaves out what a baseline knows.
func newGaps(c analysis.Coverage, known *notice.Baseline) analysis.Coverage {
	return analysis.Coverage{
		PermissionsWithoutDuty:  fresh(c.PermissionsWithoutDuty, unjustified, known),
		DutiesWithoutPermission: fresh(c.DutiesWithoutPermission, unsupported, known),
		UndoableDuties:          fresh(c.UndoableDuties, undoable, known),
		TranslationsMissing:     fresh(c.TranslationsMissing, untranslated, known),
		ReviewsOverdue:          fresh(c.ReviewsOverdue, overdue, known),
		Recorded:                c.Recorded,
		ReviewsOpen:             fresh(c.ReviewsOpen, openReview, known),
	}
}

func fresh[T any](list []T, gapOf func(T) gap, known *notice.Baseline) []T {
	return slices.DeleteFunc(slices.Clone(list), func(x T) bool { return known.Knows(gapOf(x).Entry) })
}

// gapReport tells of gaps, a suite a kind. Those that --fail-on does not ask
// for do not fail; without it all do.
func (a *app) gapReport(c analysis.Coverage, lang catalog.Lang, dir, failOn string) *notice.Report {
	report := a.report("coverage", dir, lang.Tag())
	byKind := map[string][]notice.Notice{}
	for _, g := range gapsOf(c) {
		n := notice.Notice{Entry: g.Entry, Text: a.say.Message(g.text), At: g.at}
		if !fitsGap(g.Rule, cmp.Or(failOn, anyGap)) {
			n.State = notice.Minor
		}
		byKind[g.Rule] = append(byKind[g.Rule], n)
	}
	for _, k := range gapKinds {
		if k.id == "open-review" && !c.Recorded {
			continue
		}
		for i := range byKind[k.id] {
			byKind[k.id][i].Level = k.level
		}
		what := a.say.T(k.title)
		report.Rules = append(report.Rules, notice.Rule{ID: k.id, What: what, Why: a.say.T("cli_report_coverage_why"), Level: k.level})
		report.Suites = append(report.Suites, notice.Suite{Name: what, Class: k.id, Notices: byKind[k.id]})
	}
	return report
}

// fitsGap reports whether --fail-on asks for a kind.
func fitsGap(kind, failOn string) bool { return failOn == anyGap || failOn == kind }
