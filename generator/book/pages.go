package book

import "rolebook/generator/analysis"

// Day is a date: Date for machines, Words for readers, and how far off it is.
type Day struct {
	Date  string // YYYY-MM-DD; empty when there is none
	Words string
	Off   int    // days from the day of the book; negative when past
	Away  string // "in 75 days", "15 days ago"; empty where that says nothing
}

// IsZero reports whether there is no date.
func (d Day) IsZero() bool { return d.Date == "" }

// RoleRef names a role and where its page is.
type RoleRef struct {
	ID   string
	Name Text
}

// FamilyRef names a job family.
type FamilyRef struct {
	ID   string
	Name Text
}

// Action is an action of the catalog. Letter is its sign in the matrix, a
// single character no other action has.
type Action struct {
	ID     string
	Name   Text
	Letter string
}

// Scope is a data scope; Rank counts from 1, the narrowest.
type Scope struct {
	ID   string
	Name Text
	Rank int
}

// Class is a data classification; Rank counts from 1, the least sensitive.
type Class struct {
	ID   string
	Name Text
	Rank int
	Of   int // how many classes there are
}

// Condition is what a grant may depend on.
type Condition struct {
	ID        string
	Name      Text
	Mitigates bool
}

// Module is an area of the system with its objects.
type Module struct {
	ID      string
	Name    Text
	Objects []*ObjectPage
}

// RolePage is a role as its page, its documents and its rows in tables show it.
type RolePage struct {
	ID        string
	Name      Text
	Aliases   []Alias // its names in the other languages of the catalog
	Family    FamilyRef
	Status    string // draft, active, deprecated
	StatusIs  string // the same in words
	Version   string
	Effective Day
	Owner     Text
	Review    Day    // when the next review is due
	ReviewIs  string // how often: "every quarter"
	Reviewed  Day    // when it was last
	Overdue   bool
	ReportsTo *RoleRef
	Reports   []RoleRef // who reports to this role
	Inherits  []RoleRef
	Heirs     []RoleRef

	Overview      Prose
	Purpose       string // the overview's first sentence, plain
	Duties        []*Duty
	Tasks         int
	Permissions   Permissions
	Limits        []Text
	Findings      []*Finding // of kind role: open first, then by severity
	Combinations  []*Finding // in which the role is one of several
	Collaboration []Partner
	Requirements  Requirements
	KPIs          []KPI
	Onboarding    []OnboardingStep
	CareerFrom    []RoleRef
	CareerTo      []RoleRef
	Source        string // the file, relative to the catalog's folder

	book *Book
}

// Duty is an area of work with its number on the page.
type Duty struct {
	ID     string
	Number int
	Name   Text
	Tasks  []Task
	Uses   []ObjectRef // objects that grants name for it, in catalog order
	Needs  []Need      // what they give for it
}

// Task is a thing to do. Detail is brief, standard or full: the least detailed
// document that shows it.
type Task struct {
	Text   Text
	Note   Text
	Detail string
}

// ObjectRef names an object.
type ObjectRef struct {
	ID   string
	Name Text
}

// Permissions is what a role may, module by module.
type Permissions struct {
	Cells       int // granted (object, action) pairs
	Objects     int // objects among them
	Conditional int // pairs whose widest scope needs a condition
	Denials     int // denied pairs that apply
	Restricted  int // pairs on objects of the most sensitive class
	Widest      *Scope
	MostClass   *Class // the most sensitive class among the objects
	OnMostClass int    // objects of that class
	Counts      string // the counts as a sentence
	Summary     string // the same, and what blank cells of the table say
	Legend      Legend
	Modules     []ModulePermissions
}

// ModulePermissions are the rows of one module; modules without any are left out.
type ModulePermissions struct {
	ID    string
	Name  Text
	Rows  []PermissionRow
	Words string // on how many objects each action is granted and denied
}

// PermissionRow is what a role may do to one object.
type PermissionRow struct {
	Object ObjectRef
	Class  *Class
	Cells  []Cell // one an action of the catalog, in its order
	Notes  []PermissionNote
	Duties []DutyRef // the duties that the grants serve
	From   []RoleRef // other roles that grants come from
}

// PermissionNote says under what conditions: a bold lead and the rest.
type PermissionNote struct {
	Lead string // actions or a field
	Rest string // conditions; the reason of a denial; "hidden", "read-only"
	Lang string // BCP 47 tag of a reason that is not in the book's language; else empty

	Field bool // it is about a field, not about actions
}

