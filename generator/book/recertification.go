package book

import (
	"strings"

	"rolebook/generator/analysis"
	"rolebook/generator/catalog"
	"rolebook/generator/review"
)

// Recertification is the paper of a pack: what one owner of roles and exceptions
// decides on and signs, frozen by the digest of the catalog.
func (b *Book) Recertification(p *review.Pack) *Document {
	d := b.paper("recertification", b.locale.T("book_doc_recertification"))
	d.Title = b.ownerName(p)
	d.File = p.File() + "." + b.Key + ".pdf"
	w := &recertification{writer{voice: voice{b.locale, "formal"}, Document: d, book: b, holds: holds(catalog.Full)}, p}
	w.facts()
	if p.Asks() {
		w.section("how", w.how())
	}
	w.section("roles", w.roles()...)
	w.section("since", w.since()...)
	w.section("undone", w.undone()...)
	w.section("exceptions", w.decided()...)
	w.section("watched", w.watched()...)
	w.section("findings", w.findings()...)
	w.section("permissions", w.permissions()...)
	w.section("basis", w.packBasis())
	w.section("decision", w.signatures("book_sign_owner", "book_sign_reviewer", "book_sign_auditor"))
	return d
}

// recertification writes the paper of a pack.
type recertification struct {
	writer
	pack *review.Pack
}

// ownerName is the owner as the catalog calls it.
func (b *Book) ownerName(p *review.Pack) Text {
	if p.Owner.Name.IsZero() {
		return b.words(b.locale.T("review_unowned"))
	}
	return b.text(p.Owner.Name)
}

func (w *recertification) facts() {
	permissions, findings := 0, 0
	for _, r := range w.pack.Roles {
		permissions += len(r.Permissions)
		findings += len(r.Findings)
	}
	count := func(label string, n int) { w.fact(label, w.words(w.book.locale.Integer(n))) }
	w.fact("book_owner", w.book.ownerName(w.pack))
	w.fact("book_review_day", w.words(w.book.Checked.Words))
	w.fact("book_review_digest", code(w.shortDigest()))
	count("book_roles", len(w.pack.Roles))
	count("review_lines", permissions)
	count("book_review_open", findings)
	count("review_exceptions", len(w.pack.Exceptions))
	file := Text{}
	if w.pack.Asks() {
		file = code(w.pack.File() + "." + w.book.Key + ".csv")
	}
	w.fact("review_file", file)
	w.FooterNote += w.book.locale.T("book_doc_gap") + w.T("book_review_footer", "Digest", w.shortDigest())
}

// how says what to do with paper and sheet.
func (w *recertification) how() Items {
	return itemsOf([]Text{w.label("review_how_role"), w.label("review_how_line"), w.label("review_how_change"), w.label("review_how_back")})
}

// decisionColumns are boxes for the three decisions.
func (w *recertification) decisionColumns() []Column {
	var out []Column
	for _, d := range catalog.Decisions {
		out = append(out, Column{Title: review.Word(d, w.book.locale), Align: Center})
	}
	return out
}

// roles has a line a role: how it stands, and the decision on it as a whole.
func (w *recertification) roles() []Block {
	if len(w.pack.Roles) == 0 {
		return nil
	}
	t := Table{Caption: w.T("book_section_recertification_roles"), Groups: []RowGroup{{}}, Columns: []Column{
		w.column("book_role", 1.3), w.column("review_lines_short", 0), w.column("review_state", 1.6), w.column("book_next_review", 0.9),
	}}
	t.Columns[1].Align = End
	t.Columns = append(t.Columns, w.decisionColumns()...)
	for _, r := range w.pack.Roles {
		name := cellOf(w.book.text(r.Name), code(r.ID))
		if r.Version != "" {
			name.Lines = append(name.Lines, w.label("book_doc_version", "Version", r.Version))
		}
		cells := []TableCell{name, w.cell(w.book.locale.Integer(len(r.Permissions))), w.cell(w.book.sinceWords(r)), w.due(r)}
		t.Groups[0].Rows = append(t.Groups[0].Rows, TableRow{Cells: append(cells, boxes()...)})
	}
	return []Block{t}
}

func (w *recertification) due(r *review.Role) TableCell {
	if r.Review == nil {
		return w.cell("–")
	}
	day := w.book.day(r.Review.Due())
	return cellOf(w.words(day.Words), w.optionalWords(day.Away))
}

// since lists what the roles may do that was not signed, and what they may do
// no more.
func (w *recertification) since() []Block {
	t := w.lineTable("book_section_recertification_since")
	t.Columns = append(t.Columns, w.column("review_state", 0.8))
	for _, r := range w.pack.Roles {
		if r.Since.None() {
			continue
		}
		group := RowGroup{Title: w.book.text(r.Name).Plain()}
		for _, side := range []struct {
			lines []catalog.SignedPermission
			is    string
		}{{r.Since.Gained, "review_is_gained"}, {r.Since.Lost, "review_is_lost"}} {
			for _, l := range side.lines {
				group.Rows = append(group.Rows, TableRow{Cells: append(w.lineCells(l), w.cell(w.T(side.is)))})
			}
		}
		t.Groups = append(t.Groups, group)
	}
	if len(t.Groups) == 0 {
		return nil
	}
	return []Block{t}
}

