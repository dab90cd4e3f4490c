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

// fitting is how many roles fit across a page that can be read.
const fitting = 40

// errTooWide says that a catalog has more roles than a sheet has columns.
var errTooWide = errors.New("a sheet has no room for so many roles")

// matrix draws a row an object and action, a column a role.
func (k *workbook) matrix() error {
	if len(k.book.Roles)+labels > excelize.MaxColumns {
		return errTooWide
	}
	p := page{heads: heads, labels: labels}
	if len(k.book.Roles) <= fitting {
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

// roleWidth is the width of a role's column: two or three lines of its name.
const roleWidth = 13

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
	for range k.book.Roles {
		out = append(out, roleWidth)
	}
	return out
}

func (k *workbook) matrixHead(s *sheet) error {
	plain := look{top: "none"}
	title := cell{k.book.T("sheet_title") + "  " + output.Words(k.book.Organization), look{size: 16, bold: true, top: "none"}}
	counts := cell{k.book.Matrix.Summary + k.book.T("clause_separator") + k.book.Checked.Words, look{color: ink2, top: "none"}}
	if err := errors.Join(s.add(26, title), s.add(0, counts)); err != nil {
		return err
	}
	families := []cell{{look: plain}, {look: plain}, {look: plain}, {look: plain}}
	names := []cell{}
	for _, id := range []string{"sheet_module", "sheet_object", "sheet_class", "sheet_action"} {
		names = append(names, cell{k.book.T(id), look{bold: true, head: true}})
	}
	tallest := 1
	for _, f := range k.book.Matrix.Families {
		for i, r := range f.Roles {
			c := cell{look: look{top: rule2, color: ink2}}
			if i == 0 {
				c.text = output.Words(f.Name)
			}
			families = append(families, c)
			head := roleHead(k.book, r)
			names = append(names, cell{head, look{bold: true, head: true, wrap: true}})
			tallest = max(tallest, lines(head, roleWidth))
		}
	}
	if err := k.familyRow(s, families); err != nil {
		return err
	}
	return s.add(float64(min(tallest, 12))*15+16, names...) // room for the filters' buttons
}

// familyRow writes the names of families, each over all its roles.
func (k *workbook) familyRow(s *sheet, cells []cell) error {
	if err := s.add(0, cells...); err != nil {
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
		cells = append(cells, markCells(marks[a.ID], len(row.Roles), top)...)
		if err := s.add(0, cells...); err != nil {
			return err
		}
	}
	return nil
}

// markCells draws the marks of one object and action, role by role. Nil where
// nobody holds or is denied it.
func markCells(marks []*book.Mark, roles int, top string) []cell {
	out := make([]cell, roles)
	for i := range out {
		out[i].look.top = top
		if marks != nil && marks[i] != nil {
			out[i] = cell{output.MarkText(marks[i]), marked(marks[i], top)}
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
