package main

import (
	"bufio"
	"fmt"
	"io"

	"rolebook/generator/book"
	"rolebook/generator/output"
	"rolebook/generator/output/terminal"
)

// findingsText prints the findings page for a terminal, in the words of the
// book: the counts, then every finding with its paths.
func (a *app) findingsText(w io.Writer, b *book.Book) error {
	out := bufio.NewWriter(w) // keeps the first error of all for Flush
	fmt.Fprintf(out, "%s\n%s\n", terminal.Safe(b.SoD.Lead), terminal.Safe(b.SoD.Checked))
	for _, part := range []struct {
		title    string
		findings []*book.Finding
	}{
		{b.T("book_findings_singles"), b.SoD.Singles},
		{b.T("book_findings_combinations"), b.SoD.Combinations},
	} {
		if len(part.findings) > 0 {
			fmt.Fprintf(out, "\n%s\n", part.title)
		}
		for _, f := range part.findings {
			writeFinding(out, b, f)
		}
	}
	return out.Flush()
}

func writeFinding(out io.Writer, b *book.Book, f *book.Finding) {
	sign := output.Sign(f.Severity, f.Open)
	fmt.Fprintf(out, "\n%s %s %s  %s  [%s]\n", sign, f.SeverityIs, output.RuleID(f.Rule), terminal.Safe(output.Words(f.Name)), f.StatusIs)
	for _, r := range f.Roles {
		fmt.Fprintf(out, "  %s (%s)\n", terminal.Safe(output.Words(r.Name)), r.ID)
	}
	for _, fn := range f.Functions() {
		fmt.Fprintf(out, "  %s\n", terminal.Safe(output.Words(fn.Name)))
		for _, h := range fn.Hops {
			fmt.Fprintf(out, "    %s\n", terminal.Safe(f.Line(h)))
		}
	}
	for _, line := range []struct{ title, text string }{
		{b.T("book_risk"), output.Words(f.Risk)},
		{b.T("book_control"), output.Words(f.Control)},
		{b.T("book_exception"), exceptionWords(f.Exception)},
		{b.T("book_repair"), repairWords(f)},
	} {
		if line.text != "" {
			fmt.Fprintf(out, "  %s%s%s\n", line.title, b.T("colon"), terminal.Safe(line.text))
		}
	}
}

func exceptionWords(e *book.Exception) string {
	if e == nil {
		return ""
	}
	return e.Left
}

func repairWords(f *book.Finding) string {
	if r := f.Repair(); r != nil {
		return r.Sentence
	}
	return ""
}
