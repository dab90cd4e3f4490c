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

// oracle finds conflicts straight from their definition: it tries every set of
// roles. It shares no code with the analysis but the types. It can leave one
// thing of the definition out of sight, to see whether that matters.
type oracle struct {
	ignore string
	grants map[*catalog.Role][]oracleGrant
}

// ignorable are the parts of the definition that an oracle can leave out.
var ignorable = []string{
	"inheritance", "denials", "inherited denials", "mitigation", "second count", "domination", "conditions", "scopes",
	"at least", "deprecation", "exceptions", "dates", "later exceptions",
}

func newOracle(ignore string) oracle {
	return oracle{ignore, map[*catalog.Role][]oracleGrant{}}
}

// findings gives every finding as text, with its paths, sorted as told.
func (q oracle) findings(cat *catalog.Catalog, on catalog.Date) string {
	rules := slices.Clone(cat.Rules)
	slices.SortFunc(rules, func(a, b *catalog.Rule) int {
		return cmp.Or(cmp.Compare(a.Severity.Rank(), b.Severity.Rank()), strings.Compare(a.ID, b.ID))
	})
	var subjects []*catalog.Role
	for _, r := range cat.Roles {
		if r.Status != catalog.Deprecated || q.ignore == "deprecation" {
			subjects = append(subjects, r)
			q.grants[r] = q.effective(r)
		}
	}
	var out []string
	for _, rule := range rules {
		var sets [][]*catalog.Role
		for bits := 1; bits < 1<<len(subjects); bits++ {
			var set []*catalog.Role
			for i, r := range subjects {
				if bits&(1<<i) != 0 {
					set = append(set, r)
				}
			}
			if q.minimal(rule, set, false) || q.ignore != "second count" && q.minimal(rule, set, true) {
				sets = append(sets, set)
			}
		}
		slices.SortFunc(sets, func(a, b []*catalog.Role) int {
			return cmp.Or(cmp.Compare(len(a), len(b)), slices.CompareFunc(a, b, func(x, y *catalog.Role) int { return strings.Compare(x.ID, y.ID) }))
		})
		for _, set := range sets {
			out = append(out, q.finding(cat, rule, set, on))
		}
	}
	return strings.Join(out, "\n")
}

// minimal: the set violates and no proper subset does.
func (q oracle) minimal(rule *catalog.Rule, set []*catalog.Role, struck bool) bool {
	if !q.violates(rule, set, struck) {
		return false
	}
	for bits := range 1<<len(set) - 1 {
		var subset []*catalog.Role
		for i, r := range set {
			if bits&(1<<i) != 0 {
				subset = append(subset, r)
			}
		}
		if q.violates(rule, subset, struck) {
			return false
		}
	}
	return true
}

func (q oracle) violates(rule *catalog.Rule, set []*catalog.Role, struck bool) bool {
	n := 0
	for _, f := range rule.Functions {
		if slices.ContainsFunc(set, func(r *catalog.Role) bool { return len(q.paths(r, f, struck)) > 0 }) {
			n++
		}
	}
	for _, listed := range rule.Roles {
		if slices.ContainsFunc(set, func(r *catalog.Role) bool { return slices.Contains(q.ancestors(r), listed) }) {
			n++
		}
	}
	if q.ignore == "at least" {
		return n == len(rule.Functions)+len(rule.Roles)
	}
	return n >= rule.AtLeast
}

// paths lists the grants by which one role performs a function.
func (q oracle) paths(role *catalog.Role, f *catalog.Function, struck bool) []oracleGrant {
	var out []oracleGrant
	for _, g := range q.grants[role] {
		if !(struck && q.mitigated(g.When)) && q.satisfies(g, f) {
			out = append(out, g)
		}
	}
	return out
}

// performed maps what the set performs to its paths.
func (q oracle) performed(rule *catalog.Rule, set []*catalog.Role) map[string][]string {
	out := map[string][]string{}
	for _, role := range set {
		for _, f := range rule.Functions {
			for _, g := range q.paths(role, f, false) {
				out[f.ID] = append(out[f.ID], g.text(role))
			}
		}
		for _, listed := range rule.Roles {
			if slices.Contains(q.ancestors(role), listed) {
				out[listed.ID] = append(out[listed.ID], role.ID+"<"+listed.ID)
			}
		}
	}
	return out
}

// oracleGrant is an effective grant of one object and action.
type oracleGrant struct {
	catalog.Access
	When []*catalog.Condition
	own  bool
}

