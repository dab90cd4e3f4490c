package hugosite_test

import (
	"testing"

	"rolebook/generator/book"
	"rolebook/generator/output/conformance"
	"rolebook/generator/output/hugosite"
)

func TestConformance(t *testing.T) {
	conformance.Run(t, hugosite.New(hugosite.Options{}), conformance.Expect{Texts: siteTexts})
}

// siteTexts lists what the site says of every role, object and rule.
func siteTexts(_ *book.Set, b *book.Book) []string {
	var out []string
	say := func(list ...book.Text) {
		for _, t := range list {
			out = append(out, t.Plain())
		}
	}
	for _, r := range b.Roles {
		say(r.Name, r.Owner)
		say(r.Limits...)
		out = append(out, r.Purpose, r.Permissions.Summary)
		for _, d := range r.Duties {
			say(d.Name)
			for _, task := range d.Tasks {
				say(task.Text, task.Note)
			}
		}
		for _, p := range r.Collaboration {
			say(p.Name, p.Purpose)
			say(p.Gives...)
			say(p.Receives...)
		}
		say(r.Requirements.Education)
		say(r.Requirements.Certifications...)
		say(r.Requirements.Qualities...)
		for _, e := range r.Requirements.Experience {
			say(e.Text)
		}
		for _, s := range r.Requirements.Skills {
			say(s.Name)
		}
		for _, k := range r.KPIs {
			say(k.Name, k.Formula, k.Source, k.Target.Words)
		}
		for _, s := range r.Onboarding {
			say(s.Tasks...)
		}
	}
	for _, m := range b.Modules {
		say(m.Name)
		for _, o := range m.Objects {
			say(o.Name)
			for _, f := range o.Fields {
				say(f.Name)
			}
		}
	}
	for _, r := range b.SoD.Rules {
		say(r.Name, r.Risk, r.Control)
		say(r.Over...)
	}
	for _, e := range b.SoD.Exceptions {
		say(e.ApprovedBy, e.Reason, e.Control)
	}
	return out
}
