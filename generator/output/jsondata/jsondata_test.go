package jsondata

import (
	"bytes"
	"context"
	"encoding/json"
	"io/fs"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"rolebook/generator/book"
	"rolebook/generator/catalog"
	"rolebook/generator/output"
	"rolebook/generator/output/conformance"
	"rolebook/schema"
)

func TestConformance(t *testing.T) {
	conformance.Run(t, Target{}, conformance.Expect{Files: paths, Texts: conformance.Written, Check: checkCounts})
}

func paths(*book.Set) []string {
	out := []string{"data/catalog.json", "data/matrix.json", "data/sod.json"}
	for _, kind := range []string{"catalog", "review", "role", "sod", "tests"} {
		out = append(out, "data/schema/"+kind+".schema.json")
	}
	return out
}

func checkCounts(t *testing.T, set *book.Set, files conformance.Files) {
	var m struct{ Cells []cell }
	decode(t, files["data/matrix.json"], &m)
	want := 0
	for _, row := range set.Analysis.Matrix.Rows {
		want += len(row.Cells)
	}
	if len(m.Cells) != want {
		t.Errorf("%d cells, want %d", len(m.Cells), want)
	}
	var s struct{ Findings []json.RawMessage }
	decode(t, files["data/sod.json"], &s)
	if len(s.Findings) != len(set.Analysis.Findings) {
		t.Errorf("%d findings, want %d", len(s.Findings), len(set.Analysis.Findings))
	}
	var c struct{ Roles, Modules, Families []json.RawMessage }
	decode(t, files["data/catalog.json"], &c)
	if len(c.Roles) != len(set.Catalog.Roles) || len(c.Modules) != len(set.Catalog.Modules) {
		t.Errorf("%d roles and %d modules", len(c.Roles), len(c.Modules))
	}
}

func decode(t *testing.T, data []byte, v any) {
	t.Helper()
	if err := json.Unmarshal(data, v); err != nil {
		t.Fatal(err)
	}
}

// expected is what the format's example says about the findings.
type expected struct {
	Rule, Kind       string
	Roles            []string
	Severity, Status string
	Functions        []string
	Exception        *struct {
		Until   string
		Expired bool
	}
}

// TestFindings holds the findings of the example catalog against the list that
// comes with it, order included.
func TestFindings(t *testing.T) {
	t.Parallel()
	set := conformance.Mini(t)
	var out bytes.Buffer
	if err := WriteSoD(&out, set.Analysis.All(), catalog.English); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Findings []struct {
			expected
			Functions []struct{ ID string }
		}
	}
	decode(t, out.Bytes(), &got)
	data, err := os.ReadFile("../conformance/testdata/mini/expected-sod.json")
	if err != nil {
		t.Fatal(err)
	}
	var want struct{ Findings []expected }
	decode(t, data, &want)
	for i, f := range got.Findings {
		for _, fn := range f.Functions {
			got.Findings[i].expected.Functions = append(got.Findings[i].expected.Functions, fn.ID)
		}
		if i < len(want.Findings) && !cmp.Equal(got.Findings[i].expected, want.Findings[i]) {
			t.Errorf("finding %d: %s", i, cmp.Diff(want.Findings[i], got.Findings[i].expected))
		}
	}
	if len(got.Findings) != len(want.Findings) {
		t.Errorf("%d findings, want %d", len(got.Findings), len(want.Findings))
	}
}

// TestShape compares entries with the contract, key order and spacing included.
func TestShape(t *testing.T) {
	t.Parallel()
	set := conformance.Mini(t)
	var matrix, sod, whole bytes.Buffer
	for _, err := range []error{
		WriteMatrix(&matrix, set.Analysis.Matrix), WriteSoD(&sod, set.Analysis.All(), catalog.Japanese), WriteCatalog(&whole, set.Catalog),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		in   string
		want string
	}{
		{matrix.String(), `{"cells": [` + "\n"},
		{matrix.String(), `{"role":"manager","object":"customer","action":"read","grants":[{"scope":"team","when":[],"from":"manager","for":["lead"]},{"scope":"all","when":["logged"],"from":"manager","for":[]}],"findings":[]}`},
		{matrix.String(), `{"role":"peer-approver","object":"order","action":"approve","grants":[{"scope":"team","when":["four-eyes"],"from":"peer-approver","for":["peer"]}],"findings":["s01"]}`},
		{sod.String(), `{"rule":"s03","kind":"combination","roles":["auditor","clerk"],"severity":"high","status":"open","functions":[{"id":"auditor","paths":[{"role":"auditor","from":"auditor"}]},{"id":"clerk","paths":[{"role":"clerk","from":"clerk"}]}],"exception":null}`},
		{sod.String(), `"exception":{"until":"2026-12-31","expired":false,"approved_by":"Board","reason":"Interim while the treasurer's post is vacant.","control":"Weekly review by the auditor."}`},
		{whole.String(), "{\n" + `"organization": {"en":"Example Trading","zh":"示例商贸","ja":"サンプル商事"},` + "\n"},
		{whole.String(), `"roles": [` + "\n" + `  {"id":"`},
		{whole.String(), `"base_url": null`},
	} {
		if !strings.Contains(c.in, c.want) {
			t.Errorf("no\n%s\nin\n%s", c.want, c.in)
		}
	}
}

// documents writes every document as a file, so that the suite for targets can
// be held against them.
type documents struct{}

func (documents) Name() string { return "documents" }

func (documents) Render(ctx context.Context, set *book.Set, sink *output.Sink) error {
	for _, b := range set.Books {
		for d := range b.Documents() {
			if err := ctx.Err(); err != nil {
				return err
			}
			var out bytes.Buffer
			if err := WriteDocument(&out, d); err != nil {
				return err
			}
			if err := sink.Write(b.Key+"/"+d.Role+"."+d.Scenario+".json", out.Bytes()); err != nil {
				return err
			}
		}
	}
	return ctx.Err()
}

func TestDocuments(t *testing.T) {
	conformance.Run(t, documents{}, conformance.Expect{Texts: conformance.DocumentTexts, Check: func(t *testing.T, _ *book.Set, files conformance.Files) {
		for name, data := range files {
			if bytes.Contains(data, []byte(": null")) {
				t.Errorf("%s has a list that is null", name)
			}
		}
	}})
}

// TestNoNullLists holds that a list without entries is [], whatever it lists.
func TestNoNullLists(t *testing.T) {
	t.Parallel()
	for _, set := range []*book.Set{conformance.Mini(t), conformance.Hostile(t)} {
		var out bytes.Buffer
		if err := WriteCatalog(&out, set.Catalog); err != nil {
			t.Fatal(err)
		}
		var doc struct{ Roles []map[string]any }
		decode(t, out.Bytes(), &doc)
		for _, r := range doc.Roles {
			for _, key := range []string{"inherits", "duties", "collaboration", "kpis", "onboarding"} {
				if _, ok := r[key].([]any); !ok {
					t.Errorf("%s: %s is %v", r["id"], key, r[key])
				}
			}
		}
	}
}

func TestSchemasAreThoseOfTheSource(t *testing.T) {
	t.Parallel()
	names, err := fs.Glob(schema.Files, "*.schema.json")
	if err != nil || len(names) != 5 {
		t.Errorf("%v %v", names, err)
	}
}
