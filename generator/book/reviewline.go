package book

import (
	"cmp"
	"slices"

	"rolebook/generator/analysis"
	"rolebook/generator/catalog"
	"rolebook/generator/review"
)

// ReviewLine is a line of a pack in words: what a reviewer decides on.
type ReviewLine struct {
	ID      string
	Role    string // the name; of an exception those of its roles
	Subject string // the role as a whole, object and actions, or the rule
	Reach   string // how many permissions, how far one goes, or until when
	Note    string // what to know before deciding
}

// ReviewLines tells the lines of a pack.
func (b *Book) ReviewLines(p *review.Pack) []ReviewLine {
	var out []ReviewLine
	for _, l := range p.Lines() {
		line := ReviewLine{ID: l.ID}
		switch {
		case l.Exception != nil:
			e := b.exception(l.Exception)
			line.Role, line.Subject, line.Reach = b.nameList(e.Roles).Plain(), b.ruleTitle(e.Rule, e.RuleName).Plain(), e.Left
			line.Note = e.Reason.Plain()
		case l.Permission == nil:
			line.Role, line.Subject = b.text(l.Role.Name).Plain(), b.locale.T("review_whole_role")
			line.Reach = b.locale.N("review_permissions", len(l.Role.Permissions))
			line.Note = b.locale.Clauses(b.roleNotes(l.Role))
		default:
			object, actions := b.lineSubject(*l.Permission)
			line.Role, line.Subject = b.text(l.Role.Name).Plain(), object+b.locale.T("colon")+actions
			line.Reach, line.Note = b.lineReach(*l.Permission), b.lineNote(l.Role, *l.Permission)
		}
		out = append(out, line)
	}
	return out
}

// roleNotes say how a role stands: since the last record, its day, its findings.
func (b *Book) roleNotes(r *review.Role) []string {
	out := []string{b.sinceWords(r)}
	if r.Overdue(b.on) {
		out = append(out, b.locale.T("review_overdue", "Date", b.day(r.Review.Due()).Words))
	}
	for _, f := range r.Findings {
		out = append(out, b.locale.T("review_finding", "Rule", b.ruleTitle(f.Rule.ID, b.ruleName(f.Rule)).Plain()))
	}
	return out
}

// sinceWords say what became of a role since it was signed.
func (b *Book) sinceWords(r *review.Role) string {
	if r.Signed == nil {
		return b.locale.T("review_never")
	}
	on := b.day(r.SignOff.Day).Words
	if r.Since.None() {
		return b.locale.T("review_as_signed", "Date", on)
	}
	return b.locale.T("review_changed_words", "Date", on, "Gained", len(r.Since.Gained), "Lost", len(r.Since.Lost))
}

// lineNote says whether any of a line is new, and which conflicts run through it.
func (b *Book) lineNote(r *review.Role, line catalog.SignedPermission) string {
	var notes []string
	if isNew(r, line) {
		notes = append(notes, b.locale.T("review_new_since", "Date", b.day(r.SignOff.Day).Words))
	}
	var rules []string
	object := b.catalog.Object(line.Object)
	for _, id := range line.Actions {
		cell := b.analysis.Matrix.Cell(r.Role, object, b.catalog.Action(id))
		for _, f := range cell.Conflicts {
			if f.Status == analysis.Open && !slices.Contains(rules, f.Rule.ID) {
				rules = append(rules, f.Rule.ID)
			}
		}
	}
	if len(rules) > 0 {
		notes = append(notes, b.locale.T("book_review_ringed", "Rules", b.locale.List(upper(rules))))
	}
	return b.locale.Clauses(notes)
}

// isNew reports whether the last record lacks some of a line.
func isNew(r *review.Role, line catalog.SignedPermission) bool {
	return r.Signed != nil && len(analysis.CompareSnapshots(r.Signed.Permissions, []catalog.SignedPermission{line}).Gained) > 0
}

