package markdown

import (
	"io"
	"strings"

	"rolebook/generator/book"
	"rolebook/generator/catalog"
	"rolebook/generator/locale"
	"rolebook/generator/output"
)

// WriteMatrix draws the permission matrix: a table a module, a row an object,
// a column a role. A cell has a line for each data scope, behind the letters
// of the actions that it holds for.
func WriteMatrix(out io.Writer, b *book.Book) error {
	w := documentWriter{newWriter(out), locale.New(catalog.Lang(b.Key))}
	w.line("", heading(1, b.T("sheet_title")))
	w.line("", "")
	w.line("", inline(b.Organization)+w.words.T("colon")+escape(b.Matrix.Summary))
	w.line("", "")
	w.line("- ", actionLetters(b))
	w.legend(b.Matrix.Legend)
	for _, m := range b.Matrix.Modules {
		w.line("", heading(2, inline(m.Name)))
		w.line("", "")
		w.module(b, m)
	}
	return w.close()
}

func actionLetters(b *book.Book) string {
	words := make([]string, len(b.Actions))
	for i, a := range b.Actions {
		words[i] = "**" + escape(a.Letter) + "** " + inline(a.Name)
	}
	return b.T("sheet_action") + b.T("colon") + strings.Join(words, b.T("list_separator"))
}

func (w documentWriter) module(b *book.Book, m book.MatrixModule) {
	head := []string{b.T("sheet_object"), b.T("sheet_class")}
	ruler := []string{"---", "---"}
	for _, f := range b.Matrix.Families {
		for _, r := range f.Roles {
			head, ruler = append(head, inline(r.Name)), append(ruler, "---")
		}
	}
	rows := [][]string{head, ruler}
	for _, r := range m.Rows {
		cells := []string{inline(r.Object.Name), inline(r.Class.Name)}
		for i := range r.Roles {
			cells = append(cells, matrixCell(b, r.Roles[i].Cells))
		}
		rows = append(rows, cells)
	}
	w.rows(rows)
}

// matrixCell groups the actions on an object by what their marks say.
func matrixCell(b *book.Book, cells []book.Cell) string {
	var says []string
	letters := map[string]string{}
	for i := range cells {
		s := output.MarkText(cells[i].Mark)
		if letters[s] == "" {
			says = append(says, s)
		}
		letters[s] += letter(b, cells[i].Action)
	}
	for i, s := range says {
		says[i] = "**" + escape(letters[s]) + "** " + escape(s)
	}
	return strings.Join(says, "<br>")
}

func letter(b *book.Book, action string) string {
	for i := range b.Actions {
		if b.Actions[i].ID == action {
			return b.Actions[i].Letter
		}
	}
	return ""
}
