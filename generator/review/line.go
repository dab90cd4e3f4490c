package review

import (
	"fmt"
	"strings"

	"rolebook/generator/catalog"
)

// Line is what a reviewer decides on: a role as a whole, a permission of it or
// an exception. The first and the last need a decision, a permission has that of
// its role where it has none of its own.
type Line struct {
	ID         string
	Role       *Role                     // nil for an exception
	Permission *catalog.SignedPermission // nil for the role as a whole
	Exception  *catalog.Exception
}

// Needed reports whether a line needs a decision of its own.
func (l Line) Needed() bool { return l.Permission == nil }

// Lines lists what the pack asks: each role, followed by its permissions, then
// the exceptions.
func (p *Pack) Lines() []Line {
	var out []Line
	for _, r := range p.Roles {
		out = append(out, r.lines()...)
	}
	for _, e := range p.Exceptions {
		out = append(out, Line{ID: exceptionID(e), Exception: e})
	}
	return out
}

// lines lists the role and its permissions. Their ids say all that a snapshot
// does, so that a role has changed exactly when its ids have. They begin with a
// word: spreadsheet programs make numbers and dates of what looks like one.
func (r *Role) lines() []Line {
	out := []Line{{ID: roleWord + " " + r.ID, Role: r}}
	for i := range r.Permissions {
		s := &r.Permissions[i]
		id := fmt.Sprintf("%s %s %s %s @%s", permissionWord, r.ID, s.Object, strings.Join(s.Actions, "+"), s.Scope)
		id += more(" when=", s.When) + more(" hidden=", s.Hidden) + more(" read_only=", s.ReadOnly)
		out = append(out, Line{ID: id, Role: r, Permission: s})
	}
	return out
}

// The words that ids of lines begin with.
const (
	roleWord       = "role"
	permissionWord = "permission"
	exceptionWord  = "exception"
)

func more(key string, ids []string) string {
	if len(ids) == 0 {
		return ""
	}
	return key + strings.Join(ids, "+")
}

func exceptionID(e *catalog.Exception) string {
	return fmt.Sprintf("%s %s %s %s", exceptionWord, e.Rule.ID, strings.Join(roleIDs(e), "+"), e.Until)
}

func roleIDs(e *catalog.Exception) []string {
	out := make([]string, len(e.Roles))
	for i, r := range e.Roles {
		out[i] = r.ID
	}
	return out
}

// roleOf names the role that the id of a line is about; empty for exceptions and
// for what is no id.
func roleOf(id string) string {
	if f := strings.Fields(id); len(f) > 1 && (f[0] == roleWord || f[0] == permissionWord) {
		return f[1]
	}
	return ""
}

// Stamp identifies a pack in each line of its file: the owner, the day and the
// digest of the catalog. Days that stand alone are written anew by spreadsheet
// programs.
type Stamp struct {
	Owner  string
	Day    catalog.Date
	Digest string
}

// Stamp gives the stamp of the pack.
func (p *Pack) Stamp() Stamp {
	return Stamp{p.Owner.ID, p.Result.On, p.Result.Catalog.Digest}
}

func (s Stamp) String() string { return s.Owner + " " + s.Day.String() + " " + s.Digest }

// parseStamp reads what [Stamp.String] has written.
func parseStamp(s string) (Stamp, bool) {
	f := strings.Fields(s)
	if len(f) != 3 {
		return Stamp{}, false
	}
	day, err := catalog.ParseDate(f[1])
	return Stamp{f[0], day, f[2]}, err == nil
}

// File names a file of the pack, without its ending.
func (p *Pack) File() string { return p.Result.On.String() + "-" + p.Owner.ID }
