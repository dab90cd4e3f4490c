// Package search finds things in a catalog by a few words, in any of its
// languages. It knows nothing of roles: [New] makes an [Index] of entries, each
// a title with what else it is found by, and [Index.Find] ranks them.
//
// Two programs search: this one, and the site's own script, which gets the
// index as [Index.Write] writes it and has to rank alike. This package is where
// the rules are told.
//
// Texts and queries are compared in a plain form ([plain]): NFKC, lower case,
// one kana, nothing but letters and numbers. Words of Latin and of other scripts
// that put spaces between words match from their beginning, so that "appr"
// finds "approval". Chinese, Japanese and Korean, which do not, match anywhere;
// the index has their characters in pairs. See [Index.Find] for the order.
package search

import (
	"slices"
	"unicode/utf16"
)

// Words are a piece of text. Lang is its BCP 47 tag where it is in another
// language than the index.
type Words struct{ Text, Lang string }

// Entry is something to be found.
type Entry struct {
	Kind  int     // an index in the kinds of [New]
	Title Words   // what it is called
	Names []Words // what else it is called: in other languages, by its id
	Avoid []Words // words not to be used for it; one of them, asked for alone, also finds what the title finds
	Note  Words   // what is said of it
	In    []Words // where it stands: found together with the rest, not alone
	Page  string  // where it is shown, relative to the language's folder
	Part  string  // the anchor there; may be empty
}

// Index holds entries so that a query looks at few of them.
type Index struct {
	kinds   []string
	entries []entry
	texts   []text // each once
	keys    []string
	posts   [][]int // for each key, the texts that hold it, ascending
}

// text is a text of the index, and its plain form.
type text struct {
	Words
	plain []rune
}

// entry is an [Entry] whose words are places in the list of texts.
type entry struct {
	kind, title      int
	names, avoid, in []int
	note             int // -1 when there is none
	page, part       string
	length           int // of the title
}

// New makes an index. kinds name the kinds of entries in the order in which
// results are shown. Entries of a kind should come in reading order, which
// settles ties.
func New(kinds []string, entries []Entry) *Index {
	x := &Index{kinds: kinds, entries: make([]entry, 0, len(entries))}
	known := map[Words]int{}
	id := func(w Words) int {
		i, ok := known[w]
		if !ok {
			i = len(x.texts)
			known[w] = i
			x.texts = append(x.texts, text{Words: w, plain: plain(w.Text)})
		}
		return i
	}
	ids := func(list []Words) []int {
		if len(list) == 0 {
			return nil
		}
		out := make([]int, len(list))
		for i, w := range list {
			out[i] = id(w)
		}
		return out
	}
	byKind := make([][]int, len(kinds))
	for i := range entries {
		byKind[entries[i].Kind] = append(byKind[entries[i].Kind], i)
	}
	for _, i := range slices.Concat(byKind...) {
		e := &entries[i]
		n := entry{
			kind: e.Kind, title: id(e.Title), names: ids(e.Names), avoid: ids(e.Avoid), in: ids(e.In), note: -1,
			page: e.Page, part: e.Part, length: units(e.Title.Text),
		}
		if e.Note.Text != "" {
			n.note = id(e.Note)
		}
		x.entries = append(x.entries, n)
	}
	x.addKeys()
	return x
}

// Kinds are the kinds of entries, as [New] was told.
func (x *Index) Kinds() []string { return x.kinds }

// units counts as scripts count the length of a string.
func units(s string) int {
	n := 0
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}
