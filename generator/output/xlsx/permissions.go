package xlsx

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"rolebook/generator/output"
)

// scopeColumn is where the data scope stands in the flat list.
const scopeColumn = 9

// permissionWidths gives the columns of the flat list their widths; see
// [output.Permission.Cells].
func (k *workbook) permissionWidths() []float64 {
	columns := make([][]string, 4) // role, role id, family, object id
	for _, r := range k.book.Roles {
		columns[0], columns[1] = append(columns[0], output.Words(r.Name)), append(columns[1], r.ID)
		columns[2] = append(columns[2], output.Words(r.Family.Name))
	}
	for _, m := range k.book.Modules {
		for _, o := range m.Objects {
			columns[3] = append(columns[3], o.ID)
		}
	}
	vocabulary := k.matrixWidths()[:labels] // module, object, class, action
	role, object := width(12, 40, columns[0]...), width(12, 36, columns[3]...)
	return []float64{
		role, width(12, 36, columns[1]...), width(12, 28, columns[2]...), vocabulary[0], vocabulary[1], object,
		vocabulary[2], vocabulary[3], 12, 16, 34, 34, role, 40, 16,
	}
}

// permissions lists every effective permission, a line a grant, with nothing
// above the head line, so that the list can be filtered, sorted and pivoted.
func (k *workbook) permissions() error {
	s, err := k.permissionSheet(1)
	if err != nil {
		return err
	}
	n := 1
	for p := range output.Permissions(k.set, k.book) {
		if s.row == excelize.TotalRows { // the list goes on in another sheet
			if err := s.filter(1, len(s.widths)); err != nil {
				return err
			}
			n++
			if s, err = k.permissionSheet(n); err != nil {
				return err
			}
		}
		if err := k.permission(s, p); err != nil {
			return err
		}
	}
	return s.filter(1, len(s.widths))
}

func (k *workbook) permissionSheet(n int) (*sheet, error) {
	name := k.book.T("sheet_tab_permissions")
	if n > 1 {
		name = fmt.Sprintf("%s %d", name, n)
	}
	s, err := k.sheet(name, page{heads: 1, labels: 1, wide: 1}, k.permissionWidths())
	if err != nil {
		return nil, err
	}
	return s, k.listHead(s, output.PermissionHead(k.book))
}

// listHead writes the head line of a list.
func (k *workbook) listHead(s *sheet, titles []string) error {
	head := make([]cell, len(titles))
	for i, t := range titles {
		head[i] = cell{t, look{bold: true, head: true, wrap: true}}
	}
	return s.addHigh(buttons, head...)
}

func (k *workbook) permission(s *sheet, p output.Permission) error {
	if s.row%1000 == 0 {
		if err := k.ctx.Err(); err != nil {
			return err
		}
	}
	row := make([]cell, 0, len(s.widths))
	for i, text := range p.Cells() {
		c := cell{text, look{wrap: i > scopeColumn}}
		if i == scopeColumn {
			step := ramp[tint(p.Rank, len(k.book.Scopes))]
			c.look.fill, c.look.color = step.fill, step.ink
		}
		row = append(row, c)
	}
	return s.add(row...)
}
