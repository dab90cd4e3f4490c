package analysis

import (
	"slices"

	"rolebook/generator/catalog"
)

// performance knows which role performs which function, and by which grants.
// Rules share it, and findings look their paths up in it when asked.
type performance struct {
	rows      []*Permissions        // of the roles that can be in a finding, by role id
	row       map[*catalog.Role]int // index into rows
	functions map[*catalog.Function]int
	acts      [][]act // by row and function
}

// act is one role performing one function; zero when the role does not.
type act struct {
	grants []ref
	open   bool // by a grant, too, that has no mitigating condition
}

// ref names a grant of a role: Cells[cell].Grants[grant].
type ref struct{ cell, grant int32 }

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
	each(len(p.rows), func(i int) { p.acts[i] = perform(p.rows[i], needs, len(p.functions)) })
	return p
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
func perform(p *Permissions, needs map[pair][]need, functions int) []act {
	acts := make([]act, functions)
	for c := range p.Cells {
		cell := &p.Cells[c]
		for _, n := range needs[pairOf(cell.Object, cell.Action)] {
			for g, h := range cell.Grants {
				if h.Scope.Rank >= n.rank {
					a := &acts[n.function]
					a.grants = append(a.grants, ref{int32(c), int32(g)})
					a.open = a.open || !h.Mitigated()
				}
			}
		}
	}
	return acts
}

// tally is what the roles do of one rule's list: for each row the functions
// performed (or the roles held), as numbers into that list, counted twice.
type tally struct {
	all       []bitset // over all grants
	open      []bitset // with every mitigated grant struck out
	mitigated bool     // the two differ
}

// tally counts for a rule.
func (p *performance) tally(rule *catalog.Rule) tally {
	n := width(rule)
	t := tally{all: newBitsets(len(p.rows), n), open: newBitsets(len(p.rows), n)}
	for r := range p.rows {
		for i := range n {
			held, open := p.does(r, rule, i)
			if held {
				t.all[r].add(i)
			}
			if open {
				t.open[r].add(i)
			}
			t.mitigated = t.mitigated || held != open
		}
	}
	return t
}

// width is the length of a rule's list, whichever it has.
func width(rule *catalog.Rule) int { return len(rule.Functions) + len(rule.Roles) }

// does reports whether a row performs the i-th function of a rule or holds its
// i-th role, and whether it still does without mitigated grants.
func (p *performance) does(row int, rule *catalog.Rule, i int) (all, open bool) {
	if len(rule.Roles) > 0 {
		holds := slices.Contains(p.rows[row].Lineage, rule.Roles[i])
		return holds, holds
	}
	a := p.act(row, rule.Functions[i])
	return len(a.grants) > 0, a.open
}

func (p *performance) act(row int, f *catalog.Function) act { return p.acts[row][p.functions[f]] }

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
