package book

import (
	"slices"
	"strings"

	"rolebook/generator/analysis"
	"rolebook/generator/catalog"
	"rolebook/generator/change"
)

func isMore(e change.Effect) bool { return e&change.More != 0 }
func isLess(e change.Effect) bool { return e&change.More == 0 && e&change.Less != 0 }
func isElse(e change.Effect) bool { return e&(change.More|change.Less) == 0 }

// permissionChange is a change of permissions that several roles share.
type permissionChange struct {
	roles   []string
	objects []string // as readers know them
	actions []string
	op      string
	says    string // how it has changed
	from    []string
	lines   []ChangeLine
}

// permissions tells how permissions have changed, those with some effects. What
// is the same for several actions, or for several roles, is told once.
func (w *changeWriter) permissions(id string, of func(change.Effect) bool) ChangeSection {
	var all []permissionChange
	n := 0
	for i := range w.change.Permissions {
		p := &w.change.Permissions[i]
		if !of(p.Effect) {
			continue
		}
		n++
		all = append(all, w.permission(p))
	}
	return ChangeSection{ID: id, Count: w.book.locale.Integer(n), Lines: w.byRoles(merged(all))}
}

func (w *changeWriter) permission(p *change.Permission) permissionChange {
	out := permissionChange{roles: []string{p.Role}, objects: []string{w.object(p.Object)}, actions: []string{p.Action}, op: string(change.Changed), from: p.From}
	switch old, now := w.grants(p.Old.Cell), w.grants(p.New.Cell); {
	case p.Effect == change.Gained:
		out.op, out.says = string(change.Added), w.joined(now, w.denied(p.Old, "change_denied_no_more"))
	case p.Effect == change.Lost:
		out.op, out.says = string(change.Removed), w.joined(old, w.denied(p.New, "change_denied_now"))
	case p.Effect == change.Denied:
		out.says = w.t("change_denied_now")
	case p.Effect == change.Undenied:
		out.says = w.t("change_denied_no_more")
	case p.Effect == change.Grounds:
		out.says = w.t("change_grounds")
		out.lines = w.regrounded(p.Old, p.New)
	default:
		out.says = w.joined(w.became(old, now), w.effects(p.Effect))
	}
	return out
}

// grants says how far the grants of a cell reach, and under what conditions.
func (w *changeWriter) grants(c *analysis.Cell) string {
	if c == nil {
		return ""
	}
	says := make([]string, len(c.Grants))
	for i, g := range c.Grants {
		says[i] = w.grant(g)
	}
	slices.Sort(says)
	return w.book.locale.Clauses(slices.Compact(says))
}

func (w *changeWriter) grant(g analysis.Held) string {
	scope := w.scope(g.Scope.ID)
	if len(g.When) == 0 {
		return scope
	}
	names := make([]string, len(g.When))
	for i, c := range g.When {
		names[i] = w.name(c.Name, c.ID)
	}
	return w.t("book_scope_when", "Scope", scope, "When", w.book.locale.List(names))
}

func (w *changeWriter) denied(h change.Holding, id string) string {
	if h.Denied == nil {
		return ""
	}
	return w.t(id)
}

// effects says in words how a permission has changed.
func (w *changeWriter) effects(e change.Effect) string {
	var says []string
	for _, name := range e.Names() {
		says = append(says, w.t("change_effect_"+name))
	}
	return w.book.locale.List(says)
}

// regrounded tells what is different about the grounds. Where only the reason of
// a denial is, it does so language by language.
func (w *changeWriter) regrounded(old, now change.Holding) []ChangeLine {
	if old.Denied == nil || !slices.EqualFunc(old.Denied.By, now.Denied.By, func(d, e *catalog.Denial) bool { return d.Role.ID == e.Role.ID }) {
		return w.difference(w.grounds(old), w.grounds(now))
	}
	var out []ChangeLine
	for i, d := range old.Denied.By {
		reason := change.Fact{Key: change.KeyReason, Old: change.Value{Text: d.Note}, New: change.Value{Text: now.Denied.By[i].Note}}
		out = append(out, w.versions(w.t("change_key_reason"), d.Role.ID, reason)...)
	}
	return out
}

