package analysis

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"rolebook/generator/catalog"
	"rolebook/generator/source"
)

// sketch draws a small catalog from a few lines, so that a test shows nothing
// but what it is about. The vocabulary is fixed: objects order, customer and
// refund (which cannot be exported), actions read to export, scopes own, team
// and all, conditions four-eyes (mitigating) and logged, field order.margin,
// classes internal and, for customer alone, secret.
//
//	role ID [deprecated|draft] [< PARENT…]
//	  duty ID
//	  allow ACTION,… OBJECT,… SCOPE [if CONDITION,…] [for DUTY,…] [hide FIELD] [lock FIELD]
//	  deny ACTION,… OBJECT,…
//	  review EVERY LAST
//	function ID ACTION,… OBJECT,… [SCOPE]     again, for another way
//	rule ID SEVERITY N functions|roles ID…
//	except RULE UNTIL ROLE…
//	test ROLE,… can|cannot ACTION OBJECT [SCOPE]
func sketch(t testing.TB, text string) *catalog.Catalog {
	t.Helper()
	s := &sketcher{t: t, cat: vocabulary()}
	lines := strings.Split(text, "\n")
	for _, line := range lines { // roles first, so that any line may name any role
		if w := strings.Fields(line); len(w) > 1 && w[0] == "role" {
			s.cat.Roles = append(s.cat.Roles, &catalog.Role{ID: w[1], Status: catalog.Active, Name: catalog.NewText("en", w[1])})
		}
	}
	slices.SortFunc(s.cat.Roles, func(a, b *catalog.Role) int { return strings.Compare(a.ID, b.ID) })
	s.cat.Index()
	for i, line := range lines {
		if w := strings.Fields(line); len(w) > 0 {
			s.at = source.Span{File: "sketch", Start: source.Position{Line: i + 1, Column: 1}}
			s.line(w)
		}
	}
	return s.cat
}

func vocabulary() *catalog.Catalog {
	c := &catalog.Catalog{Languages: []catalog.Lang{"en", "zh", "ja"}, Organization: catalog.NewText("en", "Example", "zh", "示例", "ja", "例")}
	for i, id := range []string{"read", "create", "update", "delete", "approve", "export"} {
		c.Actions = append(c.Actions, &catalog.Action{ID: id, Order: i})
	}
	for i, id := range []string{"own", "team", "all"} {
		c.Scopes = append(c.Scopes, &catalog.Scope{ID: id, Rank: i})
	}
	c.Conditions = []*catalog.Condition{{ID: "four-eyes", Mitigates: true}, {ID: "logged", Order: 1}}
	for i, id := range []string{"internal", "secret"} {
		c.Classes = append(c.Classes, &catalog.Class{ID: id, Rank: i})
	}
	m := &catalog.Module{ID: "trade"}
	for i, id := range []string{"order", "customer", "refund"} {
		o := &catalog.Object{ID: id, Module: m, Class: c.Classes[i%2], Actions: c.Actions, Order: i}
		m.Objects = append(m.Objects, o)
	}
	m.Objects[0].Fields = []*catalog.Field{{ID: "margin", Object: m.Objects[0]}}
	m.Objects[2].Actions = c.Actions[:5]
	c.Modules, c.Objects = []*catalog.Module{m}, m.Objects
	return c
}

type sketcher struct {
	t   testing.TB
	cat *catalog.Catalog
	at  source.Span
}

func (s *sketcher) line(w []string) {
	switch w[0] {
	case "role":
		s.role(w[1:])
	case "duty":
		r := s.last()
		r.Duties = append(r.Duties, &catalog.Duty{ID: w[1], Name: catalog.NewText("en", w[1]), At: s.at})
	case "allow":
		s.allow(w[1:])
	case "deny":
		r := s.last()
		r.Deny = append(r.Deny, &catalog.Denial{Role: r, Actions: s.actions(w[1]), Objects: s.objects(w[2]), At: s.at})
	case "review":
		last, err := catalog.ParseDate(w[2])
		s.must(err == nil, w[2])
		s.last().Review = &catalog.Review{Every: catalog.Period(w[1]), Last: last, At: s.at}
	case "function":
		s.function(w[1:])
	case "rule":
		s.rule(w[1:])
	case "except":
		s.except(w[1:])
	case "test":
		s.test(w[1:])
	default:
		s.must(false, w[0])
	}
}

func (s *sketcher) must(ok bool, what string) {
	s.t.Helper()
	if !ok {
		s.t.Fatalf("sketch, line %d: cannot read %q", s.at.Start.Line, what)
	}
}

// last is the role of the latest `role` line; its File marks it.
func (s *sketcher) last() *catalog.Role {
	i := slices.IndexFunc(s.cat.Roles, func(r *catalog.Role) bool { return r.File == "current" })
	s.must(i >= 0, "a line of a role before the first role")
	return s.cat.Roles[i]
}

func (s *sketcher) role(w []string) {
	for _, r := range s.cat.Roles {
		r.File = ""
	}
	r := s.cat.Role(w[0])
	r.File, r.At = "current", s.at
	for _, x := range w[1:] {
		switch {
		case x == "deprecated" || x == "draft":
			r.Status = catalog.Status(x)
		case x != "<":
			r.Inherits = append(r.Inherits, s.roleOf(x))
		}
	}
}

