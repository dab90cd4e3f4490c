package analysis

import (
	"cmp"
	"slices"
	"strings"

	"rolebook/generator/catalog"
)

// Pair is an object and an action: what a denial names.
type Pair struct {
	Object *catalog.Object
	Action *catalog.Action
}

// Repair is what to deny a role so that its conflicts end. The cost of a
// repair is, in this order: duties of the role that lose a pair granted for
// them, pairs denied, and the pairs' order in the catalog.
//
// No repair leaves a duty undone: a pair that a grant gives for a duty is not
// denied when no other role could take over; see [stewards].
type Repair struct {
	Role       *catalog.Role
	Deny       []Pair          // in catalog order
	DutiesLost []*catalog.Duty // in the role's order
	Minimal    bool            // proved to cost least; else the best that was found
	Cleared    []*catalog.Rule // rules of the findings that the denials end, in the order of the findings
	Cannot     []*catalog.Rule // rules of those that no repair ends, by id
	Vital      []Pair          // pairs that would end them, but that some duty cannot do without; in catalog order
	Heirs      []*catalog.Role // the roles that inherit the denials, by id
}

// Proof says how sure it is that nothing costs less, in the word that the JSON
// form uses.
func (r *Repair) Proof() string {
	if r.Minimal {
		return "minimal"
	}
	return "best found"
}

// DefaultSteps bounds the search for a repair. Real catalogs need a few dozen
// steps for a role; a second is good for some [StepsPerSecond].
const DefaultSteps = 5 * StepsPerSecond

// StepsPerSecond is how many steps of the search a second is taken for. Steps
// are counted and not seconds, so that every machine comes to the same repair.
const StepsPerSecond = 20_000

// Repairs gives, for each role with open findings of kind [RoleKind], by role
// id, the cheapest denials that end them all; the search takes at most so many
// steps a role. What is proposed for one role is taken as done for the roles
// behind it, so that all repairs together leave no duty undone either.
func (r *Result) Repairs(steps int) []*Repair {
	open := map[*catalog.Role][]*Finding{}
	for _, f := range r.Findings {
		if f.Kind() == RoleKind && f.Status == Open {
			open[f.Roles[0]] = append(open[f.Roles[0]], f)
		}
	}
	var out []*Repair
	lost := losses{}
	for _, role := range r.Catalog.Roles { // by id
		if len(open[role]) == 0 {
			continue
		}
		fix := repair(open[role], lost, steps)
		for _, p := range fix.Deny {
			k := pairOf(p.Object, p.Action)
			lost[k] = append(lost[k], role)
		}
		fix.Heirs = heirs(r.Catalog, role)
		out = append(out, fix)
	}
	return out
}

// heirs lists the roles that inherit from a role, near and far.
func heirs(cat *catalog.Catalog, role *catalog.Role) []*catalog.Role {
	var out []*catalog.Role
	for _, r := range cat.Roles {
		if r != role && slices.Contains(lineage(r), role) {
			out = append(out, r)
		}
	}
	return out
}

// Suggestion gives the cheapest denials after which the role of a finding no
// longer violates the rule by unmitigated grants, or says in Cannot and Vital
// why there are none. It is nil where denials are not the question: for
// combinations, for rules over roles, and where every violation is mitigated
// already.
func (f *Finding) Suggestion() *Repair {
	if f.Kind() != RoleKind || len(f.Rule.Functions) == 0 || f.Mitigated {
		return nil
	}
	return repair([]*Finding{f}, nil, DefaultSteps)
}

// repair finds the denials that end findings of one role at the least cost.
func repair(findings []*Finding, lost losses, steps int) *Repair {
	by := findings[0].by
	p := by.rows[by.row[findings[0].Roles[0]]]
	d := newPlan(p, by.stewards(), lost)
	out := &Repair{Role: p.Role}
	for _, f := range findings {
		if d.demand(f) {
			out.Cleared = append(out.Cleared, f.Rule)
		} else {
			out.Cannot = append(out.Cannot, f.Rule)
		}
	}
	slices.SortFunc(out.Cannot, func(a, b *catalog.Rule) int { return strings.Compare(a.ID, b.ID) })
	best, proved := d.search(steps)
	out.Minimal = proved
	out.Deny, out.Vital = p.pairs(best.cells), p.pairs(d.vital)
	for i := best.duties.next(0); i >= 0; i = best.duties.next(i + 1) {
		out.DutiesLost = append(out.DutiesLost, p.Role.Duties[i])
	}
	return out
}

func (p *Permissions) pairs(cells bitset) []Pair {
	var out []Pair
	for i := cells.next(0); i >= 0; i = cells.next(i + 1) {
		out = append(out, Pair{p.Cells[i].Object, p.Cells[i].Action})
	}
	return out
}

// remedy is a set of cells denied, and of duties that lose by it.
type remedy struct{ cells, duties bitset }

func (p *Permissions) none() remedy {
	return remedy{newBitset(len(p.Cells)), newBitset(len(p.Role.Duties))}
}

// with gives r and b together.
func (r remedy) with(b remedy) remedy {
	out := remedy{slices.Clone(r.cells), slices.Clone(r.duties)}
	out.cells.join(b.cells)
	out.duties.join(b.duties)
	return out
}

// compare orders remedies by what they cost.
func (r remedy) compare(b remedy) int {
	return cmp.Or(
		cmp.Compare(r.duties.count(), b.duties.count()),
		cmp.Compare(r.cells.count(), b.cells.count()),
		r.cells.compare(b.cells),
	)
}
