package change

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"

	"rolebook/generator/catalog"
)

// plan is a small catalog in numbers: it can be copied, changed a little and
// made twice.
type plan struct {
	Roles      []planRole
	Functions  [][]planGrant
	Rules      []planRule
	Exceptions []planException
}

type planRole struct {
	ID         string
	Deprecated bool
	Inherits   []int
	Allow      []planGrant
	Deny       []planGrant
	Duties     []planDuty
}

type planGrant struct {
	Objects, Actions, When []int
	Scope                  int
	Hidden, ReadOnly       bool
}

type planDuty struct {
	ID    string
	Tasks []int
}

type planRule struct {
	ID        string
	Functions []int
	AtLeast   int
	Severity  int
}

type planException struct {
	Rule  int
	Roles []int
	Day   int
}

func (p plan) copy() plan {
	data, err := json.Marshal(p)
	var out plan
	if err == nil {
		err = json.Unmarshal(data, &out)
	}
	if err != nil {
		panic(err)
	}
	return out
}

const (
	planObjects    = 3
	planActions    = 3
	planScopes     = 3
	planConditions = 3
)

// catalog makes the catalog that the plan describes.
func (p plan) catalog() *catalog.Catalog {
	c := &catalog.Catalog{Organization: catalog.NewText("en", "X"), Languages: []catalog.Lang{"en"}}
	family := &catalog.Family{ID: "f"}
	module := &catalog.Module{ID: "m"}
	class := &catalog.Class{ID: "c"}
	c.Families, c.Modules, c.Classes = []*catalog.Family{family}, []*catalog.Module{module}, []*catalog.Class{class}
	for i := range planActions {
		c.Actions = append(c.Actions, &catalog.Action{ID: fmt.Sprint("a", i), Order: i})
	}
	for i := range planScopes {
		c.Scopes = append(c.Scopes, &catalog.Scope{ID: fmt.Sprint("s", i), Rank: i})
	}
	for i := range planConditions {
		c.Conditions = append(c.Conditions, &catalog.Condition{ID: fmt.Sprint("w", i), Order: i, Mitigates: i == 0})
	}
	for i := range planObjects {
		o := &catalog.Object{ID: fmt.Sprint("o", i), Order: i, Module: module, Class: class, Actions: c.Actions[:planActions-i%2]}
		o.Fields = []*catalog.Field{{ID: "x", Object: o, Class: class}}
		c.Objects = append(c.Objects, o)
	}
	module.Objects = c.Objects
	for _, r := range p.Roles {
		c.Roles = append(c.Roles, r.role(c, family))
	}
	p.rules(c)
	c.Index()
	return c
}

func (r planRole) role(c *catalog.Catalog, family *catalog.Family) *catalog.Role {
	out := &catalog.Role{ID: r.ID, Name: catalog.NewText("en", r.ID), Family: family, Status: catalog.Active}
	if r.Deprecated {
		out.Status = catalog.Deprecated
	}
	for _, i := range r.Inherits {
		out.Inherits = append(out.Inherits, c.Roles[i])
	}
	for _, g := range r.Allow {
		out.Allow = append(out.Allow, g.grant(c, out))
	}
	for _, d := range r.Deny {
		out.Deny = append(out.Deny, &catalog.Denial{Role: out, Objects: pick(c.Objects, d.Objects), Actions: pick(c.Actions, d.Actions)})
	}
	for _, d := range r.Duties {
		duty := &catalog.Duty{ID: d.ID, Name: catalog.NewText("en", d.ID)}
		for _, t := range d.Tasks {
			duty.Tasks = append(duty.Tasks, &catalog.Task{Text: catalog.NewText("en", phrases[t]), Detail: catalog.Standard})
		}
		out.Duties = append(out.Duties, duty)
	}
	return out
}

// phrases are what tasks say: some alike, some not.
var phrases = []string{"Check invoices", "Check invoices weekly", "Sort letters", "Sort large letters", "Call", "Write reports", "Check reports"}

func (g planGrant) grant(c *catalog.Catalog, r *catalog.Role) *catalog.Grant {
	out := &catalog.Grant{
		Role: r, Objects: pick(c.Objects, g.Objects), Actions: pick(c.Actions, g.Actions),
		Scope: c.Scopes[g.Scope], When: pick(c.Conditions, g.When),
	}
	for _, o := range out.Objects {
		if g.Hidden {
			out.Hidden = append(out.Hidden, o.Fields...)
		} else if g.ReadOnly {
			out.ReadOnly = append(out.ReadOnly, o.Fields...)
		}
	}
	return out
}

