package book

import (
	"slices"
	"strings"

	"rolebook/generator/catalog"
	"rolebook/generator/change"
)

// partSections says which section tells of which parts of a role. What is said
// of the role itself is among its properties, but for those in factSections.
var partSections = map[change.Kind]string{
	change.DutyKind: "duties", change.LimitKind: "properties", change.CollaborationKind: "collaboration",
	change.ExperienceKind: "requirements", change.SkillKind: "requirements", change.CertificationKind: "requirements",
	change.QualityKind: "requirements", change.KPIKind: "kpis", change.OnboardingKind: "onboarding",
}

var factSections = map[change.Key]string{change.KeyEducation: "requirements"}

// roles tells which roles came and went, and which only have another id.
func (w *changeWriter) roles() ChangeSection {
	s := ChangeSection{ID: "roles"}
	for _, i := range w.change.Items {
		if i.Kind == change.RoleKind && (i.Op == change.Added || i.Op == change.Removed) {
			s.Lines = append(s.Lines, ChangeLine{Op: string(i.Op), Roles: []RoleRef{w.roleRef(i.ID)}, Text: w.renaming(i.ID)})
		}
	}
	s.Count = w.book.locale.Integer(len(s.Lines))
	return s
}

func (w *changeWriter) renaming(id string) string {
	for _, r := range w.change.Renamed {
		switch id {
		case r.New:
			return w.t("change_renamed_from", "ID", r.Old)
		case r.Old:
			return w.t("change_renamed_to", "ID", r.New)
		}
	}
	return ""
}

// parts tells of one section what is said differently of the roles that stay.
func (w *changeWriter) parts(section string) ChangeSection {
	s := ChangeSection{ID: section}
	n := 0
	for _, i := range w.change.Items {
		if i.Kind != change.RoleKind || i.Op != change.Changed {
			continue
		}
		l := ChangeLine{Roles: []RoleRef{w.roleRef(i.ID)}}
		for _, f := range i.Facts {
			if in, ok := factSections[f.Key]; in == section || !ok && section == "properties" {
				l.Lines = append(l.Lines, w.fact(i.ID, f)...)
			}
		}
		for _, p := range i.Parts {
			if partSections[p.Kind] == section {
				l.Lines = append(l.Lines, w.item(i.ID, p)...)
			}
		}
		if n += len(l.Lines); len(l.Lines) > 0 {
			s.Lines = append(s.Lines, l)
		}
	}
	s.Count = w.book.locale.Integer(n)
	return s
}

// things tells what became of things of some kinds that are no roles.
func (w *changeWriter) things(section string, kinds ...change.Kind) ChangeSection {
	s := ChangeSection{ID: section}
	for _, i := range w.change.Items {
		switch {
		case !slices.Contains(kinds, i.Kind):
		case i.Kind == change.CatalogKind:
			for _, f := range i.Facts {
				s.Lines = append(s.Lines, w.fact("", f)...)
			}
		default:
			s.Lines = append(s.Lines, w.item("", i)...)
		}
	}
	s.Count = w.book.locale.Integer(len(s.Lines))
	return s
}

// item tells what became of a thing; role is the one it belongs to, if any.
func (w *changeWriter) item(role string, i change.Item) []ChangeLine {
	kind := w.t("change_kind_" + string(i.Kind))
	switch {
	case i.Op == change.Reordered:
		return []ChangeLine{{Op: string(change.Changed), Text: w.labelled(w.t("change_reordered"), kind)}}
	case len(i.Facts) == 1 && i.Facts[0].Key == change.KeyText && len(i.Parts) == 0:
		return w.versions(kind, role, i.Facts[0]) // nothing but a text: the kind says what it is
	}
	l := ChangeLine{Op: string(i.Op), Text: w.labelled(kind, w.called(i))}
	if s, lang := i.Name.In(w.book.lang); s != "" && lang != w.book.lang {
		l.Lang = lang.Tag()
	}
	for _, f := range i.Facts {
		l.Lines = append(l.Lines, w.fact(role, f)...)
	}
	for _, p := range i.Parts {
		l.Lines = append(l.Lines, w.item(role, p)...)
	}
	return []ChangeLine{l}
}

