package book

import (
	"cmp"
	"slices"
	"strings"

	"rolebook/generator/analysis"
	"rolebook/generator/catalog"
)

// findings localises every finding of the analysis once, in its order.
func (b *Book) findings() []*Finding {
	out := make([]*Finding, len(b.analysis.Findings))
	for i, f := range b.analysis.Findings {
		out[i] = b.finding(f)
	}
	return out
}

func (b *Book) finding(f *analysis.Finding) *Finding {
	out := &Finding{
		Rule: f.Rule.ID, Name: b.ruleName(f.Rule), Kind: string(f.Kind()), Roles: b.roleRefs(f.Roles),
		Severity: string(f.Severity()), SeverityIs: b.severity(f.Severity()),
		Status: f.Status.String(), StatusIs: b.locale.T("book_finding_" + f.Status.String()), Open: f.Status == analysis.Open,
		Risk: b.text(f.Rule.Risk), Control: b.text(f.Rule.Control),
		book: b, source: f,
	}
	ids := []string{f.Rule.ID}
	for _, r := range f.Roles {
		ids = append(ids, r.ID)
	}
	out.ID = strings.Join(ids, "--")
	if f.Exception != nil {
		e := b.exception(f.Exception)
		out.Exception = &e
	}
	return out
}

func (b *Book) severity(s catalog.Severity) string { return b.locale.T("book_severity_" + string(s)) }

// ruleName parses a rule's name once, however many findings it has.
func (b *Book) ruleName(r *catalog.Rule) Text { return b.text(r.Name) }

// Functions shows how each function of the rule is performed.
func (f *Finding) Functions() []FunctionPath {
	var out []FunctionPath
	for _, p := range f.source.Functions() {
		out = append(out, FunctionPath{ID: p.ID, Name: f.book.text(p.Name), Hops: f.book.hops(p.Paths)})
	}
	return out
}

// hops draws paths together that differ in their object or action only: first
// the actions on one object, then the objects with the same actions.
func (b *Book) hops(paths []analysis.Path) []Hop {
	var out []Hop
	for _, p := range paths {
		h := Hop{Role: b.roleRef(p.Role), From: b.otherRef(p.Role, p.From)}
		if p.Object != nil {
			h.Objects, h.Actions = []ObjectRef{b.objectRef(p.Object)}, []*Action{b.action(p.Action)}
			h.Scope, h.When = b.scope(p.Scope), b.conditions(p.When)
		}
		same := func(x Hop) bool { return sameWay(x, h) && slices.EqualFunc(x.Objects, h.Objects, sameObject) }
		if i := slices.IndexFunc(out, same); i >= 0 {
			out[i].Actions = append(out[i].Actions, h.Actions...)
			continue
		}
		out = append(out, h)
	}
	return joinObjects(out)
}

func joinObjects(hops []Hop) []Hop {
	var out []Hop
	for _, h := range hops {
		same := func(x Hop) bool { return sameWay(x, h) && slices.Equal(x.Actions, h.Actions) }
		if i := slices.IndexFunc(out, same); i >= 0 {
			out[i].Objects = append(out[i].Objects, h.Objects...)
			continue
		}
		out = append(out, h)
	}
	return out
}

// sameWay reports whether two hops come from the same grantor at the same
// scope under the same conditions.
func sameWay(x, y Hop) bool {
	from := func(h Hop) string {
		if h.From == nil {
			return ""
		}
		return h.From.ID
	}
	return x.Role.ID == y.Role.ID && from(x) == from(y) && x.Scope == y.Scope && slices.Equal(x.When, y.When)
}

func sameObject(x, y ObjectRef) bool { return x.ID == y.ID }

// Line writes a hop of the finding in one line, for outputs without markup.
func (f *Finding) Line(h Hop) string { return f.book.hopLine(h) }

