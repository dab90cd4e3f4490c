package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"rolebook/generator/analysis"
	"rolebook/generator/catalog"
	"rolebook/generator/output/jsondata"
)

// runStrength prints how well the access tests guard what roles may do, or the
// tests that are missing. What survives is no failure; an entry that does not
// hold is.
func (a *app) runStrength(ctx context.Context, o testOptions) error {
	if o.format != "text" && o.format != "json" {
		return wrong("cli_test_strength_format", "Format", o.format)
	}
	project, err := a.open(ctx, o.catalog)
	if err != nil {
		return err
	}
	s := project.Analysis.Strength()
	write := a.strength
	if o.suggest {
		write = a.suggestions
	}
	if err := a.emit(o.output, func(w io.Writer) error { return write(w, s, o) }); err != nil {
		return err
	}
	if s.Failed > 0 {
		a.note("cli_strength_failed", "Count", a.say.Integer(s.Failed))
		return errFound
	}
	return nil
}

func (a *app) strength(w io.Writer, s *analysis.Strength, o testOptions) error {
	if o.format == "json" {
		return jsondata.WriteStrength(w, s)
	}
	out := bufio.NewWriter(w) // keeps the first error of all for Flush
	fmt.Fprintln(out, a.score("cli_strength_score", s.Score()))
	for _, k := range analysis.Mutations {
		fmt.Fprintf(out, "  %s%s%s\n", a.say.T("cli_strength_kind_"+string(k)), a.say.T("colon"), a.score("cli_strength_of", s.Kind(k)))
	}
	if s.Conditional > 0 {
		fmt.Fprintln(out, a.say.N("cli_strength_conditional", s.Conditional))
	}
	for _, r := range s.Roles {
		if len(r.Survivors) > 0 {
			fmt.Fprintf(out, "\n%s%s%s\n", r.Role.ID, a.say.T("colon"), a.score("cli_strength_of", r.Score()))
			a.survivors(out, r.Survivors)
		}
	}
	return out.Flush()
}

// score writes counts with their share, which is rounded down, so that 100 % means all.
func (a *app) score(id string, s analysis.Score) string {
	share := 100
	if s.Mutants > 0 {
		share = 100 * s.Noticed / s.Mutants
	}
	return a.say.T(id, "Noticed", a.say.Integer(s.Noticed), "Mutants", a.say.Integer(s.Mutants), "Share", a.say.Integer(share))
}

// survivors prints a line for each permission, with all that could happen to it.
func (a *app) survivors(out io.Writer, list []analysis.Mutant) {
	for len(list) > 0 {
		m := list[0]
		n := 1
		for n < len(list) && list[n].Object == m.Object && list[n].Action == m.Action {
			n++
		}
		fates := make([]string, n)
		for i, x := range list[:n] {
			fates[i] = a.fate(x)
		}
		held := accessWords(catalog.Access{Action: m.Action, Object: m.Object, Scope: m.From})
		fmt.Fprintf(out, "  %s%s%s\n", held, a.say.T("colon"), a.say.Clauses(fates))
		list = list[n:]
	}
}

func (a *app) fate(m analysis.Mutant) string {
	to := ""
	if m.To != nil {
		to = m.To.ID
	}
	return a.say.T("cli_mutant_"+string(m.Kind), "Scope", to, "Rules", a.say.List(rulesOf(m.Rules)))
}

func rulesOf(rules []*catalog.Rule) []string {
	ids := make([]string, len(rules))
	for i, r := range rules {
		ids[i] = r.ID
	}
	return ids
}

// suggestions prints the tests that are missing as they belong into tests.yaml.
func (a *app) suggestions(w io.Writer, s *analysis.Strength, o testOptions) error {
	most := o.most
	if most == 0 {
		most = math.MaxInt
	}
	list, more := s.Suggestions(most)
	if o.format == "json" {
		return jsondata.WriteSuggestions(w, list, more)
	}
	var b strings.Builder
	b.WriteString("# " + a.say.N("cli_strength_suggested", len(list)) + "\n")
	if more > 0 {
		b.WriteString("# " + a.say.N("cli_strength_more", more) + "\n")
	}
	for len(list) > 0 {
		n := sameTest(list)
		writeTest(&b, list[:n])
		list = list[n:]
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// perLine is how many entries stand on a line of a test.
const perLine = 6

// sameTest counts the suggestions at the front that one test takes.
func sameTest(list []analysis.Suggestion) int {
	n := 1
	for n < min(len(list), perLine) && list[n].Role == list[0].Role && list[n].Can == list[0].Can && (len(list[n].Rules) > 0) == (len(list[0].Rules) > 0) {
		n++
	}
	return n
}

// writeTest writes a test with the rules that it guards behind its entries.
func writeTest(b *strings.Builder, list []analysis.Suggestion) {
	var entries, rules []string
	for _, s := range list {
		words := accessWords(s.Access)
		if s.Access.Scope != nil {
			words = `"` + words + `"`
		}
		entries, rules = append(entries, words), append(rules, rulesOf(s.Rules)...)
	}
	expect := "cannot"
	if list[0].Can {
		expect = "can"
	}
	fmt.Fprintf(b, "- role: %s\n  %s: [%s]", list[0].Role.ID, expect, strings.Join(entries, ", "))
	if len(rules) > 0 {
		slices.Sort(rules)
		b.WriteString("  # " + strings.Join(slices.Compact(rules), ", "))
	}
	b.WriteString("\n")
}
