package hugosite

import (
	"cmp"
	"html/template"
	"strings"

	"rolebook/generator/book"
	"rolebook/generator/catalog"
)

// DocumentsOf links to the page that chooses documents, with a role chosen.
func (v *View) DocumentsOf(role string) template.URL {
	return template.URL(v.Home + "documents/" + v.index + "?role=" + role)
}

// DocumentChoice is a parameter of documents with its values, the usual one
// first but for levels of detail, which are in order.
type DocumentChoice struct {
	Name, Usual string
	Values      []string
}

// DocumentChoices are the parameters of documents that are the same everywhere.
func (v *View) DocumentChoices() []DocumentChoice {
	return []DocumentChoice{
		{"scenario", book.Scenarios[0], book.Scenarios},
		{"detail", string(catalog.Standard), book.Details},
		{"style", book.Styles[0], book.Styles},
	}
}

// Built lists the scenarios of which the site has documents: none, or all that
// a build writes.
func (v *View) Built() []string {
	if len(v.site.downloads.byRole) == 0 {
		return nil
	}
	return book.Built
}

// DocumentRows are the roles of a family with the documents that the site has of
// them in the page's language.
func (v *View) DocumentRows(f *book.FamilyPage) template.HTML {
	var m markup
	for _, r := range f.Roles {
		m.put(`<tr data-role="`, r.ID, `"><th scope="row">`, string(v.RoleLink(r.ID)), "</th>")
		has := map[string]*Download{}
		for _, d := range v.Documents(r.ID) {
			has[d.Scenario] = d
		}
		for _, scenario := range v.Built() {
			if d := has[scenario]; d == nil {
				m.put("<td></td>")
			} else {
				m.put(`<td data-l="`, v.DocumentWord("scenario", scenario), `"><a href="`, template.HTMLEscapeString(string(d.URL)), `">PDF</a> <small>`, d.Size, "</small></td>")
			}
		}
		m.put("</tr>\n")
	}
	return m.HTML()
}

// DocumentPart is the address of the part of a role's page that tells what its
// document does, behind the page's own: see rolebook.js.
func (v *View) DocumentPart(scenario, detail string) string {
	part := book.ViewOf(scenario, catalog.Detail(detail))
	return "?show=" + strings.Join(part.Sections, ".") + "&tasks=" + cmp.Or(string(part.Tasks), "none")
}

// DocumentWord names the message about a value in a word of the page:
// access-review is access_review there.
func (v *View) DocumentWord(parts ...string) string {
	return v.Book.T("documents_" + strings.ReplaceAll(strings.Join(parts, "_"), "-", "_"))
}
