package markdown

import (
	"io"

	"rolebook/generator/book"
	"rolebook/generator/output"
)

// WriteChanges writes what has changed as nested lists under a heading for each
// dimension, as a comment on a pull request wants it.
func WriteChanges(w io.Writer, b *book.Book) error {
	c := b.Changes
	out := newWriter(w)
	out.line("", heading(2, escape(c.Title)))
	for _, s := range []string{c.Lead, c.Same, c.Cut} {
		if s != "" {
			out.line("", "")
			out.line("", lineStart(escape(s)))
		}
	}
	for _, s := range c.Sections {
		title := escape(s.Title + b.T("colon") + s.Count)
		if s.Risk {
			title = "⚠ " + title
		}
		out.line("", "")
		out.line("", heading(3, title))
		out.line("", "")
		out.changeLines(b, s.Lines, "")
	}
	return out.close()
}

func (w *writer) changeLines(b *book.Book, lines []book.ChangeLine, indent string) {
	for _, l := range lines {
		text := around("**", escape(output.ChangeRoles(b, l)))
		if text != "" && l.Text != "" {
			text += escape(b.T("colon"))
		}
		text += escape(l.Text)
		if sign := changeSigns[l.Op]; sign != "" {
			text = sign + " " + text
		} else {
			text = lineStart(text)
		}
		w.line(indent, "- "+text)
		w.changeLines(b, l.Lines, indent+"  ")
	}
}

// changeSigns are code, lest they mark lists or strikes.
var changeSigns = map[string]string{"added": "`+`", "removed": "`-`", "changed": "`~`"}
