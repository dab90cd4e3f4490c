package html

import (
	"encoding/json"
	"html/template"
	"strings"

	"rolebook/generator/book"
)

// jobPosting is an advert in the words of schema.org/JobPosting.
type jobPosting struct {
	Context          string       `json:"@context"`
	Type             string       `json:"@type"`
	Title            string       `json:"title"`
	Description      string       `json:"description"` // HTML, as search engines ask for
	Identifier       identifier   `json:"identifier"`
	Organization     organization `json:"hiringOrganization"`
	Posted           string       `json:"datePosted"`
	Responsibilities string       `json:"responsibilities,omitempty"`
	Qualifications   string       `json:"qualifications,omitempty"`
	Skills           string       `json:"skills,omitempty"`
	Education        string       `json:"educationRequirements,omitempty"`
	Experience       any          `json:"experienceRequirements,omitempty"` // words, or *experience where it has a length
	Page             webPage      `json:"mainEntityOfPage"`
}

type (
	identifier struct {
		Type  string `json:"@type"`
		Name  string `json:"name"`
		Value string `json:"value"`
	}
	organization struct {
		Type string `json:"@type"`
		Name string `json:"name"`
	}
	experience struct {
		Type        string `json:"@type"`
		Description string `json:"description"`
		Months      int    `json:"monthsOfExperience"`
	}
	// webPage says the language: postings have no property for it, pages have.
	webPage struct {
		Type     string `json:"@type"`
		Language string `json:"inLanguage"`
	}
)

// posting writes the advert of a document as JSON-LD; nothing for any other
// document. encoding/json writes <, > and & as escapes, so that no text of the
// catalog can end the element it stands in.
func posting(d *book.Document) (template.JS, error) {
	if d.Posting == nil {
		return "", nil
	}
	p := d.Posting
	out := jobPosting{
		Context: "https://schema.org", Type: "JobPosting",
		Title: p.Title, Description: description(d), Posted: p.Posted,
		Identifier:       identifier{"PropertyValue", p.Organization, p.Reference},
		Organization:     organization{"Organization", p.Organization},
		Responsibilities: p.Responsibilities, Qualifications: p.Qualifications, Skills: p.Skills, Education: p.Education,
		Page: webPage{"WebPage", d.Lang},
	}
	switch {
	case p.Months > 0:
		out.Experience = &experience{"OccupationalExperienceRequirements", p.Experience, p.Months}
	case p.Experience != "":
		out.Experience = p.Experience
	}
	data, err := json.MarshalIndent(out, "", "  ")
	return template.JS(data), err
}

// description is what the document says in the few elements that search engines
// show: headings and labels as paragraphs in bold, lists, running text.
func description(d *book.Document) string {
	var b strings.Builder
	for _, s := range d.Sections {
		bold(&b, template.HTML(template.HTMLEscapeString(s.Title)))
		describeBlocks(&b, s.Blocks)
	}
	return b.String()
}

func describeBlocks(b *strings.Builder, blocks []book.Block) {
	for _, block := range blocks {
		switch x := block.(type) {
		case book.ProseBlock:
			b.WriteString(string(x.Prose.HTML()))
		case book.Note:
			b.WriteString("<p>" + string(x.Text.HTML()) + "</p>")
		case book.Items:
			b.WriteString("<ul>")
			for _, item := range x.Items {
				b.WriteString("<li>" + string(item.Text.HTML()) + "</li>")
			}
			b.WriteString("</ul>")
		case book.Rows:
			for _, row := range x.Rows {
				bold(b, row.Label.HTML())
				describeBlocks(b, row.Blocks)
			}
		}
	}
}

func bold(b *strings.Builder, words template.HTML) {
	b.WriteString("<p><strong>" + string(words) + "</strong></p>")
}
