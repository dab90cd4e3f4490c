package analysis

import (
	"cmp"
	"maps"
	"math/big"
	"slices"
	"strings"

	"rolebook/generator/catalog"
)

// Advice is what settles most open combinations at once: those of a rule or,
// where Rule is nil, of all.
type Advice struct {
	Rule *catalog.Rule
	Open *big.Int // findings of kind combination

	// Apart is the role that most of them are about, of several the first by id.
	// Whoever holds it alone is in none of Parted findings.
	Apart  *catalog.Role
	Parted *big.Int

	Move *Move // nil when no denial of a single pair ends any finding
}

// Move is a pair to deny one role, and those that inherit from it, so that
// Cleared combinations end: the one that ends most without leaving a duty
// undone (see [stewards]), of several the first by role and catalog order.
// Larger sets of roles may violate the rule all the same.
type Move struct {
	Role       *catalog.Role
	Pair       Pair
	Cleared    *big.Int
	DutiesLost []*catalog.Duty // of the role, in its order
}

// Advice gives what to do about the open combinations of all rules, nil when
// there are none, and of each rule that has any, in the order of Combinations.
func (r *Result) Advice() (all *Advice, each []Advice) {
	sum := newCounts(nil)
	for list := r.Combinations; len(list) > 0; {
		n := 1
		for n < len(list) && list[n].Rule == list[0].Rule {
			n++
		}
		c := newCounts(list[0].Rule)
		for _, x := range list[:n] {
			if x.Status == Open {
				c.count(x, r.checks[0].by)
			}
		}
		if c.open.Sign() > 0 {
			each = append(each, c.advice(r.checks[0].by))
			sum.join(c)
		}
		list = list[n:]
	}
	if len(each) == 0 {
		return nil, nil
	}
	total := sum.advice(r.checks[0].by)
	return &total, each
}

// move names a pair to deny a role.
type move struct {
	role *catalog.Role
	pair pair
}

// counts are the open combinations of a rule: in all, by role, and those that a
// move would end.
type counts struct {
	rule  *catalog.Rule
	open  *big.Int
	roles map[*catalog.Role]*big.Int
	moves map[move]*big.Int
}

func newCounts(rule *catalog.Rule) *counts {
	return &counts{rule, new(big.Int), map[*catalog.Role]*big.Int{}, map[move]*big.Int{}}
}

func (c *counts) join(x *counts) {
	c.open.Add(c.open, x.open)
	for k, n := range x.roles {
		raise(c.roles, k, n)
	}
	for k, n := range x.moves {
		raise(c.moves, k, n)
	}
}

func raise[K comparable](m map[K]*big.Int, k K, n *big.Int) {
	if m[k] == nil {
		m[k] = new(big.Int)
	}
	m[k].Add(m[k], n)
}

// count adds the findings of a combination.
func (c *counts) count(x *Combination, by *performance) {
	c.open.Add(c.open, x.Count)
	whole := big.NewInt(int64(len(x.Apart)))
	whole.Add(whole, x.Count)
	for _, g := range x.Groups {
		with := new(big.Int).Quo(whole, big.NewInt(int64(len(g.Roles))))
		for _, role := range g.Roles {
			raise(c.roles, role, with)
		}
	}
	for _, set := range x.Apart {
		for _, role := range set {
			raise(c.roles, role, big.NewInt(-1))
		}
	}
	for m, lost := range endings(x, by) {
		if n := x.ended(lost); n.Sign() > 0 {
			raise(c.moves, m, n)
		}
	}
}

// forfeits are, by role of a combination, the functions that it would no longer
// perform.
type forfeits map[*catalog.Role]bitset

// endings gives what moves take away: a role that performs a function by one
// pair alone loses it when it, or a role that it inherits from, is denied that.
func endings(x *Combination, by *performance) map[move]forfeits {
	out := map[move]forfeits{}
	for _, g := range x.Groups {
		for _, role := range g.Roles {
			row := by.rows[by.row[role]]
			for i, fn := range x.Rule.Functions {
				cells := by.openCells(row, fn)
				if len(cells) != 1 {
					continue
				}
				cell := &row.Cells[cells[0]]
				for _, denied := range row.Lineage {
					if !by.holds(denied, cell) {
						continue
					}
					m := move{denied, pairOf(cell.Object, cell.Action)}
					if out[m] == nil {
						out[m] = forfeits{}
					}
					if out[m][role] == nil {
						out[m][role] = newBitset(width(x.Rule))
					}
					out[m][role].add(i)
				}
			}
		}
	}
	return out
}

