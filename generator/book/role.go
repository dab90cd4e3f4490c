package book

import (
	"strings"
	"unicode/utf8"

	"rolebook/generator/catalog"
)

// rolePage tells everything about a role that does not need other pages.
// Permissions and findings are added when all roles are there.
func (b *Book) rolePage(r *catalog.Role) *RolePage {
	p := &RolePage{
		ID:           r.ID,
		Name:         b.text(r.Name),
		Aliases:      b.aliases(r.Name),
		Family:       b.familyRef(r.Family),
		Status:       string(r.Status),
		StatusIs:     b.locale.T("book_status_" + string(r.Status)),
		Version:      legible(r.Version),
		Effective:    b.day(r.Effective),
		Owner:        b.text(r.Owner),
		ReportsTo:    b.optionalRef(r.ReportsTo),
		Inherits:     b.roleRefs(r.Inherits),
		Overview:     b.prose(r.Overview),
		Limits:       b.texts(r.Limits),
		Requirements: b.requirements(r.Requirements),
		CareerFrom:   b.roleRefs(r.CareerFrom),
		CareerTo:     b.roleRefs(r.CareerTo),
		Source:       r.File,
		book:         b,
	}
	p.Purpose = firstSentence(p.Overview.Plain())
	b.review(p, r.Review)
	for i, d := range r.Duties {
		p.Duties = append(p.Duties, b.duty(i+1, d))
		p.Tasks += len(d.Tasks)
	}
	for _, c := range r.Collaboration {
		p.Collaboration = append(p.Collaboration, b.partner(c))
	}
	for _, k := range r.KPIs {
		p.KPIs = append(p.KPIs, b.kpi(r, k))
	}
	for _, s := range r.Onboarding {
		p.Onboarding = append(p.Onboarding, OnboardingStep{By: s.By, ByIs: b.locale.T("book_by_" + key(s.By)), Tasks: b.texts(s.Tasks)})
	}
	return p
}

// key turns an id into the tail of a message key.
func key(id string) string { return strings.ReplaceAll(id, "-", "_") }

// aliases gives a name in the other languages of the catalog.
func (b *Book) aliases(name catalog.Text) []Alias {
	var out []Alias
	for _, lang := range b.catalog.Languages {
		if lang != b.lang && name.Has(lang) {
			s, _ := name.In(lang)
			out = append(out, Alias{Lang: lang.Tag(), Name: plain(parseInline(s))})
		}
	}
	return out
}

// roleRef names a role, and leads to it.
func (b *Book) roleRef(r *catalog.Role) RoleRef {
	ref := RoleRef{ID: r.ID, Name: b.text(r.Name)}
	ref.Name.Inlines = refer(ref.Name, "role-"+r.ID)
	return ref
}

func (b *Book) optionalRef(r *catalog.Role) *RoleRef {
	if r == nil {
		return nil
	}
	ref := b.roleRef(r)
	return &ref
}

func (b *Book) roleRefs(roles []*catalog.Role) []RoleRef {
	var out []RoleRef
	for _, r := range roles {
		out = append(out, b.roleRef(r))
	}
	return out
}

func (b *Book) familyRef(f *catalog.Family) FamilyRef {
	return FamilyRef{ID: f.ID, Name: b.text(f.Name)}
}

func (b *Book) objectRef(o *catalog.Object) ObjectRef {
	return ObjectRef{ID: o.ID, Name: b.text(o.Name)}
}

// day writes a date and how far off it is.
func (b *Book) day(d catalog.Date) Day {
	if d.IsZero() {
		return Day{}
	}
	off := b.on.Days(d)
	return Day{Date: d.String(), Words: b.locale.Date(d), Off: off, Away: b.away(off)}
}

func (b *Book) away(days int) string {
	switch {
	case days > 0:
		return b.locale.N("book_in_days", days)
	case days < 0:
		return b.locale.N("book_days_ago", -days)
	}
	return b.locale.T("book_today")
}

func (b *Book) review(p *RolePage, r *catalog.Review) {
	if r == nil {
		return
	}
	p.Review, p.Reviewed = b.day(r.Due()), b.day(r.Last)
	p.ReviewIs = b.locale.T("book_every_" + key(string(r.Every)))
	p.Overdue = p.Review.Off < 0
	if p.Overdue {
		p.Review.Away = b.locale.N("book_days_overdue", -p.Review.Off)
	}
}

