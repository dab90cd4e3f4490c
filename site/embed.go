// Package site carries the skeleton of the Hugo project that a build fills in:
// its configuration and the pages that are written by hand.
package site

import "embed"

// Files holds hugo.yaml and content/.
//
//go:embed hugo.yaml all:content
var Files embed.FS
