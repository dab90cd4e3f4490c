package xlsx

import (
	"errors"

	"github.com/xuri/excelize/v2"

	"rolebook/generator/book"
	"rolebook/generator/output"
)

// The columns before the roles: module, object, classification, action.
const labels = 4

// The rows before the matrix: title, counts, families, roles.
const heads = 4

// fitting is how many roles fit across a page that can be read. A wider matrix
// is for the screen: its columns are alike, and its empty cells, by far the
// most, are left to the grid that the program draws there.
const fitting = 40

// errTooWide says that a catalog has more roles than a sheet has columns.
var errTooWide = errors.New("a sheet has no room for so many roles")

// matrix draws a row an object and action, a column a role.
func (k *workbook) matrix() error {
	if len(k.book.Roles)+labels > excelize.MaxColumns {
		return errTooWide
	}
	p := page{heads: heads, labels: labels}
	if k.wide() {
		p.plain = len(k.book.Roles)
	} else {
		p.wide = 1
	}
	s, err := k.sheet(k.book.T("sheet_tab_matrix"), p, k.matrixWidths())
	if err != nil {
		return err
	}
	if err := k.matrixHead(s); err != nil {
		return err
	}
	for _, m := range k.book.Matrix.Modules {
		for i, row := range m.Rows {
			if err := k.ctx.Err(); err != nil {
				return err
			}
			if err := k.matrixObject(s, m, row, i == 0); err != nil {
				return err
			}
		}
	}
	return s.filter(heads, labels+len(k.book.Roles))
}

func (k *workbook) wide() bool { return len(k.book.Roles) > fitting }

func (k *workbook) matrixWidths() []float64 {
	var modules, objects, classes, actions []string
	for _, m := range k.book.Modules {
		modules = append(modules, output.Words(m.Name))
		for _, o := range m.Objects {
			objects = append(objects, output.Words(o.Name))
		}
	}
	for _, c := range k.book.Classes {
		classes = append(classes, output.Words(c.Name))
	}
	for _, a := range k.book.Actions {
		actions = append(actions, output.Words(a.Name))
	}
	out := []float64{width(10, 24, modules...), width(10, 32, objects...), width(10, 20, classes...), width(8, 20, actions...)}
	return append(out, k.roleWidths()...)
}

// roleWidths gives each role a column for its marks; its name takes as many
// lines as it needs.
func (k *workbook) roleWidths() []float64 {
	out := make([]float64, 0, len(k.book.Roles))
	if k.wide() {
		for range k.book.Roles {
			out = append(out, plainWidth)
		}
		return out
	}
	drawn := map[*book.Mark]float64{}
	for _, f := range k.book.Matrix.Families {
		for _, r := range f.Roles {
			widest := 12.0
			for _, m := range r.Permissions.Modules {
				for _, row := range m.Rows {
					for _, c := range row.Cells {
						if _, ok := drawn[c.Mark]; !ok {
							drawn[c.Mark] = width(0, 28, output.MarkText(c.Mark))
						}
						widest = max(widest, drawn[c.Mark])
					}
				}
			}
			out = append(out, widest)
		}
	}
	return out
}

func (k *workbook) matrixHead(s *sheet) error {
	plain := look{top: "none"}
	title := cell{k.book.T("sheet_title") + "  " + output.Words(k.book.Organization), look{size: 16, bold: true, top: "none"}}
	counts := cell{k.book.Matrix.Summary + k.book.T("clause_separator") + k.book.Checked.Words, look{color: ink2, top: "none"}}
	if err := errors.Join(s.add(title), s.add(counts)); err != nil {
		return err
	}
	families := []cell{{look: plain}, {look: plain}, {look: plain}, {look: plain}}
	names := []cell{}
	for _, id := range []string{"sheet_module", "sheet_object", "sheet_class", "sheet_action"} {
		names = append(names, cell{k.book.T(id), look{bold: true, head: true}})
	}
	for _, f := range k.book.Matrix.Families {
		for i, r := range f.Roles {
			c := cell{look: look{top: rule2, color: ink2, wrap: len(f.Roles) == 1}}
			if i == 0 {
				c.text = output.Words(f.Name)
			}
			families = append(families, c)
			names = append(names, cell{roleHead(k.book, r), look{bold: true, head: true, wrap: true}})
		}
	}
	if err := k.familyRow(s, families); err != nil {
		return err
	}
	return s.addHigh(buttons, names...)
}

// buttons is the height of the filters' buttons, which lie on the cells' feet.
const buttons = 14

// familyRow writes the names of families, each over all its roles.
func (k *workbook) familyRow(s *sheet, cells []cell) error {
	if err := s.add(cells...); err != nil {
		return err
	}
	at := labels
	for _, f := range k.book.Matrix.Families {
		if err := s.merge(at+1, at+len(f.Roles)); err != nil {
			return err
		}
		at += len(f.Roles)
	}
	return nil
}

// roleHead is a role's name and, on a line of their own, the conflicts within it.
func roleHead(b *book.Book, r *book.RolePage) string {
	s := output.Words(r.Name)
	for i, f := range r.Findings {
		if i == 0 {
			s += "\n"
		} else {
			s += " "
		}
		s += output.Sign(f.Severity, f.Open) + output.RuleID(f.Rule)
	}
	return s
}

// matrixObject writes the rows of one object: one for each action that applies
// to it. Names that repeat the row above are grey, and there for the filters.
func (k *workbook) matrixObject(s *sheet, m book.MatrixModule, row book.MatrixRow, first bool) error {
	marks := marksByAction(row)
	for i, a := range k.book.Object(row.Object.ID).Actions {
		top, color := hairline, ink3
		switch {
		case i == 0 && first:
			top, color = ink, ink
		case i == 0:
			top, color = rule2, ink
		}
		module := color
		if i == 0 && !first {
			module = ink3
		}
		cells := []cell{
			{output.Words(m.Name), look{top: top, color: module, bold: i == 0 && first}},
			{output.Words(row.Object.Name), look{top: top, color: color, bold: i == 0}},
			{output.Words(row.Class.Name), look{top: top, color: color, bold: row.Class.Rank == row.Class.Of}},
			{output.Words(a.Name), look{top: top}},
		}
		cells = append(cells, markCells(marks[a.ID], len(row.Roles), look{top: top, blank: k.wide()})...)
		if err := s.add(cells...); err != nil {
			return err
		}
	}
	return nil
}

// markCells draws the marks of one object and action, role by role. Marks are
// nil where nobody holds or is denied it.
func markCells(marks []*book.Mark, roles int, empty look) []cell {
	out := make([]cell, roles)
	for i := range out {
		out[i].look = empty
		if marks != nil && marks[i] != nil {
			out[i] = cell{output.MarkText(marks[i]), marked(marks[i], empty.top)}
		}
	}
	return out
}

// marksByAction turns a row of the matrix round: action, then role by column.
func marksByAction(row book.MatrixRow) map[string][]*book.Mark {
	out := map[string][]*book.Mark{}
	for i := range row.Roles {
		for _, c := range row.Roles[i].Cells {
			if out[c.Action] == nil {
				out[c.Action] = make([]*book.Mark, len(row.Roles))
			}
			out[c.Action][i] = c.Mark
		}
	}
	return out
}
