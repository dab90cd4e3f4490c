package analysis

import (
	"cmp"
	"math"
	"slices"

	"rolebook/generator/catalog"
)

// Mutation is a way in which a careless edit could spoil a permission.
type Mutation string

// The mutations.
const (
	Conflicting Mutation = "conflicting" // granted as far as it takes to violate a rule that the role does not violate
	Removed     Mutation = "removed"     // not granted any more
	Widened     Mutation = "widened"     // one scope further
	Unbounded   Mutation = "unbounded"   // to the widest scope
)

// Mutations lists the mutations, the one that asks for a test most first.
var Mutations = []Mutation{Conflicting, Removed, Widened, Unbounded}

// Mutant is a catalog in which one effective permission of one role differs.
// Roles that inherit the permission keep theirs, which make mutants of their own.
type Mutant struct {
	Kind   Mutation
	Object *catalog.Object
	Action *catalog.Action
	From   *catalog.Scope  // how far the role reaches; nil: not at all
	To     *catalog.Scope  // how far it does in the mutant; nil: not at all
	Rules  []*catalog.Rule // what a conflicting one makes the role violate by itself, the gravest first
}

// Score counts mutants.
type Score struct{ Noticed, Mutants int }

func (s *Score) add(t Score) {
	s.Noticed += t.Noticed
	s.Mutants += t.Mutants
}

// RoleStrength is how well access tests guard what one role may do.
type RoleStrength struct {
	Role      *catalog.Role
	Kinds     map[Mutation]Score
	Survivors []Mutant // that no test notices; in catalog order of objects and actions, then as in [Mutations]
}

// Score counts the mutants of the role, of every kind.
func (s RoleStrength) Score() (all Score) {
	for _, n := range s.Kinds {
		all.add(n)
	}
	return all
}

// Strength is how well access tests guard what roles may do: by mutation
// analysis (DeMillo, Lipton and Sayward, Hints on Test Data Selection, 1978).
type Strength struct {
	Roles  []RoleStrength // by id
	Failed int            // entries of tests that fail as it is, and so notice nothing

	// Conditional counts the permissions that reach farthest only under a
	// condition. Tests do not look at conditions, so no test can notice that one
	// is dropped, and there are no such mutants.
	Conditional int
}

// Kind counts the mutants of a kind.
func (s *Strength) Kind(k Mutation) (all Score) {
	for _, r := range s.Roles {
		all.add(r.Kinds[k])
	}
	return all
}

// Score counts all mutants.
func (s *Strength) Score() (all Score) {
	for _, r := range s.Roles {
		all.add(r.Score())
	}
	return all
}

// Strength works out which mutants the access tests notice: those in which an
// entry fails that does not fail now.
//
// No test is run again. While the other roles of an entry stay as they are, its
// verdict depends on nothing but how far the one reaches. So everything that
// the entries say about a permission comes down to two bounds.
func (r *Result) Strength() *Strength {
	w := &mutator{matrix: r.Matrix, guards: guards(r.Matrix, r.Tests), threats: newThreats(r)}
	s := &Strength{Roles: make([]RoleStrength, len(r.Matrix.Rows))}
	each(len(s.Roles), func(i int) { s.Roles[i] = w.strength(r.Matrix.Rows[i]) })
	for _, t := range r.Tests {
		s.Failed += t.Failed()
	}
	for _, p := range r.Matrix.Rows {
		for i := range p.Cells {
			if widest, free := p.Cells[i].Widest(); free != widest {
				s.Conditional++
			}
		}
	}
	return s
}

// guard is what entries that hold say about a permission of a role: it reaches
// at least the rank of floor, and not that of ceiling. The rank of a permission
// that is not held is -1.
type guard struct{ floor, ceiling int }

var unguarded = guard{-1, math.MaxInt}

func (g guard) notices(rank int) bool { return rank < g.floor || rank >= g.ceiling }

