package change

import (
	"cmp"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"rolebook/generator/analysis"
	"rolebook/generator/catalog"
)

var today = catalog.Date{Year: 2026, Month: 11, Day: 22}

// worlds are all ways in which the conditions can be met or not.
const worlds = 1 << planConditions

// reach is how far a role reaches in each world: the rank of a scope and 1, or 0.
type reach [worlds]int

// naive expands the grants of every role, one by one, without the analysis.
func naive(c *catalog.Catalog) map[string]reach {
	out := map[string]reach{}
	for _, role := range c.Roles {
		line := ancestors(role)
		for _, giver := range line {
			for _, g := range giver.Allow {
				for _, o := range g.Objects {
					for _, a := range g.Actions {
						if slices.Contains(o.Actions, a) && !forbidden(line, o, a) {
							k := role.ID + " " + o.ID + " " + a.ID
							out[k] = widen(out[k], g)
						}
					}
				}
			}
		}
	}
	return out
}

func ancestors(r *catalog.Role) []*catalog.Role {
	out := []*catalog.Role{r}
	for _, p := range r.Inherits {
		out = append(out, ancestors(p)...)
	}
	return out
}

func forbidden(line []*catalog.Role, o *catalog.Object, a *catalog.Action) bool {
	for _, r := range line {
		for _, d := range r.Deny {
			if slices.Contains(d.Objects, o) && slices.Contains(d.Actions, a) {
				return true
			}
		}
	}
	return false
}

func widen(r reach, g *catalog.Grant) reach {
	for w := range r {
		met := true
		for _, c := range g.When {
			met = met && w&(1<<c.Order) != 0
		}
		if met {
			r[w] = max(r[w], g.Scope.Rank+1)
		}
	}
	return r
}

// expected says what has become of each permission: gained, lost, more, less.
func expected(before, after map[string]reach) map[string]string {
	out := map[string]string{}
	for _, k := range slices.Concat(slices.Collect(maps.Keys(before)), slices.Collect(maps.Keys(after))) {
		old, now := before[k], after[k]
		more, less := false, false
		for w := range old {
			more, less = more || now[w] > old[w], less || now[w] < old[w]
		}
		switch {
		case old == now:
		case old == reach{}:
			out[k] = "gained"
		case now == reach{}:
			out[k] = "lost"
		default:
			out[k] = fmt.Sprintf("more=%t less=%t", more, less)
		}
	}
	return out
}

func found(c *Change) map[string]string {
	out := map[string]string{}
	for _, p := range c.Permissions {
		k := p.Role + " " + p.Object + " " + p.Action
		switch {
		case p.Effect == Gained:
			out[k] = "gained"
		case p.Effect == Lost:
			out[k] = "lost"
		case p.Effect&(More|Less) != 0:
			out[k] = fmt.Sprintf("more=%t less=%t", p.Effect&More != 0, p.Effect&Less != 0)
		}
	}
	return out
}

// conflicts lists the findings, with what is told of them.
func conflicts(r *analysis.Result) map[string]string {
	out := map[string]string{}
	for _, f := range r.Findings {
		out[f.Rule.ID+" "+strings.Join(ids(f.Roles, roleID), " ")] = f.Status.String() + " " + string(f.Severity())
	}
	return out
}

func TestRandomCatalogs(t *testing.T) {
	t.Parallel()
	seen := map[string]int{}
	for seed := range uint64(1000) {
		d := dicer{rand.New(rand.NewPCG(seed, 11))}
		first := d.plan()
		second := d.edited(first)
		if d.once(5) {
			second = d.plan()
		}
		before, after := analysis.Run(first.catalog(), today), analysis.Run(second.catalog(), today)
		c := Between(before, after)
		if got, want := found(c), expected(naive(before.Catalog), naive(after.Catalog)); !maps.Equal(got, want) {
			t.Fatalf("seed %d: permissions\n%v\nwant\n%v", seed, got, want)
		}
		if got, want := foundFields(c), expectedFields(before.Catalog, after.Catalog); !maps.Equal(got, want) {
			t.Fatalf("seed %d: fields\n%v\nwant\n%v", seed, got, want)
		}
		checkFindings(t, seed, c)
		checkBulks(t, seed, c)
		if again := Between(before, analysis.Run(first.copy().catalog(), today)); !again.None() {
			t.Fatalf("seed %d: a catalog differs from itself: %v", seed, lines(again, false))
		}
		if there, back := lines(c, false), lines(Between(after, before), true); !slices.Equal(there, back) {
			t.Fatalf("seed %d: there\n%s\nand back\n%s", seed, strings.Join(there, "\n"), strings.Join(back, "\n"))
		}
		tally(seen, c)
	}
	for _, k := range append(slices.Clone(effectNames), "part", "opened", "closed", "excepted", "field", "renamed", "added duty", "changed duty", "reordered duty", "changed task") {
		if seen[k] == 0 {
			t.Errorf("no random pair has a case of %s: %v", k, seen)
		}
	}
}

