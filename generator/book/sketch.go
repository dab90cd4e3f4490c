package book

import (
	"slices"

	"rolebook/generator/analysis"
	"rolebook/generator/catalog"
)

// Sketch makes as much of the books as the page of one role in one language
// shows, for a reader who waits for that page: of the other roles there are
// their names and families, of the matrix its legend without rules, of the other
// languages their names. Whatever else a [Set] has is missing. The language is one
// of the catalog's; a role of nil leaves all pages out.
func Sketch(result *analysis.Result, baseURL string, lang catalog.Lang, role *catalog.Role) *Set {
	cat := result.Catalog
	set := &Set{Catalog: cat, Analysis: result, On: result.On, BaseURL: baseURL}
	for _, l := range cat.Languages {
		b := openBook(result, l)
		if l == lang {
			b.sketch(role)
		}
		set.Books = append(set.Books, b)
	}
	return set
}

func (b *Book) sketch(role *catalog.Role) {
	for _, r := range b.catalog.Roles {
		if r == role {
			b.addRole(r)
			continue
		}
		p := &RolePage{ID: r.ID, Name: b.text(r.Name), Family: b.familyRef(r.Family), book: b}
		b.Roles = append(b.Roles, p)
		b.roles[r.ID] = p
	}
	b.linkRoles()
	b.addFamilies()
	b.addObjects()
	var about []*Finding
	for _, f := range b.analysis.Findings {
		if slices.Contains(f.Roles, role) {
			about = append(about, b.finding(f))
		}
	}
	b.spread(about)
	b.Matrix = &Matrix{Legend: b.legend(nil)}
}
