package book

import (
	"reflect"
	"slices"
	"strings"

	"rolebook/generator/catalog"
	"rolebook/generator/change"
)

// AffectedDocument is a document of a role, standard and formal, that reads
// differently in some languages, came or went.
type AffectedDocument struct {
	Role      string
	Scenario  string
	Op        change.Op
	Languages []catalog.Lang // those of the documents that differ
}

// affected compares the documents of two sets word for word, by role and in the
// order of [Scenarios]. What an access review says of the catalog's files, such
// as their digest, makes no difference: it would with any edit.
func affected(old, now *Set) []AffectedDocument {
	languages := languagesOf(old, now)
	differs := make([]map[documentKey]change.Op, len(languages))
	done := make(chan struct{})
	for i, lang := range languages {
		go func() {
			differs[i] = differing(old.in(lang), now.in(lang))
			done <- struct{}{}
		}()
	}
	for range languages {
		<-done
	}
	return gathered(languages, differs)
}

type documentKey struct{ role, scenario string }

// languagesOf lists the languages of both sets, those of the new one first.
func languagesOf(old, now *Set) []catalog.Lang {
	all := slices.Clone(now.Catalog.Languages)
	for _, l := range old.Catalog.Languages {
		if !slices.Contains(all, l) {
			all = append(all, l)
		}
	}
	return all
}

// in finds the book of a language; nil when the set has none.
func (s *Set) in(lang catalog.Lang) *Book {
	i := slices.IndexFunc(s.Books, func(b *Book) bool { return b.lang == lang })
	if i < 0 {
		return nil
	}
	return s.Books[i]
}

// differing compares the documents of one language. One of the books may be nil.
func differing(old, now *Book) map[documentKey]change.Op {
	out := map[documentKey]change.Op{}
	for _, id := range rolesOf(old, now) {
		before, after := old.find(id), now.find(id)
		for _, s := range scenarios {
			k := documentKey{id, s.id}
			switch {
			case before == nil:
				out[k] = change.Added
			case after == nil:
				out[k] = change.Removed
			case !reflect.DeepEqual(before.compared(s.id), after.compared(s.id)):
				out[k] = change.Changed
			}
		}
	}
	return out
}

// find is [Book.Role] for a book that may be nil.
func (b *Book) find(id string) *RolePage {
	if b == nil {
		return nil
	}
	return b.roles[id]
}

func rolesOf(books ...*Book) []string {
	var ids []string
	for _, b := range books {
		if b != nil {
			for _, r := range b.Roles {
				ids = append(ids, r.ID)
			}
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// compared is a document without what it says of the catalog's files.
func (p *RolePage) compared(scenario string) *Document {
	d := p.Document(Form{scenario, catalog.Standard, Formal})
	if scenario == "access-review" {
		digest := p.book.locale.T("book_review_digest")
		d.FooterNote = ""
		d.Facts = slices.DeleteFunc(d.Facts, func(f Fact) bool { return f.Label == digest })
		d.Sections = slices.DeleteFunc(d.Sections, func(s Section) bool { return s.ID == "basis" })
	}
	return d
}

// gathered puts the languages of each document together.
func gathered(languages []catalog.Lang, differs []map[documentKey]change.Op) []AffectedDocument {
	at := map[documentKey]*AffectedDocument{}
	for i, lang := range languages {
		for k, op := range differs[i] {
			d := at[k]
			if d == nil {
				d = &AffectedDocument{Role: k.role, Scenario: k.scenario, Op: op}
				at[k] = d
			}
			if d.Op != op {
				d.Op = change.Changed // in one language it is new, in another only different
			}
			d.Languages = append(d.Languages, lang)
		}
	}
	var out []AffectedDocument
	for _, d := range at {
		out = append(out, *d)
	}
	slices.SortFunc(out, func(a, b AffectedDocument) int {
		if a.Role != b.Role {
			return strings.Compare(a.Role, b.Role)
		}
		return slices.Index(Scenarios, a.Scenario) - slices.Index(Scenarios, b.Scenario)
	})
	return out
}

// documents tells which documents are to be printed and signed anew.
func (w *changeWriter) documents(all []AffectedDocument) ChangeSection {
	s := ChangeSection{ID: "documents", Count: w.book.locale.Integer(len(all))}
	var shared []permissionChange
	for len(all) > 0 {
		n := 1
		for n < len(all) && all[n].Role == all[0].Role && all[n].Op == all[0].Op {
			n++
		}
		names := make([]string, n)
		for i, d := range all[:n] {
			names[i] = w.document(d)
		}
		shared = append(shared, permissionChange{roles: []string{all[0].Role}, op: string(all[0].Op), says: w.book.locale.List(names)})
		all = all[n:]
	}
	for _, p := range merged(shared) {
		s.Lines = append(s.Lines, w.about(p.roles, ChangeLine{Op: p.op, Text: p.says}))
	}
	s.Lines = w.capped(s.Lines)
	return s
}

// document names a document, with its languages where not all differ.
func (w *changeWriter) document(d AffectedDocument) string {
	name := w.t("book_doc_" + key(d.Scenario))
	if len(d.Languages) == len(w.change.New.Catalog.Languages) {
		return name
	}
	languages := make([]string, len(d.Languages))
	for i, l := range d.Languages {
		languages[i] = w.t("book_language_" + string(l))
	}
	return w.t("change_in_language", "What", name, "Language", w.book.locale.List(languages))
}
