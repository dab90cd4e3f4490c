package output

import (
	"strings"

	"rolebook/generator/book"
)

// ChangeRoles names the roles of a line with their ids, for outputs without
// links; empty where the line is not about roles.
func ChangeRoles(b *book.Book, l book.ChangeLine) string {
	names := make([]string, len(l.Roles))
	for i, r := range l.Roles {
		names[i] = Words(r.Name) + " (" + r.ID + ")"
	}
	if l.Together {
		return strings.Join(names, " + ")
	}
	says := b.List(names)
	if l.More != "" {
		says += " " + l.More
	}
	return says
}
