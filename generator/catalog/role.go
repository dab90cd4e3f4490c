package catalog

import "rolebook/generator/source"

// Status is where a role stands in its life.
type Status string

// The statuses of a role. Deprecated roles are in no finding.
const (
	Draft      Status = "draft"
	Active     Status = "active"
	Deprecated Status = "deprecated"
)

// Role is what somebody does and what somebody may.
type Role struct {
	ID        string
	Name      Text
	Family    *Family
	Status    Status
	Version   string // may be empty
	Effective Date   // may be zero
	Owner     Text
	Review    *Review
	ReportsTo *Role
	Inherits  []*Role // as listed; no cycles

	Overview      Text // block Markdown
	Duties        []*Duty
	Allow         []*Grant
	Deny          []*Denial
	Limits        []Text
	Collaboration []*Collaboration
	Requirements  Requirements
	KPIs          []*KPI
	Onboarding    []*OnboardingStep
	CareerFrom    []*Role
	CareerTo      []*Role

	File string      // relative to the catalog's folder
	At   source.Span // where its id is written
}

// Duty finds a duty of the role by id; nil when there is none.
func (r *Role) Duty(id string) *Duty {
	for _, d := range r.Duties {
		if d.ID == id {
			return d
		}
	}
	return nil
}

// Review says how often a role is looked at again, and when it was last.
type Review struct {
	Every Period
	Last  Date
	At    source.Span
}

// Due is the day by which the next review must have happened.
func (r Review) Due() Date { return r.Last.AddMonths(r.Every.Months()) }

// Duty is an area of work.
type Duty struct {
	ID    string
	Name  Text
	Tasks []*Task
	At    source.Span
}

// Detail is how much a document tells.
type Detail string

// The levels of detail. Each holds what the ones before it hold.
const (
	Brief    Detail = "brief"
	Standard Detail = "standard"
	Full     Detail = "full"
)

// Includes reports whether a document of detail d shows what is marked x.
func (d Detail) Includes(x Detail) bool {
	rank := map[Detail]int{Brief: 0, Standard: 1, Full: 2}
	return rank[x] <= rank[d]
}

// Task is one thing to do within a duty.
type Task struct {
	Text   Text
	Detail Detail // Standard when the author gave none
	Note   Text   // good practice; may be zero
}

// Grant allows every listed action on every listed object.
type Grant struct {
	Role     *Role // whose file it stands in
	Objects  []*Object
	Actions  []*Action // only those that apply to at least one object
	Scope    *Scope
	When     []*Condition // in catalog order, each once
	For      []*Duty      // duties of Role that need the grant
	Hidden   []*Field
	ReadOnly []*Field
	At       source.Span
}

// Mitigated reports whether the grant depends on a condition that breaks conflicts.
func (g *Grant) Mitigated() bool {
	for _, c := range g.When {
		if c.Mitigates {
			return true
		}
	}
	return false
}

// Denial forbids every listed action on every listed object. It beats every
// grant of the role, inherited ones too.
type Denial struct {
	Role    *Role // whose file it stands in
	Objects []*Object
	Actions []*Action
	Note    Text
	At      source.Span
}

// Collaboration is what passes between the role and a partner: either With or
// Party is given.
type Collaboration struct {
	With     *Role
	Party    Text
	Purpose  Text
	Gives    []Text
	Receives []Text
	At       source.Span
}

// Requirements is what a holder of the role brings along.
type Requirements struct {
	Education      Text
	Experience     []Experience
	Skills         []Skill
	Certifications []Text
	Qualities      []Text
}

// IsZero reports whether nothing is required.
func (r Requirements) IsZero() bool {
	return r.Education.IsZero() && len(r.Experience)+len(r.Skills)+len(r.Certifications)+len(r.Qualities) == 0
}

// Experience is what somebody has done before, for so many years (0 when not said).
type Experience struct {
	Text  Text
	Years float64
}

// Level is a proficiency.
type Level string

// The levels of proficiency, lowest first.
var Levels = []Level{"awareness", "working", "practitioner", "expert"}

// Rank counts the level from 1 (awareness) to 4 (expert); 0 when not given.
func (l Level) Rank() int {
	for i, x := range Levels {
		if x == l {
			return i + 1
		}
	}
	return 0
}

// Skill is something to master.
type Skill struct {
	Name     Text
	Level    Level // empty when not given
	Required bool
}

// KPI is a figure by which the role's work is measured.
type KPI struct {
	ID      string
	Name    Text
	Target  Target
	Period  Period // empty when not given
	Formula Text
	Source  Text
	Duties  []*Duty
	At      source.Span
}

// OnboardingStep lists what a newcomer has done by a point in time.
type OnboardingStep struct {
	By    string // day-1, week-1, day-30, day-60 or day-90
	Tasks []Text
	At    source.Span
}
