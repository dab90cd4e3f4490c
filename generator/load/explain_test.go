package load

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"rolebook/generator/catalog"
	"rolebook/generator/diag"
	"rolebook/generator/locale"
)

// plainRole is what an example of a role is an excerpt of, key by key.
var plainRole = [][2]string{
	{"id", "id: clerk\n"},
	{"name", "name: Order Clerk\n"},
	{"family", "family: sales\n"},
	{"overview", "overview: Takes orders.\n"},
	{"duties", "duties: []\n"},
	{"permissions", "permissions: {}\n"},
}

// exampleFolder lays an example over the contract's catalog. Its first line
// names the file; a role gets the required keys that the example leaves out.
func exampleFolder(t *testing.T, example string) fstest.MapFS {
	t.Helper()
	head, body, _ := strings.Cut(example, "\n")
	name, _, _ := strings.Cut(strings.TrimPrefix(head, "# "), ",")
	folder := mini(t)
	old, ok := folder[name]
	if !ok {
		t.Fatalf("an example of no file: %q", head)
	}
	if name == "sod.yaml" {
		functions, _, _ := strings.Cut(string(old.Data), "exceptions:")
		folder[name] = &fstest.MapFile{Data: []byte(functions + body)}
		return folder
	}
	for _, key := range plainRole {
		if !regexp.MustCompile(`(?m)^` + key[0] + `:`).MatchString(body) {
			body += key[1]
		}
	}
	if strings.Contains(head, "ISO 8859-1") {
		body = strings.ReplaceAll(body, "é", "\xe9")
	}
	folder[name] = &fstest.MapFile{Data: []byte(body)}
	return folder
}

// TestExamplesAreTrue holds the documentation to its word: each code's bad
// example gets exactly that code, its good example nothing. Warnings come
// later than loading, so of theirs both must load.
func TestExamplesAreTrue(t *testing.T) {
	t.Parallel()
	for _, lang := range catalog.AllLanguages {
		say := locale.New(lang)
		for _, code := range diag.Codes {
			_, bad, _ := loadFS(t, exampleFolder(t, say.Message(diag.Explain(code, "bad"))))
			_, good, _ := loadFS(t, exampleFolder(t, say.Message(diag.Explain(code, "good"))))
			if len(good) > 0 {
				t.Errorf("%s: the good example of %s gets %q", lang, code, briefs(good))
			}
			other := func(d diag.Diagnostic) bool { return d.Code != code }
			if fires := len(bad) > 0; fires != (code.Severity() == diag.Error) || slices.ContainsFunc(bad, other) {
				t.Errorf("%s: the bad example of %s gets %q", lang, code, briefs(bad))
			}
		}
	}
}
