package analysis

import (
	"cmp"
	"slices"

	"rolebook/generator/catalog"
)

// Breach is a rule that a person's roles violate together. Its status is that
// of the finding which asks for most: open before excepted before mitigated.
type Breach struct {
	Rule   *catalog.Rule
	Status Status

	check int
}

// Verdict is what is wrong with holding certain roles at once. People with the
// same roles mostly share one.
type Verdict struct {
	Breaches []Breach // in the order of findings; never empty

	judge *Judge
	rows  []int32 // ascending
}

// Roles gives the roles held, deprecated ones aside, by id.
func (v *Verdict) Roles() []*catalog.Role {
	out := make([]*catalog.Role, len(v.rows))
	for i, row := range v.rows {
		out[i] = v.judge.by.rows[row].Role
	}
	return out
}

// Findings gives what a breach consists of: the minimal sets of the person's
// roles that violate the rule, in the order of [Result].Findings. They are
// worked out at each call.
func (v *Verdict) Findings(b Breach) []*Finding {
	return v.judge.result.checks[b.check].among(v.rows)
}

// Sitting judges one set of roles after another. It remembers some, since many
// people hold the same; how many does not depend on how many people there are.
// It is for one goroutine.
type Sitting struct {
	judge     *Judge
	held      bitset // rows; empty between two calls
	rows      []int32
	done      bitset   // deeds
	times     []bitset // by number of deeds: the checks that count so many of those done, or more
	all, open bitset   // checks of rules that are violated
	breaches  []Breach
	memory    []memory
}

// memory is a set of roles that was judged.
type memory struct {
	sign    uint64
	rows    []int32
	verdict *Verdict
}

// memories is how many sets of roles a sitting remembers; a power of two.
const memories = 1 << 16

// Sit starts a sitting.
func (j *Judge) Sit() *Sitting {
	rules := len(j.result.checks)
	return &Sitting{
		judge: j, held: newBitset(len(j.by.rows)), memory: make([]memory, memories),
		done: newBitset(len(j.counts)), times: newBitsets(len(j.least), rules), all: newBitset(rules), open: newBitset(rules),
	}
}

// Verdict judges roles held at once, given by their places in the catalog's
// list, in any order and perhaps repeated. It is nil when nothing is violated.
func (s *Sitting) Verdict(roles []int32) *Verdict {
	sign := s.hold(roles)
	m := &s.memory[sign%memories]
	if m.sign != sign || !s.same(m.rows) {
		m.sign, m.rows, m.verdict = sign, append(m.rows[:0], s.rows...), s.judgeHeld()
	}
	for _, row := range s.rows {
		s.held[row/64] = 0
	}
	return m.verdict
}

// hold takes the roles that count, each once, and gives what tells the set from
// others, whatever its order (Zobrist, 1970).
func (s *Sitting) hold(roles []int32) (sign uint64) {
	s.rows = s.rows[:0]
	for _, role := range roles {
		row := s.judge.row[role]
		if row >= 0 && !s.held.has(int(row)) {
			s.held.add(int(row))
			s.rows = append(s.rows, row)
			sign ^= s.judge.signs[row]
		}
	}
	return sign
}

// same reports whether exactly these rows are held.
func (s *Sitting) same(rows []int32) bool {
	if len(rows) != len(s.rows) {
		return false
	}
	for _, row := range rows {
		if !s.held.has(int(row)) {
			return false
		}
	}
	return true
}

func (s *Sitting) judgeHeld() *Verdict {
	s.violated(s.judge.all, s.all)
	if s.all.next(0) < 0 {
		return nil
	}
	s.violated(s.judge.open, s.open)
	s.breaches = s.breaches[:0]
	for i := s.all.next(0); i >= 0; i = s.all.next(i + 1) {
		s.breaches = append(s.breaches, Breach{s.judge.result.checks[i].rule, s.status(i), i})
	}
	return &Verdict{slices.Clone(s.breaches), s.judge, slices.Sorted(slices.Values(s.rows))}
}

// violated finds the rules that are violated by what the roles held do. It
// counts for all of them at once, a deed at a time: those that count the deed
// and had k of their deeds before have k+1 then.
func (s *Sitting) violated(does []bitset, found bitset) {
	clear(s.done)
	for _, row := range s.rows {
		s.done.join(does[row])
	}
	for _, t := range s.times {
		clear(t)
	}
	for d := s.done.next(0); d >= 0; d = s.done.next(d + 1) {
		for w, counting := range s.judge.counts[d] {
			for k := len(s.times) - 1; k > 1; k-- {
				s.times[k][w] |= s.times[k-1][w] & counting
			}
			s.times[1][w] |= counting
		}
	}
	clear(found)
	for k, enough := range s.judge.least {
		for w := range found {
			found[w] |= s.times[k][w] & enough[w]
		}
	}
}

// status grades a breach by counting, unless an exception is about some of the
// roles held: then it depends on which sets of them violate the rule.
func (s *Sitting) status(i int) Status {
	for _, set := range s.judge.accepted[i] {
		if !set.outside(s.held) {
			found := s.judge.result.checks[i].among(slices.Sorted(slices.Values(s.rows)))
			if len(found) > 0 { // else there are too many ways to violate it
				return slices.MinFunc(found, func(a, b *Finding) int { return cmp.Compare(a.Status, b.Status) }).Status
			}
		}
	}
	if s.open.has(i) {
		return Open
	}
	return Mitigated
}
