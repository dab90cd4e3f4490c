package load

import (
	"slices"

	"rolebook/generator/catalog"
	"rolebook/generator/diag"
	"rolebook/generator/source"
)

// linkVocabulary takes over catalog.yaml.
func (l *linker) linkVocabulary(parts []part) {
	found := l.partsOf(catalogFile, parts)
	if len(found) == 0 {
		at := source.Span{File: "catalog.yaml", Start: source.Position{Line: 1, Column: 1}, End: source.Position{Line: 1, Column: 1}}
		l.diags.Add(diag.MissingKey, at, diag.Msg("diag_no_catalog"), diag.Msg("diag_no_catalog_help"))
		l.openVocabulary(nil)
		return
	}
	file := found[0].file
	l.openVocabulary(file.Root)
	shape, ok := found[0].shape.(*catalogShape)
	if !ok {
		return
	}
	l.linkLanguages(shape.Languages)
	l.cat.Organization = l.text(file.Name, shape.Organization)
	l.cat.BaseURL, l.cat.NoIndex, l.cat.CSP = shape.BaseURL.Value, shape.NoIndex.Value, shape.CSP.Value
	l.linkLists(file.Name, shape)
	for _, m := range shape.Modules {
		l.linkModule(file.Name, m)
	}
	l.openModules(file.Root)
	l.linkGuidance(file.Name, shape)
}

// openVocabulary marks the tables of lists that could not be read, so that
// references into them are not called unknown.
func (l *linker) openVocabulary(root *source.Node) {
	l.families.open = !listed(root, "families")
	l.modules.open = !listed(root, "modules")
	l.objects.open = !listed(root, "modules")
	l.actions.open = !listed(root, "actions")
	l.scopes.open = !listed(root, "scopes")
	l.classes.open = !listed(root, "classes")
	l.conditions.open = !listed(root, "conditions")
}

// openModules does the same for objects, whose lists are inside the modules.
func (l *linker) openModules(root *source.Node) {
	_, modules := root.Field("modules")
	if modules == nil {
		return
	}
	for _, m := range modules.Items {
		if !listed(m, "objects") {
			l.objects.open = true
		}
	}
}

func (l *linker) linkLanguages(words []word) {
	l.languages = map[catalog.Lang]bool{}
	for _, w := range words {
		lang := catalog.Lang(w.Value)
		if slices.Contains(catalog.AllLanguages, lang) && !l.languages[lang] {
			l.cat.Languages = append(l.cat.Languages, lang)
			l.languages[lang] = true
		}
	}
	if len(l.cat.Languages) == 0 {
		l.languages = nil
	}
	for _, lang := range l.cat.Languages {
		l.key += string(lang) + " "
	}
}

// linkLists takes over the plain lists of the vocabulary.
func (l *linker) linkLists(file string, shape *catalogShape) {
	for i, s := range shape.Families {
		x := &catalog.Family{ID: s.ID.Value, Name: l.text(file, s.Name), Order: i, At: s.ID.At}
		l.families.define(l, s.ID, x)
		l.cat.Families = append(l.cat.Families, x)
	}
	for i, s := range shape.Actions {
		x := &catalog.Action{ID: s.ID.Value, Name: l.text(file, s.Name), Order: i, At: s.ID.At}
		l.actions.define(l, s.ID, x)
		l.cat.Actions = append(l.cat.Actions, x)
	}
	for i, s := range shape.Scopes {
		x := &catalog.Scope{ID: s.ID.Value, Name: l.text(file, s.Name), Rank: i, At: s.ID.At}
		l.scopes.define(l, s.ID, x)
		l.cat.Scopes = append(l.cat.Scopes, x)
	}
	for i, s := range shape.Classes {
		x := &catalog.Class{ID: s.ID.Value, Name: l.text(file, s.Name), Rank: i, At: s.ID.At}
		l.classes.define(l, s.ID, x)
		l.cat.Classes = append(l.cat.Classes, x)
	}
	for i, s := range shape.Conditions {
		x := &catalog.Condition{ID: s.ID.Value, Name: l.text(file, s.Name), Mitigates: s.Mitigates.Value, Order: i, At: s.ID.At}
		l.conditions.define(l, s.ID, x)
		l.cat.Conditions = append(l.cat.Conditions, x)
	}
}

func (l *linker) linkModule(file string, s moduleShape) {
	m := &catalog.Module{ID: s.ID.Value, Name: l.text(file, s.Name), Order: len(l.cat.Modules), At: s.ID.At}
	l.modules.define(l, s.ID, m)
	l.cat.Modules = append(l.cat.Modules, m)
	for _, o := range s.Objects {
		object := l.linkObject(file, m, o)
		m.Objects = append(m.Objects, object)
		l.cat.Objects = append(l.cat.Objects, object)
	}
}

func (l *linker) linkObject(file string, m *catalog.Module, s objectShape) *catalog.Object {
	o := &catalog.Object{
		ID: s.ID.Value, Name: l.text(file, s.Name), Module: m, Class: l.classes.find(l, s.Class),
		Order: len(l.cat.Objects), At: s.ID.At,
	}
	l.objects.define(l, s.ID, o)
	o.Actions = inOrder(l.actions.findAll(l, s.Actions), actionOrder)
	if len(s.Actions) == 0 {
		o.Actions = l.cat.Actions
	}
	l.vague[o] = l.actions.open || len(o.Actions) < len(s.Actions)
	fields := newTable[catalog.Field]("field")
	for _, f := range s.Fields {
		x := &catalog.Field{ID: f.ID.Value, Name: l.text(file, f.Name), Object: o, Class: l.classes.find(l, f.Class), At: f.ID.At}
		fields.define(l, f.ID, x)
		o.Fields = append(o.Fields, x)
	}
	return o
}

func actionOrder(a *catalog.Action) int { return a.Order }
