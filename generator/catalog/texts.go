package catalog

import "iter"

// Texts gives every text of the catalog that was not left out: those of
// yaml, of sod.yaml, then of the roles by id, each file's in its order.
func (c *Catalog) Texts() iter.Seq[Text] {
	return func(yield func(Text) bool) {
		w := &textWalk{yield: yield}
		w.vocabulary(c)
		w.segregation(c)
		for _, r := range c.Roles {
			w.role(r)
		}
	}
}

// textWalk hands out texts until the reader has had enough.
type textWalk struct {
	yield func(Text) bool
	done  bool
}

func (w *textWalk) say(texts ...Text) {
	for _, t := range texts {
		if !w.done && !t.IsZero() {
			w.done = !w.yield(t)
		}
	}
}

func (w *textWalk) vocabulary(cat *Catalog) {
	w.say(cat.Organization)
	for _, f := range cat.Families {
		w.say(f.Name)
	}
	for _, m := range cat.Modules {
		w.say(m.Name)
		for _, o := range m.Objects {
			w.say(o.Name)
			for _, f := range o.Fields {
				w.say(f.Name)
			}
		}
	}
	for _, a := range cat.Actions {
		w.say(a.Name)
	}
	for _, s := range cat.Scopes {
		w.say(s.Name)
	}
	for _, c := range cat.Classes {
		w.say(c.Name)
	}
	for _, c := range cat.Conditions {
		w.say(c.Name)
	}
	for _, t := range cat.Glossary {
		w.say(t.Preferred, t.Meaning)
	}
	for _, i := range cat.Lint.Ignore {
		w.say(i.Reason)
	}
}

func (w *textWalk) segregation(cat *Catalog) {
	for _, f := range cat.Functions {
		w.say(f.Name)
	}
	for _, r := range cat.Rules {
		w.say(r.Name, r.Risk, r.Control)
	}
	for _, p := range cat.Processes {
		w.say(p.Name)
	}
	for _, e := range cat.Exceptions {
		w.say(e.ApprovedBy, e.Reason, e.Control)
	}
}

func (w *textWalk) role(r *Role) {
	w.say(r.Name, r.Owner, r.Overview)
	for _, d := range r.Duties {
		w.say(d.Name)
		for _, t := range d.Tasks {
			w.say(t.Text, t.Note)
		}
	}
	for _, d := range r.Deny {
		w.say(d.Note)
	}
	w.say(r.Limits...)
	for _, c := range r.Collaboration {
		w.say(c.Party, c.Purpose)
		w.say(c.Gives...)
		w.say(c.Receives...)
	}
	w.requirements(r.Requirements)
	for _, k := range r.KPIs {
		w.say(k.Name, k.Target.Text, k.Formula, k.Source)
	}
	for _, s := range r.Onboarding {
		w.say(s.Tasks...)
	}
}

func (w *textWalk) requirements(q Requirements) {
	w.say(q.Education)
	for _, e := range q.Experience {
		w.say(e.Text)
	}
	for _, s := range q.Skills {
		w.say(s.Name)
	}
	w.say(q.Certifications...)
	w.say(q.Qualities...)
}
