package book

import (
	"fmt"
	"slices"
	"strings"

	"rolebook/generator/analysis"
	"rolebook/generator/catalog"
	"rolebook/generator/source"
)

// Lines are lines of YAML to put into a file of the catalog.
type Lines struct {
	Text  string // indented as in the file, with a line break at the end
	Place string // where they go, in words
	File  string // relative to the catalog's folder
	Key   string // what they belong to there; empty at the end of the file
	Above int    // the line before which they go; 0 where they begin a key of their own
}

// acceptedFor is how long an exception holds that somebody is asked to approve.
const acceptedFor = 90

// denyLines are the denials of a repair, to stand before the first one that the
// role has, or under a key of their own.
func (b *Book) denyLines(s *analysis.Repair) *Lines {
	role := s.Role
	out := &Lines{File: role.File}
	indent := 4
	switch {
	case len(role.Deny) > 0:
		indent = entryIndent(role.Deny[0].At)
		out.above(b, "permissions.deny", role.Deny[0].At)
	case len(role.Allow) > 0:
		indent = entryIndent(role.Allow[0].At)
		fallthrough
	default:
		out.under(b, "permissions")
		out.Text = strings.Repeat(" ", max(indent-2, 2)) + "deny:\n"
	}
	for _, e := range entries(s.Deny) {
		out.Text += fmt.Sprintf("%s- {objects: %s, actions: %s}\n", strings.Repeat(" ", indent), idList(e.objects), idList(e.actions))
	}
	return out
}

// entryIndent is how many spaces stand before the dash of an item of a list.
// Items of a list within brackets have none; theirs are set by hand.
func entryIndent(at source.Span) int {
	if n := at.Start.Column - 3; n >= 2 && n <= 8 {
		return n
	}
	return 4
}

// above puts the lines before an item: where one begins is known, not where
// one ends.
func (l *Lines) above(b *Book, key string, at source.Span) {
	l.Above, l.Key = at.Start.Line, key
	l.Place = b.locale.T("book_repair_above", "File", l.File, "Key", key, "Line", l.Above)
}

func (l *Lines) under(b *Book, key string) {
	l.Key = key
	l.Place = b.locale.T("book_repair_under", "File", l.File, "Key", key)
}

// entry is one denial: actions on objects.
type entry struct{ objects, actions []string }

// entries puts pairs into as few denials as are easy to read: the actions on
// one object together, then the objects with the same actions.
func entries(pairs []analysis.Pair) []entry {
	var out []entry
	for _, p := range pairs {
		if n := len(out); n > 0 && out[n-1].objects[0] == p.Object.ID {
			out[n-1].actions = append(out[n-1].actions, p.Action.ID)
		} else {
			out = append(out, entry{[]string{p.Object.ID}, []string{p.Action.ID}})
		}
	}
	var joined []entry
	for _, e := range out {
		i := slices.IndexFunc(joined, func(x entry) bool { return slices.Equal(x.actions, e.actions) })
		if i < 0 {
			joined = append(joined, e)
		} else {
			joined[i].objects = append(joined[i].objects, e.objects...)
		}
	}
	return joined
}

func idList(ids []string) string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = plainID(id)
	}
	return "[" + strings.Join(out, ", ") + "]"
}

// plainID is an id as YAML reads it back: some look like numbers, dates and
// truth values.
func plainID(id string) string {
	if id[0] <= '9' || slices.Contains([]string{"true", "false", "null", "yes", "no", "on", "off", "y", "n"}, id) {
		return `"` + id + `"`
	}
	return id
}

// exceptionLines are exceptions that accept a role's findings for a while, but
// for three lines that somebody has to fill in: without them the catalog is
// refused.
func (b *Book) exceptionLines(rules []*catalog.Rule, role *catalog.Role) *Lines {
	if b.on.IsZero() || len(rules) == 0 {
		return nil
	}
	file := rules[0].At.File
	out := &Lines{File: file}
	indent := 2
	if list := b.catalog.Exceptions; len(list) > 0 {
		indent = max(list[0].At.Start.Column-3, 0)
		out.above(b, "exceptions", list[0].At)
	} else {
		out.Text = "exceptions:\n"
		out.Place = b.locale.T("book_repair_end", "File", file)
	}
	pad := strings.Repeat(" ", indent)
	for _, r := range rules {
		out.Text += fmt.Sprintf("%s- rule: %s\n%s  roles: %s\n%s  until: %s\n", pad, plainID(r.ID), pad, idList([]string{role.ID}), pad, b.on.AddDays(acceptedFor))
		for _, blank := range []string{"approved_by", "reason", "control"} {
			out.Text += fmt.Sprintf("%s  %s: # %s\n", pad, blank, b.locale.T("book_repair_fill_"+blank))
		}
	}
	return out
}
