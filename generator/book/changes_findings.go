package book

import (
	"math/big"
	"strings"

	"rolebook/generator/analysis"
	"rolebook/generator/catalog"
	"rolebook/generator/change"
)

// findings tells what became of conflicts, rule by rule: those that ask for
// more, for less or for as much as before.
func (w *changeWriter) findings(id string, of func(worse int) bool) ChangeSection {
	s := ChangeSection{ID: id}
	count, counts := new(big.Int), map[string]*big.Int{}
	at := map[string]int{}
	head := func(r *catalog.Rule, n *big.Int) *ChangeLine {
		i, ok := at[r.ID]
		if !ok {
			i = len(s.Lines)
			at[r.ID], counts[r.ID] = i, new(big.Int)
			s.Lines = append(s.Lines, ChangeLine{Text: w.joined(w.book.severity(r.Severity), upper([]string{r.ID})[0], w.name(r.Name, r.ID))})
		}
		count.Add(count, n)
		counts[r.ID].Add(counts[r.ID], n)
		return &s.Lines[i]
	}
	for _, f := range w.change.Findings {
		if of(f.Worse()) {
			l := head(f.Finding().Rule, big.NewInt(1))
			l.Lines = append(l.Lines, w.finding(f))
		}
	}
	for _, b := range w.change.Bulks {
		n := map[bool]*big.Int{true: b.Worse, false: b.Better}[of(1)]
		if !of(0) && n.Sign() > 0 {
			l := head(b.Rule(), n)
			l.Lines = append(l.Lines, ChangeLine{Text: w.book.locale.Many("change_bulk", n)})
		}
	}
	for rule, i := range at {
		s.Lines[i].Text = w.labelled(s.Lines[i].Text, w.number(counts[rule]))
		s.Lines[i].Lines = w.capped(s.Lines[i].Lines)
	}
	s.Count = w.number(count)
	return s
}

// number writes a count, however large.
func (w *changeWriter) number(n *big.Int) string {
	if n.IsInt64() {
		return w.book.locale.Integer(int(n.Int64()))
	}
	return n.String()
}

// finding is a line about the roles that violate a rule, or did.
func (w *changeWriter) finding(f change.Finding) ChangeLine {
	l := ChangeLine{Op: string(change.Changed), Together: true}
	switch {
	case f.Old == nil:
		l.Op = string(change.Added)
		l.Text = w.joined(w.unlessOpen(f.New), w.part(f, "change_part_before"))
	case f.New == nil:
		l.Op = string(change.Removed)
		l.Text = w.joined(w.unlessOpen(f.Old), w.part(f, "change_part_now"))
	default:
		l.Text = w.regraded(f)
	}
	for _, r := range f.Finding().Roles {
		l.Roles = append(l.Roles, w.roleRef(r.ID))
	}
	return l
}

func (w *changeWriter) status(f *analysis.Finding) string {
	return w.t("book_finding_" + f.Status.String())
}

// unlessOpen says how a finding stands where that is not what one expects.
func (w *changeWriter) unlessOpen(f *analysis.Finding) string {
	if f.Status == analysis.Open {
		return ""
	}
	return w.status(f)
}

// part names the roles that violate the rule without the others, or did.
func (w *changeWriter) part(f change.Finding, id string) string {
	if f.Part == nil {
		return ""
	}
	names := make([]string, len(f.Part.Roles))
	for i, r := range f.Part.Roles {
		names[i] = w.role(r.ID)
	}
	return w.t(id, "Roles", strings.Join(names, " + "))
}

// regraded says what is different of a finding that is still there.
func (w *changeWriter) regraded(f change.Finding) string {
	var status, severity string
	if f.Old.Status != f.New.Status {
		status = w.became(w.status(f.Old), w.status(f.New))
	}
	if f.Old.Severity() != f.New.Severity() {
		severity = w.became(w.book.severity(f.Old.Severity()), w.book.severity(f.New.Severity()))
	}
	return w.joined(status, severity)
}
