package generator

import (
	"io/fs"
	"slices"
	"strings"

	"rolebook/generator/load"
	"rolebook/schema"
)

const schemaEnding = ".schema.json"

// SchemaKinds lists the kinds of files that have a schema, by name.
func SchemaKinds() []string {
	names, err := fs.Glob(schema.Files, "*"+schemaEnding)
	if err != nil { // the pattern is a good one
		panic(err)
	}
	for i, name := range names {
		names[i] = strings.TrimSuffix(name, schemaEnding)
	}
	return names
}

// Schema gives the JSON Schema of a kind of file. It fails with an
// [*UnknownError].
func Schema(kind string) ([]byte, error) {
	if kinds := SchemaKinds(); !slices.Contains(kinds, kind) {
		return nil, &UnknownError{SchemaKind, kind, load.Suggest(kind, kinds)}
	}
	return schema.Files.ReadFile(kind + schemaEnding)
}