func (w *recertification) lineTable(caption string) Table {
	return Table{Caption: w.T(caption), Columns: []Column{w.column("book_object", 1.1), w.column("book_review_actions", 1.1), w.column("book_review_reach", 1.5)}}
}

func (w *recertification) lineCells(l catalog.SignedPermission) []TableCell {
	object, actions := w.book.lineSubject(l)
	return []TableCell{w.cell(object), w.cell(actions), w.cell(w.book.lineReach(l))}
}

// undone lists what was decided before and not carried out.
func (w *recertification) undone() []Block {
	t := Table{Caption: w.T("book_section_recertification_undone"), Groups: []RowGroup{{}}, Columns: []Column{
		w.column("review_subject", 1), w.column("review_undone", 1.8), w.column("review_column_comment", 1.2),
	}}
	for _, o := range w.pack.Result.Coverage.ReviewsOpen {
		mine := o.Role != nil && w.pack.Role(o.Role.ID) != nil || o.Exception != nil && w.approved(o.Exception)
		if mine && o.State == analysis.NotCarriedOut {
			told := w.book.openReviewOf(o)
			t.Groups[0].Rows = append(t.Groups[0].Rows, TableRow{Cells: []TableCell{cellOf(told.Subject), w.cell(told.Says), cellOf(told.Comment)}})
		}
	}
	if len(t.Groups[0].Rows) == 0 {
		return nil
	}
	return []Block{t}
}

func (w *recertification) approved(e *catalog.Exception) bool {
	return review.NewOwner(e.ApprovedBy).ID == w.pack.Owner.ID
}

// decided has the exceptions that the owner approved, to be decided on.
func (w *recertification) decided() []Block {
	return w.exceptionBlocks("book_section_recertification_exceptions", w.pack.Exceptions, true)
}

// watched has those that end soon or have ended.
func (w *recertification) watched() []Block {
	return w.exceptionBlocks("book_section_recertification_watched", w.pack.Watched, false)
}

func (w *recertification) exceptionBlocks(caption string, list []*catalog.Exception, decide bool) []Block {
	if len(list) == 0 {
		return nil
	}
	t := Table{Caption: w.T(caption), Groups: []RowGroup{{}}, Columns: []Column{
		w.column("book_exception", 1.2), w.column("book_until", 0.9), w.column("book_approved_by", 0.9), w.column("book_reason_and_control", 1.8),
	}}
	if decide {
		t.Columns = append(t.Columns, w.decisionColumns()...)
	}
	for _, x := range list {
		e := w.book.exception(x)
		cells := []TableCell{cellOf(w.book.ruleTitle(e.Rule, e.RuleName), w.book.nameList(e.Roles)), w.cell(e.Left), cellOf(e.ApprovedBy), cellOf(e.Reason, e.Control)}
		if decide {
			cells = append(cells, boxes()...)
		}
		t.Groups[0].Rows = append(t.Groups[0].Rows, TableRow{Cells: cells})
	}
	return []Block{t}
}

// findings names the open conflicts within the roles, each with what would end
// it.
func (w *recertification) findings() []Block {
	t := Table{Caption: w.T("book_section_recertification_findings"), Groups: []RowGroup{{}}, Columns: []Column{
		w.column("book_role", 1), w.column("book_rule", 1.2), w.column("book_severity", 0), w.column("review_repair", 1.8),
	}}
	for _, r := range w.pack.Roles {
		for _, f := range r.Findings {
			told := w.book.finding(f)
			repair := "–"
			if s := told.Repair(); s != nil && s.Sentence != "" {
				repair = s.Sentence
			}
			t.Groups[0].Rows = append(t.Groups[0].Rows, TableRow{Cells: []TableCell{
				cellOf(w.book.text(r.Name)), cellOf(w.book.ruleTitle(told.Rule, told.Name)), w.cell(told.SeverityIs), w.cell(repair),
			}})
		}
	}
	if len(t.Groups[0].Rows) == 0 {
		return nil
	}
	return []Block{t}
}

// permissions has a line for all that is held alike, with boxes for what is to
// be treated otherwise than its role.
func (w *recertification) permissions() []Block {
	t := w.lineTable("book_section_recertification_permissions")
	t.Columns = append(t.Columns, w.decisionColumns()...)
	for _, r := range w.pack.Roles {
		group := RowGroup{Title: strings.TrimSpace(w.book.text(r.Name).Plain())}
		for _, l := range r.Permissions {
			cells := w.lineCells(l)
			if note := w.book.lineNote(r, l); note != "" {
				cells[2].Lines = append(cells[2].Lines, w.words(note))
			}
			group.Rows = append(group.Rows, TableRow{Cells: append(cells, boxes()...)})
		}
		if len(group.Rows) > 0 {
			t.Groups = append(t.Groups, group)
		}
	}
	if len(t.Groups) == 0 {
		return nil
	}
	return []Block{t}
}

// packBasis says on what data the paper rests, and how to check that.
func (w *recertification) packBasis() Rows {
	c := w.book.catalog
	row := func(label string, t Text, note Text) Row {
		return Row{Label: w.label(label), Blocks: []Block{Items{Items: []Item{{Text: t, Note: note}}}}}
	}
	return Rows{Rows: []Row{
		row("book_review_files_label", w.words(w.N("book_review_files", len(c.Files))), Text{}),
		row("book_review_digest_full", code(c.Digest), w.label("book_review_digest_is")),
	}}
}
