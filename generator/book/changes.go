package book

import (
	"rolebook/generator/change"
)

// Changes is what has changed since another state of the catalog, for those who
// judge it: first what is a risk, then the rest, dimension by dimension. It is a
// tree of lines, which every output draws in its own way.
type Changes struct {
	Title    string
	Lead     string // from what to what, as of which day
	Same     string // says that nothing has changed; else empty
	Cut      string // names rules of which findings may be missing; else empty
	Sections []ChangeSection

	Since string // names the other state, for links to the changes
}

// ChangeSection is one dimension in which something has changed.
type ChangeSection struct {
	ID    string // an anchor
	Title string
	Count string // of changes, which may be more than there are lines
	Risk  bool   // to be looked at first
	Lines []ChangeLine
}

// ChangeLine is a change, or what the lines below it have in common.
type ChangeLine struct {
	Op       string    // added, removed, changed, or empty where it only heads others
	Roles    []RoleRef // whom it is about, before the text; may be gone
	Together bool      // the roles are held together
	More     string    // says how many roles are not named; else empty
	Text     string
	Lang     string // BCP 47 tag of a text that is not in the book's language; else empty
	Lines    []ChangeLine
}

// Compare tells every book of the set what has changed, and lists the documents
// that read differently. Old is the set of the other state; from and to are how
// the reader calls the two, where the set itself needs no name.
func (s *Set) Compare(old *Set, c *change.Change, from, to string) []AffectedDocument {
	documents := affected(old, s)
	for _, b := range s.Books {
		w := &changeWriter{book: b, change: c}
		b.Changes = w.changes(documents)
		b.Changes.Since = w.t("change_since", "From", from)
		b.Changes.Lead = w.lead(from, to)
	}
	return documents
}

func (w *changeWriter) lead(from, to string) string {
	if to == "" {
		return w.t("change_lead_since", "From", from, "Date", w.book.Checked.Words)
	}
	return w.t("change_lead", "From", from, "To", to, "Date", w.book.Checked.Words)
}

// changeWriter writes the changes for one book.
type changeWriter struct {
	book   *Book
	change *change.Change
}

func (w *changeWriter) changes(documents []AffectedDocument) *Changes {
	c := &Changes{Title: w.t("change_title")}
	for _, s := range []ChangeSection{
		w.permissions("gains", isMore),
		w.fields("fields-opened", false),
		w.findings("findings-opened", func(n int) bool { return n > 0 }),
		w.permissions("losses", isLess),
		w.fields("fields-limited", true),
		w.findings("findings-closed", func(n int) bool { return n < 0 }),
		w.findings("findings-other", func(n int) bool { return n == 0 }),
		w.permissions("grounds", isElse),
		w.roles(),
		w.parts("properties"),
		w.parts("duties"),
		w.parts("collaboration"),
		w.parts("requirements"),
		w.parts("kpis"),
		w.parts("onboarding"),
		w.things("rules", change.FunctionKind, change.RuleKind, change.ExceptionKind, change.TestKind),
		w.things("vocabulary", vocabularyKinds...),
		w.documents(documents),
	} {
		if len(s.Lines) > 0 {
			s.Risk = s.ID == "gains" || s.ID == "fields-opened" || s.ID == "findings-opened"
			s.Title = w.t("change_section_" + key(s.ID))
			c.Sections = append(c.Sections, s)
		}
	}
	if len(c.Sections) == 0 {
		c.Same = w.t("change_none")
	}
	if len(w.change.Cut) > 0 {
		c.Cut = w.t("change_cut", "Rules", w.book.locale.List(upper(w.change.Cut)))
	}
	return c
}

var vocabularyKinds = []change.Kind{
	change.CatalogKind, change.FamilyKind, change.ModuleKind, change.ObjectKind, change.ActionKind, change.ScopeKind,
	change.ClassKind, change.ConditionKind, change.TermKind, change.IgnoreKind,
}

func (w *changeWriter) t(id string, pairs ...any) string { return w.book.locale.T(id, pairs...) }

// joined puts what is said of one thing on one line; what is empty is left out.
func (w *changeWriter) joined(says ...string) string {
	out := ""
	for _, s := range says {
		if s != "" && out != "" {
			out += " · "
		}
		out += s
	}
	return out
}

// labelled writes "label: value".
func (w *changeWriter) labelled(label, value string) string { return label + w.t("colon") + value }

// became writes "old → new", where one of the two may be nothing.
func (w *changeWriter) became(old, now string) string {
	for _, s := range []*string{&old, &now} {
		if *s == "" {
			*s = w.t("change_nothing")
		}
	}
	return old + " → " + now
}

// The most roles that one line names, and lines below one head. JSON has all.
const (
	maxNamed = 12
	maxLines = 40
)

// about makes a line about roles.
func (w *changeWriter) about(ids []string, l ChangeLine) ChangeLine {
	if hidden := len(ids) - maxNamed; hidden > 1 {
		ids = ids[:maxNamed]
		l.More = w.book.locale.N("change_more_roles", hidden)
	}
	for _, id := range ids {
		l.Roles = append(l.Roles, w.roleRef(id))
	}
	return l
}

// capped leaves out the lines that nobody would read, and says how many.
func (w *changeWriter) capped(lines []ChangeLine) []ChangeLine {
	hidden := len(lines) - maxLines
	if hidden <= 1 {
		return lines
	}
	return append(lines[:maxLines:maxLines], ChangeLine{Text: w.book.locale.N("change_more_lines", hidden)})
}