func (g oracleGrant) text(role *catalog.Role) string {
	var ids []string
	for _, c := range g.When {
		ids = append(ids, c.ID)
	}
	return fmt.Sprintf("%s own=%t %s %s %s %v", role.ID, g.own, g.Action.ID, g.Object.ID, g.Scope.ID, ids)
}

func (q oracle) mitigated(when []*catalog.Condition) bool {
	return q.ignore != "mitigation" && slices.ContainsFunc(when, func(c *catalog.Condition) bool { return c.Mitigates })
}

func (q oracle) satisfies(g oracleGrant, f *catalog.Function) bool {
	return slices.ContainsFunc(f.Any, func(d catalog.Demand) bool {
		return slices.Contains(d.Objects, g.Object) && slices.Contains(d.Actions, g.Action) &&
			(d.Scope == nil || q.ignore == "scopes" || g.Scope.Rank >= d.Scope.Rank)
	})
}

// The definition in full, for tests that only ask parts of it.
func oracleAncestors(role *catalog.Role) []*catalog.Role      { return oracle{}.ancestors(role) }
func oracleGrants(role *catalog.Role) []oracleGrant           { return oracle{}.effective(role) }
func oracleMitigated(when []*catalog.Condition) bool          { return oracle{}.mitigated(when) }
func oracleSatisfies(g oracleGrant, f *catalog.Function) bool { return oracle{}.satisfies(g, f) }

// ancestors is the role and all it inherits from.
func (q oracle) ancestors(role *catalog.Role) []*catalog.Role {
	out := []*catalog.Role{role}
	if q.ignore == "inheritance" {
		return out
	}
	for _, p := range role.Inherits {
		out = append(out, q.ancestors(p)...)
	}
	return out
}

// effective lists the effective grants of a role, equals once.
func (q oracle) effective(role *catalog.Role) []oracleGrant {
	var all []oracleGrant
	for i, r := range q.ancestors(role) {
		for _, g := range r.Allow {
			for _, o := range g.Objects {
				for _, a := range g.Actions {
					if slices.Contains(o.Actions, a) && !q.denied(role, o, a) {
						all = append(all, oracleGrant{catalog.Access{Action: a, Object: o, Scope: g.Scope}, g.When, i == 0})
					}
				}
			}
		}
	}
	var out []oracleGrant
	for i, g := range all {
		drop := false
		for k, h := range all {
			if g.Object != h.Object || g.Action != h.Action {
				continue
			}
			covers := g.Scope.Rank <= h.Scope.Rank && (q.ignore == "conditions" || subset(h.When, g.When)) && q.ignore != "domination"
			equal := g.Scope == h.Scope && subset(h.When, g.When) && subset(g.When, h.When)
			drop = drop || covers && !equal || equal && k < i
		}
		if !drop {
			out = append(out, g)
		}
	}
	return out
}

func (q oracle) denied(role *catalog.Role, o *catalog.Object, a *catalog.Action) bool {
	for i, r := range q.ancestors(role) {
		if q.ignore == "denials" || i > 0 && q.ignore == "inherited denials" {
			return false
		}
		for _, d := range r.Deny {
			if slices.Contains(d.Objects, o) && slices.Contains(d.Actions, a) {
				return true
			}
		}
	}
	return false
}

func subset(a, b []*catalog.Condition) bool {
	for _, c := range a {
		if !slices.Contains(b, c) {
			return false
		}
	}
	return true
}

func (q oracle) finding(cat *catalog.Catalog, rule *catalog.Rule, set []*catalog.Role, on catalog.Date) string {
	kind, status, exception := "combination", "open", ""
	if len(set) == 1 {
		kind = "role"
	}
	if !q.violates(rule, set, true) {
		status = "mitigated"
	}
	var last catalog.Date
	for _, e := range cat.Exceptions {
		if q.ignore == "exceptions" || q.ignore == "later exceptions" && !last.IsZero() {
			break
		}
		if e.Rule == rule && sameRoles(e.Roles, set) && (last.IsZero() || last.Before(e.Until)) {
			last = e.Until
		}
	}
	if !last.IsZero() {
		if exception = last.String(); last.Before(on) && q.ignore != "dates" {
			exception += " expired"
		} else {
			status = "excepted"
		}
	}
	return findingText(rule, kind, status, set, exception, q.performed(rule, set))
}

