package search

import (
	"slices"
	"strings"
)

// skip is what a question may hold and its answer need not: words, and
// characters of the scripts that are written without spaces.
type skip struct {
	Words      []string `json:"words"`
	Characters string   `json:"characters"`
}

// skips joins words in questions: 谁能审批折扣, who can approve discounts.
var skips = skip{
	Words:      strings.Fields("a an and are at by can do does for from how in is it may of on or that the to what when where which who with"),
	Characters: "的了和与或谁能可以把对哪些个有",
}

// has reports whether a character may be skipped. Hiragana may: as a rule it
// joins words.
func (s skip) has(r rune) bool {
	return r >= 'ぁ' && r <= 'ゖ' || slices.Contains([]rune(s.Characters), r)
}
