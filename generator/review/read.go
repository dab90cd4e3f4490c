package review

import (
	"slices"
	"strings"
	"unicode"

	"rolebook/generator/analysis"
	"rolebook/generator/catalog"
	"rolebook/generator/diag"
	"rolebook/generator/locale"
)

// Answer is what came of a file that a reviewer has filled in.
type Answer struct {
	// SignOff has the decisions that hold. It is nil when Problems refuse the
	// file, or nothing holds any more.
	SignOff *catalog.SignOff

	Problems diag.List  // why the file is refused; in its order
	Stale    diag.List  // decisions left out: what they are about has changed since the pack was made
	Lines    diag.Lines // of the file, for both
}

// Read holds the decisions in a file against the catalog as it is now. What has
// changed since the pack was made is left out, as the reviewer has not seen it;
// for everything else the file must be complete.
func Read(name string, data []byte, now *analysis.Result) *Answer {
	s := readSheet(name, data)
	out := &Answer{Lines: s}
	r := reading{sheet: s, now: now, rows: map[string]row{}, lines: map[string]int{}}
	if len(s.diags) == 0 {
		r.stamps()
	}
	if len(s.diags) == 0 {
		out.SignOff = r.decide()
	}
	s.diags.Sort()
	out.Problems, out.Stale = s.diags, r.stale
	if out.Stale.Sort(); len(out.Problems) > 0 || len(out.SignOff.Roles)+len(out.SignOff.Exceptions) == 0 {
		out.SignOff = nil
	}
	return out
}

// reading is a file on its way to decisions.
type reading struct {
	*sheet
	now   *analysis.Result
	stamp Stamp
	pack  *Pack
	rows  map[string]row // by id of the line
	lines map[string]int // how many there are of each role
	stale diag.List
}

// stamps finds the pack that all lines are of, and sorts the lines by id.
func (r *reading) stamps() {
	if len(r.sheet.rows) == 0 {
		r.wrong(firstLine, 0, diag.MissingKey, diag.Msg("review_no_lines"), diag.Msg("review_again_help"))
		return
	}
	for i, row := range r.sheet.rows {
		stamp, ok := parseStamp(row.cells[PackColumn])
		id := strings.Join(strings.Fields(row.cells[IDColumn]), " ")
		_, twice := r.rows[id]
		switch {
		case !ok:
			r.reject(row, PackColumn, diag.BadValue, diag.Msg("review_bad_stamp"), diag.Msg("review_untouched_help"))
		case i > 0 && stamp != r.stamp:
			r.reject(row, PackColumn, diag.BadValue, diag.Msg("review_other_pack"), diag.Msg("review_other_pack_help"))
		case twice:
			r.reject(row, IDColumn, diag.DuplicateID, diag.Msg("review_line_twice", "ID", id), diag.Msg("review_line_twice_help"))
		}
		if i == 0 {
			r.stamp = stamp
		}
		r.rows[id] = row
		r.lines[roleOf(id)]++
	}
	if len(r.diags) > 0 {
		return
	}
	first := r.sheet.rows[0]
	for _, s := range r.now.Catalog.SignOffs {
		if (Stamp{s.Owner, s.Shown, s.Digest}) == r.stamp {
			r.reject(first, PackColumn, diag.DuplicateID, diag.Msg("review_recorded", "File", s.File), diag.Msg("review_recorded_help"))
			return
		}
	}
	packs := Packs(r.now)
	at := slices.IndexFunc(packs, func(p *Pack) bool { return p.Owner.ID == r.stamp.Owner })
	if at < 0 {
		r.reject(first, PackColumn, diag.UnknownReference, diag.Msg("review_no_owner", "Owner", r.stamp.Owner), diag.Msg("review_again_help"))
		return
	}
	r.pack = packs[at]
}

// decide takes over the decisions, role by role.
func (r *reading) decide() *catalog.SignOff {
	out := &catalog.SignOff{Owner: r.stamp.Owner, Day: r.now.On, Lang: r.lang, Shown: r.stamp.Day, Digest: r.stamp.Digest}
	frozen := r.stamp.Digest == r.now.Catalog.Digest
	for _, role := range r.pack.Roles {
		lines := role.lines()
		if !frozen && !r.shown(role.ID, lines) {
			r.changed(role.ID, lines)
			continue
		}
		out.Roles = append(out.Roles, r.role(role, lines))
	}
	for _, e := range r.pack.Exceptions {
		id := exceptionID(e)
		row, ok := r.take(id)
		if !ok && frozen {
			r.wrong(firstLine, 0, diag.MissingKey, diag.Msg("review_line_missing", "ID", id), diag.Msg("review_again_help"))
		}
		if ok {
			d, comment := r.decision(row, true)
			out.Exceptions = append(out.Exceptions, &catalog.SignedException{Rule: e.Rule.ID, Roles: roleIDs(e), Until: e.Until, Decision: d, Comment: comment})
		}
	}
	r.rest(frozen)
	return out
}

