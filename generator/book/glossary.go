package book

import (
	"slices"

	"rolebook/generator/catalog"
)

// glossaryDocument tells the words of the catalog: each term in the language of
// the book, what it is called in the others and what it means, by the alphabet
// of the language. It has no sections where the catalog has no glossary.
func (b *Book) glossaryDocument() *Document {
	d := b.paper("glossary", b.locale.T("book_volume_glossary"))
	if len(b.catalog.Glossary) == 0 {
		return d
	}
	t := Table{Caption: d.Kind, Columns: []Column{{Title: b.locale.T("book_term"), Weight: 1}}, Groups: []RowGroup{{}}}
	for _, l := range b.otherLanguages() {
		t.Columns = append(t.Columns, Column{Title: b.languageNames([]catalog.Lang{l})[0], Weight: 1})
	}
	t.Columns = append(t.Columns, Column{Title: b.locale.T("book_meaning"), Weight: 2.6})
	for _, term := range b.sortedTerms() {
		t.Groups[0].Rows = append(t.Groups[0].Rows, b.termRow(term))
	}
	d.Sections = []Section{{ID: "terms", Blocks: []Block{Note{b.words(b.locale.T("book_glossary_lead"))}, t}}}
	return d
}

// otherLanguages are the catalog's languages but the book's own.
func (b *Book) otherLanguages() []catalog.Lang {
	return slices.DeleteFunc(slices.Clone(b.catalog.Languages), func(l catalog.Lang) bool { return l == b.lang })
}

// sortedTerms are the terms in the order of the book's language.
func (b *Book) sortedTerms() []*catalog.Term {
	terms := slices.Clone(b.catalog.Glossary)
	slices.SortStableFunc(terms, func(x, y *catalog.Term) int {
		return b.locale.Compare(b.text(x.Preferred).Plain(), b.text(y.Preferred).Plain())
	})
	return terms
}

// termRow tells one term.
func (b *Book) termRow(t *catalog.Term) TableRow {
	name := b.text(t.Preferred)
	name.Inlines = []Inline{{Kind: Strong, Children: name.Inlines}}
	row := TableRow{Cells: []TableCell{{Lines: []Text{name}}}}
	for _, l := range b.otherLanguages() {
		var cell TableCell
		if t.Preferred.Has(l) {
			s, _ := t.Preferred.In(l)
			cell.Lines = []Text{{Inlines: parseInline(s), Lang: l.Tag()}}
		}
		row.Cells = append(row.Cells, cell)
	}
	meaning := TableCell{Lines: lines(b.text(t.Meaning))}
	if words := b.discouraged(t); len(words.Inlines) > 0 {
		meaning.Lines = append(meaning.Lines, words)
	}
	row.Cells = append(row.Cells, meaning)
	return row
}

// discouraged lists the words of the book's language that are not to be used
// for the term.
func (b *Book) discouraged(t *catalog.Term) Text {
	var words []string
	for _, w := range t.Discouraged {
		if w.Lang == b.lang {
			words = append(words, w.Word)
		}
	}
	if len(words) == 0 {
		return Text{}
	}
	return b.words(b.locale.T("book_not_to_be_used", "Words", b.locale.List(words)))
}
