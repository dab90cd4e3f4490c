package jsondata

import (
	"bytes"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"rolebook/generator/analysis"
	"rolebook/generator/book"
	"rolebook/generator/catalog"
	"rolebook/generator/diag"
	"rolebook/generator/draft"
	"rolebook/generator/locale"
	"rolebook/generator/output/conformance"
)

// TestShapes holds every kind of answer, over every role of the example, against
// its schema. Keys are all required and no other is allowed.
func TestShapes(t *testing.T) {
	t.Parallel()
	set := conformance.Mini(t)
	cat, matrix := set.Catalog, set.Analysis.Matrix
	write := map[string]func(*catalog.Role, io.Writer) error{
		"roles":      func(_ *catalog.Role, w io.Writer) error { return WriteRoles(w, cat.Roles) },
		"role":       func(r *catalog.Role, w io.Writer) error { return WriteRole(w, matrix.Of(r)) },
		"vocabulary": func(_ *catalog.Role, w io.Writer) error { return WriteVocabulary(w, cat) },
		"matrix":     func(_ *catalog.Role, w io.Writer) error { return WriteMatrix(w, matrix) },
		"comparison": func(r *catalog.Role, w io.Writer) error { return WriteComparison(w, matrix.Compare(r, cat.Roles[0])) },
		"repairs": func(_ *catalog.Role, w io.Writer) error {
			return WriteRepairs(w, set.Analysis.Repairs(analysis.StepsPerSecond))
		},
		"document": func(r *catalog.Role, w io.Writer) error {
			return WriteDocument(w, set.Book("en").Role(r.ID).Document(book.Form{Scenario: book.Scenarios[0], Detail: catalog.Full, Style: book.Styles[0]}))
		},
		"found": func(r *catalog.Role, w io.Writer) error { return WriteFound(w, set.Book("en").Search().Find(r.ID), 2) },
		"findings": func(_ *catalog.Role, w io.Writer) error {
			all := set.Analysis
			return WriteSoDExcerpt(w, len(all.Findings), slices.Values(all.Findings), all.Combinations, catalog.English)
		},
		"answer": func(r *catalog.Role, w io.Writer) error {
			return WriteAnswer(w, matrix.Can([]*catalog.Role{r}, catalog.Access{Action: cat.Actions[0], Object: cat.Objects[0]}), locale.New(catalog.English))
		},
		"trial": func(r *catalog.Role, w io.Writer) error {
			at := diag.Diagnostic{Code: diag.UnknownReference, Msg: diag.Msg("diag_none_known")}
			what := draft.Remark{Kind: draft.Object, Name: "x", Msg: diag.Msg("diag_none_known"), Help: []diag.Message{at.Msg}}
			trial := draft.Trial{ID: r.ID, Replaces: r, Diagnostics: diag.List{at}, Inventions: []draft.Remark{what}, Opens: set.Analysis.Findings}
			return WriteTrial(w, &trial, catalog.English, locale.New(catalog.English))
		},
		"holders": func(_ *catalog.Role, w io.Writer) error {
			asked := catalog.Access{Action: cat.Actions[0], Object: cat.Objects[0], Scope: cat.Scopes[0]}
			return WriteHolders(w, asked, matrix.WhoCan(asked))
		},
	}
	for name := range shapes {
		schema := compiled(t, name)
		for _, role := range cat.Roles {
			var b bytes.Buffer
			if err := write[name](role, &b); err != nil {
				t.Fatal(err)
			}
			doc, err := jsonschema.UnmarshalJSON(strings.NewReader(b.String()))
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if err := schema.Validate(doc); err != nil {
				t.Errorf("%s of %s: %v\n%s", name, role.ID, err, b.String())
			}
		}
	}
}

func compiled(t *testing.T, name string) *jsonschema.Schema {
	t.Helper()
	var b bytes.Buffer
	if err := indented(&b, Shape(name)); err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(&b)
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource(name, doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile(name)
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func TestNoShapeOfAnotherName(t *testing.T) {
	t.Parallel()
	if got := Shape("nonsense"); got != nil {
		t.Errorf("%v", got)
	}
}

// A search writes so many of each kind, and says how many there are.
func TestFoundIsCut(t *testing.T) {
	t.Parallel()
	groups := conformance.Mini(t).Book("en").Search().Find("o")
	var b bytes.Buffer
	if err := WriteFound(&b, groups, 1); err != nil {
		t.Fatal(err)
	}
	var got foundDoc
	decode(t, b.Bytes(), &got)
	if len(got.Groups) == 0 || len(got.Groups) != len(groups) {
		t.Fatalf("%d groups, want %d", len(got.Groups), len(groups))
	}
	for i, g := range got.Groups {
		if g.Count != len(groups[i].Hits) || len(g.Hits) != 1 || g.Hits[0].Title != groups[i].Hits[0].Title {
			t.Errorf("%+v, want the first of %d", g, len(groups[i].Hits))
		}
	}
}
