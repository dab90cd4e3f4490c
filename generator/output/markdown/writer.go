package markdown

import (
	"bufio"
	"io"
	"strings"
)

// writer writes lines. It never writes two empty ones in a row.
type writer struct {
	out    *bufio.Writer // keeps the first error of all
	marker string        // stands in place of the next line's indent, once
	empty  bool          // the last line was empty
	other  bool          // lists have the other bullet
}

func newWriter(w io.Writer) *writer { return &writer{out: bufio.NewWriter(w), empty: true} }

// line writes a line behind an indent; an empty one without its spaces.
func (w *writer) line(indent, s string) {
	if s == "" {
		if !w.empty {
			w.out.WriteString(strings.TrimRight(indent, " ") + "\n") //nolint:errcheck // see out
		}
		w.empty = true
		return
	}
	if w.marker != "" {
		indent, w.marker = w.marker, ""
	}
	w.out.WriteString(indent + s + "\n") //nolint:errcheck // see out
	w.empty = false
}

// bullet marks an entry of a list.
func (w *writer) bullet() string {
	if w.other {
		return "* "
	}
	return "- "
}

// close ends the text.
func (w *writer) close() error { return w.out.Flush() }
