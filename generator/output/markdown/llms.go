package markdown

import (
	"strings"

	"rolebook/generator/book"
	"rolebook/generator/output"
)

// The files below are lists of documents for language models and whoever else
// would rather read Markdown than pages, as https://llmstxt.org has them: a
// title, a quoted sentence, and lists of links.

// writeLists writes llms.txt: for each language with what the roles are for,
// and for the whole site.
func writeLists(set *book.Set, sink *output.Sink) error {
	for _, b := range set.Books {
		if err := sink.Write(b.Key+"/llms.txt", []byte(listOf(set, b).String())); err != nil {
			return err
		}
	}
	return sink.Write("llms.txt", []byte(listOfAll(set).String()))
}

// list is one of the files.
type list struct{ strings.Builder }

func (l *list) head(b *book.Book) {
	l.WriteString(heading(1, escape(b.Organization.Plain())) + "\n\n> " + lineStart(escape(b.Home.Lead)) + "\n")
}

func (l *list) section(title string) { l.WriteString("\n" + heading(2, escape(title)) + "\n\n") }

func (l *list) link(title, url, note string) {
	// Simple readers of these lists take the angle brackets that Markdown allows
	// for a part of the address.
	url = strings.NewReplacer("(", "%28", ")", "%29").Replace(strings.Trim(address(url), "<>"))
	l.WriteString("- [" + escape(title) + "](" + url + ")")
	if note != "" {
		l.WriteString(": " + escape(note))
	}
	l.WriteByte('\n')
}

// listOf lists the roles of a language by family, each with its purpose. Links
// are relative to the folder of the language where the site's address is not
// known.
func listOf(set *book.Set, b *book.Book) *list {
	base := set.BaseURL
	if base != "" {
		base += b.Key + "/"
	}
	l := &list{}
	l.head(b)
	for _, f := range b.Families {
		if len(f.Roles) == 0 {
			continue
		}
		l.section(f.Name.Plain())
		for _, r := range f.Roles {
			l.link(r.Name.Plain(), base+description(b, r), r.Purpose)
		}
	}
	return l
}

// listOfAll lists the roles in every language, and what there is for programs.
func listOfAll(set *book.Set) *list {
	l := &list{}
	first := set.Default()
	l.head(first)
	for _, b := range set.Books {
		l.section(b.Name)
		l.link("llms.txt", set.BaseURL+b.Key+"/llms.txt", b.Home.Lead)
		for _, r := range b.Roles {
			l.link(r.Name.Plain(), set.BaseURL+b.Key+"/"+description(b, r), "")
		}
	}
	l.section("Optional") // the format's own word for what may be left out
	for _, name := range []string{"catalog", "matrix", "sod"} {
		l.link(name+".json", set.BaseURL+"data/"+name+".json", first.T("site_data"))
	}
	return l
}

// description is the file of a role's job description, which says the most of a
// role, below the folder of the language.
func description(b *book.Book, r *book.RolePage) string {
	return "roles/" + r.ID + "/" + r.ID + "." + b.Key + ".job-description.md"
}