// naiveFields says how far each role gets with the fields of what it may do:
// as far as the grant that gets farthest.
func naiveFields(c *catalog.Catalog) map[string]analysis.FieldLevel {
	held, out := naive(c), map[string]analysis.FieldLevel{}
	for _, role := range c.Roles {
		for _, giver := range ancestors(role) {
			for _, g := range giver.Allow {
				for _, o := range g.Objects {
					for _, a := range g.Actions {
						k := role.ID + " " + o.ID + " " + a.ID
						if _, may := held[k]; !may {
							continue
						}
						level := analysis.FieldOpen
						if slices.Contains(g.Hidden, o.Fields[0]) {
							level = analysis.FieldHidden
						} else if slices.Contains(g.ReadOnly, o.Fields[0]) {
							level = analysis.FieldReadOnly
						}
						if was, known := out[k]; !known || level < was {
							out[k] = level
						}
					}
				}
			}
		}
	}
	return out
}

func expectedFields(before, after *catalog.Catalog) map[string]string {
	out := map[string]string{}
	now := naiveFields(after)
	for k, old := range naiveFields(before) {
		if is, still := now[k]; still && is != old {
			out[k] = old.String() + " -> " + is.String()
		}
	}
	return out
}

func foundFields(c *Change) map[string]string {
	out := map[string]string{}
	for _, f := range c.Fields {
		out[f.Role+" "+f.Object+" "+f.Action] = f.Old.String() + " -> " + f.New.String()
	}
	return out
}

func checkFindings(t *testing.T, seed uint64, c *Change) {
	t.Helper()
	old, now := conflicts(c.Old), conflicts(c.New)
	for _, f := range c.Findings {
		k := findingKey(f.Finding().Rule, f.Finding().Roles)
		if old[k] == now[k] || (f.Old == nil) != (old[k] == "") || (f.New == nil) != (now[k] == "") {
			t.Fatalf("seed %d: %s was %q and is %q", seed, k, old[k], now[k])
		}
		if (f.Part != nil) != (f.New == nil && subset(k, now) || f.Old == nil && subset(k, old)) {
			t.Fatalf("seed %d: %s has the part %v", seed, k, f.Part)
		}
		checkPart(t, seed, c, f)
	}
	for _, f := range c.Findings {
		k := findingKey(f.Finding().Rule, f.Finding().Roles)
		old[k] = now[k]
		if now[k] == "" {
			delete(old, k)
		}
	}
	if !maps.Equal(old, now) {
		t.Fatalf("seed %d: findings missing: %v became %v", seed, old, now)
	}
}

// checkPart holds that no part of a finding is graver than the one told.
func checkPart(t *testing.T, seed uint64, c *Change, f Finding) {
	t.Helper()
	if f.Part == nil {
		return
	}
	side := c.Old
	if f.New == nil {
		side = c.New
	}
	whole := findingKey(f.Finding().Rule, f.Finding().Roles)
	for _, p := range side.Findings {
		if subset(whole, map[string]string{findingKey(p.Rule, p.Roles): ""}) && weight(p) > weight(f.Part) {
			t.Fatalf("seed %d: of %s, %v is a graver part", seed, whole, ids(p.Roles, roleID))
		}
	}
}

// subset reports whether some of the roles of a finding are another finding.
func subset(finding string, among map[string]string) bool {
	words := strings.Fields(finding)
	for other := range among {
		part := strings.Fields(other)
		if part[0] == words[0] && len(part) < len(words) && !slices.ContainsFunc(part[1:], func(r string) bool { return !slices.Contains(words[1:], r) }) {
			return true
		}
	}
	return false
}

