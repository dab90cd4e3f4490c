package book

// Document is one paper: a role told in a [Form], or a part of the volume. It is
// semantic, in reading order and complete: Markdown, HTML and
// PDF draw the same blocks, each in its own way, and add no words of their own
// except page numbers.
type Document struct {
	Role     string // role id; empty for a document about the whole catalog
	Scenario string // job-description, …
	Detail   string // brief, standard, full; empty for one that has no levels
	Style    string // formal, concise, friendly; likewise
	Lang     string // BCP 47
	File     string // file name without folder, for a PDF: <role>.<lang>.<scenario>.pdf

	Kind         string // what the paper is, in the reader's language: 岗位说明书
	Title        Text   // the role's name
	Aliases      []Alias
	Organization string
	Facts        []Fact // the identity block, in rows of four
	Sections     []Section
	FooterNote   string // left of the page number: version and confidentiality
	PageOf       string // "Page {page} of {pages}": the two braces are to be replaced
	Modified     string // YYYY-MM-DD: the day the document speaks of

	Posting *Posting // of an advert; else nil
}

// Posting is an advert as search engines read it: plain text, lists with a line
// an entry. What is not known is empty.
type Posting struct {
	Title            string
	Organization     string
	Reference        string // by which applicants name it
	Posted           string // YYYY-MM-DD
	Responsibilities string
	Education        string
	Experience       string
	Months           int // of the longest experience; 0 when not said
	Skills           string
	Qualifications   string // education, certificates and qualities
}

// Alias is the role's name in another language.
type Alias struct {
	Lang string // BCP 47
	Name string
}

// Fact is one entry of an identity block.
type Fact struct {
	Label string
	Value Text
	Fill  bool // no value: white to write it in
}

// Section is a numbered part of a document. Its ID is also its anchor.
type Section struct {
	ID     string
	Number string // "1"; empty for unnumbered parts
	Title  string
	Blocks []Block

	OwnPage bool // begins a page
}

// Block is a piece of a section: one of the types below.
type Block interface{ block() }

// ProseBlock is running text.
type ProseBlock struct{ Prose Prose }

// Note is a line of explanation below a heading.
type Note struct{ Text Text }

// Rows are entries with a label at the left and content at the right, such as
// duties (numbered) and requirements.
type Rows struct {
	Rows []Row
}

// Row is one entry of [Rows].
type Row struct {
	ID     string // anchor; may be empty
	Number string // may be empty
	Label  Text
	Blocks []Block
}

// Items is a list. Numbered lists count from 1; Ticks draw a box to tick.
type Items struct {
	Label    Text // a heading of its own at the left; may be zero
	Numbered bool
	Ticks    bool
	Items    []Item
}

// Item is an entry of a list; Note is the small print below it.
type Item struct {
	Text Text
	Note Text
}

// Table has a head row and groups of rows. Cells line up with Columns.
type Table struct {
	Caption string // read aloud, not drawn
	Columns []Column
	Groups  []RowGroup
}

// Column describes a column: Weight is its share of the width the text columns
// have between them; 0 means as narrow as its content.
type Column struct {
	Title  string
	Weight float64
	Align  Align
}

// Align is how the content of a column stands.
type Align uint8

// The alignments.
const (
	Start Align = iota
	Center
	End
)

// RowGroup is a run of rows under a title of its own, which may be empty.
type RowGroup struct {
	Title string
	Rows  []TableRow
}

// TableRow is a row; its first cell is its header.
type TableRow struct {
	ID    string
	Cells []TableCell
}

// TableCell holds exactly one kind of content: lines of text, one of the marks,
// or what is filled in on paper.
type TableCell struct {
	Lines  []Text  // one below the other
	Mark   *Mark   // a permission
	Target *Target // a KPI's aim
	Level  *Level  // a proficiency
	Box    bool    // a box to tick
	Room   int     // white for so many lines of handwriting
}

// MarkState is what a permission mark says.
type MarkState uint8

// The states of a permission mark.
const (
	NotApplicable MarkState = iota // blank: the action does not apply to the object
	NotGranted                     // a dot
	Granted                        // the scope's name on its tint
	Denied                         // the framed word
)

// Mark is a permission as a tile: see the grammar of marks in the site's
// "how to read the matrix".
type Mark struct {
	State       MarkState
	Scope       string // the widest scope's name
	Rank        int    // of that scope, 1 to Scopes
	Scopes      int    // how many scopes the catalog has
	Conditional bool   // the widest scope is reached only under a condition
	Severity    string // of the gravest finding of kind role through it; empty when there is none
	Open        bool   // that finding is open, not mitigated or excepted
	Rules       []string
	Label       string // the mark in words, for readers who do not see it
}

// Legend explains the marks of a table above it.
type Legend struct {
	Scopes      []*Mark // one a scope, narrow to wide
	Conditional string
	NotGranted  string
	Denied      string
	Conflict    string // empty when no mark is ringed
}

// Target is a KPI's aim, its parts apart so that they can be lined up. Words
// is set where the aim is no comparison.
type Target struct {
	Op    string // ≥ ≤ > < =
	Value string
	Unit  string // "%", "h", "/ 5", in the reader's language
	Gap   string // what the language writes between value and unit: a space or nothing
	Words Text
}

// Level is a proficiency of 1 to Of, and its word.
type Level struct {
	Rank, Of int
	Word     string
}

// Callout is a finding in a document.
type Callout struct {
	Severity string // critical, high, medium, low
	Open     bool
	Title    string // "▲ High S01" without the mark: severity word and rule id
	Name     Text
	Status   string
	Lines    []Fact // risk, path, control, suggestion …
}

// Signatures are lines to sign on: who, and a place for the date.
type Signatures struct {
	Signers []string
	Date    string
}

func (ProseBlock) block() {}
func (Note) block()       {}
func (Rows) block()       {}
func (Items) block()      {}
func (Table) block()      {}
func (Legend) block()     {}
func (Callout) block()    {}
func (Signatures) block() {}
