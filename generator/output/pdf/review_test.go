package pdf

import (
	"testing"

	"rolebook/generator/analysis"
	"rolebook/generator/book"
	"rolebook/generator/catalog"
	"rolebook/generator/output/conformance"
	"rolebook/generator/review"
	"rolebook/generator/typeset"
)

// TestRecertification holds the papers of packs against the standards, and reads
// their lines as a typesetter would: those of the shipped catalog, signed before
// and changed since, so that every part is there.
func TestRecertification(t *testing.T) {
	t.Parallel()
	set := reviewedSet(shipped(t))
	packs := review.Packs(set.Analysis)
	for _, b := range set.Books {
		t.Run(b.Key, func(t *testing.T) {
			t.Parallel()
			c := typeset.NewCompositor(faces(t))
			for _, p := range packs {
				d := b.Recertification(p)
				checkDocument(t, d)
				for _, paper := range Papers {
					proofread(t, c, d.File+", "+string(paper), paper, func() { setDocument(c, d, paper) })
				}
			}
		})
	}
}

// Hostile texts stay texts; they are in no language, so theirs is left out.
func TestRecertificationOfHostileTexts(t *testing.T) {
	t.Parallel()
	set := reviewedSet(conformance.Hostile(t))
	for _, p := range review.Packs(set.Analysis) {
		checkDocument(t, set.Books[0].Recertification(p), "Matterhorn 11-007")
	}
}

// reviewedSet is a set as if all had been signed: of each role the first line
// has come since, the last was to go.
func reviewedSet(from *book.Set) *book.Set {
	c := *from.Catalog
	record := &catalog.SignOff{Owner: "all", Day: catalog.Date{Year: 2026, Month: 5, Day: 4}, Lang: catalog.Japanese, File: "reviews/2026-05-04-all.yaml"}
	for _, p := range from.Analysis.Matrix.Rows {
		lines := p.Snapshot()
		if len(lines) > 1 {
			lines = lines[1:]
			last := &lines[len(lines)-1]
			last.Decision, last.Comment = catalog.Revoke, "今後は使わない"
		}
		record.Roles = append(record.Roles, &catalog.SignedRole{Role: p.Role.ID, Decision: catalog.Keep, Permissions: lines})
	}
	c.SignOffs = []*catalog.SignOff{record}
	return book.New(analysis.Run(&c, from.On), "")
}