func sameRoles(a, b []*catalog.Role) bool {
	for _, r := range a {
		if !slices.Contains(b, r) {
			return false
		}
	}
	return len(a) == len(b)
}

func findingText(rule *catalog.Rule, kind, status string, set []*catalog.Role, exception string, paths map[string][]string) string {
	var ids []string
	for id, list := range paths {
		slices.Sort(list)
		ids = append(ids, id+"{"+strings.Join(list, ", ")+"}")
	}
	slices.Sort(ids)
	return fmt.Sprintf("%s %s %s [%s] %s %s", rule.ID, kind, status, idsOf(set, roleID), exception, strings.Join(ids, " "))
}

// analysed gives the findings of the analysis in the oracle's words.
func analysed(findings []*Finding) string {
	var out []string
	for _, f := range findings {
		paths := map[string][]string{}
		for _, p := range f.Functions() {
			for _, path := range p.Paths {
				s := path.Role.ID + "<" + path.From.ID
				if path.Object != nil {
					g := oracleGrant{catalog.Access{Action: path.Action, Object: path.Object, Scope: path.Scope}, path.When, path.From == path.Role}
					s = g.text(path.Role)
				}
				paths[p.ID] = append(paths[p.ID], s)
			}
		}
		exception := ""
		if f.Exception != nil {
			if exception = f.Exception.Until.String(); f.Expired {
				exception += " expired"
			}
		}
		out = append(out, findingText(f.Rule, string(f.Kind()), f.Status.String(), f.Roles, exception, paths))
	}
	return strings.Join(out, "\n")
}

// TestFindingsAgainstOracle looks at random catalogs. It proves nothing about
// what they do not have, so it counts how many findings there are of each sort,
// and in how many catalogs a part of the definition changes what is found.
func TestFindingsAgainstOracle(t *testing.T) {
	t.Parallel()
	on := catalog.Date{Year: 2026, Month: 11, Day: 22}
	seen, matters := map[string]int{}, map[string]int{}
	for seed := range uint64(10_000) {
		cat := randomCatalog(rand.New(rand.NewPCG(seed, 7)))
		r := Run(cat, on)
		want, got := newOracle("").findings(cat, on), analysed(r.Findings)
		if got != want {
			t.Fatalf("seed %d: got\n%s\nwant\n%s", seed, got, want)
		}
		if err := sameCombinations(r); err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		countSorts(seen, r)
		if seed%20 == 0 {
			for _, part := range ignorable {
				if newOracle(part).findings(cat, on) != want {
					matters[part]++
				}
			}
		}
	}
	t.Logf("findings: %v", seen)
	t.Logf("parts of the definition that change findings, of 500 catalogs: %v", matters)
	for _, sort := range []string{
		"open of 1", "open of 2", "open of 3", "open of 4", "mitigated of 1", "mitigated of 2", "mitigated of 3",
		"excepted of 1", "excepted of 2", "excepted of 3", "expired of 1", "expired of 2", "expired of 3", "mitigated and excepted",
		"last day", "over roles", "over heirs of roles", "n of m", "inherited from a deprecated role", "apart", "open behind mitigated",
	} {
		if seen[sort] < 20 {
			t.Errorf("%d findings are %s", seen[sort], sort)
		}
	}
	for _, part := range ignorable {
		if matters[part] < 10 {
			t.Errorf("%s changed the findings of %d catalogs", part, matters[part])
		}
	}
}

// countSorts counts findings by what is special about them.
func countSorts(seen map[string]int, r *Result) {
	count := func(is bool, sort string) {
		if is {
			seen[sort]++
		}
	}
	for _, f := range r.Findings {
		n := min(len(f.Roles), 4)
		seen[fmt.Sprintf("%s of %d", f.Status, n)]++
		count(f.Expired, fmt.Sprintf("expired of %d", n))
		count(f.Exception != nil && !f.Expired && f.Mitigated, "mitigated and excepted")
		count(f.Exception != nil && f.Exception.Until == r.On, "last day")
		count(f.Rule.AtLeast < width(f.Rule), "n of m")
		count(len(f.Rule.Roles) > 0, "over roles")
		count(f.Status == Open && slices.ContainsFunc(r.Findings, func(g *Finding) bool {
			return g.Rule == f.Rule && g.Mitigated && len(g.Roles) < len(f.Roles) && isSubset(g.Roles, f.Roles)
		}), "open behind mitigated")
		for _, p := range f.Functions() {
			for _, path := range p.Paths {
				count(path.Object == nil && path.From != path.Role, "over heirs of roles")
				count(path.From.Status == catalog.Deprecated, "inherited from a deprecated role")
			}
		}
	}
	for _, c := range r.Combinations {
		seen["apart"] += len(c.Apart)
	}
}

