package conformance

import (
	"strings"

	"rolebook/generator/book"
)

// Everything lists every text of the catalog as a reader of the book gets it,
// Markdown read: what the site has to show somewhere.
func Everything(_ *book.Set, b *book.Book) []string {
	var p pieces
	p.texts(b.Organization)
	p.vocabulary(b)
	for _, r := range b.Roles {
		p.role(r)
	}
	for _, r := range b.SoD.Rules {
		p.texts(r.Name, r.Risk, r.Control)
		p.texts(r.Over...)
	}
	for _, e := range b.SoD.Exceptions {
		p.texts(e.ApprovedBy, e.Reason, e.Control)
	}
	return p
}

func (p *pieces) vocabulary(b *book.Book) {
	for _, f := range b.Families {
		p.texts(f.Name)
	}
	for _, m := range b.Modules {
		p.texts(m.Name)
		for _, o := range m.Objects {
			p.texts(o.Name)
			for _, f := range o.Fields {
				p.texts(f.Name)
			}
		}
	}
	for _, a := range b.Actions {
		p.texts(a.Name)
	}
	for _, s := range b.Scopes {
		p.texts(s.Name)
	}
	for _, c := range b.Classes {
		p.texts(c.Name)
	}
}

func (p *pieces) role(r *book.RolePage) {
	p.say(r.Version)
	p.texts(r.Name, r.Owner)
	p.paragraphs(r.Overview.Paragraphs)
	for _, d := range r.Duties {
		p.texts(d.Name)
		for _, t := range d.Tasks {
			p.texts(t.Text, t.Note)
		}
	}
	p.permissions(r)
	p.texts(r.Limits...)
	for _, c := range r.Collaboration {
		p.texts(c.Name, c.Purpose)
		p.texts(c.Gives...)
		p.texts(c.Receives...)
	}
	p.requirements(r.Requirements)
	for _, k := range r.KPIs {
		p.say(k.Target.Value)
		p.texts(k.Name, k.Target.Words, k.Formula, k.Source)
	}
	for _, s := range r.Onboarding {
		p.texts(s.Tasks...)
	}
}

// permissions lists the conditions that grants name, and the notes of denials.
func (p *pieces) permissions(r *book.RolePage) {
	for _, m := range r.Permissions.Modules {
		for _, row := range m.Rows {
			for _, c := range row.Cells {
				for _, g := range c.Grants {
					for _, w := range g.When {
						p.texts(w.Name)
					}
				}
				if c.Denial != nil { // it stands among clauses, without its full stop
					*p = append(*p, strings.TrimRight(c.Denial.Note.Plain(), "。."))
				}
			}
		}
	}
}

func (p *pieces) requirements(r book.Requirements) {
	p.texts(r.Education)
	for _, e := range r.Experience {
		p.texts(e.Text)
	}
	for _, s := range r.Skills {
		p.texts(s.Name)
	}
	p.texts(r.Certifications...)
	p.texts(r.Qualities...)
}
