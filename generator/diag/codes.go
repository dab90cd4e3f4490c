package diag

import "strings"

// Codes lists every code, errors first, in the order in which the phases of
// reading a catalog come upon them.
var Codes = []Code{
	Syntax, Encoding, Limit, DuplicateKey, UnknownKey, MissingKey, WrongType, BadValue, IDMismatch, DuplicateID,
	UnknownReference, Cycle, NotApplicable, MissingTranslation, MissingGlyph, OverdueReview, ExpiredException,
}

// Explain names the message that documents a code. Part is what (what the code
// means), why (why it matters), bad or good (an example in YAML).
func Explain(c Code, part string) Message {
	return Msg("explain_" + strings.ReplaceAll(string(c), "-", "_") + "_" + part)
}

// Severity tells whether what has the code refuses a catalog.
func (c Code) Severity() Severity {
	switch c {
	case MissingTranslation, MissingGlyph, OverdueReview, ExpiredException:
		return Warning
	}
	return Error
}
