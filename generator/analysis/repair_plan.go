package analysis

import (
	"slices"

	"rolebook/generator/catalog"
)

// plan gathers what a repair of one role has to meet: options, each of which
// takes a function away from the role, and obligations to take so many of them.
type plan struct {
	row         *Permissions
	by          *stewards
	lost        losses
	number      map[*catalog.Function]int // of the option that takes it away; -1 when nothing may
	options     []remedy
	obligations []obligation
	vital       bitset // cells that findings would need denied, but duties cannot spare
}

// obligation asks to take so many of some options.
type obligation struct {
	options []int
	take    int
}

func newPlan(p *Permissions, by *stewards, lost losses) *plan {
	return &plan{row: p, by: by, lost: lost, number: map[*catalog.Function]int{}, vital: newBitset(len(p.Cells))}
}

// demand adds that a finding must end. It reports false, and adds nothing, when
// no denial can end it: for a rule over roles, and where too many functions
// rest on pairs that duties cannot spare.
func (d *plan) demand(f *Finding) bool {
	var ob obligation
	var fixed []*catalog.Function
	for _, fn := range f.Rule.Functions {
		if !f.by.act(f.by.row[d.row.Role], fn).open {
			continue
		}
		if i := d.option(f.by, fn); i >= 0 {
			ob.options = append(ob.options, i)
		} else {
			fixed = append(fixed, fn)
		}
	}
	ob.take = len(ob.options) + len(fixed) - f.Rule.AtLeast + 1
	if len(f.Rule.Functions) == 0 || ob.take > len(ob.options) {
		d.explain(f.by, fixed)
		return false
	}
	d.obligations = append(d.obligations, ob)
	return true
}

// option numbers what it takes to end that the role performs a function: to
// deny each cell that gives it by an unmitigated grant.
func (d *plan) option(by *performance, fn *catalog.Function) int {
	if i, known := d.number[fn]; known {
		return i
	}
	cells := by.openCells(d.row, fn)
	d.number[fn] = -1
	if !slices.ContainsFunc(cells, d.spoils) {
		d.number[fn] = len(d.options)
		d.options = append(d.options, d.remedy(cells))
	}
	return d.number[fn]
}

// spoils reports whether denying a cell would leave a duty undone.
func (d *plan) spoils(cell int) bool {
	c := &d.row.Cells[cell]
	return d.by.spoils(pairOf(c.Object, c.Action), d.row.Role, d.lost)
}

// explain notes the pairs that keep functions where they are.
func (d *plan) explain(by *performance, fixed []*catalog.Function) {
	for _, fn := range fixed {
		for _, c := range by.openCells(d.row, fn) {
			if d.spoils(c) {
				d.vital.add(c)
			}
		}
	}
}

// remedy gives what it costs to deny cells.
func (d *plan) remedy(cells []int) remedy {
	r := d.row.none()
	for _, i := range cells {
		r.cells.add(i)
		c := &d.row.Cells[i]
		for k, duty := range d.row.Role.Duties {
			if grantedFor(d.row.Role, duty, c.Object, c.Action) {
				r.duties.add(k)
			}
		}
	}
	return r
}

// openCells lists the cells by which a role performs a function through a grant
// without a mitigating condition.
func (p *performance) openCells(row *Permissions, fn *catalog.Function) []int {
	var out []int
	for _, r := range p.act(p.row[row.Role], fn).grants {
		if !row.Cells[r.cell].Grants[r.grant].Mitigated() {
			out = append(out, int(r.cell))
		}
	}
	return slices.Compact(out)
}
