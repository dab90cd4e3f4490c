package change

import (
	"slices"
	"strings"

	"rolebook/generator/catalog"
)

// entriesOf describes all that a catalog says but for permissions, which count
// by their effect: first itself and its vocabulary, then its rules, then its
// roles.
func entriesOf(c *catalog.Catalog) []list {
	return slices.Concat([]list{{kind: CatalogKind, entries: []entry{settings(c)}}}, vocabulary(c), rules(c), []list{
		listOf(RoleKind, false, c.Roles, role),
	})
}

// settings describes the catalog itself. It is there on both sides: the id says so.
func settings(c *catalog.Catalog) entry {
	return entry{id: "catalog", name: c.Organization, facts: []fact{
		text(KeyOrganization, c.Organization),
		words(KeyLanguages, ids(c.Languages, func(l catalog.Lang) string { return string(l) })...),
		words(KeyBaseURL, c.BaseURL),
		flag(KeyNoIndex, c.NoIndex),
		flag(KeyCSP, c.CSP),
		set(KeyLintOff, c.Lint.Off),
	}}
}

func vocabulary(c *catalog.Catalog) []list {
	return []list{
		listOf(FamilyKind, true, c.Families, func(f *catalog.Family) entry { return named(f.ID, f.Name) }),
		listOf(ModuleKind, true, c.Modules, func(m *catalog.Module) entry { return named(m.ID, m.Name) }),
		listOf(ObjectKind, true, c.Objects, object),
		listOf(ActionKind, true, c.Actions, func(a *catalog.Action) entry { return named(a.ID, a.Name) }),
		listOf(ScopeKind, true, c.Scopes, func(s *catalog.Scope) entry { return named(s.ID, s.Name) }),
		listOf(ClassKind, true, c.Classes, func(s *catalog.Class) entry { return named(s.ID, s.Name) }),
		listOf(ConditionKind, true, c.Conditions, func(x *catalog.Condition) entry {
			return named(x.ID, x.Name, flag(KeyMitigates, x.Mitigates))
		}),
		listOf(TermKind, true, c.Glossary, term),
		listOf(IgnoreKind, false, c.Lint.Ignore, ignore),
	}
}

// named describes what has an id and a name.
func named(id string, name catalog.Text, more ...fact) entry {
	return entry{id: id, name: name, facts: append([]fact{text(KeyName, name)}, more...)}
}

func object(o *catalog.Object) entry {
	e := named(o.ID, o.Name, words(KeyModule, o.Module.ID), words(KeyClass, o.Class.ID),
		set(KeyActions, ids(o.Actions, func(a *catalog.Action) string { return a.ID })))
	e.parts = []list{listOf(FieldKind, true, o.Fields, func(f *catalog.Field) entry {
		return named(f.ID, f.Name, words(KeyClass, f.Class.ID))
	})}
	return e
}

func term(t *catalog.Term) entry {
	var not []string
	for _, w := range t.Discouraged {
		not = append(not, string(w.Lang)+" "+w.Word)
	}
	return entry{name: t.Preferred, facts: []fact{text(KeyName, t.Preferred), text(KeyMeaning, t.Meaning), words(KeyDiscouraged, not...)}}
}

func ignore(i *catalog.Ignore) entry {
	return entry{id: strings.TrimSpace(i.Code + " " + i.File + " " + i.Item), facts: []fact{text(KeyReason, i.Reason)}}
}
