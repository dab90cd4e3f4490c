package book

import (
	"slices"
	"strings"

	"rolebook/generator/analysis"
	"rolebook/generator/catalog"
)

// markCache holds the marks of a book. A catalog has a hundred thousand cells
// but few that differ, so cells share their marks.
type markCache map[markKey]*Mark

// markKey is everything that makes one mark differ from another.
type markKey struct {
	state       MarkState
	rank        int
	conditional bool
	severity    string
	open        bool
	rules       string
}

// mark gives the mark for a cell: granted when cell is not nil, else denied,
// not granted or not applicable.
func (b *Book) mark(cell *analysis.Cell, denied, applies bool) *Mark {
	switch {
	case cell != nil:
		return b.grantedMark(cell)
	case denied:
		return b.cachedMark(markKey{state: Denied})
	case applies:
		return b.cachedMark(markKey{state: NotGranted})
	}
	return b.cachedMark(markKey{state: NotApplicable})
}

func (b *Book) grantedMark(cell *analysis.Cell) *Mark {
	widest, free := cell.Widest()
	k := markKey{state: Granted, rank: widest.Rank + 1, conditional: free != widest}
	if f := cell.Worst(); f != nil {
		k.severity = string(f.Severity())
		k.open = f.Status == analysis.Open
		k.rules = strings.Join(cell.Rules(), " ")
	}
	return b.cachedMark(k)
}

func (b *Book) cachedMark(k markKey) *Mark {
	if m, ok := b.marks[k]; ok {
		return m
	}
	m := &Mark{
		State: k.state, Rank: k.rank, Scopes: len(b.Scopes), Conditional: k.conditional,
		Severity: k.severity, Open: k.open, Rules: strings.Fields(k.rules),
	}
	if k.rank > 0 {
		m.Scope = b.Scopes[k.rank-1].Name.Plain()
	}
	m.Label = b.markLabel(m)
	b.marks[k] = m
	return m
}

// markLabel says a mark in words.
func (b *Book) markLabel(m *Mark) string {
	switch m.State {
	case NotApplicable:
		return b.locale.T("book_mark_not_applicable")
	case NotGranted:
		return b.locale.T("book_mark_not_granted")
	case Denied:
		return b.locale.T("book_mark_denied")
	}
	parts := []string{m.Scope}
	if m.Conditional {
		parts = append(parts, b.locale.T("book_mark_conditional"))
	}
	if len(m.Rules) > 0 {
		id := "book_mark_settled"
		if m.Open {
			id = "book_mark_open"
		}
		parts = append(parts, b.locale.T(id, "Rules", b.locale.List(upper(m.Rules))))
	}
	return b.locale.List(parts)
}

// upper writes rule ids as readers see them.
func upper(ids []string) []string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = strings.ToUpper(id)
	}
	return out
}

// legend explains the marks of a table; it speaks of conflicts only when a
// mark there shows one.
func (b *Book) legend(rules []string) Legend {
	l := Legend{
		Conditional: b.locale.T("book_legend_conditional"),
		NotGranted:  b.locale.T("book_legend_not_granted"),
		Denied:      b.locale.T("book_legend_denied"),
	}
	for i := range b.Scopes {
		l.Scopes = append(l.Scopes, b.cachedMark(markKey{state: Granted, rank: i + 1}))
	}
	if len(rules) > 0 {
		l.Conflict = b.locale.T("book_legend_conflict", "Rules", b.locale.List(upper(rules)))
	}
	return l
}

// vocabulary localises what every page needs: actions with their letters,
// scopes, classes and conditions.
func (b *Book) vocabulary() {
	cat := b.catalog
	letters := b.letters(cat.Actions)
	for i, a := range cat.Actions {
		b.Actions = append(b.Actions, Action{ID: a.ID, Name: b.text(a.Name), Letter: letters[i]})
	}
	for _, s := range cat.Scopes {
		b.Scopes = append(b.Scopes, Scope{ID: s.ID, Name: b.text(s.Name), Rank: s.Rank + 1})
	}
	for _, c := range cat.Classes {
		b.Classes = append(b.Classes, Class{ID: c.ID, Name: b.text(c.Name), Rank: c.Rank + 1, Of: len(cat.Classes)})
	}
	for _, c := range cat.Conditions {
		b.Conditions = append(b.Conditions, Condition{ID: c.ID, Name: b.text(c.Name), Mitigates: c.Mitigates})
	}
}

func (b *Book) action(a *catalog.Action) *Action { return &b.Actions[a.Order] }
func (b *Book) scope(s *catalog.Scope) *Scope    { return &b.Scopes[s.Rank] }
func (b *Book) class(c *catalog.Class) *Class    { return &b.Classes[c.Rank] }

func (b *Book) conditions(list []*catalog.Condition) []*Condition {
	var out []*Condition
	for _, c := range list {
		out = append(out, &b.Conditions[c.Order])
	}
	return out
}

// letters gives each action one character of its name that no earlier action
// has: its first, else the next one that is free, else a digit.
func (b *Book) letters(actions []*catalog.Action) []string {
	taken := map[string]bool{}
	out := make([]string, len(actions))
	for i, a := range actions {
		name := strings.ToUpper(b.text(a.Name).Plain()) + "123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
		for _, r := range name {
			if l := string(r); r != ' ' && !taken[l] {
				taken[l], out[i] = true, l
				break
			}
		}
	}
	return out
}

// distinct sorts a list and keeps each entry once.
func distinct(list []string) []string {
	slices.Sort(list)
	return slices.Compact(list)
}
