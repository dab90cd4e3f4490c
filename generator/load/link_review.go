package load

import (
	"cmp"
	"slices"
	"strings"

	"rolebook/generator/catalog"
	"rolebook/generator/diag"
)

// linkSignOffs takes over the records of reviews. What they name may have gone
// since, so nothing of it is looked up.
func (l *linker) linkSignOffs(parts []part) {
	for _, p := range l.partsOf(reviewFile, parts) {
		if shape, ok := p.shape.(*signOffShape); ok {
			l.linkSignOff(p.file.Name, shape)
		}
	}
	slices.SortStableFunc(l.cat.SignOffs, func(a, b *catalog.SignOff) int {
		return cmp.Compare(a.Day.String(), b.Day.String())
	})
}

func (l *linker) linkSignOff(file string, s *signOffShape) {
	out := &catalog.SignOff{
		Owner: s.Owner.Value, Day: l.date(s.Day), Lang: catalog.Lang(s.Language.Value),
		Shown: l.date(s.Pack.Day), Digest: s.Pack.Catalog.Value, File: file, At: s.Owner.At,
	}
	if name := s.Day.Value + "-" + s.Owner.Value; s.Day.given() && s.Owner.given() && !named(stem(file), name) {
		l.diags.Add(diag.IDMismatch, s.Owner.At, diag.Msg("diag_record_name", "File", stem(file), "Name", name), diag.Msg("diag_record_name_help", "Name", name))
	}
	known := newTable[catalog.SignedRole]("role")
	for _, r := range s.Roles {
		signed := &catalog.SignedRole{
			Role: r.Role.Value, Version: l.plain(r.Version), Decision: catalog.Decision(r.Decision.Value), Comment: l.plain(r.Comment), At: r.At,
		}
		for _, p := range r.Permissions {
			signed.Permissions = append(signed.Permissions, l.signedPermission(p))
		}
		known.define(l, r.Role, signed)
		out.Roles = append(out.Roles, signed)
	}
	for _, e := range s.Exceptions {
		roles := values(e.Roles)
		slices.Sort(roles)
		out.Exceptions = append(out.Exceptions, &catalog.SignedException{
			Rule: e.Rule.Value, Roles: roles, Until: l.date(e.Until), Decision: catalog.Decision(e.Decision.Value), Comment: l.plain(e.Comment), At: e.At,
		})
	}
	l.cat.SignOffs = append(l.cat.SignOffs, out)
}

// named reports whether a file is called what it should be. Of several records
// on one day the later ones have a number behind the name.
func named(stem, name string) bool {
	rest, ok := strings.CutPrefix(stem, name)
	number := strings.TrimPrefix(rest, "-")
	return ok && (rest == "" || rest != number && number != "" && strings.Trim(number, "0123456789") == "")
}

func (l *linker) signedPermission(s signedPermissionShape) catalog.SignedPermission {
	return catalog.SignedPermission{
		Object: s.Object.Value, Actions: values(s.Actions), Scope: s.Scope.Value, When: values(s.When),
		Hidden: values(s.Hidden), ReadOnly: values(s.ReadOnly), Decision: catalog.Decision(s.Decision.Value), Comment: l.plain(s.Comment),
	}
}

// plain is a string that an author wrote and that outputs show.
func (l *linker) plain(w word) string {
	if w.given() {
		l.checkCharacters(w.Value, w.At)
	}
	return w.Value
}

func values(words []word) []string {
	var out []string
	for _, w := range words {
		out = append(out, w.Value)
	}
	return out
}
