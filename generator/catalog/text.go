package catalog

import "rolebook/generator/source"

// Lang is a language of catalogs and outputs, by the key that catalog files use.
type Lang string

// The languages a catalog may be written in.
const (
	Chinese  Lang = "zh"
	English  Lang = "en"
	Japanese Lang = "ja"
)

// AllLanguages lists every language, in the order in which menus show them.
var AllLanguages = []Lang{Chinese, English, Japanese}

// Tag gives the BCP 47 tag that pages and documents declare.
func (l Lang) Tag() string {
	if l == Chinese {
		return "zh-Hans"
	}
	return string(l)
}

// Text is one text in the languages it was written in, at least one. The zero
// Text is a text that was left out. Inline Markdown, or block Markdown where
// the field is a long text; always data, never markup to be trusted.
type Text struct {
	At       source.Span // where the value starts
	Path     string      // the value's place in its file: duties[billing].tasks[1].text
	Versions []Version   // in the catalog's order of languages
}

// Version is a text in one language.
type Version struct {
	Lang  Lang
	Value string
	At    source.Span
}

// IsZero reports whether the text was left out.
func (t Text) IsZero() bool { return len(t.Versions) == 0 }

// In gives the text in a language. Where that is missing it falls back to the
// first version: versions stand in the catalog's order of languages, so this
// is the default language's, then any. The language returned is the version's.
func (t Text) In(l Lang) (string, Lang) {
	for _, v := range t.Versions {
		if v.Lang == l {
			return v.Value, l
		}
	}
	if t.IsZero() {
		return "", l
	}
	return t.Versions[0].Value, t.Versions[0].Lang
}

// Has reports whether the text was written in the language.
func (t Text) Has(l Lang) bool {
	for _, v := range t.Versions {
		if v.Lang == l {
			return true
		}
	}
	return false
}

// NewText makes a Text without a place in a file, for tests and generated
// catalogs: pairs of language and value.
func NewText(pairs ...string) Text {
	var t Text
	for i := 0; i+1 < len(pairs); i += 2 {
		t.Versions = append(t.Versions, Version{Lang: Lang(pairs[i]), Value: pairs[i+1]})
	}
	return t
}
