// Package catalog holds a catalog of roles as the rest of the program knows
// it: linked, indexed, in a fixed order, and never changed once load has made
// it. It reads and writes nothing.
//
// Start at [Catalog]. References are pointers (a [Grant] points at its
// objects), orders are the catalog's own (actions in display order, scopes
// from narrow to wide, classes from least to most sensitive), roles are sorted
// by id, and everything an author wrote remembers its [source.Span].
package catalog

import "rolebook/generator/source"

// Catalog is everything one catalog folder says.
type Catalog struct {
	Organization Text
	Languages    []Lang // as listed; the first is the default
	BaseURL      string // where the site will be served; may be empty
	NoIndex      bool   // pages ask search engines to leave them out
	CSP          bool   // pages have a content security policy

	Families   []*Family
	Modules    []*Module
	Objects    []*Object // of all modules, in display order
	Actions    []*Action
	Scopes     []*Scope
	Classes    []*Class
	Conditions []*Condition
	Roles      []*Role // by id

	Functions  []*Function
	Rules      []*Rule
	Exceptions []*Exception
	Processes  []*Process
	Tests      []*AccessTest
	SignOffs   []*SignOff // by day

	Glossary []*Term
	Lint     Lint

	Files  []string // the catalog's files but records of reviews, sorted; catalog.yaml among them
	Digest string   // SHA-256 over them, in hexadecimal: what exactly they said

	roles      map[string]*Role
	families   map[string]*Family
	objects    map[string]*Object
	modules    map[string]*Module
	actions    map[string]*Action
	scopes     map[string]*Scope
	classes    map[string]*Class
	conditions map[string]*Condition
	functions  map[string]*Function
	rules      map[string]*Rule
	processes  map[string]*Process
}

// Family is a job family: roles that belong together.
type Family struct {
	ID    string
	Name  Text
	Order int
	At    source.Span // where its id is written
}

// Module groups the objects of one area of the system.
type Module struct {
	ID      string
	Name    Text
	Order   int
	Objects []*Object
	At      source.Span
}

// Object is what a permission is about: a kind of record or a setting.
type Object struct {
	ID      string
	Name    Text
	Module  *Module
	Class   *Class
	Actions []*Action // that apply to it, in display order; never empty
	Fields  []*Field
	Order   int // among all objects of the catalog
	At      source.Span
}

// Applies reports whether the action makes sense for the object.
func (o *Object) Applies(a *Action) bool {
	for _, x := range o.Actions {
		if x == a {
			return true
		}
	}
	return false
}

// Field is a part of an object that has a classification of its own.
type Field struct {
	ID     string
	Name   Text
	Object *Object
	Class  *Class
	At     source.Span
}

// Action is what a permission lets its holder do.
type Action struct {
	ID    string
	Name  Text
	Order int
	At    source.Span
}

// Scope is how far a permission reaches. Each scope includes those of lower rank.
type Scope struct {
	ID   string
	Name Text
	Rank int // 0 is the narrowest
	At   source.Span
}

// Class is a data classification.
type Class struct {
	ID   string
	Name Text
	Rank int // 0 is the least sensitive
	At   source.Span
}

// Condition is what a grant may depend on. One that mitigates breaks a
// conflict, as four-eyes control does.
type Condition struct {
	ID        string
	Name      Text
	Mitigates bool
	Order     int
	At        source.Span
}

// Role finds a role by id; nil when there is none. The other finders do likewise.
func (c *Catalog) Role(id string) *Role           { return c.roles[id] }
func (c *Catalog) Family(id string) *Family       { return c.families[id] }
func (c *Catalog) Module(id string) *Module       { return c.modules[id] }
func (c *Catalog) Object(id string) *Object       { return c.objects[id] }
func (c *Catalog) Action(id string) *Action       { return c.actions[id] }
func (c *Catalog) Scope(id string) *Scope         { return c.scopes[id] }
func (c *Catalog) Class(id string) *Class         { return c.classes[id] }
func (c *Catalog) Condition(id string) *Condition { return c.conditions[id] }
func (c *Catalog) Function(id string) *Function   { return c.functions[id] }
func (c *Catalog) Rule(id string) *Rule           { return c.rules[id] }
func (c *Catalog) Process(id string) *Process     { return c.processes[id] }

// Index fills the finders. Load calls it once, when all lists are complete.
func (c *Catalog) Index() {
	c.families = byID(c.Families, func(x *Family) string { return x.ID })
	c.modules = byID(c.Modules, func(x *Module) string { return x.ID })
	c.objects = byID(c.Objects, func(x *Object) string { return x.ID })
	c.actions = byID(c.Actions, func(x *Action) string { return x.ID })
	c.scopes = byID(c.Scopes, func(x *Scope) string { return x.ID })
	c.classes = byID(c.Classes, func(x *Class) string { return x.ID })
	c.conditions = byID(c.Conditions, func(x *Condition) string { return x.ID })
	c.roles = byID(c.Roles, func(x *Role) string { return x.ID })
	c.functions = byID(c.Functions, func(x *Function) string { return x.ID })
	c.rules = byID(c.Rules, func(x *Rule) string { return x.ID })
	c.processes = byID(c.Processes, func(x *Process) string { return x.ID })
}

// byID keeps the first of two items with one id, as the diagnostics say.
func byID[T any](items []*T, id func(*T) string) map[string]*T {
	m := make(map[string]*T, len(items))
	for _, x := range items {
		if _, taken := m[id(x)]; !taken {
			m[id(x)] = x
		}
	}
	return m
}