// lineSubject names object and actions. Of what the catalog has no more the id
// is all that is known.
func (b *Book) lineSubject(line catalog.SignedPermission) (object, actions string) {
	object = line.Object
	if o := b.catalog.Object(line.Object); o != nil {
		object = b.text(o.Name).Plain()
	}
	names := make([]string, len(line.Actions))
	for i, id := range line.Actions {
		names[i] = id
		if a := b.catalog.Action(id); a != nil {
			names[i] = b.action(a).Name.Plain()
		}
	}
	return object, b.locale.List(names)
}

// lineReach says how far a line goes: scope, conditions, fields.
func (b *Book) lineReach(line catalog.SignedPermission) string {
	out := line.Scope
	if s := b.catalog.Scope(line.Scope); s != nil {
		out = b.scope(s).Name.Plain()
	}
	parts := []string{out}
	if len(line.When) > 0 {
		names := make([]string, len(line.When))
		for i, id := range line.When {
			names[i] = id
			if c := b.catalog.Condition(id); c != nil {
				names[i] = b.Conditions[c.Order].Name.Plain()
			}
		}
		parts = append(parts, b.locale.List(names))
	}
	for _, f := range []struct {
		ids []string
		is  string
	}{{line.Hidden, "book_field_hidden"}, {line.ReadOnly, "book_field_read_only"}} {
		if len(f.ids) > 0 {
			parts = append(parts, b.locale.List(b.fieldNames(line.Object, f.ids))+b.locale.T("colon")+b.locale.T(f.is))
		}
	}
	return b.locale.Clauses(parts)
}

func (b *Book) fieldNames(object string, ids []string) []string {
	names := slices.Clone(ids)
	o := b.catalog.Object(object)
	if o == nil {
		return names
	}
	for i, id := range ids {
		for _, f := range o.Fields {
			if f.ID == id {
				names[i] = b.text(f.Name).Plain()
			}
		}
	}
	return names
}

// lineWords tells a line in one go.
func (b *Book) lineWords(line catalog.SignedPermission) string {
	object, actions := b.lineSubject(line)
	return b.locale.T("review_line", "Object", object, "Actions", actions, "Reach", b.lineReach(line))
}

func (b *Book) linesWords(lines []catalog.SignedPermission) string {
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = b.lineWords(l)
	}
	return b.locale.Clauses(out)
}

// openReviewOf tells what the records leave open.
func (b *Book) openReviewOf(o analysis.OpenReview) OpenReview {
	out := OpenReview{State: o.State.String()}
	if o.Role != nil {
		out.Role = b.roleRef(o.Role)
		out.Subject = b.text(o.Role.Name)
	} else {
		e := b.exception(o.Exception)
		out.Subject = b.words(b.locale.T("review_exception", "Rule", b.ruleTitle(e.Rule, e.RuleName).Plain(), "Roles", b.nameList(e.Roles).Plain()))
	}
	out.Says = b.openWords(o)
	if o.Comment != "" {
		lang := cmp.Or(o.SignOff.Lang, b.catalog.Languages[0]).Tag()
		out.Comment = Text{Inlines: []Inline{{Text: o.Comment}}, Lang: lang, Fallback: lang != b.Tag}
	}
	return out
}

func (b *Book) openWords(o analysis.OpenReview) string {
	switch o.State {
	case analysis.NeverSigned:
		return b.locale.T("review_never")
	case analysis.ChangedSince:
		var what []string
		if len(o.Gained) > 0 {
			what = append(what, b.locale.T("review_gained", "What", b.linesWords(o.Gained)))
		}
		if len(o.Lost) > 0 {
			what = append(what, b.locale.T("review_lost", "What", b.linesWords(o.Lost)))
		}
		return b.locale.T("review_changed_since", "Date", b.day(o.SignOff.Day).Words, "What", b.locale.Clauses(what))
	}
	what := b.locale.T("review_whole_role")
	switch {
	case o.Line != nil:
		what = b.lineWords(*o.Line)
	case o.Exception != nil:
		what = b.locale.T("book_exception")
	}
	return b.locale.T("review_not_done", "Date", b.day(o.SignOff.Day).Words, "Decision", review.Word(o.Decision, b.locale), "What", what)
}