// hopLine writes a hop as a line: role → object → action → scope (conditions).
func (b *Book) hopLine(h Hop) string {
	steps := []string{h.Role.Name.Plain()}
	if h.From != nil {
		steps = append(steps, b.locale.T("book_from_role", "Role", h.From.Name.Plain()))
	}
	if h.Scope == nil {
		return strings.Join(steps, " → ")
	}
	objects := make([]string, len(h.Objects))
	for i, o := range h.Objects {
		objects[i] = o.Name.Plain()
	}
	actions := make([]string, len(h.Actions))
	for i, a := range h.Actions {
		actions[i] = a.Name.Plain()
	}
	scope := h.Scope.Name.Plain()
	if len(h.When) > 0 {
		names := make([]string, len(h.When))
		for i, c := range h.When {
			names[i] = c.Name.Plain()
		}
		scope = b.locale.T("book_scope_when", "Scope", scope, "When", b.locale.List(names))
	}
	return strings.Join(append(steps, b.locale.List(objects), b.locale.List(actions), scope), " → ")
}

func (b *Book) exception(e *catalog.Exception) Exception {
	out := Exception{
		Rule: e.Rule.ID, RuleName: b.ruleName(e.Rule), Roles: b.roleRefs(e.Roles), Until: b.day(e.Until),
		Expired: e.Until.Before(b.on), ApprovedBy: b.text(e.ApprovedBy), Reason: b.text(e.Reason), Control: b.text(e.Control),
	}
	switch {
	case out.Expired:
		out.Left = b.locale.N("book_exception_expired", -out.Until.Off, "Date", out.Until.Words)
	case out.Until.Off == 0:
		out.Left = b.locale.T("book_exception_last_day", "Date", out.Until.Words)
	default:
		out.Left = b.locale.N("book_exception_left", out.Until.Off, "Date", out.Until.Words)
	}
	return out
}

// sod makes the findings page.
func (b *Book) sod(all []*Finding) *SoD {
	s := &SoD{}
	for _, sev := range catalog.Severities {
		s.Counts = append(s.Counts, SeverityCount{Severity: string(sev), Is: b.severity(sev)})
	}
	for _, f := range openFirst(all) {
		if f.Kind == string(analysis.RoleKind) {
			s.count(f.source.Severity(), analysis.RoleKind, f.source.Status, 1)
			s.Singles = append(s.Singles, f)
		} else {
			s.Combinations = append(s.Combinations, f)
		}
	}
	for _, c := range b.analysis.Combinations {
		s.count(c.Severity(), analysis.CombinationKind, c.Status, whole(c.Count))
	}
	s.Groups = b.combinations()
	deal(s.Groups, s.Combinations)
	s.Total.Is = b.locale.T("book_total")
	s.OpenRole, s.OpenPairs = s.Total.OpenRole, s.Total.OpenPairs
	s.Lead = b.sodLead(s.OpenRole, s.OpenPairs)
	s.Checked = b.locale.T("book_sod_checked", "Date", b.Checked.Words, "Rules", b.locale.N("book_count_rules", len(b.catalog.Rules)))
	s.Pairs = b.pairs(s.Combinations)
	for _, e := range b.catalog.Exceptions {
		s.Exceptions = append(s.Exceptions, b.exception(e))
	}
	slices.SortStableFunc(s.Exceptions, func(x, y Exception) int { return strings.Compare(x.Until.Date, y.Until.Date) })
	s.Rules = b.rules(s.Singles)
	return s
}

// sodLead says how many conflicts ask for something.
func (b *Book) sodLead(single, combined int) string {
	says := []string{b.locale.T("book_sod_no_single"), b.locale.T("book_sod_no_combined")}
	if single > 0 {
		says[0] = b.locale.N("book_sod_single", single)
	}
	if combined > 0 {
		says[1] = b.locale.N("book_sod_combined", combined)
	}
	return strings.Join(says, b.locale.T("book_sentence_gap"))
}

