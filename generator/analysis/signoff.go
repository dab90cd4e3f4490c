package analysis

import (
	"slices"
	"strings"

	"rolebook/generator/catalog"
)

// Snapshot tells what a role may do in effect as a record of a review keeps it:
// the actions on an object that are held alike, in the order of the catalog.
// Two snapshots are equal exactly when a reviewer would see the same.
func (p *Permissions) Snapshot() []catalog.SignedPermission {
	var out []catalog.SignedPermission
	start := 0 // of the object's lines
	for i := range p.Cells {
		c := &p.Cells[i]
		if i > 0 && p.Cells[i-1].Object != c.Object {
			start = len(out)
		}
		hidden, readOnly := p.limitsOf(c)
		for _, g := range c.Grants {
			line := catalog.SignedPermission{Object: c.Object.ID, Scope: g.Scope.ID, When: ids(g.When), Hidden: hidden, ReadOnly: readOnly}
			at := slices.IndexFunc(out[start:], func(x catalog.SignedPermission) bool { return sameTerms(x, line) })
			if at < 0 {
				at = len(out) - start
				out = append(out, line)
			}
			if own := &out[start+at]; !slices.Contains(own.Actions, c.Action.ID) {
				own.Actions = append(own.Actions, c.Action.ID)
			}
		}
	}
	return out
}

// limitsOf lists the fields that a role does not see, or not change, by the
// action of a cell.
func (p *Permissions) limitsOf(c *Cell) (hidden, readOnly []string) {
	for _, f := range c.Object.Fields {
		if !p.limits(f) {
			continue
		}
		switch p.fieldLevel(f, c.Action) {
		case FieldHidden:
			hidden = append(hidden, f.ID)
		case FieldReadOnly:
			readOnly = append(readOnly, f.ID)
		}
	}
	return hidden, readOnly
}

func ids(list []*catalog.Condition) []string {
	var out []string
	for _, c := range list {
		out = append(out, c.ID)
	}
	return out
}

// sameTerms reports whether two lines of one object differ in actions only.
func sameTerms(a, b catalog.SignedPermission) bool {
	return a.Scope == b.Scope && slices.Equal(a.When, b.When) && slices.Equal(a.Hidden, b.Hidden) && slices.Equal(a.ReadOnly, b.ReadOnly)
}

// right is one action of a line, as far as it reaches: what is compared.
type right struct {
	object, action, scope  string
	when, hidden, readOnly string // ids, with spaces
}

func rightsOf(line catalog.SignedPermission) []right {
	out := make([]right, len(line.Actions))
	for i, a := range line.Actions {
		out[i] = right{line.Object, a, line.Scope, strings.Join(line.When, " "), strings.Join(line.Hidden, " "), strings.Join(line.ReadOnly, " ")}
	}
	return out
}

// ranks orders the scopes of a catalog. A scope that it has no more compares
// with nothing.
type ranks map[string]int

func ranksOf(cat *catalog.Catalog) ranks {
	out := ranks{}
	for _, s := range cat.Scopes {
		out[s.ID] = s.Rank
	}
	return out
}

// within reports whether a right allows nothing that another one does not: the
// same or a narrower scope, under the same conditions or more, with the same
// fields limited or more.
func (k ranks) within(a, b right) bool {
	x, known := k[a.scope]
	y, knownToo := k[b.scope]
	narrow := a.scope == b.scope || known && knownToo && x <= y
	return a.object == b.object && a.action == b.action && narrow && holds(a.when, b.when) &&
		holds(a.hidden, b.hidden) && holds(a.hidden+" "+a.readOnly, b.readOnly)
}

// holds reports whether a list of ids has all of another one.
func holds(all, some string) bool {
	list := strings.Fields(all)
	for id := range strings.FieldsSeq(some) {
		if !slices.Contains(list, id) {
			return false
		}
	}
	return true
}

// Since is what a role may do that its record does not have, and what it may do
// no more; lines as in a snapshot.
type Since struct{ Gained, Lost []catalog.SignedPermission }

// None reports whether nothing differs.
func (s Since) None() bool { return len(s.Gained)+len(s.Lost) == 0 }

// CompareSnapshots finds what differs between two snapshots.
func CompareSnapshots(old, now []catalog.SignedPermission) Since {
	return Since{Gained: beyond(now, old), Lost: beyond(old, now)}
}

// beyond keeps of some lines what other lines do not have.
func beyond(some, others []catalog.SignedPermission) []catalog.SignedPermission {
	has := map[right]bool{}
	for _, line := range others {
		for _, r := range rightsOf(line) {
			has[r] = true
		}
	}
	return filtered(some, func(r right) bool { return !has[r] })
}

// filtered keeps the actions of lines that are asked for.
func filtered(lines []catalog.SignedPermission, keep func(right) bool) []catalog.SignedPermission {
	var out []catalog.SignedPermission
	for _, line := range lines {
		var actions []string
		for _, r := range rightsOf(line) {
			if keep(r) {
				actions = append(actions, r.action)
			}
		}
		if len(actions) > 0 {
			line.Actions = actions
			out = append(out, line)
		}
	}
	return out
}