func guards(m *Matrix, tests []TestResult) map[*catalog.Role]map[pair]guard {
	out := map[*catalog.Role]map[pair]guard{}
	for _, t := range tests {
		for _, e := range t.Entries {
			if !e.Passed {
				continue
			}
			for _, role := range t.Test.Roles {
				if out[role] == nil {
					out[role] = map[pair]guard{}
				}
				k := pairOf(e.Access.Object, e.Access.Action)
				g, known := out[role][k]
				if !known {
					g = unguarded
				}
				out[role][k] = g.with(m, t.Test.Roles, role, e)
			}
		}
	}
	return out
}

// with adds what an entry says about a role's permission. That somebody can do
// something says nothing where another of the roles can as well.
func (g guard) with(m *Matrix, roles []*catalog.Role, role *catalog.Role, e TestEntry) guard {
	asked := 0 // a scope that is left out asks for any
	if e.Access.Scope != nil {
		asked = e.Access.Scope.Rank
	}
	if !e.Can {
		g.ceiling = min(g.ceiling, asked)
		return g
	}
	for _, other := range roles {
		if other != role && m.Of(other).reach(e.Access.Object, e.Access.Action) >= asked {
			return g
		}
	}
	g.floor = max(g.floor, asked)
	return g
}

// reach is the rank of the widest scope at which the role holds a permission;
// -1 when it does not.
func (p *Permissions) reach(o *catalog.Object, a *catalog.Action) int {
	c := p.Cell(o, a)
	if c == nil {
		return -1
	}
	widest, _ := c.Widest()
	return widest.Rank
}

// mutator makes the mutants of roles and tells which are noticed.
type mutator struct {
	matrix  *Matrix
	guards  map[*catalog.Role]map[pair]guard
	threats *threats
}

func (w *mutator) strength(p *Permissions) RoleStrength {
	s := RoleStrength{Role: p.Role, Kinds: map[Mutation]Score{}}
	for _, m := range w.mutants(p) {
		g, known := w.guards[p.Role][pairOf(m.Object, m.Action)]
		n := Score{Mutants: 1}
		if known && g.notices(m.rank()) {
			n.Noticed = 1
		} else {
			s.Survivors = append(s.Survivors, m)
		}
		n.add(s.Kinds[m.Kind])
		s.Kinds[m.Kind] = n
	}
	return s
}

func (m Mutant) rank() int {
	if m.To == nil {
		return -1
	}
	return m.To.Rank
}

// mutants makes the mutants of a role: of every permission that it holds, and
// of those that it must not hold.
func (w *mutator) mutants(p *Permissions) []Mutant {
	conflicting := w.threats.to(p)
	var out []Mutant
	for i := range p.Cells {
		c := &p.Cells[i]
		from, _ := c.Widest()
		k := pairOf(c.Object, c.Action)
		out = append(out, w.changes(c.Object, c.Action, from, conflicting[k])...)
		delete(conflicting, k)
	}
	for k, t := range conflicting {
		out = append(out, w.changes(k.object(w.matrix.Catalog), k.action(w.matrix.Catalog), nil, t)...)
	}
	slices.SortStableFunc(out, func(a, b Mutant) int {
		return cmp.Compare(pairOf(a.Object, a.Action), pairOf(b.Object, b.Action))
	})
	return out
}

// changes makes the mutants of one permission. Two that come to the same scope
// are one.
func (w *mutator) changes(o *catalog.Object, a *catalog.Action, from *catalog.Scope, t threat) []Mutant {
	var out []Mutant
	add := func(kind Mutation, to *catalog.Scope, rules []*catalog.Rule) {
		if !slices.ContainsFunc(out, func(m Mutant) bool { return m.To == to }) {
			out = append(out, Mutant{kind, o, a, from, to, rules})
		}
	}
	scopes := w.matrix.Catalog.Scopes
	if len(t.rules) > 0 {
		add(Conflicting, scopes[t.rank], t.rules)
	}
	if from == nil {
		return out
	}
	add(Removed, nil, nil)
	if wider := scopes[from.Rank+1:]; len(wider) > 0 {
		add(Widened, wider[0], nil)
		add(Unbounded, wider[len(wider)-1], nil)
	}
	return out
}
