package book

// matrix lays the permissions of all roles side by side: objects down, roles
// across, both in the order of the other pages. Objects that nobody may touch
// keep their row.
func (b *Book) matrix() *Matrix {
	m := &Matrix{}
	cells, granted := map[[2]string]MatrixCell{}, 0
	var rules []string
	for _, f := range b.Families {
		if len(f.Roles) > 0 {
			m.Families = append(m.Families, MatrixFamily{FamilyRef{f.ID, f.Name}, f.Roles})
		}
		for _, r := range f.Roles {
			granted += r.Permissions.Cells
			for _, mod := range r.Permissions.Modules {
				for _, row := range mod.Rows {
					cells[[2]string{r.ID, row.Object.ID}] = matrixCell(r, row)
					rules = append(rules, rulesOf(row.Cells)...)
				}
			}
		}
	}
	for _, mod := range b.Modules {
		m.Modules = append(m.Modules, b.matrixModule(mod, m.Families, cells))
	}
	m.Legend = b.legend(distinct(rules))
	m.Summary = b.locale.List([]string{
		b.locale.N("book_count_roles", len(b.Roles)),
		b.locale.N("book_count_objects", len(b.catalog.Objects)),
		b.locale.N("book_count_permissions", granted),
	})
	return m
}

// matrixCell keeps of a row what says something: granted and denied cells.
func matrixCell(r *RolePage, row PermissionRow) MatrixCell {
	c := MatrixCell{Role: r.ID, row: r, object: row.Object}
	for _, x := range row.Cells {
		if x.Mark.State == Granted || x.Mark.State == Denied {
			c.Cells = append(c.Cells, x)
		}
	}
	return c
}

func (b *Book) matrixModule(mod *Module, families []MatrixFamily, cells map[[2]string]MatrixCell) MatrixModule {
	out := MatrixModule{ID: mod.ID, Name: mod.Name}
	for _, o := range mod.Objects {
		row := MatrixRow{Object: ObjectRef{o.ID, o.Name}, Class: o.Class}
		for _, f := range families {
			for _, r := range f.Roles {
				c, ok := cells[[2]string{r.ID, o.ID}]
				if !ok {
					c = MatrixCell{Role: r.ID, row: r, object: row.Object}
				}
				row.Roles = append(row.Roles, c)
			}
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

// Label says the whole cell: role, object, and each action with its mark.
func (c MatrixCell) Label() string {
	b := c.row.book
	var says []string
	for _, x := range c.Cells {
		says = append(says, b.locale.T("book_action_mark", "Action", b.actionName(x.Action), "Mark", x.Mark.Label))
	}
	if len(says) == 0 {
		says = []string{b.locale.T("book_mark_not_granted")}
	}
	return b.locale.T("book_cell_label", "Role", c.row.Name.Plain(), "Object", c.object.Name.Plain(), "Says", b.locale.Clauses(says))
}

func (b *Book) actionName(id string) string {
	return b.action(b.catalog.Action(id)).Name.Plain()
}
