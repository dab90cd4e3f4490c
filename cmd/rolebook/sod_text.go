package main

import (
	"bufio"
	"fmt"
	"io"

	"rolebook/generator/book"
	"rolebook/generator/notice"
	"rolebook/generator/output"
	"rolebook/generator/output/terminal"
)

// findingsText prints the findings page for a terminal, in the words of the
// book: the counts, then every finding with its paths. Combinations are told by
// groups of roles that are alike, or each like the others.
func (a *app) findingsText(w io.Writer, b *book.Book, each bool) error {
	out := bufio.NewWriter(w) // keeps the first error of all for Flush
	fmt.Fprintf(out, "%s\n%s\n", terminal.Safe(b.SoD.Lead), terminal.Safe(b.SoD.Checked))
	title := func(id string, n int) {
		if n > 0 {
			fmt.Fprintf(out, "\n%s\n", b.T(id))
		}
	}
	title("book_findings_singles", len(b.SoD.Singles))
	for _, f := range b.SoD.Singles {
		writeFinding(out, b, f)
	}
	title("book_findings_combinations", len(b.SoD.Groups))
	if each {
		for f := range b.EachCombination() {
			writeFinding(out, b, f)
		}
		return out.Flush()
	}
	for _, c := range b.SoD.Groups {
		writeCombination(out, b, c)
	}
	return out.Flush()
}

// newFindingsText prints the findings that no baseline knows: each, and groups
// where a rule has too many.
func newFindingsText(w io.Writer, b *book.Book, known map[notice.Entry]bool) error {
	out := bufio.NewWriter(w) // keeps the first error of all for Flush
	fmt.Fprintf(out, "%s\n%s\n", terminal.Safe(b.SoD.Lead), terminal.Safe(b.SoD.Checked))
	for _, list := range [][]*book.Finding{b.SoD.Singles, b.SoD.Combinations} {
		for _, f := range list {
			if !f.Open || !known[notice.Entry{Rule: f.Rule, What: setWords(refIDs(f.Roles))}] {
				writeFinding(out, b, f)
			}
		}
	}
	for _, c := range b.SoD.Groups {
		groups := make([][]string, len(c.Groups))
		for i, g := range c.Groups {
			groups[i] = refIDs(g.Roles)
		}
		if len(c.Findings) == 0 && (!c.Open || !known[notice.Entry{Rule: c.Rule, What: groupWords(groups)}]) {
			writeCombination(out, b, c)
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
	writeFacts(out, b, []fact{
		{"book_risk", output.Words(f.Risk)},
		{"book_control", output.Words(f.Control)},
		{"book_exception", exceptionWords(f.Exception)},
		{"book_repair", repairWords(f)},
	})
}

// writeCombination tells what each group performs, and who is in it.
func writeCombination(out io.Writer, b *book.Book, c *book.Combination) {
	sign := output.Sign(c.Severity, c.Open)
	fmt.Fprintf(out, "\n%s %s %s  %s  [%s]  %s\n", sign, c.SeverityIs, output.RuleID(c.Rule), terminal.Safe(output.Words(c.Name)), c.StatusIs, c.Count)
	for _, g := range c.Groups {
		roles, does := make([]string, len(g.Roles)), make([]string, len(g.Does))
		for i, r := range g.Roles {
			roles[i] = output.Words(r.Name) + " (" + r.ID + ")"
		}
		for i, t := range g.Does {
			does[i] = output.Words(t)
		}
		if len(does) == 0 {
			fmt.Fprintf(out, "  %s\n", terminal.Safe(b.List(roles)))
			continue
		}
		fmt.Fprintf(out, "  %s\n    %s\n", terminal.Safe(b.List(does)), terminal.Safe(b.List(roles)))
	}
	if c.Apart != "" {
		fmt.Fprintf(out, "  %s\n", c.Apart)
	}
	writeFacts(out, b, []fact{
		{"book_risk", output.Words(c.Risk)},
		{"book_control", output.Words(c.Control)},
		{"book_exception", exceptionWords(c.Exception)},
	})
}

// fact is a line under a finding, with the message that is its title.
type fact struct{ title, text string }

func writeFacts(out io.Writer, b *book.Book, facts []fact) {
	for _, f := range facts {
		if f.text != "" {
			fmt.Fprintf(out, "  %s%s%s\n", b.T(f.title), b.T("colon"), terminal.Safe(f.text))
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
