package analysis

import "slices"

// MaxSets is how many sets of roles one rule may come to in either count. Two
// roles of a thousand make half a million pairs at most; rules over three and
// more functions could come to billions, and nobody would read them.
const MaxSets = 1 << 20

// maxNodes bounds the work of a search that finds little: the number of
// different groups of masks it looks at.
const maxNodes = 1 << 14

// search looks for the minimal sets of roles that together perform at least n
// functions of a rule: sets that do, while no proper subset does.
//
// Roles that perform the same functions are interchangeable, so the search
// goes over groups of them. In a minimal set every role performs a function
// that no other one of the set performs; hence no two roles are of one group,
// and each part of a minimal set has the same property, which cuts the search
// short. Sets come by size and then by the roles' order.
type search struct {
	n       int
	width   int      // functions of the rule
	roles   int      // number of roles
	alone   bitset   // roles that violate by themselves
	masks   []bitset // by group: the functions performed
	members []bitset // by group: the roles
	group   []int    // by role; -1 when the role is in no set of two or more
	nodes   map[string]*node
	left    int                 // how many sets may still be found
	found   func(roles []int32) // called with each set; the slice is reused
	cut     bool
}

// node is a set of groups that violates nothing yet and in which each group
// performs a function of its own.
type node struct {
	groups []int
	union  bitset
	rests  []bitset       // by group: what the others perform
	closes bitset         // roles that make it a minimal set
	grows  []int          // groups that make it another node
	ready  map[int]bitset // by roles missing: those that lead on to a minimal set
	child  map[int]*node
}

// minimalSets calls found for every minimal set over the masks of the roles.
// It reports whether there were too many, so that some were left out.
func minimalSets(masks []bitset, width, n int, found func(roles []int32)) (cut bool) {
	s := &search{n: n, width: width, roles: len(masks), left: MaxSets, found: found, nodes: map[string]*node{}}
	s.sort(masks)
	set := make([]int32, 1, n)
	for r := s.alone.next(0); r >= 0; r = s.alone.next(r + 1) {
		set[0] = int32(r)
		s.emit(set)
	}
	root := s.at(nil)
	for size := 2; size <= n; size++ {
		s.walk(root, set[:0], size)
	}
	return s.cut
}

// sort puts the roles into groups.
func (s *search) sort(masks []bitset) {
	s.alone = newBitset(s.roles)
	s.group = make([]int, s.roles)
	byMask := map[string]int{}
	for r, m := range masks {
		s.group[r] = -1
		switch c := m.count(); {
		case c >= s.n:
			s.alone.add(r)
			continue
		case c == 0:
			continue
		}
		g, ok := byMask[m.key()]
		if !ok {
			g = len(s.masks)
			byMask[m.key()] = g
			s.masks = append(s.masks, m)
			s.members = append(s.members, newBitset(s.roles))
		}
		s.members[g].add(r)
		s.group[r] = g
	}
}

// walk completes the set by the given number of further roles, each behind the
// last one in the roles' order.
func (s *search) walk(nd *node, set []int32, missing int) {
	from := 0
	if len(set) > 0 {
		from = int(set[len(set)-1]) + 1
	}
	next := s.ready(nd, missing)
	for r := next.next(from); r >= 0 && !s.cut; r = next.next(r + 1) {
		if missing == 1 {
			s.emit(append(set, int32(r)))
		} else {
			s.walk(s.child(nd, s.group[r]), append(set, int32(r)), missing-1)
		}
	}
}

func (s *search) emit(set []int32) {
	if s.left == 0 {
		s.cut = true
		return
	}
	s.left--
	s.found(set)
}

// ready gives the roles by which a node comes closer to a minimal set that
// takes so many more roles.
func (s *search) ready(nd *node, missing int) bitset {
	if missing == 1 {
		return nd.closes
	}
	if b, ok := nd.ready[missing]; ok {
		return b
	}
	b := newBitset(s.roles)
	for _, g := range nd.grows {
		if !s.cut && s.ready(s.child(nd, g), missing-1).next(0) >= 0 {
			b.join(s.members[g])
		}
	}
	nd.ready[missing] = b
	return b
}

func (s *search) child(nd *node, g int) *node {
	c := nd.child[g]
	if c == nil {
		groups := append(slices.Clone(nd.groups), g)
		slices.Sort(groups)
		c = s.at(groups)
		nd.child[g] = c
	}
	return c
}

// at finds or makes the node of a sorted set of groups.
func (s *search) at(groups []int) *node {
	key := groupKey(groups)
	if nd := s.nodes[key]; nd != nil {
		return nd
	}
	nd := &node{
		groups: groups, union: s.unionOf(groups, -1), closes: newBitset(s.roles),
		ready: map[int]bitset{}, child: map[int]*node{},
	}
	for i := range groups {
		nd.rests = append(nd.rests, s.unionOf(groups, i))
	}
	s.nodes[key] = nd
	s.cut = s.cut || len(s.nodes) > maxNodes
	for g := range s.masks {
		switch s.with(nd, g) {
		case closing:
			nd.closes.join(s.members[g])
		case growing:
			nd.grows = append(nd.grows, g)
		}
	}
	return nd
}

// groupKey makes a sorted set of groups the key of a map.
func groupKey(groups []int) string {
	buf := make([]byte, 0, 4*len(groups))
	for _, g := range groups {
		buf = append(buf, byte(g), byte(g>>8), byte(g>>16), byte(g>>24))
	}
	return string(buf)
}

// step is what becomes of a node when a group is added to it.
type step uint8

const (
	useless step = iota // some group performs nothing of its own, or a proper subset violates
	growing
	closing
)

func (s *search) with(nd *node, g int) step {
	m := s.masks[g]
	if !m.outside(nd.union) {
		return useless
	}
	violates := nd.union.countWith(m) >= s.n
	for i, h := range nd.groups {
		if !s.masks[h].outside(nd.rests[i], m) || violates && nd.rests[i].countWith(m) >= s.n {
			return useless
		}
	}
	if violates {
		return closing
	}
	return growing
}

// unionOf gives the functions that the groups perform, one of them left out.
func (s *search) unionOf(groups []int, without int) bitset {
	u := newBitset(s.width)
	for i, g := range groups {
		if i != without {
			u.join(s.masks[g])
		}
	}
	return u
}
