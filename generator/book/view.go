package book

import "rolebook/generator/catalog"

// View is what a role's page shows of what a document tells.
type View struct {
	Sections []string       // of the page, by id, in its order
	Tasks    catalog.Detail // tasks up to this level; none when empty
}

// ViewOf gives the view for the documents of a scenario and a level of detail,
// see [Scenarios]. It goes by what [holds] says.
func ViewOf(scenario string, detail catalog.Detail) View {
	c := holds(detail)
	var v View
	show := func(told bool, sections ...string) {
		if told {
			v.Sections = append(v.Sections, sections...)
		}
	}
	switch scenario {
	case "job-description":
		v.Tasks = c.tasks
		show(true, "overview", "duties", "permissions")
		show(c.collaboration, "collaboration")
		show(true, "requirements", "kpis")
		show(c.plan, "onboarding")
		show(c.career, "career")
	case "onboarding":
		v.Tasks = c.pageTasks
		show(true, "overview", "duties", "permissions", "collaboration")
		show(c.measures, "kpis")
		show(true, "onboarding")
	case "performance":
		show(true, "duties", "kpis")
	case "recruitment":
		v.Tasks = c.advertTasks
		show(true, "overview", "duties")
		show(c.aims, "collaboration")
		show(true, "requirements")
		show(c.aims, "kpis")
		show(c.career, "career")
	case "access-review":
		show(true, "permissions")
	}
	return v
}