func (s *sketcher) allow(w []string) {
	r := s.last()
	g := &catalog.Grant{Role: r, Actions: s.actions(w[0]), Objects: s.objects(w[1]), Scope: s.scope(w[2]), At: s.at}
	for i := 3; i+1 < len(w); i += 2 {
		ids := strings.Split(w[i+1], ",")
		switch w[i] {
		case "if":
			for _, c := range s.cat.Conditions { // in catalog order
				if slices.Contains(ids, c.ID) {
					g.When = append(g.When, c)
				}
			}
		case "for":
			for _, id := range ids {
				g.For = append(g.For, r.Duty(id))
				s.must(r.Duty(id) != nil, id)
			}
		case "hide":
			g.Hidden = s.cat.Object("order").Fields
		case "lock":
			g.ReadOnly = s.cat.Object("order").Fields
		default:
			s.must(false, w[i])
		}
	}
	r.Allow = append(r.Allow, g)
}

func (s *sketcher) function(w []string) {
	f := s.cat.Function(w[0])
	if f == nil {
		f = &catalog.Function{ID: w[0]}
		s.cat.Functions = append(s.cat.Functions, f)
		s.cat.Index()
	}
	d := catalog.Demand{Actions: s.actions(w[1]), Objects: s.objects(w[2])}
	if len(w) > 3 {
		d.Scope = s.scope(w[3])
	}
	f.Any = append(f.Any, d)
}

func (s *sketcher) rule(w []string) {
	n, err := strconv.Atoi(w[2])
	s.must(err == nil, w[2])
	r := &catalog.Rule{ID: w[0], Severity: catalog.Severity(w[1]), AtLeast: n, At: s.at}
	for _, id := range w[4:] {
		if w[3] == "roles" {
			r.Roles = append(r.Roles, s.roleOf(id))
			continue
		}
		s.must(s.cat.Function(id) != nil, id)
		r.Functions = append(r.Functions, s.cat.Function(id))
	}
	s.cat.Rules = append(s.cat.Rules, r)
	s.cat.Index()
}

func (s *sketcher) except(w []string) {
	until, err := catalog.ParseDate(w[1])
	s.must(err == nil && s.cat.Rule(w[0]) != nil, w[0]+" "+w[1])
	e := &catalog.Exception{Rule: s.cat.Rule(w[0]), Until: until, At: s.at}
	for _, id := range w[2:] {
		e.Roles = append(e.Roles, s.roleOf(id))
	}
	s.cat.Exceptions = append(s.cat.Exceptions, e)
}

func (s *sketcher) test(w []string) {
	t := &catalog.AccessTest{}
	for _, id := range strings.Split(w[0], ",") {
		t.Roles = append(t.Roles, s.roleOf(id))
	}
	a := catalog.Access{Action: s.actions(w[2])[0], Object: s.objects(w[3])[0]}
	if len(w) > 4 {
		a.Scope = s.scope(w[4])
	}
	if w[1] == "can" {
		t.Can = append(t.Can, a)
	} else {
		t.Cannot = append(t.Cannot, a)
	}
	s.cat.Tests = append(s.cat.Tests, t)
}

func (s *sketcher) roleOf(id string) *catalog.Role {
	s.must(s.cat.Role(id) != nil, id)
	return s.cat.Role(id)
}

func (s *sketcher) scope(id string) *catalog.Scope {
	s.must(s.cat.Scope(id) != nil, id)
	return s.cat.Scope(id)
}

func (s *sketcher) actions(ids string) (out []*catalog.Action) {
	for _, id := range strings.Split(ids, ",") {
		s.must(s.cat.Action(id) != nil, id)
		out = append(out, s.cat.Action(id))
	}
	return out
}

func (s *sketcher) objects(ids string) (out []*catalog.Object) {
	for _, id := range strings.Split(ids, ",") {
		s.must(s.cat.Object(id) != nil, id)
		out = append(out, s.cat.Object(id))
	}
	return out
}

// day reads a date of a test.
func day(t testing.TB, s string) catalog.Date {
	t.Helper()
	d, err := catalog.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// heldIn writes a cell as "read order: own<base if logged for d1; …".
func heldIn(c *Cell) string {
	if c == nil {
		return "nothing"
	}
	return c.Action.ID + " " + c.Object.ID + ": " + heldAs(c.Grants)
}

func heldAs(grants []Held) string {
	var parts []string
	for _, h := range grants {
		s := h.Scope.ID + "<" + h.From.ID
		if len(h.When) > 0 {
			s += " if " + idsOf(h.When, func(c *catalog.Condition) string { return c.ID })
		}
		if len(h.For) > 0 {
			s += " for " + idsOf(h.For, func(d *catalog.Duty) string { return d.ID })
		}
		parts = append(parts, s)
	}
	return strings.Join(parts, "; ")
}

func idsOf[T any](list []T, id func(T) string) string {
	ids := make([]string, len(list))
	for i, x := range list {
		ids[i] = id(x)
	}
	return strings.Join(ids, ",")
}

func roleID(r *catalog.Role) string { return r.ID }
