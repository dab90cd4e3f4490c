// Package book is the reader's model: what pages, documents and sheets say,
// localised, sorted and counted once, so that they never disagree.
//
// [New] makes a [Set] with one [Book] a language. Everything in a Book is in
// that language and in reading order, and it is semantic: it says that a cell
// is granted at a scope, never how that looks. Targets draw what they find
// here and add no words but those of their own controls.
//
// Text from the catalog comes as [Text] and [Prose]: parsed Markdown, no
// markup. Names of things the program itself says are plain strings.
package book

import (
	"rolebook/generator/analysis"
	"rolebook/generator/catalog"
	"rolebook/generator/locale"
)

// Set is what every target gets: a book a language, and what they were made from.
type Set struct {
	Books    []*Book // in the catalog's order of languages
	Catalog  *catalog.Catalog
	Analysis *analysis.Result
	On       catalog.Date // the day the set speaks of
	BaseURL  string       // empty, or ending in a slash
}

// Default is the book in the catalog's first language.
func (s *Set) Default() *Book { return s.Books[0] }

// Book finds the book of a language key; the default one when there is none.
func (s *Set) Book(lang string) *Book {
	for _, b := range s.Books {
		if b.Key == lang {
			return b
		}
	}
	return s.Default()
}

// Book is the whole catalog for the readers of one language.
type Book struct {
	Key  string // zh, en, ja: the folder of its pages
	Tag  string // zh-Hans, en, ja
	Name string // 中文, English, 日本語

	Organization Text
	Checked      Day // the day the findings hold for
	Roles        []*RolePage
	Families     []*FamilyPage
	Modules      []*Module
	Actions      []Action
	Scopes       []Scope
	Classes      []Class
	Conditions   []Condition
	Matrix       *Matrix
	SoD          *SoD
	Coverage     *Coverage
	Home         *Home
	Changes      *Changes // since another state of the catalog; nil unless [Set.Compare] was asked

	lang     catalog.Lang
	locale   *locale.Locale
	catalog  *catalog.Catalog
	analysis *analysis.Result
	on       catalog.Date
	roles    map[string]*RolePage
	objects  map[string]*ObjectPage
	families map[string]*FamilyPage
	marks    markCache
}

// New makes the books of all languages of the catalog, side by side.
func New(result *analysis.Result, baseURL string) *Set {
	cat := result.Catalog
	set := &Set{Catalog: cat, Analysis: result, On: result.On, BaseURL: baseURL, Books: make([]*Book, len(cat.Languages))}
	done := make(chan struct{})
	for i, lang := range cat.Languages {
		go func() {
			set.Books[i] = newBook(result, lang)
			done <- struct{}{}
		}()
	}
	for range cat.Languages {
		<-done
	}
	return set
}