func (b *Book) duty(number int, d *catalog.Duty) *Duty {
	out := &Duty{ID: d.ID, Number: number, Name: b.text(d.Name)}
	for _, t := range d.Tasks {
		out.Tasks = append(out.Tasks, Task{Text: b.text(t.Text), Note: b.text(t.Note), Detail: string(t.Detail)})
	}
	return out
}

// dutyRefs names duties of a role by their numbers. owner is the role of the
// page; duties of another role say whose they are.
func (b *Book) dutyRefs(owner, of *catalog.Role, duties []*catalog.Duty) []DutyRef {
	var out []DutyRef
	for i, d := range of.Duties {
		for _, x := range duties {
			if x != d {
				continue
			}
			ref := DutyRef{ID: d.ID, Number: i + 1, Name: b.text(d.Name)}
			if of != owner {
				ref.Role = b.optionalRef(of)
			}
			out = append(out, ref)
			break
		}
	}
	return out
}

func (b *Book) partner(c *catalog.Collaboration) Partner {
	p := Partner{Purpose: b.text(c.Purpose), Gives: b.texts(c.Gives), Receives: b.texts(c.Receives)}
	if c.With != nil {
		p.Role = b.optionalRef(c.With)
		p.Name = p.Role.Name
	} else {
		p.Name = b.text(c.Party)
	}
	return p
}

func (b *Book) requirements(r catalog.Requirements) Requirements {
	out := Requirements{Education: b.text(r.Education), Certifications: b.texts(r.Certifications), Qualities: b.texts(r.Qualities)}
	for _, e := range r.Experience {
		out.Experience = append(out.Experience, Experience{Text: b.text(e.Text), Years: b.years(e.Years)})
	}
	for _, s := range r.Skills {
		out.Skills = append(out.Skills, b.skill(s))
	}
	return out
}

// years says how long, or nothing when that was not given.
func (b *Book) years(n float64) string {
	if n == 0 {
		return ""
	}
	if n == float64(int(n)) {
		return b.locale.N("book_years", int(n))
	}
	return b.locale.T("book_years_part", "Years", n)
}

func (b *Book) skill(s catalog.Skill) Skill {
	out := Skill{Name: b.text(s.Name), Required: s.Required, RequiredIs: b.locale.T("book_preferred")}
	if s.Required {
		out.RequiredIs = b.locale.T("book_required")
	}
	if rank := s.Level.Rank(); rank > 0 {
		out.Level = &Level{Rank: rank, Of: len(catalog.Levels), Word: b.locale.T("book_level_" + string(s.Level))}
	}
	return out
}

func (b *Book) kpi(r *catalog.Role, k *catalog.KPI) KPI {
	out := KPI{
		ID: k.ID, Name: b.text(k.Name), Target: b.target(k.Target),
		Formula: b.text(k.Formula), Source: b.text(k.Source), Duties: b.dutyRefs(r, r, k.Duties),
	}
	if k.Period != "" {
		out.Period = string(k.Period)
		out.PeriodIs = b.locale.T("book_period_" + key(string(k.Period)))
	}
	return out
}

// operators are the signs readers know.
var operators = map[string]string{">=": "≥", "<=": "≤", ">": ">", "<": "<", "=": "="}

func (b *Book) target(t catalog.Target) Target {
	if !t.Measurable() {
		return Target{Words: b.text(t.Text)}
	}
	out := Target{Op: operators[t.Op], Value: t.Value, Unit: t.Unit, Gap: b.locale.T("book_unit_gap")}
	switch t.Unit {
	case "min", "h", "d":
		out.Unit = b.locale.T("book_unit_" + t.Unit)
	}
	if t.Of != "" {
		out.Unit, out.Gap = "/ "+t.Of, " "
	}
	return out
}

// String gives the target in one line.
func (t Target) String() string {
	if t.Op == "" {
		return t.Words.Plain()
	}
	if t.Unit == "" {
		return t.Op + " " + t.Value
	}
	return t.Op + " " + t.Value + t.Gap + t.Unit
}

// firstSentence cuts a text behind its first full stop: 。 or a period that
// ends a word. Where there is none within reach, the whole first line serves.
func firstSentence(s string) string {
	s, _, _ = strings.Cut(s, "\n")
	for i, r := range s {
		end := i + utf8.RuneLen(r)
		switch {
		case r == '。' || r == '！' || r == '？':
			return s[:end]
		case (r == '.' || r == '!' || r == '?') && (end == len(s) || s[end] == ' '):
			return s[:end]
		}
	}
	return s
}
