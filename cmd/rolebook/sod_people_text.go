package main

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"rolebook/generator/analysis"
	"rolebook/generator/catalog"
	"rolebook/generator/locale"
	"rolebook/generator/output"
	"rolebook/generator/output/terminal"
	"rolebook/generator/people"
)

// peopleText prints a report on people for a terminal: how many there are, by
// rule and by unit, and then each with the roles that do not go together.
func peopleText(w io.Writer, r *people.Report, lang catalog.Lang, say *locale.Locale) error {
	t := &peopleWriter{out: bufio.NewWriter(w), lang: lang, say: say} // out keeps the first error of all for Flush
	counts := r.Count()
	t.line(say.T("cli_people_lead", "Date", say.Date(r.Result.On), "People", say.N("cli_count_people", r.People),
		"Assignments", say.N("cli_count_assignments", r.InForce), "Rules", say.N("cli_count_rules", len(counts.Rules))))
	if len(r.Persons) == 0 {
		t.line(say.T("cli_people_none"))
		return t.out.Flush()
	}
	t.line(say.T("cli_people_sum", "People", say.N("cli_count_people", counts.Total()),
		"Open", say.Integer(counts.Open), "Excepted", say.Integer(counts.Excepted), "Mitigated", say.Integer(counts.Mitigated)))
	if err := t.counts(counts); err != nil {
		return err
	}
	t.line("\n" + say.T("cli_people_each"))
	for _, p := range r.Persons {
		t.person(p)
	}
	return t.out.Flush()
}

// peopleWriter writes to a terminal in one language.
type peopleWriter struct {
	out  *bufio.Writer
	lang catalog.Lang
	say  *locale.Locale
}

func (t *peopleWriter) line(text string) { fmt.Fprintln(t.out, text) }

// counts prints the tables by rule and by unit.
func (t *peopleWriter) counts(c people.Counts) error {
	t.line("\n" + t.say.T("cli_people_by_rule"))
	rules := t.table()
	for _, r := range c.Rules {
		if r.Total() > 0 {
			t.row(rules, r.Count, t.rule(r.Rule))
		}
	}
	if err := rules.Write(t.out); err != nil || len(c.Units) == 0 {
		return err
	}
	t.line("\n" + t.say.T("cli_people_by_unit"))
	units := t.table()
	for _, u := range c.Units {
		name := u.Unit
		if name == "" {
			name = t.say.T("cli_people_no_unit")
		}
		t.row(units, u.Count, name)
		for _, r := range u.Rules {
			t.row(units, r.Count, "  "+t.rule(r.Rule))
		}
	}
	return units.Write(t.out)
}

func (t *peopleWriter) table() *terminal.Table {
	return &terminal.Table{
		Head:   []string{t.status(analysis.Open), t.status(analysis.Excepted), t.status(analysis.Mitigated), ""},
		Right:  []bool{true, true, true},
		Indent: "  ",
	}
}

func (t *peopleWriter) row(to *terminal.Table, c people.Count, name string) {
	to.Row(t.say.Integer(c.Open), t.say.Integer(c.Excepted), t.say.Integer(c.Mitigated), terminal.Safe(name))
}

func (t *peopleWriter) status(s analysis.Status) string {
	return t.say.T("book_finding_" + s.String())
}

func (t *peopleWriter) rule(r *catalog.Rule) string {
	return output.RuleID(r.ID) + "  " + plainText(r.Name, t.lang)
}

// person tells what somebody violates, and by which roles.
func (t *peopleWriter) person(p people.Person) {
	t.line("\n" + terminal.Safe(strings.Join(append([]string{p.Name}, p.Units...), "  ")))
	for _, b := range p.Verdict.Breaches {
		sign := output.Sign(string(b.Rule.Severity), b.Status == analysis.Open)
		fmt.Fprintf(t.out, "  %s %s %s  [%s]\n", sign, t.say.T("book_severity_"+string(b.Rule.Severity)), t.rule(b.Rule), t.status(b.Status))
		for _, f := range p.Verdict.Findings(b) {
			t.line("    " + t.set(f))
		}
	}
}

// set names the roles of a finding, and how it stands where that is not plain.
func (t *peopleWriter) set(f *analysis.Finding) string {
	names := make([]string, len(f.Roles))
	for i, r := range f.Roles {
		names[i] = plainText(r.Name, t.lang) + " (" + r.ID + ")"
	}
	line := strings.Join(names, " + ")
	if f.Status != analysis.Open {
		line += "  [" + t.status(f.Status) + "]"
	}
	if f.Exception == nil {
		return line
	}
	id := "cli_people_until"
	if f.Expired {
		id = "cli_people_expired"
	}
	return line + "  " + t.say.T(id, "Date", t.say.Date(f.Exception.Until))
}
