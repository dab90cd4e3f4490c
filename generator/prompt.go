package generator

import (
	"slices"

	"rolebook/generator/book"
	"rolebook/generator/catalog"
	"rolebook/generator/load"
	"rolebook/generator/prompt"
)

// PromptOptions say what a prompt asks a language model for, by the five
// parameters of a document.
type PromptOptions struct {
	Role     string         // the id or name of a role to be rewritten, or the title of a new one
	Lang     catalog.Lang   // of the prompt and of the answer; the catalog's first where it has no such
	Scenario string         // one of book.Scenarios
	Detail   catalog.Detail // how much the role is to say
	Style    string         // one of book.Styles
}

// examples is how many roles a prompt shows.
const examples = 2

// Prompt writes a complete prompt for any chat: it asks for the file of a role
// in the format and with the ids of the catalog alone. It fails with an
// [*UnknownError] for a scenario or style, and where the title is empty.
func (p *Project) Prompt(opt PromptOptions) (string, error) {
	title := plainTitle(opt.Role)
	switch {
	case title == "":
		return "", &UnknownError{RoleKind, opt.Role, nil}
	case !slices.Contains(book.Scenarios, opt.Scenario):
		return "", &UnknownError{ScenarioKind, opt.Scenario, load.Suggest(opt.Scenario, book.Scenarios)}
	case !slices.Contains(book.Styles, opt.Style):
		return "", &UnknownError{StyleKind, opt.Style, load.Suggest(opt.Style, book.Styles)}
	}
	if !slices.Contains(p.Catalog.Languages, opt.Lang) {
		opt.Lang = p.Catalog.Languages[0]
	}
	r := prompt.Request{Title: title, Rewrite: p.Called(title), Scenario: opt.Scenario, Detail: opt.Detail, Style: opt.Style}
	if r.Rewrite != nil {
		name, _ := r.Rewrite.Name.In(opt.Lang)
		r.Title = plainTitle(name)
	}
	for _, near := range p.Nearest(title, examples+1) {
		if near != r.Rewrite && len(r.Examples) < examples {
			r.Examples = append(r.Examples, near)
		}
	}
	return prompt.Write(r, opt.Lang, p.Catalog, p.Files)
}
