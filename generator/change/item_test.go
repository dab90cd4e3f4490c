package change

import (
	"slices"
	"strings"
	"testing"

	"rolebook/generator/analysis"
	"rolebook/generator/catalog"
)

// Things without ids are paired by what they say.
func TestMatching(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, old, now, want string }{
		{"same", "Check invoices|Call", "Check invoices|Call", ""},
		{"added at the front", "Call", "Check invoices|Call", "added"},
		{"removed", "Check invoices|Call", "Call", "removed"},
		{"edited", "Check invoices|Call", "Check invoices weekly|Call", "changed"},
		{"replaced", "Check invoices", "Write reports", "added removed"},
		{"another order", "Check invoices|Call", "Call|Check invoices", "reordered"},
		{"twins", "Call|Call", "Call", "removed"},
		{"the more similar one was edited", "Check invoices|Check reports", "Check reports weekly", "changed removed"},
		{"edited and moved", "Check invoices|Call", "Call|Check invoices weekly", "changed reordered"},
	} {
		var got []string
		for _, i := range comparedLists(sayings(c.old), sayings(c.now)) {
			got = append(got, string(i.Op))
		}
		slices.Sort(got)
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %v, not %s", c.name, got, c.want)
		}
	}
}

func sayings(texts string) list {
	l := list{kind: TaskKind, ordered: true}
	for s := range strings.SplitSeq(texts, "|") {
		l.entries = append(l.entries, saying(catalog.NewText("en", s)))
	}
	return l
}

// A translation that is new, or other, makes the same text.
func TestSimilarity(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a, b catalog.Text
		want float64
	}{
		{catalog.NewText("en", "Call"), catalog.NewText("en", "Call"), 1},
		{catalog.NewText("en", "Call", "zh", "打电话"), catalog.NewText("en", "Phone", "zh", "打电话"), 1},
		{catalog.NewText("en", "Call"), catalog.NewText("zh", "Call"), 0},
		{catalog.NewText("en", "abcd"), catalog.NewText("en", "abce"), 2.0 * 2 / 6},
		{catalog.NewText("en", "a"), catalog.NewText("en", "b"), 0},
	} {
		if got := similarity(c.a, c.b); got != c.want {
			t.Errorf("%v and %v: %v, not %v", versions(c.a), versions(c.b), got, c.want)
		}
	}
}

// Two exceptions for the same roles, one of them renewed, are told apart by
// what they say.
func TestThingsWithOneID(t *testing.T) {
	t.Parallel()
	base := plan{
		Roles: []planRole{{ID: "r"}}, Functions: [][]planGrant{grants("0"), grants("0")}, Rules: []planRule{{"s", []int{0, 1}, 2, 0}},
		Exceptions: []planException{{0, []int{0}, 20}, {0, []int{0}, 25}},
	}
	after := base.copy()
	after.Exceptions = []planException{{0, []int{0}, 25}, {0, []int{0}, 23}}
	want := []string{"exception s: r until: 2026-11-20 -> 2026-11-23"}
	if got := summary(between(base, after)); !slices.Equal(got, want) {
		t.Errorf("%q, not %q", got, want)
	}
}

// A role is renamed only where that is certain.
func TestRenaming(t *testing.T) {
	t.Parallel()
	of := func(roles ...planRole) plan { return plan{Roles: roles} }
	a, b := planRole{ID: "a", Allow: grants("1")}, planRole{ID: "b", Allow: grants("1")}
	for _, c := range []struct {
		name        string
		before, now plan
		want        string
	}{
		{"another id", of(a), of(b), "a -> b"},
		{"another id and another grant", of(a), of(planRole{ID: "b", Allow: grants("2")}), ""},
		{"two of the same", of(a), of(b, planRole{ID: "c", Allow: grants("1")}), ""},
		{"still there", of(a), of(a, b), ""},
	} {
		got := ""
		for _, r := range between(c.before, c.now).Renamed {
			got += r.Old + " -> " + r.New
		}
		if got != c.want {
			t.Errorf("%s: %q, not %q", c.name, got, c.want)
		}
	}
}

