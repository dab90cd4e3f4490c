package clauses

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// tagForm is what the name of a language looks like (RFC 3066).
var tagForm = regexp.MustCompile(`^[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*$`)

// checkLanguages looks at what language texts are said to be in.
func (f *file) checkLanguages() {
	if f.text(f.root, "Lang") == "" {
		f.breach("Matterhorn 11-001", "the document has no language")
	}
	for _, e := range f.elements {
		if e.lang != "" && !tagForm.MatchString(e.lang) {
			f.breach("PDF/A-2 6.7.4", "%q is no language: %s", e.lang, e)
		}
		var text strings.Builder
		for _, p := range e.pieces {
			text.WriteString(string(p.text))
		}
		for _, key := range []string{"Alt", "ActualText", "E"} {
			text.WriteString(f.text(e.dict, key))
		}
		if said := text.String(); foreign(said, e.lang) {
			f.breach("Matterhorn 11-007", "%q is not in the language %q: %s", said, e.lang, e)
		}
	}
}

// foreign tells whether the script of a text is none that its language uses: kana in
// Chinese, Chinese characters or kana in a language of the West.
func foreign(text, lang string) bool {
	primary, _, _ := strings.Cut(lang, "-")
	switch primary {
	case "ja":
		return false
	case "zh":
		return strings.IndexFunc(text, kana) >= 0
	}
	return strings.IndexFunc(text, func(r rune) bool { return kana(r) || unicode.Is(unicode.Han, r) }) >= 0
}

// kana tells whether a character is a Japanese letter.
func kana(r rune) bool { return unicode.In(r, unicode.Hiragana, unicode.Katakana) }

// checkAnnotations looks at the annotations of the pages, which are links all.
func (f *file) checkAnnotations() {
	tree := f.numbers(f.dict(f.root, "StructTreeRoot", "ParentTree"))
	for _, p := range f.pages {
		list := f.array(p.dict, "Annots")
		if len(list) == 0 {
			continue
		}
		if p.dict["Tabs"] == nil {
			f.breach("Matterhorn 28-008", "page %d has no order of tabs", p.number)
		} else if f.name(p.dict, "Tabs") != "S" {
			f.breach("Matterhorn 28-009", "page %d: the order of tabs is %s", p.number, f.name(p.dict, "Tabs"))
		}
		for _, annotation := range list {
			f.checkLink(p, annotation, tree)
		}
	}
}

// checkLink looks at one annotation.
func (f *file) checkLink(p *page, o types.Object, tree map[int]types.Object) {
	link := f.dict(o)
	if f.name(link, "Subtype") != "Link" {
		f.breach("PDF/A-2 6.3.1", "page %d has the annotation %s", p.number, f.name(link, "Subtype"))
	}
	flags, _ := f.number(link, "F")
	if int(flags)&(1|2|4|32|256) != 4 {
		f.breach("PDF/A-2 6.3.2", "page %d has a link that is not printed", p.number)
	}
	if f.text(link, "Contents") == "" {
		f.breach("Matterhorn 28-012", "page %d has a link that is not described", p.number)
	}
	key, ok := f.number(link, "StructParent")
	owner := f.byObject[ref(tree[int(key)])]
	if !ok || owner == nil || owner.tag != "Link" || !slices.Contains(owner.links, ref(o)) {
		f.breach("Matterhorn 28-011", "page %d has a link in no Link: %s", p.number, f.text(link, "Contents"))
	}
	if action := f.dict(link, "A"); action != nil && f.name(action, "S") != "URI" {
		f.breach("PDF/A-2 6.5.1", "page %d has the action %s", p.number, f.name(action, "S"))
	} else if action == nil && link["Dest"] == nil {
		f.breach("Matterhorn 28-011", "page %d has a link to nowhere", p.number)
	}
}

// checkOutline looks at the bookmarks, which a long document needs.
func (f *file) checkOutline() {
	if outline := f.dict(f.root, "Outlines"); outline != nil {
		f.checkBookmarks(outline)
	} else if len(f.pages) > 1 {
		f.breach("PDF/UA-1 7.17", "%d pages have no outline", len(f.pages))
	}
}

// checkBookmarks looks at the bookmarks below one.
func (f *file) checkBookmarks(parent types.Dict) {
	for entry := f.dict(parent, "First"); entry != nil; entry = f.dict(entry, "Next") {
		if f.text(entry, "Title") == "" || len(f.array(entry, "Dest")) == 0 {
			f.breach("PDF/UA-1 7.17", "the bookmark %q leads nowhere", f.text(entry, "Title"))
		}
		f.checkBookmarks(entry)
	}
}
