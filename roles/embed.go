// Package roles carries the CRM catalog that ships with the program: the best
// example of the format, and what `make site` builds.
package roles

import "embed"

// Files is the catalog folder: catalog.yaml, sod.yaml, tests.yaml and the
// roles in a folder a family.
//
//go:embed *.yaml */*.yaml
var Files embed.FS
