package main

import (
	"strings"

	"rolebook/generator/catalog"
	"rolebook/generator/locale"
)

// readerLanguage picks the language of help and messages: --lang, which must be
// known before the flags are read since their help is in it, else what the
// environment says, as POSIX orders it, else English.
func readerLanguage(args []string, env func(string) string) catalog.Lang {
	for i, arg := range args {
		if arg == "--" {
			break
		}
		value, given := strings.CutPrefix(arg, "--lang=")
		if arg == "--lang" && i+1 < len(args) {
			value, given = args[i+1], true
		}
		if lang, ok := locale.Match(value); given && ok {
			return lang
		}
	}
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if value := env(name); value != "" {
			if lang, ok := locale.Match(value); ok {
				return lang
			}
			return catalog.English // C, POSIX, de_DE …
		}
	}
	return catalog.English
}

// languages lists what --lang takes.
func languages() []string {
	var keys []string
	for _, l := range catalog.AllLanguages {
		keys = append(keys, string(l))
	}
	return keys
}
