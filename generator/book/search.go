package book

import (
	"strings"

	"rolebook/generator/catalog"
	"rolebook/generator/search"
)

// searchKinds are the kinds of things that can be found, in the order in which
// results are shown. Their names are the messages search_kind_<kind>.
var searchKinds = []string{"role", "family", "module", "object", "permission", "duty", "task", "kpi", "rule", "finding", "term"}

// The places of the kinds in searchKinds.
const (
	findRole = iota
	findFamily
	findModule
	findObject
	findPermission
	findDuty
	findTask
	findKPI
	findRule
	findFinding
	findTerm
)

// Search makes the index of what can be found in the book.
func (b *Book) Search() *search.Index {
	return search.New(searchKinds, b.searchEntries())
}

func (b *Book) searchEntries() []search.Entry {
	out := make([]search.Entry, 0, 64*len(b.Roles))
	for _, f := range b.Families {
		if len(f.Roles) > 0 {
			names := append(b.otherNames(b.catalog.Family(f.ID).Name), identifier(f.ID)...)
			out = append(out, search.Entry{Kind: findFamily, Title: b.searched(f.Name), Names: names, In: b.said(f.Count), Page: "families/" + f.ID + "/"})
		}
		for _, r := range f.Roles {
			out = b.addRoleEntries(out, r)
		}
	}
	for _, m := range b.Modules {
		names := append(b.otherNames(b.catalog.Module(m.ID).Name), identifier(m.ID)...)
		out = append(out, search.Entry{Kind: findModule, Title: b.searched(m.Name), Names: names, Part: "module-" + m.ID})
		for _, o := range m.Objects {
			out = append(out, b.objectEntries(m, o)...)
		}
	}
	out = append(out, b.conflictEntries()...)
	return append(out, b.termEntries()...)
}

// addRoleEntries adds a role, its duties, tasks and indicators.
func (b *Book) addRoleEntries(out []search.Entry, r *RolePage) []search.Entry {
	page, in := "roles/"+r.ID+"/", []search.Words{b.searched(r.Name)}
	role := search.Entry{Kind: findRole, Title: in[0], Names: append(named(r.Aliases), identifier(r.ID)...), In: []search.Words{b.searched(r.Family.Name)}, Page: page}
	if r.Purpose != "" {
		role.Note = b.languageOf(r.Purpose, r.Overview.Lang)
	}
	out = append(out, role)
	for _, d := range r.Duties {
		part := "duty-" + d.ID
		out = append(out, search.Entry{Kind: findDuty, Title: b.searched(d.Name), In: in, Page: page, Part: part})
		for _, t := range d.Tasks {
			out = append(out, search.Entry{Kind: findTask, Title: b.searched(t.Text), Note: b.searched(t.Note), In: in, Page: page, Part: part})
		}
	}
	for _, k := range r.KPIs {
		out = append(out, search.Entry{Kind: findKPI, Title: b.searched(k.Name), Note: b.searched(k.Formula), In: in, Page: page, Part: "kpi-" + k.ID})
	}
	return out
}

// objectEntries are an object and what can be done to it.
func (b *Book) objectEntries(m *Module, o *ObjectPage) []search.Entry {
	page, of := "objects/"+o.ID+"/", b.catalog.Object(o.ID)
	names := append(named(o.Aliases), identifier(o.ID)...)
	for _, f := range of.Fields {
		names = append(names, b.searched(b.text(f.Name)))
	}
	out := []search.Entry{{Kind: findObject, Title: b.searched(o.Name), Names: names, In: []search.Words{b.searched(m.Name)}, Page: page}}
	for i, a := range of.Actions {
		holders := 0
		for j := range o.Rows {
			if o.Rows[j].Cells[a.Order].Mark.State == Granted {
				holders++
			}
		}
		out = append(out, search.Entry{
			Kind: findPermission, Title: b.permissionTitle(o.Actions[i].Name, o.Name), Names: append(b.otherPermissions(a, of), identifier(a.ID+"-"+o.ID)...),
			In: b.said(b.heldBy(holders)), Page: page, Part: "permissions",
		})
	}
	return out
}

