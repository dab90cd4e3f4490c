package hugosite

import (
	"strings"
	"unicode"
)

// fitLines breaks a name into at most so many lines of a width in ems, as even
// as they come; what does not fit ends in an ellipsis. Drawings have no layout
// of their own, so it is done here.
func fitLines(s string, width float64, most int) []string {
	pieces := breakable(s, width)
	lines := fill(pieces, width)
	for narrower := width - .5; len(lines) > 1 && narrower > 0; narrower -= .5 {
		even := fill(pieces, narrower)
		if len(even) > len(lines) || tooWide(even, width) {
			break
		}
		lines = even
	}
	if len(lines) > most {
		lines = append(lines[:most-1], strings.Join(lines[most-1:], ""))
	}
	lines[len(lines)-1] = shorten(lines[len(lines)-1], width)
	return lines
}

// fill puts as many pieces on a line as its width holds.
func fill(pieces []string, width float64) []string {
	var lines []string
	line := ""
	for _, piece := range pieces {
		if line != "" && ems(strings.TrimRight(line+piece, " ")) > width {
			lines = append(lines, strings.TrimSpace(line))
			line = ""
		}
		line += piece
	}
	return append(lines, strings.TrimSpace(line))
}

func tooWide(lines []string, width float64) bool {
	for _, l := range lines {
		if ems(l) > width {
			return true
		}
	}
	return false
}

// shorten cuts a line that is too wide and says so with an ellipsis.
func shorten(line string, width float64) string {
	for ems(line) > width {
		runes := []rune(strings.TrimSuffix(line, "…"))
		line = strings.TrimRightFunc(string(runes[:len(runes)-1]), unicode.IsSpace) + "…"
	}
	return line
}

// breakable cuts a name where a line may end: Latin between words, Han between
// characters, katakana where a word ends. A katakana word wider than a line is
// cut inside. No line begins with what belongs to the character before it.
func breakable(s string, width float64) []string {
	var out []string
	piece := ""
	var before rune
	for _, r := range s {
		if piece != "" && mayBreak(before, r) {
			out = append(out, piece)
			piece = ""
		}
		if piece != "" && katakana(r) && !clings(r) && ems(piece)+1 > width {
			out = append(out, piece)
			piece = ""
		}
		piece += string(r)
		before = r
	}
	return append(out, piece)
}

// mayBreak reports whether a line may end between two characters.
func mayBreak(a, b rune) bool {
	switch {
	case unicode.IsSpace(b) || clings(b) || unicode.In(a, unicode.Ps, unicode.Pi):
		return false
	case unicode.IsSpace(a):
		return true
	case katakana(a) && katakana(b):
		return false
	}
	return wide(a) || wide(b)
}

// clings reports whether a character may not begin a line: closing marks, the
// sign of a long vowel, small kana, signs of repetition.
func clings(r rune) bool {
	return unicode.In(r, unicode.Pe, unicode.Pf) || strings.ContainsRune("、。，．：；！？・ーヽヾゝゞ々ァィゥェォッャュョヮヵヶぁぃぅぇぉっゃゅょゎ", r)
}

// katakana reports whether a character is part of a katakana word. The middle
// dot ends one.
func katakana(r rune) bool { return r >= 'ァ' && r <= 'ヺ' || r == 'ー' }

// wide reports whether a character takes a full em.
func wide(r rune) bool { return r >= 0x2E80 }

// ems is about how wide a text is.
func ems(s string) float64 {
	n := 0.0
	for _, r := range s {
		switch {
		case wide(r):
			n++
		case unicode.IsUpper(r) || r == 'm' || r == 'w':
			n += .72
		case unicode.IsMark(r):
		default:
			n += .56
		}
	}
	return n
}
