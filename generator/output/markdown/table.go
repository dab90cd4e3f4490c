package markdown

import (
	"slices"
	"strings"

	"rolebook/generator/book"
	"rolebook/generator/output"
)

// table is a list: CommonMark has no tables, and chats and mails do not draw
// them. An entry is a row, told by what heads the columns; where rows are short,
// each stands in one line.
func (w documentWriter) table(t book.Table) {
	rows, long := w.tableRows(t)
	for _, g := range t.Groups {
		if g.Title != "" {
			w.line("", around("**", escape(g.Title)))
			w.line("", "")
		}
		for range g.Rows {
			w.entry(rows[0], long)
			rows = rows[1:]
		}
		w.line("", "")
	}
}

// tableRow is a row of a table in words: what it is about, and what is said of
// that.
type tableRow struct {
	head  string
	parts []string
}

// shortRow is how many bytes of a row fit into a line: wide characters have
// more.
const shortRow = 110

// tableRows tells the rows of a table. They are long as soon as one of them is,
// or says more than which permissions there are.
func (w documentWriter) tableRows(t book.Table) (rows []tableRow, long bool) {
	for _, g := range t.Groups {
		for _, r := range g.Rows {
			row := w.row(t, r)
			rows = append(rows, row)
			long = long || len(row.parts) > 0 && hasMark(r) || len(row.parts) > 1 && len(row.head)+len(strings.Join(row.parts, "")) > shortRow
		}
	}
	return rows, long
}

// entry writes a row.
func (w documentWriter) entry(r tableRow, long bool) {
	line := strings.Join(r.parts, w.words.T("clause_separator"))
	switch {
	case len(r.parts) == 0:
		w.line(w.bullet(), r.head)
	case r.head == "":
		w.line(w.bullet(), lineStart(line))
	case !long:
		w.line(w.bullet(), r.head+w.words.T("colon")+line)
	default:
		w.line(w.bullet(), r.head)
		for _, p := range r.parts {
			w.line("  - ", lineStart(p))
		}
	}
}

// row tells the first cell of a row, and the others behind what heads their
// columns. Empty ones are left out; permissions stand with the first.
func (w documentWriter) row(t book.Table, r book.TableRow) tableRow {
	var head string
	var parts, rooms, boxes []string
	for i, c := range r.Cells {
		label, says := escape(t.Columns[i].Title), w.cell(c)
		switch {
		case c.Box:
			boxes = append(boxes, "☐ "+label)
		case c.Room > 0:
			rooms = append(rooms, label+w.words.T("colon")+says)
		case i == 0:
			head = w.head(c)
		case says != "":
			parts = append(parts, w.said(label, says))
		}
	}
	if len(rooms) > 0 {
		parts = append(parts, strings.Join(rooms, w.words.T("clause_separator")))
	}
	if len(boxes) > 0 {
		parts = append(parts, strings.Join(boxes, " "))
	}
	if marks := w.marks(t, r); marks != "" {
		head += w.words.T("colon") + marks
	}
	return tableRow{head, parts}
}

// head is the first cell of a row: its first line names the row.
func (w documentWriter) head(c book.TableCell) string {
	if len(c.Lines) == 0 {
		return around("**", w.cell(c))
	}
	name := strong(c.Lines[0])
	if more := w.lines(c.Lines[1:]); more != "" {
		return name + w.words.T("clause_separator") + more
	}
	return name
}

// said puts a label before what is said: a question needs no colon.
func (w documentWriter) said(label, what string) string {
	switch {
	case strings.HasSuffix(label, "？"):
		return label + what
	case strings.HasSuffix(label, "?"):
		return label + " " + what
	}
	return label + w.words.T("colon") + what
}

func hasMark(r book.TableRow) bool {
	return slices.ContainsFunc(r.Cells, func(c book.TableCell) bool { return c.Mark != nil })
}

// marks tells the permissions of a row, actions of which the same is to be said
// together.
func (w documentWriter) marks(t book.Table, r book.TableRow) string {
	var says []string
	actions := map[string][]string{}
	for i, c := range r.Cells {
		if c.Mark == nil || c.Mark.State == book.NotApplicable {
			continue
		}
		mark := escape(output.MarkText(c.Mark))
		if actions[mark] == nil {
			says = append(says, mark)
		}
		actions[mark] = append(actions[mark], escape(t.Columns[i].Title))
	}
	for i, mark := range says {
		says[i] = w.words.List(actions[mark]) + w.words.T("colon") + mark
	}
	return strings.Join(says, w.words.T("clause_separator"))
}

// cell tells what is in a cell; nothing where a mark or a box is.
func (w documentWriter) cell(c book.TableCell) string {
	switch {
	case c.Target != nil && c.Target.Op == "":
		return inline(c.Target.Words)
	case c.Target != nil:
		return escape(c.Target.String())
	case c.Level != nil:
		return level(c.Level)
	case c.Room > 0:
		return room
	}
	return w.lines(c.Lines)
}

// lines joins texts: those that end in a stop as sentences, the others as
// clauses.
func (w documentWriter) lines(list []book.Text) string {
	var b strings.Builder
	for i, t := range list {
		if i > 0 {
			b.WriteString(w.gap(list[i-1]))
		}
		b.WriteString(inline(t))
	}
	return b.String()
}

// gap is what stands between a text and the next one.
func (w documentWriter) gap(before book.Text) string {
	s := before.Plain()
	switch {
	case before.Fallback:
	case strings.HasSuffix(s, "。"), strings.HasSuffix(s, "！"), strings.HasSuffix(s, "？"):
		return ""
	case strings.HasSuffix(s, "."), strings.HasSuffix(s, "!"), strings.HasSuffix(s, "?"):
		return " "
	}
	return w.words.T("clause_separator")
}

// room is white to write in. Between spaces, its characters are no markup.
const room = "________"

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
