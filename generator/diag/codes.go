package diag

import (
	"slices"
	"strings"
)

// Codes lists every code in the order in which the phases of reading a catalog
// come upon them: errors first, warnings from missing-translation on.
var Codes = []Code{
	Syntax, Encoding, Limit, DuplicateKey, UnknownKey, MissingKey, WrongType, BadValue, IDMismatch, DuplicateID,
	UnknownReference, Cycle, NotApplicable,
	MissingTranslation, MissingGlyph, OverdueReview, ExpiredException,
	OneSidedCollaboration, VagueTarget, DutySize, GrantWithoutDuty, UnguardedGrant,
	EmptyPhrase, UnevenLength, DifferentNumbers, DifferentModality, ForeignPunctuation, DiscouragedTerm, UnusedIgnore,
}

// Explain names the message that documents a code. Part is what (what the code
// means), why (why it matters), bad or good (an example in YAML).
func Explain(c Code, part string) Message {
	return Msg("explain_" + strings.ReplaceAll(string(c), "-", "_") + "_" + part)
}

// Severity tells whether what has the code refuses a catalog.
func (c Code) Severity() Severity {
	if slices.Index(Codes, c) >= slices.Index(Codes, MissingTranslation) {
		return Warning
	}
	return Error
}
