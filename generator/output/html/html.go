// Package html draws a document as one self-contained page: its style is
// inside, it asks no other file for anything and runs no script, so it can be
// sent by mail, kept as a record and printed as it is. An advert also says what
// it says as schema.org/JobPosting, for search engines.
//
// It is not the site, which has pages of its own for roles; it is what
// `rolebook describe --format html` prints.
package html

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"strings"

	"rolebook/generator/book"
)

//go:embed document.css
var style string

//go:embed document.tmpl
var source string

var page = template.Must(template.New("document").Funcs(template.FuncMap{
	"kind":     kind,
	"posting":  posting,
	"single":   single,
	"style":    func() template.CSS { return template.CSS(style) },
	"cell":     newCell,
	"tint":     tint,
	"steps":    steps,
	"sign":     func(open bool, severity string) template.HTML { return template.HTML(severitySign(severity, open)) },
	"room":     func(lines int) template.CSS { return template.CSS(fmt.Sprintf("height:%dem", 2*lines)) },
	"width":    width,
	"marks":    marks,
	"isStart":  func(a book.Align) bool { return a == book.Start },
	"isEnd":    func(a book.Align) bool { return a == book.End },
	"granted":  func(m *book.Mark) bool { return m.State == book.Granted },
	"denied":   func(m *book.Mark) bool { return m.State == book.Denied },
	"grantNot": func(m *book.Mark) bool { return m.State == book.NotGranted },
}).Parse(source))

// Write draws the document.
func Write(w io.Writer, d *book.Document) error { return page.Execute(w, d) }

// kind names the template that draws a block: prose, note, rows and so on.
func kind(b book.Block) string {
	name := strings.TrimPrefix(fmt.Sprintf("%T", b), "book.")
	return strings.ToLower(strings.TrimSuffix(name, "Block"))
}

// single reports whether a list is one entry to be told as a line.
func single(b book.Items) bool { return len(b.Items) == 1 && !b.Numbered && !b.Ticks }

// cell is a table's cell with the column it stands in.
type cell struct {
	book.TableCell
	Column book.Column
	First  bool
}

func newCell(t book.Table, i int, c book.TableCell) cell {
	return cell{TableCell: c, Column: t.Columns[i], First: i == 0}
}

// tints is how many steps the colour ramp has.
const tints = 5

// tint spreads the scopes of a catalog over the ramp: the widest is always the
// darkest.
func tint(m *book.Mark) int {
	if m.Scopes < 2 {
		return tints
	}
	return 1 + ((m.Rank-1)*(tints-1)+(m.Scopes-1)/2)/(m.Scopes-1)
}

// steps lists the bars of a proficiency, reached or not.
func steps(l *book.Level) []bool {
	out := make([]bool, l.Of)
	for i := range out {
		out[i] = i < l.Rank
	}
	return out
}

// Shares of a table's width, in percent: what a column without a weight gets,
// what one of marks or boxes gets, and what all columns of marks get at most.
const (
	narrowShare = 18.0
	markShare   = 7.5
	marksShare  = 54.0
)

// width is the share of a column. Those with a weight have the rest between
// them. Shares are fixed: left to the browser, one long word would take the
// room of all other columns.
func width(t book.Table, c book.Column) template.CSS {
	left, total, most := 100.0, 0.0, markShare
	if marks(t) {
		most = min(most, marksShare/float64(narrow(t)))
	}
	fixed := func(x book.Column) float64 {
		if x.Align == book.Center {
			return most
		}
		return min(narrowShare, most*narrowShare/markShare)
	}
	for _, x := range t.Columns {
		if total += x.Weight; x.Weight == 0 {
			left -= fixed(x)
		}
	}
	share := fixed(c)
	if c.Weight > 0 {
		share = left * c.Weight / total
	}
	return template.CSS(fmt.Sprintf("width:%.1f%%", share))
}

// narrow counts the columns without a weight.
func narrow(t book.Table) int {
	n := 0
	for _, c := range t.Columns {
		if c.Weight == 0 {
			n++
		}
	}
	return n
}

// marks reports whether the table shows permission marks.
func marks(t book.Table) bool {
	for _, g := range t.Groups {
		for _, r := range g.Rows {
			for _, c := range r.Cells {
				if c.Mark != nil {
					return true
				}
			}
		}
	}
	return false
}

// shapes of the severities as SVG paths in a box of 10: a diamond, a triangle,
// a circle, a bar. The shape says it, the colour repeats it.
var shapes = map[string]string{
	"critical": `<path d="M5 .5 9.5 5 5 9.5.5 5z"/>`,
	"high":     `<path d="M5 1 9.5 9H.5z"/>`,
	"medium":   `<circle cx="5" cy="5" r="4"/>`,
	"low":      `<path d="M.5 3h9v4h-9z"/>`,
}

func severitySign(severity string, open bool) string {
	class := "sign"
	if !open {
		class = "sign hollow"
	}
	return `<svg class="` + class + `" viewBox="0 0 10 10" aria-hidden="true">` + shapes[severity] + `</svg>`
}
