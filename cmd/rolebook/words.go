package main

import (
	"path/filepath"
	"strings"

	"rolebook/generator"
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

// commandOn is a command line for the catalog in a folder, to be typed in a
// shell where this one was.
func commandOn(command, dir string) string {
	line := "rolebook " + command
	if usual, err := generator.Locate(""); err == nil && filepath.Clean(dir) == usual {
		return line
	}
	if strings.ContainsFunc(dir, func(r rune) bool { return strings.ContainsRune(" \t'\"\\$&;()*?<>|`!#~[]{}", r) }) {
		dir = "'" + strings.ReplaceAll(dir, "'", `'\''`) + "'"
	}
	return line + " " + dir
}
