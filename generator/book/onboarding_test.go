package book_test

import (
	"slices"
	"strings"
	"testing"

	"rolebook/generator/book"
	"rolebook/generator/catalog"
)

// actionsOf is the actions that a column of a table lists for each object.
func actionsOf(b *book.Book, d *book.Document, section string, column int) map[string][]string {
	out := map[string][]string{}
	for _, s := range d.Sections {
		if s.ID != section {
			continue
		}
		for _, block := range s.Blocks {
			if t, ok := block.(book.Table); ok {
				addActions(out, b, t, column)
			}
		}
	}
	return out
}

func addActions(out map[string][]string, b *book.Book, t book.Table, column int) {
	denied := b.T("book_denied_actions", "Actions", "")
	for _, g := range t.Groups {
		for _, row := range g.Rows {
			object := row.Cells[0].Lines[0].Plain()
			for _, line := range row.Cells[column].Lines {
				list := strings.TrimPrefix(line.Plain(), denied)
				out[object] = append(out[object], strings.Split(list, b.T("list_separator"))...)
			}
		}
	}
}

// TestAccessAndBounds: what is to be asked for is all that the role holds, and
// each action that applies stands among what it may or what it may not.
func TestAccessAndBounds(t *testing.T) {
	t.Parallel()
	for _, b := range shipped(t).Books {
		for _, r := range b.Roles {
			d := r.Document(book.Form{Scenario: "onboarding", Detail: catalog.Brief, Style: book.Formal}) // without scopes
			access, may, mayNot := actionsOf(b, d, "access", 1), actionsOf(b, d, "bounds", 1), actionsOf(b, d, "bounds", 2)
			for _, m := range r.Permissions.Modules {
				for _, row := range m.Rows {
					object := row.Object.Name.Plain()
					for i, c := range row.Cells {
						action := b.Actions[i].Name.Plain()
						granted, applies := c.Mark.State == book.Granted, c.Mark.State != book.NotApplicable
						if got := slices.Contains(access[object], action); got != granted {
							t.Errorf("%s %s: %s %s to be asked for: %v", b.Key, r.ID, action, object, got)
						}
						if slices.Contains(may[object], action) != granted || slices.Contains(mayNot[object], action) != (applies && !granted) {
							t.Errorf("%s %s: %s %s: may %q, may not %q", b.Key, r.ID, action, object, may[object], mayNot[object])
						}
					}
				}
			}
		}
	}
}

// TestPerformanceHasRoom: each figure has room for a result and a rating in
// each quarter at whose end it is known.
func TestPerformanceHasRoom(t *testing.T) {
	t.Parallel()
	due := map[string]string{"": "1234", "day": "1234", "week": "1234", "month": "1234", "quarter": "1234", "half-year": "24", "year": "4"}
	b := shipped(t).Default()
	for _, r := range b.Roles {
		d := r.Document(book.Form{Scenario: "performance", Detail: catalog.Brief, Style: book.Concise})
		var rows []book.TableRow
		for _, s := range d.Sections {
			if s.ID == "record" {
				rows = s.Blocks[len(s.Blocks)-1].(book.Table).Groups[0].Rows
			}
		}
		if len(rows) != len(r.KPIs) {
			t.Errorf("%s: %d rows for %d figures", r.ID, len(rows), len(r.KPIs))
			continue
		}
		for _, row := range rows {
			i := slices.IndexFunc(r.KPIs, func(k book.KPI) bool { return k.Name.Plain() == row.Cells[0].Lines[0].Plain() })
			got := ""
			for q := range 4 {
				if row.Cells[2+2*q].Room > 0 && row.Cells[3+2*q].Room > 0 {
					got += string(rune('1' + q))
				}
			}
			if want := due[r.KPIs[i].Period]; got != want {
				t.Errorf("%s: %s, every %s, has room in quarters %s, not %s", r.ID, r.KPIs[i].ID, r.KPIs[i].Period, got, want)
			}
		}
	}
}
