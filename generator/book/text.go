package book

import (
	"rolebook/generator/catalog"
)

// Text is one text as a reader of the book gets it: inline, in the book's
// language or, where that is missing, in another, which Fallback then says.
type Text struct {
	Inlines  []Inline
	Lang     string // BCP 47 tag of the words
	Fallback bool   // the words are not in the book's language
}

// InlineKind tells what an [Inline] is.
type InlineKind uint8

// The kinds of inline content.
const (
	Plain InlineKind = iota // Text
	Emphasis
	Strong
	Code // Text
	Link // URL and Children
	LineBreak
)

// Inline is a piece of running text. It is a tree: emphasis may hold a link.
type Inline struct {
	Kind     InlineKind
	Text     string
	URL      string // http, https or mailto, nothing else
	Ref      string // role-<id> or rule-<id>: what plain words name, for outputs that hold its place
	Children []Inline
}

// Prose is a long text: paragraphs, lists and the like, one below the other.
type Prose struct {
	Paragraphs []Paragraph
	Lang       string
	Fallback   bool
}

// ParagraphKind tells what a [Paragraph] is.
type ParagraphKind uint8

// The kinds of block content in a long text.
const (
	Para      ParagraphKind = iota // Inlines
	Heading                        // Inlines; below the section's own heading
	Bullets                        // Items
	Numbers                        // Items
	Quote                          // Items[0]
	CodeBlock                      // Inlines with one Code
)

// Paragraph is one block of a long text.
type Paragraph struct {
	Kind    ParagraphKind
	Inlines []Inline
	Items   [][]Paragraph
}

// IsZero reports whether there are no words.
func (t Text) IsZero() bool { return len(t.Inlines) == 0 }

// IsZero reports whether there are no words.
func (p Prose) IsZero() bool { return len(p.Paragraphs) == 0 }

// text localises an inline text of the catalog.
func (b *Book) text(t catalog.Text) Text {
	s, lang := t.In(b.lang)
	if s == "" {
		return Text{}
	}
	return Text{Inlines: parseInline(s), Lang: lang.Tag(), Fallback: lang != b.lang}
}

// texts localises a list of inline texts.
func (b *Book) texts(list []catalog.Text) []Text {
	out := make([]Text, len(list))
	for i, t := range list {
		out[i] = b.text(t)
	}
	return out
}

// prose localises a long text of the catalog.
func (b *Book) prose(t catalog.Text) Prose {
	s, lang := t.In(b.lang)
	if s == "" {
		return Prose{}
	}
	return Prose{Paragraphs: parseBlocks(s), Lang: lang.Tag(), Fallback: lang != b.lang}
}

// words wraps a string that the program itself says in the book's language.
func (b *Book) words(s string) Text {
	return Text{Inlines: []Inline{{Text: s}}, Lang: b.Tag}
}

// optionalWords is words, or nothing for an empty string.
func (b *Book) optionalWords(s string) Text {
	if s == "" {
		return Text{}
	}
	return b.words(s)
}
