package main

import (
	"fmt"
	"io"
	"strings"

	"rolebook/generator/catalog"
	"rolebook/generator/output/terminal"
)

// explainRule prints what a rule of the catalog forbids, and why.
func (a *app) explainRule(w io.Writer, cat *catalog.Catalog, r *catalog.Rule) error {
	words := func(t catalog.Text) string {
		s, _ := t.In(a.content(cat))
		return terminal.Safe(strings.TrimSpace(s))
	}
	var over []string
	for _, f := range r.Functions {
		over = append(over, words(f.Name))
	}
	for _, role := range r.Roles {
		over = append(over, words(role.Name))
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s  %s\n\n", r.ID, words(r.Name))
	id := "cli_rule_functions"
	if len(r.Roles) > 0 {
		id = "cli_rule_roles"
	}
	fmt.Fprintf(&b, "%s\n", a.say.T(id, "AtLeast", a.say.Integer(r.AtLeast), "Of", a.say.Integer(len(over)), "Names", a.say.List(over)))
	for _, line := range []struct{ title, text string }{
		{a.say.T("book_severity"), a.say.T("book_severity_" + string(r.Severity))},
		{a.say.T("book_risk"), words(r.Risk)},
		{a.say.T("book_control"), words(r.Control)},
	} {
		if line.text != "" {
			fmt.Fprintf(&b, "%s%s%s\n", line.title, a.say.T("colon"), line.text)
		}
	}
	b.WriteString(a.standardLines(ruleStandards))
	_, err := io.WriteString(w, b.String())
	return err
}
