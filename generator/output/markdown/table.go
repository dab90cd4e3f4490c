package markdown

import (
	"strings"

	"rolebook/generator/book"
	"rolebook/generator/output"
)

// rulers draw the line below a head so that it aligns the column.
var rulers = map[book.Align]string{book.Start: "---", book.Center: ":-:", book.End: "--:"}

func (w documentWriter) table(t book.Table) {
	head, ruler := make([]string, len(t.Columns)), make([]string, len(t.Columns))
	for i, c := range t.Columns {
		head[i], ruler[i] = escape(c.Title), rulers[c.Align]
	}
	rows := [][]string{head, ruler}
	for _, g := range t.Groups {
		if g.Title != "" {
			title := make([]string, len(t.Columns))
			title[0] = "**" + escape(g.Title) + "**"
			rows = append(rows, title)
		}
		for _, r := range g.Rows {
			rows = append(rows, rowCells(r))
		}
	}
	w.rows(rows)
}

func rowCells(r book.TableRow) []string {
	out := make([]string, len(r.Cells))
	for i, c := range r.Cells {
		out[i] = cell(c)
	}
	return out
}

func cell(c book.TableCell) string {
	switch {
	case c.Mark != nil:
		return escape(output.MarkText(c.Mark))
	case c.Target != nil && c.Target.Op == "":
		return inline(c.Target.Words)
	case c.Target != nil:
		return escape(c.Target.String())
	case c.Box:
		return "☐"
	case c.Level != nil:
		return level(c.Level)
	}
	lines := make([]string, len(c.Lines))
	for i, t := range c.Lines {
		lines[i] = inline(t)
	}
	return strings.Join(lines, "<br>")
}

// level is a proficiency as a bar and its word.
func level(l *book.Level) string {
	return strings.Repeat("●", l.Rank) + strings.Repeat("○", l.Of-l.Rank) + " " + escape(l.Word)
}

// legend explains what [output.MarkText] draws. The legend's own words speak
// of shapes that characters do not have.
func (w documentWriter) legend(l book.Legend) {
	scopes := make([]string, len(l.Scopes))
	for i, m := range l.Scopes {
		scopes[i] = escape(output.Clean(m.Scope))
	}
	w.line("- ", w.words.T("sheet_scope")+w.words.T("colon")+strings.Join(scopes, " → "))
	w.line("- ", escape(output.Conditional)+" "+w.words.T("sheet_sign_conditional"))
	w.line("- ", "– "+w.words.T("book_mark_not_granted"))
	w.line("- ", escape(l.Denied))
	if l.Conflict != "" {
		w.line("- ", "◆ ▲ ● ■ "+w.words.T("sheet_sign_open"))
		w.line("- ", "◇ △ ○ □ "+w.words.T("sheet_sign_settled"))
	}
	w.line("", "")
}
