package load

// The shapes of the five kinds of files, as their schemas describe them. A
// test holds the two together. Decoding takes what it can from a file that its
// schema refuses, so every part may be missing.

// catalogShape is catalog.yaml.
type catalogShape struct {
	Organization text             `yaml:"organization"`
	Languages    []word           `yaml:"languages"`
	BaseURL      word             `yaml:"base_url"`
	NoIndex      yesNo            `yaml:"noindex"`
	CSP          yesNo            `yaml:"csp"`
	Families     []namedShape     `yaml:"families"`
	Modules      []moduleShape    `yaml:"modules"`
	Actions      []namedShape     `yaml:"actions"`
	Scopes       []namedShape     `yaml:"scopes"`
	Classes      []namedShape     `yaml:"classes"`
	Conditions   []conditionShape `yaml:"conditions"`
	Glossary     []termShape      `yaml:"glossary"`
	Lint         lintShape        `yaml:"lint"`
}

type namedShape struct {
	ID   word `yaml:"id"`
	Name text `yaml:"name"`
}

type moduleShape struct {
	ID      word          `yaml:"id"`
	Name    text          `yaml:"name"`
	Objects []objectShape `yaml:"objects"`
}

type objectShape struct {
	ID      word         `yaml:"id"`
	Name    text         `yaml:"name"`
	Class   word         `yaml:"class"`
	Actions []word       `yaml:"actions"`
	Fields  []fieldShape `yaml:"fields"`
}

type fieldShape struct {
	ID    word `yaml:"id"`
	Name  text `yaml:"name"`
	Class word `yaml:"class"`
}

type termShape struct {
	place
	Preferred   text       `yaml:"preferred"`
	Meaning     text       `yaml:"meaning"`
	Discouraged wordsShape `yaml:"discouraged"`
}

// wordsShape lists words by language.
type wordsShape struct {
	Chinese  []word `yaml:"zh"`
	English  []word `yaml:"en"`
	Japanese []word `yaml:"ja"`
}

type lintShape struct {
	Off    []word        `yaml:"off"`
	Ignore []ignoreShape `yaml:"ignore"`
}

type ignoreShape struct {
	place
	Code   word `yaml:"code"`
	File   word `yaml:"file"`
	Item   word `yaml:"item"`
	Reason text `yaml:"reason"`
}

type conditionShape struct {
	ID        word  `yaml:"id"`
	Name      text  `yaml:"name"`
	Mitigates yesNo `yaml:"mitigates"`
}

// roleShape is a role's file.
type roleShape struct {
	ID            word                 `yaml:"id"`
	Name          text                 `yaml:"name"`
	Family        word                 `yaml:"family"`
	Status        word                 `yaml:"status"`
	Version       word                 `yaml:"version"`
	Effective     word                 `yaml:"effective"`
	Owner         text                 `yaml:"owner"`
	Review        *reviewShape         `yaml:"review"`
	ReportsTo     word                 `yaml:"reports_to"`
	Inherits      []word               `yaml:"inherits"`
	Overview      text                 `yaml:"overview"`
	Duties        []dutyShape          `yaml:"duties"`
	Permissions   permissionsShape     `yaml:"permissions"`
	Collaboration []collaborationShape `yaml:"collaboration"`
	Requirements  requirementsShape    `yaml:"requirements"`
	KPIs          []kpiShape           `yaml:"kpis"`
	Onboarding    []onboardingShape    `yaml:"onboarding"`
	Career        careerShape          `yaml:"career"`
}

type reviewShape struct {
	place
	Every word `yaml:"every"`
	Last  word `yaml:"last"`
}

type dutyShape struct {
	ID    word   `yaml:"id"`
	Name  text   `yaml:"name"`
	Tasks []task `yaml:"tasks"`
}

type permissionsShape struct {
	Allow  []grantShape  `yaml:"allow"`
	Deny   []denialShape `yaml:"deny"`
	Limits []text        `yaml:"limits"`
}

type grantShape struct {
	place
	Objects []word           `yaml:"objects"`
	Actions []word           `yaml:"actions"`
	Scope   word             `yaml:"scope"`
	When    []word           `yaml:"when"`
	For     []word           `yaml:"for"`
	Fields  grantFieldsShape `yaml:"fields"`
}

type grantFieldsShape struct {
	Hidden   []word `yaml:"hidden"`
	ReadOnly []word `yaml:"read_only"`
}

type denialShape struct {
	place
	Objects []word `yaml:"objects"`
	Actions []word `yaml:"actions"`
	Note    text   `yaml:"note"`
}

