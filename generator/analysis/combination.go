package analysis

import (
	"math/big"
	"slices"

	"rolebook/generator/catalog"
)

// Combination is all findings of kind [CombinationKind] that are alike: nobody
// must hold one role of each group together. The combinations of a result have
// no finding in common and leave none out.
type Combination struct {
	Rule      *catalog.Rule
	Status    Status
	Mitigated bool // as in [Finding], like the two below
	Expired   bool
	Exception *catalog.Exception // then every group has one role
	Groups    []Group            // two or more, by the functions performed
	Count     *big.Int           // findings: choices of one role from each group, less those in Apart

	// Apart lists the choices that are no part of this combination, because an
	// exception names them: each is a combination of its own. Roles are by id.
	Apart [][]*catalog.Role
}

// Severity is the rule's.
func (c *Combination) Severity() catalog.Severity { return c.Rule.Severity }

// Group is roles that perform the same functions of a rule, or hold the same of
// the roles that it lists: over all grants where a combination is mitigated,
// else without mitigated ones.
type Group struct {
	Roles     []*catalog.Role     // by id
	Functions []*catalog.Function // in the rule's order
	Listed    []*catalog.Role     // likewise
}

// combinations groups the combinations of a rule.
func (c *check) combinations() []*Combination {
	var out []*Combination
	named := c.named()
	for i := range c.families {
		f := &c.families[i]
		if len(f.groups) < 2 {
			continue
		}
		whole := c.combination(f)
		apart := []*Combination{whole}
		for _, rows := range named {
			if f.has(rows) {
				whole.Apart = append(whole.Apart, c.by.rolesOf(rows))
				apart = append(apart, c.single(f, rows))
			}
		}
		whole.Count.Sub(whole.Count, big.NewInt(int64(len(whole.Apart))))
		if whole.Count.Sign() == 0 {
			apart = apart[1:]
		}
		out = append(out, apart...)
	}
	return out
}

func (c *check) combination(f *family) *Combination {
	out := &Combination{Rule: c.rule, Mitigated: f.mitigated, Count: f.count()}
	if f.mitigated {
		out.Status = Mitigated
	}
	for _, g := range f.groups {
		out.Groups = append(out.Groups, c.group(g.mask, g.rows))
	}
	return out
}

// single makes a combination of one set of a family, which an exception names.
func (c *check) single(f *family, rows []int32) *Combination {
	found := c.finding(rows, f.mitigated)
	out := &Combination{
		Rule: c.rule, Status: found.Status, Mitigated: found.Mitigated, Expired: found.Expired,
		Exception: found.Exception, Count: big.NewInt(1),
	}
	for _, g := range f.groups {
		i := slices.IndexFunc(rows, g.includes)
		out.Groups = append(out.Groups, c.group(g.mask, rows[i:i+1]))
	}
	return out
}

func (c *check) group(mask bitset, rows []int32) Group {
	g := Group{Roles: c.by.rolesOf(rows)}
	for i := mask.next(0); i >= 0; i = mask.next(i + 1) {
		if len(c.rule.Roles) > 0 {
			g.Listed = append(g.Listed, c.rule.Roles[i])
		} else {
			g.Functions = append(g.Functions, c.rule.Functions[i])
		}
	}
	return g
}

// named lists the sets of rows that exceptions name, in order.
func (c *check) named() [][]int32 {
	var out [][]int32
	for _, e := range c.accepted {
		if rows := c.by.rowsOf(e.Roles); len(rows) > 1 && c.accepted.of(c.by.rolesOf(rows)) == e {
			out = append(out, rows)
		}
	}
	slices.SortFunc(out, slices.Compare)
	return out
}