// DutyRef names a duty of a role by its number there. Role is empty for the
// page's own role.
type DutyRef struct {
	ID     string
	Number int
	Name   Text
	Role   *RoleRef
}

// Cell is one (role, object, action): the mark and what stands behind it.
type Cell struct {
	Role, Object, Action string
	Mark                 *Mark // shared by all cells that look alike
	Grants               []CellGrant
	Denial               *CellDenial
}

// CellGrant is an undominated grant of a cell.
type CellGrant struct {
	Scope *Scope
	When  []*Condition
	From  *RoleRef // nil when it is the role's own
	For   []DutyRef
}

// CellDenial is what takes a cell away.
type CellDenial struct {
	From *RoleRef // nil when it is the role's own
	Note Text
}

// Finding is a conflict. Its paths are worked out when asked for, by
// [Finding.Functions]: a catalog may have very many findings.
type Finding struct {
	ID         string // an anchor: rule id and role ids
	Rule       string
	Name       Text
	Kind       string // role or combination
	Roles      []RoleRef
	Severity   string // critical, high, medium, low
	SeverityIs string
	Status     string // open, mitigated, excepted
	StatusIs   string
	Open       bool
	Risk       Text
	Control    Text
	Exception  *Exception

	book   *Book
	source *analysis.Finding
}

// FunctionPath shows how one function of a rule is performed. Hops that differ
// in objects or actions only are drawn together.
type FunctionPath struct {
	ID   string
	Name Text
	Hops []Hop
}

// Hop is a path: the role held, the one the grant comes from, what it allows.
// For a rule over roles only Role and From are set.
type Hop struct {
	Role    RoleRef
	From    *RoleRef // nil when it is Role itself
	Objects []ObjectRef
	Actions []*Action
	Scope   *Scope
	When    []*Condition
}

// Exception is the acceptance of a conflict until a day.
type Exception struct {
	Rule       string
	RuleName   Text
	Roles      []RoleRef
	Until      Day
	Expired    bool
	ApprovedBy Text
	Reason     Text
	Control    Text
	Left       string // "16 days left", "expired 107 days ago"
}

// Repair is the least harmful change that clears findings of a role: what to
// deny, or why nothing is.
type Repair struct {
	Role       RoleRef
	Clears     []string // rules whose findings end
	Sentence   string   // what to deny, and what that costs; empty when there is nothing to say
	Notes      []string // what else there is to know
	YAML       *Lines   // the denials; nil when there are none
	Exceptions *Lines   // how to accept the findings for a while instead; nil without a day
}

// Partner is one entry of a role's collaboration.
type Partner struct {
	Role     *RoleRef // nil for a party outside the catalog
	Name     Text     // of either
	Purpose  Text
	Gives    []Text
	Receives []Text
}

// Partnership is one entry of the whole organisation's collaboration.
type Partnership struct {
	Role RoleRef
	Partner
}

// Requirements is what a holder brings along.
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

// Experience is a line of experience; Years is in words and may be empty.
type Experience struct {
	Text  Text
	Years string
}

// Skill is something to master.
type Skill struct {
	Name       Text
	Level      *Level // nil when not given
	Required   bool
	RequiredIs string // "required", "preferred"
}

// KPI is a figure the role is measured by.
type KPI struct {
	ID       string
	Name     Text
	Target   Target
	Period   string // month, quarter …; empty when not given
	PeriodIs string // the same in words
	Formula  Text
	Source   Text
	Duties   []DutyRef
}

// OnboardingStep is what a newcomer has done by a day.
type OnboardingStep struct {
	By    string // day-1 …
	ByIs  string
	Tasks []Text
}

// FamilyPage is a job family with its roles, by name.
type FamilyPage struct {
	ID    string
	Name  Text
	Roles []*RolePage
	Count string // "3 roles"

	book *Book
}

// ObjectPage is who may do what to an object, and why.
type ObjectPage struct {
	ID         string
	Name       Text
	Aliases    []Alias
	Module     string
	ModuleName Text
	Class      *Class
	Actions    []*Action // that apply
	Fields     []Field
	Rows       []ObjectRow // roles that hold or are denied something, by family and name
	Roles      int         // roles that hold something

	book *Book
}

// Field is a part of an object with its own classification.
type Field struct {
	ID    string
	Name  Text
	Class *Class
}

// ObjectRow is what one role may do to the object of the page.
type ObjectRow struct {
	Role   RoleRef
	Family FamilyRef
	Cells  []Cell // one an action of the catalog, as in PermissionRow
	Notes  []PermissionNote
	Duties []DutyRef
	From   []RoleRef
}

