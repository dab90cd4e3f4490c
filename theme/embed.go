// Package theme carries the site's built-in theme: a Hugo theme with layouts,
// assets and static files. A theme folder beside a catalog replaces any file
// of it by one of the same path.
package theme

import "embed"

// Files holds layouts/, assets/ and static/.
//
//go:embed all:layouts all:assets all:static
var Files embed.FS
