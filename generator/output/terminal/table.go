// Package terminal lays out text for screens that show one character a cell,
// where a Chinese or Japanese character takes two.
//
// [Table] lines up columns; [WriteMatrix] prints the permission matrix by it.
// What comes from a catalog goes through [Safe] first: a terminal obeys some of
// the characters it is sent.
package terminal

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode"

	"github.com/mattn/go-runewidth"
)

// gap stands between two columns.
const gap = "  "

// Table is text in columns, each as wide as its widest cell.
type Table struct {
	Head   []string // titles; may be nil
	Right  []bool   // which columns line up at the right; may be shorter than Head
	Indent string   // before every line

	lines []line
}

// line is a row of cells or, when it has a title, the title of what follows.
type line struct {
	title string
	cells []string
}

// Row adds a row. Short rows leave their last columns empty.
func (t *Table) Row(cells ...string) { t.lines = append(t.lines, line{cells: cells}) }

// Group adds a title that stands on a line of its own above the rows to come.
func (t *Table) Group(title string) { t.lines = append(t.lines, line{title: title}) }

// Write draws the table. No line ends in a space.
func (t *Table) Write(w io.Writer) error {
	out := bufio.NewWriter(w)
	widths := t.widths()
	if len(t.Head) > 0 {
		t.draw(out, t.Head, widths)
		rules := make([]string, len(widths))
		for i, n := range widths {
			rules[i] = strings.Repeat("-", n)
		}
		t.draw(out, rules, widths)
	}
	for _, l := range t.lines {
		if l.cells == nil {
			fmt.Fprintln(out, t.Indent+Safe(l.title)) //nolint:errcheck // a bufio.Writer keeps its error
			continue
		}
		t.draw(out, l.cells, widths)
	}
	return out.Flush()
}

func (t *Table) widths() []int {
	widths := make([]int, len(t.Head))
	measure := func(cells []string) {
		for i, c := range cells {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], Width(Safe(c)))
		}
	}
	measure(t.Head)
	for _, l := range t.lines {
		measure(l.cells)
	}
	return widths
}

func (t *Table) draw(out *bufio.Writer, cells []string, widths []int) {
	var b strings.Builder
	b.WriteString(t.Indent)
	for i, n := range widths {
		cell := ""
		if i < len(cells) {
			cell = Safe(cells[i])
		}
		if i > 0 {
			b.WriteString(gap)
		}
		space := strings.Repeat(" ", n-Width(cell))
		if i < len(t.Right) && t.Right[i] {
			b.WriteString(space + cell)
		} else {
			b.WriteString(cell + space)
		}
	}
	out.WriteString(strings.TrimRight(b.String(), " ") + "\n") //nolint:errcheck // a bufio.Writer keeps its error
}

// cells measures as terminals do by default: characters of ambiguous width
// take one cell. What the environment says does not change an output.
var cells = &runewidth.Condition{StrictEmojiNeutral: true}

// Width counts the terminal cells that a line takes.
func Width(s string) int { return cells.StringWidth(s) }

// Safe makes visible what a terminal would obey or hide: control characters,
// and those that turn the direction of writing, are spelled out as <U+001B>.
func Safe(s string) string {
	if strings.IndexFunc(s, obeyed) < 0 {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if obeyed(r) {
			fmt.Fprintf(&b, "<U+%04X>", r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func obeyed(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) }
