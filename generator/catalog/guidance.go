package catalog

import "rolebook/generator/source"

// Term is an entry of the glossary: the word for a thing, and the words that
// are not to be used for it.
type Term struct {
	Preferred   Text
	Meaning     Text // may be zero
	Discouraged []Word
	At          source.Span
}

// Word is a word of one language.
type Word struct {
	Lang Lang
	Word string
	At   source.Span
}

// Lint is what an author says about warnings.
type Lint struct {
	Off    []string // codes of warnings that nobody wants to see
	Ignore []*Ignore
}

// Ignore accepts the warnings of a code in one place.
type Ignore struct {
	Code   string
	File   string // relative to the catalog's folder
	Item   string // the path of an item, such as kpis[win-rate]; empty for the whole file
	Reason Text
	At     source.Span
}
