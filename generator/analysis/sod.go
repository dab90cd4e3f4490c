package analysis

import (
	"cmp"
	"iter"
	"math/big"
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

// MaxListed is how many combinations [Result].Findings holds at most. Two roles
// of ten thousand make fifty million pairs, and nobody would read them.
const MaxListed = 1 << 17

// check is the work on one rule.
type check struct {
	rule     *catalog.Rule
	by       *performance
	accepted acceptance
	on       catalog.Date
	families []family
	cut      bool // families are missing
	grouped  []*Combination
	findings []*Finding // of kind role, and the combinations unless there are too many
	listed   bool       // findings are all
}

// checks looks for what violates each rule, in the order of
// [Result].Findings.
func checks(by *performance, cat *catalog.Catalog, on catalog.Date) []*check {
	rules := slices.Clone(cat.Rules)
	slices.SortStableFunc(rules, func(a, b *catalog.Rule) int {
		return cmp.Or(cmp.Compare(a.Severity.Rank(), b.Severity.Rank()), strings.Compare(a.ID, b.ID))
	})
	out := make([]*check, len(rules))
	each(len(rules), func(i int) { out[i] = checkRule(rules[i], by, cat.Exceptions, on) })
	room := int64(MaxListed)
	for _, c := range out {
		if n := c.total(); n.IsInt64() && n.Int64() <= room {
			room -= n.Int64()
			c.listed = true
		}
	}
	each(len(out), func(i int) { out[i].list() })
	return out
}

func checkRule(rule *catalog.Rule, by *performance, exceptions []*catalog.Exception, on catalog.Date) *check {
	c := &check{rule: rule, by: by, on: on, accepted: newAcceptance(rule, exceptions)}
	c.families, c.cut = families(by.tally(rule), width(rule), rule.AtLeast)
	c.grouped = c.combinations()
	return c
}

// total counts the combinations.
func (c *check) total() *big.Int {
	n := new(big.Int)
	for _, g := range c.grouped {
		n.Add(n, g.Count)
	}
	return n
}

// list makes the findings that are to be at hand.
func (c *check) list() {
	for f := range c.each() {
		if len(f.Roles) > 1 && !c.listed {
			return
		}
		c.findings = append(c.findings, f)
	}
}

// each makes every finding of the rule, by number of roles and roles.
func (c *check) each() iter.Seq[*Finding] {
	return func(yield func(*Finding) bool) {
		for rows, f := range inOrder(c.families) {
			if !yield(c.finding(rows, f.mitigated)) {
				return
			}
		}
	}
}

// finding judges one set of roles.
func (c *check) finding(rows []int32, mitigated bool) *Finding {
	f := &Finding{Rule: c.rule, Roles: c.by.rolesOf(rows), Mitigated: mitigated, by: c.by}
	if mitigated {
		f.Status = Mitigated
	}
	f.Exception = c.accepted.of(f.Roles)
	if f.Exception == nil {
		return f
	}
	if f.Expired = f.Exception.Until.Before(c.on); !f.Expired {
		f.Status = Excepted
	}
	return f
}
