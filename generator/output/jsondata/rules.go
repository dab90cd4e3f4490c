package jsondata

import "rolebook/generator/catalog"

type sod struct {
	Functions  []function         `json:"functions"`
	Rules      []rule             `json:"rules"`
	Exceptions []catalogException `json:"exceptions"`
	Processes  []process          `json:"processes"`
}

type function struct {
	ID   string   `json:"id"`
	Name text     `json:"name"`
	Any  []demand `json:"any"`
}

// demand names objects only: a module is spelled out.
type demand struct {
	Objects []string `json:"objects"`
	Actions []string `json:"actions"`
	Scope   *string  `json:"scope"`
}

type rule struct {
	ID        string           `json:"id"`
	Name      text             `json:"name"`
	Functions []string         `json:"functions"`
	Roles     []string         `json:"roles"`
	AtLeast   int              `json:"at_least"`
	Severity  catalog.Severity `json:"severity"`
	Risk      text             `json:"risk"`
	Control   text             `json:"control"`
}

type catalogException struct {
	Rule       string       `json:"rule"`
	Roles      []string     `json:"roles"`
	Until      catalog.Date `json:"until"`
	ApprovedBy text         `json:"approved_by"`
	Reason     text         `json:"reason"`
	Control    text         `json:"control"`
}

type process struct {
	ID     string   `json:"id"`
	Name   text     `json:"name"`
	Steps  []string `json:"steps"`
	People int      `json:"people"`
}

type accessTest struct {
	Roles  []string `json:"roles"`
	Can    []access `json:"can"`
	Cannot []access `json:"cannot"`
}

type access struct {
	Action string  `json:"action"`
	Object string  `json:"object"`
	Scope  *string `json:"scope"`
}

func sodOf(c *catalog.Catalog) sod {
	return sod{
		Functions: each(c.Functions, func(f *catalog.Function) function {
			return function{f.ID, text{f.Name}, each(f.Any, demandOf)}
		}),
		Rules: each(c.Rules, ruleOf),
		Exceptions: each(c.Exceptions, func(e *catalog.Exception) catalogException {
			return catalogException{e.Rule.ID, roleIDs(e.Roles), e.Until, text{e.ApprovedBy}, text{e.Reason}, text{e.Control}}
		}),
		Processes: each(c.Processes, func(p *catalog.Process) process {
			return process{p.ID, text{p.Name}, functionIDs(p.Steps), p.People}
		}),
	}
}

func demandOf(d catalog.Demand) demand {
	return demand{objectIDs(d.Objects), actionIDs(d.Actions), scopeID(d.Scope)}
}

func scopeID(s *catalog.Scope) *string {
	if s == nil {
		return nil
	}
	return &s.ID
}

func ruleOf(r *catalog.Rule) rule {
	return rule{
		ID: r.ID, Name: text{r.Name}, AtLeast: r.AtLeast, Severity: r.Severity, Risk: text{r.Risk}, Control: text{r.Control},
		Functions: functionIDs(r.Functions),
		Roles:     roleIDs(r.Roles),
	}
}

func testOf(t *catalog.AccessTest) accessTest {
	return accessTest{roleIDs(t.Roles), each(t.Can, accessOf), each(t.Cannot, accessOf)}
}

func accessOf(a catalog.Access) access {
	return access{a.Action.ID, a.Object.ID, scopeID(a.Scope)}
}
