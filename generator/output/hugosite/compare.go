package hugosite

import (
	"encoding/json"
	"html/template"

	"rolebook/generator/book"
)

// comparison is what the page that compares roles knows of all of them: what
// the data of a role names by its place.
type comparison struct {
	Words      map[string]string `json:"words"`
	Actions    []any             `json:"actions"`
	Scopes     []any             `json:"scopes"`
	Conditions []any             `json:"conditions"`
	Modules    []comparedModule  `json:"modules"`
	Facts      []string          `json:"facts"` // what they are called
	Part       int               `json:"part"`  // how many roles a script holds
}

type comparedModule struct {
	Name    any                `json:"name"`
	Objects []comparedIdentity `json:"objects"`
}

// comparedIdentity names something: its id and its name.
type comparedIdentity [2]any

// said is a text for a script.
func said(t book.Text) any {
	if t.Fallback {
		return [2]string{t.Plain(), t.Lang}
	}
	return t.Plain()
}

// comparedBy are the messages that the script says, by the word it knows them by.
var comparedBy = map[string]string{
	"colon": "colon", "list": "list_separator", "or": "book_or", "none": "site_none", "denied": "site_denied", "fact": "compare_fact",
	"overview": "book_section_overview", "duties": "book_section_duties", "permissions": "book_section_permissions",
	"requirements": "book_section_requirements", "kpis": "book_section_kpis",
	"duty": "site_duty", "object": "book_object", "kpi": "book_kpi", "requirement": "compare_requirement",
	"education": "book_education", "experience": "book_experience", "skills": "book_skills",
	"certifications": "book_certifications", "qualities": "book_qualities",
	"differs": "compare_differs", "only": "compare_only", "same": "compare_same", "all_same": "compare_all_same",
	"meets": "compare_meets", "apart": "compare_apart", "failed": "compare_failed", "twice": "compare_twice", "start": "compare_start",
}

func compareWords(b *book.Book) map[string]string {
	out := map[string]string{
		"when":    b.T("book_scope_when", "Scope", "{scope}", "When", "{when}"),
		"summary": b.T("compare_summary", "Differ", "{differ}", "Of", "{of}"),
	}
	for word, id := range comparedBy {
		out[word] = b.T(id)
	}
	return out
}

// Comparison is what the page that compares roles needs at once, as JSON.
func (v *View) Comparison() (template.JS, error) {
	b := v.Book
	c := comparison{Words: compareWords(b), Part: comparedTogether}
	for _, id := range comparedFacts {
		c.Facts = append(c.Facts, b.T(id))
	}
	for i := range b.Actions {
		c.Actions = append(c.Actions, said(b.Actions[i].Name))
	}
	for i := range b.Scopes {
		c.Scopes = append(c.Scopes, said(b.Scopes[i].Name))
	}
	for i := range b.Conditions {
		c.Conditions = append(c.Conditions, said(b.Conditions[i].Name))
	}
	for _, m := range b.Modules {
		module := comparedModule{Name: said(m.Name)}
		for _, o := range m.Objects {
			module.Objects = append(module.Objects, comparedIdentity{o.ID, said(o.Name)})
		}
		c.Modules = append(c.Modules, module)
	}
	data, err := json.Marshal(c)
	return template.JS(data), err
}
