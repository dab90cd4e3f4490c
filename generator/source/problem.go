package source

import "strings"

// Fault names what is wrong with a file. The words for it are the business of
// whoever shows it.
type Fault string

// The faults of files, by what has to be done about them.
const (
	NotUTF8     Fault = "not-utf8" // Name: the byte, as 0xFF
	ControlChar Fault = "control"  // Name: the character, as U+0007

	TooLarge Fault = "size"
	TooDeep  Fault = "depth"
	Anchor   Fault = "anchor"
	Alias    Fault = "alias"
	MergeKey Fault = "merge"
	Tag      Fault = "tag" // Name: the tag
	Document Fault = "document"

	DuplicateKey Fault = "duplicate-key" // Name: the key; Related: where it was first
	KeyKind      Fault = "key-kind"      // a key that is no plain word

	SyntaxTab       Fault = "syntax-tab"       // a tab where spaces are wanted
	SyntaxIndent    Fault = "syntax-indent"    // a line that belongs nowhere; Related: the block around it
	SyntaxColon     Fault = "syntax-colon"     // a colon inside a plain value
	SyntaxNoColon   Fault = "syntax-no-colon"  // a line that should be key: value
	SyntaxDash      Fault = "syntax-dash"      // a list item where none may start
	SyntaxBehind    Fault = "syntax-behind"    // something behind a complete value
	SyntaxQuote     Fault = "syntax-quote"     // a quoted text without an end
	SyntaxEscape    Fault = "syntax-escape"    // an escape that YAML does not know
	SyntaxList      Fault = "syntax-list"      // a list without its ]; Related: its [
	SyntaxMapping   Fault = "syntax-mapping"   // a mapping without its }; Related: its {
	SyntaxCharacter Fault = "syntax-character" // a value may not start like this
	SyntaxBlock     Fault = "syntax-block"     // something behind > or |
	SyntaxOther     Fault = "syntax-other"
)

// IsSyntax reports whether the fault means that the text is not YAML.
func (f Fault) IsSyntax() bool { return strings.HasPrefix(string(f), "syntax-") }

// Problem is something wrong with a file as such, whatever it says.
type Problem struct {
	Fault   Fault
	At      Span
	Name    string // see the faults
	Related Span   // see the faults; zero when there is none
}

// maxProblems bounds what is kept of a file that is wrong all over.
const maxProblems = 200

func (f *File) add(p Problem) {
	if len(f.Problems) < maxProblems {
		f.Problems = append(f.Problems, p)
	}
}
