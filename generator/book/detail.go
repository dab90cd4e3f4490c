package book

import "rolebook/generator/catalog"

// contents says what documents of a level of detail hold. Each level holds what
// the one before it holds, and more. docs/commands.md tells readers the same.
type contents struct {
	tasks catalog.Detail // tasks up to this level

	// From standard on.
	marks         bool // the table of permissions, its legend and the findings
	exchange      bool // what passes to and from partners
	preferred     bool // skills that are no condition, certificates, qualities
	formulas      bool // how a KPI is measured
	career        bool
	history       bool // versions, with room for the ones to come
	collaboration bool

	// In full.
	notes   bool // good practice below tasks
	sources bool // where a KPI's figures come from, and the duties it serves
	reasons bool // duties that ask for a permission, and roles it comes from
	plan    bool // the first 90 days, in a job description
}

// holds is the one place that decides what each level of detail holds.
func holds(d catalog.Detail) contents {
	standard, full := d.Includes(catalog.Standard), d.Includes(catalog.Full)
	return contents{
		tasks: d,
		marks: standard, exchange: standard, preferred: standard, formulas: standard, career: standard, history: standard, collaboration: standard,
		notes: full, sources: full, reasons: full, plan: full,
	}
}

// task reports whether a task is told.
func (c contents) task(t Task) bool { return c.tasks.Includes(catalog.Detail(t.Detail)) }
