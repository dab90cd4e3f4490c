package output

import (
	"iter"
	"slices"
	"strconv"
	"strings"

	"rolebook/generator/book"
	"rolebook/generator/catalog"
)

// Permission is one line of the flat list of effective permissions: a grant of
// a cell that no other one dominates. All words are in the book's language and
// clean.
type Permission struct {
	Role       string
	RoleID     string
	Family     string
	Module     string
	Object     string
	ObjectID   string
	Class      string
	Action     string
	ActionID   string
	Scope      string
	Rank       int // of the scope, from 1
	Conditions string
	Fields     string // of the object that the action does not reach, or may only read
	From       string // the role it is inherited from, or the word for the role itself
	Duties     string // that it is for, with their numbers
	Findings   string // of kind role that run through the cell, with their signs
}

// PermissionHead gives the titles of the columns, in the order of [Permission.Cells].
func PermissionHead(b *book.Book) []string {
	ids := []string{
		"role", "role_id", "family", "module", "object", "object_id", "class", "action", "action_id",
		"scope", "conditions", "fields", "from", "duties", "findings",
	}
	for i, id := range ids {
		ids[i] = b.T("sheet_" + id)
	}
	return ids
}

// Cells gives the line as the cells of a row.
func (p Permission) Cells() []string {
	return []string{
		p.Role, p.RoleID, p.Family, p.Module, p.Object, p.ObjectID, p.Class, p.Action, p.ActionID,
		p.Scope, p.Conditions, p.Fields, p.From, p.Duties, p.Findings,
	}
}

// Permissions lists every effective permission in the words of one of the set's
// books: roles family by family, objects and actions in the catalog's order.
func Permissions(set *book.Set, b *book.Book) iter.Seq[Permission] {
	l := lister{set, b}
	return func(yield func(Permission) bool) {
		for _, family := range b.Families {
			for _, role := range family.Roles {
				if !l.role(role, yield) {
					return
				}
			}
		}
	}
}

// lister goes through roles, objects and actions; what the lines below each
// share is worked out once.
type lister struct {
	set  *book.Set
	book *book.Book
}

func (l lister) role(role *book.RolePage, yield func(Permission) bool) bool {
	p := Permission{Role: Words(role.Name), RoleID: role.ID, Family: Words(role.Family.Name)}
	for _, module := range role.Permissions.Modules {
		p.Module = Words(module.Name)
		for i := range module.Rows {
			if !l.object(role, &module.Rows[i], p, yield) {
				return false
			}
		}
	}
	return true
}

func (l lister) object(role *book.RolePage, row *book.PermissionRow, p Permission, yield func(Permission) bool) bool {
	p.Object, p.ObjectID, p.Class = Words(row.Object.Name), row.Object.ID, Words(row.Class.Name)
	limits := l.fieldLimits(role.ID, row.Object.ID)
	for i := range row.Cells {
		cell := &row.Cells[i]
		if cell.Mark.State != book.Granted {
			continue
		}
		p.Action, p.ActionID = Words(l.book.Actions[i].Name), cell.Action
		p.Fields = List(l.book, limits[cell.Action])
		p.Findings = List(l.book, findingsThrough(role, cell))
		if !l.grants(cell, p, yield) {
			return false
		}
	}
	return true
}

func (l lister) grants(cell *book.Cell, p Permission, yield func(Permission) bool) bool {
	for _, g := range cell.Grants {
		p.Scope, p.Rank = Words(g.Scope.Name), g.Scope.Rank
		p.Conditions = l.conditions(g.When)
		p.Duties = l.duties(g.For)
		p.From = l.book.T("sheet_own")
		if g.From != nil {
			p.From = Words(g.From.Name)
		}
		if !yield(p) {
			return false
		}
	}
	return true
}

// fieldLimits says, action by action, which fields of an object stay hidden
// from a role or cannot be changed by it.
func (l lister) fieldLimits(role, object string) map[string][]string {
	cat := l.set.Catalog
	if len(cat.Object(object).Fields) == 0 {
		return nil
	}
	names := map[string]string{}
	for _, f := range l.book.Object(object).Fields {
		names[f.ID] = Words(f.Name)
	}
	out := map[string][]string{}
	add := func(f *catalog.Field, actions []*catalog.Action, word string) {
		for _, a := range actions {
			out[a.ID] = append(out[a.ID], names[f.ID]+l.book.T("colon")+l.book.T(word))
		}
	}
	for _, f := range l.set.Analysis.Matrix.Of(cat.Role(role)).Fields(cat.Object(object)) {
		add(f.Field, f.Hidden, "book_field_hidden")
		add(f.Field, f.ReadOnly, "book_field_read_only")
	}
	return out
}

// findingsThrough names the findings of a role that run through a cell.
func findingsThrough(role *book.RolePage, cell *book.Cell) []string {
	if len(cell.Mark.Rules) == 0 {
		return nil
	}
	var out []string
	for _, f := range role.Findings {
		if slices.Contains(cell.Mark.Rules, f.Rule) {
			out = append(out, Sign(f.Severity, f.Open)+RuleID(f.Rule))
		}
	}
	return out
}

func (l lister) conditions(list []*book.Condition) string {
	words := make([]string, len(list))
	for i, c := range list {
		words[i] = Words(c.Name)
	}
	return List(l.book, words)
}

func (l lister) duties(list []book.DutyRef) string {
	words := make([]string, len(list))
	for i, d := range list {
		words[i] = strconv.Itoa(d.Number) + " " + Words(d.Name)
	}
	return List(l.book, words)
}

// List joins entries, which may have commas of their own, as the book's language does.
func List(b *book.Book, words []string) string { return strings.Join(words, b.T("clause_separator")) }
