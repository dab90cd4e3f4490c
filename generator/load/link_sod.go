package load

import (
	"slices"
	"strings"

	"rolebook/generator/catalog"
	"rolebook/generator/diag"
)

// linkSoD takes over sod.yaml.
func (l *linker) linkSoD(parts []part) {
	found := l.partsOf(sodFile, parts)
	if len(found) == 0 {
		return
	}
	file := found[0].file
	l.functions.open = file.Broken() || file.Root != nil && !listed(file.Root, "functions")
	l.rules.open = file.Broken() || file.Root != nil && !listed(file.Root, "rules")
	shape, ok := found[0].shape.(*sodShape)
	if !ok {
		return
	}
	for _, s := range shape.Functions {
		l.linkFunction(file.Name, s)
	}
	for i := range shape.Rules {
		l.linkRule(file.Name, &shape.Rules[i])
	}
	for _, s := range shape.Exceptions {
		l.linkException(file.Name, s)
	}
	for _, s := range shape.Processes {
		l.linkProcess(file.Name, s)
	}
}

func (l *linker) linkFunction(file string, s functionShape) {
	f := &catalog.Function{ID: s.ID.Value, Name: l.text(file, s.Name), At: s.ID.At}
	for _, d := range s.Any {
		f.Any = append(f.Any, l.demand(d))
	}
	l.functions.define(l, s.ID, f)
	l.cat.Functions = append(l.cat.Functions, f)
}

// demand replaces modules by those of their objects that any of the actions
// applies to.
func (l *linker) demand(s demandShape) catalog.Demand {
	objects := l.objects.findAll(l, s.Objects)
	d := catalog.Demand{Actions: l.actionsOn(objects, s.Actions), Scope: l.scopes.find(l, s.Scope), At: s.At}
	for _, w := range s.Modules {
		if m := l.modules.find(l, w); m != nil {
			objects = append(objects, l.objectsOf(m, d.Actions)...)
		}
	}
	if len(s.Modules) > 0 && len(d.Actions) == len(s.Actions) {
		l.checkModules(s, d.Actions, objects)
	}
	d.Objects = inOrder(objects, func(o *catalog.Object) int { return o.Order })
	return d
}

func (l *linker) objectsOf(m *catalog.Module, actions []*catalog.Action) []*catalog.Object {
	var objects []*catalog.Object
	for _, o := range m.Objects {
		if slices.ContainsFunc(actions, func(a *catalog.Action) bool { return l.applies(o, a) }) {
			objects = append(objects, o)
		}
	}
	return objects
}

// checkModules demands that each action applies to something in the modules.
func (l *linker) checkModules(s demandShape, actions []*catalog.Action, objects []*catalog.Object) {
	modules := make([]string, 0, len(s.Modules))
	for _, w := range s.Modules {
		if l.modules.items[w.Value] == nil {
			return
		}
		modules = append(modules, w.Value)
	}
	for i, a := range actions {
		if !slices.ContainsFunc(objects, func(o *catalog.Object) bool { return l.applies(o, a) }) {
			l.diags.Add(diag.NotApplicable, s.Actions[i].At,
				diag.Msg("diag_not_applicable_module", "Action", a.ID, "Modules", modules), diag.Msg("diag_not_applicable_module_help"))
		}
	}
}

func (l *linker) linkRule(file string, s *ruleShape) {
	r := &catalog.Rule{
		ID: s.ID.Value, Name: l.text(file, s.Name),
		Functions: l.functions.findAll(l, s.Functions), Roles: l.roles.findAll(l, s.Roles),
		Severity: catalog.Severity(s.Severity.Value), Risk: l.text(file, s.Risk), Control: l.text(file, s.Control), At: s.ID.At,
	}
	listed := max(len(s.Functions), len(s.Roles))
	r.AtLeast = listed
	if s.AtLeast.Value != 0 {
		r.AtLeast = int(min(s.AtLeast.Value, float64(listed)))
		l.checkAtLeast(s.AtLeast, listed)
	}
	l.rules.define(l, s.ID, r)
	l.cat.Rules = append(l.cat.Rules, r)
}

// checkAtLeast refuses a rule that nothing can violate. Numbers below the
// least that the format allows the schema check reports.
func (l *linker) checkAtLeast(n number, listed int) {
	if n.Value > float64(listed) && listed > 0 {
		l.diags.Add(diag.BadValue, n.At, diag.Msg("diag_at_least", "Value", n.Value, "Limit", listed), diag.Msg("diag_at_least_help", "Limit", listed))
	}
}

func (l *linker) linkException(file string, s exceptionShape) {
	roles := l.roles.findAll(l, s.Roles)
	slices.SortFunc(roles, func(a, b *catalog.Role) int { return strings.Compare(a.ID, b.ID) })
	l.cat.Exceptions = append(l.cat.Exceptions, &catalog.Exception{
		Rule: l.rules.find(l, s.Rule), Roles: roles, Until: l.date(s.Until), ApprovedBy: l.text(file, s.ApprovedBy),
		Reason: l.text(file, s.Reason), Control: l.text(file, s.Control), At: s.At,
	})
}

func (l *linker) linkProcess(file string, s processShape) {
	p := &catalog.Process{
		ID: s.ID.Value, Name: l.text(file, s.Name), Steps: l.functions.findAll(l, s.Steps), People: int(s.People.Value), At: s.ID.At,
	}
	if n := len(s.Steps); n > 1 && s.People.Value > float64(n) {
		l.diags.Add(diag.BadValue, s.People.At, diag.Msg("diag_process_people", "Value", s.People.Value, "Limit", n), diag.Msg("diag_process_people_help", "Limit", n))
	}
	l.processes.define(l, s.ID, p)
	l.cat.Processes = append(l.cat.Processes, p)
}

// linkTests takes over tests.yaml.
func (l *linker) linkTests(parts []part) {
	for _, p := range l.partsOf(testsFile, parts) {
		shape, ok := p.shape.(*testsShape)
		if !ok {
			continue
		}
		for _, s := range *shape {
			words := s.Roles
			if s.Role.given() {
				words = append([]word{s.Role}, words...)
			}
			l.cat.Tests = append(l.cat.Tests, &catalog.AccessTest{
				Roles: l.roles.findAll(l, words), Can: l.accesses(s.Can), Cannot: l.accesses(s.Cannot), At: s.At,
			})
		}
	}
}

func (l *linker) accesses(words []word) []catalog.Access {
	var out []catalog.Access
	for _, w := range words {
		if a, ok := l.access(w); ok {
			out = append(out, a)
		}
	}
	return out
}

// access reads "<action> <object>" or "<action> <object> @<scope>". What has
// another form the schema check reports.
func (l *linker) access(w word) (a catalog.Access, ok bool) {
	parts := strings.Fields(w.Value)
	if len(parts) < 2 || len(parts) > 3 || len(parts) == 3 && !strings.HasPrefix(parts[2], "@") {
		return catalog.Access{}, false
	}
	at := func(s string) word { return word{s, w.At} }
	a = catalog.Access{Action: l.actions.find(l, at(parts[0])), Object: l.objects.find(l, at(parts[1])), At: w.At}
	if len(parts) == 3 {
		a.Scope = l.scopes.find(l, at(parts[2][1:]))
	}
	if a.Action != nil && a.Object != nil && !l.applies(a.Object, a.Action) {
		l.notApplicable(at(parts[0]), a.Object)
	}
	return a, true
}
