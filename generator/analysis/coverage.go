package analysis

import (
	"slices"

	"rolebook/generator/catalog"
)

// Coverage is what a catalog leaves open.
type Coverage struct {
	PermissionsWithoutDuty  []PermissionWithoutDuty // by role, object, action
	DutiesWithoutPermission []DutyWithoutPermission // by role, in the order of its duties
	UndoableDuties          []UndoableDuty          // by role, duty, object, action
	TranslationsMissing     []MissingTranslation    // in the order of [Texts]
	ReviewsOverdue          []OverdueReview         // by role
	Recorded                bool                    // there are records of reviews
	ReviewsOpen             []OpenReview            // what these leave open: by role, then exceptions
}

// PermissionWithoutDuty is a permission in effect that comes from the role's
// own grants, none of which says what it is for.
type PermissionWithoutDuty struct {
	Role   *catalog.Role
	Object *catalog.Object
	Action *catalog.Action
}

// DutyWithoutPermission is a duty that no grant of its role is for.
type DutyWithoutPermission struct {
	Role *catalog.Role
	Duty *catalog.Duty
}

// UndoableDuty is a duty for which a permission was granted that a denial, the
// role's own or an inherited one, takes away.
type UndoableDuty struct {
	Role   *catalog.Role
	Duty   *catalog.Duty
	Object *catalog.Object
	Action *catalog.Action
	By     []*catalog.Denial
}

// MissingTranslation is a text that lacks languages of the catalog.
type MissingTranslation struct {
	Text      catalog.Text
	Languages []catalog.Lang // those missing, in the catalog's order
}

// OverdueReview is a role whose review was due before today.
type OverdueReview struct {
	Role *catalog.Role
	Due  catalog.Date
	Days int // days past the due date
}

// cover looks over the catalog as it stands on a day.
func cover(m *Matrix, on catalog.Date) Coverage {
	c := Coverage{TranslationsMissing: untranslated(m.Catalog), Recorded: len(m.Catalog.SignOffs) > 0, ReviewsOpen: openReviews(m, on)}
	for _, p := range m.Rows {
		c.permissions(p)
		c.duties(p)
		c.review(p.Role, on)
	}
	return c
}

// permissions looks for cells to which the role's own grants contribute, none
// of them for a duty.
func (c *Coverage) permissions(p *Permissions) {
	if !slices.ContainsFunc(p.Role.Allow, func(g *catalog.Grant) bool { return len(g.For) == 0 }) {
		return
	}
	reasons := map[pair]bool{} // pairs of own grants, and whether one is for a duty
	for _, g := range p.Role.Allow {
		covers(g.Objects, g.Actions, func(o *catalog.Object, a *catalog.Action) {
			k := pairOf(o, a)
			reasons[k] = reasons[k] || len(g.For) > 0
		})
	}
	for _, cell := range p.Cells {
		if justified, own := reasons[pairOf(cell.Object, cell.Action)]; own && !justified {
			c.PermissionsWithoutDuty = append(c.PermissionsWithoutDuty, PermissionWithoutDuty{p.Role, cell.Object, cell.Action})
		}
	}
}

// duties looks for duties without a grant, and for those that a denial spoils.
func (c *Coverage) duties(p *Permissions) {
	for _, d := range p.Role.Duties {
		served := func(g *catalog.Grant) bool { return slices.Contains(g.For, d) }
		if !slices.ContainsFunc(p.Role.Allow, served) {
			c.DutiesWithoutPermission = append(c.DutiesWithoutPermission, DutyWithoutPermission{p.Role, d})
		}
		for i := range p.Denied {
			if x := &p.Denied[i]; grantedFor(p.Role, d, x.Object, x.Action) {
				c.UndoableDuties = append(c.UndoableDuties, UndoableDuty{p.Role, d, x.Object, x.Action, x.By})
			}
		}
	}
}

// grantedFor reports whether the role's own grants give the pair for the duty.
func grantedFor(role *catalog.Role, d *catalog.Duty, o *catalog.Object, a *catalog.Action) bool {
	return slices.ContainsFunc(role.Allow, func(g *catalog.Grant) bool {
		return slices.Contains(g.For, d) && slices.Contains(g.Objects, o) && slices.Contains(g.Actions, a) && o.Applies(a)
	})
}

func (c *Coverage) review(role *catalog.Role, on catalog.Date) {
	if role.Review == nil || on.IsZero() {
		return
	}
	if due := role.Review.Due(); due.Before(on) {
		c.ReviewsOverdue = append(c.ReviewsOverdue, OverdueReview{role, due, due.Days(on)})
	}
}

func untranslated(cat *catalog.Catalog) []MissingTranslation {
	var out []MissingTranslation
	for t := range cat.Texts() {
		var missing []catalog.Lang
		for _, l := range cat.Languages {
			if !t.Has(l) {
				missing = append(missing, l)
			}
		}
		if len(missing) > 0 {
			out = append(out, MissingTranslation{t, missing})
		}
	}
	return out
}
