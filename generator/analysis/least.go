package analysis

import (
	"cmp"
	"maps"
	"slices"

	"rolebook/generator/catalog"
)

// MostLeast is how many of the best sets [Result.Least] keeps.
const MostLeast = 5

// MaxLeastSteps is how many roles [Result.Least] tries before it gives up
// proving. What a person asks for takes a few hundred.
const MaxLeastSteps = 1 << 21

// Least is the answer to which roles let one person do something.
type Least struct {
	// Sets are the smallest sets of roles that allow all that was asked for and
	// hold no open conflict. Those that give least besides come first, and of
	// equals those whose ids come first. There are at most [MostLeast] of them.
	Sets []LeastSet
	Ways int // how many sets of that size there are, Sets among them

	// Blocked are the smallest sets regardless of conflicts; worked out only
	// where there is no other.
	Blocked []LeastSet

	Missing []catalog.Access // what no role allows, as asked; then there are no sets
	Proved  bool             // the search came to its end; else Sets are the best that were found
}

// LeastSet is a set of roles that allows what was asked for.
type LeastSet struct {
	Roles     []*catalog.Role // by id
	Besides   int             // permissions that the roles give beyond those asked for
	Conflicts []*Finding      // open ones among the roles, in the order of [Result.Findings]
}

// Least finds the fewest active roles that one person needs for everything
// asked for, without an open conflict within a role or between them. A nil scope
// asks for any.
//
// It tries sets of one role, of two and so on. Of what is not yet allowed it
// takes what the fewest roles allow and tries each of these, so that no set
// comes up twice: a role that was tried is out of the question for those after
// it. A branch ends where not even the roles that allow most would be enough.
func (r *Result) Least(asked []catalog.Access) Least {
	if len(asked) == 0 {
		return Least{Proved: true}
	}
	free := r.leastSearch(asked, false)
	out := Least{Proved: true}
	for i, a := range asked {
		if len(free.holders[i]) == 0 {
			out.Missing = append(out.Missing, a)
		}
	}
	if len(out.Missing) > 0 {
		return out
	}
	out.Sets, out.Ways, out.Proved = r.leastSearch(asked, true).run()
	if len(out.Sets) == 0 {
		out.Blocked, _, _ = free.run()
		for i := range out.Blocked {
			out.Blocked[i].Conflicts = r.openAmong(out.Blocked[i].Roles)
		}
	}
	return out
}

// openAmong lists the open findings of which all roles are among some.
func (r *Result) openAmong(roles []*catalog.Role) []*Finding {
	var out []*Finding
	for f := range r.Among(roles) {
		if f.Status == Open {
			out = append(out, f)
		}
	}
	return out
}

// leastSearch looks for sets of candidates that cover what was asked for.
type leastSearch struct {
	roles   []*Permissions // candidates, by id: they cover something
	covers  []bitset       // by candidate: places in what was asked for
	holders [][]int        // by place: the candidates that cover it
	clashes []bitset       // by candidate: others it conflicts with
	groups  [][]int        // conflicts of three candidates and more
	widest  int            // the most places that a candidate covers
	asked   int

	limit  int   // of steps
	size   int   // of the sets that are looked for now
	barred []int // by candidate: how often it was tried further up
	steps  int
	ways   int
	best   []LeastSet
}

// leastSearch prepares a search. Where conflicts count, roles with one of
// their own are left out.
func (r *Result) leastSearch(asked []catalog.Access, conflicts bool) *leastSearch {
	s := &leastSearch{holders: make([][]int, len(asked)), asked: len(asked), limit: MaxLeastSteps}
	place := map[*catalog.Role]int{}
	alone := r.conflictsAlone()
	for _, p := range r.Matrix.Rows {
		covers := newBitset(len(asked))
		for i, a := range asked {
			if long, _ := reaching(p, a, nil, nil); len(long) > 0 {
				covers.add(i)
			}
		}
		if p.Role.Status != catalog.Active || covers.count() == 0 || conflicts && alone[p.Role] {
			continue
		}
		place[p.Role] = len(s.roles)
		s.widest = max(s.widest, covers.count())
		s.roles, s.covers = append(s.roles, p), append(s.covers, covers)
	}
	for i := range s.roles {
		for k := s.covers[i].next(0); k >= 0; k = s.covers[i].next(k + 1) {
			s.holders[k] = append(s.holders[k], i)
		}
	}
	s.barred = make([]int, len(s.roles))
	s.clashes = newBitsets(len(s.roles), len(s.roles))
	if conflicts {
		s.learnConflicts(r, place)
	}
	return s
}

