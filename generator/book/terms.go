package book

import (
	"slices"
	"strconv"

	"rolebook/generator/catalog"
)

// Term is an entry of the catalog's glossary.
type Term struct {
	ID      string // an anchor, the same in all languages
	Name    Text
	Aliases []Alias // what it is called in the other languages
	Meaning Text
	Avoid   []Avoided // words that are not to be used for it
}

// Avoided are words of one language.
type Avoided struct {
	Lang  string // BCP 47
	Own   bool   // the language of the book
	Words []string
}

// Terms lists the catalog's glossary by the alphabet of the language.
func (b *Book) Terms() []Term {
	var out []Term
	for _, t := range b.sortedTerms() {
		out = append(out, Term{
			ID: b.termID(t), Name: b.text(t.Preferred), Aliases: b.aliases(t.Preferred), Meaning: b.text(t.Meaning), Avoid: b.avoided(t),
		})
	}
	return out
}

// termID names a term by its place in the catalog: it may be written in no
// letters that an anchor can have.
func (b *Book) termID(t *catalog.Term) string {
	return "term-" + strconv.Itoa(slices.Index(b.catalog.Glossary, t)+1)
}

// avoided sorts the words that are not to be used by language, the book's own
// first.
func (b *Book) avoided(t *catalog.Term) []Avoided {
	var out []Avoided
	for _, l := range append([]catalog.Lang{b.lang}, b.otherLanguages()...) {
		a := Avoided{Lang: l.Tag(), Own: l == b.lang}
		for _, w := range t.Discouraged {
			if w.Lang == l {
				a.Words = append(a.Words, w.Word)
			}
		}
		if len(a.Words) > 0 {
			out = append(out, a)
		}
	}
	return out
}
