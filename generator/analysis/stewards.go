package analysis

import (
	"slices"

	"rolebook/generator/catalog"
)

// stewards knows which pairs duties need, and who holds them.
//
// Where a grant gives a pair for a duty, somebody must be able to do it: an
// active role that holds the pair in effect at the grant's scope or wider,
// under whatever conditions; for the duty of a draft, another draft will do. It
// need not be the duty's own role. A denial spoils a duty when there is such a
// role before and none after it. Only pairs that rules ask about are looked at,
// and deprecated roles neither need nor hold anything.
type stewards struct {
	stakes  map[pair][]stake
	keepers map[pair][]keeper
}

// stake is the need of a duty for a pair at a rank of scope.
type stake struct {
	rank  int
	draft bool // of a role that is no more than a draft
}

// keeper is a role that holds a pair, at a rank of scope as its widest.
type keeper struct {
	row  *Permissions
	rank int
}

// losses are, by pair, the roles that are to be denied it as well.
type losses map[pair][]*catalog.Role

func newStewards(rows []*Permissions, asked map[pair][]need) *stewards {
	s := &stewards{map[pair][]stake{}, map[pair][]keeper{}}
	for _, row := range rows {
		for i := range row.Cells {
			c := &row.Cells[i]
			if k := pairOf(c.Object, c.Action); asked[k] != nil {
				widest, _ := c.Widest()
				s.keepers[k] = append(s.keepers[k], keeper{row, widest.Rank})
			}
		}
		for _, g := range row.Role.Allow {
			if len(g.For) > 0 {
				covers(g.Objects, g.Actions, func(o *catalog.Object, a *catalog.Action) {
					if k := pairOf(o, a); asked[k] != nil {
						s.need(k, stake{g.Scope.Rank, row.Role.Status == catalog.Draft})
					}
				})
			}
		}
	}
	return s
}

func (s *stewards) need(k pair, x stake) {
	if !slices.Contains(s.stakes[k], x) {
		s.stakes[k] = append(s.stakes[k], x)
	}
}

// spoils reports whether denying a pair to a role would leave a duty undone
// that can be done after the losses.
func (s *stewards) spoils(k pair, role *catalog.Role, lost losses) bool {
	return slices.ContainsFunc(s.stakes[k], func(x stake) bool {
		before, after := false, false
		for _, h := range s.keepers[k] {
			if h.serves(x) && !h.row.isOrInherits(lost[k]...) {
				before = true
				after = after || !h.row.isOrInherits(role)
			}
		}
		return before && !after
	})
}

func (h keeper) serves(x stake) bool {
	return h.rank >= x.rank && (x.draft || h.row.Role.Status == catalog.Active)
}

// isOrInherits reports whether the role is one of some roles, or inherits from
// one: what these are denied, it is denied.
func (p *Permissions) isOrInherits(roles ...*catalog.Role) bool {
	return slices.ContainsFunc(roles, func(r *catalog.Role) bool { return slices.Contains(p.Lineage, r) })
}
