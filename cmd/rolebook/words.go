package main

import (
	"strings"

	"rolebook/generator/catalog"
	"rolebook/generator/output"
	"rolebook/generator/output/terminal"
)

// plainText is a catalog text on one line, as its author wrote it and safe to
// show.
func plainText(t catalog.Text, lang catalog.Lang) string {
	s, _ := t.In(lang)
	return terminal.Safe(output.Clean(strings.TrimSpace(s)))
}
