package book

import (
	"rolebook/generator/analysis"
	"rolebook/generator/catalog"
)

// Process is how too few people could complete a process.
type Process struct {
	ID    string
	Name  Text
	Needs string // "takes at least 3 people"
	Steps []Text
	Lead  string // what was found, in a sentence
	Limit string // that not all sets of roles were looked at; else empty
	Plans []Plan
}

// Plan is a smallest set of roles, and how it would do.
type Plan struct {
	Count    string // "2 roles, 1 person"
	Status   string
	StatusIs string
	Open     bool
	People   []PlanPerson
}

// PlanPerson holds roles and does steps, which are numbered from 1.
type PlanPerson struct {
	Title string // "Person 1"
	Roles []RoleRef
	Steps []PlanStep
}

// PlanStep is a step of the process.
type PlanStep struct {
	Number int
	Name   Text
}

// Process localises what was found out about a process.
func (b *Book) Process(r analysis.ProcessReport) *Process {
	p := r.Process
	out := &Process{
		ID: p.ID, Name: b.text(p.Name), Lead: b.processLead(r),
		Needs: b.locale.N("book_process_needs", p.People, "Steps", b.locale.N("book_process_steps", len(p.Steps))),
	}
	if !r.Proved {
		out.Limit = b.locale.Many("book_process_limit", r.Sets, "Examined", b.locale.Integer(analysis.MaxExamined))
	}
	for _, f := range p.Steps {
		out.Steps = append(out.Steps, b.text(f.Name))
	}
	for _, x := range r.Plans {
		out.Plans = append(out.Plans, b.plan(p.Steps, x))
	}
	return out
}

// processLead says how many ways there are, or why there is none.
func (b *Book) processLead(r analysis.ProcessReport) string {
	switch n := len(r.Plans); {
	case len(r.Missing) > 0:
		names := make([]string, len(r.Missing))
		for i, f := range r.Missing {
			names[i] = b.text(f.Name).Plain()
		}
		return b.locale.T("book_process_missing", "Steps", b.locale.List(names))
	case n > 0:
		return b.locale.N("book_process_plans", n)
	case r.Proved:
		return b.locale.T("book_process_none")
	default:
		return b.locale.T("book_process_none_seen")
	}
}

func (b *Book) plan(steps []*catalog.Function, x analysis.Plan) Plan {
	out := Plan{
		Status: x.Status.String(), StatusIs: b.locale.T("book_finding_" + x.Status.String()), Open: x.Status == analysis.Open,
		Count: b.locale.N("book_plan_people", len(x.People), "Roles", b.locale.N("book_plan_roles", len(x.Roles))),
	}
	number := map[*catalog.Function]int{}
	for i, f := range steps {
		number[f] = i + 1
	}
	for i, person := range x.People {
		p := PlanPerson{Title: b.locale.T("book_plan_person", "Number", i+1), Roles: b.roleRefs(person.Roles)}
		for _, f := range person.Steps {
			p.Steps = append(p.Steps, PlanStep{number[f], b.text(f.Name)})
		}
		out.People = append(out.People, p)
	}
	return out
}
