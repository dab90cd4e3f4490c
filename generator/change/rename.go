package change

import (
	"fmt"
	"slices"
	"strings"

	"rolebook/generator/catalog"
)

// Renaming says that a role has another id now: it says what a role said that
// has gone, and no other role does.
type Renaming struct{ Old, New string }

// renamed finds the roles that were but given another id. Their name, version
// and dates may have changed; whatever else differs makes them two roles.
func renamed(items []Item, before, after *catalog.Catalog) []Renaming {
	gone, come := map[string][]string{}, map[string][]string{}
	for _, i := range items {
		switch {
		case i.Kind == RoleKind && i.Op == Removed:
			k := fingerprint(before.Role(i.ID))
			gone[k] = append(gone[k], i.ID)
		case i.Kind == RoleKind && i.Op == Added:
			k := fingerprint(after.Role(i.ID))
			come[k] = append(come[k], i.ID)
		}
	}
	var out []Renaming
	for k, old := range gone {
		if now := come[k]; len(old) == 1 && len(now) == 1 {
			out = append(out, Renaming{old[0], now[0]})
		}
	}
	slices.SortFunc(out, func(a, b Renaming) int { return strings.Compare(a.Old, b.Old) })
	return out
}

// fingerprint is all that a role says but what it is called, and when it was
// last changed.
func fingerprint(r *catalog.Role) string {
	e := role(r)
	e.id, e.name = "", catalog.Text{}
	e.facts = slices.DeleteFunc(e.facts, func(f fact) bool {
		return slices.Contains([]Key{KeyName, KeyVersion, KeyEffective, KeyReviewLast}, f.key)
	})
	var b strings.Builder
	b.WriteString(e.says())
	for _, g := range r.Allow {
		fmt.Fprintf(&b, "\x03%s %s %s %s %s %s %s", ids(g.Objects, func(o *catalog.Object) string { return o.ID }),
			ids(g.Actions, func(a *catalog.Action) string { return a.ID }), g.Scope.ID,
			ids(g.When, func(c *catalog.Condition) string { return c.ID }), ids(g.For, func(d *catalog.Duty) string { return d.ID }),
			ids(g.Hidden, fieldID), ids(g.ReadOnly, fieldID))
	}
	for _, d := range r.Deny {
		fmt.Fprintf(&b, "\x04%s %s", ids(d.Objects, func(o *catalog.Object) string { return o.ID }),
			ids(d.Actions, func(a *catalog.Action) string { return a.ID }))
	}
	return b.String()
}
