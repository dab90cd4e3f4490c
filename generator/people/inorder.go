package people

import (
	"bytes"
	"cmp"
	"context"

	"rolebook/generator/analysis"
)

// order is a set of orders in which people may stand. In each of them a person
// who has passed does not come again.
type order uint8

const (
	ascending order = 1 << iota
	descending
	shortFirst // by length, and people of one length ascending: 9 before 10
	longFirst
	anyOrder = ascending | descending | shortFirst | longFirst
)

// orderOf gives the orders in which a stands before b, who is somebody else.
func orderOf(a, b []byte) order {
	o := descending
	lexical := bytes.Compare(a, b)
	if lexical < 0 {
		o = ascending
	}
	if cmp.Or(cmp.Compare(len(a), len(b)), lexical) < 0 {
		return o | shortFirst
	}
	return o | longFirst
}

// group is a person with what the assignments in force say.
type group struct {
	name  []byte
	roles []int32
	units []int32
}

func (g *group) add(a assignment) {
	g.roles = append(g.roles, a.role)
	if a.unit > 0 && (len(g.units) == 0 || g.units[len(g.units)-1] != a.unit) {
		g.units = append(g.units, a.unit)
	}
}

func (g *group) clone() *group {
	return &group{bytes.Clone(g.name), append([]int32(nil), g.roles...), append([]int32(nil), g.units...)}
}

// bench judges groups. It is for one goroutine.
type bench struct {
	sitting *analysis.Sitting
	units   *units
	people  int
	persons []Person
}

func (b *bench) judge(g *group) {
	b.people++
	if v := b.sitting.Verdict(g.roles); v != nil {
		b.persons = append(b.persons, Person{string(g.name), b.units.list(g.units), v})
	}
}

// stretch is what a block comes to whose people are in order. The first and
// the last of them may have rows in the blocks around.
type stretch struct {
	first, last   *group // last is nil where there is only one
	persons       []Person
	people        int // between first and last
	order         order
	rows, inForce int
	wrong         problems
	more          bool
}

// inOrder judges people as they pass. It gives up, with ordered false, when
// they are in no order.
func (c *checker) inOrder(ctx context.Context) (report *Report, wrong problems, ordered bool, err error) {
	w := &walk{report: &Report{}, order: anyOrder, across: bench{sitting: c.judge.Sit(), units: c.units}}
	err = pass(ctx, c, c.newStretch, w.add)
	w.close()
	if w.order&ascending == 0 {
		w.report.sort()
	}
	return w.report, w.wrong, w.order != 0, err
}

// walk joins stretches.
type walk struct {
	report  *Report
	wrong   problems
	order   order
	across  bench  // for people with rows in two blocks
	pending *group // the last person so far
}

func (w *walk) add(s *stretch) (more bool) {
	w.report.Rows, w.report.InForce, w.report.People = w.report.Rows+s.rows, w.report.InForce+s.inForce, w.report.People+s.people
	w.wrong.merge(s.wrong)
	w.order &= s.order
	switch {
	case s.first == nil:
	case w.pending != nil && bytes.Equal(w.pending.name, s.first.name):
		w.pending.roles, w.pending.units = append(w.pending.roles, s.first.roles...), append(w.pending.units, s.first.units...)
	default:
		if w.pending != nil {
			w.order &= orderOf(w.pending.name, s.first.name)
		}
		w.turn(s.first)
	}
	if s.last != nil {
		w.turn(nil)
		w.report.Persons = append(w.report.Persons, s.persons...)
		w.pending = s.last
	}
	return w.order != 0 && s.more
}

// turn judges the last person, whose rows are all there, and goes on to another.
func (w *walk) turn(to *group) {
	if w.pending != nil {
		w.across.judge(w.pending)
	}
	w.pending = to
	w.report.Persons = append(w.report.Persons, w.across.persons...)
	w.across.persons = w.across.persons[:0]
}

func (w *walk) close() {
	w.turn(nil)
	w.report.People += w.across.people
}

// newStretch makes a worker for [checker.inOrder].
func (c *checker) newStretch() func(*block) *stretch {
	r := c.newReader()
	b := &bench{sitting: c.judge.Sit(), units: c.units}
	var g group
	return func(blk *block) *stretch {
		s := &stretch{order: anyOrder}
		b.people, b.persons = 0, nil
		g = group{roles: g.roles[:0], units: g.units[:0]}
		end := func() {
			if s.first == nil {
				s.first = g.clone()
			} else {
				b.judge(&g)
			}
		}
		s.more = r.each(blk, func(a assignment) {
			if !bytes.Equal(a.person, g.name) {
				if g.name != nil {
					s.order &= orderOf(g.name, a.person)
					end()
				}
				g = group{a.person, g.roles[:0], g.units[:0]}
			}
			g.add(a)
		})
		if s.first != nil {
			s.last = g.clone()
		} else if g.name != nil {
			s.first = g.clone()
		}
		s.people, s.persons, s.rows, s.inForce, s.wrong = b.people, b.persons, r.rows, r.inForce, r.problems
		return s
	}
}
