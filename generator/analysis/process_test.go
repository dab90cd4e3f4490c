package analysis

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"rolebook/generator/catalog"
)

func TestProcess(t *testing.T) {
	t.Parallel()
	const common = `
		role a
		  allow create order own
		role b
		  allow approve order own
		role c
		  allow export order own
		role d
		  allow approve,export order own if four-eyes
		function f create order
		function g approve order
		function h export order
		`
	tests := []struct{ name, rules, want string }{
		{
			"no rule keeps anything apart", "",
			"[a,d] mitigated: a,d does f,g,h; [a,b,c] open: a,b,c does f,g,h; of 2 sets",
		},
		{
			"a rule makes two people of one", "rule s high 2 functions f g",
			"[a,d] mitigated: a,d does f,g,h; [a,b,c] open: a,c does f,h + b does g; of 2 sets",
		},
		{
			"an exception lets one do it", `rule s high 2 functions f g
			except s 2027-01-01 a b`,
			"[a,d] mitigated: a,d does f,g,h; [a,b,c] open: a,b,c does f,g,h; of 2 sets",
		},
		{
			"three people it takes", `rule s high 2 functions f g
			rule t high 2 functions g h
			rule u high 2 roles a c`,
			"[a,d] mitigated: a,d does f,g,h; of 2 sets",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			cat := sketch(t, common+test.rules)
			p := &catalog.Process{ID: "p", Steps: cat.Functions, People: 3}
			report := Run(cat, catalog.Date{Year: 2026, Month: 11, Day: 22}).Process(p)
			if got := reportText(report); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

func reportText(r ProcessReport) string {
	var out []string
	step := func(f *catalog.Function) string { return f.ID }
	for _, p := range r.Plans {
		var people []string
		for _, x := range p.People {
			people = append(people, idsOf(x.Roles, roleID)+" does "+idsOf(x.Steps, step))
		}
		out = append(out, fmt.Sprintf("[%s] %s: %s", idsOf(p.Roles, roleID), p.Status, strings.Join(people, " + ")))
	}
	out = append(out, fmt.Sprintf("of %s sets", r.Sets))
	if len(r.Missing) > 0 {
		out = append(out, "nobody does "+idsOf(r.Missing, step))
	}
	if !r.Proved {
		out = append(out, "not proved")
	}
	return strings.Join(out, "; ")
}

// TestProcessLimit has more sets than are looked at: the report must say so and
// count them all.
func TestProcessLimit(t *testing.T) {
	t.Parallel()
	cat := largeCatalog(300, 30)
	p := &catalog.Process{ID: "p", Steps: cat.Functions[40:44], People: 3}
	report := Run(cat, catalog.Date{}).Process(p)
	if report.Proved || report.Sets.Cmp(big.NewInt(MaxExamined)) <= 0 || len(report.Plans) == 0 {
		t.Errorf("proved %t, %s sets, %d plans", report.Proved, report.Sets, len(report.Plans))
	}
}

// TestProcessAgainstOracle tries every set of roles and every way to hand them
// to people.
func TestProcessAgainstOracle(t *testing.T) {
	t.Parallel()
	on := catalog.Date{Year: 2026, Month: 11, Day: 22}
	seen := map[string]int{}
	for seed := range uint64(8000) {
		rnd := rand.New(rand.NewPCG(seed, 19))
		cat := processCatalog(rnd)
		r := Run(cat, on)
		n := 2 + rnd.IntN(4)*2/3
		p := &catalog.Process{ID: "p", Steps: slices.Clone(cat.Functions[:n]), People: 2 + rnd.IntN(n-1)}
		rnd.Shuffle(n, func(i, k int) { p.Steps[i], p.Steps[k] = p.Steps[k], p.Steps[i] })
		report := r.Process(p)
		got, err := plansOf(r, report)
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		q := newProcessOracle(r, p)
		if want := q.plans(); got != want {
			t.Fatalf("seed %d, %d steps, %d people: got\n%s\nwant\n%s", seed, n, p.People, got, want)
		}
		for _, plan := range report.Plans {
			seen[fmt.Sprintf("%d people", len(plan.People))]++
			seen[fmt.Sprintf("%d roles", len(plan.Roles))]++
			seen[plan.Status.String()]++
		}
		if report.Sets.Cmp(big.NewInt(int64(len(report.Plans)))) > 0 {
			seen["prevented"]++
		}
		if len(report.Missing) > 0 {
			seen["missing"]++
		}
	}
	t.Logf("plans: %v", seen)
	for _, sort := range []string{"1 people", "2 people", "3 people", "1 roles", "2 roles", "3 roles", "open", "mitigated", "prevented", "missing"} {
		if seen[sort] < 5 {
			t.Errorf("%d times %s", seen[sort], sort)
		}
	}
}

// processCatalog is a random catalog in which somebody performs every function,
// mostly, and pairs of functions are kept apart. In half of them roles have
// little to do.
func processCatalog(rnd *rand.Rand) *catalog.Catalog {
	cat := randomCatalog(rnd)
	d := &dice{rnd, cat}
	few := d.once(2)
	for _, r := range cat.Roles {
		if few {
			r.Allow = nil
		}
	}
	for _, f := range cat.Functions {
		for range 1 + rnd.IntN(2) {
			r := some(d, cat.Roles)[0]
			g := &catalog.Grant{Role: r, Objects: f.Any[0].Objects[:1], Actions: f.Any[0].Actions[:1], Scope: cat.Scopes[2]}
			if d.once(4) {
				g.When = cat.Conditions[:1]
			}
			r.Allow = append(r.Allow, g)
		}
	}
	for i := range rnd.IntN(8) {
		pair := some(d, cat.Functions)
		if len(pair) == 2 {
			cat.Rules = append(cat.Rules, &catalog.Rule{ID: fmt.Sprintf("t%d", i), Severity: "low", Functions: pair, AtLeast: 2})
		}
	}
	if few {
		cat.Rules = append(cat.Rules, &catalog.Rule{ID: "u", Severity: "low", Functions: cat.Functions[:3], AtLeast: 2})
	}
	cat.Index()
	return cat
}

// plansOf writes plans as the oracle does, and checks that they work.
func plansOf(r *Result, report ProcessReport) (string, error) {
	var out []string
	for _, plan := range report.Plans {
		out = append(out, fmt.Sprint(idsOf(plan.Roles, roleID), plan.Status, len(plan.People)))
		var roles []*catalog.Role
		var steps []*catalog.Function
		for _, x := range plan.People {
			roles, steps = append(roles, x.Roles...), append(steps, x.Steps...)
			for _, f := range x.Steps {
				if !slices.ContainsFunc(x.Roles, func(role *catalog.Role) bool {
					return len(newOracle("").pathsOf(role, f, plan.Status == Open)) > 0
				}) {
					return "", fmt.Errorf("%s cannot do %s", idsOf(x.Roles, roleID), f.ID)
				}
			}
			for f := range r.All() {
				if f.Status == Open && f.Kind() == CombinationKind && isSubset(f.Roles, x.Roles) {
					return "", fmt.Errorf("%s are kept apart", idsOf(f.Roles, roleID))
				}
			}
		}
		if !sameRoles(roles, plan.Roles) || len(steps) != len(report.Process.Steps) {
			return "", fmt.Errorf("a plan with %s hands out %s and %d steps", idsOf(plan.Roles, roleID), idsOf(roles, roleID), len(steps))
		}
	}
	return strings.Join(out, "\n"), nil
}

func (q oracle) pathsOf(role *catalog.Role, f *catalog.Function, struck bool) []oracleGrant {
	q.grants[role] = q.effective(role)
	return q.paths(role, f, struck)
}

// processOracle knows the definition of a plan, and open combinations.
type processOracle struct {
	process  *catalog.Process
	roles    []*catalog.Role
	apart    []int       // sets of roles, as bits
	performs [2][]int    // steps by role, as bits; without mitigated grants, and with
	people   map[int]int // the fewest by set of roles; 0 when there are too few
}

func newProcessOracle(r *Result, p *catalog.Process) *processOracle {
	q := &processOracle{process: p, people: map[int]int{}}
	o := newOracle("")
	for _, role := range r.Catalog.Roles {
		if role.Status == catalog.Deprecated {
			continue
		}
		q.roles = append(q.roles, role)
		for i, struck := range []bool{true, false} {
			bits := 0
			for k, f := range p.Steps {
				if len(o.pathsOf(role, f, struck)) > 0 {
					bits |= 1 << k
				}
			}
			q.performs[i] = append(q.performs[i], bits)
		}
	}
	for _, f := range r.Findings {
		if f.Kind() == CombinationKind && f.Status == Open {
			q.apart = append(q.apart, q.bits(f.Roles))
		}
	}
	return q
}

func (q *processOracle) bits(roles []*catalog.Role) int {
	bits := 0
	for _, r := range roles {
		bits |= 1 << slices.Index(q.roles, r)
	}
	return bits
}

// plans lists the minimal sets of roles with which too few people can do all,
// in either count.
func (q *processOracle) plans() string {
	var out []string
	for size := 1; size <= len(q.roles); size++ {
		var sets [][]*catalog.Role
		for set := 1; set < 1<<len(q.roles); set++ {
			if members := members(set); len(members) == size && (q.minimal(0, set) || q.minimal(1, set)) {
				var roles []*catalog.Role
				for _, i := range members {
					roles = append(roles, q.roles[i])
				}
				sets = append(sets, roles)
			}
		}
		slices.SortFunc(sets, func(a, b []*catalog.Role) int {
			return slices.CompareFunc(a, b, func(x, y *catalog.Role) int { return strings.Compare(x.ID, y.ID) })
		})
		for _, roles := range sets {
			status := Mitigated
			if q.feasible(0, q.bits(roles)) {
				status = Open
			}
			out = append(out, fmt.Sprint(idsOf(roles, roleID), status, q.fewest(q.bits(roles))))
		}
	}
	return strings.Join(out, "\n")
}

func (q *processOracle) minimal(count, set int) bool {
	if !q.feasible(count, set) {
		return false
	}
	for subset := (set - 1) & set; subset > 0; subset = (subset - 1) & set {
		if q.feasible(count, subset) {
			return false
		}
	}
	return true
}

// feasible: all steps are performed, and the people are enough.
func (q *processOracle) feasible(count, set int) bool {
	done := 0
	for _, i := range members(set) {
		done |= q.performs[count][i]
	}
	return done == 1<<len(q.process.Steps)-1 && q.fewest(set) > 0
}

// fewest tries one person, two and so on, with every way to hand out the roles.
func (q *processOracle) fewest(set int) int {
	if n, known := q.people[set]; known {
		return n
	}
	roles := members(set)
	for n := 1; n < q.process.People; n++ {
		ways := 1
		for range roles {
			ways *= n
		}
		for way := range ways {
			held := make([]int, n)
			for _, i := range roles {
				held[way%n] |= 1 << i
				way /= n
			}
			if !slices.ContainsFunc(held, q.barred) {
				q.people[set] = n
				return n
			}
		}
	}
	q.people[set] = 0
	return 0
}

func (q *processOracle) barred(held int) bool {
	return slices.ContainsFunc(q.apart, func(apart int) bool { return held&apart == apart })
}
