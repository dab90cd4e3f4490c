package hugosite

import (
	"fmt"
	"strings"
)

// Rules are what the style sheet of a section learns from the book: how many
// letters the matrix has side by side, and words that would stand some ten
// thousand times in the pages. They are the program's own; those of the catalog
// never become code.
func (v *View) Rules() string {
	switch v.Section() {
	case "matrix":
		return v.slotRules() + v.conditionRule()
	case "objects":
		return v.conditionRule()
	case "roles":
		return v.conditionRule() + v.partnerRules() + v.labels("kpi", "", "book_period", "book_formula", "book_source")
	case "collaboration":
		return v.partnerRules()
	}
	return ""
}

// slotRules tell how many letters the matrix has side by side. A content
// security policy allows no styles in a page.
func (v *View) slotRules() string {
	return fmt.Sprintf(".upright { --slots: %d; --actions: %d }\n", v.Slots(), len(v.Book.Actions))
}

// conditionRule says that a mark depends on a condition to those who do not see
// that it is round.
func (v *View) conditionRule() string {
	return fmt.Sprintf("td > .cond:not(.hit)::before { content: %q }\n", v.Book.T("site_key_conditional")+" ")
}

func (v *View) partnerRules() string { return v.labels("collab", "", "book_gives", "book_receives") }

// labels say what the cells of a table's rows are, for where there is no room
// for its head: messages, none for a cell that needs no label.
func (v *View) labels(table string, messages ...string) string {
	var css strings.Builder
	for i, id := range messages {
		if id != "" {
			fmt.Fprintf(&css, ".%s td:nth-of-type(%d) { --l: %q }\n", table, i+1, v.Book.T(id)+" ")
		}
	}
	return css.String()
}
