package terminal

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"rolebook/generator/book"
	"rolebook/generator/output"
)

// WriteChanges prints what has changed, section by section: + for what came, -
// for what went, ~ for what is different.
func WriteChanges(w io.Writer, b *book.Book) error {
	c := b.Changes
	out := bufio.NewWriter(w) // keeps the first error of all for Flush
	for _, s := range []string{c.Lead, c.Same, c.Cut} {
		if s != "" {
			fmt.Fprintln(out, Safe(s)) //nolint:errcheck // see Flush
		}
	}
	for _, s := range c.Sections {
		title := s.Title + b.T("colon") + s.Count
		if s.Risk {
			title = openSign + " " + title
		}
		fmt.Fprintf(out, "\n%s\n", Safe(title)) //nolint:errcheck // see Flush
		writeChangeLines(out, b, s.Lines, gap)
	}
	return out.Flush()
}

func writeChangeLines(out *bufio.Writer, b *book.Book, lines []book.ChangeLine, indent string) {
	for _, l := range lines {
		text := output.Clean(output.ChangeRoles(b, l))
		if text != "" && l.Text != "" {
			text += b.T("colon")
		}
		text += output.Clean(l.Text)
		if sign := changeSigns[l.Op]; sign != "" {
			text = sign + " " + text
		}
		fmt.Fprintln(out, indent+strings.TrimSpace(Safe(text))) //nolint:errcheck // see WriteChanges
		writeChangeLines(out, b, l.Lines, indent+gap)
	}
}

var changeSigns = map[string]string{"added": "+", "removed": "-", "changed": "~"}
