package generator

import (
	"strconv"
	"strings"

	"rolebook/generator/catalog"
)

// identity writes what the role is, and what else may be said of it.
func (w *roleWriter) identity() {
	r := w.like
	w.line(0, "")
	w.line(0, "id: %s", plain(w.id))
	w.original(0, r.Name)
	w.line(0, "name: %s", w.name())
	w.comment(0, w.say.T("cli_new_family", "IDs", names(w.cat.Families, familyID)))
	w.line(0, "family: %s", plain(r.Family.ID))
	w.comment(0, w.say.T("cli_new_status"))
	w.line(0, "status: draft")
	w.line(0, "version: \"0.1.0\"")
	w.optional(0, "owner", r.Owner)
	if r.Review != nil {
		w.line(0, "review: {every: %s, last: %s}", r.Review.Every, w.on)
	}
	if r.ReportsTo != nil {
		w.line(0, "reports_to: %s", plain(r.ReportsTo.ID))
	}
	if len(r.Inherits) > 0 {
		w.line(0, "inherits: %s", ids(r.Inherits, roleID))
	}
	if !w.copied {
		w.comment(0, w.say.T("cli_new_optional", "Date", w.on.String()))
	}
}

func familyID(f *catalog.Family) string       { return f.ID }
func roleID(r *catalog.Role) string           { return r.ID }
func dutyID(d *catalog.Duty) string           { return d.ID }
func objectID(o *catalog.Object) string       { return o.ID }
func actionID(a *catalog.Action) string       { return a.ID }
func conditionID(c *catalog.Condition) string { return c.ID }
func scopeID(s *catalog.Scope) string         { return s.ID }
func fieldID(f *catalog.Field) string         { return f.ID }

func (w *roleWriter) duties() {
	w.head("cli_new_duties")
	w.line(0, "duties:")
	for _, d := range w.like.Duties {
		w.line(1, "- id: %s", plain(d.ID))
		w.text(2, "name", d.Name)
		w.line(2, "tasks:")
		for _, t := range d.Tasks {
			w.task(t)
		}
	}
}

func (w *roleWriter) task(t *catalog.Task) {
	w.original(3, t.Text)
	if t.Detail == catalog.Standard && t.Note.IsZero() {
		w.line(3, "- %s", w.placeholder())
		return
	}
	w.line(3, "- text: %s", w.placeholder())
	w.line(4, "detail: %s", t.Detail)
	w.optional(4, "note", t.Note)
}

func (w *roleWriter) permissions() {
	w.head("cli_new_permissions", "Actions", names(w.cat.Actions, actionID), "Scopes", names(w.cat.Scopes, scopeID),
		"Conditions", names(w.cat.Conditions, conditionID))
	w.line(0, "permissions:")
	if len(w.like.Allow) == 0 {
		w.line(1, "allow: []")
		w.example()
	} else {
		w.line(1, "allow:")
	}
	for _, g := range w.like.Allow {
		w.line(2, "- %s", grantLine(g))
	}
	if len(w.like.Deny) > 0 {
		w.line(1, "deny:")
	}
	for _, d := range w.like.Deny {
		w.line(2, "- objects: %s", ids(d.Objects, objectID))
		w.line(3, "actions: %s", ids(d.Actions, actionID))
		w.optional(3, "note", d.Note)
	}
	w.texts(1, "limits", w.like.Limits)
}

// example shows a grant and a denial in the catalog's own words.
func (w *roleWriter) example() {
	object, scope := w.cat.Objects[0], w.cat.Scopes[0]
	w.comment(1, "allow:")
	w.comment(1, "  - {objects: ["+object.ID+"], actions: ["+object.Actions[0].ID+"], scope: "+scope.ID+", for: ["+w.like.Duties[0].ID+"]}")
	w.comment(1, "deny:")
	w.comment(1, "  - {objects: ["+object.ID+"], actions: ["+object.Actions[len(object.Actions)-1].ID+"]}")
}

