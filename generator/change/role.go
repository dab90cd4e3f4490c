package change

import (
	"strconv"

	"rolebook/generator/catalog"
)

// role describes what a role is and does; what it may is compared in effect.
func role(r *catalog.Role) entry {
	e := named(r.ID, r.Name,
		words(KeyFamily, r.Family.ID), words(KeyStatus, string(r.Status)), words(KeyVersion, r.Version),
		words(KeyEffective, r.Effective.String()), text(KeyOwner, r.Owner))
	e.facts = append(e.facts, review(r.Review)...)
	e.facts = append(e.facts, reference(KeyReportsTo, r.ReportsTo), words(KeyInherits, ids(r.Inherits, roleID)...),
		text(KeyOverview, r.Overview), text(KeyEducation, r.Requirements.Education),
		words(KeyCareerFrom, ids(r.CareerFrom, roleID)...), words(KeyCareerTo, ids(r.CareerTo, roleID)...))
	q := r.Requirements
	e.parts = []list{
		listOf(DutyKind, true, r.Duties, duty),
		listOf(LimitKind, true, r.Limits, saying),
		listOf(CollaborationKind, true, r.Collaboration, collaboration),
		listOf(ExperienceKind, true, q.Experience, experience),
		listOf(SkillKind, true, q.Skills, skill),
		listOf(CertificationKind, true, q.Certifications, saying),
		listOf(QualityKind, true, q.Qualities, saying),
		listOf(KPIKind, true, r.KPIs, kpi),
		listOf(OnboardingKind, true, r.Onboarding, step),
	}
	return e
}

func review(r *catalog.Review) []fact {
	if r == nil {
		return []fact{words(KeyReviewEvery), words(KeyReviewLast)}
	}
	return []fact{words(KeyReviewEvery, string(r.Every)), words(KeyReviewLast, r.Last.String())}
}

func reference(k Key, r *catalog.Role) fact {
	if r == nil {
		return words(k)
	}
	return words(k, r.ID)
}

func duty(d *catalog.Duty) entry {
	e := named(d.ID, d.Name)
	e.parts = []list{listOf(TaskKind, true, d.Tasks, func(t *catalog.Task) entry {
		e := saying(t.Text)
		e.facts = append(e.facts, words(KeyDetail, string(t.Detail)), text(KeyNote, t.Note))
		return e
	})}
	return e
}

// collaboration goes by the partner's id, or by the name of a party that has none.
func collaboration(c *catalog.Collaboration) entry {
	e := entry{name: c.Party, facts: []fact{text(KeyName, c.Party), text(KeyPurpose, c.Purpose)}}
	if c.With != nil {
		e.id, e.name = c.With.ID, c.With.Name
	}
	e.parts = []list{listOf(GivesKind, true, c.Gives, saying), listOf(ReceivesKind, true, c.Receives, saying)}
	return e
}

func experience(x catalog.Experience) entry {
	e := saying(x.Text)
	years := ""
	if x.Years != 0 {
		years = strconv.FormatFloat(x.Years, 'f', -1, 64)
	}
	e.facts = append(e.facts, words(KeyYears, years))
	return e
}

func skill(s catalog.Skill) entry {
	e := saying(s.Name)
	e.facts = append(e.facts, words(KeyLevel, string(s.Level)), flag(KeyRequired, s.Required))
	return e
}

func kpi(k *catalog.KPI) entry {
	return named(k.ID, k.Name,
		fact{KeyTarget, target(k.Target)}, words(KeyPeriod, string(k.Period)),
		text(KeyFormula, k.Formula), text(KeySource, k.Source),
		set(KeyDuties, ids(k.Duties, func(d *catalog.Duty) string { return d.ID })))
}

// target writes a comparison as the catalog does.
func target(t catalog.Target) Value {
	if !t.Measurable() {
		return Value{Text: t.Text}
	}
	s := t.Op + " " + t.Value
	if t.Unit != "" {
		s += " " + t.Unit
	}
	if t.Of != "" {
		s += " / " + t.Of
	}
	return Value{Words: []string{s}}
}

func step(s *catalog.OnboardingStep) entry {
	return entry{id: s.By, parts: []list{listOf(TaskKind, true, s.Tasks, saying)}}
}