func (b *Book) heldBy(roles int) string {
	if roles == 0 {
		return b.locale.T("search_held_by_none")
	}
	return b.locale.N("search_held_by", roles)
}

func (b *Book) permissionTitle(action, object Text) search.Words {
	return search.Words{Text: b.locale.T("search_permission", "Action", action.Plain(), "Object", object.Plain())}
}

// otherPermissions names a permission in the other languages.
func (b *Book) otherPermissions(a *catalog.Action, o *catalog.Object) []search.Words {
	var out []search.Words
	for _, l := range b.otherLanguages() {
		if a.Name.Has(l) && o.Name.Has(l) {
			action, _ := a.Name.In(l)
			object, _ := o.Name.In(l)
			if l == catalog.Japanese {
				action, object = object, action
			}
			out = append(out, search.Words{Text: plain(parseInline(action)) + " " + plain(parseInline(object)), Lang: l.Tag()})
		}
	}
	return out
}

// conflictEntries are the rules and what violates them.
func (b *Book) conflictEntries() []search.Entry {
	var out []search.Entry
	titles := map[string]search.Words{}
	for i := range b.SoD.Rules {
		r := &b.SoD.Rules[i]
		t := b.searched(r.Name)
		t.Text = strings.ToUpper(r.ID) + " " + t.Text
		titles[r.ID] = t
		out = append(out, search.Entry{
			Kind: findRule, Title: t, Names: b.otherNames(b.catalog.Rule(r.ID).Name), Note: b.searched(r.Risk), In: b.said(r.SeverityIs), Page: "sod/", Part: "rule-" + r.ID,
		})
	}
	for _, list := range [][]*Finding{b.SoD.Singles, b.SoD.Combinations} {
		for _, f := range list {
			e := search.Entry{Kind: findFinding, Title: titles[f.Rule], Page: "sod/", Part: "finding-" + f.ID}
			for _, r := range f.Roles {
				e.In = append(e.In, b.searched(r.Name))
			}
			out = append(out, e)
		}
	}
	return out
}

// termEntries are the words of the catalog's glossary. One that is not to be
// used leads to the one that is.
func (b *Book) termEntries() []search.Entry {
	var out []search.Entry
	for _, t := range b.sortedTerms() {
		e := search.Entry{Kind: findTerm, Title: b.searched(b.text(t.Preferred)), Names: b.otherNames(t.Preferred), Note: b.searched(b.text(t.Meaning)), Page: "glossary/", Part: b.termID(t)}
		for _, w := range t.Discouraged {
			e.Avoid = append(e.Avoid, b.languageOf(w.Word, w.Lang.Tag()))
		}
		out = append(out, e)
	}
	return out
}

// searched gives a text to the index.
func (b *Book) searched(t Text) search.Words { return b.languageOf(t.Plain(), t.Lang) }

// languageOf says the language of words that are not in the book's own.
func (b *Book) languageOf(s, lang string) search.Words {
	if s == "" || lang == b.Tag {
		lang = ""
	}
	return search.Words{Text: s, Lang: lang}
}

func (b *Book) said(s string) []search.Words { return []search.Words{{Text: s}} }

// otherNames are the names of something in the catalog's other languages.
func (b *Book) otherNames(name catalog.Text) []search.Words { return named(b.aliases(name)) }

func named(list []Alias) []search.Words {
	out := make([]search.Words, len(list))
	for i, a := range list {
		out[i] = search.Words{Text: a.Name, Lang: a.Lang}
	}
	return out
}

// identifier is an id as a name: those who read the data know things by it.
func identifier(id string) []search.Words { return []search.Words{{Text: id, Lang: "zxx"}} }
