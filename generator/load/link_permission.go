package load

import (
	"slices"

	"rolebook/generator/catalog"
	"rolebook/generator/diag"
)

// linkPermissions fills a role's grants, denials and limits.
func (l *linker) linkPermissions(r *roleLink) {
	p := r.shape.Permissions
	for _, s := range p.Allow {
		r.Allow = append(r.Allow, l.grant(r, s))
	}
	for _, s := range p.Deny {
		objects := l.objects.findAll(l, s.Objects)
		r.Deny = append(r.Deny, &catalog.Denial{
			Role: r.Role, Objects: objects, Actions: l.actionsOn(objects, s.Actions), Note: l.text(r.File, s.Note), At: s.At,
		})
	}
	r.Limits = l.texts(r.File, p.Limits)
}

func (l *linker) grant(r *roleLink, s grantShape) *catalog.Grant {
	objects := l.objects.findAll(l, s.Objects)
	known := len(objects) == len(s.Objects)
	return &catalog.Grant{
		Role:     r.Role,
		Objects:  objects,
		Actions:  l.actionsOn(objects, s.Actions),
		Scope:    l.scopes.find(l, s.Scope),
		When:     inOrder(l.conditions.findAll(l, s.When), func(c *catalog.Condition) int { return c.Order }),
		For:      r.duties.findAll(l, s.For),
		Hidden:   l.fieldsOf(objects, known, s.Fields.Hidden),
		ReadOnly: l.fieldsOf(objects, known, s.Fields.ReadOnly),
		At:       s.At,
	}
}

// actionsOn finds actions and checks that each applies to every object.
func (l *linker) actionsOn(objects []*catalog.Object, words []word) []*catalog.Action {
	actions := make([]*catalog.Action, 0, len(words))
	for _, w := range words {
		a := l.actions.find(l, w)
		if a == nil {
			continue
		}
		actions = append(actions, a)
		for _, o := range objects {
			if !l.applies(o, a) {
				l.notApplicable(w, o)
			}
		}
	}
	return actions
}

// applies gives objects the benefit of the doubt whose actions are not known.
func (l *linker) applies(o *catalog.Object, a *catalog.Action) bool {
	return l.vague[o] || o.Applies(a)
}

func (l *linker) notApplicable(action word, o *catalog.Object) {
	ids := make([]string, len(o.Actions))
	for i, a := range o.Actions {
		ids[i] = a.ID
	}
	l.diags.Add(diag.NotApplicable, action.At,
		diag.Msg("diag_not_applicable", "Action", action.Value, "Object", o.ID),
		diag.Msg("diag_not_applicable_help", "Object", o.ID, "Names", ids))
	l.relate(o.At, diag.Msg("diag_not_applicable_related", "Object", o.ID))
}

// fieldsOf finds fields by id among those of the objects: a field of that id
// of each of them. known says that all objects of the grant were found.
func (l *linker) fieldsOf(objects []*catalog.Object, known bool, words []word) []*catalog.Field {
	var fields []*catalog.Field
	for _, w := range words {
		found := false
		for _, o := range objects {
			i := slices.IndexFunc(o.Fields, func(f *catalog.Field) bool { return f.ID == w.Value })
			if i >= 0 {
				fields, found = append(fields, o.Fields[i]), true
			}
		}
		if !found && known && !l.objects.open {
			l.unknownField(objects, w)
		}
	}
	return fields
}

func (l *linker) unknownField(objects []*catalog.Object, w word) {
	var ids, fields []string
	for _, o := range objects {
		ids = append(ids, o.ID)
		for _, f := range o.Fields {
			if !slices.Contains(fields, f.ID) {
				fields = append(fields, f.ID)
			}
		}
	}
	l.diags.Add(diag.UnknownReference, w.At, diag.Msg("diag_unknown_field", "Name", w.Value, "Objects", ids), Suggest(w.Value, fields)...)
}