// What stops a check is a finding that is open now, at least as grave as asked
// for, and was not before.
func TestNewFinding(t *testing.T) {
	t.Parallel()
	roles := []*catalog.Role{{ID: "r"}}
	f := func(s catalog.Severity, status analysis.Status) *analysis.Finding {
		return &analysis.Finding{Rule: &catalog.Rule{ID: "s", Severity: s}, Roles: roles, Status: status}
	}
	for _, c := range []struct {
		name    string
		finding Finding
		least   catalog.Severity
		want    bool
		worse   int
	}{
		{"opened", Finding{New: f("high", analysis.Open)}, "", true, 1},
		{"grave enough", Finding{New: f("high", analysis.Open)}, "high", true, 1},
		{"too mild", Finding{New: f("medium", analysis.Open)}, "high", false, 1},
		{"opened, but accepted", Finding{New: f("high", analysis.Excepted)}, "", false, 0},
		{"accepted no more", Finding{Old: f("high", analysis.Excepted), New: f("high", analysis.Open)}, "", true, 1},
		{"graver", Finding{Old: f("low", analysis.Open), New: f("high", analysis.Open)}, "high", true, 1},
		{"graver, but a finding before", Finding{Old: f("low", analysis.Open), New: f("high", analysis.Open)}, "low", false, 1},
		{"milder", Finding{Old: f("high", analysis.Open), New: f("low", analysis.Open)}, "", false, -1},
		{"closed", Finding{Old: f("high", analysis.Open)}, "", false, -1},
		{"found in part before", Finding{New: f("high", analysis.Open), Part: f("high", analysis.Open)}, "", false, 0},
		{"accepted in part before", Finding{New: f("high", analysis.Open), Part: f("high", analysis.Excepted)}, "", true, 1},
		{"found in part now", Finding{Old: f("high", analysis.Open), Part: f("high", analysis.Open)}, "", false, 0},
	} {
		change := &Change{Findings: []Finding{c.finding}}
		if got := change.NewFinding(c.least); got != c.want || c.finding.Worse() != c.worse {
			t.Errorf("%s: %t and %d, not %t and %d", c.name, got, c.finding.Worse(), c.want, c.worse)
		}
	}
}

// What a function asks for counts permission by permission, the least that does.
func TestDemands(t *testing.T) {
	t.Parallel()
	c := plan{}.catalog()
	read, write := c.Actions[0], c.Actions[1]
	ask := func(o []*catalog.Object, s *catalog.Scope, actions ...*catalog.Action) catalog.Demand {
		return catalog.Demand{Objects: o, Actions: actions, Scope: s}
	}
	for _, d := range []struct {
		name string
		any  []catalog.Demand
		want string
	}{
		{"one by one", []catalog.Demand{ask(c.Objects[:2], nil, read, write)}, "a0 o0, a0 o1, a1 o0, a1 o1"},
		{"what does not apply", []catalog.Demand{ask(c.Objects[1:2], nil, c.Actions[2])}, ""},
		{"the narrower scope does", []catalog.Demand{ask(c.Objects[:1], c.Scopes[2], read), ask(c.Objects[:1], c.Scopes[1], read)}, "a0 o0 @s1"},
		{"in either order", []catalog.Demand{ask(c.Objects[:1], c.Scopes[1], read), ask(c.Objects[:1], c.Scopes[2], read)}, "a0 o0 @s1"},
		{"any scope does", []catalog.Demand{ask(c.Objects[:1], c.Scopes[0], read), ask(c.Objects[:1], nil, read)}, "a0 o0"},
	} {
		got := set(KeyAny, demands(d.any)).value.Words
		if strings.Join(got, ", ") != d.want {
			t.Errorf("%s: %v, not %s", d.name, got, d.want)
		}
	}
}
