// Package jsondata writes the catalog and what was found out about it as JSON,
// for programs.
//
// Three documents have a shape that stays: the whole catalog
// ([WriteCatalog]), the effective permissions ([WriteMatrix]) and the findings
// ([WriteSoD]). Commands print them by the same functions, so that
// `rolebook sod --format json` and data/sod.json are the same bytes.
//
// Every key is always there: a list is never null, a text that was left out is.
// Texts stand as their author wrote them, Markdown and all: whoever shows them
// must take them for data, never for markup. The schemas of the input files go
// along, under data/schema.
package jsondata

import (
	"bytes"
	"context"
	"io"
	"io/fs"
	"path"
	"slices"

	"rolebook/generator/book"
	"rolebook/generator/output"
	"rolebook/schema"
)

// Target writes the data folder of a build.
type Target struct{}

// Name is json.
func (Target) Name() string { return "json" }

// Render writes data/catalog.json, data/matrix.json, data/sod.json and the
// schemas. The texts of exceptions are in the catalog's default language.
// Combinations of a rule that has too many to list ([analysis.MaxListed]) are
// not in the file, which a browser could not take.
func (Target) Render(ctx context.Context, set *book.Set, sink *output.Sink) error {
	for _, doc := range []struct {
		name  string
		write func(io.Writer) error
	}{
		{"catalog", func(w io.Writer) error { return WriteCatalog(w, set.Catalog) }},
		{"matrix", func(w io.Writer) error { return WriteMatrix(w, set.Analysis.Matrix) }},
		{"sod", func(w io.Writer) error {
			return WriteSoD(w, slices.Values(set.Analysis.Findings), set.Catalog.Languages[0])
		}},
	} {
		if err := ctx.Err(); err != nil {
			return err
		}
		var b bytes.Buffer
		if err := doc.write(&b); err != nil {
			return err
		}
		if err := sink.Write("data/"+doc.name+".json", b.Bytes()); err != nil {
			return err
		}
	}
	return copySchemas(ctx, sink)
}

// copySchemas publishes the schemas that the catalog's files are written to.
func copySchemas(ctx context.Context, sink *output.Sink) error {
	names, err := fs.Glob(schema.Files, "*.schema.json")
	if err != nil {
		return err
	}
	for _, name := range names {
		if err := ctx.Err(); err != nil {
			return err
		}
		data, err := fs.ReadFile(schema.Files, name)
		if err != nil {
			return err
		}
		if err := sink.Write(path.Join("data/schema", name), data); err != nil {
			return err
		}
	}
	return nil
}
