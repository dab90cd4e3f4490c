package catalog

import "rolebook/generator/source"

// Decision is what becomes of something that was reviewed.
type Decision string

// The decisions of a review.
const (
	Keep   Decision = "keep"   // it is right as it is
	Change Decision = "change" // it is to become what the comment says
	Revoke Decision = "revoke" // it is to go
)

// Decisions lists them.
var Decisions = []Decision{Keep, Change, Revoke}

// SignOff is the record of a review: what an owner was shown, and decided. It
// names things by id and points at nothing, since what it speaks of may have
// gone or changed since.
type SignOff struct {
	Owner      string // the owner's id, as the name of the file has it
	Day        Date   // when it was recorded
	Lang       Lang   // of the comments; empty when that is not known
	Shown      Date   // the day of the pack
	Digest     string // of the catalog that the pack was made of
	Roles      []*SignedRole
	Exceptions []*SignedException

	File string // relative to the catalog's folder
	At   source.Span
}

// SignedRole is what was decided about a role. Permissions is all that it could
// do in effect.
type SignedRole struct {
	Role        string
	Version     string
	Decision    Decision
	Comment     string
	Permissions []SignedPermission
	At          source.Span
}

// SignedPermission is a line of a review: actions on one object that are held
// alike. The decision on the role holds for it, too, where it has none of its
// own.
type SignedPermission struct {
	Object   string
	Actions  []string
	Scope    string
	When     []string // conditions
	Hidden   []string // fields that the role does not see by these actions
	ReadOnly []string // fields that it does not change by them
	Decision Decision // empty: as the role
	Comment  string
}

// SignedException is what was decided about an exception. Its day belongs to
// it: one that is renewed is another one.
type SignedException struct {
	Rule     string
	Roles    []string // sorted
	Until    Date
	Decision Decision
	Comment  string
	At       source.Span
}
