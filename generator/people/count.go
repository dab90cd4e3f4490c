package people

import (
	"maps"
	"slices"

	"rolebook/generator/analysis"
	"rolebook/generator/catalog"
)

// Count is how many people violate something, by status.
type Count struct{ Open, Excepted, Mitigated int }

func (c *Count) add(s analysis.Status) {
	switch s {
	case analysis.Open:
		c.Open++
	case analysis.Excepted:
		c.Excepted++
	case analysis.Mitigated:
		c.Mitigated++
	}
}

// Total counts people whatever the status.
func (c Count) Total() int { return c.Open + c.Excepted + c.Mitigated }

// RuleCount counts the people who violate a rule.
type RuleCount struct {
	Rule *catalog.Rule
	Count
}

// UnitCount counts the people of a unit. The unit of those who have none is
// empty. Who belongs to two is counted in each.
type UnitCount struct {
	Unit  string
	Count             // each person once, by the status that asks for most
	Rules []RuleCount // that anybody of the unit violates, in the order of findings
}

// Counts sums a report up.
type Counts struct {
	Count             // each person once, by the status that asks for most
	Rules []RuleCount // all rules, in the order of findings
	Units []UnitCount // by name; none when the file tells no units
}

// Count counts the people of the report.
func (r *Report) Count() Counts {
	rules := r.Result.Rules()
	all := newTallier(rules)
	units := map[string]*tallier{}
	for _, p := range r.Persons {
		all.add(p)
		for _, u := range r.unitsOf(p) {
			if units[u] == nil {
				units[u] = newTallier(rules)
			}
			units[u].add(p)
		}
	}
	out := Counts{Count: all.people, Rules: all.counts(rules)}
	for _, u := range slices.Sorted(maps.Keys(units)) {
		counts := slices.DeleteFunc(units[u].counts(rules), func(c RuleCount) bool { return c.Total() == 0 })
		out.Units = append(out.Units, UnitCount{u, units[u].people, counts})
	}
	return out
}

// unitsOf gives the units in which a person counts.
func (r *Report) unitsOf(p Person) []string {
	switch {
	case !r.Units:
		return nil
	case len(p.Units) == 0:
		return []string{""}
	}
	return p.Units
}

// tallier counts people.
type tallier struct {
	people Count
	rules  map[*catalog.Rule]*Count
}

func newTallier(rules []*catalog.Rule) *tallier {
	t := &tallier{rules: make(map[*catalog.Rule]*Count, len(rules))}
	for _, rule := range rules {
		t.rules[rule] = &Count{}
	}
	return t
}

func (t *tallier) add(p Person) {
	t.people.add(p.Status())
	for _, b := range p.Verdict.Breaches {
		t.rules[b.Rule].add(b.Status)
	}
}

func (t *tallier) counts(rules []*catalog.Rule) []RuleCount {
	out := make([]RuleCount, len(rules))
	for i, rule := range rules {
		out[i] = RuleCount{rule, *t.rules[rule]}
	}
	return out
}

// Status is that of the person's breach which asks for most.
func (p Person) Status() analysis.Status {
	worst := analysis.Mitigated
	for _, b := range p.Verdict.Breaches {
		worst = min(worst, b.Status)
	}
	return worst
}