func (p plan) rules(c *catalog.Catalog) {
	for i, any := range p.Functions {
		f := &catalog.Function{ID: fmt.Sprint("f", i), Name: catalog.NewText("en", "F")}
		for _, g := range any {
			f.Any = append(f.Any, catalog.Demand{Objects: pick(c.Objects, g.Objects), Actions: pick(c.Actions, g.Actions), Scope: c.Scopes[g.Scope]})
		}
		c.Functions = append(c.Functions, f)
	}
	for _, r := range p.Rules {
		c.Rules = append(c.Rules, &catalog.Rule{
			ID: r.ID, Name: catalog.NewText("en", r.ID), Functions: pick(c.Functions, r.Functions), AtLeast: r.AtLeast, Severity: catalog.Severities[r.Severity],
		})
	}
	for _, e := range p.Exceptions {
		c.Exceptions = append(c.Exceptions, &catalog.Exception{
			Rule: c.Rules[e.Rule], Roles: pick(c.Roles, e.Roles), Until: catalog.Date{Year: 2026, Month: 11, Day: e.Day},
		})
	}
}

func pick[T any](list []T, places []int) []T {
	var out []T
	for _, i := range places {
		out = append(out, list[i])
	}
	return out
}

// dicer draws plans.
type dicer struct{ *rand.Rand }

func (d dicer) once(in int) bool { return d.IntN(in) == 0 }

// some draws up to most different numbers below n, ascending.
func (d dicer) some(n, least, most int) []int {
	k := least + d.IntN(most-least+1)
	out := d.Perm(n)[:min(k, n)]
	for i := range out {
		for j := i; j > 0 && out[j] < out[j-1]; j-- {
			out[j], out[j-1] = out[j-1], out[j]
		}
	}
	return out
}

func (d dicer) grant() planGrant {
	return planGrant{
		Objects: d.some(planObjects, 1, 2), Actions: d.some(planActions, 1, 2), When: d.some(planConditions, 0, 2),
		Scope: d.IntN(planScopes), Hidden: d.once(4), ReadOnly: d.once(4),
	}
}

func (d dicer) role(i int) planRole {
	r := planRole{ID: fmt.Sprint("r", i), Deprecated: d.once(9), Inherits: d.some(i, 0, 2)}
	for range d.IntN(4) {
		r.Allow = append(r.Allow, d.grant())
	}
	if d.once(3) {
		r.Deny = append(r.Deny, d.grant())
	}
	for k := range d.IntN(3) {
		r.Duties = append(r.Duties, planDuty{ID: fmt.Sprint("d", k), Tasks: d.some(len(phrases), 0, 4)})
	}
	d.Shuffle(len(r.Duties), func(a, b int) { r.Duties[a], r.Duties[b] = r.Duties[b], r.Duties[a] })
	return r
}

func (d dicer) plan() plan {
	var p plan
	for i := range 1 + d.IntN(5) {
		p.Roles = append(p.Roles, d.role(i))
	}
	for range 4 {
		p.Functions = append(p.Functions, []planGrant{d.grant()})
	}
	for i := range 1 + d.IntN(3) {
		functions := d.some(4, 2, 4)
		p.Rules = append(p.Rules, planRule{fmt.Sprint("s", i), functions, 2 + d.IntN(len(functions)-1), d.IntN(4)})
	}
	for range d.IntN(4) {
		p.Exceptions = append(p.Exceptions, planException{d.IntN(len(p.Rules)), d.some(len(p.Roles), 1, 2), 20 + d.IntN(5)})
	}
	return p
}

// edited changes a plan here and there.
func (d dicer) edited(p plan) plan {
	p = p.copy()
	for range 1 + d.IntN(4) {
		r := &p.Roles[d.IntN(len(p.Roles))]
		switch d.IntN(9) {
		case 0:
			r.Allow = append(r.Allow, d.grant())
		case 1:
			if len(r.Allow) > 0 {
				r.Allow[d.IntN(len(r.Allow))] = d.grant()
			}
		case 2:
			r.Allow = nil
		case 3:
			r.Deny = []planGrant{d.grant()}
		case 4:
			r.Deny = nil
		case 5:
			p.Roles = append(p.Roles, d.role(len(p.Roles)))
		case 6:
			r.ID += "x"
		case 7:
			p.Rules[d.IntN(len(p.Rules))].Severity = d.IntN(4)
		case 8:
			p.Exceptions = append(p.Exceptions, planException{d.IntN(len(p.Rules)), d.some(len(p.Roles), 1, 2), 20 + d.IntN(5)})
		}
	}
	return p
}
