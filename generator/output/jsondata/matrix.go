package jsondata

import (
	"io"

	"rolebook/generator/analysis"
	"rolebook/generator/catalog"
)

// cell is what a role may do to an object by an action.
type cell struct {
	Role     string   `json:"role"`
	Object   string   `json:"object"`
	Action   string   `json:"action"`
	Grants   []grant  `json:"grants"`
	Findings []string `json:"findings"` // rules whose findings of kind role run through it
}

// grant is one that no other of the cell dominates.
type grant struct {
	Scope string   `json:"scope"`
	When  []string `json:"when"`
	From  string   `json:"from"`
	For   []string `json:"for"`
}

// WriteMatrix writes the effective permissions of every role:
//
//	{"cells": [{"role", "object", "action", "grants": [{"scope", "when", "from", "for"}], "findings"}]}
//
// in the order of roles by id, and the catalog's order of objects and actions.
func WriteMatrix(w io.Writer, m *analysis.Matrix) error {
	l := newList(w, "cells")
	for _, row := range m.Rows {
		for i := range row.Cells {
			l.add(cellOf(row.Role, &row.Cells[i]))
		}
	}
	return l.close()
}

func cellOf(role *catalog.Role, c *analysis.Cell) cell {
	out := cell{Role: role.ID, Object: c.Object.ID, Action: c.Action.ID, Grants: make([]grant, len(c.Grants)), Findings: c.Rules()}
	for i, h := range c.Grants {
		out.Grants[i] = grant{Scope: h.Scope.ID, When: conditionIDs(h.When), From: h.From.ID, For: dutyIDs(h.For)}
	}
	return out
}

func conditionIDs(list []*catalog.Condition) []string {
	return each(list, func(c *catalog.Condition) string { return c.ID })
}

func dutyIDs(list []*catalog.Duty) []string {
	return each(list, func(d *catalog.Duty) string { return d.ID })
}

func roleIDs(list []*catalog.Role) []string {
	return each(list, func(r *catalog.Role) string { return r.ID })
}
