package e2e

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"rolebook/generator/catalog"
)

// TestFiles holds the folder against the list that the documentation gives.
func TestFiles(t *testing.T) {
	t.Parallel()
	s := shipped(t)
	for _, name := range documented(s) {
		info, err := os.Stat(filepath.Join(s.dir, filepath.FromSlash(name)))
		if err != nil || info.Size() == 0 {
			t.Errorf("%s is missing or empty", name)
		}
	}
}

// documented lists every file that a build promises.
func documented(s *site) []string {
	list := []string{
		"index.html", "404.html", "sitemap.xml", "robots.txt", "favicon.svg", "llms.txt",
		"data/catalog.json", "data/matrix.json", "data/sod.json",
	}
	for _, kind := range []string{"catalog", "role", "sod", "tests"} {
		list = append(list, "data/schema/"+kind+".schema.json")
	}
	cat := s.catalog()
	for _, lang := range languages {
		add := func(names ...string) {
			for _, n := range names {
				list = append(list, lang+"/"+n)
			}
		}
		add(
			"index.html", "matrix/index.html", "matrix/matrix."+lang+".xlsx", "matrix/matrix."+lang+".csv", "sod/index.html",
			"collaboration/index.html", "reporting/index.html", "finder/index.html", "coverage/index.html", "rolebook."+lang+".pdf", "search.json", "feed.xml", "llms.txt",
		)
		for _, r := range cat.Roles {
			add("roles/" + r.ID + "/index.html")
			for _, scenario := range []string{"job-description", "onboarding", "performance"} {
				add("roles/" + r.ID + "/" + r.ID + "." + lang + "." + scenario + ".pdf")
			}
		}
		for _, f := range cat.Families {
			add("families/" + f.ID + "/index.html")
		}
		for _, o := range cat.Objects {
			add("objects/" + o.ID + "/index.html")
		}
	}
	return list
}

func TestPageLanguage(t *testing.T) {
	t.Parallel()
	for _, p := range shipped(t).pages(t) {
		lang := p.lang()
		if lang == "" {
			lang = languages[0]
		}
		root := one(t, p, p.root, "html", tag("html"))
		if got := value(root, "lang"); got != tags[lang] {
			t.Errorf("%s: html lang is %q, want %q", p.path, got, tags[lang])
		}
		if strings.TrimSpace(content(one(t, p, p.root, "title", func(n *html.Node) bool {
			return n.Data == "title" && n.Parent.Data == "head"
		}))) == "" {
			t.Errorf("%s: no title", p.path)
		}
		if n := len(all(p.root, tag("h1"))); n != 1 {
			t.Errorf("%s: %d h1", p.path, n)
		}
	}
}

// sections are the parts of a role page that others may link to.
var sections = []string{"overview", "duties", "permissions", "collaboration", "requirements", "kpis"}

func TestRoleHooks(t *testing.T) {
	t.Parallel()
	s := shipped(t)
	for _, lang := range languages {
		for _, r := range s.catalog().Roles {
			p := s.page(t, lang+"/roles/"+r.ID+"/index.html")
			main := one(t, p, p.root, "main", tag("main"))
			if got := value(main, "data-role"); got != r.ID {
				t.Errorf("%s: main data-role is %q", p.path, got)
			}
			var got []string
			for _, n := range all(main, tag("section")) {
				if id := value(n, "id"); slices.Contains(sections, id) {
					got = append(got, id)
				}
			}
			if diff := cmp.Diff(sections, got); diff != "" {
				t.Errorf("%s: sections (-want +got):\n%s", p.path, diff)
			}
		}
	}
}

// coordinates are the hooks of a matrix cell.
type coordinates struct{ Role, Object, Action, Findings string }

// cellsOf lists the matrix cells below a node.
func cellsOf(n *html.Node) []coordinates {
	var out []coordinates
	for _, c := range all(n, with("data-action")) {
		out = append(out, coordinates{value(c, "data-role"), value(c, "data-object"), value(c, "data-action"), value(c, "data-findings")})
	}
	slices.SortFunc(out, compareCells)
	return out
}

