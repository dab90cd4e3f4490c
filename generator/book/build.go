package book

import (
	"slices"

	"rolebook/generator/analysis"
	"rolebook/generator/catalog"
	"rolebook/generator/locale"
)

// newBook writes the book of one language, page kind by page kind.
func newBook(result *analysis.Result, lang catalog.Lang) *Book {
	b := openBook(result, lang)
	for _, r := range b.catalog.Roles {
		b.addRole(r)
	}
	b.linkRoles()
	b.addFamilies()
	b.addObjects()
	all := b.findings()
	b.spread(all)
	b.SoD = b.sod(all)
	b.Matrix = b.matrix()
	b.Coverage = b.coverage()
	b.Home = b.home()
	return b
}

// openBook makes a book with its title and its words, and no pages.
func openBook(result *analysis.Result, lang catalog.Lang) *Book {
	cat := result.Catalog
	b := &Book{
		Key: string(lang), Tag: lang.Tag(),
		lang: lang, locale: locale.New(lang), catalog: cat, analysis: result, on: result.On,
		roles: map[string]*RolePage{}, objects: map[string]*ObjectPage{}, families: map[string]*FamilyPage{}, marks: markCache{},
	}
	b.Name = b.locale.T("language_name")
	b.Organization = b.text(cat.Organization)
	b.Checked = b.day(result.On)
	b.vocabulary()
	return b
}

// Role finds a role's page by id; nil when there is none.
func (b *Book) Role(id string) *RolePage { return b.roles[id] }

// Family finds a family's page by id; nil when there is none.
func (b *Book) Family(id string) *FamilyPage { return b.families[id] }

// Object finds an object's page by id; nil when there is none.
func (b *Book) Object(id string) *ObjectPage { return b.objects[id] }

// T says a message of the program in the book's language.
func (b *Book) T(id string, pairs ...any) string { return b.locale.T(id, pairs...) }

// addRole makes the page of a role, but for what other roles say of it.
func (b *Book) addRole(r *catalog.Role) {
	p := b.rolePage(r)
	p.Permissions = b.permissions(b.analysis.Matrix.Of(r))
	b.uses(p, r)
	b.Roles = append(b.Roles, p)
	b.roles[r.ID] = p
}

// linkRoles tells roles who inherits from them and who reports to them.
func (b *Book) linkRoles() {
	for _, r := range b.catalog.Roles {
		for _, parent := range r.Inherits {
			b.roles[parent.ID].Heirs = append(b.roles[parent.ID].Heirs, b.roleRef(r))
		}
		if r.ReportsTo != nil {
			b.roles[r.ReportsTo.ID].Reports = append(b.roles[r.ReportsTo.ID].Reports, b.roleRef(r))
		}
	}
}

// uses names the objects that each duty's own grants are about, and what they
// give.
func (b *Book) uses(p *RolePage, r *catalog.Role) {
	for i, d := range r.Duties {
		var objects []*catalog.Object
		for _, g := range r.Allow {
			if slices.Contains(g.For, d) {
				objects = append(objects, g.Objects...)
			}
		}
		slices.SortFunc(objects, func(x, y *catalog.Object) int { return x.Order - y.Order })
		for _, o := range slices.Compact(objects) {
			p.Duties[i].Uses = append(p.Duties[i].Uses, b.objectRef(o))
		}
		p.Duties[i].Needs = b.needs(b.analysis.Matrix.Of(r), d)
	}
}

// addFamilies groups roles; families come in the catalog's order, roles by name.
func (b *Book) addFamilies() {
	for _, f := range b.catalog.Families {
		b.families[f.ID] = &FamilyPage{ID: f.ID, Name: b.text(f.Name), book: b}
		b.Families = append(b.Families, b.families[f.ID])
	}
	for _, r := range b.Roles {
		f := b.families[r.Family.ID]
		f.Roles = append(f.Roles, r)
	}
	for _, f := range b.Families {
		slices.SortStableFunc(f.Roles, func(x, y *RolePage) int { return b.locale.Compare(x.Name.Plain(), y.Name.Plain()) })
		f.Count = b.locale.N("book_count_roles", len(f.Roles))
	}
}

// addObjects makes a page for every object: which roles hold or are denied
// something of it.
func (b *Book) addObjects() {
	for _, m := range b.catalog.Modules {
		module := &Module{ID: m.ID, Name: b.text(m.Name)}
		for _, o := range m.Objects {
			page := b.objectPage(o, module)
			module.Objects = append(module.Objects, page)
			b.objects[o.ID] = page
		}
		b.Modules = append(b.Modules, module)
	}
	for _, f := range b.Families {
		for _, r := range f.Roles {
			for _, m := range r.Permissions.Modules {
				for _, row := range m.Rows {
					b.objects[row.Object.ID].add(r, row)
				}
			}
		}
	}
}

func (b *Book) objectPage(o *catalog.Object, m *Module) *ObjectPage {
	p := &ObjectPage{
		ID: o.ID, Name: b.text(o.Name), Aliases: b.aliases(o.Name), Module: m.ID, ModuleName: m.Name, Class: b.class(o.Class), book: b,
	}
	for _, a := range o.Actions {
		p.Actions = append(p.Actions, b.action(a))
	}
	for _, f := range o.Fields {
		p.Fields = append(p.Fields, Field{ID: f.ID, Name: b.text(f.Name), Class: b.class(f.Class)})
	}
	return p
}

func (o *ObjectPage) add(r *RolePage, row PermissionRow) {
	o.Rows = append(o.Rows, ObjectRow{
		Role: RoleRef{ID: r.ID, Name: r.Name}, Family: r.Family,
		Cells: row.Cells, Notes: row.Notes, Duties: row.Duties, From: row.From,
	})
	if slices.ContainsFunc(row.Cells, func(c Cell) bool { return c.Mark.State == Granted }) {
		o.Roles++
	}
}

// spread hands each finding to the pages of its roles, open ones first.
func (b *Book) spread(all []*Finding) {
	for _, f := range openFirst(all) {
		for _, r := range f.Roles {
			p := b.roles[r.ID]
			if f.Kind == string(analysis.RoleKind) {
				p.Findings = append(p.Findings, f)
			} else {
				p.Combinations = append(p.Combinations, f)
			}
		}
	}
}