func isSubset(a, b []*catalog.Role) bool {
	return !slices.ContainsFunc(a, func(r *catalog.Role) bool { return !slices.Contains(b, r) })
}

// randomCatalog draws up to seven roles that inherit from each other, with
// grants, denials, deprecation, rules over functions and over roles, and
// exceptions.
func randomCatalog(rnd *rand.Rand) *catalog.Catalog {
	cat := vocabulary()
	d := &dice{rnd, cat}
	for i := range 2 + rnd.IntN(6) {
		r := &catalog.Role{ID: fmt.Sprintf("r%d", i), Status: catalog.Active}
		if d.once(8) {
			r.Status = catalog.Deprecated
		}
		for _, earlier := range cat.Roles {
			if d.once(6) {
				r.Inherits = append(r.Inherits, earlier)
			}
		}
		for range rnd.IntN(4) {
			r.Allow = append(r.Allow, d.grant(r))
		}
		if d.once(4) {
			r.Deny = append(r.Deny, &catalog.Denial{Role: r, Objects: some(d, cat.Objects), Actions: some(d, cat.Actions[:4])})
		}
		cat.Roles = append(cat.Roles, r)
	}
	for i := range 4 {
		f := &catalog.Function{ID: fmt.Sprintf("f%d", rnd.IntN(9)*10+i)}
		for range 1 + rnd.IntN(2) {
			f.Any = append(f.Any, d.demand())
		}
		cat.Functions = append(cat.Functions, f)
	}
	for i := range 1 + rnd.IntN(3) {
		cat.Rules = append(cat.Rules, d.rule(fmt.Sprintf("s%d", rnd.IntN(9)*10+i)))
	}
	for range rnd.IntN(10) {
		cat.Exceptions = append(cat.Exceptions, d.exception())
	}
	cat.Index()
	return cat
}

// dice draws the parts of a catalog.
type dice struct {
	*rand.Rand
	cat *catalog.Catalog
}

func (d *dice) once(in int) bool { return d.IntN(in) == 0 }

// some draws one or two different items, in the list's order.
func some[T any](d *dice, list []T) []T {
	i, k := d.IntN(len(list)), d.IntN(len(list))
	if i < k {
		return []T{list[i], list[k]}
	}
	return list[i : i+1]
}

func (d *dice) grant(r *catalog.Role) *catalog.Grant {
	g := &catalog.Grant{Role: r, Objects: some(d, d.cat.Objects), Actions: some(d, d.cat.Actions[:4]), Scope: some(d, d.cat.Scopes)[0]}
	for _, c := range d.cat.Conditions {
		if d.once(3) {
			g.When = append(g.When, c)
		}
	}
	return g
}

func (d *dice) demand() catalog.Demand {
	q := catalog.Demand{Objects: some(d, d.cat.Objects), Actions: some(d, d.cat.Actions[:4])}
	if d.once(2) {
		q.Scope = some(d, d.cat.Scopes)[0]
	}
	return q
}

func (d *dice) rule(id string) *catalog.Rule {
	r := &catalog.Rule{ID: id, Severity: some(d, catalog.Severities)[0]}
	n := 2 + d.IntN(3)
	if d.once(3) {
		r.Roles = slices.Clone(d.cat.Roles[:min(n, len(d.cat.Roles))])
	} else {
		r.Functions = slices.Clone(d.cat.Functions[:n])
		d.Shuffle(n, func(i, k int) { r.Functions[i], r.Functions[k] = r.Functions[k], r.Functions[i] })
	}
	r.AtLeast = 2 + d.IntN(len(r.Functions)+len(r.Roles)-1)
	return r
}

func (d *dice) exception() *catalog.Exception {
	e := &catalog.Exception{Rule: some(d, d.cat.Rules)[0], Until: catalog.Date{Year: 2026, Month: 11, Day: 20 + d.IntN(5)}}
	e.Roles = slices.Clone(some(d, d.cat.Roles))
	if d.once(4) && len(d.cat.Roles) > 3 {
		from := d.IntN(len(d.cat.Roles) - 2)
		e.Roles = slices.Clone(d.cat.Roles[from : from+3])
	}
	if d.once(2) {
		slices.Reverse(e.Roles)
	}
	return e
}
