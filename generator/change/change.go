// Package change finds out what has changed in meaning from one catalog to
// another: what roles may do in effect, which conflicts that opens and ends, and
// what is said differently. How files are laid out, in which order keys stand
// and how a text is quoted is no change.
//
// Start at [Between]. Things are paired by id, as two catalogs share no
// pointers; what has no id, such as a task, is paired by what it says. The two
// may differ in everything, languages and vocabulary included, and a change
// read backwards is the change from the second catalog to the first.
package change

import (
	"slices"

	"rolebook/generator/analysis"
	"rolebook/generator/catalog"
)

// Change is what differs between two catalogs that were analysed as of the same
// day, so that no time passes between them.
type Change struct {
	Old, New *analysis.Result

	Permissions []Permission // by role, object and action
	Fields      []Field      // likewise, then by field
	Findings    []Finding    // by severity, rule, number of roles, roles
	Bulks       []*Bulk      // by severity and rule: of those too many for Findings
	Items       []Item       // of the catalog, its rules and its roles; see [Item]
	Renamed     []Renaming   // roles that certainly have but another id

	// Cut lists the ids of rules that are cut in either result: of theirs,
	// findings may be missing on both sides.
	Cut []string
}

// Between finds what changes when the second catalog takes the place of the first.
func Between(before, after *analysis.Result) *Change {
	c := &Change{Old: before, New: after}
	p := newPairs(before.Catalog, after.Catalog)
	c.Permissions, c.Fields = p.permissions(before.Matrix, after.Matrix)
	c.Findings = findings(before, after)
	c.Bulks = bulks(before, after)
	c.Items = compared(entriesOf(before.Catalog), entriesOf(after.Catalog))
	c.Renamed = renamed(c.Items, before.Catalog, after.Catalog)
	c.Cut = cut(before, after)
	return c
}

// None reports whether the two catalogs mean the same.
func (c *Change) None() bool {
	return len(c.Permissions)+len(c.Fields)+len(c.Findings)+len(c.Bulks)+len(c.Items) == 0
}

// NewFinding reports whether a finding is open now that was not open before, or
// not as grave: one at least as severe as asked for, or any with an empty
// severity. A combination is none if some of its roles were found before without
// the others.
func (c *Change) NewFinding(least catalog.Severity) bool {
	return slices.ContainsFunc(c.Findings, func(f Finding) bool { return f.Reaches(least) }) ||
		slices.ContainsFunc(c.Bulks, func(b *Bulk) bool { return b.Reaches(least) })
}

// Opened lists the findings that are new in the sense of [Change.NewFinding] at
// their own severity: those that may be listed, and the rules with too many.
func (c *Change) Opened() (findings []Finding, bulks []*Bulk) {
	for _, f := range c.Findings {
		if f.Reaches(f.Finding().Severity()) {
			findings = append(findings, f)
		}
	}
	for _, b := range c.Bulks {
		if b.Reaches(b.Rule().Severity) {
			bulks = append(bulks, b)
		}
	}
	return findings, bulks
}

// Reaches reports whether the finding is new in the sense of
// [Change.NewFinding].
func (f Finding) Reaches(least catalog.Severity) bool {
	is := func(x *analysis.Finding) bool {
		return x != nil && x.Status == analysis.Open && (least == "" || x.Severity().Rank() <= least.Rank())
	}
	return is(f.New) && !is(f.before())
}

// Op says what became of a thing.
type Op string

// What may become of a thing.
const (
	Added     Op = "added"
	Removed   Op = "removed"
	Changed   Op = "changed"
	Reordered Op = "reordered" // the things of a kind stand in another order
)