// Matrix is every cell of every role. Rows are objects, columns roles.
type Matrix struct {
	Summary  string // "4 roles, 54 objects, 220 permissions"
	Legend   Legend
	Families []MatrixFamily // columns, grouped; families without roles are left out
	Modules  []MatrixModule // rows, grouped
}

// MatrixFamily heads the columns of its roles.
type MatrixFamily struct {
	FamilyRef
	Roles []*RolePage
}

// MatrixModule heads the rows of its objects.
type MatrixModule struct {
	ID   string
	Name Text
	Rows []MatrixRow
}

// MatrixRow is one object over all roles.
type MatrixRow struct {
	Object ObjectRef
	Class  *Class
	Roles  []MatrixCell // in the order of the columns
}

// MatrixCell is what one role may do to one object.
type MatrixCell struct {
	Role   string
	Cells  []Cell // granted or denied ones only, in the order of actions
	row    *RolePage
	object ObjectRef
}

// SoD is the findings page.
type SoD struct {
	Counts       []SeverityCount // critical first
	Total        SeverityCount
	OpenRole     int
	OpenPairs    int
	Lead         string         // the counts as a sentence
	Checked      string         // on which day, how many rules
	Singles      []*Finding     // kind role: open first, then by severity, rule and role
	Combinations []*Finding     // likewise; without those of rules that have too many
	Groups       []*Combination // all combinations, those that are alike as one
	Pairs        *PairTable     // nil when no pair of roles conflicts
	Exceptions   []Exception
	Rules        []Rule
}

// SeverityCount counts findings of one severity.
type SeverityCount struct {
	Severity  string
	Is        string
	OpenRole  int // open, in one role
	OpenPairs int // open, in a combination
	Mitigated int
	Excepted  int

	combined int // of kind combination, in whatever status
}

// PairTable shows which two roles one person must not hold together.
type PairTable struct {
	Roles []RoleRef // rows and columns: roles that are in any pair, by family and name
	Cells [][]PairCell
}

// PairCell is one pair; Findings is empty where the two may be held together.
type PairCell struct {
	Findings []*Finding // gravest first
	Self     bool
}

// Rule is a rule of the catalog.
type Rule struct {
	ID         string
	Name       Text
	Severity   string
	SeverityIs string
	Over       []Text // functions or roles
	OverRoles  bool
	AtLeast    string // "2 of 3"; empty when all
	Risk       Text
	Control    Text
	Findings   int
	Open       int
}

// Coverage is what the catalog leaves open.
type Coverage struct {
	WithoutDuty       []CoveragePermission
	WithoutPermission []CoverageDuty
	Undoable          []CoverageUndoable
	Translations      []CoverageText
	Reviews           []CoverageReview
	Languages         []LanguageShare
	Recorded          bool         // the catalog keeps records of its reviews
	Open              []OpenReview // what these leave open
}

// OpenReview is something that the records of reviews leave open.
type OpenReview struct {
	Role    RoleRef // zero for an exception
	Subject Text    // the role's name; or the rule and the roles of the exception
	State   string  // never-signed, changed-since or not-carried-out
	Says    string  // what is open, since when
	Comment Text    // of the reviewer, in the language of the record; may be zero
}

// CoveragePermission is a permission that no duty asks for.
type CoveragePermission struct {
	Role   RoleRef
	Object ObjectRef
	Action *Action
}

// CoverageDuty is a duty that no grant names.
type CoverageDuty struct {
	Role RoleRef
	Duty DutyRef
}

// CoverageUndoable is a duty whose permission is denied.
type CoverageUndoable struct {
	Role   RoleRef
	Duty   DutyRef
	Object ObjectRef
	Action *Action
}

// CoverageText is a text that some languages lack.
type CoverageText struct {
	File      string
	Line      int
	Path      string
	Languages []string // names in the book's language
}

// CoverageReview is a role whose review is late.
type CoverageReview struct {
	Role RoleRef
	Due  Day
}

// LanguageShare says how much of the catalog is written in a language.
type LanguageShare struct {
	Lang    string // BCP 47
	Name    string
	Written int
	Of      int
	Percent string
}

// Home is the front page of a language.
type Home struct {
	Lead        string
	Counts      []Fact           // roles, families, objects, permissions
	Changed     []Change         // the latest first
	MoreChanges int              // changes on the last of those days that the list leaves out
	Due         []CoverageReview // next reviews, the nearest first
	Expiring    []Exception      // unexpired exceptions, the nearest first
}

// Change is a role that came into effect lately.
type Change struct {
	Role    RoleRef
	Version string
	On      Day
}
