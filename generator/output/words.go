package output

import (
	"strings"
	"unicode"

	"rolebook/generator/book"
)

// Words gives a text as plain characters on one line, for outputs that have no
// markup: cells of sheets, terminals. Words that are not in the book's language
// end in a mark that says which they are in, as in "Auditor [en]".
func Words(t book.Text) string {
	s := Clean(t.Plain())
	if t.Fallback && s != "" {
		primary, _, _ := strings.Cut(t.Lang, "-")
		s += " [" + primary + "]"
	}
	return s
}

// AllWords is Words of a list.
func AllWords(texts []book.Text) []string {
	out := make([]string, len(texts))
	for i, t := range texts {
		out[i] = Words(t)
	}
	return out
}

// Clean makes text fit to stand in a line with other text: white space becomes
// plain spaces, control characters, which no reader sees and some programs
// obey, become U+FFFD, and changes of writing direction are ended where the
// text ends.
func Clean(s string) string {
	if strings.IndexFunc(s, needsCare) < 0 {
		return s
	}
	return strings.Map(cleanRune, s) + directionEnds(s)
}

func needsCare(r rune) bool {
	return r < ' ' || r >= 0x7f && (cleanRune(r) != r || unicode.Is(unicode.Bidi_Control, r))
}

func cleanRune(r rune) rune {
	switch {
	case unicode.IsSpace(r) && r != '\u3000':
		return ' '
	case unicode.IsControl(r), r&0xfffe == 0xfffe, 0xfdd0 <= r && r <= 0xfdef:
		return unicode.ReplacementChar
	}
	return r
}

// The characters that begin and end a change of direction (Unicode Standard
// Annex 9, sections 2.1 to 2.5).
const (
	popFormatting = '\u202c'
	popIsolate    = '\u2069'
)

// directionEnds gives what closes the embeddings, overrides and isolates that
// are open at the end of a text, the innermost first.
func directionEnds(s string) string {
	var open []rune
	for _, r := range s {
		switch r {
		case '\u202a', '\u202b', '\u202d', '\u202e':
			open = append(open, popFormatting)
		case '\u2066', '\u2067', '\u2068':
			open = append(open, popIsolate)
		case popFormatting, popIsolate:
			if n := len(open); n > 0 && open[n-1] == r {
				open = open[:n-1]
			}
		}
	}
	var b strings.Builder
	for i := len(open) - 1; i >= 0; i-- {
		b.WriteRune(open[i])
	}
	return b.String()
}
