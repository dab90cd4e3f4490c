package hugosite

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"rolebook/generator/analysis"
	"rolebook/generator/book"
	"rolebook/generator/catalog"
)

// staff is a catalog of four families in an order that makes arcs cross, with
// one manager over all, somebody who reports to nobody and a base role.
func staff(t *testing.T, extra int) *book.Book {
	t.Helper()
	cat := &catalog.Catalog{Languages: []catalog.Lang{catalog.English}, Organization: catalog.NewText("en", "Example")}
	for i := range 4 {
		id := fmt.Sprintf("f%d", i)
		cat.Families = append(cat.Families, &catalog.Family{ID: id, Name: catalog.NewText("en", "Family "+id), Order: i})
	}
	role := func(id string, family int, boss *catalog.Role) *catalog.Role {
		r := &catalog.Role{ID: id, Name: catalog.NewText("en", "Role "+id), Family: cat.Families[family], Status: catalog.Active, ReportsTo: boss, Overview: catalog.NewText("en", "Works.")}
		cat.Roles = append(cat.Roles, r)
		return r
	}
	head := role("a-head", 0, nil)
	one, two, three := role("b-one", 1, head), role("c-two", 2, head), role("d-three", 3, head)
	role("e-alone", 3, nil).Inherits = []*catalog.Role{role("f-base", 3, nil)}
	for i := range extra {
		role(fmt.Sprintf("x%03d", i), 1+i%3, one)
	}
	item := func(n int) (out []catalog.Text) {
		for i := range n {
			out = append(out, catalog.NewText("en", fmt.Sprint("item ", i)))
		}
		return out
	}
	meet := func(r, with *catalog.Role, gives, receives int) {
		r.Collaboration = append(r.Collaboration, &catalog.Collaboration{With: with, Gives: item(gives), Receives: item(receives)})
	}
	// f0 with f2 and f1 with f3 cross in the order of the catalog.
	meet(head, two, 2, 1)
	meet(two, head, 1, 2) // the same, from the other side
	meet(one, three, 0, 5)
	cat.Index()
	return book.New(analysis.Run(cat, catalog.Date{}), "").Books[0]
}

func TestOrgMapOrder(t *testing.T) {
	t.Parallel()
	m := newOrgMap(staff(t, 0))
	if n := m.crossings(); n != 0 {
		t.Errorf("%d arcs cross, and none has to", n)
	}
	var arcs []string
	for _, a := range m.arcs {
		if a.one.place >= a.other.place {
			t.Errorf("an arc leads up: %s to %s", a.one.family.ID, a.other.family.ID)
		}
		pair := []string{a.one.family.ID, a.other.family.ID}
		slices.Sort(pair)
		arcs = append(arcs, fmt.Sprintf("%s %d", strings.Join(pair, "-"), a.items))
	}
	slices.Sort(arcs)
	if got, want := strings.Join(arcs, ", "), "f0-f2 3, f1-f3 5"; got != want {
		t.Errorf("between the families pass %s, want %s", got, want)
	}
	if m.items != 8 || m.columns != 2 || len(m.boxes) != 6 || len(m.lines) != 3 || m.grouped {
		t.Errorf("%d items, %d columns, %d boxes, %d lines, grouped %v", m.items, m.columns, len(m.boxes), len(m.lines), m.grouped)
	}
}

// TestOrgMapOfMany: past a number of roles a box stands for a family's roles of
// one level, and no role is lost.
func TestOrgMapOfMany(t *testing.T) {
	t.Parallel()
	b := staff(t, 100)
	m := newOrgMap(b)
	roles := 0
	for _, box := range m.boxes {
		roles += len(box.roles)
	}
	if !m.grouped || roles != len(b.Roles) || len(m.boxes) > len(m.lanes)*m.columns || len(m.flows) > 0 {
		t.Errorf("grouped %v: %d of %d roles in %d boxes, %d flows", m.grouped, roles, len(b.Roles), len(m.boxes), len(m.flows))
	}
}

func TestReporting(t *testing.T) {
	t.Parallel()
	tree := newReporting(staff(t, 3))
	ids := func(list []*book.RolePage) (out []string) {
		for _, r := range list {
			out = append(out, r.ID)
		}
		return out
	}
	if got := fmt.Sprint(ids(tree.roots), ids(tree.base), ids(tree.reports["a-head"])); got != "[a-head e-alone] [f-base] [b-one c-two d-three]" {
		t.Errorf("roots, base roles and reports are %s", got)
	}
	if tree.below("a-head") != 6 || tree.levels["x000"] != 2 {
		t.Errorf("%d below the head, x000 on level %d", tree.below("a-head"), tree.levels["x000"])
	}
}
