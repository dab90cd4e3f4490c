package main

import (
	"strings"

	"rolebook/generator/output/terminal"
)

// roff writes text for groff(7): what would be a request, an escape or a hyphen
// that may break is escaped.
func roff(text string) string {
	text = strings.NewReplacer(`\`, `\e`, `-`, `\-`).Replace(text)
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		if strings.HasPrefix(l, ".") || strings.HasPrefix(l, "'") {
			lines[i] = `\&` + l
		}
	}
	return strings.Join(lines, "\n")
}

// flowing is roff for text that groff fills into lines. It knows words by the
// spaces between them, so lines of Chinese and Japanese are joined here, and
// marked where they may break.
func flowing(text string) string {
	var b strings.Builder
	var last rune
	runes := []rune(roff(text))
	for i, r := range runes {
		switch {
		case r == '\n' && i+1 < len(runes) && wide(last) && wide(runes[i+1]):
			continue
		case wide(last) && wide(r) && !strings.ContainsRune(neverLast, last) && !strings.ContainsRune(neverFirst, r):
			b.WriteString(`\:`)
		}
		b.WriteRune(r)
		last = r
	}
	return b.String()
}

// What no line starts or ends with, as far as manual pages have it.
const (
	neverFirst = "、。，：；！？）」』】・ーァィゥェォッャュョぁぃぅぇぉっゃゅょ々"
	neverLast  = "（「『【"
)

func wide(r rune) bool { return terminal.Width(string(r)) == 2 }
