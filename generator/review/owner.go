package review

import (
	"slices"
	"strings"
	"unicode"

	"rolebook/generator/catalog"
)

// Owner is who answers for roles and exceptions. Owners whose names have the
// same id are one.
type Owner struct {
	ID   string       // as names of files have it
	Name catalog.Text // zero for [Unowned]
}

// Unowned is the id under which roles stand that name no owner.
const Unowned = "unowned"

// longestOwner is how many characters of a name go into the id.
const longestOwner = 60

// NewOwner makes the owner of a name: the id is the English name, else the
// first that there is, in lower case, with hyphens for all that is neither
// letter nor digit.
func NewOwner(name catalog.Text) Owner {
	words, _ := name.In(catalog.English)
	id := []rune(idOf(words))
	if len(id) == 0 {
		return Owner{ID: Unowned}
	}
	return Owner{ID: strings.Trim(string(id[:min(len(id), longestOwner)]), "-"), Name: name}
}

func idOf(name string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(name), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r)
	}), "-")
}

// Is reports whether somebody means the owner by a word: the id, or the name in
// any language.
func (o Owner) Is(word string) bool {
	return o.ID == word || slices.ContainsFunc(catalog.AllLanguages, func(l catalog.Lang) bool {
		return o.Name.Has(l) && strings.EqualFold(say(o.Name, l), strings.TrimSpace(word))
	})
}

func say(t catalog.Text, l catalog.Lang) string {
	s, _ := t.In(l)
	return s
}
