// Package locales carries every word the program says, one file a language.
// The same files serve the program and, as i18n files, the site.
package locales

import "embed"

// Files holds zh.yaml, en.yaml and ja.yaml.
//
//go:embed *.yaml
var Files embed.FS
