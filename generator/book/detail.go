package book

import "rolebook/generator/catalog"

// contents says what documents of a level of detail hold.
type contents struct {
	tasks     catalog.Detail // tasks up to this level
	pageTasks catalog.Detail // likewise, where a role is told on one page
	questions int            // of a quiz
	changes   int            // lines for changes, in a review
	scopes    bool           // how far permissions go, and on what conditions

	marks         bool // the table of permissions, its legend and the findings
	collaboration bool
	exchange      bool // what passes to and from partners
	preferred     bool // skills that are no condition, certificates, qualities
	formulas      bool // how a KPI is measured, and the other duties it serves
	measures      bool // what a duty is measured by, where a role is told on one page
	career        bool
	history       bool // versions, with room for the ones to come
	talks         bool // room for what was said about the record
	paths         bool // in a review, where a permission comes from and the duties it serves; what points to confirm are about

	notes    bool // good practice below tasks
	practice bool // good practice in a part of its own
	sources  bool // where a KPI's figures come from
	reasons  bool // duties that ask for a permission, and roles it comes from
	plan     bool // the first 90 days, in a job description
	growth   bool // room for what to learn
	classes  bool // in a review, how sensitive objects are, and what the fingerprint is made of
	risks    bool // in a review, what roles that exclude each other are a risk of
	aims     bool // in an advert, partners and what for, and the figures that tell good work

	advertTasks catalog.Detail // tasks up to this level, one below the document's; none when empty
}

// holds is the one place that decides what each level of detail holds. Each
// holds what the one before it holds, and more. docs/commands.md tells readers
// the same.
func holds(d catalog.Detail) contents {
	c := contents{tasks: catalog.Brief, pageTasks: catalog.Brief, questions: 6, changes: 3}
	if d.Includes(catalog.Standard) {
		c.tasks, c.advertTasks, c.questions, c.changes = catalog.Standard, catalog.Brief, 10, 5
		c.marks, c.scopes, c.paths = true, true, true
		c.collaboration, c.exchange, c.preferred, c.career = true, true, true, true
		c.formulas, c.measures, c.talks = true, true, true
		c.history = true
	}
	if d.Includes(catalog.Full) {
		c.tasks, c.pageTasks, c.advertTasks, c.questions, c.changes = catalog.Full, catalog.Standard, catalog.Standard, 15, 8
		c.notes, c.practice, c.sources, c.reasons, c.plan = true, true, true, true, true
		c.growth, c.aims = true, true
		c.classes, c.risks = true, true
	}
	return c
}

// advertTask reports whether an advert tells a task.
func (c contents) advertTask(t Task) bool {
	return c.advertTasks != "" && c.advertTasks.Includes(catalog.Detail(t.Detail))
}
