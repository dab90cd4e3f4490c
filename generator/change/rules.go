package change

import (
	"slices"
	"strconv"
	"strings"

	"rolebook/generator/catalog"
)

// rules describes sod.yaml and tests.yaml.
func rules(c *catalog.Catalog) []list {
	return []list{
		listOf(FunctionKind, false, c.Functions, func(f *catalog.Function) entry {
			return named(f.ID, f.Name, set(KeyAny, demands(f.Any)))
		}),
		listOf(RuleKind, false, c.Rules, rule),
		listOf(ExceptionKind, false, c.Exceptions, exception),
		listOf(TestKind, false, c.Tests, test),
	}
}

func rule(r *catalog.Rule) entry {
	return named(r.ID, r.Name,
		set(KeyFunctions, ids(r.Functions, func(f *catalog.Function) string { return f.ID })),
		set(KeyRoles, ids(r.Roles, roleID)),
		words(KeyAtLeast, strconv.Itoa(r.AtLeast)),
		words(KeySeverity, string(r.Severity)),
		text(KeyRisk, r.Risk), text(KeyControl, r.Control))
}

// demands lists the permissions that a function asks for one by one, so that it
// does not matter how they are put together. What another one includes is left
// out.
func demands(list []catalog.Demand) []string {
	least := map[[2]string]*catalog.Scope{}
	for _, d := range list {
		for _, o := range d.Objects {
			for _, a := range d.Actions {
				k := [2]string{a.ID, o.ID}
				if s, known := least[k]; o.Applies(a) && (!known || narrower(d.Scope, s)) {
					least[k] = d.Scope
				}
			}
		}
	}
	out := make([]string, 0, len(least))
	for k, s := range least {
		out = append(out, access(k[0], k[1], s))
	}
	return out
}

// narrower reports whether a demand at scope s asks for less than one at t. No
// scope asks for the least.
func narrower(s, t *catalog.Scope) bool {
	return t != nil && (s == nil || s.Rank < t.Rank)
}

// access writes a permission as tests.yaml does.
func access(action, object string, s *catalog.Scope) string {
	if s == nil {
		return action + " " + object
	}
	return action + " " + object + " @" + s.ID
}

// exception goes by its rule and its roles; several may have the same.
func exception(e *catalog.Exception) entry {
	return entry{id: e.Rule.ID + ": " + names(e.Roles), name: e.Rule.Name, facts: []fact{
		words(KeyUntil, e.Until.String()),
		text(KeyApprovedBy, e.ApprovedBy), text(KeyReason, e.Reason), text(KeyControl, e.Control),
	}}
}

// test goes by its roles; several may have the same.
func test(t *catalog.AccessTest) entry {
	says := func(a catalog.Access) string { return access(a.Action.ID, a.Object.ID, a.Scope) }
	return entry{id: names(t.Roles), facts: []fact{set(KeyCan, ids(t.Can, says)), set(KeyCannot, ids(t.Cannot, says))}}
}

// names lists roles by id, whatever their order.
func names(roles []*catalog.Role) string {
	list := ids(roles, roleID)
	slices.Sort(list)
	return strings.Join(list, " + ")
}
