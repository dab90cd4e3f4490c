package analysis

import (
	"cmp"
	"slices"

	"rolebook/generator/catalog"
)

// Matrix is the permission matrix: the effective permissions of every role.
type Matrix struct {
	Catalog *catalog.Catalog
	Rows    []*Permissions // by role id

	rows map[*catalog.Role]*Permissions
}

// NewMatrix works out the effective permissions of every role of the catalog.
func NewMatrix(cat *catalog.Catalog) *Matrix {
	m := &Matrix{
		Catalog: cat,
		Rows:    make([]*Permissions, len(cat.Roles)),
		rows:    make(map[*catalog.Role]*Permissions, len(cat.Roles)),
	}
	each(len(cat.Roles), func(i int) { m.Rows[i] = Effective(cat.Roles[i]) })
	for _, p := range m.Rows {
		m.rows[p.Role] = p
	}
	return m
}

// Of gives the permissions of a role of the catalog.
func (m *Matrix) Of(role *catalog.Role) *Permissions { return m.rows[role] }

// Cell finds what a role may do to an object by an action; nil when nothing.
func (m *Matrix) Cell(role *catalog.Role, o *catalog.Object, a *catalog.Action) *Cell {
	return m.rows[role].Cell(o, a)
}

// mark notes in every cell the findings of kind role that run through it.
func (m *Matrix) mark(findings []*Finding) {
	for _, f := range findings {
		if f.Kind() != RoleKind || len(f.Rule.Functions) == 0 {
			continue
		}
		p := m.rows[f.Roles[0]]
		for _, i := range f.cells() {
			p.Cells[i].Conflicts = append(p.Cells[i].Conflicts, f)
		}
	}
}

// Rules lists the ids of the rules that run through the cell, sorted.
func (c *Cell) Rules() []string {
	ids := make([]string, len(c.Conflicts))
	for i, f := range c.Conflicts {
		ids[i] = f.Rule.ID
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// Worst gives the finding a mark on the cell should speak of: an open one
// before an excepted before a mitigated one, and the gravest of those; nil when
// there is none.
func (c *Cell) Worst() *Finding {
	if len(c.Conflicts) == 0 {
		return nil
	}
	return slices.MinFunc(c.Conflicts, func(a, b *Finding) int {
		return cmp.Or(cmp.Compare(a.Status, b.Status), cmp.Compare(a.Severity().Rank(), b.Severity().Rank()))
	})
}
