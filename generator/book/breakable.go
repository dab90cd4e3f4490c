package book

import (
	"html"
	"strings"
	"unicode"
)

// A word of more characters than this has places put into it where a line may
// break, so many characters apart: no name is that long, and addresses and the
// like would make a page wider than its window.
const (
	longWord   = 40
	breakEvery = 20
)

// Breakable escapes plain words for the content of an element. In words that
// are too long for a line it puts <wbr>, which changes nothing else.
func Breakable(s string) string {
	if !hasLongWord(s) {
		return html.EscapeString(s)
	}
	var b strings.Builder
	start, letters := 0, 0
	for i, r := range s {
		if !breaksLine(r) {
			letters++
			continue
		}
		writeWord(&b, s[start:i], letters)
		start, letters = i, 0
	}
	writeWord(&b, s[start:], letters)
	return b.String()
}

// hasLongWord tells the very many texts apart that nothing need be done to.
func hasLongWord(s string) bool {
	if len(s) <= longWord {
		return false
	}
	letters := 0
	for _, r := range s {
		if breaksLine(r) {
			letters = 0
		} else if letters++; letters > longWord {
			return true
		}
	}
	return false
}

// breaksLine reports whether lines break at a character anyway.
func breaksLine(r rune) bool { return r == '-' || unicode.IsSpace(r) || r >= firstWide }

// firstWide is where the scripts begin that need no spaces to break lines:
// Chinese and Japanese, and what is set with them.
const firstWide = 0x2e80

func writeWord(b *strings.Builder, word string, letters int) {
	if letters <= longWord {
		b.WriteString(html.EscapeString(word))
		return
	}
	start, n := 0, 0
	joined := false
	for i, r := range word {
		if n >= breakEvery && !joined && !joins(r) {
			b.WriteString(html.EscapeString(word[start:i]) + "<wbr>")
			start, n = i, 0
		}
		n++
		joined = r == zeroWidthJoiner
	}
	b.WriteString(html.EscapeString(word[start:]))
}

const zeroWidthJoiner = '\u200d'

// joins reports whether a character belongs to the one before it.
func joins(r rune) bool { return r == zeroWidthJoiner || unicode.Is(unicode.M, r) }
