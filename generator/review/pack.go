// Package review makes the packs that owners of roles sign, and reads their
// decisions back.
//
// Start at [Packs]: a pack holds what one owner decides on, frozen by the digest
// of the catalog, with what has changed since the last record. Its lines have
// ids ([Pack.Lines]); a reviewer writes a decision behind them, and [Read] holds
// these against the pack as it is by then.
package review

import (
	"cmp"
	"slices"

	"rolebook/generator/analysis"
	"rolebook/generator/catalog"
)

// Pack is everything that one owner decides on.
type Pack struct {
	Owner      Owner
	Result     *analysis.Result
	Roles      []*Role              // by id
	Exceptions []*catalog.Exception // in force, that the owner approved: to be decided on
	Watched    []*catalog.Exception // that end soon or have ended, the owner's or about a role of the owner
}

// Role is a role of a pack.
type Role struct {
	*catalog.Role
	Permissions []catalog.SignedPermission // all that it may do in effect
	SignOff     *catalog.SignOff           // the last record that has a decision on it; nil when there is none
	Signed      *catalog.SignedRole        // that decision
	Since       analysis.Since             // what differs from it
	Open        []analysis.OpenReview      // what the records leave open
	Findings    []*analysis.Finding        // open, within the role
}

// Overdue reports whether the review of a role should have happened before a
// day.
func (r *Role) Overdue(on catalog.Date) bool {
	return r.Review != nil && r.Review.Due().Before(on)
}

// Soon is how many days ahead an exception is said to end.
const Soon = 90

// Packs makes the packs of all owners, by id: those who own roles, and those who
// approved exceptions.
func Packs(r *analysis.Result) []*Pack {
	packs := map[string]*Pack{}
	of := func(t catalog.Text) *Pack {
		o := NewOwner(t)
		if packs[o.ID] == nil {
			packs[o.ID] = &Pack{Owner: o, Result: r}
		}
		return packs[o.ID]
	}
	open := map[*catalog.Role][]analysis.OpenReview{}
	for _, x := range r.Coverage.ReviewsOpen {
		open[x.Role] = append(open[x.Role], x)
	}
	findings, last := openFindings(r), analysis.LastSignOffs(r.Catalog)
	for _, role := range r.Catalog.Roles {
		p := of(role.Owner)
		p.Roles = append(p.Roles, newRole(r, role, last[role.ID], open[role], findings[role]))
	}
	for _, e := range r.Catalog.Exceptions {
		if p := of(e.ApprovedBy); !e.Until.Before(r.On) {
			p.Exceptions = append(p.Exceptions, e)
		}
	}
	out := make([]*Pack, 0, len(packs))
	for _, p := range packs {
		p.watch()
		if len(p.Roles)+len(p.Exceptions)+len(p.Watched) > 0 {
			out = append(out, p)
		}
	}
	slices.SortFunc(out, func(a, b *Pack) int { return cmp.Compare(a.Owner.ID, b.Owner.ID) })
	return out
}

func newRole(r *analysis.Result, role *catalog.Role, last analysis.Signature, open []analysis.OpenReview, findings []*analysis.Finding) *Role {
	out := &Role{
		Role: role, Permissions: r.Matrix.Of(role).Snapshot(), SignOff: last.SignOff, Signed: last.Signed, Open: open, Findings: findings,
	}
	if out.Signed != nil {
		out.Since = analysis.CompareSnapshots(out.Signed.Permissions, out.Permissions)
	}
	return out
}

func openFindings(r *analysis.Result) map[*catalog.Role][]*analysis.Finding {
	out := map[*catalog.Role][]*analysis.Finding{}
	for _, f := range r.Findings {
		if f.Kind() == analysis.RoleKind && f.Status == analysis.Open {
			out[f.Roles[0]] = append(out[f.Roles[0]], f)
		}
	}
	return out
}

// watch looks for exceptions that end soon or have ended.
func (p *Pack) watch() {
	for _, e := range p.Result.Catalog.Exceptions {
		if mine := NewOwner(e.ApprovedBy).ID == p.Owner.ID; (mine || p.about(e)) && p.Result.On.Days(e.Until) <= Soon {
			p.Watched = append(p.Watched, e)
		}
	}
}

// about reports whether an exception names a role of the pack.
func (p *Pack) about(e *catalog.Exception) bool {
	return slices.ContainsFunc(e.Roles, func(r *catalog.Role) bool { return p.Role(r.ID) != nil })
}

// Asks reports whether there is anything to decide; a pack may only have
// exceptions to tell of that have ended.
func (p *Pack) Asks() bool { return len(p.Roles)+len(p.Exceptions) > 0 }

// Role finds a role of the pack; nil when it has none of that id.
func (p *Pack) Role(id string) *Role {
	for _, r := range p.Roles {
		if r.ID == id {
			return r
		}
	}
	return nil
}
