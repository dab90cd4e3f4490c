package analysis

// A search for a rule goes over groups of roles that perform the same
// functions. It bounds what it may try and what it may keep: enough for six
// functions whatever the roles perform of them, and for very many more where
// roles differ less than they could.
const (
	maxTries    = 1 << 22
	maxFamilies = 1 << 16
)

// search looks for the minimal sets of groups that together perform at least n
// functions of a rule: sets that do, while no proper subset does.
//
// Roles of one group are interchangeable, so whatever holds for a set of groups
// holds for each set of roles, one from each group. In a minimal set every role
// performs a function that no other one of the set performs; hence no two roles
// are of one group, and each part of a minimal set has the same property, which
// cuts the search short. Sets come by size, so that a search which is cut lacks
// the largest.
type search struct {
	n     int
	masks []bitset // by group: the functions performed
	found [][]int  // minimal sets of groups, each ascending
	steps int
	cut   bool
}

// part is a set of groups that violates nothing yet and in which each group
// performs a function of its own.
type part struct {
	groups []int
	union  bitset
	rests  []bitset // by group: what the others perform
}

// minimalSets gives the minimal sets over the masks, and whether there were too
// many, so that some are missing. Sets of one group are always complete.
func minimalSets(masks []bitset, width, n int) (sets [][]int, cut bool) {
	s := &search{n: n, masks: masks}
	level := []part{{union: newBitset(width)}}
	for size := 1; size <= n && len(level) > 0; size++ {
		level = s.grow(level)
	}
	return s.found, s.cut
}

// grow adds to each part the groups behind its last one, and gives the parts
// that this makes.
func (s *search) grow(level []part) []part {
	var next []part
	for _, p := range level {
		from := 0
		if len(p.groups) > 0 {
			from = p.groups[len(p.groups)-1] + 1
		}
		for g := from; g < len(s.masks); g++ {
			if s.exhausted(p, next) {
				return nil
			}
			switch s.with(p, g) {
			case closing:
				s.found = append(s.found, p.groupsAnd(g))
			case growing:
				next = append(next, s.join(p, g))
			}
		}
	}
	return next
}

// exhausted counts a step and notes when there were too many.
func (s *search) exhausted(p part, next []part) bool {
	s.steps++
	s.cut = s.cut || len(p.groups) > 0 && (s.steps > maxTries || len(s.found) > maxFamilies || len(next) > maxFamilies)
	return s.cut
}

// step is what becomes of a part when a group is added to it.
type step uint8

const (
	useless step = iota // some group performs nothing of its own, or a proper subset violates
	growing
	closing
)

func (s *search) with(p part, g int) step {
	m := s.masks[g]
	if !m.outside(p.union) {
		return useless
	}
	violates := p.union.countWith(m) >= s.n
	for i, h := range p.groups {
		if !s.masks[h].outside(p.rests[i], m) || violates && p.rests[i].countWith(m) >= s.n {
			return useless
		}
	}
	if violates {
		return closing
	}
	return growing
}

func (s *search) join(p part, g int) part {
	m := s.masks[g]
	out := part{groups: p.groupsAnd(g), union: p.union.with(m), rests: make([]bitset, 0, len(p.rests)+1)}
	for _, r := range p.rests {
		out.rests = append(out.rests, r.with(m))
	}
	out.rests = append(out.rests, p.union)
	return out
}

func (p part) groupsAnd(g int) []int {
	return append(append(make([]int, 0, len(p.groups)+1), p.groups...), g)
}
