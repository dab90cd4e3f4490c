package hugosite

import (
	"encoding/json"
	"html/template"

	"rolebook/generator/book"
)

// occupation is a role in the words of schema.org/Occupation.
type occupation struct {
	Context          string   `json:"@context"`
	Type             string   `json:"@type"`
	Name             string   `json:"name"`
	Alternate        []string `json:"alternateName,omitempty"`
	Description      string   `json:"description"`
	Category         string   `json:"occupationalCategory"`
	Responsibilities []string `json:"responsibilities,omitempty"`
	Skills           []string `json:"skills,omitempty"`
	Qualifications   []string `json:"qualifications,omitempty"`
	Education        string   `json:"educationRequirements,omitempty"`
	Experience       []string `json:"experienceRequirements,omitempty"`
	URL              string   `json:"url,omitempty"`
	Page             webPage  `json:"mainEntityOfPage"`
}

// webPage says the language: occupations have no property for it, pages have.
type webPage struct {
	Type     string `json:"@type"`
	Language string `json:"inLanguage"`
	Modified string `json:"dateModified,omitempty"`
}

// Occupation tells search engines about the page's role, as JSON-LD.
// encoding/json writes <, > and & as escapes, so that no text of the catalog
// can end the element it stands in.
func (v *View) Occupation() (template.JS, error) {
	r := v.Role
	out := occupation{
		Context: "https://schema.org", Type: "Occupation", Name: r.Name.Plain(), Description: r.Purpose,
		Category: r.Family.Name.Plain(), Education: r.Requirements.Education.Plain(), Qualifications: plainTexts(r.Requirements.Certifications),
		URL: v.Canonical(), Page: webPage{"WebPage", v.Book.Tag, r.Effective.Date},
	}
	for _, a := range r.Aliases {
		out.Alternate = append(out.Alternate, a.Name)
	}
	for _, d := range r.Duties {
		out.Responsibilities = append(out.Responsibilities, d.Name.Plain())
	}
	for _, s := range r.Requirements.Skills {
		out.Skills = append(out.Skills, s.Name.Plain())
	}
	for _, e := range r.Requirements.Experience {
		out.Experience = append(out.Experience, e.Text.Plain())
	}
	data, err := json.Marshal(out)
	return template.JS(data), err
}

func plainTexts(list []book.Text) []string {
	var out []string
	for _, t := range list {
		out = append(out, t.Plain())
	}
	return out
}