// conflictsAlone says which roles have an open conflict of their own.
func (r *Result) conflictsAlone() map[*catalog.Role]bool {
	out := map[*catalog.Role]bool{}
	for _, f := range r.Findings {
		if f.Status == Open && f.Kind() == RoleKind {
			out[f.Roles[0]] = true
		}
	}
	return out
}

// learnConflicts notes the open conflicts between candidates.
func (s *leastSearch) learnConflicts(r *Result, place map[*catalog.Role]int) {
	for f := range r.Among(slices.Collect(maps.Keys(place))) {
		if f.Status != Open {
			continue
		}
		var group []int
		for _, x := range f.Roles {
			group = append(group, place[x])
		}
		if len(group) == 2 {
			s.clashes[group[0]].add(group[1])
			s.clashes[group[1]].add(group[0])
		} else {
			s.groups = append(s.groups, group)
		}
	}
}

// run looks for sets of every size until there are some. It reports whether
// the search came to its end.
func (s *leastSearch) run() (sets []LeastSet, ways int, proved bool) {
	for _, h := range s.holders {
		if len(h) == 0 {
			return nil, 0, true
		}
	}
	none := newBitset(s.asked)
	for s.size = 1; s.size <= min(s.asked, len(s.roles)) && s.ways == 0 && s.steps <= s.limit; s.size++ {
		s.extend(nil, none)
	}
	return s.best, s.ways, s.steps <= s.limit
}

// extend adds one role to those chosen, in every way that may lead to a set.
func (s *leastSearch) extend(chosen []int, covered bitset) {
	left := s.size - len(chosen)
	var tried []int
	for _, i := range s.holders[s.rarest(covered)] {
		if s.steps++; s.steps > s.limit {
			break
		}
		if s.barred[i] > 0 || s.conflicts(chosen, i) {
			continue
		}
		now := slices.Clone(covered)
		now.join(s.covers[i])
		switch open := s.asked - now.count(); {
		case open == 0:
			s.keep(append(slices.Clone(chosen), i))
		case open <= (left-1)*s.widest:
			s.extend(append(slices.Clone(chosen), i), now)
		}
		s.barred[i]++
		tried = append(tried, i)
	}
	for _, i := range tried {
		s.barred[i]--
	}
}

// rarest is the place not yet covered that the fewest candidates cover.
func (s *leastSearch) rarest(covered bitset) int {
	best := -1
	for k := range s.holders {
		if !covered.has(k) && (best < 0 || len(s.holders[k]) < len(s.holders[best])) {
			best = k
		}
	}
	return best
}

// conflicts reports whether a candidate must not come to those chosen.
func (s *leastSearch) conflicts(chosen []int, i int) bool {
	for _, c := range chosen {
		if s.clashes[i].has(c) {
			return true
		}
	}
	outside := func(x int) bool { return x != i && !slices.Contains(chosen, x) }
	for _, g := range s.groups {
		if slices.Contains(g, i) && !slices.ContainsFunc(g, outside) {
			return true
		}
	}
	return false
}

// keep takes a set among the best.
func (s *leastSearch) keep(chosen []int) {
	s.ways++
	slices.Sort(chosen)
	set := LeastSet{Besides: s.besides(chosen)}
	for _, i := range chosen {
		set.Roles = append(set.Roles, s.roles[i].Role)
	}
	at, _ := slices.BinarySearchFunc(s.best, set, func(x, y LeastSet) int {
		return cmp.Or(cmp.Compare(x.Besides, y.Besides), slices.CompareFunc(x.Roles, y.Roles, func(p, q *catalog.Role) int { return cmp.Compare(p.ID, q.ID) }))
	})
	if at < MostLeast {
		s.best = slices.Insert(s.best, at, set)
		s.best = s.best[:min(len(s.best), MostLeast)]
	}
}

// besides counts what a set gives beyond what was asked for.
func (s *leastSearch) besides(chosen []int) int {
	all := map[[2]int]bool{}
	for _, i := range chosen {
		for _, c := range s.roles[i].Cells {
			all[[2]int{c.Object.Order, c.Action.Order}] = true
		}
	}
	return len(all) - s.asked
}