// openFirst puts open findings before excepted and mitigated ones and leaves
// their order as it is otherwise.
func openFirst(all []*Finding) []*Finding {
	sorted := slices.Clone(all)
	slices.SortStableFunc(sorted, func(x, y *Finding) int { return cmp.Compare(x.source.Status, y.source.Status) })
	return sorted
}

func (s *SoD) count(severity catalog.Severity, kind analysis.Kind, status analysis.Status, n int) {
	for _, c := range []*SeverityCount{&s.Counts[severity.Rank()], &s.Total} {
		if kind == analysis.CombinationKind {
			c.combined = sum(c.combined, n)
		}
		at := &c.OpenPairs
		switch {
		case status == analysis.Mitigated:
			at = &c.Mitigated
		case status == analysis.Excepted:
			at = &c.Excepted
		case kind == analysis.RoleKind:
			at = &c.OpenRole
		}
		*at = sum(*at, n)
	}
}

// maxPairs bounds the table of pairs: a wider one cannot be read, and the list
// of combinations says the same.
const maxPairs = 60

// pairs makes the table of roles that one person must not hold together; nil
// when there are none, or more roles than a table can show.
func (b *Book) pairs(combinations []*Finding) *PairTable {
	var t PairTable
	place := map[string]int{}
	for _, f := range combinations {
		if len(f.Roles) == 2 {
			for _, r := range f.Roles {
				place[r.ID] = 0
			}
		}
	}
	if len(place) == 0 || len(place) > maxPairs {
		return nil
	}
	for _, fam := range b.Families {
		for _, r := range fam.Roles {
			if _, in := place[r.ID]; in {
				place[r.ID] = len(t.Roles)
				t.Roles = append(t.Roles, RoleRef{ID: r.ID, Name: r.Name})
			}
		}
	}
	for i := range t.Roles {
		t.Cells = append(t.Cells, make([]PairCell, len(t.Roles)))
		t.Cells[i][i].Self = true
	}
	for _, f := range combinations {
		if len(f.Roles) == 2 {
			x, y := place[f.Roles[0].ID], place[f.Roles[1].ID]
			t.Cells[x][y].Findings = append(t.Cells[x][y].Findings, f)
			t.Cells[y][x].Findings = append(t.Cells[y][x].Findings, f)
		}
	}
	return &t
}

func (b *Book) rules(singles []*Finding) []Rule {
	found, open := map[string]int{}, map[string]int{}
	count := func(rule string, status analysis.Status, n int) {
		found[rule] = sum(found[rule], n)
		if status == analysis.Open {
			open[rule] = sum(open[rule], n)
		}
	}
	for _, f := range singles {
		count(f.Rule, f.source.Status, 1)
	}
	for _, c := range b.analysis.Combinations {
		count(c.Rule.ID, c.Status, whole(c.Count))
	}
	var out []Rule
	for _, r := range b.catalog.Rules {
		rule := Rule{
			ID: r.ID, Name: b.ruleName(r), Severity: string(r.Severity), SeverityIs: b.severity(r.Severity),
			Risk: b.text(r.Risk), Control: b.text(r.Control), OverRoles: len(r.Roles) > 0,
			Findings: found[r.ID], Open: open[r.ID],
		}
		for _, f := range r.Functions {
			rule.Over = append(rule.Over, b.text(f.Name))
		}
		for _, x := range r.Roles {
			rule.Over = append(rule.Over, b.text(x.Name))
		}
		if r.AtLeast < len(rule.Over) {
			rule.AtLeast = b.locale.T("book_n_of_m", "N", r.AtLeast, "M", len(rule.Over))
		}
		out = append(out, rule)
	}
	slices.SortStableFunc(out, func(x, y Rule) int {
		return cmp.Or(cmp.Compare(catalog.Severity(x.Severity).Rank(), catalog.Severity(y.Severity).Rank()), strings.Compare(x.ID, y.ID))
	})
	return out
}
