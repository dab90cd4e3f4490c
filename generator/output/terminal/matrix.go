package terminal

import (
	"bufio"
	"fmt"
	"io"

	"rolebook/generator/book"
	"rolebook/generator/output"
)

// WriteMatrix prints the permission matrix role by role, family by family: a
// line an object, a column an action, in each cell the widest data scope. A
// matrix of many roles side by side does not fit a screen; a block a role does,
// and a pager finds it by name.
func WriteMatrix(w io.Writer, b *book.Book) error {
	out := bufio.NewWriter(w)
	fmt.Fprintln(out, Safe(b.T("sheet_title")+b.T("colon")+b.Matrix.Summary)) //nolint:errcheck // see Flush
	for _, l := range legend(b) {
		fmt.Fprintln(out, Safe(l)) //nolint:errcheck // see Flush
	}
	for _, family := range b.Families {
		for _, role := range family.Roles {
			if err := WriteRole(out, b, role); err != nil {
				return err
			}
		}
	}
	return out.Flush() // a bufio.Writer keeps the first error of all
}

// WriteRole prints the block of one role.
func WriteRole(w io.Writer, b *book.Book, role *book.RolePage) error {
	_, err := fmt.Fprintf(w, "\n%s (%s)%s%s\n", Safe(output.Words(role.Name)), role.ID, gap, Safe(output.Words(role.Family.Name)))
	if err != nil {
		return err
	}
	if len(role.Permissions.Modules) == 0 {
		_, err := fmt.Fprintln(w, gap+Safe(role.Permissions.Summary))
		return err
	}
	t := Table{Indent: gap, Head: []string{b.T("sheet_object"), b.T("sheet_class")}}
	for _, a := range b.Actions {
		t.Head = append(t.Head, output.Words(a.Name))
	}
	for _, m := range role.Permissions.Modules {
		t.Group(output.Words(m.Name))
		for _, row := range m.Rows {
			t.Row(rowCells(row)...)
		}
	}
	return t.Write(w)
}

func rowCells(row book.PermissionRow) []string {
	out := []string{gap + output.Words(row.Object.Name), output.Words(row.Class.Name)}
	for i := range row.Cells {
		out = append(out, markText(row.Cells[i].Mark))
	}
	return out
}

// The signs of conflicts here. Geometric shapes are two cells wide on some
// terminals and one on others.
const (
	openSign    = "!"
	settledSign = "~"
)

// markText is [output.MarkText] in characters whose width is certain.
func markText(m *book.Mark) string {
	switch {
	case m.State == book.NotGranted:
		return "-"
	case m.State != book.Granted || len(m.Rules) == 0:
		return output.MarkText(m)
	case m.Open:
		return output.ScopeText(m) + " " + openSign + output.RuleIDs(m)
	}
	return output.ScopeText(m) + " " + settledSign + output.RuleIDs(m)
}

// legend explains the signs that are no words.
func legend(b *book.Book) []string {
	return []string{
		output.Conditional + " " + b.T("sheet_sign_conditional"),
		"- " + b.T("book_mark_not_granted"),
		b.T("book_legend_denied"),
		openSign + " " + b.T("sheet_sign_open"),
		settledSign + " " + b.T("sheet_sign_settled"),
	}
}
