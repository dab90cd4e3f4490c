package book

import (
	"slices"

	"rolebook/generator/analysis"
	"rolebook/generator/catalog"
)

// Need is what a duty asks for: all of the actions on each of the objects.
type Need struct {
	Actions []*Action
	Objects []ObjectRef // in catalog order
	Denied  bool        // a denial takes it away again
}

// needs lists what a role's own grants give for a duty, and what of that a
// denial takes away. Objects with the same actions share an entry.
func (b *Book) needs(held *analysis.Permissions, d *catalog.Duty) []Need {
	asked := map[*catalog.Object][]bool{} // by the place of the action
	var objects []*catalog.Object
	for _, g := range held.Role.Allow {
		if !slices.Contains(g.For, d) {
			continue
		}
		for _, o := range g.Objects {
			if asked[o] == nil {
				asked[o] = make([]bool, len(b.catalog.Actions))
				objects = append(objects, o)
			}
			for _, a := range g.Actions {
				asked[o][a.Order] = asked[o][a.Order] || o.Applies(a)
			}
		}
	}
	slices.SortFunc(objects, func(x, y *catalog.Object) int { return x.Order - y.Order })
	var granted, denied []Need
	for _, o := range objects {
		var may, mayNot []*Action
		for i, asks := range asked[o] {
			switch a := b.catalog.Actions[i]; {
			case !asks:
			case held.Denial(o, a) != nil:
				mayNot = append(mayNot, b.action(a))
			default:
				may = append(may, b.action(a))
			}
		}
		granted = addNeed(granted, may, b.objectRef(o), false)
		denied = addNeed(denied, mayNot, b.objectRef(o), true)
	}
	return append(granted, denied...)
}

func addNeed(list []Need, actions []*Action, o ObjectRef, denied bool) []Need {
	if len(actions) == 0 {
		return list
	}
	same := func(n Need) bool { return slices.Equal(n.Actions, actions) }
	if i := slices.IndexFunc(list, same); i >= 0 {
		list[i].Objects = append(list[i].Objects, o)
		return list
	}
	return append(list, Need{actions, []ObjectRef{o}, denied})
}

// moduleWords says in a line what the rows of a module come to: on how many of
// its objects each action is granted, and denied.
func (b *Book) moduleWords(rows []PermissionRow) string {
	count := func(state MarkState) string {
		var parts []string
		for i := range b.Actions {
			n := 0
			for _, r := range rows {
				if r.Cells[i].Mark.State == state {
					n++
				}
			}
			if n > 0 {
				parts = append(parts, b.locale.N("book_action_on_objects", n, "Action", b.Actions[i].Name.Plain()))
			}
		}
		return b.locale.List(parts)
	}
	granted, denied := count(Granted), count(Denied)
	switch {
	case denied == "":
		return granted
	case granted == "":
		return b.locale.T("book_denied_actions", "Actions", denied)
	}
	return b.locale.Clauses([]string{granted, b.locale.T("book_denied_actions", "Actions", denied)})
}