// shown reports whether the file has exactly these lines of a role.
func (r *reading) shown(role string, lines []Line) bool {
	return r.lines[role] == len(lines) && !slices.ContainsFunc(lines, func(l Line) bool { _, ok := r.rows[l.ID]; return !ok })
}

// changed tells that a role is not what the reviewer has seen. A role that the
// file does not have was not there, or somebody else's.
func (r *reading) changed(role string, lines []Line) {
	if row, ok := r.rows[lines[0].ID]; ok {
		r.stale.Add(diag.IDMismatch, row.at[IDColumn], diag.Msg("review_changed", "Role", role), diag.Msg("review_stale_help", "Owner", r.stamp.Owner))
	}
	for id := range r.rows {
		if roleOf(id) == role {
			delete(r.rows, id)
		}
	}
}

// rest complains about lines that the pack does not have: in a catalog that has
// changed, of what has gone since.
func (r *reading) rest(frozen bool) {
	for id, row := range r.rows {
		role := roleOf(id)
		switch {
		case frozen && !strings.HasPrefix(id, exceptionWord+" "): // an exception may have ended meanwhile
			r.reject(row, IDColumn, diag.UnknownReference, diag.Msg("review_unknown_line", "ID", id), diag.Msg("review_untouched_help"))
		case role == "" || id == roleWord+" "+role:
			r.stale.Add(diag.UnknownReference, row.at[IDColumn], diag.Msg("review_gone", "ID", id), diag.Msg("review_stale_help", "Owner", r.stamp.Owner))
		}
	}
}

// take gives the line of an id, once.
func (r *reading) take(id string) (row, bool) {
	row, ok := r.rows[id]
	delete(r.rows, id)
	return row, ok
}

// role reads the decisions on a role and its permissions.
func (r *reading) role(role *Role, lines []Line) *catalog.SignedRole {
	out := &catalog.SignedRole{Role: role.ID, Version: role.Version}
	for _, l := range lines {
		row, ok := r.take(l.ID)
		if !ok {
			r.wrong(firstLine, 0, diag.MissingKey, diag.Msg("review_line_missing", "ID", l.ID), diag.Msg("review_again_help"))
			continue
		}
		d, comment := r.decision(row, l.Needed())
		if l.Permission == nil {
			out.Decision, out.Comment = d, comment
			continue
		}
		signed := *l.Permission
		signed.Decision, signed.Comment = d, comment
		out.Permissions = append(out.Permissions, signed)
	}
	return out
}

// decision reads what was decided on a line. Whoever wants something changed
// says what.
func (r *reading) decision(row row, needed bool) (catalog.Decision, string) {
	word, comment := row.cells[DecisionColumn], row.cells[CommentColumn]
	if strings.ContainsFunc(comment, func(c rune) bool { return c != '\n' && c != '\t' && unicode.IsControl(c) || c == 0xfffe || c == 0xffff }) {
		r.reject(row, CommentColumn, diag.BadValue, diag.Msg("review_control"), diag.Msg("review_control_help"))
	}
	comment = strings.Join(strings.Fields(comment), " ")
	at := slices.IndexFunc(catalog.Decisions, func(d catalog.Decision) bool {
		return means(word, string(d), func(l *locale.Locale) string { return Word(d, l) })
	})
	switch {
	case at >= 0:
	case word != "":
		r.reject(row, DecisionColumn, diag.BadValue, diag.Msg("review_bad_decision", "Value", word), allowed())
		return "", ""
	case needed:
		r.reject(row, DecisionColumn, diag.MissingKey, diag.Msg("review_no_decision"), allowed())
		return "", ""
	default:
		return "", comment
	}
	if catalog.Decisions[at] == catalog.Change && comment == "" {
		r.reject(row, CommentColumn, diag.MissingKey, diag.Msg("review_change_what"), diag.Msg("review_change_what_help"))
	}
	return catalog.Decisions[at], comment
}

// allowed lists the words for a decision.
func allowed() diag.Message {
	var words []any
	for _, d := range catalog.Decisions {
		words = append(words, diag.Msg("review_"+string(d)))
	}
	return diag.Msg("review_decisions", "Words", diag.Join(words))
}
