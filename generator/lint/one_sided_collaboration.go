package lint

import (
	"rolebook/generator/catalog"
	"rolebook/generator/diag"
)

// oneSidedCollaboration tells of partners that do not know of it: A works with
// B and B does not mention A, or A gives B something and B receives nothing.
// Deprecated roles are nobody's partner any more.
func oneSidedCollaboration(p *pass) {
	for _, role := range p.Catalog.Roles {
		for i, c := range role.Collaboration {
			if c.With == nil || role.Status == catalog.Deprecated || c.With.Status == catalog.Deprecated {
				continue
			}
			if id := oneSided(c, partnership(c.With, role)); id != "" {
				p.warn(c.At, entry("collaboration", i),
					diag.Msg("lint_one_sided_"+id, "Role", role.ID, "Partner", c.With.ID),
					diag.Msg("lint_one_sided_collaboration_help", "Role", role.ID, "Partner", c.With.ID, "File", c.With.File))
			}
		}
	}
}

// partnership finds what a role says of a partner; nil when it says nothing.
func partnership(role, partner *catalog.Role) *catalog.Collaboration {
	for _, c := range role.Collaboration {
		if c.With == partner {
			return c
		}
	}
	return nil
}

// oneSided names what the other side lacks; nothing when the two agree.
func oneSided(c, back *catalog.Collaboration) string {
	switch {
	case back == nil:
		return "unknown"
	case len(c.Gives) > 0 && len(back.Receives) == 0:
		return "gives"
	case len(c.Receives) > 0 && len(back.Gives) == 0:
		return "receives"
	}
	return ""
}
