package analysis

import "rolebook/generator/catalog"

// Relation says how what one role may do stands to what another may.
type Relation string

// The relations.
const (
	Equal    Relation = "equal"
	Subsumes Relation = "subsumes" // the first may do all that the second may, and more
	Subsumed Relation = "subsumed" // the other way round
	Overlaps Relation = "overlaps" // each may do something that the other may not, and both may do some
	Disjoint Relation = "disjoint" // neither may do anything that the other may
)

// Comparison holds the effective permissions of two roles against each other.
// One covers another in an object and an action where each of the other's grants
// is dominated by one of its own: a wider or equal scope under fewer or the same
// conditions. Limits on fields do not count.
type Comparison struct {
	A, B     *catalog.Role
	Relation Relation
	Same     int         // pairs in which the roles are equal
	OnlyA    []*Cell     // what only A may do; in catalog order, as are the others
	OnlyB    []*Cell     // what only B may do
	Differ   []CellsDiff // what both may do, and not alike
}

// CellsDiff is what two roles may do to one object by one action.
type CellsDiff struct {
	A, B     *Cell
	Relation Relation // Subsumes, Subsumed or Overlaps
}

// Compare compares two roles.
func (m *Matrix) Compare(a, b *catalog.Role) *Comparison {
	c := &Comparison{A: a, B: b}
	both(m.Of(a), m.Of(b), func(x, y *Cell) {
		switch {
		case y == nil:
			c.OnlyA = append(c.OnlyA, x)
		case x == nil:
			c.OnlyB = append(c.OnlyB, y)
		default:
			if r := relation(x.covers(y), y.covers(x)); r == Equal {
				c.Same++
			} else {
				c.Differ = append(c.Differ, CellsDiff{x, y, r})
			}
		}
	})
	c.Relation = c.relation()
	return c
}

func (c *Comparison) relation() Relation {
	over, under := len(c.OnlyB) == 0, len(c.OnlyA) == 0
	for _, d := range c.Differ {
		over = over && d.Relation == Subsumes
		under = under && d.Relation == Subsumed
	}
	if !over && !under && c.Same+len(c.Differ) == 0 {
		return Disjoint
	}
	return relation(over, under)
}

// relation names what covering each other comes to.
func relation(over, under bool) Relation {
	switch {
	case over && under:
		return Equal
	case over:
		return Subsumes
	case under:
		return Subsumed
	}
	return Overlaps
}

// both goes over the pairs that either role holds, in catalog order. A cell that
// a role does not have is nil.
func both(p, q *Permissions, do func(a, b *Cell)) {
	i, k := 0, 0
	for i < len(p.Cells) || k < len(q.Cells) {
		switch {
		case k == len(q.Cells) || i < len(p.Cells) && p.Cells[i].pair() < q.Cells[k].pair():
			do(&p.Cells[i], nil)
			i++
		case i == len(p.Cells) || q.Cells[k].pair() < p.Cells[i].pair():
			do(nil, &q.Cells[k])
			k++
		default:
			do(&p.Cells[i], &q.Cells[k])
			i, k = i+1, k+1
		}
	}
}

func (c *Cell) pair() pair { return pairOf(c.Object, c.Action) }

// covers reports whether c allows all that d does.
func (c *Cell) covers(d *Cell) bool {
	for _, g := range d.Grants {
		if !c.dominates(g) {
			return false
		}
	}
	return true
}

func (c *Cell) dominates(g Held) bool {
	for _, h := range c.Grants {
		if dominates(h, g) {
			return true
		}
	}
	return false
}

// covers reports whether p allows all that q does.
func (p *Permissions) covers(q *Permissions) bool {
	if len(q.Cells) > len(p.Cells) {
		return false
	}
	for i := range q.Cells {
		c := p.Cell(q.Cells[i].Object, q.Cells[i].Action)
		if c == nil || !c.covers(&q.Cells[i]) {
			return false
		}
	}
	return true
}
