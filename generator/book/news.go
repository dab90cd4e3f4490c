package book

import (
	"cmp"
	"slices"
	"strings"

	"rolebook/generator/catalog"
)

// News is something that happened to the catalog on a day: a role came into
// effect or was reviewed, a review fell due, an exception ran out.
type News struct {
	Kind    string // effective, reviewed, overdue, expired
	Subject string // the role's id, or the rule and the roles of the exception
	On      Day
	Title   string
	Summary string
	Page    string // where it shows, below the language's folder: roles/clerk/
}

// mostNews is how many pieces of news there are at most. Who follows a catalog
// asks often enough.
const mostNews = 50

// News lists what happened up to the day of the book, the latest first. It is
// what the catalog's dates tell: what a role said before, no catalog knows.
func (b *Book) News() []News {
	var out []News
	for _, r := range b.Roles {
		out = append(out, b.roleNews(r)...)
	}
	for _, e := range b.catalog.Exceptions {
		if e.Until.Before(b.on) {
			out = append(out, b.expiry(e))
		}
	}
	slices.SortStableFunc(out, func(x, y News) int { return cmp.Compare(y.On.Date, x.On.Date) })
	return out[:min(len(out), mostNews)]
}

func (b *Book) roleNews(r *RolePage) []News {
	var out []News
	tell := func(kind string, on Day, title, summary string) {
		if !on.IsZero() && on.Off <= 0 {
			out = append(out, News{kind, r.ID, on, b.locale.T("news_"+kind, "What", title), summary, "roles/" + r.ID + "/"})
		}
	}
	name := r.Name.Plain()
	if r.Overdue {
		tell("overdue", r.Review, name, b.locale.T("news_overdue_since", "Date", r.Review.Words))
	}
	if r.Reviewed.Date > r.Effective.Date { // who puts a role into effect has read it
		tell("reviewed", r.Reviewed, name, b.locale.T("book_next_review")+b.locale.T("colon")+r.Review.Words)
	}
	tell("effective", r.Effective, strings.TrimSpace(name+" "+r.Version), r.Purpose)
	return out
}

// expiry is the news of an exception on the day after its last.
func (b *Book) expiry(e *catalog.Exception) News {
	var ids, names []string
	for _, r := range e.Roles {
		ids, names = append(ids, r.ID), append(names, b.text(r.Name).Plain())
	}
	return News{
		Kind: "expired", Subject: e.Rule.ID + " " + strings.Join(ids, " "), On: b.day(catalog.DateOf(e.Until.Time().AddDate(0, 0, 1))),
		Title:   b.locale.T("news_expired", "Rule", strings.ToUpper(e.Rule.ID), "What", b.locale.List(names)),
		Summary: b.ruleName(e.Rule).Plain(), Page: "sod/#exceptions",
	}
}
