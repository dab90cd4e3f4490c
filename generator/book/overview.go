package book

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"rolebook/generator/catalog"
)

// coverage localises what the catalog leaves open.
func (b *Book) coverage() *Coverage {
	from := b.analysis.Coverage
	c := &Coverage{}
	for _, x := range from.PermissionsWithoutDuty {
		c.WithoutDuty = append(c.WithoutDuty, CoveragePermission{b.roleRef(x.Role), b.objectRef(x.Object), b.action(x.Action)})
	}
	for _, x := range from.DutiesWithoutPermission {
		c.WithoutPermission = append(c.WithoutPermission, CoverageDuty{b.roleRef(x.Role), b.dutyRef(x.Role, x.Duty)})
	}
	for _, x := range from.UndoableDuties {
		c.Undoable = append(c.Undoable, CoverageUndoable{b.roleRef(x.Role), b.dutyRef(x.Role, x.Duty), b.objectRef(x.Object), b.action(x.Action)})
	}
	for _, x := range from.TranslationsMissing {
		c.Translations = append(c.Translations, CoverageText{
			File: x.Text.At.File, Line: x.Text.At.Start.Line, Path: x.Text.Path, Languages: b.languageNames(x.Languages),
		})
	}
	for _, x := range from.ReviewsOverdue {
		c.Reviews = append(c.Reviews, CoverageReview{b.roleRef(x.Role), b.day(x.Due)})
	}
	c.Recorded = from.Recorded
	for _, x := range from.ReviewsOpen {
		c.Open = append(c.Open, b.openReviewOf(x))
	}
	c.Languages = b.languageShares()
	return c
}

func (b *Book) dutyRef(r *catalog.Role, d *catalog.Duty) DutyRef {
	return b.dutyRefs(r, r, []*catalog.Duty{d})[0]
}

func (b *Book) languageNames(langs []catalog.Lang) []string {
	out := make([]string, len(langs))
	for i, l := range langs {
		out[i] = b.locale.T("book_language_" + string(l))
	}
	return out
}

// languageShares counts how many texts are written in each language.
func (b *Book) languageShares() []LanguageShare {
	total := 0
	for range b.catalog.Texts() {
		total++
	}
	missing := map[catalog.Lang]int{}
	for _, x := range b.analysis.Coverage.TranslationsMissing {
		for _, l := range x.Languages {
			missing[l]++
		}
	}
	var out []LanguageShare
	for _, l := range b.catalog.Languages {
		written := total - missing[l]
		out = append(out, LanguageShare{
			Lang: l.Tag(), Name: b.languageNames([]catalog.Lang{l})[0], Written: written, Of: total,
			Percent: b.locale.T("book_percent", "Number", percent(written, total)),
		})
	}
	return out
}

// percent is a share in hundredths. It rounds down, so that 100 means all.
func percent(n, of int) string {
	if of == 0 {
		return "100"
	}
	tenths := n * 1000 / of
	if tenths%10 == 0 {
		return strconv.Itoa(tenths / 10)
	}
	return fmt.Sprintf("%d.%d", tenths/10, tenths%10)
}

// homeLines is how many entries each list of the front page shows.
const homeLines = 5

func (b *Book) home() *Home {
	h := &Home{Lead: b.locale.T("book_home_lead", "Organization", b.Organization.Plain())}
	var permissions int
	for _, r := range b.Roles {
		permissions += r.Permissions.Cells
	}
	count := func(id string, n int) {
		h.Counts = append(h.Counts, Fact{Label: b.locale.T(id), Value: b.words(b.locale.Integer(n))})
	}
	count("book_home_roles", len(b.Roles))
	count("book_home_families", len(b.Matrix.Families))
	count("book_home_objects", len(b.catalog.Objects))
	count("book_home_permissions", permissions)
	h.Changed, h.MoreChanges = b.changed()
	h.Due = b.due()
	for _, e := range b.SoD.Exceptions {
		if !e.Expired && len(h.Expiring) < homeLines {
			h.Expiring = append(h.Expiring, e)
		}
	}
	return h
}

// changed lists the roles that came into effect last, and counts those of the
// last day shown that there is no room for.
func (b *Book) changed() (list []Change, more int) {
	var out []Change
	for _, r := range b.Roles {
		if !r.Effective.IsZero() && r.Effective.Off <= 0 {
			out = append(out, Change{RoleRef{r.ID, r.Name}, r.Version, r.Effective})
		}
	}
	slices.SortStableFunc(out, func(x, y Change) int { return cmp.Compare(y.On.Date, x.On.Date) })
	list = out[:min(len(out), homeLines)]
	for _, c := range out[len(list):] {
		if c.On.Date == list[len(list)-1].On.Date {
			more++
		}
	}
	return list, more
}

// due lists the reviews that come next, overdue ones first.
func (b *Book) due() []CoverageReview {
	var out []CoverageReview
	for _, r := range b.Roles {
		if !r.Review.IsZero() {
			out = append(out, CoverageReview{RoleRef{r.ID, r.Name}, r.Review})
		}
	}
	slices.SortStableFunc(out, func(x, y CoverageReview) int { return cmp.Compare(x.Due.Date, y.Due.Date) })
	return out[:min(len(out), homeLines)]
}

// Partnerships lists who works with whom, role by role in reading order.
func (b *Book) Partnerships() []Partnership {
	var out []Partnership
	for _, f := range b.Families {
		for _, r := range f.Roles {
			for _, p := range r.Collaboration {
				out = append(out, Partnership{RoleRef{r.ID, r.Name}, p})
			}
		}
	}
	return out
}
