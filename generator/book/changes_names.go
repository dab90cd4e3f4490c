package book

import (
	"rolebook/generator/catalog"
)

// The finders below name what either state of the catalog knows by an id: as it
// is called now, or as it was.

// either looks an id up in the new catalog, then in the old one.
func either[T any](w *changeWriter, find func(*catalog.Catalog, string) *T, id string) *T {
	if x := find(w.change.New.Catalog, id); x != nil {
		return x
	}
	return find(w.change.Old.Catalog, id)
}

func (w *changeWriter) roleRef(id string) RoleRef {
	if r := either(w, (*catalog.Catalog).Role, id); r != nil {
		return w.book.roleRef(r)
	}
	return RoleRef{ID: id, Name: w.book.words(id)}
}

// name says what an id stands for; the id itself where neither catalog knows.
func (w *changeWriter) name(t catalog.Text, id string) string {
	if t.IsZero() {
		return id
	}
	return w.book.text(t).Plain()
}

func (w *changeWriter) role(id string) string { return w.roleRef(id).Name.Plain() }

func (w *changeWriter) object(id string) string {
	return w.name(either(w, (*catalog.Catalog).Object, id).Name, id)
}

func (w *changeWriter) action(id string) string {
	return w.name(either(w, (*catalog.Catalog).Action, id).Name, id)
}

func (w *changeWriter) scope(id string) string {
	return w.name(either(w, (*catalog.Catalog).Scope, id).Name, id)
}

func (w *changeWriter) family(id string) string {
	return w.name(either(w, (*catalog.Catalog).Family, id).Name, id)
}

func (w *changeWriter) module(id string) string {
	return w.name(either(w, (*catalog.Catalog).Module, id).Name, id)
}

func (w *changeWriter) class(id string) string {
	return w.name(either(w, (*catalog.Catalog).Class, id).Name, id)
}

func (w *changeWriter) function(id string) string {
	return w.name(either(w, (*catalog.Catalog).Function, id).Name, id)
}

// field names a field of an object, which the new catalog or the old one has.
func (w *changeWriter) field(object, id string) string {
	for _, c := range []*catalog.Catalog{w.change.New.Catalog, w.change.Old.Catalog} {
		if o := c.Object(object); o != nil {
			for _, f := range o.Fields {
				if f.ID == id {
					return w.name(f.Name, id)
				}
			}
		}
	}
	return id
}

// duty names a duty of a role.
func (w *changeWriter) duty(role, id string) string {
	for _, c := range []*catalog.Catalog{w.change.New.Catalog, w.change.Old.Catalog} {
		if r := c.Role(role); r != nil && r.Duty(id) != nil {
			return w.name(r.Duty(id).Name, id)
		}
	}
	return id
}

// named applies a finder to every id, and joins what it says.
func (w *changeWriter) named(name func(string) string, ids []string) string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = name(id)
	}
	return w.book.locale.List(out)
}
