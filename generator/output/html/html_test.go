package html

import (
	"bytes"
	"context"
	"path"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"rolebook/generator/book"
	"rolebook/generator/catalog"
	"rolebook/generator/output"
	"rolebook/generator/output/conformance"
)

// pages writes every document as a page, so that the suite for targets can be
// held against them.
type pages struct{}

func (pages) Name() string { return "html" }

func (pages) Render(ctx context.Context, set *book.Set, sink *output.Sink) error {
	for _, b := range set.Books {
		for _, r := range b.Roles {
			for _, scenario := range book.Scenarios {
				if err := ctx.Err(); err != nil {
					return err
				}
				d := r.Document(book.Form{Scenario: scenario, Detail: catalog.Standard, Style: book.Formal})
				var out bytes.Buffer
				if err := Write(&out, d); err != nil {
					return err
				}
				if err := sink.Write(path.Join(b.Key, d.File+".html"), out.Bytes()); err != nil {
					return err
				}
			}
		}
	}
	return ctx.Err()
}

func TestConformance(t *testing.T) {
	conformance.Run(t, pages{}, conformance.Expect{Texts: conformance.DocumentTexts, Check: checkAlone})
}

// checkAlone fails where a page asks for a file, and where it says nothing of
// its language.
func checkAlone(t *testing.T, set *book.Set, files conformance.Files) {
	for name, data := range files {
		doc, err := html.Parse(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		for n := range doc.Descendants() {
			if n.Type == html.ElementNode && (n.Data == "script" && !isData(n) || n.Data == "link" || n.Data == "img" || n.Data == "iframe") {
				t.Errorf("%s has <%s>", name, n.Data)
			}
		}
		folder, _, _ := strings.Cut(name, "/")
		if want := `<html lang="` + set.Book(folder).Tag + `">`; !bytes.Contains(data, []byte(want)) {
			t.Errorf("%s: no %s", name, want)
		}
		if bytes.Contains(data, []byte("url(")) || bytes.Contains(data, []byte("@import")) {
			t.Errorf("%s: its style asks for a file", name)
		}
	}
}

// isData reports whether a script holds nothing to run.
func isData(n *html.Node) bool {
	return slices.Equal(n.Attr, []html.Attribute{{Key: "type", Val: "application/ld+json"}})
}

func TestGolden(t *testing.T) {
	t.Parallel()
	for _, b := range conformance.Mini(t).Books {
		for d := range b.Role("peer-approver").Documents() {
			var out bytes.Buffer
			if err := Write(&out, d); err != nil {
				t.Fatal(err)
			}
			conformance.Golden(t, d.Role+"."+b.Key+"."+d.Scenario+".html", body(out.String()))
		}
	}
}

// body leaves out the style, which says nothing about the document.
func body(page string) string {
	_, rest, _ := strings.Cut(page, "</style>")
	return rest
}

func TestTint(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ rank, scopes, want int }{
		{1, 1, 5},
		{1, 2, 1},
		{2, 2, 5},
		{1, 3, 1},
		{2, 3, 3},
		{3, 3, 5},
		{1, 5, 1},
		{2, 5, 2},
		{3, 5, 3},
		{4, 5, 4},
		{5, 5, 5},
		{1, 9, 1},
		{9, 9, 5},
	} {
		if got := tint(&book.Mark{Rank: c.rank, Scopes: c.scopes}); got != c.want {
			t.Errorf("rank %d of %d: tint %d, want %d", c.rank, c.scopes, got, c.want)
		}
	}
}