// checkBulks counts the combinations of every rule as if they were too many,
// and compares with those that are listed.
func checkBulks(t *testing.T, seed uint64, c *Change) {
	t.Helper()
	for _, rule := range append(slices.Clone(c.Old.Catalog.Rules), c.New.Catalog.Rules...) {
		b := &Bulk{Old: c.Old.Catalog.Rule(rule.ID), New: c.New.Catalog.Rule(rule.ID)}
		b.count(open(c.Old, rule.ID), open(c.New, rule.ID))
		listed := &Change{}
		worse, better := int64(0), int64(0)
		for _, f := range c.Findings {
			if f.Finding().Rule.ID == rule.ID && f.Finding().Kind() == analysis.CombinationKind {
				f.Part = nil // counts know nothing of parts
				listed.Findings = append(listed.Findings, f)
				worse += int64(max(f.Worse(), 0))
				better += int64(max(-f.Worse(), 0))
			}
		}
		if b.Worse.Int64() != worse || b.Better.Int64() != better {
			t.Fatalf("seed %d: %s counts %v worse and %v better, not %d and %d", seed, rule.ID, b.Worse, b.Better, worse, better)
		}
		for _, least := range append([]catalog.Severity{""}, catalog.Severities...) {
			if got, want := b.Reaches(least), listed.NewFinding(least); got != want {
				t.Fatalf("seed %d: %s reaches %q: %t", seed, rule.ID, least, got)
			}
		}
	}
}

// lines tells a change in sorted lines; backwards, as that of the mirrored pair.
func lines(c *Change, backwards bool) []string {
	var out []string
	for _, p := range c.Permissions {
		old, now, effect := fmt.Sprint(p.Old.grounds()), fmt.Sprint(p.New.grounds()), p.Effect
		if backwards {
			old, now = now, old
			effect = mirrored(effect)
		}
		out = append(out, fmt.Sprint("permission ", p.Role, p.Object, p.Action, effect.Names(), old, now, p.From))
	}
	for _, f := range c.Fields {
		if backwards {
			f.Old, f.New = f.New, f.Old
		}
		out = append(out, fmt.Sprint("field ", f))
	}
	for _, f := range c.Findings {
		if backwards {
			f.Old, f.New = f.New, f.Old
		}
		out = append(out, fmt.Sprint("finding ", findingKey(f.Finding().Rule, f.Finding().Roles), f.Worse(), f.Old == nil, f.New == nil))
	}
	for _, r := range c.Renamed {
		if backwards {
			r.Old, r.New = r.New, r.Old
		}
		out = append(out, fmt.Sprint("renamed ", r))
	}
	out = append(out, itemLines("", c.Items, backwards)...)
	slices.Sort(out)
	return out
}

func itemLines(path string, items []Item, backwards bool) []string {
	var out []string
	for _, i := range items {
		op := i.Op
		if backwards && op == Added {
			op = Removed
		} else if backwards && op == Removed {
			op = Added
		}
		name := cmp.Or(i.ID, fmt.Sprint(versions(i.Name)))
		if i.ID == "" && op == Changed {
			name = "" // called by what it says now
		}
		at := fmt.Sprintf("%s/%s %s", path, i.Kind, name)
		out = append(out, at+" "+string(op))
		for _, f := range i.Facts {
			if backwards {
				f.Old, f.New = f.New, f.Old
			}
			out = append(out, fmt.Sprintf("%s %s: %v %v -> %v %v", at, f.Key, f.Old.Words, versions(f.Old.Text), f.New.Words, versions(f.New.Text)))
		}
		out = append(out, itemLines(at, i.Parts, backwards)...)
	}
	return out
}

func mirrored(e Effect) Effect {
	opposite := map[Effect]Effect{Gained: Lost, Widened: Narrowed, Loosened: Tightened, Denied: Undenied, Grounds: Grounds}
	var out Effect
	for a, b := range opposite {
		if e&a != 0 {
			out |= b
		}
		if e&b != 0 {
			out |= a
		}
	}
	return out
}

// tally counts what the random pairs reach.
func tally(seen map[string]int, c *Change) {
	for _, p := range c.Permissions {
		for _, name := range p.Effect.Names() {
			seen[name]++
		}
	}
	seen["field"] += len(c.Fields)
	seen["renamed"] += len(c.Renamed)
	for _, f := range c.Findings {
		switch {
		case f.Part != nil:
			seen["part"]++
		case f.Old == nil:
			seen["opened"]++
		case f.New == nil:
			seen["closed"]++
		default:
			seen[f.New.Status.String()]++
		}
	}
	for _, i := range c.Items {
		for _, p := range i.Parts {
			seen[string(p.Op)+" "+string(p.Kind)]++
			for _, q := range p.Parts {
				seen[string(q.Op)+" "+string(q.Kind)]++
			}
		}
	}
}
