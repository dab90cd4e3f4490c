package analysis

import (
	"cmp"
	"slices"

	"rolebook/generator/catalog"
)

// Properties is what stands out in a catalog's roles and vocabulary as a whole.
type Properties struct {
	Redundant []Redundancy    // by role
	Near      []NearDuplicate // the most alike first; redundant ones among them
	Unused    Unused
	Leaves    []Leaf  // roles from which no other inherits, by id
	Widest    []Reach // who may do most without any limit, first; deprecated roles aside
	Sensitive []Sensitive
}

// Unused is vocabulary that nothing uses, in catalog order. Access tests are no
// use.
type Unused struct {
	Families   []*catalog.Family    // no role is of them
	Objects    []*catalog.Object    // no grant or denial is about them
	Actions    []*catalog.Action    // likewise
	Scopes     []*catalog.Scope     // no grant or function names them
	Classes    []*catalog.Class     // no object or field has them
	Conditions []*catalog.Condition // no grant depends on them
	Functions  []*catalog.Function  // no rule or process is about them
}

// Leaf is a role from which no other inherits.
type Leaf struct {
	Role *catalog.Role
	Bare bool // it has no duties, as if it were there to be inherited from
}

// Reach is how many of its permissions a role holds at the catalog's widest
// scope without a condition.
type Reach struct {
	Role      *catalog.Role
	Pairs, Of int
}

// Sensitive lists the roles that reach data of a class as far as a scope and no
// farther.
type Sensitive struct {
	Class *catalog.Class
	Scope *catalog.Scope
	Roles []Access // by id
}

// Access is how much a role may do to data of a class at a scope.
type Access struct {
	Role        *catalog.Role
	Pairs       int // that reach the scope
	Conditional int // those of them that do so only under conditions
}

// Properties looks at the catalog as a whole.
func (r *Result) Properties() *Properties {
	p := &Properties{Unused: unused(r.Catalog), Leaves: leaves(r.Catalog), Widest: widest(r.Matrix), Sensitive: sensitive(r.Matrix)}
	p.Redundant, p.Near = likenesses(r.Matrix)
	return p
}

func leaves(cat *catalog.Catalog) []Leaf {
	parents := map[*catalog.Role]bool{}
	for _, r := range cat.Roles {
		for _, parent := range r.Inherits {
			parents[parent] = true
		}
	}
	var out []Leaf
	for _, r := range cat.Roles {
		if !parents[r] {
			out = append(out, Leaf{r, len(r.Duties) == 0})
		}
	}
	return out
}

func widest(m *Matrix) []Reach {
	last := m.Catalog.Scopes[len(m.Catalog.Scopes)-1]
	var out []Reach
	for _, p := range m.Rows {
		x := Reach{Role: p.Role, Of: len(p.Cells)}
		for i := range p.Cells {
			if _, free := p.Cells[i].Widest(); free == last {
				x.Pairs++
			}
		}
		if x.Pairs > 0 && p.Role.Status != catalog.Deprecated {
			out = append(out, x)
		}
	}
	slices.SortStableFunc(out, func(a, b Reach) int { return cmp.Compare(b.Pairs, a.Pairs) })
	return out
}

// sensitive goes from the most sensitive class to the least, and from the widest
// scope to the narrowest; objects count, not their fields.
func sensitive(m *Matrix) []Sensitive {
	type place struct {
		class *catalog.Class
		scope *catalog.Scope
	}
	roles := map[place][]Access{}
	for _, p := range m.Rows {
		if p.Role.Status == catalog.Deprecated {
			continue
		}
		for class, cells := range byClass(p) {
			x, scope := access(p.Role, cells)
			k := place{class, scope}
			roles[k] = append(roles[k], x)
		}
	}
	var out []Sensitive
	for _, class := range slices.Backward(m.Catalog.Classes) {
		for _, scope := range slices.Backward(m.Catalog.Scopes) {
			if list := roles[place{class, scope}]; len(list) > 0 {
				out = append(out, Sensitive{class, scope, list})
			}
		}
	}
	return out
}

func byClass(p *Permissions) map[*catalog.Class][]*Cell {
	out := map[*catalog.Class][]*Cell{}
	for i := range p.Cells {
		c := p.Cells[i].Object.Class
		out[c] = append(out[c], &p.Cells[i])
	}
	return out
}

// access gives the widest scope that cells reach, and how many do.
func access(role *catalog.Role, cells []*Cell) (Access, *catalog.Scope) {
	var scope *catalog.Scope
	for _, c := range cells {
		reach, _ := c.Widest()
		scope = wider(scope, reach)
	}
	x := Access{Role: role}
	for _, c := range cells {
		reach, free := c.Widest()
		if reach == scope {
			x.Pairs++
			if free != scope {
				x.Conditional++
			}
		}
	}
	return x, scope
}