// called is what readers call a thing. A thing whose own words have changed is
// called by those of now.
func (w *changeWriter) called(i change.Item) string {
	name := w.name(i.Name, i.ID)
	switch i.Kind {
	case change.RuleKind:
		return w.joined(upper([]string{i.ID})[0], name)
	case change.ExceptionKind:
		rule, roles, _ := strings.Cut(i.ID, ": ")
		return w.joined(upper([]string{rule})[0], name, w.together(roles))
	case change.TestKind:
		return w.together(i.ID)
	case change.OnboardingKind:
		return w.t("book_by_" + key(i.ID))
	}
	return name
}

// together names the roles of "a + b".
func (w *changeWriter) together(ids string) string {
	list := strings.Split(ids, " + ")
	for i, id := range list {
		list[i] = w.role(id)
	}
	return strings.Join(list, " + ")
}

// fact tells what is said differently: of a text language by language, of a
// list what is new and what is missing, else both.
func (w *changeWriter) fact(role string, f change.Fact) []ChangeLine {
	label := w.t("change_key_" + string(f.Key))
	if !f.Old.Text.IsZero() || !f.New.Text.IsZero() {
		return w.versions(label, role, f)
	}
	old, now := w.values(role, f.Key, f.Old.Words), w.values(role, f.Key, f.New.Words)
	l := ChangeLine{Op: string(change.Changed), Text: w.labelled(label, w.became(w.book.locale.List(old), w.book.locale.List(now)))}
	if len(old) > 1 || len(now) > 1 {
		if lines := w.difference(old, now); len(lines) > 0 {
			l.Text, l.Lines = label, lines
		}
	}
	return []ChangeLine{l}
}

// difference lists what is missing and what is new.
func (w *changeWriter) difference(old, now []string) []ChangeLine {
	var out []ChangeLine
	for _, s := range old {
		if !slices.Contains(now, s) {
			out = append(out, ChangeLine{Op: string(change.Removed), Text: s})
		}
	}
	for _, s := range now {
		if !slices.Contains(old, s) {
			out = append(out, ChangeLine{Op: string(change.Added), Text: s})
		}
	}
	return w.capped(out)
}

// versions tells how a text has changed in each language. A text may have been,
// or become, a word that is no text: a target that can be measured.
func (w *changeWriter) versions(label, role string, f change.Fact) []ChangeLine {
	var out []ChangeLine
	if old, now := w.values(role, f.Key, f.Old.Words), w.values(role, f.Key, f.New.Words); len(old)+len(now) > 0 {
		out = append(out, ChangeLine{Op: string(change.Changed), Text: label, Lines: w.difference(old, now)})
	}
	for _, lang := range catalog.AllLanguages {
		old, now := version(f.Old.Text, lang), version(f.New.Text, lang)
		if old == now {
			continue
		}
		l := ChangeLine{Op: string(change.Changed), Text: w.t("change_in_language", "What", label, "Language", w.t("book_language_"+string(lang)))}
		tag := ""
		if lang != w.book.lang {
			tag = lang.Tag()
		}
		old, now = excerpts(old, now)
		for _, side := range []struct {
			op   change.Op
			text string
		}{{change.Removed, old}, {change.Added, now}} {
			if side.text != "" {
				l.Lines = append(l.Lines, ChangeLine{Op: string(side.op), Text: side.text, Lang: tag})
			}
		}
		out = append(out, l)
	}
	return out
}

// version is what a text says in a language; empty where it does not.
func version(t catalog.Text, lang catalog.Lang) string {
	if !t.Has(lang) {
		return ""
	}
	s, _ := t.In(lang)
	return s
}

// Texts longer than this are shown where they differ, with so much around it.
const (
	shownWhole = 160
	context    = 40
)

// excerpts cuts two versions of a text down to where they differ. A text that
// came or went is shown as a whole.
func excerpts(old, now string) (string, string) {
	x, y := []rune(old), []rune(now)
	if len(x) == 0 || len(y) == 0 || len(x) <= shownWhole && len(y) <= shownWhole {
		return old, now
	}
	from := 0
	for from < min(len(x), len(y)) && x[from] == y[from] {
		from++
	}
	till := 0
	for till < min(len(x), len(y))-from && x[len(x)-1-till] == y[len(y)-1-till] {
		till++
	}
	from, till = max(0, from-context), max(0, till-context)
	cut := func(s []rune) string {
		out := string(s[from : len(s)-till])
		if from > 0 {
			out = "…" + out
		}
		if till > 0 {
			out += "…"
		}
		return out
	}
	return cut(x), cut(y)
}
