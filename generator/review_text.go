package generator

import (
	"fmt"
	"strings"

	"rolebook/generator/catalog"
)

// recordText writes the record of a review. A line a permission keeps files of
// many roles short and their differences readable.
func recordText(s *catalog.SignOff, schema string) []byte {
	w := &recordWriter{}
	w.line(0, "# yaml-language-server: $schema=%s", schema)
	w.line(0, "owner: %s", quoted(s.Owner))
	w.line(0, "day: %s", s.Day)
	if s.Lang != "" {
		w.line(0, "language: %s", s.Lang)
	}
	w.line(0, "pack: {day: %s, catalog: %s}", s.Shown, quoted(s.Digest))
	if len(s.Roles) > 0 {
		w.line(0, "roles:")
	}
	for _, r := range s.Roles {
		w.role(r)
	}
	if len(s.Exceptions) > 0 {
		w.line(0, "exceptions:")
	}
	for _, e := range s.Exceptions {
		w.line(1, "- {rule: %s, roles: %s, until: %s%s}", plain(e.Rule), idList(e.Roles), e.Until, verdict(e.Decision, e.Comment))
	}
	return []byte(w.String())
}

// recordWriter collects the lines.
type recordWriter struct{ strings.Builder }

func (w *recordWriter) line(depth int, format string, args ...any) {
	fmt.Fprintf(w, strings.Repeat("  ", depth)+format+"\n", args...)
}

func (w *recordWriter) role(r *catalog.SignedRole) {
	w.line(1, "- role: %s", plain(r.Role))
	if r.Version != "" {
		w.line(2, "version: %s", quoted(r.Version))
	}
	w.line(2, "decision: %s", r.Decision)
	if r.Comment != "" {
		w.line(2, "comment: %s", quoted(r.Comment))
	}
	if len(r.Permissions) == 0 {
		w.line(2, "permissions: []")
		return
	}
	w.line(2, "permissions:")
	for _, p := range r.Permissions {
		w.line(3, "- {object: %s, actions: %s, scope: %s%s%s%s%s}", plain(p.Object), idList(p.Actions), plain(p.Scope),
			optionalIDs("when", p.When), optionalIDs("hidden", p.Hidden), optionalIDs("read_only", p.ReadOnly), verdict(p.Decision, p.Comment))
	}
}

func idList(list []string) string { return ids(list, func(id string) string { return id }) }

func optionalIDs(key string, list []string) string {
	if len(list) == 0 {
		return ""
	}
	return ", " + key + ": " + idList(list)
}

// verdict is a decision and a comment at the end of a line; either may be
// missing.
func verdict(d catalog.Decision, comment string) string {
	out := ""
	if d != "" {
		out += ", decision: " + string(d)
	}
	if comment != "" {
		out += ", comment: " + quoted(comment)
	}
	return out
}