func grantLine(g *catalog.Grant) string {
	s := "{objects: " + ids(g.Objects, objectID) + ", actions: " + ids(g.Actions, actionID) + ", scope: " + plain(g.Scope.ID)
	if len(g.When) > 0 {
		s += ", when: " + ids(g.When, conditionID)
	}
	if len(g.For) > 0 {
		s += ", for: " + ids(g.For, dutyID)
	}
	var fields []string
	if len(g.Hidden) > 0 {
		fields = append(fields, "hidden: "+ids(g.Hidden, fieldID))
	}
	if len(g.ReadOnly) > 0 {
		fields = append(fields, "read_only: "+ids(g.ReadOnly, fieldID))
	}
	if len(fields) > 0 {
		s += ", fields: {" + strings.Join(fields, ", ") + "}"
	}
	return s + "}"
}

func (w *roleWriter) collaboration() {
	if len(w.like.Collaboration) == 0 {
		return
	}
	w.head("cli_new_collaboration")
	w.line(0, "collaboration:")
	for _, c := range w.like.Collaboration {
		if c.With != nil {
			w.line(1, "- with: %s", plain(c.With.ID))
		} else {
			w.original(1, c.Party)
			w.line(1, "- party: %s", w.placeholder())
		}
		w.optional(2, "purpose", c.Purpose)
		w.texts(2, "gives", c.Gives)
		w.texts(2, "receives", c.Receives)
	}
}

func (w *roleWriter) requirements() {
	r := w.like.Requirements
	if r.IsZero() {
		return
	}
	w.head("cli_new_requirements")
	w.line(0, "requirements:")
	w.optional(1, "education", r.Education)
	if len(r.Experience) > 0 {
		w.line(1, "experience:")
	}
	for _, e := range r.Experience {
		w.original(2, e.Text)
		w.line(2, "- text: %s", w.placeholder())
		if e.Years > 0 {
			w.line(3, "years: %s", strconv.FormatFloat(e.Years, 'f', -1, 64))
		}
	}
	w.skills(r.Skills)
	w.texts(1, "certifications", r.Certifications)
	w.texts(1, "qualities", r.Qualities)
}

func (w *roleWriter) skills(skills []catalog.Skill) {
	if len(skills) > 0 {
		w.line(1, "skills:")
	}
	for _, s := range skills {
		w.original(2, s.Name)
		w.line(2, "- name: %s", w.placeholder())
		if s.Level != "" {
			w.line(3, "level: %s", s.Level)
		}
		if s.Required {
			w.line(3, "required: true")
		}
	}
}

func (w *roleWriter) kpis() {
	if len(w.like.KPIs) == 0 {
		return
	}
	w.head("cli_new_kpis")
	w.line(0, "kpis:")
	for _, k := range w.like.KPIs {
		w.line(1, "- id: %s", plain(k.ID))
		w.text(2, "name", k.Name)
		w.target(k.Target)
		if k.Period != "" {
			w.line(2, "period: %s", k.Period)
		}
		w.optional(2, "formula", k.Formula)
		w.optional(2, "source", k.Source)
		if len(k.Duties) > 0 {
			w.line(2, "duties: %s", ids(k.Duties, dutyID))
		}
	}
}

func (w *roleWriter) target(t catalog.Target) {
	if !t.Measurable() {
		w.text(2, "target", t.Text)
		return
	}
	s := t.Op + " " + t.Value
	if t.Unit != "" {
		s += " " + t.Unit
	}
	if t.Of != "" {
		s += " / " + t.Of
	}
	w.line(2, "target: %s", quoted(s))
}

func (w *roleWriter) rest() {
	if len(w.like.Onboarding) > 0 {
		w.head("cli_new_onboarding")
		w.line(0, "onboarding:")
	}
	for _, s := range w.like.Onboarding {
		w.line(1, "- by: %s", s.By)
		w.texts(2, "tasks", s.Tasks)
	}
	if len(w.like.CareerFrom)+len(w.like.CareerTo) > 0 {
		w.line(0, "")
		w.line(0, "career: {from: %s, to: %s}", ids(w.like.CareerFrom, roleID), ids(w.like.CareerTo, roleID))
	}
}
