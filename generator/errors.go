package generator

import (
	"errors"
	"fmt"

	"rolebook/generator/diag"
)

// NoCatalogError says that there is no catalog.yaml where one was looked for.
type NoCatalogError struct {
	Dir string // as it was given; empty when the usual places were tried
}

func (e *NoCatalogError) Error() string { return fmt.Sprintf("no catalog.yaml in %q", e.Dir) }

// Kind names what an id is the id of.
type Kind string

// The kinds of things that callers name by id.
const (
	RoleKind     Kind = "role"
	ObjectKind   Kind = "object"
	ActionKind   Kind = "action"
	ScopeKind    Kind = "scope"
	ScenarioKind Kind = "scenario"
	StyleKind    Kind = "style"
	SchemaKind   Kind = "schema"
	CodeKind     Kind = "code"
	ProcessKind  Kind = "process"
	OwnerKind    Kind = "owner"
)

// UnknownError says that a catalog has no such thing.
type UnknownError struct {
	Kind Kind
	ID   string
	Help []diag.Message // what may have been meant
}

func (e *UnknownError) Error() string { return fmt.Sprintf("no %s %q", e.Kind, e.ID) }

// TargetError says which output could not be made.
type TargetError struct {
	Target string // the target's name
	Err    error
}

func (e *TargetError) Error() string { return fmt.Sprintf("%s: %v", e.Target, e.Err) }

// Unwrap returns what went wrong.
func (e *TargetError) Unwrap() error { return e.Err }

// Refusal tells of an error that another question would have avoided: what is
// wrong with the question, and what would do instead. Other errors are not ok.
func Refusal(err error) (what diag.Message, help []diag.Message, ok bool) {
	var unknown *UnknownError
	var bad *BadIDError
	var taken *TakenError
	var record *RecordError
	switch {
	case errors.As(err, &unknown):
		return diag.Msg("cli_unknown_"+string(unknown.Kind), "ID", unknown.ID), unknown.Help, true
	case errors.As(err, &bad):
		return diag.Msg("cli_bad_id", "ID", bad.ID), []diag.Message{diag.Msg("cli_bad_id_hint")}, true
	case errors.As(err, &taken):
		return diag.Msg("cli_taken", "ID", taken.ID, "File", taken.File), nil, true
	case errors.As(err, &record):
		return diag.Msg("cli_review_unreadable", "File", record.File, "Why", record.Why), nil, true
	}
	return diag.Message{}, nil, false
}
