package hugosite

import (
	"cmp"
	"slices"

	"rolebook/generator/book"
)

// orgMap is the whole organisation laid out: a lane a family, a column a level
// of the reporting lines. Where there are too many roles for a box each, a box
// stands for the roles of a family on a level.
type orgMap struct {
	lanes   []*orgLane
	boxes   []*orgBox // lane by lane
	columns int
	grouped bool
	lines   [][2]*orgBox // who manages whom
	flows   []orgFlow    // between roles; none where boxes stand for several
	arcs    []orgArc     // between lanes
	items   int          // what passes in all
}

// orgLane is a family.
type orgLane struct {
	family *book.FamilyPage
	place  int
	rows   int // boxes in its fullest column
	within int // items that pass inside
}

// orgBox is a role, or all of a family's roles on a level.
type orgBox struct {
	lane   *orgLane
	column int
	row    int
	roles  []*book.RolePage
}

// orgFlow is what passes between two roles.
type orgFlow struct {
	one, other *book.RolePage // by id
	items      int
}

// orgArc is what passes between two families; one stands above the other.
type orgArc struct {
	one, other *orgLane
	items      int
}

// mostBoxes is how many roles have a box each.
const mostBoxes = 60

func newOrgMap(b *book.Book) *orgMap {
	m := &orgMap{grouped: len(b.Roles) > mostBoxes, columns: 1}
	lanes := map[string]*orgLane{}
	for _, f := range b.Families {
		if len(f.Roles) > 0 {
			lanes[f.ID] = &orgLane{family: f}
			m.lanes = append(m.lanes, lanes[f.ID])
		}
	}
	m.flows = flowsOf(b)
	m.addArcs(b, lanes)
	m.sortLanes(b, lanes)
	m.addBoxes(b, lanes)
	if m.grouped {
		m.flows = nil
	}
	return m
}

// flowsOf pairs the roles that work together. What one gives is what the other
// receives, and either may have it written down: of both, the longer list
// counts.
func flowsOf(b *book.Book) []orgFlow {
	type way struct{ from, to string }
	passes := map[way]int{}
	met := map[way]bool{}
	for _, r := range b.Roles {
		for _, p := range r.Collaboration {
			if p.Role == nil || p.Role.ID == r.ID {
				continue
			}
			there, back := way{r.ID, p.Role.ID}, way{p.Role.ID, r.ID}
			passes[there], passes[back] = max(passes[there], len(p.Gives)), max(passes[back], len(p.Receives))
			met[way{min(r.ID, p.Role.ID), max(r.ID, p.Role.ID)}] = true
		}
	}
	var out []orgFlow
	for pair := range met {
		out = append(out, orgFlow{b.Role(pair.from), b.Role(pair.to), passes[pair] + passes[way{pair.to, pair.from}]})
	}
	slices.SortFunc(out, func(x, y orgFlow) int {
		return cmp.Or(cmp.Compare(x.one.ID, y.one.ID), cmp.Compare(x.other.ID, y.other.ID))
	})
	return out
}

// addArcs sums the flows up between families.
func (m *orgMap) addArcs(b *book.Book, lanes map[string]*orgLane) {
	between := map[[2]*orgLane]int{}
	for _, f := range m.flows {
		one, other := lanes[f.one.Family.ID], lanes[f.other.Family.ID]
		m.items += f.items
		if one == other {
			one.within += f.items
			continue
		}
		if slices.Index(m.lanes, one) > slices.Index(m.lanes, other) {
			one, other = other, one
		}
		between[[2]*orgLane{one, other}] += f.items
	}
	for _, one := range m.lanes {
		for _, other := range m.lanes {
			if n, is := between[[2]*orgLane{one, other}]; is {
				m.arcs = append(m.arcs, orgArc{one, other, n})
			}
		}
	}
}

// sortLanes puts lanes next to each other that have much to do with each other:
// it moves one lane at a time to where the arcs and lines cross least and, of
// equals, are shortest, until nothing gets better.
func (m *orgMap) sortLanes(b *book.Book, lanes map[string]*orgLane) {
	weights := map[[2]*orgLane]int{}
	for _, a := range m.arcs {
		weights[[2]*orgLane{a.one, a.other}] += max(1, a.items)
	}
	for _, r := range b.Roles {
		if r.ReportsTo != nil {
			weights[[2]*orgLane{lanes[r.Family.ID], lanes[b.Role(r.ReportsTo.ID).Family.ID]}] += 2
		}
	}
	m.number()
	best := m.tangle(weights)
	for better := true; better; {
		better = false
		for _, l := range slices.Clone(m.lanes) {
			if cost := m.moveBest(l, weights, best); cost.compare(best) < 0 {
				best, better = cost, true
			}
		}
	}
	for i, a := range m.arcs {
		if a.one.place > a.other.place {
			m.arcs[i].one, m.arcs[i].other = a.other, a.one
		}
	}
}

