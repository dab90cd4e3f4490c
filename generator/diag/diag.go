// Package diag describes what is wrong with an author's catalog.
//
// A [Diagnostic] is data: a code, places, and messages kept as an id with
// arguments. It is turned into words late, in the reader's language, by one of
// the renderers of this package: [Text], [JSON], [GitHub] and [SARIF], one a
// file. A Go error, by contrast, means that the machine failed.
package diag

import (
	"slices"
	"strings"

	"rolebook/generator/source"
)

// Code names a kind of problem. Codes are stable: people switch them off,
// search for them and read about them with `rolebook explain CODE`.
type Code string

// The codes of errors, which refuse a catalog.
const (
	Syntax           Code = "syntax"
	Encoding         Code = "encoding"
	Limit            Code = "limit"
	DuplicateKey     Code = "duplicate-key"
	UnknownKey       Code = "unknown-key"
	MissingKey       Code = "missing-key"
	WrongType        Code = "wrong-type"
	BadValue         Code = "bad-value"
	IDMismatch       Code = "id-mismatch"
	DuplicateID      Code = "duplicate-id"
	UnknownReference Code = "unknown-reference"
	Cycle            Code = "cycle"
	NotApplicable    Code = "not-applicable"
)

// The codes of warnings, which refuse nothing unless asked to.
const (
	MissingTranslation Code = "missing-translation"
	MissingGlyph       Code = "missing-glyph"
	OverdueReview      Code = "overdue-review"
	ExpiredException   Code = "expired-exception"

	OneSidedCollaboration Code = "one-sided-collaboration"
	VagueTarget           Code = "vague-target"
	DutySize              Code = "duty-size"
	GrantWithoutDuty      Code = "grant-without-duty"
	UnguardedGrant        Code = "unguarded-grant"
	EmptyPhrase           Code = "empty-phrase"
	UnevenLength          Code = "uneven-length"
	DifferentNumbers      Code = "different-numbers"
	DifferentModality     Code = "different-modality"
	ForeignPunctuation    Code = "foreign-punctuation"
	DiscouragedTerm       Code = "discouraged-term"
	UnusedIgnore          Code = "unused-ignore"
)

// Severity tells an error, which refuses the catalog, from a warning.
type Severity uint8

// The severities, the graver one first.
const (
	Error Severity = iota
	Warning
)

// String gives the word that the JSON form uses.
func (s Severity) String() string {
	if s == Warning {
		return "warning"
	}
	return "error"
}

// Message is a text that waits for its language: the id of a message in the
// locale files and its arguments. Count picks the plural form where the
// message has one.
type Message struct {
	ID    string
	Args  map[string]any
	Count int
}

// Msg builds a Message from an id and pairs of argument name and value.
func Msg(id string, pairs ...any) Message {
	m := Message{ID: id}
	for i := 0; i+1 < len(pairs); i += 2 {
		if m.Args == nil {
			m.Args = make(map[string]any, len(pairs)/2)
		}
		m.Args[pairs[i].(string)] = pairs[i+1]
	}
	return m
}

// Localizer turns messages into words of one language. *locale.Locale is one.
type Localizer interface {
	Message(Message) string
}

// Related is a second place that explains a diagnostic: the earlier
// definition, the other grant, the rule.
type Related struct {
	At  source.Span
	Msg Message
}

// Diagnostic is one problem of a catalog.
type Diagnostic struct {
	Code     Code
	Severity Severity
	Msg      Message
	At       source.Span
	Item     string // what it is about, as the paths of texts name it; empty where no path leads there
	Related  []Related
	Help     []Message // what to do about it, a line each
}

// List collects diagnostics.
type List []Diagnostic

// Add appends an error at a place.
func (l *List) Add(code Code, at source.Span, msg Message, help ...Message) {
	*l = append(*l, Diagnostic{Code: code, Msg: msg, At: at, Help: help})
}

// Warn appends a warning at a place.
func (l *List) Warn(code Code, at source.Span, msg Message, help ...Message) {
	*l = append(*l, Diagnostic{Code: code, Severity: Warning, Msg: msg, At: at, Help: help})
}

// Sort orders the list by file, line, column and code, keeping the order in
// which equals were found.
func (l List) Sort() {
	slices.SortStableFunc(l, func(a, b Diagnostic) int {
		switch {
		case a.At.Before(b.At):
			return -1
		case b.At.Before(a.At):
			return 1
		}
		return strings.Compare(string(a.Code), string(b.Code))
	})
}

// Count returns how many diagnostics have the severity.
func (l List) Count(s Severity) int {
	n := 0
	for _, d := range l {
		if d.Severity == s {
			n++
		}
	}
	return n
}

// HasErrors reports whether anything in the list refuses the catalog.
func (l List) HasErrors() bool { return l.Count(Error) > 0 }

// Join joins parts of a message with the language's own separator. Each is a
// string or a [Message]; there is at least one.
func Join(parts []any) any {
	if len(parts) == 1 {
		return parts[0]
	}
	last := len(parts) - 1
	return Msg("diag_list", "Head", Join(parts[:last]), "Last", parts[last])
}
