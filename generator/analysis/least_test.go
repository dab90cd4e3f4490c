package analysis

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"rolebook/generator/catalog"
)

func TestLeast(t *testing.T) {
	t.Parallel()
	const rules = `
		function enter create order
		function release approve order
		rule s high 2 functions enter release
		`
	tests := []struct{ name, catalog, asked, want string }{
		{
			"one role is less than two", `
			role a
			  allow read order own
			role b
			  allow read customer own
			role c
			  allow read order,customer own
			  allow update refund own`,
			"read order, read customer", "1 way: c besides 1",
		},
		{
			"the one that gives least comes first, then the first by id", `
			role a
			  allow read,update order own
			role c
			  allow read order own
			role b
			  allow read order own`,
			"read order", "3 ways: b besides 0; c besides 0; a besides 1",
		},
		{
			"the scope asked for must be reached", `
			role a
			  allow read order own
			role b
			  allow read order team
			  allow update order team`,
			"read order team", "1 way: b besides 1",
		},
		{
			"draft and deprecated roles are not offered", `
			role a deprecated
			  allow read order own
			role b draft
			  allow read order own`,
			"read order", "nobody: read order",
		},
		{
			"two that conflict give way to three that do not", rules + `
			role a
			  allow create,read order own
			role b
			  allow approve,read order own
			  allow read customer own
			role c
			  allow read order own
			role d
			  allow read customer own`,
			"create order, read customer", "1 way: a+d besides 1",
		},
		{
			"what nobody may hold together is said with the conflict", rules + `
			role a
			  allow create order own
			role b
			  allow approve order own`,
			"create order, approve order", "blocked: a+b by s",
		},
		{
			"a role with a conflict of its own is not offered", rules + `
			role a
			  allow create,approve order own`,
			"create order", "blocked: a by s",
		},
		{
			"an accepted conflict is none", rules + `
			role a
			  allow create,approve order own
			except s 2999-01-01 a`,
			"create order", "1 way: a besides 1",
		},
		{
			"a mitigated conflict is none", rules + `
			role a
			  allow create order own
			role b
			  allow approve order own if four-eyes`,
			"create order, approve order", "1 way: a+b besides 0",
		},
		{"nothing is asked for", "role a", "", "0 ways:"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			r := Run(sketch(t, test.catalog), day(t, "2026-01-15"))
			if got := leastText(r.Least(accesses(t, r.Catalog, test.asked))); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

// accesses reads "read order, approve order team".
func accesses(t testing.TB, cat *catalog.Catalog, text string) (out []catalog.Access) {
	t.Helper()
	for _, part := range strings.Split(text, ", ") {
		w := strings.Fields(part)
		if len(w) == 0 {
			continue
		}
		a := catalog.Access{Action: cat.Action(w[0]), Object: cat.Object(w[1])}
		if len(w) > 2 {
			a.Scope = cat.Scope(w[2])
		}
		out = append(out, a)
	}
	return out
}

func leastText(l Least) string {
	if len(l.Missing) > 0 {
		return "nobody: " + idsOf(l.Missing, func(a catalog.Access) string { return a.Action.ID + " " + a.Object.ID })
	}
	var sets []string
	if len(l.Blocked) > 0 {
		for _, s := range l.Blocked {
			sets = append(sets, rolesText(s.Roles)+" by "+idsOf(s.Conflicts, func(f *Finding) string { return f.Rule.ID }))
		}
		return "blocked: " + strings.Join(sets, "; ")
	}
	for _, s := range l.Sets {
		sets = append(sets, fmt.Sprintf("%s besides %d", rolesText(s.Roles), s.Besides))
	}
	ways := "ways"
	if l.Ways == 1 {
		ways = "way"
	}
	return strings.TrimSpace(fmt.Sprintf("%d %s: %s", l.Ways, ways, strings.Join(sets, "; ")))
}

func rolesText(roles []*catalog.Role) string {
	return strings.ReplaceAll(idsOf(roles, roleID), ",", "+")
}

// TestLeastAgainstAll holds the search against trying every set of roles, on
// catalogs made by chance.
func TestLeastAgainstAll(t *testing.T) {
	t.Parallel()
	chance := rand.New(rand.NewPCG(7, 1))
	seen := map[string]int{}
	for range 400 {
		r := Run(sketch(t, leastCatalog(chance)), day(t, "2026-01-15"))
		var asked []catalog.Access
		for _, o := range r.Catalog.Objects {
			for _, a := range o.Actions {
				if chance.IntN(4) == 0 {
					asked = append(asked, catalog.Access{Object: o, Action: a, Scope: [...]*catalog.Scope{nil, r.Catalog.Scope("team")}[chance.IntN(2)]})
				}
			}
		}
		if len(asked) == 0 {
			continue
		}
		got := r.Least(asked)
		if !got.Proved {
			t.Fatal("so small a catalog is too much")
		}
		want, kind := bruteLeast(r, asked)
		seen[kind]++
		if text := leastText(got); text != want {
			t.Fatalf("asked for %v of %s:\ngot  %s\nwant %s", asked, idsOf(r.Catalog.Roles, roleID), text, want)
		}
	}
	for _, kind := range []string{"missing", "blocked", "1", "2", "3"} {
		if seen[kind] < 5 {
			t.Errorf("%d of the catalogs made by chance come to %s; the test looks at too few", seen[kind], kind)
		}
	}
}

// leastCatalog writes a catalog of up to nine roles, some of which conflict.
func leastCatalog(chance *rand.Rand) string {
	actions, objects, scopes := []string{"read", "create", "update", "delete", "approve"}, []string{"order", "customer", "refund"}, []string{"own", "team", "all"}
	var b strings.Builder
	for i := range 5 + chance.IntN(5) {
		fmt.Fprintf(&b, "role r%d%s\n", i, [...]string{"", "", "", "", " draft"}[chance.IntN(5)])
		for range 2 + chance.IntN(4) {
			fmt.Fprintf(&b, "allow %s %s %s%s\n", actions[chance.IntN(5)], objects[chance.IntN(3)], scopes[chance.IntN(3)], [...]string{"", "", " if four-eyes"}[chance.IntN(3)])
		}
	}
	for i := range 4 {
		fmt.Fprintf(&b, "function f%d %s %s\n", i, actions[chance.IntN(5)], objects[chance.IntN(3)])
	}
	fmt.Fprintf(&b, "rule s high 2 functions f0 f1\nrule u high 3 functions f0 f2 f3\n")
	if chance.IntN(2) == 0 {
		fmt.Fprintf(&b, "except s 2999-01-01 r%d r%d\n", 0, 1+chance.IntN(4))
	}
	return b.String()
}

// bruteLeast tries every set of active roles. kind says what it came to.
func bruteLeast(r *Result, asked []catalog.Access) (text, kind string) {
	var active []*catalog.Role
	for _, x := range r.Catalog.Roles {
		if x.Status == catalog.Active {
			active = append(active, x)
		}
	}
	var free, any []LeastSet
	for n := 1; n < 1<<len(active); n++ {
		var set LeastSet
		for i, x := range active {
			if n&(1<<i) != 0 {
				set.Roles = append(set.Roles, x)
			}
		}
		if slices.ContainsFunc(asked, func(a catalog.Access) bool { return !r.Matrix.Can(set.Roles, a).Allowed }) {
			continue
		}
		set.Besides = -len(asked)
		for _, o := range r.Catalog.Objects {
			for _, a := range o.Actions {
				if r.Matrix.Can(set.Roles, catalog.Access{Object: o, Action: a}).Allowed {
					set.Besides++
				}
			}
		}
		set.Conflicts = r.openAmong(set.Roles)
		any = append(any, set)
		if len(set.Conflicts) == 0 {
			free = append(free, set)
		}
	}
	switch {
	case len(any) == 0:
		var l Least
		for _, a := range asked {
			if !r.Matrix.Can(active, a).Allowed {
				l.Missing = append(l.Missing, a)
			}
		}
		return leastText(l), "missing"
	case len(free) == 0:
		any, _ = smallest(any)
		return leastText(Least{Blocked: any}), "blocked"
	}
	sets, ways := smallest(free)
	return leastText(Least{Sets: sets, Ways: ways}), fmt.Sprint(len(sets[0].Roles))
}

func smallest(sets []LeastSet) (best []LeastSet, ways int) {
	slices.SortFunc(sets, func(x, y LeastSet) int {
		return cmp.Or(cmp.Compare(len(x.Roles), len(y.Roles)), cmp.Compare(x.Besides, y.Besides), cmp.Compare(rolesText(x.Roles), rolesText(y.Roles)))
	})
	for _, s := range sets {
		if len(s.Roles) == len(sets[0].Roles) {
			ways++
		}
	}
	return sets[:min(ways, MostLeast)], ways
}

// TestLeastGivesUp: a search that is cut short says so, and still gives the
// sets that it found.
func TestLeastGivesUp(t *testing.T) {
	t.Parallel()
	r := Run(sketch(t, `
		role a
		  allow read order own
		role b
		  allow read order own
		role c
		  allow read order own`), day(t, "2026-01-15"))
	s := r.leastSearch(accesses(t, r.Catalog, "read order"), true)
	s.limit = 2
	sets, ways, proved := s.run()
	if proved || ways != 2 || len(sets) != 2 {
		t.Errorf("after 2 of 3 steps: %d sets of %d ways, proved %v", len(sets), ways, proved)
	}
}
