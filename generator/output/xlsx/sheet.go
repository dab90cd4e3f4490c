package xlsx

import (
	"errors"
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"rolebook/generator/output"
)

// sheet is a sheet in the making: rows come one after the other.
type sheet struct {
	*excelize.StreamWriter
	book   *workbook
	name   string
	widths []float64
	row    int // the last one written
}

// cell is a cell's words and look.
type cell struct {
	text string
	look look
}

// page says how a sheet looks at first and how it prints.
type page struct {
	heads  int // rows that stay, and are repeated on every page
	labels int // columns that stay, and are repeated on every page
	wide   int // pages that a row is printed on; 0: as many as it takes
	plain  int // columns at the end that take the sheet's default width
}

// plainWidth is the default width of a column. The library handles columns of
// a width of their own in a time that grows with their square.
var plainWidth = 16.0

// sheet adds a sheet. Widths are in characters of the default font.
func (k *workbook) sheet(name string, p page, widths []float64) (*sheet, error) {
	if err := k.ctx.Err(); err != nil {
		return nil, err
	}
	if err := k.addSheet(name); err != nil {
		return nil, err
	}
	if err := k.print(name, p); err != nil {
		return nil, err
	}
	w, err := k.file.NewStreamWriter(name)
	if err != nil {
		return nil, err
	}
	for i, n := range widths[:len(widths)-p.plain] {
		if err := w.SetColWidth(i+1, i+1, n); err != nil {
			return nil, err
		}
	}
	return &sheet{StreamWriter: w, book: k, name: name, widths: widths}, freeze(w, p)
}

// freeze keeps the heads and labels in sight.
func freeze(w *excelize.StreamWriter, p page) error {
	if p.heads+p.labels == 0 {
		return nil
	}
	corner, err := excelize.CoordinatesToCellName(p.labels+1, p.heads+1)
	if err != nil {
		return err
	}
	active := "bottomRight"
	if p.labels == 0 {
		active = "bottomLeft"
	}
	return w.SetPanes(&excelize.Panes{
		Freeze: true, XSplit: p.labels, YSplit: p.heads, TopLeftCell: corner, ActivePane: active,
	})
}

// addSheet renames the sheet that a new file has, and adds further ones.
func (k *workbook) addSheet(name string) error {
	if k.sheets++; k.sheets == 1 {
		return k.file.SetSheetName(k.file.GetSheetName(0), name)
	}
	_, err := k.file.NewSheet(name)
	return err
}

// print sets a sheet up for A3 across, with heads repeated and pages counted.
func (k *workbook) print(name string, p page) error {
	a3, landscape, scale, fit := 8, "landscape", uint(70), p.wide > 0
	layout := &excelize.PageLayoutOptions{Size: &a3, Orientation: &landscape, AdjustTo: &scale}
	if fit {
		tall := 0
		layout.FitToWidth, layout.FitToHeight = &p.wide, &tall
	}
	side, end := 0.4, 0.6
	err := errors.Join(
		k.file.SetPageLayout(name, layout),
		k.file.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &fit, DefaultColWidth: &plainWidth}),
		k.file.SetPageMargins(name, &excelize.PageLayoutMarginsOptions{Left: &side, Right: &side, Top: &end, Bottom: &end}),
		k.file.SetHeaderFooter(name, &excelize.HeaderFooterOptions{OddFooter: k.footer(name)}),
	)
	if err != nil || p.heads == 0 {
		return err
	}
	repeat := fmt.Sprintf("'%s'!$1:$%d", name, p.heads)
	if p.labels > 0 {
		last, err := excelize.ColumnNumberToName(p.labels)
		if err != nil {
			return err
		}
		repeat = fmt.Sprintf("'%s'!$A:$%s,%s", name, last, repeat)
	}
	return k.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: repeat, Scope: name})
}

// footer says whose sheet it is, which page, and of which day. In a footer an
// ampersand begins a command.
func (k *workbook) footer(name string) string {
	words := func(s string) string { return strings.ReplaceAll(fit(s, 60), "&", "&&") }
	pages := strings.NewReplacer("{page}", "&P", "{pages}", "&N").Replace(words(k.book.T("book_doc_page_of")))
	return "&L" + words(output.Words(k.book.Organization)) + " – " + words(name) + "&C" + pages + "&R" + words(k.book.Checked.Words)
}

// add writes a row.
func (s *sheet) add(cells ...cell) error { return s.addHigh(0, cells...) }

// addHigh writes a row that is higher than its text asks for, by so many points.
func (s *sheet) addHigh(more float64, cells ...cell) error {
	values := make([]any, len(cells))
	for i, c := range cells {
		if c.look.blank {
			continue
		}
		id, err := s.book.styles.id(c.look)
		if err != nil {
			return err
		}
		values[i] = excelize.Cell{StyleID: id}
		if c.text != "" {
			values[i] = excelize.Cell{StyleID: id, Value: fit(c.text, maxText)}
		}
	}
	s.row++
	at, err := excelize.CoordinatesToCellName(1, s.row)
	if err != nil {
		return err
	}
	return s.SetRow(at, values, excelize.RowOpts{Height: min(excelize.MaxRowHeight, s.height(cells)+more)})
}

// height is what a row needs for its wrapped texts, in points. Not every
// program fits the heights of rows when it opens a file.
func (s *sheet) height(cells []cell) float64 {
	high := 1.0
	for i, c := range cells {
		if c.look.wrap && c.text != "" {
			high = max(high, float64(lines(c.text, s.widths[i])))
		}
		if c.look.size > 0 {
			high = max(high, c.look.size/10)
		}
	}
	return high*s.book.styles.font.line + 3
}

// merge joins cells of the last row, counted from 1.
func (s *sheet) merge(from, to int) error {
	if from == to {
		return nil
	}
	a, err := excelize.CoordinatesToCellName(from, s.row)
	if err != nil {
		return err
	}
	b, err := excelize.CoordinatesToCellName(to, s.row)
	if err != nil {
		return err
	}
	return s.MergeCell(a, b)
}

// filter puts buttons to filter by on the cells of a head row, and ends the
// sheet.
func (s *sheet) filter(head, columns int) error {
	a, err := excelize.CoordinatesToCellName(1, head)
	if err != nil {
		return err
	}
	b, err := excelize.CoordinatesToCellName(columns, max(s.row, head))
	if err != nil {
		return err
	}
	return errors.Join(s.book.file.AutoFilter(s.name, a+":"+b, nil), s.Flush())
}
