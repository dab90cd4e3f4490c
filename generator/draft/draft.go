// Package draft judges the text of a role that somebody else has written, a
// language model above all, before it becomes part of a catalog.
//
// Start at [Judge]: it takes the text and what came of laying it over a
// catalog, and gives a [Trial], which tells what is wrong, what the text made
// up, what must not be taken over as it is, and which conflicts it would open.
// [Find] comes before it: it finds the YAML in an answer with prose around.
package draft

import (
	"rolebook/generator/analysis"
	"rolebook/generator/catalog"
	"rolebook/generator/diag"
	"rolebook/generator/source"
)

// Kind is what a [Remark] is about.
type Kind string

// The kinds of inventions: what the text names or says and the catalog has no
// ground for.
const (
	Role       Kind = "role"
	Object     Kind = "object"
	Action     Kind = "action"
	Scope      Kind = "scope"
	Condition  Kind = "condition"
	Family     Kind = "family"
	Field      Kind = "field"
	Duty       Kind = "duty"       // a grant or KPI names a duty that the role does not have
	Key        Kind = "key"        // a key that the format does not have
	Value      Kind = "value"      // a value that is none of those allowed
	Permission Kind = "permission" // an action that does not apply to the object
	Idle       Kind = "idle-duty"  // a duty without tasks
	Groundless Kind = "groundless" // a grant that no duty needs
)

// The kinds of objections: what a text must not hold whatever it says.
const (
	Language  Kind = "language"  // words in another language than they claim to be
	Markup    Kind = "markup"    // HTML, or a link that runs a program
	Invisible Kind = "invisible" // characters that hide, or turn the direction of writing
)

// Remark is one thing that the text of a role should not have.
type Remark struct {
	Kind Kind
	Name string // what was made up, or an excerpt of what is objected to
	At   source.Span
	Msg  diag.Message   // what is wrong
	Help []diag.Message // what to write instead, a line each
}

// Trial is what came of laying the text of one role over a catalog.
type Trial struct {
	ID       string        // the role's, as the text has it; empty where it gives no good one
	File     string        // where the catalog has the role, or would have it
	Replaces *catalog.Role // the role of the catalog that has the id; nil when it is a new one
	Files    source.Files  // of the catalog, with the text in its place

	Diagnostics diag.List // about the text, sorted; At.File is File
	Elsewhere   diag.List // what the text makes wrong in other files, sorted
	Inventions  []Remark  // by place
	Objections  []Remark  // by place

	// The rest is there when nothing is an error.
	Role   *catalog.Role
	Result *analysis.Result    // of the catalog with the role in it
	Opens  []*analysis.Finding // findings that are open then and were not, as Result has them
}

// Valid reports whether the catalog would be without errors with the role in it.
func (t *Trial) Valid() bool { return t.Role != nil }

// Good reports whether the text may be taken over as a draft: it is valid,
// nothing in it is made up, and there is no objection.
func (t *Trial) Good() bool {
	return t.Valid() && len(t.Inventions) == 0 && len(t.Objections) == 0
}
