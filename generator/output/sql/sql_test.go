package sql

import (
	"bytes"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"rolebook/generator/analysis"
	"rolebook/generator/catalog"
	"rolebook/generator/load"
	"rolebook/generator/output/conformance"
	"rolebook/generator/source"
)

var today = catalog.Date{Year: 2026, Month: 11, Day: 22}

// judgeOf goes by the catalog in a folder.
func judgeOf(t *testing.T, folder string) *analysis.Judge {
	t.Helper()
	files, err := source.Read(t.Context(), os.DirFS(folder))
	if err != nil {
		t.Fatal(err)
	}
	cat, list := load.Load(t.Context(), files)
	if list.HasErrors() {
		t.Fatal(list)
	}
	return analysis.NewJudge(analysis.Run(cat, today))
}

const mini = "../../load/testdata/contract/mini"

func write(t testing.TB, judge *analysis.Judge, d Dialect) string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, judge, d); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestDialects(t *testing.T) {
	t.Parallel()
	for _, d := range Dialects {
		conformance.Golden(t, string(d)+".sql", write(t, judgeOf(t, mini), d))
	}
}

func TestEffective(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	if err := WriteEffective(&b, judgeOf(t, mini).Result().Matrix); err != nil {
		t.Fatal(err)
	}
	conformance.Golden(t, "effective.csv", b.String())
}

func TestQuote(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		dialect  Dialect
		in, want string
	}{
		{Postgres, "clerk", "'clerk'"},
		{Postgres, `a'b\`, `'a''b\'`},
		{DuckDB, "';--", "''';--'"},
		{Trino, "岗位", "'岗位'"},
		{Spark, `a'b\`, `'a\'b\\'`},
		{ClickHouse, `\'`, `'\\\''`},
	} {
		if got := c.dialect.quote(c.in); got != c.want {
			t.Errorf("%s %s: got %s, want %s", c.dialect, c.in, got, c.want)
		}
	}
}

// randomJudge draws a small catalog with all that a query has to mind:
// inheritance, denials, conditions, scopes, deprecated roles, rules over
// functions and over roles, n of m, and exceptions in and out of force.
func randomJudge(rnd *rand.Rand) *analysis.Judge {
	c := &catalog.Catalog{Digest: "drawn"}
	for i, id := range []string{"read", "change", "approve"} {
		c.Actions = append(c.Actions, &catalog.Action{ID: id, Order: i})
	}
	for i, id := range []string{"own", "team", "all"} {
		c.Scopes = append(c.Scopes, &catalog.Scope{ID: id, Rank: i})
	}
	c.Conditions = []*catalog.Condition{{ID: "four-eyes", Mitigates: true}, {ID: "logged", Order: 1}}
	for i, id := range []string{"order", "refund"} {
		c.Objects = append(c.Objects, &catalog.Object{ID: id, Order: i, Actions: c.Actions[:3-i]})
	}
	for i := range 3 + rnd.IntN(5) {
		c.Roles = append(c.Roles, drawRole(rnd, c, "r"+string(rune('a'+i))))
	}
	for i := range 4 {
		f := &catalog.Function{ID: "f" + string(rune('a'+i))}
		for range 1 + rnd.IntN(2) {
			d := catalog.Demand{Objects: some(rnd, c.Objects), Actions: some(rnd, c.Actions)}
			if rnd.IntN(2) == 0 {
				d.Scope = one(rnd, c.Scopes)
			}
			f.Any = append(f.Any, d)
		}
		c.Functions = append(c.Functions, f)
	}
	for i := range rnd.IntN(4) {
		c.Rules = append(c.Rules, drawRule(rnd, c, "s"+string(rune('a'+i))))
	}
	for range rnd.IntN(12) {
		if len(c.Rules) > 0 {
			c.Exceptions = append(c.Exceptions, &catalog.Exception{
				Rule: one(rnd, c.Rules), Roles: some(rnd, c.Roles), Until: catalog.Date{Year: 2026, Month: 11, Day: 21 + rnd.IntN(3)},
			})
		}
	}
	c.Index()
	return analysis.NewJudge(analysis.Run(c, today))
}

func drawRole(rnd *rand.Rand, c *catalog.Catalog, id string) *catalog.Role {
	r := &catalog.Role{ID: id, Status: catalog.Active}
	if rnd.IntN(8) == 0 {
		r.Status = catalog.Deprecated
	}
	for _, earlier := range c.Roles {
		if rnd.IntN(6) == 0 {
			r.Inherits = append(r.Inherits, earlier)
		}
	}
	for range rnd.IntN(4) {
		g := &catalog.Grant{Role: r, Objects: some(rnd, c.Objects), Actions: some(rnd, c.Actions), Scope: one(rnd, c.Scopes)}
		for _, x := range c.Conditions {
			if rnd.IntN(3) == 0 {
				g.When = append(g.When, x)
			}
		}
		r.Allow = append(r.Allow, g)
	}
	if rnd.IntN(4) == 0 {
		r.Deny = append(r.Deny, &catalog.Denial{Role: r, Objects: some(rnd, c.Objects), Actions: some(rnd, c.Actions)})
	}
	return r
}

func drawRule(rnd *rand.Rand, c *catalog.Catalog, id string) *catalog.Rule {
	r := &catalog.Rule{ID: id, Severity: one(rnd, catalog.Severities)}
	n := 2 + rnd.IntN(3)
	if rnd.IntN(3) == 0 {
		r.Roles = c.Roles[:min(n, len(c.Roles))]
	} else {
		r.Functions = c.Functions[:n]
	}
	r.AtLeast = 2 + rnd.IntN(len(r.Functions)+len(r.Roles)-1)
	return r
}

func one[T any](rnd *rand.Rand, list []T) T { return list[rnd.IntN(len(list))] }

// some gives one or two different items, in the list's order.
func some[T any](rnd *rand.Rand, list []T) []T {
	i, k := rnd.IntN(len(list)), rnd.IntN(len(list))
	if i < k {
		return []T{list[i], list[k]}
	}
	return list[i : i+1]
}

// drawPeople draws people with roles of a catalog, by place.
func drawPeople(rnd *rand.Rand, n, roles int) map[string][]int32 {
	out := map[string][]int32{}
	for i := range n {
		held := make([]int32, 1+rnd.IntN(6))
		for k := range held {
			held[k] = int32(rnd.IntN(roles))
		}
		out[strings.Repeat("p", 1+i%3)+"'"+string(rune('0'+i%10))+strings.Repeat("x", i/10)] = held
	}
	return out
}