// holds reports whether a role holds the pair of a cell in effect, as far as
// roles can be in findings.
func (p *performance) holds(role *catalog.Role, c *Cell) bool {
	row, in := p.row[role]
	return in && p.rows[row].Cell(c.Object, c.Action) != nil
}

// ended counts the findings of a combination that end when roles forfeit
// functions.
func (x *Combination) ended(lost forfeits) *big.Int {
	n := x.endedFrom(0, newBitset(width(x.Rule)), lost)
	for _, set := range x.Apart {
		if x.mask(set, lost).count() < x.Rule.AtLeast {
			n.Sub(n, big.NewInt(1))
		}
	}
	return n
}

// endedFrom counts the choices from the groups behind the first so many that
// leave fewer functions than the rule asks for. Roles of a group that keep the
// same functions count together.
func (x *Combination) endedFrom(group int, kept bitset, lost forfeits) *big.Int {
	if group == len(x.Groups) {
		if kept.count() < x.Rule.AtLeast {
			return big.NewInt(1)
		}
		return new(big.Int)
	}
	g := x.Groups[group]
	var masks []bitset
	var roles []int64
	for _, role := range g.Roles {
		m := g.keeps(x.Rule, lost[role])
		i := slices.IndexFunc(masks, func(other bitset) bool { return slices.Equal(m, other) })
		if i < 0 {
			i = len(masks)
			masks, roles = append(masks, m), append(roles, 0)
		}
		roles[i]++
	}
	n := new(big.Int)
	for i, m := range masks {
		m.join(kept)
		rest := x.endedFrom(group+1, m, lost)
		n.Add(n, rest.Mul(rest, big.NewInt(roles[i])))
	}
	return n
}

// mask gives the functions that a set of roles of the groups keeps.
func (x *Combination) mask(set []*catalog.Role, lost forfeits) bitset {
	all := newBitset(width(x.Rule))
	for _, role := range set {
		for _, g := range x.Groups {
			if slices.Contains(g.Roles, role) {
				all.join(g.keeps(x.Rule, lost[role]))
			}
		}
	}
	return all
}

// keeps gives the functions that a role of the group performs less what it
// forfeits; nil is nothing.
func (g Group) keeps(rule *catalog.Rule, lost bitset) bitset {
	out := newBitset(width(rule))
	for _, fn := range g.Functions {
		if i := slices.Index(rule.Functions, fn); lost == nil || !lost.has(i) {
			out.add(i)
		}
	}
	return out
}

// advice picks what settles most.
func (c *counts) advice(by *performance) Advice {
	a := Advice{Rule: c.rule, Open: c.open, Parted: new(big.Int)}
	for role, n := range c.roles {
		if d := n.Cmp(a.Parted); d > 0 || d == 0 && a.Apart != nil && role.ID < a.Apart.ID {
			a.Apart, a.Parted = role, n
		}
	}
	for _, m := range slices.SortedFunc(maps.Keys(c.moves), func(x, y move) int {
		return cmp.Or(c.moves[y].Cmp(c.moves[x]), strings.Compare(x.role.ID, y.role.ID), cmp.Compare(x.pair, y.pair))
	}) {
		if row, in := by.row[m.role]; in && !by.stewards().spoils(m.pair, m.role, nil) {
			a.Move = newMove(by.rows[row], m.pair, c.moves[m])
			return a
		}
	}
	return a
}

func newMove(row *Permissions, k pair, cleared *big.Int) *Move {
	m := &Move{Role: row.Role, Cleared: cleared}
	i := slices.IndexFunc(row.Cells, func(c Cell) bool { return pairOf(c.Object, c.Action) == k })
	m.Pair = Pair{row.Cells[i].Object, row.Cells[i].Action}
	for _, d := range row.Role.Duties {
		if grantedFor(row.Role, d, m.Pair.Object, m.Pair.Action) {
			m.DutiesLost = append(m.DutiesLost, d)
		}
	}
	return m
}