// grounds says where what is allowed or denied comes from, and what it is for.
func (w *changeWriter) grounds(h change.Holding) []string {
	var out []string
	if h.Cell != nil {
		for _, g := range h.Cell.Grants {
			var duties []string
			for _, d := range g.For {
				duties = append(duties, w.duty(g.From.ID, d.ID))
			}
			says := w.joined(w.grant(g), w.t("book_from_role", "Role", w.role(g.From.ID)))
			if len(duties) > 0 {
				says = w.joined(says, w.t("book_serves", "Duties", w.book.locale.List(duties)))
			}
			out = append(out, says)
		}
	}
	if h.Denied != nil {
		for _, d := range h.Denied.By {
			out = append(out, w.joined(w.t("book_mark_denied"), w.t("book_from_role", "Role", w.role(d.Role.ID)), w.name(d.Note, "")))
		}
	}
	return out
}

// merged joins changes that differ in the action only, then those that differ
// in the object only, then in the role.
func merged(all []permissionChange) []permissionChange {
	parts := []func(*permissionChange) *[]string{
		func(p *permissionChange) *[]string { return &p.actions },
		func(p *permissionChange) *[]string { return &p.objects },
		func(p *permissionChange) *[]string { return &p.roles },
	}
	for _, part := range parts {
		all = joinSame(all, part)
	}
	return all
}

// joinSame joins changes that say the same but for one part.
func joinSame(all []permissionChange, part func(*permissionChange) *[]string) []permissionChange {
	var out []permissionChange
	at := map[string]int{}
	for _, p := range all {
		own := *part(&p)
		*part(&p) = nil
		k := p.key()
		*part(&p) = own
		if i, ok := at[k]; ok {
			into := part(&out[i])
			*into = append(slices.Clip(*into), own...)
			continue
		}
		at[k] = len(out)
		out = append(out, p)
	}
	return out
}

func (p *permissionChange) key() string {
	list := func(s []string) string { return strings.Join(s, "\x01") }
	return strings.Join([]string{list(p.roles), list(p.objects), list(p.actions), p.op, p.says, list(p.from), linesKey(p.lines)}, "\x00")
}

func linesKey(lines []ChangeLine) string {
	out := ""
	for _, l := range lines {
		out += "\x01" + l.Op + l.Text + linesKey(l.Lines)
	}
	return out
}

// byRoles puts the changes of the same roles under one head.
func (w *changeWriter) byRoles(all []permissionChange) []ChangeLine {
	var out []ChangeLine
	at := map[string]int{}
	for _, p := range all {
		k := strings.Join(p.roles, " ")
		i, ok := at[k]
		if !ok {
			i = len(out)
			at[k] = i
			out = append(out, w.about(p.roles, ChangeLine{}))
		}
		out[i].Lines = append(out[i].Lines, w.permissionLine(p))
	}
	for i := range out {
		out[i].Lines = w.capped(out[i].Lines)
	}
	return out
}

func (w *changeWriter) permissionLine(p permissionChange) ChangeLine {
	from := ""
	if !slices.Equal(p.from, p.roles) && len(p.lines) == 0 && len(p.from) > 0 {
		from = w.t("book_from_role", "Role", w.named(w.role, p.from))
	}
	what := w.labelled(w.book.locale.List(p.objects), w.named(w.action, p.actions))
	return ChangeLine{Op: p.op, Text: w.joined(what, p.says, from), Lines: p.lines}
}

// fields tells which fields are open to more, or to less, than before.
func (w *changeWriter) fields(id string, less bool) ChangeSection {
	var all []permissionChange
	for _, f := range w.change.Fields {
		if f.Less() == less {
			op := change.Added
			if less {
				op = change.Removed
			}
			says := w.became(w.level(f.Old), w.level(f.New))
			all = append(all, permissionChange{
				roles: []string{f.Role}, actions: []string{f.Action}, op: string(op), says: says,
				objects: []string{w.t("change_field_of", "Object", w.object(f.Object), "Field", w.field(f.Object, f.Field))},
			})
		}
	}
	n := len(all)
	return ChangeSection{ID: id, Count: w.book.locale.Integer(n), Lines: w.byRoles(merged(all))}
}

func (w *changeWriter) level(l analysis.FieldLevel) string {
	if l == analysis.FieldOpen {
		return w.t("change_field_open")
	}
	return w.t("book_field_" + l.String())
}