// moveBest moves a lane to the best of all places and gives the cost there.
func (m *orgMap) moveBest(l *orgLane, weights map[[2]*orgLane]int, best tangle) tangle {
	before := slices.Clone(m.lanes)
	chosen := before
	rest := slices.DeleteFunc(slices.Clone(before), func(x *orgLane) bool { return x == l })
	for at := range before {
		m.lanes = slices.Insert(slices.Clone(rest), at, l)
		m.number()
		if cost := m.tangle(weights); cost.compare(best) < 0 {
			best, chosen = cost, m.lanes
		}
	}
	m.lanes = chosen
	m.number()
	return best
}

func (m *orgMap) number() {
	for i, l := range m.lanes {
		l.place = i
	}
}

// tangle says how hard a map is to read.
type tangle struct{ crossings, length int }

func (t tangle) compare(u tangle) int {
	return cmp.Or(cmp.Compare(t.crossings, u.crossings), cmp.Compare(t.length, u.length))
}

// mostCrossing is the number of arcs whose crossings are counted: of more, all
// pairs would be too many.
const mostCrossing = 120

func (m *orgMap) tangle(weights map[[2]*orgLane]int) tangle {
	t := tangle{}
	for pair, w := range weights {
		t.length += w * max(pair[0].place-pair[1].place, pair[1].place-pair[0].place)
	}
	if len(m.arcs) <= mostCrossing {
		t.crossings = m.crossings()
	}
	return t
}

// crossings counts the pairs of arcs that cross: one begins between the ends of
// the other and ends beyond.
func (m *orgMap) crossings() int {
	n := 0
	for i, a := range m.arcs {
		a1, a2 := min(a.one.place, a.other.place), max(a.one.place, a.other.place)
		for _, c := range m.arcs[i+1:] {
			c1, c2 := min(c.one.place, c.other.place), max(c.one.place, c.other.place)
			if a1 < c1 && c1 < a2 && a2 < c2 || c1 < a1 && a1 < c2 && c2 < a2 {
				n++
			}
		}
	}
	return n
}

// addBoxes gives every role its box, and joins those of managers and reports.
// In a cell of lane and column, roles stand in the order of their managers.
func (m *orgMap) addBoxes(b *book.Book, lanes map[string]*orgLane) {
	tree := newReporting(b)
	boxOf := map[string]*orgBox{}
	cells := map[*orgLane]map[int][]*orgBox{}
	for _, l := range m.lanes {
		cells[l] = map[int][]*orgBox{}
		for _, r := range l.family.Roles {
			column := tree.levels[r.ID]
			m.columns = max(m.columns, column+1)
			if here := cells[l][column]; m.grouped && len(here) > 0 {
				here[0].roles = append(here[0].roles, r)
				boxOf[r.ID] = here[0]
				continue
			}
			box := &orgBox{lane: l, column: column, roles: []*book.RolePage{r}}
			cells[l][column] = append(cells[l][column], box)
			boxOf[r.ID] = box
		}
	}
	for column := range m.columns {
		for _, l := range m.lanes {
			here := cells[l][column]
			slices.SortStableFunc(here, func(x, y *orgBox) int { return cmp.Compare(bossRow(x, boxOf), bossRow(y, boxOf)) })
			for i, box := range here {
				box.row = i
			}
			l.rows = max(l.rows, len(here), 1)
		}
	}
	m.addLines(b, boxOf)
	for _, l := range m.lanes {
		for column := range m.columns {
			m.boxes = append(m.boxes, cells[l][column]...)
		}
	}
}

// bossRow is where the manager's box stands, down the page; -1 without one.
func bossRow(x *orgBox, boxOf map[string]*orgBox) int {
	if x.roles[0].ReportsTo == nil {
		return -1
	}
	boss := boxOf[x.roles[0].ReportsTo.ID]
	return boss.lane.place*1000 + boss.row
}

func (m *orgMap) addLines(b *book.Book, boxOf map[string]*orgBox) {
	drawn := map[[2]*orgBox]bool{}
	for _, f := range b.Families {
		for _, r := range f.Roles {
			if r.ReportsTo == nil {
				continue
			}
			line := [2]*orgBox{boxOf[r.ReportsTo.ID], boxOf[r.ID]}
			if !drawn[line] {
				drawn[line] = true
				m.lines = append(m.lines, line)
			}
		}
	}
}
