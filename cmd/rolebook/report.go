package main

import (
	"io"

	"rolebook/generator/notice"
)

// ciForms are the forms that continuous integration reads, see [notice.Report].
var ciForms = []string{"sarif", "junit", "github"}

// report begins what a command tells of a catalog in a folder.
func (a *app) report(command, dir, language string) *notice.Report {
	return &notice.Report{Command: command, Language: language, Root: rootOf(dir), None: a.say.T("cli_nothing_found")}
}

// writeReport writes a report in one of ciForms.
func writeReport(w io.Writer, r *notice.Report, format string) error {
	switch format {
	case "sarif":
		return r.SARIF(w)
	case "junit":
		return r.JUnit(w)
	}
	return r.GitHub(w)
}