type collaborationShape struct {
	place
	With     word   `yaml:"with"`
	Party    text   `yaml:"party"`
	Purpose  text   `yaml:"purpose"`
	Gives    []text `yaml:"gives"`
	Receives []text `yaml:"receives"`
}

type requirementsShape struct {
	Education      text              `yaml:"education"`
	Experience     []experienceShape `yaml:"experience"`
	Skills         []skillShape      `yaml:"skills"`
	Certifications []text            `yaml:"certifications"`
	Qualities      []text            `yaml:"qualities"`
}

type experienceShape struct {
	Text  text   `yaml:"text"`
	Years number `yaml:"years"`
}

type skillShape struct {
	Name     text  `yaml:"name"`
	Level    word  `yaml:"level"`
	Required yesNo `yaml:"required"`
}

type kpiShape struct {
	ID      word   `yaml:"id"`
	Name    text   `yaml:"name"`
	Target  text   `yaml:"target"`
	Period  word   `yaml:"period"`
	Formula text   `yaml:"formula"`
	Source  text   `yaml:"source"`
	Duties  []word `yaml:"duties"`
}

type onboardingShape struct {
	place
	By    word   `yaml:"by"`
	Tasks []text `yaml:"tasks"`
}

type careerShape struct {
	From []word `yaml:"from"`
	To   []word `yaml:"to"`
}

// sodShape is sod.yaml.
type sodShape struct {
	Functions  []functionShape  `yaml:"functions"`
	Rules      []ruleShape      `yaml:"rules"`
	Exceptions []exceptionShape `yaml:"exceptions"`
	Processes  []processShape   `yaml:"processes"`
}

type functionShape struct {
	ID   word          `yaml:"id"`
	Name text          `yaml:"name"`
	Any  []demandShape `yaml:"any"`
}

type demandShape struct {
	place
	Objects []word `yaml:"objects"`
	Modules []word `yaml:"modules"`
	Actions []word `yaml:"actions"`
	Scope   word   `yaml:"scope"`
}

type ruleShape struct {
	ID        word   `yaml:"id"`
	Name      text   `yaml:"name"`
	Functions []word `yaml:"functions"`
	Roles     []word `yaml:"roles"`
	AtLeast   number `yaml:"at_least"`
	Severity  word   `yaml:"severity"`
	Risk      text   `yaml:"risk"`
	Control   text   `yaml:"control"`
}

type exceptionShape struct {
	place
	Rule       word   `yaml:"rule"`
	Roles      []word `yaml:"roles"`
	Until      word   `yaml:"until"`
	ApprovedBy text   `yaml:"approved_by"`
	Reason     text   `yaml:"reason"`
	Control    text   `yaml:"control"`
}

type processShape struct {
	ID     word   `yaml:"id"`
	Name   text   `yaml:"name"`
	Steps  []word `yaml:"steps"`
	People number `yaml:"people"`
}

// testsShape is tests.yaml.
type testsShape []testShape

type testShape struct {
	place
	Role   word   `yaml:"role"`
	Roles  []word `yaml:"roles"`
	Can    []word `yaml:"can"`
	Cannot []word `yaml:"cannot"`
}

// signOffShape is the record of a review.
type signOffShape struct {
	Owner      word                   `yaml:"owner"`
	Day        word                   `yaml:"day"`
	Language   word                   `yaml:"language"`
	Pack       packShape              `yaml:"pack"`
	Roles      []signedRoleShape      `yaml:"roles"`
	Exceptions []signedExceptionShape `yaml:"exceptions"`
}

type packShape struct {
	Day     word `yaml:"day"`
	Catalog word `yaml:"catalog"`
}

type signedRoleShape struct {
	place
	Role        word                    `yaml:"role"`
	Version     word                    `yaml:"version"`
	Decision    word                    `yaml:"decision"`
	Comment     word                    `yaml:"comment"`
	Permissions []signedPermissionShape `yaml:"permissions"`
}

type signedPermissionShape struct {
	Object   word   `yaml:"object"`
	Actions  []word `yaml:"actions"`
	Scope    word   `yaml:"scope"`
	When     []word `yaml:"when"`
	Hidden   []word `yaml:"hidden"`
	ReadOnly []word `yaml:"read_only"`
	Decision word   `yaml:"decision"`
	Comment  word   `yaml:"comment"`
}

type signedExceptionShape struct {
	place
	Rule     word   `yaml:"rule"`
	Roles    []word `yaml:"roles"`
	Until    word   `yaml:"until"`
	Decision word   `yaml:"decision"`
	Comment  word   `yaml:"comment"`
}
