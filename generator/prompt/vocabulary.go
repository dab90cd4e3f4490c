package prompt

import (
	"strings"

	"rolebook/generator/catalog"
)

// vocabulary lists every id that a role may use, with its name.
func (w *writer) vocabulary() string {
	var out []string
	list := func(title string, entries []string) {
		if len(entries) > 0 {
			out = append(out, title+":")
			out = append(out, entries...)
		}
	}
	list("families", each(w.cat.Families, func(x *catalog.Family) string { return w.entry(x.ID, x.Name) }))
	list("actions", each(w.cat.Actions, func(x *catalog.Action) string { return w.entry(x.ID, x.Name) }))
	list("scopes", each(w.cat.Scopes, func(x *catalog.Scope) string { return w.entry(x.ID, x.Name) }))
	list("conditions", each(w.cat.Conditions, func(x *catalog.Condition) string { return w.entry(x.ID, x.Name) }))
	list("levels", each(catalog.Levels, func(x catalog.Level) string {
		return "  " + string(x) + ": " + quoted(w.say.T("book_level_"+string(x)))
	}))
	list("objects", each(w.cat.Objects, w.object))
	list("roles", each(w.cat.Roles, func(x *catalog.Role) string { return w.entry(x.ID, x.Name) }))
	return strings.Join(out, "\n")
}

func each[T any](list []T, line func(T) string) []string {
	out := make([]string, len(list))
	for i, x := range list {
		out[i] = line(x)
	}
	return out
}

func (w *writer) entry(id string, name catalog.Text) string { return "  " + id + ": " + w.name(name) }

func (w *writer) name(t catalog.Text) string {
	s, _ := t.In(w.say.Lang)
	return quoted(s)
}

// object tells an object's name, the actions that apply to it, and its fields.
func (w *writer) object(o *catalog.Object) string {
	s := "  " + o.ID + ": {name: " + w.name(o.Name) + ", actions: [" +
		strings.Join(each(o.Actions, func(a *catalog.Action) string { return a.ID }), ", ") + "]"
	if len(o.Fields) > 0 {
		s += ", fields: {" + strings.Join(each(o.Fields, func(f *catalog.Field) string { return f.ID + ": " + w.name(f.Name) }), ", ") + "}"
	}
	return s + "}"
}

// conflicts tells what one role must not combine.
func (w *writer) conflicts() {
	if len(w.cat.Rules) == 0 {
		return
	}
	w.section("prompt_conflicts")
	w.fence("yaml", strings.Join(each(w.cat.Rules, w.rule), "\n"))
}

// rule tells what a rule keeps apart: functions, each by what performs it, or
// roles.
func (w *writer) rule(r *catalog.Rule) string {
	apart := append(each(r.Functions, w.function), each(r.Roles, func(x *catalog.Role) string { return quoted(x.ID) })...)
	return r.ID + ": [" + strings.Join(apart, ", ") + "]"
}

func (w *writer) function(f *catalog.Function) string {
	name, _ := f.Name.In(w.say.Lang)
	var by []string
	for _, d := range f.Any {
		by = append(by, strings.Join(each(d.Actions, func(a *catalog.Action) string { return a.ID }), "/")+" "+
			strings.Join(each(d.Objects, func(o *catalog.Object) string { return o.ID }), "/"))
	}
	return quoted(name + " = " + strings.Join(by, " | "))
}
