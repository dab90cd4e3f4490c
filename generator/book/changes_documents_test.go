package book_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"rolebook/generator/book"
	"rolebook/generator/catalog"
	"rolebook/generator/change"
	"rolebook/generator/output/jsondata"
)

// printed is every document of a set as JSON, by role, scenario and language.
// Digests of the catalog are taken out: they differ with every edit.
func printed(t *testing.T, set *book.Set) map[string]string {
	t.Helper()
	out := map[string]string{}
	digest := set.Catalog.Digest
	for _, b := range set.Books {
		for _, r := range b.Roles {
			for _, s := range book.Scenarios {
				var doc bytes.Buffer
				if err := jsondata.WriteDocument(&doc, r.Document(book.Form{Scenario: s, Detail: catalog.Standard, Style: book.Formal})); err != nil {
					t.Fatal(err)
				}
				says := strings.ReplaceAll(doc.String(), digest, "")
				out[strings.Join([]string{r.ID, s, b.Key}, " ")] = strings.ReplaceAll(says, digest[:12], "")
			}
		}
	}
	return out
}

// A document is affected exactly when it reads differently.
func TestAffectedDocumentsAreThoseThatDiffer(t *testing.T) {
	t.Parallel()
	before := printed(t, shipped(t))
	for _, edit := range [][3]string{
		{seller, "permissions:\n", "permissions: # who may what\n"},
		{seller, "Contact each assigned lead within", "Call each assigned lead within"},
		{seller, `never as "no interest"`, `not as "no interest"`}, // in full documents only
		{seller, "{objects: [price-book], actions: [read],", "{objects: [price-book], actions: [read, update],"},
		{"catalog.yaml", "{zh: 工单, en: Case, ja: ケース}", "{zh: 工单, en: Ticket, ja: ケース}"},
		{"sod.yaml", "until: 2027-03-31", "until: 2026-11-21"},
		{"tests.yaml", "can: [read product,", "can: [read user, read product,"},
	} {
		now := edited(t, edit)
		want := map[string]bool{}
		for k, s := range printed(t, now) {
			if before[k] != s {
				want[k] = true
			}
		}
		got := now.Compare(shipped(t), change.Between(shipped(t).Analysis, now.Analysis), "old", "new")
		n := 0
		for _, d := range got {
			for _, l := range d.Languages {
				n++
				if k := fmt.Sprintf("%s %s %s", d.Role, d.Scenario, l); !want[k] || d.Op != change.Changed {
					t.Errorf("%q: %s reads as before (%s)", edit[2], k, d.Op)
				}
			}
		}
		if n != len(want) {
			t.Errorf("%q: %d documents told, %d differ", edit[2], n, len(want))
		}
	}
}
