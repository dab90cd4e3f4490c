package main

import (
	"bufio"
	"fmt"
	"io"

	"rolebook/generator/analysis"
	"rolebook/generator/catalog"
	"rolebook/generator/output/terminal"
)

// comparison prints how two roles stand to each other, and where they differ.
func (a *app) comparison(w io.Writer, c *analysis.Comparison, lang catalog.Lang) error {
	out := bufio.NewWriter(w) // keeps the first error of all for Flush
	for _, r := range []*catalog.Role{c.A, c.B} {
		fmt.Fprintf(out, "%s  %s%s\n", r.ID, plainText(r.Name, lang), a.standing(r))
	}
	fmt.Fprintln(out, a.say.T("cli_compare_"+string(c.Relation), "A", c.A.ID, "B", c.B.ID))
	fmt.Fprintln(out, a.say.N("cli_compare_same", c.Same))
	var onlyA, onlyB [][]string
	for _, x := range c.OnlyA {
		onlyA = append(onlyA, []string{accessOf(x), a.grantsOf(x)})
	}
	for _, x := range c.OnlyB {
		onlyB = append(onlyB, []string{accessOf(x), a.grantsOf(x)})
	}
	a.differences(out, a.say.T("cli_compare_only", "Role", c.A.ID), onlyA)
	a.differences(out, a.say.T("cli_compare_only", "Role", c.B.ID), onlyB)
	for _, r := range []analysis.Relation{analysis.Subsumes, analysis.Subsumed, analysis.Overlaps} {
		var rows [][]string
		for _, d := range c.Differ {
			if d.Relation == r {
				rows = append(rows, []string{accessOf(d.A), a.grantsOf(d.A), a.grantsOf(d.B)})
			}
		}
		a.differences(out, a.say.T("cli_compare_cells_"+string(r), "A", c.A.ID, "B", c.B.ID), rows)
	}
	return out.Flush()
}

// differences prints a section below others, if it has rows.
func (a *app) differences(out *bufio.Writer, title string, rows [][]string) {
	if len(rows) > 0 {
		fmt.Fprintln(out)
		a.section(out, title, rows)
	}
}

// section prints a title with the number of rows, and the rows.
func (a *app) section(out *bufio.Writer, title string, rows [][]string) {
	fmt.Fprintf(out, "%s%s%s\n", title, a.say.T("colon"), a.say.Integer(len(rows)))
	table := terminal.Table{Indent: "  "}
	for _, row := range rows {
		table.Row(row...)
	}
	_ = table.Write(out) // out keeps its error
}

// accessOf writes a permission as tests.yaml does.
func accessOf(c *analysis.Cell) string {
	return accessWords(catalog.Access{Action: c.Action, Object: c.Object})
}

// grantsOf lists the grants of a cell, as "@own; @all if logged".
func (a *app) grantsOf(c *analysis.Cell) string {
	grants := make([]string, len(c.Grants))
	for i, h := range c.Grants {
		grants[i] = "@" + h.Scope.ID
		if len(h.When) > 0 {
			var ids []string
			for _, x := range h.When {
				ids = append(ids, x.ID)
			}
			grants[i] = a.say.T("cli_compare_if", "Scope", grants[i], "Conditions", a.say.List(ids))
		}
	}
	return a.say.Clauses(grants)
}

// propertiesText prints what stands out in a catalog, a section a question.
func (a *app) propertiesText(w io.Writer, p *analysis.Properties) error {
	out := bufio.NewWriter(w) // keeps the first error of all for Flush
	for i, part := range a.propertyParts(p) {
		if i > 0 {
			fmt.Fprintln(out)
		}
		a.section(out, a.say.T("cli_properties_"+part.id), part.rows)
	}
	return out.Flush()
}

// propertyPart is one question, and the rows that answer it.
type propertyPart struct {
	id   string
	rows [][]string
}

func (a *app) propertyParts(p *analysis.Properties) []propertyPart {
	redundant, near, leaves := propertyPart{id: "redundant"}, propertyPart{id: "near"}, propertyPart{id: "leaves"}
	for _, x := range p.Redundant {
		is := "cli_properties_subsumed"
		if x.Equal {
			is = "cli_properties_equal"
		}
		redundant.rows = append(redundant.rows, []string{x.Role.ID, a.say.T(is, "By", x.By.ID)})
	}
	for _, x := range p.Near {
		near.rows = append(near.rows, []string{x.A.ID, x.B.ID, a.share(x.Shared, x.Of)})
	}
	for _, x := range p.Leaves {
		row := []string{x.Role.ID}
		if x.Bare {
			row = append(row, a.say.T("cli_properties_bare"))
		}
		leaves.rows = append(leaves.rows, row)
	}
	widest, sensitive := propertyPart{id: "widest"}, propertyPart{id: "sensitive"}
	for _, x := range p.Widest {
		widest.rows = append(widest.rows, []string{x.Role.ID, a.share(x.Pairs, x.Of)})
	}
	for _, x := range p.Sensitive {
		for _, r := range x.Roles {
			sensitive.rows = append(sensitive.rows, []string{x.Class.ID, "@" + x.Scope.ID, r.Role.ID, a.amount(r)})
		}
	}
	return []propertyPart{redundant, near, {"unused", unusedRows(p.Unused)}, leaves, widest, sensitive}
}

// share writes a part of a whole with its hundredths, rounded down.
func (a *app) share(n, of int) string {
	return a.say.T("cli_properties_share", "Number", a.say.Integer(n), "Of", a.say.Integer(of), "Share", a.say.Integer(100*n/of))
}

func (a *app) amount(r analysis.Access) string {
	s := a.say.N("cli_properties_permissions", r.Pairs)
	if r.Conditional > 0 {
		s += a.say.T("cli_properties_conditional", "Number", a.say.Integer(r.Conditional))
	}
	return s
}

// unusedRows names each word with the key under which the catalog lists it.
func unusedRows(u analysis.Unused) [][]string {
	var rows [][]string
	add := func(key string, ids []string) {
		for _, id := range ids {
			rows = append(rows, []string{key, id})
		}
	}
	add("families", listIDs(u.Families, func(x *catalog.Family) string { return x.ID }))
	add("objects", listIDs(u.Objects, func(x *catalog.Object) string { return x.ID }))
	add("actions", listIDs(u.Actions, func(x *catalog.Action) string { return x.ID }))
	add("scopes", listIDs(u.Scopes, func(x *catalog.Scope) string { return x.ID }))
	add("classes", listIDs(u.Classes, func(x *catalog.Class) string { return x.ID }))
	add("conditions", listIDs(u.Conditions, func(x *catalog.Condition) string { return x.ID }))
	add("functions", listIDs(u.Functions, func(x *catalog.Function) string { return x.ID }))
	return rows
}

func listIDs[T any](list []T, id func(T) string) []string {
	ids := make([]string, len(list))
	for i, x := range list {
		ids[i] = id(x)
	}
	return ids
}
