package analysis

import (
	"cmp"
	"container/heap"
	"iter"
	"math"
	"slices"
)

// cursor goes over the sets of a family, each ascending, in their order.
type cursor struct {
	family *family
	set    []int32
	from   []int // by place in set: the group
}

func newCursor(f *family) *cursor {
	c := &cursor{family: f}
	c.fill(-1)
	return c
}

// next goes on to the next set; false when there is none.
func (c *cursor) next() bool {
	for at := len(c.set) - 1; at >= 0; at-- {
		last := c.set[at]
		c.set, c.from = c.set[:at], c.from[:at]
		if c.put(last) {
			c.fill(c.set[at])
			return true
		}
	}
	return false
}

// fill completes the set by the least roles behind the last.
func (c *cursor) fill(last int32) {
	for len(c.set) < len(c.family.groups) && c.put(last) {
		last = c.set[len(c.set)-1]
	}
}

// put adds the least role behind the last that leaves one for every other
// group; false when there is none.
func (c *cursor) put(last int32) bool {
	limit, least, from := int32(math.MaxInt32), int32(math.MaxInt32), 0
	for g, group := range c.family.groups {
		if slices.Contains(c.from, g) {
			continue
		}
		limit = min(limit, group.rows[len(group.rows)-1])
		if i, _ := slices.BinarySearch(group.rows, last+1); i < len(group.rows) && group.rows[i] < least {
			least, from = group.rows[i], g
		}
	}
	if least > limit {
		return false
	}
	c.set, c.from = append(c.set, least), append(c.from, from)
	return true
}

// cursors is a heap of cursors, that of the least set first.
type cursors []*cursor

func (h cursors) Len() int           { return len(h) }
func (h cursors) Less(i, k int) bool { return slices.Compare(h[i].set, h[k].set) < 0 }
func (h cursors) Swap(i, k int)      { h[i], h[k] = h[k], h[i] }
func (h *cursors) Push(x any)        { *h = append(*h, x.(*cursor)) }
func (h *cursors) Pop() any          { old := *h; *h = old[:len(old)-1]; return old[len(old)-1] }

// inOrder goes over the sets of all families, by size and then in order, each
// with its family. The set is reused. Families come by size.
func inOrder(families []family) iter.Seq2[[]int32, *family] {
	return func(yield func([]int32, *family) bool) {
		for len(families) > 0 {
			size := len(families[0].groups)
			n, _ := slices.BinarySearchFunc(families, size+1, func(f family, n int) int { return cmp.Compare(len(f.groups), n) })
			if !interleaved(families[:n], yield) {
				return
			}
			families = families[n:]
		}
	}
}

// interleaved goes over the sets of families of one size.
func interleaved(families []family, yield func([]int32, *family) bool) bool {
	h := make(cursors, len(families))
	for i := range families {
		h[i] = newCursor(&families[i])
	}
	heap.Init(&h)
	for len(h) > 0 {
		c := h[0]
		if !yield(c.set, c.family) {
			return false
		}
		if c.next() {
			heap.Fix(&h, 0)
		} else {
			heap.Pop(&h)
		}
	}
	return true
}
