package analysis

import (
	"slices"
	"strings"

	"rolebook/generator/catalog"
)

// ReviewState is why a review is open.
type ReviewState uint8

// The states.
const (
	NeverSigned   ReviewState = iota // no record has a decision
	ChangedSince                     // it differs from what was signed, beyond what was decided
	NotCarriedOut                    // what was decided has not been done
)

// String gives the state's key: never-signed, changed-since or not-carried-out.
func (s ReviewState) String() string {
	return [...]string{"never-signed", "changed-since", "not-carried-out"}[s]
}

// OpenReview is something that the records of reviews leave open: of a role or,
// where Role is nil, of an exception.
type OpenReview struct {
	State     ReviewState
	Role      *catalog.Role
	Exception *catalog.Exception
	SignOff   *catalog.SignOff // the last that has a decision; nil when there is none

	// Of what changed since: what came and what went.
	Since

	// Of a decision that is not carried out. Line is the permission that it is
	// about; nil where it is about the whole.
	Decision catalog.Decision
	Comment  string
	Line     *catalog.SignedPermission
}

// openReviews holds the catalog against the records of its reviews. A catalog
// that keeps no records leaves nothing open.
func openReviews(m *Matrix, on catalog.Date) []OpenReview {
	if len(m.Catalog.SignOffs) == 0 {
		return nil
	}
	var out []OpenReview
	known, last := ranksOf(m.Catalog), LastSignOffs(m.Catalog)
	for _, p := range m.Rows {
		out = append(out, known.ofRole(p, last[p.Role.ID])...)
	}
	for _, e := range m.Catalog.Exceptions {
		if on.IsZero() || !e.Until.Before(on) {
			out = append(out, ofException(e, m.Catalog)...)
		}
	}
	return out
}

// Signature is the last decision on a role, and the record that has it.
type Signature struct {
	SignOff *catalog.SignOff
	Signed  *catalog.SignedRole
}

// LastSignOffs finds the last decision on each role, by id, of those on which
// there is one.
func LastSignOffs(cat *catalog.Catalog) map[string]Signature {
	out := map[string]Signature{}
	for _, s := range cat.SignOffs { // by day
		for _, r := range s.Roles {
			out[r.Role] = Signature{s, r}
		}
	}
	return out
}

// ofRole compares what a role may do with what was signed.
//
// What was decided to stay must be there as it was. Where a change was decided
// anything will do that reaches no further than what was signed; what reaches
// further is to be signed anew.
func (k ranks) ofRole(p *Permissions, last Signature) []OpenReview {
	signOff, signed := last.SignOff, last.Signed
	if signed == nil {
		return []OpenReview{{State: NeverSigned, Role: p.Role}}
	}
	now := p.Snapshot()
	kept, given := verdicts(signed)
	since := CompareSnapshots(signed.Permissions, now)
	var out []OpenReview
	changed := Since{
		Gained: filtered(since.Gained, func(r right) bool { return !k.withinAny(r, given) }),
		Lost:   filtered(since.Lost, func(r right) bool { return slices.Contains(kept, r) }),
	}
	if !changed.None() {
		out = append(out, OpenReview{State: ChangedSince, Role: p.Role, SignOff: signOff, Since: changed})
	}
	due := k.due(signed, p.Role, now, kept, since)
	for i := range due {
		due[i].State, due[i].Role, due[i].SignOff = NotCarriedOut, p.Role, signOff
	}
	return append(out, due...)
}

// verdicts sorts the rights of a record: those to stay as they are, and those
// of which something else was decided.
func verdicts(signed *catalog.SignedRole) (kept, given []right) {
	for _, line := range signed.Permissions {
		if verdict(signed, line) == catalog.Keep {
			kept = append(kept, rightsOf(line)...)
		} else {
			given = append(given, rightsOf(line)...)
		}
	}
	return kept, given
}

// verdict is the decision on a line: its own, else the role's.
func verdict(signed *catalog.SignedRole, line catalog.SignedPermission) catalog.Decision {
	if line.Decision == "" {
		return signed.Decision
	}
	return line.Decision
}

func (k ranks) withinAny(r right, some []right) bool {
	return slices.ContainsFunc(some, func(s right) bool { return k.within(r, s) })
}

// due lists the decisions that are not carried out, the one on the whole role
// first.
func (k ranks) due(signed *catalog.SignedRole, role *catalog.Role, now []catalog.SignedPermission, kept []right, since Since) []OpenReview {
	var out []OpenReview
	switch signed.Decision {
	case catalog.Revoke:
		if role.Status != catalog.Deprecated && len(k.left(now, kept, nil)) > 0 {
			out = append(out, OpenReview{Decision: catalog.Revoke, Comment: signed.Comment})
		}
	case catalog.Change:
		if since.None() && role.Version == signed.Version {
			out = append(out, OpenReview{Decision: catalog.Change, Comment: signed.Comment})
		}
	}
	for i := range signed.Permissions {
		line := &signed.Permissions[i]
		if k.lineDue(line, now, kept) {
			out = append(out, OpenReview{Decision: line.Decision, Comment: line.Comment, Line: line})
		}
	}
	return out
}

// lineDue reports whether the decision on a line is not carried out: a change
// while all of it is there as it was, a revocation while anything of it is left
// that no other line keeps.
func (k ranks) lineDue(line *catalog.SignedPermission, now []catalog.SignedPermission, kept []right) bool {
	switch line.Decision {
	case catalog.Revoke:
		return len(k.left(now, kept, rightsOf(*line))) > 0
	case catalog.Change:
		return len(beyond([]catalog.SignedPermission{*line}, now)) == 0
	}
	return false
}

// left keeps of lines what is not within what was kept: all of it, or only the
// actions of some rights.
func (k ranks) left(now []catalog.SignedPermission, kept, of []right) []catalog.SignedPermission {
	return filtered(now, func(r right) bool {
		about := of == nil || slices.ContainsFunc(of, func(x right) bool { return x.object == r.object && x.action == r.action })
		return about && !k.withinAny(r, kept)
	})
}

// ofException looks for the decision on an exception.
func ofException(e *catalog.Exception, cat *catalog.Catalog) []OpenReview {
	for _, s := range slices.Backward(cat.SignOffs) {
		for _, signed := range s.Exceptions {
			if !SameException(signed, e) {
				continue
			}
			if signed.Decision == catalog.Keep {
				return nil
			}
			return []OpenReview{{State: NotCarriedOut, Exception: e, SignOff: s, Decision: signed.Decision, Comment: signed.Comment}}
		}
	}
	return []OpenReview{{State: NeverSigned, Exception: e}}
}

// SameException reports whether a record speaks of an exception.
func SameException(signed *catalog.SignedException, e *catalog.Exception) bool {
	return signed.Rule == e.Rule.ID && signed.Until == e.Until &&
		slices.EqualFunc(signed.Roles, e.Roles, func(id string, r *catalog.Role) bool { return id == r.ID })
}

// Name identifies what a review is about, for people and lists: the id of the
// role, or the rule and the roles of the exception.
func (o OpenReview) Name() string {
	if o.Role != nil {
		return o.Role.ID
	}
	parts := []string{o.Exception.Rule.ID}
	for _, r := range o.Exception.Roles {
		parts = append(parts, r.ID)
	}
	return strings.Join(parts, " ")
}
