package html

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"rolebook/generator/book"
	"rolebook/generator/catalog"
	"rolebook/generator/output/conformance"
)

// TestPosting reads the adverts of all roles as search engines do.
func TestPosting(t *testing.T) {
	t.Parallel()
	for _, set := range []*book.Set{conformance.Mini(t), conformance.Hostile(t)} {
		for _, b := range set.Books {
			for _, r := range b.Roles {
				for _, detail := range []catalog.Detail{catalog.Brief, catalog.Full} {
					d := r.Document(book.Form{Scenario: "recruitment", Detail: detail, Style: book.Friendly})
					checkPosting(t, d, readPosting(t, d))
				}
			}
		}
	}
}

// readPosting gives the one posting of a page.
func readPosting(t *testing.T, d *book.Document) map[string]any {
	t.Helper()
	var out bytes.Buffer
	if err := Write(&out, d); err != nil {
		t.Fatal(err)
	}
	doc, err := html.Parse(&out)
	if err != nil {
		t.Fatal(err)
	}
	var found []map[string]any
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && n.Data == "script" {
			var posting map[string]any
			if err := json.Unmarshal([]byte(n.FirstChild.Data), &posting); err != nil {
				t.Fatalf("%s: %v", d.File, err)
			}
			found = append(found, posting)
		}
	}
	if len(found) != 1 {
		t.Fatalf("%s has %d postings", d.File, len(found))
	}
	return found[0]
}

func checkPosting(t *testing.T, d *book.Document, posting map[string]any) {
	t.Helper()
	page, _ := posting["mainEntityOfPage"].(map[string]any)
	organization, _ := posting["hiringOrganization"].(map[string]any)
	for what, pair := range map[string][2]any{
		"context":      {posting["@context"], "https://schema.org"},
		"type":         {posting["@type"], "JobPosting"},
		"title":        {posting["title"], json2(d.Title.Plain())},
		"organization": {organization["name"], json2(d.Organization)},
		"language":     {page["inLanguage"], d.Lang},
		"date":         {posting["datePosted"], d.Posting.Posted},
	} {
		if pair[0] != pair[1] {
			t.Errorf("%s: %s is %q, want %q", d.File, what, pair[0], pair[1])
		}
	}
	description, _ := posting["description"].(string)
	for _, s := range d.Sections {
		if !strings.Contains(description, "<p><strong>"+html.EscapeString(s.Title)+"</strong></p>") {
			t.Errorf("%s: the description lacks %q", d.File, s.Title)
		}
	}
	for n := range mustParse(t, description).Descendants() {
		if n.Type == html.ElementNode && (n.Data == "script" || n.Data == "img" || n.Data == "style") {
			t.Errorf("%s: the description has <%s>", d.File, n.Data)
		}
	}
}

// json2 is a text as JSON gives it back: what is no character is replaced.
func json2(s string) string { return strings.ToValidUTF8(s, "\ufffd") }

func mustParse(t *testing.T, s string) *html.Node {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(s))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// TestOnlyAdvertsArePosted: no other document speaks to search engines.
func TestOnlyAdvertsArePosted(t *testing.T) {
	t.Parallel()
	for _, scenario := range book.Scenarios {
		var out bytes.Buffer
		d := conformance.Mini(t).Default().Roles[0].Document(book.Form{Scenario: scenario, Detail: catalog.Full, Style: book.Formal})
		if err := Write(&out, d); err != nil {
			t.Fatal(err)
		}
		if got, want := bytes.Contains(out.Bytes(), []byte("ld+json")), scenario == "recruitment"; got != want {
			t.Errorf("%s: a posting: %v", scenario, got)
		}
	}
}
