package analysis

import (
	"cmp"
	"slices"
	"strings"

	"rolebook/generator/catalog"
)

// Kind tells the two kinds of findings apart.
type Kind string

// The kinds of findings.
const (
	RoleKind        Kind = "role"        // one role violates the rule by itself
	CombinationKind Kind = "combination" // nobody must hold these roles together
)

// Status says how a finding stands.
type Status uint8

// The statuses, the one that asks for most first.
const (
	Open      Status = iota
	Excepted         // accepted for a time by an exception
	Mitigated        // only while mitigating conditions are left out of sight
)

// String gives the word that the JSON form uses.
func (s Status) String() string { return [...]string{"open", "excepted", "mitigated"}[s] }

// MarshalText makes JSON show the status as String does.
func (s Status) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// Finding is a set of roles that violates a rule while no proper subset does.
type Finding struct {
	Rule   *catalog.Rule
	Roles  []*catalog.Role // by id
	Status Status
	// Mitigated says that the roles violate the rule only by grants with a
	// mitigating condition, whether or not an exception accepts that as well.
	Mitigated bool
	// Expired says that Exception has run out, and so changes nothing.
	Expired bool
	// Exception names the rule and exactly these roles; of several it is the one
	// that expires last. Nil when there is none.
	Exception *catalog.Exception

	by *performance
}

// Kind tells whether one role violates the rule or only several together.
func (f *Finding) Kind() Kind {
	if len(f.Roles) == 1 {
		return RoleKind
	}
	return CombinationKind
}

// Severity is the rule's.
func (f *Finding) Severity() catalog.Severity { return f.Rule.Severity }

// Performed is a function that the roles of a finding perform: Function for a
// rule over functions, Role for a rule over roles, where holding the listed
// role, or one that inherits from it, counts as performing.
type Performed struct {
	ID       string
	Name     catalog.Text
	Function *catalog.Function
	Role     *catalog.Role
	Paths    []Path // by role, object, action and then as in [Cell].Grants
}

// Functions gives the functions of the rule that the roles perform over all
// their grants, by id, with every path. It is worked out at each call.
func (f *Finding) Functions() []Performed {
	var out []Performed
	for _, fn := range f.Rule.Functions {
		p := Performed{ID: fn.ID, Name: fn.Name, Function: fn}
		for _, role := range f.Roles {
			p.Paths = append(p.Paths, f.by.paths(f.by.row[role], fn)...)
		}
		out = appendPerformed(out, p)
	}
	for _, listed := range f.Rule.Roles {
		p := Performed{ID: listed.ID, Name: listed.Name, Role: listed}
		for _, role := range f.Roles {
			if slices.Contains(f.by.rows[f.by.row[role]].Lineage, listed) {
				p.Paths = append(p.Paths, Path{Role: role, From: listed})
			}
		}
		out = appendPerformed(out, p)
	}
	slices.SortFunc(out, func(a, b Performed) int { return strings.Compare(a.ID, b.ID) })
	return out
}

func appendPerformed(list []Performed, p Performed) []Performed {
	if len(p.Paths) == 0 {
		return list
	}
	return append(list, p)
}

// cells lists the cells of a single role that paths of the finding run through.
func (f *Finding) cells() []int32 {
	var out []int32
	for _, fn := range f.Rule.Functions {
		for _, r := range f.by.act(f.by.row[f.Roles[0]], fn).grants {
			out = append(out, r.cell)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// findings checks every rule. The findings come in the order of
// [Result].Findings, with the rules that came to too many.
func findings(m *Matrix, on catalog.Date) (all []*Finding, cut []*catalog.Rule) {
	rules := slices.Clone(m.Catalog.Rules)
	slices.SortStableFunc(rules, func(a, b *catalog.Rule) int {
		return cmp.Or(cmp.Compare(a.Severity.Rank(), b.Severity.Rank()), strings.Compare(a.ID, b.ID))
	})
	by := newPerformance(m)
	checks := make([]*check, len(rules))
	each(len(rules), func(i int) { checks[i] = checkRule(rules[i], by, m.Catalog.Exceptions, on) })
	n := 0
	for _, c := range checks {
		n += len(c.findings)
	}
	all = make([]*Finding, 0, n)
	for _, c := range checks {
		for i := range c.findings {
			all = append(all, &c.findings[i])
		}
		if c.cut {
			cut = append(cut, c.rule)
		}
	}
	return all, cut
}

// check is the work on one rule.
type check struct {
	rule     *catalog.Rule
	by       *performance
	tally    tally
	accepted acceptance
	on       catalog.Date
	findings []Finding // sorted by number of roles and roles
	cut      bool
}

func checkRule(rule *catalog.Rule, by *performance, exceptions []*catalog.Exception, on catalog.Date) *check {
	c := &check{rule: rule, by: by, on: on, tally: by.tally(rule), accepted: newAcceptance(rule, exceptions)}
	sets := c.minimal(c.tally.all)
	if c.tally.mitigated {
		sets = merged(sets, c.minimal(c.tally.open))
	}
	c.findings = make([]Finding, 0, sets.len())
	roles := make([]*catalog.Role, 0, sets.members()) // one block: there may be very many
	sets.each(func(set []int32) {
		from := len(roles)
		for _, r := range set {
			roles = append(roles, by.rows[r].Role)
		}
		c.findings = append(c.findings, c.finding(set, slices.Clip(roles[from:])))
	})
	return c
}

// minimal collects the minimal sets of one count.
func (c *check) minimal(masks []bitset) roleSets {
	var sets roleSets
	cut := minimalSets(masks, width(c.rule), c.rule.AtLeast, sets.add)
	c.cut = c.cut || cut
	return sets
}

// finding judges one set of roles.
func (c *check) finding(set []int32, roles []*catalog.Role) Finding {
	f := Finding{Rule: c.rule, Roles: roles, by: c.by}
	if c.tally.mitigated && !c.stillOpen(set) {
		f.Status, f.Mitigated = Mitigated, true
	}
	f.Exception = c.accepted.of(roles)
	if f.Exception == nil {
		return f
	}
	if f.Expired = f.Exception.Until.Before(c.on); !f.Expired {
		f.Status = Excepted
	}
	return f
}

// stillOpen reports whether the roles violate the rule without mitigated grants.
func (c *check) stillOpen(set []int32) bool {
	all := newBitset(width(c.rule))
	for _, r := range set {
		all.join(c.tally.open[r])
	}
	return all.count() >= c.rule.AtLeast
}
