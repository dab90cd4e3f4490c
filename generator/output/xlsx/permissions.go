package xlsx

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"rolebook/generator/output"
)

// The columns of the flat list; see [output.Permission.Cells].
var permissionWidths = []float64{26, 22, 16, 16, 20, 18, 12, 12, 12, 14, 34, 34, 24, 40, 14}

// scopeColumn is where the data scope stands in the flat list.
const scopeColumn = 9

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
			if err := s.filter(1, len(permissionWidths)); err != nil {
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
	return s.filter(1, len(permissionWidths))
}

func (k *workbook) permissionSheet(n int) (*sheet, error) {
	name := k.book.T("sheet_tab_permissions")
	if n > 1 {
		name = fmt.Sprintf("%s %d", name, n)
	}
	s, err := k.sheet(name, page{heads: 1, labels: 1, wide: 1}, permissionWidths)
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
	return s.add(32, head...)
}

func (k *workbook) permission(s *sheet, p output.Permission) error {
	if s.row%1000 == 0 {
		if err := k.ctx.Err(); err != nil {
			return err
		}
	}
	row := make([]cell, 0, len(permissionWidths))
	for i, text := range p.Cells() {
		c := cell{text, look{wrap: i > scopeColumn}}
		if i == scopeColumn {
			step := ramp[tint(p.Rank, len(k.book.Scopes))]
			c.look.fill, c.look.color = step.fill, step.ink
		}
		row = append(row, c)
	}
	return s.add(0, row...)
}
