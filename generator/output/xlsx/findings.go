package xlsx

import (
	"strings"

	"rolebook/generator/book"
	"rolebook/generator/output"
)

// maxFindings is how many findings the sheet lists. Nobody reads more, and a
// catalog of a thousand roles may have a million.
const maxFindings = 20_000

var findingWidths = []float64{14, 9, 30, 14, 34, 14, 60, 40, 40, 40, 40}

// findings lists the conflicts with the paths that lead to them.
func (k *workbook) findings() error {
	s, err := k.sheet(k.book.T("sheet_tab_findings"), page{heads: 1, labels: 2, wide: 1}, findingWidths)
	if err != nil {
		return err
	}
	titles := []string{
		"sheet_severity", "sheet_rule", "sheet_rule_name", "sheet_kind", "sheet_roles", "sheet_status",
		"sheet_paths", "book_risk", "book_control", "book_exception", "book_repair",
	}
	for i, id := range titles {
		titles[i] = k.book.T(id)
	}
	if err := k.listHead(s, titles); err != nil {
		return err
	}
	for _, list := range [][]*book.Finding{k.book.SoD.Singles, k.book.SoD.Combinations} {
		for _, f := range list {
			if s.row > maxFindings {
				k.left++
				continue
			}
			if err := k.ctx.Err(); err != nil {
				return err
			}
			if err := k.finding(s, f); err != nil {
				return err
			}
		}
	}
	k.left = k.book.SoD.Left(k.left)
	return s.filter(1, len(findingWidths))
}

func (k *workbook) finding(s *sheet, f *book.Finding) error {
	plain := look{wrap: true}
	graded := look{wrap: true, bold: f.Open, color: severities[f.Severity]}
	return s.add(
		cell{output.Sign(f.Severity, f.Open) + " " + f.SeverityIs, graded},
		cell{output.RuleID(f.Rule), graded},
		cell{output.Words(f.Name), plain},
		cell{k.book.T("sheet_kind_" + f.Kind), plain},
		cell{strings.Join(roleNames(f.Roles), "\n"), plain},
		cell{f.StatusIs, plain},
		cell{paths(k.book, f), plain},
		cell{output.Words(f.Risk), plain},
		cell{output.Words(f.Control), plain},
		cell{exception(k.book, f.Exception), plain},
		cell{repair(f), plain},
	)
}

func roleNames(refs []book.RoleRef) []string {
	out := make([]string, len(refs))
	for i, r := range refs {
		out[i] = output.Words(r.Name)
	}
	return out
}

// paths says how each function of the rule is performed, a line a path.
func paths(b *book.Book, f *book.Finding) string {
	var out []string
	for _, fn := range f.Functions() {
		for _, h := range fn.Hops {
			out = append(out, output.Words(fn.Name)+b.T("colon")+output.Clean(f.Line(h)))
		}
	}
	return strings.Join(out, "\n")
}

// exception says until when a conflict is accepted, by whom and why.
func exception(b *book.Book, e *book.Exception) string {
	if e == nil {
		return ""
	}
	out := []string{output.Clean(e.Left)}
	for _, t := range []book.Text{e.ApprovedBy, e.Reason, e.Control} {
		if s := output.Words(t); s != "" {
			out = append(out, s)
		}
	}
	return strings.Join(out, "\n")
}

func repair(f *book.Finding) string {
	if r := f.Repair(); r != nil {
		return output.Clean(r.Sentence)
	}
	return ""
}