func compareCells(a, b coordinates) int {
	return strings.Compare(a.Role+" "+a.Object+" "+a.Action, b.Role+" "+b.Object+" "+b.Action)
}

// TestMatrixHooks holds the cells of the pages against data/matrix.json: the
// whole matrix, and each role's own part of it.
func TestMatrixHooks(t *testing.T) {
	t.Parallel()
	s := shipped(t)
	var want []coordinates
	for _, c := range matrixData(t, s).Cells {
		want = append(want, coordinates{c.Role, c.Object, c.Action, strings.Join(c.Findings, " ")})
	}
	slices.SortFunc(want, compareCells)
	ofRole := func(id string) []coordinates {
		own := slices.DeleteFunc(slices.Clone(want), func(c coordinates) bool { return c.Role != id })
		for i := range own {
			if own[i].Findings != "" {
				own[i].Findings = throughIt
			}
		}
		return own
	}
	for _, lang := range languages {
		p := s.page(t, lang+"/matrix/index.html")
		if diff := cmp.Diff(want, cellsOf(p.root)); diff != "" {
			t.Errorf("%s (-data/matrix.json +page):\n%s", p.path, diff)
		}
		for _, r := range s.catalog().Roles {
			p := s.page(t, lang+"/roles/"+r.ID+"/index.html")
			if diff := cmp.Diff(ofRole(r.ID), permissionsOf(p.root, r.ID, s.catalog())); diff != "" {
				t.Errorf("%s (-data/matrix.json +page):\n%s", p.path, diff)
			}
		}
	}
}

// permissionsOf reads the table of a role's page: a row an object, a column an
// action.
func permissionsOf(root *html.Node, role string, c *catalog.Catalog) []coordinates {
	var out []coordinates
	for _, row := range all(root, tag("tr")) {
		object, ok := strings.CutPrefix(value(row, "id"), "perm-")
		if !ok {
			continue
		}
		for i, td := range all(row, tag("td")) {
			for _, tile := range all(td, tag("b")) {
				classes := strings.Fields(value(tile, "class"))
				if !strings.HasPrefix(classes[0], "sc") {
					continue
				}
				found := coordinates{Role: role, Object: object, Action: c.Actions[i].ID}
				if slices.Contains(classes, "hit") {
					found.Findings = throughIt
				}
				out = append(out, found)
			}
		}
	}
	slices.SortFunc(out, compareCells)
	return out
}

// throughIt says that a page shows a cell with a finding, but not which.
const throughIt = "some"

// TestSameStructure has every page in every language, with the same places in it.
func TestSameStructure(t *testing.T) {
	t.Parallel()
	byPlace := map[string]map[string][]string{}
	for _, p := range shipped(t).pages(t) {
		if p.lang() == "" {
			continue
		}
		if byPlace[p.place()] == nil {
			byPlace[p.place()] = map[string][]string{}
		}
		byPlace[p.place()][p.lang()] = slices.Sorted(slices.Values(p.ids()))
	}
	for place, ids := range byPlace {
		for _, lang := range languages {
			if diff := cmp.Diff(ids[languages[0]], ids[lang]); diff != "" {
				t.Errorf("%s: ids of %s and %s differ:\n%s", place, languages[0], lang, diff)
			}
		}
	}
}

// leftovers are marks of machinery that no reader should see.
var leftovers = []string{"⟦", "⟧", "{{", "ZgotmplZ", "[i18n]", "<no value>", "%!", "<nil>", "\ufffd"}

func TestNoLeftovers(t *testing.T) {
	t.Parallel()
	s := shipped(t)
	for _, name := range s.files(t, ".html", ".json", ".csv", ".xml", ".txt", ".md") {
		text := string(s.read(t, name))
		for _, mark := range leftovers {
			if i := strings.Index(text, mark); i >= 0 {
				t.Errorf("%s holds %q: …%s…", name, mark, excerpt(text, i))
			}
		}
	}
}

// excerpt is what stands around a place in a text.
func excerpt(s string, at int) string {
	return strings.ToValidUTF8(s[max(0, at-60):min(len(s), at+60)], "")
}
