package xlsx

import (
	"strconv"

	"rolebook/generator/book"
	"rolebook/generator/output"
)

// legend explains the signs of the other sheets, and gives the rules and
// conditions that they speak of.
func (k *workbook) legend() error {
	s, err := k.sheet(k.book.T("sheet_tab_legend"), page{wide: 1}, []float64{26, 56, 14, 56, 56})
	if err != nil {
		return err
	}
	for _, part := range []func(*sheet) error{k.scopes, k.signs, k.conditions, k.rules} {
		if err := part(s); err != nil {
			return err
		}
		if err := s.add(); err != nil {
			return err
		}
	}
	return s.Flush()
}

func heading(words ...string) []cell {
	out := make([]cell, len(words))
	for i, w := range words {
		out[i] = cell{w, look{bold: true, head: true}}
	}
	return out
}

func (k *workbook) scopes(s *sheet) error {
	if err := s.add(heading(k.book.T("sheet_scope"), "")...); err != nil {
		return err
	}
	for _, m := range k.book.Matrix.Legend.Scopes {
		says := k.book.T("sheet_legend_scope", "Rank", strconv.Itoa(m.Rank), "Scopes", strconv.Itoa(m.Scopes))
		if err := s.add(cell{output.MarkText(m), marked(m, hairline)}, cell{says, look{wrap: true}}); err != nil {
			return err
		}
	}
	return nil
}

// signs explains marks by example: the widest scope, conditional, in conflict.
func (k *workbook) signs(s *sheet) error {
	if err := s.add(heading(k.book.T("sheet_legend_marks"), "")...); err != nil {
		return err
	}
	entries := []struct {
		mark  cell
		words string
	}{
		{cell{look: look{}}, k.book.T("sheet_legend_empty")},
		{cell{k.book.T("book_mark_denied"), marked(&book.Mark{State: book.Denied}, hairline)}, k.book.T("sheet_legend_denied")},
	}
	if scopes := k.book.Matrix.Legend.Scopes; len(scopes) > 0 {
		example := func(change func(*book.Mark)) cell {
			m := *scopes[len(scopes)-1]
			change(&m)
			return cell{output.MarkText(&m), marked(&m, hairline)}
		}
		entries = append(entries, []struct {
			mark  cell
			words string
		}{
			{example(func(m *book.Mark) { m.Conditional = true }), k.book.T("sheet_legend_conditional")},
			{example(func(m *book.Mark) { m.Severity, m.Open, m.Rules = "critical", true, []string{"s01"} }), k.book.T("sheet_legend_open")},
			{example(func(m *book.Mark) { m.Severity, m.Rules = "critical", []string{"s01"} }), k.book.T("sheet_legend_settled")},
		}...)
	}
	for _, e := range entries {
		if err := s.add(e.mark, cell{e.words, look{wrap: true}}); err != nil {
			return err
		}
	}
	return k.severities(s)
}

func (k *workbook) severities(s *sheet) error {
	for _, c := range k.book.SoD.Counts {
		sign := output.Sign(c.Severity, true) + "  " + output.Sign(c.Severity, false)
		if err := s.add(cell{sign, look{centered: true, color: severities[c.Severity]}}, cell{c.Is, look{}}); err != nil {
			return err
		}
	}
	if k.left == 0 {
		return nil
	}
	return s.add(cell{look: look{}}, cell{k.book.T("sheet_legend_left", "Left", strconv.Itoa(k.left)), look{wrap: true}})
}

func (k *workbook) conditions(s *sheet) error {
	if len(k.book.Conditions) == 0 {
		return nil
	}
	if err := s.add(heading(k.book.T("sheet_conditions"), "")...); err != nil {
		return err
	}
	for _, c := range k.book.Conditions {
		says := ""
		if c.Mitigates {
			says = k.book.T("sheet_legend_mitigates")
		}
		if err := s.add(cell{output.Words(c.Name), look{wrap: true}}, cell{says, look{wrap: true}}); err != nil {
			return err
		}
	}
	return nil
}

func (k *workbook) rules(s *sheet) error {
	if len(k.book.SoD.Rules) == 0 {
		return nil
	}
	titles := heading(k.book.T("sheet_rule"), k.book.T("sheet_rule_name"), k.book.T("sheet_severity"), k.book.T("book_risk"), k.book.T("book_control"))
	if err := s.add(titles...); err != nil {
		return err
	}
	for _, r := range k.book.SoD.Rules {
		err := s.add(
			cell{output.RuleID(r.ID), look{bold: true}},
			cell{output.Words(r.Name), look{wrap: true}},
			cell{r.SeverityIs, look{color: severities[r.Severity]}},
			cell{output.Words(r.Risk), look{wrap: true}},
			cell{output.Words(r.Control), look{wrap: true}},
		)
		if err != nil {
			return err
		}
	}
	return nil
}
