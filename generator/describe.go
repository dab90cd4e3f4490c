package generator

import (
	"slices"

	"rolebook/generator/book"
	"rolebook/generator/catalog"
	"rolebook/generator/load"
)

// Document names one document by its five parameters.
type Document struct {
	Role     string
	Lang     catalog.Lang // the catalog's first language where it has no such
	Scenario string       // one of book.Scenarios
	Detail   catalog.Detail
	Style    string // one of book.Styles
}

// Book writes the books of the project, without a site's address.
func (p *Project) Book() *book.Set { return book.New(p.Analysis, "") }

// Books are the books of the project as [Project.Book] writes them, written once:
// for those who only read them, and ask again and again.
func (p *Project) Books() *book.Set {
	p.once.Do(func() { p.books = p.Book() })
	return p.books
}

// Describe writes one document. It fails with an [*UnknownError].
func (p *Project) Describe(d Document) (*book.Document, error) {
	if _, err := p.Role(d.Role); err != nil {
		return nil, err
	}
	if !slices.Contains(book.Scenarios, d.Scenario) {
		return nil, &UnknownError{ScenarioKind, d.Scenario, load.Suggest(d.Scenario, book.Scenarios)}
	}
	if !slices.Contains(book.Styles, d.Style) {
		return nil, &UnknownError{StyleKind, d.Style, load.Suggest(d.Style, book.Styles)}
	}
	return p.Books().Book(string(d.Lang)).Role(d.Role).Document(book.Form{Scenario: d.Scenario, Detail: d.Detail, Style: d.Style}), nil
}
