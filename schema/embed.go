// Package schema carries the JSON Schemas of the catalog's files, one a kind:
// catalog, role, sod, tests and review. They are what load checks and what editors
// complete from, with titles and descriptions in three languages
// (x-title and x-description beside the English keywords).
package schema

import "embed"

// Files holds catalog.schema.json, role.schema.json, sod.schema.json,
// tests.schema.json and review.schema.json.
//
//go:embed *.schema.json
var Files embed.FS
