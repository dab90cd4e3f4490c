package book_test

import (
	"slices"
	"testing"

	"rolebook/generator/book"
)

// onPage says which section of a role's page tells what a section of a document
// does; those that it leaves out are for pen and paper.
var onPage = map[string]string{
	"overview": "overview", "purpose": "overview", "duties": "duties", "practice": "duties",
	"permissions": "permissions", "access": "permissions", "bounds": "permissions", "marks": "permissions",
	"collaboration": "collaboration", "people": "collaboration", "requirements": "requirements",
	"kpis": "kpis", "measures": "kpis", "plan": "onboarding", "onboarding": "onboarding", "career": "career",
}

// TestViews holds views against the documents of a role that has everything:
// what a document has a section for is in view.
func TestViews(t *testing.T) {
	t.Parallel()
	page := complete(t)
	for _, scenario := range book.Scenarios {
		for _, detail := range details {
			v := book.ViewOf(scenario, detail)
			told := map[string]bool{}
			for _, s := range page.Document(book.Form{Scenario: scenario, Detail: detail, Style: book.Formal}).Sections {
				told[onPage[s.ID]] = true
				if on := onPage[s.ID]; on != "" && !slices.Contains(v.Sections, on) {
					t.Errorf("%s, %s: %s is told, and %s not shown", scenario, detail, s.ID, on)
				}
			}
			if scenario == "job-description" || scenario == "recruitment" {
				for _, s := range v.Sections {
					if !told[s] {
						t.Errorf("%s, %s: %s is shown, and not told", scenario, detail, s)
					}
				}
			}
			if len(v.Sections) == 0 || v.Tasks != "" && !slices.Contains(v.Sections, "duties") {
				t.Errorf("%s, %s: %+v", scenario, detail, v)
			}
		}
	}
}

// complete is the page of a shipped role that lacks no section.
func complete(t *testing.T) *book.RolePage {
	t.Helper()
	for _, p := range shipped(t).Books[1].Roles {
		if len(p.Onboarding) > 0 && len(p.CareerTo) > 0 && len(p.Collaboration) > 0 && len(p.KPIs) > 0 {
			return p
		}
	}
	t.Fatal("every role lacks something")
	return nil
}
