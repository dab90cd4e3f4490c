package hugosite_test

import (
	"strings"
	"testing"

	"rolebook/generator/book"
	"rolebook/generator/change"
	"rolebook/generator/output/conformance"
	"rolebook/generator/output/hugosite"
)

// compared is the small catalog that tells what has changed since the other set.
func compared(t *testing.T, since *book.Set) *book.Set {
	t.Helper()
	set := conformance.Mini(t)
	set.Compare(since, change.Between(since.Analysis, set.Analysis), "<v1>", "")
	return set
}

func TestChangesPage(t *testing.T) {
	set := compared(t, conformance.Hostile(t))
	p := render(t, set, hugosite.Options{}, nil)
	for _, b := range set.Books {
		home, page := p.page(t, b.Key+"/index.html"), p.page(t, b.Key+"/changes/index.html")
		one(t, home, ".home-head a[href=changes/index.html]")
		if got := words(one(t, page, ".lead")); got != b.Changes.Lead || !strings.Contains(got, "<v1>") {
			t.Errorf("%s: the page begins with %q", b.Key, got)
		}
		if sections := all(page, "section"); len(sections) != len(b.Changes.Sections) {
			t.Errorf("%s: %d sections, not %d", b.Key, len(sections), len(b.Changes.Sections))
		}
		for _, s := range b.Changes.Sections {
			section := one(t, page, "section#"+s.ID)
			if got := words(one(t, section, "h2")); got != s.Title+" "+s.Count {
				t.Errorf("%s: %s is headed %q", b.Key, s.ID, got)
			}
			if got, want := len(all(section, "li")), count(s.Lines); got != want {
				t.Errorf("%s: %s has %d lines, not %d", b.Key, s.ID, got, want)
			}
		}
		if links := all(page, ".sums a"); len(links) != len(b.Changes.Sections) {
			t.Errorf("%s: %d links to sections, not %d", b.Key, len(links), len(b.Changes.Sections))
		}
		if signs, said := all(page, ".op"), all(page, ".op .vh"); len(signs) == 0 || len(signs) != len(said) {
			t.Errorf("%s: %d signs with %d words", b.Key, len(signs), len(said))
		}
	}
}

func count(lines []book.ChangeLine) int {
	n := len(lines)
	for _, l := range lines {
		n += count(l.Lines)
	}
	return n
}

// A catalog that means the same says so, and a build that was not asked has no
// page and no link to it.
func TestChangesPageOfNothing(t *testing.T) {
	p := render(t, compared(t, conformance.Mini(t)), hugosite.Options{}, nil)
	if got := words(one(t, p.page(t, "en/changes/index.html"), ".page-head .note")); got != "Nothing has changed in meaning." {
		t.Errorf("the page says %q", got)
	}
	p = render(t, conformance.Mini(t), hugosite.Options{}, nil)
	for name, data := range p.files {
		if strings.Contains(name, "changes") || strings.HasSuffix(name, ".html") && strings.Contains(string(data), `"changes/`) {
			t.Errorf("%s knows of changes", name)
		}
	}
}
