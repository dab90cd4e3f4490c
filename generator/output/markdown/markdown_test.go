package markdown

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	markup "github.com/yuin/goldmark/renderer/html"
	"golang.org/x/net/html"

	"rolebook/generator/book"
	"rolebook/generator/catalog"
	"rolebook/generator/output"
	"rolebook/generator/output/conformance"
)

func TestConformance(t *testing.T) {
	conformance.Run(t, Target{}, conformance.Expect{Files: paths, Texts: conformance.RoleNames})
	conformance.Run(t, documents{}, conformance.Expect{Texts: textsWithoutHeads})
}

// documents writes every document that a build writes of a role, so that the
// suite reads them all.
type documents struct{}

func (documents) Name() string { return "documents" }

func (documents) Render(ctx context.Context, set *book.Set, sink *output.Sink) error {
	for _, b := range set.Books {
		for d := range b.Documents() {
			if err := ctx.Err(); err != nil {
				return err
			}
			var out bytes.Buffer
			if err := Write(&out, d); err != nil {
				return err
			}
			if err := sink.Write(b.Key+"/"+d.File+".md", out.Bytes()); err != nil {
				return err
			}
		}
	}
	return ctx.Err()
}

// textsWithoutHeads are the texts of documents but for the heads of columns: a
// list names those only where something stands below them.
func textsWithoutHeads(set *book.Set, b *book.Book) []string {
	heads := map[string]bool{}
	for d := range b.Documents() {
		for _, s := range d.Sections {
			collectHeads(s.Blocks, heads)
		}
	}
	return slices.DeleteFunc(conformance.DocumentTexts(set, b), func(s string) bool { return heads[s] })
}

func collectHeads(blocks []book.Block, heads map[string]bool) {
	for _, block := range blocks {
		switch x := block.(type) {
		case book.Table:
			for _, c := range x.Columns {
				heads[c.Title] = true
			}
		case book.Rows:
			for _, r := range x.Rows {
				collectHeads(r.Blocks, heads)
			}
		}
	}
}

// TestCommonMark holds that documents need nothing beyond CommonMark: read
// without extensions and with raw HTML, they are the elements of plain text.
func TestCommonMark(t *testing.T) {
	t.Parallel()
	plain := strings.Fields("html head body h1 h2 h3 h4 p em strong code pre ul ol li blockquote hr br a")
	for _, set := range []*book.Set{conformance.Mini(t), conformance.Hostile(t)} {
		for _, b := range set.Books {
			for _, r := range b.Roles {
				for _, scenario := range book.Scenarios {
					var out, page bytes.Buffer
					if err := Write(&out, r.Document(book.Form{Scenario: scenario, Detail: catalog.Full, Style: book.Formal})); err != nil {
						t.Fatal(err)
					}
					reader := goldmark.New(goldmark.WithRendererOptions(markup.WithUnsafe()))
					if err := reader.Convert(out.Bytes(), &page); err != nil {
						t.Fatal(err)
					}
					doc, err := html.Parse(&page)
					if err != nil {
						t.Fatal(err)
					}
					for n := range doc.Descendants() {
						if n.Type == html.ElementNode && !slices.Contains(plain, n.Data) {
							t.Errorf("%s %s %s: <%s>", b.Key, r.ID, scenario, n.Data)
						}
						if n.Type == html.TextNode && strings.Contains(n.Data, " | ") && strings.HasPrefix(n.Data, "|") {
							t.Errorf("%s %s %s: a table: %.60q", b.Key, r.ID, scenario, n.Data)
						}
					}
				}
			}
		}
	}
}

func paths(set *book.Set) []string {
	out := []string{"llms.txt"}
	for _, b := range set.Books {
		out = append(out, b.Key+"/llms.txt")
		for _, r := range b.Roles {
			out = append(out, b.Key+"/roles/"+r.ID+"/"+r.ID+"."+b.Key+".job-description.md")
		}
	}
	return out
}

func TestDocument(t *testing.T) {
	t.Parallel()
	for _, b := range conformance.Mini(t).Books {
		for d := range b.Documents() {
			if d.Role != "clerk" && d.Role != "peer-approver" {
				continue
			}
			var out bytes.Buffer
			if err := Write(&out, d); err != nil {
				t.Fatal(err)
			}
			conformance.Golden(t, d.Role+"."+b.Key+"."+d.Scenario+".md", out.String())
		}
	}
}

func TestMatrix(t *testing.T) {
	t.Parallel()
	for _, b := range conformance.Mini(t).Books {
		var out bytes.Buffer
		if err := WriteMatrix(&out, b); err != nil {
			t.Fatal(err)
		}
		conformance.Golden(t, "matrix."+b.Key+".md", out.String())
	}
}

// matrices writes the matrix as a file, so that the suite for targets can be
// held against it, too.
type matrices struct{}

func (matrices) Name() string { return "matrix" }

func (matrices) Render(ctx context.Context, set *book.Set, sink *output.Sink) error {
	for _, b := range set.Books {
		if err := ctx.Err(); err != nil {
			return err
		}
		var out bytes.Buffer
		if err := WriteMatrix(&out, b); err != nil {
			return err
		}
		if err := sink.Write(b.Key+"/matrix.md", out.Bytes()); err != nil {
			return err
		}
	}
	return ctx.Err()
}

func TestMatrixConformance(t *testing.T) {
	conformance.Run(t, matrices{}, conformance.Expect{Texts: conformance.RoleNames})
}

// TestNoTrailingSpace holds that lines end where their text does: two spaces
// there would break a line.
func TestNoTrailingSpace(t *testing.T) {
	t.Parallel()
	for d := range conformance.Hostile(t).Default().Documents() {
		var out bytes.Buffer
		if err := Write(&out, d); err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(out.String(), "\n") {
			if strings.TrimRight(line, " ") != line {
				t.Errorf("%s:%d: %.60q", d.Role, i+1, line)
			}
		}
		if strings.Contains(out.String(), "\n\n\n") {
			t.Errorf("%s: two empty lines in a row", d.Role)
		}
	}
}
