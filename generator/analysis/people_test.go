package analysis

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"rolebook/generator/catalog"
)

// What people with certain roles violate is what the catalog's findings are
// about whose roles are all among theirs.
func TestVerdictsAgainstFindings(t *testing.T) {
	t.Parallel()
	on := catalog.Date{Year: 2026, Month: 11, Day: 22}
	statuses := map[string]int{}
	for seed := range uint64(1500) {
		rnd := rand.New(rand.NewPCG(seed, 11))
		cat := randomCatalog(rnd)
		r := Run(cat, on)
		sitting := NewJudge(r).Sit()
		for range 12 {
			held := drawRoles(rnd, len(cat.Roles))
			want, got := violated(r, held), judged(sitting.Verdict(held))
			if got != want {
				t.Fatalf("seed %d, roles %v: got\n%s\nwant\n%s", seed, held, got, want)
			}
			for _, s := range []string{"open:", "excepted:", "mitigated:"} {
				statuses[s] += strings.Count(want, s)
			}
		}
	}
	for s, n := range statuses {
		if n == 0 {
			t.Errorf("nobody has anything %s", s)
		}
	}
}

// drawRoles draws roles by place, out of order and some of them twice.
func drawRoles(rnd *rand.Rand, n int) []int32 {
	held := make([]int32, rnd.IntN(n+2))
	for i := range held {
		held[i] = int32(rnd.IntN(n))
	}
	return held
}

// violated tells the findings within roles, a line a rule.
func violated(r *Result, held []int32) string {
	var lines []string
	var last *catalog.Rule
	worst := map[int]Status{}
	for f := range r.All() {
		if slices.ContainsFunc(f.Roles, func(role *catalog.Role) bool {
			return !slices.Contains(held, int32(slices.Index(r.Catalog.Roles, role)))
		}) {
			continue
		}
		if f.Rule != last {
			lines, last = append(lines, ""), f.Rule
			worst[len(lines)-1] = f.Status
		}
		i := len(lines) - 1
		worst[i] = min(worst[i], f.Status)
		lines[i] += findingOf(f)
	}
	for i := range lines {
		lines[i] = worst[i].String() + ":" + lines[i]
	}
	return strings.Join(lines, "\n")
}

func findingOf(f *Finding) string {
	return fmt.Sprintf(" %s %s %t [%s]", f.Rule.ID, f.Status, f.Expired, idsOf(f.Roles, roleID))
}

// judged tells a verdict in the same words.
func judged(v *Verdict) string {
	var lines []string
	if v != nil {
		for _, b := range v.Breaches {
			line := b.Status.String() + ":"
			for _, f := range v.Findings(b) {
				line += findingOf(f)
			}
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

// More sets of roles than a sitting remembers are judged as each alone.
func TestVerdictsOfManySets(t *testing.T) {
	t.Parallel()
	r := Run(largeCatalog(300, 20), catalog.Date{})
	judge := NewJudge(r)
	sitting := judge.Sit()
	rnd := rand.New(rand.NewPCG(1, 1))
	for i := range 2 * memories {
		held := make([]int32, 1+rnd.IntN(4))
		for k := range held {
			held[k] = int32(rnd.IntN(300))
		}
		first := sitting.Verdict(held)
		slices.Reverse(held)
		if again := sitting.Verdict(append(held, held[0])); again != first {
			t.Fatalf("roles %v are judged anew", held)
		}
		if i%1000 == 0 {
			if got, want := judged(first), judged(judge.Sit().Verdict(held)); got != want {
				t.Fatalf("roles %v: got\n%s\nwant\n%s", held, got, want)
			}
		}
	}
}

func TestAccepted(t *testing.T) {
	t.Parallel()
	cat := sketch(t, orderDesk)
	for _, c := range []struct {
		on   catalog.Date
		want string
	}{
		{catalog.Date{Year: 2026, Month: 1, Day: 31}, "s01 [clerk,manager], s02 [director]"},
		{catalog.Date{Year: 2026, Month: 11, Day: 22}, "s02 [director]"},
		{catalog.Date{Year: 2027, Month: 1, Day: 1}, ""},
	} {
		var got []string
		for _, f := range NewJudge(Run(cat, c.on)).Accepted() {
			got = append(got, fmt.Sprintf("%s [%s]", f.Rule.ID, idsOf(f.Roles, roleID)))
		}
		if s := strings.Join(got, ", "); s != c.want {
			t.Errorf("%s: got %s, want %s", c.on, s, c.want)
		}
	}
}
