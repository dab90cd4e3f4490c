// Package people holds real people against the rules: from a file of
// assignments, who holds which roles and when, to the people who violate a rule
// on a day.
//
// Start at [Check]. A file may be larger than memory: it is read in blocks, on
// all processors. Where the rows of a person stand together and people are in
// order, each is judged as they pass. Otherwise the rows are first sorted into
// parts by person, which go to a temporary file as soon as they are many. Either
// way nothing is kept of people who violate nothing.
//
// People are personal data. This package hands out their names in [Person]
// alone; [Pseudonyms] puts other names in their place.
package people

import (
	"context"
	"os"
	"runtime"
	"slices"
	"strings"

	"rolebook/generator/analysis"
	"rolebook/generator/catalog"
)

// Report is what people's assignments come to on a day.
type Report struct {
	Result  *analysis.Result // the catalog, its rules and the day
	Rows    int              // assignments in the file
	InForce int              // those of the day
	People  int              // who have one of those
	Persons []Person         // who violate a rule, by name
	Units   bool             // whether the file tells units
	Ignored []string         // names of the file's other columns
}

// Person is somebody who violates a rule.
type Person struct {
	Name    string
	Units   []string // that the assignments in force name, sorted
	Verdict *analysis.Verdict
}

// Input is a file of assignments.
type Input struct {
	Name string   // for diagnostics
	File *os.File // a plain file from its beginning on, or anything that can be read once
}

// Check holds the people of a file against the rules, on the judge's day. A
// file with problems gives these instead of a report; err means that the
// machine failed.
func Check(ctx context.Context, in Input, judge *analysis.Judge) (*Report, *Problems, error) {
	cat := judge.Result().Catalog
	c := &checker{judge: judge, roles: newRoleTable(cat.Roles), units: newUnits(), workers: runtime.GOMAXPROCS(0)}
	release, err := c.open(in.File)
	if err != nil {
		return nil, nil, err
	}
	defer release()
	report, wrong, err := c.check(ctx)
	if err != nil {
		return nil, nil, err
	}
	if told := wrong.told(in.Name, roleIDs(cat)); told != nil {
		return nil, told, nil
	}
	report.Result = judge.Result()
	return report, nil, nil
}

func (r *Report) sort() {
	slices.SortFunc(r.Persons, func(a, b Person) int { return strings.Compare(a.Name, b.Name) })
}

func roleIDs(cat *catalog.Catalog) []string {
	ids := make([]string, len(cat.Roles))
	for i, r := range cat.Roles {
		ids[i] = r.ID
	}
	return ids
}
