package people

import (
	"context"
	"encoding/binary"
	"hash/maphash"
	"sync"

	"golang.org/x/sync/errgroup"
)

// Where people are in no order, rows are sorted into parts by person. A part of
// a file has about partSize bytes, so that it can be judged in memory; a file of
// more than maxParts such parts has larger ones.
const (
	partSize    = 8 << 20
	maxParts    = 1024
	segmentSize = 16 << 10 // written at once
)

// scattered judges people whose rows may stand anywhere.
func (c *checker) scattered(ctx context.Context) (report *Report, wrong problems, err error) {
	report = &Report{}
	kept := newStore(int(min(c.size/partSize+1, maxParts)), memorySize)
	defer kept.release()
	workers := &scatterers{store: kept, seed: maphash.MakeSeed()}
	err = pass(ctx, c, func() func(*block) *scattering { return workers.add(c.newReader()) }, func(t *scattering) bool {
		report.Rows, report.InForce = report.Rows+t.rows, report.InForce+t.inForce
		wrong.merge(t.wrong)
		return t.more
	})
	if err == nil && wrong.total == 0 {
		workers.flush()
		report.People, report.Persons, err = c.judgeParts(ctx, kept)
		report.sort()
	}
	if err == nil {
		err = kept.err
	}
	return report, wrong, err
}

// scattering is what a block comes to whose rows went into parts.
type scattering struct {
	rows, inForce int
	wrong         problems
	more          bool
}

// scatterers put rows into parts, each with buffers of its own.
type scatterers struct {
	store *store
	seed  maphash.Seed
	mu    sync.Mutex
	parts [][][]byte
}

// add makes a worker for [checker.scattered].
func (s *scatterers) add(r *reader) func(*block) *scattering {
	parts := make([][]byte, len(s.store.parts))
	s.mu.Lock()
	s.parts = append(s.parts, parts)
	s.mu.Unlock()
	return func(b *block) *scattering {
		more := r.each(b, func(a assignment) {
			p := maphash.Bytes(s.seed, a.person) % uint64(len(parts))
			parts[p] = appendRow(parts[p], a)
			if len(parts[p]) > segmentSize {
				s.store.put(int(p), parts[p])
				parts[p] = parts[p][:0]
			}
		})
		return &scattering{r.rows, r.inForce, r.problems, more}
	}
}

// flush puts away what is left in the buffers.
func (s *scatterers) flush() {
	for _, parts := range s.parts {
		for p, rows := range parts {
			s.store.put(p, rows)
		}
	}
}

func appendRow(to []byte, a assignment) []byte {
	to = binary.AppendUvarint(to, uint64(len(a.person)))
	to = append(to, a.person...)
	to = binary.AppendUvarint(to, uint64(a.role))
	return binary.AppendUvarint(to, uint64(a.unit))
}

// judgeParts judges part by part, on all processors.
func (c *checker) judgeParts(ctx context.Context, kept *store) (people int, persons []Person, err error) {
	var mu sync.Mutex
	next := make(chan int)
	workers, ctx := errgroup.WithContext(ctx)
	for range c.workers {
		workers.Go(func() error {
			b := &bench{sitting: c.judge.Sit(), units: c.units}
			sorter := sorter{numbers: map[string]int32{}}
			for p := range next {
				rows, err := kept.get(p)
				if err != nil {
					return err
				}
				sorter.each(rows, b.judge)
			}
			mu.Lock()
			defer mu.Unlock()
			people, persons = people+b.people, append(persons, b.persons...)
			return nil
		})
	}
	for p := range kept.parts {
		select {
		case next <- p:
		case <-ctx.Done():
		}
	}
	close(next)
	err = workers.Wait()
	return people, persons, err
}

// sorter brings the rows of each person in a part together.
type sorter struct {
	numbers map[string]int32 // of people, in the order in which they come
	names   []string
	rows    []sortedRow
	ends    []int32 // by person: where the rows end
	sorted  []sortedRow
}

type sortedRow struct{ person, role, unit int32 }

// each calls take for every person of a part.
func (s *sorter) each(part []byte, take func(*group)) {
	clear(s.numbers)
	s.names, s.rows = s.names[:0], s.rows[:0]
	text := string(part) // names are parts of it
	for at := 0; at < len(text); {
		at = s.row(part, text, at)
	}
	s.sort()
	var g group
	from := int32(0)
	for n, end := range s.ends {
		g = group{append(g.name[:0], s.names[n]...), g.roles[:0], g.units[:0]}
		for _, r := range s.sorted[from:end] {
			g.add(assignment{role: r.role, unit: r.unit})
		}
		take(&g)
		from = end
	}
}

// row reads the row at a place, and gives the place behind it.
func (s *sorter) row(part []byte, text string, at int) int {
	number := func() int {
		v, n := binary.Uvarint(part[at:])
		at += n
		return int(v)
	}
	length := number()
	name := text[at : at+length]
	at += length
	person, known := s.numbers[name]
	if !known {
		person = int32(len(s.names))
		s.numbers[name] = person
		s.names = append(s.names, name)
	}
	role := int32(number())
	s.rows = append(s.rows, sortedRow{person, role, int32(number())})
	return at
}

// sort orders the rows by person, by counting.
func (s *sorter) sort() {
	s.ends = append(s.ends[:0], make([]int32, len(s.names))...)
	for _, r := range s.rows {
		s.ends[r.person]++
	}
	sum := int32(0)
	for i, n := range s.ends {
		s.ends[i] = sum
		sum += n
	}
	s.sorted = append(s.sorted[:0], s.rows...)
	for _, r := range s.rows {
		s.sorted[s.ends[r.person]] = r
		s.ends[r.person]++
	}
}
