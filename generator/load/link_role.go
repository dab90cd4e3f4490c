package load

import (
	"cmp"
	"slices"
	"strings"

	"rolebook/generator/catalog"
	"rolebook/generator/diag"
)

// roleLink is a role on its way into the catalog.
type roleLink struct {
	*catalog.Role
	shape  *roleShape
	duties table[catalog.Duty]
}

// defineRoles makes the roles, sorted by id, before any of them points at
// another.
func (l *linker) defineRoles(parts []part) []*roleLink {
	var roles []*roleLink
	for _, p := range l.partsOf(roleFile, parts) {
		shape, ok := p.shape.(*roleShape)
		if !ok || !shape.ID.given() {
			l.expect(stem(p.file.Name))
			continue
		}
		r := &catalog.Role{ID: shape.ID.Value, File: p.file.Name, At: shape.ID.At}
		roles = append(roles, &roleLink{Role: r, shape: shape, duties: newTable[catalog.Duty]("duty")})
	}
	for _, r := range roles {
		if stem(r.File) == r.ID {
			l.roles.define(l, r.shape.ID, r.Role)
		}
	}
	for _, r := range roles {
		if stem(r.File) != r.ID {
			l.defineMisnamed(r)
		}
		l.cat.Roles = append(l.cat.Roles, r.Role)
	}
	byID := func(a, b *catalog.Role) int { return cmp.Compare(a.ID, b.ID) }
	slices.SortStableFunc(l.cat.Roles, byID)
	slices.SortStableFunc(roles, func(a, b *roleLink) int { return byID(a.Role, b.Role) })
	return roles
}

// defineMisnamed defines a role whose id is not its file's name. An id that
// belongs to another file is left to that one: the mismatch says it all. An id
// that can be no file's name the schema check reports.
func (l *linker) defineMisnamed(r *roleLink) {
	want := stem(r.File)
	if l.roles.items[r.ID] == nil {
		l.roles.define(l, r.shape.ID, r.Role)
	}
	if isID(r.ID) {
		l.diags.Add(diag.IDMismatch, r.At, diag.Msg("diag_id_mismatch", "ID", r.ID, "Stem", want), diag.Msg("diag_id_mismatch_help", "ID", r.ID, "Stem", want))
		l.expect(want)
	}
}

// expect notes a role whose file is there although nothing is known of it:
// pointing at it is no mistake.
func (l *linker) expect(id string) {
	if _, ok := l.roles.items[id]; !ok {
		l.roles.items[id] = nil
	}
}

// isID reports whether s has the form of ids, as the schemas' pattern has it.
func isID(s string) bool {
	for _, word := range strings.Split(s, "-") {
		if word == "" || strings.Trim(word, "abcdefghijklmnopqrstuvwxyz0123456789") != "" {
			return false
		}
	}
	return len(s) <= 64
}

// linkRole fills one role.
func (l *linker) linkRole(r *roleLink) {
	s, file := r.shape, r.File
	r.Name = l.text(file, s.Name)
	r.Family = l.families.find(l, s.Family)
	r.Status = catalog.Status(cmp.Or(s.Status.Value, string(catalog.Active)))
	r.Version = s.Version.Value
	l.checkCharacters(s.Version.Value, s.Version.At)
	r.Effective = l.date(s.Effective)
	r.Owner = l.text(file, s.Owner)
	if s.Review != nil {
		r.Review = &catalog.Review{Every: catalog.Period(s.Review.Every.Value), Last: l.date(s.Review.Last), At: s.Review.At}
	}
	r.ReportsTo = l.roles.find(l, s.ReportsTo)
	r.Inherits = l.roles.findAll(l, s.Inherits)
	r.Overview = l.text(file, s.Overview)
	l.linkDuties(r)
	l.linkPermissions(r)
	l.linkCollaboration(r)
	r.Requirements = l.requirements(file, s.Requirements)
	l.linkKPIs(r)
	for _, o := range s.Onboarding {
		r.Onboarding = append(r.Onboarding, &catalog.OnboardingStep{By: o.By.Value, Tasks: l.texts(file, o.Tasks), At: o.At})
	}
	r.CareerFrom = l.roles.findAll(l, s.Career.From)
	r.CareerTo = l.roles.findAll(l, s.Career.To)
}

func (l *linker) linkDuties(r *roleLink) {
	r.duties.open = !listed(l.files.File(r.File).Root, "duties")
	for _, s := range r.shape.Duties {
		d := &catalog.Duty{ID: s.ID.Value, Name: l.text(r.File, s.Name), At: s.ID.At}
		for _, t := range s.Tasks {
			d.Tasks = append(d.Tasks, &catalog.Task{
				Text:   l.text(r.File, t.Text),
				Detail: catalog.Detail(cmp.Or(t.Detail.Value, string(catalog.Standard))),
				Note:   l.text(r.File, t.Note),
			})
		}
		r.duties.define(l, s.ID, d)
		r.Duties = append(r.Duties, d)
	}
}

func (l *linker) linkCollaboration(r *roleLink) {
	for _, s := range r.shape.Collaboration {
		r.Collaboration = append(r.Collaboration, &catalog.Collaboration{
			With: l.roles.find(l, s.With), Party: l.text(r.File, s.Party), Purpose: l.text(r.File, s.Purpose),
			Gives: l.texts(r.File, s.Gives), Receives: l.texts(r.File, s.Receives), At: s.At,
		})
	}
}

func (l *linker) requirements(file string, s requirementsShape) catalog.Requirements {
	out := catalog.Requirements{
		Education:      l.text(file, s.Education),
		Certifications: l.texts(file, s.Certifications),
		Qualities:      l.texts(file, s.Qualities),
	}
	for _, e := range s.Experience {
		out.Experience = append(out.Experience, catalog.Experience{Text: l.text(file, e.Text), Years: e.Years.Value})
	}
	for _, k := range s.Skills {
		out.Skills = append(out.Skills, catalog.Skill{Name: l.text(file, k.Name), Level: catalog.Level(k.Level.Value), Required: k.Required.Value})
	}
	return out
}

func (l *linker) linkKPIs(r *roleLink) {
	kpis := newTable[catalog.KPI]("kpi")
	for _, s := range r.shape.KPIs {
		k := &catalog.KPI{
			ID: s.ID.Value, Name: l.text(r.File, s.Name), Target: l.target(r.File, s.Target),
			Period: catalog.Period(s.Period.Value), Formula: l.text(r.File, s.Formula), Source: l.text(r.File, s.Source),
			Duties: r.duties.findAll(l, s.Duties), At: s.ID.At,
		}
		kpis.define(l, s.ID, k)
		r.KPIs = append(r.KPIs, k)
	}
}

// target reads a comparison, or else a Text. A string that starts as
// comparisons do is meant as one.
func (l *linker) target(file string, t text) catalog.Target {
	if t.node == nil {
		return catalog.Target{}
	}
	if target, ok := catalog.ParseTarget(t.node.Value); ok {
		return target
	}
	if strings.IndexAny(strings.TrimSpace(t.node.Value), "<>=") == 0 {
		l.diags.Add(diag.BadValue, t.node.Span(file), diag.Msg("diag_bad_target", "Value", t.node.Value), diag.Msg("diag_bad_target_help"))
	}
	return catalog.Target{Text: l.text(file, t)}
}
