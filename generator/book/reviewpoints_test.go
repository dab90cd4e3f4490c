package book_test

import (
	"slices"
	"testing"

	"rolebook/generator/book"
	"rolebook/generator/catalog"
	"rolebook/generator/output/conformance"
)

// TestReviewTellsWhatCoverageTells: what a role leaves open stands among the
// points of its access review, and a role that leaves nothing open has none.
func TestReviewTellsWhatCoverageTells(t *testing.T) {
	t.Parallel()
	set := conformance.Mini(t)
	for _, b := range set.Books {
		trainee := confirmed(b, "trainee")
		for _, want := range []string{
			b.T("book_review_idle", "Duty", "Learn"), b.N("book_review_unfounded", 1), b.N("book_review_untranslated", 4),
		} {
			if !slices.Contains(trainee, want) {
				t.Errorf("%s: the trainee's review lacks %q: %q", b.Key, want, trainee)
			}
		}
		for _, point := range confirmed(b, "approver") {
			if point == b.T("book_review_idle", "Duty", "Decide") || point == b.N("book_review_unfounded", 1) {
				t.Errorf("%s: the approver's review has %q", b.Key, point)
			}
		}
	}
}

// confirmed gives the points of a role's access review.
func confirmed(b *book.Book, role string) []string {
	d := b.Role(role).Document(book.Form{Scenario: "access-review", Detail: catalog.Standard, Style: book.Formal})
	i := slices.IndexFunc(d.Sections, func(s book.Section) bool { return s.ID == "confirm" })
	var out []string
	for _, item := range d.Sections[i].Blocks[len(d.Sections[i].Blocks)-1].(book.Items).Items {
		out = append(out, item.Text.Plain())
	}
	return out
}
