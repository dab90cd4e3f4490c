package analysis

import "slices"

// roleSets holds sets of roles compactly: for each size one flat list, in
// which sets of that size follow each other in ascending order.
type roleSets struct {
	flat [][]int32 // by size - 1
}

// add appends a set, which is greater than all of its size before it.
func (s *roleSets) add(set []int32) {
	for len(s.flat) < len(set) {
		s.flat = append(s.flat, nil)
	}
	i := len(set) - 1
	s.flat[i] = append(s.flat[i], set...)
}

// size gives the sets of one size, and so does it for sizes without any.
func (s *roleSets) size(n int) []int32 {
	if n > len(s.flat) {
		return nil
	}
	return s.flat[n-1]
}

func (s *roleSets) len() int {
	n := 0
	for i, flat := range s.flat {
		n += len(flat) / (i + 1)
	}
	return n
}

// members counts the roles of all sets.
func (s *roleSets) members() int {
	n := 0
	for _, flat := range s.flat {
		n += len(flat)
	}
	return n
}

// each calls do for every set, by size and then in order.
func (s *roleSets) each(do func(set []int32)) {
	for i, flat := range s.flat {
		for set := range slices.Chunk(flat, i+1) {
			do(set)
		}
	}
}

// merged gives the sets that are in a or in b, in order, each once.
func merged(a, b roleSets) roleSets {
	var out roleSets
	for n := 1; n <= max(len(a.flat), len(b.flat)); n++ {
		x, y := a.size(n), b.size(n)
		for len(x) > 0 && len(y) > 0 {
			c := slices.Compare(x[:n], y[:n])
			if c <= 0 {
				out.add(x[:n])
				x = x[n:]
			} else {
				out.add(y[:n])
			}
			if c >= 0 {
				y = y[n:]
			}
		}
		for rest := range slices.Chunk(append(slices.Clip(x), y...), n) {
			out.add(rest)
		}
	}
	return out
}
