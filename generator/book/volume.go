package book

import (
	"iter"

	"rolebook/generator/catalog"
)

// Volume is the whole catalog as one document: a cover, a table of contents,
// the roles by family, the matrix, the findings, the glossary and an index of
// objects.
type Volume struct {
	Lang     string // BCP 47
	File     string // rolebook.<lang>.pdf
	Title    string // what the volume is: 岗位与权限手册
	Contents string // heading of the table of contents
	Cover    []Fact // organisation, day, counts
	Parts    []Part

	Organization string
	FooterNote   string
	PageOf       string // as in [Document]
	Modified     string
}

// Part is a chapter of a volume. It is one of: the documents of a family, one
// document about the whole catalog, the matrix, or the index.
type Part struct {
	Title    string
	Count    string // how many roles a family has
	Roles    []RoleRef
	Papers   iter.Seq[*Document] // one a role
	Document *Document
	Spread   *Spread
	Index    *ObjectIndex
}

// VolumeFile is the name of the whole book's file.
func (b *Book) VolumeFile() string { return "rolebook." + b.Key + ".pdf" }

// Volume binds the documents of all roles, in the order of families and names,
// and what is told of them together.
func (b *Book) Volume() *Volume {
	v := &Volume{
		Lang: b.Tag, File: b.VolumeFile(),
		Title: b.locale.T("book_volume_title"), Contents: b.locale.T("book_volume_contents"),
		Organization: b.Organization.Plain(), FooterNote: b.locale.T("book_doc_internal"),
		PageOf: b.locale.T("book_doc_page_of"), Modified: b.on.String(),
	}
	v.Cover = append([]Fact{{Label: b.locale.T("book_volume_day"), Value: b.words(b.Checked.Words)}}, b.Home.Counts...)
	for _, f := range b.Families {
		if len(f.Roles) > 0 {
			v.Parts = append(v.Parts, f.part())
		}
	}
	if spread := b.matrixSpread(); spread != nil {
		v.Parts = append(v.Parts, Part{Title: spread.Title, Spread: spread})
	}
	for _, d := range []*Document{b.findingsDocument(), b.glossaryDocument()} {
		if len(d.Sections) > 0 {
			v.Parts = append(v.Parts, Part{Title: d.Kind, Document: d})
		}
	}
	if index := b.objectIndex(); len(index.Entries) > 0 {
		v.Parts = append(v.Parts, Part{Title: index.Title, Index: index})
	}
	return v
}

// part is the chapter of a family. Its documents are written when asked for: a
// large catalog's would fill the memory.
func (f *FamilyPage) part() Part {
	p := Part{Title: f.Name.Plain(), Count: f.Count}
	for _, r := range f.Roles {
		p.Roles = append(p.Roles, RoleRef{r.ID, r.Name})
	}
	p.Papers = func(yield func(*Document) bool) {
		for _, r := range f.Roles {
			if !yield(r.Document(Form{"job-description", catalog.Standard, Formal})) {
				return
			}
		}
	}
	return p
}

// paper begins a document about the whole catalog.
func (b *Book) paper(scenario, title string) *Document {
	return &Document{
		Scenario: scenario, Lang: b.Tag, Kind: title, Title: b.words(title),
		Organization: b.Organization.Plain(), FooterNote: b.locale.T("book_doc_internal"),
		PageOf: b.locale.T("book_doc_page_of"), Modified: b.on.String(),
	}
}

// refer makes words lead to a place in the book, see [Inline].
func refer(name Text, place string) []Inline {
	out := make([]Inline, len(name.Inlines))
	for i, in := range name.Inlines {
		in.Ref = place
		out[i] = in
	}
	return out
}
