package jsondata

import "rolebook/generator/catalog"

type role struct {
	ID            string          `json:"id"`
	File          string          `json:"file"` // relative to the catalog's folder
	Name          text            `json:"name"`
	Family        string          `json:"family"`
	Status        catalog.Status  `json:"status"`
	Version       *string         `json:"version"`
	Effective     *string         `json:"effective"`
	Owner         text            `json:"owner"`
	Review        *review         `json:"review"`
	ReportsTo     *string         `json:"reports_to"`
	Inherits      []string        `json:"inherits"`
	Overview      text            `json:"overview"`
	Duties        []duty          `json:"duties"`
	Permissions   permissions     `json:"permissions"`
	Collaboration []collaboration `json:"collaboration"`
	Requirements  requirements    `json:"requirements"`
	KPIs          []kpi           `json:"kpis"`
	Onboarding    []onboarding    `json:"onboarding"`
	Career        career          `json:"career"`
}

type review struct {
	Every catalog.Period `json:"every"`
	Last  catalog.Date   `json:"last"`
	Due   catalog.Date   `json:"due"`
}

type duty struct {
	ID    string `json:"id"`
	Name  text   `json:"name"`
	Tasks []task `json:"tasks"`
}

type task struct {
	Text   text           `json:"text"`
	Detail catalog.Detail `json:"detail"`
	Note   text           `json:"note"`
}

type permissions struct {
	Allow  []allow `json:"allow"`
	Deny   []deny  `json:"deny"`
	Limits []text  `json:"limits"`
}

type allow struct {
	Objects []string    `json:"objects"`
	Actions []string    `json:"actions"`
	Scope   string      `json:"scope"`
	When    []string    `json:"when"`
	For     []string    `json:"for"`
	Fields  fieldLimits `json:"fields"`
}

type fieldLimits struct {
	Hidden   []string `json:"hidden"`
	ReadOnly []string `json:"read_only"`
}

type deny struct {
	Objects []string `json:"objects"`
	Actions []string `json:"actions"`
	Note    text     `json:"note"`
}

type collaboration struct {
	With     *string `json:"with"` // a role id; else the party has a name only
	Party    text    `json:"party"`
	Purpose  text    `json:"purpose"`
	Gives    []text  `json:"gives"`
	Receives []text  `json:"receives"`
}

type requirements struct {
	Education      text         `json:"education"`
	Experience     []experience `json:"experience"`
	Skills         []skill      `json:"skills"`
	Certifications []text       `json:"certifications"`
	Qualities      []text       `json:"qualities"`
}

type experience struct {
	Text  text     `json:"text"`
	Years *float64 `json:"years"`
}

type skill struct {
	Name     text           `json:"name"`
	Level    *catalog.Level `json:"level"`
	Required bool           `json:"required"`
}

type kpi struct {
	ID      string          `json:"id"`
	Name    text            `json:"name"`
	Target  target          `json:"target"`
	Period  *catalog.Period `json:"period"`
	Formula text            `json:"formula"`
	Source  text            `json:"source"`
	Duties  []string        `json:"duties"`
}

// target is a comparison, or else a text. The numbers are strings, as written:
// 4.50 is not 4.5 to whoever chose it.
type target struct {
	Op    *string `json:"op"`
	Value *string `json:"value"`
	Unit  *string `json:"unit"`
	Of    *string `json:"of"`
	Text  text    `json:"text"`
}

type onboarding struct {
	By    string `json:"by"`
	Tasks []text `json:"tasks"`
}

type career struct {
	From []string `json:"from"`
	To   []string `json:"to"`
}

func roleOf(r *catalog.Role) role {
	return role{
		ID: r.ID, File: r.File, Name: text{r.Name}, Family: r.Family.ID, Status: r.Status,
		Version: optional(r.Version), Effective: optional(r.Effective.String()), Owner: text{r.Owner},
		Review: reviewOf(r.Review), ReportsTo: optionalID(r.ReportsTo), Inherits: roleIDs(r.Inherits),
		Overview:      text{r.Overview},
		Duties:        each(r.Duties, dutyOf),
		Permissions:   permissions{each(r.Allow, allowOf), each(r.Deny, denyOf), texts(r.Limits)},
		Collaboration: each(r.Collaboration, collaborationOf),
		Requirements:  requirementsOf(r.Requirements),
		KPIs:          each(r.KPIs, kpiOf),
		Onboarding: each(r.Onboarding, func(s *catalog.OnboardingStep) onboarding {
			return onboarding{s.By, texts(s.Tasks)}
		}),
		Career: career{roleIDs(r.CareerFrom), roleIDs(r.CareerTo)},
	}
}

func optionalID(r *catalog.Role) *string {
	if r == nil {
		return nil
	}
	return &r.ID
}

func reviewOf(r *catalog.Review) *review {
	if r == nil {
		return nil
	}
	return &review{r.Every, r.Last, r.Due()}
}

func dutyOf(d *catalog.Duty) duty {
	return duty{d.ID, text{d.Name}, each(d.Tasks, func(t *catalog.Task) task {
		return task{text{t.Text}, t.Detail, text{t.Note}}
	})}
}

func allowOf(g *catalog.Grant) allow {
	fieldIDs := func(list []*catalog.Field) []string {
		return each(list, func(f *catalog.Field) string { return f.ID })
	}
	return allow{
		Objects: objectIDs(g.Objects), Actions: actionIDs(g.Actions), Scope: g.Scope.ID,
		When: conditionIDs(g.When), For: dutyIDs(g.For),
		Fields: fieldLimits{fieldIDs(g.Hidden), fieldIDs(g.ReadOnly)},
	}
}

func denyOf(d *catalog.Denial) deny {
	return deny{objectIDs(d.Objects), actionIDs(d.Actions), text{d.Note}}
}

func collaborationOf(c *catalog.Collaboration) collaboration {
	return collaboration{optionalID(c.With), text{c.Party}, text{c.Purpose}, texts(c.Gives), texts(c.Receives)}
}

func requirementsOf(r catalog.Requirements) requirements {
	return requirements{
		Education: text{r.Education},
		Experience: each(r.Experience, func(e catalog.Experience) experience {
			if e.Years == 0 {
				return experience{Text: text{e.Text}}
			}
			return experience{text{e.Text}, &e.Years}
		}),
		Skills: each(r.Skills, func(s catalog.Skill) skill {
			return skill{text{s.Name}, optional(s.Level), s.Required}
		}),
		Certifications: texts(r.Certifications),
		Qualities:      texts(r.Qualities),
	}
}

func kpiOf(k *catalog.KPI) kpi {
	t := k.Target
	return kpi{
		ID: k.ID, Name: text{k.Name}, Period: optional(k.Period), Formula: text{k.Formula}, Source: text{k.Source},
		Duties: dutyIDs(k.Duties),
		Target: target{optional(t.Op), optional(t.Value), optional(t.Unit), optional(t.Of), text{t.Text}},
	}
}
