package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"rolebook/generator"
	"rolebook/generator/diag"
	"rolebook/generator/load"
)

type explainOptions struct {
	code    string
	catalog string
	output  string
}

// kindsOfFindings lists what a finding of the segregation of duties can be;
// explain tells of them as of codes.
var kindsOfFindings = []string{"role", "combination", "open", "mitigated", "excepted", "expired"}

func newExplain(a *app) *cobra.Command {
	var o explainOptions
	c := a.command("explain", "code")
	c.Args = between(1, 1)
	c.Example = "rolebook explain unknown-reference\nrolebook explain mitigated\nrolebook explain repair\nrolebook explain s01"
	c.ValidArgsFunction = func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		if len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return a.codes(), cobra.ShellCompDirectiveNoFileComp
	}
	f := a.flags(c)
	f.word(&o.catalog, "catalog", "dir")
	f.file(&o.output, "file")
	c.RunE = func(c *cobra.Command, args []string) error {
		o.code = args[0]
		return a.runExplain(c, o)
	}
	return c
}

// codes lists what can be explained, each with a tab and what it is.
func (a *app) codes() []string {
	var out []string
	for _, code := range explainable() {
		what, _, _ := strings.Cut(a.say.Message(explanation(code, "what")), "\n")
		out = append(out, code+"\t"+what)
	}
	return out
}

func explainable() []string {
	var out []string
	for _, c := range diag.Codes {
		out = append(out, string(c))
	}
	return slices.Concat(out, kindsOfFindings, reports)
}

// runExplain tells what a code means. A code that the program does not know
// may be a rule of the catalog.
func (a *app) runExplain(c *cobra.Command, o explainOptions) error {
	if slices.Contains(explainable(), o.code) {
		return a.emit(o.output, func(w io.Writer) error { return a.explain(w, o.code) })
	}
	cat := readQuietly(c.Context(), o.catalog)
	if cat == nil || cat.Rule(o.code) == nil {
		known := explainable()
		if cat != nil {
			for _, r := range cat.Rules {
				known = append(known, r.ID)
			}
		}
		return &generator.UnknownError{Kind: generator.CodeKind, ID: o.code, Help: load.Suggest(o.code, known)}
	}
	return a.emit(o.output, func(w io.Writer) error { return a.explainRule(w, cat, cat.Rule(o.code)) })
}

// explanation names the message of a part of what is told about a code: what,
// why, bad or good.
func explanation(code, part string) diag.Message {
	key := strings.ReplaceAll(code, "-", "_") + "_" + part
	switch {
	case slices.Contains(kindsOfFindings, code):
		return diag.Msg("cli_finding_" + key)
	case slices.Contains(reports, code):
		return diag.Msg("cli_report_" + key)
	}
	return diag.Explain(diag.Code(code), part)
}

// explain prints the parts that a code has texts for, how to do without what is
// told of a warning, and the standard behind it. What ignores others cannot itself be ignored.
func (a *app) explain(w io.Writer, code string) error {
	var b strings.Builder
	b.WriteString(code + "\n")
	for _, part := range []string{"what", "why", "bad", "good"} {
		m := explanation(code, part)
		if !a.say.Has(m.ID) {
			continue
		}
		text := strings.TrimRight(a.say.Message(m), "\n")
		if part == "bad" || part == "good" {
			fmt.Fprintf(&b, "\n%s\n", a.say.T("cli_explain_"+part))
			text = "  " + strings.ReplaceAll(text, "\n", "\n  ")
		}
		b.WriteString("\n" + text + "\n")
	}
	if c := diag.Code(code); slices.Contains(diag.Codes, c) && c.Severity() == diag.Warning && c != diag.UnusedIgnore {
		b.WriteString("\n" + a.say.Message(diag.Msg("explain_switch", "Code", code)))
	}
	b.WriteString(a.standardLines(standards[code]))
	_, err := io.WriteString(w, b.String())
	return err
}
