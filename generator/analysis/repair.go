package analysis

import (
	"cmp"
	"slices"

	"rolebook/generator/catalog"
)

// Pair is an object and an action: what a denial names.
type Pair struct {
	Object *catalog.Object
	Action *catalog.Action
}

// Repair is what to deny a role so that its conflicts end. The cost of a
// repair is, in this order: duties of the role that lose a pair granted for
// them, pairs denied, and the pairs' order in the catalog.
type Repair struct {
	Role       *catalog.Role
	Deny       []Pair          // in catalog order
	DutiesLost []*catalog.Duty // in the role's order
	Minimal    bool            // proved to cost least; else the best that was found
}

// Suggestion gives the cheapest denials after which the role of a finding no
// longer violates the rule by unmitigated grants. It is nil where there is
// nothing to suggest: for combinations, for rules over roles, which no denial
// clears, and where every violation is mitigated already.
func (f *Finding) Suggestion() *Repair {
	if f.Kind() != RoleKind || len(f.Rule.Functions) == 0 || f.Mitigated {
		return nil
	}
	p := f.by.rows[f.by.row[f.Roles[0]]]
	return repair(p, []obligation{f.obligation(p)})
}

// obligation asks to take away so many of some functions. An option lists the
// cells to deny for one function: those that give it by an unmitigated grant.
type obligation struct {
	options [][]int
	strip   int
}

func (f *Finding) obligation(p *Permissions) obligation {
	var ob obligation
	for _, fn := range f.Rule.Functions {
		var cells []int
		for _, r := range f.by.act(f.by.row[p.Role], fn).grants {
			if !p.Cells[r.cell].Grants[r.grant].Mitigated() {
				cells = append(cells, int(r.cell))
			}
		}
		if len(cells) > 0 {
			ob.options = append(ob.options, slices.Compact(cells))
		}
	}
	ob.strip = len(ob.options) - f.Rule.AtLeast + 1
	return ob
}

// maxSteps bounds the search for the cheapest repair. Real rules need a few
// dozen steps.
const maxSteps = 1 << 18

// repairSearch tries the ways to meet all obligations, depth first, and leaves
// those that cost more than the best one so far.
type repairSearch struct {
	obligations []obligation
	duties      []bitset // by cell: duties of the role that lose a pair granted for them
	best        *remedy
	steps       int
}

// remedy is a set of cells denied and duties lost.
type remedy struct{ cells, duties bitset }

// repair finds the denials that meet all obligations at the least cost.
func repair(p *Permissions, obligations []obligation) *Repair {
	s := &repairSearch{obligations: obligations, duties: dutiesByCell(p)}
	for _, ob := range obligations { // cheap options first, so that the best is soon good
		slices.SortStableFunc(ob.options, func(a, b []int) int { return s.with(p.none(), a).compare(s.with(p.none(), b)) })
	}
	s.try(p.none(), 0, 0, 0)
	out := &Repair{Role: p.Role, Minimal: s.steps <= maxSteps}
	for i := s.best.cells.next(0); i >= 0; i = s.best.cells.next(i + 1) {
		out.Deny = append(out.Deny, Pair{p.Cells[i].Object, p.Cells[i].Action})
	}
	for i := s.best.duties.next(0); i >= 0; i = s.best.duties.next(i + 1) {
		out.DutiesLost = append(out.DutiesLost, p.Role.Duties[i])
	}
	return out
}

func (p *Permissions) none() remedy {
	return remedy{newBitset(len(p.Cells)), newBitset(len(p.Role.Duties))}
}

func dutiesByCell(p *Permissions) []bitset {
	out := newBitsets(len(p.Cells), len(p.Role.Duties))
	for i, c := range p.Cells {
		for k, d := range p.Role.Duties {
			if grantedFor(p.Role, d, c.Object, c.Action) {
				out[i].add(k)
			}
		}
	}
	return out
}

// try goes on from r: obligations before the i-th are met, and of the i-th's
// options before the k-th so many were taken.
func (s *repairSearch) try(r remedy, i, k, taken int) {
	if s.best != nil {
		if s.steps++; s.steps > maxSteps || s.best.beats(r) {
			return
		}
	}
	if i == len(s.obligations) {
		if s.best == nil || r.compare(*s.best) < 0 {
			s.best = &r
		}
		return
	}
	ob := s.obligations[i]
	if taken >= ob.strip {
		s.try(r, i+1, 0, 0)
		return
	}
	if k < len(ob.options) && taken+len(ob.options)-k >= ob.strip {
		s.try(s.with(r, ob.options[k]), i, k+1, taken+1)
		s.try(r, i, k+1, taken)
	}
}

// with gives r with further cells denied.
func (s *repairSearch) with(r remedy, cells []int) remedy {
	out := remedy{slices.Clone(r.cells), slices.Clone(r.duties)}
	for _, c := range cells {
		out.cells.add(c)
		out.duties.join(s.duties[c])
	}
	return out
}

// beats reports whether every way on from r costs more than b: costs only grow.
func (b remedy) beats(r remedy) bool {
	return cmp.Or(cmp.Compare(b.duties.count(), r.duties.count()), cmp.Compare(b.cells.count(), r.cells.count())) < 0
}

func (r remedy) compare(b remedy) int {
	return cmp.Or(
		cmp.Compare(r.duties.count(), b.duties.count()),
		cmp.Compare(r.cells.count(), b.cells.count()),
		r.cells.compare(b.cells),
	)
}
