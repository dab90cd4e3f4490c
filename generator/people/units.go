package people

import (
	"slices"
	"sync"
)

// units numbers the units that assignments name, from 1.
type units struct {
	mu      sync.Mutex
	numbers map[string]int32
	names   []string // by number - 1
}

func newUnits() *units { return &units{numbers: map[string]int32{}} }

func (u *units) number(name string) int32 {
	u.mu.Lock()
	defer u.mu.Unlock()
	n, known := u.numbers[name]
	if !known {
		u.names = append(u.names, name)
		n = int32(len(u.names))
		u.numbers[name] = n
	}
	return n
}

// list gives the names of units, each once and sorted. People mostly have one,
// and then share it.
func (u *units) list(numbers []int32) []string {
	if len(numbers) == 0 {
		return nil
	}
	u.mu.Lock()
	defer u.mu.Unlock()
	if len(numbers) == 1 {
		n := numbers[0]
		return u.names[n-1 : n : n]
	}
	out := make([]string, len(numbers))
	for i, n := range numbers {
		out[i] = u.names[n-1]
	}
	slices.Sort(out)
	return slices.Compact(out)
}
