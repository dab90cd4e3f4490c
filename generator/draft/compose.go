package draft

import (
	"slices"
	"strings"

	"rolebook/generator/source"
)

// Compose makes the file of a draft of the text of a role that can be read: its
// own lines, moved to the left margin, with the status draft whatever it says.
// head is put before it; it may be empty.
func Compose(text []byte, head string) []byte {
	lines := linesOf(text)
	for len(lines) > 0 && blank(lines[0]) {
		lines = lines[1:]
	}
	margin := -1
	for _, l := range lines {
		if own := len(l) - len(strings.TrimLeft(l, " ")); !blank(l) && (margin < 0 || own < margin) {
			margin = own
		}
	}
	for i, l := range lines {
		lines[i] = l[min(max(margin, 0), len(l)):]
	}
	body := []byte(strings.TrimRight(strings.Join(lines, "\n"), " \n") + "\n")
	return append([]byte(head), asDraft(body)...)
}

// asDraft gives a role the status draft.
func asDraft(body []byte) []byte {
	f := source.Parse("draft", body)
	if f.Root == nil || f.Root.Kind != source.Mapping || len(f.Root.Items) == 0 {
		return body
	}
	if _, status := f.Root.Field("status"); status != nil {
		at := f.Span(status)
		return splice(body, at.Start.Line, at.Start.Column, at.End.Column, "draft")
	}
	before, _ := f.Root.Field("family")
	if before == nil {
		before = f.Root.Items[0]
	}
	at := f.Span(before).Start
	status := "status: draft\n" + strings.Repeat(" ", at.Column-1)
	if f.Span(f.Root).Start != f.Span(f.Root.Items[0]).Start { // a mapping in braces
		status = `"status": "draft", `
	}
	return splice(body, at.Line, at.Column, at.Column, status)
}

// splice puts text in the place of the characters of a line between two columns.
func splice(body []byte, line, from, to int, text string) []byte {
	lines := strings.Split(string(body), "\n")
	runes := []rune(lines[line-1])
	lines[line-1] = string(slices.Concat(runes[:from-1], []rune(text), runes[to-1:]))
	return []byte(strings.Join(lines, "\n"))
}
