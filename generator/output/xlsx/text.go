package xlsx

import (
	"strings"
	"unicode/utf16"

	"github.com/mattn/go-runewidth"
)

// maxText is what a cell holds: 32,767 units of UTF-16, less what escaping may
// add.
const maxText = 32_000

// fit cuts a text that is longer than so many units of UTF-16.
func fit(s string, limit int) string {
	if len(s) <= limit {
		return s
	}
	n := 0
	for i, r := range s {
		if n += utf16.RuneLen(r); n > limit-1 {
			return s[:i] + "…"
		}
	}
	return s
}

// measure counts the columns of the default font that the longest line of a
// text takes: a Chinese or Japanese character takes two.
var cells = &runewidth.Condition{StrictEmojiNeutral: true}

func measure(s string) int {
	widest := 0
	for line := range strings.SplitSeq(s, "\n") {
		widest = max(widest, cells.StringWidth(line))
	}
	return widest
}

// width gives a column that holds the texts, within bounds. Letters are a bit
// wider than digits, by which columns are measured.
func width(low, high float64, texts ...string) float64 {
	widest := 0
	for _, s := range texts {
		widest = max(widest, measure(s))
	}
	return min(high, max(low, float64(widest)*1.1+2))
}

// lines counts the lines that a text takes in a column, rather one too many:
// programs break lines between words, each in its own way.
func lines(s string, width float64) int {
	n := 0
	for line := range strings.SplitSeq(s, "\n") {
		n += 1 + int(float64(cells.StringWidth(line))/(width-1))
	}
	return n
}
