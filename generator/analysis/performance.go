package analysis

import (
	"cmp"
	"slices"
	"sync"

	"rolebook/generator/catalog"
)

// performance knows which role performs which function, and by which grants.
// Rules share it, and findings look their paths up in it when asked.
type performance struct {
	rows       []*Permissions        // of the roles that can be in a finding, by role id
	row        map[*catalog.Role]int // index into rows
	functions  map[*catalog.Function]int
	acts       [][]act                       // by row; what it performs, by function
	performers [][]performer                 // by function; by row
	heirs      map[*catalog.Role][]performer // by role that rules list: who holds it; by row
	stewards   func() *stewards              // what duties need, worked out when first asked
}

// act is one role performing one function.
type act struct {
	function int
	grants   []ref
	open     bool // by a grant, too, that has no mitigating condition
}

// ref names a grant of a role: Cells[cell].Grants[grant].
type ref struct{ cell, grant int32 }

// performer is a row that performs a function, and whether it still does without
// mitigated grants.
type performer struct {
	row  int32
	open bool
}

// need says that a function is performed by whoever holds a pair at a rank of
// scope or wider.
type need struct{ function, rank int }

func newPerformance(m *Matrix) *performance {
	p := &performance{row: map[*catalog.Role]int{}, functions: map[*catalog.Function]int{}}
	for _, row := range m.Rows {
		if row.Role.Status != catalog.Deprecated {
			p.row[row.Role] = len(p.rows)
			p.rows = append(p.rows, row)
		}
	}
	for i, f := range m.Catalog.Functions {
		p.functions[f] = i
	}
	needs := needs(m.Catalog.Functions)
	p.acts = make([][]act, len(p.rows))
	each(len(p.rows), func(i int) { p.acts[i] = perform(p.rows[i], needs) })
	p.performers = make([][]performer, len(p.functions))
	for row, acts := range p.acts {
		for _, a := range acts {
			p.performers[a.function] = append(p.performers[a.function], performer{int32(row), a.open})
		}
	}
	p.inherit(m.Catalog.Rules)
	p.stewards = sync.OnceValue(func() *stewards { return newStewards(p.rows, needs) })
	return p
}

// inherit notes who holds the roles that rules list.
func (p *performance) inherit(rules []*catalog.Rule) {
	p.heirs = map[*catalog.Role][]performer{}
	for _, rule := range rules {
		for _, listed := range rule.Roles {
			p.heirs[listed] = nil
		}
	}
	for row := range p.rows {
		for _, role := range p.rows[row].Lineage {
			if list, listed := p.heirs[role]; listed {
				p.heirs[role] = append(list, performer{int32(row), true})
			}
		}
	}
}

// needs sorts the demands of all functions by pair. Of two demands of one
// function for one pair the one for the narrower scope asks less, and stays.
func needs(functions []*catalog.Function) map[pair][]need {
	out := map[pair][]need{}
	for i, f := range functions {
		for _, d := range f.Any {
			rank := 0
			if d.Scope != nil {
				rank = d.Scope.Rank
			}
			covers(d.Objects, d.Actions, func(o *catalog.Object, a *catalog.Action) {
				k := pairOf(o, a)
				out[k] = ease(out[k], need{i, rank})
			})
		}
	}
	return out
}

func ease(list []need, n need) []need {
	if i := len(list) - 1; i >= 0 && list[i].function == n.function {
		list[i].rank = min(list[i].rank, n.rank)
		return list
	}
	return append(list, n)
}

// perform finds the functions one role performs.
func perform(p *Permissions, needs map[pair][]need) []act {
	var acts []act
	for c := range p.Cells {
		cell := &p.Cells[c]
		for _, n := range needs[pairOf(cell.Object, cell.Action)] {
			for g, h := range cell.Grants {
				if h.Scope.Rank >= n.rank {
					acts = addGrant(acts, n.function, ref{int32(c), int32(g)}, !h.Mitigated())
				}
			}
		}
	}
	return slices.Clip(acts)
}

// addGrant adds a grant to the act of a function, which it inserts where it is new.
func addGrant(acts []act, function int, by ref, open bool) []act {
	i, known := findAct(acts, function)
	if !known {
		acts = slices.Insert(acts, i, act{function: function})
	}
	a := &acts[i]
	a.grants = append(a.grants, by)
	a.open = a.open || open
	return acts
}

func findAct(acts []act, function int) (i int, known bool) {
	return slices.BinarySearchFunc(acts, function, func(a act, f int) int { return cmp.Compare(a.function, f) })
}

// width is the length of a rule's list, whichever it has.
func width(rule *catalog.Rule) int { return len(rule.Functions) + len(rule.Roles) }

// holdersOf lists who performs the i-th function of a rule, or holds its i-th
// role.
func (p *performance) performersOf(rule *catalog.Rule, i int) []performer {
	if len(rule.Roles) > 0 {
		return p.heirs[rule.Roles[i]]
	}
	return p.performers[p.functions[rule.Functions[i]]]
}

// rowsOf gives the rows of roles, ascending, without those that can be in no
// finding.
func (p *performance) rowsOf(roles []*catalog.Role) []int32 {
	var rows []int32
	for _, r := range roles {
		if row, in := p.row[r]; in {
			rows = append(rows, int32(row))
		}
	}
	slices.Sort(rows)
	return slices.Compact(rows)
}

// rolesOf gives the roles of rows.
func (p *performance) rolesOf(rows []int32) []*catalog.Role {
	out := make([]*catalog.Role, len(rows))
	for i, r := range rows {
		out[i] = p.rows[r].Role
	}
	return out
}

// act gives how a row performs a function; zero when it does not.
func (p *performance) act(row int, f *catalog.Function) act {
	if i, known := findAct(p.acts[row], p.functions[f]); known {
		return p.acts[row][i]
	}
	return act{}
}

// Path is one way in which a role performs a function, or holds a listed role.
type Path struct {
	Role   *catalog.Role
	From   *catalog.Role   // the role the grant was inherited from; Role itself when its own
	Object *catalog.Object // nil, like all below, where a rule lists roles
	Action *catalog.Action
	Scope  *catalog.Scope
	When   []*catalog.Condition
}

func pathOf(role *catalog.Role, c *Cell, h Held) Path {
	return Path{role, h.From, c.Object, c.Action, h.Scope, h.When}
}

// paths gives every way in which a row performs a function.
func (p *performance) paths(row int, f *catalog.Function) []Path {
	refs := p.act(row, f).grants
	out := make([]Path, len(refs))
	for i, r := range refs {
		c := &p.rows[row].Cells[r.cell]
		out[i] = pathOf(p.rows[row].Role, c, c.Grants[r.grant])
	}
	return out
}
