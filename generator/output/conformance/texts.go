package conformance

import (
	"strings"
	"unicode"

	"rolebook/generator/book"
	"rolebook/generator/catalog"
)

// RoleNames lists the names of all roles.
func RoleNames(_ *book.Set, b *book.Book) []string {
	var out []string
	for _, r := range b.Roles {
		out = append(out, r.Name.Plain())
	}
	return out
}

// Written lists every text of the catalog that is written in the language, as
// its author wrote it, Markdown and all: for data, not for readers.
func Written(set *book.Set, b *book.Book) []string {
	var out []string
	for t := range set.Catalog.Texts() {
		if lang := catalog.Lang(b.Key); t.Has(lang) {
			s, _ := t.In(lang)
			out = append(out, s)
		}
	}
	return out
}

// DocumentTexts lists what the documents of all roles say, piece by piece.
func DocumentTexts(_ *book.Set, b *book.Book) []string {
	var p pieces
	for d := range b.Documents() {
		p.document(d)
	}
	return p
}

// Words lists what a document says, piece by piece.
func Words(d *book.Document) []string {
	var p pieces
	p.document(d)
	return p
}

// pieces collects the words of a document.
type pieces []string

func (p *pieces) say(words ...string) {
	for _, w := range words {
		if strings.TrimSpace(w) != "" {
			*p = append(*p, w)
		}
	}
}

func (p *pieces) texts(list ...book.Text) {
	for _, t := range list {
		p.say(t.Plain())
	}
}

func (p *pieces) facts(list []book.Fact) {
	for _, f := range list {
		p.say(f.Label)
		p.texts(f.Value)
	}
}

func (p *pieces) document(d *book.Document) {
	p.say(d.Kind, d.Organization, d.FooterNote)
	p.texts(d.Title)
	for _, a := range d.Aliases {
		p.say(a.Name)
	}
	p.facts(d.Facts)
	for _, s := range d.Sections {
		p.say(s.Title)
		p.blocks(s.Blocks)
	}
}

func (p *pieces) blocks(list []book.Block) {
	for _, block := range list {
		switch b := block.(type) {
		case book.ProseBlock:
			p.paragraphs(b.Prose.Paragraphs)
		case book.Note:
			p.texts(b.Text)
		case book.Rows:
			for _, r := range b.Rows {
				p.texts(r.Label)
				p.blocks(r.Blocks)
			}
		case book.Items:
			p.texts(b.Label)
			for _, i := range b.Items {
				p.texts(i.Text, i.Note)
			}
		case book.Table:
			p.table(b)
		case book.Callout:
			p.say(b.Title, b.Status)
			p.texts(b.Name)
			p.facts(b.Lines)
		case book.Signatures:
			p.say(b.Date)
			p.say(b.Signers...)
		}
	}
}

func (p *pieces) paragraphs(list []book.Paragraph) {
	for _, par := range list {
		p.say(book.Text{Inlines: par.Inlines}.Plain())
		for _, item := range par.Items {
			p.paragraphs(item)
		}
	}
}

func (p *pieces) table(t book.Table) {
	for _, c := range t.Columns {
		p.say(c.Title)
	}
	for _, g := range t.Groups {
		p.say(g.Title)
		for _, r := range g.Rows {
			for _, c := range r.Cells {
				p.cell(c)
			}
		}
	}
}

func (p *pieces) cell(c book.TableCell) {
	p.texts(c.Lines...)
	switch {
	case c.Mark != nil && c.Mark.State == book.Granted:
		p.say(c.Mark.Scope)
	case c.Target != nil:
		p.say(c.Target.String())
	case c.Level != nil:
		p.say(c.Level.Word)
	}
}

// visible keeps of a text what readers see for certain: no white space, which
// lines break at, and no characters without a shape of their own.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == unicode.ReplacementChar || noncharacter(r) {
			return -1
		}
		return r
	}, s)
}

func noncharacter(r rune) bool { return r&0xfffe == 0xfffe || 0xfdd0 <= r && r <= 0xfdef }
