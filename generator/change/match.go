package change

import (
	"cmp"
	"slices"
)

// matching says which things of two lists are the same: for each thing of one
// list its place in the other, or -1.
type matching struct{ before, after []int } // by place after, and by place before

// matched pairs the things of two lists, alike in both directions. Those with
// an id go by it, and where several have the same, those that say the same
// first. Those without go by what they say: equal ones first, then the most
// similar.
func matched(before, after []entry) matching {
	m := matching{slices.Repeat([]int{-1}, len(after)), slices.Repeat([]int{-1}, len(before))}
	vague := repeated(before, after)
	m.pair(before, after, func(e entry) string {
		if !vague[e.id] {
			return ""
		}
		return e.id + "\x00" + e.says()
	})
	m.pair(before, after, func(e entry) string { return e.id })
	for _, c := range m.candidates(before, after) {
		if m.free(c.before, c.after) {
			m.join(c.before, c.after)
		}
	}
	return m
}

// repeated tells which ids do not say which thing is meant: those that a list
// has twice, and none at all.
func repeated(lists ...[]entry) map[string]bool {
	out := map[string]bool{"": true}
	for _, l := range lists {
		seen := map[string]bool{}
		for _, e := range l {
			out[e.id] = out[e.id] || seen[e.id]
			seen[e.id] = true
		}
	}
	return out
}

func (m matching) free(i, k int) bool { return m.after[i] < 0 && m.before[k] < 0 }
func (m matching) join(i, k int)      { m.after[i], m.before[k] = k, i }

// pair joins what has the same key and is free yet, in the order of the lists.
// Things with no key are left alone.
func (m matching) pair(before, after []entry, key func(entry) string) {
	waiting := map[string][]int{}
	for i, e := range before {
		if k := key(e); k != "" && m.after[i] < 0 {
			waiting[k] = append(waiting[k], i)
		}
	}
	for k, e := range after {
		if w := waiting[key(e)]; len(w) > 0 && m.before[k] < 0 {
			m.join(w[0], k)
			waiting[key(e)] = w[1:]
		}
	}
}

// candidate is a pair that could be one thing said differently.
type candidate struct {
	before, after int
	similarity    float64
}

// alike is how similar two things must be to be taken for one that was edited.
const alike = 0.5

// candidates lists the free pairs without ids that are similar enough, the most
// similar first; of equals those that moved least. Ties beyond that cannot
// exclude each other: they are (i, k) and (k, i).
func (m matching) candidates(before, after []entry) []candidate {
	var out []candidate
	for i := range before {
		for k := range after {
			if !m.free(i, k) || before[i].id != "" || after[k].id != "" {
				continue
			}
			if s := similarity(before[i].name, after[k].name); s >= alike {
				out = append(out, candidate{i, k, s})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b candidate) int {
		return cmp.Or(
			cmp.Compare(b.similarity, a.similarity),
			cmp.Compare(max(a.before-a.after, a.after-a.before), max(b.before-b.after, b.after-b.before)),
			cmp.Compare(a.before+a.after, b.before+b.after),
		)
	})
	return out
}

// reordered reports whether the things of both lists stand in another order.
func (m matching) reordered() bool {
	last := -1
	for _, i := range m.before {
		if i >= 0 && i < last {
			return true
		}
		last = max(last, i)
	}
	return false
}
