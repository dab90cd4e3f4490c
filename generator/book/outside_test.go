package book_test

import (
	"strings"
	"testing"

	"rolebook/generator/book"
	"rolebook/generator/catalog"
	"rolebook/generator/output/conformance"
)

// TestAdvertsStayOutside: an advert tells nothing of permissions, limits and
// findings, in full as little as in brief, and no figure that a KPI aims at.
func TestAdvertsStayOutside(t *testing.T) {
	t.Parallel()
	for _, b := range shipped(t).Books {
		for _, r := range b.Roles {
			d := r.Document(book.Form{Scenario: "recruitment", Detail: catalog.Full, Style: book.Formal})
			says := strings.Join(conformance.Words(d), "\n")
			for _, secret := range secrets(r) {
				if secret != "" && strings.Contains(says, secret) {
					t.Errorf("%s %s tells %q", b.Key, r.ID, secret)
				}
			}
			if d.Posting == nil || d.Posting.Responsibilities == "" || d.Posting.Qualifications == "" || d.Posting.Posted == "" {
				t.Errorf("%s %s: the posting lacks something: %+v", b.Key, r.ID, d.Posting)
			}
		}
	}
}

func secrets(r *book.RolePage) []string {
	out := []string{r.Permissions.Summary}
	for _, l := range r.Limits {
		out = append(out, l.Plain())
	}
	for _, f := range append(r.Findings, r.Combinations...) {
		out = append(out, strings.ToUpper(f.Rule)+" ", f.Risk.Plain(), f.Control.Plain())
	}
	for _, k := range r.KPIs {
		if k.Target.Op != "" {
			out = append(out, k.Target.String())
		}
	}
	for _, m := range r.Permissions.Modules {
		for _, row := range m.Rows {
			for _, c := range row.Cells {
				if c.Denial != nil {
					out = append(out, c.Denial.Note.Plain())
				}
			}
		}
	}
	return out
}

// TestReviewIsComplete: an access review has a line for each grant of each
// effective permission and for each denial, with three boxes, and says on what
// catalog it rests.
func TestReviewIsComplete(t *testing.T) {
	t.Parallel()
	set := shipped(t)
	for _, b := range set.Books {
		for _, r := range b.Roles {
			d := r.Document(book.Form{Scenario: "access-review", Detail: catalog.Standard, Style: book.Formal})
			granted, denied := map[string]int{}, map[string]int{}
			for _, s := range d.Sections {
				switch s.ID {
				case "permissions":
					countLines(t, s, granted)
				case "denials":
					countLines(t, s, denied)
				}
			}
			for _, m := range r.Permissions.Modules {
				for _, row := range m.Rows {
					for i, c := range row.Cells {
						key := row.Object.Name.Plain() + ": " + b.Actions[i].Name.Plain()
						granted[key] -= len(c.Grants)
						if c.Denial != nil {
							denied[key]--
						}
					}
				}
			}
			for _, counts := range []map[string]int{granted, denied} {
				for key, n := range counts {
					if n != 0 {
						t.Errorf("%s %s: %s stands in %+d lines too many", b.Key, r.ID, key, n)
					}
				}
			}
			says := strings.Join(conformance.Words(d), "\n")
			if digest := set.Catalog.Digest; len(digest) != 64 || !strings.Contains(says, digest) || !strings.Contains(d.FooterNote, digest[:12]) {
				t.Errorf("%s %s does not say the digest %q", b.Key, r.ID, digest)
			}
		}
	}
}

// countLines counts how often an action on an object stands in the table of a
// section.
func countLines(t *testing.T, s book.Section, counts map[string]int) {
	t.Helper()
	for _, block := range s.Blocks {
		table, ok := block.(book.Table)
		if !ok {
			continue
		}
		for _, g := range table.Groups {
			for _, row := range g.Rows {
				boxes := 0
				for _, c := range row.Cells {
					if c.Box {
						boxes++
					}
				}
				if boxes != 3 {
					t.Errorf("a line of %s has %d boxes", s.ID, boxes)
				}
				for _, action := range strings.FieldsFunc(row.Cells[1].Lines[0].Plain(), func(r rune) bool { return r == ',' || r == '、' }) {
					counts[row.Cells[0].Lines[0].Plain()+": "+strings.TrimSpace(action)]++
				}
			}
		}
	}
}
