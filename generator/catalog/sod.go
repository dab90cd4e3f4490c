package catalog

import "rolebook/generator/source"

// Severity grades a conflict.
type Severity string

// Severities lists the severities, the gravest first.
var Severities = []Severity{"critical", "high", "medium", "low"}

// Rank counts severities from 0, the gravest.
func (s Severity) Rank() int {
	for i, x := range Severities {
		if x == s {
			return i
		}
	}
	return len(Severities)
}

// Function is something sensitive that holders of certain permissions can do.
// Whoever holds one of Any performs it.
type Function struct {
	ID   string
	Name Text
	Any  []Demand
	At   source.Span
}

// Demand asks for any listed action on any listed object at Scope or wider.
// Modules have been replaced by their objects. Scope is nil when any will do.
type Demand struct {
	Objects []*Object
	Actions []*Action
	Scope   *Scope
	At      source.Span
}

// Rule forbids one subject to perform AtLeast of the functions, or to hold
// AtLeast of the roles: one of the two lists is empty.
type Rule struct {
	ID        string
	Name      Text
	Functions []*Function
	Roles     []*Role
	AtLeast   int // from 2 to the number of functions or roles
	Severity  Severity
	Risk      Text
	Control   Text
	At        source.Span
}

// Exception accepts the violation of a rule by exactly these roles until the
// end of a day.
type Exception struct {
	Rule       *Rule
	Roles      []*Role // by id
	Until      Date
	ApprovedBy Text
	Reason     Text
	Control    Text
	At         source.Span
}

// Process is work that fewer than People people must not be able to complete:
// each step is a function that somebody performs.
type Process struct {
	ID     string
	Name   Text
	Steps  []*Function // in their order, each once
	People int         // from 2 to the number of steps
	At     source.Span
}

// AccessTest says what the roles, held together, can and cannot do.
type AccessTest struct {
	Roles  []*Role
	Can    []Access
	Cannot []Access
	At     source.Span
}

// Access is one entry of a test: an action on an object, at least at Scope
// when that is given.
type Access struct {
	Action *Action
	Object *Object
	Scope  *Scope // nil: any
	At     source.Span
}
